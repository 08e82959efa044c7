/** Arrays and numbers as text, and the options that hold for all printing. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import {
  type CompleteOptions,
  formatArray,
  formatRepr,
  formatWithin,
  type PrintOptions,
  printOptions,
  type Surroundings,
  usePrintOptions,
} from '../array/format.js';
import { type FloatFormat, positionalText, scientificText, type Trim } from '../array/format-float.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { scope } from '../memory/scope.js';

/** Options of {@link arrayRepr} and {@link arrayStr}; those not given are the print options in force. */
export interface ArrayTextOptions {
  /** The length at which lines break. */
  maxLineWidth?: number;
  /** Most digits after the decimal point. */
  precision?: number;
  /** Small numbers print as zeros rather than call for exponents. */
  suppressSmall?: boolean;
}

/** Options of {@link array2string}; those not given are the print options in force. */
export interface Array2stringOptions
  extends ArrayTextOptions,
    Surroundings,
    Pick<PrintOptions, 'formatter' | 'threshold' | 'edgeitems' | 'sign' | 'floatmode'> {}

function printOptionsOf(
  operation: string,
  options: ArrayTextOptions,
  others: readonly (keyof Array2stringOptions)[] = [],
): PrintOptions {
  checkOptions(operation, options, ['maxLineWidth', 'precision', 'suppressSmall', ...others]);
  const { maxLineWidth, precision, suppressSmall } = options;
  return { linewidth: maxLineWidth, precision, suppress: suppressSmall };
}

/**
 * An array as NumPy's `repr` prints it, with the type where it is not a default.
 *
 * @param options See {@link ArrayTextOptions}.
 * @throws RangeError for options that cannot be. NumPy: `array_repr`, with the short names of types.
 * @example
 * arrayRepr(array([1, 2], 'f32')); // 'array([1., 2.], dtype=f32)'
 */
export function arrayRepr(a: ArrayLike, options: ArrayTextOptions = {}): string {
  return scope(() => formatRepr(toArray('arrayRepr', a).printable(), printOptionsOf('arrayRepr', options)));
}

/**
 * An array as NumPy's `str` prints it.
 *
 * @param options See {@link ArrayTextOptions}.
 * @throws RangeError for options that cannot be. NumPy: `array_str`.
 * @example
 * arrayStr([1, 2]); // '[1. 2.]'
 */
export function arrayStr(a: ArrayLike, options: ArrayTextOptions = {}): string {
  return scope(() => formatArray(toArray('arrayStr', a).printable(), printOptionsOf('arrayStr', options)));
}

/**
 * An array as text, with a separator, an indentation and a formatter of one's own.
 *
 * @param options See {@link Array2stringOptions}.
 * @throws RangeError for options that cannot be, TypeError when a formatter gives no string. NumPy: `array2string`.
 * @example
 * array2string([1, 2.5], { separator: ', ', precision: 1 });                      // '[1. , 2.5]'
 * array2string([1, 2.5], { formatter: { float: (x) => x.toFixed(2) } }); // '[1.00 2.50]'
 */
export function array2string(a: ArrayLike, options: Array2stringOptions = {}): string {
  const within = ['separator', 'prefix', 'suffix'] as const;
  const own = ['formatter', 'threshold', 'edgeitems', 'sign', 'floatmode'] as const;
  const text = printOptionsOf('array2string', options, [...within, ...own]);
  const { formatter, threshold, edgeitems, sign, floatmode, separator, prefix, suffix } = options;
  const given = { ...text, formatter, threshold, edgeitems, sign, floatmode };
  return scope(() => formatWithin(toArray('array2string', a).printable(), given, { separator, prefix, suffix }));
}

/**
 * Sets print options for all that is printed from here on; those not given stay as they are.
 *
 * @param options See `PrintOptions`: `precision`, `threshold`, `edgeitems`, `linewidth`, `suppress`, `floatmode`, `sign`,
 *   `nanstr`, `infstr`, `formatter`.
 * @throws RangeError or TypeError for options that cannot be; nothing is set then. NumPy: `set_printoptions`.
 * @example
 * setPrintoptions({ precision: 3, suppress: true });
 */
export function setPrintoptions(options: PrintOptions): void {
  usePrintOptions('setPrintoptions', options);
}

