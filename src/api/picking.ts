/** Elements by position or condition: the functions around indexing with arrays. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { broadcast, normalizeAxis, type Shape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkList, checkOptions } from '../array/options.js';
import { dtypeOfScalar, promoteWeak, type WeakScalar } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { add, floorDivide, multiply, remainder } from './arithmetic.js';
import { arange } from './creation.js';
import { type AnyIndex, checkedIndex, getAdvanced, setAdvanced } from './indexing.js';
import { notEqual } from './logic.js';
import { allNonzero, nonzeroOf, positionsOf } from './nonzero.js';
import { arraysOf, promoteAll } from './parts.js';
import { where } from './selection.js';

/** How positions count: 'C' with the last axis fastest, 'F' with the first. */
export type IndexOrder = 'C' | 'F';

/** The axes, that along which positions count fastest first. */
function fastestFirst(operation: string, ndim: number, order: IndexOrder = 'C'): number[] {
  if (order !== 'C' && order !== 'F') throw new RangeError(`${operation}: order '${order}'; it is 'C' or 'F'.`);
  return Array.from({ length: ndim }, (_, i) => (order === 'F' ? i : ndim - 1 - i));
}

/** What to do with positions beyond the array. */
export type IndexMode = 'raise' | 'wrap' | 'clip';

function of<A extends ArrayLike>(a: NDArray): NDArray<DTypeOf<A>> {
  return a as NDArray as NDArray<DTypeOf<A>>;
}

function maskOf(operation: string, condition: ArrayLike): NDArray {
  const given = toArray(operation, condition);
  return given.dtype === 'bool' ? given : notEqual(given, 0);
}

/**
 * The positions of elements that are not zero: an i64 array for each axis, in C order.
 *
 * @throws RangeError for a 0-d array. NumPy: `nonzero`.
 * @example
 * nonzero([[0, 1], [2, 0]]); // [[0, 1], [1, 0]]
 */
export function nonzero(a: ArrayLike): NDArray<'i64'>[] {
  return allNonzero('nonzero', a);
}

/** The flat positions of elements that are not zero, as i64. NumPy: `flatnonzero`. */
export function flatnonzero(a: ArrayLike): NDArray<'i64'> {
  return scope(() => positionsOf('flatnonzero', maskOf('flatnonzero', a)));
}

/** The positions of elements that are not zero, one row of indices for each. NumPy: `argwhere`. */
export function argwhere(a: ArrayLike): NDArray<'i64'> {
  return scope(() => {
    const mask = maskOf('argwhere', a);
    const axes = mask.ndim === 0 ? [] : nonzeroOf('argwhere', mask);
    const count = mask.ndim === 0 ? Number(mask.item()) : axes[0].size;
    const result = NDArray.allocate('i64', [count, axes.length]);
    for (const [axis, positions] of axes.entries()) result.set([':', axis], positions);
    return result;
  });
}

/** Positions brought into [0, extent) as the mode says. */
function moded(operation: string, indices: ArrayLike, axis: number, extent: number, mode: IndexMode): NDArray {
  if (mode === 'raise') return checkedIndex(operation, indices, axis, extent);
  if (mode !== 'wrap' && mode !== 'clip') {
    throw new TypeError(`${operation}: mode '${mode}'; it is 'raise', 'wrap' or 'clip'.`);
  }
  const given = toArray(operation, indices).astype('i64');
  if (extent === 0 && given.size > 0)
    throw new RangeError(`${operation}: there is nothing to take along axis ${axis}.`);
  return mode === 'wrap'
    ? remainder(given, BigInt(Math.max(extent, 1)))
    : given.clip(0n, BigInt(Math.max(extent - 1, 0)));
}

/** An index of ':' for every axis but one. */
function along(ndim: number, axis: number, index: AnyIndex): AnyIndex[] {
  return Array.from({ length: ndim }, (_, i) => (i === axis ? index : ':'));
}

