/**
 * New arrays: filled, from values, from bytes, from ranges. Names and meaning are NumPy's; numbers without a type make
 * f64, bigints i64, booleans bool.
 */
import { type ArrayLike, type DTypeOf, type TypedArray, toArray } from '../array/convert.js';
import { type Canonical, DTYPES, type DType, type DTypeLike, dtype, dtypeOfTypedArray } from '../array/dtype.js';
import { checkShape, packedStrides, type Shape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { dtypeOfScalar, scalarAs, type WeakScalar } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { constant, ramp } from '../loops/fill.js';
import { scope } from '../memory/scope.js';
import { memoryBytes } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';

type ShapeLike = number | readonly number[];

/** An element type given or left to a default. */
type Or<L, Default extends DType> = [L] extends [DTypeLike] ? Canonical<L> : Default;

/** Writes one value to every element. */
function fillWith(operation: string, target: NDArray, value: WeakScalar): void {
  // Integers take the whole part of a number, as in every assignment.
  const whole = typeof value === 'number' && Number.isFinite(value) && DTYPES[target.dtype].kind !== 'f';
  const element = scalarAs(
    operation,
    whole && DTYPES[target.dtype].kind !== 'b' ? Math.trunc(value) : value,
    target.dtype,
  );
  copy(target.shape, constant(0, element, DTYPES[target.dtype], target.ndim), target);
}

/**
 * An array of uninitialised elements: whatever the memory held.
 *
 * @param shape The extents, or the one extent.
 * @param type The element type, f64 unless given.
 * @returns A fresh packed array. NumPy: `empty`.
 * @example
 * empty([2, 3], 'f32').shape; // [2, 3]
 */
export function empty<L extends DTypeLike | undefined = undefined>(shape: ShapeLike, type?: L): NDArray<Or<L, 'f64'>> {
  const name = type === undefined ? 'f64' : dtype(type);
  return NDArray.allocate(name as Or<L, 'f64'>, checkShape('empty', shape));
}

/**
 * An array of zeros.
 *
 * @param shape The extents, or the one extent.
 * @param type The element type, f64 unless given.
 * @returns A fresh packed array. NumPy: `zeros`.
 * @example
 * zeros(1e6, 'f32');
 */
export function zeros<L extends DTypeLike | undefined = undefined>(shape: ShapeLike, type?: L): NDArray<Or<L, 'f64'>> {
  const name = type === undefined ? 'f64' : dtype(type);
  const result = NDArray.allocate(name as Or<L, 'f64'>, checkShape('zeros', shape));
  const { storage, nbytes } = result;
  if (storage.host === null) memoryBytes().fill(0, storage.ptr, storage.ptr + nbytes);
  return result;
}

/**
 * An array of ones.
 *
 * @returns A fresh packed array, f64 unless a type is given. NumPy: `ones`.
 */
export function ones<L extends DTypeLike | undefined = undefined>(shape: ShapeLike, type?: L): NDArray<Or<L, 'f64'>> {
  const result = empty(shape, type);
  fillWith('ones', result, 1);
  return result;
}

type FillType<V> = V extends boolean ? 'bool' : V extends bigint ? 'i64' : 'f64';

/**
 * An array of one value.
 *
 * @returns A fresh packed array; without a type, f64 for a number, i64 for a bigint, bool for a boolean. NumPy: `full`.
 * @throws RangeError when the type cannot hold the value.
 */
export function full<V extends WeakScalar, L extends DTypeLike | undefined = undefined>(
  shape: ShapeLike,
  value: V,
  type?: L,
): NDArray<Or<L, FillType<V>>> {
  const name = type === undefined ? dtypeOfScalar(value) : dtype(type);
  const result = NDArray.allocate(name as Or<L, FillType<V>>, checkShape('full', shape));
  fillWith('full', result, value);
  return result;
}

/** The shape and the type of what another array is to be like. */
function modelOf(operation: string, like: ArrayLike): { readonly shape: Shape; readonly dtype: DType } {
  if (like instanceof NDArray) return like;
  return scope(() => {
    const { shape, dtype: type } = toArray(operation, like);
    return { shape, dtype: type };
  });
}

/** An uninitialised array of another's shape, and of its type unless one is given. NumPy: `empty_like`. */
export function emptyLike<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  like: A,
  type?: L,
): NDArray<Or<L, DTypeOf<A>>> {
  const { shape, dtype: own } = modelOf('emptyLike', like);
  return empty(shape, type ?? own) as NDArray as NDArray<Or<L, DTypeOf<A>>>;
}

/** Zeros in another array's shape, and in its type unless one is given. NumPy: `zeros_like`. */
export function zerosLike<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  like: A,
  type?: L,
): NDArray<Or<L, DTypeOf<A>>> {
  const { shape, dtype: own } = modelOf('zerosLike', like);
  return zeros(shape, type ?? own) as NDArray as NDArray<Or<L, DTypeOf<A>>>;
}

