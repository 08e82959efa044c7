/**
 * cbrt, hypot, a vector at a time.
 *
 * cbrt: the bits of v = |x| as an integer, divided by -3, are nearly those of v^(-1/3): y within 4 %. With e = 1 - v y^3
 * one step of high order, a polynomial of (1 - e)^(-1/3), makes y good to 2^-32 (f32: 2^-18); t = v y^2 is close to the
 * root, and cut to half of its bits has an exact square, so that the remainder v - t^3 is as good as exact and the last
 * correction, of second order, is small. No division, no table look-up.
 * hypot: the sum of the exact squares in two numbers, then the root with one Newton step on its exact remainder.
 * Magnitudes near the ends of the range are scaled: f32 in f64, f64 one by one. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP, in both types: cbrt 0.55, hypot 0.51.
 */
import { TWO_630, TWO_MINUS_630 } from './constants';
import { Lane } from './lane';
import { Rare } from './rare';
import { Series } from './series';

/** Places in the tables: between LOW and HIGH no part of a square leaves the range, from LEAST on none of a cube. */
const LOW = 0;
const HIGH = 1;
const SIGN = 2;
const TWO = 3;
const THIRD = 4;
/** 2^52 (f32: 2^23), whose mantissa takes an integer; the same and what a third of v's upper bits is taken from. */
const INTEGER = 5;
const GUESS = 6;
const ONE = 7;
const LEAST = 8;
const MOST = 9;
const STEP = 10;

const DOUBLES = memory.data<f64>(
  [
    1e-130, 1e150, -0.0, 2.0, 0.3333333333333333, 4503599627370496.0, 4503601057556775.0, 1.0, 1e-270,
    1.7976931348623157e308, 0.3333333453744163, 0.2222222551102061, 0.17283002980011344, 0.144017665076282,
    0.126664203349207, 0.11308718684445593,
  ],
  16,
);
const SINGLES = memory.data<f32>(
  [
    1e-15, 1e19, -0.0, 2.0, 0.33333334, 8388608.0, 11161850.0, 1.0, 1e-33, 3.4028235e38, 0.33332768, 0.22347023,
    0.17469107,
  ],
  16,
);

/** The leading half of the bits: its square is exact, and so is its product with the other half. */
const UPPER_OF_DOUBLES = memory.data<u64>([0xfffffffff8000000], 16);
const UPPER_OF_SINGLES = memory.data<u32>([0xfffff000], 16);

abstract class Root {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? SINGLES : DOUBLES, i);
  }
  @inline static upper<L, T>(x: L): L {
    return Lane.and<L, T>(x, Lane.at<L, T>(sizeof<T>() == 4 ? UPPER_OF_SINGLES : UPPER_OF_DOUBLES, 0));
  }

  /** x * x - square, for square = x * x rounded. */
  @inline static squareError<L, T>(x: L, square: L): L {
    const high = Root.upper<L, T>(x);
    const low = Lane.sub<L, T>(x, high);
    const first = Lane.sub<L, T>(Lane.mul<L, T>(high, high), square);
    const product = Lane.mul<L, T>(high, low);
    return Lane.madd<L, T>(low, low, Lane.add<L, T>(Lane.add<L, T>(product, product), first));
  }

  /** The reciprocal cube root of v to some bits fewer than half. */
  @inline static reciprocalCube<L, T>(v: L): L {
    const shift = sizeof<T>() == 4 ? 9 : 32;
    const integer = Root.at<L, T>(INTEGER);
    const bits = Lane.sub<L, T>(Lane.or<L, T>(Lane.shrU<L, T>(v, shift), integer), integer);
    const divided = Lane.nmadd<L, T>(bits, Root.at<L, T>(THIRD), Root.at<L, T>(GUESS));
    const y = Lane.shl<L, T>(divided, shift);
    // In this order, as y^3 may be too small for its last bits.
    const e = Lane.nmadd<L, T>(Lane.mul<L, T>(Lane.mul<L, T>(v, y), y), y, Root.at<L, T>(ONE));
    const series =
      sizeof<T>() == 4 ? Series.chain<L, T>(SINGLES, STEP, 1, 3, e) : Series.pair<L, T>(DOUBLES, STEP, 6, e);
    return Lane.madd<L, T>(Lane.mul<L, T>(y, e), series, y);
  }

  /** cbrt x for magnitudes from LEAST on, or NaN. */
  @inline static cube<L, T>(x: L, v: L): L {
    const y = Root.reciprocalCube<L, T>(v);
    const square = Lane.mul<L, T>(y, y);
    const t = Root.upper<L, T>(Lane.mul<L, T>(v, square));
    const tt = Lane.mul<L, T>(t, t);
    const high = Root.upper<L, T>(tt);
    const rest = Lane.sub<L, T>(v, Lane.mul<L, T>(t, high));
    const remainder = Lane.nmadd<L, T>(t, Lane.sub<L, T>(tt, high), rest);
    // (1 + f)^(1/3) = 1 + f/3 - f^2/9 + ..., for f = remainder / t^3; y^2 = (1 - 2/3 f + ...) / t^2.
    const step = Lane.mul<L, T>(Lane.mul<L, T>(remainder, square), Root.at<L, T>(THIRD));
    const root = Lane.add<L, T>(t, Lane.madd<L, T>(Lane.mul<L, T>(step, step), y, step));
    return Lane.or<L, T>(root, Lane.and<L, T>(x, Root.at<L, T>(SIGN)));
  }

  /** sqrt(a^2 + b^2) for a >= b >= 0 and LOW <= a <= HIGH. */
  @inline static hypotenuse<L, T>(a: L, b: L): L {
    const aa = Lane.mul<L, T>(a, a);
    const bb = Lane.mul<L, T>(b, b);
    const sum = Lane.add<L, T>(aa, bb);
    const errors = Lane.add<L, T>(Root.squareError<L, T>(a, aa), Root.squareError<L, T>(b, bb));
    const low = Lane.add<L, T>(Lane.sub<L, T>(bb, Lane.sub<L, T>(sum, aa)), errors);
    const root = Lane.sqrt<L, T>(sum);
    const power = Lane.mul<L, T>(root, root);
    const difference = Lane.sub<L, T>(Lane.sub<L, T>(sum, power), Root.squareError<L, T>(root, power));
    return Lane.add<L, T>(root, Lane.div<L, T>(Lane.add<L, T>(difference, low), Lane.add<L, T>(root, root)));
  }
}

