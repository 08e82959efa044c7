/** What the functions of linear algebra share: their error, their types, and stacks of matrices as the planner wants them. */
import { type ArrayLike, toArray } from '../../array/convert.js';
import type { DType } from '../../array/dtype.js';
import { showShape, sizeOf } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import type { Columns } from '../../loops/columns.js';
import { ALL, isReadable, load, MOST, put } from '../../loops/direct.js';
import { copy } from '../../loops/elementwise.js';
import { checkHeap } from '../../memory/storage.js';
import { absolute, negative } from '../arithmetic.js';
import { frexp, ldexp } from '../floating.js';
import { max } from '../reductions.js';
import { eye } from '../spaces.js';

/** What linear algebra cannot do: a singular matrix, one that is not square, no convergence. NumPy: `linalg.LinAlgError`. */
export class LinAlgError extends RangeError {
  /** `'LinAlgError'`. */
  override name = 'LinAlgError';
}

/** The type of results: f32 for f32, f64 for everything else. All is computed in f64. */
export type Real<D extends DType> = D extends 'f32' ? 'f32' : 'f64';

export function realType(...arrays: readonly NDArray[]): 'f32' | 'f64' {
  return arrays.every(({ dtype }) => dtype === 'f32') ? 'f32' : 'f64';
}

/** An argument as a matrix or a stack of matrices. */
export function matrices(operation: string, value: ArrayLike): NDArray {
  const array = toArray(operation, value);
  if (array.ndim >= 2) return array;
  throw new LinAlgError(
    `${operation}: shape ${showShape(array.shape)} has ${array.ndim} dimensions; it takes a matrix or a stack of matrices.`,
  );
}

/** The same of square matrices. */
export function squares(operation: string, value: ArrayLike): NDArray {
  const array = matrices(operation, value);
  const [m, n] = array.shape.slice(-2);
  if (m === n) return array;
  throw new LinAlgError(
    `${operation}: shape ${showShape(array.shape)} has matrices of ${m} x ${n}; they must be square.`,
  );
}

/**
 * A single small matrix of floats in the heap, for which arrays besides the result would take longer than its factors do
 * (src/loops/direct.ts); undefined for anything else.
 */
export function smallMatrix(operation: string, value: unknown): NDArray | undefined {
  if (!(value instanceof NDArray)) return undefined;
  const { shape } = toArray(operation, value);
  if (shape.length !== 2 || shape[0] > MOST || shape[1] > MOST || value.size === 0) return undefined;
  return isReadable(value) ? value : undefined;
}

/** The same of square matrices. */
export function smallSquare(operation: string, value: unknown): NDArray | undefined {
  const matrix = smallMatrix(operation, value);
  return matrix !== undefined && matrix.shape[0] === matrix.shape[1] ? matrix : undefined;
}

/** A vector of n elements, or a small matrix of n rows, of the same kind. */
export function smallVectors(operation: string, value: unknown, n: number): NDArray | undefined {
  if (!(value instanceof NDArray)) return undefined;
  const { shape } = toArray(operation, value);
  if (shape[0] !== n || shape.length > 2 || (shape.length === 2 && (shape[1] > MOST || shape[1] === 0)))
    return undefined;
  return isReadable(value) ? value : undefined;
}

/** A small matrix to a place for factorizations, as it is or turned; the largest magnitude, NaN if there is one. */
export function loadSmall(a: NDArray, to: number, turned = false): number {
  const { shape, byteStrides } = a;
  const [rows, columns] = shape.length === 1 ? [shape[0], 1] : shape;
  const [row, col] = shape.length === 1 ? [byteStrides[0], 0] : byteStrides;
  return turned ? load(a, columns, rows, col, row, to) : load(a, rows, columns, row, col, to);
}

/** A fresh array of a shape, of m x n elements of columns, or of their transpose. */
export function storeSmall<D extends 'f32' | 'f64'>(
  operation: string,
  type: D,
  shape: readonly number[],
  m: number,
  n: number,
  columns: Columns,
  part = ALL,
  turned = false,
): NDArray<D> {
  const result = room(operation, shape, type);
  const { itemsize } = result;
  put(result, m, n, columns, part, turned ? itemsize : n * itemsize, turned ? m * itemsize : itemsize);
  return result;
}

/** A fresh packed array in the heap. */
export function room<D extends DType = 'f64'>(operation: string, shape: readonly number[], type?: D): NDArray<D> {
  const result = NDArray.allocate<DType>(type ?? 'f64', shape);
  checkHeap(operation, result.storage, sizeOf(shape));
  return result as NDArray as NDArray<D>;
}

/** Identity matrices, or parts of them, in every place of a stack. */
export function identities(operation: string, batch: readonly number[], rows: number, columns: number): NDArray<'f64'> {
  const result = room(operation, [...batch, rows, columns]);
  result.set([], eye(rows, { columns }));
  return result;
}

/** A copy in f64 with its last two axes exchanged, so that the columns of each matrix lie packed one after another. */
export function columnsOf(operation: string, a: NDArray): NDArray<'f64'> {
  const exchanged = a.swapaxes(-1, -2);
  const result = room(operation, exchanged.shape);
  copy(result.shape, exchanged, result);
  return result;
}

/** How many matrices a stack has. */
export function countOf(a: NDArray): number {
  return sizeOf(a.shape.slice(0, -2));
}

/** Largest elements beyond 2 to this power, or below its inverse, have squares that leave the range of f64 too soon. */
const SAFE_EXPONENT = 300;

/** Whether a largest magnitude is one whose squares stay in range, as {@link balance} has it. */
export function isSafe(largest: number): boolean {
  return largest === 0 || (largest >= 2 ** -SAFE_EXPONENT && largest < 2 ** (SAFE_EXPONENT - 1));
}

/**
 * Brings the largest element of each matrix near 1, in place, where squares would overflow or vanish.
 *
 * @returns The powers of two taken out, if any, with two axes of one element in the place of each matrix.
 */
export function balance(a: NDArray<'f64'>): NDArray | undefined {
  if (a.size === 0) return undefined;
  const [, exponents] = frexp(max(absolute(a), { axis: [-2, -1], keepdims: true }));
  if ((max(absolute(exponents)) as number) <= SAFE_EXPONENT) return undefined;
  ldexp(a, negative(exponents), { out: a });
  return exponents;
}

/** A result of its own, packed, in a type. */
export function settled<D extends DType>(a: NDArray, type: D): NDArray<D> {
  return a.astype(type) as NDArray as NDArray<D>;
}

/** The result for one matrix as a number, for a stack as an array. */
export function numberOrArray<D extends DType>(a: NDArray, type: D): NDArray<D> | number {
  const result = settled(a, type);
  return result.ndim === 0 ? Number(result.item()) : result;
}
