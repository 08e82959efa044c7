/**
 * The planner of matrix factorizations. It works on stacks of matrices of f64 in the heap, packed column by column, and
 * runs a kernel for each column or row of a sweep, so that long work is many calls. All is done in place.
 */
import { kernelArguments, memoryView } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { cast } from './access.js';
import type { Operand } from './operand.js';

const REFLECT = kernelNumber('reflectColumn');
const APPLY = kernelNumber('applyReflections');
const TRIANGLE = kernelNumber('triangleRows');
const JACOBI = kernelNumber('jacobiRow');
const NORMALIZE = kernelNumber('normalizeColumns');
const LU = kernelNumber('luColumn');
const SOLVE = kernelNumber('luSolve');
const CHOLESKY = kernelNumber('choleskyColumn');

/** Multiplications in one call where columns do not depend on each other. */
const CALL = 262144;
/** Sweeps of rotations after which there is no convergence; random matrices of order 1000 take eight. */
const SWEEPS = 60;
const BYTES = 8;

/** A packed operand's address; in a stack of matrices, that of the one with a number and so many bytes. */
function at({ storage, byteOffset }: Operand, number = 0, bytes = 0): number {
  return storage.ptr + byteOffset + number * bytes;
}

/** Calls for some columns at a time; `each` is the multiplications that one costs. */
function inParts(columns: number, each: number, run: (first: number, count: number) => void): void {
  const some = Math.max(1, Math.floor(CALL / Math.max(1, each)));
  for (let first = 0; first < columns; first += some) run(first, Math.min(some, columns - first));
}

/** A = Q R for `count` matrices of m x n: reflections below the diagonal and in `tau`, of min(m, n) factors each. */
export function reflect(count: number, m: number, n: number, a: Operand, tau: Operand): void {
  const k = Math.min(m, n);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < k; j++) table[REFLECT](m, n, j, at(a, i, m * n * BYTES), at(tau, i, k * BYTES), 0, 0);
  }
}

/** B = Q B, or Q' B, for matrices of m x `columns`; of the reflections of each A, which has n columns, the first k. */
export function applyQ(
  count: number,
  extents: { readonly m: number; readonly n: number; readonly k: number; readonly columns: number },
  a: Operand,
  tau: Operand,
  b: Operand,
): void {
  const { m, n, k, columns } = extents;
  for (let i = 0; i < count; i++) {
    const reflections = at(a, i, m * n * BYTES);
    const target = at(b, i, m * columns * BYTES);
    inParts(columns, 2 * m * k, (first, some) => {
      const factors = at(tau, i, Math.min(m, n) * BYTES);
      table[APPLY](m, k, reflections, factors, target + first * m * BYTES, some, 0);
    });
  }
}

/** What {@link singular} works with, each for a stack of matrices. */
export interface Singular {
  /** m x n matrices, m >= n > 0, their largest elements near 1; then the reflections of their QR factorizations. */
  readonly a: Operand;
  readonly tau: Operand;
  /** n u32 each: the order of columns. */
  readonly order: Operand;
  /** n x n each: the right singular vectors. */
  readonly x: Operand;
  /** n x n each, at first the identity: what Q is to be multiplied with for left singular vectors. Left out without them. */
  readonly v?: Operand;
  /** n each: the singular values, descending. */
  readonly s: Operand;
}

/** The singular values and vectors of `count` matrices; whether all converged. */
export function singular(count: number, m: number, n: number, { a, tau, order, x, v, s }: Singular): boolean {
  const square = n * n * BYTES;
  for (let i = 0; i < count; i++) {
    const matrix = at(a, i, m * n * BYTES);
    const factors = at(tau, i, n * BYTES);
    const places = at(order, i, n * 4);
    const columns = at(x, i, square);
    const rotated = v ? at(v, i, square) : 0;
    const norms = at(s, i, n * BYTES);
    // Pivoting takes 2 n norms, more than the place of the singular values holds: they go where X will be, or, of one
    // column, which needs no pivoting, nowhere.
    const pivoting = n > 1 ? columns : 0;
    for (let j = 0; j < n; j++) table[REFLECT](m, n, j, matrix, factors, pivoting, places);
    if (n === 1) memoryView().setUint32(places, 0, true);
    table[TRIANGLE](m, n, matrix, places, columns);
    let sweeps = 0;
    for (let rotations = 1; rotations > 0 && sweeps < SWEEPS; sweeps++) {
      memoryView().setUint32(kernelArguments, 0, true);
      for (let j = 0; j < n; j++) table[JACOBI](n, j, columns, rotated, norms, kernelArguments);
      rotations = memoryView().getUint32(kernelArguments, true);
    }
    if (sweeps === SWEEPS) return false;
    table[NORMALIZE](n, columns, norms);
  }
  return true;
}

/**
 * Completes the right singular vectors: columns of X (n x n) whose singular value is 0 become an orthonormal basis of what
 * the others leave. They come as unit vectors e(k); `work` has room for n x n elements and n more.
 */
export function complete(count: number, n: number, x: Operand, s: Operand, work: Operand): void {
  const copied = at(work);
  const tau = copied + n * n * BYTES;
  for (let i = 0; i < count; i++) {
    const values = at(s, i, n * BYTES);
    const columns = at(x, i, n * n * BYTES);
    let rank = n;
    while (rank > 0 && memoryView().getFloat64(values + (rank - 1) * BYTES, true) === 0) rank--;
    cast(x.code, x.code, columns, 1, copied, n * rank);
    for (let j = 0; j < rank; j++) table[REFLECT](n, rank, j, copied, tau, 0, 0);
    table[APPLY](n, rank, copied, tau, columns + n * rank * BYTES, n - rank, 0);
  }
}

/** P A = L U for `count` square matrices; n u32 of `pivots` each. */
export function factorLU(count: number, n: number, a: Operand, pivots: Operand): void {
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < n; j++) table[LU](n, j, at(a, i, n * n * BYTES), at(pivots, i, n * 4));
  }
}

/** Solves A X = B in place for `count` pairs of factors and of right sides, n x `columns`. */
export function solveLU(count: number, n: number, columns: number, a: Operand, pivots: Operand, b: Operand): void {
  for (let i = 0; i < count; i++) {
    inParts(columns, n * n, (first, some) => {
      const target = at(b, i, n * columns * BYTES) + first * n * BYTES;
      table[SOLVE](n, at(a, i, n * n * BYTES), at(pivots, i, n * 4), target, some);
    });
  }
}

/** A = L L' for `count` square matrices, in their lower triangles; NaN on the diagonal where there is no L. */
export function factorCholesky(count: number, n: number, a: Operand): void {
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < n; j++) table[CHOLESKY](n, j, at(a, i, n * n * BYTES));
  }
}
