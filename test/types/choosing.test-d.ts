/** The types that choosing, grids and iterators give. */
import { expectTypeOf, it } from 'vitest';
import { type NDArray, ndarray as nd } from '../../src/index.js';

const u8 = nd.zeros([2, 2], 'u8');
const f32 = nd.zeros([2, 2], 'f32');

it('of a condition alone are indices', () => {
  expectTypeOf(nd.where(u8)).toEqualTypeOf<NDArray<'i64'>[]>();
  expectTypeOf(nd.where(u8, f32, f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.trilIndices(3, { k: 1 })).toEqualTypeOf<NDArray<'i64'>[]>();
});

it('of what keeps the type stay', () => {
  expectTypeOf(nd.piecewise(f32, [f32.gt(0)], [1, (v) => v.neg()])).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.byteswap(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(u8.byteswap({ inplace: true })).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.unique(f32, { axis: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.unique(f32, { axis: 0, counts: true }).counts).toEqualTypeOf<NDArray<'i64'>>();
});

it('of grids are one array or a list', () => {
  expectTypeOf(nd.mgrid('0:2', '0:3')).toEqualTypeOf<NDArray<'i64'> | NDArray<'f64'>>();
  expectTypeOf(nd.ogrid('0:2', '0:3')).toEqualTypeOf<(NDArray<'i64'> | NDArray<'f64'>)[]>();
  expectTypeOf(nd.ogrid('0:2')).toEqualTypeOf<NDArray<'i64'> | NDArray<'f64'>>();
});

it('of iterators are lists and scalars', () => {
  expectTypeOf(nd.ndindex(2, 3)).toEqualTypeOf<IterableIterator<number[]>>();
  expectTypeOf(nd.ndenumerate(u8)).toEqualTypeOf<IterableIterator<[number[], number]>>();
});
