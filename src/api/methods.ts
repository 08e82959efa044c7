/**
 * The methods of NDArray that compute: ufuncs, their in-place forms, reductions. They are installed from the tables
 * when the package is loaded, and typed by them.
 */
import { type ArrayLike, toArray } from '../array/convert.js';
import type { DType, DTypeLike, Scalar } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import type { LoopOf } from '../array/promotion.js';
import type { Index } from '../array/slice.js';
import { allowMethods } from '../array/tracer.js';
import { copy } from '../loops/elementwise.js';
import * as bits from './bits.js';
import type { BinaryName, Plain, RowOf, Typed, UnaryName, WithOut, WithType } from './define.js';
import { type AnyIndex, assignable, getAdvanced, isAdvanced, setAdvanced } from './indexing.js';
import type { BinaryMethodNames, InPlaceMethodNames, UnaryMethodNames } from './method-names.js';
import { over } from './output.js';
import * as products from './products.js';
import type { Exact, Reduced, ReductionArgument } from './reduction.js';
import * as reductions from './reductions.js';
import * as scans from './scans.js';
import * as selection from './selection.js';
import * as sorting from './sorting.js';
import * as statistics from './statistics.js';
import { BINARY, type Row, UNARY } from './table.js';
import type { Meet, MeetOf, ResultOf, UfuncOptions } from './ufunc.js';
import * as ufuncs from './ufuncs.js';

/**
 * Methods take their array's type from `this`, not from the class's parameter: so the compiler finds the methods of all
 * arrays the same, and comparing two array types stays cheap.
 */
interface Self {
  readonly dtype: DType;
}

/** A ufunc of one operand as a method. */
export interface UnaryMethod<N extends UnaryName> {
  <T extends Self>(this: T, options?: Plain): ResultOf<RowOf<N>, T['dtype']>;
  <O extends NDArray>(this: Self, options: WithOut<O>): O;
  <L extends DTypeLike>(this: Self, options: WithType<L>): Typed<RowOf<N>, L>;
  (this: Self, options: UfuncOptions | undefined): NDArray;
}

/** A ufunc of two operands as a method of the first. */
export interface BinaryMethod<N extends BinaryName> {
  <T extends Self, const B extends ArrayLike>(
    this: T,
    other: B,
    options?: Plain,
  ): ResultOf<RowOf<N>, MeetOf<RowOf<N>, T, B>>;
  <O extends NDArray>(this: Self, other: ArrayLike, options: WithOut<O>): O;
  <L extends DTypeLike>(this: Self, other: ArrayLike, options: WithType<L>): Typed<RowOf<N>, L>;
  (this: Self, other: ArrayLike, options: UfuncOptions | undefined): NDArray;
}

/** A ufunc of two operands as a method whose result replaces the array's elements. */
export type InPlaceMethod = <T extends Self>(this: T, other: ArrayLike, options?: Omit<UfuncOptions, 'out'>) => T;

// The names are listed with their documentation, which is so the methods' own.
type UnaryMethods = { [M in keyof UnaryMethodNames]: UnaryMethod<UnaryMethodNames[M]> };
type BinaryMethods = { [M in keyof BinaryMethodNames]: BinaryMethod<BinaryMethodNames[M]> };
type InPlaceMethods = { [M in keyof InPlaceMethodNames]: InPlaceMethod };

const FOLDS = {
  sum: reductions.sum,
  prod: reductions.prod,
  min: reductions.min,
  max: reductions.max,
  any: reductions.any,
  all: reductions.all,
  countNonzero: reductions.countNonzero,
  argmin: reductions.argmin,
  argmax: reductions.argmax,
  cumsum: scans.cumsum,
  cumprod: scans.cumprod,
  mean: statistics.mean,
  var: statistics.variance,
  std: statistics.std,
  median: statistics.median,
  ptp: statistics.ptp,
};

