import { Lanes } from '../lanes';

/** What factorizations do with packed vectors of f64. Every build adds in the same order. */

/** The sum of x[i] y[i]: four registers of two lanes. */
export function dotOf(x: usize, y: usize, n: usize): f64 {
  let sum: f64 = 0;
  if (ASC_FEATURE_SIMD) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (; n >= 8; n -= 8) {
      a = Lanes.madd<f64>(v128.load(x), v128.load(y), a);
      b = Lanes.madd<f64>(v128.load(x, 16), v128.load(y, 16), b);
      c = Lanes.madd<f64>(v128.load(x, 32), v128.load(y, 32), c);
      d = Lanes.madd<f64>(v128.load(x, 48), v128.load(y, 48), d);
      x += 64;
      y += 64;
    }
    a = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
    sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  } else {
    let a0: f64 = 0;
    let a1: f64 = 0;
    let b0: f64 = 0;
    let b1: f64 = 0;
    let c0: f64 = 0;
    let c1: f64 = 0;
    let d0: f64 = 0;
    let d1: f64 = 0;
    for (; n >= 8; n -= 8) {
      a0 += load<f64>(x) * load<f64>(y);
      a1 += load<f64>(x, 8) * load<f64>(y, 8);
      b0 += load<f64>(x, 16) * load<f64>(y, 16);
      b1 += load<f64>(x, 24) * load<f64>(y, 24);
      c0 += load<f64>(x, 32) * load<f64>(y, 32);
      c1 += load<f64>(x, 40) * load<f64>(y, 40);
      d0 += load<f64>(x, 48) * load<f64>(y, 48);
      d1 += load<f64>(x, 56) * load<f64>(y, 56);
      x += 64;
      y += 64;
    }
    sum = a0 + b0 + (c0 + d0) + (a1 + b1 + (c1 + d1));
  }
  for (; n; n--) {
    sum += load<f64>(x) * load<f64>(y);
    x += 8;
    y += 8;
  }
  return sum;
}

/** y += s x. */
export function addScaled(s: f64, x: usize, y: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const factor = f64x2.splat(s);
    for (; n >= 4; n -= 4) {
      v128.store(y, Lanes.madd<f64>(factor, v128.load(x), v128.load(y)));
      v128.store(y, Lanes.madd<f64>(factor, v128.load(x, 16), v128.load(y, 16)), 16);
      x += 32;
      y += 32;
    }
  }
  for (; n; n--) {
    store<f64>(y, load<f64>(y) + s * load<f64>(x));
    x += 8;
    y += 8;
  }
}

/** (x, y) = (c x + s y, c y - s x). */
export function rotate(c: f64, s: f64, x: usize, y: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const cosine = f64x2.splat(c);
    const sine = f64x2.splat(s);
    const back = f64x2.splat(-s);
    for (; n >= 2; n -= 2) {
      const a = v128.load(x);
      const b = v128.load(y);
      v128.store(x, Lanes.madd<f64>(sine, b, f64x2.mul(cosine, a)));
      v128.store(y, Lanes.madd<f64>(back, a, f64x2.mul(cosine, b)));
      x += 16;
      y += 16;
    }
  }
  for (; n; n--) {
    const a = load<f64>(x);
    const b = load<f64>(y);
    store<f64>(x, c * a + s * b);
    store<f64>(y, c * b - s * a);
    x += 8;
    y += 8;
  }
}

/** x *= s. */
export function scaleBy(s: f64, x: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const factor = f64x2.splat(s);
    for (; n >= 2; n -= 2) {
      v128.store(x, f64x2.mul(v128.load(x), factor));
      x += 16;
    }
  }
  for (; n; n--) {
    store<f64>(x, load<f64>(x) * s);
    x += 8;
  }
}

/** x /= d. */
export function divideBy(d: f64, x: usize, n: usize): void {
  if (ASC_FEATURE_SIMD) {
    const divisor = f64x2.splat(d);
    for (; n >= 2; n -= 2) {
      v128.store(x, f64x2.div(v128.load(x), divisor));
      x += 16;
    }
  }
  for (; n; n--) {
    store<f64>(x, load<f64>(x) / d);
    x += 8;
  }
}

/** Exchanges vectors whose elements are `step` bytes apart. */
export function exchange(x: usize, y: usize, step: usize, n: usize): void {
  for (; n; n--) {
    const a = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, a);
    x += step;
    y += step;
  }
}

/** The place of the largest magnitude; NaN is smaller than any number, unless it is the first. */
export function largest(x: usize, n: usize): usize {
  let best = abs<f64>(load<f64>(x));
  let place: usize = 0;
  for (let i: usize = 1; i < n; i++) {
    const size = abs<f64>(load<f64>(x + (i << 3)));
    if (size > best) {
      best = size;
      place = i;
    }
  }
  return place;
}
