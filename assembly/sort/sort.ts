import { DType } from '../dtypes';
import { addresses, Digits, Key, LONG, SHORT, TABLE } from './keys';

/**
 * Sorting in place, by keys that are computed where an element is looked at: a radix sort from the lowest digit up, which
 * leaves out the bits in which no two keys differ. 64-bit elements are sorted by their 33 leading bits first, which leaves
 * little to an insertion sort unless many share them; then come all digits. Elements of one byte are counted.
 */

/** The bits in which keys differ, or more. */
function varyingBits<T, U>(p: usize, n: usize): u64 {
  const first = load<U>(p);
  const end = p + n * sizeof<U>();
  let varying: U = 0;
  if (ASC_FEATURE_SIMD) {
    const firsts = v128.splat<U>(first);
    let differences = i64x2.splat(0);
    for (; p + 16 <= end; p += 16) differences = v128.or(differences, v128.xor(v128.load(p), firsts));
    const all = i64x2.extract_lane(differences, 0) | i64x2.extract_lane(differences, 1);
    for (let shift: u64 = 0; shift < 64; shift += 8 * sizeof<U>()) varying |= <U>(all >> shift);
  }
  for (; p != end; p += sizeof<U>()) varying |= load<U>(p) ^ first;
  // The keys of negative floats have other bits turned than those of positive ones and of NaN.
  if (isFloat<T>() && (varying | first) & Key.high<U>()) return 8 * sizeof<U>() == 64 ? u64.MAX_VALUE : u32.MAX_VALUE;
  return <u64>varying;
}

/** Gives up, with false, after a number of moves. */
function insertion<T, U>(data: usize, n: usize, moves: isize): bool {
  const end = data + n * sizeof<U>();
  let last = Key.ofBits<T, U>(load<U>(data));
  for (let p = data + sizeof<U>(); p < end; p += sizeof<U>()) {
    const item = load<U>(p);
    const key = Key.ofBits<T, U>(item);
    if (key >= last) {
      last = key;
      continue;
    }
    let q = p;
    do {
      store<U>(q, load<U>(q - sizeof<U>()));
      q -= sizeof<U>();
    } while (q != data && key < Key.ofBits<T, U>(load<U>(q - sizeof<U>())));
    store<U>(q, item);
    moves -= (p - q) / sizeof<U>();
    if (moves < 0) return false;
  }
  return true;
}

