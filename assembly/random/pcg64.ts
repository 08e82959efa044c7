/**
 * PCG64: a 128-bit linear congruential generator whose state gives 64 bits by an exclusive or of its halves, rotated by
 * its six highest bits (XSL-RR). M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
 * Algorithms for Random Number Generation" (2014), 6.3.3.
 *
 * The state of a generator is 40 bytes that the caller keeps and points to: the two halves of the state, low first, the
 * two of the increment, whether half of a 64-bit output waits for the next request of 32 bits (u32), and that half.
 *
 * A loop over many values holds the state in locals; what happens rarely takes it from memory.
 */

/** The multiplier 0x2360ed051fc65da44385df649fccf645. */
const MULTIPLIER_HIGH: u64 = (0x2360ed05 << 32) | 0x1fc65da4;
const MULTIPLIER_LOW: u64 = (0x4385df64 << 32) | 0x9fccf645;

export abstract class Pcg {
  /** The high half of the product of two 64-bit numbers. */
  @inline static productHigh(a: u64, b: u64): u64 {
    const al = a & 0xffffffff;
    const ah = a >> 32;
    const bl = b & 0xffffffff;
    const bh = b >> 32;
    const middle = ah * bl + ((al * bl) >> 32);
    const other = al * bh + (middle & 0xffffffff);
    return ah * bh + (middle >> 32) + (other >> 32);
  }

  /** The low half of the state that follows. */
  @inline static low(low: u64, increment: u64): u64 {
    return low * MULTIPLIER_LOW + increment;
  }

  /** The high half of the state that follows, whose low half is `next`. */
  @inline static high(low: u64, high: u64, next: u64, incrementLow: u64, incrementHigh: u64): u64 {
    const product = Pcg.productHigh(low, MULTIPLIER_LOW) + low * MULTIPLIER_HIGH + high * MULTIPLIER_LOW;
    return product + incrementHigh + u64(next < incrementLow);
  }

  @inline static output(low: u64, high: u64): u64 {
    return rotr<u64>(low ^ high, high >> 58);
  }

  @inline static save(state: usize, low: u64, high: u64): void {
    store<u64>(state, low);
    store<u64>(state, high, 8);
  }

  @inline static saveHalf(state: usize, waits: u32, half: u32): void {
    store<u32>(state, waits, 32);
    store<u32>(state, half, 36);
  }

  /** 53 of 64 bits as a number in [0, 1). */
  @inline static double(bits: u64): f64 {
    return <f64>(<i64>(bits >> 11)) * (1.0 / 9007199254740992.0);
  }

  /** 24 of 32 bits as a number in [0, 1). */
  @inline static single(bits: u32): f32 {
    return <f32>(<i32>(bits >> 8)) * <f32>(1.0 / 16777216.0);
  }
}

/** The next 64 bits. */
export function next64(state: usize): u64 {
  const low = load<u64>(state);
  const increment = load<u64>(state, 16);
  const next = Pcg.low(low, increment);
  const high = Pcg.high(low, load<u64>(state, 8), next, increment, load<u64>(state, 24));
  Pcg.save(state, next, high);
  return Pcg.output(next, high);
}

/** The next 32 bits: the low half of an output, then the high one. */
export function next32(state: usize): u32 {
  if (load<u32>(state, 32)) {
    store<u32>(state, 0, 32);
    return load<u32>(state, 36);
  }
  const bits = next64(state);
  Pcg.saveHalf(state, 1, <u32>(bits >> 32));
  return <u32>bits;
}

export function nextDouble(state: usize): f64 {
  return Pcg.double(next64(state));
}

export function nextSingle(state: usize): f32 {
  return Pcg.single(next32(state));
}

/**
 * Fills `n` elements with one distribution. Its class says of the bits of one request whether they give a value at once
 * (`fits`), which (`value`), and what to do otherwise (`rest`), which may ask for more. `table` is its own.
 */
export function fill64<O, T>(state: usize, table: usize, out: usize, n: usize): void {
  const op = changetype<O>(0);
  const incrementLow = load<u64>(state, 16);
  const incrementHigh = load<u64>(state, 24);
  let low = load<u64>(state);
  let high = load<u64>(state, 8);
  for (; n; n--) {
    const next = Pcg.low(low, incrementLow);
    high = Pcg.high(low, high, next, incrementLow, incrementHigh);
    low = next;
    const bits = Pcg.output(low, high);
    if (op.fits(table, bits)) {
      store<T>(out, op.value<T>(table, bits));
    } else {
      Pcg.save(state, low, high);
      store<T>(out, op.rest<T>(state, table, bits));
      low = load<u64>(state);
      high = load<u64>(state, 8);
    }
    out += sizeof<T>();
  }
  Pcg.save(state, low, high);
}

/** The same for distributions that ask for 32 bits at a time. */
export function fill32<O, T>(state: usize, table: usize, out: usize, n: usize): void {
  const op = changetype<O>(0);
  const incrementLow = load<u64>(state, 16);
  const incrementHigh = load<u64>(state, 24);
  let low = load<u64>(state);
  let high = load<u64>(state, 8);
  let waits = load<u32>(state, 32);
  let half = load<u32>(state, 36);
  for (; n; n--) {
    let bits = half;
    if (!waits) {
      const next = Pcg.low(low, incrementLow);
      high = Pcg.high(low, high, next, incrementLow, incrementHigh);
      low = next;
      const both = Pcg.output(low, high);
      bits = <u32>both;
      half = <u32>(both >> 32);
    }
    waits ^= 1;
    if (op.fits(table, bits)) {
      store<T>(out, op.value<T>(table, bits));
    } else {
      Pcg.save(state, low, high);
      Pcg.saveHalf(state, waits, half);
      store<T>(out, op.rest<T>(state, table, bits));
      low = load<u64>(state);
      high = load<u64>(state, 8);
      waits = load<u32>(state, 32);
      half = load<u32>(state, 36);
    }
    out += sizeof<T>();
  }
  Pcg.save(state, low, high);
  Pcg.saveHalf(state, waits, half);
}
