/** Other looks at the same memory: more axes, broadcast together, windows, any strides. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { broadcast, checkShape, normalizeAxis, type Shape, showShape, sizeOf } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions, optionsOf } from '../array/options.js';

/** An array with at least so many axes, placed as atleast1d and its like do: a view, or the array itself. */
export function atLeast(a: NDArray, ndim: number): NDArray {
  if (a.ndim >= ndim) return a;
  if (ndim < 3 || a.ndim === 0) return a.expandDims(Array.from({ length: ndim - a.ndim }, (_, axis) => axis));
  return a.expandDims(a.ndim === 1 ? [0, 2] : 2);
}

type One = { <A extends ArrayLike>(a: A): NDArray<DTypeOf<A>>; (...arrays: ArrayLike[]): NDArray[] };

function atLeastAll(operation: string, ndim: number): One {
  return ((...arrays: ArrayLike[]) => {
    const results = arrays.map((a) => atLeast(toArray(operation, a), ndim));
    return results.length === 1 ? results[0] : results;
  }) as One;
}

/**
 * Arrays with at least one dimension: scalars become arrays of one element.
 *
 * @returns A view, or the array itself; a list of them for several. NumPy: `atleast_1d`.
 * @example
 * atleast1d(3).shape; // [1]
 */
export const atleast1d = /* @__PURE__ */ atLeastAll('atleast1d', 1);

/**
 * Arrays with at least two dimensions: new axes come first.
 *
 * @returns A view, or the array itself; a list of them for several. NumPy: `atleast_2d`.
 * @example
 * atleast2d([1, 2]).shape; // [1, 2]
 */
export const atleast2d = /* @__PURE__ */ atLeastAll('atleast2d', 2);

/**
 * Arrays with at least three dimensions: (n,) becomes (1, n, 1), and (m, n) becomes (m, n, 1).
 *
 * @returns A view, or the array itself; a list of them for several. NumPy: `atleast_3d`.
 * @example
 * atleast3d([1, 2]).shape; // [1, 2, 1]
 */
export const atleast3d = /* @__PURE__ */ atLeastAll('atleast3d', 3);

/**
 * Arrays repeated to the shape that they broadcast to, without copying.
 *
 * @returns A list of read-only views. NumPy: `broadcast_arrays`.
 * @throws RangeError when they do not broadcast.
 * @example
 * const [x, y] = broadcastArrays([[1], [2]], [3, 4, 5]); // both (2,3)
 */
export function broadcastArrays<const L extends readonly ArrayLike[]>(
  ...arrays: L
): { -readonly [I in keyof L]: NDArray<DTypeOf<L[I]>> };
export function broadcastArrays(...arrays: ArrayLike[]): NDArray[] {
  const list = arrays.map((a) => toArray('broadcastArrays', a));
  const shape = broadcast('broadcastArrays', [[], ...list.map((a) => a.shape)]);
  return list.map((a) => a.broadcastTo(shape));
}

/** Options of {@link asStrided}. */
export interface StridedOptions {
  /** The extents of the view; those of the array unless given. */
  shape?: number | readonly number[];
  /** The step along each axis in elements, as in {@link NDArray.strides}; those of the array unless given. */
  strides?: readonly number[];
  /** Whether the view may be written, which is up to its user where elements appear in several places. */
  writeable?: boolean;
}

/**
 * The memory of an array, from its first element on, in any shape and with any strides.
 *
 * @returns A view, read-only unless `writeable` is asked for and the array is so. NumPy: `lib.stride_tricks.as_strided`,
 *   whose strides count bytes and which does not check bounds.
 * @throws RangeError when an element of the view would lie outside the memory that the array and its base own.
 * @example
 * asStrided([1, 2, 3, 4], { shape: [3, 2], strides: [1, 1] }); // [[1, 2], [2, 3], [3, 4]]
 */