/** Reductions and scans as methods. */
export interface FoldMethods {
  /** {@link reductions.sum} */
  sum<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<Exact<T['dtype']>, LoopOf<'sums', T['dtype']>, O>;
  /** {@link reductions.prod} */
  prod<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<Exact<T['dtype']>, LoopOf<'sums', T['dtype']>, O>;
  /** {@link reductions.min} */
  min<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<Scalar<T['dtype']>, T['dtype'], O>;
  /** {@link reductions.max} */
  max<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<Scalar<T['dtype']>, T['dtype'], O>;
  /** {@link reductions.any} */
  any<T extends Self, const O extends ReductionArgument = undefined>(this: T, options?: O): Reduced<boolean, 'bool', O>;
  /** {@link reductions.all} */
  all<T extends Self, const O extends ReductionArgument = undefined>(this: T, options?: O): Reduced<boolean, 'bool', O>;
  /** {@link reductions.countNonzero} */
  countNonzero<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, 'i64', O>;
  /** {@link reductions.argmin} */
  argmin<T extends Self, const O extends reductions.ArgArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, 'i64', O>;
  /** {@link reductions.argmax} */
  argmax<T extends Self, const O extends reductions.ArgArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, 'i64', O>;
  /** {@link scans.cumsum} */
  cumsum<T extends Self, const O extends scans.ScanArgument = undefined>(
    this: T,
    options?: O,
  ): scans.Scanned<T['dtype'], O>;
  /** {@link scans.cumprod} */
  cumprod<T extends Self, const O extends scans.ScanArgument = undefined>(
    this: T,
    options?: O,
  ): scans.Scanned<T['dtype'], O>;
  /** {@link statistics.mean} */
  mean<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, statistics.MeanOf<T['dtype']>, O>;
  /** {@link statistics.variance} */
  var<T extends Self, const O extends statistics.VarianceArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, statistics.MeanOf<T['dtype']>, O>;
  /** {@link statistics.std} */
  std<T extends Self, const O extends statistics.VarianceArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, statistics.MeanOf<T['dtype']>, O>;
  /** {@link statistics.median} */
  median<T extends Self, const O extends statistics.MedianArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<number, statistics.MeanOf<T['dtype']>, O>;
  /** {@link statistics.ptp} */
  ptp<T extends Self, const O extends ReductionArgument = undefined>(
    this: T,
    options?: O,
  ): Reduced<Exact<T['dtype']>, T['dtype'], O>;
}

/** Methods that are neither ufuncs nor reductions. */
export interface OtherMethods {
  /**
   * Elements by index: integers, slices `'start:stop:step'`, `null` for a new axis, `'...'` for all axes not named,
   * arrays of integers, masks of bools; mixed as in NumPy.
   *
   * @returns A view; a copy when there are arrays among the indices; the element itself when an integer is given for
   *   every axis.
   * @throws RangeError for an index out of bounds, TypeError for what is no index.
   * @example
   * a.get(0);              // first row
   * a.get(':', '::-1');    // columns reversed
   * a.get('...', null);    // one more axis at the end
   * a.get([0, 2], ':');    // rows 0 and 2
   * a.get(a.gt(0));        // all positive elements
   */
  get<T extends Self, const I extends readonly AnyIndex[]>(
    this: T,
    ...index: I
  ): I extends readonly number[] ? NDArray<T['dtype']> | Scalar<T['dtype']> : NDArray<T['dtype']>;
  /**
   * Writes a value to the elements that an index selects, broadcast and converted to the array's type.
   *
   * @param index One index or a list of them, as in `get`; `[]` selects everything. A list of integers is an index for
   *   each axis: for several rows write `[[0, 2]]`.
   * @returns The array.
   * @throws RangeError when the index is out of bounds or the value does not broadcast; nothing is written then.
   * @example
   * a.set(0, 1);                // first row
   * a.set([':', '::2'], [[7]]); // every other column
   * a.set(a.lt(0), 0);          // negative elements
   */
  set<T extends Self>(this: T, index: AnyIndex | readonly AnyIndex[], value: ArrayLike): T;
  /** Elements limited to [low, high]: {@link selection.clip}. */
  clip<T extends Self>(
    this: T,
    low?: ArrayLike | null,
    high?: ArrayLike | null,
    options?: { out?: NDArray },
  ): NDArray<T['dtype']>;
  /** Elements rounded to a number of decimals: {@link selection.round}. */
  round<T extends Self>(this: T, decimals?: number, options?: { out?: NDArray }): NDArray<T['dtype']>;
  /** The bytes of each element in the opposite order: {@link bits.byteswap}. */
  byteswap<T extends Self>(this: T, options?: { inplace?: boolean }): NDArray<T['dtype']>;
  /** The matrix product: {@link products.matmul}. */
  matmul<T extends Self, const B extends ArrayLike>(
    this: T,
    other: B,
    options?: { out?: NDArray },
  ): NDArray<Meet<T, B>>;
  /** The dot product: {@link products.dot}. */
  dot<T extends Self, const B extends ArrayLike>(this: T, other: B, options?: { out?: NDArray }): NDArray<Meet<T, B>>;
  /**
   * Sorts the elements along an axis, the last unless given, where they are: NaN last, -0 before 0.
   *
   * @returns The array; {@link sorting.sort} gives a sorted copy. NumPy: `ndarray.sort`.
   * @throws TypeError when the array is read-only, RangeError when there is no such axis.
   */
  sort<T extends Self>(this: T, axis?: number): T;
  /**
   * Partitions the elements along an axis, the last unless given, where they are.
   *
   * @returns The array; {@link sorting.partition} gives a partitioned copy. NumPy: `ndarray.partition`.
   * @throws TypeError when the array is read-only, RangeError when there is no such axis or place.
   */
  partition<T extends Self>(this: T, kth: number | readonly number[], axis?: number): T;
  /** {@link sorting.argsort} */
  argsort<T extends Self>(this: T, options?: sorting.SortArgument): NDArray<'i64'>;
  /** {@link sorting.argpartition} */
  argpartition<T extends Self>(
    this: T,
    kth: number | readonly number[],
    options?: sorting.PartitionArgument,
  ): NDArray<'i64'>;
  /** {@link sorting.searchsorted} */
  searchsorted<T extends Self, const V extends ArrayLike>(
    this: T,
    v: V,
    options?: sorting.SearchOptions,
  ): sorting.Places<V>;
}

