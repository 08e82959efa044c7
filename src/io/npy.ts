/** One array and the bytes of a .npy file: both ways, in memory. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { isPacked, packedStrides, type Shape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { nativeCode, type Operand } from '../loops/operand.js';
import { copySwapped } from '../loops/swap.js';
import { Storage } from '../memory/storage.js';
import { type Header, readHeader, writeHeader } from './header.js';

/** Options of what reads .npy files. */
export interface NpyOptions {
  /**
   * `false`: where the file's elements are little-endian, aligned and no bools, the array uses the given bytes in place
   * instead of a copy. Both see each other's writes; operations on the array copy tile by tile.
   */
  copy?: boolean;
}

/** Bytes as they come: a typed array, a Node Buffer, a DataView or a whole buffer. */
export type Bytes = ArrayBufferLike | ArrayBufferView;

export function viewBytes(context: string, bytes: unknown): Uint8Array {
  if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = Object.prototype.toString.call(bytes);
  if (kind === '[object ArrayBuffer]' || kind === '[object SharedArrayBuffer]') {
    return new Uint8Array(bytes as ArrayBufferLike);
  }
  throw new TypeError(`${context}: takes a Uint8Array or an ArrayBuffer, not ${kind.slice(8, -1)}.`);
}

/**
 * The array in the bytes of a .npy file: versions 1 to 3, C or Fortran order, either byte order.
 *
 * @param options `copy: false` uses the bytes in place where it can.
 * @returns A fresh array, packed for a file in C order, its transpose packed for one in Fortran order. NumPy:
 *   `np.load(BytesIO(bytes))`.
 * @throws RangeError for bytes that are no .npy file, too few or too many; TypeError for other types than contig's:
 *   float16, complex numbers, strings, dates, fields, objects (nothing is ever unpickled).
 * @example
 * parseNpy(new Uint8Array(await response.arrayBuffer()));
 */
export function parseNpy(bytes: Bytes, options: NpyOptions = {}): NDArray {
  return readNpy('parseNpy', viewBytes('parseNpy', bytes), options);
}

/** The array in a file's bytes. `context` is what an error message begins with. */
export function readNpy(context: string, bytes: Uint8Array, options: NpyOptions = {}): NDArray {
  const header = readHeader(context, bytes);
  if (header === undefined) {
    throw new RangeError(`${context}: truncated: ${bytes.length} bytes end within the .npy header.`);
  }
  checkLength(context, header, bytes.length);
  const flat = options.copy === false ? inPlace(header, bytes) : undefined;
  const array = flat ?? copied(header, bytes);
  if (!header.fortran) return array.reshape(header.shape);
  return array.reshape(header.shape.slice().reverse()).transpose();
}

/** Holds the length of the bytes against what the header promises, before anything is allocated. */
export function checkLength(context: string, { dtype, shape, start, nbytes }: Header, length: number): void {
  if (length === start + nbytes) return;
  throw new RangeError(
    `${context}: ${length < start + nbytes ? 'truncated' : 'oversized'}: shape ${showShape(shape)} of ${dtype} takes ${nbytes} bytes, ${length - start} follow the header.`,
  );
}

function inPlace({ dtype, bigEndian, size, nbytes, start }: Header, bytes: Uint8Array): NDArray | undefined {
  const info = DTYPES[dtype];
  const offset = bytes.byteOffset + start;
  // Bytes other than 0 and 1 must not come to be bools.
  if (bigEndian || info.kind === 'b' || offset % info.itemsize !== 0) return undefined;
  const storage = Storage.wrap(bytes.buffer, offset, nbytes);
  return new NDArray(info, [size], size, [info.itemsize], 0, storage, true, true);
}

function copied({ dtype, bigEndian, size, nbytes, start }: Header, bytes: Uint8Array): NDArray {
  const result = NDArray.allocate(dtype, [size]);
  const { code, itemsize } = DTYPES[dtype === 'bool' ? 'u8' : dtype];
  const storage = Storage.wrap(bytes.buffer, bytes.byteOffset + start, nbytes);
  const source: Operand = { storage, byteOffset: 0, byteStrides: [itemsize], code, itemsize };
  (bigEndian ? copySwapped : copy)([size], source, result);
  return result;
}

/** Whether the elements lie packed with the first axis fastest, and not in C order too. */
function isFortran({ shape, size, byteStrides, itemsize, packed }: NDArray): boolean {
  return !packed && size > 0 && isPacked(shape.slice().reverse(), byteStrides.slice().reverse(), itemsize);
}

/**
 * An array as the bytes of a .npy file, the same that NumPy writes.
 *
 * @returns Fresh bytes; arrays packed in Fortran order are stored in it, all others in C order. NumPy: `np.save`.
 * @throws TypeError for what is no array.
 * @example
 * new Blob([formatNpy(a)]);
 */
export function formatNpy<A extends ArrayLike>(array: A): Uint8Array<ArrayBuffer> {
  return writeNpy(toArray('formatNpy', array));
}

export function writeNpy(array: NDArray): Uint8Array<ArrayBuffer> {
  const fortran = isFortran(array);
  const { dtype, shape, byteStrides, itemsize, nbytes } = array;
  const header = writeHeader(dtype, shape, fortran);
  const bytes = new Uint8Array(header.length + nbytes);
  bytes.set(header);
  const reversed = <T>(list: readonly T[]): readonly T[] => (fortran ? list.slice().reverse() : list);
  const { code, storage, byteOffset } = array;
  const source: Operand = { storage, byteOffset, byteStrides: reversed(byteStrides), code, itemsize };
  const extents: Shape = reversed(shape);
  const target: Operand = {
    storage: Storage.wrap(bytes.buffer, header.length, nbytes),
    byteOffset: 0,
    byteStrides: packedStrides(extents, itemsize),
    code: nativeCode(code),
    itemsize,
  };
  copy(extents, source, target);
  return bytes;
}
