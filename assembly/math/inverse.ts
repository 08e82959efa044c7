/**
 * arcsin, arccos, arctan, arctan2.
 *
 * arcsin: a polynomial up to 1/2; above, arcsin x = pi/2 - 2 arcsin sqrt((1 - x)/2), where 1 - x is exact and the root
 * is taken with its error. arccos likewise, from the other end.
 * arctan2(y, x): with n <= d the smaller and the larger magnitude, c = i/8 the eighth next to n/d, and
 * arctan(n/d) = arctan c + arctan t, t = (n - c d)/(d + c n), |t| <= 1/16: the numerator is exact, the quotient is
 * taken to 26 bits and its remainder is exact, and a short polynomial does the rest. arctan x is arctan2(x, 1).
 * Coefficients and table: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: arcsin 0.64, arccos 0.62, arctan 0.58, arctan2 0.57.
 */
import { HALF_PI, HALF_PI_TAIL, PI, PI_TAIL, TWO_630, TWO_MINUS_630 } from './constants';
import { Exact } from './exact';
import { Exponential } from './exp';

/** arctan(i/8), high and low, i = 0 to 8. */
const ARCTAN = memory.data<f64>(
  [
    0.0, 0.0, 0.12435499454676144, -3.1253241424539383e-18, 0.24497866312686414, 1.0698755618734451e-17,
    0.35877067027057225, -2.4623815582638635e-17, 0.4636476090008061, 2.2698777452961687e-17, 0.5585993153435624,
    -5.4556305485916264e-18, 0.6435011087932844, 1.5834785051444286e-17, 0.7188299996216245, -2.1478388444456983e-17,
    0.7853981633974483, 3.061616997868383e-17,
  ],
  16,
);

/** (arcsin x - x) / x, of z = x^2 <= 1/4. */
function arcsinSeries(z: f64): f64 {
  const top = 0.021822682754728442 + z * (-0.021188942109595935 + z * 0.0327665564978628);
  const upper = 0.011397363127684842 + z * (0.010789790646161682 + z * (0.0036654853261784415 + z * top));
  const middle = 0.022372215835575512 + z * (0.01735159708061486 + z * (0.01398100072297725 + z * upper));
  const lower = 0.044642857175257025 + z * (0.030381942677046893 + z * middle);
  return z * (0.16666666666666763 + z * (0.07499999999970128 + z * lower));
}

/** arcsin(sqrt t) for t = s^2 <= 1/4: the part behind the root's leading 26 bits `high`. */
function arcsinRootTail(t: f64, s: f64, high: f64): f64 {
  return (t - high * high) / (s + high) + s * arcsinSeries(t);
}

export function arcsin(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude <= 0.5) return x + x * arcsinSeries(x * x);
  if (magnitude >= 1.0) return magnitude == 1.0 ? copysign(HALF_PI, x) : NaN;
  const t = 0.5 - 0.5 * magnitude;
  const s = sqrt(t);
  const high = Exact.upper(s);
  const twice = 2.0 * high;
  const y = HALF_PI - twice;
  const tail = Exact.tail(HALF_PI, -twice, y) + (HALF_PI_TAIL - 2.0 * arcsinRootTail(t, s, high));
  return copysign(y + tail, x);
}

export function arccos(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude <= 0.5) {
    const y = HALF_PI - x;
    return y + (Exact.tail(HALF_PI, -x, y) + (HALF_PI_TAIL - x * arcsinSeries(x * x)));
  }
  if (magnitude >= 1.0) return x == 1.0 ? 0.0 : x == -1.0 ? PI : NaN;
  const t = 0.5 - 0.5 * magnitude;
  const s = sqrt(t);
  const high = Exact.upper(s);
  const twice = 2.0 * high;
  const tail = 2.0 * arcsinRootTail(t, s, high);
  if (x > 0.0) return twice + tail;
  const y = PI - twice;
  return y + (Exact.tail(PI, -twice, y) + (PI_TAIL - tail));
}

/** arctan2 of finite magnitudes between 2^-500 and 2^500 whose quotient is between 2^-70 and 2^70, or 0. */
function angle(y: f64, x: f64): f64 {
  const ay = abs(y);
  const ax = abs(x);
  const steep = ay > ax;
  const n = steep ? ax : ay;
  const d = steep ? ay : ax;
  const nearest = Exponential.round((8.0 * n) / d);
  const c = 0.125 * nearest;
  const entry = ARCTAN + ((<usize>Exponential.integer(nearest)) << 4);

  // c has four bits: its products with parts of 27 bits are exact, and n - c dh as well, because both are close.
  const dh = Exact.upper(d);
  const nh = Exact.upper(n);
  const top = n - c * dh;
  const topLow = c * (dh - d);
  const cross = c * nh;
  const bottom = d + cross;
  const bottomLow = Exact.tail(d, cross, bottom) + c * (n - nh);
  const r = 1.0 / bottom;
  const t = Exact.upper((top + topLow) * r);
  const tl = Exact.remainder(top, topLow, bottom, bottomLow, t) * r;
  const whole = t + tl;
  const z = whole * whole;
  const series =
    -0.3333333333333316 +
    z * (0.19999999999370863 + z * (-0.14285713546610046 + z * (0.11110732030668448 + z * -0.09002559854967661)));

  const lead = load<f64>(entry);
  const sum = lead + t;
  const sumLow = Exact.tail(lead, t, sum) + (load<f64>(entry, 8) + (tl + whole * z * series));

  // Octant by octant: 0 + a, pi/2 - a, pi/2 + a, pi - a.
  const left = x < 0.0;
  const quarters = <f64>(steep ? 1 : (<i32>left) << 1);
  const base = quarters * HALF_PI;
  const baseLow = quarters * HALF_PI_TAIL;
  const sign = steep == left ? 1.0 : -1.0;
  const a = sign * sum;
  const result = base + a;
  return copysign(result + (Exact.tail(base, a, result) + (baseLow + sign * sumLow)), y);
}

export function arctan(x: f64): f64 {
  const magnitude = abs(x);
  if (magnitude < 1e-8 || x != x) return x;
  if (magnitude > 1e18) return copysign(HALF_PI, x);
  return angle(x, 1.0);
}

/** The exponent field. */
function exponent(x: f64): i32 {
  return <i32>(reinterpret<u64>(x) >> 52) & 0x7ff;
}

export function arctan2(y: f64, x: f64): f64 {
  if (x != x || y != y) return NaN;
  if (y == 0.0) return copysign(1.0, x) < 0.0 ? copysign(PI, y) : y;
  const infinite = abs(x) == Infinity;
  if (abs(y) == Infinity) {
    y = copysign(1.0, y);
    x = infinite ? copysign(1.0, x) : 0.0;
  } else if (infinite) {
    return x < 0.0 ? copysign(PI, y) : copysign(0.0, y);
  }
  const ey = exponent(y);
  const ex = exponent(x);
  if (ey > ex + 64) return copysign(HALF_PI, y);
  if (ex > ey + 64) return x < 0.0 ? copysign(PI, y) : y / x;
  // Both of middle size, so that c n + d and the halves of products stay in range.
  const larger = max(ey, ex);
  if (larger > 1400) {
    y *= TWO_MINUS_630;
    x *= TWO_MINUS_630;
  } else if (larger < 600) {
    y *= TWO_630;
    x *= TWO_630;
  }
  return angle(y, x);
}
