/** Elements added, taken out, trimmed, or overwritten where a mask says so. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { broadcast, normalizeAxes, normalizeAxis, sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { promoteWeak, type WeakScalar } from '../array/promotion.js';
import { select } from '../array/slice.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { concat } from './joining.js';
import { notEqual } from './logic.js';
import { assignWhere, over } from './output.js';
import {
  type AxisArgument,
  axisFrom,
  type Casting,
  checkCast,
  type Integers,
  integersOf,
  move,
  replaced,
} from './parts.js';
import { any, argmax } from './reductions.js';
import type { Meet } from './ufunc.js';

type MaybeAxis = AxisArgument<number | null>;

/**
 * Values joined to the end of an array.
 *
 * @param axis The axis, also as `{ axis }`; without one both are raveled first.
 * @returns A fresh array of the type in which both meet; a single number takes the array's type where it can. NumPy:
 *   `append`.
 * @throws RangeError when an axis is given and the other axes differ.
 * @example
 * append([1, 2], [3, 4]);              // 1, 2, 3, 4
 * append([[1, 2]], [[3, 4]], 0); // [[1, 2], [3, 4]]
 */
export function append<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  values: B,
  axis?: MaybeAxis,
): NDArray<Meet<A, B>> {
  const along = axisFrom<number | null>('append', axis, null);
  return scope(() => {
    const array = toArray('append', a);
    const type = isScalar(values) ? promoteWeak(array.dtype, values as WeakScalar) : undefined;
    const added = toArray('append', values, type);
    if (along === null) return concat([array.ravel(), added.ravel()]);
    const at = normalizeAxis('append', along, array.ndim);
    if (added.ndim !== array.ndim || !sameShape(replaced(added.shape, at, 0), replaced(array.shape, at, 0))) {
      throw new RangeError(
        `append: values of shape ${showShape(added.shape)} do not join shape ${showShape(array.shape)} along axis ${at}; all other axes must be as long.`,
      );
    }
    return concat([array, added], at);
  }) as NDArray as NDArray<Meet<A, B>>;
}

/** Places along an axis: a number, a slice, several numbers, or which elements count. */
export type Places = Integers | string | readonly boolean[];

/** The places that are named, non-negative; `end` is the first that does not exist. */
function placesOf(
  operation: string,
  places: Places,
  axis: number,
  extent: number,
  end: number,
): { list: number[]; mask: boolean } {
  if (typeof places === 'string') {
    const { shape, byteStrides, byteOffset } = select(operation, [places], [extent], [1], 0);
    return {
      list: Array.from({ length: shape[0] ?? 1 }, (_, i) => byteOffset + i * (byteStrides[0] ?? 0)),
      mask: false,
    };
  }
  const flags =
    places instanceof NDArray
      ? places.dtype === 'bool'
      : Array.isArray(places) && places.length > 0 && places.every((item) => typeof item === 'boolean');
  if (flags) {
    const mask = toArray(operation, places as readonly boolean[]);
    if (mask.ndim !== 1 || mask.size > extent) {
      throw new RangeError(
        `${operation}: a mask of shape ${showShape(mask.shape)} for axis ${axis} with size ${extent}; it has one dimension and is as long.`,
      );
    }
    return { list: (mask.toArray() as boolean[]).flatMap((is, i) => (is ? [i] : [])), mask: mask.size !== extent };
  }
  const list = integersOf(operation, places, 'places').map((at) => {
    if (at < -extent || at >= end) {
      throw new RangeError(`${operation}: index ${at} is out of bounds for axis ${axis} with size ${extent}.`);
    }
    return at < 0 ? at + extent : at;
  });
  return { list, mask: false };
}

/**
 * Values inserted before given places of an axis.
 *
 * @param places One place, several, a slice such as `'1::2'`, or a mask; places count in the array as it was.
 * @param values What to insert, converted to the array's type. At one place they are as many as their axis is long; at
 *   several they are broadcast to one for each.
 * @param axis The axis, also as `{ axis }`; without one the array is raveled first.
 * @returns A fresh array. NumPy: `insert`.
 * @throws RangeError when a place is out of bounds or the values do not fit.
 * @example
 * insert([1, 2, 3], 1, 9);                    // 1, 9, 2, 3
 * insert([1, 2, 3], [0, 2], [8, 9]);          // 8, 1, 2, 9, 3
 * insert([[1, 2], [3, 4]], 1, 5, 1); // [[1, 5, 2], [3, 5, 4]]
 */
