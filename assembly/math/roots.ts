/**
 * cbrt, hypot.
 *
 * cbrt: x = 2^(3q + j) m, j = 0, 1, 2: a polynomial for m^(-1/3), good to 2^-14, times 2^(-j/3), and one step of fourth
 * order make y close to v^(-1/3) for v = 2^j m; t = v y^2 is close to the root, and cut to 26 bits has an exact square,
 * so that the remainder v - t^3 is as good as exact and the last correction, of second order, is small. No division.
 * hypot: the sum of the exact squares in two f64, then the root with one Newton step on its exact remainder.
 * Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: cbrt 0.51, hypot 0.51 (0.75 where the result is denormal).
 */
import { NORMAL, TWO_54, TWO_630, TWO_MINUS_630 } from './constants';
import { Exact } from './exact';
import { Exponential } from './exp';

/** 2^(-j/3) */
const CBRT_SCALES = memory.data<f64>([1.0, 0.7937005259840998, 0.6299605249474366], 16);
const THIRD: f64 = 0.3333333333333333;

export function cbrt(x: f64): f64 {
  let v = abs(x);
  if (!(v > 0.0 && v < Infinity)) return x;
  let scaling = 0;
  if (v < NORMAL) {
    v *= TWO_54;
    scaling = -18;
  }
  const bits = reinterpret<u64>(v);
  // A multiple of 3 is added to keep the quotient positive; 21846/2^16 is 1/3, closely enough for 12 bits.
  const exponent = <i32>(bits >> 52) + 3072 - 1023;
  const q = (exponent * 21846) >> 16;
  const j = exponent - 3 * q;
  const m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  v = m * Exponential.two(j);

  const high = 0.6954740606019423 + m * (-0.22123415674500183 + m * 0.028590434211699753);
  const guess = 1.670003453265731 + m * (-1.1728714852878426 + m * high);
  const first = guess * load<f64>(CBRT_SCALES + ((<usize>j) << 3));
  const e = 1.0 - v * first * first * first;
  // (1 - e)^(-1/3) = 1 + e/3 + 2/9 e^2 + 14/81 e^3 + ...
  const y = first + first * e * (THIRD + e * (0.2222222222222222 + e * 0.1728395061728395));

  const t = Exact.upper(v * y * y);
  const square = t * t;
  const squareHigh = Exact.upper(square);
  const remainder = v - t * squareHigh - t * (square - squareHigh);
  // (1 + f)^(1/3) = 1 + f/3 - f^2/9 + ..., for f = remainder / t^3; y^2 = (1 - 2/3 f + ...) / t^2.
  const step = remainder * y * y * THIRD;
  const root = t + (step + step * step * y);
  return copysign(root * Exponential.two(q - 1024 + scaling), x);
}

export function hypot(x: f64, y: f64): f64 {
  const ax = abs(x);
  const ay = abs(y);
  if (!(ax < Infinity && ay < Infinity)) return ax == Infinity || ay == Infinity ? Infinity : NaN;
  let a = max(ax, ay);
  let b = min(ax, ay);
  // The smaller one is then below a quarter of the larger one's last place; also when it is 0.
  if (b <= a * 1e-17) return a + b;
  let scale = 1.0;
  if (a > 1e150) {
    a *= TWO_MINUS_630;
    b *= TWO_MINUS_630;
    scale = TWO_630;
  } else if (b < 1e-130) {
    a *= TWO_630;
    b *= TWO_630;
    scale = TWO_MINUS_630;
  }
  const aa = a * a;
  const bb = b * b;
  const sum = aa + bb;
  const low = Exact.tail(aa, bb, sum) + (Exact.squareError(a, aa) + Exact.squareError(b, bb));
  const root = sqrt(sum);
  return (root + Exact.rootTail(sum, low, root)) * scale;
}
