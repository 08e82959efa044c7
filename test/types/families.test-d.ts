/** One row or more of every family of functions: element types from arguments, and the calls that are wrong. */
import { expectTypeOf, test } from 'vitest';
import { type NDArray, ndarray as nd, scope, type WeakScalar } from '../../src/index.js';

const f32 = nd.zeros([2, 3], 'f32');
const f64 = nd.zeros([2, 3]);
const u8 = nd.zeros([2, 3], 'u8');
const i32 = nd.zeros([2, 3], 'i32');
const i64 = nd.zeros([2, 3], 'i64');
const bool = nd.zeros([2, 3], 'bool');

test('creation', () => {
  expectTypeOf(nd.ones([2, 2], 'i16')).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(nd.empty(2, 'uint32')).toEqualTypeOf<NDArray<'u32'>>();
  expectTypeOf(nd.eye(3, { dtype: 'f32' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.zerosLike(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.zerosLike(u8, 'f32')).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.linspace(0, 1, 5)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(nd.array([1, 2], '<i2')).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(nd.array([[1n], [2n]])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.fromfunction((i) => i, [3])).toExtend<NDArray>();
  // @ts-expect-error a shape is no text
  nd.zeros('3');
  // @ts-expect-error there is no such type
  nd.ones(3, 'float128');
  // @ts-expect-error text is no number
  nd.full(3, 'a');
});

test('elements and memory are typed', () => {
  expectTypeOf(f32.data).toExtend<Float32Array>();
  expectTypeOf(bool.data).toExtend<Uint8Array>();
  expectTypeOf(i64.data).toExtend<BigInt64Array>();
  expectTypeOf(i64.item(0)).toEqualTypeOf<bigint>();
  expectTypeOf(u8.dtype).toEqualTypeOf<'u8'>();
  // @ts-expect-error elements of 64 bits are bigints
  i64.data[0] = 1;
  // @ts-expect-error the others are numbers
  f32.data[0] = 1n;
  // @ts-expect-error the shape is not assigned, but reshape() called
  f32.shape = [6];
});

test('indexing', () => {
  expectTypeOf(f32.get('1:', null)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.get([0, 1], ':')).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.get(f32.gt(0))).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(i64.get(0, 0)).toEqualTypeOf<NDArray<'i64'> | bigint>();
  expectTypeOf(f32.set([0, ':'], u8)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.take(u8, [0])).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.nonzero(f32)).toEqualTypeOf<NDArray<'i64'>[]>();
  // @ts-expect-error an index is no object
  f32.get({ start: 1 });
  // @ts-expect-error a value is missing
  f32.set(0);
});

test('broadcasting keeps each type', () => {
  const [a, b] = nd.broadcastArrays(u8, [1, 2, 3]);
  expectTypeOf(a).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(b).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(u8.broadcastTo([4, 2, 3])).toEqualTypeOf<NDArray<'u8'>>();
});

test('selection', () => {
  expectTypeOf(nd.where(bool, u8, i32)).toEqualTypeOf<NDArray<'i32'>>();
  expectTypeOf(nd.clip(u8, 1, 2)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(f32.clip(0, null)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.astype('i8')).toEqualTypeOf<NDArray<'i8'>>();
  // @ts-expect-error a third argument is missing
  nd.where(bool, u8);
  // @ts-expect-error there is no such type
  f32.astype('decimal');
});

test('statistics', () => {
  expectTypeOf(nd.mean(i32)).toEqualTypeOf<number>();
  expectTypeOf(nd.std(f32, { axis: 1, ddof: 1 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.average(u8)).toEqualTypeOf<number>();
  expectTypeOf(nd.average(u8, { axis: 0 })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(nd.average(f32, { axis: 0, weights: [1, 2] })).toEqualTypeOf<NDArray<'f32' | 'f64'>>();
  expectTypeOf(nd.quantile(f32, 0.5)).toEqualTypeOf<number>();
  expectTypeOf(nd.quantile(f32, 0.5, { axis: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.percentile(u8, [5, 95])).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(nd.nanquantile(f64, [0.5], { out: f32 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.quantile(u8, 0.5, { axis: 0, method: 'nearest' })).toEqualTypeOf<NDArray<'u8' | 'f64'>>();
  expectTypeOf(nd.cov(f32)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(nd.convolve(f32.get(0, ':'), [1, 2])).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(nd.correlate(new Int16Array(3), new Int8Array(2))).toEqualTypeOf<NDArray<'i16'>>();
  // @ts-expect-error there is no such option
  nd.sum(f32, { axes: 0 });
  // @ts-expect-error there is no such method
  nd.quantile(f32, 0.5, { method: 'middle' });
  // @ts-expect-error an axis is a number
  f32.sum('0');
});

test('sorting and sets', () => {
  expectTypeOf(nd.sort(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(u8.argsort()).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.searchsorted(f64, 1)).toEqualTypeOf<number>();
  expectTypeOf(nd.searchsorted(f64, [1])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.unique(i64)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(nd.union1d(u8, f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.isin(u8, [1])).toEqualTypeOf<NDArray<'bool'>>();
});

test('products', () => {
  expectTypeOf(nd.matmul(f32, f64)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(u8.matmul(u8)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(nd.linalg.inv(f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(nd.linalg.cholesky(i32)).toEqualTypeOf<NDArray<'f64'>>();
  // @ts-expect-error there is no such mode
  nd.linalg.qr(f32, 'full');
});

test('random numbers', () => {
  const rng = nd.random.defaultRng(1n);
  expectTypeOf(rng.random()).toEqualTypeOf<number>();
  expectTypeOf(rng.random([2, 2], { dtype: 'f32' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(rng.normal(0, 1, 3)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.integers(0, 9, { size: 3, dtype: 'u8' })).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(rng.permutation(u8)).toEqualTypeOf<NDArray<'u8'>>();
  // @ts-expect-error a seed is a number
  nd.random.defaultRng('seed');
});

test('numbers and bigints', () => {
  expectTypeOf(i64.add(1)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(i64.add(1n)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(i64.max()).toEqualTypeOf<bigint>();
  expectTypeOf(i64.toArray()).toExtend<unknown>();
  // @ts-expect-error the sum of 64-bit integers is a bigint, which no number is added to
  i64.sum() + 1;
  // @ts-expect-error that of others is a number
  u8.sum() + 1n;
});

test('a scope gives what its function gives', () => {
  expectTypeOf(scope(() => f32.add(1))).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(scope(() => ({ a: u8, n: 1 }))).toEqualTypeOf<{ a: NDArray<'u8'>; n: number }>();
  expectTypeOf<WeakScalar>().toEqualTypeOf<number | bigint | boolean>();
});
