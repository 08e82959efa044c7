/** The least and the greatest of vectors' elements. Of a float and NaN the second is left out where it is the NaN. */
abstract class Sides {
  @inline static lesser<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.pmin<T>(a, b);
    if (sizeof<T>() < 8) return v128.min<T>(a, b);
    return v128.bitselect(b, a, i64x2.gt_s(a, b));
  }
  @inline static greater<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.pmax<T>(a, b);
    if (sizeof<T>() < 8) return v128.max<T>(a, b);
    return v128.bitselect(a, b, i64x2.gt_s(a, b));
  }
  @inline static lanes<T>(p: usize, turns: v128): v128 {
    return isFloat<T>() ? v128.load(p) : v128.xor(v128.load(p), turns);
  }
  @inline static turn<T>(x: T, turned: T): T {
    return isFloat<T>() ? x : <T>(x ^ turned);
  }
}

/**
 * Stores the least and the greatest of n elements, 8 bytes apart; NaN is neither. Integers are signed; unsigned ones have
 * their highest bit `turned` while they are compared.
 */
export function range<T>(p: usize, n: usize, turned: T, out: usize): void {
  const end = p + n * sizeof<T>();
  let least = isFloat<T>() ? <T>Infinity : Sides.turn<T>(load<T>(p), turned);
  let greatest = isFloat<T>() ? <T>-Infinity : least;
  if (ASC_FEATURE_SIMD) {
    const turns = v128.splat<T>(turned);
    // Three of each, for one comparison waits for the last.
    let low = v128.splat<T>(least);
    let low2 = low;
    let low3 = low;
    let high = v128.splat<T>(greatest);
    let high2 = high;
    let high3 = high;
    for (; p + 48 <= end; p += 48) {
      const a = Sides.lanes<T>(p, turns);
      low = Sides.lesser<T>(low, a);
      high = Sides.greater<T>(high, a);
      const b = Sides.lanes<T>(p + 16, turns);
      low2 = Sides.lesser<T>(low2, b);
      high2 = Sides.greater<T>(high2, b);
      const c = Sides.lanes<T>(p + 32, turns);
      low3 = Sides.lesser<T>(low3, c);
      high3 = Sides.greater<T>(high3, c);
    }
    low = Sides.lesser<T>(Sides.lesser<T>(low, low2), low3);
    high = Sides.greater<T>(Sides.greater<T>(high, high2), high3);
    v128.store(out, low);
    v128.store(out, high, 16);
    for (let lane: usize = 0; lane < 16; lane += sizeof<T>()) {
      if (load<T>(out + lane) < least) least = load<T>(out + lane);
      if (load<T>(out + lane, 16) > greatest) greatest = load<T>(out + lane, 16);
    }
  }
  for (; p != end; p += sizeof<T>()) {
    const x = Sides.turn<T>(load<T>(p), turned);
    if (x < least) least = x;
    if (x > greatest) greatest = x;
  }
  store<T>(out, Sides.turn<T>(least, turned));
  store<T>(out, Sides.turn<T>(greatest, turned), 8);
}
