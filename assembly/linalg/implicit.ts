import { exchange, rotate, scaleBy } from './vectors';

/**
 * Singular values of an upper bidiagonal by implicit QR steps from the end that has the larger elements, without a shift
 * where one would spoil small values (J. Demmel and W. Kahan, "Accurate singular values of bidiagonal matrices", SIAM J.
 * Sci. Stat. Comput. 11, 1990). The rotations go into columns of U and V, where there are any.
 */

/** What an element above the diagonal may change singular values by, relative to them: 8 units of rounding. */
const TOLERANCE: f64 = 8 * 1.1102230246251565e-16;
/** Elements above the diagonal below this are zero, since what they make is not exact. */
const FLOOR: f64 = 1e-300;
/** The relative size of a square that adds nothing. */
const NOTHING: f64 = 1.1102230246251565e-16;
/** Rotated elements in one call. */
const CALL: usize = 500000;
/** What rotating two numbers costs besides, in rotated elements. */
const STEP: usize = 24;

/** A power of two that keeps the squares of two numbers from vanishing. */
function lift(f: f64, g: f64): f64 {
  return max<f64>(abs<f64>(f), abs<f64>(g)) < 1e-140 ? reinterpret<f64>(0x7830000000000000) : 1;
}

/** The root of f^2 + g^2, with the sign of f. */
function radius(f: f64, g: f64): f64 {
  return copysign<f64>(sqrt<f64>(f * f + g * g), f);
}

/** The smaller singular value of [f g; 0 h]. */
function smallerOf(f: f64, g: f64, h: f64): f64 {
  const least = min<f64>(abs<f64>(f), abs<f64>(h));
  const most = max<f64>(abs<f64>(f), abs<f64>(h));
  const above = abs<f64>(g);
  if (least == 0) return 0;
  const sum = 1 + least / most;
  const difference = (most - least) / most;
  if (above < most) {
    const u = (above / most) * (above / most);
    return (least * 2) / (sqrt<f64>(sum * sum + u) + sqrt<f64>(difference * difference + u));
  }
  const u = most / above;
  const a = sqrt<f64>(1 + sum * u * (sum * u));
  const b = sqrt<f64>(1 + difference * u * (difference * u));
  return ((least * u) / (a + b)) * 2;
}

/**
 * Steps until the diagonal `d` has the singular values and `e` above it is zero, or until a call has done
 * enough: the number of rows that are left is read from `state` and goes there, the number of steps is added to what lies behind.
 *
 * @param u Columns of `uRows` elements, none without vectors, that lie `uStep` bytes apart; `v` is like it.
 */
export function bidiagonalSteps(
  d: usize,
  e: usize,
  u: usize,
  uRows: usize,
  uStep: usize,
  v: usize,
  vRows: usize,
  vStep: usize,
  state: usize,
): void {
  let end = <usize>load<u32>(state);
  let steps = load<u32>(state, 4);
  let work: usize = 0;
  let first: usize = 0;
  let backward = false;
  let known: usize = 0;
  while (end > 1 && work < CALL) {
    let start = end - 1;
    while (start > 0 && abs<f64>(load<f64>(e + ((start - 1) << 3))) > FLOOR) start--;
    if (start > 0) store<f64>(e + ((start - 1) << 3), 0);
    const count = end - start;
    if (count == 1) {
      end--;
      continue;
    }
    if (known != end || first != start) {
      // From here on the block is read from its other end, as the transpose, if that one has the larger elements.
      known = end;
      first = start;
      backward = abs<f64>(load<f64>(d + (start << 3))) < abs<f64>(load<f64>(d + ((end - 1) << 3)));
    }
    const next: usize = backward ? <usize>-8 : 8;
    const p = d + ((backward ? end - 1 : start) << 3);
    const q = e + ((backward ? end - 2 : start) << 3);
    const least = convergence(count, p, q, next);
    if (least < 0) continue;
    const shift = shiftOf(count, p, q, next, least);
    const rStep = backward ? <usize>0 - uStep : vStep;
    const lStep = backward ? <usize>0 - vStep : uStep;
    const at = backward ? end - 1 : start;
    const r = backward ? u + at * uStep : v + at * vStep;
    const l = backward ? v + at * vStep : u + at * uStep;
    const rRows = backward ? uRows : vRows;
    const lRows = backward ? vRows : uRows;
    step(count, p, q, next, shift, l, lRows, lStep, r, rRows, rStep);
    work += count * (uRows + vRows + STEP);
    steps++;
  }
  store<u32>(state, end > 1 ? <u32>end : 0);
  store<u32>(state, steps, 4);
}

/** A bound for the smallest singular value; -1 where an element above the diagonal was small enough to become zero. */
function convergence(count: usize, p: usize, q: usize, next: usize): f64 {
  const last = q + (count - 2) * next;
  if (abs<f64>(load<f64>(last)) <= TOLERANCE * abs<f64>(load<f64>(last + (p - q) + next))) {
    store<f64>(last, 0);
    return -1;
  }
  let mu = abs<f64>(load<f64>(p));
  let least = mu;
  for (let i: usize = 1; i < count; i++) {
    const above = abs<f64>(load<f64>(q));
    if (above <= TOLERANCE * mu) {
      store<f64>(q, 0);
      return -1;
    }
    p += next;
    q += next;
    mu = abs<f64>(load<f64>(p)) * (mu / (mu + above));
    least = min<f64>(least, mu);
  }
  return least;
}

