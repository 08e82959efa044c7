/** Floats to integers in blocks: whatever shares a block with a number, it converts as it does alone. */
import { afterAll, describe, expect, test } from 'vitest';
import { array, type DType, full, kernels } from '../../src/index.js';
import { FLOATS } from '../support.js';

const INTEGERS: readonly DType[] = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64'];
const BOUNDS = [22, 23, 24, 31, 32, 51, 52, 53, 62, 63, 64].flatMap((bit) =>
  [2 ** bit, 2 ** bit - 1, 2 ** bit - 0.5, 2 ** bit + 1].flatMap((x) => [x, -x]),
);
const VALUES = [
  0,
  -0,
  0.5,
  -0.5,
  0.999,
  -1.75,
  255.9,
  -128.5,
  65535.5,
  1e300,
  -1e300,
  NaN,
  Infinity,
  -Infinity,
  ...BOUNDS,
];

afterAll(() => kernels.use('simd'));

describe.each(kernels.available)('%s', (build) => {
  describe.each(FLOATS)('%s', (from) => {
    test.each(INTEGERS)('to %s', (to) => {
      kernels.use(build);
      const alone = VALUES.flatMap((value) => array([value], from).astype(to).toArray() as number[]);
      const together = array(VALUES, from).astype(to).toArray();
      expect(together).toEqual(alone);
      for (let place = 0; place < 35; place++) {
        const block = full([35], -7.75, from);
        for (const [i, value] of VALUES.entries()) {
          block.set(place, value);
          const converted = block.astype(to);
          expect(converted.item(place), `${value} at ${place}`).toBe(alone[i]);
          expect(converted.item((place + 1) % 35), `beside ${value}`).toBe(array([-7.75], from).astype(to).item());
        }
      }
    });
  });
});

test('small numbers are truncated towards zero', () => {
  const values = Array.from({ length: 64 }, (_, i) => (i - 32) * 1.75);
  for (const from of FLOATS)
    expect(array(values, from).astype('i16').toArray()).toEqual(values.map((x) => Math.trunc(x) + 0));
});
