import { Result } from './across';
import { chain, Deal, run } from './run';

/** The second operand of a row: what its first element meets. */
abstract class Second {
  @inline static of<O, T>(other: usize, mirror: T): T {
    const op = changetype<O>(0);
    return op.pairs() || op.centres() ? load<T>(other) : mirror;
  }
}

/**
 * acc[r] = op(acc[r], fold of row r) for rows of n contiguous elements. `other` is a second matrix (`pairs`) or one
 * value for each row (`centres`); the accumulators are contiguous.
 *
 * Rows too short for vectors go four at a time: their folds are short chains of operations, and four chains share the
 * cost of the loop.
 */
export function foldRows<O, T, A>(
  src: usize,
  stride: usize,
  n: usize,
  other: usize,
  otherStride: usize,
  mirror: T,
  acc: usize,
  rows: usize,
): void {
  const op = changetype<O>(0);
  if (n == 0) return;
  const short = n < max<usize>(8, Deal.lanes<O, T>());
  const bytes = n * sizeof<T>();
  const mirrored: A = op.mirrors() ? mirror : 0;
  for (; short && rows >= 4; rows -= 4) {
    const p1 = src + stride;
    const p2 = p1 + stride;
    const p3 = p2 + stride;
    const q1 = other + otherStride;
    const q2 = q1 + otherStride;
    const q3 = q2 + otherStride;
    let y0 = Second.of<O, T>(other, mirror);
    let y1 = Second.of<O, T>(q1, mirror);
    let y2 = Second.of<O, T>(q2, mirror);
    let y3 = Second.of<O, T>(q3, mirror);
    let a0 = op.first<T, T, A>(load<T>(src), y0);
    let a1 = op.first<T, T, A>(load<T>(p1), y1);
    let a2 = op.first<T, T, A>(load<T>(p2), y2);
    let a3 = op.first<T, T, A>(load<T>(p3), y3);
    for (let i: usize = sizeof<T>(); i < bytes; i += sizeof<T>()) {
      if (op.pairs()) {
        y0 = load<T>(other + i);
        y1 = load<T>(q1 + i);
        y2 = load<T>(q2 + i);
        y3 = load<T>(q3 + i);
      }
      a0 = op.next<T, T, A>(a0, load<T>(src + i), y0);
      a1 = op.next<T, T, A>(a1, load<T>(p1 + i), y1);
      a2 = op.next<T, T, A>(a2, load<T>(p2 + i), y2);
      a3 = op.next<T, T, A>(a3, load<T>(p3 + i), y3);
    }
    store<A>(acc, Result.of<O, T, A>(load<A>(acc), a0, mirrored));
    store<A>(acc, Result.of<O, T, A>(load<A>(acc, sizeof<A>()), a1, mirrored), sizeof<A>());
    store<A>(acc, Result.of<O, T, A>(load<A>(acc, 2 * sizeof<A>()), a2, mirrored), 2 * sizeof<A>());
    store<A>(acc, Result.of<O, T, A>(load<A>(acc, 3 * sizeof<A>()), a3, mirrored), 3 * sizeof<A>());
    src = p3 + stride;
    other = q3 + otherStride;
    acc += 4 * sizeof<A>();
  }
  for (; rows > 0; rows--) {
    const y = Second.of<O, T>(other, mirror);
    let a: A;
    if (short) a = chain<O, T, A>(op.start<T, A>(), src, other, y, n, sizeof<T>());
    else a = run<O, T, A>(src, other, y, n);
    store<A>(acc, Result.of<O, T, A>(load<A>(acc), a, mirrored));
    src += stride;
    other += otherStride;
    acc += sizeof<A>();
  }
}
