import { Lists } from './deflate';
import { scaleBy } from './vectors';

/**
 * Singular values and vectors of M, zero but for its first row z and its diagonal d: the roots of 1 + sum of z[j]^2 /
 * (d[j]^2 - s^2), each between two poles, by rational interpolation with both of them (R.-C. Li, "Solving secular equations
 * stably and efficiently", LAPACK working note 89, 1994); then the z that has exactly these roots (M. Gu and S. Eisenstat,
 * 1995), which makes vectors orthogonal without more digits. What is kept of a root is its distance from each pole,
 * d[j]^2 - s^2, computed from the nearest.
 */

const EPSILON: f64 = 2.220446049250313e-16;
/** Steps for one root; it takes three to six, and halving the interval always ends. */
const STEPS: i32 = 100;

/**
 * Distances of poles `from` to `to` from a point that is `eta` further than the square of the pole `origin`: to `distances`.
 * The sums of weight^2 / distance and of weight^2 / distance^2 go to `sums`.
 */
function evaluate(
  from: usize,
  to: usize,
  poles: usize,
  weights: usize,
  origin: f64,
  eta: f64,
  distances: usize,
  sums: usize,
): void {
  let value: f64 = 0;
  let slope: f64 = 0;
  let j = from << 3;
  const end = to << 3;
  if (ASC_FEATURE_SIMD) {
    const o = f64x2.splat(origin);
    const shift = f64x2.splat(eta);
    let values = f64x2.splat(0);
    let slopes = values;
    for (; j + 16 <= end; j += 16) {
      const pole = v128.load(poles + j);
      const distance = f64x2.sub(f64x2.mul(f64x2.sub(pole, o), f64x2.add(pole, o)), shift);
      v128.store(distances + j, distance);
      const weight = v128.load(weights + j);
      const part = f64x2.div(weight, distance);
      values = f64x2.add(values, f64x2.mul(weight, part));
      slopes = f64x2.add(slopes, f64x2.mul(part, part));
    }
    value = f64x2.extract_lane(values, 0) + f64x2.extract_lane(values, 1);
    slope = f64x2.extract_lane(slopes, 0) + f64x2.extract_lane(slopes, 1);
  } else {
    let other: f64 = 0;
    let otherSlope: f64 = 0;
    for (; j + 16 <= end; j += 16) {
      for (let at = j; at < j + 16; at += 8) {
        const pole = load<f64>(poles + at);
        const distance = (pole - origin) * (pole + origin) - eta;
        store<f64>(distances + at, distance);
        const weight = load<f64>(weights + at);
        const part = weight / distance;
        if (at == j) {
          value += weight * part;
          slope += part * part;
        } else {
          other += weight * part;
          otherSlope += part * part;
        }
      }
    }
    value += other;
    slope += otherSlope;
  }
  if (j < end) {
    const pole = load<f64>(poles + j);
    const distance = (pole - origin) * (pole + origin) - eta;
    store<f64>(distances + j, distance);
    const weight = load<f64>(weights + j);
    const part = weight / distance;
    value += weight * part;
    slope += part * part;
  }
  store<f64>(sums, value);
  store<f64>(sums, slope, 8);
}

/** The root of c x^2 - a x + b that lies between the poles. */
function quadratic(a: f64, b: f64, c: f64): f64 {
  if (c == 0) return b / a;
  const root = sqrt<f64>(abs<f64>(a * a - 4 * b * c));
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}

