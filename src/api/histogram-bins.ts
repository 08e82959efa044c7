/** The edges of histogram bins, and the sums over what lies between them. */
import { toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { promoteTypes } from '../array/promotion.js';
import { type Bins, countBins } from '../loops/bins.js';
import { ramp } from '../loops/fill.js';
import { checkHeap } from '../memory/storage.js';
import { add, divide, multiply } from './arithmetic.js';
import { zeros } from './creation.js';
import { diff } from './differences.js';
import { greater, greaterEqual } from './logic.js';
import { any, max, min, sum } from './reductions.js';
import { inHeap } from './sorting.js';

/** The lowest and the highest edge. */
export type BinRange = readonly [number | bigint, number | bigint];

/** The outermost edges of equal bins. */
export interface Outer {
  readonly first: number;
  readonly last: number;
  /** Their distance, in which 64-bit integers lose nothing to the rounding of the edges. */
  readonly width: number;
  /** Whether they are f32 elements, with which NumPy goes on in single precision. */
  readonly single: boolean;
}

function between(first: number | bigint, last: number | bigint, single: boolean): Outer {
  const round = single ? Math.fround : Number;
  let [low, high] = [Number(first), Number(last)];
  const exact = typeof first === 'bigint' && typeof last === 'bigint' ? Number(last - first) : high - low;
  if (exact !== 0) return { first: low, last: high, width: round(exact), single };
  [low, high] = [round(low - 0.5), round(high + 0.5)];
  return { first: low, last: high, width: round(high - low), single };
}

/** The outermost edges: those given, or the least and the greatest value, made to differ. */
export function outerEdges(operation: string, values: NDArray, range: BinRange | null | undefined): Outer {
  if (range !== undefined && range !== null) {
    const [first, last] = range;
    if (range.length !== 2 || !isReal(first) || !isReal(last)) {
      throw new RangeError(`${operation}: the range is two numbers, the lowest and the highest edge.`);
    }
    if (first > last) {
      throw new RangeError(`${operation}: the range from ${first} to ${last} descends; give the lowest edge first.`);
    }
    if (!Number.isFinite(Number(first)) || !Number.isFinite(Number(last))) {
      throw new RangeError(`${operation}: the range from ${first} to ${last} is not finite.`);
    }
    return between(first, last, false);
  }
  if (values.size === 0) return between(0, 1, false);
  const [first, last] = [min(values), max(values)].map((value) => (typeof value === 'bigint' ? value : Number(value)));
  if (!Number.isFinite(Number(first)) || !Number.isFinite(Number(last))) {
    throw new RangeError(
      `${operation}: the values range from ${first} to ${last}, which is not finite; give a range, which leaves out what lies beyond it.`,
    );
  }
  return between(first, last, values.dtype === 'f32');
}

function isReal(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Evenly spaced edges, with each rounding where NumPy's `linspace` has it. */
export function equalEdges(operation: string, { first, last, width, single }: Outer, count: number): NDArray {
  const round = single ? Math.fround : Number;
  const span = round(last - first);
  if (!Number.isFinite(width) || !Number.isFinite(span)) {
    throw new RangeError(`${operation}: the range from ${first} to ${last} is wider than a number can say.`);
  }
  const edges = NDArray.allocate(single ? 'f32' : 'f64', [count + 1]) as NDArray;
  ramp(edges, count + 1, 0, 1);
  const step = round(span / count);
  if (step === 0) multiply(divide(edges, count, { out: edges }), span, { out: edges });
  else multiply(edges, step, { out: edges });
  add(edges, first, { out: edges });
  edges.data[count] = last;
  return edges;
}

/** The edges that a histogram of one axis gets: of the values' type where that is a float, and all different. */
export function distinctEdges(operation: string, values: NDArray, outer: Outer, count: number): NDArray {
  const edges = equalEdges(operation, outer, count).astype(values.dtype === 'f32' ? 'f32' : 'f64', { copy: false });
  if (any(greaterEqual(edges.pick(operation, [':-1']), edges.pick(operation, ['1:'])))) {
    throw new RangeError(
      `${operation}: ${count} bins from ${outer.first} to ${outer.last} are too many: their edges coincide.`,
    );
  }
  return edges;
}

/** Edges that a caller gave. */
export function givenEdges(operation: string, value: unknown, what = 'bins'): NDArray {
  const edges = toArray(operation, value);
  if (edges.ndim !== 1) {
    throw new RangeError(`${operation}: ${what}, as edges, have one axis, not shape ${showShape(edges.shape)}.`);
  }
  if (any(greater(edges.pick(operation, [':-1']), edges.pick(operation, ['1:'])))) {
    throw new RangeError(`${operation}: ${what}, as edges, must not descend; sort them.`);
  }
  return edges;
}

/** How many bins a caller asks for. */
export function binCount(operation: string, value: unknown, what = 'bins'): number {
  const count = typeof value === 'bigint' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count)) {
    throw new TypeError(
      `${operation}: ${what} is ${String(value)}; it is a number of bins, an integer, or their edges.`,
    );
  }
  if (count < 1) throw new RangeError(`${operation}: ${what} is ${count}; there is at least one bin.`);
  return count;
}

