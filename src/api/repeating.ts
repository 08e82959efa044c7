/** The same elements several times. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { checkShape, normalizeAxis, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { tallyAt } from '../loops/tally.js';
import { scope } from '../memory/scope.js';
import { checkHeap } from '../memory/storage.js';
import { zeros } from './creation.js';
import { isWhole } from './indexing.js';
import { type AxisArgument, axisFrom, from, type Integers, integersOf, replaced, walked } from './parts.js';
import { take } from './picking.js';
import { min, sum } from './reductions.js';
import { cumsum } from './scans.js';

/** A list with one item replaced by two. */
function divided(list: readonly number[], at: number, first: number, second: number): number[] {
  return [...list.slice(0, at), first, second, ...list.slice(at + 1)];
}

/** Counts as an array: of 64-bit integers, none of them negative. */
function countsOf(counts: Integers): NDArray<'i64'> {
  const given = toArray('repeat', counts);
  const { kind } = DTYPES[given.dtype];
  if (given.ndim > 1) throw new RangeError(`repeat: counts come in one dimension, not in ${given.ndim}.`);
  if (kind === 'f' && given.size > 0 && (given === counts || !isWhole(given))) {
    throw new TypeError(`repeat: counts of ${given.dtype} ${given.get('...')}; they are integers, use astype('i64').`);
  }
  const each = given.astype('i64', { copy: false }).reshape(given.size) as NDArray<'i64'>;
  const least = each.size > 0 ? min(each) : 0n;
  if (least < 0n) throw new RangeError(`repeat: a count of ${least}; counts are integers >= 0.`);
  return each;
}

/** Indices that name each place as often as its count says: how many counts end at or before each place of the result. */
function spread(counts: NDArray<'i64'>, total: number): NDArray {
  const ends = zeros(total + 1, 'i64');
  checkHeap('repeat', ends.storage, total);
  tallyAt(counts.size, cumsum(counts), DTYPES.i64, undefined, DTYPES.i64, ends.storage.ptr);
  return cumsum(ends).get(`:${total}`) as NDArray;
}

/**
 * Each element, or each part along an axis, repeated.
 *
 * @param counts How often: one number, or one for each element along the axis.
 * @param axis The axis, also as `{ axis }`; without one the array is raveled first.
 * @returns A fresh array. NumPy: `repeat`.
 * @throws RangeError for negative counts, or another number of them than the axis has elements; TypeError for fractions.
 * @example
 * repeat([1, 2], 2);                         // 1, 1, 2, 2
 * repeat([[1, 2], [3, 4]], [1, 2], 0); // [[1, 2], [3, 4], [3, 4]]
 */
export function repeat<A extends ArrayLike>(
  a: A,
  counts: Integers,
  axis?: AxisArgument<number | null>,
): NDArray<DTypeOf<A>> {
  const asked = axisFrom<number | null>('repeat', axis, null);
  return scope(() => {
    const array = toArray('repeat', a);
    const source = asked === null || array.ndim === 0 ? array.ravel() : array;
    const along = normalizeAxis('repeat', asked ?? 0, source.ndim);
    const extent = source.shape[along];
    const each = countsOf(counts);
    if (each.size !== 1 && each.size !== extent) {
      throw new RangeError(
        `repeat: ${each.size} counts for an axis of ${extent}, shape ${showShape(source.shape)}; give one, or one for each element.`,
      );
    }
    const count = each.size === 1 ? Number(each.item()) : undefined;
    const total = count === undefined ? Number(sum(each)) : count * extent;
    const shape = checkShape('repeat', replaced(source.shape, along, total));
    if (count === undefined) return take(source, spread(each, total), { axis: along });
    const result = NDArray.allocate(source.dtype, shape);
    const step = result.byteStrides[along];
    copy(
      divided(source.shape, along, extent, count),
      walked(source, divided(source.byteStrides, along, source.byteStrides[along], 0)),
      walked(result, divided(result.byteStrides, along, step * count, step)),
    );
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * An array laid side by side with itself along each axis.
 *
 * @param repetitions How often along each axis; a shorter list counts from the last axis, a longer one adds axes.
 * @returns A fresh array. NumPy: `tile`.
 * @throws RangeError for negative repetitions.
 * @example
 * tile([1, 2], 2);      // 1, 2, 1, 2
 * tile([1, 2], [2, 1]); // [[1, 2], [1, 2]]
 */
export function tile<A extends ArrayLike>(a: A, repetitions: Integers): NDArray<DTypeOf<A>> {
  return scope(() => {
    const source = toArray('tile', a);
    const given = integersOf('tile', repetitions, 'repetitions');
    if (given.some((count) => count < 0)) {
      throw new RangeError(`tile: repetitions ${given.join(', ')}; they are integers >= 0.`);
    }
    const ndim = Math.max(source.ndim, given.length);
    const counts = [...new Array<number>(ndim - given.length).fill(1), ...given];
    const extents = [...new Array<number>(ndim - source.ndim).fill(1), ...source.shape];
    const strides = [...new Array<number>(ndim - source.ndim).fill(0), ...source.byteStrides];
    const result = NDArray.allocate(
      source.dtype,
      checkShape(
        'tile',
        extents.map((extent, axis) => extent * counts[axis]),
      ),
    );
    // Each axis is walked as repetitions of the array's own.
    const pairs = <T>(pair: (axis: number) => [T, T]) => extents.flatMap((_, axis) => pair(axis));
    const steps = result.byteStrides;
    copy(
      pairs((axis) => [counts[axis], extents[axis]]),
      walked(
        source,
        pairs((axis) => [0, strides[axis]]),
      ),
      walked(
        result,
        pairs((axis) => [steps[axis] * extents[axis], steps[axis]]),
      ),
    );
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * The elements in another shape of any size, in C order: cut off or repeated to fill it.
 *
 * @returns A fresh array; zeros where there is nothing to repeat. NumPy: the function `resize`.
 * @throws RangeError for negative extents.
 * @example
 * resize([1, 2, 3], [2, 4]); // [[1, 2, 3, 1], [2, 3, 1, 2]]
 */
export function resize<A extends ArrayLike>(a: A, shape: number | readonly number[]): NDArray<DTypeOf<A>> {
  const extents = checkShape('resize', shape);
  return scope(() => {
    const flat = toArray('resize', a).ravel();
    if (flat.size === 0) return zeros(extents, flat.dtype);
    const result = NDArray.allocate(flat.dtype, extents);
    const total = sizeOf(extents);
    const whole = Math.floor(total / flat.size);
    const { itemsize } = flat;
    const target = walked(result, [itemsize]);
    copy([whole, flat.size], walked(flat, [0, itemsize]), walked(result, [flat.size * itemsize, itemsize]));
    copy([total % flat.size], flat, from(target, 0, whole * flat.size));
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}
