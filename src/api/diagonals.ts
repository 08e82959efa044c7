/** Diagonals and triangles of matrices. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { type Canonical, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { checkShape, normalizeAxes, showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { arange, zeros } from './creation.js';
import { greaterEqual } from './logic.js';
import { walked } from './parts.js';
import { sum } from './reductions.js';
import { where } from './selection.js';

/** Which diagonal: 0 the main one, positive above it, negative below; of the plane of two axes. */
export interface DiagonalOptions {
  /** How far above the main diagonal, below it where negative; 0 unless given. */
  offset?: number;
  /** The axis of the rows, 0 unless given. */
  axis1?: number;
  /** The axis of the columns, 1 unless given. */
  axis2?: number;
}

const DIAGONAL_OPTIONS = ['offset', 'axis1', 'axis2'];

export function checkOffset(operation: string, offset: number): number {
  if (!Number.isInteger(offset)) throw new RangeError(`${operation}: diagonal ${offset}; it is an integer.`);
  return offset;
}

/** A view of a diagonal; the axis along it comes last. */
function diagonalOf(operation: string, a: NDArray, options: number | DiagonalOptions, writeable: boolean): NDArray {
  const given = typeof options === 'number' ? { offset: options } : options;
  checkOptions(operation, given, DIAGONAL_OPTIONS);
  const { offset = 0, axis1 = 0, axis2 = 1 } = given;
  checkOffset(operation, offset);
  if (a.ndim < 2) {
    throw new RangeError(
      `${operation}: shape ${showShape(a.shape)} has ${a.ndim} dimensions; a diagonal takes at least two.`,
    );
  }
  const [row, column] = normalizeAxes(operation, [axis1, axis2], a.ndim);
  const { shape, byteStrides } = a;
  const length = Math.max(0, Math.min(shape[row] + Math.min(offset, 0), shape[column] - Math.max(offset, 0)));
  const first = offset >= 0 ? offset * byteStrides[column] : -offset * byteStrides[row];
  const others = <T>(list: readonly T[]) => list.filter((_, axis) => axis !== row && axis !== column);
  const view = {
    shape: [...others(shape), length],
    byteStrides: [...others(byteStrides), byteStrides[row] + byteStrides[column]],
    byteOffset: a.byteOffset + (length > 0 ? first : 0),
  };
  return a.view(view, writeable && a.writeable);
}

/**
 * A diagonal of a matrix, or of each matrix in the plane of two axes.
 *
 * @param options `offset` (0 unless given), `axis1` and `axis2` (0 and 1 unless given); or the offset alone.
 * @returns A read-only view without the two axes; the diagonal comes last. NumPy: `diagonal`.
 * @throws RangeError for fewer than two dimensions.
 * @example
 * diagonal([[1, 2], [3, 4]]);    // 1, 4
 * diagonal([[1, 2], [3, 4]], 1); // 2
 */
export function diagonal<A extends ArrayLike>(a: A, options: number | DiagonalOptions = {}): NDArray<DTypeOf<A>> {
  return diagonalOf('diagonal', toArray('diagonal', a), options, false) as NDArray as NDArray<DTypeOf<A>>;
}

/** A square matrix of zeros with given elements on a diagonal. */
function matrixOf(values: NDArray, k: number): NDArray {
  const n = values.size + Math.abs(k);
  const result = zeros([n, n], values.dtype) as NDArray;
  const target = walked(result, [(n + 1) * result.itemsize]);
  const first = (k >= 0 ? k : -k * n) * result.itemsize;
  copy(values.shape, values, { ...target, byteOffset: target.byteOffset + first });
  return result;
}

/**
 * A diagonal of a matrix, or the matrix with a given diagonal.
 *
 * @param k The diagonal: 0, unless given, the main one, positive above it, negative below.
 * @returns Of two dimensions a read-only view; of one a fresh square matrix. NumPy: `diag`.
 * @throws RangeError for other numbers of dimensions.
 * @example
 * diag([1, 2]);           // [[1, 0], [0, 2]]
 * diag([[1, 2], [3, 4]]); // 1, 4
 */
export function diag<A extends ArrayLike>(a: A, k = 0): NDArray<DTypeOf<A>> {
  const array = toArray('diag', a);
  checkOffset('diag', k);
  if (array.ndim === 1) return matrixOf(array, k) as NDArray as NDArray<DTypeOf<A>>;
  if (array.ndim === 2) return diagonalOf('diag', array, k, false) as NDArray as NDArray<DTypeOf<A>>;
  throw new RangeError(
    `diag: shape ${showShape(array.shape)} has ${array.ndim} dimensions; it takes one or two. Use diagonal().`,
  );
}