/** Root i of k, and the distances of the poles from its square. */
function rootOf(k: usize, i: usize, poles: usize, weights: usize, distances: usize, sums: usize): f64 {
  const last = i + 1 == k;
  const at = i << 3;
  let origin = load<f64>(poles + at);
  const own = load<f64>(weights + at) * load<f64>(weights + at);
  let low: f64 = 0;
  let high: f64 = 0;
  let eta: f64 = 0;
  if (last) {
    for (let j: usize = 0; j < k; j++) {
      const weight = load<f64>(weights + (j << 3));
      high += weight * weight;
    }
    eta = max<f64>(own, high / 2);
  } else {
    const end = load<f64>(poles + at, 8);
    const gap = (end - origin) * (end + origin);
    const other = load<f64>(weights + at, 8) * load<f64>(weights + at, 8);
    // The sign in the middle says which pole is the nearer one; what the other poles add there, where to begin.
    evaluate(0, k, poles, weights, origin, gap / 2, distances, sums);
    const middle = 1 + load<f64>(sums);
    const c = middle + (own - other) / (gap / 2);
    if (middle >= 0) {
      high = gap / 2;
      eta = quadratic(c * gap + own + other, own * gap, c);
    } else {
      origin = end;
      low = -gap / 2;
      eta = quadratic(-c * gap + own + other, -other * gap, c);
    }
    if (!(eta > low && eta < high)) eta = (low + high) / 2;
  }
  for (let steps = 0; steps < STEPS; steps++) {
    evaluate(0, i + 1, poles, weights, origin, eta, distances, sums);
    evaluate(i + 1, k, poles, weights, origin, eta, distances, sums + 16);
    const before = load<f64>(sums);
    const slopeBefore = load<f64>(sums, 8);
    const behind = load<f64>(sums, 16);
    const slopeBehind = load<f64>(sums, 24);
    const value = 1 + before + behind;
    const slope = slopeBefore + slopeBehind;
    if (abs<f64>(value) <= 8 * EPSILON * (1 + abs<f64>(before) + abs<f64>(behind))) break;
    if (value < 0) low = eta;
    else high = eta;
    const near = load<f64>(distances + at);
    let change: f64 = 0;
    if (last) change = (near * value) / (value - slope * near);
    else {
      const far = load<f64>(distances + at, 8);
      const a = (near + far) * value - near * far * slope;
      change = quadratic(a, near * far * value, value - near * slopeBefore - far * slopeBehind);
    }
    if (!(change * value < 0)) change = -value / slope;
    let next = eta + change;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (abs<f64>(next - eta) <= EPSILON * abs<f64>(eta)) break;
    eta = next;
  }
  return origin == 0 ? sqrt<f64>(eta) : origin + eta / (origin + sqrt<f64>(origin * origin + eta));
}

/** Roots `from` to `to` of those of the lists of a problem of order n: distances go to columns of k elements. */
export function secularRoots(n: usize, from: usize, to: usize, lists: usize, distances: usize): void {
  const k = <usize>load<u32>(Lists.counts(lists, n));
  const sums = Lists.sums(lists, n);
  for (let i = from; i < to; i++) {
    const column = distances + ((i * k) << 3);
    const root = rootOf(k, i, Lists.poles(lists), Lists.weights(lists, n), column, sums);
    store<f64>(Lists.roots(lists, n) + (i << 3), root);
  }
}

/** Takes roots `from` to `to` into the z that has all of them. */
export function secularWeights(n: usize, from: usize, to: usize, lists: usize, distances: usize): void {
  const k = <usize>load<u32>(Lists.counts(lists, n));
  const poles = Lists.poles(lists);
  const z = Lists.z(lists, n);
  if (from == 0) for (let j: usize = 0; j < k; j++) store<f64>(z + (j << 3), 1);
  for (let i = from; i < to; i++) {
    const column = distances + ((i * k) << 3);
    for (let j: usize = 0; j < k; j++) {
      const at = j << 3;
      let factor = load<f64>(column + at);
      const other = j > i ? i : i + 1;
      if (other < k) {
        const pole = load<f64>(poles + at);
        const from = load<f64>(poles + (other << 3));
        factor /= (pole - from) * (pole + from);
      }
      store<f64>(z + at, load<f64>(z + at) * factor);
    }
  }
  if (to < k) return;
  for (let j: usize = 0; j < k; j++) {
    const at = z + (j << 3);
    store<f64>(at, copysign<f64>(sqrt<f64>(abs<f64>(load<f64>(at))), load<f64>(Lists.weights(lists, n) + (j << 3))));
  }
}

/** Right singular vectors `from` to `to` of M, or left ones, as columns of k elements, each element at its place. */
export function secularVectors(
  n: usize,
  from: usize,
  to: usize,
  left: i32,
  lists: usize,
  distances: usize,
  vectors: usize,
): void {
  const k = <usize>load<u32>(Lists.counts(lists, n));
  const poles = Lists.poles(lists);
  const z = Lists.z(lists, n);
  const places = Lists.places(lists, n);
  for (let i = from; i < to; i++) {
    const column = distances + ((i * k) << 3);
    const target = vectors + ((i * k) << 3);
    let sum: f64 = 0;
    for (let j: usize = 0; j < k; j++) {
      let value = load<f64>(z + (j << 3)) / load<f64>(column + (j << 3));
      if (left) value = j == 0 ? -1 : value * load<f64>(poles + (j << 3));
      sum += value * value;
      store<f64>(target + ((<usize>load<u32>(places + (j << 2))) << 3), value);
    }
    scaleBy(1 / sqrt<f64>(sum), target, k);
  }
}
