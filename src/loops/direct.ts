/**
 * Single small matrices on their way through a factorization without any array but the result: from where they lie into
 * scratch memory, as the columns of f64 that the planners work on, and from there to where they belong.
 */
import { kernelArguments, memoryView, tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { BYTES, type Columns } from './columns.js';
import { isFloatCode, nativeCode, type Operand } from './operand.js';

const LOAD = kernelNumber('loadColumns');
const STORE = kernelNumber('storeColumns');
const UNIT = kernelNumber('unitColumns');

/** Rows and columns of a matrix that goes this way, at most. */
export const MOST = 128;

/** Which elements are stored: all, or those on and below, or on and above the diagonal, with zeros for the others. */
export const [ALL, LOWER, UPPER] = [0, 1, 2];

/** Whether kernels read an operand as it is: floats of this machine's byte order in the heap. */
export function isReadable({ storage, code }: Operand): boolean {
  return storage.host === null && isFloatCode(code) && code === nativeCode(code);
}

/** Scratch memory from this operand's tiles on is left alone by the planners of products and factorizations. */
const FREE = 6;

/** Room for a matrix of up to MOST x MOST, by number, 0 to 3; {@link workspace} is what lies behind them. */
export function place(number: number): number {
  return tile(FREE) + number * MOST * MOST * BYTES;
}

/** Lists of elements behind the places; behind them there is room for the decomposition of any small matrix. */
export const WORKSPACES = 4;

/** Where elements of factors and numbers of rows go: lists of MOST elements, by number. */
export function workspace(number: number): number {
  return place(4) + number * MOST * BYTES;
}

/** Loads m x n elements into a place; the largest magnitude, NaN if one is NaN. */
export function load(
  { storage, byteOffset, code }: Operand,
  m: number,
  n: number,
  row: number,
  col: number,
  to: number,
): number {
  table[LOAD](code, m, n, storage.ptr + byteOffset, row, col, to, kernelArguments);
  return memoryView().getFloat64(kernelArguments, true);
}

/** Stores m x n elements of columns into a result in the heap. */
export function put(
  { storage, code }: Operand,
  m: number,
  n: number,
  { at, step }: Columns,
  part: number,
  row: number,
  col: number,
): void {
  table[STORE](code, m, n, at, step, part, storage.ptr, row, col);
}

/** The first n columns of the identity of order m into a place. */
export function unit(m: number, n: number, to: number): void {
  table[UNIT](m, n, to, m * BYTES);
}
