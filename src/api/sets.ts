/** Arrays as sets: what they hold once, what they share, and what they do not. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { normalizeAxis } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { type Promote, promoteTypes } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { matchAll } from '../loops/sort.js';
import { scope } from '../memory/scope.js';
import { kept, membersOfSorted, onceIn, type PartOptions, sortedOf, uniqueAlong, uniqueOf, valuesOf } from './runs.js';
import { asSorted, inHeap } from './sorting.js';
import { equal, logicalNot, logicalOr } from './ufuncs.js';

/** Options of unique. */
export interface UniqueOptions extends PartOptions {
  /** Compares the parts along this axis instead of elements. */
  axis?: number | null;
}

type Asked = { readonly index: true } | { readonly inverse: true } | { readonly counts: true };
type Part<O, N extends string> = O extends { readonly [K in N]: true }
  ? { readonly [K in N]: NDArray<'i64'> }
  : unknown;

/** The values alone, or with what was asked for. */
export type Unique<D extends DType, O> = O extends Asked
  ? {
      /** The different values, ascending. */
      readonly values: NDArray<D>;
    } & Part<O, 'index'> &
      Part<O, 'inverse'> &
      Part<O, 'counts'>
  : NDArray<D>;

/**
 * The different values of an array, in ascending order; all NaN are one value unless `equalNan` is false.
 *
 * @param options `index`: also where each value occurs first, in C order; `inverse`: also which of the values each
 *   element is, in the array's shape; `counts`: also how often each value occurs; `axis`: compares the parts along that
 *   axis, in lexicographic order, instead of elements: parts with NaN then differ from all others, and `inverse` has
 *   one axis.
 * @returns A fresh array with one axis, or of the parts' shape along the axis; with options
 *   `{ values, index, inverse, counts }` as asked for. NumPy: `unique`.
 * @throws RangeError when there is no such axis.
 * @example
 * unique([3, 1, 3]);                             // 1, 3
 * unique([[2, 1], [0, 5], [2, 1]], { axis: 0 }); // [[0, 5], [2, 1]]
 * unique([3, 1, 3], { counts: true }).counts; // 1n, 2n
 */
export function unique<A extends ArrayLike, const O extends UniqueOptions = Record<never, never>>(
  a: A,
  options?: O,
): Unique<DTypeOf<A>, O> {
  const given: UniqueOptions = options ?? {};
  checkOptions('unique', given, ['index', 'inverse', 'counts', 'axis', 'equalNan']);
  return scope(() => {
    const array = toArray('unique', a);
    const axis = given.axis ?? undefined;
    if (axis !== undefined) normalizeAxis('unique', axis, array.ndim);
    // The parts of one axis are its elements.
    const flat = axis === undefined || array.ndim === 1;
    const parts = flat ? uniqueOf('unique', array, given) : uniqueAlong('unique', array, axis, given);
    return given.index || given.inverse || given.counts ? parts : parts.values;
  }) as unknown as Unique<DTypeOf<A>, O>;
}

/** The different values of an array in ascending order, each NaN one of them. Array API: `unique_values`. */
export function uniqueValues<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  return scope(
    () => uniqueOf('uniqueValues', toArray('uniqueValues', a), { equalNan: false }).values,
  ) as NDArray as NDArray<DTypeOf<A>>;
}

/** The different values and how often each occurs; each NaN is one. Array API: `unique_counts`. */
export function uniqueCounts<A extends ArrayLike>(
  a: A,
): {
  /** The different values, ascending. */
  readonly values: NDArray<DTypeOf<A>>;
  /** How often each occurs. */
  readonly counts: NDArray<'i64'>;
} {
  return scope(() => uniqueOf('uniqueCounts', toArray('uniqueCounts', a), { counts: true, equalNan: false })) as never;
}

/** The different values and which of them each element is, in the array's shape. Array API: `unique_inverse`. */
export function uniqueInverse<A extends ArrayLike>(
  a: A,
): {
  /** The different values, ascending. */
  readonly values: NDArray<DTypeOf<A>>;
  /** The place in `values` of each element. */
  readonly inverseIndices: NDArray<'i64'>;
} {
  return scope(() => {
    const { values, inverse } = uniqueOf('uniqueInverse', toArray('uniqueInverse', a), {
      inverse: true,
      equalNan: false,
    });
    return { values, inverseIndices: inverse };
  }) as never;
}

