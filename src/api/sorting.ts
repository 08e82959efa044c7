/** Sorting, orders, and searching in what is sorted. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType, integerRange } from '../array/dtype.js';
import { normalizeAxis, sameShape, shown, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkList, checkOptions, optionsOf } from '../array/options.js';
import { promoteTypes, type WeakScalar } from '../array/promotion.js';
import { argsortAlong, partitionAlong, type Sorted, searchAll, sortAlong } from '../loops/sort.js';
import { scope } from '../memory/scope.js';
import { checkHeap } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { subtract } from './arithmetic.js';
import { greaterEqual, lessEqual } from './logic.js';
import { axisFrom } from './parts.js';
import { all, max, min } from './reductions.js';

/** Options of {@link partition} and {@link argpartition}. */
export interface PartitionOptions {
  /** The axis to sort along, the last unless given; null: all elements in C order, in one axis. */
  axis?: number | null;
}

const KINDS = ['quicksort', 'heapsort', 'mergesort', 'stable'] as const;

/** Options of {@link sort} and {@link argsort}. */
export interface SortOptions extends PartitionOptions {
  /** NumPy's names of algorithms. There is one here, which is stable, as each of them may be. */
  kind?: (typeof KINDS)[number] | null;
  /** Whether equal elements are to keep their order. They always do. */
  stable?: boolean | null;
}

/** An axis alone, or options. */
export type SortArgument = number | null | SortOptions | undefined;
/** An axis alone, or options. */
export type PartitionArgument = number | null | PartitionOptions | undefined;

/** An axis of an array that is to be changed where it is. */
function inPlace(operation: string, a: NDArray, axis: number): number {
  if (!a.writeable) throw new TypeError(`${operation}: the array is read-only (a broadcast view); use its copy().`);
  return normalizeAxis(operation, axis, a.ndim);
}

/** Sorts an array along an axis where it is: the method. */
export function sortInPlace(a: NDArray, axis: number): void {
  sortAlong('sort', a.shape, inPlace('sort', a, axis), a, a);
}

/** Partitions an array along an axis where it is: the method. */
export function partitionInPlace(a: NDArray, kth: number | readonly number[], axis: number): void {
  const place = inPlace('partition', a, axis);
  const places = placesOf('partition', kth, a.shape[place]);
  scope(() => partitionAlong('partition', a.shape, place, a.copy(), a, places));
}

/** The axis to sort along. The other options are checked and change nothing. */
function sortAxis(operation: string, argument: SortArgument): number | null {
  const { axis = -1, kind, stable } = optionsOf<SortOptions>(operation, argument, ['axis', 'kind', 'stable']);
  if (kind !== undefined && kind !== null && !KINDS.includes(kind)) {
    throw new RangeError(`${operation}: there is no kind ${shown(kind)}; there are ${KINDS.join(', ')}.`);
  }
  if (stable !== undefined && stable !== null && typeof stable !== 'boolean') {
    throw new TypeError(`${operation}: stable is ${shown(stable)}; it is true or false.`);
  }
  return axis;
}

/** The array to sort and its axis: all elements in one axis for null. */
function along(operation: string, value: ArrayLike, asked: number | null): { a: NDArray; axis: number } {
  const given = toArray(operation, value);
  const a = asked === null ? given.ravel() : given;
  return { a, axis: normalizeAxis(operation, asked ?? 0, a.ndim) };
}

/**
 * The elements in ascending order along an axis: NaN last, -0 before 0.
 *
 * @returns A fresh array. NumPy: `sort`; by radix sort, so that equal elements cannot be told apart.
 * @throws RangeError when there is no such axis.
 * @example
 * sort([3, NaN, 1]);                     // 1, 3, NaN
 * sort([[2, 1], [0, 3]], { axis: null }); // 0, 1, 2, 3
 */
