/** What the planners of factorizations share: f64 matrices that lie column by column in the heap, and products of them. */
import type { ElementType } from './access.js';
import { blocks, type Effect } from './blocks.js';
import type { Matrix } from './matrix.js';
import type { Operand } from './operand.js';

/** Bytes of an element. */
export const BYTES = 8;
/** Multiplications in one call where columns do not depend on each other. */
const CALL = 262144;

/** A packed operand's address; in a stack of matrices, that of the one with a number and so many bytes. */
export function at({ storage, byteOffset }: Operand, number = 0, bytes = 0): number {
  return storage.ptr + byteOffset + number * bytes;
}

/** A matrix or a part of one, column by column: where it is, and the bytes from column to column. */
export interface Columns {
  readonly at: number;
  readonly step: number;
}

/** Columns of some rows without gaps. */
export function packed(address: number, rows: number): Columns {
  return { at: address, step: rows * BYTES };
}

/** The part from a row and a column on. */
export function part({ at: address, step }: Columns, row: number, column: number): Columns {
  return { at: address + row * BYTES + column * step, step };
}

export function plain({ at: address, step }: Columns): Matrix {
  return { at: address, row: BYTES, col: step };
}

/** The transpose, which lies row by row. */
export function turned({ at: address, step }: Columns): Matrix {
  return { at: address, row: step, col: BYTES };
}

/** C' = A B, C' += A B or C' -= A B, for C' of m x n and A of m x k: products go by rows, so that of C the transpose is made. */
export function multiplyInto(
  effect: Effect,
  type: ElementType,
  [m, n, k]: readonly [number, number, number],
  a: Matrix,
  b: Matrix,
  c: Columns,
  triangle = false,
): void {
  if (m > 0 && n > 0 && k > 0) blocks(type, { m, n, k }, a, b, turned(c), effect, triangle);
}

/** Calls for some columns at a time; `each` is the multiplications that one costs. */
export function inParts(columns: number, each: number, run: (first: number, count: number) => void): void {
  const some = Math.max(1, Math.floor(CALL / Math.max(1, each)));
  for (let first = 0; first < columns; first += some) run(first, Math.min(some, columns - first));
}
