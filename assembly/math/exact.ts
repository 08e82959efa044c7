/**
 * Error-free transformations: the rounding error of an operation, as a number. A value carried as an unevaluated sum
 * high + low has about 100 bits; WebAssembly has no fused multiply-add, so products are split into halves.
 *
 * Sources: T. J. Dekker, "A floating-point technique for extending the available precision" (1971);
 * D. E. Knuth, The Art of Computer Programming 2, 4.2.2 (the sum of operands in any order).
 */
export abstract class Exact {
  /** a + b - sum, for sum = a + b rounded. */
  @inline static sumError(a: f64, b: f64, sum: f64): f64 {
    const t = sum - a;
    return a - (sum - t) + (b - t);
  }

  /** a + b - sum, where |a| >= |b| or a is 0. */
  @inline static tail(a: f64, b: f64, sum: f64): f64 {
    return b - (sum - a);
  }

  /**
   * The leading 26 bits of x, cut off rather than rounded: a mask cannot overflow. The rest, x - upper(x), has at most
   * 27 bits, so the product of two leading parts, or of a leading part and a rest, is exact.
   */
  @inline static upper(x: f64): f64 {
    return reinterpret<f64>(reinterpret<u64>(x) & 0xfffffffff8000000);
  }

  /** a * b - product, for product = a * b rounded; off by up to 2^-106 |product|, unless something underflows. */
  @inline static productError(a: f64, b: f64, product: f64): f64 {
    const ah = Exact.upper(a);
    const bh = Exact.upper(b);
    const al = a - ah;
    const bl = b - bh;
    return ah * bh - product + ah * bl + al * bh + al * bl;
  }

  /** x * x - square, likewise. */
  @inline static squareError(x: f64, square: f64): f64 {
    const high = Exact.upper(x);
    const low = x - high;
    return high * high - square + 2.0 * high * low + low * low;
  }

  /** The square root of square + low, less root = sqrt(square): one Newton step on the exact remainder. */
  @inline static rootTail(square: f64, low: f64, root: f64): f64 {
    const power = root * root;
    return (square - power - Exact.squareError(root, power) + low) / (2.0 * root);
  }

  /** (n + nl) / (d + dl), rounded once but for 2^-76 relative: a quotient of 26 bits and its exact remainder. */
  @inline static quotient(n: f64, nl: f64, d: f64, dl: f64): f64 {
    const r = 1.0 / d;
    const q = Exact.upper(n * r);
    return q + Exact.remainder(n, nl, d, dl, q) * r;
  }

  /** n + nl - q (d + dl) for a q of 26 bits close to the quotient. */
  @inline static remainder(n: f64, nl: f64, d: f64, dl: f64, q: f64): f64 {
    const high = Exact.upper(d);
    return n - q * high - q * (d - high) + (nl - q * dl);
  }
}
