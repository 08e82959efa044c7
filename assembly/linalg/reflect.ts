import { alongRows } from './gemv';
import { addScaled, divideBy, dotOf } from './vectors';

/**
 * Orthogonal factorization by Householder reflections, A = Q R (Golub and Van Loan, Matrix Computations, 5.2),
 * with the signs and scaling of LAPACK's dgeqrf: H = I - tau v v', v = (1, ...), below the diagonal of R. Matrices lie
 * column by column.
 */

/**
 * Sums of squares below this count as zero, since they would soon lose digits; the largest element of a matrix is between
 * 2^-300 and 2^300.
 */
export const ZERO: f64 = 1e-280;
/**
 * Turns n elements into the reflection that brings them to the first axis: v behind the first of them, which becomes what is
 * left there. The factor goes to `tau`.
 */
export function reflection(v: usize, n: usize, tau: usize): void {
  const first = load<f64>(v);
  const rest = dotOf(v + 8, v + 8, n - 1);
  let factor: f64 = 0;
  if (!(rest < ZERO)) {
    const corner = -copysign<f64>(sqrt<f64>(first * first + rest), first);
    factor = (corner - first) / corner;
    divideBy(first - corner, v + 8, n - 1);
    store<f64>(v, corner);
  }
  store<f64>(tau, factor);
}

/** Columns that are reflected together. */
const TOGETHER: usize = 512;

/** C -= factor v v' C for columns of n elements; `v` begins with 1. `spare` has room for TOGETHER elements. */
function reflect(factor: f64, v: usize, c: usize, step: usize, n: usize, columns: usize, spare: usize): void {
  while (columns > 0) {
    const some = min(columns, TOGETHER);
    memory.fill(spare, 0, some << 3);
    alongRows<f64>(c, step, v, n, spare, some);
    for (let k: usize = 0; k < some; k++) {
      addScaled(-factor * load<f64>(spare + (k << 3)), v, c, n);
      c += step;
    }
    columns -= some;
  }
}

/** Columns `first` to `end` of A (m rows) and what they do to those behind them, up to `last`. `spare`: 4 KiB. */
export function reflectColumns(
  m: usize,
  first: usize,
  end: usize,
  last: usize,
  a: usize,
  tau: usize,
  spare: usize,
): void {
  const step = m << 3;
  for (let j = first; j < end; j++) {
    const v = a + j * step + (j << 3);
    reflection(v, m - j, tau + (j << 3));
    const factor = load<f64>(tau + (j << 3));
    if (factor == 0) continue;
    const corner = load<f64>(v);
    store<f64>(v, 1);
    reflect(factor, v, v + step, step, m - j, last - j - 1, spare);
    store<f64>(v, corner);
  }
}

/**
 * B = Q B for `columns` columns of B of m rows, Q being the product of the k reflections below the diagonal of A. The first
 * of the columns is zero behind element `known`, the next one behind the next element, and so on. `spare`: 4 KiB.
 */
export function applyReflections(
  m: usize,
  k: usize,
  a: usize,
  step: usize,
  tau: usize,
  b: usize,
  bStep: usize,
  columns: usize,
  known: usize,
  spare: usize,
): void {
  for (let j = k; j-- > 0; ) {
    const factor = load<f64>(tau + (j << 3));
    const zero = j > known ? j - known : 0;
    if (factor == 0 || zero >= columns) continue;
    const v = a + j * step + (j << 3);
    const corner = load<f64>(v);
    store<f64>(v, 1);
    reflect(factor, v, b + zero * bStep + (j << 3), bStep, m - j, columns - zero, spare);
    store<f64>(v, corner);
  }
}

/**
 * Several reflections as one, I - V T V' (R. Schreiber and C. Van Loan, "A storage-efficient WY representation for products
 * of Householder transformations", 1989): V as a matrix of its own, m x k, from where it lies below a diagonal.
 */
export function reflectionVectors(m: usize, k: usize, a: usize, step: usize, v: usize): void {
  for (let i: usize = 0; i < k; i++) {
    memory.fill(v, 0, i << 3);
    store<f64>(v + (i << 3), 1);
    memory.copy(v + ((i + 1) << 3), a + ((i + 1) << 3), (m - i - 1) << 3);
    a += step;
    v += m << 3;
  }
}

/** T, an upper triangle of order k with zeros below, from the products V' V and the factors. */
export function reflectionTriangle(k: usize, products: usize, tau: usize, t: usize): void {
  const step = k << 3;
  for (let i: usize = 0; i < k; i++) {
    const column = t + i * step;
    const factor = load<f64>(tau + (i << 3));
    memory.fill(column, 0, step);
    for (let j: usize = 0; j < i; j++) {
      addScaled(-factor * load<f64>(products + i * step + (j << 3)), t + j * step, column, j + 1);
    }
    store<f64>(column + (i << 3), factor);
  }
}
