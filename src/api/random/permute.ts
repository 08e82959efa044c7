/** Orders and choices: what the methods of a generator of the same names do, for a given state. */
import { type ArrayLike, isScalar, toArray } from '../../array/convert.js';
import { DTYPES } from '../../array/dtype.js';
import { checkShape, normalizeAxis, type Shape, sizeOf } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import { copy } from '../../loops/elementwise.js';
import { distinct, generate, heapAddress, pick, sample, shuffle } from '../../loops/random.js';
import { kernelNumber } from '../../wasm/kernels.js';
import { divide } from '../arithmetic.js';
import { arange } from '../creation.js';
import { checkOut } from '../output.js';
import { countNonzero, min, sum } from '../reductions.js';
import { cumsum } from '../scans.js';
import type { Size } from './parameters.js';

/** A packed array in the heap with these elements: the array itself where it is one. */
function packedInHeap(array: NDArray): NDArray {
  return array.packed && array.storage.host === null ? array : array.copy();
}

/** Shuffles the items along the first axis of a packed array; empty items too, for the state moves on as in NumPy. */
function shuffleFirst(operation: string, state: Uint32Array, array: NDArray): void {
  const [n, ...rest] = array.shape;
  shuffle(state, heapAddress(operation, array), array.itemsize * sizeOf(rest), n, 1, 1, true);
}

export function shuffleInPlace(state: Uint32Array, array: unknown, axis: number): void {
  if (!(array instanceof NDArray)) {
    throw new TypeError('shuffle: it shuffles arrays in place; permutation() gives lists in random order.');
  }
  if (!array.writeable) throw new TypeError('shuffle: the array is read-only (a broadcast view); use its copy().');
  const moved = array.moveaxis(normalizeAxis('shuffle', axis, array.ndim), 0);
  if (moved.size === 0) return;
  const work = packedInHeap(moved);
  shuffleFirst('shuffle', state, work);
  if (work !== moved) copy(moved.shape, work, moved);
}

export function permutation(state: Uint32Array, values: ArrayLike, axis: number): NDArray {
  if (isScalar(values)) {
    const n = Number(values);
    if (!Number.isInteger(n)) throw new RangeError(`permutation: ${n} is neither an integer nor a list.`);
    const range = arange(n, 'i64') as unknown as NDArray;
    shuffleFirst('permutation', state, range);
    return range;
  }
  const array = toArray('permutation', values);
  const place = normalizeAxis('permutation', axis, array.ndim);
  const items = array.moveaxis(place, 0).copy();
  shuffleFirst('permutation', state, items);
  return place === 0 ? items : items.moveaxis(0, place).copy();
}

export function permuted(
  state: Uint32Array,
  values: ArrayLike,
  axis: number | undefined,
  out: NDArray | undefined,
): NDArray {
  const array = toArray('permuted', values);
  if (out !== undefined) checkOut('permuted', out, array.shape, array.dtype);
  let result: NDArray;
  if (axis === undefined) {
    const flat = array.flatten();
    shuffleFirst('permuted', state, flat);
    result = flat.reshape(array.shape);
  } else {
    const place = normalizeAxis('permuted', axis, array.ndim);
    const rows = array.moveaxis(place, -1).copy();
    const n = array.shape[place];
    if (rows.size > 0) shuffle(state, heapAddress('permuted', rows), rows.itemsize, n, rows.size / n, 1, true);
    result = rows.moveaxis(-1, place);
  }
  if (out === undefined) return result.packed ? result : result.copy();
  copy(out.shape, result, out);
  return out;
}

/** Options of `choice`. */
export interface ChoiceOptions {
  /** Whether an item may be chosen more than once; true unless given. */
  replace?: boolean;
  /** The probability of each item; they add up to 1. */
  p?: ArrayLike;
  /** The axis along which items lie, the first unless given. */
  axis?: number;
  /** Whether a choice without replacement is in random order; true unless given. */
  shuffle?: boolean;
}

/** Probabilities as a packed f64 copy in the heap. */
function probabilities(given: ArrayLike, population: number): NDArray<'f64'> {
  const source = toArray('choice', given);
  if (source.ndim !== 1 || source.size !== population) {
    throw new RangeError(
      `choice: p has shape (${source.shape}); it needs one probability for each of the ${population} items.`,
    );
  }
  const p = source.astype('f64');
  const total = sum(p) as number;
  const tolerance = source.dtype === 'f32' ? Math.sqrt(2 ** -23) : Math.sqrt(2 ** -52);
  if (Number.isNaN(total)) throw new RangeError('choice: p holds NaN.');
  const least = min(p) as number;
  if (least < 0) throw new RangeError(`choice: p holds ${least}; probabilities are >= 0.`);
  if (Math.abs(total - 1) > tolerance) {
    throw new RangeError(`choice: the probabilities p add up to ${total}, not to 1; divide them by their sum.`);
  }
  return p;
}

