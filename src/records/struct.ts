/** `Struct`: values to packed bytes and back, by a format string, as CPython's struct module does. */
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { type BufferLike, bytesOf } from './bytes.js';
import type { StructValue } from './struct-codes.js';
import type { ColumnLike } from './struct-column.js';
import { packColumns, unpackColumns } from './struct-columns.js';
import { StructError } from './struct-error.js';
import { type Layout, layoutOf } from './struct-format.js';
import type { PackArguments, UnpackedValues } from './struct-types.js';
import { show } from './struct-values.js';

/** Records up to this size are written and read in memory of their format's own: making a DataView costs 0.2 us. */
const LARGEST_DRAFT = 4096;
/** Copies up to this size are faster in a loop than by a call of `set` or `slice`. */
const SHORT = 64;
/** Where short records are read from. Not a draft: the padding of that stays zero, as it is never written. */
const reading = new Uint8Array(SHORT);
const readingView = new DataView(reading.buffer);

/**
 * A format, read once, that packs values into bytes and unpacks them.
 *
 * The characters are CPython's, with counts before them and spaces between: `x` (a byte of padding), `c` (one byte),
 * `b B` (8 bits), `?` (a truth value), `h H` (16), `i I` (32), `l L` (64 in native mode, otherwise 32), `q Q` (64),
 * `n N P` (64, native mode only), `e f d` (floats of 16, 32, 64 bits), `s` and `p` (as many bytes as the count says; the
 * first of `p` holds their number). The first character may say the byte order: `<` little, `>` or `!` big, `=` the
 * machine's, all without alignment; `@` or none means native mode, where each item is aligned to its size.
 *
 * Values of 64 bits come as bigints and go in as bigints or safe integers. Bytes come as fresh Uint8Arrays and go in as
 * typed arrays, DataViews, Buffers, ArrayBuffers, or strings, whose UTF-8 is taken; `s` and `p` cut what is too long and
 * fill up with zeros. A boolean counts as 0 or 1 where a number is wanted.
 *
 * CPython: `struct.Struct`.
 *
 * @example
 * const point = new Struct('<ffI');
 * const bytes = point.pack(1.5, -2, 7); // 12 bytes
 * point.unpack(bytes);                  // [1.5, -2, 7]
 */
export class Struct<F extends string = string> {
  /** The format it was made with. */
  readonly format: F;
  /** Bytes of a record. */
  readonly size: number;
  private readonly layout: Layout;
  private readonly draft: Uint8Array | null;
  private readonly draftView: DataView;

  /** @throws StructError for a format that says nothing. */
  constructor(format: F) {
    if (typeof format !== 'string') throw new TypeError(`Struct: the format is a string, not ${show(format)}.`);
    this.layout = layoutOf(format);
    this.format = format;
    this.size = this.layout.size;
    this.draft = this.size <= LARGEST_DRAFT ? new Uint8Array(this.size) : null;
    this.draftView = new DataView(this.draft?.buffer ?? new ArrayBuffer(0));
  }

  /**
   * The bytes of one record.
   *
   * @returns A fresh Uint8Array of `size` bytes, zero where the format has padding.
   * @throws StructError when there are too few or too many values, or one does not fit its format character.
   * @example
   * new Struct('>H3s').pack(513, 'abc'); // 2, 1, 97, 98, 99
   */
  pack(...values: PackArguments<F>): Uint8Array {
    this.expect('pack', values.length);
    const { draft } = this;
    if (draft === null) {
      const result = new Uint8Array(this.size);
      this.write(new DataView(result.buffer), values);
      return result;
    }
    this.write(this.draftView, values);
    const result = new Uint8Array(this.size);
    copy(draft, 0, result, 0, this.size);
    return result;
  }

  /**
   * Writes one record into a buffer; padding becomes zero. A call that fails changes nothing.
   *
   * @param offset Where it begins; a negative one counts from the buffer's end.
   * @throws StructError as {@link Struct.pack}, and when the record does not fit at the offset.
   */
  packInto(buffer: BufferLike, offset: number, ...values: PackArguments<F>): void {
    const bytes = demand('packInto', buffer);
    this.expect('packInto', values.length);
    const at = place('packInto', offset, bytes.length, this.size);
    let { draft, draftView } = this;
    if (draft === null) {
      draft = new Uint8Array(this.size);
      draftView = new DataView(draft.buffer);
    }
    this.write(draftView, values);
    copy(draft, 0, bytes, at, this.size);
  }

  /**
   * The values of one record.
   *
   * @param buffer Exactly `size` bytes.
   * @throws StructError when there are more or fewer.
   */
  unpack(buffer: BufferLike): UnpackedValues<F> {
    const bytes = demand('unpack', buffer);
    if (bytes.length !== this.size) {
      throw new StructError(`unpack requires a buffer of ${this.size} bytes, not ${bytes.length}`);
    }
    return this.readFrom(bytes, 0);
  }

  /**
   * The values of the record that begins at an offset.
   *
   * @param offset 0 unless given; a negative one counts from the buffer's end.
   * @throws StructError when the buffer ends before the record does.
   */
  unpackFrom(buffer: BufferLike, offset = 0): UnpackedValues<F> {
    const bytes = demand('unpackFrom', buffer);
    return this.readFrom(bytes, place('unpackFrom', offset, bytes.length, this.size));
  }

  /**
   * The values of each record of a buffer, one after the other.
   *
   * @throws StructError when the buffer is not a whole number of records, or these have no bytes.
   * @example
   * for (const [x, y, id] of new Struct('<ffI').iterUnpack(bytes)) console.log(id, x + y);
   */
  iterUnpack(buffer: BufferLike): IterableIterator<UnpackedValues<F>> {
    const bytes = demand('iterUnpack', buffer);
    this.countIn('iterUnpack', bytes.length);
    return this.each(viewOf(bytes));
  }

