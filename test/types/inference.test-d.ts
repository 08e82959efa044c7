/** What TypeScript infers. The assertions are checked by the compiler (`npm run check`), not when the test runs. */
import { expectTypeOf, test } from 'vitest';
import {
  add,
  arange,
  array,
  type DType,
  divmod,
  exp,
  frexp,
  full,
  greater,
  hypot,
  type NDArray,
  promoteTypes,
  sum,
  where,
  wrap,
  zeros,
} from '../../src/index.js';

test('creation', () => {
  expectTypeOf(zeros(3)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(zeros(3, 'f32')).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(zeros(3, 'float32')).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(zeros(3, '<u8')).toEqualTypeOf<NDArray<'u64'>>();
  expectTypeOf(zeros(3, 'u8').data).toExtend<Uint8Array>();
  expectTypeOf(zeros(3, 'i64').data).toExtend<BigInt64Array>();
  expectTypeOf(full(3, 1n)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(array([[1, 2]])).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(array([true])).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(array(new Int16Array(2))).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(wrap(new Float32Array(2))).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(arange(3, 'i32')).toEqualTypeOf<NDArray<'i32'>>();
  expectTypeOf(arange(3n)).toEqualTypeOf<NDArray<'i64'>>();
  // @ts-expect-error there is no such type
  zeros(3, 'int7');
});

const f32 = zeros(3, 'f32');
const f64 = zeros(3);
const u8 = zeros(3, 'u8');
const i8 = zeros(3, 'i8');
const i32 = zeros(3, 'i32');
const i64 = zeros(3, 'i64');
const bool = zeros(3, 'bool');

test('promotion', () => {
  expectTypeOf(f32.add(f64)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(add(u8, i8)).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(i32.mul(f32)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(promoteTypes('u32', 'i32')).toEqualTypeOf<'i64'>();
  expectTypeOf(u8.add([1, 2, 3])).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(u8.add(Uint16Array.of(1, 2, 3))).toEqualTypeOf<NDArray<'u16'>>();
});

test('weak scalars', () => {
  expectTypeOf(f32.add(1.5)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(u8.add(1)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(i32.add(1.5)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(i64.add(1n)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(bool.mul(2)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(i32.add(Number('2')).dtype).toEqualTypeOf<'i32' | 'f64'>();
});

test('operations', () => {
  expectTypeOf(exp(i32)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(exp(u8)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(u8.div(u8)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(hypot(i8, zeros(3, 'u16'))).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(greater(f32, 0)).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(f32.gt(0)).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(divmod(u8, i8)[1]).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(frexp(f32)[1]).toEqualTypeOf<NDArray<'i32'>>();
  expectTypeOf(where(bool, f32, 0)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(add(u8, u8, { dtype: 'f32' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(add(u8, u8, { out: f32 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.astype('uint8')).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(f32.iadd(1)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.reshape(3, 1).T).toEqualTypeOf<NDArray<'f32'>>();
});

test('reductions', () => {
  expectTypeOf(sum(f32)).toEqualTypeOf<number>();
  expectTypeOf(f32.sum()).toEqualTypeOf<number>();
  expectTypeOf(i64.sum()).toEqualTypeOf<bigint>();
  expectTypeOf(u8.sum(0)).toEqualTypeOf<NDArray<'u64'>>();
  expectTypeOf(f32.sum({ axis: [0, 1] })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.sum({ keepdims: true, dtype: 'f64' })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(bool.any()).toEqualTypeOf<boolean>();
  expectTypeOf(i32.mean(0)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(f32.argmax()).toEqualTypeOf<number>();
  expectTypeOf(f32.argmax(0)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(u8.cumsum()).toEqualTypeOf<NDArray<'u64'>>();
  expectTypeOf(u8.max()).toEqualTypeOf<number>();
});

test('elements', () => {
  expectTypeOf(f32.item(0)).toEqualTypeOf<number>();
  expectTypeOf(bool.item(0)).toEqualTypeOf<boolean>();
  expectTypeOf(f32.get('1:')).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(f32.get(0)).toEqualTypeOf<NDArray<'f32'> | number>();
});

test('an array of a type is an array', () => {
  const count = (a: NDArray) => a.size;
  expectTypeOf(count).toBeCallableWith(f32);
  expectTypeOf<NDArray<'f32'>>().toExtend<NDArray>();
  expectTypeOf<NDArray<'f32'>['dtype']>().toExtend<DType>();
});
