/**
 * Random orders and random choices. R. A. Fisher and F. Yates, as given by D. E. Knuth, The Art of Computer Programming
 * 2, 3.4.2, algorithm P; samples without replacement by R. W. Floyd, "A Sample of Brilliance", Communications of the ACM
 * 30 (1987).
 */
import { bounded } from './integers';
import { next32, next64, nextDouble } from './pcg64';

/** An integer from 0 to `last`, by drawing as many bits as it has until they are one. */
export function interval(state: usize, last: u64): u64 {
  const mask = <u64>-1 >> clz<u64>(last);
  let value: u64;
  do {
    value = (last <= 0xffffffff ? <u64>next32(state) : next64(state)) & mask;
  } while (value > last);
  return value;
}

function swap<T>(a: usize, b: usize): void {
  const value = load<T>(a);
  store<T>(a, load<T>(b));
  store<T>(b, value);
}

function swapBytes(a: usize, b: usize, bytes: usize): void {
  for (; bytes >= 8; bytes -= 8) {
    swap<u64>(a, b);
    a += 8;
    b += 8;
  }
  for (; bytes; bytes--) swap<u8>(a++, b++);
}

function index(state: usize, last: usize, byMask: bool): usize {
  return <usize>(byMask ? interval(state, last) : bounded(state, last));
}

function shuffleItems<T>(state: usize, data: usize, n: usize, first: usize, byMask: bool): void {
  for (let i = n - 1; i >= first; i--) {
    swap<T>(data + i * sizeof<T>(), data + index(state, i, byMask) * sizeof<T>());
  }
}

/**
 * Shuffles each of `rows` groups of `n` items of `itemBytes` that follow one another; only the items from `first` >= 1
 * on get their final places. `byMask` tells which of two ways to draw an index.
 */
export function randomShuffle(
  itemBytes: usize,
  state: usize,
  data: usize,
  n: usize,
  rows: usize,
  first: usize,
  byMask: bool,
): void {
  if (!n) return;
  for (; rows; rows--) {
    if (itemBytes == 1) shuffleItems<u8>(state, data, n, first, byMask);
    else if (itemBytes == 2) shuffleItems<u16>(state, data, n, first, byMask);
    else if (itemBytes == 4) shuffleItems<u32>(state, data, n, first, byMask);
    else if (itemBytes == 8) shuffleItems<u64>(state, data, n, first, byMask);
    else {
      for (let i = n - 1; i >= first; i--) {
        swapBytes(data + i * itemBytes, data + index(state, i, byMask) * itemBytes, itemBytes);
      }
    }
    data += n * itemBytes;
  }
}

/** Marks a place in the set that is free. */
const FREE: u64 = u64.MAX_VALUE;

/**
 * `n` different integers below `population` (i64) in an order that is not yet random. `set` has room for `mask` + 1 words
 * of 64 bits, a power of two above n.
 */
export function randomSample(state: usize, population: f64, out: usize, n: usize, set: usize, mask: usize): void {
  memory.fill(set, 0xff, (mask + 1) << 3);
  const total = <u64>population;
  for (let j = total - n; j < total; j++) {
    let value = bounded(state, j);
    let place = <usize>value & mask;
    while (load<u64>(set + (place << 3)) != FREE && load<u64>(set + (place << 3)) != value) place = (place + 1) & mask;
    if (load<u64>(set + (place << 3)) == value) {
      value = j;
      place = <usize>value & mask;
      while (load<u64>(set + (place << 3)) != FREE) place = (place + 1) & mask;
    }
    store<u64>(set + (place << 3), value);
    store<u64>(out, value);
    out += 8;
  }
}

/** How many of `m` ascending numbers are at most x. */
function position(sums: usize, m: usize, x: f64): usize {
  let low: usize = 0;
  while (m) {
    const half = m >> 1;
    if (x < load<f64>(sums + ((low + half) << 3))) m = half;
    else {
      low += half + 1;
      m -= half + 1;
    }
  }
  return low;
}

/** Fills `n` i64 with indices whose probabilities add up to the `m` f64 at `sums`, the last of which is 1. */
export function randomChoice(_: i32, state: usize, sums: usize, out: usize, n: usize, m: usize): void {
  for (; n; n--) {
    store<u64>(out, position(sums, m, nextDouble(state)));
    out += 8;
  }
}

/**
 * The same for `n` draws of which each index is kept once, in the order of its first appearance. Sets the probability
 * (f64) of what is kept to 0, and stores how many were kept (u32) at `count`.
 */
export function randomDistinct(
  state: usize,
  sums: usize,
  out: usize,
  n: usize,
  m: usize,
  probabilities: usize,
  count: usize,
): void {
  let kept: u32 = 0;
  for (; n; n--) {
    const index = position(sums, m, nextDouble(state));
    const at = probabilities + (index << 3);
    if (load<f64>(at) == 0.0) continue;
    store<f64>(at, 0.0);
    store<u64>(out, index);
    out += 8;
    kept++;
  }
  store<u32>(count, kept);
}

/** Copies the items of `itemBytes` that `n` indices (i64) name. */
export function randomPick(itemBytes: usize, source: usize, indices: usize, out: usize, n: usize): void {
  for (; n; n--) {
    memory.copy(out, source + <usize>load<u32>(indices) * itemBytes, itemBytes);
    indices += 8;
    out += itemBytes;
  }
}
