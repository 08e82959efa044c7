/** Ufuncs as methods and functions: what their options and their own methods give, and the calls that are wrong. */
import { expectTypeOf, test } from 'vitest';
import type { BinaryMethodNames, InPlaceMethodNames, UnaryMethodNames } from '../../src/api/method-names.js';
import type { BINARY, UNARY } from '../../src/api/table.js';
import { add, divide, fmax, hypot, less, logicalAnd, maximum, type NDArray, sqrt, zeros } from '../../src/index.js';

const f32 = zeros(3, 'f32');
const f64 = zeros(3);
const u8 = zeros(3, 'u8');
const i32 = zeros(3, 'i32');
const i64 = zeros(3, 'i64');
const bool = zeros(3, 'bool');

type MethodOf<R, N> = R extends { method: infer M extends string } ? M : N;

test('every ufunc is listed among the methods, by the name that the table gives', () => {
  type Unary = { readonly [N in keyof typeof UNARY as MethodOf<(typeof UNARY)[N], N> & string]: N };
  type Binary = { readonly [N in keyof typeof BINARY as MethodOf<(typeof BINARY)[N], N> & string]: N };
  type InPlace = {
    readonly [N in keyof typeof BINARY as (typeof BINARY)[N] extends { inPlace: infer M extends string }
      ? M
      : never]: N;
  };
  expectTypeOf<{ [M in keyof UnaryMethodNames]: UnaryMethodNames[M] }>().toEqualTypeOf<Unary>();
  expectTypeOf<{ [M in keyof BinaryMethodNames]: BinaryMethodNames[M] }>().toEqualTypeOf<Binary>();
  expectTypeOf<{ [M in keyof InPlaceMethodNames]: InPlaceMethodNames[M] }>().toEqualTypeOf<InPlace>();
});

test('an output has its own type', () => {
  expectTypeOf(add(u8, u8, { out: f64 })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(u8.add(u8, { out: f64 })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(f32.sqrt({ out: f64 })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(f32.lt(0, { out: bool })).toEqualTypeOf<NDArray<'bool'>>();
});

test('a type computed in is that of the result, unless the ufunc has its own', () => {
  expectTypeOf(sqrt(u8, { dtype: 'float64' })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(u8.sqrt({ dtype: '<f4' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(u8.add(1, { dtype: 'i32' })).toEqualTypeOf<NDArray<'i32'>>();
  expectTypeOf(u8.lt(1, { dtype: 'f64' })).toEqualTypeOf<NDArray<'bool'>>();
});

test('a condition changes no type', () => {
  expectTypeOf(u8.add(f32, { where: bool })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(sqrt(i32, { where: bool })).toEqualTypeOf<NDArray<'f64'>>();
});

test('folds', () => {
  expectTypeOf(add.reduce(u8)).toEqualTypeOf<NDArray<'u64'>>();
  expectTypeOf(add.reduce(u8, null)).toEqualTypeOf<number>();
  expectTypeOf(add.reduce(i64, { axis: null })).toEqualTypeOf<bigint>();
  expectTypeOf(add.reduce(f32, { dtype: 'f64' })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(maximum.reduce(u8, 0)).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(maximum.reduce(bool, null)).toEqualTypeOf<boolean>();
  expectTypeOf(logicalAnd.reduce(f32)).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(hypot.reduce(i32, 1)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(add.accumulate(i32)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(fmax.accumulate(f32, { axis: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(divide.accumulate(u8, { out: f64 })).toEqualTypeOf<NDArray<'f64'>>();
});

test('outer products', () => {
  expectTypeOf(add.outer(u8, i32)).toEqualTypeOf<NDArray<'i32'>>();
  expectTypeOf(less.outer(u8, [1, 2])).toEqualTypeOf<NDArray<'bool'>>();
});

test('wrong calls', () => {
  // @ts-expect-error text is no array
  u8.add('1');
  // @ts-expect-error an operand is missing
  u8.add();
  // @ts-expect-error there is no such type
  u8.add(1, { dtype: 'f16x' });
  // @ts-expect-error there is no such option
  u8.add(1, { output: u8 });
  // @ts-expect-error a typed array is no output
  add(u8, u8, { out: new Uint8Array(3) });
  // @ts-expect-error the output is the array itself
  f32.iadd(1, { out: f64 });
  // @ts-expect-error a comparison is not written to its operand
  expectTypeOf(f32.ilt).toBeFunction();
});
