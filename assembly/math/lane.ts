import { Lanes } from '../lanes';

/**
 * One text for a function of a vector of elements and of a single one. `L` is v128 in the builds with SIMD and T itself
 * in the scalar one; T is f32 or f64. A function written with these gives the same bits either way, because each step
 * is the same operation rounded once; only `madd` of the relaxed build may round less often.
 *
 * Both sides of a choice are computed, as vectors must. A mask is an L of all ones or all zeros in its bits. Integers
 * live in the bits of an L too: `i32` beside f32, `i64` beside f64.
 */
export abstract class Lane {
  /** Constant i of a table of T, in every lane. */
  @inline static at<L, T>(table: usize, i: i32): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.load32_splat(table + ((<usize>i) << 2));
      return v128.load64_splat(table + ((<usize>i) << 3));
    }
    return load<T>(table + <usize>i * sizeof<T>());
  }

  /** One value in every lane; for constants inside a loop `at` is faster. */
  @inline static splat<L, T>(x: T): L {
    if (isVector<L>()) return v128.splat<T>(x);
    return x;
  }

  @inline static add<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.add<T>(a, b);
    return a + b;
  }
  @inline static sub<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.sub<T>(a, b);
    return a - b;
  }
  @inline static mul<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.mul<T>(a, b);
    return a * b;
  }
  @inline static div<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.div<T>(a, b);
    return a / b;
  }

  /** a * b + c: fused in the relaxed build, rounded twice in the others. */
  @inline static madd<L, T>(a: L, b: L, c: L): L {
    if (isVector<L>()) return Lanes.madd<T>(a, b, c);
    return a * b + c;
  }

  /** c - a * b, fused as `madd` is. */
  @inline static nmadd<L, T>(a: L, b: L, c: L): L {
    if (isVector<L>()) {
      if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_nmadd<T>(a, b, c);
      return v128.sub<T>(c, v128.mul<T>(a, b));
    }
    return c - a * b;
  }

  @inline static neg<L, T>(x: L): L {
    if (isVector<L>()) return v128.neg<T>(x);
    return -x;
  }
  @inline static abs<L, T>(x: L): L {
    if (isVector<L>()) return v128.abs<T>(x);
    return <L>abs<T>(x);
  }
  @inline static sqrt<L, T>(x: L): L {
    if (isVector<L>()) return v128.sqrt<T>(x);
    return <L>sqrt<T>(x);
  }
  /** To the nearest integer, ties to even. */
  @inline static nearest<L, T>(x: L): L {
    if (isVector<L>()) return v128.nearest<T>(x);
    return <L>nearest<T>(x);
  }
  /** b < a ? b : a, so a where either is NaN. */
  @inline static pmin<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.pmin<T>(a, b);
    return b < a ? b : a;
  }
  /** a < b ? b : a, so a where either is NaN. */
  @inline static pmax<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.pmax<T>(a, b);
    return a < b ? b : a;
  }

  /** A truth value as a mask, of the scalar build. */
  @inline static mask<T>(yes: bool): T {
    if (sizeof<T>() == 4) return <T>reinterpret<f32>(yes ? -1 : 0);
    return <T>reinterpret<f64>(yes ? <i64>-1 : <i64>0);
  }
  @inline static lt<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.lt<T>(a, b);
    return <L>Lane.mask<T>(a < b);
  }
  @inline static le<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.le<T>(a, b);
    return <L>Lane.mask<T>(a <= b);
  }
  @inline static gt<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.gt<T>(a, b);
    return <L>Lane.mask<T>(a > b);
  }
  @inline static ge<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.ge<T>(a, b);
    return <L>Lane.mask<T>(a >= b);
  }
  @inline static eq<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.eq<T>(a, b);
    return <L>Lane.mask<T>(a == b);
  }
  @inline static ne<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.ne<T>(a, b);
    return <L>Lane.mask<T>(a != b);
  }

  /** a > b of their bits as signed integers. */
  @inline static gtBits<L, T>(a: L, b: L): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.gt<i32>(a, b);
      return v128.gt<i64>(a, b);
    }
    return <L>Lane.mask<T>(Lane.bits<L, T>(a) > Lane.bits<L, T>(b));
  }

  /** mask ? yes : no, in each lane. */
  @inline static select<L, T>(mask: L, yes: L, no: L): L {
    if (isVector<L>()) {
      if (ASC_FEATURE_RELAXED_SIMD) {
        if (sizeof<T>() == 4) return i32x4.relaxed_laneselect(yes, no, mask);
        return i64x2.relaxed_laneselect(yes, no, mask);
      }
      return v128.bitselect(yes, no, mask);
    }
    return Lane.bits<L, T>(mask) ? yes : no;
  }
  /** Whether the mask holds in some lane. */
  @inline static any<L, T>(mask: L): bool {
    if (isVector<L>()) return v128.any_true(mask);
    return Lane.bits<L, T>(mask) != 0;
  }

  /** The bits of a single T as an integer, of the scalar build. */
  @inline static bits<L, T>(x: L): i64 {
    if (sizeof<T>() == 4) return reinterpret<i32>(<f32>x);
    return reinterpret<i64>(<f64>x);
  }
  @inline static ofBits<L, T>(x: i64): L {
    if (sizeof<T>() == 4) return <L>reinterpret<f32>(<i32>x);
    return <L>reinterpret<f64>(x);
  }

  @inline static and<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.and(a, b);
    return Lane.ofBits<L, T>(Lane.bits<L, T>(a) & Lane.bits<L, T>(b));
  }
  @inline static or<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.or(a, b);
    return Lane.ofBits<L, T>(Lane.bits<L, T>(a) | Lane.bits<L, T>(b));
  }
  @inline static xor<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.xor(a, b);
    return Lane.ofBits<L, T>(Lane.bits<L, T>(a) ^ Lane.bits<L, T>(b));
  }
  /** a & ~b */
  @inline static andnot<L, T>(a: L, b: L): L {
    if (isVector<L>()) return v128.andnot(a, b);
    return Lane.ofBits<L, T>(Lane.bits<L, T>(a) & ~Lane.bits<L, T>(b));
  }

  /** The sum of the bits as integers of T's size. */
  @inline static addBits<L, T>(a: L, b: L): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.add<i32>(a, b);
      return v128.add<i64>(a, b);
    }
    return Lane.ofBits<L, T>(Lane.bits<L, T>(a) + Lane.bits<L, T>(b));
  }
  @inline static subBits<L, T>(a: L, b: L): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.sub<i32>(a, b);
      return v128.sub<i64>(a, b);
    }
    return Lane.ofBits<L, T>(Lane.bits<L, T>(a) - Lane.bits<L, T>(b));
  }
  @inline static shl<L, T>(x: L, by: i32): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.shl<i32>(x, by);
      return v128.shl<i64>(x, by);
    }
    return Lane.ofBits<L, T>(Lane.bits<L, T>(x) << by);
  }
  /** Right shift that brings in zeros. */
  @inline static shrU<L, T>(x: L, by: i32): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.shr<u32>(x, by);
      return v128.shr<u64>(x, by);
    }
    if (sizeof<T>() == 4) return <L>reinterpret<f32>(reinterpret<u32>(<f32>x) >>> by);
    return <L>reinterpret<f64>(reinterpret<u64>(<f64>x) >>> by);
  }
  /** Right shift that repeats the sign. For f64 a 64-bit shift, which x86 has no instruction for: avoid it there. */
  @inline static shrS<L, T>(x: L, by: i32): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.shr<i32>(x, by);
      return v128.shr<i64>(x, by);
    }
    if (sizeof<T>() == 4) return <L>reinterpret<f32>(reinterpret<i32>(<f32>x) >> by);
    return <L>reinterpret<f64>(reinterpret<i64>(<f64>x) >> by);
  }

  /** Bits of the mantissa, without the leading one: the place of the exponent. */
  @inline static places<T>(): i32 {
    return sizeof<T>() == 4 ? 23 : 52;
  }

  /** Where the sign is set, of zeros and NaN too. */
  @inline static negative<L, T>(x: L): L {
    if (isVector<L>()) {
      if (sizeof<T>() == 4) return v128.shr<i32>(x, 31);
      return v128.lt<i64>(x, i64x2.splat(0));
    }
    return <L>Lane.mask<T>(Lane.bits<L, T>(x) < 0);
  }
}
