/** A caller's own functions over arrays, and arrays from a caller's own iterables. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { type Canonical, type DType, type DTypeLike, dtype, type Scalar } from '../array/dtype.js';
import { broadcast, normalizeAxis, sameShape, shown, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import type { WeakScalar } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { lineAt } from './padding.js';

/**
 * What a function gives for each line of an array along an axis.
 *
 * @param f Is given each line as a one-dimensional view and returns a scalar or an array, always of the same shape.
 * @returns A fresh array in which the results take the place of the axis; its type is that of the first result. NumPy:
 *   `apply_along_axis`, with the function first.
 * @throws RangeError when there are no lines, or results differ in shape.
 * @example
 * applyAlongAxis((row) => row.max() - row.min(), 1, [[1, 5], [2, 3]]); // 4, 1
 */
export function applyAlongAxis(f: (line: NDArray) => ArrayLike, axis: number, a: ArrayLike): NDArray {
  if (typeof f !== 'function') throw new TypeError(`applyAlongAxis: ${shown(f)} is no function of a line.`);
  const array = toArray('applyAlongAxis', a);
  const along = normalizeAxis('applyAlongAxis', axis, array.ndim);
  const rest = array.shape.filter((_, other) => other !== along);
  const count = sizeOf(rest);
  if (count === 0) {
    throw new RangeError(
      `applyAlongAxis: shape ${showShape(array.shape)} has no lines along axis ${along} to call the function with.`,
    );
  }
  const call = (i: number) => toArray('applyAlongAxis', f(array.pick('applyAlongAxis', lineAt(rest, along, i))));
  const first = call(0);
  const shape = [...rest, ...first.shape];
  const result = NDArray.allocate(first.dtype, shape);
  const step = first.size * first.itemsize;
  for (let i = 0; i < count; i++) {
    const value = i === 0 ? first : call(i);
    if (!sameShape(value.shape, first.shape)) {
      throw new RangeError(
        `applyAlongAxis: the function gave shape ${showShape(value.shape)} after ${showShape(first.shape)}; all its results have one shape.`,
      );
    }
    const { storage, code, itemsize, byteStrides } = result;
    const target = { storage, code, itemsize, byteOffset: i * step, byteStrides: byteStrides.slice(rest.length) };
    copy(value.shape, value, target);
  }
  const lead = rest.map((_, i) => i);
  const own = first.shape.map((_, i) => rest.length + i);
  return result.permuteDims([...lead.slice(0, along), ...own, ...lead.slice(along)]);
}

/**
 * An array after a function was applied over several axes, one after the other.
 *
 * @param f Is given the array so far and an axis; what it returns has as many axes, or lacks that one, which is then put
 *   back with one element.
 * @returns What the last call gave, or the array itself when there are no axes. NumPy: `apply_over_axes`.
 * @throws RangeError when there is no such axis, or the function returns another number of axes.
 * @example
 * applyOverAxes((a, axis) => a.sum(axis), ones([2, 3, 4]), [0, 2]).shape; // [1, 3, 1]
 */
export function applyOverAxes(
  f: (array: NDArray, axis: number) => ArrayLike,
  a: ArrayLike,
  axes: number | readonly number[],
): NDArray {
  let array = toArray('applyOverAxes', a);
  const { ndim } = array;
  for (const axis of [axes].flat()) {
    const along = normalizeAxis('applyOverAxes', axis, ndim);
    const given = toArray('applyOverAxes', f(array, along));
    if (given.ndim !== ndim && given.ndim + 1 !== ndim) {
      throw new RangeError(
        `applyOverAxes: the function gave shape ${showShape(given.shape)} for shape ${showShape(array.shape)}; it keeps the axis or drops it.`,
      );
    }
    array = given.ndim === ndim ? given : given.expandDims(along);
  }
  return array;
}

/** Options of {@link vectorize}. */
export interface VectorizeOptions {
  /** The element type of the result, or of each result; without it that of the values the function gives. */
  otypes?: DTypeLike | readonly DTypeLike[];
}

/** A function on arrays made of one on scalars. */
export type Vectorized = (...arrays: ArrayLike[]) => NDArray | NDArray[];

