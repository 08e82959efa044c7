import { Lanes } from '../lanes';
import { Across } from './across';

/**
 * Minima, as ops.ts says what an operation is; and maxima, which are minima of mirrored numbers (but for `Maximum`). y holds the bits to
 * flip: none, or all (integers) or the sign (floats) for a maximum; for unsigned integers the highest bit besides, so
 * that T is always signed. Accumulators in registers are mirrored, those in memory are not.
 *
 * Vectors of floats are compared by pmin: one instruction, where f32x4.min takes eight, but it mistakes NaN. So a fold
 * watches: beside its accumulators it gathers a mask of the lanes in which a NaN (for the minimum that ignores NaN: a
 * number) came by, and `settle` puts the accumulator right at the end. `merge` is for accumulators that are not
 * settled, `join` for those that are.
 */

/** The bits of numbers, as integers of their width. */
abstract class Bits {
  @inline static flip<T, X>(x: X, y: X): X {
    if (isVector<X>()) return v128.xor(x, y);
    if (!isFloat<T>()) return x ^ y;
    if (sizeof<T>() == 4) return <X>reinterpret<f32>(reinterpret<i32>(<f32>x) ^ reinterpret<i32>(<f32>y));
    return <X>reinterpret<f64>(reinterpret<i64>(<f64>x) ^ reinterpret<i64>(<f64>y));
  }

  /**
   * `second ? b : a` of floats. V8 branches for a select of floats, and for f32.min: 2.5 ns an element where the outcome
   * is hard to predict, instead of 1. (A select of integers is a conditional move, but the optimiser turns one between
   * reinterpreted floats back into one of floats.)
   */
  @inline static choose<T>(second: bool, a: T, b: T): T {
    if (sizeof<T>() == 4) {
      const x = reinterpret<i32>(<f32>a);
      return <T>reinterpret<f32>(x ^ ((x ^ reinterpret<i32>(<f32>b)) & -(<i32>second)));
    }
    const x = reinterpret<i64>(<f64>a);
    return <T>reinterpret<f64>(x ^ ((x ^ reinterpret<i64>(<f64>b)) & -(<i64>second)));
  }

  /** pmin(a, b) is b < a ? b : a. */
  @inline static pmin<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.pmin<T>(a, b);
    if (sizeof<T>() == 8) return v128.bitselect(b, a, v128.gt<T>(a, b));
    return v128.min<T>(a, b);
  }
}

@unmanaged
class Mirrored {
  @inline pairs(): bool {
    return false;
  }
  @inline centres(): bool {
    return false;
  }
  @inline mirrors(): bool {
    return true;
  }
  @inline widens<T>(): bool {
    return false;
  }
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline block<T>(): usize {
    return 0;
  }
}