export interface Methods extends UnaryMethods, BinaryMethods, InPlaceMethods, FoldMethods, OtherMethods {}

declare module '../array/ndarray.js' {
  interface NDArray<D extends DType = DType> extends Methods {}
}

type Method = (this: NDArray, ...args: never[]) => unknown;
type Ufunc = (...args: unknown[]) => unknown;

function methodsOf(): Record<string, Method> {
  const all: Record<string, Method> = {};
  const byName = ufuncs as unknown as Record<string, Ufunc>;
  for (const [name, row] of Object.entries<Row>(UNARY)) {
    const ufunc = byName[name];
    all[row.method ?? name] = function (options: unknown) {
      return ufunc(this, options);
    };
  }
  for (const [name, row] of Object.entries<Row>(BINARY)) {
    const ufunc = byName[name];
    all[row.method ?? name] = function (other: unknown, options: unknown) {
      return ufunc(this, other, options);
    };
    if (row.inPlace !== undefined) {
      all[row.inPlace] = function (other: unknown, options: object | undefined) {
        return ufunc(this, other, { ...options, out: this });
      };
    }
  }
  for (const [name, fold] of Object.entries(FOLDS)) {
    all[name] = function (options: unknown) {
      return (fold as unknown as Ufunc)(this, options);
    };
  }
  return all;
}

const OTHERS: Record<keyof OtherMethods, Method> = {
  get(...index: AnyIndex[]) {
    if (isAdvanced(index)) return getAdvanced(this, index);
    const view = this.pick('get', index as Index[]);
    const single = view.ndim === 0 && index.length > 0 && index.every((item) => typeof item === 'number');
    if (!single) return view;
    const value = view.item();
    view.dispose();
    return value;
  },
  set(index: AnyIndex | readonly AnyIndex[], value: ArrayLike) {
    if (!this.writeable) throw new TypeError('set: the array is read-only (a broadcast view); use its copy().');
    const items: readonly AnyIndex[] = Array.isArray(index) ? index : [index as AnyIndex];
    // Numbers become elements of the array's type, and are refused if they do not fit; arrays are converted as by astype.
    const source = value instanceof NDArray ? value : toArray('set', value, this.dtype);
    try {
      if (isAdvanced(items)) {
        setAdvanced(this, items, source);
        return this;
      }
      const target = this.pick('set', items as Index[]);
      try {
        copy(target.shape, over(assignable('set', source, target.shape), target.shape), target);
      } finally {
        target.dispose();
      }
      return this;
    } finally {
      if (source !== value) source.dispose();
    }
  },
  clip(low?: ArrayLike | null, high?: ArrayLike | null, options?: { out?: NDArray }) {
    return selection.clip(this, low, high, options);
  },
  round(decimals?: number, options?: { out?: NDArray }) {
    return selection.round(this, decimals, options);
  },
  byteswap(options?: { inplace?: boolean }) {
    return bits.byteswap(this, options);
  },
  matmul(other: ArrayLike, options?: { out?: NDArray }) {
    return products.matmul(this, other, options);
  },
  dot(other: ArrayLike, options?: { out?: NDArray }) {
    return products.dot(this, other, options);
  },
  sort(axis = -1) {
    sorting.sortInPlace(this, axis);
    return this;
  },
  partition(kth: number | readonly number[], axis = -1) {
    sorting.partitionInPlace(this, kth, axis);
    return this;
  },
  argsort(options?: sorting.SortArgument) {
    return sorting.argsort(this, options);
  },
  argpartition(kth: number | readonly number[], options?: sorting.PartitionArgument) {
    return sorting.argpartition(this, kth, options);
  },
  searchsorted(v: ArrayLike, options?: sorting.SearchOptions) {
    return sorting.searchsorted(this, v, options);
  },
};

for (const [name, value] of Object.entries({ ...methodsOf(), ...OTHERS })) {
  Object.defineProperty(NDArray.prototype, name, { value, writable: true, configurable: true });
}

/** What a traced function may call (src/api/fuse.ts): all that computes and does not write. */
allowMethods([
  ...Object.entries<Row>({ ...UNARY, ...BINARY }).map(([name, { method }]) => method ?? name),
  ...'sum prod min max any all countNonzero argmin argmax mean var std clip'.split(' '),
]);
