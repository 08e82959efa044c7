/** Histograms of points in two and more dimensions. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { countBins } from '../loops/bins.js';
import { scope } from '../memory/scope.js';
import { checkHeap } from '../memory/storage.js';
import { zeros } from './creation.js';
import { type BinRange, binCount, binsOf, densityOf, equalEdges, givenEdges, outerEdges } from './histogram-bins.js';
import { arraysOf, promoteAll } from './parts.js';

/** The bins of one axis: their number or their edges. */
export type AxisBins = number | ArrayLike;

/** Options of {@link histogramdd} and {@link histogram2d}. */
export interface HistogramddOptions {
  /** The number of bins of every axis, 10 unless given; or for each axis their number or their edges. */
  bins?: number | readonly AxisBins[] | NDArray;
  /** For each axis the lowest and the highest edge, or null for those of the values. */
  range?: readonly (BinRange | null | undefined)[] | null;
  /** Whether to give the density, whose integral over the bins is 1, instead of counts. */
  density?: boolean;
  /** A weight for each point. */
  weights?: ArrayLike | null;
}

/** What {@link histogramdd} gives. */
export interface Histogramdd {
  /** The counts, sums of weights or densities: an axis for each coordinate. */
  hist: NDArray;
  /** The edges along each axis. */
  edges: NDArray[];
}

/** The coordinates of points, each as one axis: the columns of an array, or the items of a list. */
function coordinates(operation: string, sample: ArrayLike | readonly ArrayLike[]): NDArray[] {
  const listed = Array.isArray(sample) && sample.length > 0 && !isScalar(sample[0]);
  const arrays = listed ? arraysOf(operation, sample) : [toArray(operation, sample)];
  if (!listed && arrays[0].ndim === 2) {
    return Array.from({ length: arrays[0].shape[1] }, (_, i) => arrays[0].pick(operation, [':', i]));
  }
  const type = promoteAll(arrays.map(({ dtype }) => dtype));
  return arrays.map((array) => {
    const one = array.ndim === 0 && !listed ? array.reshape(1) : array;
    if (one.ndim !== 1) {
      throw new RangeError(
        `${operation}: a sample of shape ${showShape(array.shape)}; it is an array of points, shape (count, axes), or a list of one-dimensional arrays, one for each axis.`,
      );
    }
    if (one.size !== (listed ? arrays[0].size : one.size)) {
      throw new RangeError(
        `${operation}: coordinates of shapes ${arrays.map(({ shape }) => showShape(shape)).join(' and ')}; there are as many of each.`,
      );
    }
    return one.astype(type, { copy: false }) as NDArray;
  });
}

/** The bins of each axis. */
function binsOfAxes(operation: string, bins: unknown, count: number): unknown[] {
  if (isScalar(bins) || (bins instanceof NDArray && bins.ndim === 0)) return new Array<unknown>(count).fill(bins);
  const listed = Array.from(bins as Iterable<unknown>);
  if (listed.length !== count) {
    throw new RangeError(
      `${operation}: bins for ${listed.length} axes and a sample of ${count}; give a number for all, or bins for each.`,
    );
  }
  return listed;
}

function histogramOf(operation: string, columns: readonly NDArray[], options: HistogramddOptions): Histogramdd {
  checkOptions(operation, options, ['bins', 'range', 'density', 'weights']);
  const { bins = 10, range, density = false, weights } = options;
  if (columns.length === 0) throw new RangeError(`${operation}: the points have no coordinates.`);
  const asked = binsOfAxes(operation, bins, columns.length);
  if (range && range.length !== columns.length) {
    throw new RangeError(
      `${operation}: ranges for ${range.length} axes and a sample of ${columns.length}; give one for each, null where it is that of the values.`,
    );
  }
  const edges = columns.map((values, axis) => {
    const what = `bins[${axis}]`;
    const own = asked[axis] instanceof NDArray && asked[axis].ndim === 0 ? asked[axis].item() : asked[axis];
    if (!isScalar(own)) return givenEdges(operation, own, what);
    const count = binCount(operation, own, what);
    return equalEdges(operation, outerEdges(operation, values, range?.[axis]), count);
  });
  const empty = edges.findIndex(({ size }) => size === 0);
  if (empty >= 0) throw new RangeError(`${operation}: bins[${empty}] has no edges; there is at least one.`);
  const count = columns[0].size;
  const heavy = weights === undefined || weights === null ? undefined : toArray(operation, weights);
  if (heavy !== undefined && (heavy.ndim !== 1 || heavy.size !== count)) {
    throw new RangeError(
      `${operation}: weights of shape ${showShape(heavy.shape)} for ${count} points; give one for each.`,
    );
  }
  const shape = edges.map(({ size }) => size - 1);
  const hist = countPoints(operation, columns, edges, shape, heavy);
  return { hist: density ? densityOf(hist, edges) : hist, edges };
}

