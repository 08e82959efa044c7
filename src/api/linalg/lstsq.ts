/** Least squares. */
import { type ArrayLike, type DTypeOf, toArray } from '../../array/convert.js';
import { showShape } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import { checkOptions } from '../../array/options.js';
import type { Promote } from '../../array/promotion.js';
import { scope } from '../../memory/scope.js';
import { divide, square, subtract } from '../arithmetic.js';
import { isfinite } from '../floating.js';
import { greater } from '../logic.js';
import { matmul } from '../products.js';
import { all, countNonzero, sum } from '../reductions.js';
import { LinAlgError, type Real, realType, settled } from './stacks.js';
import { decompose } from './svd.js';

/** What {@link lstsq} gives. */
export interface LeastSquares<D extends 'f32' | 'f64'> {
  /** The solution, of shape (n,) or (n, k) as b is (m,) or (m, k). */
  x: NDArray<D>;
  /** The sums of squares of b - a x for each column; empty when the rank is below n or m <= n. */
  residuals: NDArray<D>;
  /** The rank of a. */
  rank: number;
  /** The singular values of a, descending. */
  singularValues: NDArray<D>;
}

/** The smallest normal number: singular values up to it are zero whatever the bound. */
const TINY = 2 ** -1022;

/**
 * The x that makes the sum of squares of b - a x least; of several the one of least norm. From the singular value
 * decomposition, a = U S V': x = V (U' b / S), without the singular values that count as zero.
 *
 * @param a A matrix, m x n.
 * @param b A vector of m elements, or a matrix of m rows whose columns are solved for one by one.
 * @param options `rcond`: singular values up to this times the largest count as zero; max(m, n) times 2^-52 unless given,
 *   2^-53 where it is not between 0 and 1.
 * @returns `{ x, residuals, rank, singularValues }`, fresh; f32 when a and b are, otherwise f64. NumPy: `linalg.lstsq`.
 * @throws LinAlgError for other dimensions, row counts that differ, NaN or infinity.
 * @example
 * linalg.lstsq([[0, 1], [1, 1], [2, 1]], [-1, 0.2, 0.9]).x; // 0.95, -0.91666667
 */
export function lstsq<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: { rcond?: number } = {},
): LeastSquares<Real<Promote<DTypeOf<A>, DTypeOf<B>>>> {
  checkOptions('lstsq', options, ['rcond']);
  return scope(() => leastSquares('lstsq', toArray('lstsq', a), toArray('lstsq', b), options.rcond)) as LeastSquares<
    Real<Promote<DTypeOf<A>, DTypeOf<B>>>
  >;
}

export function leastSquares(
  operation: string,
  a: NDArray,
  b: NDArray,
  rcond: number | undefined,
): LeastSquares<'f32' | 'f64'> {
  if (a.ndim !== 2 || b.ndim < 1 || b.ndim > 2 || a.shape[0] !== b.shape[0]) {
    throw new LinAlgError(
      `${operation}: shapes ${showShape(a.shape)} and ${showShape(b.shape)}; they must be (m,n) and (m,) or (m,k).`,
    );
  }
  if (!all(isfinite(b))) throw new LinAlgError(`${operation}: the right side holds NaN or infinity.`);
  const type = realType(a, b);
  const [m, n] = a.shape;
  const matrix = a.astype('f64', { copy: false });
  const right = (b.ndim === 1 ? b.expandDims(1) : b).astype('f64', { copy: false });
  const { u, s, v } = decompose(operation, matrix, 'reduced');
  const relative = rcond ?? Math.max(m, n) * Number.EPSILON;
  const bound = (relative > 0 && relative < 1 ? relative : 2 ** -53) * (s.size > 0 ? Number(s.item(0)) : 0);
  const counts = greater(s, Math.max(bound, TINY));
  const rank = countNonzero(counts);
  const parts = divide(matmul(u.T, right), s.expandDims(1), { where: counts.expandDims(1) });
  const x = matmul(v, parts) as NDArray;
  const residuals =
    rank === n && m > n
      ? (sum(square(subtract(right, matmul(matrix, x))), 0) as NDArray)
      : NDArray.allocate<'f64'>('f64', [0]);
  return {
    x: settled(b.ndim === 1 ? x.squeeze(1) : x, type),
    residuals: settled(residuals as NDArray, type),
    rank,
    singularValues: settled(s, type),
  };
}
