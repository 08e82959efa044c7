/**
 * arcsin, arccos, arctan, arctan2, a vector at a time.
 *
 * arcsin: a polynomial up to 1/2; above, arcsin x = pi/2 - 2 arcsin s, s = sqrt((1 - x)/2), where 1 - x is exact. arccos
 * likewise, from the other end. One polynomial serves both sides.
 * arctan2(y, x): n <= d are the two magnitudes. Up to n = 0.55 d the angle is arctan t, t = n/d; above, pi/4 + arctan t
 * for t = (n - d)/(n + d), whose numerator is exact. Then quarters of pi in two parts. arctan x is the same with d = 1.
 * Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: arcsin 1.67, arccos 1.15, arctan 1.14, arctan2 1.41; in f32, of every 13th argument:
 * arcsin 1.68, arccos 1.15, arctan 1.15.
 */
import { Lane } from './lane';
import { Rare } from './rare';
import { Series } from './series';

/** Places in the tables; MIDDLE is four times 0.55, LEAST the least positive number, LARGE a half of the largest power of two. */
const ONE = 0;
const TWO = 1;
const HALF = 2;
const SIGN = 3;
const HALF_PI = 4;
const HALF_PI_TAIL = 5;
/** pi/4 in 50 bits (f32: 21), so that four times is exact, and the rest. */
const QUARTER = 6;
const QUARTER_TAIL = 7;
const MIDDLE = 8;
const LEAST = 9;
const LARGE = 10;
const FOUR = 11;
const ARCSIN = 12;
const ARCTAN = 24;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const DOUBLES = memory.data<f64>(
  [
    1.0, 2.0, 0.5, -0.0, 1.5707963267948966, 6.123233995736766e-17, 0.7853981633974483, 3.061616997868383e-17, 2.2,
    5e-324, 4.49423283715579e307, 4.0, 0.16666666666665383, 0.07500000000342927, 0.04464285682356704,
    0.03038195932809016, 0.02237175359373051, 0.017359770107000412, 0.013884607840890463, 0.012173220665271949,
    0.006511096147889267, 0.019573267269181762, -0.016293105731066418, 0.031958322846176695, -0.3333333333333315,
    0.19999999999950785, -0.14285714281140816, 0.11111110896749196, -0.09090903148621741, 0.07692201410225814,
    -0.06665374912253945, 0.05871347952788822, -0.051963286765834324, 0.04470987001244757, -0.03443227607676981,
    0.02010661932408897, -0.00629117566203783,
  ],
  16,
);
const SINGLES = memory.data<f32>(
  [
    1.0, 2.0, 0.5, -0.0, 1.5707964, -4.371139e-8, 0.785398, 1.5695824e-7, 2.2, 1e-45, 8.5070592e37, 4.0, 0.16666754,
    0.07495252, 0.04547604, 0.024152089, 0.042211812, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -0.33333316, 0.19998866,
    -0.14260316, 0.108455144, -0.07635697, 0.03402631,
  ],
  16,
);
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

abstract class Inverse {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? SINGLES : DOUBLES, i);
  }

  /** (arcsin s - s) / (s z), z = s^2 <= 1/4 */
  @inline static arcsin<L, T>(z: L): L {
    if (sizeof<T>() == 4) return Series.pair<L, T>(SINGLES, ARCSIN, 5, z);
    return Series.pair<L, T>(DOUBLES, ARCSIN, 12, z);
  }

  /** (arctan t - t) / (t z), z = t^2 <= 0.55^2 */
  @inline static arctan<L, T>(z: L): L {
    if (sizeof<T>() == 4) return Series.pair<L, T>(SINGLES, ARCTAN, 6, z);
    return Series.pair<L, T>(DOUBLES, ARCTAN, 13, z);
  }

  /** arctan(n/d), its sign changed where `sign` says so, and k pi/4; 0 <= n <= d <= LARGE; 0/0 counts as 0. */
  @inline static angle<L, T>(n: L, d: L, k: L, sign: L): L {
    // Four times either side, where even the least numbers keep apart.
    const four = Lane.mul<L, T>(n, Inverse.at<L, T>(FOUR));
    const middle = Lane.gt<L, T>(four, Lane.mul<L, T>(d, Inverse.at<L, T>(MIDDLE)));
    const top = Lane.sub<L, T>(n, Lane.and<L, T>(middle, d));
    const bottom = Lane.add<L, T>(d, Lane.and<L, T>(middle, n));
    const t = Lane.div<L, T>(top, Lane.pmax<L, T>(bottom, Inverse.at<L, T>(LEAST)));
    const z = Lane.mul<L, T>(t, t);
    const tail = Lane.mul<L, T>(Lane.mul<L, T>(t, z), Inverse.arctan<L, T>(z));

    const quarter = Lane.xor<L, T>(Lane.and<L, T>(middle, Inverse.at<L, T>(ONE)), sign);
    const quarters = Lane.add<L, T>(k, quarter);
    const low = Lane.madd<L, T>(quarters, Inverse.at<L, T>(QUARTER_TAIL), Lane.xor<L, T>(tail, sign));
    const rest = Lane.add<L, T>(Lane.xor<L, T>(t, sign), low);
    return Lane.madd<L, T>(quarters, Inverse.at<L, T>(QUARTER), rest);
  }

  /** The angle of (x, y), with their magnitudes, which are up to LARGE or NaN. */
  @inline static direction<L, T>(y: L, x: L, ay: L, ax: L): L {
    const signBit = Inverse.at<L, T>(SIGN);
    const steep = Lane.gt<L, T>(ay, ax);
    const left = Lane.negative<L, T>(x);
    // In this order a NaN of either side is one of the two.
    const n = Lane.pmin<L, T>(ay, ax);
    const d = Lane.pmax<L, T>(ax, ay);
    const two = Inverse.at<L, T>(TWO);
    const k = Lane.select<L, T>(steep, two, Lane.and<L, T>(left, Lane.add<L, T>(two, two)));
    const sign = Lane.and<L, T>(Lane.xor<L, T>(steep, left), signBit);
    const angle = Inverse.angle<L, T>(n, d, k, sign);
    return Lane.or<L, T>(angle, Lane.and<L, T>(y, signBit));
  }
}

