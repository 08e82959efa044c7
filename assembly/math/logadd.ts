/**
 * logaddexp, logaddexp2 of two f64, for what logadd-lanes.ts leaves out.
 *
 * log(e^a + e^b) = a + log(1 + e^(b - a)) for a >= b, with b - a, the power, the sum and the logarithm carried as sums
 * of two f64, 57 bits in all. That is enough unless a and the logarithm nearly cancel, which happens where e^a + e^b is
 * close to 1. There it is log(1 + ((e^a - 1) + e^b)) from powers of 100 bits, by Taylor's series and eight doublings
 * (1 + p)^2 - 1 = 2 p + p^2: slow and rare.
 *
 * Largest error measured, in ULP: logaddexp 0.76, logaddexp2 0.89, as long as the result is at least 2^-50 of the
 * larger argument. The few pairs of f64 that come closer to 0 get an error of up to 2^-98 of that argument.
 */
import { LN2, LN2_HIGH, LN2_TAIL, LOG2_E, LOG2_E_REST, LOG2_E_UPPER } from './constants';
import { Exact } from './exact';
import { Exponential } from './exp';
import { Logarithm } from './log';

/** ln 2 after LN2_HIGH: 42 more bits, and the rest. */
const LN2_MIDDLE: f64 = 5.49792301870721e-14;
const LN2_LEAST: f64 = 1.1612227229362532e-26;

/** e^(r + low) - 1 to about 100 bits, |r| < 0.36: its high part, or its low part if `rest`. */
function expm1Double(r: f64, low: f64, rest: bool): f64 {
  r *= 0.00390625;
  low *= 0.00390625;
  // Horner: s = 1 + r/2 (1 + r/3 (1 + ...)), then r s.
  let s = 1.0;
  let sl = 0.0;
  for (let i = 12; i > 1; --i) {
    const divisor = <f64>i;
    const product = r * s;
    const productLow = Exact.productError(r, s, product) + (r * sl + low * s);
    const quotient = product / divisor;
    const power = quotient * divisor;
    const quotientLow = (product - power - Exact.productError(quotient, divisor, power) + productLow) / divisor;
    s = 1.0 + quotient;
    sl = Exact.tail(1.0, quotient, s) + quotientLow;
  }
  let p = r * s;
  let pl = Exact.productError(r, s, p) + (r * sl + low * s);
  for (let i = 0; i < 8; ++i) {
    const square = p * p;
    const squareLow = Exact.squareError(p, square) + 2.0 * p * pl;
    const sum = 2.0 * p + square;
    const sumLow = Exact.tail(2.0 * p, square, sum) + (2.0 * pl + squareLow);
    p = sum + sumLow;
    pl = Exact.tail(sum, sumLow, p);
  }
  return rest ? pl : p;
}

/** How x + low, the logarithm of 2^k e^(r + tail), splits, and how k log 2 + log m adds up, to each base. */
@final
@unmanaged
class Natural {
  @inline multiple(x: f64): f64 {
    return Exponential.multiple(x);
  }

  @inline reduced(x: f64, low: f64, k: f64): f64 {
    return x - k * LN2_HIGH + (low - k * LN2_MIDDLE);
  }

  @inline tail(x: f64, low: f64, k: f64, r: f64): f64 {
    return Exact.sumError(x - k * LN2_HIGH, low - k * LN2_MIDDLE, r) - k * LN2_LEAST;
  }

  @inline integer(k: f64): f64 {
    return k * LN2_HIGH;
  }

  @inline upper(high: f64): f64 {
    return high;
  }

  @inline lower(k: f64, _high: f64, low: f64): f64 {
    return k * LN2_MIDDLE + low;
  }
}

@final
@unmanaged
class Binary {
  @inline multiple(x: f64): f64 {
    return Exponential.round(x);
  }

  @inline reduced(x: f64, low: f64, k: f64): f64 {
    return (x - k) * LN2 + low * LN2;
  }

  @inline tail(x: f64, low: f64, k: f64, r: f64): f64 {
    const f = x - k;
    const product = f * LN2;
    return Exact.sumError(product, low * LN2, r) + (Exact.productError(f, LN2, product) + f * LN2_TAIL);
  }

  @inline integer(k: f64): f64 {
    return k;
  }

  @inline upper(high: f64): f64 {
    return high * LOG2_E_UPPER;
  }

  @inline lower(_k: f64, high: f64, low: f64): f64 {
    return high * LOG2_E_REST + low * LOG2_E;
  }
}

