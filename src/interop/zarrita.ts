/** Chunks of zarrita: what its `get` gives and its `set` takes. */
import type { ArrayLike } from '../array/convert.js';
import type { NDArray } from '../array/ndarray.js';
import { type CopyOptions, checkObject, fromElements, lendable, lendPart, lent } from './memory.js';

/** A chunk or a selection of an array; strides count elements, and the first element is the first of the data. */
export interface ZarritaChunk {
  /** The elements. */
  readonly data: unknown;
  /** The extent of each axis. */
  readonly shape: readonly number[];
  /** Steps along each axis, in elements. */
  readonly stride: readonly number[];
}

/** zarrita's class for bools. */
type BoolArrayConstructor = new (buffer: ArrayBuffer, byteOffset: number, length: number) => object;

/**
 * A chunk that zarrita read, of any layout; bools as bool.
 *
 * @returns A view over its data, valid as long as that is, or a copy with `copy: true`.
 * @throws TypeError for text and other elements that are no numbers.
 * @example
 * fromZarrita(await zarr.get(array, [null, zarr.slice(0, 10)])).mean(0);
 */
export function fromZarrita(chunk: ZarritaChunk, options?: CopyOptions): NDArray {
  checkObject('fromZarrita', chunk, 'chunk of zarrita');
  const { data, shape, stride } = chunk;
  return fromElements('fromZarrita', { data, shape, strides: stride }, options);
}

/**
 * An array as zarrita's `set` takes it.
 *
 * @param options `BoolArray`: zarrita's class for bools, without which they are bytes, 0 or 1; `copy`.
 * @returns A chunk over the array's memory, of any strides that are not negative. `data` is read anew at each access, so
 *   that it follows the heap when that grows; it ends with `dispose()`. A copy of arrays with negative strides or elements
 *   that are not aligned, or with `copy: true`.
 * @example
 * await zarr.set(array, null, toZarrita(image.T));
 */
export function toZarrita(
  a: ArrayLike,
  options: CopyOptions & { BoolArray?: BoolArrayConstructor } = {},
): {
  /** The elements. */
  readonly data: never;
  /** The extent of each axis. */
  shape: number[];
  /** Steps along each axis, in elements. */
  stride: number[];
} {
  const array = lendable('toZarrita', a, options, ({ strides }) => strides.every((stride) => stride >= 0));
  const { offset, shape, strides, size } = array;
  const span = size === 0 ? 0 : shape.reduce((last, extent, axis) => last + (extent - 1) * strides[axis], 1);
  const bools = array.dtype === 'bool' ? options.BoolArray : undefined;
  return {
    get data() {
      const part = lendPart(array, offset, offset + span);
      return (bools ? lent(new bools(part.buffer as ArrayBuffer, part.byteOffset, part.length), array) : part) as never;
    },
    shape: shape.slice(),
    stride: strides,
  };
}
