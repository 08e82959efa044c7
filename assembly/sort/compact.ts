import { Lanes } from '../lanes';

/** For each set of 32-bit lanes the bytes of its lanes, then those of the others. */
const ORDERS = memory.data<u32>(
  [
    0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x07060504,
    0x03020100, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x0b0a0908, 0x03020100,
    0x07060504, 0x0f0e0d0c, 0x03020100, 0x0b0a0908, 0x07060504, 0x0f0e0d0c, 0x07060504, 0x0b0a0908, 0x03020100,
    0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908,
    0x03020100, 0x0f0e0d0c, 0x07060504, 0x0b0a0908, 0x07060504, 0x0f0e0d0c, 0x03020100, 0x0b0a0908, 0x03020100,
    0x07060504, 0x0f0e0d0c, 0x0b0a0908, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x03020100, 0x0b0a0908,
    0x0f0e0d0c, 0x07060504, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x03020100, 0x07060504, 0x0b0a0908,
    0x0f0e0d0c,
  ],
  16,
);

export abstract class Compact {
  /**
   * A vector with the lanes of a set first, then the others, both in their order. A loop that keeps some of its elements
   * stores this, and goes on after as many bytes as it keeps.
   */
  @inline static first(x: v128, set: i32): v128 {
    return Lanes.rearrange(x, v128.load(set << 4, ORDERS));
  }
  @inline static bytes(set: i32): usize {
    return popcnt<u32>(set) << 2;
  }
}