/** Bins as the planner takes them, for values of a type; equal ones by their outermost edges. The edges are to be kept. */
export function binsOf(operation: string, values: NDArray, edges: NDArray, outer?: Outer): Bins {
  const met = promoteTypes(values.dtype, edges.dtype) as DType;
  const name = outer ? edges.dtype : met === 'i64' || met === 'u64' ? met : 'f64';
  const held = inHeap(operation, edges.astype(name, { copy: false }));
  return {
    type: DTYPES[name],
    edges: held.storage.ptr + held.byteOffset,
    count: held.size - 1,
    equal: outer && { width: outer.width, single: outer.single },
  };
}

/** NumPy sums floats in blocks of so many, each in f64, and the blocks in the type of the weights. */
const BLOCK = 65536;

/** How many values each bin holds, as i64; or the sum of their weights, in the weights' type. */
export function sumByBin(operation: string, a: NDArray, edges: NDArray, outer?: Outer, given?: NDArray): NDArray {
  if (edges.size < 2) return zeros(0, given?.dtype ?? 'i64') as NDArray;
  const bins = binsOf(operation, a, edges, outer);
  const [values, heavy] = [a, given].map((array) => (array?.ndim === 0 ? array.reshape(1) : array));
  const axes = [{ values: values as NDArray, bins }];
  const shape = a.ndim === 0 ? [1] : a.shape;
  if (heavy === undefined) {
    const counts = zeros(bins.count + 1, 'i64') as NDArray;
    checkHeap(operation, counts.storage, counts.size, 'counts');
    countBins(shape, [0, a.size], axes, undefined, counts.storage.ptr);
    return counts.pick(operation, [':-1']).copy();
  }
  const whole = outer === undefined && DTYPES[heavy.dtype].kind !== 'f';
  const type = DTYPES[whole ? 'i64' : 'f64'];
  const sums = zeros(bins.count + 1, type.name) as NDArray;
  checkHeap(operation, sums.storage, sums.size, 'sums');
  const inBins = sums.pick(operation, [':-1']);
  const result = zeros(bins.count, heavy.dtype) as NDArray;
  const weights = { values: heavy, type, kernel: whole ? 'tallyWhole' : 'tallyWeights' } as const;
  for (let from = 0; from < a.size; from += BLOCK) {
    if (from > 0) multiply(sums, whole ? 0n : 0, { out: sums });
    countBins(shape, [from, Math.min(a.size, from + BLOCK)], axes, weights, sums.storage.ptr);
    add(result, inBins.astype(heavy.dtype), { out: result });
  }
  return result;
}

/** Values and weights as histograms take them: bools count as u8, weights have the values' shape. */
export function weighted(operation: string, a: unknown, weights: unknown): [NDArray, NDArray | undefined] {
  const given = toArray(operation, a);
  const values = given.dtype === 'bool' ? (given.astype('u8') as NDArray) : given;
  if (weights === undefined || weights === null) return [values, undefined];
  const heavy = toArray(operation, weights);
  if (!sameShape(heavy.shape, values.shape)) {
    throw new RangeError(
      `${operation}: weights of shape ${showShape(heavy.shape)} for values of shape ${showShape(values.shape)}; give one for each.`,
    );
  }
  return [values, heavy];
}

/** Values divided by the widths of their bins along each axis, and by their sum. */
export function densityOf(hist: NDArray, edges: readonly NDArray[]): NDArray {
  const total = Number(sum(hist));
  const perWidth = edges.reduce((result, along, axis) => {
    const widths = diff(along).astype('f64');
    return divide(result, widths.reshape(hist.shape.map((_, i) => (i === axis ? widths.size : 1)))) as NDArray;
  }, hist);
  return divide(perWidth, total) as NDArray;
}
