/**
 * Elements at given places: runs of bytes at byte offsets from a base, to or from packed memory. Offsets are u32 and
 * modular, so that a negative one is a large one. And what a mask selects: places, or items.
 */

/** Copies the run of `bytes` at each of n offsets from `base` to packed `dst`. */
export function takeRuns(bytes: i32, base: usize, offsets: usize, n: i32, dst: usize): void {
  switch (bytes) {
    case 1:
      return Items.take<u8>(base, offsets, n, dst);
    case 2:
      return Items.take<u16>(base, offsets, n, dst);
    case 4:
      return Items.take<u32>(base, offsets, n, dst);
    case 8:
      return Items.take<u64>(base, offsets, n, dst);
    default:
      for (; n > 0; n--) {
        memory.copy(dst, base + load<u32>(offsets), bytes);
        offsets += 4;
        dst += bytes;
      }
  }
}

/** Copies packed runs of `bytes` at `src` to n offsets from `base`, in order: of a repeated offset the last run stays. */
export function putRuns(bytes: i32, base: usize, offsets: usize, n: usize, src: usize): void {
  switch (bytes) {
    case 1:
      return Items.put<u8>(base, offsets, n, src);
    case 2:
      return Items.put<u16>(base, offsets, n, src);
    case 4:
      return Items.put<u32>(base, offsets, n, src);
    case 8:
      return Items.put<u64>(base, offsets, n, src);
    default:
      for (; n > 0; n--) {
        memory.copy(base + load<u32>(offsets), src, bytes);
        offsets += 4;
        src += bytes;
      }
  }
}

abstract class Items {
  @inline static note(dst: usize, position: i64, flag: u8): usize {
    store<i64>(dst, position);
    return dst + ((<usize>flag) << 3);
  }

  @inline static move<T>(dst: usize, src: usize, flag: u8): usize {
    store<T>(dst, load<T>(src));
    return dst + <usize>flag * sizeof<T>();
  }

  @inline static compress<T>(mask: usize, src: usize, dst: usize, end: usize): void {
    while (dst + 8 * sizeof<T>() <= end) {
      if (load<u64>(mask) != 0) {
        dst = Items.move<T>(dst, src, load<u8>(mask));
        dst = Items.move<T>(dst, src + sizeof<T>(), load<u8>(mask, 1));
        dst = Items.move<T>(dst, src + 2 * sizeof<T>(), load<u8>(mask, 2));
        dst = Items.move<T>(dst, src + 3 * sizeof<T>(), load<u8>(mask, 3));
        dst = Items.move<T>(dst, src + 4 * sizeof<T>(), load<u8>(mask, 4));
        dst = Items.move<T>(dst, src + 5 * sizeof<T>(), load<u8>(mask, 5));
        dst = Items.move<T>(dst, src + 6 * sizeof<T>(), load<u8>(mask, 6));
        dst = Items.move<T>(dst, src + 7 * sizeof<T>(), load<u8>(mask, 7));
      }
      mask += 8;
      src += 8 * sizeof<T>();
    }
    while (dst < end) {
      dst = Items.move<T>(dst, src, load<u8>(mask++));
      src += sizeof<T>();
    }
  }

  @inline static take<T>(base: usize, offsets: usize, n: i32, dst: usize): void {
    for (; n >= 4; n -= 4) {
      store<T>(dst, load<T>(base + load<u32>(offsets)));
      store<T>(dst + sizeof<T>(), load<T>(base + load<u32>(offsets, 4)));
      store<T>(dst + 2 * sizeof<T>(), load<T>(base + load<u32>(offsets, 8)));
      store<T>(dst + 3 * sizeof<T>(), load<T>(base + load<u32>(offsets, 12)));
      offsets += 16;
      dst += 4 * sizeof<T>();
    }
    for (; n > 0; n--) {
      store<T>(dst, load<T>(base + load<u32>(offsets)));
      offsets += 4;
      dst += sizeof<T>();
    }
  }

