import { Across, Deposit } from './across';

/**
 * What is folded. T is the element type. An operation answers alike for a number (X = T, the accumulator V a number)
 * and for a vector (X = V = v128):
 *
 *     start()           the accumulator before the first element
 *     first(x, y)       the accumulator after it
 *     next(a, x, y)     the accumulator after one element more
 *     merge(a, b)       two accumulators in one
 *     across(v, n, y)   the lanes of the accumulator of n elements in one number
 *
 * y is a second operand: an element that runs along (`pairs`), one value of a row or column (`centres`), or else one
 * value for all that the operation explains.
 *
 * `block` is the number of vectors after which lanes are summed up and a tree takes over, 0 for never: sums of floats
 * are exact to the rounding of some 80 additions whatever their length, and narrow lanes do not overflow.
 *
 * `widens` tells that a vector of columns is accumulated in wider lanes (`low`, `high`), which `deposit` adds to the
 * accumulators after at most 128 rows. `watches` and `mirrors` are for extrema, see minimum.ts.
 *
 * Nothing below is overridden, because a virtual method is not inlined.
 */

/** 256 vectors in four accumulators: chains of 64 additions. With half as many the sum runs at 85 GB/s, not 93. */
export const FLOATS: usize = 256;

/** 128 vectors of 255s, two of them to a lane, add up to 65280: it just fits. */
const NARROW: usize = 128;

@unmanaged
class Unary {
  @inline pairs(): bool {
    return false;
  }
  @inline centres(): bool {
    return false;
  }
  @inline mirrors(): bool {
    return false;
  }
  @inline watches<T>(): bool {
    return false;
  }
  @inline suspects<T>(): bool {
    return false;
  }
  @inline hasLanes<T>(): bool {
    return true;
  }
}

/**
 * Signed integers share the loops of unsigned ones. y is their sign bit: x ^ y is the number plus y, and what has been
 * added too much is taken off at the end. For unsigned integers y is 0.
 */
@final
@unmanaged
export class Sum extends Unary {
  @inline block<T>(): usize {
    return isFloat<T>() ? FLOATS : sizeof<T>() <= 2 ? NARROW : 0;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) {
      if (isFloat<T>() || sizeof<T>() == 8) return x;
      const z = v128.xor(x, y);
      if (sizeof<T>() == 4) return v128.add<i64>(v128.extend_low<T>(z), v128.extend_high<T>(z));
      return v128.extadd_pairwise<T>(z);
    }
    if (isFloat<T>() || sizeof<T>() == 8) return <V>x;
    return <V>(x ^ y) - <V>y;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    if (isVector<V>()) {
      if (isFloat<T>()) return v128.add<T>(a, b);
      if (sizeof<T>() == 1) return v128.add<i16>(a, b);
      if (sizeof<T>() == 2) return v128.add<i32>(a, b);
      return v128.add<i64>(a, b);
    }
    return <V>(a + b);
  }
  @inline across<T, A>(v: v128, n: usize, y: T): A {
    if (isFloat<T>()) return <A>Across.lanes<Sum, T>(v);
    const excess = <i64>n * <i64>y;
    if (sizeof<T>() == 1) return <A>(Across.sum<u16>(v) - excess);
    if (sizeof<T>() == 2) return <A>(Across.sum<i32>(v) - excess);
    if (sizeof<T>() == 4) return <A>(Across.sum<i64>(v) - excess);
    return <A>Across.sum<i64>(v);
  }
  @inline widens<T>(): bool {
    return !isFloat<T>() && sizeof<T>() < 8;
  }
  @inline low<T>(a: v128, x: v128, y: v128): v128 {
    return this.merge<T, v128>(a, v128.extend_low<T>(v128.xor(x, y)));
  }
  @inline high<T>(a: v128, x: v128, y: v128): v128 {
    return this.merge<T, v128>(a, v128.extend_high<T>(v128.xor(x, y)));
  }
  /** 128 times 255 or -128 fits a signed lane. */
  @inline deposit<T>(acc: usize, low: v128, high: v128, rows: usize, y: T): void {
    const excess = <i64>rows * <i64>y;
    if (sizeof<T>() == 1) {
      Deposit.lanes<i16>(acc, i16x8.sub(low, i16x8.splat(<i16>excess)));
      Deposit.lanes<i16>(acc + 64, i16x8.sub(high, i16x8.splat(<i16>excess)));
    } else if (sizeof<T>() == 2) {
      Deposit.lanes<i32>(acc, i32x4.sub(low, i32x4.splat(<i32>excess)));
      Deposit.lanes<i32>(acc + 32, i32x4.sub(high, i32x4.splat(<i32>excess)));
    } else {
      Deposit.lanes<i64>(acc, i64x2.sub(low, i64x2.splat(excess)));
      Deposit.lanes<i64>(acc + 16, i64x2.sub(high, i64x2.splat(excess)));
    }
  }
}

