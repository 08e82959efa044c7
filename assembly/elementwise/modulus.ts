/**
 * Division of floats with a remainder: C's fmod, which is exact and has the dividend's sign; and the quotient rounded down.
 *
 * Where the quotient q is small, x - q y is exact in f64. For f32 the product of 29 and 24 bits fits a significand. For
 * f64, y is cut into 26 and 27 bits, whose products with q < 2^26 are exact; x, q y_high and q y_low are multiples of the
 * last place of y, and so are the differences: the first is below 2^54 of it, and even from 2^53 on as x is then, the
 * second below 2^53. The rounded x / y may reach the integer above, whence r + y. What remains goes digit by digit.
 *
 * The quotient is (a - remainder) / b rounded to the nearest integer, as in CPython's float.__divmod__ and NumPy's
 * npy_divmod; a small q is that integer already.
 */
abstract class Parts {
  /** x - q y, exactly, for the rounded quotient q. */
  @inline static rest<T>(x: f64, y: f64, q: f64): f64 {
    if (sizeof<T>() == 4) return x - q * y;
    const high = reinterpret<f64>(reinterpret<u64>(y) & 0xfffffffff8000000);
    return x - q * high - q * (y - high);
  }
}

export abstract class Modulus {
  @inline static remainder<T>(a: T, b: T): T {
    const x = abs<f64>(<f64>a);
    const y = abs<f64>(<f64>b);
    const q = floor<f64>(x / y);
    if (q < (sizeof<T>() == 4 ? 536870912.0 : 67108864.0) && y < Infinity) {
      let r = Parts.rest<T>(x, y, q);
      if (r < 0) r += y;
      return <T>copysign<f64>(r, <f64>a);
    }
    return <T>(a % b);
  }

  @inline static quotient<T>(a: T, b: T): T {
    const x = abs<f64>(<f64>a);
    const y = abs<f64>(<f64>b);
    let q = floor<f64>(x / y);
    // Integers of f32, and of f64 for which the remainder is exact.
    if (q < (sizeof<T>() == 4 ? 4194304.0 : 67108864.0) && y < Infinity) {
      const r = Parts.rest<T>(x, y, q);
      if (r < 0) q -= 1;
      const sign = (reinterpret<i64>(<f64>a) ^ reinterpret<i64>(<f64>b)) >>> 63;
      q += <f64>(<i32>(r != 0) & <i32>sign);
      return <T>reinterpret<f64>(reinterpret<i64>(q) | (sign << 63));
    }
    if (b == 0) return <T>(a / b);
    const r: T = <T>(a % b);
    let d: T = <T>((a - r) / b);
    if (r != 0 && b < 0 != r < 0) d = <T>(d - 1);
    if (d == 0) return <T>copysign<f64>(0, <f64>(a / b));
    const f = floor<T>(d);
    return d - f > <T>0.5 ? <T>(f + 1) : f;
  }
}
