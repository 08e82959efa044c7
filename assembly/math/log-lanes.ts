/**
 * log, log2, log10, log1p of vectors and single elements, in f32 and in f64, and the logarithm of a sum of two numbers
 * for the functions that end in one.
 *
 * x = 2^k m, sqrt(1/2) <= m < sqrt(2), f = m - 1, s = f / (2 + f) and log m = 2 atanh s = f - (f^2/2 - s (f^2/2 + R)),
 * R = s^2 P(s^2), where what is rounded is small against f (K. C. Ng's arrangement, in fdlibm). The bases 2 and 10 cut
 * f - f^2/2 to half of its bits, which the leading half of the factor multiplies exactly. Arguments that are denormal,
 * zero, negative or not finite leave the straight path. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: log 0.84, log2 0.81, log10 0.73, log1p 0.88, in both types and as in exp-lanes.ts.
 */
import { Lane } from './lane';

/** Places of the numbers in both tables. */
export const NORMAL = 0;
const MOST = 1;
/** 2^24 or 2^54, and that exponent. */
const LIFT = 2;
const LIFTED = 3;
/** 2^23 or 2^52, whose mantissa takes an integer; the same and the exponent's bias. */
const INTEGER = 4;
export const BIASED = 5;
export const ONE = 6;
export const TWO = 7;
const HALF = 8;
const SQRT_HALF = 9;
export const LN2_HIGH = 10;
export const LN2_LOW = 11;
/** 1 / ln 2 in half of the bits and the rest; the same of 1 / ln 10; log10 2, exact times k, and the rest. */
export const BINARY = 12;
const DECIMAL = 14;
const LOG10_2 = 16;
const SIGN = 18;
/** The number after -1. */
const LEAST = 19;
const SERIES = 20;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const OF_32 = memory.data<f32>(
  [
    1.17549435e-38, 3.4028234663852886e38, 16777216, 24, 8388608, 8388735, 1, 2, 0.5, 0.70710677, 0.69314575,
    1.4286068e-6, 1.4423828, 0.0003122284, 0.4342041, 9.038034e-5, 0.3010254, 4.605039e-6, -0.0, -0.99999994,
    0.66666776, 0.39977577, 0.29871067,
  ],
  16,
);
const OF_64 = memory.data<f64>(
  [
    2.2250738585072014e-308, 1.7976931348623157e308, 18014398509481984, 54, 4503599627370496, 4503599627371519, 1, 2,
    0.5, 0.7071067811865476, 0.6931471805598903, 5.497923018708371e-14, 1.4426950216293335, 1.9259629911266175e-8,
    0.4342944771051407, 4.798111141615973e-9, 0.30102999566395283, 2.8363394551044964e-14, -0.0, -0.9999999999999999,
    0.6666666666666735, 0.3999999999940937, 0.28571428743681077, 0.22222198429676882, 0.181835723113659,
    0.15313833469507226, 0.14798243739713815,
  ],
  16,
);

// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

/** Places of the bits: 1 less sqrt(1/2); a mantissa; what the exponents of 2^k and 2 2^-k add up to; the leading half. */
const OFFSET = 0;
const MANTISSA = 1;
const INVERSE = 2;
export const UPPER = 3;
const BITS_32 = memory.data<u32>([0x004afb0d, 0x007fffff, 0x7f800000, 0xfffff000], 16);
const BITS_64 = memory.data<u64>([0x00095f619980c433, 0x000fffffffffffff, 0x7ff0000000000000, 0xfffffffff8000000], 16);

