import { DType } from '../dtypes';
import { Lanes } from '../lanes';
import { Kind } from '../reduce/kind';
import { Builtin } from './builtin';
import { Binary, Unary } from './dispatch';
import { binaryPair, Overlap } from './loops';
import { Modulus } from './modulus';
import { divideByOne, Quotient } from './quotient';

/**
 * Arithmetic as NumPy defines it: integers wrap; integer division floors and gives 0 for a zero divisor; the remainder
 * has the divisor's sign; the same for floats, with the quotient corrected so that floor division and remainder agree.
 */

@final
@unmanaged
class Add {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a + b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.add<T>(a, b);
  }
}

@final
@unmanaged
class Subtract {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a - b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.sub<T>(a, b);
  }
}

@final
@unmanaged
class Multiply {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a * b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Lanes.multiply<T>(a, b);
  }
}

@final
@unmanaged
class Divide {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a / b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.div<T>(a, b);
  }
}

/** Quotient rounded down, and a remainder with the divisor's sign. */
abstract class Floor {
  @inline static remainder<T>(a: T, b: T): T {
    if (isFloat<T>()) {
      let r: T = Modulus.remainder<T>(a, b);
      if (b == 0) return r;
      if (r != 0) {
        if (b < 0 != r < 0) r = <T>(r + b);
      } else {
        r = copysign<T>(<T>0, b);
      }
      return r;
    }
    if (b == 0) return <T>0;
    const r = <T>(a % b);
    if (isSigned<T>()) return r != 0 && r < 0 != b < 0 ? <T>(r + b) : r;
    return r;
  }

  @inline static quotient<T>(a: T, b: T): T {
    if (isFloat<T>()) return Modulus.quotient<T>(a, b);
    if (b == 0) return <T>0;
    if (isSigned<T>()) {
      // The smallest integer divided by -1 traps in WebAssembly; negation wraps.
      if (b == -1) return <T>(0 - a);
      const q = <T>(a / b);
      return q * b != a && a < 0 != b < 0 ? <T>(q - 1) : q;
    }
    return <T>(a / b);
  }
}

@final
@unmanaged
class FloorDivide {
  @inline hasLanes<T>(): bool {
    return Quotient.has<T>();
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return Floor.quotient<T>(a, b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Quotient.lanes<T>(a, b);
  }
}

@final
@unmanaged
class Remainder {
  @inline hasLanes<T>(): bool {
    return Quotient.has<T>();
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return Floor.remainder<T>(a, b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Quotient.remainders<T>(a, b);
  }
}

@final
@unmanaged
class Divmod {
  @inline first<T>(a: T, b: T): T {
    return Floor.quotient<T>(a, b);
  }
  @inline second<T>(a: T, b: T): T {
    return Floor.remainder<T>(a, b);
  }
}

/** C's remainder, with the dividend's sign. */
@final
@unmanaged
class Fmod {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    if (isFloat<T>()) return Modulus.remainder<T>(a, b);
    return b == 0 ? <T>0 : <T>(a % b);
  }
}

/** Integer power by repeated squaring, modulo 2^n. Negative exponents are refused before the kernel is called. */
@final
@unmanaged
class IntegerPower {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    let result: T = <T>1;
    let base: T = a;
    let exponent: u64 = <u64>b;
    while (exponent != 0) {
      if (exponent & 1) result = <T>(result * base);
      base = <T>(base * base);
      exponent >>= 1;
    }
    return result;
  }
}

/** Of -0 and 0, minimum and maximum keep the first, in the scalar loop as in the lanes. */
@final
@unmanaged
class Minimum {
  @inline hasLanes<T>(): bool {
    return isFloat<T>() || sizeof<T>() < 8;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return b < a || b != b ? b : a;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Lanes.minimum<T>(a, b);
  }
}

@final
@unmanaged
class Maximum {
  @inline hasLanes<T>(): bool {
    return isFloat<T>() || sizeof<T>() < 8;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return b > a || b != b ? b : a;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Lanes.maximum<T>(a, b);
  }
}

@final
@unmanaged
class Fmin {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return a != a || b < a ? b : a;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Lanes.fmin<T>(a, b);
  }
}

@final
@unmanaged
class Fmax {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return a != a || b > a ? b : a;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return Lanes.fmax<T>(a, b);
  }
}

@final
@unmanaged
class Negative {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return <T>-a;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.neg<T>(a);
  }
}

@final
@unmanaged
class Absolute {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    if (isFloat<T>()) return abs<T>(a);
    return a < 0 ? <T>-a : a;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.abs<T>(a);
  }
}

/** 1, 0 or -1; NaN for NaN; 0 for -0, as NumPy. */
@final
@unmanaged
class Sign {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(a: T): T {
    if (isFloat<T>()) {
      if (a != a) return a;
      return a > 0 ? <T>1 : a < 0 ? <T>-1 : <T>0;
    }
    if (isSigned<T>()) return a > 0 ? <T>1 : a < 0 ? <T>-1 : <T>0;
    return a != 0 ? <T>1 : <T>0;
  }
}