abstract class Count {
  @inline static add(table: usize, digit: usize): void {
    const at = table + (digit << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}

function count<T, U>(p: usize, n: usize, counts: usize, shift: u32, mask: usize): void {
  memory.fill(counts, 0, 4 * (mask + 1));
  for (const end = p + n * sizeof<U>(); p != end; p += sizeof<U>()) {
    Count.add(counts, <usize>(Key.ofBits<T, U>(load<U>(p)) >> <U>shift) & mask);
  }
}

/** The counts of three digits at once, in tables of their own. */
function countThree<T, U>(p: usize, n: usize, counts: usize, shift: u32, width: u32, mask: usize): void {
  memory.fill(counts, 0, 3 * TABLE);
  for (const end = p + n * sizeof<U>(); p != end; p += sizeof<U>()) {
    const key = Key.ofBits<T, U>(load<U>(p)) >> <U>shift;
    Count.add(counts, <usize>key & mask);
    Count.add(counts + TABLE, <usize>(key >> <U>width) & mask);
    Count.add(counts + 2 * TABLE, <usize>(key >> <U>(2 * width)) & mask);
  }
}

/** Deals items out to the addresses of their digits. */
function deal<T, U>(p: usize, n: usize, counts: usize, shift: u32, mask: usize): void {
  for (const end = p + n * sizeof<U>(); p != end; p += sizeof<U>()) {
    const item = load<U>(p);
    const at = counts + ((<usize>(Key.ofBits<T, U>(item) >> <U>shift) & mask) << 2);
    const to = load<u32>(at);
    store<U>(to, item);
    store<u32>(at, to + sizeof<U>());
  }
}

/** Sorts by the bits [low, top) of the keys; answers which of the two places holds the elements then. */
function sortBits<T, U>(from: usize, to: usize, n: usize, counts: usize, low: u32, top: u32): usize {
  const digits = Digits.count(n, top - low);
  const width = Digits.width(top - low, digits);
  const mask = ((<usize>1) << width) - 1;
  if (digits == 3) countThree<T, U>(from, n, counts, low, width, mask);
  for (let digit: u32 = 0; digit < digits; digit++) {
    const shift = low + digit * width;
    const table = counts + (digits == 3 ? <usize>digit * TABLE : 0);
    if (digits != 3) count<T, U>(from, n, table, shift, mask);
    addresses(table, mask + 1, to, sizeof<U>());
    deal<T, U>(from, n, table, shift, mask);
    const swap = from;
    from = to;
    to = swap;
  }
  return from;
}

function radix<T, U>(data: usize, n: usize, scratch: usize, counts: usize, varying: u64): usize {
  const low: u32 = <u32>ctz<u64>(varying);
  const top: u32 = 64 - <u32>clz<u64>(varying);
  const leading: u32 = n < LONG ? 32 : 33;
  if (sizeof<U>() < 8 || top - low <= leading) return sortBits<T, U>(data, scratch, n, counts, low, top);
  const sorted = sortBits<T, U>(data, scratch, n, counts, top - leading, top);
  if (insertion<T, U>(sorted, n, 4 * n)) return sorted;
  return sortBits<T, U>(sorted, sorted == data ? scratch : data, n, counts, low, top);
}

function sortEach<T, U>(data: usize, n: usize, rows: usize, scratch: usize, counts: usize): void {
  for (; rows; rows--) {
    if (n <= SHORT) insertion<T, U>(data, n, n * n);
    else {
      const varying = varyingBits<T, U>(data, n);
      const sorted = varying ? radix<T, U>(data, n, scratch, counts, varying) : data;
      if (sorted != data) memory.copy(data, sorted, n * sizeof<U>());
    }
    data += n * sizeof<U>();
  }
}

/** Four counts are kept of each value: neighbours are often equal, and a count just written is slow to read again. */
function countEach(flip: u32, data: usize, n: usize, rows: usize, counts: usize): void {
  for (; rows; rows--) {
    memory.fill(counts, 0, 4096);
    let p = data;
    const end = data + n;
    for (; p + 4 <= end; p += 4) {
      const a = counts + ((load<u8>(p) ^ flip) << 2);
      store<u32>(a, load<u32>(a) + 1);
      const b = counts + ((load<u8>(p, 1) ^ flip) << 2);
      store<u32>(b, load<u32>(b, 1024) + 1, 1024);
      const c = counts + ((load<u8>(p, 2) ^ flip) << 2);
      store<u32>(c, load<u32>(c, 2048) + 1, 2048);
      const d = counts + ((load<u8>(p, 3) ^ flip) << 2);
      store<u32>(d, load<u32>(d, 3072) + 1, 3072);
    }
    for (; p != end; p++) {
      const a = counts + ((load<u8>(p) ^ flip) << 2);
      store<u32>(a, load<u32>(a) + 1);
    }
    for (let value: u32 = 0; value < 256; value++) {
      const at = counts + (value << 2);
      const length = load<u32>(at) + load<u32>(at, 1024) + load<u32>(at, 2048) + load<u32>(at, 3072);
      memory.fill(data, <u8>(value ^ flip), length);
      data += length;
    }
  }
}

/**
 * Sorts each of the packed rows of n elements: NaN last, -0 before 0. `scratch` has room for a row, `counts` for three
 * tables of 2048 words of 32 bits.
 */
export function sortRows(t: i32, data: usize, n: usize, rows: usize, scratch: usize, counts: usize): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
      return n <= SHORT ? sortEach<u8, u8>(data, n, rows, scratch, counts) : countEach(0, data, n, rows, counts);
    case DType.I8:
      return n <= SHORT ? sortEach<i8, u8>(data, n, rows, scratch, counts) : countEach(128, data, n, rows, counts);
    case DType.U16:
      return sortEach<u16, u16>(data, n, rows, scratch, counts);
    case DType.I16:
      return sortEach<i16, u16>(data, n, rows, scratch, counts);
    case DType.U32:
      return sortEach<u32, u32>(data, n, rows, scratch, counts);
    case DType.I32:
      return sortEach<i32, u32>(data, n, rows, scratch, counts);
    case DType.U64:
      return sortEach<u64, u64>(data, n, rows, scratch, counts);
    case DType.I64:
      return sortEach<i64, u64>(data, n, rows, scratch, counts);
    case DType.F32:
      return sortEach<f32, u32>(data, n, rows, scratch, counts);
    case DType.F64:
      return sortEach<f64, u64>(data, n, rows, scratch, counts);
  }
}
