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

/**
 * Below the high bits of a power of two, an unsigned integer makes a float that is the power and the integer. Integers are
 * cut into halves, of which each gets its power, and what both are too large by is taken from the high one, exactly; their
 * sum is rounded once. The powers are 2^39 and 2^23 for 32 bits, 2^84 and 2^52 for 64, where the high half of a signed
 * integer has 2^31 added. 32 bits need no halves for f64.
 */
const WORD = memory.data<u32>([0, 0x43300000, 0, 0x43300000], 16);
const WORD_F64 = memory.data<f64>([4503599627370496, 4503599627370496], 16);
const LOW_U32 = memory.data<u32>([0x4b000000, 0x4b000000, 0x4b000000, 0x4b000000], 16);
const HIGH_U32 = memory.data<u32>([0x53000000, 0x53000000, 0x53000000, 0x53000000], 16);
const BOTH_U32 = memory.data<u32>([0x53000080, 0x53000080, 0x53000080, 0x53000080], 16);
const HIGH_U64 = memory.data<u64>([0x4530000000000000, 0x4530000000000000], 16);
const HIGH_I64 = memory.data<u64>([0x4530000080000000, 0x4530000080000000], 16);
const BOTH_U64 = memory.data<u64>([0x4530000000100000, 0x4530000000100000], 16);
const BOTH_I64 = memory.data<u64>([0x4530000080100000, 0x4530000080100000], 16);

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

  /** Eight lanes of 16 bits as f64. */
  @inline static doubles<H>(dst: usize, x: v128): void {
    const low = v128.extend_low<H>(x);
    const high = v128.extend_high<H>(x);
    v128.store(dst, f64x2.convert_low_i32x4_s(low));
    v128.store(dst, f64x2.convert_low_i32x4_s(v128.shuffle<u64>(low, low, 1, 0)), 16);
    v128.store(dst, f64x2.convert_low_i32x4_s(high), 32);
    v128.store(dst, f64x2.convert_low_i32x4_s(v128.shuffle<u64>(high, high, 1, 0)), 48);
  }

  /** The 16 / sizeof<T>() items at p. */
  @inline static make<F, T>(p: usize): v128 {
    if (isInteger<F>()) {
      const x = Pack.load(p, (16 * sizeof<F>()) / sizeof<T>());
      if (sizeof<F>() == 8) {
        const low = v128.shuffle<u32>(x, v128.load(WORD), 0, 5, 2, 7);
        const high = v128.xor(i64x2.shr_u(x, 32), v128.load(isSigned<F>() ? HIGH_I64 : HIGH_U64));
        return f64x2.add(f64x2.sub(high, v128.load(isSigned<F>() ? BOTH_I64 : BOTH_U64)), low);
      }
      if (isInteger<T>()) return Pack.widen<F>(x, sizeof<T>());
      const words = Pack.widen<F>(x, 4);
      if (sizeof<F>() == 4 && !isSigned<F>()) {
        // As fast as converting signed integers, where WebAssembly's conversions take 5 and 8 instructions.
        if (sizeof<T>() == 8) return f64x2.sub(v128.shuffle<u32>(x, v128.load(WORD), 0, 5, 1, 7), v128.load(WORD_F64));
        const low = v128.shuffle<u16>(x, v128.load(LOW_U32), 0, 9, 2, 11, 4, 13, 6, 15);
        const high = v128.or(i32x4.shr_u(x, 16), v128.load(HIGH_U32));
        return f32x4.add(f32x4.sub(high, v128.load(BOTH_U32)), low);
      }
      return sizeof<T>() == 4 ? f32x4.convert_i32x4_s(words) : f64x2.convert_low_i32x4_s(words);
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

/** Bytes and 16-bit integers to f64, 16 bytes at a time: widened once to 32 bits, in registers of which each gives two. */
function shortsToF64<F>(src: usize, dst: usize, n: usize): void {
  const items: usize = 16 / sizeof<F>();
  for (; n >= items; n -= items) {
    const x = v128.load(src);
    if (sizeof<F>() == 2) Pack.doubles<F>(dst, x);
    else {
      Pack.doubles<i16>(dst, v128.extend_low<F>(x));
      Pack.doubles<i16>(dst + 64, v128.extend_high<F>(x));
    }
    src += 16;
    dst += items * 8;
  }
  each<F, f64>(src, dst, n);
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
  if (ASC_FEATURE_SIMD && sizeof<F>() <= 2 && isFloat<T>() && sizeof<T>() == 8) return shortsToF64<F>(src, dst, n);
  if (ASC_FEATURE_SIMD && (isFloat<F>() || sizeof<F>() <= sizeof<T>())) {
    const items: usize = 16 / sizeof<T>();
    const step = items * sizeof<F>();
    for (; n >= items * 4; n -= items * 4) {
      v128.store(dst, Pack.make<F, T>(src));
      v128.store(dst, Pack.make<F, T>(src + step), 16);
      v128.store(dst, Pack.make<F, T>(src + step * 2), 32);
      v128.store(dst, Pack.make<F, T>(src + step * 3), 48);
      src += step * 4;
      dst += 64;
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
