/** Columns to records of a format and back: many records at once, by kernels. */
import { zeros } from '../api/creation.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { readHalves } from '../loops/half.js';
import { type FieldMove, moveFields } from '../loops/interleave.js';
import { type Operand, SWAPPED } from '../loops/operand.js';
import { scope } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { type BufferLike, bytesOf } from './bytes.js';
import { type Column, type ColumnLike, columnOf, type Value } from './struct-column.js';
import { StructError } from './struct-error.js';
import type { Layout } from './struct-format.js';
import { show } from './struct-values.js';

/** The bytes of records, wherever they are. */
interface Bytes {
  readonly storage: Storage;
  readonly byteOffset: number;
  readonly length: number;
}

/** All values of a format, each by itself. */
function valuesOf({ fields }: Layout): Value[] {
  return fields.flatMap(({ code, offset, count, length }) =>
    Array.from({ length: count }, (_, k) => ({ code, offset: offset + k * length, length })),
  );
}

/** A value in each of the records, as elements of a type. */
function fieldOf(value: Value, type: DType, { size, little }: Layout, { storage, byteOffset }: Bytes): Operand {
  const { code, itemsize } = DTYPES[type];
  const byteStrides = value.code.kind === 'text' ? [size, 1] : [size];
  const swapped = !little && itemsize > 1;
  return {
    storage,
    byteOffset: byteOffset + value.offset,
    byteStrides,
    code: swapped ? code | SWAPPED : code,
    itemsize,
  };
}

/** The shape of a value. */
function shapeOf({ code, length }: Value): number[] {
  return code.kind === 'text' ? [length] : [];
}

/** @returns `out`, or a fresh Uint8Array. */
export function packColumns(layout: Layout, columns: readonly ColumnLike[], out: unknown): unknown {
  if (!Array.isArray(columns)) throw new TypeError(`packColumns: the columns are a list, not ${show(columns)}.`);
  const values = valuesOf(layout);
  if (columns.length !== values.length) {
    throw new StructError(`packColumns expected ${values.length} columns, one for each value (got ${columns.length})`);
  }
  return scope(() => {
    const made = values.map((value, i) => columnOf(columns[i], value, i));
    const count = countOf(made);
    const length = count * layout.size;
    const result = out ?? freshBytes(length);
    const target = outputOf(result);
    if (target.length !== length) {
      throw new StructError(
        `packColumns: out has ${target.length} bytes; ${count} records of ${layout.size} are ${length}`,
      );
    }
    const moves = values.map((value, i) => ({
      shape: shapeOf(value),
      source: sourceOf(made[i]),
      target: fieldOf(value, value.code.char === 'e' ? 'u16' : value.code.column, layout, target),
    }));
    moveFields(count, [...moves, ...padding(values, layout, target)]);
    return result;
  });
}

/** Bytes that are all written at once. Node gives large ones without zeroing them first, which takes as long as packing. */
function freshBytes(length: number): Uint8Array {
  const { Buffer } = globalThis as { Buffer?: { allocUnsafeSlow?(length: number): Uint8Array } };
  if (length < 65536 || !Buffer?.allocUnsafeSlow) return new Uint8Array(length);
  const { buffer, byteOffset } = Buffer.allocUnsafeSlow(length);
  return new Uint8Array(buffer, byteOffset, length);
}

/** How many records there are: as many as every column has items; a single value goes into each. */
function countOf(columns: readonly Column[]): number {
  const first = columns.findIndex(({ single }) => !single);
  if (first < 0) return Math.min(1, columns.length);
  const count = columns[first].array.shape[0];
  columns.forEach(({ array, single }, i) => {
    if (single || array.shape[0] === count) return;
    throw new StructError(
      `packColumns: column ${i} has ${array.shape[0]} items and column ${first} has ${count}; all need one for each record`,
    );
  });
  return count;
}

function sourceOf({ array, single }: Column): Operand {
  const { storage, byteOffset, byteStrides, code, itemsize } = array;
  return { storage, byteOffset, byteStrides: single ? [0, ...byteStrides.slice(1)] : byteStrides, code, itemsize };
}

/** Zeros for the bytes of the records that belong to no value. */
function padding(values: readonly Value[], layout: Layout, target: Bytes): FieldMove[] {
  const gaps: { offset: number; length: number }[] = [];
  let end = 0;
  for (const { offset, length } of [...values, { offset: layout.size, length: 0 }]) {
    if (offset > end) gaps.push({ offset: end, length: offset - end });
    end = offset + length;
  }
  return gaps.map(({ offset, length }) => {
    const { storage, byteOffset, code, itemsize } = zeros(length, 'u8');
    return {
      shape: [length],
      source: { storage, byteOffset, byteStrides: [0, 1], code, itemsize },
      target: {
        storage: target.storage,
        byteOffset: target.byteOffset + offset,
        byteStrides: [layout.size, 1],
        code,
        itemsize,
      },
    };
  });
}

function outputOf(out: unknown): Bytes {
  if (!(out instanceof NDArray)) return wrapped('packColumns: out is', out);
  if (out.dtype !== 'u8' || !out.packed || !out.writeable) {
    throw new TypeError('packColumns: an array for out is u8, packed and writeable.');
  }
  return { storage: out.storage, byteOffset: out.byteOffset, length: out.size };
}

function wrapped(what: string, value: unknown): Bytes {
  const bytes = bytesOf(what.split(':')[0], value);
  if (!bytes) {
    throw new TypeError(
      `${what} a typed array, a DataView, a Buffer, an ArrayBuffer or a u8 array, not ${show(value)}.`,
    );
  }
  return { storage: Storage.wrap(bytes.buffer, bytes.byteOffset, bytes.length), byteOffset: 0, length: bytes.length };
}

/**
 * @param countIn How many records a number of bytes are; throws where they are no whole number.
 * @returns An array for each value.
 */
export function unpackColumns(
  layout: Layout,
  bytes: BufferLike | NDArray,
  countIn: (length: number) => number,
): NDArray[] {
  return scope(() => {
    const source = inputOf(bytes);
    const count = countIn(source.length);
    const values = valuesOf(layout);
    // All are made before any is written: making one can move the memory of the others.
    const columns = values.map((value) => NDArray.allocate(value.code.column, [count, ...shapeOf(value)]));
    const moves: FieldMove[] = [];
    values.forEach((value, i) => {
      const { char, column, kind } = value.code;
      if (char === 'e') {
        readHalves([count], fieldOf(value, 'u16', layout, source), columns[i], DTYPES.f32);
        return;
      }
      // Any byte but 0 is true; a bool array holds 0 and 1 only.
      const field = fieldOf(value, kind === 'bool' ? 'u8' : column, layout, source);
      moves.push({ shape: shapeOf(value), source: field, target: columns[i] });
    });
    moveFields(count, moves);
    return columns;
  });
}

function inputOf(bytes: unknown): Bytes {
  if (!(bytes instanceof NDArray)) return wrapped('unpackColumns: bytes are', bytes);
  if (bytes.dtype !== 'u8') throw new TypeError(`unpackColumns: an array of bytes is u8, not ${bytes.dtype}.`);
  const { storage, byteOffset, size } = bytes.packed ? bytes : bytes.copy();
  return { storage, byteOffset, length: size };
}
