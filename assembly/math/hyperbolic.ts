/**
 * sinh, cosh, tanh, arcsinh, arccosh, arctanh.
 *
 * With |x| = k ln 2 + r as in exp.ts, 2^(1-k) sinh |x| = e^r - u e^-r and 2^(1-k) cosh |x| = e^r + u e^-r for u = 4^-k:
 * for k = 0 the even part of the one and the odd part of the other vanish by themselves, so small x need no case of
 * their own. tanh x = e / (e + 2) for e = expm1 2x, a quotient of sums of two f64.
 * arcsinh x = log(x + sqrt(x^2 + 1)) and arccosh x = log(x + sqrt(x^2 - 1)), where the sum keeps its error, which
 * logOfSum takes; 2 arctanh x = log((1 + x)/(1 - x)), where log.ts's quotient (m - 1)/(m + 1) is made of 1 + x
 * and 1 - x at once.
 *
 * Largest error measured, in ULP: sinh 0.73, cosh 0.68, tanh 0.77, arcsinh 0.53, arccosh 0.53, arctanh 0.53.
 */
import { Exact } from './exact';
import { Exponential } from './exp';
import { Logarithm, logOfDouble, logOfSum } from './log';

/** (e^x + sign e^-x) / 2 for 0 <= x <= 711: cosh for sign = 1, sinh for sign = -1. */
function half(x: f64, sign: f64): f64 {
  const multiple = Exponential.multiple(x);
  const k = Exponential.integer(multiple);
  const r = Exponential.reduced(x, multiple);
  const low = Exponential.reducedTail(x, multiple, r);
  const u = k > 60 ? 0.0 : sign * Exponential.two(-2 * k);
  // (1 + u)(1 + even) + (1 - u)(r + odd): 1 + u, r and -u r are the leading terms, summed with their errors.
  const one = 1.0 + u;
  const first = one + r;
  const second = -u * r;
  const sum = first + second;
  const errors = Exact.tail(1.0, u, one) + Exact.tail(one, r, first) + Exact.tail(first, second, sum);
  const z = r * r;
  const rest = (1.0 - u) * (Exponential.odd(r, z) + low) + one * (Exponential.even(z) + r * low);
  return Exponential.scale(sum + (errors + rest), k - 1);
}

export function sinh(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude < 1e-8) return x;
  if (magnitude > 711.0) return copysign(Infinity, x);
  return copysign(half(magnitude, -1.0), x);
}

export function cosh(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude > 711.0) return Infinity;
  return half(magnitude, 1.0);
}

export function tanh(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude < 1e-8) return x;
  if (magnitude > 22.0) return copysign(1.0, x);
  const twice = 2.0 * magnitude;
  const multiple = Exponential.multiple(twice);
  const k = Exponential.integer(multiple);
  const r = Exponential.reduced(twice, multiple);
  const low = Exponential.reducedTail(twice, multiple, r);
  // e and e + 2, both times 2^-k.
  const u = Exponential.two(-k);
  const one = 1.0 - u;
  const first = one + r;
  const tail = Exact.tail(1.0, -u, one) + Exact.tail(one, r, first) + Exponential.tail(r, low);
  const e = first + tail;
  const el = Exact.tail(first, tail, e);
  const d = 2.0 * u + e;
  const dl = Exact.sumError(2.0 * u, e, d) + el;
  return copysign(Exact.quotient(e, el, d, dl), x);
}

export function arcsinh(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude < 1e-8) return x;
  if (magnitude < 1e10) {
    const square = magnitude * magnitude;
    const sum = square + 1.0;
    const sumLow = Exact.sumError(square, 1.0, sum) + Exact.squareError(magnitude, square);
    const root = sqrt(sum);
    const y = magnitude + root;
    const low = Exact.sumError(magnitude, root, y) + Exact.rootTail(sum, sumLow, root);
    return copysign(logOfSum(y, low), x);
  }
  // x + sqrt(x^2 + 1) = 2x (1 + 1/4x^2 - ...). Last for the reason given in log1p.
  return copysign(logOfDouble(magnitude), x);
}

export function arccosh(x: f64): f64 {
  if (!(x > 1.0)) return x == 1.0 ? 0.0 : NaN;
  if (x < 1e10) {
    const square = x * x;
    const difference = square - 1.0;
    const differenceLow = Exact.sumError(square, -1.0, difference) + Exact.squareError(x, square);
    const root = sqrt(difference);
    const y = x + root;
    return logOfSum(y, Exact.tail(x, root, y) + Exact.rootTail(difference, differenceLow, root));
  }
  return logOfDouble(x);
}

export function arctanh(x: f64): f64 {
  const magnitude = abs(x);
  if (!(magnitude < 1.0)) return magnitude == 1.0 ? copysign(Infinity, x) : NaN;
  if (magnitude < 1e-8) return x;
  const p = 1.0 + magnitude;
  const q = 1.0 - magnitude;
  const pl = Exact.tail(1.0, magnitude, p);
  const ql = Exact.tail(1.0, -magnitude, q);
  const k = Logarithm.exponent(p / q);
  // s = (p - 2^k q) / (p + 2^k q), where p is close to 2^k q; for k = 0 that is |x|, as it should be.
  const two = Exponential.two(<i32>k);
  const scaled = two * q;
  const scaledLow = two * ql;
  const difference = p - scaled;
  const differenceLow = pl - scaledLow;
  const n = difference + differenceLow;
  const nl = Exact.tail(difference, differenceLow, n);
  const d = p + scaled;
  const dl = Exact.sumError(p, scaled, d) + (pl + scaledLow);
  const r = 1.0 / d;
  const s = Exact.upper(n * r);
  const t = Exact.remainder(n, nl, d, dl, s) * r;
  return copysign(0.5 * Logarithm.natural(<f64>k, 2.0 * s, Logarithm.rest(s, t)), x);
}