export function sort<A extends ArrayLike>(a: A, options?: SortArgument): NDArray<DTypeOf<A>> {
  return scope(() => {
    const { a: values, axis } = along('sort', a, sortAxis('sort', options));
    const result = NDArray.allocate(values.dtype, values.shape);
    sortAlong('sort', values.shape, axis, values, result);
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * The indices along an axis that sort an array. Equal elements keep their order; NaN comes last, and -0 equals 0.
 *
 * @returns A fresh array of i64. NumPy: `argsort` with `stable=True`.
 * @throws RangeError when there is no such axis.
 * @example
 * argsort([30, 10, 20]); // 1n, 2n, 0n
 */
export function argsort(a: ArrayLike, options?: SortArgument): NDArray<'i64'> {
  return scope(() => {
    const { a: values, axis } = along('argsort', a, sortAxis('argsort', options));
    const result = NDArray.allocate('i64', values.shape);
    argsortAlong('argsort', values.shape, axis, asKeys(values), result, false);
    return result;
  });
}

/**
 * The order by several keys: by the last, where it is equal by the one before it, and so on. Stable.
 *
 * @param keys A list of arrays of the same shape, or an array whose first axis numbers them.
 * @returns A fresh array of i64: indices along the axis. NumPy: `lexsort`.
 * @throws RangeError when there is no key, shapes differ or there is no such axis.
 * @example
 * lexsort([[3, 1, 2], [0, 0, -1]]); // 2n, 1n, 0n: by the second list, then by the first
 */
export function lexsort(keys: readonly ArrayLike[] | NDArray, options?: number | { axis?: number }): NDArray<'i64'> {
  return scope(() => {
    if (!(keys instanceof NDArray)) checkList('lexsort', keys, 'keys');
    const count = keys instanceof NDArray ? (keys.shape[0] ?? 0) : keys.length;
    if (count === 0) throw new RangeError('lexsort: there is no key; give at least one.');
    const axis = axisFrom('lexsort', options, -1);
    const arrays = Array.from({ length: count }, (_, i) =>
      keys instanceof NDArray ? keys.pick('lexsort', [i]) : toArray('lexsort', keys[i]),
    );
    const { shape } = arrays[0];
    for (const key of arrays) {
      if (!sameShape(key.shape, shape)) {
        throw new RangeError(
          `lexsort: keys of shapes ${showShape(shape)} and ${showShape(key.shape)}; give one shape.`,
        );
      }
    }
    const place = normalizeAxis('lexsort', axis, shape.length);
    const result = NDArray.allocate('i64', shape);
    arrays.forEach((key, i) => {
      argsortAlong('lexsort', shape, place, asKeys(key), result, i > 0);
    });
    return result;
  });
}

/** One place or several in an axis, ascending and each once. */
function placesOf(operation: string, kth: number | readonly number[], extent: number): number[] {
  const places = (typeof kth === 'number' ? [kth] : kth).map((place) => {
    if (!Number.isInteger(place)) throw new TypeError(`${operation}: kth is ${place}; it takes integers.`);
    if (place < -extent || place >= extent) {
      throw new RangeError(`${operation}: kth ${place} is out of bounds for an axis of ${extent} elements.`);
    }
    return place < 0 ? place + extent : place;
  });
  return [...new Set(places)].sort((a, b) => a - b);
}

/**
 * The elements along an axis, partly sorted: those at the places `kth` are where sorting would put them, what is before
 * them is not greater, and what is after them not less. The rest is in no order.
 *
 * @param kth One place or several; negative ones count from the end.
 * @returns A fresh array. NumPy: `partition`; by sampling, small elements by sorting them.
 * @throws RangeError when there is no such axis or place.
 * @example
 * partition([5, 1, 4, 2, 3], 2).get(2); // 3
 */
export function partition<A extends ArrayLike>(
  a: A,
  kth: number | readonly number[],
  options?: PartitionArgument,
): NDArray<DTypeOf<A>> {
  return scope(() => {
    const { a: values, axis } = along('partition', a, axisFrom<number | null>('partition', options, -1));
    const places = placesOf('partition', kth, values.shape[axis]);
    const result = NDArray.allocate(values.dtype, values.shape);
    partitionAlong('partition', values.shape, axis, values, result, places);
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * The indices along an axis that partition an array as {@link partition} does. They are those that sort it, which a
 * radix sort finds in linear time.
 *
 * @returns A fresh array of i64. NumPy: `argpartition`.
 * @throws RangeError when there is no such axis or place.
 * @example
 * argpartition([5, 1, 4, 2, 3], 2).get(2); // 4n: the index of 3
 */
export function argpartition(
  a: ArrayLike,
  kth: number | readonly number[],
  options?: PartitionArgument,
): NDArray<'i64'> {
  return scope(() => {
    const { a: values, axis } = along('argpartition', a, axisFrom<number | null>('argpartition', options, -1));
    placesOf('argpartition', kth, values.shape[axis]);
    const result = NDArray.allocate('i64', values.shape);
    argsortAlong('argpartition', values.shape, axis, asKeys(values), result, false);
    return result;
  });
}

/** An array in the same order whose elements have the 4 or 8 bytes that kernels of orders want. */
export function asKeys(a: NDArray): NDArray {
  return a.itemsize < 4 ? a.astype('i32') : a;
}

/** The array itself where it lies packed in the heap, else a copy that does. */
export function inHeap(operation: string, a: NDArray): NDArray {
  if (a.packed && a.storage.host === null) return a;
  const copied = a.copy();
  checkHeap(operation, copied.storage, a.size);
  return copied;
}

/** Elements at indices that are within bounds, of arrays in the heap. */
export function arranged(operation: string, a: NDArray, order: NDArray): NDArray {
  const [source, indices] = [inHeap(operation, a), inHeap(operation, order)];
  const result = NDArray.allocate(a.dtype, [indices.size]);
  checkHeap(operation, result.storage, result.size);
  table[kernelNumber('arrangeItems')](
    a.itemsize,
    source.storage.ptr + source.byteOffset,
    indices.storage.ptr + indices.byteOffset,
    indices.size,
    result.storage.ptr,
  );
  return result;
}

/** A value to look up: a whole number that the type holds is of the type, so that 64-bit integers stay exact. */
export function asSought(operation: string, value: ArrayLike, type: DType): NDArray {
  const range = integerRange(type);
  if (range && (typeof value === 'bigint' || Number.isInteger(value))) {
    const whole = BigInt(value as number | bigint);
    if (whole >= range[0] && whole <= range[1]) return toArray(operation, value, type);
  }
  return toArray(operation, value);
}

/** Sorted elements as kernels read them, in the type in which they meet the values to look up. */
export function asSorted(operation: string, a: NDArray, values: NDArray): Sorted {
  const meeting = DTYPES[promoteTypes(a.dtype, values.dtype) as DType];
  const type = meeting.itemsize < 4 ? DTYPES.i32 : meeting;
  const sorted = inHeap(operation, a.astype(type.name, { copy: false }));
  return { type, address: sorted.storage.ptr + sorted.byteOffset, length: sorted.size };
}

/** Options of searchsorted. */
export interface SearchOptions {
  /** Whether a value goes before ('left', unless given) or after ('right') the elements equal to it. */
  side?: 'left' | 'right';
  /** The indices that sort the array, as {@link argsort} gives them, if it is not sorted. */
  sorter?: ArrayLike;
}

/** Places of values: a number for a number, else an array. */
export type Places<V> = V extends WeakScalar ? number : NDArray<'i64'>;

/** Checks that a sorter holds an index for each element. */
function checkSorter(sorter: NDArray, count: number): void {
  const { kind } = DTYPES[sorter.dtype];
  if (kind !== 'i' && kind !== 'u') {
    throw new TypeError(`searchsorted: sorter is ${sorter.dtype}; it holds integers, as argsort gives them.`);
  }
  if (sorter.ndim !== 1)
    throw new TypeError(`searchsorted: sorter has shape ${showShape(sorter.shape)}; it has one axis.`);
  if (sorter.size !== count) {
    throw new RangeError(
      `searchsorted: sorter has shape ${showShape(sorter.shape)}; it needs one index for each of ${count} elements.`,
    );
  }
  if (count === 0) return;
  const [low, high] = [Number(min(sorter)), Number(max(sorter))];
  if (low < 0 || high >= count) {
    throw new RangeError(`searchsorted: sorter holds ${low < 0 ? low : high}; its indices are from 0 to ${count - 1}.`);
  }
}

/** Indices as i64; lists of numbers count as integers. */
function indexArray(operation: string, value: ArrayLike): NDArray {
  return value instanceof NDArray || ArrayBuffer.isView(value)
    ? toArray(operation, value)
    : toArray(operation, value, 'i64');
}

/**
 * Where values belong in a sorted array so that it stays sorted. NaN counts as greater than all numbers.
 *
 * @param a One axis, ascending; or in the order that `sorter` gives.
 * @returns An array of i64 of the shape of `v`; a number for a number. NumPy: `searchsorted`.
 * @throws RangeError when `a` has not one axis, or the sorter not an index for each element; TypeError when the sorter
 *   holds no integers or has not one axis.
 * @example
 * searchsorted([1, 2, 2, 3], 2);                     // 1
 * searchsorted([1, 2, 2, 3], [2, 9], { side: 'right' }); // 3n, 4n
 */
export function searchsorted<const V extends ArrayLike>(a: ArrayLike, v: V, options: SearchOptions = {}): Places<V> {
  checkOptions('searchsorted', options, ['side', 'sorter']);
  return found('searchsorted', a, v, options) as Places<V>;
}

function found(operation: string, a: ArrayLike, v: ArrayLike, { side = 'left', sorter }: SearchOptions) {
  const result = scope(() => {
    if (side !== 'left' && side !== 'right') {
      throw new RangeError(`${operation}: side is ${JSON.stringify(side)}; it is 'left' or 'right'.`);
    }
    let elements = toArray(operation, a);
    if (elements.ndim !== 1) {
      throw new RangeError(`${operation}: the sorted array has shape ${showShape(elements.shape)}; it has one axis.`);
    }
    if (sorter !== undefined) {
      const order = indexArray(operation, sorter);
      checkSorter(order, elements.size);
      elements = arranged(operation, elements, order.astype('i64', { copy: false }));
    }
    const values = asSought(operation, v, elements.dtype);
    const sorted = asSorted(operation, elements, values);
    const places = NDArray.allocate('i64', values.shape);
    searchAll(sorted, values.shape, values, places, side === 'right');
    return places;
  });
  if (!isScalar(v)) return result;
  const place = Number(result.item());
  result.dispose();
  return place;
}

/**
 * The bin that each value belongs to: i for `bins[i - 1] <= x < bins[i]`, or, for bins that descend,
 * `bins[i - 1] > x >= bins[i]`; 0 or the number of bins for what lies outside.
 *
 * @param options `right`: bins include their right edge instead of the left.
 * @returns An array of i64 of the shape of `x`; a number for a number. NumPy: `digitize`.
 * @throws RangeError when the bins have not one axis or neither ascend nor descend.
 * @example
 * digitize([0.2, 6.4, 3], [0, 1, 2.5, 4, 10]); // 1n, 4n, 3n
 */
export function digitize<const X extends ArrayLike>(
  x: X,
  bins: ArrayLike,
  options: { right?: boolean } = {},
): Places<X> {
  checkOptions('digitize', options, ['right']);
  const result = scope(() => {
    const edges = toArray('digitize', bins);
    if (edges.ndim !== 1) {
      throw new RangeError(`digitize: bins have shape ${showShape(edges.shape)}; they have one axis.`);
    }
    const [before, after] = [edges.pick('digitize', [':-1']), edges.pick('digitize', ['1:'])];
    const side = options.right ? 'left' : 'right';
    if (all(lessEqual(before, after))) return found('digitize', edges, x, { side });
    if (!all(greaterEqual(before, after))) {
      throw new RangeError('digitize: the bins neither ascend nor descend; sort them.');
    }
    const places = found('digitize', edges.pick('digitize', ['::-1']), x, { side });
    return typeof places === 'number' ? edges.size - places : subtract(toArray('digitize', BigInt(edges.size)), places);
  });
  return result as Places<X>;
}
