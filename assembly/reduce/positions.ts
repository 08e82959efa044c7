import { DType } from '../dtypes';

/**
 * Positions of extrema: the first one of several; a NaN before any number (argmin, argmax) or never (nanargmin,
 * nanargmax). `best` holds one element and `index` one i64 per row; a fold starts where base is 0 and goes on from what
 * they hold where it is not. An index is -1 while there was nothing but NaN to ignore.
 *
 * A maximum is a minimum of mirrored numbers: y holds the bits to flip, none or all of integers, the sign of floats; of
 * unsigned integers the highest bit besides, so that T is always signed. Long rows go in blocks: one pass of vectors
 * tells whether a block holds anything better, and only then is its place looked for.
 */

/** Bytes of a block: enough to forget the work around it, few enough to be in the nearest cache for the second look. */
const BLOCK: usize = 4096;

abstract class Mirror {
  @inline static bits<T>(t: i32, greatest: bool): u64 {
    const high = (<u64>1) << (8 * sizeof<T>() - 1);
    if (isFloat<T>()) return greatest ? high : 0;
    // A true bool is the least of all signed bytes, which ends the search.
    if (t == DType.Bool) return greatest ? high | 1 : high;
    const isUnsigned = (t & 1) != 0;
    return (greatest ? <u64>-1 : 0) ^ (isUnsigned ? high : 0);
  }

  @inline static load<T>(p: usize, y: u64): T {
    if (!isFloat<T>()) return <T>(load<T>(p) ^ <T>y);
    if (sizeof<T>() == 4) return <T>reinterpret<f32>(load<u32>(p) ^ <u32>y);
    return <T>reinterpret<f64>(load<u64>(p) ^ y);
  }

  @inline static splat<T>(y: u64): v128 {
    if (!isFloat<T>()) return v128.splat<T>(<T>y);
    return sizeof<T>() == 4 ? v128.splat<u32>(<u32>y) : v128.splat<u64>(y);
  }

  /** Whether nothing can be better. (NaN can be better than any number.) */
  @inline static isLeast<T>(x: T): bool {
    return !isFloat<T>() && x == <T>((<u64>1) << (8 * sizeof<T>() - 1));
  }

  /** b < a ? b : a. Where a is a number, the result is one. */
  @inline static least<T>(a: v128, b: v128): v128 {
    if (isFloat<T>()) return v128.pmin<T>(a, b);
    if (sizeof<T>() == 8) return v128.bitselect(b, a, v128.gt<T>(a, b));
    return v128.min<T>(a, b);
  }

  /** The least lane. */
  @inline static across<T>(v: v128): T {
    v = Mirror.least<T>(v, v128.shuffle<u64>(v, v, 1, 0));
    if (sizeof<T>() <= 4) v = Mirror.least<T>(v, v128.shuffle<u32>(v, v, 1, 0, 3, 2));
    if (sizeof<T>() <= 2) v = Mirror.least<T>(v, v128.shuffle<u16>(v, v, 1, 0, 3, 2, 5, 4, 7, 6));
    if (sizeof<T>() == 1) v = Mirror.least<T>(v, v128.shl<u16>(v, 8));
    return v128.extract_lane<T>(v, sizeof<T>() == 1 ? 1 : 0);
  }
}

/** The first of the vectors from p on that holds x, or NaN where x is NaN. There is one. */
function vectorOf<T>(p: usize, y: u64, x: T): usize {
  const flip = Mirror.splat<T>(y);
  const wanted = v128.splat<T>(x);
  const isNumber = v128.eq<T>(wanted, wanted);
  let found: v128;
  do {
    const v = v128.xor(v128.load(p), flip);
    found = v128.eq<T>(v, wanted);
    if (isFloat<T>()) found = v128.bitselect(found, v128.ne<T>(v, v), isNumber);
    p += 16;
  } while (!v128.any_true(found));
  return p - 16;
}

/**
 * The address of the first extremum of the n elements at p if it is better than x, otherwise 0. x is a number. `skip`:
 * NaN is to be ignored.
 */