/**
 * The print options in force.
 *
 * @returns A frozen object. NumPy: `get_printoptions`.
 */
export function getPrintoptions(): Readonly<CompleteOptions> {
  return printOptions();
}

/**
 * Runs a function with print options that hold until it returns or throws.
 *
 * @returns What the function returns. NumPy: `printoptions`, for a `with` statement.
 * @throws As {@link setPrintoptions}; TypeError when the function is asynchronous.
 * @example
 * printoptions({ precision: 2 }, () => String(array([1 / 3]))); // '[0.33]'
 */
export function printoptions<R>(options: PrintOptions, body: () => R): R {
  const before = usePrintOptions('printoptions', options);
  try {
    const result = body();
    if (result instanceof Promise) {
      throw new TypeError('printoptions: the function is asynchronous; options end when it returns, so await first.');
    }
    return result;
  } finally {
    usePrintOptions('printoptions', before);
  }
}

/** Options of {@link formatFloatScientific}. */
export interface ScientificOptions {
  /** Most digits after the point; needed where `unique` is false. */
  precision?: number;
  /** The shortest digits that tell the number from others of its type, true unless given; else its exact digits. */
  unique?: boolean;
  /** `'k'` keeps zeros at the end, `'.'` cuts them, `'0'` leaves one behind the point, `'-'` cuts the point too. */
  trim?: Trim;
  /** Whether positive numbers get a sign. */
  sign?: boolean;
  /** Characters to the left of the point at least, filled with spaces. */
  padLeft?: number;
  /** Digits of the exponent at least, 2 unless given. */
  expDigits?: number;
  /** Fewest digits after the point, where `unique` would give fewer. */
  minDigits?: number;
}

/** Options of {@link formatFloatPositional}. */
export interface PositionalOptions extends Omit<ScientificOptions, 'expDigits'> {
  /** Whether digits are counted from the point on, true unless given, or from the first that is not 0. */
  fractional?: boolean;
  /** Characters to the right of the point at least, filled with spaces. */
  padRight?: number;
}

/** A number and the type whose digits it has: f32 only for an array of f32. */
function numberOf(operation: string, x: number | bigint | NDArray): [number, 'f32' | 'f64'] {
  if (x instanceof NDArray) {
    if (x.size === 1) return [Number(x.item()), (x.dtype as DType) === 'f32' ? 'f32' : 'f64'];
    throw new TypeError(`${operation}: an array of ${x.size} elements; it takes a number, or an array of one.`);
  }
  if (isScalar(x)) return [Number(x), 'f64'];
  throw new TypeError(`${operation}: ${String(x)} is no number.`);
}

function formatOf(
  operation: string,
  options: PositionalOptions & ScientificOptions,
  own: readonly string[],
): FloatFormat {
  checkOptions(operation, options, ['precision', 'unique', 'trim', 'sign', 'padLeft', 'minDigits', ...own]);
  const { precision, unique = true, trim = 'k', sign = false, padLeft, padRight, minDigits, expDigits } = options;
  for (const [name, value] of Object.entries({ precision, padLeft, padRight, minDigits, expDigits })) {
    if (value === undefined || (Number.isInteger(value) && value >= 0)) continue;
    throw new RangeError(`${operation}: ${name} is ${value}; it is an integer >= 0.`);
  }
  if (!['k', '.', '0', '-'].includes(trim)) {
    throw new RangeError(`${operation}: trim is '${trim}'; it is 'k', '.', '0' or '-'.`);
  }
  if (!unique && precision === undefined) {
    throw new TypeError(`${operation}: exact digits (unique: false) need a precision to end at.`);
  }
  if (minDigits !== undefined && minDigits > 0 && precision !== undefined && precision > 0 && minDigits > precision) {
    throw new RangeError(`${operation}: minDigits is ${minDigits}, more than precision, ${precision}.`);
  }
  const given = (count: number | undefined) => count ?? -1;
  return {
    precision: given(precision),
    minDigits: given(minDigits),
    unique,
    trim,
    sign,
    padLeft: given(padLeft),
    padRight: given(padRight),
  };
}

