/** The indices of triangles and diagonals, and what is written to a diagonal. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { checkShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import type { Operand } from '../loops/operand.js';
import { scope } from '../memory/scope.js';
import { arange, ones } from './creation.js';
import { checkOffset, lower } from './diagonals.js';
import { notEqual } from './logic.js';
import { nonzeroOf } from './nonzero.js';
import { from, walked } from './parts.js';
import { resize } from './repeating.js';
import { logicalNot } from './ufuncs.js';

/** Options of {@link trilIndices} and {@link triuIndices}. */
export interface TriangleOptions {
  /** The diagonal: 0, unless given, the main one, positive above it, negative below. */
  k?: number;
  /** The columns of the matrix, as many as rows unless given. */
  m?: number;
}

type Rows = NDArray<'i64'>[];

function triangle(operation: string, shape: readonly number[], k: number, below: boolean): Rows {
  const [n, m] = checkShape(operation, shape);
  checkOffset(operation, k);
  return scope(() => {
    const mask = lower(n, m, below ? k : k - 1);
    return nonzeroOf(operation, below ? mask : logicalNot(mask, { out: mask }));
  });
}

function triangleOf(operation: string, n: number, options: TriangleOptions, below: boolean): Rows {
  checkOptions(operation, options, ['k', 'm']);
  const { k = 0, m = n } = options;
  return triangle(operation, [n, m], k, below);
}

/** The extents of a matrix. */
function matrixShape(operation: string, a: ArrayLike): readonly number[] {
  const shape = a instanceof NDArray ? a.shape : scope(() => toArray(operation, a).shape);
  if (shape.length !== 2) {
    throw new RangeError(`${operation}: shape ${showShape(shape)} has ${shape.length} dimensions; it takes two.`);
  }
  return shape;
}

/**
 * The indices of the lower triangle of a matrix with n rows.
 *
 * @returns Two fresh arrays of i64: rows and columns, in C order. NumPy: `tril_indices`.
 * @throws RangeError for negative extents, or a diagonal that is no integer.
 * @example
 * trilIndices(2);                            // [[0, 1, 1], [0, 0, 1]]
 * a.get(...trilIndices(3, { k: -1 }));       // the elements below the diagonal
 */
export function trilIndices(n: number, options: TriangleOptions = {}): Rows {
  return triangleOf('trilIndices', n, options, true);
}

/**
 * The indices of the upper triangle of a matrix with n rows.
 *
 * @returns Two fresh arrays of i64: rows and columns, in C order. NumPy: `triu_indices`.
 * @throws RangeError for negative extents, or a diagonal that is no integer.
 * @example
 * triuIndices(2); // [[0, 0, 1], [0, 1, 1]]
 */
export function triuIndices(n: number, options: TriangleOptions = {}): Rows {
  return triangleOf('triuIndices', n, options, false);
}

/**
 * The indices of a matrix's own lower triangle.
 *
 * @param k The diagonal, 0 unless given.
 * @returns Two fresh arrays of i64. NumPy: `tril_indices_from`.
 * @throws RangeError unless there are two dimensions.
 * @example
 * a.get(...trilIndicesFrom(a));
 */
export function trilIndicesFrom(a: ArrayLike, k = 0): Rows {
  return triangle('trilIndicesFrom', matrixShape('trilIndicesFrom', a), k, true);
}

/**
 * The indices of a matrix's own upper triangle.
 *
 * @param k The diagonal, 0 unless given.
 * @returns Two fresh arrays of i64. NumPy: `triu_indices_from`.
 * @throws RangeError unless there are two dimensions.
 * @example
 * a.get(...triuIndicesFrom(a, 1));
 */
export function triuIndicesFrom(a: ArrayLike, k = 0): Rows {
  return triangle('triuIndicesFrom', matrixShape('triuIndicesFrom', a), k, false);
}

/** The same indices along each of several axes. */
function repeated(operation: string, n: number, ndim: number): Rows {
  const [extent, count] = checkShape(operation, [n, ndim]);
  return Array.from({ length: count }, () => arange(BigInt(extent)));
}

/**
 * The indices of the main diagonal of an array whose axes all have n elements.
 *
 * @param ndim How many axes, 2 unless given.
 * @returns A fresh array of i64 for each axis. NumPy: `diag_indices`.
 * @throws RangeError for a negative extent or number of axes.
 * @example
 * a.set(diagIndices(3), 0);
 */
export function diagIndices(n: number, ndim = 2): Rows {
  return repeated('diagIndices', n, ndim);
}