function search<T>(p: usize, n: usize, y: u64, skip: bool, x: T): usize {
  let at: usize = 0;
  if (Mirror.isLeast<T>(x)) return at;
  if (ASC_FEATURE_SIMD) {
    const flip = Mirror.splat<T>(y);
    while (n >= 64 / sizeof<T>()) {
      const bytes = n < BLOCK / sizeof<T>() ? (n * sizeof<T>()) & ~63 : BLOCK;
      const before = v128.splat<T>(x);
      let a = before;
      let b = before;
      let c = before;
      let d = before;
      let unordered = i64x2.splat(0);
      for (let i: usize = 0; i < bytes; i += 64) {
        const k = v128.xor(v128.load(p + i), flip);
        const l = v128.xor(v128.load(p + i, 16), flip);
        const m = v128.xor(v128.load(p + i, 32), flip);
        const o = v128.xor(v128.load(p + i, 48), flip);
        a = Mirror.least<T>(a, k);
        b = Mirror.least<T>(b, l);
        c = Mirror.least<T>(c, m);
        d = Mirror.least<T>(d, o);
        if (isFloat<T>()) {
          unordered = v128.or(unordered, v128.or(v128.ne<T>(k, k), v128.ne<T>(l, l)));
          unordered = v128.or(unordered, v128.or(v128.ne<T>(m, m), v128.ne<T>(o, o)));
        }
      }
      if (isFloat<T>() && !skip && v128.any_true(unordered)) {
        at = vectorOf<T>(p, y, <T>NaN);
        while (load<T>(at) == load<T>(at)) at += sizeof<T>();
        return at;
      }
      a = Mirror.least<T>(Mirror.least<T>(a, b), Mirror.least<T>(c, d));
      if (v128.any_true(v128.lt<T>(a, before))) {
        x = Mirror.across<T>(a);
        at = vectorOf<T>(p, y, x);
        while (Mirror.load<T>(at, y) != x) at += sizeof<T>();
        if (Mirror.isLeast<T>(x)) return at;
      }
      p += bytes;
      n -= bytes / sizeof<T>();
    }
  }
  for (; n > 0; n--) {
    const e = Mirror.load<T>(p, y);
    if (e < x) {
      x = e;
      at = p;
      if (Mirror.isLeast<T>(x)) break;
    } else if (isFloat<T>() && !skip && e != e) {
      return p;
    }
    p += sizeof<T>();
  }
  return at;
}

function positionsOf<T>(
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
  y: u64,
  skip: bool,
): void {
  for (; rows > 0; rows--) {
    let i: usize = 0;
    if (base == 0 || load<i64>(index) < 0) {
      // The first element, or the first number, is the best so far.
      if (isFloat<T>() && skip) while (i < n && load<T>(src + i * sizeof<T>()) != load<T>(src + i * sizeof<T>())) i++;
      store<i64>(index, i < n ? <i64>base + <i64>i : -1);
      if (i < n) store<T>(best, load<T>(src + i * sizeof<T>()));
      i++;
    }
    const x = Mirror.load<T>(best, y);
    if (i < n && (!isFloat<T>() || x == x)) {
      const at = search<T>(src + i * sizeof<T>(), n - i, y, skip, x);
      if (at != 0) {
        store<T>(best, load<T>(at));
        store<i64>(index, <i64>base + <i64>((at - src) / sizeof<T>()));
      }
    }
    src += stride;
    best += sizeof<T>();
    index += 8;
  }
}

function positions(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
  greatest: bool,
  skip: bool,
): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return positionsOf<i8>(src, stride, n, base, best, index, rows, Mirror.bits<i8>(t, greatest), skip);
    case DType.U16:
    case DType.I16:
      return positionsOf<i16>(src, stride, n, base, best, index, rows, Mirror.bits<i16>(t, greatest), skip);
    case DType.U32:
    case DType.I32:
      return positionsOf<i32>(src, stride, n, base, best, index, rows, Mirror.bits<i32>(t, greatest), skip);
    case DType.U64:
    case DType.I64:
      return positionsOf<i64>(src, stride, n, base, best, index, rows, Mirror.bits<i64>(t, greatest), skip);
    case DType.F32:
      return positionsOf<f32>(src, stride, n, base, best, index, rows, Mirror.bits<f32>(t, greatest), skip);
    case DType.F64:
      return positionsOf<f64>(src, stride, n, base, best, index, rows, Mirror.bits<f64>(t, greatest), skip);
  }
}

export function argminRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
): void {
  positions(t, src, stride, n, base, best, index, rows, false, false);
}

export function argmaxRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
): void {
  positions(t, src, stride, n, base, best, index, rows, true, false);
}

export function nanargminRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
): void {
  positions(t, src, stride, n, base, best, index, rows, false, true);
}

export function nanargmaxRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
): void {
  positions(t, src, stride, n, base, best, index, rows, true, true);
}