/**
 * The square matrix with all elements, in C order, on a diagonal.
 *
 * @returns A fresh matrix. NumPy: `diagflat`.
 * @example
 * diagflat([[1, 2]], 1); // [[0, 1, 0], [0, 0, 2], [0, 0, 0]]
 */
export function diagflat<A extends ArrayLike>(a: A, k = 0): NDArray<DTypeOf<A>> {
  checkOffset('diagflat', k);
  return scope(() => matrixOf(toArray('diagflat', a).ravel(), k)) as NDArray as NDArray<DTypeOf<A>>;
}

/** Options of {@link trace}. */
export interface TraceOptions extends DiagonalOptions {
  /** The type to add up in. */
  dtype?: DTypeLike;
  /** An array for the result. */
  out?: NDArray;
}

/**
 * The sum of a diagonal.
 *
 * @param options As of {@link diagonal}, and `dtype` and `out` as of a sum.
 * @returns A number (a bigint for 64-bit integers), or an array of sums for more than two dimensions. NumPy: `trace`.
 * @throws RangeError for fewer than two dimensions.
 * @example
 * trace([[1, 2], [3, 4]]); // 5
 */
export function trace(a: ArrayLike, options: number | TraceOptions = {}): NDArray | number | bigint {
  const given: TraceOptions = typeof options === 'number' ? { offset: options } : options;
  checkOptions('trace', given, [...DIAGONAL_OPTIONS, 'dtype', 'out']);
  const { dtype, out, ...plane } = given;
  return scope(() => {
    const values = diagonalOf('trace', toArray('trace', a), plane, false);
    if (values.ndim === 1 && out === undefined) return sum(values, { dtype });
    return sum(values, { axis: -1, dtype, ...(out && { out }) });
  }) as NDArray | number | bigint;
}

/** Whether an element lies on or below a diagonal. */
export function lower(rows: number, columns: number, k: number): NDArray<'bool'> {
  return greaterEqual(arange(rows, 'i64').reshape(rows, 1), arange(-k, columns - k, 1, 'i64')) as NDArray<'bool'>;
}

/**
 * A matrix with ones on and below a diagonal and zeros above it.
 *
 * @param options `columns` (as many as rows unless given), `k` (the diagonal, 0 unless given), `dtype`.
 * @returns A fresh matrix, f64 unless a type is given. NumPy: `tri`.
 * @example
 * tri(2);                          // [[1, 0], [1, 1]]
 * tri(2, { columns: 3, k: 1 });    // [[1, 1, 0], [1, 1, 1]]
 */
export function tri<L extends DTypeLike = 'f64'>(
  rows: number,
  options: { columns?: number; k?: number; dtype?: L } = {},
): NDArray<Canonical<L>> {
  checkOptions('tri', options, ['columns', 'k', 'dtype']);
  const [n, m] = checkShape('tri', [rows, options.columns ?? rows]);
  const k = checkOffset('tri', options.k ?? 0);
  const name: DType = options.dtype === undefined ? 'f64' : dtype(options.dtype);
  return scope(() => lower(n, m, k).astype(name)) as unknown as NDArray<Canonical<L>>;
}

function triangle(operation: string, k: number, a: ArrayLike, below: boolean): NDArray {
  checkOffset(operation, k);
  return scope(() => {
    const array = toArray(operation, a);
    if (array.ndim === 0) {
      throw new TypeError(`${operation}: takes arrays of at least one dimension, not a scalar.`);
    }
    const columns = array.shape[array.ndim - 1];
    const rows = array.ndim > 1 ? array.shape[array.ndim - 2] : columns;
    const zero = zeros([], array.dtype);
    const mask = lower(rows, columns, below ? k : k - 1);
    return below ? where(mask, array, zero) : where(mask, zero, array);
  }) as NDArray;
}

/**
 * The lower triangle: elements above a diagonal are 0.
 *
 * @param k The diagonal, 0 unless given.
 * @returns A fresh array; of more than two dimensions each matrix along the last two. NumPy: `tril`.
 * @example
 * tril([[1, 2], [3, 4]]); // [[1, 0], [3, 4]]
 */
export function tril<A extends ArrayLike>(a: A, k = 0): NDArray<DTypeOf<A>> {
  return triangle('tril', k, a, true) as NDArray<DTypeOf<A>>;
}

/**
 * The upper triangle: elements below a diagonal are 0.
 *
 * @param k The diagonal, 0 unless given.
 * @returns A fresh array; of more than two dimensions each matrix along the last two. NumPy: `triu`.
 * @example
 * triu([[1, 2], [3, 4]]); // [[1, 2], [0, 4]]
 */
export function triu<A extends ArrayLike>(a: A, k = 0): NDArray<DTypeOf<A>> {
  return triangle('triu', k, a, false) as NDArray<DTypeOf<A>>;
}
