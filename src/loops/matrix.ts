/** Matrices as the planners of products see them. */
import type { Operand } from './operand.js';

/** A matrix in the heap: where its first element is, and its strides in bytes. */
export interface Matrix {
  readonly at: number;
  readonly row: number;
  readonly col: number;
}

/** The extents of a product: m x k times k x n. */
export interface Extents {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** The last two axes of an operand in the heap. */
export function matrixOf({ storage, byteOffset, byteStrides }: Operand): Matrix {
  const { length } = byteStrides;
  return { at: storage.ptr + byteOffset, row: byteStrides[length - 2], col: byteStrides[length - 1] };
}

export function transposed({ at, row, col }: Matrix): Matrix {
  return { at, row: col, col: row };
}