export function insert<A extends ArrayLike>(
  a: A,
  places: Places,
  values: ArrayLike,
  axis?: MaybeAxis,
): NDArray<DTypeOf<A>> {
  const asked = axisFrom<number | null>('insert', axis, null);
  return scope(() => {
    const array = toArray('insert', a);
    const source = asked === null ? array.ravel() : array;
    const along = normalizeAxis('insert', asked ?? 0, source.ndim);
    const extent = source.shape[along];
    const { list } = placesOf('insert', places, along, extent, extent + 1);
    const single =
      typeof places === 'number' || typeof places === 'bigint' || (places instanceof NDArray && places.ndim === 0);
    let added = toArray('insert', values, isScalar(values) ? source.dtype : undefined);
    if (list.length === 1) {
      // As many as there are, at one place.
      if (added.ndim < source.ndim) {
        added = added.reshape([...new Array<number>(source.ndim - added.ndim).fill(1), ...added.shape]);
      }
      if (single) added = added.moveaxis(0, along);
    }
    const count = list.length === 1 ? (added.shape[added.ndim - source.ndim + along] ?? 1) : list.length;
    const inserted = replaced(source.shape, along, count);
    if (!sameShape(broadcastOf(inserted, added), inserted)) {
      throw new RangeError(
        `insert: values of shape ${showShape(added.shape)} do not broadcast to ${showShape(inserted)}, what is inserted.`,
      );
    }
    const result = NDArray.allocate(source.dtype, replaced(source.shape, along, extent + count));
    const operand = over(added, inserted);
    const order = list.map((at, i) => [at, i]).sort(([p, i], [q, j]) => p - q || i - j);
    const many = list.length === 1 ? count : 1;
    let read = 0;
    let place = 0;
    for (const [at, i] of order) {
      move(source.shape, along, at - read, source, read, result, place);
      place += at - read;
      read = at;
      move(source.shape, along, many, operand, i, result, place);
      place += many;
    }
    move(source.shape, along, extent - read, source, read, result, place);
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/** The shape that values take together with a target, or one longer than the target's where they do not fit at all. */
function broadcastOf(target: readonly number[], values: NDArray): readonly number[] {
  const lead = target.length - values.ndim;
  const fits = values.shape.every((extent, axis) => extent === 1 || extent === target[axis + lead]);
  return lead >= 0 && fits ? target : [...target, 0];
}

/**
 * An array without the elements, rows and so on at given places of an axis.
 *
 * @param places One place, several, a slice such as `'1::2'`, or a mask of what to leave out.
 * @param axis The axis, also as `{ axis }`; without one the array is raveled first.
 * @returns A fresh array. NumPy: `delete`; `remove` where that is a reserved word.
 * @throws RangeError when a place is out of bounds.
 * @example
 * ndarray.delete([1, 2, 3, 4], 1);             // 1, 3, 4
 * remove([[1, 2, 3], [4, 5, 6]], '::2', 1); // [[2], [5]]
 */
export function remove<A extends ArrayLike>(a: A, places: Places, axis?: MaybeAxis): NDArray<DTypeOf<A>> {
  const asked = axisFrom<number | null>('delete', axis, null);
  return scope(() => {
    const array = toArray('delete', a);
    const source = asked === null ? array.ravel() : array;
    const along = normalizeAxis('delete', asked ?? 0, source.ndim);
    const extent = source.shape[along];
    const { list, mask } = placesOf('delete', places, along, extent, extent);
    if (mask) {
      throw new RangeError(`delete: the mask is shorter than axis ${along} with size ${extent}; it must be as long.`);
    }
    const gone = [...new Set(list)].sort((p, q) => p - q);
    const result = NDArray.allocate(source.dtype, replaced(source.shape, along, extent - gone.length));
    let read = 0;
    let place = 0;
    for (const at of [...gone, extent]) {
      move(source.shape, along, at - read, source, read, result, place);
      place += at - read;
      read = at + 1;
    }
    return result;
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/** Options of {@link trimZeros}. */
export interface TrimOptions {
  /** Where to trim: `'f'` at the front, `'b'` at the back, `'fb'` (unless given) at both. */
  trim?: 'f' | 'b' | 'fb' | 'bf';
  /** The axes to trim along; all of them unless given. */
  axis?: number | readonly number[] | null;
}

/**
 * An array without the zeros that surround its other elements.
 *
 * @param options `trim`, `axis`; or where to trim alone.
 * @returns A view, the smallest that holds all elements that are not zero. NumPy: `trim_zeros`.
 * @throws RangeError for another `trim` than front and back.
 * @example
 * trimZeros([0, 0, 1, 2, 0]);      // 1, 2
 * trimZeros([0, 0, 1, 2, 0], 'f'); // 1, 2, 0
 */
export function trimZeros<A extends ArrayLike>(
  a: A,
  options: TrimOptions['trim'] | TrimOptions = {},
): NDArray<DTypeOf<A>> {
  const array = toArray('trimZeros', a);
  const given = typeof options === 'string' ? { trim: options } : options;
  checkOptions('trimZeros', given, ['trim', 'axis']);
  const { trim = 'fb', axis } = given;
  const ends = trim.toLowerCase();
  if (!['f', 'b', 'fb', 'bf'].includes(ends)) {
    throw new RangeError(`trimZeros: trim '${trim}'; it is 'f' (front), 'b' (back) or 'fb' (both).`);
  }
  const all = array.shape.map((_, i) => i);
  const axes = normalizeAxes('trimZeros', axis ?? all, array.ndim);
  const bounds = scope(() => {
    const mask = notEqual(array, 0);
    return axes.map((along) => {
      const extent = array.shape[along];
      const found = any(mask, { axis: all.filter((other) => other !== along) });
      const line = found as unknown as NDArray;
      if (extent === 0 || !any(line)) return [0, 0];
      const first = argmax(line);
      const last = extent - 1 - argmax(line.pick('trimZeros', ['::-1']));
      return [ends.includes('f') ? first : 0, ends.includes('b') ? last + 1 : extent];
    });
  });
  let { byteOffset } = array;
  const shape = array.shape.slice();
  for (const [i, along] of axes.entries()) {
    const [start, stop] = bounds[i];
    shape[along] = stop - start;
    byteOffset += start * array.byteStrides[along];
  }
  return array.view({ shape, byteStrides: array.byteStrides.slice(), byteOffset }) as NDArray as NDArray<DTypeOf<A>>;
}

/** Options of {@link copyto}. */
export interface CopytoOptions {
  /** Which conversions are allowed: `'sameKind'` unless given. */
  casting?: Casting;
  /** Where to write; broadcast to the target. */
  where?: ArrayLike;
}

/**
 * Values written to an array, broadcast and converted to its type.
 *
 * @returns The array that was written to. NumPy: `copyto`.
 * @throws TypeError when the array is read-only or the casting rule forbids the conversion, RangeError when the values do
 *   not broadcast; nothing is written then.
 * @example
 * copyto(a, 0, { where: a.lt(0) });
 */
export function copyto<D extends DType>(
  target: NDArray<D>,
  values: ArrayLike,
  options: CopytoOptions = {},
): NDArray<D> {
  checkOptions('copyto', options, ['casting', 'where']);
  if (!(target instanceof NDArray)) throw new TypeError('copyto: the target must be an NDArray.');
  if (!target.writeable) throw new TypeError('copyto: the target is read-only (a broadcast view); use its copy().');
  return scope(() => {
    const weak = isScalar(values) && promoteWeak(target.dtype, values) === target.dtype;
    const source = toArray('copyto', values, weak ? target.dtype : undefined);
    checkCast('copyto', source.dtype, target.dtype, options.casting);
    const shape = broadcast('copyto', [target.shape, source.shape]);
    if (!sameShape(shape, target.shape)) {
      throw new RangeError(
        `copyto: values of shape ${showShape(source.shape)} do not broadcast to ${showShape(target.shape)}.`,
      );
    }
    if (options.where === undefined) copy(shape, over(source, shape), target);
    else assignWhere('copyto', options.where, source, target);
    return target;
  });
}
