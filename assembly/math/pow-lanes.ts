/**
 * pow of vectors and single elements: x^y = e^(y log x), in f32 2^(y log2 x).
 *
 * f64: an error of log x grows with the result's exponent, up to 2^10 times, so log x is a sum of two f64. A table has,
 * for 32 intervals of m, a c close to 1 / m and log c: then x = 2^k m and log x = k ln 2 - log c + log(1 + r),
 * r = m c - 1 and |r| < 0.018, whose first two terms are exact and whose series needs no more than one f64. Products with
 * halves of the bits are exact (exact.ts). f32 is computed in f64, where a plain
 * logarithm will do and polynomials are short. What is not finite, zero, denormal or, in f64, of a result near the limits
 * goes, element by element, to pow.ts. Coefficients: test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: 0.82 in f64, 0.54 in f32, at 3 million points of each.
 */
import { ExpLanes, HALF, ROUND } from './exp-lanes';
import { Lane } from './lane';
import { BIASED, LN2_HIGH, LN2_LOW, LogLanes, NORMAL, ONE, TWO, UPPER } from './log-lanes';
import { parity, pow } from './pow';
import { Wide } from './wide';

/** e^x is normal for |x| up to here. */
const LIMIT = 0;
const SERIES = 1;
/** For f32: log2 (1 + f) / s and the parts of 2^f. */
const LOG2 = 9;
const EVEN = 14;
const ODD = 17;
/** Of powers of two that are nothing else in f32. */
const LEAST = 20;
const MOST = 21;

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
const TABLE = memory.data<f64>(
  [
    707, 0.3333333333333332, -0.24999999999999978, 0.20000000000260817, -0.16666666667085528, 0.1428571209004499,
    -0.12499997190760807, 0.11118644676225248, -0.10008032817086808, 2.8853900817901756, 0.9617966732441533,
    0.5770836023231023, 0.41167172822084597, 0.34074776781269034, 0.240226510758996, 0.00961803690449016,
    0.00015467112230093378, 0.6931472067180043, 0.05550327201823929, 0.0013400436206706745, -1021, 1021,
  ],
  16,
);
/** For each interval of m: c, close to 1 / m and of 8 bits, -log c as a multiple of 2^-42, and the rest of it. */
const ENTRIES = memory.data<f64>(
  [
    1.3984375, -0.3353555419212171, 7.925157831386559e-14, 1.3671875, -0.31275571000378477, -1.1211800740360982e-13,
    1.34375, -0.2954642128938758, 3.993416384387844e-14, 1.3125, -0.2719337154835557, -8.604306772808733e-14, 1.2890625,
    -0.25391520998095984, -3.600176732637335e-15, 1.2578125, -0.22937410106487732, 3.149265065191484e-14, 1.234375,
    -0.21056476910735, 3.6507188831790577e-16, 1.2109375, -0.19139485299956505, -6.440856150696892e-14, 1.1875,
    -0.17185025692674571, 8.649239607212071e-14, 1.171875, -0.15860503017665906, 2.0472357800461955e-14, 1.1484375,
    -0.13840232285906495, -5.4183331379008994e-14, 1.125, -0.11778303565643, 4.654729747598445e-14, 1.109375,
    -0.10379679368156758, -7.598636597194141e-14, 1.0859375, -0.08244366921098845, -8.614512936087814e-14, 1.0703125,
    -0.06795066190852594, 1.8195060030168815e-14, 1.0546875, -0.053244514518837605, 2.532168943117445e-14, 1.0390625,
    -0.03831886430202758, -1.0902154302203302e-13, 1.0234375, -0.023167059281604452, 7.007359704310036e-14, 1.0, 0.0,
    0.0, 0.9765625, 0.023716526617363343, -4.730054772033249e-14, 0.9453125, 0.05623971832278585, 9.023009281142904e-14,
    0.921875, 0.08134563945395712, -4.713370778300984e-15, 0.8984375, 0.10709813555627079, 9.631011033519217e-14,
    0.8671875, 0.14250006260726877, 1.4256439478199035e-14, 0.84375, 0.16989903679541385, -1.6376276414097503e-14,
    0.828125, 0.18859116980752333, 2.6693431578015818e-14, 0.8046875, 0.21730127569003344, -5.204008743405884e-14,
    0.7890625, 0.2369097470784709, -1.1318526912023687e-13, 0.765625, 0.2670627852489815, 6.371947269815667e-14, 0.75,
    0.28768207245184385, -6.292357389008195e-14, 0.734375, 0.30873548164959175, 2.1522127491642888e-14, 0.71875,
    0.33024168687052224, 5.4612144489920215e-14,
  ],
  16,
);
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

/** A sum with 1.5 * 2^32 is a multiple of 2^-20. */
const LEADING = memory.data<f64>([6442450944], 16);

/** Elements are f64 where no type is named: `L` is v128 or f64. */
export abstract class PowLanes {
  @inline static at<L>(i: i32): L {
    return Lane.at<L, f64>(TABLE, i);
  }
  @inline static upper<L>(x: L): L {
    return Lane.and<L, f64>(x, LogLanes.bits<L, f64>(UPPER));
  }
  /** The entry of the interval that the leading five bits of `split` number. */
  @inline static entry(upper: i32): usize {
    return ENTRIES + <usize>((upper >>> 15) & 31) * 24;
  }
  @inline static first<L>(split: L): usize {
    if (isVector<L>()) return PowLanes.entry(i32x4.extract_lane(split, 1));
    return PowLanes.entry(<i32>(reinterpret<u64>(<f64>split) >>> 32));
  }
  @inline static second<L>(split: L): usize {
    return isVector<L>() ? PowLanes.entry(i32x4.extract_lane(split, 3)) : 0;
  }
  @inline static pick<L>(first: usize, second: usize, offset: i32): L {
    if (isVector<L>()) return v128.load64_lane(second + offset, v128.load64_zero(first + offset), 1);
    return <L>load<f64>(first + offset);
  }

