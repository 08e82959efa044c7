/**
 * exp, exp2, expm1 of vectors and single elements, in f32 and in f64, and what the hyperbolic functions take from them.
 *
 * x = k ln 2 + r, |r| <= ln(2)/2, with k LN2_HIGH exact (Cody and Waite, "Software Manual for the Elementary Functions",
 * 1980); k is rounded by adding 1.5 * 2^52 (2^23), so that it also stands in the low bits of that sum. Then
 * e^r = 1 + r + (cosh r - 1) + (sinh r - r), with both brackets polynomials in r^2. Where some 2^k is no normal number,
 * arguments are brought to where results are 0 or infinite already, and 2^k becomes two factors; NaN passes through.
 * Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: exp 0.95, exp2 0.87, expm1 1.45 (next to x = 0.347; never two places off), in both
 * types: f32 over the bit patterns in steps of 7 and 37, against functions of one f64; f64 at about a million points,
 * against 64-bit mantissas, and at those of test/oracle/ulp.py.
 */
import { Lane } from './lane';

/** Places of the constants in both tables. */
const LOG2_E = 0;
export const ROUND = 1;
const LN2_HIGH = 2;
export const LN2_LOW = 3;
export const ONE = 4;
export const HALF = 5;
export const LN2 = 6;
/** What LN2 is too much. */
export const LN2_EXCESS = 7;
/** Beyond these e^x is infinite and 0; 2^x likewise; expm1 is -1. */
export const MOST = 8;
const LEAST = 9;
const MOST2 = 10;
const LEAST2 = 11;
const LEAST_MINUS_ONE = 12;
/** From here on 2^-k counts for nothing. */
const MOST_K = 13;
export const SIGN = 14;
/** Up to these 2^k is a normal number. */
export const LIMIT = 15;
const LIMIT2 = 16;
/** From here on tanh is 1. */
export const MOST_TANH = 17;
const EVEN = 18;
const ODD32 = 20;
const ODD64 = 22;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const OF_32 = memory.data<f32>(
  [
    1.442695, 12582912, 0.69314575, 1.4286068e-6, 1, 0.5, 0.6931472, 1.9046542e-9, 90, -104, 129, -151, -20, 60, -0.0,
    87, 126, 10, 0.04166646, 0.0013935443, 0.16666542, 0.008366717,
  ],
  16,
);
const OF_64 = memory.data<f64>(
  [
    1.4426950408889634, 6755399441055744, 0.6931471805598903, 5.497923018708371e-14, 1, 0.5, 0.6931471805599453,
    -2.3190468138462996e-17, 711, -746, 1025, -1076, -40, 80, -0.0, 708, 1022, 22, 0.04166666666660228,
    0.0013888888927499562, 2.4801507775337384e-5, 2.7625555336386315e-7, 0.16666666666666677, 0.008333333333321386,
    0.0001984126988681428, 2.755724345627945e-6, 2.5109317976028993e-8,
  ],
  16,
);

// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

