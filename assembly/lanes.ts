/** The low byte of each 16 bits. */
const LOW_BYTES = memory.data<u16>([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 16);

/**
 * The thin layer between loops and vector instructions. It is the only file that asks whether the build is relaxed, and
 * the place for lane operations that WebAssembly lacks or answers more slowly than a few others together.
 *
 * Masks are lanes of all ones or all zeros, as WebAssembly's comparisons give them.
 */
export abstract class Lanes {
  /** a * b + c: one rounding in the relaxed build where the machine has it, two otherwise. */
  @inline static madd<T>(a: v128, b: v128, c: v128): v128 {
    if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
    return v128.add<T>(v128.mul<T>(a, b), c);
  }

  /** Minimum that gives NaN when either side is NaN. `pmin(a, b)` is `b < a ? b : a`: wrong only where b is NaN. */
  @inline static minimum<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.bitselect(v128.pmin<T>(a, b), b, v128.eq<T>(b, b));
    return v128.min<T>(a, b);
  }

  /** Maximum that gives NaN when either side is NaN. */
  @inline static maximum<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.bitselect(v128.pmax<T>(a, b), b, v128.eq<T>(b, b));
    return v128.max<T>(a, b);
  }

  /** Minimum that ignores NaN: `pmin` is wrong only where a is NaN. */
  @inline static fmin<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.bitselect(v128.pmin<T>(a, b), b, v128.eq<T>(a, a));
    return v128.min<T>(a, b);
  }

  /** Maximum that ignores NaN. */
  @inline static fmax<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.bitselect(v128.pmax<T>(a, b), b, v128.eq<T>(a, a));
    return v128.max<T>(a, b);
  }

  /** Product of bytes modulo 256, which WebAssembly lacks: of even and odd bytes in 16-bit lanes, the odd ones in place. */
  @inline static multiply<T>(a: v128, b: v128): v128 {
    if (sizeof<T>() == 1) {
      const low = v128.load(LOW_BYTES);
      const odd = i16x8.mul(i16x8.shr_u(a, 8), v128.andnot(b, low));
      return v128.or(v128.and(i16x8.mul(a, b), low), odd);
    }
    return v128.mul<T>(a, b);
  }

  /** The bytes of x in the order of a vector of their places, which are less than 16. */
  @inline static rearrange(x: v128, places: v128): v128 {
    if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(x, places);
    return i8x16.swizzle(x, places);
  }

  /** Stores the four masks of 64 bytes of elements as 64 / sizeof<T>() bools. */
  @inline static storeMasks<T>(out: usize, m0: v128, m1: v128, m2: v128, m3: v128): void {
    if (sizeof<T>() == 1) {
      v128.store(out, v128.neg<i8>(m0));
      v128.store(out, v128.neg<i8>(m1), 16);
      v128.store(out, v128.neg<i8>(m2), 32);
      v128.store(out, v128.neg<i8>(m3), 48);
    } else if (sizeof<T>() == 2) {
      v128.store(out, v128.neg<i8>(i8x16.narrow_i16x8_s(m0, m1)));
      v128.store(out, v128.neg<i8>(i8x16.narrow_i16x8_s(m2, m3)), 16);
    } else if (sizeof<T>() == 4) {
      const low = i16x8.narrow_i32x4_s(m0, m1);
      const high = i16x8.narrow_i32x4_s(m2, m3);
      v128.store(out, v128.neg<i8>(i8x16.narrow_i16x8_s(low, high)));
    } else {
      const low = v128.shuffle<i32>(m0, m1, 0, 2, 4, 6);
      const high = v128.shuffle<i32>(m2, m3, 0, 2, 4, 6);
      const words = i16x8.narrow_i32x4_s(low, high);
      v128.store64_lane(out, v128.neg<i8>(i8x16.narrow_i16x8_s(words, words)), 0);
    }
  }
}