/** The different values, where each occurs first, which each element is, and their counts. Array API: `unique_all`. */
export function uniqueAll<A extends ArrayLike>(
  a: A,
): {
  /** The different values, ascending. */
  readonly values: NDArray<DTypeOf<A>>;
  /** Where each occurs first. */
  readonly indices: NDArray<'i64'>;
  /** The place in `values` of each element. */
  readonly inverseIndices: NDArray<'i64'>;
  /** How often each occurs. */
  readonly counts: NDArray<'i64'>;
} {
  return scope(() => {
    const { values, index, inverse, counts } = uniqueOf('uniqueAll', toArray('uniqueAll', a), {
      index: true,
      inverse: true,
      counts: true,
      equalNan: false,
    });
    return { values, indices: index, inverseIndices: inverse, counts };
  }) as never;
}

/** Whether elements occur in a sorted array. NaN occurs nowhere. */
function members(operation: string, elements: NDArray, sorted: NDArray): NDArray {
  const result = NDArray.allocate('bool', elements.shape);
  matchAll(asSorted(operation, sorted, elements), elements.shape, elements, result);
  return result;
}

/** Whether sorted elements occur in a sorted array; both packed, in the heap and of one type. NaN occurs nowhere. */
function sortedMembers(operation: string, elements: NDArray, sorted: NDArray): NDArray {
  return elements.itemsize < 4 ? members(operation, elements, sorted) : membersOfSorted(operation, elements, sorted);
}

/** So many values are compared one after the other. */
const FEW = 16;

/** Whether elements equal one of a few values. */
function equalsOneOf(elements: NDArray, values: NDArray): NDArray {
  const result = equal(elements, values.pick('isin', [0])) as NDArray;
  const other = NDArray.allocate('bool', elements.shape);
  for (let i = 1; i < values.size; i++) {
    equal(elements, values.pick('isin', [i]), { out: other });
    logicalOr(result, other, { out: result });
  }
  return result;
}

/** Options of what compares two arrays as sets. */
export interface SetOptions {
  /** Promises that neither array holds a value twice, which spares the search for duplicates. */
  assumeUnique?: boolean;
}

const SET_OPTIONS = ['assumeUnique'];

/**
 * Whether each element occurs in another array. NaN equals nothing.
 *
 * @param options `invert`: whether it does not.
 * @returns A fresh array of bools in the shape of `element`. NumPy: `isin`.
 * @example
 * isin([1, 2, 3], [3, 1]); // true, false, true
 */
export function isin(
  element: ArrayLike,
  test: ArrayLike,
  options: SetOptions & { invert?: boolean } = {},
): NDArray<'bool'> {
  checkOptions('isin', options, [...SET_OPTIONS, 'invert']);
  return scope(() => {
    const [elements, tests] = [toArray('isin', element), toArray('isin', test)];
    const isFew = tests.size > 0 && tests.size <= FEW && tests.dtype === elements.dtype;
    const result = isFew ? equalsOneOf(elements, tests.ravel()) : members('isin', elements, sortedOf('isin', tests));
    return (options.invert ? logicalNot(result, { out: result }) : result) as NDArray<'bool'>;
  });
}

/** All elements of two arrays, in one axis and the type in which they meet. */
function joined(a: NDArray, b: NDArray): NDArray {
  const result = NDArray.allocate(promoteTypes(a.dtype, b.dtype) as DType, [a.size + b.size]);
  copy([a.size], a.ravel(), result.pick('concat', [`:${a.size}`]));
  copy([b.size], b.ravel(), result.pick('concat', [`${a.size}:`]));
  return result;
}

/** The type in which two array-likes meet. */
type MeetingOf<A, B> = Promote<DTypeOf<A>, DTypeOf<B>>;

/**
 * The values of either array, in ascending order.
 *
 * @returns A fresh array with one axis, of the type in which the arrays meet. NumPy: `union1d`.
 * @example
 * union1d([-1, 0, 1], [-2, 0]); // -2, -1, 0, 1
 */
export function union1d<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): NDArray<MeetingOf<A, B>> {
  return scope(
    () => uniqueOf('union1d', joined(toArray('union1d', a), toArray('union1d', b)), {}).values,
  ) as NDArray as NDArray<MeetingOf<A, B>>;
}

/** Options of intersect1d. */
export interface IntersectOptions extends SetOptions {
  /** Also where the common values occur first in each array. */
  returnIndices?: boolean;
}

