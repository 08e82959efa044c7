/** Covariances and correlations of variables, and of signals; interpolation. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { sameShape, showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import type { Promote } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { add, divide, multiply, remainder, subtract } from './arithmetic.js';
import { zeros } from './creation.js';
import { isnan } from './floating.js';
import { concat, vstack } from './joining.js';
import { logicalAnd } from './logic.js';
import { take } from './picking.js';
import { matmul, vecdot } from './products.js';
import { sum } from './reductions.js';
import { clip, where } from './selection.js';
import { argsort, searchsorted } from './sorting.js';
import { slidingWindowView } from './strided.js';
import { sqrt } from './transcendental.js';
import { average } from './weighting.js';

function floats(operation: string, value: ArrayLike): NDArray {
  return toArray(operation, value, 'f64');
}

/** Options of {@link cov}. */
export interface CovarianceOptions {
  /** More variables, of the same form. */
  y?: ArrayLike;
  /** Whether each row is a variable (the default), or each column. */
  rowvar?: boolean;
  /** Delta degrees of freedom; 1 unless given, 0 with `bias`. */
  ddof?: number;
  /** Whether to divide by the number of observations. */
  bias?: boolean;
  /** How often each observation counts, integers. */
  fweights?: ArrayLike;
  /** How much each observation counts. */
  aweights?: ArrayLike;
}

/** The variables as rows of floats. */
function variables(operation: string, m: ArrayLike, rowvar: boolean): NDArray {
  const given = floats(operation, m);
  if (given.ndim > 2) throw new RangeError(`${operation}: ${given.ndim} dimensions; variables come in one or two.`);
  const rows = given.ndim < 2 ? given.reshape(1, given.size) : given;
  return !rowvar && given.ndim === 2 ? rows.T : rows;
}

/**
 * The covariance matrix of variables.
 *
 * @param m The variables, one in each row, with the observations in the columns.
 * @returns A fresh matrix, 0-d for one variable. NumPy: `cov`.
 * @throws RangeError for more than two dimensions, or weights that do not match.
 * @example
 * cov([[0, 1, 2], [2, 1, 0]]); // [[1, -1], [-1, 1]]
 */
export function cov(m: ArrayLike, options: CovarianceOptions = {}): NDArray<'f64'> {
  return scope(() => covariance('cov', m, options)) as NDArray<'f64'>;
}

function covariance(operation: string, m: ArrayLike, options: CovarianceOptions): NDArray {
  checkOptions(operation, options, ['y', 'rowvar', 'bias', 'ddof', 'fweights', 'aweights']);
  const { rowvar = true, bias = false } = options;
  const ddof = options.ddof ?? (bias ? 0 : 1);
  if (!Number.isInteger(ddof)) throw new RangeError(`${operation}: ddof ${ddof}; it is an integer.`);
  let x = variables(operation, m, rowvar);
  if (options.y !== undefined) x = vstack([x, variables(operation, options.y, rowvar)]) as NDArray;
  const observations = x.shape[1];
  const weight = (value: ArrayLike | undefined, name: string) => {
    if (value === undefined) return undefined;
    const weights = floats(operation, value);
    if (weights.ndim !== 1 || weights.size !== observations) {
      throw new RangeError(
        `${operation}: ${name} of shape ${showShape(weights.shape)} for ${observations} observations.`,
      );
    }
    if (weights.lt(0).any()) throw new RangeError(`${operation}: ${name} must not be negative.`);
    return weights;
  };
  const counts = weight(options.fweights, 'fweights');
  const amounts = weight(options.aweights, 'aweights');
  const weights = counts && amounts ? (multiply(counts, amounts) as NDArray) : (counts ?? amounts);
  const total = weights ? (sum(weights) as number) : observations;
  const centre = (weights ? average(x, { axis: 1, weights }) : average(x, { axis: 1 })) as NDArray;
  let freedom = total - ddof;
  if (ddof === 0) freedom = total;
  else if (amounts) freedom = total - (ddof * (sum(multiply(weights!, amounts)) as number)) / total;
  const deviations = subtract(x, centre.reshape(centre.size, 1)) as NDArray;
  const weighted = weights ? (multiply(deviations, weights) as NDArray) : deviations;
  const products = matmul(deviations, weighted.T) as NDArray;
  const result = divide(products, Math.max(freedom, 0)) as NDArray;
  return result.size === 1 ? result.reshape([]) : result;
}