  @inline static put<T>(base: usize, offsets: usize, n: usize, src: usize): void {
    for (; n > 0; n--) {
      store<T>(base + load<u32>(offsets), load<T>(src));
      offsets += 4;
      src += sizeof<T>();
    }
  }
}

/**
 * Writes the positions of the bools that are true among n at `src`, counted from `first`, as i64 to `dst`. The address
 * after the last one written is left at `end`. Every bool writes, and the true ones move on: a branch that depends on the
 * data costs ten times as much. `limit` is the end of the destination.
 */
export function positions(src: usize, n: usize, first: i32, dst: usize, limit: usize, end: usize): void {
  let at = <i64>first;
  for (; n >= 8 && dst + 64 <= limit; n -= 8) {
    if (load<u64>(src) != 0) {
      dst = Items.note(dst, at, load<u8>(src));
      dst = Items.note(dst, at + 1, load<u8>(src, 1));
      dst = Items.note(dst, at + 2, load<u8>(src, 2));
      dst = Items.note(dst, at + 3, load<u8>(src, 3));
      dst = Items.note(dst, at + 4, load<u8>(src, 4));
      dst = Items.note(dst, at + 5, load<u8>(src, 5));
      dst = Items.note(dst, at + 6, load<u8>(src, 6));
      dst = Items.note(dst, at + 7, load<u8>(src, 7));
    }
    src += 8;
    at += 8;
  }
  for (; n > 0 && dst < limit; n--) dst = Items.note(dst, at++, load<u8>(src++));
  store<u32>(end, <u32>dst);
}

/**
 * Copies the items whose bools at `mask` are true to packed memory from `dst` to `end`, which they fill: it is the last
 * true one that ends the loop.
 */
export function compressItems(itemsize: i32, mask: usize, src: usize, dst: usize, end: usize): void {
  switch (itemsize) {
    case 1:
      return Items.compress<u8>(mask, src, dst, end);
    case 2:
      return Items.compress<u16>(mask, src, dst, end);
    case 4:
      return Items.compress<u32>(mask, src, dst, end);
    default:
      return Items.compress<u64>(mask, src, dst, end);
  }
}

/**
 * Byte offsets, as u32, of n indices of 64 bits: each times `stride`, and negative ones counted from `extent`. An index
 * out of bounds becomes 0 and leaves 1 at `bad`.
 */
export function indexOffsets(indices: usize, n: i32, extent: usize, stride: usize, dst: usize, bad: usize): void {
  const length = <i64>extent;
  let wrong = false;
  if (ASC_FEATURE_SIMD) {
    const whole = i64x2.splat(length);
    const last = i64x2.splat(length - 1);
    const step = i32x4.splat(<i32>stride);
    const zero = i64x2.splat(0);
    let outside = zero;
    for (; n >= 4; n -= 4) {
      let i = v128.load(indices);
      let j = v128.load(indices, 16);
      i = i64x2.add(i, v128.and(i64x2.gt_s(zero, i), whole));
      j = i64x2.add(j, v128.and(i64x2.gt_s(zero, j), whole));
      const low = v128.or(i64x2.gt_s(zero, i), i64x2.gt_s(i, last));
      const high = v128.or(i64x2.gt_s(zero, j), i64x2.gt_s(j, last));
      const bad = v128.shuffle<u32>(low, high, 0, 2, 4, 6);
      outside = v128.or(outside, bad);
      const places = v128.andnot(v128.shuffle<u32>(i, j, 0, 2, 4, 6), bad);
      v128.store(dst, i32x4.mul(places, step));
      indices += 32;
      dst += 16;
    }
    wrong = v128.any_true(outside);
  }
  for (; n > 0; n--) {
    let i = load<i64>(indices);
    i += (i >> 63) & length;
    const fits = <u64>i < <u64>length;
    wrong |= !fits;
    store<u32>(dst, select<u32>(<u32>i * <u32>stride, 0, fits));
    indices += 8;
    dst += 4;
  }
  if (wrong) store<u32>(bad, 1);
}