/** cbrt of zero, infinity, NaN and the least numbers. */
function cbrtSmall(x: f64): f64 {
  if (x == 0.0 || !(abs(x) < Infinity)) return x;
  const scaled = x * 2.037035976334486e90;
  return Root.cube<f64, f64>(scaled, abs(scaled)) * 7.888609052210118e-31;
}

/** hypot at the ends of the range, or beyond. */
function hypotScaled(x: f64, y: f64): f64 {
  const ax = abs(x);
  const ay = abs(y);
  if (!(ax < Infinity && ay < Infinity)) return ax == Infinity || ay == Infinity ? Infinity : NaN;
  const a = max(ax, ay);
  const b = min(ax, ay);
  if (b == 0.0) return a;
  // The powers of two bring any number to the middle of the range, but the smaller one where it no longer counts.
  const scale = a > 1.0 ? TWO_MINUS_630 : TWO_630;
  return Root.hypotenuse<f64, f64>(a * scale, b * scale) * (a > 1.0 ? TWO_630 : TWO_MINUS_630);
}

@final
@unmanaged
export class CubeRoot {
  @inline apply<L, T>(x: L): L {
    const v = Lane.andnot<L, T>(x, Root.at<L, T>(SIGN));
    const y = Root.cube<L, T>(x, v);
    const small = Lane.lt<L, T>(v, Root.at<L, T>(LEAST));
    const rare = Lane.or<L, T>(small, Lane.gt<L, T>(v, Root.at<L, T>(MOST)));
    if (Lane.any<L, T>(rare)) return Rare.replace<CubeRoot, L, T>(x, y, rare);
    return y;
  }
  @inline one(x: f64): f64 {
    return cbrtSmall(x);
  }
}

@final
@unmanaged
export class Hypotenuse {
  @inline apply<L, T>(x: L, y: L): L {
    const signBit = Root.at<L, T>(SIGN);
    const ax = Lane.andnot<L, T>(x, signBit);
    const ay = Lane.andnot<L, T>(y, signBit);
    // In this order a NaN of either side is one of the two.
    const a = Lane.pmax<L, T>(ax, ay);
    const z = Root.hypotenuse<L, T>(a, Lane.pmin<L, T>(ay, ax));
    const high = Root.at<L, T>(HIGH);
    const large = Lane.or<L, T>(Lane.gt<L, T>(ax, high), Lane.gt<L, T>(ay, high));
    const rare = Lane.or<L, T>(large, Lane.lt<L, T>(a, Root.at<L, T>(LOW)));
    if (Lane.any<L, T>(rare)) return Rare.replacePair<Hypotenuse, L, T>(x, y, z, rare);
    return z;
  }
  @inline one(x: f64, y: f64): f64 {
    return hypotScaled(x, y);
  }
}
