/** Histograms of values along one axis. */
import { type ArrayLike, isScalar } from '../array/convert.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { scope } from '../memory/scope.js';
import {
  type BinRange,
  binCount,
  densityOf,
  distinctEdges,
  givenEdges,
  type Outer,
  outerEdges,
  sumByBin,
  weighted,
} from './histogram-bins.js';
import { type BinEstimator, estimate } from './histogram-estimators.js';
import { logicalAnd } from './logic.js';
import { extract } from './picking.js';
import { all } from './reductions.js';

/** Options of {@link histogramBinEdges}. */
export interface BinOptions {
  /** The number of equal bins, 10 unless given; their edges; or the rule that tells their number from the values. */
  bins?: number | BinEstimator | ArrayLike;
  /** The lowest and the highest edge of equal bins: those of the values unless given. What lies beyond is left out. */
  range?: BinRange | null;
  /** A weight for each value. */
  weights?: ArrayLike | null;
}

const BIN_OPTIONS = ['bins', 'range', 'weights'];

/** Options of {@link histogram}. */
export interface HistogramOptions extends BinOptions {
  /** Whether to give the density, whose integral over the bins is 1, instead of counts. */
  density?: boolean;
}

/** What {@link histogram} gives. */
export interface Histogram {
  /** The count, sum of weights or density of each bin. */
  hist: NDArray;
  /** The edges of the bins: one more than there are bins. */
  binEdges: NDArray;
}

/** Edges, and the outermost ones of equal bins. */
interface Edges {
  readonly edges: NDArray;
  readonly outer?: Outer;
}

function edgesOf(operation: string, values: NDArray, { bins = 10, range, weights }: BinOptions): Edges {
  const equal = (outer: Outer, count: number) => ({ edges: distinctEdges(operation, values, outer, count), outer });
  if (typeof bins === 'string') {
    if (weights !== undefined && weights !== null) {
      throw new TypeError(`${operation}: the rule '${bins}' takes no weights; give a number of bins or their edges.`);
    }
    const outer = outerEdges(operation, values, range);
    const kept = range ? extract(insideOf(values, range), values) : values;
    return equal(outer, estimate(operation, bins, kept, outer));
  }
  const single = bins instanceof NDArray && bins.ndim === 0 ? bins.item() : bins;
  if (isScalar(single)) {
    const count = binCount(operation, single);
    return equal(outerEdges(operation, values, range), count);
  }
  return { edges: givenEdges(operation, single) };
}

/** Which values lie in a range. */
function insideOf(values: NDArray, [low, high]: BinRange): NDArray {
  return logicalAnd(values.ge(low), values.le(high));
}

/**
 * The edges of the bins that {@link histogram} counts in.
 *
 * @param options `bins`: a number of bins, 10 unless given, their edges, or a rule: 'auto', 'fd' (Freedman and
 *   Diaconis), 'doane', 'scott', 'stone', 'rice', 'sturges' or 'sqrt'; `range`: the lowest and the highest edge;
 *   `weights`: one for each value, which rules do not take.
 * @returns The edges: f32 for f32 values, else f64; edges that were given as they are. NumPy: `histogram_bin_edges`.
 * @throws RangeError when the range descends or is not finite, edges descend, or bins are so many that edges coincide;
 *   TypeError when `bins` is neither an integer nor a known rule.
 * @example
 * histogramBinEdges([0, 1, 2, 10], { bins: 4 }); // 0, 2.5, 5, 7.5, 10
 */
export function histogramBinEdges(a: ArrayLike, options: BinOptions = {}): NDArray {
  checkOptions('histogramBinEdges', options, BIN_OPTIONS);
  return scope(() => {
    const [values] = weighted('histogramBinEdges', a, options.weights);
    return edgesOf('histogramBinEdges', values, options).edges;
  });
}

/**
 * How many values lie in each bin. A bin holds its left edge but not its right one; the last holds both. Values outside,
 * and NaN, are not counted.
 *
 * @param a Values of any shape.
 * @param options `bins`: a number of equal bins, 10 unless given, their edges, or a rule as {@link histogramBinEdges}
 *   takes it; `range`: the lowest and the highest edge; `weights`: what each value counts; `density`: the density
 *   instead of counts.
 * @returns Counts as i64, sums of weights in their type, densities as f64; and the edges. NumPy: `histogram`.
 * @throws RangeError when the range descends or is not finite, as without a range that of values with NaN or infinity,
 *   when edges descend, when bins are so many that edges coincide, or weights have another shape than the values;
 *   TypeError when `bins` is neither an integer nor a known rule, or a rule is to take weights.
 * @example
 * const { hist, binEdges } = histogram([1, 2, 2, 5], { bins: 2 });
 * hist;     // 3n, 1n
 * binEdges; // 1, 3, 5
 */
export function histogram(a: ArrayLike, options: HistogramOptions = {}): Histogram {
  checkOptions('histogram', options, [...BIN_OPTIONS, 'density']);
  return scope(() => {
    let [values, heavy] = weighted('histogram', a, options.weights);
    const { edges, outer } = edgesOf('histogram', values, options);
    if (outer && options.range && (values.dtype === 'i64' || values.dtype === 'u64')) {
      // As f64 they might lie on an edge that they are beyond.
      const inside = insideOf(values, options.range);
      if (!all(inside)) [values, heavy] = [extract(inside, values), heavy && extract(inside, heavy)];
    }
    const hist = sumByBin('histogram', values, edges, outer, heavy);
    return { hist: options.density ? densityOf(hist, [edges]) : hist, binEdges: edges };
  });
}