/** The elements of an array broadcast to a shape, in C order, as the scalars that JS code expects. */
function scalarsOf(a: NDArray, shape: readonly number[]): ArrayLikeScalars {
  const flat = a.broadcastTo(shape).copy();
  // A copy in the caller's own memory: the function may make arrays, which may move the heap.
  const values = flat.data.slice(flat.offset, flat.offset + flat.size);
  const isBool = flat.dtype === 'bool';
  flat.dispose();
  return (i) => (isBool ? values[i] !== 0 : values[i]) as Scalar;
}
type ArrayLikeScalars = (i: number) => Scalar;

/**
 * A function of scalars as a function of arrays, which broadcast. It is a convenience, not fast: every element takes a
 * call of the function; ufuncs are faster by far.
 *
 * @param f Returns a scalar, or a list of as many scalars each time.
 * @returns A function that returns a fresh array, or a list of them. NumPy: `vectorize`.
 * @throws RangeError (the function made) when arrays do not broadcast, and for no elements unless `otypes` is given.
 * @example
 * const collatz = vectorize((n) => (n % 2 === 0 ? n / 2 : 3 * n + 1));
 * collatz([1, 2, 3]); // 4, 1, 10
 */
export function vectorize(f: (...values: never[]) => unknown, options: VectorizeOptions = {}): Vectorized {
  checkOptions('vectorize', options, ['otypes']);
  const { otypes } = options;
  const several = Array.isArray(otypes);
  const types = (several ? (otypes as DTypeLike[]) : otypes === undefined ? [] : [otypes as DTypeLike]).map(
    (type) => dtype(type) as DType,
  );
  const call = f as (...values: Scalar[]) => unknown;
  return (...arrays) => {
    const inputs = arrays.map((a) => toArray('vectorize', a));
    const shape = broadcast('vectorize', [[], ...inputs.map((a) => a.shape)]);
    const count = sizeOf(shape);
    if (count === 0 && types.length === 0) {
      throw new RangeError(`vectorize: no elements, shape ${showShape(shape)}, tell no type; give otypes.`);
    }
    const scalars = inputs.map((a) => scalarsOf(a, shape));
    const columns: WeakScalar[][] = types.map(() => []);
    let lists = several;
    for (let i = 0; i < count; i++) {
      const value = call(...scalars.map((at) => at(i)));
      if (i === 0) lists ||= Array.isArray(value);
      const values = (lists && Array.isArray(value) ? value : [value]) as WeakScalar[];
      if (i === 0 && types.length === 0) for (const _ of values) columns.push([]);
      if (values.length !== columns.length || !values.every(isScalar)) {
        throw new TypeError(
          `vectorize: the function gave ${String(value)}; it returns ${columns.length === 1 ? 'a scalar' : `${columns.length} scalars`} each time.`,
        );
      }
      for (const [k, item] of values.entries()) columns[k].push(item);
    }
    const results = columns.map((column, k) => toArray('vectorize', column, types[k]).reshape(shape));
    return lists ? results : results[0];
  };
}

/**
 * A one-dimensional array of what an iterable gives.
 *
 * @param type The element type, f64 unless given.
 * @param options `count`: how many values to take, all of them unless given.
 * @returns A fresh array. NumPy: `fromiter`.
 * @throws RangeError when there are fewer than `count` values.
 * @example
 * fromiter(new Set([3, 1, 2]), 'i32');
 * fromiter(naturalNumbers(), 'f64', { count: 10 });
 */
export function fromiter<L extends DTypeLike = 'f64'>(
  values: Iterable<WeakScalar>,
  type?: L,
  options: { count?: number } = {},
): NDArray<Canonical<L>> {
  const name: DType = type === undefined ? 'f64' : dtype(type);
  checkOptions('fromiter', options, ['count']);
  const { count = -1 } = options;
  if (!Number.isInteger(count)) throw new RangeError(`fromiter: a count of ${count}; it is an integer.`);
  if (typeof values !== 'object' || values === null || !(Symbol.iterator in values)) {
    throw new TypeError(`fromiter: ${shown(values)} is nothing to iterate over; for a single value use array().`);
  }
  const taken: WeakScalar[] = [];
  if (count !== 0) {
    for (const value of values) {
      if (!isScalar(value)) {
        throw new TypeError(`fromiter: ${String(value)} is neither a number, bigint nor boolean.`);
      }
      if (taken.push(value) === count) break;
    }
  }
  if (count > taken.length) {
    throw new RangeError(`fromiter: the iterable gave ${taken.length} values, fewer than the count of ${count}.`);
  }
  return toArray('fromiter', taken, name) as unknown as NDArray<Canonical<L>>;
}
