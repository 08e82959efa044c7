/**
 * sin, cos, tan, a vector at a time.
 *
 * |x| = q pi/2 + r, |r| <= pi/4, by Cody and Waite's method ("Software Manual for the Elementary Functions", 1980): q
 * times each of the first two parts of pi/2 is exact, and r right to its last place up to 2^18 quarter turns (f32: 2^7).
 * Beyond, f32 is computed in f64, and f64 one by one (angle.ts). sin and cos: both polynomials, and the quadrant selects.
 * tan: a polynomial of tan r, with what r lost of its last place, and for odd quadrants -1/tan r. Coefficients and parts:
 * test/oracle/minimax.py.
 *
 * Largest error measured, in ULP: sin 1.38, cos 1.43, tan 1.59; in f32, of every 13th argument:
 * sin 1.49, cos 1.49, tan 1.74.
 */
import * as angle from './angle';
import { Lane } from './lane';
import { Rare } from './rare';
import { Series } from './series';

/** 2/pi, 1.5 2^52, three parts of pi/2, the bound; 1 and the sign in bits; from 8 sin, from 16 cos, from 24 tan. */
const DOUBLES = memory.data<f64>(
  [
    0.6366197723675814, 6755399441055744.0, 1.5707963267923333, 2.5633441515839558e-12, 1.0562999066987428e-23,
    411770.0, 5e-324, -0.0, -0.16666666666666632, 0.008333333333322486, -0.0001984126982985322, 2.7557313704956327e-6,
    -2.5050759864235478e-8, 1.5896884601128744e-10, 0.0, 0.0, 1.0, -0.5, 0.0416666666666666, -0.001388888888887447,
    2.480158728966691e-5, -2.7557314399267755e-7, 2.087572899464961e-9, -1.1359917352240473e-11, 0.33333333333332776,
    0.13333333333414826, 0.05396825392656885, 0.02186948961142373, 0.008863219129399495, 0.0035922894003102865,
    0.0014547559684320195, 0.0005950733435727427, 0.0002223539470636394, 0.0001365797018357185, -2.646363221927301e-5,
    8.952456892262967e-5, -4.491616973545287e-5, 2.0872959467797655e-5,
  ],
  16,
);

/** The same in f32, with 1.5 2^23. */
const SINGLES = memory.data<f32>(
  [
    0.63661975, 12582912.0, 1.5708008, -4.4544577e-6, 2.563344e-12, 201.0, 1e-45, -0.0, -0.16666655, 0.008332191,
    -0.00019518605, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, -0.5, 0.041666646, -0.0013887301, 2.4430668e-5, 0.0, 0.0, 0.0,
    0.3333335, 0.13332675, 0.054058913, 0.021286206, 0.0108274575, 9.821329e-5, 0.0043727215,
  ],
  16,
);

abstract class Turn {
  @inline static at<L, T>(i: i32): L {
    return Lane.at<L, T>(sizeof<T>() == 4 ? SINGLES : DOUBLES, i);
  }

  /** (sin r - r) / (r z), z = r^2 */
  @inline static sin<L, T>(z: L): L {
    if (sizeof<T>() == 4) return Series.chain<L, T>(SINGLES, 8, 1, 3, z);
    return Series.pair<L, T>(DOUBLES, 8, 6, z);
  }

  /** (cos r - 1) / z */
  @inline static cos<L, T>(z: L): L {
    if (sizeof<T>() == 4) return Series.chain<L, T>(SINGLES, 17, 1, 4, z);
    return Lane.madd<L, T>(z, Series.pair<L, T>(DOUBLES, 18, 6, z), Turn.at<L, T>(17));
  }

  /** (tan r - r) / (r z) */
  @inline static tan<L, T>(z: L): L {
    if (sizeof<T>() == 4) return Series.pair<L, T>(SINGLES, 24, 7, z);
    return Series.pair<L, T>(DOUBLES, 24, 14, z);
  }

  /** A mask of the odd ones among the integers in the low bits of q. */
  @inline static odd<L, T>(q: L): L {
    if (sizeof<T>() == 4) return Lane.shrS<L, T>(Lane.shl<L, T>(q, 31), 31);
    const one = Lane.and<L, T>(q, Turn.at<L, T>(6));
    return Lane.subBits<L, T>(Lane.xor<L, T>(one, one), one);
  }