/** The count, or sum of weights, of each bin, as f64. */
function countPoints(
  operation: string,
  columns: readonly NDArray[],
  edges: readonly NDArray[],
  shape: readonly number[],
  weights: NDArray | undefined,
): NDArray {
  const size = sizeOf(shape);
  if (size === 0) return zeros(shape) as NDArray;
  const sums = zeros(size + 1, weights ? 'f64' : 'i64') as NDArray;
  checkHeap(operation, sums.storage, sums.size, 'sums');
  const axes = columns.map((values, axis) => ({ values, bins: binsOf(operation, values, edges[axis]) }));
  const heavy = weights && ({ values: weights, type: DTYPES.f64, kernel: 'tallyWeights' } as const);
  const { size: count } = columns[0];
  countBins([count], [0, count], axes, heavy, sums.storage.ptr);
  return sums.pick(operation, [':-1']).astype('f64').reshape(shape) as NDArray;
}

/**
 * How many points lie in each bin of a grid. Along each axis a bin holds its left edge but not its right one; the last
 * holds both. Points outside are not counted.
 *
 * @param sample An array of shape (count, axes) whose rows are points; or a list of one-dimensional arrays, the
 *   coordinates along each axis.
 * @param options `bins`: the number of equal bins of every axis, 10 unless given, or for each axis their number or their
 *   edges; `range`: for each axis the lowest and the highest edge, or null; `weights`: what each point counts;
 *   `density`: the density instead of counts.
 * @returns Counts, sums of weights or densities, as f64; and the edges along each axis. NumPy: `histogramdd`.
 * @throws RangeError when bins, ranges or weights are not as many as needed, a range descends or is not finite, or edges
 *   descend; TypeError when a number of bins is no integer.
 * @example
 * const { hist, edges } = histogramdd([[1, 2, 2], [0, 0, 5], [3, 3, 3]], { bins: [2, 2, 1] });
 * hist.shape; // [2, 2, 1]
 */
export function histogramdd(sample: ArrayLike | readonly ArrayLike[], options: HistogramddOptions = {}): Histogramdd {
  return scope(() => histogramOf('histogramdd', coordinates('histogramdd', sample), options));
}

/** Options of {@link histogram2d}. */
export interface Histogram2dOptions extends Omit<HistogramddOptions, 'bins'> {
  /** The number of bins of both axes, 10 unless given; edges for both; or a list of two, for x and y. */
  bins?: number | ArrayLike | readonly [AxisBins, AxisBins];
}

/** What {@link histogram2d} gives. */
export interface Histogram2d {
  /** The counts, sums of weights or densities: x along the first axis, y along the second. */
  hist: NDArray;
  /** The edges of the bins of x, one more than bins. */
  xEdges: NDArray;
  /** The edges of the bins of y, one more than bins. */
  yEdges: NDArray;
}

/**
 * How many points of a plane lie in each bin: {@link histogramdd} of two coordinates.
 *
 * @param options As of histogramdd; `bins` may also be the edges for both axes, of which there are then not two.
 * @returns Counts, sums of weights or densities, as f64, x along the first axis; and the edges. NumPy: `histogram2d`.
 * @throws RangeError when the coordinates are not as many, and as histogramdd does.
 * @example
 * const { hist, xEdges, yEdges } = histogram2d([0, 1, 1], [0, 2, 2], { bins: 2 });
 * hist; // [[1, 0], [0, 2]]
 */
export function histogram2d(x: ArrayLike, y: ArrayLike, options: Histogram2dOptions = {}): Histogram2d {
  return scope(() => {
    const sample = [toArray('histogram2d', x), toArray('histogram2d', y)];
    const { bins = 10 } = options;
    const forBoth = !isScalar(bins) && lengthOf(bins) > 2;
    const own = (forBoth ? [bins, bins] : bins) as HistogramddOptions['bins'];
    const { hist, edges } = histogramOf('histogram2d', coordinates('histogram2d', sample), { ...options, bins: own });
    return { hist, xEdges: edges[0], yEdges: edges[1] };
  });
}

function lengthOf(list: unknown): number {
  return list instanceof NDArray ? (list.shape[0] ?? 0) : ((list as { length?: number }).length ?? 0);
}
