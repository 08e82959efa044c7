/**
 * exp and expm1 of one f64, for kernels that take single values: random numbers, Bessel functions, the rare cases of
 * other functions. Those of arrays: exp-lanes.ts.
 *
 * x = k ln 2 + r, |r| <= ln(2)/2, with r as a sum of two f64 (Cody and Waite, "Software Manual for the Elementary
 * Functions", 1980). Then e^r = 1 + r + (cosh r - 1) + (sinh r - r), where both brackets are polynomials in r^2: two
 * short chains that run side by side, that the hyperbolic functions use one by one, and that are small against 1 + r,
 * whose rounding error is carried along. No table. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: exp 0.61 (0.76 where the result is denormal), expm1 0.92.
 */
import { LN2, LN2_HIGH, LN2_LOW, LN2_REST, LN2_UPPER, LOG2_E } from './constants';
import { Exact } from './exact';

/** 1.5 * 2^52: adding it rounds to an integer, which then stands in the low bits; faster than `trunc_sat`. */
const ROUND: f64 = 6755399441055744.0;

/** What e^x is made of, for the files that need more than exp gives. */
export abstract class Exponential {
  /** The k of x = k ln 2 + r, as an f64. */
  @inline static multiple(x: f64): f64 {
    return Exponential.round(x * LOG2_E);
  }

  /** The nearest integer, for |x| < 2^51. */
  @inline static round(x: f64): f64 {
    return x + ROUND - ROUND;
  }

  /** A rounded f64 as an i32. */
  @inline static integer(k: f64): i32 {
    return <i32>reinterpret<i64>(k + ROUND);
  }

  /** x - k ln 2, rounded; x - k LN2_HIGH is exact. */
  @inline static reduced(x: f64, k: f64): f64 {
    return x - k * LN2_HIGH - k * LN2_LOW;
  }

  /** What `reduced` lost. */
  @inline static reducedTail(x: f64, k: f64, r: f64): f64 {
    return x - k * LN2_HIGH - r - k * LN2_LOW;
  }

  /** cosh r - 1, of z = r^2. */
  @inline static even(z: f64): f64 {
    const high = 2.4801587340739224e-5 + z * (2.755725905982016e-7 + z * 2.0919557230997173e-9);
    return 0.5 * z + z * z * (0.04166666666666668 + z * (0.0013888888888877412 + z * high));
  }

  /** sinh r - r. */
  @inline static odd(r: f64, z: f64): f64 {
    const high = 0.0001984126988681428 + z * (2.755724345627945e-6 + z * 2.5109317976028993e-8);
    return r * z * (0.16666666666666677 + z * (0.008333333333321386 + z * high));
  }

  /** e^(r + low) - 1 - r, where low is below the last place of r. */
  @inline static tail(r: f64, low: f64): f64 {
    const z = r * r;
    return Exponential.even(z) + (Exponential.odd(r, z) + (low + low * r));
  }

  /** 2^k e^(r + low). */
  @inline static power(k: i32, r: f64, low: f64): f64 {
    const y = 1.0 + r;
    return Exponential.scale(y + (Exact.tail(1.0, r, y) + Exponential.tail(r, low)), k);
  }

  /** 2^(k + f + low), |f| <= 1/2. */
  @inline static power2(k: i32, f: f64, low: f64): f64 {
    const upper = Exact.upper(f);
    const high = upper * LN2_UPPER;
    const rest = upper * LN2_REST + ((f - upper) * LN2 + low * LN2);
    const r = high + rest;
    return Exponential.power(k, r, Exact.tail(high, rest, r));
  }

  /** 2^k, for -1022 <= k <= 1023. */
  @inline static two(k: i32): f64 {
    return reinterpret<f64>((<u64>(k + 1023)) << 52);
  }

  /** y 2^k, |k| < 2000, y near 1: in two factors, of which the second alone rounds, underflows or overflows. */
  @inline static scale(y: f64, k: i32): f64 {
    const half = k >> 1;
    return y * Exponential.two(half) * Exponential.two(k - half);
  }
}

export function exp(x: f64): f64 {
  if (x > 710.0) return Infinity;
  if (x < -746.0) return 0.0;
  const k = Exponential.multiple(x);
  const r = Exponential.reduced(x, k);
  return Exponential.power(Exponential.integer(k), r, Exponential.reducedTail(x, k, r));
}

export function expm1(x: f64): f64 {
  if (x > 710.0) return Infinity;
  if (x < -40.0) return -1.0;
  if (abs(x) < 5e-17) return x;
  const multiple = Exponential.multiple(x);
  const k = Exponential.integer(multiple);
  const r = Exponential.reduced(x, multiple);
  const low = Exponential.reducedTail(x, multiple, r);
  // 2^k (1 - u + r + ...), where u = 2^-k is below all of r's places from k = 60 on.
  const u = k > 60 ? 0.0 : Exponential.two(-k);
  const one = 1.0 - u;
  const y = one + r;
  const errors = Exact.sumError(1.0, -u, one) + Exact.tail(one, r, y);
  return Exponential.scale(y + (errors + Exponential.tail(r, low)), k);
}
