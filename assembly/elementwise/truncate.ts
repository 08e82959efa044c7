/**
 * Single values from type to type, and runs of floats to integers; cast.ts says what the results are.
 *
 * A float without a fraction, added to 1.5 * 2^23 (f64: 1.5 * 2^52), stands in two's complement in the low bits of the
 * sum. That takes 3 instructions where WebAssembly's conversions, which saturate, take 8 and more, but holds only for
 * numbers within 2^22 (f64: 2^51): beyond, the high bits of the sum are others, and the block is converted the long way.
 */
const TWO_31: f64 = 2147483648.0;
const TWO_63: f64 = 2147483648.0 * 4294967296.0;

/** One value. */
abstract class Cast {
  @inline static i32<F>(x: F): i32 {
    // <i32>x saturates: too low is right already.
    return x < <F>TWO_31 ? <i32>x : i32.MIN_VALUE;
  }
  @inline static i64<F>(x: F): i64 {
    return x < <F>TWO_63 ? <i64>x : i64.MIN_VALUE;
  }
  @inline static u64<F>(x: F): u64 {
    if (x >= <F>TWO_63) return Cast.i64<F>(x - <F>TWO_63) ^ i64.MIN_VALUE;
    return Cast.i64<F>(x);
  }
  @inline static one<F, T>(x: F): T {
    if (isBoolean<T>()) return <T>(x != <F>0);
    if (isFloat<F>() && isInteger<T>()) {
      if (sizeof<T>() == 8) return isSigned<T>() ? <T>Cast.i64<F>(x) : <T>Cast.u64<F>(x);
      if (sizeof<T>() == 4 && !isSigned<T>()) return <T>Cast.i64<F>(x);
      return <T>Cast.i32<F>(x);
    }
    return <T>x;
  }
}

export function each<F, T>(src: usize, dst: usize, n: usize): void {
  if (!ASC_FEATURE_SIMD) {
    for (; n >= 2; n -= 2) {
      store<T>(dst, Cast.one<F, T>(load<F>(src)));
      store<T>(dst + sizeof<T>(), Cast.one<F, T>(load<F>(src + sizeof<F>())));
      src += sizeof<F>() * 2;
      dst += sizeof<T>() * 2;
    }
  }
  for (; n; n--) {
    store<T>(dst, Cast.one<F, T>(load<F>(src)));
    src += sizeof<F>();
    dst += sizeof<T>();
  }
}

/** What is added, and its bits: f64 to at most 32 bits adds 2^31 besides, so that all of i32 has the same high word. */
const SHIFT_F32 = memory.data<f32>([12582912, 12582912, 12582912, 12582912], 16);
const SHIFT_F64 = memory.data<f64>([6755399441055744, 6755399441055744], 16);
const SHIFT_I32 = memory.data<f64>([6755401588539392, 6755401588539392], 16);
const HIGH_WORD = memory.data<u32>([0x43380000, 0x43380000, 0x43380000, 0x43380000], 16);
/** The bits that tell a sum out of range, the bits of an element, and 2^31. */
const EXPONENT_F32 = memory.data<u32>([0xff800000, 0xff800000, 0xff800000, 0xff800000], 16);
const EXPONENT_F64 = memory.data<u32>([0, 0xfff00000, 0, 0xfff00000], 16);
const LOW_8 = memory.data<u32>([0xff, 0xff, 0xff, 0xff], 16);
const LOW_16 = memory.data<u32>([0xffff, 0xffff, 0xffff, 0xffff], 16);
const LOWEST = memory.data<u32>([0x80000000, 0x80000000, 0x80000000, 0x80000000], 16);
const TWO_31_F32 = memory.data<f32>([2147483648.0, 2147483648.0, 2147483648.0, 2147483648.0], 16);
const TWO_31_F64 = memory.data<f64>([2147483648.0, 2147483648.0], 16);

abstract class Sum {
  @inline static f32(p: usize): v128 {
    return f32x4.add(f32x4.trunc(v128.load(p)), v128.load(SHIFT_F32));
  }
  @inline static i32(p: usize): v128 {
    return f64x2.add(f64x2.trunc(v128.load(p)), v128.load(SHIFT_I32));
  }
  /** Two numbers of either type. */
  @inline static f64<F>(p: usize): v128 {
    const x = sizeof<F>() == 8 ? v128.load(p) : f64x2.promote_low_f32x4(v128.load64_zero(p));
    return f64x2.add(f64x2.trunc(x), v128.load(SHIFT_F64));
  }
}

abstract class Words {
  /** Sixteen integers T from the low bits of words. */
  @inline static store<T>(dst: usize, a: v128, b: v128, c: v128, d: v128): void {
    const mask = v128.load(sizeof<T>() == 1 ? LOW_8 : LOW_16);
    const low = i16x8.narrow_i32x4_u(v128.and(a, mask), v128.and(b, mask));
    const high = i16x8.narrow_i32x4_u(v128.and(c, mask), v128.and(d, mask));
    if (sizeof<T>() == 1) return v128.store(dst, i8x16.narrow_i16x8_u(low, high));
    v128.store(dst, low);
    v128.store(dst, high, 16);
  }
}

/** To u32: from 2^31 to 2^32 by way of x - 2^31; a register with anything that fits neither way goes value by value. */
function farUnsigned<F>(src: usize, dst: usize, n: usize): void {
  const limit = v128.load(sizeof<F>() == 4 ? TWO_31_F32 : TWO_31_F64);
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
  each<F, u32>(src, dst, n);
}

