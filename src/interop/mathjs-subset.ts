/** mathjs's indices on arrays. */
import type { ArrayLike } from '../array/convert.js';
import type { NDArray } from '../array/ndarray.js';
import { arange } from '../index.js';

/** A dimension of an index: one place or several; they count from 0. */
type Dimension = number | { toArray(): number[] };

/** What is used of mathjs's Index. */
export interface MathjsIndex {
  size(): number[];
  dimension(axis: number): Dimension;
}

/** The places of a dimension: evenly spaced ones, as ranges have them, as a slice, which makes a view. */
function item(dimension: Dimension, axis: number, extent: number): number | string | number[] {
  const places = typeof dimension === 'object' ? dimension.toArray() : [dimension];
  for (const place of places) {
    if (!(place >= 0 && place < extent)) {
      throw new RangeError(
        `subset: place ${place} (counted from 0) lies outside axis ${axis}, which has ${extent} elements.`,
      );
    }
  }
  if (typeof dimension !== 'object') return dimension;
  const [first = 0, second = first + 1] = places;
  const step = second - first;
  if (step === 0 || places.some((place, i) => place !== first + i * step)) return places;
  const end = first + places.length * step;
  return `${first}:${end < 0 ? '' : end}:${step}`;
}

/**
 * The part of an array that a mathjs index selects, each dimension on its own; with a value, the array with that written
 * into it.
 *
 * @returns A view where the places of each dimension are evenly spaced, an element where each is one place, a copy otherwise.
 * @throws RangeError where the index has not one dimension for each axis, or leaves the array.
 */
export function subset(array: NDArray, index: MathjsIndex, value?: ArrayLike): unknown {
  const { length } = index.size();
  if (length !== array.ndim) {
    throw new RangeError(
      `subset: an index of ${length} dimensions for an array of ${array.ndim}; give one for each axis.`,
    );
  }
  const items = array.shape.map((extent, axis) => item(index.dimension(axis), axis, extent));
  if (value !== undefined) {
    const places = items.some(Array.isArray) ? items.map((part, axis) => mesh(array, items, part, axis)) : items;
    return array.set(places as never, value);
  }
  // The last axis first: one place takes its axis away.
  return items.reduceRight<unknown>(
    (part, own, axis) => (part as NDArray).get(...(new Array(axis).fill(':') as string[]), own as never),
    array,
  );
}

/** The places that a dimension selects, along an axis of their own among those that are kept. */
function mesh(array: NDArray, items: readonly unknown[], part: unknown, axis: number): unknown {
  if (typeof part === 'number') return part;
  const places = arange(array.shape[axis], 'i64').get(part as never) as unknown as NDArray;
  const after = items.slice(axis + 1).filter((other) => typeof other !== 'number').length;
  return places.reshape([places.size, ...new Array<number>(after).fill(1)]);
}
