import { Lanes } from '../lanes';

/**
 * The elementwise loops. Each is generic over an operation (a class without fields, called on a null reference, so that
 * the compiler inlines it) and over element types, and walks contiguous memory.
 *
 * Steps are 0 or 1. An input with step 0 is one value, replicated over a 64-byte block so that vector loops read it as
 * they read anything else and simply do not advance. An output with step 0 is a fold: with `a` the same address and
 * step 0, `out = op(out, b[i])` from left to right. Where `a` trails `out` by less than the 64 bytes of one iteration,
 * the loop runs element by element, so that `a = out - 1 element` is an accumulation; this is how every binary
 * operation has its reduce and its accumulate without loops of their own.
 *
 * Vector loops take 64 bytes of input an iteration: enough to hide latency, small enough for a short tail. The tail goes
 * with the last 64 bytes, some of them for the second time, where the output has not written over them.
 *
 * Binary loops take other steps as well, element by element.
 */

/** Whether 64 bytes of `out` may be written before the next 64 bytes of `input` are read. */
export abstract class Overlap {
  @inline static none(input: usize, out: usize): bool {
    return out - input - 1 >= 63;
  }
  /** Whether as many bytes of `a` and `b` as are read have none in common with those of `out` that are written. */
  static apart(a: usize, aRead: usize, b: usize, bRead: usize, out: usize, written: usize): bool {
    return out - a >= aRead && a - out >= written && out - b >= bRead && b - out >= written;
  }
}

/**
 * A step of REPEAT + k: each value of the input stands for k elements. One input of a call may have such a step, in builds
 * with vectors, where the operation has lanes for the type.
 */
const REPEAT: i32 = 0x40000000;

/** out[i] = op(a[i]) */
export function unary<O, T, R>(a: usize, aStep: i32, out: usize, n: i32): void {
  const op = changetype<O>(0);
  for (; n > 0; n--) {
    store<R>(out, <R>op.scalar<T>(load<T>(a)));
    a += <usize>aStep * sizeof<T>();
    out += sizeof<R>();
  }
}

/** out[i] = op(a[i]) of one type, with lanes where the operation has them for the type. */
export function unaryLanes<O, T>(a: usize, aStep: i32, out: usize, n: i32): void {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD && op.hasLanes<T>()) {
    const step = (<usize>aStep) << 6;
    for (; n >= 64 / sizeof<T>(); n -= 64 / sizeof<T>()) {
      v128.store(out, op.lanes<T>(v128.load(a)));
      v128.store(out, op.lanes<T>(v128.load(a, 16)), 16);
      v128.store(out, op.lanes<T>(v128.load(a, 32)), 32);
      v128.store(out, op.lanes<T>(v128.load(a, 48)), 48);
      a += step;
      out += 64;
    }
  }
  unary<O, T, T>(a, aStep, out, n);
}

/** The n < 16 / sizeof<T>() elements at an address in the low lanes of a vector, and back. */
abstract class Part {
  @inline static load<T>(a: usize, n: i32): v128 {
    if (sizeof<T>() == 8) return v128.load64_zero(a);
    let part = v128.load32_zero(a);
    if (n > 1) part = v128.load32_lane(a, part, 1, 4);
    if (n > 2) part = v128.load32_lane(a, part, 2, 8);
    return part;
  }
  @inline static store<T>(out: usize, part: v128, n: i32): void {
    if (sizeof<T>() == 8) v128.store64_lane(out, part, 0);
    else {
      v128.store32_lane(out, part, 0);
      if (n > 1) v128.store32_lane(out, part, 1, 4);
      if (n > 2) v128.store32_lane(out, part, 2, 8);
    }
  }
}

/**
 * out[i] = op(a[i]) for an operation of many steps, of floats: a vector at a time, the last one in part, so that the
 * operation stands in the build once. `op.apply<L, T>(x)` is written with ../math/lane.
 */
