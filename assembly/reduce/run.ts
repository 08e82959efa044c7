/**
 * The fold of one contiguous run.
 *
 * A run is seen as vectors of 16 bytes, dealt in turn to eight accumulators, which hide the latency of an addition. Where
 * an operation asks for blocks, runs of more vectors than a block has are halved until they fit, so that the rounding
 * error grows with the logarithm of n (Higham, Accuracy and Stability of Numerical Algorithms, 4.2). The tree of
 * additions depends on n alone, and the scalar build takes the same tree lane by lane: its sums of floats are the same
 * to the last bit.
 */

/** How many elements are dealt at a time. The scalar build deals floats as the others do; integers need no order. */
export abstract class Deal {
  @inline static lanes<O, T>(): usize {
    if (isFloat<T>() || (ASC_FEATURE_SIMD && changetype<O>(0).hasLanes<T>())) return 16 / sizeof<T>();
    return 1;
  }
}

/** One accumulator of m vectors. */
function vectors<O, T>(p: usize, q: usize, centre: v128, m: usize): v128 {
  const op = changetype<O>(0);
  let mask = i64x2.splat(0);
  let v0 = op.start<T, v128>();
  if (m >= 8) {
    let v1 = v0,
      v2 = v0,
      v3 = v0,
      v4 = v0,
      v5 = v0,
      v6 = v0,
      v7 = v0;
    for (; m >= 8; m -= 8) {
      const x0 = v128.load(p);
      const x1 = v128.load(p, 16);
      const x2 = v128.load(p, 32);
      const x3 = v128.load(p, 48);
      const x4 = v128.load(p, 64);
      const x5 = v128.load(p, 80);
      const x6 = v128.load(p, 96);
      const x7 = v128.load(p, 112);
      v0 = op.next<T, v128, v128>(v0, x0, op.pairs() ? v128.load(q) : centre);
      v1 = op.next<T, v128, v128>(v1, x1, op.pairs() ? v128.load(q, 16) : centre);
      v2 = op.next<T, v128, v128>(v2, x2, op.pairs() ? v128.load(q, 32) : centre);
      v3 = op.next<T, v128, v128>(v3, x3, op.pairs() ? v128.load(q, 48) : centre);
      v4 = op.next<T, v128, v128>(v4, x4, op.pairs() ? v128.load(q, 64) : centre);
      v5 = op.next<T, v128, v128>(v5, x5, op.pairs() ? v128.load(q, 80) : centre);
      v6 = op.next<T, v128, v128>(v6, x6, op.pairs() ? v128.load(q, 96) : centre);
      v7 = op.next<T, v128, v128>(v7, x7, op.pairs() ? v128.load(q, 112) : centre);
      if (op.watches<T>())
        mask = v128.or(
          mask,
          v128.or(
            v128.or(v128.or(op.watch<T>(x0), op.watch<T>(x1)), v128.or(op.watch<T>(x2), op.watch<T>(x3))),
            v128.or(v128.or(op.watch<T>(x4), op.watch<T>(x5)), v128.or(op.watch<T>(x6), op.watch<T>(x7))),
          ),
        );
      p += 128;
      if (op.pairs()) q += 128;
    }
    v0 = op.merge<T, v128>(
      op.merge<T, v128>(op.merge<T, v128>(v0, v1), op.merge<T, v128>(v2, v3)),
      op.merge<T, v128>(op.merge<T, v128>(v4, v5), op.merge<T, v128>(v6, v7)),
    );
  }
  for (; m > 0; m--) {
    const x = v128.load(p);
    v0 = op.next<T, v128, v128>(v0, x, op.pairs() ? v128.load(q) : centre);
    if (op.watches<T>()) mask = v128.or(mask, op.watch<T>(x));
    p += 16;
    if (op.pairs()) q += 16;
  }
  return op.watches<T>() ? op.settle<T>(v0, mask) : v0;
}

