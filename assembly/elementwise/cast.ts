/**
 * Conversion between any two element types, with NumPy's answers on x86-64:
 *
 * - to bool: x != 0, so that NaN is true;
 * - integer to integer: modulo 2^bits;
 * - integer to float, f64 to f32: the nearest value, ties to even;
 * - float to integer: towards zero where the result fits. What does not fit is undefined in C; here it is what the
 *   machine's conversion instructions give, whose answer to NaN and to all that is out of their range is the minimum:
 *     i8, u8, i16, u16, i32: the low bits of the conversion to i32;
 *     u32, i64: the low bits of the conversion to i64;
 *     u64: the conversion of x to i64 below 2^63 (and for NaN), 2^63 + the conversion of x - 2^63 from there on.
 *   NumPy 2.4 does the same for all of its loops but one: contiguous floats to u32, whose vector loop does as for u64, with
 *   2^31 in place of 2^63. It differs from its own scalar loop below -2^31, from 2^32 on and for NaN.
 */
import { DType } from '../dtypes';
import { Lanes } from '../lanes';
import { copyItems } from '../layout/plane';
import { fill } from './fill';
import { each, truncate } from './truncate';

/** 2^31, as lanes. */
const LIMITS_F32 = memory.data<f32>([2147483648.0, 2147483648.0, 2147483648.0, 2147483648.0], 16);
const LIMITS_F64 = memory.data<f64>([2147483648.0, 2147483648.0], 16);

/** A register of results. */
abstract class Pack {
  /** The first `bytes` bytes at p; lanes beyond them are of no use. */
  @inline static load(p: usize, bytes: usize): v128 {
    if (bytes == 2) return v128.load16_splat(p);
    if (bytes == 4) return v128.load32_zero(p);
    if (bytes == 8) return v128.load64_zero(p);
    return v128.load(p);
  }

  /** The low lanes of integers F as lanes of `size` bytes. */
  @inline static widen<F>(x: v128, size: usize): v128 {
    if (sizeof<F>() == 1 && size >= 2) x = isSigned<F>() ? v128.extend_low<i8>(x) : v128.extend_low<u8>(x);
    if (sizeof<F>() <= 2 && size >= 4) x = isSigned<F>() ? v128.extend_low<i16>(x) : v128.extend_low<u16>(x);
    if (sizeof<F>() <= 4 && size >= 8) x = isSigned<F>() ? v128.extend_low<i32>(x) : v128.extend_low<u32>(x);
    return x;
  }

  /** Eight lanes of i16, not negative, as f64. */
  @inline static doubles(dst: usize, x: v128): void {
    const low = i32x4.extend_low_i16x8_u(x);
    const high = i32x4.extend_high_i16x8_u(x);
    v128.store(dst, f64x2.convert_low_i32x4_s(low));
    v128.store(dst, f64x2.convert_low_i32x4_s(v128.shuffle<u64>(low, low, 1, 0)), 16);
    v128.store(dst, f64x2.convert_low_i32x4_s(high), 32);
    v128.store(dst, f64x2.convert_low_i32x4_s(v128.shuffle<u64>(high, high, 1, 0)), 48);
  }

  /** The 16 / sizeof<T>() items at p. */
  @inline static make<F, T>(p: usize): v128 {
    if (isInteger<F>()) {
      const x = Pack.load(p, (16 * sizeof<F>()) / sizeof<T>());
      if (isInteger<T>()) return Pack.widen<F>(x, sizeof<T>());
      const words = Pack.widen<F>(x, 4);
      const unsigned = sizeof<F>() == 4 && !isSigned<F>();
      if (sizeof<T>() == 4) return unsigned ? f32x4.convert_i32x4_u(words) : f32x4.convert_i32x4_s(words);
      return unsigned ? f64x2.convert_low_i32x4_u(words) : f64x2.convert_low_i32x4_s(words);
    }
    if (sizeof<T>() == 8) return f64x2.promote_low_f32x4(v128.load64_zero(p));
    return v128.shuffle<u64>(f32x4.demote_f64x2_zero(v128.load(p)), f32x4.demote_f64x2_zero(v128.load(p, 16)), 0, 2);
  }
}

function toBool<F>(src: usize, dst: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const zero = i64x2.splat(0);
    const items: usize = 64 / sizeof<F>();
    for (; n >= items; n -= items) {
      const a = v128.ne<F>(v128.load(src), zero);
      const b = v128.ne<F>(v128.load(src, 16), zero);
      const c = v128.ne<F>(v128.load(src, 32), zero);
      const d = v128.ne<F>(v128.load(src, 48), zero);
      Lanes.storeMasks<F>(dst, a, b, c, d);
      src += 64;
      dst += items;
    }
  }
  each<F, bool>(src, dst, n);
}

