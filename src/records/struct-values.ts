/** Values on their way into fields: what fits, what it becomes, and what is said of what does not fit. */
import { bytesOf } from './bytes.js';
import { StructError } from './struct-error.js';

/** A value as it stands in messages. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) {
    return ArrayBuffer.isView(value)
      ? `${value.constructor.name} of ${value.byteLength} bytes`
      : `a ${value.constructor?.name}`;
  }
  return String(value);
}

/** @throws StructError with the range of a code and the value that is not in it. */
export function outOfRange(char: string, [low, high]: readonly [bigint, bigint], value: unknown, where = ''): never {
  throw new StructError(`'${char}' format requires ${low} <= number <= ${high}, not ${show(value)}${where}`);
}

/** @throws StructError for a value that is no integer, or none that a number holds exactly. */
export function notInteger(char: string, value: unknown, where = ''): never {
  const remedy =
    typeof value === 'number' && Number.isInteger(value)
      ? 'a number beyond 2^53 is not exact; pass a bigint'
      : `'${char}' format requires an integer`;
  throw new StructError(`required argument is not an integer: ${show(value)}${where}; ${remedy}`);
}

/** An integer of at most four bytes; `low` and `high` are the range of its code. */
export function within(char: string, low: number, high: number, value: unknown): number {
  if (typeof value === 'number' && value >= low && value <= high && Math.floor(value) === value) return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'bigint' && value >= low && value <= high) return Number(value);
  if (typeof value === 'bigint' || Number.isInteger(value)) outOfRange(char, [BigInt(low), BigInt(high)], value);
  return notInteger(char, value);
}

/** What is no bigint in the range, as one. */
export function wholeOf(char: string, range: readonly [bigint, bigint], value: unknown): bigint {
  if (typeof value === 'boolean') return BigInt(value);
  if (typeof value === 'bigint') outOfRange(char, range, value);
  if (typeof value !== 'number' || !Number.isInteger(value)) notInteger(char, value);
  if (value < 0 && range[0] === 0n) outOfRange(char, range, value);
  if (!Number.isSafeInteger(value)) notInteger(char, value);
  return BigInt(value);
}

/** The number in a value for a float field. */
export function floatOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'bigint' ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw new StructError(`required argument is not a float: ${show(value)}`);
  return number;
}

/** @throws StructError for a finite value that a float field does not hold. */
export function tooLarge(char: string, value: unknown, where = ''): never {
  throw new StructError(
    `float too large to pack with ${char} format: ${show(value)}${where}; the largest is ${char === 'e' ? 65504 : '3.4028234663852886e+38'}`,
  );
}

const encoder = new TextEncoder();

/** The bytes in a value for `c`, `s` or `p`. A string is its UTF-8. */
export function textOf(char: string, value: unknown): Uint8Array {
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) {
      throw new StructError(
        `argument for '${char}' is ${show(value)}, which has half a surrogate pair and so no UTF-8`,
      );
    }
    return encoder.encode(value);
  }
  return (
    bytesOf(`'${char}' format`, value) ??
    fail(`argument for '${char}' must be bytes (Uint8Array, Buffer, ...) or a string, not ${show(value)}`)
  );
}

export function fail(message: string): never {
  throw new StructError(message);
}

export function slice(view: DataView, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length).slice();
}

/** Bytes cut at the end of the field, or zeros up to it. */
export function fill(view: DataView, at: number, bytes: Uint8Array, length: number): void {
  const target = new Uint8Array(view.buffer, view.byteOffset + at, length);
  if (bytes.length > length) target.set(bytes.subarray(0, length));
  else target.fill(0, bytes.length).set(bytes);
}
