import { addresses, LONG } from './keys';

/**
 * The steps of a radix sort by some digits of the numbers that elements have: integers their difference to the least, floats
 * the part of their range in which they lie, the parts being of equal size.
 */

/** Bits by which a range is cut finer than one part for each element. */
const FINER: u32 = 3;
/** Pairs of elements in one part, for each element, that are too many, times two. */
const CROWD: u64 = 2;
/** The widest digit; of more elements than MANY, whose places no longer share the caches. */
export const WIDEST: u32 = 12;
const WIDEST_OF_MANY: u32 = 10;
const MANY: usize = 1 << 22;
/** Bytes of a table of counts. */
export const TABLE: usize = 4 << WIDEST;
const TWO_23: f32 = 8388608;
const TWO_52: f64 = 4503599627370496;

export abstract class Digits {
  @inline static count(n: usize, bits: u32): u32 {
    const widest = n < LONG ? 8 : n < MANY ? WIDEST : WIDEST_OF_MANY;
    return (bits + widest - 1) / widest;
  }
  /** The bits that tell most of n elements apart: two digits of the same width. */
  @inline static leading(n: usize): u32 {
    return min<u32>(30, ((32 - <u32>clz<u32>(<u32>n) + FINER + 1) >> 1) << 1);
  }
}

/**
 * The numbers whose digits elements are sorted by: of one element, and of a vector. `base` is the least key, `least` the
 * least value, `scale` the parts in a unit.
 */
@final
@unmanaged
export class Integer {
  @inline one<T, U>(p: usize, base: U, _least: T, _scale: T): U {
    return <U>(load<U>(p) - base);
  }
  @inline lanes<T, U>(p: usize, base: v128, _least: v128, _scale: v128): v128 {
    return v128.sub<U>(v128.load(p), base);
  }
}
/** Adding 2^23 or 2^52 leaves the number of the part in the lowest bits. NaN has all bits set: it is in the last part. */
@final
@unmanaged
export class Part {
  @inline one<T, U>(p: usize, _base: U, least: T, scale: T): U {
    const x = load<T>(p);
    const part = <T>((x - least) * scale + <T>(sizeof<T>() == 4 ? TWO_23 : TWO_52));
    const bits = sizeof<T>() == 4 ? <U>reinterpret<u32>(<f32>part) : <U>reinterpret<u64>(<f64>part);
    return <U>(bits | -(<U>(x != x)));
  }
  @inline lanes<T, U>(p: usize, _base: v128, least: v128, scale: v128): v128 {
    const x = v128.load(p);
    const part = v128.mul<T>(v128.sub<T>(x, least), scale);
    const bits = v128.add<T>(part, sizeof<T>() == 4 ? f32x4.splat(TWO_23) : f64x2.splat(TWO_52));
    return v128.or(bits, v128.ne<T>(x, x));
  }
}

export abstract class Count {
  @inline static add(at: usize): void {
    store<u32>(at, load<u32>(at) + 1);
  }
  /** Puts an item where its digit's items go. */
  @inline static deal<U>(at: usize, item: U): void {
    const to = load<u32>(at);
    store<U>(to, item);
    store<u32>(at, to + sizeof<U>());
  }
  /** The places of digits in a table: four bytes each. */
  @inline static lanes<U>(numbers: v128, shift: u32, mask: v128): v128 {
    return v128.shl<U>(v128.and(v128.shr<U>(numbers, shift), mask), 2);
  }
}

/** How many digits are counted at once. */
@final
@unmanaged
export class One {
  @inline areTwo(): bool {
    return false;
  }
}
@final
@unmanaged
class Two {
  @inline areTwo(): bool {
    return true;
  }
}

/** The counts of a digit, or of two. */
export function count<D, O, T, U>(
  p: usize,
  n: usize,
  base: U,
  least: T,
  scale: T,
  width: u32,
  lower: u32,
  lowers: usize,
  upper: u32,
  uppers: usize,
): void {
  const op = changetype<O>(0);
  const areTwo = changetype<D>(0).areTwo();
  const mask = ((<usize>1) << width) - 1;
  memory.fill(lowers, 0, 4 * (mask + 1));
  if (areTwo) memory.fill(uppers, 0, 4 * (mask + 1));
  const end = p + n * sizeof<U>();
  if (ASC_FEATURE_SIMD && (sizeof<U>() == 4 || isFloat<T>())) {
    const bases = v128.splat<U>(base);
    const leasts = v128.splat<T>(least);
    const scales = v128.splat<T>(scale);
    const masks = v128.splat<U>(<U>mask);
    for (; p + 16 <= end; p += 16) {
      const numbers = op.lanes<T, U>(p, bases, leasts, scales);
      const low = Count.lanes<U>(numbers, lower, masks);
      let a = <u64>i64x2.extract_lane(low, 0);
      let b = <u64>i64x2.extract_lane(low, 1);
      Count.add(lowers + <usize>a);
      Count.add(lowers + <usize>b);
      if (sizeof<U>() == 4) {
        Count.add(lowers + <usize>(a >> 32));
        Count.add(lowers + <usize>(b >> 32));
      }
      if (areTwo) {
        const high = Count.lanes<U>(numbers, upper, masks);
        a = <u64>i64x2.extract_lane(high, 0);
        b = <u64>i64x2.extract_lane(high, 1);
        Count.add(uppers + <usize>a);
        Count.add(uppers + <usize>b);
        if (sizeof<U>() == 4) {
          Count.add(uppers + <usize>(a >> 32));
          Count.add(uppers + <usize>(b >> 32));
        }
      }
    }
  }
  for (; p != end; p += sizeof<U>()) {
    const number = op.one<T, U>(p, base, least, scale);
    Count.add(lowers + ((<usize>(number >> <U>lower) & mask) << 2));
    if (areTwo) Count.add(uppers + ((<usize>(number >> <U>upper) & mask) << 2));
  }
}