/** The shift of a step; none where it would take digits from the smallest singular value. */
function shiftOf(count: usize, p: usize, q: usize, next: usize, least: f64): f64 {
  const first = abs<f64>(load<f64>(p));
  let most = first;
  for (let i: usize = 1; i < count; i++) {
    p += next;
    most = max<f64>(most, max<f64>(abs<f64>(load<f64>(p)), abs<f64>(load<f64>(q))));
    q += next;
  }
  if (<f64>count * TOLERANCE * least <= NOTHING * most) return 0;
  const shift = smallerOf(load<f64>(p - next), load<f64>(q - next), load<f64>(p));
  return shift * shift < NOTHING * first * first ? 0 : shift;
}

/** One step from the first element to the last: rotations from the right into columns of R, from the left into columns of L. */
function step(
  count: usize,
  p: usize,
  q: usize,
  next: usize,
  shift: f64,
  l: usize,
  lRows: usize,
  lStep: usize,
  r: usize,
  rRows: usize,
  rStep: usize,
): void {
  // Without a shift every element is a product of others, so that none loses digits.
  const plain = shift == 0;
  let diagonal = load<f64>(p);
  let f = plain ? diagonal : (abs<f64>(diagonal) - shift) * (copysign<f64>(1, diagonal) + shift / diagonal);
  let g = load<f64>(q);
  let cosine: f64 = 1;
  let sine: f64 = 0;
  for (let i: usize = 1; i < count; i++) {
    let k = lift(f, g);
    let length = radius(f * k, g * k);
    const c = length == 0 ? 1 : (f * k) / length;
    const s = length == 0 ? 0 : (g * k) / length;
    length /= k;
    if (rRows > 0) rotate(c, s, r, r + rStep, rRows);
    if (i > 1) store<f64>(q - next, plain ? sine * length : length);
    const above = load<f64>(q);
    const below = load<f64>(p + next);
    let rest: f64 = 0;
    if (plain) {
      f = cosine * length;
    } else {
      f = c * diagonal + s * above;
      rest = c * above - s * diagonal;
    }
    g = s * below;
    const lowered = c * below;
    k = lift(f, g);
    length = radius(f * k, g * k);
    cosine = length == 0 ? 1 : (f * k) / length;
    sine = length == 0 ? 0 : (g * k) / length;
    length /= k;
    if (lRows > 0) rotate(cosine, sine, l, l + lStep, lRows);
    store<f64>(p, length);
    p += next;
    q += next;
    if (plain) {
      // lowered = c * below is what the next rotation begins with.
      diagonal = lowered;
      f = lowered;
      if (i + 1 < count) g = load<f64>(q);
    } else {
      f = cosine * rest + sine * lowered;
      diagonal = cosine * lowered - sine * rest;
      if (i + 1 < count) {
        const after = load<f64>(q);
        g = sine * after;
        store<f64>(q, cosine * after);
      }
    }
    r += rStep;
    l += lStep;
  }
  store<f64>(p, plain ? diagonal * cosine : diagonal);
  store<f64>(q - next, plain ? diagonal * sine : f);
}

/** Turns an upper bidiagonal of n x (n + 1) into one of n x n, by rotations of its last column and each other. */
export function dropColumn(n: usize, d: usize, e: usize, v: usize, vRows: usize, vStep: usize): void {
  const last = v + n * vStep;
  let g = load<f64>(e + ((n - 1) << 3));
  for (let j = n; j-- > 0; ) {
    const f = load<f64>(d + (j << 3));
    const k = lift(f, g);
    const length = radius(f * k, g * k);
    if (length == 0) return;
    const c = (f * k) / length;
    const s = (g * k) / length;
    rotate(c, s, v + j * vStep, last, vRows);
    store<f64>(d + (j << 3), length / k);
    if (j == 0) return;
    const at = e + ((j - 1) << 3);
    g = -s * load<f64>(at);
    store<f64>(at, c * load<f64>(at));
  }
}

/** Makes n singular values positive and brings them and their columns into descending order. */
export function orderValues(
  n: usize,
  d: usize,
  u: usize,
  uRows: usize,
  uStep: usize,
  v: usize,
  vRows: usize,
  vStep: usize,
): void {
  for (let i: usize = 0; i < n; i++) {
    const at = d + (i << 3);
    if (reinterpret<i64>(load<f64>(at)) >= 0) continue;
    store<f64>(at, -load<f64>(at));
    scaleBy(-1, v + i * vStep, vRows);
  }
  for (let i: usize = 0; i < n; i++) {
    let k = i;
    for (let j = i + 1; j < n; j++) if (load<f64>(d + (j << 3)) > load<f64>(d + (k << 3))) k = j;
    if (k == i) continue;
    exchange(d + (i << 3), d + (k << 3), 8, 1);
    exchange(u + i * uStep, u + k * uStep, 8, uRows);
    exchange(v + i * vStep, v + k * vStep, 8, vRows);
  }
}
