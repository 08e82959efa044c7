import { alongColumns, alongRows } from './gemv';
import { reflection } from './reflect';
import { scaleBy } from './vectors';

/**
 * Reduction to a bidiagonal, Q' A P = B, by reflections from both sides in turn (G. Golub and W. Kahan, 1965). What they do
 * to the columns behind a panel is put off, as two factors of few columns, A - L R' (J. Dongarra, S. Hammarling and D.
 * Sorensen, "Block reduction of matrices to condensed forms for eigenvalue computations", 1989): reflection i adds
 * columns 2 i, v and A' v, and 2 i + 1, A u and u. Matrices lie column by column.
 */

/** Partial sums of a product along columns, and behind them the coefficients of L or R. */
const PARTIAL: usize = 8192;

/** y = A' x for k columns of A. */
function project(a: usize, step: usize, x: usize, rows: usize, k: usize, y: usize): void {
  memory.fill(y, 0, k << 3);
  alongRows<f64>(a, step, x, rows, y, k);
}

/** y -= A x for k columns of A; x is negated. */
function subtract(a: usize, step: usize, x: usize, k: usize, rows: usize, y: usize, spare: usize): void {
  if (rows == 0) return;
  scaleBy(-1, x, k);
  alongColumns<f64>(a, step, x, k, y, rows, spare);
}

/** Elements that are `step` bytes apart, side by side. */
function collect(from: usize, step: usize, n: usize, to: usize): void {
  for (; n; n--) {
    store<f64>(to, load<f64>(from));
    from += step;
    to += 8;
  }
}

/**
 * Columns `from` to `to` of a panel of A (m x n, m >= n), and the rows with their numbers. Afterwards the reflections
 * from the left lie below the diagonal of A, those from the right below the one under the diagonal of P (n x n), and their
 * factors in `tau` and `tauRight`; the bidiagonal in `d` and above it in `e`.
 *
 * @param step Bytes from column to column of A and of L, and `pStep` of P and of R.
 * @param spare 8 KiB, and room for as many elements as L has columns.
 */
export function bidiagonalColumns(
  m: usize,
  n: usize,
  from: usize,
  to: usize,
  a: usize,
  step: usize,
  p: usize,
  pStep: usize,
  l: usize,
  r: usize,
  d: usize,
  e: usize,
  tau: usize,
  tauRight: usize,
  spare: usize,
): void {
  const parts = spare + PARTIAL;
  for (let i = from; i < to; i++) {
    const rows = m - i;
    const behind = n - i - 1;
    const at = i << 3;
    const column = a + i * step + at;
    const known = i << 1;
    collect(r + at, pStep, known, parts);
    subtract(l + at, step, parts, known, rows, column, spare);
    reflection(column, rows, tau + at);
    store<f64>(d + at, load<f64>(column));
    const v = l + known * step + at;
    memory.copy(v, column, rows << 3);
    store<f64>(v, 1);
    if (behind == 0) return;

    const next = column + step;
    const y = r + known * pStep + at + 8;
    project(next, step, v, rows, behind, y);
    project(l + at, step, v, rows, known, parts);
    subtract(r + at + 8, pStep, parts, known, behind, y, spare);
    scaleBy(load<f64>(tau + at), y, behind);

    const u = y + pStep;
    collect(next, step, behind, u);
    collect(l + at, step, known + 1, parts);
    subtract(r + at + 8, pStep, parts, known + 1, behind, u, spare);
    reflection(u, behind, tauRight + at);
    store<f64>(e + at, load<f64>(u));
    memory.copy(p + i * pStep + at + 8, u, behind << 3);
    store<f64>(u, 1);

    const x = v + step + 8;
    memory.fill(x, 0, (rows - 1) << 3);
    if (rows > 1) alongColumns<f64>(next + 8, step, u, behind, x, rows - 1, spare);
    project(r + at + 8, pStep, u, behind, known + 1, parts);
    subtract(l + at + 8, step, parts, known + 1, rows - 1, x, spare);
    scaleBy(load<f64>(tauRight + at), x, rows - 1);
  }
}
