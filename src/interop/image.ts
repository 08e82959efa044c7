/** Pixels of a canvas. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { full } from '../index.js';
import { type CopyOptions, checkObject, copyOut, fromElements, lent, packedElements } from './memory.js';

/** What is read of ImageData, so that it is at hand without a DOM too. */
export interface Pixels {
  /** The pixels in rows, four bytes each: red, green, blue, alpha. */
  readonly data: Uint8ClampedArray | Uint8Array;
  /** Pixels in a row. */
  readonly width: number;
  /** The number of rows. */
  readonly height: number;
}

/**
 * The pixels of an image: shape (height, width, 4), red, green, blue and alpha as u8.
 *
 * @returns A view over its data: writes show when it is put on a canvas. With `copy: true` a fresh array.
 * @throws RangeError where the data has another size.
 * @example
 * const pixels = fromImageData(context.getImageData(0, 0, 300, 150));
 * pixels.get('...', 3).set([], 255); // opaque
 */
export function fromImageData(image: Pixels, options?: CopyOptions): NDArray<'u8'> {
  checkObject('fromImageData', image, 'ImageData');
  const { data, width, height } = image;
  return fromElements('fromImageData', { data, shape: [height, width, 4] }, options, 'u8') as NDArray<'u8'>;
}

/**
 * An array of pixels as ImageData: u8 of shape (height, width, 4), or without alpha (height, width, 3), or grey
 * (height, width) or (height, width, 1), which become opaque.
 *
 * @param options `ImageData`: the class; the global one unless given, and where there is none (Node) the result is a plain
 *   object with its fields. `copy`.
 * @returns Of packed pixels with alpha a view of their memory, valid until the array is disposed of or the heap grows; a
 *   copy of others, or with `copy: true`.
 * @throws TypeError for other types than u8, RangeError for other shapes.
 * @example
 * context.putImageData(toImageData(grey.mul(255).astype('u8')), 0, 0);
 */
export function toImageData<T = ImageData>(
  a: ArrayLike,
  options: CopyOptions & { ImageData?: new (data: never, width: number, height: number) => T } = {},
): T {
  const name = 'toImageData';
  const array = toArray(name, a);
  const { shape, ndim, dtype } = array;
  if (dtype !== 'u8') {
    throw new TypeError(`${name}: pixels are u8 from 0 to 255, not ${dtype}; use mul(255).clip(0, 255).astype('u8').`);
  }
  const channels = ndim === 2 ? 1 : (shape[2] ?? 0);
  if ((ndim !== 2 && ndim !== 3) || ![1, 3, 4].includes(channels)) {
    throw new RangeError(
      `${name}: shape ${showShape(shape)} is no image; it is (height, width) or (height, width, 1, 3 or 4).`,
    );
  }
  const [height, width] = shape;
  let source = array;
  if (channels < 4) {
    if (options.copy === false) throw new TypeError(`${name}: pixels without alpha are copied; leave copy: false out.`);
    source = copyOut(full([1, 1, 1], 255, 'u8').broadcastTo([height, width, 4]), 'u8');
    source.get('...', ':3').set([], ndim === 2 ? array.expandDims(2) : array);
  }
  const { array: packed, data } = packedElements(name, source, channels < 4 ? {} : options);
  const clamped = lent(new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length), packed);
  const Class = options.ImageData ?? (globalThis as unknown as { ImageData?: typeof options.ImageData }).ImageData;
  if (Class) return new Class(clamped as never, width as never, height as never);
  return { data: clamped, width, height, colorSpace: 'srgb' } as T;
}
