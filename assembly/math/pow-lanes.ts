/**
 * pow of vectors and single elements: x^y = 2^(y log2 x).
 *
 * f64: an error of log2 x grows with the result's exponent, up to 2^10 times, so log2 x is a sum of two f64: s as in
 * log-lanes.ts is taken to 26 bits and a rest, its cube in twice the precision, and the series from s^5 on as a
 * polynomial. Products with halves of the bits are exact (exact.ts). f32 is computed in f64, where a plain
 * logarithm will do and polynomials are short. What is not finite, zero, denormal or, in f64, of a result near the limits
 * goes, element by element, to pow.ts. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: 0.89 in f64, 0.54 in f32, at 3 million points of each.
 */
import { ExpLanes, ROUND } from './exp-lanes';
import { Lane } from './lane';
import { BIASED, LogLanes, NORMAL, ONE, TWO, UPPER } from './log-lanes';
import { parity, pow } from './pow';
import { Wide } from './wide';

/** 2^e is normal for |e| up to here. */
const LIMIT = 0;
/** 2/3: half of the bits, the rest, and whole. 1 / ln 2 likewise. */
const TWO_THIRDS_UPPER = 1;
const TWO_THIRDS_REST = 2;
const TWO_THIRDS = 3;
const LOG2_E_UPPER = 4;
const LOG2_E_REST = 5;
const LOG2_E = 6;
const THREE = 7;
const SERIES = 8;
/** For f32: log2 (1 + f) / s and the parts of 2^f. */
const LOG2 = 15;
const EVEN = 20;
const ODD = 23;
/** Less LIMIT. */
const LEAST = 26;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const TABLE = memory.data<f64>(
  [
    1021, 0.6666666567325592, 9.934107462565104e-9, 0.6666666666666666, 1.4426950216293335, 1.9259629911266175e-8,
    1.4426950408889634, 3, 0.4000000000000226, 0.2857142857009678, 0.2222222252044734, 0.18181784319226116,
    0.15386759622268084, 0.13256762572396777, 0.13196856599014456, 2.8853900817901756, 0.9617966732441533,
    0.5770836023231023, 0.41167172822084597, 0.34074776781269034, 0.240226510758996, 0.00961803690449016,
    0.00015467112230093378, 0.6931472067180043, 0.05550327201823929, 0.0013400436206706745, -1021,
  ],
  16,
);
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

/** Elements are f64 where no type is named: `L` is v128 or f64. */
export abstract class PowLanes {
  @inline static at<L>(i: i32): L {
    return Lane.at<L, f64>(TABLE, i);
  }
  @inline static upper<L>(x: L): L {
    return Lane.and<L, f64>(x, LogLanes.bits<L, f64>(UPPER));
  }
  /** a + b - sum, where |a| >= |b| or a is 0. */
  @inline static tail<L>(a: L, b: L, sum: L): L {
    return Lane.sub<L, f64>(b, Lane.sub<L, f64>(sum, a));
  }

  /** (2 atanh(s) / s - 2) / z - 2/3, for z = s^2. */
  @inline static series<L>(z: L): L {
    const z2 = Lane.mul<L, f64>(z, z);
    const a = Lane.madd<L, f64>(z, PowLanes.at<L>(SERIES + 1), PowLanes.at<L>(SERIES));
    const b = Lane.madd<L, f64>(z, PowLanes.at<L>(SERIES + 3), PowLanes.at<L>(SERIES + 2));
    const c = Lane.madd<L, f64>(z, PowLanes.at<L>(SERIES + 5), PowLanes.at<L>(SERIES + 4));
    const lower = Lane.madd<L, f64>(z2, b, a);
    const upper = Lane.madd<L, f64>(z2, PowLanes.at<L>(SERIES + 6), c);
    return Lane.mul<L, f64>(z, Lane.madd<L, f64>(Lane.mul<L, f64>(z2, z2), upper, lower));
  }

  /** NaN where 2^exponent may be no normal number. */
  @inline static checked<L>(power: L, exponent: L): L {
    return Lane.or<L, f64>(power, Lane.gt<L, f64>(Lane.abs<L, f64>(exponent), PowLanes.at<L>(LIMIT)));
  }

