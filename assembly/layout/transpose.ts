/**
 * Transposes in registers: dst[c][r] = src[r][c], where the items of a row of `src` are adjacent and so are those of a
 * row of `dst`; `srcStride` and `dstStride` lead from row to row.
 *
 * Eight rows of `dst` are written side by side: with more, at a stride of a large power of two, they no longer fit the
 * ways of one cache set (1024 x 1024 f32: 0.25 ns per item with 8, 0.5 with 16, 1.4 with 32); with fewer, each line of
 * `src` is visited more often (0.45 with 4).
 */

/** Interleaves the low or the high halves of two registers by lanes of 8 to 64 bits: one instruction each on x86-64. */
abstract class Zip {
  @inline static lo8(a: v128, b: v128): v128 {
    return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  }
  @inline static lo16(a: v128, b: v128): v128 {
    return v128.shuffle<u16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
  }
  @inline static hi16(a: v128, b: v128): v128 {
    return v128.shuffle<u16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
  }
  @inline static lo32(a: v128, b: v128): v128 {
    return v128.shuffle<u32>(a, b, 0, 4, 1, 5);
  }
  @inline static hi32(a: v128, b: v128): v128 {
    return v128.shuffle<u32>(a, b, 2, 6, 3, 7);
  }
  @inline static lo64(a: v128, b: v128): v128 {
    return v128.shuffle<u64>(a, b, 0, 2);
  }
  @inline static hi64(a: v128, b: v128): v128 {
    return v128.shuffle<u64>(a, b, 1, 3);
  }
}

/** Square tiles at `s` and `d`, `ss` and `ds` from row to row; all loads come before the first store. */
abstract class Tile {
  /** 8x8 items of 1 byte, each row half a register. */
  @inline static bytes(s: usize, ss: usize, d: usize, ds: usize): void {
    const s2 = s + ss * 2;
    const s4 = s2 + ss * 2;
    const s6 = s4 + ss * 2;
    const r01 = Zip.lo8(v128.load64_zero(s), v128.load64_zero(s + ss));
    const r23 = Zip.lo8(v128.load64_zero(s2), v128.load64_zero(s2 + ss));
    const r45 = Zip.lo8(v128.load64_zero(s4), v128.load64_zero(s4 + ss));
    const r67 = Zip.lo8(v128.load64_zero(s6), v128.load64_zero(s6 + ss));
    Tile.halves(d, ds, Zip.lo16(r01, r23), Zip.lo16(r45, r67));
    Tile.halves(d + ds * 4, ds, Zip.hi16(r01, r23), Zip.hi16(r45, r67));
  }

  /** Four rows of 8 bytes: 32-bit lane i of `a`, then 32-bit lane i of `b`. */
  @inline static halves(d: usize, ds: usize, a: v128, b: v128): void {
    const lo = Zip.lo32(a, b);
    const hi = Zip.hi32(a, b);
    const d2 = d + ds * 2;
    v128.store64_lane(d, lo, 0);
    v128.store64_lane(d + ds, lo, 1);
    v128.store64_lane(d2, hi, 0);
    v128.store64_lane(d2 + ds, hi, 1);
  }

  /** 4x4 items of 2 bytes, each row half a register. */
  @inline static shorts(s: usize, ss: usize, d: usize, ds: usize): void {
    const s2 = s + ss * 2;
    const r01 = Zip.lo16(v128.load64_zero(s), v128.load64_zero(s + ss));
    const r23 = Zip.lo16(v128.load64_zero(s2), v128.load64_zero(s2 + ss));
    Tile.halves(d, ds, r01, r23);
  }

  /** 4x4 items of 4 bytes. */
  @inline static words(s: usize, ss: usize, d: usize, ds: usize): void {
    const s2 = s + ss * 2;
    const d2 = d + ds * 2;
    const r0 = v128.load(s);
    const r1 = v128.load(s + ss);
    const r2 = v128.load(s2);
    const r3 = v128.load(s2 + ss);
    const lo01 = Zip.lo32(r0, r1);
    const lo23 = Zip.lo32(r2, r3);
    const hi01 = Zip.hi32(r0, r1);
    const hi23 = Zip.hi32(r2, r3);
    v128.store(d, Zip.lo64(lo01, lo23));
    v128.store(d + ds, Zip.hi64(lo01, lo23));
    v128.store(d2, Zip.lo64(hi01, hi23));
    v128.store(d2 + ds, Zip.hi64(hi01, hi23));
  }

  /** 2x2 items of 8 bytes. */
  @inline static longs(s: usize, ss: usize, d: usize, ds: usize): void {
    const r0 = v128.load(s);
    const r1 = v128.load(s + ss);
    v128.store(d, Zip.lo64(r0, r1));
    v128.store(d + ds, Zip.hi64(r0, r1));
  }

  /** A tile of T's size. */
  @inline static one<T>(s: usize, ss: usize, d: usize, ds: usize): void {
    if (sizeof<T>() == 1) Tile.bytes(s, ss, d, ds);
    else if (sizeof<T>() == 2) Tile.shorts(s, ss, d, ds);
    else if (sizeof<T>() == 4) Tile.words(s, ss, d, ds);
    else Tile.longs(s, ss, d, ds);
  }

  /** As many tiles side by side as make eight columns. */
  @inline static eight<T>(s: usize, ss: usize, d: usize, ds: usize): void {
    Tile.one<T>(s, ss, d, ds);
    if (sizeof<T>() == 2) Tile.one<T>(s + 8, ss, d + ds * 4, ds);
    if (sizeof<T>() == 4) Tile.one<T>(s + 16, ss, d + ds * 4, ds);
    if (sizeof<T>() == 8) {
      Tile.one<T>(s + 16, ss, d + ds * 2, ds);
      Tile.one<T>(s + 32, ss, d + ds * 4, ds);
      Tile.one<T>(s + 48, ss, d + ds * 6, ds);
    }
  }
}

/**
 * One block; at best 64 x 64 items, so that source and destination stay in the caches. Returns false, having copied
 * nothing, where no tile fits in and in builds without registers.
 */
export function transpose<T>(
  src: usize,
  srcStride: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  cols: usize,
): bool {
  const side: usize = sizeof<T>() == 1 ? 8 : sizeof<T>() == 8 ? 2 : 4;
  if (!ASC_FEATURE_SIMD || sizeof<T>() > 8 || rows < side || cols < side) return false;
  const width: usize = cols < 8 ? side : 8;
  for (let c: usize = 0; c < cols; c += width) {
    // The last tiles are moved back to end at the edge: some items are copied twice instead of one by one.
    c = min(c, cols - width);
    const from = src + c * sizeof<T>();
    const to = dst + c * dstStride;
    for (let r: usize = 0; r < rows; r += side) {
      r = min(r, rows - side);
      if (side == 8 || width == 8) Tile.eight<T>(from + r * srcStride, srcStride, to + r * sizeof<T>(), dstStride);
      else Tile.one<T>(from + r * srcStride, srcStride, to + r * sizeof<T>(), dstStride);
    }
  }
  return true;
}
