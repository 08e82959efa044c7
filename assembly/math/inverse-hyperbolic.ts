/**
 * arcsinh, arccosh, arctanh, a vector at a time.
 *
 * All three are y = k ln 2 + v + v^3 P(v^2) with v = 2 tanh((y - k ln 2) / 2), which takes one division. arcsinh and
 * arccosh have m = sinh y + cosh y = e^y: v = 2 (m - 2^k) / (m + 2^k), and for k = 0 as well 2 sinh y / (cosh y + 1), where
 * nothing cancels. 2 arctanh x is the logarithm of (1 + x) / (1 - x): with t = 2^k - 1 - 2^k x, v = 2 (x - t) / (x + t + 2),
 * where t is exact, or its rounding small against y. k is the difference of two numbers' bits, so only a guess of the
 * logarithm, and a step up as late as |v| = 0.546 allows: the smaller y, the more its last places are worth.
 * From 2^30 on, arcsinh x and arccosh x are log 2x. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP, points as in exp-lanes.ts: arcsinh 1.87, arccosh 1.91, arctanh 1.29.
 */
import { Lane } from './lane';
import { LN2_HIGH, LN2_LOW, LogLanes } from './log-lanes';
import { Series } from './series';

/** Places in the tables. */
const ONE = 0;
const TWO = 1;
const HALF = 2;
const SIGN = 3;
const LARGE = 4;
/** Large arguments times this, 2^-20, are far from infinity; and what k lacks then, with the 2 of 2x. */
const SCALE = 5;
const SCALED = 6;
/** 2^52 (f32: 2^23), whose mantissa takes an integer. */
const INTEGER = 7;
const SERIES = 8;

const DOUBLES = memory.data<f64>(
  [
    1.0, 2.0, 0.5, -0.0, 1073741824.0, 9.5367431640625e-7, 21.0, 4503599627370496.0, 0.08333333333333365,
    0.012499999999957835, 0.0022321428590847195, 0.00043402773401785764, 8.87789655625498e-5, 1.8775790362419774e-5,
    4.088949139596826e-6, 8.420379109198933e-7, 2.835098997155971e-7,
  ],
  16,
);
const SINGLES = memory.data<f32>(
  [
    1.0, 2.0, 0.5, -0.0, 1073741824.0, 9.536743e-7, 21.0, 8388608.0, 0.083333276, 0.012501857, 0.002213589,
    0.00050570257,
  ],
  16,
);

/**
 * What is added to the difference of the bits, a quarter of their exponents' unit; a mantissa; infinity. Added to the
 * bits of x, RANGE gives more than the next one, as signed integers, but for 1 to LARGE.
 */
const LATE = 0;
const MANTISSA = 1;
const INFINITY = 2;
const RANGE = 3;
const BITS_OF_DOUBLES = memory.data<u64>(
  [0x0004000000000000, 0x000fffffffffffff, 0x7ff0000000000000, 0x4010000000000000, 0x81e0000000000000],
  16,
);
const BITS_OF_SINGLES = memory.data<u32>([0x00200000, 0x007fffff, 0x7f800000, 0x40800000, 0x8f000000], 16);

abstract class Area {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? SINGLES : DOUBLES, i);
  }
  @inline static bits<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? BITS_OF_SINGLES : BITS_OF_DOUBLES, i);
  }

  /** Has k, which is not negative, in the place of the exponent, for a and b whose quotient is about 2^k. */
  @inline static split<L, T>(a: L, b: L): L {
    return Lane.addBits<L, T>(Lane.subBits<L, T>(a, b), Area.bits<L, T>(LATE));
  }
  @inline static integer<L, T>(split: L): L {
    const integer = Area.at<L, T>(INTEGER);
    return Lane.sub<L, T>(Lane.or<L, T>(Lane.shrU<L, T>(split, Lane.places<T>()), integer), integer);
  }
  @inline static two<L, T>(split: L): L {
    return Lane.addBits<L, T>(Lane.andnot<L, T>(split, Area.bits<L, T>(MANTISSA)), Area.at<L, T>(ONE));
  }

  /** P(v^2) v^2 */
  @inline static series<L, T>(v: L): L {
    const z = Lane.mul<L, T>(v, v);
    if (sizeof<T>() == 4) return Lane.mul<L, T>(z, Series.chain<L, T>(SINGLES, SERIES, 1, 4, z));
    return Lane.mul<L, T>(z, Series.pair<L, T>(DOUBLES, SERIES, 9, z));
  }
  /** k ln 2 + lead + v factor */
  @inline static total<L, T>(k: L, lead: L, v: L, factor: L): L {
    const rest = Lane.madd<L, T>(v, factor, Lane.mul<L, T>(k, LogLanes.at<L, T>(LN2_LOW)));
    return Lane.madd<L, T>(k, LogLanes.at<L, T>(LN2_HIGH), Lane.add<L, T>(lead, rest));
  }
  @inline static quotient<L, T>(n: L, d: L): L {
    return Lane.div<L, T>(Lane.add<L, T>(n, n), d);
  }

  /** y of sinh y, cosh y and cosh y - 1, or log 2x for a large x, which `rare` says may be there. */
  @inline static ofPair<L, T>(x: L, sinh: L, cosh: L, excess: L, rare: bool): L {
    let a = sinh;
    let b = cosh;
    if (rare) {
      const large = Lane.gt<L, T>(x, Area.at<L, T>(LARGE));
      a = Lane.select<L, T>(large, Lane.mul<L, T>(x, Area.at<L, T>(SCALE)), sinh);
      b = Lane.andnot<L, T>(cosh, large);
    }
    const split = Area.split<L, T>(Lane.add<L, T>(a, b), Area.at<L, T>(ONE));
    const two = Area.two<L, T>(split);
    const not0 = Lane.ge<L, T>(two, Area.at<L, T>(TWO));
    const n = Lane.add<L, T>(a, Lane.and<L, T>(Lane.sub<L, T>(b, two), not0));
    const d = Lane.add<L, T>(Lane.add<L, T>(b, two), Lane.and<L, T>(a, not0));
    const v = Area.quotient<L, T>(n, d);
    // For k = 0 sinh y has fewer roundings than v, which is sinh y - v (cosh y - 1) / 2.
    const lead = Lane.select<L, T>(not0, v, a);
    const part = Lane.mul<L, T>(Lane.andnot<L, T>(excess, not0), Area.at<L, T>(HALF));
    let k = Area.integer<L, T>(split);
    if (rare) {
      const large = Lane.gt<L, T>(x, Area.at<L, T>(LARGE));
      k = Lane.add<L, T>(k, Lane.and<L, T>(large, Area.at<L, T>(SCALED)));
    }
    return Area.total<L, T>(k, lead, v, Lane.sub<L, T>(Area.series<L, T>(v), part));
  }
}

