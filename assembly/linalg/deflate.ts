import { rotate } from './vectors';

/**
 * Two bidiagonals and the row between them as one problem (M. Gu and S. Eisenstat, "A divide-and-conquer algorithm for the
 * bidiagonal SVD", SIAM J. Matrix Anal. Appl. 16, 1995): B = U M V' with M zero but for its first row, z, and its diagonal,
 * (0, d). Elements of z that are zero to rounding, and all but one of those whose d are equal, leave singular values and
 * vectors as they are; the others go on to secular.ts.
 */

/** What counts as zero, for elements up to 1. */
const TOLERANCE: f64 = 8 * 2.220446049250313e-16;

/** Where a column of U and V is not zero: above the row between the problems and in it, in all rows, or below it. */
const ABOVE: u32 = 0;
const EVERYWHERE: u32 = 1;
const BELOW: u32 = 2;

/** The lists of a problem of order n, one after the other: four of f64, four of u32, and a few values. */
export abstract class Lists {
  /** Elements of (0, d) that remain, ascending, and those of z. */
  @inline static poles(at: usize): usize {
    return at;
  }
  @inline static weights(at: usize, n: usize): usize {
    return at + (n << 3);
  }
  /** The new singular values, then those that remained. */
  @inline static roots(at: usize, n: usize): usize {
    return at + (n << 4);
  }
  /** Of each column its element of z; then z as the roots have it. */
  @inline static z(at: usize, n: usize): usize {
    return at + 24 * n;
  }
  /** The columns by where they are not zero, then those that are done; of each pole its place among the former. */
  @inline static columns(at: usize, n: usize): usize {
    return at + (n << 5);
  }
  @inline static places(at: usize, n: usize): usize {
    return at + 36 * n;
  }
  /** The columns in the order of poles; in the end, of each singular value, in descending order, its number among the roots. */
  @inline static order(at: usize, n: usize): usize {
    return at + 40 * n;
  }
  @inline static kinds(at: usize, n: usize): usize {
    return at + 44 * n;
  }
  /** The power of two by which poles, weights and roots are divided. */
  @inline static scale(at: usize, n: usize): usize {
    return at + 48 * n;
  }
  /** How many poles there are, how many columns are zero below, and how many are not zero above. */
  @inline static counts(at: usize, n: usize): usize {
    return at + 48 * n + 8;
  }
  @inline static sums(at: usize, n: usize): usize {
    return at + 48 * n + 32;
  }
}

/**
 * Makes the lists of a problem: `left` rows of the first problem, which has one column more, the row between them, and the
 * rest of n rows, the second one, which has one column more where `extra` is 1. Singular values descend in `d` on either
 * side of that row's diagonal element.
 */
