/** The singular value decomposition, and what is read from singular values. */
import { type ArrayLike, type DTypeOf, toArray } from '../../array/convert.js';
import { DTYPES } from '../../array/dtype.js';
import type { NDArray } from '../../array/ndarray.js';
import { checkOptions } from '../../array/options.js';
import { packed } from '../../loops/columns.js';
import { ALL, place, unit, WORKSPACES, workspace } from '../../loops/direct.js';
import { applyQ, reflect } from '../../loops/reflections.js';
import { singular, singularOne, singularRoom } from '../../loops/singular.js';
import { scope } from '../../memory/scope.js';
import { divide, multiply } from '../arithmetic.js';
import { triu } from '../diagonals.js';
import { isfinite, ldexp } from '../floating.js';
import { greater, notEqual } from '../logic.js';
import { matmul } from '../products.js';
import { all, any, countNonzero, max } from '../reductions.js';
import {
  balance,
  columnsOf,
  countOf,
  identities,
  isSafe,
  LinAlgError,
  loadSmall,
  matrices,
  type Real,
  realType,
  room,
  settled,
  smallMatrix,
  storeSmall,
} from './stacks.js';

/** U (m x k), the singular values (k) and V (n x k) of each m x n matrix: A = U S V'. Views of temporaries, in f64. */
export interface Decomposition {
  readonly u: NDArray;
  readonly s: NDArray;
  readonly v: NDArray;
}

/** How many times as many rows as columns, and how many of them, are worth a QR factorization before the decomposition. */
const SLIM = 1.7;
const SLIM_ROWS = 32;

function isSlim(m: number, n: number): boolean {
  return m > SLIM_ROWS && m >= SLIM * n;
}

/**
 * Decomposes each matrix of a stack. A wide matrix is decomposed as its transpose.
 *
 * @param vectors Which singular vectors: none, as many as there are values, or whole orthogonal matrices.
 */
export function decompose(operation: string, a: NDArray, vectors: 'none' | 'reduced' | 'full'): Decomposition {
  if (!all(isfinite(a))) {
    throw new LinAlgError(
      `${operation}: the array holds NaN or infinity; singular values are those of finite matrices.`,
    );
  }
  const batch = a.shape.slice(0, -2);
  const tall = a.shape.at(-2)! >= a.shape.at(-1)!;
  const columns = columnsOf(operation, tall ? a : a.swapaxes(-1, -2));
  const [n, m] = columns.shape.slice(-2);
  const count = countOf(columns);
  const exponents = balance(columns);
  const k = vectors === 'full' ? m : n;
  const left = vectors === 'none' ? undefined : identities(operation, batch, k, m);
  const right = vectors === 'none' ? undefined : identities(operation, batch, n, n);
  let s: NDArray = room(operation, [...batch, n]);
  const slim = isSlim(m, n);
  const rows = slim ? n : m;
  const tau = slim ? room(operation, [...batch, n]) : undefined;
  if (tau !== undefined) reflect(count, m, n, columns, tau);
  const triangles =
    tau === undefined
      ? columns
      : columnsOf(operation, triu(columns.swapaxes(-1, -2).pick(operation, ['...', `:${n}`, ':'])) as NDArray);
  const space = room(operation, [singularRoom(rows, n)], 'u8');
  const parts = { a: triangles, s, u: left, v: right, room: space };
  if (n > 0 && !singular(count, rows, n, m, k, parts)) {
    throw new LinAlgError(`${operation}: the singular values did not converge.`);
  }
  if (tau !== undefined && left !== undefined) applyQ(count, { m, n, k: n, columns: k }, columns, tau, left);
  if (exponents !== undefined) s = ldexp(s, exponents.squeeze(-1)) as NDArray;
  if (left === undefined || right === undefined) return { u: columns, s, v: columns };
  const [of, other] = [left, right].map((array) => array.swapaxes(-1, -2));
  return tall ? { u: of, s, v: other } : { u: other, s, v: of };
}

/** Which singular vectors {@link svd} gives. */
export interface SvdOptions {
  /** Whether U and V are square, completed to orthogonal matrices; true unless given. */
  fullMatrices?: boolean;
  /** Whether to compute U and V; with false the singular values alone are the result. */
  computeUv?: boolean;
}

/** A = U diag(s) Vh. */
export interface Svd<D extends 'f32' | 'f64'> {
  /** The left singular vectors, in columns. */
  u: NDArray<D>;
  /** The singular values, descending. */
  s: NDArray<D>;
  /** The right singular vectors, in rows. */
  vh: NDArray<D>;
}