/**
 * The matrix of correlation coefficients of variables: their covariances, each divided by both standard deviations.
 *
 * @returns A fresh matrix with elements in [-1, 1], 0-d for one variable. NumPy: `corrcoef`.
 */
export function corrcoef(m: ArrayLike, options: { y?: ArrayLike; rowvar?: boolean } = {}): NDArray<'f64'> {
  return scope((): NDArray => {
    const c = covariance('corrcoef', m, options);
    if (c.ndim === 0) return divide(c, c) as NDArray;
    const n = c.shape[0];
    const deviations = sqrt(
      take(
        c.ravel(),
        Array.from({ length: n }, (_, i) => i * (n + 1)),
      ),
    ) as NDArray;
    const scaled = divide(divide(c, deviations.reshape(n, 1)), deviations) as NDArray;
    return clip(scaled, -1, 1);
  }) as NDArray<'f64'>;
}

/** How much of the overlap of two signals to give. */
export type CorrelationMode = 'valid' | 'same' | 'full';

/** The correlation of a longer signal with a shorter one: the inner products with the windows of the first. */
function slide(operation: string, a: ArrayLike, v: ArrayLike, mode: CorrelationMode, reversed: boolean): NDArray {
  const [x, y] = [a, v].map((value) => toArray(operation, value));
  for (const [signal, name] of [
    [x, 'first'],
    [y, 'second'],
  ] as const) {
    if (signal.ndim > 1)
      throw new RangeError(
        `${operation}: the ${name} signal has shape ${showShape(signal.shape)}; signals have one axis.`,
      );
    if (signal.size === 0) throw new RangeError(`${operation}: the ${name} signal is empty.`);
  }
  if (!['valid', 'same', 'full'].includes(mode)) {
    throw new TypeError(`${operation}: mode '${mode}'; it is 'valid', 'same' or 'full'.`);
  }
  const [left, right] = [x.ravel(), y.ravel()];
  const swapped = right.size > left.size;
  const [long, short] = swapped ? [right, left] : [left, right];
  const kernel = reversed ? short.pick(operation, ['::-1']) : short;
  const n = short.size;
  const before = mode === 'full' ? n - 1 : mode === 'same' ? Math.floor(n / 2) : 0;
  const after = mode === 'full' ? n - 1 : mode === 'same' ? n - 1 - Math.floor(n / 2) : 0;
  const padded = concat([zeros(before, long.dtype) as NDArray, long, zeros(after, long.dtype) as NDArray]) as NDArray;
  const result = vecdot(slidingWindowView(padded, n) as NDArray, kernel) as NDArray;
  // Correlation is not symmetric: with the operands exchanged it runs backwards.
  return swapped && !reversed ? result.pick(operation, ['::-1']).copy() : result;
}

/**
 * The cross-correlation of two one-dimensional signals: `c[k] = sum over n of a[n + k] * v[n]`.
 *
 * @param mode 'valid' (the default), 'same' or 'full'.
 * @returns A fresh array. NumPy: `correlate`.
 * @throws RangeError for signals that are empty or have several axes.
 * @example
 * correlate([1, 2, 3], [0, 1, 0.5]); // 3.5
 */
export function correlate<A extends ArrayLike, V extends ArrayLike>(
  a: A,
  v: V,
  mode: CorrelationMode = 'valid',
): NDArray<Promote<DTypeOf<A>, DTypeOf<V>>> {
  return scope(() => slide('correlate', a, v, mode, false)) as never;
}

/**
 * The convolution of two one-dimensional signals.
 *
 * @param mode 'full' (the default), 'same' or 'valid'.
 * @returns A fresh array. NumPy: `convolve`.
 * @example
 * convolve([1, 2, 3], [0, 1, 0.5]); // 0, 1, 2.5, 4, 1.5
 */
