/** What joining, padding and rearranging are made of: parts of arrays along an axis and the arguments that name them. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import type { Shape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { optionsOf } from '../array/options.js';
import { canCastSafely, canCastSameKind, promoteTypes } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import type { Operand } from '../loops/operand.js';

/** An operand from another element on, optionally by another step along the axis. */
export function from(operand: Operand, axis: number, start: number, step = 1): Operand {
  const { storage, byteOffset, code, itemsize } = operand;
  const byteStrides = operand.byteStrides.slice();
  byteStrides[axis] *= step;
  return { storage, byteOffset: byteOffset + start * operand.byteStrides[axis], byteStrides, code, itemsize };
}

/** An operand walked by other strides. */
export function walked({ storage, byteOffset, code, itemsize }: Operand, byteStrides: readonly number[]): Operand {
  return { storage, byteOffset, code, itemsize, byteStrides };
}

/** An argument in a floating type: floats as they are, all else as f64. */
export function asFloats(operation: string, value: ArrayLike): NDArray {
  const array = toArray(operation, value);
  return DTYPES[array.dtype].kind === 'f' ? array : (array.astype('f64') as NDArray);
}

/** A list with one item replaced. */
export function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  const result = list.slice();
  result[at] = item;
  return result;
}

/** Copies a stretch of an axis: `count` elements from `start` on, to `place` on. All other axes are those of `shape`. */
export function move(
  shape: Shape,
  axis: number,
  count: number,
  source: Operand,
  start: number,
  target: Operand,
  place: number,
): void {
  if (count > 0) copy(replaced(shape, axis, count), from(source, axis, start), from(target, axis, place));
}

/** A view of `count` elements along an axis, from `start` on. */
export function stretch<D extends DType>(
  a: NDArray<D>,
  axis: number,
  start: number,
  count: number,
  step = 1,
): NDArray<D> {
  const { byteOffset, byteStrides } = from(a, axis, count > 0 ? start : 0, step);
  return a.view({ shape: replaced(a.shape, axis, count), byteStrides: byteStrides.slice(), byteOffset });
}

/** The type in which all of several types meet. Floats come first, so that small integers do not widen them. */
export function promoteAll(types: readonly DType[]): DType {
  const floats = types.filter((type) => DTYPES[type].kind === 'f');
  const others = types.filter((type) => DTYPES[type].kind !== 'f');
  return [...floats, ...others].reduce<DType>((a, b) => promoteTypes(a, b), floats[0] ?? others[0]);
}

/** Which conversions are allowed: none, those that keep every value, those within a kind, all. */
export type Casting = 'no' | 'equiv' | 'safe' | 'sameKind' | 'unsafe';

/** @throws TypeError when the casting rule does not allow a conversion. */
export function checkCast(operation: string, type: DType, to: DType, casting: Casting = 'sameKind'): void {
  const allowed = {
    no: type === to,
    equiv: type === to,
    safe: canCastSafely(type, to),
    sameKind: canCastSameKind(type, to),
    unsafe: true,
  }[casting];
  if (allowed === undefined) {
    throw new TypeError(
      `${operation}: casting '${casting}' is none of 'no', 'equiv', 'safe', 'sameKind' and 'unsafe'.`,
    );
  }
  if (!allowed) {
    throw new TypeError(
      `${operation}: ${type} does not cast to ${to} under the rule '${casting}'; use casting 'unsafe'.`,
    );
  }
}

/** An axis given alone or as an option. */
export type AxisArgument<T = number> = T | { readonly axis?: T } | undefined;

export function axisFrom<T = number>(operation: string, argument: AxisArgument<T>, otherwise: T): T {
  if (argument === undefined || typeof argument === 'number') return argument ?? otherwise;
  const { axis = otherwise } = optionsOf<{ axis?: T }>(operation, argument, ['axis']);
  return axis;
}

/** One integer, or several in a list or array. */
export type Integers = number | bigint | readonly (number | bigint)[] | NDArray;

/**
 * Integers as JS numbers.
 *
 * @throws TypeError for what is no integer, RangeError for lists of lists.
 */
export function integersOf(operation: string, value: unknown, what: string): number[] {
  const given = toArray(operation, value);
  if (given.ndim > 1) {
    throw new RangeError(`${operation}: ${what} come in one dimension, not in ${given.ndim}.`);
  }
  const list = given.reshape(given.size).toArray() as unknown[];
  return list.map((item) => {
    const number = Number(item);
    if (typeof item === 'boolean' || !Number.isInteger(number)) {
      throw new TypeError(`${operation}: ${item} is no integer, and ${what} are.`);
    }
    return number;
  });
}

/** The arrays of a list, or the first axis of an array. */
export function arraysOf(operation: string, values: unknown): NDArray[] {
  if (values instanceof NDArray) {
    if (values.ndim === 0) throw new TypeError(`${operation}: takes a list of arrays, not a 0-d array.`);
    return Array.from({ length: values.shape[0] }, (_, i) => values.pick(operation, [i]));
  }
  if (typeof values !== 'object' || values === null || !(Symbol.iterator in values)) {
    throw new TypeError(`${operation}: takes a list of arrays, not ${String(values)}.`);
  }
  return Array.from(values as Iterable<unknown>, (value) => toArray(operation, value));
}
