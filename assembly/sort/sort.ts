import { DType } from '../dtypes';
import { ascends, insertion } from './insertion';
import { addresses, Key, LONG, SHORT } from './keys';
import { Count, count, crowd, Digits, deal, Integer, One, Part, sortBits, TABLE, WIDEST } from './radix';
import { range } from './range';

/**
 * Sorting by radix, from the lower digits up, of as few bits as tell most elements apart: two digits that cut the range of
 * the elements into a few times as many parts as there are elements. That leaves little to an insertion sort, unless the
 * elements crowd in places: then more bits are sorted by, up to all in which they differ.
 */

/** Elements looked at before all are counted. */
const FEW: usize = 512;
/** From so many bytes on two places are fewer than the caches and their address tables hold, three would not be. */
const MIDDLING: usize = 2 << 20;
/** Rows of so many bytes are first dealt out by the leading bits of this number, so that the rest stays in the caches. */
const LARGE: usize = 6 << 20;
const PARTED: u32 = 8;
/** Bytes of the table for that; and how many times it is done, for each of which there is one. */
const PARTS: usize = 4 << PARTED;
export const TIMES: u32 = 3;

/**
 * Deals out by the leading PARTED of `bits` bits of the elements' numbers from `shift` on, and sorts the parts: by the other
 * bits, where these are enough for their lengths, or else by a range of their own. Integers' least is `first`.
 */
function sortParts<O, T, I, U>(
  from: usize,
  dst: usize,
  n: usize,
  scratch: usize,
  counts: usize,
  base: U,
  least: T,
  scale: T,
  shift: u32,
  bits: u32,
  first: U,
  times: u32,
): usize {
  let table = counts + 3 * TABLE + <usize>times * PARTS;
  const rest = bits - PARTED;
  if (from == dst) {
    memory.copy(scratch, from, n * sizeof<U>());
    from = scratch;
  }
  count<One, O, T, U>(from, n, base, least, scale, PARTED, shift + rest, table, 0, 0);
  addresses(table, 1 << PARTED, dst, sizeof<U>());
  deal<O, T, U>(from, n, base, least, scale, PARTED, shift + rest, table);
  let part = dst;
  // Addresses are now those where parts end.
  for (const last = table + PARTS; table != last; table += 4) {
    const end = <usize>load<u32>(table);
    let length = (end - part) / sizeof<U>();
    if (length > SHORT && rest + 1 >= Digits.leading(length)) {
      const sorted = sortBits<O, T, U>(part, part, length, scratch, counts, base, least, scale, shift, rest, true);
      if (sorted && sorted != part) memory.copy(part, sorted, end - part);
      if (sorted && insertion<T, U>(part, length, base, 2 * length)) length = 0;
    }
    if (length) sortEach<T, I, U>(part, part, length, 1, scratch, counts, first, times);
    part = end;
  }
  return dst;
}

/** Sorts unsigned integers, or signed ones if `turned` is 0, by at least `leading` of their bits. Answers as sortBits. */
function sortIntegers<I, U>(
  from: usize,
  dst: usize,
  n: usize,
  scratch: usize,
  counts: usize,
  turned: I,
  leading: u32,
  times: u32,
): usize {
  range<I>(from, n, turned, counts);
  const base = load<U>(counts);
  const bits: u32 = 64 - <u32>clz<u64>(<u64>(<U>(load<U>(counts, 8) - base)));
  if (!bits) return from;
  if (sizeof<U>() >= 4 && times && n * sizeof<U>() >= LARGE && bits > WIDEST) {
    const first = <U>(<U>turned ^ Key.high<U>());
    const few = min<u32>(bits, Digits.leading(n));
    return sortParts<Integer, U, I, U>(from, dst, n, scratch, counts, base, 0, 0, bits - few, few, first, times - 1);
  }
  while (leading < bits) {
    const sorted = sortBits<Integer, U, U>(from, dst, n, scratch, counts, base, 0, 0, bits - leading, leading, true);
    if (sorted) {
      if (insertion<U, U>(sorted, n, base, 2 * n)) return sorted;
      from = sorted;
    }
    leading += 11;
  }
  return sortBits<Integer, U, U>(from, dst, n, scratch, counts, base, 0, 0, 0, bits, false);
}

