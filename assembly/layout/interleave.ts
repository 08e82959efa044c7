/**
 * Between columns and records: fields of equal width that lie side by side in records, each packed in a column of its own.
 *
 * Two fields interleaved are one field of twice the width, so registers are zipped once for two fields and twice for four.
 * Records lie `stride` bytes apart, in modular arithmetic; what lies beside the fields given is neither read nor written.
 */
import { copyItems, copyRuns } from './plane';

/** Lanes of `size` bytes of two registers in turns, and back. */
abstract class Zip {
  @inline static low(a: v128, b: v128, size: usize): v128 {
    if (size == 1) return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    if (size == 2) return v128.shuffle<u16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
    if (size == 4) return v128.shuffle<u32>(a, b, 0, 4, 1, 5);
    return v128.shuffle<u64>(a, b, 0, 2);
  }
  @inline static high(a: v128, b: v128, size: usize): v128 {
    if (size == 1) return v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    if (size == 2) return v128.shuffle<u16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    if (size == 4) return v128.shuffle<u32>(a, b, 2, 6, 3, 7);
    return v128.shuffle<u64>(a, b, 1, 3);
  }
  @inline static even(a: v128, b: v128, size: usize): v128 {
    if (size == 1) return v128.shuffle<u8>(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    if (size == 2) return v128.shuffle<u16>(a, b, 0, 2, 4, 6, 8, 10, 12, 14);
    if (size == 4) return v128.shuffle<u32>(a, b, 0, 2, 4, 6);
    return v128.shuffle<u64>(a, b, 0, 2);
  }
  @inline static odd(a: v128, b: v128, size: usize): v128 {
    if (size == 1) return v128.shuffle<u8>(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    if (size == 2) return v128.shuffle<u16>(a, b, 1, 3, 5, 7, 9, 11, 13, 15);
    if (size == 4) return v128.shuffle<u32>(a, b, 1, 3, 5, 7);
    return v128.shuffle<u64>(a, b, 1, 3);
  }
}

/** A register of items of `size` bytes, 4 to 16, each from or to a record of its own. */
abstract class Items {
  @inline static store(r: usize, stride: usize, v: v128, size: usize): void {
    if (stride == size || size == 16) v128.store(r, v);
    else if (size == 8) {
      v128.store64_lane(r, v, 0);
      v128.store64_lane(r + stride, v, 1);
    } else {
      const r2 = r + stride * 2;
      v128.store32_lane(r, v, 0);
      v128.store32_lane(r + stride, v, 1);
      v128.store32_lane(r2, v, 2);
      v128.store32_lane(r2 + stride, v, 3);
    }
  }
  @inline static load(r: usize, stride: usize, size: usize): v128 {
    if (stride == size || size == 16) return v128.load(r);
    if (size == 8) return v128.load64_lane(r + stride, v128.load64_zero(r), 1);
    const r2 = r + stride * 2;
    const a = v128.load32_lane(r + stride, v128.load32_zero(r), 1);
    return v128.load32_lane(r2 + stride, v128.load32_lane(r2, a, 2), 3);
  }
}

/** Two columns of T, at least 2 bytes. Returns how many records it has done. */
function two<T>(packs: bool, a: usize, b: usize, r: usize, stride: usize, n: usize): usize {
  const whole = n & (0 - 16 / sizeof<T>());
  const half = stride * (8 / sizeof<T>());
  const end = a + whole * sizeof<T>();
  if (packs) {
    while (a != end) {
      const x = v128.load(a);
      const y = v128.load(b);
      Items.store(r, stride, Zip.low(x, y, sizeof<T>()), sizeof<T>() * 2);
      r += half;
      Items.store(r, stride, Zip.high(x, y, sizeof<T>()), sizeof<T>() * 2);
      r += half;
      a += 16;
      b += 16;
    }
  } else {
    while (a != end) {
      const x = Items.load(r, stride, sizeof<T>() * 2);
      r += half;
      const y = Items.load(r, stride, sizeof<T>() * 2);
      r += half;
      v128.store(a, Zip.even(x, y, sizeof<T>()));
      v128.store(b, Zip.odd(x, y, sizeof<T>()));
      a += 16;
      b += 16;
    }
  }
  return whole;
}

/** Three columns of 4 bytes. Records of these alone are stored whole: 16 bytes, the last 4 of which the next overwrites. */
function three(packs: bool, a: usize, b: usize, c: usize, r: usize, stride: usize, n: usize): usize {
  const whole = (n - 1) & ~3;
  const end = a + whole * 4;
  if (packs) {
    while (a != end) {
      const z = v128.load(c);
      const low = Zip.low(v128.load(a), v128.load(b), 4);
      const high = Zip.high(v128.load(a), v128.load(b), 4);
      const r2 = r + stride * 2;
      if (stride == 12) {
        const zLow = Zip.low(z, z, 4);
        const zHigh = Zip.high(z, z, 4);
        v128.store(r, Zip.low(low, zLow, 8));
        v128.store(r, Zip.high(low, zLow, 8), 12);
        v128.store(r, Zip.low(high, zHigh, 8), 24);
        v128.store(r, Zip.high(high, zHigh, 8), 36);
      } else {
        Items.store(r, stride, low, 8);
        Items.store(r2, stride, high, 8);
        Items.store(r + 8, stride, z, 4);
      }
      r = r2 + stride * 2;
      a += 16;
      b += 16;
      c += 16;
    }
  } else {
    while (a != end) {
      const r2 = r + stride * 2;
      const x = Items.load(r, stride, 8);
      const y = Items.load(r2, stride, 8);
      v128.store(a, Zip.even(x, y, 4));
      v128.store(b, Zip.odd(x, y, 4));
      v128.store(c, Items.load(r + 8, stride, 4));
      r = r2 + stride * 2;
      a += 16;
      b += 16;
      c += 16;
    }
  }
  return whole;
}

/** Four columns of T, at most 4 bytes. */
function four<T>(packs: bool, a: usize, b: usize, c: usize, d: usize, r: usize, stride: usize, n: usize): usize {
  const whole = n & (0 - 16 / sizeof<T>());
  const quarter = stride * (4 / sizeof<T>());
  const end = a + whole * sizeof<T>();
  if (packs) {
    while (a != end) {
      const ab = Zip.low(v128.load(a), v128.load(b), sizeof<T>());
      const cd = Zip.low(v128.load(c), v128.load(d), sizeof<T>());
      const abHigh = Zip.high(v128.load(a), v128.load(b), sizeof<T>());
      const cdHigh = Zip.high(v128.load(c), v128.load(d), sizeof<T>());
      Items.store(r, stride, Zip.low(ab, cd, sizeof<T>() * 2), sizeof<T>() * 4);
      r += quarter;
      Items.store(r, stride, Zip.high(ab, cd, sizeof<T>() * 2), sizeof<T>() * 4);
      r += quarter;
      Items.store(r, stride, Zip.low(abHigh, cdHigh, sizeof<T>() * 2), sizeof<T>() * 4);
      r += quarter;
      Items.store(r, stride, Zip.high(abHigh, cdHigh, sizeof<T>() * 2), sizeof<T>() * 4);
      r += quarter;
      a += 16;
      b += 16;
      c += 16;
      d += 16;
    }
  } else {
    while (a != end) {
      const r0 = Items.load(r, stride, sizeof<T>() * 4);
      r += quarter;
      const r1 = Items.load(r, stride, sizeof<T>() * 4);
      r += quarter;
      const r2 = Items.load(r, stride, sizeof<T>() * 4);
      r += quarter;
      const r3 = Items.load(r, stride, sizeof<T>() * 4);
      r += quarter;
      const ab = Zip.even(r0, r1, sizeof<T>() * 2);
      const cd = Zip.odd(r0, r1, sizeof<T>() * 2);
      const abHigh = Zip.even(r2, r3, sizeof<T>() * 2);
      const cdHigh = Zip.odd(r2, r3, sizeof<T>() * 2);
      v128.store(a, Zip.even(ab, abHigh, sizeof<T>()));
      v128.store(b, Zip.odd(ab, abHigh, sizeof<T>()));
      v128.store(c, Zip.even(cd, cdHigh, sizeof<T>()));
      v128.store(d, Zip.odd(cd, cdHigh, sizeof<T>()));
      a += 16;
      b += 16;
      c += 16;
      d += 16;
    }
  }
  return whole;
}

/** The records that registers do, or none. */
function zipped(
  packs: bool,
  width: i32,
  fields: i32,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  r: usize,
  stride: usize,
  n: usize,
): usize {
  if (fields == 4) {
    if (width == 4) return four<u32>(packs, a, b, c, d, r, stride, n);
    return width == 2 ? four<u16>(packs, a, b, c, d, r, stride, n) : four<u8>(packs, a, b, c, d, r, stride, n);
  }
  if (fields == 3) return three(packs, a, b, c, r, stride, n);
  if (width == 8) return two<u64>(packs, a, b, r, stride, n);
  return width == 4 ? two<u32>(packs, a, b, r, stride, n) : two<u16>(packs, a, b, r, stride, n);
}

/**
 * Two fields of 2, 4 or 8 bytes, three of 4 bytes, or four of 1, 2 or 4 bytes, one after the other from `r` on in each of n
 * records: written from their packed columns a, b, c, d or, unless it `packs`, read into them.
 */
export function interleave(
  packs: bool,
  width: i32,
  fields: i32,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  r: usize,
  stride: usize,
  n: usize,
): void {
  if (n == 0) return;
  const done: usize = ASC_FEATURE_SIMD ? zipped(packs, width, fields, a, b, c, d, r, stride, n) : 0;
  const at = r + done * stride;
  for (let k = 0; k < fields; k++) {
    const field = at + k * width;
    const column = (k == 0 ? a : k == 1 ? b : k == 2 ? c : d) + done * width;
    if (packs) moveItems(width, column, width, field, stride, n - done);
    else moveItems(width, field, stride, column, width, n - done);
  }
}

/** `n` items of any number of bytes between places that lie any steps apart. */
export function moveItems(bytes: i32, src: usize, srcStep: usize, dst: usize, dstStep: usize, n: usize): void {
  if (n == 0) return;
  if (srcStep == <usize>bytes && dstStep == srcStep) return memory.copy(dst, src, n * bytes);
  switch (bytes) {
    case 1:
      return copyItems<u8>(src, 0, srcStep, dst, 0, dstStep, 1, n);
    case 2:
      return copyItems<u16>(src, 0, srcStep, dst, 0, dstStep, 1, n);
    case 4:
      return copyItems<u32>(src, 0, srcStep, dst, 0, dstStep, 1, n);
    case 8:
      return copyItems<u64>(src, 0, srcStep, dst, 0, dstStep, 1, n);
    default:
      return copyRuns(src, srcStep, dst, dstStep, bytes, n);
  }
}
