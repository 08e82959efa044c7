/**
 * Keys: unsigned integers in the order of the elements. A signed integer has its highest bit turned; so has a float of
 * positive sign, while one of negative sign has all its bits turned.
 */

/** Rows up to this length are sorted by insertion. */
export const SHORT: usize = 40;
/** From this length on a table of 2048 counts is worth its upkeep. */
export const LONG: usize = 2048;

/** The bits in which keys differ lie in [low, top): how they are cut into digits. */
export abstract class Digits {
  @inline static count(n: usize, bits: u32): u32 {
    const widest: u32 = n < LONG ? 8 : 11;
    return (bits + widest - 1) / widest;
  }
  @inline static width(bits: u32, count: u32): u32 {
    return (bits + count - 1) / count;
  }
}

export abstract class Key {
  @inline static high<U>(): U {
    return <U>((<u64>1) << (8 * sizeof<U>() - 1));
  }

  /** Before -infinity in an order of all bits come the NaN of negative sign. */
  @inline static first<U>(): U {
    return <U>(sizeof<U>() == 4 ? 0x007fffff : 0x000fffffffffffff);
  }

  /** Of the bits of a float; NaN comes last, and -0 before 0. */
  @inline static ofBits<U>(bits: U): U {
    const sign = sizeof<U>() == 4 ? <U>(<i32>bits >> 31) : <U>(<i64>bits >> 63);
    return <U>((bits ^ (sign | Key.high<U>())) - Key.first<U>());
  }

  /** The bits of the float that has a key. */
  @inline static toBits<U>(key: U): U {
    const bits = <U>(key + Key.first<U>());
    const sign = sizeof<U>() == 4 ? <U>(<i32>bits >> 31) : <U>(<i64>bits >> 63);
    return <U>(bits ^ (~sign | Key.high<U>()));
  }

  /** The key of the element at p for an order in which -0 equals 0 and all NaN are equal. */
  @inline static rank<T>(p: usize): u64 {
    if (isFloat<T>()) {
      const x = load<T>(p) + <T>0;
      if (x != x) return sizeof<T>() == 4 ? <u64>u32.MAX_VALUE : u64.MAX_VALUE;
      if (sizeof<T>() == 4) {
        const bits = reinterpret<i32>(<f32>x);
        return <u64>(<u32>(bits ^ ((bits >> 31) | i32.MIN_VALUE)));
      }
      const bits = reinterpret<i64>(<f64>x);
      return <u64>(bits ^ ((bits >> 63) | i64.MIN_VALUE));
    }
    if (isSigned<T>()) {
      if (sizeof<T>() == 8) return <u64>load<T>(p) ^ Key.high<u64>();
      return <u64>(<i64>load<T>(p) + ((<i64>1) << (8 * sizeof<T>() - 1)));
    }
    return <u64>load<T>(p);
  }
}

/** Turns the counts of a digit's values into the addresses where the items of each begin. */
export function addresses(counts: usize, size: usize, first: usize, itemsize: usize): void {
  for (let p = counts; p != counts + 4 * size; p += 4) {
    const count = load<u32>(p);
    store<u32>(p, <u32>first);
    first += <usize>count * itemsize;
  }
}
