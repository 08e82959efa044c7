/** Makes the functions that users call from the rows of the table, with their types and methods. */
import type { ArrayLike, DTypeOf } from '../array/convert.js';
import type { Canonical, DType, DTypeLike } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import type { Reduced, ReductionArgument } from './reduction.js';
import type { ScanOptions } from './scans.js';
import { BINARY, BINARY_PAIR, type Row, UNARY, UNARY_PAIR } from './table.js';
import {
  apply,
  call,
  Definition,
  type Meet,
  type MeetOf,
  type PairOf,
  type ResultOf,
  type UfuncOptions,
} from './ufunc.js';
import * as methods from './ufunc-methods.js';

type Rows = typeof UNARY & typeof BINARY & typeof UNARY_PAIR & typeof BINARY_PAIR;
type RowOf<N extends keyof Rows> = Rows[N] extends infer R extends Row ? R : never;

export type UnaryName = keyof typeof UNARY;
export type BinaryName = keyof typeof BINARY;

/** Options with an output, whose type is then the result's; with a type, in which is then computed; with neither. */
type WithOut<O extends NDArray> = UfuncOptions & { out: O };
type WithType<L extends DTypeLike> = UfuncOptions & { dtype: L; out?: undefined };
type Plain = UfuncOptions & { dtype?: undefined; out?: undefined };

type Typed<R extends Row, L> = R['out'] extends 'same' ? NDArray<Canonical<L>> : NDArray<Extract<R['out'], DType>>;

/** A ufunc of one operand. */
export interface UnaryUfunc<R extends Row> {
  <A extends ArrayLike>(a: A, options?: Plain): ResultOf<R, DTypeOf<A>>;
  <O extends NDArray>(a: ArrayLike, options: WithOut<O>): O;
  <L extends DTypeLike>(a: ArrayLike, options: WithType<L>): Typed<R, L>;
  (a: ArrayLike, options: UfuncOptions | undefined): NDArray;
  /** The ufunc on the elements at the given positions of the first axis, in place, each in turn. */
  at(a: NDArray, indices: ArrayLike): void;
}

/** A ufunc of two operands. */
export interface BinaryUfunc<R extends Row> {
  <A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Plain): ResultOf<R, MeetOf<R, A, B>>;
  <O extends NDArray>(a: ArrayLike, b: ArrayLike, options: WithOut<O>): O;
  <L extends DTypeLike>(a: ArrayLike, b: ArrayLike, options: WithType<L>): Typed<R, L>;
  (a: ArrayLike, b: ArrayLike, options: UfuncOptions | undefined): NDArray;
  /** Folds an axis, the first unless said otherwise, or everything with `axis: null`. */
  reduce<A extends ArrayLike, const O extends ReductionArgument = 0>(
    a: A,
    options?: O,
  ): Reduced<
    number | bigint | boolean,
    DType,
    O extends null ? undefined : O extends { axis: unknown } ? O : O & { axis: 0 }
  >;
  /** The running fold along an axis, the first unless said otherwise. */
  accumulate(a: ArrayLike, options?: number | ScanOptions): NDArray;
  /** Every element of a with every element of b: shape a.shape + b.shape. */
  outer<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: UfuncOptions): ResultOf<R, Meet<A, B>>;
  /** a[i] = ufunc(a[i], b) in place for the given positions of the first axis, each in turn: repeated ones add up. */
  at(a: NDArray, indices: ArrayLike, b: ArrayLike): void;
}

/** A ufunc of one operand with two results. */
export type UnaryPairUfunc<R extends Row> = <A extends ArrayLike>(a: A, options?: PairOptions) => PairOf<R, DTypeOf<A>>;

/** A ufunc of two operands with two results. */
export type BinaryPairUfunc<R extends Row> = <A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options?: PairOptions,
) => PairOf<R, Meet<A, B>>;

/** Options of a ufunc with two results: an output for each. */
export interface PairOptions extends Omit<UfuncOptions, 'out'> {
  out?: readonly [NDArray, NDArray];
}

export function unary<N extends UnaryName>(name: N): UnaryUfunc<RowOf<N>> {
  const def = new Definition(name, UNARY[name], 1);
  const run = (a: unknown, options?: UfuncOptions) => call(def, a, undefined, options);
  return Object.assign(run, {
    at: (a: NDArray, indices: ArrayLike) => methods.at(def, a, indices),
  }) as unknown as UnaryUfunc<RowOf<N>>;
}

export function binary<N extends BinaryName>(name: N): BinaryUfunc<RowOf<N>> {
  const def = new Definition(name, BINARY[name], 2);
  const run = (a: unknown, b: unknown, options?: UfuncOptions) => call(def, a, b, options);
  return Object.assign(run, {
    reduce: (a: ArrayLike, options: ReductionArgument) => methods.reduce(def, a, options),
    accumulate: (a: ArrayLike, options?: number | ScanOptions) => methods.accumulate(def, a, options),
    outer: (a: ArrayLike, b: ArrayLike, options?: UfuncOptions) => methods.outer(def, a, b, options),
    at: (a: NDArray, indices: ArrayLike, b: ArrayLike) => methods.at(def, a, indices, b),
  }) as unknown as BinaryUfunc<RowOf<N>>;
}

function split({ out, ...rest }: PairOptions): [UfuncOptions, readonly NDArray[] | undefined] {
  return [rest, out];
}

export function unaryPair<N extends keyof typeof UNARY_PAIR>(name: N): UnaryPairUfunc<RowOf<N>> {
  const def = new Definition(name, UNARY_PAIR[name], 1);
  return ((a: unknown, options: PairOptions = {}) => apply(def, [a], ...split(options))) as unknown as UnaryPairUfunc<
    RowOf<N>
  >;
}

export function binaryPair<N extends keyof typeof BINARY_PAIR>(name: N): BinaryPairUfunc<RowOf<N>> {
  const def = new Definition(name, BINARY_PAIR[name], 2);
  return ((a: unknown, b: unknown, options: PairOptions = {}) =>
    apply(def, [a, b], ...split(options))) as unknown as BinaryPairUfunc<RowOf<N>>;
}
