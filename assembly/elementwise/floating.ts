import { DType } from '../dtypes';
import { exponentOf, powerOfTwo } from '../exponent';
import { Builtin } from './builtin';
import { Binary, Unary } from './dispatch';
import { binary, predicate, unaryPair } from './loops';

/**
 * Rounding, classification and the parts of a float: its sign, its neighbours, its mantissa and exponent.
 * Definitions: C99 7.12 (nextafter, frexp, ldexp, modf), as NumPy uses them.
 */

const DEGREES: f64 = 57.29577951308232;
const RADIANS: f64 = 0.017453292519943295;

/** The bits of a float and back, in the integer type of its size. */
abstract class Bits {
  @inline static next<T>(x: T, up: bool): T {
    if (x == 0) {
      if (sizeof<T>() == 4) return <T>reinterpret<f32>(up ? 1 : 0x80000001);
      return <T>reinterpret<f64>(up ? 1 : i64.MIN_VALUE + 1);
    }
    const step = x > 0 == up ? 1 : -1;
    if (sizeof<T>() == 4) return <T>reinterpret<f32>(reinterpret<i32>(<f32>x) + step);
    return <T>reinterpret<f64>(reinterpret<i64>(<f64>x) + <i64>step);
  }
}

@final
@unmanaged
class Floor {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return Builtin.floor<T>(a);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.floor<T>(a);
  }
}

@final
@unmanaged
class Ceil {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return Builtin.ceil<T>(a);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.ceil<T>(a);
  }
}

@final
@unmanaged
class Trunc {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return Builtin.trunc<T>(a);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.trunc<T>(a);
  }
}

@final
@unmanaged
class Rint {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return nearest<T>(a);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.nearest<T>(a);
  }
}

@final
@unmanaged
class Isnan {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): bool {
    return a != a;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.ne<T>(a, a);
  }
}

@final
@unmanaged
class Isinf {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): bool {
    return abs<T>(a) == <T>Infinity;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.eq<T>(v128.abs<T>(a), v128.splat<T>(<T>Infinity));
  }
}

@final
@unmanaged
class Isfinite {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): bool {
    return abs<T>(a) < <T>Infinity;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.lt<T>(v128.abs<T>(a), v128.splat<T>(<T>Infinity));
  }
}

@final
@unmanaged
class Signbit {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): bool {
    if (sizeof<T>() == 4) return reinterpret<i32>(<f32>a) < 0;
    return reinterpret<i64>(<f64>a) < 0;
  }
  @inline lanes<T>(a: v128): v128 {
    if (sizeof<T>() == 4) return v128.shr<i32>(a, 31);
    return v128.shr<i64>(a, 63);
  }
}

/** Distance to the neighbour away from zero, with the sign of a (NumPy's spacing). */
@final
@unmanaged
class Spacing {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(a: T): T {
    if (!(abs<T>(a) < <T>Infinity)) return <T>NaN;
    return <T>(Bits.next<T>(a, !(a < 0)) - a);
  }
}

@final
@unmanaged
class Degrees {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return <T>(a * <T>DEGREES);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.mul<T>(a, v128.splat<T>(<T>DEGREES));
  }
}

@final
@unmanaged
class Radians {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return <T>(a * <T>RADIANS);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.mul<T>(a, v128.splat<T>(<T>RADIANS));
  }
}

@final
@unmanaged
class Copysign {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return Builtin.copysign<T>(a, b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    const sign = v128.neg<T>(v128.splat<T>(<T>0));
    return v128.bitselect(b, a, sign);
  }
}

@final
@unmanaged
class Nextafter {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    if (a != a || b != b) return <T>(a + b);
    if (a == b) return b;
    return Bits.next<T>(a, b > a);
  }
}

/** 0, 1 or, where a is 0, b. */
@final
@unmanaged
class Heaviside {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    if (a != a) return a;
    return a < 0 ? <T>0 : a > 0 ? <T>1 : b;
  }
}

/** Fraction and integral part, both with the sign of a. */
@final
@unmanaged
class Modf {
  @inline first<T>(a: T): T {
    if (abs<T>(a) == <T>Infinity) return Builtin.copysign<T>(<T>0, a);
    return Builtin.copysign<T>(<T>(a - Builtin.trunc<T>(a)), a);
  }
  @inline second<T>(a: T): T {
    return Builtin.trunc<T>(a);
  }
}