export function unaryMath<O, T>(a: usize, aStep: i32, out: usize, n: i32): void {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD) {
    if (n <= 0) return;
    const step = (<usize>aStep) << 4;
    const end = out + <usize>n * sizeof<T>();
    do {
      // Few instructions for the loop itself: an operation has only some fifty.
      const left = end - out;
      const y = op.apply<v128, T>(left < 16 && aStep ? Part.load<T>(a, <i32>(left / sizeof<T>())) : v128.load(a));
      if (left < 16) {
        Part.store<T>(out, y, <i32>(left / sizeof<T>()));
        return;
      }
      v128.store(out, y);
      a += step;
      out += 16;
    } while (out != end);
  } else {
    for (; n > 0; n--) {
      store<T>(out, op.apply<T, T>(load<T>(a)));
      a += <usize>aStep * sizeof<T>();
      out += sizeof<T>();
    }
  }
}

/** out[i] = op(a[i], b[i]), as `unaryMath`; element by element, one lane at work, where the output is read again. */
export function binaryMath<O, T>(a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD) {
    const apart = outStep == 1 && <u32>(aStep | bStep) <= 1 && Overlap.none(a, out) && Overlap.none(b, out);
    const most = apart ? 16 / sizeof<T>() : 1;
    while (n > 0) {
      const whole = n < most ? n : most;
      const full = whole == 16 / sizeof<T>();
      const x = full || !aStep ? v128.load(a) : Part.load<T>(a, whole);
      const y = full || !bStep ? v128.load(b) : Part.load<T>(b, whole);
      const z = op.apply<v128, T>(x, y);
      if (full) v128.store(out, z);
      else Part.store<T>(out, z, whole);
      a += <usize>(aStep * whole) * sizeof<T>();
      b += <usize>(bStep * whole) * sizeof<T>();
      out += <usize>(outStep * whole) * sizeof<T>();
      n -= whole;
    }
  } else {
    for (; n > 0; n--) {
      store<T>(out, op.apply<T, T>(load<T>(a), load<T>(b)));
      a += <usize>aStep * sizeof<T>();
      b += <usize>bStep * sizeof<T>();
      out += <usize>outStep * sizeof<T>();
    }
  }
}

/** out[i] = op(a[i]) as a bool. */
export function predicate<O, T>(a: usize, aStep: i32, out: usize, n: i32): void {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD && op.hasLanes<T>()) {
    const step = (<usize>aStep) << 6;
    for (; n >= 64 / sizeof<T>(); n -= 64 / sizeof<T>()) {
      const m0 = op.lanes<T>(v128.load(a));
      const m1 = op.lanes<T>(v128.load(a, 16));
      const m2 = op.lanes<T>(v128.load(a, 32));
      const m3 = op.lanes<T>(v128.load(a, 48));
      Lanes.storeMasks<T>(out, m0, m1, m2, m3);
      a += step;
      out += 64 / sizeof<T>();
    }
  }
  unary<O, T, bool>(a, aStep, out, n);
}

/** first[i], second[i] = op.first(a[i]), op.second(a[i]) */
export function unaryPair<O, T, R, S>(a: usize, aStep: i32, first: usize, second: usize, n: i32): void {
  const op = changetype<O>(0);
  for (; n > 0; n--) {
    const x = load<T>(a);
    store<R>(first, op.first<T>(x));
    store<S>(second, op.second<T>(x));
    a += <usize>aStep * sizeof<T>();
    first += sizeof<R>();
    second += sizeof<S>();
  }
}

/** out[i] = op(a[i], b[i]), element by element and in order. */
export function binary<O, A, B, R>(a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  const op = changetype<O>(0);
  for (; n > 0; n--) {
    store<R>(out, <R>op.scalar<A, B>(load<A>(a), load<B>(b)));
    a += <usize>aStep * sizeof<A>();
    b += <usize>bStep * sizeof<B>();
    out += <usize>outStep * sizeof<R>();
  }
}

/**
 * out[i] = op(a[i], b[i]), of one type or a bool, with lanes where the operation has them for the type. One value for many
 * elements stays in a register: half the loads, a third of the time.
 */
