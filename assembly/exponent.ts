/** Exponents of f64. */

/** The exponent e with 0.5 <= |x| / 2^e < 1; 0 for zero, infinities and NaN. */
export function exponentOf(x: f64): i32 {
  if (x == 0 || !(abs<f64>(x) < Infinity)) return 0;
  const field = <i32>((reinterpret<u64>(x) >> 52) & 0x7ff);
  if (field != 0) return field - 1022;
  // A denormal: 2^54 makes it normal.
  return <i32>((reinterpret<u64>(x * 18014398509481984.0) >> 52) & 0x7ff) - 1022 - 54;
}

/** 2^e for the exponents of normal numbers. */
export function powerOfTwo(e: i32): f64 {
  return reinterpret<f64>((<u64>(e + 1023)) << 52);
}
