/**
 * The fold of one contiguous run.
 *
 * A run is seen as vectors of 16 bytes, dealt in turn to four accumulators, which hide the latency of an addition. Where
 * an operation asks for blocks, runs of more vectors than a block has are halved until they fit, so that the rounding
 * error grows with the logarithm of n (Higham, Accuracy and Stability of Numerical Algorithms, 4.2). The tree of
 * additions depends on n alone. The scalar build adds up the same tree lane by lane: its sums of floats are the same to
 * the last bit.
 */

/** How many elements are dealt at a time. Integers of the scalar build need no dealing: no order changes their sum. */
export abstract class Deal {
  @inline static lanes<O, T>(): usize {
    if (isFloat<T>() || (ASC_FEATURE_SIMD && changetype<O>(0).hasLanes<T>())) return 16 / sizeof<T>();
    return 1;
  }
}

abstract class Watch {
  /** What is to be seen in the vectors from p to `end`. */
  static all<O, T>(p: usize, end: usize): v128 {
    let mask = i64x2.splat(0);
    const op = changetype<O>(0);
    for (; p + 64 <= end; p += 64) {
      const low = v128.or(op.watch<T>(v128.load(p)), op.watch<T>(v128.load(p, 16)));
      const high = v128.or(op.watch<T>(v128.load(p, 32)), op.watch<T>(v128.load(p, 48)));
      mask = v128.or(mask, v128.or(low, high));
    }
    for (; p < end; p += 16) mask = v128.or(mask, op.watch<T>(v128.load(p)));
    return mask;
  }

  /**
   * Of two vectors of floats, lanes of 32 bits that are greatest, without their sign, where there is a NaN: the elements
   * doubled as integers (f64: their high words). Integers have more units of the machine than floats: max of 1e6 f32
   * takes 50 us with them, 61 with comparisons or additions of floats.
   */
  @inline static pair<T>(a: v128, b: v128): v128 {
    if (sizeof<T>() == 4) return i32x4.max_u(i32x4.add(a, a), i32x4.add(b, b));
    const high = v128.shuffle<u32>(a, b, 1, 3, 5, 7);
    return i32x4.add(high, high);
  }

  /** Whether a greatest lane may stem from a NaN: surely for f32, for f64 from an infinity as well. */
  @inline static suspected<T>(greatest: v128): bool {
    if (sizeof<T>() == 4) return v128.any_true(i32x4.gt_u(greatest, i32x4.splat(0xff000000)));
    return v128.any_true(i32x4.ge_u(greatest, i32x4.splat(0xffe00000)));
  }
}

/** Of so many vectors, which the first-level cache holds, an operation that `suspects` looks again at all or none. */
const SUSPECTED: usize = 512;

/**
 * One accumulator of m vectors. Where an operation `suspects`, the greatest bits of all vectors tell whether there may be
 * a NaN, and so whether to look at each.
 */
