import { Result } from './across';

/** Elements folded before an accumulator is touched. Eight are hardly faster, and twice the code. */
const GROUP: usize = 4;

/**
 * Matrices that no cache holds. Several of their rows side by side come at half the speed of one after the other, so a few
 * rows, which the first-level cache holds, are touched in the order of memory before they are folded.
 */
export abstract class Far {
  @inline static is(stride: usize, rows: usize, bytes: usize): bool {
    return ASC_FEATURE_SIMD && stride == bytes && <u64>rows * bytes > 16777216;
  }

  /** How many rows of so many bytes to take at a time, a multiple of 4. */
  @inline static rows(bytes: usize): usize {
    return max<usize>(GROUP, (16384 / (bytes + 1)) & ~3);
  }

  /** Touches the cache lines of [p, end). */
  static fetch(p: usize, end: usize): void {
    for (; p + 256 <= end; p += 256) {
      load<u8>(p);
      load<u8>(p, 64);
      load<u8>(p, 128);
      load<u8>(p, 192);
    }
    for (; p < end; p += 64) load<u8>(p);
  }
}

/**
 * Many folds side by side: acc[k] = op(acc[k], fold over i < n of the X at src + i * stride + k * pitch), k < count.
 *
 * With pitch the size of X these are the columns of a matrix, as vectors (X = V = v128) or one by one (X = T, V = A);
 * with the pitch of rows and the stride of elements they are rows too short to be worth more. Four elements meet in
 * registers, so that an accumulator is read and written once for four: a sum of n elements carries the error of n / 4
 * additions where one after the other carries that of n. The order of operations depends on n alone.
 *
 * Where an operation `suspects` (see run.ts), a sum of all vectors tells whether four rows are to be folded again exactly.
 *
 * The second operand is at other + k * otherPitch, plus i * stride if it runs along.
 */
export abstract class Strips {
  /** Four rows of vectors of floats, one of which may be NaN. */
  static exact<O, T>(src: usize, stride: usize, y: v128, acc: usize, count: usize): void {
    const op = changetype<O>(0);
    for (; count > 0; count--) {
      let p = src;
      let x = v128.load(p);
      let v = op.first<T, v128, v128>(x, y);
      let mask = op.watch<T>(x);
      for (let r = GROUP - 1; r > 0; r--) {
        p += stride;
        x = v128.load(p);
        v = op.next<T, v128, v128>(v, x, y);
        mask = v128.or(mask, op.watch<T>(x));
      }
      v128.store(acc, op.join<T>(v128.load(acc), op.settle<T>(v, mask)));
      src += 16;
      acc += 16;
    }
  }

  static fold<O, T, X, V>(
    src: usize,
    stride: usize,
    n: usize,
    pitch: usize,
    other: usize,
    otherPitch: usize,
    y: X,
    acc: usize,
    count: usize,
  ): void {
    const op = changetype<O>(0);
    const mirror: V = op.mirrors() ? y : op.start<T, V>();
    for (; n >= GROUP; n -= GROUP) {
      let p0 = src;
      let p1 = p0 + stride;
      let p2 = p1 + stride;
      let p3 = p2 + stride;
      src = p3 + stride;
      let a = acc;
      let q = other;
      let doubt: X = isVector<X>() ? i64x2.splat(0) : <X>0;
      for (let k = count; k > 0; k--) {
        const x0 = load<X>(p0);
        const x1 = load<X>(p1);
        const x2 = load<X>(p2);
        const x3 = load<X>(p3);
        if (op.centres()) y = load<X>(q);
        let v = op.first<T, X, V>(x0, op.pairs() ? load<X>(q) : y);
        v = op.next<T, X, V>(v, x1, op.pairs() ? load<X>(q + stride) : y);
        v = op.next<T, X, V>(v, x2, op.pairs() ? load<X>(q + 2 * stride) : y);
        v = op.next<T, X, V>(v, x3, op.pairs() ? load<X>(q + 3 * stride) : y);
        if (isVector<X>() && op.suspects<T>()) {
          doubt = v128.add<T>(doubt, v128.add<T>(v128.add<T>(x0, x1), v128.add<T>(x2, x3)));
          store<V>(a, op.merge<T, V>(load<V>(a), v));
        } else if (isVector<X>() && op.watches<T>()) {
          const low = v128.or(op.watch<T>(x0), op.watch<T>(x1));
          const high = v128.or(op.watch<T>(x2), op.watch<T>(x3));
          v = op.settle<T>(v, v128.or(low, high));
        }
        if (!isVector<X>() || !op.suspects<T>()) store<V>(a, Result.of<O, T, V>(load<V>(a), v, mirror));
        p0 += pitch;
        p1 += pitch;
        p2 += pitch;
        p3 += pitch;
        a += sizeof<V>();
        if (op.centres() || op.pairs()) q += otherPitch;
      }
      if (isVector<X>() && op.suspects<T>() && v128.any_true(op.watch<T>(doubt))) {
        Strips.exact<O, T>(src - GROUP * stride, stride, y, acc, count);
      }
      if (op.pairs()) other += GROUP * stride;
    }
    for (; n > 0; n--) {
      let p = src;
      let a = acc;
      let q = other;
      for (let k = count; k > 0; k--) {
        const x = load<X>(p);
        let v = op.first<T, X, V>(x, op.centres() || op.pairs() ? load<X>(q) : y);
        if (isVector<X>() && op.watches<T>()) v = op.settle<T>(v, op.watch<T>(x));
        store<V>(a, Result.of<O, T, V>(load<V>(a), v, mirror));
        p += pitch;
        a += sizeof<V>();
        if (op.centres() || op.pairs()) q += otherPitch;
      }
      src += stride;
      if (op.pairs()) other += stride;
    }
  }
}
