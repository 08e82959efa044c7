import { Across, Deposit } from './across';

/**
 * What is folded. T is the element type. An operation answers alike for a number (X = T, the accumulator V a number)
 * and for a vector (X = V = v128):
 *
 *     start()           the accumulator before the first element
 *     first(x, y)       the accumulator after it
 *     next(a, x, y)     the accumulator after one element more
 *     merge(a, b)       two accumulators in one
 *     across(v, n)      the lanes of the accumulator of n elements in one number
 *
 * y is the second operand: an element that runs along (`pairs`), one value for the whole run (`centres`), or nothing.
 *
 * `block` is the number of vectors after which lanes are summed up and a tree takes over, 0 for never: sums of floats
 * are exact to the rounding of some 40 additions whatever their length, and narrow lanes do not overflow.
 *
 * `widens` tells that a vector of columns is accumulated in wider lanes (`low`, `high`) which `deposit` adds to the
 * accumulators after at most 128 rows. `watches` is for extrema, see extremum.ts.
 *
 * Nothing below is overridden, because a virtual method is not inlined.
 */

/** 256 vectors in eight accumulators: chains of 32 additions. Half as many cost a tenth of the speed. */
export const FLOATS: usize = 256;

/** 128 vectors of 255s or -128s, two of them to a lane, add up to 65280 or -32768: it just fits. */
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
}

@unmanaged
class Plain extends Unary {
  @inline widens<T>(): bool {
    return false;
  }
}

@final
@unmanaged
export class Sum extends Unary {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return isFloat<T>() ? FLOATS : sizeof<T>() <= 2 ? NARROW : 0;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) {
      if (isFloat<T>() || sizeof<T>() == 8) return x;
      if (sizeof<T>() == 4) return v128.add<i64>(v128.extend_low<T>(x), v128.extend_high<T>(x));
      return v128.extadd_pairwise<T>(x);
    }
    return <V>x;
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
  @inline across<T, A>(v: v128, n: usize): A {
    if (isFloat<T>()) return <A>Across.lanes<Sum, T>(v);
    if (sizeof<T>() == 1) return <A>(isSigned<T>() ? Across.sum<i16>(v) : Across.sum<u16>(v));
    if (sizeof<T>() == 2) return <A>Across.sum<i32>(v);
    return <A>Across.sum<i64>(v);
  }
  @inline widens<T>(): bool {
    return !isFloat<T>() && sizeof<T>() < 8;
  }
  @inline low<T>(a: v128, x: v128): v128 {
    return this.merge<T, v128>(a, v128.extend_low<T>(x));
  }
  @inline high<T>(a: v128, x: v128): v128 {
    return this.merge<T, v128>(a, v128.extend_high<T>(x));
  }
  @inline deposit<T>(acc: usize, low: v128, high: v128, rows: usize): void {
    if (sizeof<T>() == 4) {
      Deposit.lanes<i64>(acc, low);
      Deposit.lanes<i64>(acc + 16, high);
    } else if (sizeof<T>() == 2) {
      Deposit.shared<i32>(acc, low);
      Deposit.shared<i32>(acc + 32, high);
    } else if (isSigned<T>()) {
      Deposit.shared<i16>(acc, low);
      Deposit.shared<i16>(acc + 64, high);
    } else {
      Deposit.shared<u16>(acc, low);
      Deposit.shared<u16>(acc + 64, high);
    }
  }
}

/** Integers multiply in 64 bits, where WebAssembly's lanes are no faster than its numbers. */
@final
@unmanaged
export class Prod extends Plain {
  @inline hasLanes<T>(): bool {
    return isFloat<T>();
  }
  @inline block<T>(): usize {
    return isFloat<T>() ? FLOATS : 0;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? v128.splat<T>(1) : <V>1;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    return isVector<X>() ? x : <V>x;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.mul<T>(a, b) : <V>(a * b);
  }
  @inline across<T, A>(v: v128, n: usize): A {
    return <A>Across.lanes<Prod, T>(v);
  }
}

/** NaN counts as 0. Floats only. */
@final
@unmanaged
export class NanSum extends Plain {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return FLOATS;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) return v128.and(x, v128.eq<T>(x, x));
    return x == x ? <V>x : <V>0;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.add<T>(a, b) : <V>(a + b);
  }
  @inline across<T, A>(v: v128, n: usize): A {
    return <A>Across.lanes<NanSum, T>(v);
  }
}

/** NaN counts as 1. Floats only. */
@final
@unmanaged
export class NanProd extends Plain {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return FLOATS;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? v128.splat<T>(1) : <V>1;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) return v128.bitselect(x, v128.splat<T>(1), v128.eq<T>(x, x));
    return x == x ? <V>x : <V>1;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.first<T, X, V>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    return isVector<V>() ? v128.mul<T>(a, b) : <V>(a * b);
  }
  @inline across<T, A>(v: v128, n: usize): A {
    return <A>Across.lanes<NanProd, T>(v);
  }
}

/** Lanes count zeros, one comparison where "not equal" is three, in the width of the elements. */
@final
@unmanaged
export class CountNonzero extends Unary {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return sizeof<T>() <= 2 ? NARROW : 0;
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? i64x2.splat(0) : <V>0;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    if (isVector<X>()) return this.next<T, X, V>(i64x2.splat(0), x, y);
    return <V>(x != 0);
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    if (isVector<X>()) {
      const zero = v128.eq<T>(x, v128.splat<T>(0));
      if (sizeof<T>() == 1) return v128.sub<i8>(a, zero);
      if (sizeof<T>() == 2) return v128.sub<i16>(a, zero);
      if (sizeof<T>() == 4) return v128.sub<i32>(a, zero);
      return v128.sub<i64>(a, zero);
    }
    return a + <V>(x != 0);
  }
  @inline merge<T, V>(a: V, b: V): V {
    if (isVector<V>()) {
      if (sizeof<T>() == 1) return v128.add<i8>(a, b);
      if (sizeof<T>() == 2) return v128.add<i16>(a, b);
      if (sizeof<T>() == 4) return v128.add<i32>(a, b);
      return v128.add<i64>(a, b);
    }
    return a + b;
  }
  @inline across<T, A>(v: v128, n: usize): A {
    if (sizeof<T>() == 1) return <A>(<i64>n - Across.sum<u8>(v));
    if (sizeof<T>() == 2) return <A>(<i64>n - Across.sum<u16>(v));
    if (sizeof<T>() == 4) return <A>(<i64>n - Across.sum<i32>(v));
    return <A>(<i64>n - Across.sum<i64>(v));
  }
  @inline widens<T>(): bool {
    return true;
  }
  @inline low<T>(a: v128, x: v128): v128 {
    return this.next<T, v128, v128>(a, x, x);
  }
  @inline high<T>(a: v128, x: v128): v128 {
    return a;
  }
  @inline deposit<T>(acc: usize, low: v128, high: v128, rows: usize): void {
    if (sizeof<T>() == 1) Deposit.shared<u8>(acc, v128.sub<u8>(v128.splat<u8>(<u8>rows), low));
    else if (sizeof<T>() == 2) Deposit.shared<u16>(acc, v128.sub<u16>(v128.splat<u16>(<u16>rows), low));
    else if (sizeof<T>() == 4) Deposit.shared<i32>(acc, v128.sub<i32>(v128.splat<i32>(<i32>rows), low));
    else Deposit.lanes<i64>(acc, v128.sub<i64>(v128.splat<i64>(<i64>rows), low));
  }
}
