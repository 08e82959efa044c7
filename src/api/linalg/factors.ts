/** Orthogonal and Cholesky factorizations. */
import type { ArrayLike, DTypeOf } from '../../array/convert.js';
import { DTYPES } from '../../array/dtype.js';
import { showShape } from '../../array/layout.js';
import type { NDArray } from '../../array/ndarray.js';
import { checkOptions } from '../../array/options.js';
import { BYTES, packed } from '../../loops/columns.js';
import { LOWER, place, UPPER, unit, workspace } from '../../loops/direct.js';
import { applyQ, applyTo, reflect, reflectOne } from '../../loops/reflections.js';
import { choleskyOne, factorCholesky } from '../../loops/triangular.js';
import { scope } from '../../memory/scope.js';
import { memoryView } from '../../memory/scratch.js';
import { add } from '../arithmetic.js';
import { diagonal, tril, triu } from '../diagonals.js';
import { ldexp } from '../floating.js';
import { greater } from '../logic.js';
import { all } from '../reductions.js';
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
  smallSquare,
  squares,
  storeSmall,
} from './stacks.js';

const MODES = ['reduced', 'complete', 'r', 'raw'] as const;

/** What {@link qr} gives: Q with as many columns as R has rows, min(m, n); a square Q; R alone; or the reflections. */
export type QrMode = (typeof MODES)[number];

type QrResult<D extends 'f32' | 'f64', M extends QrMode> = M extends 'r'
  ? NDArray<D>
  : M extends 'raw'
    ? { h: NDArray<D>; tau: NDArray<D> }
    : { q: NDArray<D>; r: NDArray<D> };

/**
 * The factorization A = Q R of a matrix, or of each in a stack, into one with orthonormal columns and an upper triangle.
 *
 * @param mode 'reduced' (the default), 'complete', 'r' or 'raw'.
 * @returns `{ q, r }`, fresh arrays of shapes (..., m, k) and (..., k, n) with k = min(m, n), or m when complete; r alone
 *   for 'r'; for 'raw' `{ h, tau }`, the transposed matrix of R and the reflections below it, and their factors. Signs are
 *   those of LAPACK. NumPy and Array API: `linalg.qr`. Method: Householder reflections (assembly/linalg/reflect.ts).
 * @throws LinAlgError for fewer than two dimensions, RangeError for another mode.
 * @example
 * const { q, r } = linalg.qr([[3, 1], [4, 2]]);
 * r; // [[-5, -2.2], [0, 0.4]]
 */
export function qr<A extends ArrayLike, const M extends QrMode = 'reduced'>(
  a: A,
  mode?: M,
): QrResult<Real<DTypeOf<A>>, M> {
  const form: QrMode = mode ?? 'reduced';
  if (!MODES.includes(form)) throw new RangeError(`qr: mode '${form}'; it is one of ${MODES.join(', ')}.`);
  const small = smallMatrix('qr', a);
  const done = small === undefined || form === 'raw' ? undefined : smallQr(small, form);
  if (done !== undefined) return done as QrResult<Real<DTypeOf<A>>, M>;
  return scope((): unknown => {
    const array = matrices('qr', a);
    const type = realType(array);
    const batch = array.shape.slice(0, -2);
    const [m, n] = array.shape.slice(-2);
    const k = Math.min(m, n);
    const count = countOf(array);
    let columns: NDArray = columnsOf('qr', array);
    const exponents = balance(columns as NDArray<'f64'>);
    const tau = room('qr', [...batch, k]);
    reflect(count, m, n, columns, tau);
    const width = form === 'complete' ? m : k;
    const q = form === 'reduced' || form === 'complete' ? identities('qr', batch, width, m) : undefined;
    if (q !== undefined && k > 0) applyQ(count, { m, n, k, columns: width, unit: true }, columns, tau, q);
    // The powers of two taken out go back to R alone, which lies in the lower triangles of the transposed matrices.
    if (exponents !== undefined) columns = add(ldexp(tril(columns), exponents), triu(columns, 1)) as NDArray;
    if (form === 'raw') return { h: settled(columns, type), tau: settled(tau, type) };
    const rows = triu(columns.swapaxes(-1, -2).pick('qr', ['...', `:${width}`, ':'])) as NDArray;
    const r = settled(rows, type);
    return q === undefined ? r : { q: settled(q.swapaxes(-1, -2), type), r };
  }) as QrResult<Real<DTypeOf<A>>, M>;
}

/** The factors of a small matrix; undefined where it must be scaled first. */
function smallQr(a: NDArray, form: Exclude<QrMode, 'raw'>) {
  const [m, n] = a.shape;
  const k = Math.min(m, n);
  const type = realType(a);
  const columns = packed(place(0), m);
  if (!isSafe(loadSmall(a, columns.at))) return undefined;
  reflectOne(DTYPES.f64, m, n, columns, workspace(0));
  const width = form === 'complete' ? m : k;
  const r = storeSmall('qr', type, [width, n], width, n, columns, UPPER);
  if (form === 'r') return r;
  const vectors = packed(place(1), m);
  unit(m, width, vectors.at);
  applyTo(DTYPES.f64, m, k, columns, workspace(0), vectors, width, true);
  return { q: storeSmall('qr', type, [m, width], m, width, vectors), r };
}

/**
 * The Cholesky factor of a symmetric positive definite matrix, or of each in a stack: A = L L'.
 *
 * @param options `upper`: gives L' and reads the upper triangle; otherwise the lower one alone is read.
 * @returns A fresh array of the shape of a. NumPy and Array API: `linalg.cholesky`.
 * @throws LinAlgError when a matrix is not square or not positive definite.
 * @example
 * linalg.cholesky([[4, 2], [2, 5]]); // [[2, 0], [1, 2]]
 */
export function cholesky<A extends ArrayLike>(a: A, options: { upper?: boolean } = {}): NDArray<Real<DTypeOf<A>>> {
  checkOptions('cholesky', options, ['upper']);
  const { upper = false } = options;
  const small = smallSquare('cholesky', a);
  const done = small === undefined ? undefined : smallCholesky(small, upper);
  if (done !== undefined) return done as NDArray as NDArray<Real<DTypeOf<A>>>;
  return scope(() => {
    const array = squares('cholesky', a);
    const columns = columnsOf('cholesky', upper ? array.swapaxes(-1, -2) : array);
    factorCholesky(countOf(array), array.shape.at(-1)!, columns);
    if (!all(greater(diagonal(columns, { axis1: -2, axis2: -1 }), 0))) {
      throw new LinAlgError(
        `cholesky: ${array.ndim === 2 ? 'the matrix' : 'a matrix of the stack'}, shape ${showShape(array.shape)}, is not positive definite.`,
      );
    }
    const factor = triu(columns) as NDArray;
    return settled(upper ? factor : factor.swapaxes(-1, -2), realType(array));
  }) as NDArray as NDArray<Real<DTypeOf<A>>>;
}

/** The factor of a small matrix; undefined where there is none. */
function smallCholesky(a: NDArray, upper: boolean): NDArray | undefined {
  const n = a.shape[0];
  const columns = packed(place(0), n);
  loadSmall(a, columns.at, upper);
  choleskyOne(DTYPES.f64, n, columns);
  const last = memoryView().getFloat64(columns.at + (n - 1) * (columns.step + BYTES), true);
  return last > 0 ? storeSmall('cholesky', realType(a), a.shape, n, n, columns, LOWER, upper) : undefined;
}
