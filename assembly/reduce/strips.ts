import { Result } from './across';

/** Elements folded before an accumulator is touched. Eight are hardly faster, and twice the code. */
const GROUP: usize = 4;

/**
 * Many folds side by side: acc[k] = op(acc[k], fold over i < n of the X at src + i * stride + k * pitch), k < count.
 *
 * With pitch the size of X these are the columns of a matrix, as vectors (X = V = v128) or one by one (X = T, V = A);
 * with the pitch of rows and the stride of elements they are rows too short to be worth more. Four elements meet in
 * registers, so that an accumulator is read and written once for four: a sum of n elements carries the error of n / 4
 * additions where one after the other carries that of n. The order of operations depends on n alone.
 *
 * The second operand is at other + k * otherPitch, plus i * stride if it runs along.
 */
export abstract class Strips {
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
        if (isVector<X>() && op.watches<T>()) {
          const low = v128.or(op.watch<T>(x0), op.watch<T>(x1));
          const high = v128.or(op.watch<T>(x2), op.watch<T>(x3));
          v = op.settle<T>(v, v128.or(low, high));
        }
        store<V>(a, Result.of<O, T, V>(load<V>(a), v, mirror));
        p0 += pitch;
        p1 += pitch;
        p2 += pitch;
        p3 += pitch;
        a += sizeof<V>();
        if (op.centres() || op.pairs()) q += otherPitch;
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