@final
@unmanaged
export class Arcsine {
  @inline apply<L, T>(x: L): L {
    const signBit = Inverse.at<L, T>(SIGN);
    const half = Inverse.at<L, T>(HALF);
    const magnitude = Lane.andnot<L, T>(x, signBit);
    const large = Lane.gt<L, T>(magnitude, half);
    const t = Lane.nmadd<L, T>(magnitude, half, half);
    const z = Lane.select<L, T>(large, t, Lane.mul<L, T>(x, x));
    const root = Lane.sqrt<L, T>(t);
    const s = Lane.select<L, T>(large, Lane.add<L, T>(root, root), magnitude);
    const tail = Lane.mul<L, T>(Lane.mul<L, T>(s, z), Inverse.arcsin<L, T>(z));
    const low = Lane.sub<L, T>(tail, Inverse.at<L, T>(HALF_PI_TAIL));
    const rest = Lane.sub<L, T>(Inverse.at<L, T>(HALF_PI), Lane.add<L, T>(s, low));
    const y = Lane.select<L, T>(large, rest, Lane.add<L, T>(s, tail));
    return Lane.or<L, T>(y, Lane.and<L, T>(x, signBit));
  }
}

@final
@unmanaged
export class Arccosine {
  @inline apply<L, T>(x: L): L {
    const signBit = Inverse.at<L, T>(SIGN);
    const half = Inverse.at<L, T>(HALF);
    const magnitude = Lane.andnot<L, T>(x, signBit);
    const large = Lane.gt<L, T>(magnitude, half);
    const t = Lane.nmadd<L, T>(magnitude, half, half);
    const z = Lane.select<L, T>(large, t, Lane.mul<L, T>(x, x));
    const root = Lane.sqrt<L, T>(t);
    const s = Lane.select<L, T>(large, Lane.add<L, T>(root, root), magnitude);
    const tail = Lane.mul<L, T>(Lane.mul<L, T>(s, z), Inverse.arcsin<L, T>(z));
    // pi/2 - arcsin x, 2 arcsin s, pi - 2 arcsin s.
    const negative = Lane.lt<L, T>(x, Lane.xor<L, T>(x, x));
    const turns = Lane.and<L, T>(negative, Inverse.at<L, T>(TWO));
    const base = Lane.select<L, T>(large, turns, Inverse.at<L, T>(ONE));
    const sign = Lane.and<L, T>(Lane.xor<L, T>(x, large), signBit);
    const low = Lane.nmadd<L, T>(base, Inverse.at<L, T>(HALF_PI_TAIL), Lane.xor<L, T>(tail, sign));
    const rest = Lane.add<L, T>(Lane.xor<L, T>(s, sign), low);
    return Lane.sub<L, T>(Lane.mul<L, T>(base, Inverse.at<L, T>(HALF_PI)), rest);
  }
}

/** arccos of one f64. */
export function arccos(x: f64): f64 {
  return changetype<Arccosine>(0).apply<f64, f64>(x);
}

@final
@unmanaged
export class Arctangent {
  @inline apply<L, T>(x: L): L {
    const signBit = Inverse.at<L, T>(SIGN);
    const one = Inverse.at<L, T>(ONE);
    const magnitude = Lane.andnot<L, T>(x, signBit);
    const steep = Lane.gt<L, T>(magnitude, one);
    const n = Lane.pmin<L, T>(magnitude, one);
    const d = Lane.pmax<L, T>(magnitude, one);
    const k = Lane.and<L, T>(steep, Inverse.at<L, T>(TWO));
    const y = Inverse.angle<L, T>(n, d, k, Lane.and<L, T>(steep, signBit));
    return Lane.or<L, T>(y, Lane.and<L, T>(x, signBit));
  }
}

/** arctan2 where a magnitude is infinite or near it: of 1 and 0, or of less. */
function arctan2Large(y: f64, x: f64): f64 {
  if (y != y || x != x) return NaN;
  const up = abs(y) == Infinity;
  const aside = abs(x) == Infinity;
  const infinite = up || aside;
  const scale = 7.888609052210118e-31;
  const dy = infinite ? copysign(up ? 1.0 : 0.0, y) : y * scale;
  const dx = infinite ? copysign(aside ? 1.0 : 0.0, x) : x * scale;
  return Inverse.direction<f64, f64>(dy, dx, abs(dy), abs(dx));
}

@final
@unmanaged
export class Arctangent2 {
  @inline apply<L, T>(y: L, x: L): L {
    const signBit = Inverse.at<L, T>(SIGN);
    const ay = Lane.andnot<L, T>(y, signBit);
    const ax = Lane.andnot<L, T>(x, signBit);
    const z = Inverse.direction<L, T>(y, x, ay, ax);
    const rare = Lane.gt<L, T>(Lane.pmax<L, T>(ax, ay), Inverse.at<L, T>(LARGE));
    if (Lane.any<L, T>(rare)) return Rare.replacePair<Arctangent2, L, T>(y, x, z, rare);
    return z;
  }
  @inline one(y: f64, x: f64): f64 {
    return arctan2Large(y, x);
  }
}
