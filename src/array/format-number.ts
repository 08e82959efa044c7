/**
 * Numbers as text: the digits NumPy prints for a number, and the notation and width it gives to numbers printed together.
 *
 * The digits are those of NumPy's Dragon4 (after Steele and White, "How to print floating-point numbers accurately", PLDI
 * 1990): the shortest decimal that reads back as the same number in its dtype, or, where that is cut short, the exact
 * binary value rounded half to even. `Number.toFixed` cannot do the cut: it rounds 0.125 up to 0.13.
 */
import { DTYPES, type DType, type Scalar } from './dtype.js';

export type FloatName = 'f32' | 'f64';

interface FloatFormat {
  readonly fractionBits: bigint;
  /** What to take from the biased exponent to have that of the unit in the last place. */
  readonly bias: number;
  readonly round: (x: number) => number;
  /** From here on NumPy prints exponents: in arrays (10^min(8, finfo.precision)), and for a single element. */
  readonly arrayLimit: number;
  readonly scalarLimit: number;
}

const FLOATS: Record<FloatName, FloatFormat> = {
  f32: { fractionBits: 23n, bias: 150, round: Math.fround, arrayLimit: 1e6, scalarLimit: 1e6 },
  f64: { fractionBits: 52n, bias: 1075, round: Number, arrayLimit: 1e8, scalarLimit: 1e16 },
};

export interface NumberOptions {
  /** Most digits after the decimal point (8); with floatmode `'fixed'`, exactly so many. */
  readonly precision: number;
  /** Small numbers print as zeros rather than call for exponents (false). */
  readonly suppress: boolean;
  /**
   * `'maxprec'` (the default): the shortest digits of each element, at most `precision` of them; `'maxprec_equal'`: as
   * many for all elements; `'fixed'`: always `precision`; `'unique'`: the shortest, whatever `precision` says.
   */
  readonly floatmode: 'fixed' | 'unique' | 'maxprec' | 'maxprec_equal';
  /** What stands before positive numbers: nothing (`'-'`, the default), a plus sign or a space. */
  readonly sign: '-' | '+' | ' ';
  /** What stands for NaN: `'nan'`. */
  readonly nanstr: string;
  /** What stands for infinity: `'inf'`. */
  readonly infstr: string;
}

/** The number d.ddd... x 10^exponent, without its sign. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** The number mantissa x 2^exponent, where 2^exponent is its unit in the last place. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** The lower neighbour is half as far as the upper one: true of the normal powers of two. */
  readonly isLowerNearer: boolean;
}

/** Round to the nearest, half to even; or as Dragon4 does in its unique mode: see `scaled`. */
export type Rounding = 'exact' | 'unique';

const scratch = new DataView(new ArrayBuffer(8));

export function binary(x: number, dtype: FloatName): Binary {
  const { fractionBits, bias } = FLOATS[dtype];
  if (dtype === 'f32') scratch.setFloat32(0, Math.abs(x));
  else scratch.setFloat64(0, Math.abs(x));
  const bits = dtype === 'f32' ? BigInt(scratch.getUint32(0)) : scratch.getBigUint64(0);
  const hidden = 1n << fractionBits;
  const fraction = bits & (hidden - 1n);
  const biased = Number(bits >> fractionBits);
  return {
    mantissa: biased === 0 ? fraction : hidden | fraction,
    exponent: Math.max(biased, 1) - bias,
    isLowerNearer: fraction === 0n && biased > 1,
  };
}

/** What {@link scaled} tells of a number; `isExact` of its floor being the number itself. */
interface Scaled {
  readonly floor: bigint;
  readonly rounded: bigint;
  readonly isUnique: boolean;
  readonly isExact: boolean;
}

/**
 * x * 10^places as an integer: `floor`, and `rounded`. `isUnique` says that floor or floor + 1 lies within half the gaps
 * to x's neighbours, so that it reads back as x. In the unique mode it is then the one that reads back, if only one
 * does. That differs from the nearest only beside the unequal gaps: 2**-44 prints as ...802e-14, though ...801 is nearer.
 */
export function scaled(x: Binary, places: number, mode: Rounding): Scaled {
  // In quarters of x's unit in the last place all is integer, over the common denominator `one`.
  const power = 10n ** BigInt(Math.abs(places));
  let quarter = places > 0 ? power : 1n;
  let one = places < 0 ? power : 1n;
  if (x.exponent >= 2) quarter <<= BigInt(x.exponent - 2);
  else one <<= BigInt(2 - x.exponent);

  const value = 4n * x.mantissa * quarter;
  const floor = value / one;
  const rest = value - floor * one;
  const gapBelow = x.isLowerNearer ? quarter : 2n * quarter;
  const gapAbove = 2n * quarter;
  // A number halfway between two neighbours is read as the even one.
  const isEven = (x.mantissa & 1n) === 0n;
  const isLow = isEven ? rest <= gapBelow : rest < gapBelow;
  const isHigh = isEven ? rest + gapAbove >= one : rest + gapAbove > one;
  const isNearerUp = 2n * rest === one ? (floor & 1n) === 1n : 2n * rest > one;
  const isUp = mode === 'unique' && isLow !== isHigh ? isHigh : isNearerUp;
  return { floor, rounded: isUp ? floor + 1n : floor, isUnique: isLow || isHigh, isExact: rest === 0n };
}