/** The long way. f32 beyond 2^22 are common and have lanes; the other types can hold little of what comes here. */
function far<F, T>(src: usize, dst: usize, n: usize): void {
  if (ASC_FEATURE_SIMD && sizeof<T>() == 4 && !isSigned<T>()) return farUnsigned<F>(src, dst, n);
  if (ASC_FEATURE_SIMD && sizeof<F>() == 4 && sizeof<T>() == 4) {
    const limit = v128.load(TWO_31_F32);
    const lowest = v128.load(LOWEST);
    for (; n >= 4; n -= 4) {
      const x = v128.load(src);
      v128.store(dst, v128.bitselect(i32x4.trunc_sat_f32x4_s(x), lowest, f32x4.lt(x, limit)));
      src += 16;
      dst += 16;
    }
  }
  each<F, T>(src, dst, n);
}

/** Inlined, or their constants would be loaded for every block. */
abstract class Block {
  /** Sixteen f32 to 32 bits or fewer; false, and nothing done, where one is out of range. */
  @inline static words32<T>(src: usize, dst: usize): bool {
    const shift = v128.load(SHIFT_F32);
    const a = Sum.f32(src);
    const b = Sum.f32(src + 16);
    const c = Sum.f32(src + 32);
    const d = Sum.f32(src + 48);
    const low = v128.or(v128.xor(a, shift), v128.xor(b, shift));
    const high = v128.or(v128.xor(c, shift), v128.xor(d, shift));
    if (v128.any_true(v128.and(v128.or(low, high), v128.load(EXPONENT_F32)))) return false;
    if (sizeof<T>() < 4) {
      Words.store<T>(dst, a, b, c, d);
    } else {
      v128.store(dst, i32x4.sub(a, shift));
      v128.store(dst, i32x4.sub(b, shift), 16);
      v128.store(dst, i32x4.sub(c, shift), 32);
      v128.store(dst, i32x4.sub(d, shift), 48);
    }
    return true;
  }

  /** The same for f64. */
  @inline static words64<T>(src: usize, dst: usize): bool {
    const a = Sum.i32(src);
    const b = Sum.i32(src + 16);
    const c = Sum.i32(src + 32);
    const d = Sum.i32(src + 48);
    const e = Sum.i32(src + 64);
    const f = Sum.i32(src + 80);
    const g = Sum.i32(src + 96);
    const h = Sum.i32(src + 112);
    const high = v128.load(HIGH_WORD);
    const p = v128.xor(v128.shuffle<u32>(a, b, 1, 3, 5, 7), high);
    const q = v128.xor(v128.shuffle<u32>(c, d, 1, 3, 5, 7), high);
    const r = v128.xor(v128.shuffle<u32>(e, f, 1, 3, 5, 7), high);
    const s = v128.xor(v128.shuffle<u32>(g, h, 1, 3, 5, 7), high);
    if (v128.any_true(v128.or(v128.or(p, q), v128.or(r, s)))) return false;
    const ab = v128.shuffle<u32>(a, b, 0, 2, 4, 6);
    const cd = v128.shuffle<u32>(c, d, 0, 2, 4, 6);
    const ef = v128.shuffle<u32>(e, f, 0, 2, 4, 6);
    const gh = v128.shuffle<u32>(g, h, 0, 2, 4, 6);
    if (sizeof<T>() < 4) {
      Words.store<T>(dst, ab, cd, ef, gh);
    } else {
      const lowest = v128.load(LOWEST);
      v128.store(dst, v128.xor(ab, lowest));
      v128.store(dst, v128.xor(cd, lowest), 16);
      v128.store(dst, v128.xor(ef, lowest), 32);
      v128.store(dst, v128.xor(gh, lowest), 48);
    }
    return true;
  }

  /** Eight floats to 64 bits. */
  @inline static longs<F>(src: usize, dst: usize): bool {
    const shift = v128.load(SHIFT_F64);
    const a = Sum.f64<F>(src);
    const b = Sum.f64<F>(src + 2 * sizeof<F>());
    const c = Sum.f64<F>(src + 4 * sizeof<F>());
    const d = Sum.f64<F>(src + 6 * sizeof<F>());
    const low = v128.or(v128.xor(a, shift), v128.xor(b, shift));
    const high = v128.or(v128.xor(c, shift), v128.xor(d, shift));
    if (v128.any_true(v128.and(v128.or(low, high), v128.load(EXPONENT_F64)))) return false;
    v128.store(dst, i64x2.sub(a, shift));
    v128.store(dst, i64x2.sub(b, shift), 16);
    v128.store(dst, i64x2.sub(c, shift), 32);
    v128.store(dst, i64x2.sub(d, shift), 48);
    return true;
  }
}

/** Floats to integers. */
export function truncate<F, T>(src: usize, dst: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const block: usize = sizeof<T>() == 8 ? 8 : 16;
    for (; n >= block; n -= block) {
      let done: bool;
      if (sizeof<T>() == 8) done = Block.longs<F>(src, dst);
      else if (sizeof<F>() == 4) done = Block.words32<T>(src, dst);
      else done = Block.words64<T>(src, dst);
      if (!done) far<F, T>(src, dst, block);
      src += block * sizeof<F>();
      dst += block * sizeof<T>();
    }
  }
  far<F, T>(src, dst, n);
}