/** NaN counts as 0. Floats only. */
@final
@unmanaged
export class NanSum extends Unary {
  @inline widens<T>(): bool {
    return false;
  }
  @inline block<T>(): usize {
    return FLOATS;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, _y: X): V {
    if (isVector<X>()) return v128.and(x, v128.eq<T>(x, x));
    return x == x ? <V>x : <V>0;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.add<T>(a, b) : <V>(a + b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return <A>Across.lanes<NanSum, T>(v);
  }
}

/** NaN counts as y: as NaN in a product, as 1 in a nanprod. Floats only; see products.ts for integers. */
@final
@unmanaged
export class Prod extends Unary {
  @inline widens<T>(): bool {
    return false;
  }
  @inline block<T>(): usize {
    return FLOATS;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? v128.splat<T>(1) : <V>1;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) return v128.bitselect(x, y, v128.eq<T>(x, x));
    return x == x ? <V>x : <V>y;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.mul<T>(a, b) : <V>(a * b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return <A>Across.lanes<Prod, T>(v);
  }
}

/**
 * T is unsigned, and y the bits that make an element nonzero: for floats all but the sign. Lanes count zeros, which
 * takes one comparison where "not equal" takes three, in the width of the elements.
 */
@final
@unmanaged
export class CountNonzero extends Unary {
  @inline block<T>(): usize {
    return sizeof<T>() <= 2 ? NARROW : 0;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    return this.next<T, X, V>(this.start<T, V>(), x, y);
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    if (isVector<X>()) return v128.sub<T>(a, v128.eq<T>(v128.and(x, y), i64x2.splat(0)));
    return a + <V>((x & y) != 0);
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.add<T>(a, b) : <V>(a + b);
  }
  @inline across<T, A>(v: v128, n: usize, _y: T): A {
    if (sizeof<T>() == 4) return <A>(<i64>n - Across.sum<i32>(v));
    return <A>(<i64>n - Across.sum<T>(v));
  }
  @inline widens<T>(): bool {
    return true;
  }
  @inline low<T>(a: v128, x: v128, y: v128): v128 {
    return this.next<T, v128, v128>(a, x, y);
  }
  @inline high<T>(a: v128, _x: v128, _y: v128): v128 {
    return a;
  }
  @inline deposit<T>(acc: usize, low: v128, _high: v128, rows: usize, _y: T): void {
    Deposit.lanes<T>(acc, v128.sub<T>(v128.splat<T>(<T>rows), low));
  }
}

/** Whether any of some bytes is not 0. All of them are where none is 0: y = 1 mirrors elements and result. */
@final
@unmanaged
export class AnyByte {
  @inline pairs(): bool {
    return false;
  }
  @inline centres(): bool {
    return false;
  }
  @inline mirrors(): bool {
    return true;
  }
  @inline watches<T>(): bool {
    return false;
  }
  @inline suspects<T>(): bool {
    return false;
  }
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline widens<T>(): bool {
    return false;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline flip<T, X>(x: X, y: X): X {
    return isVector<X>() ? v128.xor(x, y) : x ^ y;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) return v128.xor(v128.min<u8>(x, i8x16.splat(1)), y);
    return <V>(x != 0) ^ y;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.or(a, b) : a | b;
  }
}