export function asStrided<A extends ArrayLike>(a: A, options: StridedOptions = {}): NDArray<DTypeOf<A>> {
  checkOptions('asStrided', options, ['shape', 'strides', 'writeable']);
  const array = toArray('asStrided', a);
  const shape = checkShape('asStrided', options.shape ?? array.shape);
  const strides = options.strides ?? array.strides;
  if (strides.length !== shape.length || !strides.every(Number.isInteger)) {
    throw new RangeError(
      `asStrided: strides (${strides.join(',')}) for shape ${showShape(shape)}; each axis takes one integer.`,
    );
  }
  const view = { shape, byteStrides: strides.map((stride) => stride * array.itemsize), byteOffset: array.byteOffset };
  checkBounds(array, shape, view.byteStrides);
  return array.view(view, (options.writeable ?? false) && array.writeable) as NDArray as NDArray<DTypeOf<A>>;
}

function checkBounds(array: NDArray, shape: Shape, byteStrides: readonly number[]): void {
  if (sizeOf(shape) === 0) return;
  let low = array.byteOffset;
  let high = array.byteOffset + array.itemsize;
  for (const [axis, extent] of shape.entries()) {
    const reach = (extent - 1) * byteStrides[axis];
    if (reach < 0) low += reach;
    else high += reach;
  }
  const { byteLength } = array.storage;
  if (low < 0 || high > byteLength) {
    const [first, last] = [low / array.itemsize, high / array.itemsize - 1];
    throw new RangeError(
      `asStrided: shape ${showShape(shape)} with these strides reaches elements ${first} to ${last} of memory that has 0 to ${byteLength / array.itemsize - 1}.`,
    );
  }
}

/** Options of {@link slidingWindowView}. */
export interface WindowOptions {
  /** The axis that each extent of the window slides along; all axes in order unless given. */
  axis?: number | readonly number[];
  /** Whether the view may be written, though its elements appear in several windows. */
  writeable?: boolean;
}

/**
 * All windows of a shape that fit an array, without copying: the axes of the window come last.
 *
 * @param options `axis`, `writeable`; or the axes alone.
 * @returns A view, read-only unless `writeable` is asked for. NumPy: `lib.stride_tricks.sliding_window_view`.
 * @throws RangeError when the window is larger than the array, or has another number of axes.
 * @example
 * slidingWindowView([1, 2, 3, 4], 2); // [[1, 2], [2, 3], [3, 4]]
 */
export function slidingWindowView<A extends ArrayLike>(
  a: A,
  windowShape: number | readonly number[],
  options: WindowOptions | number | readonly number[] = {},
): NDArray<DTypeOf<A>> {
  const array = toArray('slidingWindowView', a);
  const given = optionsOf<WindowOptions>('slidingWindowView', options, ['axis', 'writeable']);
  const window = checkShape('slidingWindowView', windowShape);
  const listed = typeof given.axis === 'number' ? [given.axis] : given.axis;
  const axes = listed
    ? listed.map((axis) => normalizeAxis('slidingWindowView', axis, array.ndim))
    : array.shape.map((_, axis) => axis);
  if (axes.length !== window.length) {
    throw new RangeError(
      `slidingWindowView: a window of ${window.length} dimensions for ${axes.length} axes of shape ${showShape(array.shape)}; name the axes it slides along.`,
    );
  }
  const shape = array.shape.slice();
  for (const [i, axis] of axes.entries()) {
    if (shape[axis] < window[i]) {
      throw new RangeError(
        `slidingWindowView: the window ${showShape(window)} is larger than the array, ${showShape(array.shape)}, along axis ${axis}.`,
      );
    }
    shape[axis] -= window[i] - 1;
  }
  const { byteOffset, byteStrides } = array;
  return array.view(
    {
      shape: [...shape, ...window],
      byteStrides: [...byteStrides, ...axes.map((axis) => byteStrides[axis])],
      byteOffset,
    },
    (given.writeable ?? false) && array.writeable,
  ) as NDArray as NDArray<DTypeOf<A>>;
}