/** A NaN wins. Floats are not mirrored, which saves an instruction for each vector: their maxima have a class of their own. */
@final
@unmanaged
export class Minimum extends Mirrored {
  @inline flip<T, X>(x: X, y: X): X {
    return isFloat<T>() ? x : Bits.flip<T, X>(x, y);
  }
  @inline watches<T>(): bool {
    return isFloat<T>();
  }
  @inline suspects<T>(): bool {
    return isFloat<T>();
  }
  @inline watch<T>(x: v128): v128 {
    return v128.ne<T>(x, x);
  }
  @inline settle<T>(v: v128, mask: v128): v128 {
    return v128.or(v, mask);
  }
  @inline start<T, V>(): V {
    const last: T = isFloat<T>() ? <T>Infinity : <T>(<u64>-1 >> (65 - 8 * sizeof<T>()));
    return isVector<V>() ? v128.splat<T>(last) : last;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    return this.flip<T, X>(x, y);
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.flip<T, X>(x, y));
  }
  /** `next` for long runs of numbers, where a new minimum is rare and so a branch is cheap. */
  @inline seldom<T>(a: T, x: T, y: T): T {
    return min<T>(a, this.flip<T, T>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    if (isVector<V>()) return Bits.pmin<T>(a, b);
    if (!isFloat<T>()) return b < a ? b : a;
    if (ASC_FEATURE_SIMD) return v128.extract_lane<T>(this.join<T>(v128.splat<T>(a), v128.splat<T>(b)), 0);
    return Bits.choose<T>((b < a) | (b != b), a, b);
  }
  @inline join<T>(a: v128, b: v128): v128 {
    return Lanes.minimum<T>(a, b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return Across.lanes<Minimum, T>(v);
  }
  /** Whether x displaces the best so far. */
  @inline better<T>(x: T, best: T): bool {
    return isFloat<T>() ? (x < best) | ((x != x) & (best == best)) : x < best;
  }
  /** Whether x can be a best at all. */
  @inline counts<T>(_x: T): bool {
    return true;
  }
  /** Whether nothing is better than x. */
  @inline isLast<T>(x: T): bool {
    return isFloat<T>() ? x != x : x == <T>((<u64>1) << (8 * sizeof<T>() - 1));
  }
}

/** Maxima of floats, without a mirror. A NaN wins. */
@final
@unmanaged
export class Maximum extends Mirrored {
  @inline flip<T, X>(x: X, _y: X): X {
    return x;
  }
  @inline watches<T>(): bool {
    return true;
  }
  @inline suspects<T>(): bool {
    return true;
  }
  @inline watch<T>(x: v128): v128 {
    return v128.ne<T>(x, x);
  }
  @inline settle<T>(v: v128, mask: v128): v128 {
    return v128.or(v, mask);
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? v128.splat<T>(<T>-Infinity) : <V>-Infinity;
  }
  @inline first<T, X, V>(x: X, y: X): V {
    return this.flip<T, X>(x, y);
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, this.flip<T, X>(x, y));
  }
  /** `next` for long runs of numbers, where a new minimum is rare and so a branch is cheap. */
  @inline seldom<T>(a: T, x: T, y: T): T {
    return max<T>(a, this.flip<T, T>(x, y));
  }
  @inline merge<T, V>(a: V, b: V): V {
    if (isVector<V>()) return v128.pmax<T>(a, b);
    if (ASC_FEATURE_SIMD) return v128.extract_lane<T>(this.join<T>(v128.splat<T>(a), v128.splat<T>(b)), 0);
    return Bits.choose<T>((b > a) | (b != b), a, b);
  }
  @inline join<T>(a: v128, b: v128): v128 {
    return Lanes.maximum<T>(a, b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return Across.lanes<Maximum, T>(v);
  }
  /** Whether x displaces the best so far. */
  @inline better<T>(x: T, best: T): bool {
    return (x > best) | ((x != x) & (best == best));
  }
  /** Whether x can be a best at all. */
  @inline counts<T>(_x: T): bool {
    return true;
  }
  /** Whether nothing is better than x. */
  @inline isLast<T>(x: T): bool {
    return x != x;
  }
}

/** NaN is ignored, and is the answer only where there is nothing else. Floats only. */
@final
@unmanaged
export class NumericMinimum extends Mirrored {
  @inline flip<T, X>(x: X, y: X): X {
    return Bits.flip<T, X>(x, y);
  }
  @inline watches<T>(): bool {
    return true;
  }
  @inline suspects<T>(): bool {
    return false;
  }
  @inline watch<T>(x: v128): v128 {
    return v128.eq<T>(x, x);
  }
  @inline settle<T>(v: v128, mask: v128): v128 {
    return v128.bitselect(v, v128.splat<T>(<T>NaN), mask);
  }
  @inline start<T, V>(): V {
    return isVector<V>() ? v128.splat<T>(<T>Infinity) : <V>NaN;
  }
  /** pmin(a, b) is a where b is NaN: an accumulator that starts as a number stays one. */
  @inline first<T, X, V>(x: X, y: X): V {
    const flipped = Bits.flip<T, X>(x, y);
    return isVector<X>() ? this.merge<T, V>(this.start<T, V>(), flipped) : flipped;
  }
  @inline next<T, X, V>(a: V, x: X, y: X): V {
    return this.merge<T, V>(a, Bits.flip<T, X>(x, y));
  }
  @inline seldom<T>(a: T, x: T, y: T): T {
    const b = Bits.flip<T, T>(x, y);
    return b < a || a != a ? b : a;
  }
  @inline merge<T, V>(a: V, b: V): V {
    if (isVector<V>()) return v128.pmin<T>(a, b);
    if (ASC_FEATURE_SIMD) return v128.extract_lane<T>(this.join<T>(v128.splat<T>(a), v128.splat<T>(b)), 0);
    return Bits.choose<T>((b < a) | (a != a), a, b);
  }
  @inline join<T>(a: v128, b: v128): v128 {
    return Lanes.fmin<T>(a, b);
  }
  @inline across<T, A>(v: v128, _n: usize, _y: T): A {
    return Across.lanes<NumericMinimum, T>(v);
  }
  @inline better<T>(x: T, best: T): bool {
    return (x < best) | ((x == x) & (best != best));
  }
  @inline counts<T>(x: T): bool {
    return x == x;
  }
  @inline isLast<T>(x: T): bool {
    return x == -Infinity;
  }
}
