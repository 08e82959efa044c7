/**
 * Integers in a range without bias: the high half of the product of random bits with the range's length, unless the low
 * half falls where some integers would come up more often. D. Lemire, "Fast Random Integer Generation in an Interval"
 * (2019), https://arxiv.org/abs/1805.10941.
 *
 * A range is an offset and the distance from its first integer to its last (u64 each). Types of 8 and 16 bits, and bool,
 * take pieces of one request of 32 bits, which are kept behind the range between calls: the bits (u32), how many pieces
 * are left (u32).
 */
import { DType } from '../dtypes';
import { fill32, fill64, next32, next64, Pcg } from './pcg64';

abstract class Range {
  @inline static offset(range: usize): u64 {
    return load<u64>(range);
  }
  @inline static last(range: usize): u64 {
    return load<u64>(range, 8);
  }
}

/** An integer from 0 to `last` < 2^64 - 1. */
export function bounded64(state: usize, last: u64, bits: u64): u64 {
  const length = last + 1;
  if (bits * length < length) {
    const least = (0 - length) % length;
    while (bits * length < least) bits = next64(state);
  }
  return Pcg.productHigh(bits, length);
}

/** An integer from 0 to `last` < 2^32 - 1. */
export function bounded32(state: usize, last: u32, bits: u32): u32 {
  const length = <u64>last + 1;
  let product = <u64>bits * length;
  if (<u32>product < <u32>length) {
    const least: u32 = (0 - <u32>length) % <u32>length;
    while (<u32>product < least) product = <u64>next32(state) * length;
  }
  return <u32>(product >> 32);
}

/** An integer from 0 to `last`. */
export function bounded(state: usize, last: u64): u64 {
  if (last == 0) return 0;
  if (last < u32.MAX_VALUE) return bounded32(state, <u32>last, next32(state));
  if (last == u32.MAX_VALUE) return next32(state);
  if (last == u64.MAX_VALUE) return next64(state);
  return bounded64(state, last, next64(state));
}

/** All 64 bits, all 32 bits: a range as long as the type. */
@final
@unmanaged
class Whole {
  @inline fits<B>(_: usize, __: B): bool {
    return true;
  }
  @inline value<T>(range: usize, bits: u64): T {
    return <T>(Range.offset(range) + bits);
  }
  @inline rest<T>(_: usize, range: usize, bits: u64): T {
    return <T>(Range.offset(range) + bits);
  }
}

@final
@unmanaged
class Bounded64 {
  @inline fits(range: usize, bits: u64): bool {
    const length = Range.last(range) + 1;
    return bits * length >= length;
  }
  @inline value<T>(range: usize, bits: u64): T {
    return <T>(Range.offset(range) + Pcg.productHigh(bits, Range.last(range) + 1));
  }
  rest<T>(state: usize, range: usize, bits: u64): T {
    return <T>(Range.offset(range) + bounded64(state, Range.last(range), bits));
  }
}

@final
@unmanaged
class Bounded32 {
  @inline fits(range: usize, bits: u32): bool {
    const length = load<u32>(range, 8) + 1;
    return bits * length >= length;
  }
  @inline value<T>(range: usize, bits: u32): T {
    return <T>(Range.offset(range) + ((<u64>bits * (<u64>load<u32>(range, 8) + 1)) >> 32));
  }
  rest<T>(state: usize, range: usize, bits: u32): T {
    return <T>(Range.offset(range) + <u64>bounded32(state, load<u32>(range, 8), bits));
  }
}

/** Integers of 32 or 64 bits. */
function wide<T>(state: usize, range: usize, out: usize, n: usize): void {
  const last = Range.last(range);
  if (last < u32.MAX_VALUE) fill32<Bounded32, T>(state, range, out, n);
  else if (last == u32.MAX_VALUE) fill32<Whole, T>(state, range, out, n);
  else if (last == u64.MAX_VALUE) fill64<Whole, T>(state, range, out, n);
  else fill64<Bounded64, T>(state, range, out, n);
}