/** x * 2^e for |e| <= 4000 with one rounding: the steps before the last one are exact. */
function scale(x: f64, e: i32): f64 {
  const top = exponentOf(x);
  if (top == 0 && (x == 0 || !(abs<f64>(x) < Infinity))) return x;
  // Bring |x| to [0.5, 1) first, so that only the last product can round or overflow.
  const mantissa = x * powerOfTwo(-(top >> 1)) * powerOfTwo(-(top - (top >> 1)));
  const target = top + e;
  if (target > 1025) return mantissa * Infinity;
  if (target < -1080) return mantissa * 0;
  if (target < -1000) return mantissa * powerOfTwo(-60) * powerOfTwo(-500) * powerOfTwo(target + 560);
  return mantissa * powerOfTwo(target >> 1) * powerOfTwo(target - (target >> 1));
}

/** Mantissa in [0.5, 1) and exponent. */
@final
@unmanaged
class Frexp {
  @inline first<T>(a: T): T {
    return <T>scale(<f64>a, -exponentOf(<f64>a));
  }
  @inline second<T>(a: T): i32 {
    return exponentOf(<f64>a);
  }
}

@final
@unmanaged
class Ldexp {
  @inline scalar<T, U>(a: T, b: U): T {
    return <T>scale(<f64>a, <i32>max<i64>(min<i64>(<i64>b, 4000), -4000));
  }
}

export function floor(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Floor>(t, a, aStep, out, n);
}

export function ceil(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Ceil>(t, a, aStep, out, n);
}

export function trunc(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Trunc>(t, a, aStep, out, n);
}

export function rint(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Rint>(t, a, aStep, out, n);
}

export function spacing(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Spacing>(t, a, aStep, out, n);
}

export function degrees(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Degrees>(t, a, aStep, out, n);
}

export function radians(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Radians>(t, a, aStep, out, n);
}

export function isnan(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  if (t == DType.F32) predicate<Isnan, f32>(a, aStep, out, n);
  else if (t == DType.F64) predicate<Isnan, f64>(a, aStep, out, n);
  else memory.fill(out, 0, n);
}

export function isinf(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  if (t == DType.F32) predicate<Isinf, f32>(a, aStep, out, n);
  else if (t == DType.F64) predicate<Isinf, f64>(a, aStep, out, n);
  else memory.fill(out, 0, n);
}

export function isfinite(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  if (t == DType.F32) predicate<Isfinite, f32>(a, aStep, out, n);
  else if (t == DType.F64) predicate<Isfinite, f64>(a, aStep, out, n);
  else memory.fill(out, 1, n);
}

export function signbit(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  if (t == DType.F32) predicate<Signbit, f32>(a, aStep, out, n);
  else predicate<Signbit, f64>(a, aStep, out, n);
}

export function copysign(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Copysign>(t, a, aStep, b, bStep, out, outStep, n);
}

export function nextafter(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Nextafter>(t, a, aStep, b, bStep, out, outStep, n);
}

export function heaviside(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Heaviside>(t, a, aStep, b, bStep, out, outStep, n);
}

export function modf(t: i32, a: usize, aStep: i32, first: usize, second: usize, n: i32): void {
  if (t == DType.F32) unaryPair<Modf, f32, f32, f32>(a, aStep, first, second, n);
  else unaryPair<Modf, f64, f64, f64>(a, aStep, first, second, n);
}

export function frexp(t: i32, a: usize, aStep: i32, first: usize, second: usize, n: i32): void {
  if (t == DType.F32) unaryPair<Frexp, f32, f32, i32>(a, aStep, first, second, n);
  else unaryPair<Frexp, f64, f64, i32>(a, aStep, first, second, n);
}

/** The second operand holds i64 exponents. */
export function ldexp(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  if (t == DType.F32) binary<Ldexp, f32, i64, f32>(a, aStep, b, bStep, out, outStep, n);
  else binary<Ldexp, f64, i64, f64>(a, aStep, b, bStep, out, outStep, n);
}
