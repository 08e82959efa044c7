import { DType } from '../dtypes';
import { addresses, Digits, Key, SHORT } from './keys';

/**
 * The stable order of elements, as indices of 64 bits. Up to 32 bits of an element's key and its index make an item of
 * 64 bits, and a radix sort of the items by their keys moves one word each. Keys that differ in more bits are ordered by
 * the leading 32, which leaves little to an insertion sort unless many keys share them; then by the lower bits first.
 */

/** The bits in which the keys of the elements differ. */
function varyingBits<T>(p: usize, n: usize): u64 {
  const first = Key.rank<T>(p);
  let varying: u64 = 0;
  for (const end = p + n * sizeof<T>(); p != end; p += sizeof<T>()) varying |= Key.rank<T>(p) ^ first;
  return varying;
}

function identity(order: usize, n: usize): void {
  for (let i: usize = 0; i < n; i++) store<u64>(order + (i << 3), i);
}

/** Gives up, with false, after a number of moves. */
function insertion<T>(data: usize, order: usize, n: usize, moves: isize): bool {
  let last = Key.rank<T>(data + load<u32>(order) * sizeof<T>());
  const end = order + (n << 3);
  for (let p = order + 8; p < end; p += 8) {
    const index = load<u64>(p);
    const key = Key.rank<T>(data + <usize>index * sizeof<T>());
    if (key >= last) {
      last = key;
      continue;
    }
    let q = p;
    do {
      store<u64>(q, load<u64>(q - 8));
      q -= 8;
    } while (q != order && key < Key.rank<T>(data + load<u32>(q - 8) * sizeof<T>()));
    store<u64>(q, index);
    moves -= (p - q) >> 3;
    if (moves < 0) return false;
  }
  return true;
}

/** Items of the key's bits from `low` on and the index; the indices in order, or in the given one, which may lie there. */
function makeItems<T>(data: usize, n: usize, order: usize, items: usize, low: u32, ordered: bool): void {
  for (let i: usize = 0; i < n; i++) {
    const index = ordered ? <usize>load<u32>(order + (i << 3)) : i;
    store<u64>(items + (i << 3), ((Key.rank<T>(data + index * sizeof<T>()) >> low) << 32) | index);
  }
}

function count(p: usize, n: usize, counts: usize, shift: u32, mask: usize): void {
  memory.fill(counts, 0, 4 * (mask + 1));
  for (const end = p + (n << 3); p != end; p += 8) {
    const at = counts + ((<usize>(load<u64>(p) >> shift) & mask) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}

function deal(p: usize, n: usize, counts: usize, shift: u32, mask: usize): void {
  for (const end = p + (n << 3); p != end; p += 8) {
    const item = load<u64>(p);
    const at = counts + ((<usize>(item >> shift) & mask) << 2);
    const to = load<u32>(at);
    store<u64>(to, item);
    store<u32>(at, to + 8);
  }
}

/** The last time only the index is written. */
function dealIndices(p: usize, n: usize, counts: usize, shift: u32, mask: usize): void {
  for (const end = p + (n << 3); p != end; p += 8) {
    const item = load<u64>(p);
    const at = counts + ((<usize>(item >> shift) & mask) << 2);
    const to = load<u32>(at);
    store<u64>(to, <u64>(<u32>item));
    store<u32>(at, to + 8);
  }
}

/** Orders by the bits [low, top) of the keys, at most 32. */
function orderBits<T>(
  data: usize,
  n: usize,
  order: usize,
  scratch: usize,
  counts: usize,
  low: u32,
  top: u32,
  ordered: bool,
): void {
  const digits = Digits.count(n, top - low);
  const width = Digits.width(top - low, digits);
  const mask = ((<usize>1) << width) - 1;
  // Items go back and forth so that the last step ends in `order`.
  let from = digits & 1 ? scratch : order;
  let to = digits & 1 ? order : scratch;
  makeItems<T>(data, n, order, from, low, ordered);
  for (let digit: u32 = 0; digit < digits; digit++) {
    // Bits of the key above `top`, where makeItems has cut them off or they are all the same, do no harm.
    const shift = 32 + digit * width;
    count(from, n, counts, shift, mask);
    addresses(counts, mask + 1, to, 8);
    if (digit + 1 < digits) deal(from, n, counts, shift, mask);
    else dealIndices(from, n, counts, shift, mask);
    const swap = from;
    from = to;
    to = swap;
  }
}

function orderRow<T>(data: usize, n: usize, order: usize, scratch: usize, counts: usize, ordered: bool): void {
  const varying = n <= SHORT ? 0 : varyingBits<T>(data, n);
  if (!varying) {
    if (!ordered) identity(order, n);
    if (n <= SHORT) insertion<T>(data, order, n, n * n);
    return;
  }
  const low: u32 = <u32>ctz<u64>(varying);
  const top: u32 = 64 - <u32>clz<u64>(varying);
  if (sizeof<T>() < 8 || top - low <= 32) return orderBits<T>(data, n, order, scratch, counts, low, top, ordered);
  const middle = top - 32;
  if (!ordered) {
    orderBits<T>(data, n, order, scratch, counts, middle, top, false);
    if (insertion<T>(data, order, n, 4 * n)) return;
  }
  orderBits<T>(data, n, order, scratch, counts, low, middle, ordered);
  orderBits<T>(data, n, order, scratch, counts, middle, top, true);
}

function orderEach<T>(
  data: usize,
  n: usize,
  rows: usize,
  order: usize,
  scratch: usize,
  counts: usize,
  ordered: bool,
): void {
  for (; rows; rows--) {
    orderRow<T>(data, n, order, scratch, counts, ordered);
    data += n * sizeof<T>();
    order += n << 3;
  }
}

/**
 * For each of the packed rows of n elements of 4 or 8 bytes the indices, as i64, that sort it: stable, NaN last, -0 equal
 * to 0. If `ordered`, `order` holds indices already, and equal elements keep that order. `scratch` has room for a row of
 * indices, `counts` for 2048 words of 32 bits.
 */
export function argsortRows(
  t: i32,
  data: usize,
  n: usize,
  rows: usize,
  order: usize,
  scratch: usize,
  counts: usize,
  ordered: bool,
): void {
  switch (t) {
    case DType.U32:
      return orderEach<u32>(data, n, rows, order, scratch, counts, ordered);
    case DType.I32:
      return orderEach<i32>(data, n, rows, order, scratch, counts, ordered);
    case DType.U64:
      return orderEach<u64>(data, n, rows, order, scratch, counts, ordered);
    case DType.I64:
      return orderEach<i64>(data, n, rows, order, scratch, counts, ordered);
    case DType.F32:
      return orderEach<f32>(data, n, rows, order, scratch, counts, ordered);
    case DType.F64:
      return orderEach<f64>(data, n, rows, order, scratch, counts, ordered);
  }
}
