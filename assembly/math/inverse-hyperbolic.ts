/**
 * arcsinh, arccosh, arctanh, a vector at a time.
 *
 * All three are log(1 + w): w = x + x^2 / (1 + sqrt(x^2 + 1)) for arcsinh x, w = u + sqrt(u (u + 2)) with u = x - 1 for
 * arccosh x, and half of it with w = 2x + 2x^2 / (1 - x) for arctanh x; 1 + w goes to the logarithm with the rounding
 * errors of both sums. So small arguments need no case of their own. From 2^30 on, arcsinh x and arccosh x are
 * log x + log 2.
 *
 * Largest error measured, in ULP: arcsinh 1.06, arccosh 1.78, arctanh 1.03; in f32, of every 13th argument:
 * arcsinh 1.21, arccosh 1.79, arctanh 1.35.
 */
import { Lane } from './lane';
import { LogLanes } from './log-lanes';

/** Places in the tables. */
const ONE = 0;
const TWO = 1;
const HALF = 2;
const SIGN = 3;
const LARGE = 4;
const MOST = 5;
const LN2 = 6;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const DOUBLES = memory.data<f64>([1.0, 2.0, 0.5, -0.0, 1073741824.0, 1.7976931348623157e308, 0.6931471805599453], 16);
const SINGLES = memory.data<f32>([1.0, 2.0, 0.5, -0.0, 1073741824.0, 3.4028235e38, 0.6931472], 16);
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

abstract class Area {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? SINGLES : DOUBLES, i);
  }

  /** log(1 + a + b), for a >= b >= 0, or log x + log 2 for a large x. */
  @inline static logarithm<L, T>(x: L, a: L, b: L): L {
    const one = Area.at<L, T>(ONE);
    const w = Lane.add<L, T>(a, b);
    const lost = Lane.sub<L, T>(b, Lane.sub<L, T>(w, a));
    const sum = Lane.add<L, T>(one, w);
    const part = Lane.sub<L, T>(sum, one);
    const rest = Lane.add<L, T>(Lane.sub<L, T>(one, Lane.sub<L, T>(sum, part)), Lane.sub<L, T>(w, part));
    const large = Lane.gt<L, T>(x, Area.at<L, T>(LARGE));
    const low = Lane.andnot<L, T>(Lane.add<L, T>(rest, lost), large);
    const y = LogLanes.ofSum<L, T>(Lane.select<L, T>(large, x, sum), low);
    return Lane.add<L, T>(y, Lane.and<L, T>(large, Area.at<L, T>(LN2)));
  }
}

@final
@unmanaged
export class Arcsinh {
  @inline apply<L, T>(x: L): L {
    const one = Area.at<L, T>(ONE);
    const signBit = Area.at<L, T>(SIGN);
    const magnitude = Lane.andnot<L, T>(x, signBit);
    const square = Lane.mul<L, T>(magnitude, magnitude);
    const root = Lane.sqrt<L, T>(Lane.add<L, T>(square, one));
    const b = Lane.div<L, T>(square, Lane.add<L, T>(root, one));
    const y = Area.logarithm<L, T>(magnitude, magnitude, b);
    const finite = Lane.le<L, T>(magnitude, Area.at<L, T>(MOST));
    return Lane.or<L, T>(Lane.select<L, T>(finite, y, magnitude), Lane.and<L, T>(x, signBit));
  }
}

@final
@unmanaged
export class Arccosh {
  @inline apply<L, T>(x: L): L {
    const one = Area.at<L, T>(ONE);
    const u = Lane.sub<L, T>(x, one);
    const root = Lane.sqrt<L, T>(Lane.mul<L, T>(u, Lane.add<L, T>(u, Area.at<L, T>(TWO))));
    const y = Area.logarithm<L, T>(x, root, u);
    const inside = Lane.and<L, T>(Lane.ge<L, T>(x, one), Lane.le<L, T>(x, Area.at<L, T>(MOST)));
    return Lane.select<L, T>(inside, y, Lane.sqrt<L, T>(u));
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
    const double = Lane.add<L, T>(magnitude, magnitude);
    const rest = Lane.div<L, T>(Lane.mul<L, T>(double, magnitude), distance);
    const larger = Lane.pmax<L, T>(double, rest);
    const twice = Area.logarithm<L, T>(magnitude, larger, Lane.pmin<L, T>(double, rest));
    const y = Lane.mul<L, T>(twice, Area.at<L, T>(HALF));
    // Infinity for 1, NaN beyond it.
    const inside = Lane.lt<L, T>(magnitude, one);
    const outside = Lane.div<L, T>(one, Lane.sqrt<L, T>(distance));
    return Lane.or<L, T>(Lane.select<L, T>(inside, y, outside), Lane.and<L, T>(x, signBit));
  }
}