  /** x^y to f64's precision, for x = 2^k (1 + n). */
  @inline static power<L>(k: L, n: L, y: L): L {
    const two = LogLanes.at<L, f64>(TWO);
    const d = Lane.add<L, f64>(two, n);
    const r = Lane.div<L, f64>(LogLanes.at<L, f64>(ONE), d);
    const s = PowLanes.upper<L>(Lane.mul<L, f64>(n, r));
    const high = PowLanes.upper<L>(d);
    const first = Lane.nmadd<L, f64>(s, high, n);
    const second = Lane.nmadd<L, f64>(s, Lane.sub<L, f64>(d, high), first);
    const t = Lane.mul<L, f64>(Lane.nmadd<L, f64>(s, PowLanes.tail<L>(two, n, d), second), r);

    // cube + cubeLow = (s + t)^3, the first of 26 bits: s^2 is exact, and so are the products of s with its halves.
    const three = PowLanes.at<L>(THREE);
    const square = Lane.mul<L, f64>(s, s);
    const squareUpper = PowLanes.upper<L>(square);
    const cube = PowLanes.upper<L>(Lane.mul<L, f64>(s, square));
    const split = Lane.madd<L, f64>(
      s,
      Lane.sub<L, f64>(square, squareUpper),
      Lane.sub<L, f64>(Lane.mul<L, f64>(s, squareUpper), cube),
    );
    const slope = Lane.mul<L, f64>(three, Lane.madd<L, f64>(t, s, square));
    const cubeLow = Lane.madd<L, f64>(t, slope, split);

    // log m = 2 s + 2 t + 2/3 (s + t)^3 + ...
    const whole = Lane.add<L, f64>(s, t);
    const series = PowLanes.series<L>(Lane.mul<L, f64>(whole, whole));
    const twice = Lane.add<L, f64>(s, s);
    const third = Lane.mul<L, f64>(cube, PowLanes.at<L>(TWO_THIRDS_UPPER));
    const log = Lane.add<L, f64>(twice, third);
    const logUpper = PowLanes.upper<L>(log);
    let low = Lane.mul<L, f64>(Lane.add<L, f64>(cube, cubeLow), series);
    low = Lane.madd<L, f64>(cubeLow, PowLanes.at<L>(TWO_THIRDS), low);
    low = Lane.madd<L, f64>(cube, PowLanes.at<L>(TWO_THIRDS_REST), low);
    low = Lane.add<L, f64>(PowLanes.tail<L>(twice, third, log), Lane.madd<L, f64>(two, t, low));
    low = Lane.add<L, f64>(Lane.sub<L, f64>(log, logUpper), low);

    // log2 x = k + log m / ln 2
    const scaled = Lane.mul<L, f64>(logUpper, PowLanes.at<L>(LOG2_E_UPPER));
    const log2 = Lane.add<L, f64>(k, scaled);
    const log2Upper = PowLanes.upper<L>(log2);
    let log2Low = Lane.mul<L, f64>(low, PowLanes.at<L>(LOG2_E));
    log2Low = Lane.madd<L, f64>(logUpper, PowLanes.at<L>(LOG2_E_REST), log2Low);
    log2Low = Lane.add<L, f64>(PowLanes.tail<L>(k, scaled, log2), log2Low);
    log2Low = Lane.add<L, f64>(Lane.sub<L, f64>(log2, log2Upper), log2Low);

    const yUpper = PowLanes.upper<L>(y);
    const exponent = Lane.mul<L, f64>(yUpper, log2Upper);
    const rest = Lane.madd<L, f64>(Lane.sub<L, f64>(y, yUpper), log2Upper, Lane.mul<L, f64>(y, log2Low));
    const rounded = Lane.add<L, f64>(Lane.add<L, f64>(exponent, rest), ExpLanes.at<L, f64>(ROUND));
    const fraction = Lane.sub<L, f64>(exponent, ExpLanes.integer<L, f64>(rounded));
    const f = Lane.add<L, f64>(fraction, rest);
    const power = ExpLanes.ofBinary<L, f64>(rounded, f, PowLanes.tail<L>(fraction, rest, f), false);
    return PowLanes.checked<L>(power, exponent);
  }

