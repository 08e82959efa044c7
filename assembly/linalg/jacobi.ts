import { ZERO } from './reflect';
import { divideBy, dotOf, exchange, largest, rotate } from './vectors';

/**
 * Singular values by one-sided Jacobi rotations of the triangle of a pivoted QR factorization: Z. Drmac and K. Veselic,
 * "New fast and accurate Jacobi SVD algorithm", SIAM J. Matrix Anal. Appl. 29 (2008), with de Rijk's exchange of columns.
 * Rotating the columns of X = P R' until they are orthogonal gives X V = U S, so that A = Q V S U'.
 */

/** What a rotation leaves of the cosine between two columns, at most, for each root of their length: 8 units of rounding. */
const ROUNDING: f64 = 8 * 1.1102230246251565e-16;
/** From this cotangent of twice the angle on, its square is all of 1 + its square. */
const STEEP: f64 = 1e8;

/** Column i of X (n x n) is row i of R, the upper triangle of A (m rows), its elements at the places `order` says. */
export function triangleRows(m: usize, n: usize, a: usize, order: usize, x: usize): void {
  for (let i: usize = 0; i < n; i++) {
    for (let j: usize = 0; j < n; j++) {
      const to = x + ((i * n + load<u32>(order + (j << 2))) << 3);
      store<f64>(to, j < i ? 0 : load<f64>(a + ((j * m + i) << 3)));
    }
  }
}

/**
 * One row of a sweep: brings the largest of columns i and later to place i, then makes it orthogonal to those behind.
 *
 * @param v 0, or the matrix that takes part in the rotations.
 * @param norms Squares of the norms of the columns, summed when i is 0.
 * @param rotations The address of a u32 to which the number of rotations is added.
 */
export function jacobiRow(n: usize, i: usize, x: usize, v: usize, norms: usize, rotations: usize): void {
  const step = n << 3;
  if (i == 0) {
    for (let k: usize = 0; k < n; k++) store<f64>(norms + (k << 3), dotOf(x + k * step, x + k * step, n));
  }
  const own = norms + (i << 3);
  const k = largest(own, n - i);
  const p = x + i * step;
  const u = v + i * step;
  if (k != 0) {
    exchange(own, own + (k << 3), 8, 1);
    exchange(p, p + k * step, 8, n);
    if (v != 0) exchange(u, u + k * step, 8, n);
  }
  const tolerance = sqrt<f64>(<f64>n) * ROUNDING;
  let count: u32 = 0;
  for (let j: usize = 1; j < n - i; j++) {
    const other = own + (j << 3);
    const a = load<f64>(own);
    const b = load<f64>(other);
    if (b < ZERO) continue;
    const q = p + j * step;
    const d = dotOf(p, q, n);
    if (!(abs<f64>(d) > tolerance * sqrt<f64>(a) * sqrt<f64>(b))) continue;
    const cotangent = (b - a) / (2 * d);
    let t: f64 = 0.5 / cotangent;
    if (abs<f64>(cotangent) < STEEP) {
      t = copysign<f64>(1 / (abs<f64>(cotangent) + sqrt<f64>(1 + cotangent * cotangent)), cotangent);
    }
    const c = 1 / sqrt<f64>(1 + t * t);
    const s = c * t;
    rotate(s, s / (1 + c), p, q, n);
    if (v != 0) rotate(s, s / (1 + c), u, u + j * step, n);
    store<f64>(own, a - t * d);
    store<f64>(other, dotOf(q, q, n));
    count++;
  }
  store<u32>(rotations, load<u32>(rotations) + count);
}

/** Turns the squares at `norms` into singular values and the columns of X into unit vectors; where there is none, e(k). */
export function normalizeColumns(n: usize, x: usize, norms: usize): void {
  for (let k: usize = 0; k < n; k++) {
    const at = norms + (k << 3);
    const square = load<f64>(at);
    const value = square < ZERO ? 0 : sqrt<f64>(square);
    store<f64>(at, value);
    if (value == 0) {
      memory.fill(x, 0, n << 3);
      store<f64>(x + (k << 3), 1);
    } else divideBy(value, x, n);
    x += n << 3;
  }
}
