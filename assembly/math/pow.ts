/**
 * pow of two f64, for kernels that take single values and for what pow-lanes.ts leaves out.
 *
 * x^y = 2^(y log2 x). An error of log2 x grows with the result's exponent, up to 2^10 times, so log2 x is a sum of two
 * f64 here: log.ts's quotient, and its series in twice the precision up to the term in s^3. The product with y is exact
 * to 2^-106, and exp.ts's power of two takes both parts. The cases of zeros, infinities, NaN and negative bases are
 * those of C99, annex F.10.4.4, which NumPy follows.
 *
 * Largest error measured, in ULP: 1.05 near overflow, of x next to powers of sqrt(2); else 0.68, or 0.75 where the result
 * is denormal.
 */
import { LOG2_E, LOG2_E_REST, LOG2_E_UPPER, NORMAL, TWO_54 } from './constants';
import { Exact } from './exact';
import { Exponential } from './exp';
import { Logarithm } from './log';

/** 2/3 in 26 bits, exact times another leading part; the rest; and whole. */
const TWO_THIRDS_UPPER: f64 = 0.6666666567325592;
const TWO_THIRDS_REST: f64 = 9.934107462565104e-9;
const TWO_THIRDS: f64 = 0.6666666666666666;

/** x^y for a finite x > 0 and a finite y. */
function power(x: f64, y: f64): f64 {
  let scaling: i64 = 0;
  if (x < NORMAL) {
    x *= TWO_54;
    scaling = -54;
  }
  const k = Logarithm.exponent(x);
  const n = Logarithm.mantissa(x, k) - 1.0;
  const r = 1.0 / (2.0 + n);
  const s = Exact.upper(n * r);
  const t = Logarithm.quotientTail(n, 0.0, r, s);

  // cube + cubeLow = (s + t)^3, the first of 26 bits: s^2 is exact, and so are the products of s with its halves.
  const square = s * s;
  const squareUpper = Exact.upper(square);
  const cube = Exact.upper(s * square);
  const cubeLow = s * squareUpper - cube + s * (square - squareUpper) + t * (3.0 * square + t * (3.0 * s));

  // log m = 2 s + 2 t + 2/3 (s + t)^3 + ...
  const whole = s + t;
  const higher = (cube + cubeLow) * Logarithm.series(whole * whole);
  const twice = 2.0 * s;
  const third = cube * TWO_THIRDS_UPPER;
  const log = twice + third;
  const logUpper = Exact.upper(log);
  const logLow =
    log -
    logUpper +
    (Exact.tail(twice, third, log) + (2.0 * t + (cube * TWO_THIRDS_REST + cubeLow * TWO_THIRDS + higher)));

  // log2 x = k + log m / ln 2
  const integer = <f64>(k + scaling);
  const scaled = logUpper * LOG2_E_UPPER;
  const log2 = integer + scaled;
  const log2Upper = Exact.upper(log2);
  const log2Low = log2 - log2Upper + (Exact.tail(integer, scaled, log2) + (logUpper * LOG2_E_REST + logLow * LOG2_E));

  const exponent = y * log2;
  if (exponent >= 1025.0) return Infinity;
  if (exponent < -1077.0) return 0.0;
  const yUpper = Exact.upper(y);
  const high = yUpper * log2Upper;
  const low = (y - yUpper) * log2Upper + y * log2Low;
  // Of both: low may be as much as a fifth.
  const k2 = Exponential.round(high + low);
  return Exponential.power2(Exponential.integer(k2), high - k2, low);
}

/** 0 for a y that is no integer, 1 for an odd one, 2 for an even one; from 2^53 on all are even. */
export function parity(y: f64): i32 {
  if (y != floor(y)) return 0;
  const half = 0.5 * y;
  return half == floor(half) ? 2 : 1;
}

export function pow(x: f64, y: f64): f64 {
  if (x == 1.0 || y == 0.0) return 1.0;
  if (x != x || y != y) return NaN;
  const magnitude = abs(x);
  if (magnitude > 0.0 && magnitude < Infinity && abs(y) < Infinity) {
    const kind = x > 0.0 ? 2 : parity(y);
    const result = power(magnitude, y);
    return kind == 2 ? result : kind == 1 ? -result : NaN;
  }
  if (abs(y) == Infinity) {
    if (magnitude == 1.0) return 1.0;
    return magnitude > 1.0 == y > 0.0 ? Infinity : 0.0;
  }
  // x is zero or infinite.
  const result = (magnitude == 0.0) == y > 0.0 ? 0.0 : Infinity;
  return parity(y) == 1 ? copysign(result, x) : result;
}