  /** x^y to f32's precision, likewise; or, where that is infinite or 0 in f32, another number that is. */
  @inline static powerOfSingle<L>(k: L, n: L, y: L): L {
    const s = Lane.div<L, f64>(n, Lane.add<L, f64>(LogLanes.at<L, f64>(TWO), n));
    const z = Lane.mul<L, f64>(s, s);
    const z2 = Lane.mul<L, f64>(z, z);
    // In pairs, so that less waits for what comes before.
    const upper = Lane.madd<L, f64>(z, PowLanes.at<L>(LOG2 + 3), PowLanes.at<L>(LOG2 + 2));
    const lower = Lane.madd<L, f64>(z, PowLanes.at<L>(LOG2 + 1), PowLanes.at<L>(LOG2));
    const p = Lane.madd<L, f64>(z2, Lane.madd<L, f64>(z2, PowLanes.at<L>(LOG2 + 4), upper), lower);
    const product = Lane.mul<L, f64>(y, Lane.madd<L, f64>(s, p, k));
    const most = Lane.pmin<L, f64>(product, PowLanes.at<L>(LIMIT));
    const exponent = Lane.pmax<L, f64>(most, PowLanes.at<L>(LEAST));
    const rounded = Lane.add<L, f64>(exponent, ExpLanes.at<L, f64>(ROUND));
    const f = Lane.sub<L, f64>(exponent, ExpLanes.integer<L, f64>(rounded));
    const f2 = Lane.mul<L, f64>(f, f);
    const f4 = Lane.mul<L, f64>(f2, f2);
    const rest = Lane.madd<L, f64>(f2, PowLanes.at<L>(EVEN + 2), PowLanes.at<L>(EVEN + 1));
    const first = Lane.madd<L, f64>(f2, PowLanes.at<L>(EVEN), LogLanes.at<L, f64>(ONE));
    const even = Lane.madd<L, f64>(f4, rest, first);
    const second = Lane.madd<L, f64>(f2, PowLanes.at<L>(ODD + 1), PowLanes.at<L>(ODD));
    const odd = Lane.madd<L, f64>(f4, PowLanes.at<L>(ODD + 2), second);
    return Lane.mul<L, f64>(Lane.madd<L, f64>(f, odd, even), ExpLanes.two<L, f64>(rounded));
  }

  /** The same of f32: in two halves, whose rounding to f32 makes infinities, zeros and denormal numbers. */
  @inline static powerOfSingles<L>(k: L, n: L, y: L): L {
    if (isVector<L>()) {
      const low = PowLanes.powerOfSingle<v128>(Wide.low(k), Wide.low(n), Wide.low(y));
      return Wide.narrow(low, PowLanes.powerOfSingle<v128>(Wide.high(k), Wide.high(n), Wide.high(y)));
    }
    return <L>(<f32>PowLanes.powerOfSingle<f64>(<f64>k, <f64>n, <f64>y));
  }

  @inline static pow<L, T>(x: L, y: L): L {
    const magnitude = Lane.abs<L, T>(x);
    const split = LogLanes.split<L, T>(magnitude);
    const k = LogLanes.exponent<L, T>(split, LogLanes.at<L, T>(BIASED));
    const n = LogLanes.fraction<L, T>(split);
    const power = sizeof<T>() == 4 ? PowLanes.powerOfSingles<L>(k, n, y) : PowLanes.power<L>(k, n, y);
    const checked = Lane.or<L, T>(power, LogLanes.outside<L, T>(magnitude, NORMAL));
    // x^2 is x x, rounded once: the kernel of a single exponent 2 multiplies.
    const square = Lane.eq<L, T>(y, LogLanes.at<L, T>(TWO));
    const result = Lane.select<L, T>(square, Lane.mul<L, T>(x, x), checked);
    const negative = Lane.lt<L, T>(x, Lane.splat<L, T>(0));
    if (Lane.any<L, T>(Lane.or<L, T>(Lane.ne<L, T>(result, result), negative))) {
      if (sizeof<T>() == 4) return isVector<L>() ? settleFour(x, y, result) : settleSingle(x, y, result);
      return isVector<L>() ? settleBoth(x, y, result) : settle(x, y, result);
    }
    return result;
  }
}

/** The power of x for that of |x|, or anew where that is NaN. */
function settle(x: f64, y: f64, power: f64): f64 {
  if (power != power) return pow(x, y);
  if (!(x < 0.0)) return power;
  const kind = parity(y);
  return kind == 2 ? power : kind == 1 ? -power : NaN;
}

function settleBoth(x: v128, y: v128, power: v128): v128 {
  const first = settle(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0), f64x2.extract_lane(power, 0));
  const second = settle(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1), f64x2.extract_lane(power, 1));
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

function settleSingle(x: f32, y: f32, power: f32): f32 {
  return <f32>settle(<f64>x, <f64>y, <f64>power);
}

function settleFour(x: v128, y: v128, power: v128): v128 {
  return Wide.narrow(
    settleBoth(Wide.low(x), Wide.low(y), Wide.low(power)),
    settleBoth(Wide.high(x), Wide.high(y), Wide.high(power)),
  );
}
