/**
 * Distributions with parameters, of which each element may have its own: `a` and `b` point to them and step by `aStep` and
 * `bStep` elements, 0 for one that is the same throughout. Gamma: G. Marsaglia and W. W. Tsang, "A Simple Method for
 * Generating Gamma Variables" (2000), and J. H. Ahrens and U. Dieter (1974) below a shape of 1; beta: M. D. Joehnk (1964);
 * Poisson: W. Hoermann, "The Transformed Rejection Method for Generating Poisson Random Variables" (1993); binomial:
 * V. Kachitvichyanukul and B. W. Schmeiser, "Binomial Random Variate Generation" (1988).
 */
import { DType } from '../dtypes';
import { exp } from '../math/exp';
import { log, log1p } from '../math/log';
import { pow } from '../math/pow';
import { nextDouble, nextSingle } from './pcg64';
import { standardExponential, standardExponentialSingle, standardNormal, standardNormalSingle } from './ziggurat';

export function gamma(state: usize, tables: usize, shape: f64): f64 {
  if (shape == 1.0) return standardExponential(state, tables);
  if (shape == 0.0) return 0.0;
  if (shape < 1.0) {
    while (true) {
      const u = nextDouble(state);
      const v = standardExponential(state, tables);
      if (u <= 1.0 - shape) {
        const x = pow(u, 1.0 / shape);
        if (x <= v) return x;
      } else {
        const y = -log((1.0 - u) / shape);
        const x = pow(1.0 - shape + shape * y, 1.0 / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const b = shape - 1.0 / 3.0;
  const c = 1.0 / sqrt<f64>(9.0 * b);
  while (true) {
    let x: f64;
    let v: f64;
    do {
      x = standardNormal(state, tables);
      v = 1.0 + c * x;
    } while (v <= 0.0);
    v = v * v * v;
    const u = nextDouble(state);
    if (u < 1.0 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (log(u) < 0.5 * x * x + b * (1.0 - v + log(v))) return b * v;
  }
}

/** The same in f32 throughout. */
abstract class Single {
  @inline static log(x: f32): f32 {
    return <f32>log(<f64>x);
  }
  @inline static pow(x: f32, y: f32): f32 {
    return <f32>pow(<f64>x, <f64>y);
  }
}

function gammaSingle(state: usize, tables: usize, shape: f32): f32 {
  const one: f32 = 1.0;
  if (shape == one) return standardExponentialSingle(state, tables);
  if (shape == 0.0) return 0.0;
  if (shape < one) {
    while (true) {
      const u = nextSingle(state);
      const v = standardExponentialSingle(state, tables);
      if (u <= one - shape) {
        const x = Single.pow(u, one / shape);
        if (x <= v) return x;
      } else {
        const y = -Single.log((one - u) / shape);
        const x = Single.pow(one - shape + shape * y, one / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const b: f32 = shape - one / <f32>3.0;
  const c: f32 = one / sqrt<f32>(<f32>9.0 * b);
  while (true) {
    let x: f32;
    let v: f32;
    do {
      x = standardNormalSingle(state, tables);
      v = one + c * x;
    } while (v <= 0.0);
    v = v * v * v;
    const u = nextSingle(state);
    if (u < one - <f32>0.0331 * (x * x) * (x * x)) return b * v;
    if (Single.log(u) < <f32>0.5 * x * x + b * (one - v + Single.log(v))) return b * v;
  }
}

/** Parameters below which even the logarithm of a uniform number divided by them overflows. */
const TINY: f64 = 3e-103;

export function beta(state: usize, tables: usize, a: f64, b: f64): f64 {
  if (a > 1.0 || b > 1.0) {
    const x = gamma(state, tables, a);
    return x / (x + gamma(state, tables, b));
  }
  if (a < TINY && b < TINY) return (a + b) * nextDouble(state) < a ? 1.0 : 0.0;
  while (true) {
    const u = nextDouble(state);
    const v = nextDouble(state);
    const x = pow(u, 1.0 / a);
    const y = pow(v, 1.0 / b);
    if (x + y > 1.0 || u + v <= 0.0) continue;
    if (x > 0.0 && y > 0.0) return x / (x + y);
    // Where a power underflowed, their quotient is taken from the logarithms.
    const difference = log(u) / a - log(v) / b;
    return difference > 0.0 ? exp(-log1p(exp(-difference))) : exp(difference - log1p(exp(difference)));
  }
}

/** The logarithm of the gamma function, by Stirling's series from 7 on (S. Zhang and J. Jin, 1996). */
export function logGamma(x: f64): f64 {
  if (x == 1.0 || x == 2.0) return 0.0;
  const steps: i64 = x < 7.0 ? <i64>(7.0 - x) : 0;
  let x0 = x + <f64>steps;
  const z = (1.0 / x0) * (1.0 / x0);
  let series = -1.3924322169059;
  series = series * z + 1.796443723688307e-1;
  series = series * z - 2.955065359477124e-2;
  series = series * z + 6.41025641025641e-3;
  series = series * z - 1.917526917526918e-3;
  series = series * z + 8.417508417508418e-4;
  series = series * z - 5.952380952380952e-4;
  series = series * z + 7.936507936507937e-4;
  series = series * z - 2.777777777777778e-3;
  series = series * z + 8.333333333333333e-2;
  let result = series / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * log(x0) - x0;
  for (let k: i64 = 0; k < steps; k++) {
    result -= log(x0 - 1.0);
    x0 -= 1.0;
  }
  return result;
}

export function poisson(state: usize, mean: f64): i64 {
  if (mean == 0.0) return 0;
  if (mean < 10.0) {
    const limit = exp(-mean);
    let product = nextDouble(state);
    let k: i64 = 0;
    while (product > limit) {
      product *= nextDouble(state);
      k++;
    }
    return k;
  }
  const logMean = log(mean);
  const b = 0.931 + 2.53 * sqrt<f64>(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2.0);
  while (true) {
    const u = nextDouble(state) - 0.5;
    const v = nextDouble(state);
    const us = 0.5 - abs<f64>(u);
    const k = <i64>floor<f64>(((2.0 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const x = <f64>k;
    if (log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= -mean + x * logMean - logGamma(x + 1.0)) return k;
  }
}

/** By adding up probabilities from 0 on, for p <= 1/2 and small n p. */
function binomialInversion(state: usize, n: i64, p: f64): i64 {
  const q = 1.0 - p;
  const none = exp(<f64>n * log1p(-p));
  const mean = <f64>n * p;
  const limit = <i64>min<f64>(<f64>n, mean + 10.0 * sqrt<f64>(mean * q + 1.0));
  let x: i64 = 0;
  let probability = none;
  let u = nextDouble(state);
  while (u > probability) {
    x++;
    if (x > limit) {
      x = 0;
      probability = none;
      u = nextDouble(state);
    } else {
      u -= probability;
      probability = (<f64>(n - x + 1) * p * probability) / (<f64>x * q);
    }
  }
  return x;
}

/** Stirling's correction to the logarithm of a factorial. */
function correction(x: f64): f64 {
  const square = x * x;
  return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166320.0;
}

/** By rejection from a triangle, two parallelograms and two exponential tails (BTPE), for p <= 1/2. */
function binomialRejection(state: usize, n: i64, p: f64): i64 {
  const count = <f64>n;
  const r = min<f64>(p, 1.0 - p);
  const q = 1.0 - r;
  const fm = count * r + r;
  const m = <i64>floor<f64>(fm);
  const mode = <f64>m;
  const p1 = floor<f64>(2.195 * sqrt<f64>(count * r * q) - 4.6 * q) + 0.5;
  const xm = mode + 0.5;
  const xl = xm - p1;
  const xr = xm + p1;
  const c = 0.134 + 20.5 / (15.3 + mode);
  let a = (fm - xl) / (fm - xl * r);
  const left = a * (1.0 + a / 2.0);
  a = (xr - fm) / (xr * q);
  const right = a * (1.0 + a / 2.0);
  const p2 = p1 * (1.0 + 2.0 * c);
  const p3 = p2 + c / left;
  const p4 = p3 + c / right;
  const variance = count * r * q;
  while (true) {
    const u = nextDouble(state) * p4;
    let v = nextDouble(state);
    if (u <= p1) return <i64>floor<f64>(xm - p1 * v + u);
    let y: i64;
    if (u <= p2) {
      const x = xl + (u - p1) / c;
      v = v * c + 1.0 - abs<f64>(mode - x + 0.5) / p1;
      if (v > 1.0) continue;
      y = <i64>floor<f64>(x);
    } else if (u <= p3) {
      if (v == 0.0) continue;
      y = <i64>floor<f64>(xl + log(v) / left);
      if (y < 0) continue;
      v = v * (u - p2) * left;
    } else {
      if (v == 0.0) continue;
      y = <i64>floor<f64>(xr - log(v) / right);
      if (y > n) continue;
      v = v * (u - p3) * right;
    }
    const distance = abs<i64>(y - m);
    const k = <f64>distance;
    if (distance <= 20 || k >= variance / 2.0 - 1.0) {
      const s = r / q;
      a = s * <f64>(n + 1);
      let f = 1.0;
      for (let i = m + 1; i <= y; i++) f *= a / <f64>i - s;
      for (let i = y + 1; i <= m; i++) f /= a / <f64>i - s;
      if (v > f) continue;
      return y;
    }
    const rho = (k / variance) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / variance + 0.5);
    const t = <f64>(-distance * distance) / (2.0 * variance);
    const logV = log(v);
    if (logV < t - rho) return y;
    if (logV > t + rho) continue;
    const x1 = <f64>(y + 1);
    const f1 = <f64>(m + 1);
    const z = <f64>(n + 1 - m);
    const w = <f64>(n - y + 1);
    const bound =
      xm * log(f1 / x1) +
      (<f64>(n - m) + 0.5) * log(z / w) +
      <f64>(y - m) * log((w * r) / (x1 * q)) +
      correction(f1) +
      correction(z) +
      correction(x1) +
      correction(w);
    if (logV <= bound) return y;
  }
}

export function binomial(state: usize, n: i64, p: f64): i64 {
  if (n == 0 || p == 0.0) return 0;
  const least = p <= 0.5 ? p : 1.0 - p;
  const x = least * <f64>n <= 30.0 ? binomialInversion(state, n, least) : binomialRejection(state, n, least);
  return p <= 0.5 ? x : n - x;
}

/** Standard gamma, f32 or f64, of the shape at `a`, which is of the same type. */
export function randomGamma(t: i32, state: usize, tables: usize, out: usize, n: usize, a: usize, aStep: usize): void {
  if (t == DType.F32) {
    for (; n; n--) {
      store<f32>(out, gammaSingle(state, tables, load<f32>(a)));
      a += aStep << 2;
      out += 4;
    }
    return;
  }
  for (; n; n--) {
    store<f64>(out, gamma(state, tables, load<f64>(a)));
    a += aStep << 3;
    out += 8;
  }
}

/** Beta, f64, of the parameters at `a` and `b` (f64). */
export function randomBeta(
  _: i32,
  state: usize,
  tables: usize,
  out: usize,
  n: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
): void {
  for (; n; n--) {
    store<f64>(out, beta(state, tables, load<f64>(a), load<f64>(b)));
    a += aStep << 3;
    b += bStep << 3;
    out += 8;
  }
}

/** Poisson, i64, of the mean at `a` (f64). */
export function randomPoisson(_: i32, state: usize, __: usize, out: usize, n: usize, a: usize, aStep: usize): void {
  for (; n; n--) {
    store<i64>(out, poisson(state, load<f64>(a)));
    a += aStep << 3;
    out += 8;
  }
}

/** Binomial, i64, of the number of trials at `a` (i64) and their probability of success at `b` (f64). */
export function randomBinomial(
  _: i32,
  state: usize,
  __: usize,
  out: usize,
  n: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
): void {
  for (; n; n--) {
    store<i64>(out, binomial(state, load<i64>(a), load<f64>(b)));
    a += aStep << 3;
    b += bStep << 3;
    out += 8;
  }
}
