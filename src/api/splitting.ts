/** One array made into several: all parts are views. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { normalizeAxis, showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { type AxisArgument, axisFrom, type Integers, integersOf, stretch } from './parts.js';

type Parts<A> = NDArray<DTypeOf<A>>[];

/** Where parts begin and end: sections of nearly equal length, or cuts before the given places, as slices take them. */
function boundsOf(operation: string, sections: Integers, extent: number, even: boolean): number[] {
  if (typeof sections === 'number' || typeof sections === 'bigint') {
    const [count] = integersOf(operation, sections, 'sections');
    if (count <= 0) throw new RangeError(`${operation}: ${count} sections; their number is at least 1.`);
    if (even && extent % count !== 0) {
      throw new RangeError(
        `${operation}: an axis of ${extent} does not divide into ${count} equal sections; use arraySplit().`,
      );
    }
    const [each, longer] = [Math.floor(extent / count), extent % count];
    return Array.from({ length: count + 1 }, (_, i) => i * each + Math.min(i, longer));
  }
  const cuts = integersOf(operation, sections, 'places to split at').map((at) =>
    Math.min(Math.max(at < 0 ? at + extent : at, 0), extent),
  );
  return [0, ...cuts, extent];
}

function parts<A extends ArrayLike>(
  operation: string,
  a: A,
  sections: Integers,
  at: number | ((ndim: number) => number),
  even: boolean,
): Parts<A> {
  const array = toArray(operation, a);
  const axis = normalizeAxis(operation, typeof at === 'number' ? at : at(array.ndim), array.ndim);
  const bounds = boundsOf(operation, sections, array.shape[axis], even);
  return bounds
    .slice(1)
    .map((end, i) => stretch(array, axis, bounds[i], Math.max(0, end - bounds[i]))) as NDArray[] as Parts<A>;
}

/**
 * An array split into equal parts along an axis, or before given places.
 *
 * @param sections The number of parts, or the places to cut before.
 * @param axis The axis, 0 unless given.
 * @returns A list of views. NumPy: `split`.
 * @throws RangeError when the axis does not divide into that many parts.
 * @example
 * split([1, 2, 3, 4], 2);         // [1, 2] and [3, 4]
 * split([1, 2, 3, 4, 5], [2, 3]); // [1, 2], [3] and [4, 5]
 */
export function split<A extends ArrayLike>(a: A, sections: Integers, axis?: AxisArgument): Parts<A> {
  return parts('split', a, sections, axisFrom('split', axis, 0), true);
}

/**
 * As {@link split}, but parts need not be equal: the first ones are one longer where the axis does not divide.
 *
 * @returns A list of views. NumPy: `array_split`.
 * @example
 * arraySplit([1, 2, 3, 4, 5], 2); // [1, 2, 3] and [4, 5]
 */
export function arraySplit<A extends ArrayLike>(a: A, sections: Integers, axis?: AxisArgument): Parts<A> {
  return parts('arraySplit', a, sections, axisFrom('arraySplit', axis, 0), false);
}

/** Splits along one axis, for arrays of enough dimensions. */
function along(operation: string, least: number, axis: (ndim: number) => number) {
  return <A extends ArrayLike>(a: A, sections: Integers): Parts<A> => {
    const array = toArray(operation, a);
    if (array.ndim < least) {
      throw new RangeError(
        `${operation}: shape ${showShape(array.shape)} has ${array.ndim} dimensions; it takes arrays of at least ${least}.`,
      );
    }
    return parts(operation, array, sections, axis, true) as unknown as Parts<A>;
  };
}

/** {@link split} along the first axis, for arrays of at least two dimensions. NumPy: `vsplit`. */
export const vsplit = /* @__PURE__ */ along('vsplit', 2, () => 0);

/** {@link split} along the second axis, or the only one of a one-dimensional array. NumPy: `hsplit`. */
export const hsplit = /* @__PURE__ */ along('hsplit', 1, (ndim) => (ndim > 1 ? 1 : 0));

/** {@link split} along the third axis. NumPy: `dsplit`. */
export const dsplit = /* @__PURE__ */ along('dsplit', 3, () => 2);

/**
 * The arrays that lie along an axis, without that axis.
 *
 * @param axis The axis, 0 unless given.
 * @returns A list of views. NumPy and Array API: `unstack`.
 * @throws RangeError for a 0-d array.
 * @example
 * const [x, y] = unstack([[1, 2], [3, 4]], 1); // [1, 3] and [2, 4]
 */
export function unstack<A extends ArrayLike>(a: A, axis?: AxisArgument): Parts<A> {
  const array = toArray('unstack', a);
  const along = normalizeAxis('unstack', axisFrom('unstack', axis, 0), array.ndim);
  const before = new Array<string>(along).fill(':');
  const rows = Array.from({ length: array.shape[along] }, (_, i) => array.pick('unstack', [...before, i]));
  return rows as NDArray[] as Parts<A>;
}
