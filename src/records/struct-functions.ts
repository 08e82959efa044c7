/** The functions of CPython's struct module: a format and what to do with it, in one call. */
import type { BufferLike } from './bytes.js';
import { Struct } from './struct.js';
import type { PackArguments, UnpackedValues } from './struct-types.js';

/** Formats read already. When there are this many, all are forgotten, as CPython does. */
const MOST = 100;
const known = new Map<string, Struct>();

function structOf<F extends string>(format: F): Struct<F> {
  let found = known.get(format);
  if (!found) {
    found = new Struct<string>(format);
    if (known.size >= MOST) known.clear();
    known.set(format, found);
  }
  return found as Struct<string> as Struct<F>;
}

/**
 * The bytes of one record: {@link Struct.pack}. CPython: `struct.pack`.
 *
 * @example
 * pack('<hI', -1, 2); // 255, 255, 2, 0, 0, 0
 */
export function pack<F extends string>(format: F, ...values: PackArguments<F>): Uint8Array {
  return structOf(format).pack(...values);
}

/** Writes one record into a buffer at an offset: {@link Struct.packInto}. CPython: `struct.pack_into`. */
export function packInto<F extends string>(
  format: F,
  buffer: BufferLike,
  offset: number,
  ...values: PackArguments<F>
): void {
  structOf(format).packInto(buffer, offset, ...values);
}

/**
 * The values of one record: {@link Struct.unpack}. CPython: `struct.unpack`.
 *
 * @example
 * const [x, y] = unpack('>2h', Uint8Array.of(0, 1, 255, 255)); // 1, -1
 */
export function unpack<F extends string>(format: F, buffer: BufferLike): UnpackedValues<F> {
  return structOf(format).unpack(buffer);
}

/** The values of the record at an offset of a buffer: {@link Struct.unpackFrom}. CPython: `struct.unpack_from`. */
export function unpackFrom<F extends string>(format: F, buffer: BufferLike, offset = 0): UnpackedValues<F> {
  return structOf(format).unpackFrom(buffer, offset);
}

/** The values of each record of a buffer: {@link Struct.iterUnpack}. CPython: `struct.iter_unpack`. */
export function iterUnpack<F extends string>(format: F, buffer: BufferLike): IterableIterator<UnpackedValues<F>> {
  return structOf(format).iterUnpack(buffer);
}

/**
 * Bytes of a record. CPython: `struct.calcsize`.
 *
 * @throws StructError for a format that says nothing.
 * @example
 * calcsize('bi');  // 8: in native mode the integer is aligned
 * calcsize('<bi'); // 5
 */
export function calcsize(format: string): number {
  return structOf(format).size;
}