/** floor(log10 |x|), exactly. */
export function decimalExponent(x: number, parts: Binary): number {
  const exponent = Number(x.toExponential().split('e')[1]);
  // The shortest digits may belong to the next power of ten: 1e23 is a little less than 10^23.
  return scaled(parts, -exponent, 'exact').floor === 0n ? exponent - 1 : exponent;
}

function trimZeros(digits: string): string {
  return digits.replace(/0+$/, '');
}

/** integer x 10^(exponent - places). Rounding up may have added a digit, 9.99 to 10.0. */
function decimal(integer: bigint, places: number, exponent: number): Decimal {
  const text = integer.toString();
  return { digits: trimZeros(text), exponent: exponent + text.length - 1 - places };
}

/** The shortest digits that read back as x, and of these the nearest to x. */
export function shortestDecimal(x: number, dtype: FloatName): Decimal {
  if (x === 0 || dtype === 'f64') {
    const [significand, exponent] = Math.abs(x).toExponential().split('e');
    return { digits: significand.replace('.', ''), exponent: Number(exponent) };
  }
  const parts = binary(x, dtype);
  const exponent = decimalExponent(x, parts);
  for (let places = 0; ; places++) {
    const { rounded, isUnique } = scaled(parts, places - exponent, 'unique');
    if (isUnique) return decimal(rounded, places, exponent);
  }
}

/** x cut to `places` digits after the first; trailing zeros are left out. */
function roundedDecimal(x: number, dtype: FloatName, places: number, mode: Rounding): Decimal {
  if (x === 0) return { digits: '0', exponent: 0 };
  const parts = binary(x, dtype);
  const exponent = decimalExponent(x, parts);
  return decimal(scaled(parts, places - exponent, mode).rounded, places, exponent);
}

/** |x| as `ddd.ddd` with exactly `places` digits after the point. */
function fixedPoint(x: number, dtype: FloatName, places: number, mode: Rounding): string {
  const text = scaled(binary(x, dtype), places, mode)
    .rounded.toString()
    .padStart(places + 1, '0');
  return `${text.slice(0, text.length - places)}.${text.slice(text.length - places)}`;
}

/** `ddd.ddd`, with no more digits after the point than there are. */
function positional({ digits, exponent }: Decimal): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')}.${digits.slice(exponent + 1)}`;
}

/** `d.ddde+dd` with `places` digits after the point and at least `exponentDigits` in the exponent. */
function scientific({ digits, exponent }: Decimal, places: number, exponentDigits: number): string {
  const power = Math.abs(exponent).toString().padStart(exponentDigits, '0');
  return `${digits[0]}.${digits.slice(1).padEnd(places, '0')}e${exponent < 0 ? '-' : '+'}${power}`;
}

export function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}

/** The greatest of f(item), and 0. `Math.max(...items)` would overflow the stack on long arrays. */
function greatest<T>(items: readonly T[], f: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, f(item)), 0);
}

/** NumPy's rule; it compares and divides in the array's own dtype. */
function needsExponents(finite: readonly number[], dtype: FloatName, suppress: boolean): boolean {
  const { round, arrayLimit } = FLOATS[dtype];
  const nonZero = finite.filter((x) => x !== 0).map(Math.abs);
  if (nonZero.length === 0) return false;
  const largest = greatest(nonZero, Number);
  const smallest = nonZero.reduce((least, x) => Math.min(least, x), Infinity);
  if (largest >= arrayLimit) return true;
  return !suppress && (smallest < round(1e-4) || round(largest / smallest) > 1000);
}

/** Unsigned texts, each with a point, and how many characters follow it at most. */
interface Texts {
  readonly texts: readonly string[];
  readonly right: number;
}

function withExponents(finite: readonly number[], dtype: FloatName, options: NumberOptions): Texts {
  const { precision, floatmode } = options;
  const mode = floatmode === 'fixed' ? 'exact' : 'unique';
  const most = floatmode === 'unique' ? Infinity : precision;
  const cut = finite.map((x) => {
    const shortest = shortestDecimal(x, dtype);
    return mode === 'unique' && shortest.digits.length - 1 <= most
      ? shortest
      : roundedDecimal(x, dtype, precision, mode);
  });
  const places = floatmode === 'fixed' ? precision : greatest(cut, ({ digits }) => digits.length - 1);
  const exponentDigits = Math.max(
    2,
    greatest(cut, ({ exponent }) => String(Math.abs(exponent)).length),
  );
  // All get the same number of digits, beyond their shortest: with them, 9.9999997e-06 stands for the f32 1e-05.
  const texts = finite.map((x) => scientific(roundedDecimal(x, dtype, places, mode), places, exponentDigits));
  return { texts, right: places + 2 + exponentDigits };
}

