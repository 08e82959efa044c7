/** Norms of vectors and matrices, and condition numbers. */
import type { ArrayLike, DTypeOf } from '../../array/convert.js';
import { normalizeAxes, showShape } from '../../array/layout.js';
import type { NDArray } from '../../array/ndarray.js';
import { optionsOf } from '../../array/options.js';
import { scope } from '../../memory/scope.js';
import { absolute, divide, multiply, power, square } from '../arithmetic.js';
import { isnan } from '../floating.js';
import { logicalAnd, logicalNot, notEqual } from '../logic.js';
import { asFloats } from '../parts.js';
import { vdot } from '../products.js';
import { any, max, min, sum } from '../reductions.js';
import { where } from '../selection.js';
import { sqrt } from '../transcendental.js';
import { inverse } from './solve.js';
import { LinAlgError, matrices, numberOrArray, type Real, realType, squares } from './stacks.js';
import { valuesOf } from './svd.js';

/** The order of a norm: a number, which may be infinite; of matrices also 'fro' (Frobenius) and 'nuc' (nuclear). */
export type Order = number | 'fro' | 'nuc';

/** Options of {@link norm}. */
export interface NormOptions {
  /** null or left out: the root of the sum of squares. */
  ord?: Order | null;
  /** One axis for norms of vectors, two for norms of matrices; null or left out: all of the array. */
  axis?: number | readonly number[] | null;
  /** Leaves the axes in the result, with one element each. */
  keepdims?: boolean;
}

const NORM_OPTIONS = ['ord', 'axis', 'keepdims'] as const;

/** An array when axes are named or kept, a number otherwise. */
type Normed<A, O> = O extends { readonly axis: number | readonly number[] } | { readonly keepdims: true }
  ? NDArray<Real<DTypeOf<A>>>
  : number;

/** The smallest along axes, where there is any. */
function smallest(
  operation: string,
  values: NDArray,
  options: { axis: number | readonly number[]; keepdims?: boolean },
) {
  const axes = normalizeAxes(operation, options.axis, values.ndim);
  if (axes.some((axis) => values.shape[axis] === 0)) {
    throw new RangeError(
      `${operation}: shape ${showShape(values.shape)} has no elements along axis ${axes}; nothing has no smallest value.`,
    );
  }
  return min(values, options);
}

/** Norms of the vectors along axes. */
function vectorNorms(operation: string, x: NDArray, ord: Order | null, axis: readonly number[], keepdims: boolean) {
  if (typeof ord === 'string') {
    throw new RangeError(`${operation}: order '${ord}' is of matrices; vectors have numbers, which may be infinite.`);
  }
  const options = { axis, keepdims };
  if (ord === null || ord === 2) return sqrt(sum(square(x), options));
  if (ord === Infinity) return max(absolute(x), { ...options, initial: 0 });
  if (ord === -Infinity) return smallest(operation, absolute(x) as NDArray, options);
  if (ord === 0) return sum(notEqual(x, 0).astype(x.dtype), options);
  if (ord === 1) return sum(absolute(x), options);
  const sums = sum(power(absolute(x), ord), options);
  return power(sums, x.dtype === 'f32' ? Math.fround(1 / ord) : 1 / ord);
}