/**
 * A number in decimals without an exponent.
 *
 * @param x A number, or an array of one element: of f32 it has the digits of that type.
 * @param options See {@link PositionalOptions}.
 * @throws RangeError for counts that cannot be, TypeError when exact digits have no precision.
 *   NumPy: `format_float_positional`.
 * @example
 * formatFloatPositional(1e-5);                                    // '0.00001'
 * formatFloatPositional(Math.PI, { precision: 2, trim: '-' });    // '3.14'
 */
export function formatFloatPositional(x: number | bigint | NDArray, options: PositionalOptions = {}): string {
  const format = formatOf('formatFloatPositional', options, ['fractional', 'padRight']);
  const { fractional = true } = options;
  if (!fractional && format.precision === 0) {
    throw new RangeError('formatFloatPositional: precision is 0, but a number has at least one digit.');
  }
  return positionalText(...numberOf('formatFloatPositional', x), format, fractional);
}

/** The digits that an exponent can be given at most. */
const EXPONENT_DIGITS = 5;

/**
 * A number in decimals with an exponent.
 *
 * @param x A number, or an array of one element: of f32 it has the digits of that type.
 * @param options See {@link ScientificOptions}.
 * @throws RangeError for counts that cannot be, TypeError when exact digits have no precision.
 *   NumPy: `format_float_scientific`.
 * @example
 * formatFloatScientific(1234.5, { expDigits: 3 }); // '1.2345e+003'
 */
export function formatFloatScientific(x: number | bigint | NDArray, options: ScientificOptions = {}): string {
  const format = formatOf('formatFloatScientific', options, ['expDigits']);
  const digits = Math.min(options.expDigits ?? 2, EXPONENT_DIGITS);
  return scientificText(...numberOf('formatFloatScientific', x), format, digits);
}

function wholeOf(operation: string, value: number | bigint): bigint {
  if (typeof value === 'bigint' || Number.isInteger(value)) return BigInt(value);
  throw new RangeError(`${operation}: ${String(value)} is no integer.`);
}

/**
 * An integer in another base, with digits and capital letters.
 *
 * @param padding Zeros to put before it.
 * @throws RangeError for what is no integer, and unless the base is 2 to 36. NumPy: `base_repr`.
 * @example
 * baseRepr(255, 16); // 'FF'
 */
export function baseRepr(number: number | bigint, base = 2, padding = 0): string {
  const value = wholeOf('baseRepr', number);
  if (!Number.isInteger(base) || base < 2 || base > 36) throw new RangeError(`baseRepr: base ${base} is not 2 to 36.`);
  if (!Number.isInteger(padding)) throw new RangeError(`baseRepr: padding is ${padding}; it is an integer.`);
  const size = value < 0n ? -value : value;
  if (size === 0n && padding === 0) return '0';
  // Beside padding, nothing stands for 0.
  const digits = size === 0n ? '' : size.toString(base).toUpperCase();
  return (value < 0n ? '-' : '') + '0'.repeat(Math.max(0, padding)) + digits;
}

/**
 * An integer in binary: a negative one with a sign, or, of a given width, as its two's complement.
 *
 * @throws RangeError for what is no integer, and when it takes more digits than the width. NumPy: `binary_repr`.
 * @example
 * binaryRepr(-3);    // '-11'
 * binaryRepr(-3, 5); // '11101'
 */
export function binaryRepr(number: number | bigint, width?: number): string {
  const value = wholeOf('binaryRepr', number);
  if (width !== undefined && !Number.isInteger(width)) {
    throw new RangeError(`binaryRepr: width is ${width}; it is an integer.`);
  }
  if (value === 0n) return '0'.repeat(Math.max(0, width || 1));
  const fits = (digits: string): string => {
    if (width === undefined || width >= digits.length) return digits;
    throw new RangeError(`binaryRepr: ${value} takes ${digits.length} digits; the width is ${width}.`);
  };
  if (value > 0n) return fits(value.toString(2)).padStart(width ?? 0, '0');
  if (width === undefined) return value.toString(2);
  // The fewest bits whose two's complement holds it; a power of two needs one less than its digits and a sign.
  const bits = (-value - 1n).toString(2).length + (value === -1n ? 0 : 1);
  return fits(BigInt.asUintN(bits, value).toString(2)).padStart(width, '1');
}
