import { addScaled, divideBy, exchange, largest } from './vectors';

/** Triangular factorizations (Golub and Van Loan, Matrix Computations, 3.4 and 4.2). Matrices lie column by column. */

/** Column j of P A = L U (n x n): the row that is exchanged with row j goes to pivots[j]. */
export function luColumn(n: usize, j: usize, a: usize, pivots: usize): void {
  const step = n << 3;
  const diagonal = a + j * step + (j << 3);
  const k = largest(diagonal, n - j);
  store<u32>(pivots + (j << 2), <u32>(j + k));
  if (k != 0) exchange(a + (j << 3), a + ((j + k) << 3), step, n);
  const rest = n - j - 1;
  const pivot = load<f64>(diagonal);
  if (pivot != 0) divideBy(pivot, diagonal + 8, rest);
  const end = a + n * step;
  for (let c = diagonal + step; c < end; c += step) addScaled(-load<f64>(c), diagonal + 8, c + 8, rest);
}

/** Solves A X = B in place for `columns` columns of B, from the factors of A. */
export function luSolve(n: usize, a: usize, pivots: usize, b: usize, columns: usize): void {
  const step = n << 3;
  for (; columns > 0; columns--) {
    for (let j: usize = 0; j < n; j++) {
      const k = <usize>load<u32>(pivots + (j << 2));
      if (k != j) exchange(b + (j << 3), b + (k << 3), 8, 1);
    }
    for (let j: usize = 0; j < n; j++) {
      const at = b + (j << 3);
      addScaled(-load<f64>(at), a + j * step + (j << 3) + 8, at + 8, n - j - 1);
    }
    for (let j: usize = n; j-- > 0; ) {
      const at = b + (j << 3);
      const value = load<f64>(at) / load<f64>(a + j * step + (j << 3));
      store<f64>(at, value);
      addScaled(-value, a + j * step, b, j);
    }
    b += step;
  }
}

/** Column j of A = L L', of which only the lower triangle is read; NaN on the diagonal where A is not positive definite. */
export function choleskyColumn(n: usize, j: usize, a: usize): void {
  const step = n << 3;
  const diagonal = a + j * step + (j << 3);
  for (let c = a + (j << 3); c < diagonal; c += step) addScaled(-load<f64>(c), c, diagonal, n - j);
  const square = load<f64>(diagonal);
  const root = square > 0 ? sqrt<f64>(square) : NaN;
  store<f64>(diagonal, root);
  divideBy(root, diagonal + 8, n - j - 1);
}
