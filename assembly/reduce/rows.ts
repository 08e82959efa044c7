import { Result } from './across';
import { Deal, run } from './run';
import { Strips } from './strips';

/** Short rows go through the caches together, so that passing over them element by element costs no memory traffic. */
const TOGETHER: usize = 512;

/**
 * acc[r] = op(acc[r], fold of row r), for rows of n contiguous elements and contiguous accumulators. `other` is a second
 * matrix (`pairs`) or one value for each row (`centres`).
 */
export function foldRows<O, T, A>(
  src: usize,
  stride: usize,
  n: usize,
  other: usize,
  otherStride: usize,
  y: T,
  acc: usize,
  rows: usize,
): void {
  const op = changetype<O>(0);
  if (n < max<usize>(8, Deal.lanes<O, T>())) {
    while (rows > 0) {
      const m = min<usize>(rows, TOGETHER);
      Strips.fold<O, T, T, A>(src, sizeof<T>(), n, stride, other, otherStride, y, acc, m);
      src += m * stride;
      other += m * otherStride;
      acc += m * sizeof<A>();
      rows -= m;
    }
  }
  const mirror: A = op.mirrors() ? y : 0;
  for (; rows > 0; rows--) {
    if (op.centres()) y = load<T>(other);
    const a = run<O, T, A>(src, other, y, n);
    store<A>(acc, Result.of<O, T, A>(load<A>(acc), a, mirror));
    src += stride;
    other += otherStride;
    acc += sizeof<A>();
  }
}
