/** The types that joining and rearranging give. */
import { expectTypeOf, it } from 'vitest';
import { type DType, type NDArray, ndarray as nd } from '../../src/index.js';

const u8 = nd.zeros(3, 'u8');
const f32 = nd.zeros(3, 'f32');

it('of joined arrays is theirs where they agree, or the one asked for', () => {
  expectTypeOf(nd.concat([u8, u8])).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.concat([u8, f32])).toEqualTypeOf<NDArray<DType>>();
  expectTypeOf(nd.stack([u8, f32], { dtype: 'float32' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.vstack([[1, 2], [3, 4]])).toEqualTypeOf<NDArray<'f64'>>(); // biome-ignore format: a matrix
});

it('of rearranged arrays stays', () => {
  expectTypeOf(nd.flip(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.pad([1n], 2)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.split(f32, 3)).toEqualTypeOf<NDArray<'f32'>[]>();
  expectTypeOf(nd.append(u8, f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.atleast2d(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.indices([2])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.fromiter([1], 'i8')).toEqualTypeOf<NDArray<'i8'>>();
});