  /** (log(1 + r) - r + r^2/2) / r^3 */
  @inline static series<L>(r: L, r2: L): L {
    const a = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 1), PowLanes.at<L>(SERIES));
    const b = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 3), PowLanes.at<L>(SERIES + 2));
    const c = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 5), PowLanes.at<L>(SERIES + 4));
    const d = Lane.madd<L, f64>(r, PowLanes.at<L>(SERIES + 7), PowLanes.at<L>(SERIES + 6));
    const lower = Lane.madd<L, f64>(r2, b, a);
    return Lane.madd<L, f64>(Lane.mul<L, f64>(r2, r2), Lane.madd<L, f64>(r2, d, c), lower);
  }

  /** x^y to f64's precision, for x = 2^k m; NaN where it may be no normal number. */
  @inline static power<L>(split: L, y: L): L {
    const k = LogLanes.exponent<L, f64>(split, LogLanes.at<L, f64>(BIASED));
    const m = LogLanes.mantissa<L, f64>(split);
    const first = PowLanes.first<L>(split);
    const second = PowLanes.second<L>(split);
    const c = PowLanes.pick<L>(first, second, 0);

    // m c - 1 = high + low, both exact, and so is the square of the one.
    const one = LogLanes.at<L, f64>(ONE);
    const round = Lane.at<L, f64>(LEADING, 0);
    const leading = Lane.sub<L, f64>(Lane.add<L, f64>(m, round), round);
    const high = Lane.sub<L, f64>(Lane.mul<L, f64>(leading, c), one);
    const low = Lane.mul<L, f64>(Lane.sub<L, f64>(m, leading), c);
    const r = Lane.add<L, f64>(high, low);

    // k ln 2 - log c + high is exact; low is added to it, and -high^2/2, with what the sums round off.
    const integer = Lane.madd<L, f64>(k, LogLanes.at<L, f64>(LN2_HIGH), PowLanes.pick<L>(first, second, 8));
    const exact = Lane.add<L, f64>(integer, high);
    const sum = Lane.add<L, f64>(exact, low);
    const sumLow = Lane.add<L, f64>(Lane.sub<L, f64>(exact, sum), low);
    const half = ExpLanes.at<L, f64>(HALF);
    const square = Lane.mul<L, f64>(high, Lane.mul<L, f64>(high, half));
    const log = Lane.sub<L, f64>(sum, square);
    const logLow = Lane.sub<L, f64>(Lane.sub<L, f64>(sum, log), square);
    const cross = Lane.mul<L, f64>(low, Lane.mul<L, f64>(Lane.add<L, f64>(high, r), half));
    const r2 = Lane.mul<L, f64>(r, r);
    const least = Lane.madd<L, f64>(k, LogLanes.at<L, f64>(LN2_LOW), PowLanes.pick<L>(first, second, 16));
    const series = Lane.madd<L, f64>(
      Lane.mul<L, f64>(r2, r),
      PowLanes.series<L>(r, r2),
      Lane.sub<L, f64>(least, cross),
    );
    const lower = Lane.add<L, f64>(Lane.add<L, f64>(sumLow, logLow), series);

    const logUpper = PowLanes.upper<L>(log);
    const logRest = Lane.add<L, f64>(Lane.sub<L, f64>(log, logUpper), lower);
    const yUpper = PowLanes.upper<L>(y);
    const exponent = Lane.mul<L, f64>(yUpper, logUpper);
    const rest = Lane.madd<L, f64>(Lane.sub<L, f64>(y, yUpper), logUpper, Lane.mul<L, f64>(y, logRest));

    const rounded = ExpLanes.rounded<L, f64>(Lane.add<L, f64>(exponent, rest));
    const k2 = ExpLanes.integer<L, f64>(rounded);
    const reduced = ExpLanes.reduced<L, f64>(exponent, k2);
    const tail = ExpLanes.tail<L, f64>(reduced, Lane.sub<L, f64>(ExpLanes.reducedLow<L, f64>(k2), rest));
    const near = Lane.add<L, f64>(one, reduced);
    const lost = Lane.sub<L, f64>(reduced, Lane.sub<L, f64>(near, one));
    const power = Lane.mul<L, f64>(Lane.add<L, f64>(near, Lane.add<L, f64>(lost, tail)), ExpLanes.two<L, f64>(rounded));
    return Lane.or<L, f64>(power, Lane.gt<L, f64>(Lane.abs<L, f64>(exponent), PowLanes.at<L>(LIMIT)));
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
    const most = Lane.pmin<L, f64>(product, PowLanes.at<L>(MOST));
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
    const magnitude = ExpLanes.abs<L, T>(x);
    const split = LogLanes.split<L, T>(magnitude);
    const power = sizeof<T>() == 4 ? PowLanes.powerOfSingles<L>(split, y) : PowLanes.power<L>(split, y);
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
