/** ndarrays of `@stdlib`. */
import type { ArrayLike } from '../array/convert.js';
import { DTYPES, type DType, type Scalar } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { type CopyOptions, checkObject, fromElements, lend, lendable, lent } from './memory.js';

/** What is read of an ndarray of `@stdlib`. */
export interface StdlibArray {
  /** The elements. */
  readonly data: unknown;
  /** The extent of each axis. */
  readonly shape: Extents;
  /** Steps along each axis, in elements. */
  readonly strides: Extents;
  /** The position of the first element in `data`. */
  readonly offset: number;
  /** The element type, by the package's name. */
  readonly dtype: unknown;
}

type Extents = readonly number[];

/** What `@stdlib` takes as an ndarray. */
export interface StdlibLike {
  /** The elements. */
  readonly data: unknown;
  /** The element type, by the package's name. */
  readonly dtype: string;
  /** The extent of each axis. */
  readonly shape: number[];
  /** Steps along each axis, in elements. */
  readonly strides: number[];
  /** The position of the first element in `data`. */
  readonly offset: number;
  /** Which axis lies packed. */
  readonly order: 'row-major' | 'column-major';
  /** The number of axes. */
  readonly ndims: number;
  /** The number of elements. */
  readonly length: number;
  /** Whether elements may be written, and how they lie. */
  readonly flags: object;
  /** One element, by an index for each axis. */
  get(...index: number[]): unknown;
  /** Writes one element, by an index for each axis and a value. */
  set(...indexAndValue: unknown[]): unknown;
}

/** The constructor of `@stdlib/ndarray/ctor`. */
export type StdlibConstructor<T> = new (
  dtype: never,
  data: never,
  shape: never,
  strides: never,
  offset: number,
  order: never,
) => T;

/** The class of `@stdlib/array/bool`. */
type BooleanArrayConstructor = new (buffer: ArrayBuffer, byteOffset: number, length: number) => object;

/**
 * An ndarray of `@stdlib` of any layout and order. Of its types, `uint8c` and `binary` are u8, and `generic` what its data
 * holds.
 *
 * @returns A view over its data, valid as long as that is; a copy where that is a list, or with `copy: true`.
 * @throws TypeError for complex numbers and other types that contig does not hold.
 * @example
 * fromStdlib(new ndarray('float64', new Float64Array(4), [2, 2], [1, 2], 0, 'column-major')).strides; // [1, 2]
 */
export function fromStdlib(x: StdlibArray, options?: CopyOptions): NDArray {
  checkObject('fromStdlib', x, 'array of @stdlib/ndarray');
  const { data, shape, strides, offset } = x;
  // An ndarray without axes has one stride, 0.
  const own = strides && Array.from(strides).slice(0, shape.length);
  return fromElements('fromStdlib', { data, shape, strides: own, offset }, options);
}

const NAMES: Partial<Record<DType, string>> = { i64: 'generic', u64: 'generic' };

/**
 * An array as an ndarray of `@stdlib`; 64-bit integers, for which it has no type, as `generic` bigints.
 *
 * @param options `ndarray`: the package's constructor, without which the result is an object with an ndarray's members;
 *   `BooleanArray`: its class for bools, without which they are `uint8`; `copy`.
 * @returns A view of any layout. The `data` of an object with an ndarray's members is read anew at each access, so that
 *   it follows the heap when that grows; what the constructor makes is valid until then. Both end with `dispose()`. A
 *   copy of elements that are not aligned, or with `copy: true`.
 * @example
 * toStdlib(a, { ndarray }).get(0, 1);
 */
export function toStdlib<T = StdlibLike>(
  a: ArrayLike,
  options: CopyOptions & { ndarray?: StdlibConstructor<T>; BooleanArray?: BooleanArrayConstructor } = {},
): T {
  const array = lendable('toStdlib', a, options);
  const { shape, offset, size, ndim } = array;
  const { BooleanArray, ndarray } = options;
  const bools = array.dtype === 'bool' ? BooleanArray : undefined;
  const dtype = array.dtype === 'bool' && !bools ? 'uint8' : (NAMES[array.dtype] ?? DTYPES[array.dtype].numpy);
  const strides = ndim === 0 ? [0] : array.strides;
  const order = ndim > 1 && Math.abs(strides[0]) < Math.abs(strides[ndim - 1]) ? 'column-major' : 'row-major';
  const dataOf = (): unknown => {
    const data = lend(array);
    return bools ? lent(new bools(data.buffer as ArrayBuffer, data.byteOffset, data.length), array) : data;
  };
  if (ndarray)
    return new ndarray(dtype as never, dataOf() as never, shape as never, strides as never, offset, order as never);
  return {
    get data() {
      return dataOf();
    },
    dtype,
    shape: shape.slice(),
    strides,
    offset,
    order,
    ndims: ndim,
    length: size,
    flags: { READONLY: !array.writeable },
    get: (...index: number[]) => array.get(...index),
    set(...given: unknown[]) {
      array.set(given.slice(0, -1) as number[], given.at(-1) as Scalar);
      return this;
    },
  } satisfies StdlibLike as T;
}