/**
 * The singular value decomposition A = U diag(s) Vh of a matrix, or of each in a stack.
 *
 * @returns `{ u, s, vh }`, fresh arrays: u has shape (..., m, m), s (..., k) with k = min(m, n), descending, and vh
 *   (..., n, n); u (..., m, k) and vh (..., k, n) with `fullMatrices: false`; s alone with `computeUv: false`. f32 for
 *   f32, otherwise f64. The signs of pairs of vectors are arbitrary. NumPy and Array API: `linalg.svd`. Method: reduction
 *   to a bidiagonal, divide and conquer as in LAPACK's dgesdd (src/loops/merging.ts), QR steps for values alone
 *   (assembly/linalg/implicit.ts); values are exact to rounding beside the largest.
 * @throws LinAlgError for fewer than two dimensions, NaN or infinity.
 * @example
 * const { u, s, vh } = linalg.svd([[3, 0], [4, 5]], { fullMatrices: false });
 * s; // 6.70820393, 2.23606798
 */
export function svd<A extends ArrayLike>(a: A, options: SvdOptions & { computeUv: false }): NDArray<Real<DTypeOf<A>>>;
export function svd<A extends ArrayLike>(
  a: A,
  options?: SvdOptions & { computeUv?: true | undefined },
): Svd<Real<DTypeOf<A>>>;
export function svd(a: ArrayLike, options: SvdOptions = {}): Svd<'f32' | 'f64'> | NDArray {
  checkOptions('svd', options, ['fullMatrices', 'computeUv']);
  const { fullMatrices = true, computeUv = true } = options;
  const small = smallMatrix('svd', a);
  const done =
    small === undefined ? undefined : smallSvd(small, computeUv ? (fullMatrices ? 'full' : 'reduced') : 'none');
  if (done !== undefined) return done;
  return scope((): Svd<'f32' | 'f64'> | NDArray => {
    const array = matrices('svd', a);
    const type = realType(array);
    if (!computeUv) return settled(decompose('svd', array, 'none').s, type);
    const { u, s, v } = decompose('svd', array, fullMatrices ? 'full' : 'reduced');
    return { u: settled(u, type), s: settled(s, type), vh: settled(v.swapaxes(-1, -2), type) };
  });
}

/** The decomposition of a small matrix, or its singular values; undefined where it must be scaled first, or refused. */
function smallSvd(a: NDArray, vectors: 'none' | 'reduced' | 'full'): Svd<'f32' | 'f64'> | NDArray | undefined {
  const tall = a.shape[0] >= a.shape[1];
  const [m, n] = tall ? a.shape : [a.shape[1], a.shape[0]];
  if (isSlim(m, n)) return undefined;
  const type = realType(a);
  const columns = packed(place(0), m);
  if (!isSafe(loadSmall(a, columns.at, !tall))) return undefined;
  const k = vectors === 'full' ? m : n;
  const left = vectors === 'none' ? undefined : packed(place(1), m);
  const right = vectors === 'none' ? undefined : packed(place(2), n);
  if (left !== undefined) unit(m, k, left.at);
  if (right !== undefined) unit(n, n, right.at);
  const values = packed(workspace(0), n);
  if (!singularOne(DTYPES.f64, m, n, k, columns, values.at, left, right, workspace(WORKSPACES))) return undefined;
  const s = storeSmall('svd', type, [n], n, 1, values);
  if (left === undefined || right === undefined) return s;
  const [u, v, height, width] = tall ? [left, right, m, n] : [right, left, n, m];
  const [columnsOfU, columnsOfV] = tall ? [k, n] : [n, k];
  return {
    u: storeSmall('svd', type, [height, columnsOfU], height, columnsOfU, u),
    s,
    vh: storeSmall('svd', type, [columnsOfV, width], width, columnsOfV, v, ALL, true),
  };
}

/** Singular values in the type of the result. */
export function valuesOf(operation: string, a: NDArray): NDArray {
  const small = smallMatrix(operation, a);
  const done = small === undefined ? undefined : smallSvd(small, 'none');
  if (done !== undefined) return done as NDArray;
  return settled(decompose(operation, a, 'none').s, realType(a));
}

/**
 * The singular values of a matrix, or of each in a stack.
 *
 * @returns A fresh array of shape (..., min(m, n)), descending. NumPy and Array API: `linalg.svdvals`.
 * @throws LinAlgError for fewer than two dimensions, NaN or infinity.
 * @example
 * linalg.svdvals([[3, 0], [0, -4]]); // 4, 3
 */
