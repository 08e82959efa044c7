import { DType } from '../dtypes';
import { Compare } from './dispatch';
import { binary, predicate } from './loops';

/**
 * Comparisons and logic: two operands of one type, a bool out. `greater` and `greaterEqual` are `less` and `lessEqual`
 * with the operands exchanged, which the table of operations says. NaN compares unequal and counts as true.
 *
 * Two codes beyond the dtypes compare a signed with an unsigned 64-bit integer exactly, which no common type could.
 */
const I64_U64 = 11;
const U64_I64 = 12;

@final
@unmanaged
class Equal {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return a == b;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.eq<T>(a, b);
  }
}

@final
@unmanaged
class NotEqual {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return a != b;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.ne<T>(a, b);
  }
}

@final
@unmanaged
class Less {
  @inline hasLanes<T>(): bool {
    return isFloat<T>() || sizeof<T>() < 8 || isSigned<T>();
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return a < b;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.lt<T>(a, b);
  }
}

@final
@unmanaged
class LessEqual {
  @inline hasLanes<T>(): bool {
    return isFloat<T>() || sizeof<T>() < 8 || isSigned<T>();
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return a <= b;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.le<T>(a, b);
  }
}

@final
@unmanaged
class LogicalAnd {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return a != 0 && b != 0;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.and(v128.ne<T>(a, v128.splat<T>(<T>0)), v128.ne<T>(b, v128.splat<T>(<T>0)));
  }
}

@final
@unmanaged
class LogicalOr {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return a != 0 || b != 0;
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.or(v128.ne<T>(a, v128.splat<T>(<T>0)), v128.ne<T>(b, v128.splat<T>(<T>0)));
  }
}

@final
@unmanaged
class LogicalXor {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T, U>(a: T, b: T): bool {
    return (a != 0) != (b != 0);
  }
  @inline lanes<T>(a: v128, b: v128): v128 {
    return v128.xor(v128.ne<T>(a, v128.splat<T>(<T>0)), v128.ne<T>(b, v128.splat<T>(<T>0)));
  }
}

@final
@unmanaged
class LogicalNot {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): bool {
    return a == 0;
  }
  @inline lanes<T>(a: v128): v128 {
    return v128.eq<T>(a, v128.splat<T>(<T>0));
  }
}

/** The order of a signed and an unsigned integer, as -1, 0 or 1: a negative number is less than any unsigned one. */
function orderSigned(a: i64, b: u64): i32 {
  if (a < 0 || <u64>a < b) return -1;
  return <u64>a == b ? 0 : 1;
}

abstract class Order {
  @inline static of<T, U>(a: T, b: U): i32 {
    if (isSigned<T>()) return orderSigned(<i64>a, <u64>b);
    return -orderSigned(<i64>b, <u64>a);
  }
}

@final
@unmanaged
class MixedEqual {
  @inline scalar<T, U>(a: T, b: U): bool {
    return Order.of<T, U>(a, b) == 0;
  }
}

@final
@unmanaged
class MixedNotEqual {
  @inline scalar<T, U>(a: T, b: U): bool {
    return Order.of<T, U>(a, b) != 0;
  }
}

@final
@unmanaged
class MixedLess {
  @inline scalar<T, U>(a: T, b: U): bool {
    return Order.of<T, U>(a, b) < 0;
  }
}

@final
@unmanaged
class MixedLessEqual {
  @inline scalar<T, U>(a: T, b: U): bool {
    return Order.of<T, U>(a, b) <= 0;
  }
}

export function equal(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  if (t == I64_U64) binary<MixedEqual, i64, u64, bool>(a, aStep, b, bStep, out, outStep, n);
  else if (t == U64_I64) binary<MixedEqual, u64, i64, bool>(a, aStep, b, bStep, out, outStep, n);
  else Compare.signless<Equal>(t, a, aStep, b, bStep, out, outStep, n);
}

export function notEqual(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  if (t == I64_U64) binary<MixedNotEqual, i64, u64, bool>(a, aStep, b, bStep, out, outStep, n);
  else if (t == U64_I64) binary<MixedNotEqual, u64, i64, bool>(a, aStep, b, bStep, out, outStep, n);
  else Compare.signless<NotEqual>(t, a, aStep, b, bStep, out, outStep, n);
}

export function less(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  if (t == I64_U64) binary<MixedLess, i64, u64, bool>(a, aStep, b, bStep, out, outStep, n);
  else if (t == U64_I64) binary<MixedLess, u64, i64, bool>(a, aStep, b, bStep, out, outStep, n);
  else Compare.ordered<Less>(t, a, aStep, b, bStep, out, outStep, n);
}

export function lessEqual(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  if (t == I64_U64) binary<MixedLessEqual, i64, u64, bool>(a, aStep, b, bStep, out, outStep, n);
  else if (t == U64_I64) binary<MixedLessEqual, u64, i64, bool>(a, aStep, b, bStep, out, outStep, n);
  else Compare.ordered<LessEqual>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logicalAnd(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Compare.signless<LogicalAnd>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logicalOr(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Compare.signless<LogicalOr>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logicalXor(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  Compare.signless<LogicalXor>(t, a, aStep, b, bStep, out, outStep, n);
}

export function logicalNot(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return predicate<LogicalNot, u8>(a, aStep, out, n);
    case DType.U16:
    case DType.I16:
      return predicate<LogicalNot, u16>(a, aStep, out, n);
    case DType.U32:
    case DType.I32:
      return predicate<LogicalNot, u32>(a, aStep, out, n);
    case DType.U64:
    case DType.I64:
      return predicate<LogicalNot, u64>(a, aStep, out, n);
    case DType.F32:
      return predicate<LogicalNot, f32>(a, aStep, out, n);
    case DType.F64:
      return predicate<LogicalNot, f64>(a, aStep, out, n);
  }
}
