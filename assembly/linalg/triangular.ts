import { ORDER, solveLower16, solveUpper16 } from './order16';
import { addScaled, divideBy, exchange, largest } from './vectors';

/** Triangular factorizations (Golub and Van Loan, Matrix Computations, 3.4 and 4.2). Matrices lie column by column. */

/**
 * Columns `first` to `last` of P A = L U (n x n), once those before `first` are taken off them. The numbers of the rows that
 * are exchanged with these, in these columns alone, go to pivots.
 */
export function luColumns(n: usize, a: usize, pivots: usize, first: usize, last: usize): void {
  const step = n << 3;
  const end = a + last * step;
  for (let j = first; j < last; j++) {
    const diagonal = a + j * step + (j << 3);
    const k = largest(diagonal, n - j);
    store<u32>(pivots + (j << 2), <u32>(j + k));
    const row = a + first * step + (j << 3);
    if (k != 0) exchange(row, row + (k << 3), step, last - first);
    const rest = n - j - 1;
    const pivot = load<f64>(diagonal);
    if (pivot != 0) divideBy(pivot, diagonal + 8, rest);
    for (let c = diagonal + step; c < end; c += step) addScaled(-load<f64>(c), diagonal + 8, c + 8, rest);
  }
}

/** Exchanges rows `first` to `last` with those that pivots name, in order, in columns of n elements. */
export function exchangeRows(n: usize, first: usize, last: usize, pivots: usize, b: usize, columns: usize): void {
  for (; columns > 0; columns--) {
    for (let j = first; j < last; j++) {
      const k = <usize>load<u32>(pivots + (j << 2));
      const value = load<f64>(b + (j << 3));
      store<f64>(b + (j << 3), load<f64>(b + (k << 3)));
      store<f64>(b + (k << 3), value);
    }
    b += n << 3;
  }
}

/** Solves L X = B for a unit lower triangle of order n; the columns of both matrices are `step` and `bStep` bytes apart. */
export function solveLower(n: usize, l: usize, step: usize, b: usize, bStep: usize, columns: usize): void {
  if (ASC_FEATURE_SIMD && n == ORDER) return solveLower16(l, step, b, bStep, columns);
  for (; columns > 0; columns--) {
    let at = b;
    let c = l + 8;
    for (let j: usize = 1; j < n; j++) {
      addScaled(-load<f64>(at), c, at + 8, n - j);
      at += 8;
      c += step + 8;
    }
    b += bStep;
  }
}

/** The same for an upper triangle, U X = B. */
export function solveUpper(n: usize, u: usize, step: usize, b: usize, bStep: usize, columns: usize): void {
  if (ASC_FEATURE_SIMD && n == ORDER) return solveUpper16(u, step, b, bStep, columns);
  for (; columns > 0; columns--) {
    let c = u + n * step;
    for (let j = n; j-- > 0; ) {
      c -= step;
      const value = load<f64>(b + (j << 3)) / load<f64>(c + (j << 3));
      store<f64>(b + (j << 3), value);
      addScaled(-value, c, b, j);
    }
    b += bStep;
  }
}

/**
 * Columns `first` to `last` of A = L L', of which only the lower triangle is read, once those before `first` are taken off
 * them; NaN on the diagonal, from there on to its end, where A is not positive definite.
 */
export function choleskyColumns(n: usize, a: usize, first: usize, last: usize): void {
  const step = n << 3;
  for (let j = first; j < last; j++) {
    const diagonal = a + j * step + (j << 3);
    for (let c = a + first * step + (j << 3); c < diagonal; c += step) addScaled(-load<f64>(c), c, diagonal, n - j);
    const square = load<f64>(diagonal);
    const root = square > 0 ? sqrt<f64>(square) : NaN;
    store<f64>(diagonal, root);
    divideBy(root, diagonal + 8, n - j - 1);
  }
}