/** Ones in another array's shape, and in its type unless one is given. NumPy: `ones_like`. */
export function onesLike<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  like: A,
  type?: L,
): NDArray<Or<L, DTypeOf<A>>> {
  const { shape, dtype: own } = modelOf('onesLike', like);
  return ones(shape, type ?? own) as NDArray as NDArray<Or<L, DTypeOf<A>>>;
}

/** One value in another array's shape, and in its type unless one is given. NumPy: `full_like`. */
export function fullLike<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  like: A,
  value: WeakScalar,
  type?: L,
): NDArray<Or<L, DTypeOf<A>>> {
  const { shape, dtype: own } = modelOf('fullLike', like);
  return full(shape, value, type ?? own) as NDArray as NDArray<Or<L, DTypeOf<A>>>;
}

/**
 * An array with the values of nested lists, a typed array, an iterable, a scalar or another array.
 *
 * @returns A fresh packed array, always a copy. NumPy: `array`.
 * @throws RangeError when lists are ragged or a value does not fit the type, TypeError for what is no number.
 * @example
 * array([[1, 2], [3, 4]], 'i32');
 */
export function array<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  values: A,
  type?: L,
): NDArray<Or<L, DTypeOf<A>>> {
  const result = toArray('array', values, type === undefined ? undefined : dtype(type));
  const shared = (result as unknown) === values || result.storage.owner !== undefined;
  return (shared ? result.copy() : result) as NDArray as NDArray<Or<L, DTypeOf<A>>>;
}

/**
 * The argument itself when it is an array (of the given type), otherwise an array with its values.
 *
 * @returns The same array or a fresh one. NumPy: `asarray`.
 */
export function asarray<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  values: A,
  type?: L,
): NDArray<Or<L, DTypeOf<A>>> {
  return toArray('asarray', values, type === undefined ? undefined : dtype(type)) as NDArray as NDArray<
    Or<L, DTypeOf<A>>
  >;
}

/**
 * A typed array as an NDArray without copying: both see each other's writes. It stays in the caller's memory, so
 * operations on it copy tile by tile; for repeated work `array(values)` is faster.
 *
 * @param shape The extents, one axis unless given.
 * @throws RangeError when the shape has another size, TypeError when it is no numeric typed array.
 * @example
 * const pixels = new Uint8Array(4 * width * height);
 * wrap(pixels, [height, width, 4]).get('...', 3).set([], 255);
 */
export function wrap<A extends TypedArray>(values: A, shape?: ShapeLike): NDArray<DTypeOf<A>> {
  const name = dtypeOfTypedArray(values);
  if (name === undefined)
    throw new TypeError('wrap: only typed arrays of numbers can be wrapped; use array() to copy.');
  const extents = checkShape('wrap', shape ?? values.length);
  if (sizeOf(extents) !== values.length) {
    throw new RangeError(`wrap: a typed array of ${values.length} elements does not fill shape ${showShape(extents)}.`);
  }
  return wrapBytes(name, values.buffer, values.byteOffset, extents) as NDArray as NDArray<DTypeOf<A>>;
}

function wrapBytes(name: DType, buffer: ArrayBufferLike, byteOffset: number, shape: Shape): NDArray {
  const info = DTYPES[name];
  const size = sizeOf(shape);
  const storage = Storage.wrap(buffer, byteOffset, size * info.itemsize);
  return new NDArray(info, shape, size, packedStrides(shape, info.itemsize), 0, storage, true, true);
}

/**
 * Bytes as a one-dimensional array without copying.
 *
 * @param options `offset`: the first byte, a multiple of the item's size; `count`: elements, all that follow unless given.
 * @throws RangeError when the bytes do not suffice or are not aligned.
 * @example
 * fromBuffer(file.buffer, 'f32', { offset: 128 });
 */
export function fromBuffer<L extends DTypeLike = 'f64'>(
  buffer: ArrayBufferLike | ArrayBufferView,
  type?: L,
  options: { offset?: number; count?: number } = {},
): NDArray<Canonical<L>> {
  const name: DType = type === undefined ? 'f64' : dtype(type);
  const { itemsize } = DTYPES[name];
  const isView = ArrayBuffer.isView(buffer);
  const bytes = isView ? buffer.buffer : buffer;
  if (typeof buffer?.byteLength !== 'number') {
    throw new TypeError('fromBuffer: takes an ArrayBuffer, a typed array or a DataView; for other values use array().');
  }
  checkOptions('fromBuffer', options, ['offset', 'count']);
  const { offset = 0 } = options;
  if (!Number.isInteger(offset) || offset < 0) {
    throw new RangeError(`fromBuffer: an offset of ${offset}; it is an integer >= 0, in bytes.`);
  }
  const start = (isView ? buffer.byteOffset : 0) + offset;
  const available = (isView ? buffer.byteOffset : 0) + buffer.byteLength - start;
  const count = options.count ?? available / itemsize;
  if (!Number.isInteger(count) || count < 0 || count * itemsize > available) {
    throw new RangeError(
      `fromBuffer: ${available} bytes from the offset on are not ${options.count ?? 'a whole number of'} elements of ${itemsize} bytes (${name}).`,
    );
  }
  if (start % itemsize !== 0) {
    throw new RangeError(
      `fromBuffer: byte ${start} of the buffer is not a multiple of ${itemsize}, the size of ${name}; copy the bytes first (slice()).`,
    );
  }
  return wrapBytes(name, bytes, start, [count]) as unknown as NDArray<Canonical<L>>;
}