/** a + log(x + low) for 1/2 < x <= 2. */
function addLog<Base>(a: f64, x: f64, low: f64): f64 {
  const base = changetype<Base>(0);
  const exponent = Logarithm.exponent(x);
  const k = <f64>exponent;
  const half = Exponential.two(-(<i32>exponent));
  const n = x * half - 1.0;
  const nl = low * half;
  const r = 1.0 / (2.0 + n);
  const s = Exact.upper(n * r);
  const t = Logarithm.quotientTail(n, nl, r, s);

  const integer = base.integer(k);
  const upper = base.upper(2.0 * s);
  const log = integer + upper;
  const sum = a + log;
  const errors = Exact.sumError(a, log, sum) + Exact.tail(integer, upper, log);
  return sum + (errors + base.lower(k, 2.0 * s, Logarithm.rest(s, t)));
}

/** log(e^a + e^b), where that is close to 0. */
function nearZero<Base>(a: f64, b: f64): f64 {
  const base = changetype<Base>(0);
  const ka = base.multiple(a);
  const ra = base.reduced(a, 0.0, ka);
  const la = base.tail(a, 0.0, ka, ra);
  const kb = base.multiple(b);
  const rb = base.reduced(b, 0.0, kb);
  const lb = base.tail(b, 0.0, kb, rb);
  const p = Exponential.two(Exponential.integer(ka));
  const q = Exponential.two(Exponential.integer(kb));

  // (p - 1) + p expm1 a' + q + q expm1 b', each sum with its error.
  const term1 = p * expm1Double(ra, la, false);
  const term3 = q * expm1Double(rb, lb, false);
  const sum1 = p - 1.0 + term1;
  const sum2 = sum1 + q;
  const sum3 = sum2 + term3;
  const errors =
    Exact.sumError(p - 1.0, term1, sum1) + Exact.sumError(sum1, q, sum2) + Exact.sumError(sum2, term3, sum3);
  const low = errors + (p * expm1Double(ra, la, true) + q * expm1Double(rb, lb, true));
  const d = sum3 + low;
  const dl = Exact.tail(sum3, low, d);
  if (abs(d) < 1e-9) {
    // log(1 + d) = d - d^2/2
    const upper = Exact.upper(d);
    return base.upper(upper) + base.lower(0.0, upper, d - upper + (dl - 0.5 * d * d));
  }
  const sum = 1.0 + d;
  return addLog<Base>(0.0, sum, Exact.tail(1.0, d, sum) + dl);
}

function logadd<Base>(x: f64, y: f64): f64 {
  if (x != x || y != y) return NaN;
  const base = changetype<Base>(0);
  const a = x > y ? x : y;
  const b = x > y ? y : x;
  const difference = b - a;
  // Infinities and powers that vanish; -0 + 0 is 0.
  if (!(difference >= -1080.0)) return a + 0.0;

  // e^(b - a) = 2^k (power + low)
  const differenceLow = Exact.sumError(b, -a, difference);
  const multiple = base.multiple(difference);
  const r = base.reduced(difference, differenceLow, multiple);
  const rl = base.tail(difference, differenceLow, multiple, r);
  const lead = 1.0 + r;
  const rest = Exact.tail(1.0, r, lead) + Exponential.tail(r, rl);
  const power = lead + rest;
  const low = Exact.tail(lead, rest, power);
  const k = Exponential.integer(multiple);
  let result: f64;
  if (k < -40) {
    // log(1 + e) = e - e^2/2; rounded once where it is denormal.
    const upper = Exact.upper(power);
    const high = base.upper(upper);
    const lower = base.lower(0.0, upper, power - upper + (low - 0.5 * power * Exponential.scale(power, k)));
    const e = high + lower;
    const scaled = Exponential.scale(e, k);
    const sum = a + scaled;
    result = sum + (Exact.sumError(a, scaled, sum) + Exponential.scale(Exact.tail(high, lower, e), k));
  } else {
    const e = Exponential.two(k) * power;
    const sum = 1.0 + e;
    result = addLog<Base>(a, sum, Exact.tail(1.0, e, sum) + Exponential.two(k) * low);
  }
  if (abs(result) > -0.25 * a || base.multiple(b) < -1022.0) return result;
  return nearZero<Base>(a, b);
}

export function logaddexp(x: f64, y: f64): f64 {
  return logadd<Natural>(x, y);
}

export function logaddexp2(x: f64, y: f64): f64 {
  return logadd<Binary>(x, y);
}