/** Deals items out to the addresses of their digits. */
export function deal<O, T, U>(
  p: usize,
  n: usize,
  base: U,
  least: T,
  scale: T,
  width: u32,
  shift: u32,
  counts: usize,
): void {
  const op = changetype<O>(0);
  const mask = ((<usize>1) << width) - 1;
  const end = p + n * sizeof<U>();
  if (ASC_FEATURE_SIMD && (sizeof<U>() == 4 || isFloat<T>())) {
    const bases = v128.splat<U>(base);
    const leasts = v128.splat<T>(least);
    const scales = v128.splat<T>(scale);
    const masks = v128.splat<U>(<U>mask);
    for (; p + 16 <= end; p += 16) {
      const places = Count.lanes<U>(op.lanes<T, U>(p, bases, leasts, scales), shift, masks);
      const a = <u64>i64x2.extract_lane(places, 0);
      const b = <u64>i64x2.extract_lane(places, 1);
      Count.deal<U>(counts + <usize>a, load<U>(p));
      if (sizeof<U>() == 4) {
        Count.deal<U>(counts + <usize>(a >> 32), load<U>(p, 4));
        Count.deal<U>(counts + <usize>b, load<U>(p, 8));
        Count.deal<U>(counts + <usize>(b >> 32), load<U>(p, 12));
      } else {
        Count.deal<U>(counts + <usize>b, load<U>(p, 8));
      }
    }
  }
  for (; p != end; p += sizeof<U>()) {
    const number = op.one<T, U>(p, base, least, scale);
    Count.deal<U>(counts + ((<usize>(number >> <U>shift) & mask) << 2), load<U>(p));
  }
}

/**
 * Whether elements counted by their leading digit would, cut by `rest` bits more, share parts with more others than pays.
 * Each stands for `weight` elements. The last part, where NaN are, does not count.
 */
export function crowd(counts: usize, size: usize, n: usize, weight: usize, rest: u32): bool {
  let pairs: f64 = 0;
  for (const end = counts + 4 * size - 4; counts != end; counts += 4) {
    const count = <f64>load<u32>(counts);
    pairs += count * count;
  }
  return pairs * <f64>weight > <f64>n * <f64>((<u64>CROWD) << rest);
}

/**
 * Sorts by `bits` bits of the elements' numbers from `shift` on. Answers where the elements are then: at `dst`, unless they
 * come from there or from `scratch`, or else at `scratch`; or 0, with nothing done, when elements crowd that should be
 * `sparse`.
 */
export function sortBits<O, T, U>(
  from: usize,
  dst: usize,
  n: usize,
  scratch: usize,
  counts: usize,
  base: U,
  least: T,
  scale: T,
  shift: u32,
  bits: u32,
  sparse: bool,
): usize {
  const digits = Digits.count(n, bits);
  const width = (bits + digits - 1) / digits;
  const size = (<usize>1) << width;
  const last = digits - 1;
  const top = counts + 2 * TABLE;
  count<Two, O, T, U>(from, n, base, least, scale, width, shift, counts, shift + last * width, top);
  if (sparse && crowd(top, size, n, 1, last * width)) return 0;
  // Elements go back and forth, and should end at `dst`.
  let to = from == scratch || (from != dst && digits & 1) ? dst : scratch;
  for (let digit: u32 = 0; digit < digits; digit++) {
    let table = counts;
    if (digit == last) table = top;
    else if (digit) {
      if (digit & 1)
        count<Two, O, T, U>(from, n, base, least, scale, width, shift, counts, shift + width, counts + TABLE);
      else table += TABLE;
    }
    addresses(table, size, to, sizeof<U>());
    deal<O, T, U>(from, n, base, least, scale, width, shift, table);
    from = to;
    to = to == dst ? scratch : dst;
    shift += width;
  }
  return from;
}
