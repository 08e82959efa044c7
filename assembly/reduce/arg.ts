import { DType } from '../dtypes';
import { Kind } from './kind';
import { Maximum, Minimum, NumericMinimum } from './minimum';
import { run } from './run';

/**
 * The places of extrema. A row is folded block by block as minimum.ts does it; only the block that holds the best is
 * searched for it, so a row costs little more than its minimum.
 */
const BLOCK: usize = 16384;

/** Up to this length a row goes element by element: 1 to 2 ns each, where a search would cost 10 to 15 ns a row. */
const SHORT: usize = 8;

/** The first place of x among n elements; NaN is found, and either zero is the other. */
function find<T>(p: usize, n: usize, x: T): usize {
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    const wanted = v128.splat<T>(x);
    const nan = v128.ne<T>(wanted, wanted);
    // A number is sought 64 bytes at a time, to the place where the loop below finds it.
    for (; x == x && i + 64 / sizeof<T>() <= n; i += 64 / sizeof<T>()) {
      const at = p + i * sizeof<T>();
      const low = v128.or(v128.eq<T>(v128.load(at), wanted), v128.eq<T>(v128.load(at, 16), wanted));
      const high = v128.or(v128.eq<T>(v128.load(at, 32), wanted), v128.eq<T>(v128.load(at, 48), wanted));
      if (v128.any_true(v128.or(low, high))) break;
    }
    for (; i + 16 / sizeof<T>() <= n; i += 16 / sizeof<T>()) {
      const v = v128.load(p + i * sizeof<T>());
      let hits = v128.eq<T>(v, wanted);
      if (isFloat<T>()) hits = v128.or(hits, v128.and(nan, v128.ne<T>(v, v)));
      if (v128.any_true(hits)) break;
    }
  }
  for (; i < n; i++) {
    const v = load<T>(p + i * sizeof<T>());
    if (v == x || (isFloat<T>() && x != x && v != v)) break;
  }
  return i;
}

/** Short rows: what moves is the address of the best, which needs no branch that depends on the data. */
function place<O, T>(best: usize, p: usize, n: usize, y: T): usize {
  const op = changetype<O>(0);
  for (const end = p + n * sizeof<T>(); p < end; p += sizeof<T>()) {
    const better = op.better<T>(op.flip<T, T>(load<T>(p), y), op.flip<T, T>(load<T>(best), y));
    best = select<usize>(p, best, better);
  }
  return best;
}

/** Long rows: the address of the best, in the row or where it was. */
function search<O, T>(best: usize, p: usize, n: usize, y: T): usize {
  const op = changetype<O>(0);
  let value = op.flip<T, T>(load<T>(best), y);
  let found: usize = 0;
  const end = p + n * sizeof<T>();
  for (; p < end && !op.isLast<T>(value); p += BLOCK) {
    const x = run<O, T, T>(p, 0, y, min<usize>(end - p, BLOCK) / sizeof<T>());
    if (op.better<T>(x, value)) {
      value = x;
      found = p;
    }
  }
  return found == 0 ? best : found + find<T>(found, (end - found) / sizeof<T>(), op.flip<T, T>(value, y)) * sizeof<T>();
}

/**
 * For each row of n elements, of which the first is the base-th: the extremum and its place. From base > 0 the values
 * found so far are continued. The place is -1 as long as nothing counts, which for those that ignore NaN may be so.
 */
function argRows<O, T>(
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
  y: T,
): void {
  const op = changetype<O>(0);
  if (n == 0) return;
  for (; rows > 0; rows--) {
    const start = base > 0 ? best : src;
    const p = n <= SHORT ? place<O, T>(start, src, n, y) : search<O, T>(start, src, n, y);
    const value = load<T>(p);
    if (p != best) {
      store<T>(best, value);
      store<i64>(index, op.counts<T>(value) ? <i64>(base + (p - src) / sizeof<T>()) : -1);
    }
    src += stride;
    best += sizeof<T>();
    index += 8;
  }
}

function extremum(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
  greatest: bool,
): void {
  if (t == DType.F32)
    return greatest
      ? argRows<Maximum, f32>(src, stride, n, base, best, index, rows, 0)
      : argRows<Minimum, f32>(src, stride, n, base, best, index, rows, 0);
  if (t == DType.F64)
    return greatest
      ? argRows<Maximum, f64>(src, stride, n, base, best, index, rows, 0)
      : argRows<Minimum, f64>(src, stride, n, base, best, index, rows, 0);
  switch (Kind.size(t)) {
    case 1:
      return argRows<Minimum, i8>(src, stride, n, base, best, index, rows, Kind.mirror<i8>(t, greatest));
    case 2:
      return argRows<Minimum, i16>(src, stride, n, base, best, index, rows, Kind.mirror<i16>(t, greatest));
    case 4:
      return argRows<Minimum, i32>(src, stride, n, base, best, index, rows, Kind.mirror<i32>(t, greatest));
    case 8:
      return argRows<Minimum, i64>(src, stride, n, base, best, index, rows, Kind.mirror<i64>(t, greatest));
  }
}

function numericExtremum(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  base: usize,
  best: usize,
  index: usize,
  rows: usize,
  greatest: bool,
): void {
  if (t == DType.F32) {
    argRows<NumericMinimum, f32>(src, stride, n, base, best, index, rows, Kind.mirror<f32>(t, greatest));
  } else if (t == DType.F64) {
    argRows<NumericMinimum, f64>(src, stride, n, base, best, index, rows, Kind.mirror<f64>(t, greatest));
  } else {
    extremum(t, src, stride, n, base, best, index, rows, greatest);
  }
}

/** The first NaN is the minimum as well as the maximum. */
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
  extremum(t, src, stride, n, base, best, index, rows, false);
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
  extremum(t, src, stride, n, base, best, index, rows, true);
}

/** NaN is passed over; a row of nothing else has the index -1. */
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
  numericExtremum(t, src, stride, n, base, best, index, rows, false);
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
  numericExtremum(t, src, stride, n, base, best, index, rows, true);
}