function vectors<O, T>(p: usize, q: usize, y: v128, m: usize): v128 {
  const op = changetype<O>(0);
  const first = p;
  let mask = i64x2.splat(0);
  let v0 = op.start<T, v128>();
  if (m >= 4) {
    let v1 = v0;
    let v2 = v0;
    let v3 = v0;
    // Of a shared memory V8 does not unroll loops: floats, which are added fastest, then take eight vectors a turn.
    if (op.suspects<T>()) {
      for (; m >= 8; m -= 8) {
        const x0 = v128.load(p);
        const x1 = v128.load(p, 16);
        const x2 = v128.load(p, 32);
        const x3 = v128.load(p, 48);
        const x4 = v128.load(p, 64);
        const x5 = v128.load(p, 80);
        const x6 = v128.load(p, 96);
        const x7 = v128.load(p, 112);
        v0 = op.next<T, v128, v128>(op.next<T, v128, v128>(v0, x0, y), x4, y);
        v1 = op.next<T, v128, v128>(op.next<T, v128, v128>(v1, x1, y), x5, y);
        v2 = op.next<T, v128, v128>(op.next<T, v128, v128>(v2, x2, y), x6, y);
        v3 = op.next<T, v128, v128>(op.next<T, v128, v128>(v3, x3, y), x7, y);
        const low = i32x4.max_u(Watch.pair<T>(x0, x1), Watch.pair<T>(x2, x3));
        mask = i32x4.max_u(mask, i32x4.max_u(low, i32x4.max_u(Watch.pair<T>(x4, x5), Watch.pair<T>(x6, x7))));
        p += 128;
      }
    }
    if (isFloat<T>() && !op.watches<T>()) {
      for (; m >= 8; m -= 8) {
        v0 = op.next<T, v128, v128>(v0, v128.load(p), op.pairs() ? v128.load(q) : y);
        v1 = op.next<T, v128, v128>(v1, v128.load(p, 16), op.pairs() ? v128.load(q, 16) : y);
        v2 = op.next<T, v128, v128>(v2, v128.load(p, 32), op.pairs() ? v128.load(q, 32) : y);
        v3 = op.next<T, v128, v128>(v3, v128.load(p, 48), op.pairs() ? v128.load(q, 48) : y);
        v0 = op.next<T, v128, v128>(v0, v128.load(p, 64), op.pairs() ? v128.load(q, 64) : y);
        v1 = op.next<T, v128, v128>(v1, v128.load(p, 80), op.pairs() ? v128.load(q, 80) : y);
        v2 = op.next<T, v128, v128>(v2, v128.load(p, 96), op.pairs() ? v128.load(q, 96) : y);
        v3 = op.next<T, v128, v128>(v3, v128.load(p, 112), op.pairs() ? v128.load(q, 112) : y);
        p += 128;
        if (op.pairs()) q += 128;
      }
    }
    for (; m >= 4; m -= 4) {
      const x0 = v128.load(p);
      const x1 = v128.load(p, 16);
      const x2 = v128.load(p, 32);
      const x3 = v128.load(p, 48);
      v0 = op.next<T, v128, v128>(v0, x0, op.pairs() ? v128.load(q) : y);
      v1 = op.next<T, v128, v128>(v1, x1, op.pairs() ? v128.load(q, 16) : y);
      v2 = op.next<T, v128, v128>(v2, x2, op.pairs() ? v128.load(q, 32) : y);
      v3 = op.next<T, v128, v128>(v3, x3, op.pairs() ? v128.load(q, 48) : y);
      if (op.suspects<T>()) {
        mask = i32x4.max_u(mask, i32x4.max_u(Watch.pair<T>(x0, x1), Watch.pair<T>(x2, x3)));
      } else if (op.watches<T>()) {
        const low = v128.or(op.watch<T>(x0), op.watch<T>(x1));
        mask = v128.or(mask, v128.or(low, v128.or(op.watch<T>(x2), op.watch<T>(x3))));
      }
      p += 64;
      if (op.pairs()) q += 64;
    }
    v0 = op.merge<T, v128>(op.merge<T, v128>(v0, v1), op.merge<T, v128>(v2, v3));
  }
  for (; m > 0; m--) {
    const x = v128.load(p);
    v0 = op.next<T, v128, v128>(v0, x, op.pairs() ? v128.load(q) : y);
    if (op.suspects<T>()) mask = i32x4.max_u(mask, Watch.pair<T>(x, x));
    else if (op.watches<T>()) mask = v128.or(mask, op.watch<T>(x));
    p += 16;
    if (op.pairs()) q += 16;
  }
  if (op.suspects<T>()) {
    mask = Watch.suspected<T>(mask) ? Watch.all<O, T>(first, p) : i64x2.splat(0);
  }
  return op.watches<T>() ? op.settle<T>(v0, mask) : v0;
}