/** Elements of a range: an exact count, as NumPy computes it. */
function rangeLength(start: number, stop: number, step: number): number {
  return Math.max(0, Math.ceil((stop - start) / step));
}

/**
 * Evenly spaced values from `start` up to, but not including, `stop`.
 *
 * @param type f64 unless given, i64 for bigints.
 * @returns A fresh one-dimensional array. NumPy: `arange`, where integers make int64.
 * @throws RangeError for a step of 0 or a range that is not finite.
 * @example
 * arange(5);               // 0, 1, 2, 3, 4
 * arange(1, 2, 0.25);      // 1, 1.25, 1.5, 1.75
 * arange(1e6, 'f32');
 */
export function arange<L extends DTypeLike = 'f64'>(stop: number, type?: L): NDArray<Canonical<L>>;
export function arange<L extends DTypeLike = 'i64'>(stop: bigint, type?: L): NDArray<Canonical<L>>;
export function arange<L extends DTypeLike = 'f64'>(
  start: number,
  stop: number,
  step?: number,
  type?: L,
): NDArray<Canonical<L>>;
export function arange<L extends DTypeLike = 'i64'>(
  start: bigint,
  stop: bigint,
  step?: bigint,
  type?: L,
): NDArray<Canonical<L>>;
export function arange(...args: (number | bigint | DTypeLike | undefined)[]): NDArray {
  for (const [i, value] of args.entries()) {
    const known = typeof value === 'number' || typeof value === 'bigint' || value === undefined;
    if (!known && !(typeof value === 'string' && i > 0 && i === args.length - 1)) {
      throw new TypeError(
        `arange: ${JSON.stringify(value)} is no number; it takes start, stop, step and a type's name.`,
      );
    }
  }
  const last = args.at(-1);
  const values = args.filter((value) => typeof value === 'number' || typeof value === 'bigint');
  const bigints = values.length > 0 && values.every((value) => typeof value === 'bigint');
  const name: DType = typeof last === 'string' ? dtype(last as DTypeLike) : bigints ? 'i64' : 'f64';
  if (bigints && DTYPES[name].kind !== 'f') return wholeRange(name, values as bigint[]);
  const numbers = values.map(Number);
  const [start, stop, step] = numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0], numbers[1], numbers[2] ?? 1];
  if (step === 0) throw new RangeError('arange: the step is 0.');
  const length = rangeLength(start, stop, step);
  if (!Number.isFinite(length)) throw new RangeError(`arange: from ${start} to ${stop} by ${step} is not finite.`);
  const result = NDArray.allocate(name, [length]);
  if (DTYPES[name].kind === 'f') {
    // NumPy steps by the difference of the first two values as the type holds them.
    const hold = name === 'f32' ? Math.fround : Number;
    ramp(result, length, hold(start), hold(start + step) - hold(start));
  } else {
    const [first, second] = [start, start + step].map((value) => BigInt(Math.trunc(value)));
    checkFirst(name, length, first, second);
    ramp(result, length, first, second - first);
  }
  return result;
}

/** Refuses a first or second value that the type does not hold, as NumPy does; those after may wrap. */
function checkFirst(name: DType, length: number, first: bigint, second: bigint): void {
  if (length > 0) scalarAs('arange', first, name);
  if (length > 1) scalarAs('arange', second, name);
}

/** A range of bigints, exact beyond 2^53. */
function wholeRange(name: DType, values: readonly bigint[]): NDArray {
  const [start, stop, step] = values.length === 1 ? [0n, values[0], 1n] : [values[0], values[1], values[2] ?? 1n];
  if (step === 0n) throw new RangeError('arange: the step is 0.');
  const span = stop - start;
  const length = span > 0n === step > 0n && span !== 0n ? Number((span + step - (step > 0n ? 1n : -1n)) / step) : 0;
  checkFirst(name, length, start, start + step);
  const result = NDArray.allocate(name, [length]);
  ramp(result, length, start, step);
  return result;
}
