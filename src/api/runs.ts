/** The different elements of an array, or its different parts along an axis, as runs of equal ones among those sorted. */
import { DTYPES, type DType } from '../array/dtype.js';
import { normalizeAxis, type Shape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { argsortAlong, dropRepeated, matchMerged, type Sorted, sortAlong } from '../loops/sort.js';
import { scope } from '../memory/scope.js';
import { memoryBytes } from '../memory/scratch.js';
import { checkHeap } from '../memory/storage.js';
import { type KernelName, kernelNumber, table } from '../wasm/kernels.js';
import { arange, zeros } from './creation.js';
import { stretch } from './parts.js';
import { take } from './picking.js';
import { countNonzero } from './reductions.js';
import { arranged, asKeys, inHeap } from './sorting.js';
import { bitwiseXor, logicalAnd, logicalOr } from './ufuncs.js';

/** What to tell of different values besides themselves, and which are the same. */
export interface PartOptions {
  /** Also where each value occurs first. */
  index?: boolean;
  /** Also which of the values each element is. */
  inverse?: boolean;
  /** Also how often each value occurs. */
  counts?: boolean;
  /** Whether all NaN count as one value, as they do unless this is false. */
  equalNan?: boolean;
}

/** The address of a packed array in the heap. */
function address({ storage, byteOffset }: NDArray): number {
  return storage.ptr + byteOffset;
}

/** A fresh array with one axis in the heap. */
function room<D extends DType>(operation: string, dtype: D, size: number): NDArray<D> {
  const result = NDArray.allocate(dtype, [size]);
  checkHeap(operation, result.storage, size);
  return result;
}

function call(name: KernelName, ...args: number[]): void {
  table[kernelNumber(name)](...args);
}

/** A packed copy in the heap, in one axis. */
function flatCopy(operation: string, a: NDArray): NDArray {
  const copied = a.flatten();
  checkHeap(operation, copied.storage, a.size);
  return copied;
}

/** The elements of packed arrays with one axis that a mask keeps. */
export function kept(operation: string, mask: NDArray, a: NDArray): NDArray {
  const [flags, values] = [inHeap(operation, mask), inHeap(operation, a)];
  const count = countNonzero(flags);
  const result = room(operation, a.dtype, count);
  call('compactItems', a.itemsize, address(flags), address(values), address(result), count);
  return result;
}

/** Sorted arrays as kernels read them: packed, in the heap, with one axis. */
function packedSorted(a: NDArray): Sorted {
  return { type: DTYPES[a.dtype], address: address(a), length: a.size };
}

/** All elements of an array, sorted: packed, in the heap, with one axis. */
export function sortedOf(operation: string, a: NDArray): NDArray {
  const result = room(operation, a.dtype, a.size);
  sortAlong(operation, [a.size], 0, a.ravel(), result);
  return result;
}

/** The different values of an array, sorted. */
export function valuesOf(operation: string, a: NDArray, equalNan = true): NDArray {
  const sorted = sortedOf(operation, a);
  const count = dropRepeated(packedSorted(sorted), equalNan);
  return count === a.size ? sorted : sorted.pick(operation, [`:${count}`]).copy();
}

/** Whether sorted elements of 4 or 8 bytes occur in a sorted array; both packed, in the heap and of one type. */
export function membersOfSorted(operation: string, elements: NDArray, sorted: NDArray): NDArray {
  const result = room(operation, 'bool', elements.size);
  matchMerged(packedSorted(elements), packedSorted(sorted), address(result));
  return result;
}

/** The values that a sorted array, packed and in the heap, holds once. NaN equals nothing. */
export function onceIn(operation: string, sorted: NDArray): NDArray {
  const first = room(operation, 'bool', sorted.size + 1);
  first.set([-1], true);
  call('markRuns', sorted.code, address(sorted), sorted.size, address(first), 0);
  // The first of a run is all of it where the next element is the first of another.
  return kept(operation, logicalAnd(first.pick(operation, [':-1']), first.pick(operation, ['1:'])) as NDArray, sorted);
}

/** What was asked for of the values. */
export interface Parts {
  values: NDArray;
  index?: NDArray;
  inverse?: NDArray;
  counts?: NDArray;
}

/** The different elements of an array. */
export function uniqueOf(operation: string, a: NDArray, options: PartOptions): Parts {
  const { size } = a;
  const equalNan = options.equalNan ?? true;
  if (!options.index && !options.inverse && !options.counts) return { values: valuesOf(operation, a, equalNan) };
  let sorted: NDArray;
  let order: NDArray | undefined;
  if (options.index || options.inverse) {
    const elements = flatCopy(operation, a);
    order = room(operation, 'i64', size);
    argsortAlong(operation, [size], 0, asKeys(elements), order, false);
    sorted = arranged(operation, elements, order);
  } else sorted = sortedOf(operation, a);
  const first = room(operation, 'bool', size);
  call('markRuns', sorted.code, address(sorted), size, address(first), Number(equalNan));
  const parts: Parts = { values: kept(operation, first, sorted) };
  return { ...parts, ...placesOf(operation, first, order, a.shape, options) };
}

/** Where values occur first, which of them each element is, and how often each occurs. */
function placesOf(
  operation: string,
  first: NDArray<'bool'>,
  order: NDArray | undefined,
  shape: Shape,
  options: PartOptions,
): Partial<Parts> {
  const { size } = first;
  const parts: Partial<Parts> = {};
  if (options.index) parts.index = kept(operation, first, order!);
  if (options.inverse) {
    const inverse = room(operation, 'i64', size);
    call('runNumbers', address(first), address(order!), size, address(inverse));
    parts.inverse = inverse.reshape(shape);
  }
  if (options.counts) {
    parts.counts = room(operation, 'i64', countNonzero(first));
    call('runLengths', address(first), size, address(parts.counts));
  }
  return parts;
}

/**
 * The keys of the lexicographic order of rows, the most significant first: their columns. Of integers of less than 64
 * bits several columns make one key, as digits of an unsigned number.
 */
function keysOf(operation: string, rows: NDArray): NDArray {
  const { kind, itemsize } = DTYPES[rows.dtype];
  const [count, width] = rows.shape;
  const digits = kind === 'f' ? 1 : 8 / itemsize;
  if (digits === 1 || width < 2) {
    const columns = rows.T.copy();
    checkHeap(operation, columns.storage, columns.size);
    return columns;
  }
  const words = Math.ceil(width / digits);
  const keys = zeros([words, count], 'u64');
  checkHeap(operation, keys.storage, keys.size);
  const digit = ({ 1: 'u8', 2: 'u16', 4: 'u32' } as const)[itemsize as 1 | 2 | 4];
  const places = { shape: [words, count, digits], byteStrides: [count * 8, 8, itemsize], byteOffset: 0 };
  const parts = NDArray.over(keys.storage, digit, places);
  // The first column of a word is its highest digit, which comes last in memory.
  const reversed = parts.pick(operation, [':', ':', '::-1']);
  const whole = Math.floor(width / digits);
  const full = stretch(rows, 1, 0, whole * digits)
    .reshape(count, whole, digits)
    .transpose(1, 0, 2);
  copy(full.shape, full, stretch(reversed, 0, 0, whole));
  const rest = stretch(rows, 1, whole * digits, width - whole * digits);
  if (words > whole) copy(rest.shape, rest, stretch(reversed.pick(operation, [whole]), 1, 0, rest.shape[1]));
  // Signed digits in the order of unsigned ones.
  if (kind === 'i') bitwiseXor(parts, 2 ** (8 * itemsize - 1), { out: parts });
  return keys;
}

/**
 * The different parts of an array along an axis, in lexicographic order. Parts with NaN differ from all others, as in
 * NumPy.
 */
export function uniqueAlong(operation: string, a: NDArray, axis: number, options: PartOptions): Parts {
  const own = normalizeAxis(operation, axis, a.ndim);
  const ahead = a.moveaxis(own, 0);
  const count = ahead.shape[0];
  const keys = keysOf(operation, ahead.reshape(count, sizeOf(ahead.shape.slice(1))));
  const width = keys.shape[0];
  const order = width > 0 ? room(operation, 'i64', count) : arange(BigInt(count));
  const first = room(operation, 'bool', count);
  const marks = room(operation, 'bool', count);
  memoryBytes().fill(0, address(first), address(first) + count);
  if (count > 0) first.set(0, 1);
  const key = (place: number) => keys.pick(operation, [place]);
  for (let place = width - 1; place >= 0; place--) {
    argsortAlong(operation, [count], 0, asKeys(key(place)), order, place < width - 1);
  }
  for (let place = 0; place < width; place++) {
    scope(() => {
      call('markRuns', keys.code, address(arranged(operation, key(place), order)), count, address(marks), 0);
      logicalOr(first, marks, { out: first });
    });
  }
  const values = take(ahead, kept(operation, first, order), { axis: 0 }).moveaxis(0, own);
  return { values, ...placesOf(operation, first, order, [count], options) };
}
