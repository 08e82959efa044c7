/**
 * The planner of singular values. It works on stacks of matrices of f64 in the heap, packed column by column, and runs a
 * kernel for each column or row of a sweep, so that long work is many calls. All is done in place.
 */
import { kernelArguments, memoryView } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { cast } from './access.js';
import { at, BYTES } from './columns.js';
import type { Operand } from './operand.js';

const REFLECT = kernelNumber('reflectColumn');
const APPLY = kernelNumber('applyReflections');
const TRIANGLE = kernelNumber('triangleRows');
const JACOBI = kernelNumber('jacobiRow');
const NORMALIZE = kernelNumber('normalizeColumns');

/** Sweeps of rotations after which there is no convergence; random matrices of order 1000 take eight. */
const SWEEPS = 60;

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
    for (let j = 0; j < n; j++) table[REFLECT](m, n, j, n, matrix, factors, pivoting, places);
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
    for (let j = 0; j < rank; j++) table[REFLECT](n, rank, j, rank, copied, tau, 0, 0);
    table[APPLY](n, rank, copied, tau, columns + n * rank * BYTES, n - rank, 0);
  }
}