function withoutExponents(finite: readonly number[], dtype: FloatName, options: NumberOptions): Texts {
  const { precision, floatmode } = options;
  const fixed = (places: number, mode: Rounding) => ({
    texts: finite.map((x) => fixedPoint(x, dtype, places, mode)),
    right: places,
  });
  // Among NaNs and infinities alone no room is kept for digits.
  if (floatmode === 'fixed' && finite.length > 0) return fixed(precision, 'exact');
  const most = floatmode === 'unique' ? Infinity : precision;
  const digitsAfterPoint = (text: string) => text.length - text.indexOf('.') - 1;
  const shortest = finite.map((x) => {
    const text = positional(shortestDecimal(x, dtype));
    return digitsAfterPoint(text) <= most ? trimZeros(text) : trimZeros(fixedPoint(x, dtype, most, 'unique'));
  });
  const right = greatest(shortest, digitsAfterPoint);
  if (floatmode === 'maxprec_equal') return fixed(right, 'unique');
  return { texts: shortest.map((text) => text + ' '.repeat(right - digitsAfterPoint(text))), right };
}

function floatCells(values: readonly number[], dtype: FloatName, options: NumberOptions): string[] {
  const { sign, nanstr, infstr } = options;
  const plus = sign === '+' ? '+' : '';
  const finite = values.filter(Number.isFinite);
  const notation = needsExponents(finite, dtype, options.suppress) ? withExponents : withoutExponents;
  const { texts, right } = notation(finite, dtype, options);
  const signed = texts.map((text, i) => (isNegative(finite[i]) ? '-' : plus) + text);

  let left = greatest(signed, (text) => text.indexOf('.'));
  if (sign === ' ' && !finite.some(isNegative)) left++;
  if (finite.length < values.length) {
    // NumPy keeps room for both, and for the sign of infinity, even where there is only one of them.
    const isInfinitySigned = sign !== '-' || values.includes(-Infinity);
    left = Math.max(left, nanstr.length - (right + 1), infstr.length + (isInfinitySigned ? 1 : 0) - (right + 1));
  }
  const width = left + 1 + right;

  let next = 0;
  return values.map((x) => {
    if (Number.isNaN(x)) return `${plus}${nanstr}`.padStart(width);
    if (!Number.isFinite(x)) return `${x < 0 ? '-' : plus}${infstr}`.padStart(width);
    const text = signed[next++];
    return ' '.repeat(left - text.indexOf('.')) + text;
  });
}

function integerCells(values: readonly (number | bigint)[], sign: NumberOptions['sign']): string[] {
  const isAnyNegative = values.some((x) => x < 0);
  const lead = sign === '-' || (sign === ' ' && isAnyNegative) ? '' : sign;
  const texts = values.map((x) => (x < 0 ? '' : lead) + x.toString());
  const width = greatest(texts, (text) => text.length);
  return texts.map((text) => text.padStart(width));
}

function isFloat(dtype: DType): dtype is FloatName {
  return DTYPES[dtype].kind === 'f';
}

/** Elements printed together, in one notation and width: what NumPy's str() and repr() show inside the brackets. */
export function formatCells(values: readonly Scalar[], dtype: DType, options: NumberOptions): string[] {
  if (isFloat(dtype)) return floatCells(values as readonly number[], dtype, options);
  if (DTYPES[dtype].kind === 'b') return values.map((x) => (x ? ' True' : 'False'));
  return integerCells(values as readonly (number | bigint)[], options.sign);
}

/** One element as NumPy's str() prints a scalar, which no print option changes. */
export function formatScalar(value: Scalar, dtype: DType): string {
  if (DTYPES[dtype].kind === 'b') return value ? 'True' : 'False';
  if (!isFloat(dtype)) return value.toString();
  const x = Number(value);
  if (Number.isNaN(x)) return 'nan';
  const sign = isNegative(x) ? '-' : '';
  const size = Math.abs(x);
  if (size === Infinity) return `${sign}inf`;
  const shortest = shortestDecimal(x, dtype);
  if (size === 0 || (size >= 1e-4 && size < FLOATS[dtype].scalarLimit)) {
    return sign + positional(shortest).replace(/\.$/, '.0');
  }
  return sign + scientific(shortest, 0, 2).replace('.e', 'e');
}
