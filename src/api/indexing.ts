/**
 * Indexing with arrays of integers and bools, alone or mixed with slices, as NumPy's advanced indexing. An index becomes
 * a view for its basic part and, for the rest, one array of byte offsets, from which kernels take and to which they put.
 */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { broadcast, isPacked, type Shape, sameShape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import type { Index } from '../array/slice.js';
import { copy } from '../loops/elementwise.js';
import { sharesMemory } from '../loops/operand.js';
import { putAt, takeAt, takeIndexed, takeTrue } from '../loops/take.js';
import { scope } from '../memory/scope.js';
import { TILE } from '../memory/scratch.js';
import { checkHeap } from '../memory/storage.js';
import { add, multiply } from './arithmetic.js';
import { arange } from './creation.js';
import { nonzeroOf } from './nonzero.js';
import { over } from './output.js';
import { countNonzero, max, min } from './reductions.js';
import { where } from './selection.js';

/** An index of one axis, or a bool array for several: see {@link Index}, and arrays of integers or bools. */
export type AnyIndex = Index | NDArray | readonly unknown[] | boolean | ArrayLike;

/** Whether an index expression needs more than a view. */
export function isAdvanced(index: readonly AnyIndex[]): boolean {
  for (const item of index) if (typeof item === 'boolean' || (typeof item === 'object' && item !== null)) return true;
  return false;
}

/** An array of integers as an index: i64, checked against the axis, counted from its start. */
export function checkedIndex(operation: string, value: unknown, axis: number, extent: number): NDArray<'i64'> {
  const given = isScalar(value) ? toArray(operation, [value]).reshape([]) : toArray(operation, value);
  return checkedArray(operation, given, !(value instanceof NDArray), axis, extent);
}

/** The same for an array; one made of a caller's list may hold whole numbers as f64. */
function checkedArray(
  operation: string,
  given: NDArray,
  listed: boolean,
  axis: number,
  extent: number,
): NDArray<'i64'> {
  const { kind } = DTYPES[given.dtype];
  const whole = kind === 'f' && listed && (given.size === 0 || isWhole(given));
  if (kind !== 'i' && kind !== 'u' && !whole) {
    throw new TypeError(
      `${operation}: an index of ${given.dtype} for axis ${axis}; indices are integers or bools, use astype('i64').`,
    );
  }
  const index = given.astype('i64', { copy: false });
  if (index.size === 0) return index;
  const [low, high] = [min(index) as bigint, max(index) as bigint];
  const bad = low < -BigInt(extent) ? low : high >= BigInt(extent) ? high : undefined;
  if (bad !== undefined) {
    throw new RangeError(`${operation}: index ${bad} is out of bounds for axis ${axis} with size ${extent}.`);
  }
  return low < 0n ? (where(index.lt(0n), index.add(BigInt(extent)), index) as NDArray as NDArray<'i64'>) : index;
}

/** Whether all elements of a float array are integers. */
export function isWhole(values: NDArray): boolean {
  return values.isfinite().all() && values.eq(values.trunc()).all();
}

/** What an index selects: byte offsets into `base`, over `shape`, each of the first of `run` packed elements. */
interface Places {
  readonly base: NDArray;
  readonly shape: Shape;
  readonly offsets: NDArray<'u32'>;
  readonly run: number;
}

/** An array among the indices, and whether it was given as a list. */
interface Given {
  readonly array: NDArray;
  readonly listed: boolean;
}

/** The basic part of an index, and the arrays for the axes that are left whole for them. */
function split(operation: string, a: NDArray, index: readonly AnyIndex[]) {
  const items: (Index | Given)[] = index.map((item) =>
    typeof item === 'boolean' || (typeof item === 'object' && item !== null)
      ? { array: toArray(operation, item), listed: !(item instanceof NDArray) }
      : (item as Index),
  );
  const isArray = (item: Index | Given): item is Given => typeof item === 'object' && item !== null;
  const axesUsed = (item: Index | Given) => {
    if (item === null || item === '...') return 0;
    return isArray(item) && item.array.dtype === 'bool' ? item.array.ndim : 1;
  };
  const named = items.reduce<number>((total, item) => total + axesUsed(item), 0);
  if (named > a.ndim) {
    throw new RangeError(
      `${operation}: ${named} indices for an array of ${a.ndim} dimensions, shape ${showShape(a.shape)}.`,
    );
  }
  if (items.filter((item) => item === '...').length > 1)
    throw new RangeError(`${operation}: an index holds '...' more than once.`);
  const full = items.includes('...') ? items : [...items, '...'];

  const basic: Index[] = [];
  /** For each array, the axis of the view that it indexes; a 0-d mask gets a new one. */
  const arrays: { viewAxis: number; index: NDArray<'i64'> }[] = [];
  /** Where arrays stand among all items, to tell whether they are neighbours. */
  const places: number[] = [];
  let axis = 0;
  let viewAxis = 0;
  for (const [place, item] of full.entries()) {
    if (item === '...') {
      for (let k = a.ndim - named; k > 0; k--, axis++, viewAxis++) basic.push(':');
    } else if (item === null) {
      basic.push(null);
      viewAxis++;
    } else if (typeof item === 'string') {
      basic.push(item);
      axis++;
      viewAxis++;
    } else if (isArray(item) && item.array.dtype === 'bool') {
      const mask = item.array;
      for (let k = 0; k < mask.ndim; k++) {
        if (mask.shape[k] !== a.shape[axis + k]) {
          throw new RangeError(
            `${operation}: a mask of shape ${showShape(mask.shape)} does not match the array's axis ${axis + k}, which has ${a.shape[axis + k]} elements.`,
          );
        }
      }
      places.push(place);
      if (mask.ndim === 0) {
        basic.push(null);
        arrays.push({ viewAxis, index: nonzeroOf(operation, mask.reshape([1]))[0] });
        viewAxis++;
      } else {
        for (const positions of nonzeroOf(operation, mask)) {
          basic.push(':');
          arrays.push({ viewAxis, index: positions });
          axis++;
          viewAxis++;
        }
      }
    } else {
      places.push(place);
      basic.push(':');
      const positions = isArray(item)
        ? checkedArray(operation, item.array, item.listed, axis, a.shape[axis])
        : checkedIndex(operation, item, axis, a.shape[axis]);
      arrays.push({ viewAxis, index: positions });
      axis++;
      viewAxis++;
    }
  }
  const adjacent = places.every((place, i) => i === 0 || place === places[i - 1] + 1);
  return { basic, arrays, adjacent };
}

/** The places that an index selects in an array of the heap. */
function placesOf(operation: string, a: NDArray, index: readonly AnyIndex[], runs: boolean): Places {
  const { basic, arrays, adjacent } = split(operation, a, index);
  const view = a.pick(operation, basic);
  const joint = broadcast(
    operation,
    arrays.map(({ index: { shape } }) => shape),
  );
  const indexed = new Set(arrays.map(({ viewAxis }) => viewAxis));
  const first = Math.min(...indexed);
  const free = view.shape.map((_, axis) => axis).filter((axis) => !indexed.has(axis));
  const before = adjacent ? free.filter((axis) => axis < first) : [];
  const after = adjacent ? free.filter((axis) => axis > first) : free.slice();

  // Packed axes at the end are copied as runs.
  let run = 1;
  while (runs && after.length > 0) {
    const axis = after[after.length - 1];
    if (view.byteStrides[axis] !== run * view.itemsize || run * view.shape[axis] > TILE || view.shape[axis] === 0)
      break;
    run *= view.shape[axis];
    after.pop();
  }
  const tail = free.length - before.length - after.length;
  const shape = [...before, ...joint.map(() => -1), ...after].map((axis, i) =>
    axis < 0 ? joint[i - before.length] : view.shape[axis],
  );
  const whole = [...shape, ...free.slice(free.length - tail).map((axis) => view.shape[axis])];

  // Offsets of the arrays, then of every free axis, each over its own axes of the result.
  let offsets: NDArray = toArray(operation, [0n]).reshape([]);
  const start = BigInt(view.byteOffset);
  for (const { viewAxis, index: positions } of arrays) {
    offsets = add(offsets, multiply(positions, BigInt(view.byteStrides[viewAxis]))) as NDArray;
  }
  offsets = add(offsets, start).reshape([...offsets.shape, ...after.map(() => 1)]) as NDArray;
  const spread = (axis: number, place: number) => {
    const steps = multiply(arange(BigInt(view.shape[axis])), BigInt(view.byteStrides[axis])) as NDArray;
    return steps.reshape([view.shape[axis], ...shape.slice(place + 1).map(() => 1)]);
  };
  for (const [i, axis] of before.entries()) offsets = add(offsets, spread(axis, i)) as NDArray;
  for (const [i, axis] of after.entries())
    offsets = add(offsets, spread(axis, before.length + joint.length + i)) as NDArray;
  const packed = offsets.broadcastTo(shape).astype('u32');
  return { base: view, shape: whole, offsets: packed, run };
}

/** An array in the heap with the same elements in native order: itself, or a packed copy. */
function inHeap(operation: string, a: NDArray): NDArray {
  if (a.storage.host === null && a.native) return a;
  const moved = a.copy();
  checkHeap(operation, moved.storage, a.size, 'elements of an ArrayBuffer');
  return moved;
}

/**
 * The commonest indices by kernels of their own: integers for the first axis of rows that are packed, and a mask over all
 * of a packed array. Undefined for others, and for an index out of bounds, which the long way names.
 */
function getDirect(a: NDArray, index: readonly AnyIndex[]): NDArray | undefined {
  const [by] = index;
  const { itemsize, shape, storage } = a;
  if (!(by instanceof NDArray) || storage.host !== null || !a.native || index.length > shape.length) return undefined;
  for (let i = 1; i < index.length; i++) if (index[i] !== ':') return undefined;
  const base = storage.ptr + a.byteOffset;
  if (by.dtype === 'bool') {
    if (!a.packed || !by.packed || by.storage.host !== null || index.length > 1 || !sameShape(shape, by.shape))
      return undefined;
    const count = countNonzero(by) as number;
    const result = NDArray.allocate(a.dtype, [count]);
    if (result.storage.host !== null) return undefined;
    takeTrue(itemsize, by.storage.ptr + by.byteOffset, base, result.storage.ptr, count);
    return result;
  }
  const { kind } = DTYPES[by.dtype];
  const row = shape.slice(1);
  const run = sizeOf(row);
  if ((kind !== 'i' && kind !== 'u') || by.size === 0 || run === 0 || run > TILE) return undefined;
  if (!isPacked(row, a.byteStrides.slice(1), itemsize)) return undefined;
  const result = NDArray.allocate(a.dtype, [...by.shape, ...row]);
  if (takeIndexed(base, shape[0], a.byteStrides[0], run, by, by.shape, DTYPES.i64, result)) return result;
  result.dispose();
  return undefined;
}

/** The elements that an index with arrays selects: always a copy. */
export function getAdvanced(a: NDArray, index: readonly AnyIndex[], operation = 'get'): NDArray {
  const direct = getDirect(a, index);
  if (direct !== undefined) return direct;
  return scope(() => {
    const source = inHeap(operation, a);
    const { base, shape, offsets, run } = placesOf(operation, source, index, true);
    const result = NDArray.allocate(a.dtype, shape);
    if (result.size > 0) takeAt(base.storage.ptr, offsets, offsets.size, run, result);
    return result;
  });
}

/** Writes a value to the elements that an index with arrays selects. */
export function setAdvanced(a: NDArray, index: readonly AnyIndex[], source: NDArray, operation = 'set'): void {
  scope(() => {
    const target = inHeap(operation, a);
    const { base, shape, offsets } = placesOf(operation, target, index, false);
    const values = assignable(operation, source, shape);
    if (sizeOf(shape) === 0) return;
    // What is read from the array itself is read before anything is written.
    const own = sharesMemory(values.storage, target.storage) ? values.copy() : values;
    putAt(base.storage.ptr, DTYPES[a.dtype], offsets, shape, offsets.size, over(own, shape));
    if (target !== a) copy(a.shape, target, a);
  });
}

/**
 * A value that is to be written over a shape, without leading axes of one element beyond those of the target, which NumPy
 * allows in assignments.
 *
 * @throws RangeError when it does not broadcast.
 */
export function assignable(operation: string, value: NDArray, shape: Shape): NDArray {
  let result = value;
  while (result.ndim > shape.length && result.shape[0] === 1) result = result.reshape(result.shape.slice(1));
  const lead = shape.length - result.ndim;
  if (lead < 0 || result.shape.some((extent, axis) => extent !== 1 && extent !== shape[axis + lead])) {
    throw new RangeError(
      `${operation}: a value of shape ${showShape(value.shape)} does not broadcast to ${showShape(shape)}.`,
    );
  }
  return result;
}
