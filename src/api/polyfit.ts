/** Polynomials through points, by least squares. */
import type { ArrayLike } from '../array/convert.js';
import { showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { scope } from '../memory/scope.js';
import { divide, multiply } from './arithmetic.js';
import { leastSquares } from './linalg/lstsq.js';
import { inv } from './linalg/solve.js';
import { asFloats } from './parts.js';
import { vander } from './polynomials.js';
import { matmul, outer } from './products.js';
import { sum } from './reductions.js';
import { sqrt } from './transcendental.js';

/** Options of {@link polyfit}. */
export interface PolyfitOptions {
  /** Singular values up to this times the largest count as zero; as many times the distance from 1 to the next number of
   * x's type as there are points, unless given. */
  rcond?: number;
  /** Whether to give residuals, rank and singular values too. */
  full?: boolean;
  /** The weight of each point; it multiplies the distance, not its square. */
  w?: ArrayLike;
  /** Whether to give the covariances of the coefficients too; 'unscaled' takes the weights for inverse standard deviations. */
  cov?: boolean | 'unscaled';
}

/** With `full`: what the least squares say. */
export interface FullFit<D extends 'f32' | 'f64'> {
  /** The coefficients, the highest power first. */
  coefficients: NDArray<D>;
  /** The sums of squared distances; empty where the rank is too low or there are no more points than coefficients. */
  residuals: NDArray<D>;
  /** The rank of the matrix of powers. */
  rank: number;
  /** The singular values of the matrix of powers, descending. */
  singularValues: NDArray<D>;
  /** The limit, as a part of the largest, up to which singular values counted as zero. */
  rcond: number;
}

/** With `cov`: (deg + 1, deg + 1) covariances, for several columns of y with a third axis. */
export interface FitWithCovariance<D extends 'f32' | 'f64'> {
  /** The coefficients, the highest power first. */
  coefficients: NDArray<D>;
  /** Their covariances. */
  covariance: NDArray<D>;
}

type Fit<O> = O extends { readonly full: true }
  ? FullFit<'f64'>
  : O extends { readonly cov: true | 'unscaled' }
    ? FitWithCovariance<'f64'>
    : NDArray<'f64'>;

/**
 * The polynomial of a degree that comes nearest to points: the sum of squares of its distances is least. Least squares
 * with the powers of x, each column divided by its norm.
 *
 * @param x The places of m points.
 * @param y The values there, (m,), or (m, k) for k polynomials.
 * @param deg The degree.
 * @returns The coefficients, the highest power first, (deg + 1,) or (deg + 1, k), in f64. With `full` `{ coefficients,
 *   residuals, rank, singularValues, rcond }`, otherwise with `cov` `{ coefficients, covariance }`. NumPy: `polyfit`, whose
 *   warning of a rank too low is left to `full`.
 * @throws RangeError for a negative degree, and for too few points to scale covariances; TypeError for other shapes.
 * @example
 * polyfit([0, 1, 2, 3], [1, 3, 5, 7], 1); // 2, 1
 */
export function polyfit<const O extends PolyfitOptions | undefined = undefined>(
  x: ArrayLike,
  y: ArrayLike,
  deg: number,
  options?: O,
): Fit<O> {
  checkOptions('polyfit', options, ['rcond', 'full', 'w', 'cov']);
  const { rcond, full = false, w, cov = false } = (options ?? {}) as PolyfitOptions;
  if (!Number.isInteger(deg) || deg < 0) throw new RangeError(`polyfit: degree ${deg}; it is an integer >= 0.`);
  return scope((): unknown => {
    const places = asFloats('polyfit', x);
    const values = asFloats('polyfit', y);
    if (
      places.ndim !== 1 ||
      places.size === 0 ||
      values.ndim < 1 ||
      values.ndim > 2 ||
      values.shape[0] !== places.size
    ) {
      throw new TypeError(
        `polyfit: shapes ${showShape(places.shape)} and ${showShape(values.shape)}; they must be (m,) with m > 0 and (m,) or (m,k).`,
      );
    }
    const n = deg + 1;
    const m = places.size;
    let left: NDArray = vander(places, { n }) as NDArray;
    let right = values;
    if (w !== undefined) {
      const weights = asFloats('polyfit', w);
      if (weights.ndim !== 1 || weights.size !== m) {
        throw new TypeError(`polyfit: weights of shape ${showShape(weights.shape)} for ${m} points.`);
      }
      const column = weights.expandDims(1);
      left = multiply(left, column) as NDArray;
      right = multiply(right, values.ndim === 2 ? column : weights, { out: right.copy() });
    }
    const scale = sqrt(sum(multiply(left, left), 0)) as NDArray;
    left = divide(left, scale) as NDArray;
    const relative = rcond ?? m * (places.dtype === 'f32' ? 2 ** -23 : Number.EPSILON);
    const { x: scaled, residuals, rank, singularValues } = leastSquares('polyfit', left, right, relative);
    const coefficients = divide(scaled, values.ndim === 2 ? scale.expandDims(1) : scale) as NDArray;
    if (full) return { coefficients, residuals, rank, singularValues, rcond: relative };
    if (cov === false) return coefficients;
    if (cov !== 'unscaled' && m <= n) {
      throw new RangeError(`polyfit: ${m} points for ${n} coefficients; covariances are scaled with more of them.`);
    }
    if (cov !== 'unscaled' && rank < n) {
      throw new RangeError(`polyfit: rank ${rank} for ${n} coefficients; such a fit has no scaled covariances.`);
    }
    const base = divide(inv(matmul(left.T, left)), outer(scale, scale)) as NDArray;
    const factor = cov === 'unscaled' ? 1 : (divide(residuals, m - n) as NDArray);
    return { coefficients, covariance: multiply(values.ndim === 2 ? base.expandDims(2) : base, factor) };
  }) as Fit<O>;
}