export function convolve<A extends ArrayLike, V extends ArrayLike>(
  a: A,
  v: V,
  mode: CorrelationMode = 'full',
): NDArray<Promote<DTypeOf<A>, DTypeOf<V>>> {
  return scope(() => slide('convolve', a, v, mode, true)) as never;
}

/**
 * Values between given points, on straight lines.
 *
 * @param x Where to evaluate.
 * @param xp The places of the points, increasing unless a period is given.
 * @param fp The values at the points.
 * @param options `left`, `right`: the values outside, those of the ends unless given; `period`: the places repeat.
 * @returns A fresh f64 array of the shape of x. NumPy: `interp`.
 * @throws RangeError when there are no points or their numbers differ, or for a period of 0.
 * @example
 * interp([0.5, 4], [0, 1, 2], [0, 10, 40]); // 5, 40
 */
export function interp(
  x: ArrayLike,
  xp: ArrayLike,
  fp: ArrayLike,
  options: { left?: number; right?: number; period?: number } = {},
): NDArray {
  checkOptions('interp', options, ['left', 'right', 'period']);
  return scope(() => {
    let [at, places, values] = [x, xp, fp].map(
      (value) => toArray('interp', value).astype('f64', { copy: false }) as NDArray,
    );
    if (places.ndim !== 1 || !sameShape(places.shape, values.shape) || places.size === 0) {
      throw new RangeError(
        `interp: points of shapes ${showShape(places.shape)} and ${showShape(values.shape)}; they must have one axis, as long in both, and not be empty.`,
      );
    }
    const { period } = options;
    if (period !== undefined) {
      if (period === 0) throw new RangeError('interp: the period is 0.');
      const cycle = Math.abs(period);
      at = remainder(at, cycle) as NDArray;
      const wrapped = remainder(places, cycle) as NDArray;
      const order = argsort(wrapped);
      const [p, v] = [take(wrapped, order), take(values, order)] as NDArray[];
      places = concat([
        subtract(p.pick('interp', ['-1:']), cycle) as NDArray,
        p,
        add(p.pick('interp', [':1']), cycle) as NDArray,
      ]) as NDArray;
      values = concat([v.pick('interp', ['-1:']), v, v.pick('interp', [':1'])]) as NDArray;
    }
    const n = places.size;
    const last = Number(places.item(n - 1));
    const left = period === undefined ? (options.left ?? Number(values.item(0))) : Number(values.item(0));
    const right = period === undefined ? (options.right ?? Number(values.item(n - 1))) : Number(values.item(n - 1));
    const flat = at.ravel();
    if (n === 1) {
      // A single point stands for NaN too, as in NumPy.
      const only = where(flat.lt(last), left, where(flat.gt(last), right, Number(values.item(0))));
      return only.reshape(at.shape) as NDArray;
    }
    const after = clip(searchsorted(places, flat, { side: 'right' }) as NDArray, 1n, BigInt(n - 1));
    const before = subtract(after, 1n);
    const [x0, x1, y0, y1] = [take(places, before), take(places, after), take(values, before), take(values, after)];
    const slope = divide(subtract(y1, y0), subtract(x1, x0));
    const forward = add(multiply(slope, subtract(flat, x0)), y0) as NDArray;
    // Where an infinite slope or value spoils the line from the left, NumPy tries from the right.
    const backward = add(multiply(slope, subtract(flat, x1)), y1) as NDArray;
    const level = where(logicalAnd(isnan(backward), y0.eq(y1)), y0, backward) as NDArray;
    const between = where(isnan(forward), level, forward) as NDArray;
    const exact = where(flat.eq(x0), y0, between) as NDArray;
    const first = Number(places.item(0));
    const inside = where(flat.eq(last), Number(values.item(n - 1)), exact);
    const bounded = where(flat.lt(first), left, where(flat.gt(last), right, inside));
    return where(isnan(flat), Number.NaN, bounded).reshape(at.shape) as NDArray;
  });
}
