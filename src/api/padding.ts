/**
 * Arrays with more elements around them. Axes are padded one after the other: each over all of the axes before it, padded
 * already, and over the original extent of those after it.
 */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { checkShape, type Shape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import type { WeakScalar } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { add, divide, multiply, subtract } from './arithmetic.js';
import { arange, zeros } from './creation.js';
import { floor, rint } from './floating.js';
import { equal } from './logic.js';
import { over } from './output.js';
import { from, move, replaced, stretch } from './parts.js';
import { any, max, min } from './reductions.js';
import { mean, median } from './statistics.js';

/** What the padding holds; NumPy's names in camelCase. */
export type PadMode =
  | 'constant'
  | 'edge'
  | 'linearRamp'
  | 'maximum'
  | 'mean'
  | 'median'
  | 'minimum'
  | 'reflect'
  | 'symmetric'
  | 'wrap'
  | 'empty';

/** Something for both sides of each axis: one for all, `[before, after]` for all axes, or a list of pairs, one for each. */
export type Sides<T> = T | readonly T[] | readonly (readonly T[])[];

/** A pad width: for all axes, as {@link Sides}, or for some axes by their number, `{ 1: [0, 2] }`. */
export type PadWidth = Sides<number> | { readonly [axis: number]: number | readonly [number, number] };

/** Options of {@link pad}, each for the modes it is named with. */
export interface PadOptions {
  /** `'constant'` unless given. */
  mode?: PadMode;
  /** constant: the values to write, 0 unless given. */
  constantValues?: Sides<WeakScalar>;
  /** linearRamp: the values at the ends, 0 unless given. */
  endValues?: Sides<number | bigint>;
  /** maximum, mean, median, minimum: how many elements at the edge count; all of the axis unless given. */
  statLength?: Sides<number> | null;
  /** reflect, symmetric: `'odd'` reflects about the value at the edge as well; `'even'` unless given. */
  reflectType?: 'even' | 'odd';
}

/** Writes to the padding of one line: it is given padded with zeros, with its widths and its axis. */
export type PadFunction = (line: NDArray, width: readonly [number, number], axis: number) => void;

const OPTIONS: Record<PadMode, keyof PadOptions | undefined> = {
  constant: 'constantValues',
  edge: undefined,
  linearRamp: 'endValues',
  maximum: 'statLength',
  mean: 'statLength',
  median: 'statLength',
  minimum: 'statLength',
  reflect: 'reflectType',
  symmetric: 'reflectType',
  wrap: undefined,
  empty: undefined,
};

type Pair<T> = readonly [before: T, after: T];

/** A pair for each axis. */
function pairsOf<T>(what: string, given: Sides<T>, ndim: number): Pair<T>[] {
  const refuse = (): never => {
    throw new RangeError(
      `pad: ${what} ${JSON.stringify(given, (_, v) => (typeof v === 'bigint' ? String(v) : v))} for ${ndim} axes; give one value, [before, after], or such a pair for each axis.`,
    );
  };
  const pair = (items: readonly T[]): Pair<T> =>
    items.length === 1 ? [items[0], items[0]] : items.length === 2 ? [items[0], items[1]] : refuse();
  if (!Array.isArray(given)) return new Array(ndim).fill([given, given]);
  const rows = given as readonly (T | readonly T[])[];
  if (rows.length > 0 && rows.every(Array.isArray)) {
    const pairs = (rows as readonly (readonly T[])[]).map(pair);
    if (pairs.length === ndim) return pairs;
    return pairs.length === 1 ? new Array(ndim).fill(pairs[0]) : refuse();
  }
  return rows.some(Array.isArray) ? refuse() : new Array(ndim).fill(pair(rows as readonly T[]));
}

function widthsOf(width: PadWidth, ndim: number): Pair<number>[] {
  let pairs: Pair<number>[];
  if (typeof width === 'object' && !Array.isArray(width)) {
    pairs = new Array(ndim).fill([0, 0]);
    for (const [key, value] of Object.entries(width)) {
      const axis = Number(key) < 0 ? Number(key) + ndim : Number(key);
      if (!(axis in pairs)) throw new RangeError(`pad: axis ${key} is out of bounds for ${ndim} dimensions.`);
      pairs[axis] = isScalar(value) ? [value as number, value as number] : (value as Pair<number>);
    }
  } else pairs = pairsOf('pad width', width as Sides<number>, ndim);
  return counts('pad width', pairs);
}

function counts(what: string, pairs: Pair<number>[]): Pair<number>[] {
  for (const count of pairs.flat()) {
    if (typeof count !== 'number' || !Number.isInteger(count)) {
      throw new TypeError(`pad: a ${what} of ${String(count)}; it is an integer.`);
    }
    if (count < 0) throw new RangeError(`pad: a ${what} of ${count}; it is not negative.`);
  }
  return pairs;
}

/** One axis to be padded: `line` is the part of the result to pad it over. */
interface Job {
  readonly line: NDArray;
  readonly axis: number;
  /** Where the original begins, and how long it is. */
  readonly start: number;
  readonly length: number;
  readonly width: Pair<number>;
}

/** Writes values, broadcast along the axis, before and after the original. */
function surround({ line, axis, start, length, width }: Job, before: NDArray, after: NDArray): void {
  for (const [value, place, count] of [
    [before, 0, width[0]],
    [after, start + length, width[1]],
  ] as const) {
    if (count === 0) continue;
    const shape = replaced(line.shape, axis, count);
    copy(shape, over(value, shape), from(line, axis, place));
  }
}

function edges({ line, axis, start, length }: Job): Pair<NDArray> {
  return [stretch(line, axis, start, 1), stretch(line, axis, start + length - 1, 1)];
}

/** Values from an end to an edge, evenly spaced, without the edge; as NumPy's linspace computes them. */
function ramp(job: Job, end: number | bigint, edge: NDArray, count: number): NDArray {
  const { line, axis } = job;
  const first = Number(end);
  const delta = subtract(edge.astype('f64'), first);
  const steps = divide(delta, count);
  const shape = new Array<number>(line.ndim).fill(1);
  shape[axis] = count;
  const index = arange(count).reshape(shape);
  // A step that underflows, or none, loses nothing when the division comes first.
  const distance = any(equal(steps, 0)) ? multiply(divide(index, count), delta) : multiply(index, steps);
  const values = add(distance, first);
  const { kind } = DTYPES[line.dtype];
  return kind === 'u' || kind === 'i' ? floor(values) : values;
}

function padRamp(job: Job, ends: Pair<number | bigint>): void {
  const { line, axis, start, length, width } = job;
  const [first, last] = edges(job);
  for (const [side, edge] of [first, last].entries()) {
    const count = width[side];
    if (count === 0) continue;
    const values = ramp(job, ends[side], edge, count);
    const shape = replaced(line.shape, axis, count);
    if (side === 0) copy(shape, values, from(line, axis, 0));
    else copy(shape, values, from(line, axis, start + length + count - 1, -1));
  }
}

const STATISTICS = { maximum: max, minimum: min, mean, median };

function padStatistic(job: Job, name: keyof typeof STATISTICS, lengths: Pair<number> | undefined): void {
  const { line, axis, start, length } = job;
  const statistic = STATISTICS[name] as (a: NDArray, options: object) => NDArray;
  const { kind } = DTYPES[line.dtype];
  const [before, after] = [0, 1].map((side) => {
    const count = Math.min(lengths?.[side] ?? length, length);
    const part = stretch(line, axis, side === 0 ? start : start + length - count, count);
    const value = statistic(part, { axis, keepdims: true });
    return (kind === 'u' || kind === 'i') && DTYPES[value.dtype].kind === 'f' ? rint(value) : value;
  });
  surround(job, before, after);
}

/** 2 * edge - values: a reflection about the edge's value as well as its place. */
function opposite(values: NDArray, edge: NDArray): NDArray {
  return subtract(add(edge, edge), values);
}

/**
 * Mirrors at both ends. Each round mirrors all there is, in whole multiples of the original, until the axis is full.
 * Without the edge in it, a mirror image of n elements is n - 1 long.
 */
function padMirror({ line, axis, start, length, width }: Job, withEdge: boolean, odd: boolean): void {
  const period = withEdge ? length : length - 1;
  const skip = withEdge ? 0 : 1;
  let [before, after] = width;
  let low = start;
  let high = start + length;
  while (before > 0 || after > 0) {
    const known = Math.floor((high - low - skip) / period) * period;
    const left = Math.min(known, before);
    const right = Math.min(known, after);
    for (const [count, first, edge, place] of [
      [left, low + skip + left - 1, low, low - left],
      [right, high - 1 - skip, high - 1, high],
    ] as const) {
      if (count === 0) continue;
      const image = stretch(line, axis, first, count, -1);
      copy(image.shape, odd ? opposite(image, stretch(line, axis, edge, 1)) : image, from(line, axis, place));
    }
    low -= left;
    high += right;
    before -= left;
    after -= right;
  }
}

/** Repeats the original: each round copies all there is, in whole multiples of it. */
function padWrap({ line, axis, start, length, width }: Job): void {
  let [before, after] = width;
  let low = start;
  let high = start + length;
  while (before > 0 || after > 0) {
    const known = Math.floor((high - low) / length) * length;
    const left = Math.min(known, before);
    const right = Math.min(known, after);
    move(line.shape, axis, left, line, low + known - left, line, low - left);
    move(line.shape, axis, right, line, high - known, line, high);
    low -= left;
    high += right;
    before -= left;
    after -= right;
  }
}

function padAxis(job: Job, mode: PadMode, option: (what: string) => Pair<never> | undefined, odd: boolean): void {
  switch (mode) {
    case 'constant': {
      const values = option('constant values') ?? [0, 0];
      const [before, after] = values.map((value) => toArray('pad', value, job.line.dtype));
      surround(job, before, after);
      break;
    }
    case 'edge':
      surround(job, ...edges(job));
      break;
    case 'linearRamp':
      padRamp(job, option('end values') ?? [0, 0]);
      break;
    case 'maximum':
    case 'minimum':
    case 'mean':
    case 'median':
      padStatistic(job, mode, option('stat length'));
      break;
    case 'reflect':
    case 'symmetric':
      // A single element has no mirror image but itself.
      if (job.length === 1) surround(job, ...edges(job));
      else padMirror(job, mode === 'symmetric', odd);
      break;
    case 'wrap':
      padWrap(job);
      break;
  }
}

function checkMode(mode: PadMode, options: PadOptions, shape: Shape, widths: Pair<number>[]): void {
  if (!Object.hasOwn(OPTIONS, mode)) {
    throw new RangeError(`pad: mode '${mode}' is none of ${Object.keys(OPTIONS).join(', ')}.`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (name !== 'mode' && name !== OPTIONS[mode] && value !== undefined) {
      throw new RangeError(`pad: mode '${mode}' takes no ${name}${OPTIONS[mode] ? `, but ${OPTIONS[mode]}` : ''}.`);
    }
  }
  if (options.reflectType !== undefined && !['even', 'odd'].includes(options.reflectType)) {
    throw new RangeError(`pad: reflectType '${options.reflectType}'; it is 'even' or 'odd'.`);
  }
  if (mode === 'constant' || mode === 'empty') return;
  for (const [axis, width] of widths.entries()) {
    if (shape[axis] === 0 && (width[0] > 0 || width[1] > 0)) {
      throw new RangeError(
        `pad: axis ${axis} of shape ${showShape(shape)} is empty; only the modes 'constant' and 'empty' can extend it.`,
      );
    }
  }
}

/**
 * An array with elements added before and after it along its axes.
 *
 * @param width How many: for all sides, `[before, after]` for all axes, a list of such pairs, or `{ axis: pair }`.
 * @param mode What is added, as {@link PadMode}, with its options in one object; or a function that writes the padding of
 *   each line, of arrays padded with zeros.
 * @returns A fresh array of the same type; values are converted to it, means and medians of integers rounded. NumPy: `pad`.
 * @throws RangeError for negative widths, options of another mode, and empty axes that a mode cannot extend.
 * @example
 * pad([1, 2, 3], 2);                                     // 0, 0, 1, 2, 3, 0, 0
 * pad([1, 2, 3], [1, 2], 'edge');                        // 1, 1, 2, 3, 3, 3
 * pad(image, [[1, 1], [2, 2]], { mode: 'reflect' });
 */
export function pad<A extends ArrayLike>(
  a: A,
  width: PadWidth,
  mode: PadMode | PadFunction | PadOptions = 'constant',
  more: PadOptions = {},
): NDArray<DTypeOf<A>> {
  const given = typeof mode === 'object' ? mode : more;
  checkOptions('pad', given, ['mode', 'constantValues', 'endValues', 'statLength', 'reflectType']);
  const array = toArray('pad', a);
  const widths = widthsOf(width, array.ndim);
  const shape = checkShape(
    'pad',
    array.shape.map((extent, axis) => extent + widths[axis][0] + widths[axis][1]),
  );
  if (typeof mode === 'function') return padBy(array, widths, shape, mode) as NDArray as NDArray<DTypeOf<A>>;
  const options: PadOptions = typeof mode === 'string' ? { ...more, mode } : given;
  const name = options.mode ?? 'constant';
  checkMode(name, options, array.shape, widths);
  const option = optionPairs(name, options, array);
  const result = scope(() => {
    const result = NDArray.allocate(array.dtype, shape);
    copyInside(array, widths, result);
    if (name === 'empty' || (array.size === 0 && name !== 'constant')) return result;
    for (const [axis, width] of widths.entries()) {
      if (width[0] === 0 && width[1] === 0) continue;
      let line: NDArray = result;
      for (let later = axis + 1; later < array.ndim; later++) {
        line = stretch(line, later, widths[later][0], array.shape[later]);
      }
      const job: Job = { line, axis, start: width[0], length: array.shape[axis], width };
      padAxis(job, name, () => option?.[axis] as Pair<never> | undefined, options.reflectType === 'odd');
    }
    return result;
  });
  return result as NDArray as NDArray<DTypeOf<A>>;
}

/** The option that a mode takes, for each axis. */
function optionPairs(mode: PadMode, options: PadOptions, array: NDArray): Pair<unknown>[] | undefined {
  const name = OPTIONS[mode];
  const given = name === undefined || name === 'reflectType' ? undefined : options[name];
  if (given === undefined || given === null) return undefined;
  if (mode === 'constant') return pairsOf<unknown>('constantValues', given, array.ndim);
  if (mode === 'linearRamp') return pairsOf<unknown>('endValues', given, array.ndim);
  const lengths = counts('statLength', pairsOf('statLength', given as Sides<number>, array.ndim));
  if ((mode === 'maximum' || mode === 'minimum') && lengths.flat().includes(0)) {
    throw new RangeError(`pad: a statLength of 0 has no ${mode}; it is at least 1.`);
  }
  return lengths;
}

function copyInside(array: NDArray, widths: readonly Pair<number>[], result: NDArray): void {
  let inside: Parameters<typeof from>[0] = result;
  for (const [axis, [before]] of widths.entries()) inside = from(inside, axis, before);
  copy(array.shape, array, inside);
}

/** Pads with zeros and lets a function write to the lines along each axis in turn. */
function padBy(array: NDArray, widths: Pair<number>[], shape: Shape, write: PadFunction): NDArray {
  const result = zeros(shape, array.dtype) as NDArray;
  copyInside(array, widths, result);
  for (const [axis, width] of widths.entries()) {
    const rest = shape.filter((_, other) => other !== axis);
    const count = rest.reduce((product, extent) => product * extent, 1);
    for (let i = 0; i < count; i++) write(result.pick('pad', lineAt(rest, axis, i)), width, axis);
  }
  return result;
}

/** The index of a line along an axis: the i-th in C order over the other axes. */
export function lineAt(rest: Shape, axis: number, i: number): (number | string)[] {
  const index = new Array<number | string>(rest.length);
  for (let other = rest.length - 1; other >= 0; other--) {
    index[other] = i % rest[other];
    i = Math.floor(i / rest[other]);
  }
  index.splice(axis, 0, ':');
  return index;
}
