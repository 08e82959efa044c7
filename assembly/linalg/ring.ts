import { Lanes } from '../lanes';

/** What a matrix product adds and multiplies. */

/** Numbers; integers wrap. */
@final
@unmanaged
export class Arithmetic {
  @inline madd<T>(sum: T, a: T, b: T): T {
    return <T>(sum + a * b);
  }
  @inline add<T>(a: T, b: T): T {
    return <T>(a + b);
  }
  @inline maddLanes<T>(sum: v128, a: v128, b: v128): v128 {
    if (isFloat<T>()) return Lanes.madd<T>(a, b, sum);
    return v128.add<T>(sum, Lanes.multiply<T>(a, b));
  }
  @inline addLanes<T>(a: v128, b: v128): v128 {
    return v128.add<T>(a, b);
  }
}

/** Bools: whether any pair is true on both sides. */
@final
@unmanaged
export class Logical {
  @inline madd<T>(sum: T, a: T, b: T): T {
    return <T>(sum | (a & b));
  }
  @inline add<T>(a: T, b: T): T {
    return <T>(a | b);
  }
  @inline maddLanes<T>(sum: v128, a: v128, b: v128): v128 {
    return v128.or(sum, v128.and(a, b));
  }
  @inline addLanes<T>(a: v128, b: v128): v128 {
    return v128.or(a, b);
  }
}