/**
 * Elements at the given positions along an axis, or of the flat array when none is named.
 *
 * @param options `axis`; `mode`: 'raise' (the default), 'wrap' or 'clip' positions beyond the axis.
 * @returns A fresh array: the axis is replaced by the shape of the indices. NumPy: `take`.
 * @throws RangeError for positions out of bounds in mode 'raise'.
 * @example
 * take([10, 20, 30], [2, 0]); // 30, 10
 */
export function take<A extends ArrayLike>(
  a: A,
  indices: ArrayLike,
  options: { axis?: number | null; mode?: IndexMode } = {},
): NDArray<DTypeOf<A>> {
  checkOptions('take', options, ['axis', 'mode']);
  return scope(() => {
    const array = toArray('take', a);
    const source = options.axis === undefined || options.axis === null ? array.ravel() : array;
    const axis = normalizeAxis('take', options.axis ?? 0, source.ndim);
    const { mode = 'raise' } = options;
    // Integers in an array are checked where they are used.
    const checked = mode === 'raise' && indices instanceof NDArray && 'iu'.includes(DTYPES[indices.dtype].kind);
    const positions = checked ? indices : moded('take', indices, axis, source.shape[axis], mode);
    return of<A>(getAdvanced(source, along(source.ndim, axis, positions), 'take'));
  });
}

/**
 * Writes values, repeated as needed, to the given positions of the flat array, in place.
 *
 * @throws RangeError for positions out of bounds in mode 'raise'; nothing is written then. NumPy: `put`.
 */
export function put(a: NDArray, indices: ArrayLike, values: ArrayLike, options: { mode?: IndexMode } = {}): void {
  checkOptions('put', options, ['mode']);
  if (!(a instanceof NDArray)) throw new TypeError('put: works in place and needs an NDArray.');
  if (!a.writeable) throw new TypeError('put: the array is read-only (a broadcast view); use its copy().');
  scope(() => {
    const positions = moded('put', indices, 0, a.size, options.mode ?? 'raise').ravel();
    const source = toArray('put', values).ravel();
    if (positions.size === 0 || source.size === 0) return;
    const repeated = take(source, arange(BigInt(positions.size)), { mode: 'wrap' });
    const target = a.ndim === 0 ? a.reshape(1) : a;
    const index = target.ndim === 1 ? [positions] : unravelIndex(positions, target.shape);
    setAdvanced(target, index, repeated as NDArray, 'put');
  });
}

/** The index that takes along an axis: positions there, and each axis's own elsewhere. */
function alongAxis(operation: string, array: NDArray, indices: ArrayLike, axis: number): AnyIndex[] {
  const positions = checkedIndex(operation, indices, axis, array.shape[axis]);
  if (positions.ndim !== array.ndim) {
    throw new RangeError(
      `${operation}: indices of shape ${showShape(positions.shape)} for an array of shape ${showShape(array.shape)}; they must have as many axes.`,
    );
  }
  return array.shape.map((extent, i) =>
    i === axis ? positions : arange(BigInt(extent)).reshape(array.shape.map((_, k) => (k === i ? extent : 1))),
  );
}

/**
 * Elements at positions along an axis, one set for each place on the other axes: what argsort and argmax give.
 *
 * @returns A fresh array of the indices' shape. NumPy: `take_along_axis`, whose axis is -1 unless given.
 */
export function takeAlongAxis<A extends ArrayLike>(
  a: A,
  indices: ArrayLike,
  axis: number | null = -1,
): NDArray<DTypeOf<A>> {
  return scope(() => {
    const given = toArray('takeAlongAxis', a);
    const array = axis === null ? given.ravel() : given;
    const own = normalizeAxis('takeAlongAxis', axis ?? 0, array.ndim);
    return of<A>(getAdvanced(array, alongAxis('takeAlongAxis', array, indices, own)));
  });
}

/** Writes values to positions along an axis, in place: the reverse of {@link takeAlongAxis}. NumPy: `put_along_axis`. */
export function putAlongAxis(a: NDArray, indices: ArrayLike, values: ArrayLike, axis: number): void {
  if (!(a instanceof NDArray)) throw new TypeError('putAlongAxis: works in place and needs an NDArray.');
  scope(() => {
    const own = normalizeAxis('putAlongAxis', axis, a.ndim);
    a.set(alongAxis('putAlongAxis', a, indices, own), values);
  });
}