/** Whether floats seem to crowd, by a few of them: it spares counting all. */
function seemsCrowd<T, U>(p: usize, n: usize, counts: usize, least: T, scale: T, bits: u32): bool {
  const op = changetype<Part>(0);
  const stride = n / FEW;
  memory.fill(counts, 0, 1024);
  for (let i: usize = 0; i < FEW; i++) {
    const number = op.one<T, U>(p + i * stride * sizeof<T>(), 0, least, scale) >> <U>(bits - 8);
    Count.add(counts + ((<usize>number & 255) << 2));
  }
  return crowd(counts, 256, FEW, stride, bits - 8);
}

/** Between floats and keys, in either direction. */
function recode<I, U>(from: usize, to: usize, n: usize, back: bool): void {
  const end = from + n * sizeof<U>();
  if (ASC_FEATURE_SIMD) {
    const first = v128.splat<U>(back ? Key.first<U>() : 0);
    const last = v128.splat<U>(back ? 0 : Key.first<U>());
    const high = v128.splat<U>(Key.high<U>());
    const inverse = i64x2.splat(back ? -1 : 0);
    for (; from + 16 <= end; from += 16) {
      const x = v128.add<U>(v128.load(from), first);
      const sign = v128.xor(v128.lt<I>(x, i64x2.splat(0)), inverse);
      v128.store(to, v128.sub<U>(v128.xor(x, v128.or(sign, high)), last));
      to += 16;
    }
  }
  for (; from != end; from += sizeof<U>()) {
    const x = load<U>(from);
    store<U>(to, back ? Key.toBits<U>(x) : Key.ofBits<U>(x));
    to += sizeof<U>();
  }
}

/** Sorts floats by parts of their range, or where that is not finite or they crowd, by their keys. Answers as sortBits. */
function sortFloats<T, I, U>(src: usize, dst: usize, n: usize, scratch: usize, counts: usize, times: u32): usize {
  range<T>(src, n, 0, counts);
  // The parts of f32 are numbered in its 23 bits.
  const leading = sizeof<T>() == 4 ? min<u32>(Digits.leading(n), 23) : Digits.leading(n);
  const least = load<T>(counts);
  // A little less than fits, for what rounding may add.
  const scale = <T>(<T>((1 << leading) - 2) / <T>(load<T>(counts, 8) - least));
  let from = src;
  const isFinite = scale > 0 && scale < <T>Infinity;
  if (isFinite && (n < 8 * FEW || !seemsCrowd<T, U>(src, n, counts, least, scale, leading))) {
    if (times && n * sizeof<U>() >= LARGE) {
      return sortParts<Part, T, I, U>(src, dst, n, scratch, counts, 0, least, scale, 0, leading, 0, times - 1);
    }
    const sorted = sortBits<Part, T, U>(src, dst, n, scratch, counts, 0, least, scale, 0, leading, true);
    if (sorted) {
      if (insertion<T, U>(sorted, n, 0, 2 * n)) return sorted;
      from = sorted;
    }
  }
  recode<I, U>(from, dst, n, false);
  const sorted = sortIntegers<I, U>(dst, dst, n, scratch, counts, <I>Key.high<U>(), n < LONG ? 32 : 33, times);
  recode<I, U>(sorted, dst, n, true);
  return dst;
}

function insertEach<T, U>(src: usize, dst: usize, n: usize, rows: usize, base: U): void {
  if (src != dst) memory.copy(dst, src, n * rows * sizeof<U>());
  for (; rows; rows--) {
    insertion<T, U>(dst, n, base, n * n);
    dst += n * sizeof<U>();
  }
}

