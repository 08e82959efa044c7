/** Makes the functions that users call from the rows of the table, with their types and methods. */
import type { ArrayLike, DTypeOf } from '../array/convert.js';
import type { Canonical, DType, DTypeLike, Scalar } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import type { LoopOf } from '../array/promotion.js';
import type { Exact, Reduced, ReductionArgument } from './reduction.js';
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

/** The row of the table that a name stands for. */
export type RowOf<N extends keyof Rows> = Rows[N] extends infer R extends Row ? R : never;

/** The names of ufuncs of one operand. */
export type UnaryName = keyof typeof UNARY;
/** The names of ufuncs of two operands. */
export type BinaryName = keyof typeof BINARY;

/** Options with an output, whose type is then the result's. */
export type WithOut<O extends NDArray> = UfuncOptions & { out: O };
/** Options with a type, in which is then computed. */
export type WithType<L extends DTypeLike> = UfuncOptions & { dtype: L; out?: undefined };
/** Options with neither. */
export type Plain = UfuncOptions & { dtype?: undefined; out?: undefined };

/** The result of a row's ufunc computed in a given type. */
export type Typed<R extends Row, L> = R['out'] extends 'same'
  ? NDArray<Canonical<L>>
  : NDArray<Extract<R['out'], DType>>;

/** A ufunc of one operand. */
export interface UnaryUfunc<N extends UnaryName> {
  <A extends ArrayLike>(a: A, options?: Plain): ResultOf<RowOf<N>, DTypeOf<A>>;
  <O extends NDArray>(a: ArrayLike, options: WithOut<O>): O;
  <L extends DTypeLike>(a: ArrayLike, options: WithType<L>): Typed<RowOf<N>, L>;
  (a: ArrayLike, options: UfuncOptions | undefined): NDArray;
  /** The ufunc on the elements at the given positions of the first axis, in place, each in turn. */
  at(a: NDArray, indices: ArrayLike): void;
}

type Sums = 'add' | 'multiply';

/** The type in which a ufunc folds; sums and products of integers have 64 bits. */
type FoldOf<N extends BinaryName, D extends DType> = N extends Sums
  ? LoopOf<'sums', D>
  : ResultOf<RowOf<N>, D>['dtype'];

/** What it gives of everything. */
type FoldValue<N extends BinaryName, D extends DType> = N extends Sums ? Exact<D> : Scalar<FoldOf<N, D>>;

type Accumulated<D extends DType, O> = O extends { readonly out: infer Out extends NDArray }
  ? Out
  : NDArray<O extends { readonly dtype: infer L extends DTypeLike } ? Canonical<L> : D>;

/** A ufunc of two operands. */
export interface BinaryUfunc<N extends BinaryName> {
  <A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Plain): ResultOf<RowOf<N>, MeetOf<RowOf<N>, A, B>>;
  <O extends NDArray>(a: ArrayLike, b: ArrayLike, options: WithOut<O>): O;
  <L extends DTypeLike>(a: ArrayLike, b: ArrayLike, options: WithType<L>): Typed<RowOf<N>, L>;
  (a: ArrayLike, b: ArrayLike, options: UfuncOptions | undefined): NDArray;
  /** Folds an axis, the first unless said otherwise, or everything with `axis: null`. */
  reduce<A extends ArrayLike, const O extends ReductionArgument = 0>(
    a: A,
    options?: O,
  ): Reduced<
    FoldValue<N, DTypeOf<A>>,
    FoldOf<N, DTypeOf<A>>,
    O extends null ? undefined : O extends { axis: unknown } ? O : O & { axis: 0 }
  >;
  /** The running fold along an axis, the first unless said otherwise. */
  accumulate<A extends ArrayLike, const O extends number | ScanOptions | undefined = undefined>(
    a: A,
    options?: O,
  ): Accumulated<FoldOf<N, DTypeOf<A>>, O>;
  /** Every element of a with every element of b: shape a.shape + b.shape. */
  outer<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: UfuncOptions): ResultOf<RowOf<N>, Meet<A, B>>;
  /** a[i] = ufunc(a[i], b) in place for the given positions of the first axis, each in turn: repeated ones add up. */
  at(a: NDArray, indices: ArrayLike, b: ArrayLike): void;
}

/** A ufunc of one operand with two results. */
export type UnaryPairUfunc<N extends keyof typeof UNARY_PAIR> = <A extends ArrayLike>(
  a: A,
  options?: PairOptions,
) => PairOf<RowOf<N>, DTypeOf<A>>;

/** A ufunc of two operands with two results. */
export type BinaryPairUfunc<N extends keyof typeof BINARY_PAIR> = <A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options?: PairOptions,
) => PairOf<RowOf<N>, Meet<A, B>>;

/** Options of a ufunc with two results: an output for each. */
export interface PairOptions extends Omit<UfuncOptions, 'out'> {
  /** The arrays that receive the results; they are returned. */
  out?: readonly [NDArray, NDArray];
}

export function unary<N extends UnaryName>(name: N): UnaryUfunc<N> {
  const def = new Definition(name, UNARY[name], 1);
  const run = (a: unknown, options?: UfuncOptions) => call(def, a, undefined, options);
  return Object.assign(run, {
    at: (a: NDArray, indices: ArrayLike) => methods.at(def, a, indices),
  }) as unknown as UnaryUfunc<N>;
}

export function binary<N extends BinaryName>(name: N): BinaryUfunc<N> {
  const def = new Definition(name, BINARY[name], 2);
  const run = (a: unknown, b: unknown, options?: UfuncOptions) => call(def, a, b, options);
  return Object.assign(run, {
    reduce: (a: ArrayLike, options: ReductionArgument) => methods.reduce(def, a, options),
    accumulate: (a: ArrayLike, options?: number | ScanOptions) => methods.accumulate(def, a, options),
    outer: (a: ArrayLike, b: ArrayLike, options?: UfuncOptions) => methods.outer(def, a, b, options),
    at: (a: NDArray, indices: ArrayLike, b: ArrayLike) => methods.at(def, a, indices, b),
  }) as unknown as BinaryUfunc<N>;
}

function split({ out, ...rest }: PairOptions): [UfuncOptions, readonly NDArray[] | undefined] {
  return [rest, out];
}

export function unaryPair<N extends keyof typeof UNARY_PAIR>(name: N): UnaryPairUfunc<N> {
  const def = new Definition(name, UNARY_PAIR[name], 1);
  return ((a: unknown, options: PairOptions = {}) =>
    apply(def, [a], ...split(options))) as unknown as UnaryPairUfunc<N>;
}

export function binaryPair<N extends keyof typeof BINARY_PAIR>(name: N): BinaryPairUfunc<N> {
  const def = new Definition(name, BINARY_PAIR[name], 2);
  return ((a: unknown, b: unknown, options: PairOptions = {}) =>
    apply(def, [a, b], ...split(options))) as unknown as BinaryPairUfunc<N>;
}