/**
 * Elements where the condition is true along an axis, or of the flat array when none is named.
 *
 * @returns A fresh array. NumPy: `compress`; the condition may be shorter than the axis.
 */
export function compress<A extends ArrayLike>(
  condition: ArrayLike,
  a: A,
  options: { axis?: number | null } = {},
): NDArray<DTypeOf<A>> {
  checkOptions('compress', options, ['axis']);
  return scope(() => {
    const mask = maskOf('compress', condition);
    if (mask.ndim !== 1)
      throw new RangeError(`compress: the condition has shape ${showShape(mask.shape)}; it must have one axis.`);
    return take(a, positionsOf('compress', mask), { axis: options.axis });
  });
}

/** Elements of the flat array where the flat condition is true. NumPy: `extract`. */
export function extract<A extends ArrayLike>(condition: ArrayLike, a: A): NDArray<DTypeOf<A>> {
  return compress(toArray('extract', condition).ravel(), toArray('extract', a).ravel() as never) as never;
}

/** Writes values, repeated as needed, to the elements where the mask is true, in place. NumPy: `place`. */
export function place(a: NDArray, mask: ArrayLike, values: ArrayLike): void {
  scope(() => {
    const flags = maskOf('place', mask);
    if (flags.size !== a.size) {
      throw new RangeError(
        `place: a mask of ${flags.size} elements for an array of ${a.size}; their sizes must be the same.`,
      );
    }
    const positions = positionsOf('place', flags);
    if (positions.size > 0 && toArray('place', values).size === 0)
      throw new RangeError('place: there are no values to write.');
    put(a, positions, values);
  });
}

/** Writes values to the elements where the mask is true, each from its own place in the repeated values. NumPy: `putmask`. */
export function putmask(a: NDArray, mask: ArrayLike, values: ArrayLike): void {
  if (!a.writeable) throw new TypeError('putmask: the array is read-only (a broadcast view); use its copy().');
  scope(() => {
    const flags = maskOf('putmask', mask);
    if (flags.size !== a.size) {
      throw new RangeError(
        `putmask: a mask of ${flags.size} elements for an array of ${a.size}; their sizes must be the same.`,
      );
    }
    const positions = positionsOf('putmask', flags);
    const source = toArray('putmask', values).ravel();
    if (positions.size > 0 && source.size > 0) put(a, positions, take(source, positions, { mode: 'wrap' }));
  });
}

/**
 * Flat positions as indices: an i64 array for each axis of the shape.
 *
 * @param options `order`: how the positions count, 'C' (the default) or 'F', the first axis fastest.
 * @throws RangeError for a position out of bounds. NumPy: `unravel_index`.
 * @example
 * unravelIndex([5], [2, 3]); // [[1], [2]]
 */
export function unravelIndex(indices: ArrayLike, shape: Shape, options: { order?: IndexOrder } = {}): NDArray<'i64'>[] {
  checkOptions('unravelIndex', options, ['order']);
  const fastest = fastestFirst('unravelIndex', shape.length, options.order);
  return scope(() => {
    let rest: NDArray = checkedIndex('unravelIndex', indices, 0, sizeOf(shape));
    const axes: NDArray[] = new Array(shape.length);
    for (const axis of fastest) {
      const extent = BigInt(Math.max(shape[axis], 1));
      axes[axis] = remainder(rest, extent);
      rest = floorDivide(rest, extent);
    }
    return axes as NDArray<'i64'>[];
  });
}

/**
 * Indices for each axis as flat positions.
 *
 * @param options `mode`: 'raise' (the default), 'wrap' or 'clip'; `order`: how positions count, 'C' (the default) or 'F'.
 * @throws RangeError for an index out of bounds in mode 'raise'. NumPy: `ravel_multi_index`.
 */