/** Norms of the matrices in the plane of two axes. */
function matrixNorms(operation: string, x: NDArray, ord: Order | null, axis: readonly number[], keepdims: boolean) {
  const options = { axis, keepdims };
  if (ord === null || ord === 'fro') return sqrt(sum(square(x), options));
  const along = (of: number) => sum(absolute(x), { axis: axis[of], keepdims: true }) as NDArray;
  // Sums over rows leave columns, and the other way round; the two axes of one element go at the end.
  const kept = (result: NDArray) => (keepdims ? result : result.squeeze(axis));
  const only = { keepdims: true as const };
  if (ord === 1) return kept(max(along(0), { ...only, axis: axis[1], initial: 0 }) as NDArray);
  if (ord === -1) return kept(smallest(operation, along(0), { ...only, axis: axis[1] }) as NDArray);
  if (ord === Infinity) return kept(max(along(1), { ...only, axis: axis[0], initial: 0 }) as NDArray);
  if (ord === -Infinity) return kept(smallest(operation, along(1), { ...only, axis: axis[0] }) as NDArray);
  if (ord !== 2 && ord !== -2 && ord !== 'nuc') {
    throw new RangeError(
      `${operation}: order ${ord}; matrices have null, 'fro', 'nuc', Infinity, -Infinity, 1, -1, 2 and -2.`,
    );
  }
  const s = valuesOf(operation, x.moveaxis(axis, [-2, -1]));
  const result = (
    ord === 'nuc' ? sum(s, -1) : ord === 2 ? max(s, { axis: -1, initial: 0 }) : smallest(operation, s, { axis: -1 })
  ) as NDArray;
  return keepdims ? result.expandDims(axis) : result;
}

function asValue(result: NDArray, value: boolean): NDArray | number {
  return value ? Number(result.item()) : result;
}

/**
 * The norm of a vector or a matrix, or of those along axes.
 *
 * Of vectors: Infinity and -Infinity the largest and smallest magnitude, 0 how many elements are not 0, another p the
 * p-th root of the sum of magnitudes to the power of p. Of matrices: 'fro' the root of the sum of squares, 1 and Infinity
 * the largest sum of magnitudes of a column and a row, -1 and -Infinity the smallest, 2 and -2 the largest and smallest
 * singular value, 'nuc' their sum.
 *
 * @param options `ord`, `axis`, `keepdims`; or the order alone.
 * @returns A number; with an axis or `keepdims` a fresh array, f32 for f32, otherwise f64. Without an order all axes are
 *   taken as one vector. NumPy: `linalg.norm`.
 * @throws RangeError for an order that vectors or matrices do not have, more than two axes with an order, and smallest
 *   values of nothing; LinAlgError for NaN or infinity where singular values are asked for.
 * @example
 * linalg.norm([3, 4]);                          // 5
 * linalg.norm([[1, 2], [3, 4]], 1);             // 6
 * linalg.norm([[3, 4], [6, 8]], { axis: 1 });   // 5, 10
 */
export function norm<A extends ArrayLike, const O extends Order | NormOptions | null | undefined = undefined>(
  a: A,
  options?: O,
): Normed<A, O> {
  const { ord = null, axis, keepdims = false } = optionsOf<NormOptions>('norm', options, NORM_OPTIONS);
  return scope(() => {
    const x = asFloats('norm', a);
    const value = (axis === undefined || axis === null) && !keepdims;
    if (value && ord === null) return Number(sqrt(vdot(x, x)).item());
    const axes = normalizeAxes('norm', axis ?? x.shape.map((_, i) => i), x.ndim);
    const all = axis === undefined || axis === null;
    if (axes.length === 1 || (all && ord === null)) {
      return asValue(vectorNorms('norm', x, ord, axes, keepdims) as NDArray, value);
    }
    if (axes.length === 2) return asValue(matrixNorms('norm', x, ord, axes, keepdims) as NDArray, value);
    throw new RangeError(
      `norm: shape ${showShape(x.shape)} with ${axes.length} axes; an order takes one axis (vectors) or two (matrices), name them.`,
    );
  }) as Normed<A, O>;
}

/**
 * The norms of vectors along any number of axes, taken together as one.
 *
 * @param options `ord` (2 unless given), `axis` (all unless given), `keepdims`; or the order alone.
 * @returns A number; with an axis or `keepdims` a fresh array. NumPy and Array API: `linalg.vector_norm`.
 * @throws RangeError for 'fro' and 'nuc', and for smallest magnitudes of nothing.
 * @example
 * linalg.vectorNorm([[1, 2], [3, 4]], 1); // 10
 */