/** a and m elements more, `step` bytes apart. */
export function chain<O, T, A>(a: A, p: usize, q: usize, centre: T, m: usize, step: usize): A {
  const op = changetype<O>(0);
  for (; m > 0; m--) {
    const x = load<T>(p);
    const y = op.pairs() ? load<T>(q) : centre;
    a = op.watches<T>() ? op.seldom<T>(a, x, y) : op.next<T, T, A>(a, x, y);
    p += step;
    if (op.pairs()) q += step;
  }
  return a;
}

/** What `vectors` does, for one lane of floats. */
function lane<O, T, A>(p: usize, q: usize, centre: T, m: usize): A {
  const op = changetype<O>(0);
  const zero = op.start<T, A>();
  if (m < 8) return chain<O, T, A>(zero, p, q, centre, m, 16);
  const each = m >> 3;
  const done = each << 7;
  const a0 = chain<O, T, A>(zero, p, q, centre, each, 128);
  const a1 = chain<O, T, A>(zero, p + 16, q + 16, centre, each, 128);
  const a2 = chain<O, T, A>(zero, p + 32, q + 32, centre, each, 128);
  const a3 = chain<O, T, A>(zero, p + 48, q + 48, centre, each, 128);
  const a4 = chain<O, T, A>(zero, p + 64, q + 64, centre, each, 128);
  const a5 = chain<O, T, A>(zero, p + 80, q + 80, centre, each, 128);
  const a6 = chain<O, T, A>(zero, p + 96, q + 96, centre, each, 128);
  const a7 = chain<O, T, A>(zero, p + 112, q + 112, centre, each, 128);
  const a = op.merge<T, A>(
    op.merge<T, A>(op.merge<T, A>(a0, a1), op.merge<T, A>(a2, a3)),
    op.merge<T, A>(op.merge<T, A>(a4, a5), op.merge<T, A>(a6, a7)),
  );
  return chain<O, T, A>(a, p + done, q + done, centre, m & 7, 16);
}

/** The fold of m vectors, or of m elements where there are no lanes. */
function block<O, T, A>(p: usize, q: usize, centre: T, m: usize): A {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD && op.hasLanes<T>()) {
    return op.across<T, A>(vectors<O, T>(p, q, v128.splat<T>(centre), m), m * (16 / sizeof<T>()));
  }
  if (!isFloat<T>()) return chain<O, T, A>(op.start<T, A>(), p, q, centre, m, sizeof<T>());
  const first = lane<O, T, A>(p, q, centre, m);
  const second = lane<O, T, A>(p + sizeof<T>(), q + sizeof<T>(), centre, m);
  if (sizeof<T>() == 8) return op.merge<T, A>(first, second);
  const third = lane<O, T, A>(p + 8, q + 8, centre, m);
  const fourth = lane<O, T, A>(p + 12, q + 12, centre, m);
  return op.merge<T, A>(op.merge<T, A>(first, third), op.merge<T, A>(second, fourth));
}

function tree<O, T, A>(p: usize, q: usize, centre: T, m: usize): A {
  const size = changetype<O>(0).block<T>();
  if (m <= size) return block<O, T, A>(p, q, centre, m);
  const half = ((m + 2 * size - 1) / (2 * size)) * size;
  const left = tree<O, T, A>(p, q, centre, half);
  return changetype<O>(0).merge<T, A>(left, tree<O, T, A>(p + (half << 4), q + (half << 4), centre, m - half));
}

/** The fold of n elements. */
export function run<O, T, A>(p: usize, q: usize, centre: T, n: usize): A {
  const op = changetype<O>(0);
  const m = n / Deal.lanes<O, T>();
  const treed = op.block<T>() > 0 && Deal.lanes<O, T>() > 1;
  const a = treed ? tree<O, T, A>(p, q, centre, m) : block<O, T, A>(p, q, centre, m);
  if (Deal.lanes<O, T>() == 1) return a;
  const done = m * Deal.lanes<O, T>();
  const offset = done * sizeof<T>();
  return chain<O, T, A>(a, p + offset, q + offset, centre, n - done, sizeof<T>());
}
