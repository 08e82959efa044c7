/**
 * Single floating-point numbers as text, digit for digit as NumPy's Dragon4 writes them: generation stops where the
 * number is told from all others, or where it is exact, within the digits asked for.
 */
import { binary, decimalExponent, type FloatName, isNegative, scaled } from './format-number.js';

/** What becomes of zeros at the end: kept, cut to the point, cut to one behind the point, cut with the point. */
export type Trim = 'k' | '.' | '0' | '-';

/** How a number is written; digits that are not limited are -1. */
export interface FloatFormat {
  readonly precision: number;
  readonly minDigits: number;
  /** The shortest digits that read back as the number, instead of the exact ones. */
  readonly unique: boolean;
  readonly trim: Trim;
  readonly sign: boolean;
  /** Characters left of the point, the sign included, and right of it. */
  readonly padLeft: number;
  readonly padRight: number;
}

/** Digits from that of 10^exponent on. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** The digits of |x|; limits count digits after the point, or all of them. */
function digitsOf(x: number, name: FloatName, { precision, minDigits, unique }: FloatFormat, total: boolean): Digits {
  if (x === 0) return { digits: '0', exponent: 0 };
  const parts = binary(x, name);
  const exponent = decimalExponent(x, parts);
  const places = (count: number) => (total ? count - 1 - exponent : count);
  const most = precision < 0 ? Infinity : places(precision);
  const least = minDigits < 0 ? -Infinity : places(minDigits);
  // A number below the last digit that is asked for is rounded there.
  for (let place = total ? -exponent : Math.min(-exponent, most); ; place++) {
    const { floor, rounded, isUnique, isExact } = scaled(parts, place, unique ? 'unique' : 'exact');
    const isDone = unique ? isUnique && place >= least : isExact;
    if (!isDone && place < most) continue;
    const text = rounded.toString();
    const carried = rounded !== floor && floor % 10n === 9n;
    return { digits: carried ? text.replace(/0+$/, '') : text, exponent: text.length - 1 - place };
  }
}

/** The fraction with zeros added up to `wanted` and cut as asked, and whether the point stays. */
function trimmed(fraction: string, wanted: number, trim: Trim): { fraction: string; point: boolean } {
  if (trim === 'k') return { fraction: fraction.padEnd(wanted, '0'), point: true };
  const cut = fraction.replace(/0+$/, '');
  if (cut !== '') return { fraction: cut, point: true };
  return { fraction: trim === '0' ? '0' : '', point: trim !== '-' };
}

/** NaN and infinities, which nothing pads. */
function special(x: number, sign: boolean): string | undefined {
  if (Number.isNaN(x)) return 'nan';
  return Number.isFinite(x) ? undefined : `${x < 0 ? '-' : sign ? '+' : ''}inf`;
}

/** `ddd.ddd`. `fractional`: digits are counted from the point on. */
export function positionalText(x: number, name: FloatName, format: FloatFormat, fractional: boolean): string {
  const { precision, minDigits, unique, trim, sign, padLeft, padRight } = format;
  const named = special(x, sign);
  if (named !== undefined) return named;
  const { digits, exponent } = digitsOf(x, name, format, !fractional);
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = exponent < 0 ? '0'.repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  const wanted = unique ? minDigits : precision;
  const { fraction, point } = trimmed(rest, fractional ? wanted : wanted - whole.length, trim);
  const left = (isNegative(x) ? '-' : sign ? '+' : '') + whole;
  const right =
    (point ? `.${fraction}` : padRight >= 0 ? ' ' : '') + ' '.repeat(Math.max(0, padRight - fraction.length));
  return left.padStart(padLeft) + right;
}

/** `d.ddde+dd`, with at least so many digits in the exponent. */
export function scientificText(x: number, name: FloatName, format: FloatFormat, exponentDigits: number): string {
  const { precision, minDigits, unique, trim, sign, padLeft } = format;
  const named = special(x, sign);
  if (named !== undefined) return named;
  const more = (count: number) => (count < 0 ? count : count + 1);
  const counted = { ...format, precision: more(precision), minDigits: more(minDigits) };
  const { digits, exponent } = digitsOf(x, name, counted, true);
  const { fraction, point } = trimmed(digits.slice(1), unique ? minDigits : precision, trim);
  const left = (isNegative(x) ? '-' : sign ? '+' : '') + digits[0];
  // Asked for no digits, NumPy writes none for an exponent of 0.
  const power = exponent === 0 ? '' : String(Math.abs(exponent));
  // Where zeros were cut away, NumPy leaves the point even if it is to go.
  const dot = point || digits.length > 1 ? '.' : '';
  return `${left.padStart(padLeft)}${dot}${fraction}e${exponent < 0 ? '-' : '+'}${power.padStart(exponentDigits, '0')}`;
}