export function vectorNorm<A extends ArrayLike, const O extends number | NormOptions | undefined = undefined>(
  a: A,
  options?: O,
): Normed<A, O> {
  const { ord, axis, keepdims = false } = optionsOf<NormOptions>('vectorNorm', options, NORM_OPTIONS);
  return scope(() => {
    const x = asFloats('vectorNorm', a);
    const axes = normalizeAxes('vectorNorm', axis ?? x.shape.map((_, i) => i), x.ndim);
    const result = vectorNorms('vectorNorm', x, ord === undefined ? 2 : ord, axes, keepdims) as NDArray;
    return asValue(result, (axis === undefined || axis === null) && !keepdims);
  }) as Normed<A, O>;
}

/**
 * The norm of a matrix, or of each in a stack.
 *
 * @param options `ord` ('fro' unless given), `keepdims`; or the order alone.
 * @returns A number, for a stack or with `keepdims` a fresh array. NumPy and Array API: `linalg.matrix_norm`.
 * @throws LinAlgError for fewer than two dimensions, and as {@link norm}.
 * @example
 * linalg.matrixNorm([[3, 0], [0, 4]]);        // 5
 * linalg.matrixNorm([[3, 0], [0, 4]], 'nuc'); // 7
 */
export function matrixNorm<A extends ArrayLike>(
  a: A,
  options?: Order | { ord?: Order | null; keepdims?: boolean },
): NDArray<Real<DTypeOf<A>>> | number {
  const { ord = 'fro', keepdims = false } = optionsOf<Omit<NormOptions, 'axis'>>('matrixNorm', options, [
    'ord',
    'keepdims',
  ]);
  return scope(() => {
    const x = asFloats('matrixNorm', matrices('matrixNorm', a));
    const result = matrixNorms('matrixNorm', x, ord, [x.ndim - 2, x.ndim - 1], keepdims) as NDArray;
    return asValue(result, result.ndim === 0);
  }) as NDArray<Real<DTypeOf<A>>> | number;
}

/**
 * The condition number of a matrix, or of each in a stack: how much larger relative errors of a solution can be than those
 * of the equations.
 *
 * @param p The order of the norm: 2 unless given (the largest over the smallest singular value), -2 its inverse; with
 *   others the norm of the matrix times that of its inverse.
 * @returns A number, for a stack a fresh array; infinite for singular matrices. NumPy: `linalg.cond`.
 * @throws LinAlgError for empty matrices, for matrices that are not square where an inverse is needed, and for NaN or
 *   infinity with singular values.
 * @example
 * linalg.cond([[1, 0], [0, 4]]); // 4
 */
export function cond<A extends ArrayLike>(a: A, p: Order = 2): NDArray<Real<DTypeOf<A>>> | number {
  return scope(() => {
    const x = matrices('cond', a);
    if (x.size === 0) throw new LinAlgError(`cond: shape ${showShape(x.shape)} is empty; it has no condition number.`);
    let ratio: NDArray;
    if (p === 2 || p === -2) {
      const s = valuesOf('cond', x);
      const [largest, smallest] = [0, -1].map((place) => s.pick('cond', ['...', place]));
      ratio = (p === 2 ? divide(largest, smallest) : divide(smallest, largest)) as NDArray;
    } else {
      squares('cond', x);
      const plane = [x.ndim - 2, x.ndim - 1];
      const real = asFloats('cond', x);
      const { result, singular } = inverse('cond', x);
      const undone = where(singular.expandDims([-2, -1]), Number.NaN, result) as NDArray;
      const [own, other] = [real, undone].map((matrix) => matrixNorms('cond', matrix, p, plane, false) as NDArray);
      ratio = multiply(own, other) as NDArray;
    }
    // What is not a number though no element is NaN is infinite.
    const unknown = logicalAnd(isnan(ratio), logicalNot(isnan(x).any({ axis: [-2, -1] })));
    return numberOrArray(any(unknown) ? (where(unknown, Infinity, ratio) as NDArray) : ratio, realType(x));
  }) as NDArray<Real<DTypeOf<A>>> | number;
}
