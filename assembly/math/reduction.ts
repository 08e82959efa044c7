/**
 * Argument reduction of the trigonometric functions: x = q pi/2 + r, |r| <= pi/4, with r as a sum of two f64.
 *
 * Up to 2^20 pi/2: Cody and Waite's method. q times each of the first three parts of pi/2 is exact, and the sums keep
 * their errors: r is right to 2^-130, and no f64 comes closer than 2^-62 to a multiple of pi/2.
 * Above: M. Payne and R. Hanek, "Radian reduction for trigonometric functions" (1983): x = M 2^e with a 53-bit integer
 * M, times the 192 bits of 2/pi of which the product's bits are worth 2 to 2^-190; those above make whole turns, those
 * below are lost in the last of 126 fraction bits. No state: a caller asks twice, for the high and the low part. Parts
 * and bits: test/oracle/minimax.py.
 */
import { HALF_PI, HALF_PI_TAIL, QUARTER_PI, TWO_OVER_PI } from './constants';
import { Exact } from './exact';
import { Exponential } from './exp';

/** pi/2 in parts of 33 bits and the rest. */
const PART1: f64 = 1.5707963267341256;
const PART2: f64 = 6.077100506303966e-11;
const PART3: f64 = 2.0222662487111665e-21;
const PART4: f64 = 8.4784276603689e-32;
/** 2^20 pi/2, cut. */
const MODERATE: f64 = 1647099.0;

/** 2/pi from its bit of weight 2^63 (zeros, at first) downwards, in words of 32 bits. */
const BITS = memory.data<u32>(
  [
    0x00000000, 0x00000000, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
    0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f, 0xef2f118b,
    0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea,
    0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab,
  ],
  16,
);

/** 64 bits of 2/pi from bit `at` of the table. */
function window(at: u32): u64 {
  const word = BITS + ((at >> 5) << 2);
  const shift = <u64>(at & 31);
  const high = ((<u64>load<u32>(word)) << 32) | <u64>load<u32>(word, 4);
  return (high << shift) | (((<u64>load<u32>(word, 8)) << shift) >> 32);
}

/** The upper 64 bits of a 53-bit integer times a 64-bit one. */
function multiplyHigh(m: u64, w: u64): u64 {
  const ml = m & 0xffffffff;
  const mh = m >> 32;
  const wl = w & 0xffffffff;
  const wh = w >> 32;
  const middle = mh * wl + ((ml * wl) >> 32);
  return mh * wh + (middle >> 32) + ((ml * wh + (middle & 0xffffffff)) >> 32);
}

/** For |x| >= 2^20, finite: the high part of |x|'s r or, if `rest`, the low part with q in its last two bits. */
function huge(x: f64, rest: bool): f64 {
  const bits = reinterpret<u64>(x);
  const at = <u32>((bits >> 52) & 0x7ff) - 1013;
  const m = (bits & 0x000fffffffffffff) | 0x0010000000000000;

  // The fraction of a turn of four quadrants, in 128 bits.
  const first = window(at) * m;
  const second = window(at + 64);
  const carried = multiplyHigh(m, window(at + 128));
  let low = second * m + carried;
  let high = first + multiplyHigh(m, second) + u64(low < carried);

  const quadrant = (high + ((<u64>1) << 61)) >> 62;
  // From the nearest quadrant on: a signed fraction of 126 bits.
  high = <u64>(<i64>(high << 2) >> 2);
  const negative = <i64>high < 0;
  if (negative) {
    low = ~low + 1;
    high = ~high + u64(low == 0);
  }
  let exponent = -62;
  if (high == 0) {
    high = low;
    low = 0;
    exponent = -126;
  }
  const shift = clz(high);
  if (shift > 0) {
    high = (high << shift) | (low >> (64 - shift));
    low <<= shift;
  }
  const unit = Exponential.two(exponent - <i32>shift);
  const f = <f64>(high >> 11) * 2048.0 * unit;
  const fl = (<f64>(high & 0x7ff) + <f64>low * 5.421010862427522e-20) * unit;

  const product = f * HALF_PI;
  const error = Exact.productError(f, HALF_PI, product) + (f * HALF_PI_TAIL + fl * HALF_PI);
  const r = product + error;
  if (!rest) return negative ? -r : r;
  const tail = Exact.tail(product, error, r);
  return reinterpret<f64>((reinterpret<u64>(negative ? -tail : tail) & ~3) | (quadrant & 3));
}

export abstract class Angle {
  /** Op.at(q mod 4, r, low) for x. Two results and a quadrant need no scratch memory this way. */
  @inline static reduce<Op>(x: f64): f64 {
    let quadrant = 0;
    let r = x;
    let low = 0.0;
    if (!(abs(x) <= QUARTER_PI)) {
      if (abs(x) < MODERATE) {
        const q = Exponential.round(x * TWO_OVER_PI);
        quadrant = Exponential.integer(q);
        const first = x - q * PART1;
        const second = q * PART2;
        const third = q * PART3;
        const a = first - second;
        const b = a - third;
        const rest = Exact.sumError(first, -second, a) + Exact.sumError(a, -third, b) - q * PART4;
        r = b + rest;
        low = Exact.tail(b, rest, r);
      } else {
        if (!(abs(x) < Infinity)) return NaN;
        r = huge(x, false);
        low = huge(x, true);
        quadrant = <i32>reinterpret<i64>(low) & 3;
        if (x < 0.0) {
          r = -r;
          low = -low;
          quadrant = -quadrant;
        }
      }
    }
    return changetype<Op>(0).at(quadrant, r, low);
  }
}
