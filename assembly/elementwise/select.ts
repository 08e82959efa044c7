/**
 * out[i] = condition[i] ? a[i] : b[i], for any type: items are moved as bits, by their size.
 *
 * A step is 0 or 1. An operand whose step is 0 is a 64-byte block filled with its value: the vector loop takes 64 bytes of
 * items at a time and does not advance such a pointer. `out` may be `a` or `b`.
 */

/** One register of items: those of `b` where `zero` has ones. */
abstract class Choice {
  @inline static store(out: usize, a: usize, b: usize, zero: v128, at: usize): void {
    v128.store(out + at, v128.bitselect(v128.load(b + at), v128.load(a + at), zero));
  }
}

function items<T>(
  condition: usize,
  conditionStep: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  out: usize,
  n: usize,
): void {
  if (ASC_FEATURE_SIMD) {
    const none = i64x2.splat(0);
    const count: usize = 64 / sizeof<T>();
    for (; n >= count; n -= count) {
      // Widening keeps a mask: its lanes are 0 or -1.
      if (sizeof<T>() == 1) {
        Choice.store(out, a, b, i8x16.eq(v128.load(condition), none), 0);
        Choice.store(out, a, b, i8x16.eq(v128.load(condition, 16), none), 16);
        Choice.store(out, a, b, i8x16.eq(v128.load(condition, 32), none), 32);
        Choice.store(out, a, b, i8x16.eq(v128.load(condition, 48), none), 48);
      } else if (sizeof<T>() == 2) {
        const low = i8x16.eq(v128.load(condition), none);
        const high = i8x16.eq(v128.load(condition, 16), none);
        Choice.store(out, a, b, i16x8.extend_low_i8x16_s(low), 0);
        Choice.store(out, a, b, i16x8.extend_high_i8x16_s(low), 16);
        Choice.store(out, a, b, i16x8.extend_low_i8x16_s(high), 32);
        Choice.store(out, a, b, i16x8.extend_high_i8x16_s(high), 48);
      } else if (sizeof<T>() == 4) {
        const zero = i8x16.eq(v128.load(condition), none);
        const low = i16x8.extend_low_i8x16_s(zero);
        const high = i16x8.extend_high_i8x16_s(zero);
        Choice.store(out, a, b, i32x4.extend_low_i16x8_s(low), 0);
        Choice.store(out, a, b, i32x4.extend_high_i16x8_s(low), 16);
        Choice.store(out, a, b, i32x4.extend_low_i16x8_s(high), 32);
        Choice.store(out, a, b, i32x4.extend_high_i16x8_s(high), 48);
      } else {
        const zero = i16x8.extend_low_i8x16_s(i8x16.eq(v128.load64_zero(condition), none));
        const low = i32x4.extend_low_i16x8_s(zero);
        const high = i32x4.extend_high_i16x8_s(zero);
        Choice.store(out, a, b, i64x2.extend_low_i32x4_s(low), 0);
        Choice.store(out, a, b, i64x2.extend_high_i32x4_s(low), 16);
        Choice.store(out, a, b, i64x2.extend_low_i32x4_s(high), 32);
        Choice.store(out, a, b, i64x2.extend_high_i32x4_s(high), 48);
      }
      condition += conditionStep * count;
      a += aStep << 6;
      b += bStep << 6;
      out += 64;
    }
  }
  for (; n; n--) {
    store<T>(out, load<u8>(condition) ? load<T>(a) : load<T>(b));
    condition += conditionStep;
    a += aStep * sizeof<T>();
    b += bStep * sizeof<T>();
    out += sizeof<T>();
  }
}

export function select(
  itemsize: i32,
  condition: usize,
  conditionStep: i32,
  a: usize,
  aStep: i32,
  b: usize,
  bStep: i32,
  out: usize,
  n: usize,
): void {
  switch (itemsize) {
    case 1:
      return items<u8>(condition, conditionStep, a, aStep, b, bStep, out, n);
    case 2:
      return items<u16>(condition, conditionStep, a, aStep, b, bStep, out, n);
    case 4:
      return items<u32>(condition, conditionStep, a, aStep, b, bStep, out, n);
    default:
      return items<u64>(condition, conditionStep, a, aStep, b, bStep, out, n);
  }
}
