import { Far, Strips } from './strips';

/** Rows of one sweep over all columns: 128 times -128 fits 16 bits, and 128 counts fit a byte. */
const SWEEP: usize = 128;

/**
 * At most 128 rows of `count` vectors of columns, for sums and counts of integers. Lanes are just wide enough for so
 * many rows, and widening to 64 bits is paid once a sweep. A cache line of columns goes at a time, then the rest.
 */
function wideStrips<O, T>(src: usize, stride: usize, rows: usize, y: v128, acc: usize, count: usize): void {
  const op = changetype<O>(0);
  const size: usize = (16 / sizeof<T>()) << 3;
  const one = v128.extract_lane<T>(y, 0);
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
      a0 = op.low<T>(a0, x0, y);
      b0 = op.high<T>(b0, x0, y);
      a1 = op.low<T>(a1, x1, y);
      b1 = op.high<T>(b1, x1, y);
      a2 = op.low<T>(a2, x2, y);
      b2 = op.high<T>(b2, x2, y);
      a3 = op.low<T>(a3, x3, y);
      b3 = op.high<T>(b3, x3, y);
      p += stride;
    }
    op.deposit<T>(acc, a0, b0, rows, one);
    op.deposit<T>(acc + size, a1, b1, rows, one);
    op.deposit<T>(acc + 2 * size, a2, b2, rows, one);
    op.deposit<T>(acc + 3 * size, a3, b3, rows, one);
    acc += 4 * size;
    src += 64;
  }
  for (; count > 0; count--) {
    let a = i64x2.splat(0);
    let b = a;
    let p = src;
    for (let r = rows; r > 0; r--) {
      const x = v128.load(p);
      a = op.low<T>(a, x, y);
      b = op.high<T>(b, x, y);
      p += stride;
    }
    op.deposit<T>(acc, a, b, rows, one);
    acc += size;
    src += 16;
  }
}

/**
 * acc[c] = op(acc[c], fold of column c), for contiguous columns and accumulators; `centre` has one value for each column
 * (`centres`). Rows go in sweeps, so that the columns beyond the last whole vector are still in the caches.
 */
export function foldColumns<O, T, A>(
  src: usize,
  stride: usize,
  rows: usize,
  centre: usize,
  y: T,
  acc: usize,
  cols: usize,
): void {
  const op = changetype<O>(0);
  const lanes: usize = 16 / sizeof<T>();
  const laned = ASC_FEATURE_SIMD && op.hasLanes<T>() && (op.widens<T>() || sizeof<T>() == sizeof<A>());
  const vectors: usize = laned ? cols / lanes : 0;
  const done = vectors * lanes;
  const offset = vectors << 4;
  const bytes = cols * sizeof<T>();
  const far = Far.is(stride, rows, bytes);
  const wide = ASC_FEATURE_SIMD && op.hasLanes<T>() && op.widens<T>();
  const most = far && !wide ? Far.rows(bytes) : SWEEP;
  while (rows > 0) {
    const sweep = min<usize>(rows, most);
    if (far) Far.fetch(src, src + sweep * stride);
    if (ASC_FEATURE_SIMD && op.hasLanes<T>()) {
      if (op.widens<T>()) {
        wideStrips<O, T>(src, stride, sweep, v128.splat<T>(y), acc, vectors);
      } else if (sizeof<T>() == sizeof<A>()) {
        Strips.fold<O, T, v128, v128>(src, stride, sweep, 16, centre, 16, v128.splat<T>(y), acc, vectors);
      }
    }
    if (done < cols) {
      const rest = acc + done * sizeof<A>();
      const size = sizeof<T>();
      Strips.fold<O, T, T, A>(src + offset, stride, sweep, size, centre + offset, size, y, rest, cols - done);
    }
    src += sweep * stride;
    rows -= sweep;
  }
}
