/** The types that the small names give. */
import { expectTypeOf, it } from 'vitest';
import { type DType, type NDArray, ndarray as nd } from '../../src/index.js';

const u8 = nd.zeros(3, 'u8');
const f32 = nd.zeros(3, 'f32');

it('aliases have the types of what they name', () => {
  expectTypeOf(nd.abs).toEqualTypeOf<typeof nd.absolute>();
  expectTypeOf(nd.pow(u8, f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.amax(u8)).toEqualTypeOf<number>();
  expectTypeOf(nd.conj(nd.zeros(2, 'bool'))).toEqualTypeOf<NDArray<'i8'>>();
  expectTypeOf(u8.conj()).toEqualTypeOf<NDArray<'u8'>>();
});

it('types that meet', () => {
  expectTypeOf(nd.resultType('u8', 'i8')).toEqualTypeOf<'i16'>();
  expectTypeOf(nd.resultType(u8, 2.5)).toEqualTypeOf<'f64'>();
  expectTypeOf(nd.resultType(2, f32, '<u2')).toEqualTypeOf<'f32'>();
  expectTypeOf(nd.resultType(true, 2n)).toEqualTypeOf<'i64'>();
  expectTypeOf(nd.resultType(...[u8, f32])).toEqualTypeOf<'f32'>();
  expectTypeOf(nd.resultType(...([u8, f32] as NDArray[]))).toEqualTypeOf<DType>();
  expectTypeOf(nd.commonType(u8, f32)).toEqualTypeOf<'f64'>();
  expectTypeOf(nd.commonType(f32, f32)).toEqualTypeOf<'f32'>();
  // @ts-expect-error it is no rule
  nd.canCast('u8', 'i8', 'same_kind');
});

it('limits', () => {
  expectTypeOf(nd.iinfo('u8').max).toEqualTypeOf<number>();
  expectTypeOf(nd.iinfo('<i8').max).toEqualTypeOf<bigint>();
  expectTypeOf(nd.iinfo(u8).dtype).toEqualTypeOf<'u8'>();
  expectTypeOf(nd.finfo('f32').eps).toEqualTypeOf<number>();
  // @ts-expect-error bools are no integers, and text is no type
  nd.iinfo('text');
});

it('real parts and orders', () => {
  expectTypeOf(nd.real(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.angle(u8)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.angle([true])).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(nd.isposinf([1], { out: f32 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.ascontiguousarray([1n])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.require(u8, 'f32', ['C', 'W'])).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.require(u8, null, 'F')).toEqualTypeOf<NDArray<'u8'>>();
});
