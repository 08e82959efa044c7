/** What a value is: its dimensions and the order of its memory. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { isPacked, normalizeAxes, packedStrides, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { scope } from '../memory/scope.js';

function shapeOf(operation: string, a: ArrayLike): number[] {
  if (a instanceof NDArray) return a.shape.slice();
  return isScalar(a) ? [] : scope(() => toArray(operation, a).shape.slice());
}

/**
 * The number of dimensions of an array, or of the array that a value would make.
 *
 * @throws As `array`. NumPy: `ndim`.
 * @example
 * ndim([[1, 2], [3, 4]]); // 2
 */
export function ndim(a: ArrayLike): number {
  return shapeOf('ndim', a).length;
}

/**
 * The extents of an array, or of the array that a value would make.
 *
 * @returns A fresh list. NumPy: `shape`.
 * @throws As `array`.
 * @example
 * shape([[1, 2, 3]]); // [1, 3]
 */
export function shape(a: ArrayLike): number[] {
  return shapeOf('shape', a);
}

/**
 * The number of elements of an array, or of those along some of its axes.
 *
 * @throws RangeError when there is no such axis. NumPy: `size`.
 * @example
 * size(zeros([2, 3]));         // 6
 * size(zeros([2, 3]), 1);      // 3
 */
export function size(a: ArrayLike, axis?: number | readonly number[]): number {
  const extents = shapeOf('size', a);
  if (axis === undefined) return sizeOf(extents);
  return sizeOf(normalizeAxes('size', axis, extents.length).map((i) => extents[i]));
}

/**
 * Whether a value is a scalar: a number, bigint, boolean or string. An array without dimensions is none.
 *
 * NumPy: `isscalar`.
 *
 * @example
 * isscalar(3);        // true
 * isscalar(array(3)); // false
 */
export function isscalar(value: unknown): boolean {
  return isScalar(value) || typeof value === 'string';
}

/**
 * Whether a value can be iterated over; an array without dimensions cannot.
 *
 * NumPy: `iterable`.
 *
 * @example
 * iterable([1, 2]);   // true
 * iterable(array(3)); // false
 */
export function iterable(value: unknown): boolean {
  if (value instanceof NDArray) return value.ndim > 0;
  return typeof value === 'string' || (typeof value === 'object' && value !== null && Symbol.iterator in value);
}

/** @internal Whether an array lies packed in Fortran's order, the first axis fastest. */
export function packedFirst({ shape: extents, byteStrides, itemsize }: NDArray): boolean {
  return isPacked(extents.slice().reverse(), byteStrides.slice().reverse(), itemsize);
}

/** @internal A copy, or a conversion, in Fortran's order. */
export function copyFirst(a: NDArray): NDArray {
  const { itemsize } = a;
  const result = NDArray.allocate(a.dtype, a.shape, packedStrides(a.shape.slice().reverse(), itemsize).reverse());
  return result.set([], a);
}

/**
 * Whether an array lies packed in Fortran's order, the first axis fastest, and not in C's.
 *
 * @throws TypeError for what is no array. NumPy: `isfortran`.
 * @example
 * isfortran(zeros([2, 3]).T); // true
 */
export function isfortran(a: NDArray): boolean {
  if (!(a instanceof NDArray)) throw new TypeError('isfortran: takes an array, which alone has an order of memory.');
  return packedFirst(a) && !isPacked(a.shape, a.byteStrides, a.itemsize);
}
