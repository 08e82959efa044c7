import { addScaled, divideBy, dotOf, exchange, largest } from './vectors';

/**
 * Orthogonal factorization by Householder reflections, A P = Q R (Golub and Van Loan, Matrix Computations, 5.2 and 5.4),
 * with the signs and scaling of LAPACK's dgeqrf: H = I - tau v v', v = (1, ...), below the diagonal of R. Matrices lie
 * column by column.
 */

/**
 * Sums of squares below this count as zero, since they would soon lose digits; the largest element of a matrix is between
 * 2^-300 and 2^300.
 */
export const ZERO: f64 = 1e-280;
/** Squares that a column's norm may lose by subtraction before it is summed anew. */
const LOST: f64 = 1e-8;

/**
 * Column j of A (m x n) and what it does to those behind it, up to `last`.
 *
 * @param norms 0, or n squares of norms, n more of what they were when last summed, for exchanging columns so that the
 *   largest of the rest comes next; `order` then holds n column numbers. All are set when j is 0.
 */
export function reflectColumn(
  m: usize,
  n: usize,
  j: usize,
  last: usize,
  a: usize,
  tau: usize,
  norms: usize,
  order: usize,
): void {
  const step = m << 3;
  const sums = norms + (n << 3);
  const end = a + last * step;
  if (norms != 0) {
    if (j == 0) {
      for (let k: usize = 0; k < n; k++) {
        const sum = dotOf(a + k * step, a + k * step, m);
        store<f64>(norms + (k << 3), sum);
        store<f64>(sums + (k << 3), sum);
        store<u32>(order + (k << 2), <u32>k);
      }
    }
    const k = j + largest(norms + (j << 3), n - j);
    if (k != j) {
      exchange(a + j * step, a + k * step, 8, m);
      store<f64>(norms + (k << 3), load<f64>(norms + (j << 3)));
      store<f64>(sums + (k << 3), load<f64>(sums + (j << 3)));
      const number = load<u32>(order + (k << 2));
      store<u32>(order + (k << 2), load<u32>(order + (j << 2)));
      store<u32>(order + (j << 2), number);
    }
  }
  const v = a + j * step + (j << 3);
  const rows = m - j;
  const first = load<f64>(v);
  const rest = dotOf(v + 8, v + 8, rows - 1);
  let factor: f64 = 0;
  let corner = first;
  if (!(rest < ZERO)) {
    corner = -copysign<f64>(sqrt<f64>(first * first + rest), first);
    factor = (corner - first) / corner;
    divideBy(first - corner, v + 8, rows - 1);
  }
  store<f64>(tau + (j << 3), factor);
  store<f64>(v, 1);
  let k = j + 1;
  for (let c = v + step; c < end; c += step) {
    if (factor != 0) addScaled(-factor * dotOf(v, c, rows), v, c, rows);
    if (norms != 0) {
      const at = norms + (k << 3);
      const top = load<f64>(c);
      let left = load<f64>(at) - top * top;
      if (!(left > LOST * load<f64>(sums + (k << 3)))) {
        left = dotOf(c + 8, c + 8, rows - 1);
        store<f64>(sums + (k << 3), left);
      }
      store<f64>(at, left);
    }
    k++;
  }
  store<f64>(v, corner);
}

/**
 * B = Q B (Q' B with `transposed`) for `columns` columns of B of m rows, Q being the product of the k reflections below
 * the diagonal of A.
 */
export function applyReflections(
  m: usize,
  k: usize,
  a: usize,
  tau: usize,
  b: usize,
  columns: usize,
  transposed: i32,
): void {
  for (; columns > 0; columns--) {
    for (let i: usize = 0; i < k; i++) {
      const j = transposed ? i : k - 1 - i;
      const v = a + ((j * m + j) << 3);
      const c = b + (j << 3);
      const factor = load<f64>(tau + (j << 3));
      if (factor == 0) continue;
      const w = factor * (load<f64>(c) + dotOf(v + 8, c + 8, m - j - 1));
      store<f64>(c, load<f64>(c) - w);
      addScaled(-w, v + 8, c + 8, m - j - 1);
    }
    b += m << 3;
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
