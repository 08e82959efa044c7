import { DType } from '../dtypes';
import { Compact } from './compact';
import { sortEach, TIMES } from './sort';

/**
 * Selection by sampling (R. Floyd and R. Rivest, Expected time bounds for selection, 1975): two elements of a sorted sample
 * enclose the one wanted, almost always, and few others. One pass brings the elements to the left of them, to the right,
 * and, of those between, the same is asked again.
 */

/** Rows up to this length are sorted. */
const FEW: usize = 256;

abstract class Bounds {
  @inline static least<S>(): S {
    return isFloat<S>() ? <S>-Infinity : <S>(sizeof<S>() == 4 ? i32.MIN_VALUE : i64.MIN_VALUE);
  }
  @inline static greatest<S>(): S {
    return isFloat<S>() ? <S>Infinity : <S>(sizeof<S>() == 4 ? i32.MAX_VALUE : i64.MAX_VALUE);
  }
}

/** Of type T, but unsigned integers, which are compared with their highest bit turned. */
abstract class Turned {
  @inline static one<T>(x: T, turned: T): T {
    return isFloat<T>() ? x : <T>(x ^ turned);
  }
  @inline static lanes<T>(x: v128, turned: v128): v128 {
    return isFloat<T>() ? x : v128.xor(x, turned);
  }
}

/**
 * Copies n elements: those less than `low` to the front of `dst`, those greater than `high`, or NaN, to its end, and those
 * between to `middle`. Answers how many bytes are in front, and in the middle, in 32 bits each.
 */
function divide<T>(p: usize, dst: usize, n: usize, low: T, high: T, turned: T, middle: usize): u64 {
  const end = p + n * sizeof<T>();
  let left = dst;
  let right = dst + n * sizeof<T>();
  let between = middle;
  if (ASC_FEATURE_SIMD) {
    const lows = v128.splat<T>(low);
    const highs = v128.splat<T>(high);
    const turns = v128.splat<T>(turned);
    // Whole vectors are stored, of which the last must not reach what is at the other end.
    for (; p + 32 <= end; p += 16) {
      const x = v128.load(p);
      const compared = Turned.lanes<T>(x, turns);
      const less = i32x4.bitmask(v128.lt<T>(compared, lows));
      const notGreater = i32x4.bitmask(
        isFloat<T>() ? v128.le<T>(compared, highs) : v128.not(v128.gt<T>(compared, highs)),
      );
      v128.store(left, Compact.first(x, less));
      v128.store(right - 16, Compact.first(x, notGreater));
      v128.store(between, Compact.first(x, less ^ notGreater));
      left += Compact.bytes(less);
      right += Compact.bytes(notGreater) - 16;
      between += Compact.bytes(notGreater) - Compact.bytes(less);
    }
  }
  for (; p != end; p += sizeof<T>()) {
    const x = load<T>(p);
    const compared = Turned.one<T>(x, turned);
    const less = <usize>(compared < low) * sizeof<T>();
    const notGreater = <usize>(compared <= high) * sizeof<T>();
    store<T>(left, x);
    left += less;
    store<T>(right - sizeof<T>(), x);
    right += notGreater - sizeof<T>();
    store<T>(between, x);
    between += notGreater - less;
  }
  return ((<u64>(left - dst)) << 32) | <u64>(between - middle);
}

/** Copies `count` elements of n to `sample`, by sixteen bytes at equal distances. */
function takeSample<T>(src: usize, n: usize, sample: usize, count: usize): void {
  const size = 16 / sizeof<T>();
  const groups = count / size;
  const stride = ((n - size) / (groups - 1)) * sizeof<T>();
  for (const end = sample + (groups << 4); sample != end; sample += 16) {
    store<u64>(sample, load<u64>(src));
    store<u64>(sample, load<u64>(src, 8), 8);
    src += stride;
  }
}

/**
 * Floats are of type T and S. Integers are told apart by their sizes: T and U are unsigned, I and S signed, and `base` is the
 * least of their type.
 */
function select<T, S, I, U>(src: usize, dst: usize, n: usize, k: usize, scratch: usize, counts: usize, base: U): void {
  const turned = <S>(isFloat<T>() ? 0 : base ^ ((<U>1) << (<U>(8 * sizeof<U>() - 1))));
  let wanted = k * sizeof<T>();
  let room = n * sizeof<T>();
  while (n > FEW) {
    const count: usize = (<usize>1) << ((2 * (32 - <u32>clz<u32>(<u32>n))) / 3);
    takeSample<T>(src, n, scratch, count);
    sortEach<T, I, U>(scratch, scratch, count, 1, scratch + count * sizeof<T>(), counts, base, TIMES);
    const share = <f64>wanted / <f64>(n * sizeof<T>());
    const rank = <f64>count * share;
    const margin = 2 * sqrt<f64>(rank * (1 - share)) + 2;
    const first = <isize>(rank - margin);
    const last = <usize>(rank + margin);
    let low = Bounds.least<S>();
    let high = Bounds.greatest<S>();
    if (first >= 0) low = Turned.one<S>(load<S>(scratch + first * sizeof<T>()), turned);
    if (last < count) high = Turned.one<S>(load<S>(scratch + last * sizeof<T>()), turned);
    if (isFloat<T>() && high != high) high = Bounds.greatest<S>();
    // Nothing is greater than NaN.
    if (isFloat<T>() && low != low) break;
    const sizes = divide<S>(src, dst, n, low, high, turned, scratch);
    const front = <usize>(sizes >> 32);
    const rest = front + <usize>(<u32>sizes);
    const isBetween = wanted >= front && wanted < rest;
    const from: usize = wanted < front ? 0 : isBetween ? front : rest;
    const to = wanted < front ? front : isBetween ? rest : n * sizeof<T>();
    const bytes = to - from;
    // Of the part that holds the element the same is asked again, unless all are equal or there is no room for it.
    const isLast = (isBetween && low == high) || room < bytes << 1;
    if (isLast || !isBetween) memory.copy(dst + front, scratch, rest - front);
    if (isBetween && low == high) return;
    dst += from;
    n = bytes / sizeof<T>();
    if (isLast) return sortEach<T, I, U>(dst, dst, n, 1, scratch, counts, base, TIMES);
    if (!isBetween) memory.copy(scratch, dst, bytes);
    src = scratch;
    wanted -= from;
    scratch += bytes;
    room -= bytes;
  }
  sortEach<T, I, U>(src, dst, n, 1, scratch, counts, base, TIMES);
}

/**
 * Copies n elements of 4 or 8 bytes from `src` to `dst`, which do not overlap, so that element k is in its sorted place,
 * NaN last, with none greater before it and none less after it. `scratch` has room for n, `counts` for three tables.
 */
export function nthElement(t: i32, src: usize, dst: usize, n: usize, k: usize, scratch: usize, counts: usize): void {
  switch (t) {
    case DType.U32:
      return select<u32, i32, i32, u32>(src, dst, n, k, scratch, counts, 0);
    case DType.I32:
      return select<u32, i32, i32, u32>(src, dst, n, k, scratch, counts, 0x80000000);
    case DType.U64:
      return select<u64, i64, i64, u64>(src, dst, n, k, scratch, counts, 0);
    case DType.I64:
      return select<u64, i64, i64, u64>(src, dst, n, k, scratch, counts, 0x8000000000000000);
    case DType.F32:
      return select<f32, f32, i32, u32>(src, dst, n, k, scratch, counts, 0);
    case DType.F64:
      return select<f64, f64, i64, u64>(src, dst, n, k, scratch, counts, 0);
  }
}
