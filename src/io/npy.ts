/** One array and the bytes of a .npy file: both ways, in memory. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { isPacked, packedStrides, type Shape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import { nativeCode, type Operand } from '../loops/operand.js';
import { copySwapped } from '../loops/swap.js';
import { scope } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { bytesOf } from '../records/bytes.js';
import { RecordArrayBase } from '../records/record-array.js';
import { RecordArray } from '../records/records.js';
import { type Header, readHeader, writeHeader } from './header.js';

/** Options of what reads .npy files. */
export interface NpyOptions {
  /**
   * `false`: where the file's elements are little-endian, aligned and no bools, the array uses the given bytes in place
   * instead of a copy. Both see each other's writes; operations on the array copy tile by tile.
   */
  copy?: boolean;
}

/** What files hold: arrays, and records. */
export type Savable = ArrayLike | RecordArrayBase;

/** Bytes as they come: a typed array, a Node Buffer, a DataView or a whole buffer. */
export type Bytes = ArrayBufferLike | ArrayBufferView;

export function viewBytes(context: string, bytes: unknown): Uint8Array {
  const found = bytesOf(context, bytes);
  if (found !== undefined) return found;
  const kind = Object.prototype.toString.call(bytes);
  throw new TypeError(`${context}: takes a Uint8Array or an ArrayBuffer, not ${kind.slice(8, -1)}.`);
}

/**
 * The array in the bytes of a .npy file: versions 1 to 3, C or Fortran order, either byte order.
 *
 * @param options `copy: false` uses the bytes in place where it can.
 * @returns A fresh array, packed for a file in C order, its transpose packed for one in Fortran order. NumPy:
 *   `np.load(BytesIO(bytes))`.
 *   A file of records gives a RecordArray.
 * @throws RangeError for bytes that are no .npy file, too few or too many; TypeError for other types than contig's:
 *   float16, complex numbers, dates, objects (nothing is ever unpickled).
 * @example
 * parseNpy(new Uint8Array(await response.arrayBuffer()));
 */
export function parseNpy<A extends NDArray | RecordArray = NDArray>(bytes: Bytes, options: NpyOptions = {}): A {
  checkOptions('parseNpy', options, ['copy']);
  return readNpy<A>('parseNpy', viewBytes('parseNpy', bytes), options);
}

/** The array in a file's bytes. `context` is what an error message begins with. */
export function readNpy<A extends NDArray | RecordArray = NDArray>(
  context: string,
  bytes: Uint8Array,
  options: NpyOptions = {},
): A {
  const header = readHeader(context, bytes);
  if (header === undefined) {
    throw new RangeError(`${context}: truncated: ${bytes.length} bytes end within the .npy header.`);
  }
  checkLength(context, header, bytes.length);
  if (header.record) return recordsIn(header, bytes, options) as A;
  return scope(() => {
    const flat = options.copy === false ? inPlace(header, bytes) : undefined;
    const array = flat ?? copied(header, bytes);
    return header.fortran ? array.reshape(header.shape.slice().reverse()).transpose() : array.reshape(header.shape);
  }) as NDArray as A;
}

/** Holds the length of the bytes against what the header promises, before anything is allocated. */
export function checkLength(context: string, { dtype, record, shape, start, nbytes }: Header, length: number): void {
  if (length === start + nbytes) return;
  throw new RangeError(
    `${context}: ${length < start + nbytes ? 'truncated' : 'oversized'}: shape ${showShape(shape)} of ${record ?? dtype} takes ${nbytes} bytes, ${length - start} follow the header.`,
  );
}

/** The records of a file with fields. */
function recordsIn(
  { record, shape, fortran, start, nbytes }: Header,
  bytes: Uint8Array,
  options: NpyOptions,
): RecordArray {
  const flat = RecordArray.fromBytes(record!, bytes.subarray(start, start + nbytes), options);
  if (shape.length === 1) return flat as RecordArray;
  const reversed = fortran ? shape.slice().reverse() : shape;
  const shaped = flat.reshape(...(shape.length === 0 ? [1] : reversed));
  flat.dispose();
  if (!fortran) return shaped as RecordArray;
  const transposed = shaped.transpose();
  shaped.dispose();
  return transposed as RecordArray;
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
 * @throws TypeError for what is no array, RangeError for records whose fields overlap.
 * @example
 * new Blob([formatNpy(a)]);
 */
export function formatNpy<A extends Savable>(array: A): Uint8Array<ArrayBuffer> {
  return writeNpy('formatNpy', array);
}

/** The bytes of a .npy file of what a caller gave. */
export function writeNpy(operation: string, value: Savable): Uint8Array<ArrayBuffer> {
  if (value instanceof RecordArrayBase) return writeRecords(value);
  return scope(() => writeArray(toArray(operation, value)));
}

function writeArray(array: NDArray): Uint8Array<ArrayBuffer> {
  const fortran = isFortran(array);
  const { dtype, shape, byteStrides, itemsize, nbytes } = array;
  const { kind } = DTYPES[dtype];
  const header = writeHeader(`'${itemsize > 1 ? '<' : '|'}${kind}${itemsize}'`, shape, fortran);
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

/** Records in rows as the bytes of a .npy file. */
function writeRecords(records: RecordArrayBase): Uint8Array<ArrayBuffer> {
  const header = writeHeader(records.type.descr, records.shape, false);
  const body = records.toBytes();
  const bytes = new Uint8Array(header.length + body.length);
  bytes.set(header);
  bytes.set(body, header.length);
  return bytes;
}