/** a and m elements more, `step` bytes apart. */
function chain<O, T, A>(a: A, p: usize, q: usize, y: T, m: usize, step: usize): A {
  const op = changetype<O>(0);
  for (; m > 0; m--) {
    const x = load<T>(p);
    a = op.watches<T>() ? op.seldom<T>(a, x, y) : op.next<T, T, A>(a, x, op.pairs() ? load<T>(q) : y);
    p += step;
    if (op.pairs()) q += step;
  }
  return a;
}

/** What `vectors` does, for one lane of floats. */
function lane<O, T, A>(p: usize, q: usize, y: T, m: usize): A {
  const op = changetype<O>(0);
  const zero = op.start<T, A>();
  const each = m >> 2;
  const done = each << 6;
  const a0 = chain<O, T, A>(zero, p, q, y, each, 64);
  const a1 = chain<O, T, A>(zero, p + 16, q + 16, y, each, 64);
  const a2 = chain<O, T, A>(zero, p + 32, q + 32, y, each, 64);
  const a3 = chain<O, T, A>(zero, p + 48, q + 48, y, each, 64);
  const a = op.merge<T, A>(op.merge<T, A>(a0, a1), op.merge<T, A>(a2, a3));
  return chain<O, T, A>(a, p + done, q + done, y, m & 3, 16);
}

/** The fold of m vectors, or of m elements where there are no lanes. */
function block<O, T, A>(p: usize, q: usize, y: T, m: usize): A {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD && op.suspects<T>()) {
    let v = op.start<T, v128>();
    while (m > 0) {
      const some = min<usize>(m, SUSPECTED);
      v = op.join<T>(v, vectors<O, T>(p, q, v128.splat<T>(y), some));
      p += some << 4;
      m -= some;
    }
    return op.across<T, A>(v, 0, y);
  }
  if (ASC_FEATURE_SIMD && op.hasLanes<T>()) {
    return op.across<T, A>(vectors<O, T>(p, q, v128.splat<T>(y), m), m * (16 / sizeof<T>()), y);
  }
  if (!isFloat<T>()) return chain<O, T, A>(op.start<T, A>(), p, q, y, m, sizeof<T>());
  const first = lane<O, T, A>(p, q, y, m);
  const second = lane<O, T, A>(p + sizeof<T>(), q + sizeof<T>(), y, m);
  if (sizeof<T>() == 8) return op.merge<T, A>(first, second);
  const third = lane<O, T, A>(p + 8, q + 8, y, m);
  const fourth = lane<O, T, A>(p + 12, q + 12, y, m);
  return op.merge<T, A>(op.merge<T, A>(first, third), op.merge<T, A>(second, fourth));
}

function tree<O, T, A>(p: usize, q: usize, y: T, m: usize): A {
  const size = changetype<O>(0).block<T>();
  if (m <= size) return block<O, T, A>(p, q, y, m);
  const half = ((m + 2 * size - 1) / (2 * size)) * size;
  const left = tree<O, T, A>(p, q, y, half);
  return changetype<O>(0).merge<T, A>(left, tree<O, T, A>(p + (half << 4), q + (half << 4), y, m - half));
}

/** The fold of n elements. */
export function run<O, T, A>(p: usize, q: usize, y: T, n: usize): A {
  const op = changetype<O>(0);
  const m = n / Deal.lanes<O, T>();
  if (m == 0) return chain<O, T, A>(op.start<T, A>(), p, q, y, n, sizeof<T>());
  const treed = op.block<T>() > 0 && Deal.lanes<O, T>() > 1;
  const a = treed ? tree<O, T, A>(p, q, y, m) : block<O, T, A>(p, q, y, m);
  if (Deal.lanes<O, T>() == 1) return a;
  const done = m * Deal.lanes<O, T>();
  const offset = done * sizeof<T>();
  return chain<O, T, A>(a, p + offset, q + offset, y, n - done, sizeof<T>());
}
