import { DType } from '../dtypes';
import { Lanes } from '../lanes';

/**
 * Integer division rounded towards minus infinity, in vectors, for integers of up to 32 bits; 0 for a zero divisor.
 *
 * Vectors have no integer division, but floats of more bits than the integers have one that is exact once rounded down:
 * a / b, where it is no integer, is at least 1 / |b| away from the next, more than the rounding of the quotient as long
 * as a has fewer bits than the significand. Bytes and 16-bit integers go through f32, 32-bit ones through f64. Adding
 * 1.5 * 2^23 (f64: 1.5 * 2^52) leaves the quotient, in two's complement, in the low bits of the sum; infinity and NaN,
 * which are the quotients by zero, have zeros there.
 */

/** 1.5 * 2^23, 1.5 * 2^52, and the low 8 and 16 bits of 32. */
const SHIFT_F32 = memory.data<f32>([12582912, 12582912, 12582912, 12582912], 16);
const SHIFT_F64 = memory.data<f64>([6755399441055744, 6755399441055744], 16);
const LOW_8 = memory.data<u32>([0xff, 0xff, 0xff, 0xff], 16);
const LOW_16 = memory.data<u32>([0xffff, 0xffff, 0xffff, 0xffff], 16);

/** Lanes of i32 that f32 holds; the quotients are the low 16 bits of the results. */
function words(a: v128, b: v128, mask: usize): v128 {
  const q = f32x4.floor(f32x4.div(f32x4.convert_i32x4_s(a), f32x4.convert_i32x4_s(b)));
  return v128.and(f32x4.add(q, v128.load(SHIFT_F32)), v128.load(mask));
}

/** The low two lanes of 32 bits; the quotients are the low halves of the results. */
function longs<T>(a: v128, b: v128): v128 {
  const x = isSigned<T>() ? f64x2.convert_low_i32x4_s(a) : f64x2.convert_low_i32x4_u(a);
  const y = isSigned<T>() ? f64x2.convert_low_i32x4_s(b) : f64x2.convert_low_i32x4_u(b);
  return f64x2.add(f64x2.floor(f64x2.div(x, y)), v128.load(SHIFT_F64));
}

/** Lanes of 16 bits; of the quotients what the mask says. */
function shorts<T>(a: v128, b: v128, mask: usize): v128 {
  const low = words(v128.extend_low<T>(a), v128.extend_low<T>(b), mask);
  return i16x8.narrow_i32x4_u(low, words(v128.extend_high<T>(a), v128.extend_high<T>(b), mask));
}

/** Lanes of 8 bits. */
function bytes<T>(a: v128, b: v128): v128 {
  if (isSigned<T>()) {
    const low = shorts<i16>(v128.extend_low<i8>(a), v128.extend_low<i8>(b), LOW_8);
    return i8x16.narrow_i16x8_u(low, shorts<i16>(v128.extend_high<i8>(a), v128.extend_high<i8>(b), LOW_8));
  }
  const low = shorts<i16>(v128.extend_low<u8>(a), v128.extend_low<u8>(b), LOW_8);
  return i8x16.narrow_i16x8_u(low, shorts<i16>(v128.extend_high<u8>(a), v128.extend_high<u8>(b), LOW_8));
}

export abstract class Quotient {
  @inline static has<T>(): bool {
    return isInteger<T>() && sizeof<T>() <= 4;
  }

  /** a / b, rounded down. */
  @inline static lanes<T>(a: v128, b: v128): v128 {
    if (sizeof<T>() == 1) return bytes<T>(a, b);
    if (sizeof<T>() == 2) return shorts<T>(a, b, LOW_16);
    const high = longs<T>(v128.shuffle<u64>(a, a, 1, 0), v128.shuffle<u64>(b, b, 1, 0));
    return v128.shuffle<u32>(longs<T>(a, b), high, 0, 2, 4, 6);
  }

  /** a - b * (a / b), and 0 for a zero divisor. */
  @inline static remainders<T>(a: v128, b: v128): v128 {
    const r = v128.sub<T>(a, Lanes.multiply<T>(Quotient.lanes<T>(a, b), b));
    return v128.andnot(r, v128.eq<T>(b, v128.splat<T>(0)));
  }
}

/**
 * Bytes and 16-bit integers by one divisor, which is not 0: a multiplication, an addition and a shift in lanes twice as
 * wide (A. D. Robison, N-bit unsigned division via N-bit multiply-add, 2005). With D = |d|, W bits and s = floor(log2 D),
 * floor(a / D) = (a * m + b) >> (W + s), where m = floor(2^(W + s) / D), rounded up with b = 0 where the error allows it,
 * otherwise rounded down with b = m.
 *
 * Signed numbers are divided as magnitudes: for D > 0 and a < 0, floor(a / D) = ~floor(~a / D).
 */
