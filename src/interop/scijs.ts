/** ndarray of the scijs family, and whatever has its fields. */
import type { ArrayLike } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { type CopyOptions, checkObject, fromElements, lend, lendable } from './memory.js';

/** What is read of a scijs ndarray; its operations read just these. */
export interface ScijsArray {
  /** The elements. */
  readonly data: unknown;
  /** The extent of each axis. */
  readonly shape: readonly number[];
  /** Steps along each axis, in elements. */
  readonly stride: readonly number[];
  /** The position of the first element in `data`. */
  readonly offset: number;
  /** The element type, by the package's name. */
  readonly dtype?: string;
  /** The axes, the one with the smallest stride first. */
  readonly order?: readonly number[];
}

/** What scijs operations take: its fields, without its methods. */
export interface ScijsFields extends ScijsArray {
  /** The element type, by the package's name. */
  readonly dtype: string;
  /** The axes, the one with the smallest stride first. */
  readonly order: number[];
  /** The number of elements. */
  readonly size: number;
  /** The number of axes. */
  readonly dimension: number;
}

/** The `ndarray` function of the package of that name. */
export type ScijsConstructor<T> = (data: never, shape: number[], stride: number[], offset: number) => T;

/**
 * A scijs ndarray of any layout.
 *
 * @returns A view over its typed array, valid as long as that is; a copy where its data is a list of numbers, or with
 *   `copy: true`.
 * @throws TypeError for data behind accessors, RangeError where an element lies outside the data.
 * @example
 * fromScijs(ndarray(new Float64Array(6), [2, 3]).transpose(1, 0)).shape; // [3, 2]
 */
export function fromScijs(x: ScijsArray, options?: CopyOptions): NDArray {
  checkObject('fromScijs', x, 'array of the package ndarray');
  const { data, shape, stride, offset } = x;
  return fromElements('fromScijs', { data, shape, strides: stride, offset }, options);
}

const NAMES: Partial<Record<DType, string>> = { bool: 'uint8', i64: 'bigint64', u64: 'biguint64' };

/**
 * An array as scijs operations take it: bools as `uint8`, 64-bit integers as `bigint64` and `biguint64`.
 *
 * @param options `ndarray`: the package's function, which makes an ndarray with its methods; without it the result has
 *   the fields alone, which operations such as ndarray-ops need. `copy`.
 * @returns A view of any layout. `data` is read anew at each access, so that it follows the heap when that grows; typed
 *   arrays taken from it, and ndarrays derived from the result (`pick`, `lo`, `transpose`), do not. All end with
 *   `dispose()`. A copy of elements that are not aligned, or with `copy: true`.
 * @example
 * ops.addeq(toScijs(a), toScijs(b.T));
 * toScijs(a, { ndarray }).get(0, 1);
 */
export function toScijs<T = ScijsFields>(
  a: ArrayLike,
  options: CopyOptions & { ndarray?: ScijsConstructor<T> } = {},
): T {
  const array = lendable('toScijs', a, options);
  const { shape, strides, offset, size, ndim } = array;
  const order = strides.map((_, axis) => axis).sort((p, q) => Math.abs(strides[p]) - Math.abs(strides[q]));
  const dtype = NAMES[array.dtype] ?? DTYPES[array.dtype].numpy;
  const result = options.ndarray
    ? options.ndarray(lend(array) as never, shape.slice(), strides, offset)
    : { shape: shape.slice(), stride: strides, offset, dtype, order, size, dimension: ndim };
  return Object.defineProperty(result, 'data', { get: () => lend(array), enumerable: true, configurable: true }) as T;
}
