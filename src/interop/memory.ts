/**
 * What the adapters share: arrays over other packages' typed arrays, and typed arrays over contig's memory. A typed array
 * that is handed out keeps its memory from being collected; it does not outlive `dispose()` or the growth of the heap.
 */
import { adopt } from '../array/adopt.js';
import { type ArrayLike, type TypedArray, toArray } from '../array/convert.js';
import { DTYPES, type DType, dtypeOfTypedArray, type TypedArrayOf } from '../array/dtype.js';
import { packedStrides, type Shape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { asStrided } from '../index.js';
import { copy as copyElements } from '../loops/elementwise.js';
import { Storage } from '../memory/storage.js';

/** Whether memory may be shared: always copied (`true`), never (`false`, an error where it would be), or where it must be. */
export interface CopyOptions {
  /** true always copies, false throws where a copy would be needed; a copy only where it is needed unless given. */
  copy?: boolean;
}

/** Elements of any layout in a typed array; strides and offset count elements. */
export interface Elements {
  /** The elements. */
  readonly data: unknown;
  /** The extent of each axis. */
  readonly shape: readonly number[];
  /** Steps along each axis, in elements. */
  readonly strides?: readonly number[] | null;
  /** The position of the first element in `data`. */
  readonly offset?: number;
}

/** @throws TypeError for what is no object. */
export function checkObject(operation: string, value: unknown, what: string): void {
  if (typeof value === 'object' && value !== null) return;
  throw new TypeError(`${operation}: ${String(value)} is no ${what}.`);
}

/** What holds bools elsewhere: bytes behind accessors. */
interface Bytes {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly BYTES_PER_ELEMENT: number;
}

/** The element type of what another package stores its elements in. */
function typeOf(operation: string, data: unknown): DType {
  const known = dtypeOfTypedArray(data);
  if (known !== undefined) return known;
  const bytes = data as Partial<Bytes> | null | undefined;
  if (bytes?.buffer && bytes.BYTES_PER_ELEMENT === 1 && !('chars' in bytes)) return 'bool';
  const name = (data as object | null)?.constructor?.name ?? String(data);
  throw new TypeError(
    `${operation}: elements in ${name}, which contig does not hold; convert them to a typed array of numbers.`,
  );
}

/**
 * An array over a typed array of another package, or a copy: of a list, or where it is asked for.
 *
 * @param type The element type, that of the typed array unless given.
 */
export function fromElements(
  operation: string,
  { data, shape, strides, offset = 0 }: Elements,
  { copy }: CopyOptions = {},
  type?: DType,
): NDArray {
  if (Array.isArray(data)) {
    if (copy === false) throw new TypeError(`${operation}: a list of numbers is always copied; leave copy: false out.`);
    const list = toArray(operation, data, type);
    const steps = strides ?? packedStrides(shape, 1);
    return asStrided(list.get(`${offset}:`) as NDArray, { shape, strides: steps, writeable: true });
  }
  const info = DTYPES[type ?? typeOf(operation, data)];
  const { itemsize } = info;
  const bytes = data as Bytes;
  const view = adopt(
    operation,
    {
      buffer: bytes.buffer,
      byteOffset: bytes.byteOffset + offset * itemsize,
      shape,
      strides: strides && Array.from(strides, (stride) => stride * itemsize),
    },
    info,
    false,
    data,
    bytes,
  );
  return copy ? view.copy() : view;
}

/** The storages whose memory was handed out, which live as long as what holds it. */
const lenders = new WeakMap<object, Storage>();

/** What holds an array's memory, known as such. */
export function lent<T extends object>(holder: T, array: NDArray): T {
  lenders.set(holder, array.storage);
  return holder;
}

/** All the memory that an array views; offset and strides of its elements are the array's. */
export function lend<D extends DType>(array: NDArray<D>): TypedArrayOf<D> {
  return lent(array.data, array);
}

/** A part of an array's memory, counted in elements. */
export function lendPart<D extends DType>(array: NDArray<D>, start: number, end: number): TypedArrayOf<D> {
  return lent(array.data.subarray(start, end) as TypedArrayOf<D>, array);
}

/** A packed array of zeros in an ArrayBuffer of its own. */
export function outside<D extends DType>(shape: Shape, type: D): NDArray<D> {
  const { itemsize } = DTYPES[type];
  const bytes = sizeOf(shape) * itemsize;
  const storage = Storage.wrap(new ArrayBuffer(bytes), 0, bytes);
  return NDArray.over(storage, type, {
    shape: shape.slice(),
    byteStrides: packedStrides(shape, itemsize),
    byteOffset: 0,
  });
}

/** A packed copy in an ArrayBuffer of its own, converted to a type. */
export function copyOut<D extends DType>(array: NDArray, type: D): NDArray<D> {
  const result = outside(array.shape, type);
  copyElements(array.shape, array, result);
  return result;
}

/**
 * The array itself where another package can use its memory, otherwise a packed copy outside the heap.
 *
 * @param fits What the other package can use, besides the aligned elements in native byte order that all need.
 * @param type The element type it needs, the array's own unless given.
 * @throws TypeError where a copy is needed and `copy` is false.
 */
export function lendable(
  operation: string,
  a: ArrayLike,
  { copy }: CopyOptions = {},
  fits: (array: NDArray) => boolean = () => true,
  type?: DType,
): NDArray {
  const array = toArray(operation, a);
  const name = type ?? array.dtype;
  const usable = array.dtype === name && array.native && array.aligned && fits(array);
  if (!copy && usable) return array;
  if (copy === false) {
    throw new TypeError(
      `${operation}: this ${array.dtype} array of shape ${showShape(array.shape)}, strides ${showShape(array.strides)}, ` +
        'is not laid out as needed, so it would be copied; leave copy: false out.',
    );
  }
  return copyOut(array, name);
}

/** The elements of a packed array, or of a packed copy, as a typed array of just them. */
export function packedElements(
  operation: string,
  a: ArrayLike,
  options?: CopyOptions,
  type?: DType,
): { array: NDArray; data: TypedArray } {
  const array = lendable(operation, a, options, ({ packed }) => packed, type);
  return { array, data: lendPart(array, array.offset, array.offset + array.size) };
}