  /**
   * Many records at once, by kernels: one column for each value of a record, as `pack` would take them one by one.
   *
   * `3f` takes three columns. A column is an array, a typed array, a list of numbers, or one number for all records; of `s`
   * it is u8 of shape (n, bytes), cut or filled up like the values of `pack`; of `p` the same, with the counting byte;
   * of `c` u8 of shape (n,). Columns of the format's own types are copied as they are; values of other types are checked
   * as `pack` checks them. An `out` among the options is bytes for the records, just as many, or a packed u8 array.
   *
   * @returns `out`, or a fresh Uint8Array: a copy in any case.
   * @throws StructError for a wrong number of columns, columns of different length, or a value that does not fit; nothing
   *   is written then.
   * @example
   * new Struct('<ffI').packColumns([x, y, Uint32Array.from(ids)]);
   */
  packColumns(columns: readonly ColumnLike[]): Uint8Array;
  packColumns<B extends BufferLike | NDArray>(columns: readonly ColumnLike[], options: { readonly out: B }): B;
  packColumns(columns: readonly ColumnLike[], options: { readonly out?: BufferLike | NDArray } = {}): unknown {
    checkOptions('packColumns', options, ['out']);
    return packColumns(this.layout, columns, options.out);
  }

  /**
   * The columns of many records at once, by kernels: one array for each value that `unpack` gives of a record.
   *
   * `3f` gives three columns. Columns have the types of their format characters (`e` becomes f32, `?` bool, 64-bit
   * integers i64 or u64), in this machine's byte order; `s` and `p` (with its counting byte) are u8 of shape (n, bytes),
   * `c` u8 of shape (n,).
   *
   * @param bytes A whole number of records, as bytes or as a u8 array.
   * @returns Fresh packed arrays.
   * @throws StructError when the bytes are not a whole number of records, or these have no bytes.
   * @example
   * const [x, y, id] = new Struct('<ffI').unpackColumns(bytes);
   */
  unpackColumns(bytes: BufferLike | NDArray): NDArray[] {
    return unpackColumns(this.layout, bytes, (length) => this.countIn('unpackColumns', length));
  }

  /** The struct as it is made: `Struct('<ffI')`. */
  toString(): string {
    return `Struct(${JSON.stringify(this.format)})`;
  }

  private expect(operation: string, got: number): void {
    if (got === this.layout.count) return;
    throw new StructError(`${operation} expected ${this.layout.count} items for packing (got ${got})`);
  }

  /** How many records a number of bytes are. */
  private countIn(operation: string, length: number): number {
    const { size } = this;
    if (size === 0) throw new StructError(`${operation}: cannot iteratively unpack with a struct of length 0`);
    if (length % size === 0) return length / size;
    throw new StructError(
      `${operation}: iterative unpacking requires a buffer of a multiple of ${size} bytes, not ${length}`,
    );
  }

  private write(view: DataView, values: readonly unknown[]): void {
    const { fields, little } = this.layout;
    let next = 0;
    for (let i = 0; i < fields.length; i++) {
      const { code, offset, count, length } = fields[i];
      for (let k = 0; k < count; k++) code.write(view, offset + k * length, values[next++], little, length);
    }
  }

  private readFrom(bytes: Uint8Array, at: number): UnpackedValues<F> {
    const { size } = this;
    if (size > SHORT) return this.read(viewOf(bytes), at);
    copy(bytes, at, reading, 0, size);
    return this.read(readingView, 0);
  }

  private read(view: DataView, at: number): UnpackedValues<F> {
    const { fields, little } = this.layout;
    const values: StructValue[] = [];
    for (let i = 0; i < fields.length; i++) {
      const { code, offset, count, length } = fields[i];
      for (let k = 0; k < count; k++) values.push(code.read(view, at + offset + k * length, little, length));
    }
    return values as UnpackedValues<F>;
  }

  private *each(view: DataView): IterableIterator<UnpackedValues<F>> {
    for (let at = 0; at < view.byteLength; at += this.size) yield this.read(view, at);
  }
}

function copy(source: Uint8Array, from: number, target: Uint8Array, to: number, length: number): void {
  if (length <= SHORT) for (let i = 0; i < length; i++) target[to + i] = source[from + i];
  else target.set(source.subarray(from, from + length), to);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function demand(operation: string, buffer: unknown): Uint8Array {
  const bytes = bytesOf(operation, buffer);
  if (bytes) return bytes;
  throw new TypeError(
    `${operation}: bytes are a typed array, a DataView, a Buffer or an ArrayBuffer, not ${show(buffer)}.`,
  );
}

/** Where a record of `size` bytes begins in a buffer of `length`. */
function place(operation: 'packInto' | 'unpackFrom', offset: number, length: number, size: number): number {
  if (!Number.isInteger(offset)) throw new TypeError(`${operation}: the offset is an integer, not ${show(offset)}.`);
  const packs = operation === 'packInto';
  if (offset < 0) {
    if (offset + size > 0) {
      const what = packs ? 'no space to pack' : 'not enough data to unpack';
      throw new StructError(`${operation}: ${what} ${size} bytes at offset ${offset}`);
    }
    if (offset + length < 0) {
      throw new StructError(`${operation}: offset ${offset} out of range for ${length}-byte buffer`);
    }
    return offset + length;
  }
  if (length - offset < size) {
    throw new StructError(
      `${operation} requires a buffer of at least ${offset + size} bytes for ${packs ? '' : 'un'}packing ${size} bytes at offset ${offset} (actual buffer size is ${length})`,
    );
  }
  return offset;
}
