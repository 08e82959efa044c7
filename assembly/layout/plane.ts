/**
 * Copies of a plane: `rows` x `cols` items at any byte strides on either side. What strided.ts hands out ends in one of
 * these loops or in transpose.ts.
 *
 * Strides are modular: a negative one is a large usize. Source and destination do not overlap, and there is at
 * least one column.
 */

/** Register-wide pieces of a row whose destination is contiguous; each returns how many items it has copied. */
abstract class Row {
  @inline static reversed<T>(src: usize, dst: usize, n: usize): usize {
    const lanes: usize = 16 / sizeof<T>();
    const whole = n & (0 - lanes);
    src -= 16 - sizeof<T>();
    for (const end = dst + whole * sizeof<T>(); dst != end; dst += 16) {
      const v = v128.load(src);
      if (sizeof<T>() == 1)
        v128.store(dst, v128.shuffle<u8>(v, v, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
      else if (sizeof<T>() == 2) v128.store(dst, v128.shuffle<u16>(v, v, 7, 6, 5, 4, 3, 2, 1, 0));
      else if (sizeof<T>() == 4) v128.store(dst, v128.shuffle<u32>(v, v, 3, 2, 1, 0));
      else v128.store(dst, v128.shuffle<u64>(v, v, 1, 0));
      src -= 16;
    }
    return whole;
  }

  /** Lanes 0, 2, 4 ... of a, then of b, of `size` bytes each. */
  @inline static even(a: v128, b: v128, size: usize): v128 {
    if (size == 1) return v128.shuffle<u8>(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    if (size == 2) return v128.shuffle<u16>(a, b, 0, 2, 4, 6, 8, 10, 12, 14);
    if (size == 4) return v128.shuffle<u32>(a, b, 0, 2, 4, 6);
    return v128.shuffle<u64>(a, b, 0, 2);
  }

  /** Every second item. The last one is left out: reading its neighbour too could pass the end of the memory. */
  @inline static seconds<T>(src: usize, dst: usize, n: usize): usize {
    const whole = (n - 1) & (0 - 16 / sizeof<T>());
    const end = dst + whole * sizeof<T>();
    for (; dst + 64 <= end; dst += 64) {
      v128.store(dst, Row.even(v128.load(src), v128.load(src, 16), sizeof<T>()));
      v128.store(dst, Row.even(v128.load(src, 32), v128.load(src, 48), sizeof<T>()), 16);
      v128.store(dst, Row.even(v128.load(src, 64), v128.load(src, 80), sizeof<T>()), 32);
      v128.store(dst, Row.even(v128.load(src, 96), v128.load(src, 112), sizeof<T>()), 48);
      src += 128;
    }
    for (; dst != end; dst += 16) {
      v128.store(dst, Row.even(v128.load(src), v128.load(src, 16), sizeof<T>()));
      src += 32;
    }
    return whole;
  }

  /** Every fourth item, and again not the last. */
  @inline static fourths<T>(src: usize, dst: usize, n: usize): usize {
    const whole = (n - 1) & (0 - 16 / sizeof<T>());
    for (const end = dst + whole * sizeof<T>(); dst != end; dst += 16) {
      const a = Row.even(v128.load(src), v128.load(src, 16), sizeof<T>() * 2);
      const b = Row.even(v128.load(src, 32), v128.load(src, 48), sizeof<T>() * 2);
      v128.store(dst, Row.even(a, b, sizeof<T>()));
      src += 64;
    }
    return whole;
  }

  /** Every eighth byte, and again not the last: the low bytes of 64-bit integers. */
  @inline static eighths(src: usize, dst: usize, n: usize): usize {
    const whole = (n - 1) & ~15;
    for (const end = dst + whole; dst != end; dst += 16) {
      const a = Row.even(v128.load(src), v128.load(src, 16), 4);
      const b = Row.even(v128.load(src, 32), v128.load(src, 48), 4);
      const c = Row.even(v128.load(src, 64), v128.load(src, 80), 4);
      const d = Row.even(v128.load(src, 96), v128.load(src, 112), 4);
      v128.store(dst, Row.even(Row.even(a, b, 2), Row.even(c, d, 2), 1));
      src += 128;
    }
    return whole;
  }
}

/** Item by item; a row costs about 1 ns besides, so the caller makes `cols` the long side. */
export function copyItems<T>(
  src: usize,
  srcRow: usize,
  srcStep: usize,
  dst: usize,
  dstRow: usize,
  dstStep: usize,
  rows: usize,
  cols: usize,
): void {
  if (dstStep == 0 - sizeof<T>()) {
    src += (cols - 1) * srcStep;
    dst += (cols - 1) * dstStep;
    srcStep = 0 - srcStep;
    dstStep = sizeof<T>();
  }
  const src2 = srcStep * 2;
  const src3 = srcStep * 3;
  const dst2 = dstStep * 2;
  const dst3 = dstStep * 3;
  for (; rows; rows--) {
    let s = src;
    let d = dst;
    let n = cols;
    if (ASC_FEATURE_SIMD && sizeof<T>() < 16 && dstStep == sizeof<T>()) {
      let done: usize = 0;
      if (srcStep == 0 - sizeof<T>()) done = Row.reversed<T>(s, d, n);
      else if (srcStep == sizeof<T>() * 2) done = Row.seconds<T>(s, d, n);
      else if (srcStep == sizeof<T>() * 4 && sizeof<T>() < 8) done = Row.fourths<T>(s, d, n);
      else if (srcStep == 8 && sizeof<T>() == 1) done = Row.eighths(s, d, n);
      s += done * srcStep;
      d += done * dstStep;
      n -= done;
    }
    for (; n >= 4; n -= 4) {
      store<T>(d, load<T>(s));
      store<T>(d + dstStep, load<T>(s + srcStep));
      store<T>(d + dst2, load<T>(s + src2));
      store<T>(d + dst3, load<T>(s + src3));
      s += srcStep * 4;
      d += dstStep * 4;
    }
    for (; n; n--) {
      store<T>(d, load<T>(s));
      s += srcStep;
      d += dstStep;
    }
    src += srcRow;
    dst += dstRow;
  }
}

/** Rows of `cols` contiguous items, 16 bytes or more, that are all the one at `src`. */
export function repeatItems<T>(src: usize, srcRow: usize, dst: usize, dstRow: usize, rows: usize, cols: usize): void {
  const last = cols * sizeof<T>() - 16;
  for (; rows; rows--) {
    const v = sizeof<T>() == 16 ? v128.load(src) : v128.load_splat<T>(src);
    for (let k: usize = 0; k < last; k += 16) v128.store(dst + k, v);
    v128.store(dst + last, v);
    src += srcRow;
    dst += dstRow;
  }
}

/** Rows of `bytes` >= sizeof<U>() in units of U, of which the last overlaps the one before it. */
function copyUnits<U>(src: usize, srcRow: usize, dst: usize, dstRow: usize, bytes: usize, rows: usize): void {
  const last = bytes - sizeof<U>();
  for (; rows; rows--) {
    const tail = load<U>(src + last);
    for (let k: usize = 0; k < last; k += sizeof<U>()) store<U>(dst + k, load<U>(src + k));
    store<U>(dst + last, tail);
    src += srcRow;
    dst += dstRow;
  }
}

/** Rows of `bytes` contiguous bytes on both sides. */
export function copyRuns(src: usize, srcRow: usize, dst: usize, dstRow: usize, bytes: usize, rows: usize): void {
  // A call of memory.copy costs about 3 ns, as much as 160 bytes in registers.
  if (bytes >= 160) {
    for (; rows; rows--) {
      memory.copy(dst, src, bytes);
      src += srcRow;
      dst += dstRow;
    }
  } else if (ASC_FEATURE_SIMD && bytes >= 16) copyUnits<v128>(src, srcRow, dst, dstRow, bytes, rows);
  else if (bytes >= 8) copyUnits<u64>(src, srcRow, dst, dstRow, bytes, rows);
  else if (bytes >= 4) copyUnits<u32>(src, srcRow, dst, dstRow, bytes, rows);
  else if (bytes >= 2) copyUnits<u16>(src, srcRow, dst, dstRow, bytes, rows);
  else copyItems<u8>(src, 0, srcRow, dst, 0, dstRow, 1, rows);
}