export function ravelMultiIndex(
  indices: readonly ArrayLike[],
  shape: Shape,
  options: { mode?: IndexMode; order?: IndexOrder } = {},
): NDArray<'i64'> {
  checkOptions('ravelMultiIndex', options, ['mode', 'order']);
  checkList('ravelMultiIndex', indices, 'index arrays');
  if (indices.length !== shape.length) {
    throw new RangeError(
      `ravelMultiIndex: ${indices.length} index arrays for shape ${showShape(shape)}; give one for each axis.`,
    );
  }
  const slowest = fastestFirst('ravelMultiIndex', shape.length, options.order).reverse();
  return scope(() => {
    let flat: NDArray | undefined;
    for (const axis of slowest) {
      const own = moded('ravelMultiIndex', indices[axis], axis, shape[axis], options.mode ?? 'raise');
      flat = flat === undefined ? own.copy() : add(multiply(flat, BigInt(shape[axis])), own);
    }
    return flat as NDArray<'i64'>;
  });
}

/**
 * Index arrays that select the cross product of positions: `a.get(...ix_([0, 2], [1, 3]))` is rows 0 and 2 of columns 1
 * and 3. NumPy: `ix_`.
 *
 * @throws RangeError when a sequence has not exactly one axis.
 */
export function ix_(...sequences: ArrayLike[]): NDArray[] {
  return sequences.map((sequence, i) => {
    const given = toArray('ix_', sequence);
    if (given.ndim !== 1)
      throw new RangeError(`ix_: sequence ${i} has shape ${showShape(given.shape)}; each must have one axis.`);
    const list = given.dtype === 'bool' ? positionsOf('ix_', given) : given.astype('i64', { copy: false });
    return list.reshape(sequences.map((_, k) => (k === i ? list.size : 1)));
  });
}

/**
 * For each place the element of the choice that the index there names; all broadcast.
 *
 * @returns A fresh array of the type in which the choices meet. NumPy: `choose`.
 * @throws RangeError for an index that names no choice.
 */
export function choose(index: ArrayLike, choices: readonly ArrayLike[], options: { mode?: IndexMode } = {}): NDArray {
  checkOptions('choose', options, ['mode']);
  return scope(() => {
    const arrays = arraysOf('choose', choices);
    const own = moded('choose', index, 0, arrays.length, options.mode ?? 'raise');
    const shape = broadcast('choose', [own.shape, ...arrays.map((array) => array.shape)]);
    let result: NDArray = arrays[arrays.length - 1];
    for (let i = arrays.length - 2; i >= 0; i--) result = where(own.eq(BigInt(i)), arrays[i], result) as NDArray;
    return result.broadcastTo(shape).copy();
  });
}

/** Values as arrays of the type in which they meet: scalars are weak beside arrays. */
function commonly(operation: string, values: readonly ArrayLike[]): NDArray[] {
  const given = values.map((value) => (isScalar(value) ? (value as WeakScalar) : toArray(operation, value)));
  const arrays = given.filter((value) => value instanceof NDArray);
  const scalars = given.filter((value): value is WeakScalar => !(value instanceof NDArray));
  const type =
    arrays.length > 0
      ? scalars.reduce<DType>((type, value) => promoteWeak(type, value), promoteAll(arrays.map((array) => array.dtype)))
      : promoteAll(scalars.map((value) => dtypeOfScalar(value)));
  return given.map((value) => toArray(operation, value, type));
}

/**
 * For each place the element of the first choice whose condition is true there, or the default; all broadcast.
 *
 * @param defaultValue 0 unless given. It and choices that are single numbers are weak beside arrays: they leave the type.
 * @returns A fresh array of the type in which the choices and the default meet. NumPy: `select`.
 */
export function select(
  conditions: readonly ArrayLike[],
  choices: readonly ArrayLike[],
  defaultValue: ArrayLike = 0,
): NDArray {
  checkList('select', conditions, 'conditions');
  checkList('select', choices, 'choices');
  if (conditions.length !== choices.length || conditions.length === 0) {
    throw new RangeError(
      `select: ${conditions.length} conditions and ${choices.length} choices; give as many of each, and at least one.`,
    );
  }
  return scope(() => {
    const [last, ...rest] = commonly('select', [defaultValue, ...choices]);
    let result = last;
    for (let i = conditions.length - 1; i >= 0; i--) result = where(conditions[i], rest[i], result) as NDArray;
    return result;
  });
}