/** The rows of one type; the base of integers is the least of their type. */
export function sortEach<T, I, U>(
  src: usize,
  dst: usize,
  n: usize,
  rows: usize,
  scratch: usize,
  counts: usize,
  base: U,
  times: u32,
): void {
  if (n <= SHORT) return insertEach<T, U>(src, dst, n, rows, base);
  for (; rows; rows--) {
    const bytes = n * sizeof<U>();
    let from = src;
    if (!ascends<T, U>(src, n, base)) {
      if (src != dst && bytes >= MIDDLING && bytes < LARGE) {
        memory.copy(dst, src, bytes);
        from = dst;
      }
      if (isFloat<T>()) from = sortFloats<T, I, U>(from, dst, n, scratch, counts, times);
      else {
        const turned = <I>(base ^ Key.high<U>());
        from = sortIntegers<I, U>(from, dst, n, scratch, counts, turned, Digits.leading(n), times);
      }
    }
    if (from != dst) memory.copy(dst, from, bytes);
    src += bytes;
    dst += bytes;
  }
}

/** Four counts are kept of each value: neighbours are often equal, and a count just written is slow to read again. */
function countEach(flip: u32, data: usize, dst: usize, n: usize, rows: usize, counts: usize): void {
  for (; rows; rows--) {
    memory.fill(counts, 0, 4096);
    const end = data + n;
    for (; data + 4 <= end; data += 4) {
      const a = counts + ((load<u8>(data) ^ flip) << 2);
      store<u32>(a, load<u32>(a) + 1);
      const b = counts + ((load<u8>(data, 1) ^ flip) << 2);
      store<u32>(b, load<u32>(b, 1024) + 1, 1024);
      const c = counts + ((load<u8>(data, 2) ^ flip) << 2);
      store<u32>(c, load<u32>(c, 2048) + 1, 2048);
      const d = counts + ((load<u8>(data, 3) ^ flip) << 2);
      store<u32>(d, load<u32>(d, 3072) + 1, 3072);
    }
    for (; data != end; data++) Count.add(counts + ((load<u8>(data) ^ flip) << 2));
    for (let value: u32 = 0; value < 256; value++) {
      const at = counts + (value << 2);
      const length = load<u32>(at) + load<u32>(at, 1024) + load<u32>(at, 2048) + load<u32>(at, 3072);
      memory.fill(dst, <u8>(value ^ flip), length);
      dst += length;
    }
  }
}

/**
 * Sorts each of the packed rows of n elements from `src` to `dst`, which may be `src`: NaN last, -0 before 0. `scratch`
 * has room for a row, `counts` for three tables.
 */
export function sortRows(t: i32, src: usize, dst: usize, n: usize, rows: usize, scratch: usize, counts: usize): void {
  const high: u64 = t & 1 ? 0 : 1;
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      if (n <= SHORT) insertEach<u8, u8>(src, dst, n, rows, t == DType.I8 ? 128 : 0);
      else countEach(t == DType.I8 ? 128 : 0, src, dst, n, rows, counts);
      return;
    case DType.U16:
    case DType.I16:
      return sortEach<u16, i16, u16>(src, dst, n, rows, scratch, counts, <u16>(high << 15), TIMES);
    case DType.U32:
    case DType.I32:
      return sortEach<u32, i32, u32>(src, dst, n, rows, scratch, counts, <u32>(high << 31), TIMES);
    case DType.U64:
    case DType.I64:
      return sortEach<u64, i64, u64>(src, dst, n, rows, scratch, counts, high << 63, TIMES);
    case DType.F32:
      return sortEach<f32, i32, u32>(src, dst, n, rows, scratch, counts, 0, TIMES);
    case DType.F64:
      return sortEach<f64, i64, u64>(src, dst, n, rows, scratch, counts, 0, TIMES);
  }
}