export abstract class ExpLanes {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? OF_32 : OF_64, i);
  }

  /** (cosh r - 1) / z, of z = r^2. */
  @inline static even<L, T>(z: L): L {
    let p = ExpLanes.at<L, T>(EVEN + 1);
    if (sizeof<T>() == 8) {
      p = Lane.madd<L, T>(z, ExpLanes.at<L, T>(EVEN + 3), ExpLanes.at<L, T>(EVEN + 2));
      p = Lane.madd<L, T>(z, p, ExpLanes.at<L, T>(EVEN + 1));
    }
    return Lane.madd<L, T>(z, Lane.madd<L, T>(z, p, ExpLanes.at<L, T>(EVEN)), ExpLanes.at<L, T>(HALF));
  }

  /** (sinh r - r) / (r z). */
  @inline static odd<L, T>(z: L): L {
    if (sizeof<T>() == 4) return Lane.madd<L, T>(z, ExpLanes.at<L, T>(ODD32 + 1), ExpLanes.at<L, T>(ODD32));
    let p = Lane.madd<L, T>(z, ExpLanes.at<L, T>(ODD64 + 4), ExpLanes.at<L, T>(ODD64 + 3));
    p = Lane.madd<L, T>(z, p, ExpLanes.at<L, T>(ODD64 + 2));
    p = Lane.madd<L, T>(z, p, ExpLanes.at<L, T>(ODD64 + 1));
    return Lane.madd<L, T>(z, p, ExpLanes.at<L, T>(ODD64));
  }

  /** e^(r - low) - 1 - r, for r before the subtraction of a low far below it. */
  @inline static tail<L, T>(high: L, low: L): L {
    const r = Lane.sub<L, T>(high, low);
    const z = Lane.mul<L, T>(r, r);
    const both = Lane.madd<L, T>(r, ExpLanes.odd<L, T>(z), ExpLanes.even<L, T>(z));
    return Lane.sub<L, T>(Lane.mul<L, T>(z, both), low);
  }

  /** The sum that has k in its low bits; less ROUND it is k. */
  @inline static rounded<L, T>(x: L): L {
    return Lane.madd<L, T>(x, ExpLanes.at<L, T>(LOG2_E), ExpLanes.at<L, T>(ROUND));
  }
  @inline static integer<L, T>(rounded: L): L {
    return Lane.sub<L, T>(rounded, ExpLanes.at<L, T>(ROUND));
  }

  /** x - k ln 2 is this, less `reducedLow`. */
  @inline static reduced<L, T>(x: L, k: L): L {
    return Lane.nmadd<L, T>(k, ExpLanes.at<L, T>(LN2_HIGH), x);
  }
  @inline static reducedLow<L, T>(k: L): L {
    return Lane.mul<L, T>(k, ExpLanes.at<L, T>(LN2_LOW));
  }

  /** 2^k, for |k| < 127 (f32) or 1023 in the low bits of `rounded`; and 2^-k. */
  @inline static two<L, T>(rounded: L): L {
    return Lane.addBits<L, T>(ExpLanes.at<L, T>(ONE), Lane.shl<L, T>(rounded, Lane.places<T>()));
  }
  @inline static inverse<L, T>(rounded: L): L {
    return Lane.subBits<L, T>(ExpLanes.at<L, T>(ONE), Lane.shl<L, T>(rounded, Lane.places<T>()));
  }

  /** 2^-k also where some k is so large that it counts for nothing. */
  @inline static inverseOf<L, T>(k: L, rounded: L, rare: bool): L {
    if (!rare) return ExpLanes.inverse<L, T>(rounded);
    const fewer = Lane.pmin<L, T>(k, ExpLanes.at<L, T>(MOST_K));
    return ExpLanes.inverse<L, T>(Lane.add<L, T>(fewer, ExpLanes.at<L, T>(ROUND)));
  }

  /** y 2^k; where |k| may be up to 250 or 2000, by two factors: the second alone rounds, underflows or overflows. */
  @inline static scaled<L, T>(y: L, rounded: L, rare: bool): L {
    if (!rare) return Lane.mul<L, T>(y, ExpLanes.two<L, T>(rounded));
    const one = ExpLanes.at<L, T>(ONE);
    const half = Lane.shl<L, T>(Lane.shrU<L, T>(rounded, 1), Lane.places<T>());
    const rest = Lane.subBits<L, T>(Lane.shl<L, T>(rounded, Lane.places<T>()), half);
    return Lane.mul<L, T>(Lane.mul<L, T>(y, Lane.addBits<L, T>(one, half)), Lane.addBits<L, T>(one, rest));
  }

  /** |x|: of f32 this is a third of the instructions that `Lane.abs` becomes. */
  @inline static abs<L, T>(x: L): L {
    return Lane.andnot<L, T>(x, ExpLanes.at<L, T>(SIGN));
  }
  /** y with the sign of x, for a y that is not negative or has it already. */
  @inline static signed<L, T>(y: L, x: L): L {
    return Lane.or<L, T>(y, Lane.and<L, T>(x, ExpLanes.at<L, T>(SIGN)));
  }

  /** Whether some |x| is beyond a constant, so that 2^k may need two factors. */
  @inline static beyond<L, T>(x: L, limit: i32): bool {
    return Lane.any<L, T>(Lane.gt<L, T>(ExpLanes.abs<L, T>(x), ExpLanes.at<L, T>(limit)));
  }
  /** x, or the nearest of two constants; NaN stays. */
  @inline static within<L, T>(x: L, least: i32, most: i32): L {
    return Lane.pmin<L, T>(Lane.pmax<L, T>(x, ExpLanes.at<L, T>(least)), ExpLanes.at<L, T>(most));
  }

  @inline static exp<L, T>(x: L): L {
    const rare = ExpLanes.beyond<L, T>(x, LIMIT);
    if (rare) x = ExpLanes.within<L, T>(x, LEAST, MOST);
    const rounded = ExpLanes.rounded<L, T>(x);
    const k = ExpLanes.integer<L, T>(rounded);
    const r = ExpLanes.reduced<L, T>(x, k);
    const rest = Lane.add<L, T>(r, ExpLanes.tail<L, T>(r, ExpLanes.reducedLow<L, T>(k)));
    const y = Lane.add<L, T>(ExpLanes.at<L, T>(ONE), rest);
    return ExpLanes.scaled<L, T>(y, rounded, rare);
  }

  @inline static exp2<L, T>(x: L): L {
    const rare = ExpLanes.beyond<L, T>(x, LIMIT2);
    if (rare) x = ExpLanes.within<L, T>(x, LEAST2, MOST2);
    const rounded = Lane.add<L, T>(x, ExpLanes.at<L, T>(ROUND));
    const f = Lane.sub<L, T>(x, ExpLanes.integer<L, T>(rounded));
    return ExpLanes.ofBinary<L, T>(rounded, f, Lane.splat<L, T>(0), rare);
  }

  /** 2^(k + f + low), |f| <= 1/2, for a low in the last places of f. */
  @inline static ofBinary<L, T>(rounded: L, f: L, low: L, rare: bool): L {
    const ln2 = ExpLanes.at<L, T>(LN2);
    const r = Lane.mul<L, T>(f, ln2);
    const excess = Lane.mul<L, T>(f, ExpLanes.at<L, T>(LN2_EXCESS));
    const tail = ExpLanes.tail<L, T>(r, Lane.nmadd<L, T>(low, ln2, excess));
    // r is rounded already: 1 + r keeps its error.
    const one = ExpLanes.at<L, T>(ONE);
    const sum = Lane.add<L, T>(one, r);
    const y = Lane.add<L, T>(sum, Lane.add<L, T>(Lane.sub<L, T>(r, Lane.sub<L, T>(sum, one)), tail));
    return ExpLanes.scaled<L, T>(y, rounded, rare);
  }

  /** 2^k (1 - u + r + ...), where u = 2^-k. */
  @inline static expm1<L, T>(x: L): L {
    const rare = ExpLanes.beyond<L, T>(x, LIMIT);
    if (rare) x = ExpLanes.within<L, T>(x, LEAST_MINUS_ONE, MOST);
    const rounded = ExpLanes.rounded<L, T>(x);
    const k = ExpLanes.integer<L, T>(rounded);
    const r = ExpLanes.reduced<L, T>(x, k);
    const tail = ExpLanes.tail<L, T>(r, ExpLanes.reducedLow<L, T>(k));
    const u = ExpLanes.inverseOf<L, T>(k, rounded, rare);
    const lead = Lane.sub<L, T>(ExpLanes.at<L, T>(ONE), u);
    const y = ExpLanes.scaled<L, T>(Lane.add<L, T>(Lane.add<L, T>(lead, r), tail), rounded, rare);
    // -0 stays, and nothing else has another sign than x.
    return ExpLanes.signed<L, T>(y, x);
  }
}