function binaryOf<O, T, R>(a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  const op = changetype<O>(0);
  if (!ASC_FEATURE_SIMD || !op.hasLanes<T>()) return binary<O, T, T, R>(a, aStep, b, bStep, out, outStep, n);
  const whole: i32 = 64 / sizeof<T>();
  const aRepeats = aStep >= REPEAT;
  const bRepeats = bStep >= REPEAT;
  let length = n;
  let rows = 1;
  if (aRepeats || bRepeats) {
    length = max(aStep, bStep) - REPEAT;
    rows = n / length;
    if (aRepeats) aStep = 0;
    else bStep = 0;
  }
  let laned = false;
  let again = false;
  if (length >= whole && outStep == 1 && <u32>(aStep | bStep) <= 1) {
    laned = Overlap.none(a, out) && Overlap.none(b, out);
    // One value is read once.
    const aRead = <usize>(aStep ? n : rows) * sizeof<T>();
    const bRead = <usize>(bStep ? n : rows) * sizeof<T>();
    again = laned && Overlap.apart(a, aRead, b, bRead, out, <usize>n * sizeof<R>());
  }
  for (; n > 0; n -= length) {
    let left = length;
    if (laned) {
      let a0 = v128.load_splat<T>(a);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = v128.load_splat<T>(b);
      let b1 = b0;
      let b2 = b0;
      let b3 = b0;
      do {
        if (left < whole) {
          const back = whole - left;
          a -= <usize>(back * aStep) * sizeof<T>();
          b -= <usize>(back * bStep) * sizeof<T>();
          out -= <usize>back * sizeof<R>();
          left = whole;
        }
        for (; left >= whole; left -= whole) {
          if (aStep) {
            a0 = v128.load(a);
            a1 = v128.load(a, 16);
            a2 = v128.load(a, 32);
            a3 = v128.load(a, 48);
            a += 64;
          }
          if (bStep) {
            b0 = v128.load(b);
            b1 = v128.load(b, 16);
            b2 = v128.load(b, 32);
            b3 = v128.load(b, 48);
            b += 64;
          }
          if (isBoolean<R>()) {
            Lanes.storeMasks<T>(
              out,
              op.lanes<T>(a0, b0),
              op.lanes<T>(a1, b1),
              op.lanes<T>(a2, b2),
              op.lanes<T>(a3, b3),
            );
          } else {
            v128.store(out, op.lanes<T>(a0, b0));
            v128.store(out, op.lanes<T>(a1, b1), 16);
            v128.store(out, op.lanes<T>(a2, b2), 32);
            v128.store(out, op.lanes<T>(a3, b3), 48);
          }
          out += <usize>whole * sizeof<R>();
        }
      } while (again && left > 0);
    }
    binary<O, T, T, R>(a, aStep, b, bStep, out, outStep, left);
    a += <usize>(aRepeats ? 1 : aStep * left) * sizeof<T>();
    b += <usize>(bRepeats ? 1 : bStep * left) * sizeof<T>();
    out += <usize>(outStep * left) * sizeof<R>();
  }
}

/** out[i] = op(a[i], b[i]) of one type. */
export function binaryLanes<O, T>(a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  binaryOf<O, T, T>(a, aStep, b, bStep, out, outStep, n);
}

/** out[i] = op(a[i], b[i]) as a bool. */
export function compare<O, T>(a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
  binaryOf<O, T, bool>(a, aStep, b, bStep, out, outStep, n);
}

/** first[i], second[i] = op.first(a[i], b[i]), op.second(a[i], b[i]) */
export function binaryPair<O, T>(
  a: usize,
  aStep: i32,
  b: usize,
  bStep: i32,
  first: usize,
  second: usize,
  n: i32,
): void {
  const op = changetype<O>(0);
  for (; n > 0; n--) {
    const x = load<T>(a);
    const y = load<T>(b);
    store<T>(first, op.first<T>(x, y));
    store<T>(second, op.second<T>(x, y));
    a += <usize>aStep * sizeof<T>();
    b += <usize>bStep * sizeof<T>();
    first += sizeof<T>();
    second += sizeof<T>();
  }
}
