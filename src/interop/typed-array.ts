/** Typed arrays and buffers. */
import { isBuffer } from '../array/adopt.js';
import type { ArrayLike, DTypeOf, TypedArray } from '../array/convert.js';
import { type Canonical, type DType, type DTypeLike, dtype, type TypedArrayOf } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { fromBuffer } from '../index.js';
import { type CopyOptions, fromElements, packedElements } from './memory.js';

/** Options of {@link fromTypedArray}. */
export interface TypedArrayOptions<L extends DTypeLike = DTypeLike> extends CopyOptions {
  /** The extents; one axis over all elements unless given. */
  shape?: number | readonly number[];
  /** The step along each axis in elements, of any sign; packed in C order unless given. */
  strides?: readonly number[];
  /** The place of the first element. */
  offset?: number;
  /** The type of a buffer's elements, u8 unless given; `'bool'` for bytes that are 0 or 1. */
  dtype?: L;
}

/** The element type of the result. */
type Read<S, L> = [L] extends [DTypeLike] ? Canonical<L> : S extends TypedArray ? DTypeOf<S> : 'u8';

/**
 * A typed array or buffer in any layout.
 *
 * @returns A view in the caller's memory: both see each other's writes, and it stays valid as long as the buffer is not
 *   transferred. With `copy: true` a fresh array in contig's memory, which is faster for repeated work.
 * @throws RangeError where an element lies outside the typed array or it is detached; TypeError for other values.
 * @example
 * fromTypedArray(new Float32Array(6), { shape: [2, 3], strides: [1, 2] }); // a matrix in column order
 * fromTypedArray(new ArrayBuffer(16), { dtype: 'i32' }).shape;             // [4]
 */
export function fromTypedArray<S extends TypedArray | ArrayBufferLike, L extends DTypeLike | undefined = undefined>(
  source: S,
  options: TypedArrayOptions & { dtype?: L } = {},
): NDArray<Read<S, L>> {
  const name = 'fromTypedArray';
  if (!ArrayBuffer.isView(source) && !isBuffer(source)) {
    throw new TypeError(`${name}: ${String(source)} is no typed array and no buffer; array() takes lists.`);
  }
  const type = options.dtype === undefined ? undefined : (dtype(options.dtype as DTypeLike) as DType);
  const data =
    type !== undefined || !ArrayBuffer.isView(source) ? bytesAs(source, type ?? 'u8') : (source as TypedArray);
  const { shape = data.length, strides, offset } = options;
  const extents = typeof shape === 'number' ? [shape] : shape;
  return fromElements(name, { data, shape: extents, strides, offset }, options, type) as NDArray as NDArray<Read<S, L>>;
}

/** The same bytes as elements of a type. */
function bytesAs(source: TypedArray | ArrayBufferLike, type: DType): TypedArray {
  return fromBuffer(source, type === 'bool' ? 'u8' : type).data;
}

/**
 * The elements in C order as a typed array; bools are bytes, 0 or 1.
 *
 * @returns Of a packed array a view of its memory, valid until the array is disposed of or the heap grows; of others, and
 *   with `copy: true`, a copy in a buffer of its own, which may be kept and transferred.
 * @throws TypeError with `copy: false` where the array is not packed.
 * @example
 * postMessage(pixels, [toTypedArray(pixels, { copy: true }).buffer]);
 */
export function toTypedArray<A extends ArrayLike>(a: A, options?: CopyOptions): TypedArrayOf<DTypeOf<A>> {
  return packedElements('toTypedArray', a, options).data as TypedArrayOf<DTypeOf<A>>;
}