@final
@unmanaged
export class Arcsinh {
  @inline apply<L, T>(x: L): L {
    const signBit = Area.at<L, T>(SIGN);
    const magnitude = Lane.andnot<L, T>(x, signBit);
    const one = Area.at<L, T>(ONE);
    const cosh = Lane.sqrt<L, T>(Lane.madd<L, T>(magnitude, magnitude, one));
    // Compared as integers, NaN is large.
    const rare = Lane.any<L, T>(Lane.gtBits<L, T>(magnitude, Area.at<L, T>(LARGE)));
    let y = Area.ofPair<L, T>(magnitude, magnitude, cosh, Lane.sub<L, T>(cosh, one), rare);
    if (rare) {
      const finite = Lane.lt<L, T>(magnitude, Area.bits<L, T>(INFINITY));
      y = Lane.select<L, T>(finite, y, magnitude);
    }
    return Lane.or<L, T>(y, Lane.and<L, T>(x, signBit));
  }
}

@final
@unmanaged
export class Arccosh {
  @inline apply<L, T>(x: L): L {
    const one = Area.at<L, T>(ONE);
    const u = Lane.sub<L, T>(x, one);
    const sinh = Lane.sqrt<L, T>(Lane.madd<L, T>(u, u, Lane.add<L, T>(u, u)));
    const places = Lane.addBits<L, T>(x, Area.bits<L, T>(RANGE));
    const rare = Lane.any<L, T>(Lane.gtBits<L, T>(places, Area.bits<L, T>(RANGE + 1)));
    const y = Area.ofPair<L, T>(x, sinh, x, u, rare);
    if (rare) {
      const infinity = Area.bits<L, T>(INFINITY);
      const inside = Lane.and<L, T>(Lane.ge<L, T>(x, one), Lane.lt<L, T>(x, infinity));
      return Lane.select<L, T>(inside, y, Lane.or<L, T>(x, Lane.ne<L, T>(x, infinity)));
    }
    return y;
  }
}

@final
@unmanaged
export class Arctanh {
  @inline apply<L, T>(x: L): L {
    const one = Area.at<L, T>(ONE);
    const signBit = Area.at<L, T>(SIGN);
    const magnitude = Lane.andnot<L, T>(x, signBit);
    const distance = Lane.sub<L, T>(one, magnitude);
    const split = Area.split<L, T>(Lane.add<L, T>(one, magnitude), distance);
    const two = Area.two<L, T>(split);
    // The largest 2^k less 1 is no number of T: what its rounding adds is taken off again.
    const less = Lane.sub<L, T>(two, one);
    const added = Lane.sub<L, T>(Lane.sub<L, T>(two, less), one);
    const t = Lane.add<L, T>(Lane.nmadd<L, T>(two, magnitude, less), added);
    const d = Lane.add<L, T>(Lane.add<L, T>(magnitude, t), Area.at<L, T>(TWO));
    const v = Area.quotient<L, T>(Lane.sub<L, T>(magnitude, t), d);
    const y = Area.total<L, T>(Area.integer<L, T>(split), v, v, Area.series<L, T>(v));
    const half = Lane.mul<L, T>(y, Area.at<L, T>(HALF));
    // Infinity for 1, NaN beyond it.
    const inside = Lane.lt<L, T>(magnitude, one);
    const outside = Lane.or<L, T>(Area.bits<L, T>(INFINITY), Lane.ne<L, T>(magnitude, one));
    return Lane.or<L, T>(Lane.select<L, T>(inside, half, outside), Lane.and<L, T>(x, signBit));
  }
}
