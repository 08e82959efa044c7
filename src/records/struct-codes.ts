/**
 * The format characters. This table is the only list of them: what each takes in native and in standard mode, which values
 * it holds, and how one of them is written and read.
 */
import type { DType } from '../array/dtype.js';
import { halfBits, halfValue } from './struct-half.js';
import { fail, fill, floatOf, show, slice, textOf, tooLarge, wholeOf, within } from './struct-values.js';

/** What a field gives: 64-bit integers come as bigints, bytes as a Uint8Array of their own. */
export type StructValue = number | bigint | boolean | Uint8Array;

/** Writes a value that was given, at a byte offset; `length` is that of text, in bytes. */
type Writer = (view: DataView, at: number, value: unknown, little: boolean, length: number) => void;
type Reader = (view: DataView, at: number, little: boolean, length: number) => StructValue;

/** A format character in one of the two modes. */
export interface Code {
  readonly char: string;
  /** Bytes of one item, and in native mode the multiple that its offset is of. */
  readonly size: number;
  readonly alignment: number;
  /** `pad` has no value; of `text` the count is its length; of all others the count is that of their values. */
  readonly kind: 'pad' | 'text' | 'bytes' | 'integer' | 'float' | 'bool';
  /** The element type of a column; `e` has none of its own and becomes f32. */
  readonly column: DType;
  /** Of integers: the range. */
  readonly range?: readonly [bigint, bigint];
  /** Whether finite values beyond the largest are refused, as CPython does but for `f` in native mode. */
  readonly checked: boolean;
  readonly write: Writer;
  readonly read: Reader;
}

function small(char: string, size: number, low: number, high: number, write: Writer, read: Reader): Code {
  return {
    char,
    size,
    alignment: size,
    kind: 'integer',
    column: `${low < 0 ? 'i' : 'u'}${size * 8}` as DType,
    range: [BigInt(low), BigInt(high)],
    checked: true,
    write,
    read,
  };
}

const I64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;
const U64 = [0n, 2n ** 64n - 1n] as const;

/** Integers of eight bytes, bigints when they are read; the bits of either sign are those of the value modulo 2^64. */
function large(char: string, signed: boolean, range: readonly [bigint, bigint]): Code {
  const [low, high] = range;
  return {
    char,
    size: 8,
    alignment: 8,
    kind: 'integer',
    column: signed ? 'i64' : 'u64',
    range,
    checked: true,
    write(view, at, value, little) {
      const whole = typeof value === 'bigint' && value >= low && value <= high ? value : wholeOf(char, range, value);
      view.setBigInt64(at, whole, little);
    },
    read: signed
      ? (view, at, little) => view.getBigInt64(at, little)
      : (view, at, little) => view.getBigUint64(at, little),
  };
}

const double: Code = {
  char: 'd',
  size: 8,
  alignment: 8,
  kind: 'float',
  column: 'f64',
  checked: true,
  write: (view, at, value, little) => view.setFloat64(at, floatOf(value), little),
  read: (view, at, little) => view.getFloat64(at, little),
};

const single: Code = {
  char: 'f',
  size: 4,
  alignment: 4,
  kind: 'float',
  column: 'f32',
  checked: true,
  write(view, at, value, little) {
    const number = floatOf(value);
    if (!Number.isFinite(Math.fround(number)) && Number.isFinite(number)) tooLarge('f', value);
    view.setFloat32(at, number, little);
  },
  read: (view, at, little) => view.getFloat32(at, little),
};

/** C's conversion, which makes infinities of what is too large, is CPython's in native mode. */
const nativeSingle: Code = {
  ...single,
  checked: false,
  write: (view, at, value, little) => view.setFloat32(at, floatOf(value), little),
};

const half: Code = {
  char: 'e',
  size: 2,
  alignment: 2,
  kind: 'float',
  column: 'f32',
  checked: true,
  write(view, at, value, little) {
    const number = floatOf(value);
    if (Math.abs(number) >= 65520 && Number.isFinite(number)) tooLarge('e', value);
    view.setUint16(at, halfBits(number), little);
  },
  read: (view, at, little) => halfValue(view.getUint16(at, little)),
};

/** Truth is JavaScript's, but that NaN is true, as in Python and in arrays. */
const bool: Code = {
  char: '?',
  size: 1,
  alignment: 1,
  kind: 'bool',
  column: 'bool',
  checked: true,
  write: (view, at, value) => view.setUint8(at, value || Number.isNaN(value) ? 1 : 0),
  read: (view, at) => view.getUint8(at) !== 0,
};