/** Running sums of probabilities, the last of which is 1. */
function cumulative(p: NDArray<'f64'>): NDArray {
  const sums = cumsum(p) as NDArray;
  return divide(sums, sums.get(-1) as number, { out: sums }) as NDArray;
}

const CHOICE = kernelNumber('randomChoice');

/** Indices below `population` (i64), with replacement and by probabilities. */
function drawn(state: Uint32Array, p: NDArray<'f64'>, n: number): NDArray {
  const result = NDArray.allocate('i64', [n]) as NDArray;
  const lookup = heapAddress('choice', cumulative(p));
  generate(state, { kernel: CHOICE, type: DTYPES.i64, lookup }, [n], result, [], [p.size]);
  return result;
}

/** Different indices, by probabilities: draws are repeated, without what was drawn, until there are enough. */
function drawnOnce(state: Uint32Array, p: NDArray<'f64'>, n: number): NDArray {
  const nonzero = countNonzero(p) as number;
  if (nonzero < n)
    throw new RangeError(`choice: ${n} different items, but only ${nonzero} have a probability above 0.`);
  const result = NDArray.allocate('i64', [n]) as NDArray;
  const address = heapAddress('choice', result);
  for (let found = 0; found < n; ) {
    const sums = cumulative(p);
    const at = address + found * 8;
    found += distinct(state, heapAddress('choice', sums), at, n - found, p.size, heapAddress('choice', p));
    sums.dispose();
  }
  return result;
}

/** Of larger populations, samples of more than one in this many are taken from a shuffled range. */
const LARGE = 10000;

function sampled(state: Uint32Array, population: number, n: number, shuffled: boolean): NDArray {
  if (population > LARGE && n > Math.floor(population / (shuffled ? 50 : 20))) {
    const range = arange(population, 'i64') as unknown as NDArray;
    shuffle(state, heapAddress('choice', range), 8, population, 1, Math.max(population - n, 1), false);
    return (range.get(`${population - n}:`) as NDArray).copy();
  }
  const result = NDArray.allocate('i64', [n]) as NDArray;
  const address = heapAddress('choice', result);
  const capacity = 2 ** Math.ceil(Math.log2(Math.floor(1.2 * n) + 1));
  const set = NDArray.allocate('i64', [capacity]);
  sample(state, population, address, n, heapAddress('choice', set as NDArray), capacity - 1);
  if (shuffled) shuffle(state, address, 8, n, 1, 1, false);
  return result;
}

/**
 * Indices of a choice, i64, with the items' number and the shape asked for (of one item unless given).
 *
 * @param uniform Draws indices with replacement, all as likely.
 */
export function chosen(
  state: Uint32Array,
  population: number,
  shape: Shape,
  options: ChoiceOptions,
  uniform: (shape: Shape) => NDArray,
): NDArray {
  const { replace = true, shuffle: shuffled = true } = options;
  const n = sizeOf(shape);
  if (population <= 0 && n > 0) {
    throw new RangeError(`choice: ${n} of ${population} items; there is nothing to choose from.`);
  }
  const p = options.p === undefined ? undefined : probabilities(options.p, population);
  if (replace) return p === undefined ? uniform(shape) : drawn(state, p, n).reshape(shape);
  if (n > population) {
    throw new RangeError(`choice: ${n} of ${population} items without replacement; choose fewer or set replace.`);
  }
  const indices = p === undefined ? sampled(state, population, n, shuffled) : drawnOnce(state, p, n);
  return indices.reshape(shape);
}

/** The items along an axis that indices of a shape name; the shape takes the place of the axis. */
export function picked(array: NDArray, indices: NDArray, axis: number): NDArray {
  const source = packedInHeap(array.moveaxis(axis, 0));
  const rest = source.shape.slice(1);
  const flat = packedInHeap(indices);
  const result = NDArray.allocate(array.dtype, [...indices.shape, ...rest]) as NDArray;
  const addresses = [source, flat, result].map((operand) => heapAddress('choice', operand));
  pick(array.itemsize * sizeOf(rest), addresses[0], addresses[1], addresses[2], indices.size);
  if (axis === 0 || indices.ndim === 0) return result;
  const axes = indices.shape.map((_, i) => i);
  const moved = result.moveaxis(
    axes,
    axes.map((i) => i + axis),
  );
  return moved.copy();
}

/** The extents asked for. */
export function sizeShape(size: Size | undefined): Shape {
  return size === undefined ? [] : checkShape('choice', size);
}