/** The common values alone, or with their places in both arrays. */
export type Intersection<D extends DType, O> = O extends { readonly returnIndices: true }
  ? {
      /** The common values, ascending. */
      readonly values: NDArray<D>;
      /** Where they occur first in the first array. */
      readonly aIndices: NDArray<'i64'>;
      /** Where they occur first in the second array. */
      readonly bIndices: NDArray<'i64'>;
    }
  : NDArray<D>;

/**
 * The values that both arrays hold, in ascending order. NaN equals nothing.
 *
 * @param options `returnIndices`: also where each value occurs first in either array.
 * @returns A fresh array with one axis, of the type in which the arrays meet; with `returnIndices`
 *   `{ values, aIndices, bIndices }`. NumPy: `intersect1d`.
 * @example
 * intersect1d([1, 3, 4, 3], [3, 1, 2, 1]); // 1, 3
 */
export function intersect1d<A extends ArrayLike, B extends ArrayLike, const O extends IntersectOptions = SetOptions>(
  a: A,
  b: B,
  options?: O,
): Intersection<MeetingOf<A, B>, O> {
  const name = 'intersect1d';
  const given: IntersectOptions = options ?? {};
  checkOptions('intersect1d', given, [...SET_OPTIONS, 'returnIndices']);
  return scope(() => {
    const [x, y] = [toArray(name, a), toArray(name, b)];
    const type: DType = promoteTypes(x.dtype, y.dtype);
    if (!given.returnIndices) {
      const [p, q] = [x, y].map((each) => {
        const wide = each.astype(type, { copy: false });
        return given.assumeUnique ? sortedOf(name, wide) : valuesOf(name, wide);
      });
      return kept(name, sortedMembers(name, p, q), p);
    }
    const [p, q] = [x, y].map((each) => uniqueOf(name, each.astype(type, { copy: false }), { index: true }));
    const inBoth = sortedMembers(name, p.values, q.values);
    const inBothToo = sortedMembers(name, q.values, p.values);
    return {
      values: kept(name, inBoth, p.values),
      aIndices: kept(name, inBoth, p.index!),
      bIndices: kept(name, inBothToo, q.index!),
    };
  }) as never;
}

/**
 * The values of `a` that `b` does not hold, in ascending order; with `assumeUnique` in the order of `a`.
 *
 * @returns A fresh array with one axis, of the type of `a`. NumPy: `setdiff1d`.
 * @example
 * setdiff1d([1, 2, 3, 2, 4], [2, 3]); // 1, 4
 */
export function setdiff1d<A extends ArrayLike>(a: A, b: ArrayLike, options: SetOptions = {}): NDArray<DTypeOf<A>> {
  const name = 'setdiff1d';
  checkOptions(name, options, SET_OPTIONS);
  return scope(() => {
    const [elements, others] = [toArray(name, a), toArray(name, b)];
    const type: DType = promoteTypes(elements.dtype, others.dtype);
    const sorted = sortedOf(name, others.astype(type, { copy: false }));
    const values = options.assumeUnique ? elements.ravel() : valuesOf(name, elements);
    const found = options.assumeUnique
      ? members(name, values, sorted)
      : sortedMembers(name, inHeap(name, values.astype(type, { copy: false })), sorted);
    return kept(name, logicalNot(found, { out: found }), values);
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * The values that one of two arrays holds and the other does not, in ascending order. NaN equals nothing.
 *
 * @returns A fresh array with one axis, of the type in which the arrays meet. NumPy: `setxor1d`.
 * @example
 * setxor1d([1, 2, 3], [2, 3, 5]); // 1, 5
 */
export function setxor1d<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: SetOptions = {},
): NDArray<MeetingOf<A, B>> {
  const name = 'setxor1d';
  checkOptions(name, options, SET_OPTIONS);
  return scope(() => {
    const [x, y] = [toArray(name, a), toArray(name, b)];
    const type: DType = promoteTypes(x.dtype, y.dtype);
    const [p, q] = [x, y].map((each) => {
      // Different integers may become one float: both are then in the joint array, as in NumPy.
      const own = options.assumeUnique ? each.ravel() : valuesOf(name, each);
      return own.astype(type, { copy: false });
    });
    return onceIn(name, sortedOf(name, joined(p, q)));
  }) as NDArray as NDArray<MeetingOf<A, B>>;
}