function divideNarrow<T, U, W>(a: usize, d: T, out: usize, n: i32): void {
  const bits: u32 = 8 * sizeof<T>();
  const negative = isSigned<T>() && d < <T>0;
  const divisor: u32 = negative ? 0 - <i32>d : <u32>d;
  const shift = 31 - clz<u32>(divisor);
  const whole = (<u64>1) << (bits + shift);
  let factor = <u32>(whole / divisor);
  let offset = factor;
  if ((divisor & (divisor - 1)) == 0) factor = offset = ((<u32>1) << bits) - 1;
  else if ((<u64>factor + 1) * divisor - whole <= (<u64>1) << shift) {
    factor++;
    offset = 0;
  }
  const m = v128.splat<W>(<W>factor);
  const b = v128.splat<W>(<W>offset);
  const mirror = v128.splat<T>(negative ? <T>-1 : <T>0);
  const places = bits + shift;
  for (; n > 0; n -= 16 / sizeof<T>()) {
    let x = v128.load(a);
    let sign = mirror;
    if (isSigned<T>()) {
      // -a where d is negative, then ~ of what is still negative: -MIN is a magnitude.
      x = v128.xor(x, mirror);
      sign = v128.lt<T>(x, mirror);
      x = v128.xor(v128.sub<T>(x, mirror), sign);
    }
    const low = v128.add<W>(v128.mul<W>(v128.extend_low<U>(x), m), b);
    const high = v128.add<W>(v128.mul<W>(v128.extend_high<U>(x), m), b);
    const q =
      sizeof<T>() == 1
        ? i8x16.narrow_i16x8_u(i16x8.shr_u(low, places), i16x8.shr_u(high, places))
        : i16x8.narrow_i32x4_u(i32x4.shr_u(low, places), i32x4.shr_u(high, places));
    v128.store(out, isSigned<T>() ? v128.xor(q, sign) : q);
    a += 16;
    out += 16;
  }
}

/**
 * 32-bit integers by one divisor, which is not 0: (a + 0.5 |d| / d) / d is half of 1 / |d| above a / d, further than any
 * rounding reaches; less a half, it is rounded to nearest where a / d is to be rounded down.
 */
function divideWords<T>(a: usize, d: T, out: usize, n: i32): void {
  const inverse = 1 / <f64>d;
  const r = f64x2.splat(inverse);
  const c = f64x2.splat(0.5 * abs<f64>(inverse) - 0.5);
  const shift = v128.load(SHIFT_F64);
  for (; n > 0; n -= 4) {
    const x = v128.load(a);
    const y = v128.shuffle<u64>(x, x, 1, 0);
    const low = isSigned<T>() ? f64x2.convert_low_i32x4_s(x) : f64x2.convert_low_i32x4_u(x);
    const high = isSigned<T>() ? f64x2.convert_low_i32x4_s(y) : f64x2.convert_low_i32x4_u(y);
    const p = f64x2.add(Lanes.madd<f64>(low, r, c), shift);
    v128.store(out, v128.shuffle<u32>(p, f64x2.add(Lanes.madd<f64>(high, r, c), shift), 0, 2, 4, 6));
    a += 16;
    out += 16;
  }
}

/**
 * out[i] = a[i] / the number at b, rounded down, for as many whole vectors as there are. `out` is `a` or apart from it.
 * Answers how many elements are done: none in builds without vectors and for types that have no faster way.
 */
export function divideByOne(t: i32, a: usize, b: usize, out: usize, n: i32): i32 {
  if (!ASC_FEATURE_SIMD || t > DType.I32) return 0;
  const size = t <= DType.I8 ? 1 : t <= DType.I16 ? 2 : 4;
  const done = n & (0 - 16 / size);
  if (size == 1 ? load<u8>(b) == 0 : size == 2 ? load<u16>(b) == 0 : load<u32>(b) == 0) {
    memory.fill(out, 0, done * size);
    return done;
  }
  switch (t) {
    case DType.U8:
      divideNarrow<u8, u8, u16>(a, load<u8>(b), out, done);
      break;
    case DType.I8:
      divideNarrow<i8, u8, u16>(a, load<i8>(b), out, done);
      break;
    case DType.U16:
      divideNarrow<u16, u16, u32>(a, load<u16>(b), out, done);
      break;
    case DType.I16:
      divideNarrow<i16, u16, u32>(a, load<i16>(b), out, done);
      break;
    case DType.U32:
      divideWords<u32>(a, load<u32>(b), out, done);
      break;
    default:
      divideWords<i32>(a, load<i32>(b), out, done);
  }
  return done;
}
