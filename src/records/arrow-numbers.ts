/** Arrow's columns of numbers as arrays: in place where Arrow has the numbers as contig does. */
import { concat, logicalNot, logicalOr, take, unpackbits, zeros } from '../api/index.js';
import type { TypedArray } from '../array/convert.js';
import { DTYPES, type DType, dtypeOfTypedArray } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { readHalves } from '../loops/half.js';
import { Storage } from '../memory/storage.js';
import type { FieldLike } from './field.js';

/** What is used of Arrow's DataType. */
export interface ArrowType {
  readonly typeId: number;
  readonly bitWidth?: number;
  readonly isSigned?: boolean;
  readonly precision?: number;
  readonly byteWidth?: number;
  readonly listSize?: number;
  readonly children?: readonly ArrowField[] | null;
  readonly dictionary?: ArrowType;
  toString(): string;
}

export interface ArrowField {
  readonly name: string;
  readonly type: ArrowType;
}

/** One chunk of a vector. Bits of bools and of the null bitmap begin at `offset`; values of other types at their first. */
interface ArrowChunk {
  readonly type: ArrowType;
  readonly length: number;
  readonly offset: number;
  readonly nullCount: number;
  readonly nullBitmap?: Uint8Array;
  readonly values?: TypedArray;
  readonly children?: readonly ArrowChunk[];
  readonly dictionary?: ArrowNumbers;
}

/** What is used of a vector to read its numbers. */
export interface ArrowNumbers {
  readonly type: ArrowType;
  readonly length: number;
  readonly nullCount: number;
  readonly data: readonly ArrowChunk[];
}

/** Arrow's numbers of types (Schema.fbs, as its JavaScript has them). */
export const TYPE = {
  dictionary: -1,
  int: 2,
  float: 3,
  binary: 4,
  utf8: 5,
  bool: 6,
  struct: 13,
  fixedSizeBinary: 15,
  fixedSizeList: 16,
  largeBinary: 19,
  largeUtf8: 20,
} as const;
/** Arrow's precisions of floats, as contig's types; of 16 bits it has the values alone. */
const FLOATS = ['f32', 'f32', 'f64'] as const;

/** The type of a record's field for an Arrow type of numbers, or of lists of them; undefined for others. */
export function likeOf(type: ArrowType): FieldLike | undefined {
  if (type.typeId === TYPE.bool) return 'bool';
  if (type.typeId === TYPE.int) return `${type.isSigned ? 'i' : 'u'}${type.bitWidth}` as DType;
  if (type.typeId === TYPE.float) return FLOATS[type.precision ?? 2];
  if (type.typeId === TYPE.dictionary) return likeOf(type.dictionary!);
  if (type.typeId !== TYPE.fixedSizeList) return undefined;
  const item = likeOf(type.children![0].type);
  return item === undefined ? undefined : [item, type.listSize ?? 0];
}

/** An array over a typed array of Arrow's. */
function over(values: TypedArray, length: number): NDArray {
  const name = dtypeOfTypedArray(values)!;
  const { itemsize } = DTYPES[name];
  const storage = Storage.wrap(values.buffer, values.byteOffset, values.byteLength, values);
  return NDArray.over(storage, name, { shape: [length], byteStrides: [itemsize], byteOffset: 0 });
}

/** Bits from a place on, as bools. */
function bools(bits: Uint8Array, offset: number, length: number): NDArray<'bool'> {
  const first = Math.floor(offset / 8);
  const bytes = bits.subarray(first, Math.ceil((offset + length) / 8));
  const unpacked = unpackbits(bytes, { bitorder: 'little' });
  const start = offset - 8 * first;
  return NDArray.over(unpacked.storage, 'bool', { shape: [length], byteStrides: [1], byteOffset: start });
}

/** The items of lists of one size, along a second axis: a view. */
function grouped<D extends DType>(items: NDArray<D>, length: number, size: number): NDArray<D> {
  const { shape, byteStrides, byteOffset } = items;
  return items.view({
    shape: [length, size, ...shape.slice(1)],
    byteStrides: [byteStrides[0] * size, ...byteStrides],
    byteOffset,
  });
}

function chunkOf({ type, length, offset, values, children, dictionary }: ArrowChunk): NDArray {
  if (type.typeId === TYPE.bool) return bools(values as Uint8Array, offset, length);
  if (type.typeId === TYPE.fixedSizeList) {
    return grouped(chunkOf(children![0]), length, type.listSize ?? 0);
  }
  if (type.typeId === TYPE.dictionary)
    return take(numbersOf(dictionary!), over(values!, length), { axis: 0, mode: 'clip' });
  const array = over(values!, length);
  if (type.typeId !== TYPE.float || type.precision !== 0) return array;
  const result = NDArray.allocate('f32', [length]);
  readHalves([length], array, result, DTYPES.f32);
  return result;
}

/** How many values are missing, those within lists included. */
function nullsIn({ nullCount, children, type }: ArrowChunk): number {
  return nullCount + (type.typeId === TYPE.fixedSizeList ? nullsIn(children![0]) : 0);
}

/** How many values of a vector are missing, those within lists included. */
export function countNulls({ data }: ArrowNumbers): number {
  return data.reduce((total, chunk) => total + nullsIn(chunk), 0);
}

/** @throws RangeError where values are missing. */
export function refuseNulls(context: string, vector: ArrowNumbers, remedy: string): void {
  const count = countNulls(vector);
  if (count === 0) return;
  throw new RangeError(`${context} holds ${count} nulls, which packed numbers have no place for; ${remedy}.`);
}

/**
 * The numbers of a vector whose type {@link likeOf} knows; what stands for nulls is whatever Arrow's memory holds.
 *
 * @returns A view of Arrow's memory; a copy of several chunks joined, of bools, which are bits there, of halves and of dictionaries.
 */
export function numbersOf({ type, data }: ArrowNumbers): NDArray {
  const chunks = data.filter(({ length }) => length > 0).map((chunk) => chunkOf(chunk));
  if (chunks.length === 1) return chunks[0];
  if (chunks.length > 1) return concat(chunks) as NDArray;
  const sizes = [0];
  let own = type.dictionary ?? type;
  for (; own.typeId === TYPE.fixedSizeList; own = own.children![0].type) sizes.push(own.listSize ?? 0);
  return NDArray.allocate(likeOf(own) as DType, sizes);
}

/** Where values of a chunk are missing, in the shape of the values. */
function nullsOfChunk({ nullCount, nullBitmap, offset, length, type, children }: ArrowChunk): NDArray<'bool'> {
  const isKnown = nullCount > 0 && nullBitmap !== undefined && nullBitmap.length > 0;
  const own = isKnown ? logicalNot(bools(nullBitmap, offset, length)) : zeros(length, 'bool');
  if (type.typeId !== TYPE.fixedSizeList) return own;
  const items = nullsOfChunk(children![0]);
  const lists = grouped(items, length, type.listSize ?? 0);
  return logicalOr(own.reshape([length, ...new Array<number>(items.ndim).fill(1)]), lists);
}

/** Where a vector's values are missing: true there, as in NumPy's masks. A fresh array of the shape of the values. */
export function nullsOf({ data }: ArrowNumbers): NDArray<'bool'> {
  const chunks = data.map(nullsOfChunk);
  return chunks.length === 1 ? chunks[0] : (concat(chunks) as NDArray<'bool'>);
}