  /** sin (q pi/2 + r) by the low bits of q, with another sign where the sign bit of `turn` is set. */
  @inline static wave<L, T>(q: L, first: L, k: L, turn: L): L {
    const r = Lane.nmadd<L, T>(k, Turn.at<L, T>(4), Lane.nmadd<L, T>(k, Turn.at<L, T>(3), first));
    const z = Lane.mul<L, T>(r, r);
    const sin = Lane.madd<L, T>(Lane.mul<L, T>(r, z), Turn.sin<L, T>(z), r);
    const cos = Lane.madd<L, T>(z, Turn.cos<L, T>(z), Turn.at<L, T>(16));
    const y = Lane.select<L, T>(Turn.odd<L, T>(q), cos, sin);
    return Lane.xor<L, T>(y, Lane.and<L, T>(turn, Turn.at<L, T>(7)));
  }

  /** The second bit of q as the sign bit. */
  @inline static half<L, T>(q: L): L {
    return Lane.shl<L, T>(q, sizeof<T>() * 8 - 2);
  }

  /** Op.at of x, q in the low bits, q, and |x| less q times the first part; for x beyond the bound Op.one(x). */
  @inline static reduce<Op, L, T>(x: L): L {
    const magnitude = Lane.andnot<L, T>(x, Turn.at<L, T>(7));
    const rounder = Turn.at<L, T>(1);
    const q = Lane.madd<L, T>(magnitude, Turn.at<L, T>(0), rounder);
    const k = Lane.sub<L, T>(q, rounder);
    const first = Lane.nmadd<L, T>(k, Turn.at<L, T>(2), magnitude);
    const y = changetype<Op>(0).at<L, T>(x, q, k, first);
    const far = Lane.gt<L, T>(magnitude, Turn.at<L, T>(5));
    if (Lane.any<L, T>(far)) return Rare.replace<Op, L, T>(x, y, far);
    return y;
  }
}

@final
@unmanaged
export class Sine {
  @inline apply<L, T>(x: L): L {
    return Turn.reduce<Sine, L, T>(x);
  }
  @inline at<L, T>(x: L, q: L, k: L, first: L): L {
    return Turn.wave<L, T>(q, first, k, Lane.xor<L, T>(Turn.half<L, T>(q), x));
  }
  @inline one(x: f64): f64 {
    return angle.sin(x);
  }
}

@final
@unmanaged
export class Cosine {
  @inline apply<L, T>(x: L): L {
    return Turn.reduce<Cosine, L, T>(x);
  }
  @inline at<L, T>(_x: L, q: L, k: L, first: L): L {
    const next = Lane.addBits<L, T>(q, Turn.at<L, T>(6));
    return Turn.wave<L, T>(next, first, k, Turn.half<L, T>(next));
  }
  @inline one(x: f64): f64 {
    return angle.cos(x);
  }
}

@final
@unmanaged
export class Tangent {
  @inline apply<L, T>(x: L): L {
    return Turn.reduce<Tangent, L, T>(x);
  }
  @inline at<L, T>(x: L, q: L, k: L, first: L): L {
    const second = Lane.mul<L, T>(k, Turn.at<L, T>(3));
    const third = Lane.mul<L, T>(k, Turn.at<L, T>(4));
    const lead = Lane.sub<L, T>(first, second);
    const lost = Lane.sub<L, T>(Lane.sub<L, T>(first, lead), second);
    const rest = Lane.sub<L, T>(lost, third);
    const r = Lane.add<L, T>(lead, rest);
    const low = Lane.add<L, T>(Lane.sub<L, T>(lead, r), rest);

    const z = Lane.mul<L, T>(r, r);
    const tail = Lane.madd<L, T>(Lane.mul<L, T>(r, z), Turn.tan<L, T>(z), Lane.madd<L, T>(low, z, low));
    const tan = Lane.add<L, T>(r, tail);
    const cot = Lane.div<L, T>(Turn.at<L, T>(16), tan);
    const odd = Turn.odd<L, T>(q);
    const sign = Lane.and<L, T>(Lane.xor<L, T>(x, odd), Turn.at<L, T>(7));
    return Lane.xor<L, T>(Lane.select<L, T>(odd, cot, tan), sign);
  }
  @inline one(x: f64): f64 {
    return angle.tan(x);
  }
}