/** From 2^31 to 2^32 by way of x - 2^31; a register with anything that fits neither way is converted value by value. */
function floatsToU32<F>(src: usize, dst: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const limit = v128.load(sizeof<F>() == 4 ? LIMITS_F32 : LIMITS_F64);
    const items: usize = 16 / sizeof<F>();
    for (; n >= items; n -= items) {
      const x = v128.load(src);
      const high = v128.ge<F>(x, limit);
      const y = v128.sub<F>(x, v128.and(high, limit));
      if (!i32x4.all_true(v128.lt<F>(v128.abs<F>(y), limit))) {
        each<F, u32>(src, dst, items);
      } else if (sizeof<F>() == 4) {
        v128.store(dst, v128.xor(i32x4.trunc_sat_f32x4_s(y), i32x4.shl(high, 31)));
      } else {
        const bit = i32x4.shl(v128.shuffle<u32>(high, high, 0, 2, 0, 2), 31);
        v128.store64_lane(dst, v128.xor(i32x4.trunc_sat_f64x2_s_zero(y), bit), 0);
      }
      src += 16;
      dst += items * 4;
    }
  }
  each<F, u32>(src, dst, n);
}

/** u8 to f64, 16 at a time: widened once to 32 bits, in four registers of which each gives two. */
function bytesToF64(src: usize, dst: usize, n: usize): void {
  for (; n >= 16; n -= 16) {
    const x = v128.load(src);
    Pack.doubles(dst, i16x8.extend_low_i8x16_u(x));
    Pack.doubles(dst + 64, i16x8.extend_high_i8x16_u(x));
    src += 16;
    dst += 128;
  }
  each<u8, f64>(src, dst, n);
}

function convert<F, T>(src: usize, dst: usize, n: usize): void {
  if (isFloat<F>() && isInteger<T>()) return truncate<F, T>(src, dst, n);
  if (isFloat<F>() == isFloat<T>()) {
    if (sizeof<F>() == sizeof<T>()) return memory.copy(dst, src, n * sizeof<T>());
    // Integers lose their high bytes: the low ones are a strided view.
    if (isInteger<F>() && sizeof<F>() > sizeof<T>()) {
      return copyItems<T>(src, 0, sizeof<F>(), dst, 0, sizeof<T>(), 1, n);
    }
  }
  if (ASC_FEATURE_SIMD && sizeof<F>() == 1 && !isSigned<F>() && isFloat<T>() && sizeof<T>() == 8)
    return bytesToF64(src, dst, n);
  if (ASC_FEATURE_SIMD && (isFloat<F>() || sizeof<F>() <= 4)) {
    const items: usize = 16 / sizeof<T>();
    const step = items * sizeof<F>();
    for (; n >= items * 2; n -= items * 2) {
      v128.store(dst, Pack.make<F, T>(src));
      v128.store(dst, Pack.make<F, T>(src + step), 16);
      src += step * 2;
      dst += 32;
    }
  }
  each<F, T>(src, dst, n);
}

/** Signed and unsigned results of a size share a loop, except for the large ones of floats. */
function convertTo<F>(to: i32, src: usize, dst: usize, n: usize): void {
  switch (to) {
    case DType.Bool:
      return toBool<F>(src, dst, n);
    case DType.U8:
    case DType.I8:
      return convert<F, u8>(src, dst, n);
    case DType.U16:
    case DType.I16:
      return convert<F, u16>(src, dst, n);
    case DType.U32:
      if (isFloat<F>()) return floatsToU32<F>(src, dst, n);
      return convert<F, u32>(src, dst, n);
    case DType.I32:
      if (isFloat<F>()) return convert<F, i32>(src, dst, n);
      return convert<F, u32>(src, dst, n);
    case DType.U64:
      return convert<F, u64>(src, dst, n);
    case DType.I64:
      if (isFloat<F>()) return convert<F, i64>(src, dst, n);
      return convert<F, u64>(src, dst, n);
    case DType.F32:
      return convert<F, f32>(src, dst, n);
    default:
      return convert<F, f64>(src, dst, n);
  }
}

/** Converts `n` items, or one item `n` times where `srcStep` is 0. `src` and `dst` do not overlap. */
export function cast(from: i32, to: i32, src: usize, srcStep: i32, dst: usize, n: usize): void {
  if (n == 0) return;
  if (srcStep == 0 && n > 1) {
    cast(from, to, src, 1, dst, 1);
    const itemsize = to == DType.Bool ? 1 : to < DType.F32 ? 1 << ((to - 1) >> 1) : 4 << (to - DType.F32);
    return fill(itemsize, dst, dst + itemsize, n - 1);
  }
  if (from == DType.Bool && to == DType.Bool) return memory.copy(dst, src, n);
  switch (from) {
    case DType.Bool:
    case DType.U8:
      return convertTo<u8>(to, src, dst, n);
    case DType.I8:
      return convertTo<i8>(to, src, dst, n);
    case DType.U16:
      return convertTo<u16>(to, src, dst, n);
    case DType.I16:
      return convertTo<i16>(to, src, dst, n);
    case DType.U32:
      return convertTo<u32>(to, src, dst, n);
    case DType.I32:
      return convertTo<i32>(to, src, dst, n);
    case DType.U64:
      return convertTo<u64>(to, src, dst, n);
    case DType.I64:
      return convertTo<i64>(to, src, dst, n);
    case DType.F32:
      return convertTo<f32>(to, src, dst, n);
    default:
      return convertTo<f64>(to, src, dst, n);
  }
}
