/**
 * pow of vectors and single elements: x^y = e^(y log x), in f32 2^(y log2 x).
 *
 * f64: an error of log x grows with the result's exponent, up to 2^10 times, so log x is a sum of two f64. A table has,
 * for 64 intervals of m, a c close to 1 / m and log c: then x = 2^k m and log x = k ln 2 - log c + log(1 + r),
 * r = m c - 1 and |r| < 0.0084, whose first two terms are exact and whose series needs no more than one f64. Products
 * with halves of the bits are exact (exact.ts). f32 is computed in f64, where a plain logarithm will do and polynomials
 * are short. What is not finite, zero, denormal or, in f64, of a result near the limits goes, element by element, to
 * pow.ts. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: 0.89 in f64, 0.54 in f32, at 1.5 and 4 million points. Powers of integers that f64 or
 * f32 holds are met, as are x^1.
 *
 * Tried for f32 and not kept: the logarithm as a sum of two f32, four lanes at a time. It takes three quarters of the
 * time, but is off by up to 6 ULP; with a second centre besides 1 by 2, for seven eighths of the time, and 231^3 is missed.
 */
import { NORMAL } from './constants';
import { ExpLanes, HALF, ROUND } from './exp-lanes';
import { Lane } from './lane';
import { BIASED, LN2_HIGH, LN2_LOW, LogLanes, ONE, TWO, UPPER } from './log-lanes';
import { parity, pow } from './pow';
import { ROWS } from './pow-table';
import { Series } from './series';
import { Wide } from './wide';

/** e^x is normal for |x| up to here. */
const LIMIT = 0;
const SERIES = 1;
/** For f32: log2 (1 + f) / s and the parts of 2^f. */
const LOG2 = 7;
const EVEN = 12;
const ODD = 15;
/** Of powers of two that are nothing else in f32. */
const LEAST = 18;
const MOST = 19;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const TABLE = memory.data<f64>(
  [
    707, 0.3333333333333405, -0.2500000000000142, 0.19999999938484256, -0.1666666658060761, 0.14287219539515092,
    -0.1250164020780853, 2.8853900817901756, 0.9617966732441533, 0.5770836023231023, 0.41167172822084597,
    0.34074776781269034, 0.240226510758996, 0.00961803690449016, 0.00015467112230093378, 0.6931472067180043,
    0.05550327201823929, 0.0013400436206706745, -1021, 1021,
  ],
  16,
);
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

/** A sum with 1.5 * 2^32 is a multiple of 2^-20. */
const LEADING = memory.data<f64>([6442450944], 16);
/** The number of an interval, times the bytes of a row of the table. */
const PLACE = memory.data<u64>([0x7e0], 16);

/** Added to the bits of x, these give more than the second, as signed integers, but for a normal x > 0. */
const RANGE_OF_SINGLES = memory.data<u32>([0x7f800000, 0xfeffffff], 16);
// biome-ignore lint/correctness/noPrecisionLoss: integers of 64 bits
const RANGE_OF_DOUBLES = memory.data<u64>([0x7ff0000000000000, 0xffdfffffffffffff], 16);
const NORMAL_OF_SINGLES: f64 = 1.1754943508222875e-38;

/** Elements are f64 where no type is named: `L` is v128 or f64. */
export abstract class PowLanes {
  @inline static at<L>(i: i32): L {
    return Lane.at<L, f64>(TABLE, i);
  }
  @inline static upper<L>(x: L): L {
    return Lane.and<L, f64>(x, LogLanes.bits<L, f64>(UPPER));
  }
  /** The row of the interval that the leading six bits of m's place number: of the first lane and of the second. */
  @inline static first<L>(place: L): usize {
    if (isVector<L>()) return ROWS + <usize>i32x4.extract_lane(place, 0);
    return ROWS + <usize>reinterpret<u64>(<f64>place);
  }
  @inline static second<L>(place: L): usize {
    return isVector<L>() ? ROWS + <usize>i32x4.extract_lane(place, 2) : 0;
  }