export abstract class LogLanes {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? OF_32 : OF_64, i);
  }
  @inline static bits<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? BITS_32 : BITS_64, i);
  }

  /** The bits that have k, with its bias, as their exponent, and those of m from sqrt(1/2) on as their mantissa. */
  @inline static split<L, T>(x: L): L {
    return Lane.addBits<L, T>(x, LogLanes.bits<L, T>(OFFSET));
  }
  /** k less what `bias` has beyond the exponent's. */
  @inline static exponent<L, T>(split: L, bias: L): L {
    const places = Lane.shrU<L, T>(split, Lane.places<T>());
    return Lane.sub<L, T>(Lane.or<L, T>(places, LogLanes.at<L, T>(INTEGER)), bias);
  }
  @inline static mantissa<L, T>(split: L): L {
    const places = Lane.and<L, T>(split, LogLanes.bits<L, T>(MANTISSA));
    return Lane.addBits<L, T>(places, LogLanes.at<L, T>(SQRT_HALF));
  }
  /** m - 1 */
  @inline static fraction<L, T>(split: L): L {
    return Lane.sub<L, T>(LogLanes.mantissa<L, T>(split), LogLanes.at<L, T>(ONE));
  }

  /** s (f^2/2 + R), for `half` = f^2/2. */
  @inline static rest<L, T>(f: L, half: L): L {
    const s = Lane.div<L, T>(f, Lane.add<L, T>(f, LogLanes.at<L, T>(TWO)));
    const z = Lane.mul<L, T>(s, s);
    let p = LogLanes.at<L, T>(SERIES + 2);
    if (sizeof<T>() == 4) {
      p = Lane.madd<L, T>(z, p, LogLanes.at<L, T>(SERIES + 1));
      p = Lane.madd<L, T>(z, p, LogLanes.at<L, T>(SERIES));
    } else {
      // In pairs, so that less waits for what comes before.
      const z2 = Lane.mul<L, T>(z, z);
      const q = Lane.madd<L, T>(z, LogLanes.at<L, T>(SERIES + 5), LogLanes.at<L, T>(SERIES + 4));
      const upper = Lane.madd<L, T>(z2, LogLanes.at<L, T>(SERIES + 6), q);
      const lower = Lane.madd<L, T>(z, LogLanes.at<L, T>(SERIES + 1), LogLanes.at<L, T>(SERIES));
      p = Lane.madd<L, T>(z2, Lane.madd<L, T>(z, LogLanes.at<L, T>(SERIES + 3), p), lower);
      p = Lane.madd<L, T>(Lane.mul<L, T>(z2, z2), upper, p);
    }
    return Lane.mul<L, T>(s, Lane.madd<L, T>(z, p, half));
  }
  @inline static halfSquare<L, T>(f: L): L {
    return Lane.mul<L, T>(Lane.mul<L, T>(f, f), LogLanes.at<L, T>(HALF));
  }

  /** log(x + low), for a normal x > 0 and a low at most the last place of x. */
  @inline static ofSum<L, T>(x: L, low: L): L {
    return LogLanes.plusLog<Natural, L, T>(x, x, low);
  }

  /** `ofSum` to a base that may add it to a. */
  @inline static plusLog<Base, L, T>(a: L, x: L, low: L): L {
    const split = LogLanes.split<L, T>(x);
    const k = LogLanes.exponent<L, T>(split, LogLanes.at<L, T>(BIASED));
    const f = LogLanes.fraction<L, T>(split);
    const half = LogLanes.halfSquare<L, T>(f);
    // low 2^-k / m in halves, with 1 / m = 1 - f + f^2 - ...: exact where f is small and low counts.
    const exponent = Lane.andnot<L, T>(split, LogLanes.bits<L, T>(MANTISSA));
    const twice = Lane.subBits<L, T>(LogLanes.bits<L, T>(INVERSE), exponent);
    const c = LogLanes.at<L, T>(HALF);
    const quotient = Lane.add<L, T>(Lane.nmadd<L, T>(f, c, c), half);
    const tail = Lane.mul<L, T>(Lane.mul<L, T>(low, twice), quotient);
    const rest = Lane.add<L, T>(LogLanes.rest<L, T>(f, half), tail);
    return changetype<Base>(0).total<L, T>(a, k, f, half, rest);
  }

  /** log(1 + x) where that is finite, but for the sign of -0. */
  @inline static ofSuccessor<L, T>(x: L): L {
    const one = LogLanes.at<L, T>(ONE);
    const sum = Lane.add<L, T>(one, x);
    const part = Lane.sub<L, T>(sum, one);
    const low = Lane.add<L, T>(Lane.sub<L, T>(one, Lane.sub<L, T>(sum, part)), Lane.sub<L, T>(x, part));
    return LogLanes.ofSum<L, T>(sum, low);
  }

  /** The logarithm of anything but positive finite numbers. */
  @inline static limit<L, T>(x: L): L {
    const zero = Lane.eq<L, T>(x, Lane.splat<L, T>(0));
    return Lane.select<L, T>(zero, Lane.splat<L, T>(-Infinity), Lane.sqrt<L, T>(x));
  }

  /** Where x is not from `least` to the largest number. */
  @inline static outside<L, T>(x: L, least: i32): L {
    const most = LogLanes.at<L, T>(MOST);
    return Lane.ne<L, T>(x, Lane.pmin<L, T>(Lane.pmax<L, T>(x, LogLanes.at<L, T>(least)), most));
  }

  @inline static logarithm<Base, L, T>(given: L): L {
    const rare = Lane.any<L, T>(LogLanes.outside<L, T>(given, NORMAL));
    let x = given;
    let bias = LogLanes.at<L, T>(BIASED);
    if (rare) {
      const low = Lane.lt<L, T>(given, LogLanes.at<L, T>(NORMAL));
      x = Lane.select<L, T>(low, Lane.mul<L, T>(given, LogLanes.at<L, T>(LIFT)), given);
      bias = Lane.add<L, T>(bias, Lane.and<L, T>(low, LogLanes.at<L, T>(LIFTED)));
    }
    const split = LogLanes.split<L, T>(x);
    const k = LogLanes.exponent<L, T>(split, bias);
    const f = LogLanes.fraction<L, T>(split);
    const half = LogLanes.halfSquare<L, T>(f);
    const y = changetype<Base>(0).total<L, T>(x, k, f, half, LogLanes.rest<L, T>(f, half));
    if (rare) {
      const zero = Lane.splat<L, T>(0);
      const most = LogLanes.at<L, T>(MOST);
      const finite = Lane.and<L, T>(Lane.gt<L, T>(given, zero), Lane.le<L, T>(given, most));
      return Lane.select<L, T>(finite, y, LogLanes.limit<L, T>(given));
    }
    return y;
  }

  @inline static log<L, T>(x: L): L {
    return LogLanes.logarithm<Natural, L, T>(x);
  }
  @inline static log2<L, T>(x: L): L {
    return LogLanes.logarithm<Binary, L, T>(x);
  }
  @inline static log10<L, T>(x: L): L {
    return LogLanes.logarithm<Decimal, L, T>(x);
  }

  @inline static log1p<L, T>(x: L): L {
    const y = Lane.or<L, T>(LogLanes.ofSuccessor<L, T>(x), Lane.and<L, T>(x, LogLanes.at<L, T>(SIGN)));
    const outside = LogLanes.outside<L, T>(x, LEAST);
    if (Lane.any<L, T>(outside)) {
      const sum = Lane.add<L, T>(x, LogLanes.at<L, T>(ONE));
      return Lane.select<L, T>(outside, LogLanes.limit<L, T>(sum), y);
    }
    return y;
  }
}