/**
 * The indices of an array's own main diagonal.
 *
 * @returns A fresh array of i64 for each axis. NumPy: `diag_indices_from`.
 * @throws RangeError for fewer than two axes, and for axes of different extents.
 * @example
 * a.get(...diagIndicesFrom(a));
 */
export function diagIndicesFrom(a: ArrayLike): Rows {
  const shape = a instanceof NDArray ? a.shape : scope(() => toArray('diagIndicesFrom', a).shape);
  if (shape.length < 2) {
    throw new RangeError(`diagIndicesFrom: shape ${showShape(shape)} has ${shape.length} dimensions, fewer than two.`);
  }
  checkCube('diagIndicesFrom', shape);
  return repeated('diagIndicesFrom', shape[0], shape.length);
}

function checkCube(operation: string, shape: readonly number[]): void {
  if (shape.some((extent) => extent !== shape[0])) {
    throw new RangeError(`${operation}: the axes of shape ${showShape(shape)} differ in extent; all must be the same.`);
  }
}

/**
 * The indices of an n by n matrix that a function of matrices keeps, such as `tril` and `triu`.
 *
 * @param mask Is given a matrix of ones (i64) and `k`, and returns an array that is not zero where indices are wanted.
 * @param k Passed on to the function, 0 unless given.
 * @returns A fresh array of i64 for each axis of what the function returns. NumPy: `mask_indices`.
 * @throws RangeError for a negative extent, or when the function returns a scalar.
 * @example
 * maskIndices(3, triu, 1); // [[0, 0, 1], [1, 2, 2]]
 */
export function maskIndices(n: number, mask: (m: NDArray<'i64'>, k: number) => ArrayLike, k = 0): Rows {
  if (typeof mask !== 'function') throw new TypeError(`maskIndices: the mask is ${String(mask)}; it is a function.`);
  const shape = checkShape('maskIndices', [n, n]);
  return scope(() => {
    const flags = notEqual(toArray('maskIndices', mask(ones(shape, 'i64'), k)), 0) as NDArray;
    if (flags.ndim === 0) throw new RangeError('maskIndices: the function returned a scalar; it returns a matrix.');
    return nonzeroOf('maskIndices', flags);
  });
}

/**
 * Writes values to the main diagonal, in place; of more than two axes to the elements whose indices are all the same.
 *
 * @param value One value, or several: those of an array in C order, cut off or repeated to fill the diagonal.
 * @param options `wrap`: in a matrix with more rows than columns the diagonal begins anew after each (columns + 1) rows.
 * @throws TypeError when there is no array to write to, or a read-only one; RangeError for fewer than two axes, for more
 *   than two of different extents, and for values that do not fit the type. Nothing is written then. NumPy:
 *   `fill_diagonal`.
 * @example
 * fillDiagonal(a, 1);
 * fillDiagonal(a, [1, 2], { wrap: true });
 */
export function fillDiagonal(a: NDArray, value: ArrayLike, options: { wrap?: boolean } = {}): void {
  checkOptions('fillDiagonal', options, ['wrap']);
  const { wrap = false } = options;
  if (!(a instanceof NDArray)) throw new TypeError('fillDiagonal: works in place and needs an NDArray.');
  if (!a.writeable) throw new TypeError('fillDiagonal: the array is read-only (a broadcast view); use its copy().');
  const { shape, ndim } = a;
  if (ndim < 2) throw new RangeError(`fillDiagonal: shape ${showShape(shape)} has ${ndim} dimensions, fewer than two.`);
  if (ndim > 2) checkCube('fillDiagonal', shape);
  scope(() => {
    const given = value instanceof NDArray ? value : toArray('fillDiagonal', value, a.dtype);
    if (given.size === 0) return;
    const [rows, columns] = shape;
    const period = columns + 1;
    const whole = wrap && ndim === 2 && columns > 0 ? Math.floor(rows / period) : 0;
    const rest = Math.min(rows - whole * period, columns);
    // A copy, so that values from the array itself are read before they are overwritten.
    const values = resize(given, whole * columns + rest);
    const step = a.byteStrides.reduce((sum, stride) => sum + stride, 0);
    const put = (target: Operand, strides: number[], extents: number[], first: number) => {
      const steps = extents.map((_, axis) => (axis === extents.length - 1 ? 1 : columns) * values.itemsize);
      copy(extents, from(walked(values, steps), extents.length - 1, first), walked(target, strides));
    };
    put(a, [period * a.byteStrides[0], step], [whole, columns], 0);
    put(from(a, 0, whole * period), [step], [rest], whole * columns);
  });
}
