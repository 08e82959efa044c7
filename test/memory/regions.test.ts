import { expect, it } from 'vitest';
import { Regions } from '../../src/memory/regions.js';
import { numbers } from './heaps.js';

it('what was touched stays touched', () => {
  const regions = new Regions(0);
  regions.give(regions.extend(20, 20));
  expect(regions.size(regions.extend(5, 10))).toBe(5);
  expect(regions).toMatchObject({ top: 20, tail: 5 });
});

it('the bookkeeping is recycled', () => {
  const regions = new Regions(0);
  const random = numbers(7);
  const live: number[] = [];
  for (let round = 0; round < 100_000; round++) {
    if (live.length < 100 && random() < 0.6) {
      const units = 1 + Math.floor(random() * 1000);
      live.push(regions.take(units, 4) || regions.extend(units, units));
    } else if (live.length > 0) {
      regions.give(live.splice(Math.floor(random() * live.length), 1)[0]!);
    }
  }
  // At most 100 taken, a free one between each two and at either end, and the record that closes the ring.
  expect(regions.records).toBeLessThanOrEqual(202);
});
