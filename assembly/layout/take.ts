/**
 * Elements at given places: runs of bytes at byte offsets from a base, to or from packed memory. Offsets are u32 and
 * modular, so that a negative one is a large one. And the places of what is not zero.
 */

/** Copies the run of `bytes` at each of n offsets from `base` to packed `dst`. */
export function takeRuns(bytes: i32, base: usize, offsets: usize, n: usize, dst: usize): void {
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
  @inline static take<T>(base: usize, offsets: usize, n: usize, dst: usize): void {
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
 * Writes the positions of the bools that are true among n at `src`, counted from `first`, as u32 to `dst`. The address
 * after the last one written is left at `end`.
 */
export function positions(src: usize, n: usize, first: u32, dst: usize, end: usize): void {
  for (; n >= 8; n -= 8) {
    // Eight bools at once: most masks are sparse.
    let word = load<u64>(src);
    while (word != 0) {
      store<u32>(dst, first + (<u32>ctz<u64>(word) >> 3));
      dst += 4;
      word &= word - 1;
    }
    src += 8;
    first += 8;
  }
  for (; n > 0; n--) {
    if (load<u8>(src) != 0) {
      store<u32>(dst, first);
      dst += 4;
    }
    src++;
    first++;
  }
  store<u32>(end, <u32>dst);
}
