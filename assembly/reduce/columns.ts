import { Result } from './across';

/**
 * Folds down the columns of a matrix: acc[c] = op(acc[c], fold over r of the element in row r and column c), for
 * contiguous columns and accumulators. `centre` is one value for each column where the operation wants one.
 */

/** Rows folded before an accumulator is touched. Eight are hardly faster, and twice the code. */
const GROUP: usize = 4;

/** Rows of one sweep over all columns: 128 times -128 fits 16 bits, and 128 counts fit a byte. */
const SWEEP: usize = 128;

/**
 * `count` neighbouring vectors of columns (X = V = v128) or columns (X = T, V = A). Four rows meet in registers, so that
 * an accumulator is read and written once for four rows, and a sum of m rows carries the error of m / 4 additions where
 * one row after the other carries that of m. The tree does not depend on the column's place.
 */
function strips<O, T, X, V>(
  src: usize,
  stride: usize,
  rows: usize,
  centre: usize,
  mirror: X,
  acc: usize,
  count: usize,
): void {
  const op = changetype<O>(0);
  const mirrored: V = op.mirrors() ? mirror : op.start<T, V>();
  for (; rows >= GROUP; rows -= GROUP) {
    let p0 = src;
    let p1 = p0 + stride;
    let p2 = p1 + stride;
    let p3 = p2 + stride;
    src = p3 + stride;
    let a = acc;
    let c = centre;
    for (let k = count; k > 0; k--) {
      const x0 = load<X>(p0);
      const x1 = load<X>(p1);
      const x2 = load<X>(p2);
      const x3 = load<X>(p3);
      const y = op.centres() ? load<X>(c) : mirror;
      let v = op.first<T, X, V>(x0, y);
      v = op.next<T, X, V>(v, x1, y);
      v = op.next<T, X, V>(v, x2, y);
      v = op.next<T, X, V>(v, x3, y);
      if (isVector<X>() && op.watches<T>()) {
        const low = v128.or(op.watch<T>(x0), op.watch<T>(x1));
        const high = v128.or(op.watch<T>(x2), op.watch<T>(x3));
        v = op.settle<T>(v, v128.or(low, high));
      }
      store<V>(a, Result.of<O, T, V>(load<V>(a), v, mirrored));
      p0 += sizeof<X>();
      p1 += sizeof<X>();
      p2 += sizeof<X>();
      p3 += sizeof<X>();
      a += sizeof<V>();
      if (op.centres()) c += sizeof<X>();
    }
  }
  for (; rows > 0; rows--) {
    for (let k: usize = 0; k < count; k++) {
      const x = load<X>(src + k * sizeof<X>());
      let v = op.first<T, X, V>(x, op.centres() ? load<X>(centre + k * sizeof<X>()) : mirror);
      if (isVector<X>() && op.watches<T>()) v = op.settle<T>(v, op.watch<T>(x));
      const a = acc + k * sizeof<V>();
      store<V>(a, Result.of<O, T, V>(load<V>(a), v, mirrored));
    }
    src += stride;
  }
}

/**
 * At most 128 rows of `count` vectors of columns, for sums and counts of integers. Lanes are just wide enough for so
 * many rows, and widening to 64 bits is paid once a sweep. A cache line of columns goes at a time, then the rest.
 */
function wideStrips<O, T>(src: usize, stride: usize, rows: usize, acc: usize, count: usize): void {
  const op = changetype<O>(0);
  const size: usize = (16 / sizeof<T>()) << 3;
  for (; count >= 4; count -= 4) {
    let a0 = i64x2.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = a0;
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    let p = src;
    for (let r = rows; r > 0; r--) {
      const x0 = v128.load(p);
      const x1 = v128.load(p, 16);
      const x2 = v128.load(p, 32);
      const x3 = v128.load(p, 48);
      a0 = op.low<T>(a0, x0);
      b0 = op.high<T>(b0, x0);
      a1 = op.low<T>(a1, x1);
      b1 = op.high<T>(b1, x1);
      a2 = op.low<T>(a2, x2);
      b2 = op.high<T>(b2, x2);
      a3 = op.low<T>(a3, x3);
      b3 = op.high<T>(b3, x3);
      p += stride;
    }
    op.deposit<T>(acc, a0, b0, rows);
    op.deposit<T>(acc + size, a1, b1, rows);
    op.deposit<T>(acc + 2 * size, a2, b2, rows);
    op.deposit<T>(acc + 3 * size, a3, b3, rows);
    acc += 4 * size;
    src += 64;
  }
  for (; count > 0; count--) {
    let a = i64x2.splat(0);
    let b = a;
    let p = src;
    for (let r = rows; r > 0; r--) {
      const x = v128.load(p);
      a = op.low<T>(a, x);
      b = op.high<T>(b, x);
      p += stride;
    }
    op.deposit<T>(acc, a, b, rows);
    acc += size;
    src += 16;
  }
}

export function foldColumns<O, T, A>(
  src: usize,
  stride: usize,
  rows: usize,
  centre: usize,
  mirror: T,
  acc: usize,
  cols: usize,
): void {
  const op = changetype<O>(0);
  const laned = ASC_FEATURE_SIMD && op.hasLanes<T>() && (op.widens<T>() || sizeof<T>() == sizeof<A>());
  const lanes: usize = 16 / sizeof<T>();
  const vectors: usize = laned ? cols / lanes : 0;
  const done = vectors * lanes;
  while (rows > 0) {
    const sweep = min<usize>(rows, SWEEP);
    if (ASC_FEATURE_SIMD && op.hasLanes<T>()) {
      if (op.widens<T>()) wideStrips<O, T>(src, stride, sweep, acc, vectors);
      else if (sizeof<T>() == sizeof<A>())
        strips<O, T, v128, v128>(src, stride, sweep, centre, v128.splat<T>(mirror), acc, vectors);
    }
    if (done < cols) {
      const offset = done * sizeof<T>();
      strips<O, T, T, A>(src + offset, stride, sweep, centre + offset, mirror, acc + done * sizeof<A>(), cols - done);
    }
    src += sweep * stride;
    rows -= sweep;
  }
}
