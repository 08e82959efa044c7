/**
 * The planner of triangular factorizations and of equations with triangles. It works on stacks of matrices of f64 in the
 * heap, packed column by column, in place. Columns are halved until few are left (S. Toledo, "Locality of Reference in LU
 * Decomposition with Partial Pivoting", 1997), so that nearly all work is products of matrices.
 */
import { kernelNumber, table } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { at, BYTES, type Columns, inParts, multiplyInto, packed, part, plain, turned } from './columns.js';
import type { Operand } from './operand.js';

const LU = kernelNumber('luColumns');
const EXCHANGE = kernelNumber('exchangeRows');
const LOWER = kernelNumber('solveLower');
const UPPER = kernelNumber('solveUpper');
const DETERMINANTS = kernelNumber('determinants');
const CHOLESKY = kernelNumber('choleskyColumns');

/** Columns that are factored one by one, and the order of triangles that are solved element by element. */
const LEAF = 16;
/** Matrices of less than this order, and right sides of fewer columns, are not worth halving. */
const SMALL = 48;
const FEW = 4;

/** Half of an extent, in leaves. */
function half(extent: number): number {
  return Math.ceil(extent / 2 / LEAF) * LEAF;
}

/** C -= A B for C of m x n and A of m x k. */
function subtractProduct(type: ElementType, m: number, n: number, k: number, a: Columns, b: Columns, c: Columns): void {
  multiplyInto('subtract', type, [n, m, k], turned(b), turned(a), c);
}

/** P A = L U for `count` square matrices; n u32 of `pivots` each. */
export function factorLU(count: number, n: number, a: Operand, pivots: Operand): void {
  for (let i = 0; i < count; i++) {
    factorOne(a, n, packed(at(a, i, n * n * BYTES), n), at(pivots, i, n * 4));
  }
}

/** The same of one packed matrix. */
export function factorOne(type: ElementType, n: number, a: Columns, pivots: number): void {
  factorColumns(type, n, a, pivots, 0, n);
}

/**
 * The determinants of `count` matrices from their factors: numbers from 1 to 2 in magnitude, or 0, at one address, and the
 * powers of two they are to be multiplied by, i32, at another.
 */
export function determinants(
  count: number,
  n: number,
  factors: number,
  pivots: number,
  mantissas: number,
  powers: number,
): void {
  inParts(count, n, (first, some) => {
    const matrices = factors + first * n * n * BYTES;
    table[DETERMINANTS](some, n, matrices, pivots + first * n * 4, mantissas + first * BYTES, powers + first * 4);
  });
}

/** Columns `first` to `last`, from their diagonal down; those before them are factored and taken off them. */
function factorColumns(type: ElementType, n: number, a: Columns, pivots: number, first: number, last: number): void {
  if (last - first <= LEAF || n < SMALL) {
    table[LU](n, a.at, pivots, first, last);
    return;
  }
  const middle = first + half(last - first);
  factorColumns(type, n, a, pivots, first, middle);
  exchange(n, first, middle, pivots, part(a, 0, middle), last - middle);
  lower(type, middle - first, part(a, first, first), part(a, first, middle), last - middle);
  subtractProduct(
    type,
    n - middle,
    last - middle,
    middle - first,
    part(a, middle, first),
    part(a, first, middle),
    part(a, middle, middle),
  );
  factorColumns(type, n, a, pivots, middle, last);
  exchange(n, middle, last, pivots, part(a, 0, first), middle - first);
}

function exchange(n: number, first: number, last: number, pivots: number, b: Columns, columns: number): void {
  inParts(columns, last - first, (from, some) => {
    table[EXCHANGE](n, first, last, pivots, b.at + from * b.step, some);
  });
}

/** B = L^-1 B for a unit lower triangle of order n. */
function lower(type: ElementType, n: number, l: Columns, b: Columns, columns: number): void {
  if (n <= LEAF || columns < FEW) {
    inParts(columns, (n * n) / 2, (from, some) => {
      table[LOWER](n, l.at, l.step, b.at + from * b.step, b.step, some);
    });
    return;
  }
  const k = half(n);
  lower(type, k, l, b, columns);
  subtractProduct(type, n - k, columns, k, part(l, k, 0), b, part(b, k, 0));
  lower(type, n - k, part(l, k, k), part(b, k, 0), columns);
}

/** B = U^-1 B for an upper triangle of order n. */
function upper(type: ElementType, n: number, u: Columns, b: Columns, columns: number): void {
  if (n <= LEAF || columns < FEW) {
    inParts(columns, (n * n) / 2, (from, some) => {
      table[UPPER](n, u.at, u.step, b.at + from * b.step, b.step, some);
    });
    return;
  }
  const k = half(n);
  upper(type, n - k, part(u, k, k), part(b, k, 0), columns);
  subtractProduct(type, k, columns, n - k, part(u, 0, k), part(b, k, 0), b);
  upper(type, k, u, b, columns);
}

/** Solves A X = B in place for `count` pairs of factors and of right sides, n x `columns`. */
export function solveLU(count: number, n: number, columns: number, a: Operand, pivots: Operand, b: Operand): void {
  for (let i = 0; i < count; i++) {
    const factors = packed(at(a, i, n * n * BYTES), n);
    const right = packed(at(b, i, n * columns * BYTES), n);
    solveOne(a, n, columns, factors, at(pivots, i, n * 4), right);
  }
}

/** The same of one pair. */
export function solveOne(
  type: ElementType,
  n: number,
  columns: number,
  factors: Columns,
  pivots: number,
  right: Columns,
): void {
  exchange(n, 0, n, pivots, right, columns);
  lower(type, n, factors, right, columns);
  upper(type, n, factors, right, columns);
}

/** A = L L' for `count` square matrices, in their lower triangles; NaN on the diagonal where there is no L. */
export function factorCholesky(count: number, n: number, a: Operand): void {
  for (let i = 0; i < count; i++) choleskyOne(a, n, packed(at(a, i, n * n * BYTES), n));
}

/** The same of one packed matrix: NaN in its last place where there is no L. */
export function choleskyOne(type: ElementType, n: number, a: Columns): void {
  choleskyColumns(type, n, a, 0, n);
}

/** Columns `first` to `last`, from their diagonal down; those before them are factored and taken off them. */
function choleskyColumns(type: ElementType, n: number, a: Columns, first: number, last: number): void {
  if (last - first <= LEAF || n < SMALL) {
    table[CHOLESKY](n, a.at, first, last);
    return;
  }
  const middle = first + half(last - first);
  choleskyColumns(type, n, a, first, middle);
  // What is to be taken off is C = B B', of which the part above the diagonal is not needed: left of it in C'.
  const b = part(a, middle, first);
  const extents = [last - middle, n - middle, middle - first] as const;
  multiplyInto('subtract', type, extents, plain(b), turned(b), part(a, middle, middle), true);
  choleskyColumns(type, n, a, middle, last);
}
