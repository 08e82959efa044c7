/** One value of a field: how it is read from bytes, checked and written. */
import type { DType } from '../array/dtype.js';
import { scalarAs } from '../array/promotion.js';
import type { FieldKind } from './field.js';

/** Reads and writes values of one kind. */
export interface Codec<V = unknown> {
  /** The value at a byte of a view. */
  read(view: DataView, at: number): V;
  /**
   * The value as `write` takes it.
   *
   * @throws TypeError or RangeError, beginning with `context`, for what the field cannot hold.
   */
  check(context: string, value: unknown): V;
  /** Writes a value that was checked. */
  write(view: DataView, at: number, value: V): void;
}

type Read = (view: DataView, at: number, little: boolean) => unknown;
type Write = (view: DataView, at: number, value: never, little: boolean) => void;

// A function for each type, not one that looks the method up: the engine inlines these.
const ELEMENTS: Record<DType, readonly [Read, Write]> = {
  bool: [(v, p) => v.getUint8(p) !== 0, (v, p, x: boolean) => v.setUint8(p, x ? 1 : 0)],
  u8: [(v, p) => v.getUint8(p), (v, p, x) => v.setUint8(p, x)],
  i8: [(v, p) => v.getInt8(p), (v, p, x) => v.setInt8(p, x)],
  u16: [(v, p, l) => v.getUint16(p, l), (v, p, x, l) => v.setUint16(p, x, l)],
  i16: [(v, p, l) => v.getInt16(p, l), (v, p, x, l) => v.setInt16(p, x, l)],
  u32: [(v, p, l) => v.getUint32(p, l), (v, p, x, l) => v.setUint32(p, x, l)],
  i32: [(v, p, l) => v.getInt32(p, l), (v, p, x, l) => v.setInt32(p, x, l)],
  u64: [(v, p, l) => v.getBigUint64(p, l), (v, p, x, l) => v.setBigUint64(p, x, l)],
  i64: [(v, p, l) => v.getBigInt64(p, l), (v, p, x, l) => v.setBigInt64(p, x, l)],
  f32: [(v, p, l) => v.getFloat32(p, l), (v, p, x, l) => v.setFloat32(p, x, l)],
  f64: [(v, p, l) => v.getFloat64(p, l), (v, p, x, l) => v.setFloat64(p, x, l)],
};

function elementCodec(dtype: DType, swapped: boolean): Codec {
  const [read, write] = ELEMENTS[dtype];
  const isFloat = dtype === 'f32' || dtype === 'f64';
  return {
    read: (view, at) => read(view, at, !swapped),
    check(context, value) {
      if (isFloat && typeof value === 'number') return value;
      if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') {
        throw new TypeError(
          `${context}: ${shown(value)} is no ${dtype === 'bool' ? 'boolean' : `number for ${dtype}`}.`,
        );
      }
      return scalarAs(context, value, dtype);
    },
    write: (view, at, value) => write(view, at, value as never, !swapped),
  };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

const encoder = new TextEncoder();

/** Bytes of a value that is bytes or a string. */
function bytesOf(context: string, value: unknown, length: number): Uint8Array {
  let bytes: Uint8Array;
  if (typeof value === 'string') bytes = encoder.encode(value);
  else if (ArrayBuffer.isView(value)) bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  else throw new TypeError(`${context}: ${shown(value)} is neither bytes (a Uint8Array) nor a string.`);
  if (bytes.length > length) {
    throw new RangeError(
      `${context}: ${bytes.length} bytes do not fit the ${length} of the field; cut them or use 'S${bytes.length}'.`,
    );
  }
  return bytes;
}

function bytesCodec(length: number, padded: boolean): Codec<Uint8Array> {
  return {
    read(view, at) {
      const all = new Uint8Array(view.buffer, view.byteOffset + at, length);
      let end = length;
      while (padded && end > 0 && all[end - 1] === 0) end--;
      return all.slice(0, end);
    },
    check: (context, value) => bytesOf(context, value, length),
    write(view, at, value) {
      const target = new Uint8Array(view.buffer, view.byteOffset + at, length);
      target.fill(0);
      target.set(value);
    },
  };
}

function textCodec(length: number, swapped: boolean): Codec<string> {
  return {
    read(view, at) {
      const points: number[] = [];
      for (let i = 0; i < length; i++) points.push(view.getUint32(at + 4 * i, !swapped));
      while (points.length > 0 && points[points.length - 1] === 0) points.pop();
      // What is no code point shows as the character that Unicode has for that.
      return points.map((point) => String.fromCodePoint(point > 0x10ffff ? 0xfffd : point)).join('');
    },
    check(context, value) {
      if (typeof value !== 'string') throw new TypeError(`${context}: ${shown(value)} is no string.`);
      const count = [...value].length;
      if (count > length) {
        throw new RangeError(
          `${context}: ${count} characters do not fit the ${length} of the field; cut them or use 'U${count}'.`,
        );
      }
      return value;
    },
    write(view, at, value) {
      let place = at;
      for (const character of value) {
        view.setUint32(place, character.codePointAt(0)!, !swapped);
        place += 4;
      }
      for (; place < at + 4 * length; place += 4) view.setUint32(place, 0);
    },
  };
}

/** The codec of values that are not records. */
export function codecOf(kind: Exclude<FieldKind, { tag: 'record' }>): Codec {
  switch (kind.tag) {
    case 'element':
      return elementCodec(kind.dtype, kind.swapped);
    case 'bytes':
      return bytesCodec(kind.length, kind.padded) as Codec;
    case 'text':
      return textCodec(kind.length, kind.swapped) as Codec;
  }
}
