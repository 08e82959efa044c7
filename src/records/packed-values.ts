/** What a PackedArray holds: its types by CPython's codes and contig's names, and the values that fit them. */
import { all, argmin, equal, greaterEqual, logicalOr, max, min, notEqual, trunc } from '../api/index.js';
import {
  type Canonical,
  DTYPES,
  type DType,
  type DTypeLike,
  dtype,
  integerRange,
  type Scalar,
} from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';

/** The element types of a PackedArray: all but bool, as in CPython's array. */
export type PackedType = Exclude<DType, 'bool'>;

/** A name of such a type: contig's (`'f64'`), NumPy's (`'float64'`, `'<f8'`) or CPython's type code (`'d'`). */
export type PackedTypeLike = { [L in DTypeLike]: Canonical<L> extends PackedType ? L : never }[DTypeLike];

/** What can be put in: bigints only as far as the type holds them, booleans as 0 and 1. */
export type PackedValue = number | bigint | boolean;

/** The JS value of an element: number, or bigint of 64-bit integers. */
export type PackedItem<D extends PackedType = PackedType> = Scalar<D>;

/**
 * The type that a code or name stands for.
 *
 * @throws TypeError for 'u' and 'w', bool and unknown names.
 */
export function packedType(name: unknown): PackedType {
  if (name === 'u' || name === 'w') {
    throw new TypeError(`PackedArray: type code '${name}' is text; arrays here hold numbers, strings hold text.`);
  }
  const found = dtype(name as DTypeLike);
  if (found === 'bool') throw new TypeError("PackedArray: bool is no type of it; use 'u8', or an NDArray of bool.");
  return found;
}

function shown(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** @throws TypeError when a number is no integer. */
export function integer(operation: string, value: unknown): number {
  if (!Number.isInteger(value)) throw new TypeError(`${operation}: ${shown(value)} is no integer.`);
  return value as number;
}

function unfit(operation: string, value: unknown, type: PackedType): never {
  const [low, high] = integerRange(type)!;
  throw new RangeError(
    `${operation}: ${shown(value)} does not fit ${type} (${low} to ${high}); choose a wider type for the array.`,
  );
}

/**
 * A value as an element of a type. Floats round, as in CPython; integers must fit.
 *
 * @throws TypeError for what is no number, and for fractions in integer types; RangeError for what does not fit.
 */
export function element(operation: string, value: unknown, type: PackedType): number | bigint {
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') {
    throw new TypeError(`${operation}: ${shown(value)} is no number; an array of ${type} holds numbers only.`);
  }
  const range = integerRange(type);
  if (range === undefined) {
    const float = Number(value);
    if (typeof value === 'bigint' && !Number.isFinite(float)) {
      throw new RangeError(`${operation}: ${value}n is too large for a float.`);
    }
    return float;
  }
  const whole = typeof value === 'boolean' ? Number(value) : value;
  if (typeof whole === 'number' && !Number.isInteger(whole)) {
    throw new TypeError(`${operation}: ${value} is no integer; an array of ${type} holds integers only.`);
  }
  if (whole < range[0] || whole > range[1]) unfit(operation, value, type);
  return DTYPES[type].itemsize === 8 ? BigInt(whole) : Number(whole);
}

/** The element of a type that equals a value exactly, or undefined where there is none: then no search finds it. */
export function equalElement(value: unknown, type: PackedType): number | bigint | undefined {
  if (typeof value === 'boolean') return equalElement(Number(value), type);
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const range = integerRange(type);
  if (range === undefined) {
    const float = type === 'f32' ? Math.fround(Number(value)) : Number(value);
    // A bigint and a number compare exactly; NaN equals nothing.
    // biome-ignore lint/suspicious/noDoubleEquals: the strict comparison knows no bigint beside a number
    return float == value ? float : undefined;
  }
  if ((typeof value === 'number' && !Number.isInteger(value)) || value < range[0] || value > range[1]) return undefined;
  return DTYPES[type].itemsize === 8 ? BigInt(value) : Number(value);
}

/**
 * An array with its elements as another type, checked as {@link element} checks single ones. To be called in a scope.
 *
 * @throws TypeError for fractions, infinities and NaN in integer types, RangeError for what does not fit.
 */
export function fitted(operation: string, source: NDArray, type: PackedType): NDArray {
  if (source.dtype === type) return source;
  const range = integerRange(type);
  if (range !== undefined && source.size > 0 && source.dtype !== 'bool') {
    if (DTYPES[source.dtype].kind === 'f') {
      const whole = equal(source, trunc(source));
      if (!all(whole)) element(operation, source.item(Number(argmin(whole))), type);
    }
    for (const bound of [min(source), max(source)] as (number | bigint)[]) element(operation, bound, type);
  }
  return source.astype(type);
}

/**
 * Where two arrays of one length differ, by value and exactly: a 64-bit integer and a float are not compared as floats,
 * which would round the integer. To be called in a scope.
 */
export function differing(a: NDArray, b: NDArray): NDArray {
  if (DTYPES[a.dtype].kind === 'f' && DTYPES[b.dtype].kind !== 'f') return differing(b, a);
  const differ = notEqual(a, b);
  if (DTYPES[b.dtype].kind !== 'f' || (a.dtype !== 'i64' && a.dtype !== 'u64')) return differ;
  const beyond = greaterEqual(b, a.dtype === 'i64' ? 2 ** 63 : 2 ** 64);
  return logicalOr(logicalOr(differ, beyond), notEqual(a, b.astype(a.dtype)));
}

/** A number as Python's `repr` writes it: integers plain, floats with a fraction or an exponent. */
export function pythonNumber(value: number | bigint, type: PackedType): string {
  if (DTYPES[type].kind !== 'f') return String(value);
  const float = value as number;
  if (Number.isNaN(float)) return 'nan';
  if (!Number.isFinite(float)) return float < 0 ? '-inf' : 'inf';
  const [mantissa, power] = float.toExponential().split('e');
  const exponent = Number(power);
  if (float !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const text = Object.is(float, -0) ? '-0' : String(float);
  return Number.isInteger(float) ? `${text}.0` : text;
}
