/**
 * The planner of reductions to bidiagonals, of matrices of f64 in the heap, column by column, in place. Panels are
 * reduced one by one, and what they do to the columns behind them is a product of matrices (assembly/linalg/bidiagonal.ts).
 */
import { tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { BYTES, type Columns, inParts, multiplyInto, part, plain, turned } from './columns.js';

const COLUMNS = kernelNumber('bidiagonalColumns');

/** Columns of a panel; of no more than MOST, all are one. */
const PANEL = 16;
const MOST = 32;

/** Bytes of the two factors that a panel makes, for matrices of m x n. */
export function panelRoom(m: number, n: number): number {
  return 2 * Math.min(n, MOST) * (m + n) * BYTES;
}

/** What a reduction makes of A (m x n): n elements each at addresses, and of P the reflections from the right. */
export interface Bidiagonal {
  /** The diagonal, and what is above it, of which the last is not used. */
  readonly d: number;
  readonly e: number;
  /** The factors of reflections from the left, and of those from the right, of which the last is not used. */
  readonly tau: number;
  readonly tauRight: number;
  /** n x n: reflection i lies in column i, below row i + 1. */
  readonly p: Columns;
}

/** Q' A P = B for m x n, m >= n > 0; reflections from the left lie below the diagonal of A. `room` is as panelRoom says. */
export function bidiagonalize(
  type: ElementType,
  m: number,
  n: number,
  a: Columns,
  { d, e, tau, tauRight, p }: Bidiagonal,
  room: number,
): void {
  for (let first = 0; first < n; ) {
    const [rows, columns] = [m - first, n - first];
    const count = columns <= MOST ? columns : PANEL;
    const rest = part(a, first, first);
    const left = { at: room, step: a.step };
    const right = { at: room + 2 * count * left.step, step: p.step };
    const right0 = part(p, first, first);
    inParts(count, 4 * rows * columns, (from, some) => {
      const at = first * BYTES;
      // biome-ignore format: one operand a line
      table[COLUMNS](rows, columns, from, from + some, rest.at, a.step, right0.at, p.step, left.at, right.at,
        d + at, e + at, tau + at, tauRight + at, tile(0));
    });
    first += count;
    const extents = [columns - count, rows - count, 2 * count] as const;
    multiplyInto(
      'subtract',
      type,
      extents,
      plain(part(right, count, 0)),
      turned(part(left, count, 0)),
      part(a, first, first),
    );
  }
}
