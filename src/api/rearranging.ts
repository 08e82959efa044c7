/** The same elements in another order: reversed, rotated, shifted. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { normalizeAxes, normalizeAxis, type Shape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { optionsOf } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import type { Operand } from '../loops/operand.js';
import { scope } from '../memory/scope.js';
import { type AxisArgument, axisFrom, from, type Integers, integersOf, replaced } from './parts.js';

type Axes = number | readonly number[] | null;

/** Some axes run backwards. */
function reversed(a: NDArray, axes: readonly number[]): NDArray {
  let { byteOffset } = a;
  const byteStrides = a.byteStrides.slice();
  for (const axis of axes) {
    byteOffset += Math.max(a.shape[axis] - 1, 0) * byteStrides[axis];
    byteStrides[axis] = -byteStrides[axis];
  }
  return a.view({ shape: a.shape.slice(), byteStrides, byteOffset });
}

/**
 * The order of elements reversed along axes, all of them unless some are named.
 *
 * @param axis The axes, also as `{ axis }`.
 * @returns A view. NumPy: `flip`.
 * @throws RangeError for axes that the array does not have.
 * @example
 * flip([[1, 2], [3, 4]]);    // [[4, 3], [2, 1]]
 * flip([[1, 2], [3, 4]], 1); // [[2, 1], [4, 3]]
 */
export function flip<A extends ArrayLike>(a: A, axis?: AxisArgument<Axes>): NDArray<DTypeOf<A>> {
  const array = toArray('flip', a);
  const asked = axisFrom<Axes>('flip', axis, null);
  const axes = normalizeAxes('flip', asked ?? array.shape.map((_, i) => i), array.ndim);
  return reversed(array, axes) as NDArray as NDArray<DTypeOf<A>>;
}

function flipper(operation: string, axis: number) {
  return <A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> => {
    const array = toArray(operation, a);
    if (array.ndim <= axis) {
      throw new RangeError(
        `${operation}: shape ${showShape(array.shape)} has ${array.ndim} dimensions; it takes arrays of at least ${axis + 1}.`,
      );
    }
    return reversed(array, [axis]) as NDArray as NDArray<DTypeOf<A>>;
  };
}

/** The first axis reversed: a view. NumPy: `flipud`. @throws RangeError for a 0-d array. */
export const flipud = /* @__PURE__ */ flipper('flipud', 0);

/** The second axis reversed: a view. NumPy: `fliplr`. @throws RangeError for fewer than two dimensions. */
export const fliplr = /* @__PURE__ */ flipper('fliplr', 1);

/** Options of {@link rot90}. */
export interface Rot90Options {
  /** How many times to turn by 90 degrees, once unless given; negative: the other way. */
  k?: number;
  /** The plane: the first two axes unless given. */
  axes?: readonly number[];
}

/**
 * An array rotated by quarter turns in the plane of two axes, from the first towards the second.
 *
 * @param options `k`: the number of turns, 1 unless given, negative the other way; `axes`: `[0, 1]` unless given. Or the
 *   number of turns alone.
 * @returns A view. NumPy: `rot90`.
 * @throws RangeError unless two different axes of the array are named.
 * @example
 * rot90([[1, 2], [3, 4]]);     // [[2, 4], [1, 3]]
 * rot90([[1, 2], [3, 4]], -1); // [[3, 1], [4, 2]]
 */
export function rot90<A extends ArrayLike>(a: A, options?: number | Rot90Options): NDArray<DTypeOf<A>> {
  const array = toArray('rot90', a);
  const { k = 1, axes = [0, 1] } = optionsOf<Rot90Options>('rot90', options, ['k', 'axes']);
  if (!Number.isInteger(k)) throw new RangeError(`rot90: ${k} turns; their number is an integer.`);
  const plane = normalizeAxes('rot90', axes, array.ndim);
  if (plane.length !== 2) throw new RangeError(`rot90: ${plane.length} axes; a plane has two.`);
  const [first, second] = plane;
  const turns = ((k % 4) + 4) % 4;
  // One turn reverses the second axis and exchanges them; three exchange them and reverse the second.
  const turned = reversed(array, [[], [second], [first, second], [first]][turns]);
  const result = turns % 2 === 0 ? turned : turned.swapaxes(first, second);
  if (result !== turned) turned.dispose();
  return result as NDArray as NDArray<DTypeOf<A>>;
}

/** A stretch of an axis that a shift moves as a whole. */
interface Piece {
  readonly start: number;
  readonly place: number;
  readonly count: number;
}

function piecesOf(extent: number, shift: number): Piece[] {
  const by = extent === 0 ? 0 : ((shift % extent) + extent) % extent;
  if (by === 0) return [{ start: 0, place: 0, count: extent }];
  return [
    { start: 0, place: by, count: extent - by },
    { start: extent - by, place: 0, count: by },
  ];
}

/** Copies every combination of the axes' pieces. */
function shifted(shape: Shape, shifts: readonly number[], source: Operand, target: Operand, axis = 0): void {
  if (axis === shape.length) {
    copy(shape, source, target);
    return;
  }
  for (const { start, place, count } of piecesOf(shape[axis], shifts[axis])) {
    shifted(replaced(shape, axis, count), shifts, from(source, axis, start), from(target, axis, place), axis + 1);
  }
}

/**
 * Elements shifted along axes; what falls off one end comes in at the other.
 *
 * @param shift How far: one number, or one for each axis.
 * @param axis The axes, also as `{ axis }`; without any, the elements shift as if in one row. Shifts of an axis named
 *   twice add up.
 * @returns A fresh array. NumPy: `roll`.
 * @throws RangeError when shifts and axes differ in number.
 * @example
 * roll([1, 2, 3, 4], 1);             // 4, 1, 2, 3
 * roll([[1, 2], [3, 4]], [1, 1], [0, 1]); // [[4, 3], [2, 1]]
 */
export function roll<A extends ArrayLike>(a: A, shift: Integers, axis?: AxisArgument<Axes>): NDArray<DTypeOf<A>> {
  const asked = axisFrom<Axes>('roll', axis, null);
  return scope(() => {
    const array = toArray('roll', a);
    const by = integersOf('roll', shift, 'shifts');
    const flat = asked === null;
    const source = flat ? array.ravel() : array;
    const axes = flat ? [0] : typeof asked === 'number' ? [asked] : asked;
    if (by.length !== axes.length && by.length !== 1 && axes.length !== 1) {
      throw new RangeError(`roll: ${by.length} shifts for ${axes.length} axes; give one, or one for each axis.`);
    }
    const shifts = new Array<number>(source.ndim).fill(0);
    const places = axes.map((one) => normalizeAxis('roll', one, source.ndim));
    const count = by.length === 0 || axes.length === 0 ? 0 : Math.max(by.length, axes.length);
    for (let i = 0; i < count; i++) shifts[places[i % places.length]] += by[i % by.length];
    const result = NDArray.allocate(array.dtype, source.shape);
    if (sizeOf(source.shape) > 0) shifted(source.shape, shifts, source, result);
    return flat ? result.reshape(array.shape) : result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}
