/** The ways to look at an array as functions; the methods of NDArray say what each does. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import type { Canonical, DTypeLike } from '../array/dtype.js';
import { broadcast, checkShape, normalizeAxis, type Shape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';

type Axes = number | readonly number[];

function of<A extends ArrayLike>(name: string, a: A): NDArray<DTypeOf<A>> {
  return toArray(name, a) as NDArray as NDArray<DTypeOf<A>>;
}

/** The elements in another shape: {@link NDArray.reshape}. */
export function reshape<A extends ArrayLike>(a: A, shape: Axes): NDArray<DTypeOf<A>> {
  return of('reshape', a).reshape(typeof shape === 'number' ? [shape] : shape);
}

/** The elements in one axis: {@link NDArray.ravel}. */
export function ravel<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  return of('ravel', a).ravel();
}

/** The axes reversed, or in the given order: {@link NDArray.transpose}. */
export function transpose<A extends ArrayLike>(a: A, axes?: readonly number[]): NDArray<DTypeOf<A>> {
  const array = of('transpose', a);
  return axes === undefined ? array.transpose() : array.transpose(axes);
}

/** The axes in the given order, reversed when none is given: {@link NDArray.transpose}. */
export function permuteDims<A extends ArrayLike>(a: A, axes?: readonly number[]): NDArray<DTypeOf<A>> {
  const array = of('permuteDims', a);
  return axes === undefined ? array.transpose() : array.permuteDims(axes);
}

/** Two axes exchanged: {@link NDArray.swapaxes}. */
export function swapaxes<A extends ArrayLike>(a: A, axis1: number, axis2: number): NDArray<DTypeOf<A>> {
  return of('swapaxes', a).swapaxes(axis1, axis2);
}

/** Axes moved to other places: {@link NDArray.moveaxis}. */
export function moveaxis<A extends ArrayLike>(a: A, source: Axes, destination: Axes): NDArray<DTypeOf<A>> {
  return of('moveaxis', a).moveaxis(source, destination);
}

/**
 * An axis moved to before another; `moveaxis`, which says where it arrives, is easier to read.
 *
 * @param start The place, counted before the move, that the axis goes before: 0 unless given, the number of axes for the
 *   end; negative ones count from the end.
 * @returns A view. NumPy: `rollaxis`.
 * @throws RangeError when there is no such axis or place.
 * @example
 * rollaxis(zeros([3, 4, 5, 6]), 3, 1).shape; // [3, 6, 4, 5]
 */
export function rollaxis<A extends ArrayLike>(a: A, axis: number, start = 0): NDArray<DTypeOf<A>> {
  const array = of('rollaxis', a);
  const { ndim } = array;
  const from = normalizeAxis('rollaxis', axis, ndim);
  const before = start < 0 ? start + ndim : start;
  if (!Number.isInteger(start) || before < 0 || before > ndim) {
    throw new RangeError(
      `rollaxis: start ${start} is out of bounds for an array of ${ndim} dimensions; it is from ${-ndim} to ${ndim}.`,
    );
  }
  return array.moveaxis(from, before > from ? before - 1 : before);
}

/** Without axes of one element: {@link NDArray.squeeze}. */
export function squeeze<A extends ArrayLike>(a: A, axis?: Axes | null): NDArray<DTypeOf<A>> {
  return of('squeeze', a).squeeze(axis);
}

/** With new axes of one element: {@link NDArray.expandDims}. */
export function expandDims<A extends ArrayLike>(a: A, axis: Axes): NDArray<DTypeOf<A>> {
  return of('expandDims', a).expandDims(axis);
}

/** Repeated to a larger shape, read-only: {@link NDArray.broadcastTo}. */
export function broadcastTo<A extends ArrayLike>(a: A, shape: Axes): NDArray<DTypeOf<A>> {
  return of('broadcastTo', a).broadcastTo(shape);
}

/**
 * The shape that arrays of these shapes broadcast to. NumPy: `broadcast_shapes`.
 *
 * @throws RangeError when they do not.
 * @example
 * broadcastShapes([3, 1], [4]); // [3, 4]
 */
export function broadcastShapes(...shapes: Axes[]): Shape {
  return broadcast('broadcastShapes', [[], ...shapes.map((shape) => checkShape('broadcastShapes', shape))]);
}

/** The elements in another type: {@link NDArray.astype}. */
export function astype<A extends ArrayLike, L extends DTypeLike>(a: A, type: L): NDArray<Canonical<L>> {
  return of('astype', a).astype(type);
}

/** A packed copy: {@link NDArray.copy}. */
export function copy<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  return of('copy', a).copy();
}