  /** (log(1 + r) - r + r^2/2) / r^3 */
  @inline static series<L>(r: L, r2: L): L {
    const a = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 1), PowLanes.at<L>(SERIES));
    const b = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 3), PowLanes.at<L>(SERIES + 2));
    const c = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 5), PowLanes.at<L>(SERIES + 4));
    return Lane.madd<L, f64>(Lane.mul<L, f64>(r2, r2), c, Lane.madd<L, f64>(r2, b, a));
  }

  /** x^y to f64's precision, for x = 2^k m; NaN where it may be no normal number. */
  @inline static power<L>(split: L, y: L): L {
    const k = LogLanes.exponent<L, f64>(split, LogLanes.at<L, f64>(BIASED));
    const m = LogLanes.mantissa<L, f64>(split);
    const place = Lane.and<L, f64>(Lane.shrU<L, f64>(split, 41), Lane.at<L, f64>(PLACE, 0));
    const first = PowLanes.first<L>(place);
    const second = PowLanes.second<L>(place);
    const row = isVector<L>() ? v128.load(first) : <L>load<f64>(first);
    const other = isVector<L>() ? v128.load(second) : <L>load<f64>(first, 8);
    const c = isVector<L>() ? v128.shuffle<f64>(row, other, 0, 2) : row;

    // m c - 1 = high + low, both exact, and so is the square of the one.
    const one = LogLanes.at<L, f64>(ONE);
    const round = Lane.at<L, f64>(LEADING, 0);
    const leading = Lane.sub<L, f64>(Lane.add<L, f64>(m, round), round);
    const high = Lane.sub<L, f64>(Lane.mul<L, f64>(leading, c), one);
    const low = Lane.mul<L, f64>(Lane.sub<L, f64>(m, leading), c);
    const half = ExpLanes.at<L, f64>(HALF);
    const square = Lane.mul<L, f64>(high, Lane.mul<L, f64>(high, half));

    // k ln 2 - log c + high is exact, and so is it less half of the bits of the logarithm, and low and the square of that.
    const logOfRow = isVector<L>() ? v128.shuffle<f64>(row, other, 1, 3) : other;
    const exact = Lane.add<L, f64>(Lane.madd<L, f64>(k, LogLanes.at<L, f64>(LN2_HIGH), logOfRow), high);
    const log = PowLanes.upper<L>(Lane.add<L, f64>(exact, Lane.sub<L, f64>(low, square)));
    const cut = Lane.sub<L, f64>(Lane.add<L, f64>(Lane.sub<L, f64>(exact, log), low), square);

    // The result's k, which does not wait for the series: what the series adds is below 0.02.
    const yUpper = PowLanes.upper<L>(y);
    const exponent = Lane.mul<L, f64>(yUpper, log);
    const rounded = ExpLanes.rounded<L, f64>(exponent);
    const k2 = ExpLanes.integer<L, f64>(rounded);
    const reduced = ExpLanes.reduced<L, f64>(exponent, k2);
    const near = Lane.add<L, f64>(one, reduced);
    const lost = Lane.sub<L, f64>(reduced, Lane.sub<L, f64>(near, one));

    const r = Lane.add<L, f64>(high, low);
    const r2 = Lane.mul<L, f64>(r, r);
    const leastOfRow = isVector<L>()
      ? v128.load64_lane(second, v128.load64_zero(first, 16), 1, 16)
      : <L>load<f64>(first, 16);
    const least = Lane.madd<L, f64>(k, LogLanes.at<L, f64>(LN2_LOW), leastOfRow);
    const cross = Lane.mul<L, f64>(low, Lane.madd<L, f64>(low, half, high));
    const rest = Lane.sub<L, f64>(least, cross);
    const logLow = Lane.add<L, f64>(cut, Lane.madd<L, f64>(Lane.mul<L, f64>(r2, r), PowLanes.series<L>(r, r2), rest));
    const exponentLow = Lane.madd<L, f64>(Lane.sub<L, f64>(y, yUpper), log, Lane.mul<L, f64>(y, logLow));

    const reducedLow = Lane.sub<L, f64>(ExpLanes.reducedLow<L, f64>(k2), exponentLow);
    const tail = ExpLanes.tail<L, f64>(reduced, reducedLow);
    const sum = Lane.add<L, f64>(near, Lane.add<L, f64>(lost, tail));
    const power = Lane.addBits<L, f64>(sum, Lane.shl<L, f64>(rounded, 52));
    // Compared as integers, NaN is beyond the limit too.
    return Lane.or<L, f64>(power, Lane.gtBits<L, f64>(ExpLanes.abs<L, f64>(exponent), PowLanes.at<L>(LIMIT)));
  }

  /** x^y to f32's precision, likewise; or, where that is infinite or 0 in f32, another number that is. */
  @inline static powerOfSingle<L>(k: L, n: L, y: L): L {
    const s = Lane.div<L, f64>(n, Lane.add<L, f64>(LogLanes.at<L, f64>(TWO), n));
    const z = Lane.mul<L, f64>(s, s);
    const z2 = Lane.mul<L, f64>(z, z);
    // In pairs, so that less waits for what comes before.
    const lower = Lane.madd<L, f64>(z, PowLanes.at<L>(LOG2 + 1), PowLanes.at<L>(LOG2));
    const upper = Lane.madd<L, f64>(z, PowLanes.at<L>(LOG2 + 3), PowLanes.at<L>(LOG2 + 2));
    const p = Lane.madd<L, f64>(z2, Lane.madd<L, f64>(z2, PowLanes.at<L>(LOG2 + 4), upper), lower);
    const product = Lane.mul<L, f64>(y, Lane.madd<L, f64>(s, p, k));
    const most = Lane.pmin<L, f64>(product, PowLanes.at<L>(MOST));
    const exponent = Lane.pmax<L, f64>(most, PowLanes.at<L>(LEAST));
    const rounded = Lane.add<L, f64>(exponent, ExpLanes.at<L, f64>(ROUND));
    const f = Lane.sub<L, f64>(exponent, ExpLanes.integer<L, f64>(rounded));
    const f2 = Lane.mul<L, f64>(f, f);
    const odd = Series.chain<L, f64>(TABLE, ODD, 1, 3, f2);
    const even = Lane.madd<L, f64>(f2, Series.chain<L, f64>(TABLE, EVEN, 1, 3, f2), LogLanes.at<L, f64>(ONE));
    return Lane.addBits<L, f64>(Lane.madd<L, f64>(f, odd, even), Lane.shl<L, f64>(rounded, 52));
  }

  /** The same of f32: in two halves, whose rounding to f32 makes infinities, zeros and denormal numbers. */
  @inline static powerOfSingles<L>(split: L, y: L): L {
    const k = LogLanes.exponent<L, f32>(split, LogLanes.at<L, f32>(BIASED));
    const n = LogLanes.fraction<L, f32>(split);
    if (isVector<L>()) {
      const low = PowLanes.powerOfSingle<v128>(Wide.low(k), Wide.low(n), Wide.low(y));
      return Wide.narrow(low, PowLanes.powerOfSingle<v128>(Wide.high(k), Wide.high(n), Wide.high(y)));
    }
    return <L>(<f32>PowLanes.powerOfSingle<f64>(<f64>k, <f64>n, <f64>y));
  }

  @inline static pow<L, T>(x: L, y: L): L {
    const split = LogLanes.split<L, T>(ExpLanes.abs<L, T>(x));
    const power = sizeof<T>() == 4 ? PowLanes.powerOfSingles<L>(split, y) : PowLanes.power<L>(split, y);
    const table = sizeof<T>() == 4 ? RANGE_OF_SINGLES : RANGE_OF_DOUBLES;
    const places = Lane.addBits<L, T>(x, Lane.at<L, T>(table, 0));
    const outside = Lane.gtBits<L, T>(places, Lane.at<L, T>(table, 1));
    const square = Lane.eq<L, T>(y, LogLanes.at<L, T>(TWO));
    const rare = Lane.or<L, T>(Lane.or<L, T>(outside, square), Lane.ne<L, T>(power, power));
    // In this order, as Binaryen would make of `if (rare) return f(x)` a call of f for each x.
    if (!Lane.any<L, T>(rare)) return power;
    if (sizeof<T>() == 4) return isVector<L>() ? settleFour(x, y, power) : settleSingle(x, y, power);
    return isVector<L>() ? settleBoth(x, y, power, NORMAL) : settle(x, y, power, NORMAL);
  }
}

/** The power of x for that of |x|, or anew where that is NaN or not known. x^2 is x x, rounded once. */
function settle(x: f64, y: f64, power: f64, least: f64): f64 {
  if (y == 2.0) return x * x;
  const magnitude = abs(x);
  if (!(magnitude >= least && magnitude < Infinity && power == power)) return pow(x, y);
  if (x > 0.0) return power;
  const kind = parity(y);
  return kind == 2 ? power : kind == 1 ? -power : NaN;
}

function settleBoth(x: v128, y: v128, power: v128, least: f64): v128 {
  const first = settle(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0), f64x2.extract_lane(power, 0), least);
  const second = settle(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1), f64x2.extract_lane(power, 1), least);
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

function settleSingle(x: f32, y: f32, power: f32): f32 {
  return <f32>settle(<f64>x, <f64>y, <f64>power, NORMAL_OF_SINGLES);
}

function settleFour(x: v128, y: v128, power: v128): v128 {
  return Wide.narrow(
    settleBoth(Wide.low(x), Wide.low(y), Wide.low(power), NORMAL_OF_SINGLES),
    settleBoth(Wide.high(x), Wide.high(y), Wide.high(power), NORMAL_OF_SINGLES),
  );
}
