/**
 * Values made from nothing but their position: one value repeated, or start + i * step.
 */
import { DType } from '../dtypes';

/** An item of 1 to 16 bytes repeated to a 16-byte pattern, of which these are the two halves. */
abstract class Pattern {
  @inline static low(itemsize: i32, src: usize): u64 {
    if (itemsize >= 8) return load<u64>(src);
    let word: u64 = load<u8>(src) * 0x01010101;
    if (itemsize == 2) word = load<u16>(src) * 0x00010001;
    if (itemsize == 4) word = load<u32>(src);
    return word | (word << 32);
  }
  @inline static high(itemsize: i32, src: usize, low: u64): u64 {
    return itemsize == 16 ? load<u64>(src, 8) : low;
  }
}

/** Repeats the item at `src` over the 64-byte `block` that stands for an operand whose step is 0. */
export function splat(itemsize: i32, src: usize, block: usize): void {
  const low = Pattern.low(itemsize, src);
  const high = Pattern.high(itemsize, src, low);
  // In pieces as large as those that are read soon after.
  if (ASC_FEATURE_SIMD) {
    const pattern = i64x2.replace_lane(i64x2.splat(low), 1, high);
    for (let k: usize = 0; k < 64; k += 16) v128.store(block + k, pattern);
  } else {
    for (let k: usize = 0; k < 64; k += 16) {
      store<u64>(block + k, low);
      store<u64>(block + k, high, 8);
    }
  }
}

/** Fills `n` items at `dst` with the item at `src`. */
export function fill(itemsize: i32, src: usize, dst: usize, n: usize): void {
  const low = Pattern.low(itemsize, src);
  const high = Pattern.high(itemsize, src, low);
  let bytes = n * itemsize;
  if (low == high && low == rotl<u64>(low, 8)) {
    memory.fill(dst, <u8>low, bytes);
    return;
  }
  if (ASC_FEATURE_SIMD) {
    const v = i64x2.replace_lane(i64x2.splat(low), 1, high);
    for (; bytes >= 64; bytes -= 64) {
      v128.store(dst, v);
      v128.store(dst, v, 16);
      v128.store(dst, v, 32);
      v128.store(dst, v, 48);
      dst += 64;
    }
  }
  for (; bytes >= 16; bytes -= 16) {
    store<u64>(dst, low);
    store<u64>(dst, high, 8);
    dst += 16;
  }
  // What is left is a whole number of items of a size below 16, so every piece continues the pattern.
  if (bytes & 8) {
    store<u64>(dst, low);
    dst += 8;
  }
  if (bytes & 4) {
    store<u32>(dst, <u32>low);
    dst += 4;
  }
  if (bytes & 2) {
    store<u16>(dst, <u16>low);
    dst += 2;
  }
  if (bytes & 1) store<u8>(dst, <u8>low);
}

/** In 64-bit arithmetic modulo 2^64, of which each type keeps the low bits; a bool is whether anything is left. */
function rampIntegers<T>(start: i64, step: i64, dst: usize, n: usize): void {
  const lanes: usize = 16 / sizeof<T>();
  if (ASC_FEATURE_SIMD && !isBoolean<T>() && n > lanes) {
    rampIntegers<T>(start, step, dst, lanes);
    let v = v128.load(dst);
    const increment = v128.splat<T>(<T>(step * lanes));
    start += step * (n - (n % lanes));
    dst += 16;
    for (n -= lanes; n >= lanes; n -= lanes) {
      v = v128.add<T>(v, increment);
      v128.store(dst, v);
      dst += 16;
    }
  }
  for (; n; n--) {
    store<T>(dst, <T>start);
    start += step;
    dst += sizeof<T>();
  }
}

/** The index times the step, never a running sum: no error accumulates. */
function rampFloats<T>(start: f64, step: f64, dst: usize, first: f64, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const starts = f64x2.splat(start);
    const steps = f64x2.splat(step);
    const two = f64x2.splat(2);
    const four = f64x2.splat(4);
    let index = f64x2.replace_lane(f64x2.splat(first), 1, first + 1);
    first += n & ~3;
    for (; n >= 4; n -= 4) {
      const a = f64x2.add(starts, f64x2.mul(index, steps));
      const b = f64x2.add(starts, f64x2.mul(f64x2.add(index, two), steps));
      index = f64x2.add(index, four);
      if (sizeof<T>() == 8) {
        v128.store(dst, a);
        v128.store(dst, b, 16);
      } else {
        v128.store(dst, v128.shuffle<u64>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2));
      }
      dst += sizeof<T>() * 4;
    }
  }
  for (; n; n--) {
    store<T>(dst, <T>(start + first * step));
    first += 1;
    dst += sizeof<T>();
  }
}

/**
 * dst[i] = start + (first + i) * step for i < n. `args` points to start and step: two f64 for the floating types, computed
 * in f64 and rounded once; two i64 for all others.
 */
export function ramp(t: i32, args: usize, dst: usize, first: usize, n: usize): void {
  if (t == DType.F64) return rampFloats<f64>(load<f64>(args), load<f64>(args, 8), dst, <f64>first, n);
  if (t == DType.F32) return rampFloats<f32>(load<f64>(args), load<f64>(args, 8), dst, <f64>first, n);
  const step = load<i64>(args, 8);
  const start = load<i64>(args) + <i64>first * step;
  switch (t) {
    case DType.Bool:
      return rampIntegers<bool>(start, step, dst, n);
    case DType.U8:
    case DType.I8:
      return rampIntegers<u8>(start, step, dst, n);
    case DType.U16:
    case DType.I16:
      return rampIntegers<u16>(start, step, dst, n);
    case DType.U32:
    case DType.I32:
      return rampIntegers<u32>(start, step, dst, n);
    default:
      return rampIntegers<u64>(start, step, dst, n);
  }
}
