/** Bytes in the opposite order: big-endian elements to little-endian ones, and back. */
import { unaryLanes } from '../elementwise/loops';

/** Unsigned elements, whatever they mean: reversing the bytes of a float must not pass through a float register. */
@final
@unmanaged
class Swap {
  @inline hasLanes<T>(): bool {
    return true;
  }
  @inline scalar<T>(a: T): T {
    return bswap<T>(a);
  }
  @inline lanes<T>(a: v128): v128 {
    if (sizeof<T>() == 2) return v128.shuffle<u8>(a, a, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
    if (sizeof<T>() == 4) return v128.shuffle<u8>(a, a, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
    return v128.shuffle<u8>(a, a, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
  }
}

/** out[i] = a[i] with the bytes of each item reversed. */
export function swapBytes(itemsize: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  if (itemsize == 2) unaryLanes<Swap, u16>(a, aStep, out, n);
  else if (itemsize == 4) unaryLanes<Swap, u32>(a, aStep, out, n);
  else unaryLanes<Swap, u64>(a, aStep, out, n);
}
