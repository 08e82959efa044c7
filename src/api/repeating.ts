/** The same elements several times. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { checkShape, normalizeAxis, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { zeros } from './creation.js';
import { type AxisArgument, from, type Integers, integersOf, replaced, walked } from './parts.js';

/** A list with one item replaced by two. */
function divided(list: readonly number[], at: number, first: number, second: number): number[] {
  return [...list.slice(0, at), first, second, ...list.slice(at + 1)];
}

/** Stretches of equal counts, each written by one copy. */
function runsOf(counts: readonly number[], extent: number): { start: number; length: number; count: number }[] {
  if (counts.length === 1) return [{ start: 0, length: extent, count: counts[0] }];
  const runs: { start: number; length: number; count: number }[] = [];
  for (const [start, count] of counts.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.count === count) last.length++;
    else runs.push({ start, length: 1, count });
  }
  return runs;
}

/**
 * Each element, or each part along an axis, repeated.
 *
 * @param counts How often: one number, or one for each element along the axis.
 * @param axis The axis, also as `{ axis }`; without one the array is raveled first.
 * @returns A fresh array. NumPy: `repeat`.
 * @throws RangeError for negative counts, or another number of them than the axis has elements.
 * @example
 * repeat([1, 2], 2);                         // 1, 1, 2, 2
 * repeat([[1, 2], [3, 4]], [1, 2], 0); // [[1, 2], [3, 4], [3, 4]]
 */
export function repeat<A extends ArrayLike>(
  a: A,
  counts: Integers,
  axis?: AxisArgument | null | { axis?: number | null },
): NDArray<DTypeOf<A>> {
  const asked = typeof axis === 'object' ? axis?.axis : axis;
  return scope(() => {
    const array = toArray('repeat', a);
    const source = asked === undefined || asked === null || array.ndim === 0 ? array.ravel() : array;
    const along = normalizeAxis('repeat', asked ?? 0, source.ndim);
    const extent = source.shape[along];
    const each = integersOf('repeat', counts, 'counts');
    if (each.some((count) => count < 0)) {
      throw new RangeError(`repeat: counts ${each.join(', ')}; they are integers >= 0.`);
    }
    if (each.length !== 1 && each.length !== extent) {
      throw new RangeError(
        `repeat: ${each.length} counts for an axis of ${extent}, shape ${showShape(source.shape)}; give one, or one for each element.`,
      );
    }
    const total = each.length === 1 ? each[0] * extent : each.reduce((sum, count) => sum + count, 0);
    const result = NDArray.allocate(source.dtype, checkShape('repeat', replaced(source.shape, along, total)));
    const step = result.byteStrides[along];
    let place = 0;
    for (const { start, length, count } of runsOf(each, extent)) {
      const read = from(source, along, start);
      const write = from(result, along, place);
      copy(
        divided(source.shape, along, length, count),
        walked(read, divided(read.byteStrides, along, source.byteStrides[along], 0)),
        walked(write, divided(write.byteStrides, along, step * count, step)),
      );
      place += length * count;
    }
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