/** Integers of 8 or 16 bits, from pieces of 32. */
function narrow<T>(state: usize, range: usize, out: usize, n: usize): void {
  const width: u32 = 8 * sizeof<T>();
  const mask: u32 = (1 << width) - 1;
  const offset = <u32>Range.offset(range);
  const length = <u32>Range.last(range) + 1;
  const least: u32 = (((<u32>1) << width) - length) % length;
  let bits = load<u32>(range, 16);
  let left = load<u32>(range, 20);
  for (; n; n--) {
    let product: u32 = 0;
    do {
      if (left) {
        bits >>= width;
        left--;
      } else {
        bits = next32(state);
        left = 32 / width - 1;
      }
      product = (bits & mask) * length;
    } while ((product & mask) < least);
    store<T>(out, <T>(offset + (product >> width)));
    out += sizeof<T>();
  }
  store<u32>(range, bits, 16);
  store<u32>(range, left, 20);
}

function bools(state: usize, range: usize, out: usize, n: usize): void {
  let bits = load<u32>(range, 16);
  let left = load<u32>(range, 20);
  for (; n; n--) {
    if (left) {
      bits >>= 1;
      left--;
    } else {
      bits = next32(state);
      left = 31;
    }
    store<u8>(out++, <u8>(bits & 1));
  }
  store<u32>(range, bits, 16);
  store<u32>(range, left, 20);
}

/** Fills `n` elements of an integer type or bool with integers of a range of more than one. */
export function randomIntegers(t: i32, state: usize, range: usize, out: usize, n: usize): void {
  switch (t) {
    case DType.Bool:
      return bools(state, range, out, n);
    case DType.U8:
    case DType.I8:
      return narrow<u8>(state, range, out, n);
    case DType.U16:
    case DType.I16:
      return narrow<u16>(state, range, out, n);
    case DType.U32:
    case DType.I32:
      return wide<u32>(state, range, out, n);
    default:
      return wide<u64>(state, range, out, n);
  }
}

/** The next piece of 8 or 16 bits, or the next bit, of the bits kept behind a range. */
function piece(state: usize, range: usize, width: u32): u32 {
  let bits = load<u32>(range, 16);
  let left = load<u32>(range, 20);
  if (left) {
    bits >>= width;
    left--;
  } else {
    bits = next32(state);
    left = 32 / width - 1;
  }
  store<u32>(range, bits, 16);
  store<u32>(range, left, 20);
  return bits & ((1 << width) - 1);
}

/** An integer from 0 to `last` of 8 or 16 bits. */
function boundedNarrow(state: usize, range: usize, last: u32, width: u32): u32 {
  if (last == 0) return 0;
  const length = last + 1;
  const least: u32 = ((1 << width) - length) % length;
  let product: u32 = 0;
  do {
    product = piece(state, range, width) * length;
  } while ((product & ((1 << width) - 1)) < least);
  return product >> width;
}

/** Fills `n` elements, each with an integer from its own low at `a` to its own last at `b` (both of 64 bits). */
export function randomIntegersEach(
  t: i32,
  state: usize,
  range: usize,
  out: usize,
  n: usize,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
): void {
  for (; n; n--) {
    const low = load<u64>(a);
    const last = load<u64>(b) - low;
    if (t == DType.Bool) store<u8>(out++, <u8>(last ? piece(state, range, 1) : low));
    else if (t <= DType.I8) store<u8>(out++, <u8>low + <u8>boundedNarrow(state, range, <u32>last, 8));
    else if (t <= DType.I16) {
      store<u16>(out, <u16>low + <u16>boundedNarrow(state, range, <u32>last, 16));
      out += 2;
    } else {
      const value = low + bounded(state, last);
      if (t <= DType.I32) {
        store<u32>(out, <u32>value);
        out += 4;
      } else {
        store<u64>(out, value);
        out += 8;
      }
    }
    a += aStep << 3;
    b += bStep << 3;
  }
}