/** k log 2 + log(1 + f) to each base, for half = f^2/2 and rest = log(1 + f) - f + half. */
@final
@unmanaged
class Natural {
  @inline total<L, T>(_a: L, k: L, f: L, half: L, rest: L): L {
    const least = Lane.madd<L, T>(k, LogLanes.at<L, T>(LN2_LOW), rest);
    const fraction = Lane.sub<L, T>(f, Lane.sub<L, T>(half, least));
    return Lane.madd<L, T>(k, LogLanes.at<L, T>(LN2_HIGH), fraction);
  }
}

/** integer + (log(1 + f) + low) / ln b for a base b. */
abstract class Based {
  @inline static total<L, T>(integer: L, base: i32, f: L, half: L, rest: L, low: L): L {
    const high = Lane.and<L, T>(Lane.sub<L, T>(f, half), LogLanes.bits<L, T>(UPPER));
    const lower = Lane.add<L, T>(Lane.sub<L, T>(Lane.sub<L, T>(f, high), half), rest);
    const factor = LogLanes.at<L, T>(base);
    const upper = Lane.mul<L, T>(high, factor);
    const sum = Lane.add<L, T>(integer, upper);
    const tail = Lane.sub<L, T>(upper, Lane.sub<L, T>(sum, integer));
    const least = Lane.madd<L, T>(Lane.add<L, T>(lower, high), LogLanes.at<L, T>(base + 1), low);
    return Lane.add<L, T>(sum, Lane.add<L, T>(tail, Lane.madd<L, T>(lower, factor, least)));
  }
}

@final
@unmanaged
class Binary {
  @inline total<L, T>(_a: L, k: L, f: L, half: L, rest: L): L {
    return Based.total<L, T>(k, BINARY, f, half, rest, Lane.splat<L, T>(0));
  }
}

@final
@unmanaged
class Decimal {
  @inline total<L, T>(_a: L, k: L, f: L, half: L, rest: L): L {
    const integer = Lane.mul<L, T>(k, LogLanes.at<L, T>(LOG10_2));
    const low = Lane.mul<L, T>(k, LogLanes.at<L, T>(LOG10_2 + 1));
    return Based.total<L, T>(integer, DECIMAL, f, half, rest, low);
  }
}