export function deflate(
  n: usize,
  left: usize,
  extra: usize,
  d: usize,
  e: usize,
  u: usize,
  uStep: usize,
  v: usize,
  vStep: usize,
  lists: usize,
): void {
  const middle = d + (left << 3);
  let alpha = load<f64>(middle);
  let beta = load<f64>(e + (left << 3));
  let largest = max<f64>(abs<f64>(alpha), abs<f64>(beta));
  if (left > 0) largest = max<f64>(largest, load<f64>(d));
  if (left + 1 < n) largest = max<f64>(largest, load<f64>(middle, 8));
  // Of nothing at all the scale is 0, and so is what comes of it.
  const scale = reinterpret<f64>(reinterpret<u64>(largest) & 0x7ff0000000000000);
  const inverse: f64 = scale == 0 ? 0 : 1 / scale;
  store<f64>(Lists.scale(lists, n), scale);
  alpha *= inverse;
  beta *= inverse;
  const tolerance = TOLERANCE * max<f64>(1, largest * inverse);

  // The first row: of V the last row of the first problem and the first one of the second.
  const z = Lists.z(lists, n);
  const kinds = Lists.kinds(lists, n);
  for (let j: usize = 0; j < n; j++) {
    const element = v + j * vStep + (left << 3);
    store<f64>(z + (j << 3), j <= left ? alpha * load<f64>(element) : beta * load<f64>(element, 8));
    store<u32>(kinds + (j << 2), j < left ? ABOVE : j > left ? BELOW : EVERYWHERE);
  }
  let first = load<f64>(z + (left << 3));
  if (extra) {
    const other = v + n * vStep;
    const g = beta * load<f64>(other + ((left + 1) << 3));
    const length = sqrt<f64>(first * first + g * g);
    if (length > tolerance) rotate(first / length, g / length, v + left * vStep, other, n + 1);
    first = length;
  }
  if (abs<f64>(first) <= tolerance) first = tolerance;

  const poles = Lists.poles(lists);
  const weights = Lists.weights(lists, n);
  const order = Lists.order(lists, n);
  const roots = Lists.roots(lists, n);
  store<f64>(poles, 0);
  store<f64>(weights, first);
  store<u32>(order, <u32>left);
  let count: usize = 1;
  let done = n;
  let i = left;
  let k = n;
  let last: usize = n;
  for (let rest = n - 1; rest > 0; rest--) {
    // The smallest of what is left on both sides.
    let j: usize = 0;
    if (i > 0 && (k == left + 1 || load<f64>(d + ((i - 1) << 3)) <= load<f64>(d + ((k - 1) << 3)))) j = --i;
    else j = --k;
    const pole = load<f64>(d + (j << 3)) * inverse;
    if (abs<f64>(load<f64>(z + (j << 3))) <= tolerance) {
      done--;
      store<f64>(roots + (done << 3), pole);
      store<u32>(order + (done << 2), <u32>j);
      continue;
    }
    if (last < n) {
      const before = load<f64>(d + (last << 3)) * inverse;
      if (pole - before <= tolerance) {
        const f = load<f64>(z + (j << 3));
        const g = load<f64>(z + (last << 3));
        const length = sqrt<f64>(f * f + g * g);
        rotate(f / length, g / length, u + j * uStep, u + last * uStep, n);
        rotate(f / length, g / length, v + j * vStep, v + last * vStep, n + extra);
        store<f64>(z + (j << 3), length);
        if (load<u32>(kinds + (j << 2)) != load<u32>(kinds + (last << 2))) store<u32>(kinds + (j << 2), EVERYWHERE);
        done--;
        store<f64>(roots + (done << 3), before);
        store<u32>(order + (done << 2), <u32>last);
      } else {
        accept(count++, last, before, z, poles, weights, order);
      }
    }
    last = j;
  }
  if (last < n) accept(count++, last, load<f64>(d + (last << 3)) * inverse, z, poles, weights, order);
  if (count > 1) store<f64>(poles, max<f64>(load<f64>(poles, 8), tolerance / 2), 8);
  arrange(n, count, lists);
}

/** A column goes on to the secular equation. */
function accept(at: usize, column: usize, pole: f64, z: usize, poles: usize, weights: usize, order: usize): void {
  store<f64>(poles + (at << 3), pole);
  store<f64>(weights + (at << 3), load<f64>(z + (column << 3)));
  store<u32>(order + (at << 2), <u32>column);
}

/** The columns of the poles by where they are not zero. */
function arrange(n: usize, count: usize, lists: usize): void {
  const kinds = Lists.kinds(lists, n);
  const order = Lists.order(lists, n);
  const columns = Lists.columns(lists, n);
  const counts = Lists.counts(lists, n);
  let place: u32 = 0;
  for (let kind = ABOVE; kind <= BELOW; kind++) {
    if (kind == EVERYWHERE) store<u32>(counts, place, 4);
    if (kind == BELOW) store<u32>(counts, place, 8);
    for (let j: usize = 0; j < count; j++) {
      const column = load<u32>(order + (j << 2));
      if (load<u32>(kinds + (column << 2)) != kind) continue;
      store<u32>(Lists.places(lists, n) + (j << 2), place);
      store<u32>(columns + (place << 2), column);
      place++;
    }
  }
  store<u32>(counts, <u32>count);
  memory.copy(columns + (count << 2), order + (count << 2), (n - count) << 2);
}

/** The singular values, descending, to `d`, and which of the roots each of them is. */
export function orderRoots(n: usize, d: usize, lists: usize): void {
  const roots = Lists.roots(lists, n);
  const order = Lists.order(lists, n);
  const scale = load<f64>(Lists.scale(lists, n));
  for (let i: usize = 0; i < n; i++) {
    // The first are ascending, as the rest nearly are: they go in from behind.
    const value = load<f64>(roots + (i << 3)) * scale;
    let place: usize = 0;
    while (place < i && load<f64>(d + (place << 3)) > value) place++;
    memory.copy(d + ((place + 1) << 3), d + (place << 3), (i - place) << 3);
    memory.copy(order + ((place + 1) << 2), order + (place << 2), (i - place) << 2);
    store<f64>(d + (place << 3), value);
    store<u32>(order + (place << 2), <u32>i);
  }
}

/** Columns of a matrix in the order of a list of u32. */
export function gatherColumns(
  rows: usize,
  count: usize,
  from: usize,
  fromStep: usize,
  list: usize,
  to: usize,
  toStep: usize,
): void {
  for (; count; count--) {
    memory.copy(to, from + <usize>load<u32>(list) * fromStep, rows << 3);
    list += 4;
    to += toStep;
  }
}