export function svdvals<A extends ArrayLike>(a: A): NDArray<Real<DTypeOf<A>>> {
  return scope(() => valuesOf('svdvals', matrices('svdvals', a))) as NDArray as NDArray<Real<DTypeOf<A>>>;
}

/** The distance from 1 to the next number of a type. */
export function epsilon(type: 'f32' | 'f64'): number {
  return type === 'f32' ? 2 ** -23 : Number.EPSILON;
}

/** A bound for each matrix of a stack, over its singular values. */
function bound(operation: string, value: ArrayLike): NDArray {
  return toArray(operation, value).expandDims(-1);
}

/**
 * The rank of a matrix, or of each in a stack: how many singular values exceed a bound.
 *
 * @param options `tol`: the bound; or `rtol`: the bound divided by the largest singular value, max(m, n) times the
 *   distance of 1 to the next number of the type unless given. Either may be an array with a bound for each matrix.
 * @returns A number, for a stack an array of i64; of a vector 1 unless all its elements are 0. NumPy and Array API:
 *   `linalg.matrix_rank`.
 * @throws LinAlgError for NaN or infinity, RangeError when both `tol` and `rtol` are given.
 * @example
 * linalg.matrixRank([[1, 2], [2, 4]]); // 1
 */
export function matrixRank(a: ArrayLike, options: { tol?: ArrayLike; rtol?: ArrayLike } = {}): NDArray<'i64'> | number {
  checkOptions('matrixRank', options, ['tol', 'rtol']);
  const { tol, rtol } = options;
  if (tol !== undefined && rtol !== undefined) {
    throw new RangeError('matrixRank: both tol and rtol are given; one of them is the bound.');
  }
  return scope(() => {
    const array = toArray('matrixRank', a);
    if (array.ndim < 2) return any(notEqual(array, 0)) ? 1 : 0;
    const s = valuesOf('matrixRank', array);
    const largest = Math.max(array.shape.at(-1)!, array.shape.at(-2)!);
    const relative = rtol === undefined ? largest * epsilon(s.dtype as 'f32') : bound('matrixRank', rtol);
    const least =
      tol === undefined
        ? (multiply(max(s, { axis: -1, keepdims: true, initial: 0 }), relative) as NDArray)
        : bound('matrixRank', tol);
    const counts = countNonzero(greater(s, least), -1) as NDArray<'i64'>;
    return counts.ndim === 0 ? Number(counts.item()) : counts;
  });
}

/**
 * The pseudo-inverse (Moore-Penrose) of a matrix, or of each in a stack, from its singular value decomposition.
 *
 * @param options `rcond` or `rtol`: singular values up to this times the largest count as zero, 1e-15 unless given; may be
 *   an array with a bound for each matrix. `rtol: null` means max(m, n) times the distance of 1 to the next number.
 * @returns A fresh array of shape (..., n, m). NumPy and Array API: `linalg.pinv`.
 * @throws LinAlgError for fewer than two dimensions, NaN or infinity; RangeError when both bounds are given.
 * @example
 * linalg.pinv([[1, 2], [2, 4]]); // [[0.04, 0.08], [0.08, 0.16]]
 */
export function pinv<A extends ArrayLike>(
  a: A,
  options: { rcond?: ArrayLike; rtol?: ArrayLike | null } = {},
): NDArray<Real<DTypeOf<A>>> {
  checkOptions('pinv', options, ['rcond', 'rtol']);
  const { rcond, rtol } = options;
  if (rcond !== undefined && rtol !== undefined) {
    throw new RangeError('pinv: both rcond and rtol are given; one of them is the bound.');
  }
  return scope(() => {
    const array = matrices('pinv', a);
    const type = realType(array);
    const { u, s, v } = decompose('pinv', array, 'reduced');
    const own = Math.max(array.shape.at(-1)!, array.shape.at(-2)!) * epsilon(type);
    const relative = bound('pinv', rcond ?? (rtol === null ? own : (rtol ?? 1e-15)));
    const cutoff = multiply(relative, max(s, { axis: -1, keepdims: true, initial: 0 }));
    const inverse = divide(1, s, { where: greater(s, cutoff) }) as NDArray;
    const scaled = multiply(v, inverse.expandDims(-2)) as NDArray;
    return settled(matmul(scaled, u.swapaxes(-1, -2)) as NDArray, type);
  }) as NDArray as NDArray<Real<DTypeOf<A>>>;
}