const char: Code = {
  char: 'c',
  size: 1,
  alignment: 1,
  kind: 'bytes',
  column: 'u8',
  checked: true,
  write(view, at, value) {
    const bytes = textOf('c', value);
    if (bytes.length !== 1) fail(`'c' format requires one byte, not ${bytes.length}: ${show(value)}`);
    view.setUint8(at, bytes[0]);
  },
  read: (view, at) => slice(view, at, 1),
};

const text: Code = {
  char: 's',
  size: 1,
  alignment: 1,
  kind: 'text',
  column: 'u8',
  checked: true,
  write: (view, at, value, _little, length) => fill(view, at, textOf('s', value), length),
  read: (view, at, _little, length) => slice(view, at, length),
};

/** The first byte counts those that follow, up to 255. */
const pascal: Code = {
  char: 'p',
  size: 1,
  alignment: 1,
  kind: 'text',
  column: 'u8',
  checked: true,
  write(view, at, value, _little, length) {
    const bytes = textOf('p', value);
    if (length === 0) return;
    view.setUint8(at, Math.min(bytes.length, length - 1, 255));
    fill(view, at + 1, bytes, length - 1);
  },
  read(view, at, _little, length) {
    if (length === 0) return new Uint8Array();
    return slice(view, at + 1, Math.min(view.getUint8(at), length - 1));
  },
};

const pad: Code = {
  char: 'x',
  size: 1,
  alignment: 1,
  kind: 'pad',
  column: 'u8',
  checked: true,
  write: () => {},
  read: () => 0,
};

/** A row: the code in native mode (x86-64 and AArch64, LP64), and in standard mode where there is one. */
interface Row {
  readonly native: Code;
  readonly standard?: Code;
}

const both = (code: Code): Row => ({ native: code, standard: code });

const CODES: { readonly [char: string]: Row } = {
  x: both(pad),
  c: both(char),
  b: both(
    small(
      'b',
      1,
      -128,
      127,
      (view, at, value) => view.setInt8(at, within('b', -128, 127, value)),
      (view, at) => view.getInt8(at),
    ),
  ),
  B: both(
    small(
      'B',
      1,
      0,
      255,
      (view, at, value) => view.setUint8(at, within('B', 0, 255, value)),
      (view, at) => view.getUint8(at),
    ),
  ),
  '?': both(bool),
  h: both(
    small(
      'h',
      2,
      -32768,
      32767,
      (view, at, value, little) => view.setInt16(at, within('h', -32768, 32767, value), little),
      (view, at, little) => view.getInt16(at, little),
    ),
  ),
  H: both(
    small(
      'H',
      2,
      0,
      65535,
      (view, at, value, little) => view.setUint16(at, within('H', 0, 65535, value), little),
      (view, at, little) => view.getUint16(at, little),
    ),
  ),
  i: both(i32('i')),
  I: both(u32('I')),
  l: { native: large('l', true, I64), standard: i32('l') },
  L: { native: large('L', false, U64), standard: u32('L') },
  q: both(large('q', true, I64)),
  Q: both(large('Q', false, U64)),
  n: { native: large('n', true, I64) },
  N: { native: large('N', false, U64) },
  // A pointer takes the range of both signs, as in CPython.
  P: { native: large('P', false, [I64[0], U64[1]]) },
  e: both(half),
  f: { native: nativeSingle, standard: single },
  d: both(double),
  s: both(text),
  p: both(pascal),
};

function i32(char: string): Code {
  return small(
    char,
    4,
    -2147483648,
    2147483647,
    (view, at, value, little) => view.setInt32(at, within(char, -2147483648, 2147483647, value), little),
    (view, at, little) => view.getInt32(at, little),
  );
}

function u32(char: string): Code {
  return small(
    char,
    4,
    0,
    4294967295,
    (view, at, value, little) => view.setUint32(at, within(char, 0, 4294967295, value), little),
    (view, at, little) => view.getUint32(at, little),
  );
}

/**
 * The code of a format character.
 *
 * @throws StructError for a character that is none, or none in standard mode.
 */
export function codeOf(char: string, native: boolean, format: string): Code {
  const row = Object.hasOwn(CODES, char) ? CODES[char] : undefined;
  const code = native ? row?.native : row?.standard;
  if (code) return code;
  const where = `bad char in struct format: '${char}' in ${show(format)}`;
  if (row) return fail(`${where}; it has a size in native mode only, '@' or no mark`);
  if (char === 'F' || char === 'D') {
    return fail(`${where}; complex numbers are of CPython 3.14 and later: pack the two parts with '2f' or '2d'`);
  }
  return fail(`${where}; the characters are ${Object.keys(CODES).join(' ')}`);
}
