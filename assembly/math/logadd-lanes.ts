/**
 * logaddexp, logaddexp2 of vectors and single elements: log(e^a + e^b) = a + log(1 + e^(b - a)) for a >= b.
 *
 * What b - a and 1 + e^(b - a) round off is kept, and a is added to the parts of the logarithm before they are rounded
 * to one number, so that it may cancel them down to 1/4. Below that, for infinities and for NaN, elements go one by one
 * to logadd.ts. f32 is computed in f64.
 *
 * Largest error measured, in ULP: 1.38 and 1.79 in f64, 0.51 in f32, at a million points of each.
 */
import { ExpLanes } from './exp-lanes';
import { Lane } from './lane';
import { BINARY, LN2_HIGH, LN2_LOW, LogLanes, ONE, UPPER } from './log-lanes';
import { logaddexp, logaddexp2 } from './logadd';

const QUARTER = 0;
const LN2 = 1;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const TABLE = memory.data<f64>([0.25, 0.6931471805599453], 16);

/** Elements are f64 throughout: `L` is v128 or f64. */
export abstract class LogaddLanes {
  /** a + b - sum, for sum = a + b rounded. */
  @inline static sumError<L>(a: L, b: L, sum: L): L {
    const t = Lane.sub<L, f64>(sum, a);
    return Lane.add<L, f64>(Lane.sub<L, f64>(a, Lane.sub<L, f64>(sum, t)), Lane.sub<L, f64>(b, t));
  }

  /** a + integer + upper + lower; the first three cancel exactly. */
  @inline static total<L>(a: L, integer: L, upper: L, lower: L): L {
    const first = Lane.add<L, f64>(a, integer);
    const sum = Lane.add<L, f64>(first, upper);
    const firstLow = LogaddLanes.sumError<L>(a, integer, first);
    const errors = Lane.add<L, f64>(LogaddLanes.sumError<L>(first, upper, sum), firstLow);
    return Lane.add<L, f64>(sum, Lane.add<L, f64>(errors, lower));
  }

  /** NaN where the caller has to compute anew. */
  @inline static logadd<Base, L>(x: L, y: L): L {
    const base = changetype<Base>(0);
    const a = Lane.pmax<L, f64>(x, y);
    const b = Lane.pmin<L, f64>(x, y);
    // NaN on either side stays.
    const difference = Lane.neg<L, f64>(Lane.abs<L, f64>(Lane.sub<L, f64>(x, y)));
    const low = LogaddLanes.sumError<L>(b, Lane.neg<L, f64>(a), difference);
    const e = base.power<L>(difference);
    const one = LogLanes.at<L, f64>(ONE);
    const sum = Lane.add<L, f64>(one, e);
    const tail = Lane.sub<L, f64>(e, Lane.sub<L, f64>(sum, one));
    const result = LogLanes.plusLog<Base, L, f64>(a, sum, Lane.madd<L, f64>(e, base.slope<L>(low), tail));
    // A difference of infinities is NaN, and no sign is right for it.
    const positive = Lane.ge<L, f64>(a, Lane.sub<L, f64>(result, result));
    const far = Lane.ge<L, f64>(Lane.abs<L, f64>(result), Lane.at<L, f64>(TABLE, QUARTER));
    const wrong = Lane.eq<L, f64>(Lane.or<L, f64>(positive, far), Lane.splat<L, f64>(0));
    return Lane.or<L, f64>(result, wrong);
  }

  @inline static logaddexp<L>(x: L, y: L): L {
    const result = LogaddLanes.logadd<NaturalSum, L>(x, y);
    if (!Lane.any<L, f64>(Lane.ne<L, f64>(result, result))) return result;
    if (isVector<L>()) return settleBoth<NaturalSum>(x, y, result);
    return settle<NaturalSum>(x, y, result);
  }

  @inline static logaddexp2<L>(x: L, y: L): L {
    const result = LogaddLanes.logadd<BinarySum, L>(x, y);
    if (!Lane.any<L, f64>(Lane.ne<L, f64>(result, result))) return result;
    if (isVector<L>()) return settleBoth<BinarySum>(x, y, result);
    return settle<BinarySum>(x, y, result);
  }
}

function settle<Base>(x: f64, y: f64, result: f64): f64 {
  return result == result ? result : changetype<Base>(0).single(x, y);
}

function settleBoth<Base>(x: v128, y: v128, result: v128): v128 {
  const first = settle<Base>(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0), f64x2.extract_lane(result, 0));
  const second = settle<Base>(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1), f64x2.extract_lane(result, 1));
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** To each base: the power of a difference, its slope, and a + k log 2 + log(1 + f) as in log-lanes.ts. */
@final
@unmanaged
class NaturalSum {
  @inline power<L>(x: L): L {
    return ExpLanes.exp<L, f64>(x);
  }
  @inline slope<L>(x: L): L {
    return x;
  }
  @inline total<L, T>(a: L, k: L, f: L, half: L, rest: L): L {
    const lower = Lane.sub<L, f64>(Lane.madd<L, f64>(k, LogLanes.at<L, f64>(LN2_LOW), rest), half);
    return LogaddLanes.total<L>(a, Lane.mul<L, f64>(k, LogLanes.at<L, f64>(LN2_HIGH)), f, lower);
  }
  @inline single(x: f64, y: f64): f64 {
    return logaddexp(x, y);
  }
}

@final
@unmanaged
class BinarySum {
  @inline power<L>(x: L): L {
    return ExpLanes.exp2<L, f64>(x);
  }
  @inline slope<L>(x: L): L {
    return Lane.mul<L, f64>(x, Lane.at<L, f64>(TABLE, LN2));
  }
  @inline total<L, T>(a: L, k: L, f: L, half: L, rest: L): L {
    const high = Lane.and<L, f64>(Lane.sub<L, f64>(f, half), LogLanes.bits<L, f64>(UPPER));
    const low = Lane.add<L, f64>(Lane.sub<L, f64>(Lane.sub<L, f64>(f, high), half), rest);
    const factor = LogLanes.at<L, f64>(BINARY);
    const least = Lane.mul<L, f64>(Lane.add<L, f64>(low, high), LogLanes.at<L, f64>(BINARY + 1));
    return LogaddLanes.total<L>(a, k, Lane.mul<L, f64>(high, factor), Lane.madd<L, f64>(low, factor, least));
  }
  @inline single(x: f64, y: f64): f64 {
    return logaddexp2(x, y);
  }
}