/** 1 / a. For integers, NumPy's truncated quotient; 1 / 0 is what its conversion of infinity gives (see cast.ts). */
@final
@unmanaged
class Reciprocal {
  @inline hasLanes<T>(): bool {
    return isFloat<T>();
  }
  @inline scalar<T>(a: T): T {
    if (isFloat<T>()) return <T>(<T>1 / a);
    if (a == 0) {
      if (!isSigned<T>() || sizeof<T>() < 4) return <T>0;
      return sizeof<T>() == 4 ? <T>i32.MIN_VALUE : <T>i64.MIN_VALUE;
    }
    if (a == 1) return <T>1;
    if (isSigned<T>() && a == -1) return <T>-1;
    return <T>0;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.div<T>(v128.splat<T>(<T>1), a);
  }
}

@final
@unmanaged
class Square {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return <T>(a * a);
  }
  @inline lanes<T>(a: v128): v128 {
    return Lanes.multiply<T>(a, a);
  }
}

@final
@unmanaged
class Sqrt {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return Builtin.sqrt<T>(a);
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.sqrt<T>(a);
  }
}

/** Euclid's algorithm on magnitudes. */
abstract class Euclid {
  @inline static magnitude<T>(a: T): u64 {
    if (isSigned<T>()) return a < 0 ? 0 - <u64>(<i64>a) : <u64>a;
    return <u64>a;
  }
}

function greatestCommonDivisor(a: u64, b: u64): u64 {
  while (b != 0) {
    const r = a % b;
    a = b;
    b = r;
  }
  return a;
}

@final
@unmanaged
class Gcd {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>greatestCommonDivisor(Euclid.magnitude<T>(a), Euclid.magnitude<T>(b));
  }
}

@final
@unmanaged
class Lcm {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    const x = Euclid.magnitude<T>(a);
    const y = Euclid.magnitude<T>(b);
    const divisor = greatestCommonDivisor(x, y);
    return divisor == 0 ? <T>0 : <T>((x / divisor) * y);
  }
}

export function add(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.signless<Add>(t, a, aStep, b, bStep, out, outStep, n);
}

export function subtract(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.signless<Subtract>(t, a, aStep, b, bStep, out, outStep, n);
}

export function multiply(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.signless<Multiply>(t, a, aStep, b, bStep, out, outStep, n);
}

export function divide(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Divide>(t, a, aStep, b, bStep, out, outStep, n);
}

export function floorDivide(
  t: i32,
  a: usize,
  aStep: i32,
  b: usize,
  bStep: i32,
  out: usize,
  outStep: i32,
  n: i32,
): void {
  if (bStep == 0 && aStep == 1 && outStep == 1 && Overlap.none(a, out)) {
    const done = divideByOne(t, a, b, out, n);
    const bytes = <usize>done * Kind.size(t);
    a += bytes;
    out += bytes;
    n -= done;
  }
  Binary.numeric<FloorDivide>(t, a, aStep, b, bStep, out, outStep, n);
}

export function remainder(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.numeric<Remainder>(t, a, aStep, b, bStep, out, outStep, n);
}

export function fmod(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.numeric<Fmod>(t, a, aStep, b, bStep, out, outStep, n);
}

export function integerPower(
  t: i32,
  a: usize,
  aStep: i32,
  b: usize,
  bStep: i32,
  out: usize,
  outStep: i32,
  n: i32,
): void {
  Binary.bits<IntegerPower>(t, a, aStep, b, bStep, out, outStep, n);
}

export function minimum(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.numeric<Minimum>(t, a, aStep, b, bStep, out, outStep, n);
}

export function maximum(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.numeric<Maximum>(t, a, aStep, b, bStep, out, outStep, n);
}

export function fmin(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Fmin>(t, a, aStep, b, bStep, out, outStep, n);
}

export function fmax(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.floating<Fmax>(t, a, aStep, b, bStep, out, outStep, n);
}

export function gcd(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.integer<Gcd>(t, a, aStep, b, bStep, out, outStep, n);
}

export function lcm(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.integer<Lcm>(t, a, aStep, b, bStep, out, outStep, n);
}

export function negative(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.signless<Negative>(t, a, aStep, out, n);
}

export function absolute(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.signed<Absolute>(t, a, aStep, out, n);
}

export function sign(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.numeric<Sign>(t, a, aStep, out, n);
}

export function reciprocal(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.numeric<Reciprocal>(t, a, aStep, out, n);
}

export function square(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.signless<Square>(t, a, aStep, out, n);
}

export function sqrt(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.floating<Sqrt>(t, a, aStep, out, n);
}

export function divmod(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, first: usize, second: usize, n: i32): void {
  switch (t) {
    case DType.U8:
      return binaryPair<Divmod, u8>(a, aStep, b, bStep, first, second, n);
    case DType.I8:
      return binaryPair<Divmod, i8>(a, aStep, b, bStep, first, second, n);
    case DType.U16:
      return binaryPair<Divmod, u16>(a, aStep, b, bStep, first, second, n);
    case DType.I16:
      return binaryPair<Divmod, i16>(a, aStep, b, bStep, first, second, n);
    case DType.U32:
      return binaryPair<Divmod, u32>(a, aStep, b, bStep, first, second, n);
    case DType.I32:
      return binaryPair<Divmod, i32>(a, aStep, b, bStep, first, second, n);
    case DType.U64:
      return binaryPair<Divmod, u64>(a, aStep, b, bStep, first, second, n);
    case DType.I64:
      return binaryPair<Divmod, i64>(a, aStep, b, bStep, first, second, n);
    case DType.F32:
      return binaryPair<Divmod, f32>(a, aStep, b, bStep, first, second, n);
    case DType.F64:
      return binaryPair<Divmod, f64>(a, aStep, b, bStep, first, second, n);
  }
}
