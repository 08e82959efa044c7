/**
 * log and log1p of one f64, for kernels that take single values. Those of arrays: log-lanes.ts.
 *
 * x = 2^k m, sqrt(1/2) <= m < sqrt(2), and log m = 2 atanh s for s = (m - 1) / (m + 1), |s| <= 0.1716. The quotient is
 * taken to 26 bits, so that its remainder is exact and a second, small quotient follows; the series behind 2 s is then
 * at most 1 % of the result, and its rounding errors with it. No table. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: log 0.53, log1p 0.53.
 */
import { LN2_HIGH, LN2_LOW, NORMAL, SQRT_HALF, TWO_54 } from './constants';
import { Exact } from './exact';
import { Exponential } from './exp';

/** What log x is made of, for the files that need more than log gives. */
export abstract class Logarithm {
  /** The k of x = 2^k m, for a normal x. */
  @inline static exponent(x: f64): i64 {
    return (reinterpret<i64>(x) - reinterpret<i64>(SQRT_HALF)) >> 52;
  }

  /** The m of x = 2^k m. */
  @inline static mantissa(x: f64, k: i64): f64 {
    return reinterpret<f64>(reinterpret<i64>(x) - (k << 52));
  }

  /** (2 atanh(s) / s - 2) / z - 2/3, for z = s^2; the polynomial SERIES times z. */
  @inline static series(z: f64): f64 {
    // In pairs: half of Horner's chain, which is what arcsinh and its kin wait for.
    const z2 = z * z;
    const a = 0.3999999999999998 + z * 0.2857142857144385 + z2 * (0.22222222217785298 + z * 0.18181818844686495);
    const b = 0.15384558373746063 + z * 0.13336266828608606 + z2 * (0.11675729835813356 + z * 0.11982201594483062);
    return z * (a + z2 * z2 * b);
  }

  /** 2 atanh(s + t) - 2 s, where t is far below s. */
  @inline static rest(s: f64, t: f64): f64 {
    const whole = s + t;
    const z = whole * whole;
    return 2.0 * t + whole * z * (0.6666666666666666 + Logarithm.series(z));
  }

  /** What s = n r, r = 1 / (2 + n), cut to 26 bits, lacks of (n + nl) / (2 + n + nl). */
  @inline static quotientTail(n: f64, nl: f64, r: f64, s: f64): f64 {
    const d = 2.0 + n;
    return Exact.remainder(n, nl, d, Exact.tail(2.0, n, d) + nl, s) * r;
  }

  /** k ln 2 + high + low; high has 26 bits and is below ln 2. */
  @inline static natural(k: f64, high: f64, low: f64): f64 {
    const integer = k * LN2_HIGH;
    const sum = integer + high;
    return sum + (Exact.tail(integer, high, sum) + (k * LN2_LOW + low));
  }
}

/** log(2^k (1 + n + nl)), where nl is far below n, or only what n rounds to f64. */
function logOfScaled(k: i64, n: f64, nl: f64): f64 {
  const r = 1.0 / (2.0 + n);
  const s = Exact.upper(n * r);
  const t = Logarithm.quotientTail(n, nl, r, s);
  return Logarithm.natural(<f64>k, 2.0 * s, Logarithm.rest(s, t));
}

export function log(x: f64): f64 {
  let scaling: i64 = 0;
  if (!(x >= NORMAL && x < Infinity)) {
    if (!(x > 0.0 && x < Infinity)) return x == 0.0 ? -Infinity : x < 0.0 ? NaN : x;
    x *= TWO_54;
    scaling = -54;
  }
  const k = Logarithm.exponent(x);
  const n = Logarithm.mantissa(x, k) - 1.0;
  const r = 1.0 / (2.0 + n);
  const s = Exact.upper(n * r);
  const t = Logarithm.quotientTail(n, 0.0, r, s);
  return Logarithm.natural(<f64>(k + scaling), 2.0 * s, Logarithm.rest(s, t));
}

export function log1p(x: f64): f64 {
  if (x > -1.0 && x < 1e18) {
    if (abs(x) < 5e-17) return x;
    const sum = 1.0 + x;
    const k = Logarithm.exponent(sum);
    const m = Logarithm.mantissa(sum, k) - 1.0;
    // m may have lost most of a small x, but x itself is at hand there.
    const n = k == 0 ? x : m;
    const nl = k == 0 ? 0.0 : Exact.sumError(1.0, x, sum) * Exponential.two(-(<i32>k));
    return logOfScaled(k, n, nl);
  }
  // Last, so as to be called when needed: binaryen makes of `if (rare) return f(x)` a call to f each time.
  return log(x == -1.0 ? 0.0 : x);
}
