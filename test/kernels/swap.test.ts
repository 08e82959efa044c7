/** Bytes reversed within each item, in every build, at every length and in place. */
import { afterEach, describe, expect, it } from 'vitest';
import { type DType, kernels, type NDArray } from '../../src/index.js';
import { copySwapped } from '../../src/loops/swap.js';
import { bytesOf, LAYOUTS, sample } from '../support.js';

afterEach(() => kernels.use('simd'));

/** The same in JS, byte by byte. */
function reversed(a: NDArray): Buffer {
  const bytes = bytesOf(a);
  for (let at = 0; at < bytes.length; at += a.itemsize) bytes.subarray(at, at + a.itemsize).reverse();
  return Buffer.from(bytes);
}

describe.each(kernels.available)('the %s build', (build) => {
  it.each(['u16', 'i16', 'u32', 'i32', 'f32', 'u64', 'i64', 'f64'] as DType[])('%s', (dtype) => {
    kernels.use(build);
    for (let length = 0; length <= 67; length++) {
      const a = sample(dtype, [length], length) as unknown as NDArray;
      const expected = reversed(a);
      const target = a.copy();
      copySwapped(a.shape, a, target);
      expect(expected.equals(bytesOf(target)), `${length} elements`).toBe(true);
      copySwapped(a.shape, a, a);
      expect(expected.equals(bytesOf(a)), `${length} elements in place`).toBe(true);
    }
    for (const [name, layout] of Object.entries(LAYOUTS)) {
      const a = layout(sample(dtype, [30, 70]) as unknown as NDArray);
      const target = layout(sample(dtype, [30, 70], 2) as unknown as NDArray);
      copySwapped(a.shape, a, target);
      expect(reversed(a).equals(bytesOf(target)), name).toBe(true);
    }
  });
});
