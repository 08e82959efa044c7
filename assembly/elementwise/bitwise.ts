import { DType } from '../dtypes';
import { Binary, Unary } from './dispatch';
import { unary } from './loops';

/** Bitwise operations on integers and bools. Shifts by the width or more, or by a negative count, shift everything out. */

@final
@unmanaged
class BitwiseAnd {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a & b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.and(a, b);
  }
}

@final
@unmanaged
class BitwiseOr {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a | b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.or(a, b);
  }
}

@final
@unmanaged
class BitwiseXor {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <T>(a ^ b);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.xor(a, b);
  }
}

@final
@unmanaged
class LeftShift {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    return <u64>b < sizeof<T>() * 8 ? <T>(a << b) : <T>0;
  }
}

@final
@unmanaged
class RightShift {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T, U>(a: T, b: T): T {
    if (<u64>b < sizeof<T>() * 8) return <T>(a >> b);
    if (isSigned<T>()) return a < 0 ? <T>-1 : <T>0;
    return <T>0;
  }
}

@final
@unmanaged
class Invert {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return <T>~a;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.not(a);
  }
}

/** The number of one bits of the magnitude, as NumPy counts them. */
@final
@unmanaged
class BitwiseCount {
  @inline hasLanes<T>(): bool {
    return false;
  }
  @inline scalar<T>(a: T): T {
    if (isSigned<T>()) return <T>popcnt<u64>(a < 0 ? <u64>0 - <u64>(<i64>a) : <u64>a);
    return <T>popcnt<u64>(<u64>a);
  }
}

export function bitwiseAnd(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.bits<BitwiseAnd>(t, a, aStep, b, bStep, out, outStep, n);
}

export function bitwiseOr(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.bits<BitwiseOr>(t, a, aStep, b, bStep, out, outStep, n);
}

export function bitwiseXor(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.bits<BitwiseXor>(t, a, aStep, b, bStep, out, outStep, n);
}

export function leftShift(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.bits<LeftShift>(t, a, aStep, b, bStep, out, outStep, n);
}

export function rightShift(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Binary.integer<RightShift>(t, a, aStep, b, bStep, out, outStep, n);
}

export function invert(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  Unary.bits<Invert>(t, a, aStep, out, n);
}

export function bitwiseCount(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  switch (t) {
    case DType.U8:
      return unary<BitwiseCount, u8, u8>(a, aStep, out, n);
    case DType.I8:
      return unary<BitwiseCount, i8, u8>(a, aStep, out, n);
    case DType.U16:
      return unary<BitwiseCount, u16, u8>(a, aStep, out, n);
    case DType.I16:
      return unary<BitwiseCount, i16, u8>(a, aStep, out, n);
    case DType.U32:
      return unary<BitwiseCount, u32, u8>(a, aStep, out, n);
    case DType.I32:
      return unary<BitwiseCount, i32, u8>(a, aStep, out, n);
    case DType.U64:
      return unary<BitwiseCount, u64, u8>(a, aStep, out, n);
    case DType.I64:
      return unary<BitwiseCount, i64, u8>(a, aStep, out, n);
  }
}
