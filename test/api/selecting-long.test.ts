/** Elements by arrays of integers and masks that go tile by tile, or to the last byte of their result. */
import { describe, expect, test } from 'vitest';
import { arange, array, nonzero, ones, take, zeros } from '../../src/index.js';
import { sequence } from '../support.js';

const LENGTH = 40_000;
const places = (() => {
  const next = sequence(3);
  return Array.from({ length: LENGTH }, () => (next() % (2 * LENGTH)) - LENGTH);
})();

describe('integers', () => {
  const source = arange(LENGTH, 'f64').mul(3);
  const expected = places.map((i) => 3 * (i < 0 ? i + LENGTH : i));

  test.each(['i32', 'i64'] as const)('%s, counted from either end', (type) => {
    const index = array(places, 'f64').astype(type);
    expect(source.get(index).toArray()).toEqual(expected);
    expect(take(source, index).toArray()).toEqual(expected);
    expect(source.get('::-1').get(index).toArray()).toEqual(expected.map((x) => 3 * (LENGTH - 1) - x));
  });

  test('unsigned and strided', () => {
    const index = arange(200, 'u8').get('::-7');
    expect(source.get(index).toArray()).toEqual([...index].map((i) => 3 * Number(i)));
  });

  test('rows', () => {
    const rows = source.reshape(LENGTH / 100, 100);
    const index = array(
      [
        [5, -1],
        [0, 399],
      ],
      'i32',
    );
    const picked = rows.get(index, ':');
    expect(picked.shape).toEqual([2, 2, 100]);
    expect(picked.pick('get', [0, 1]).toArray()).toEqual(rows.pick('get', [399]).toArray());
  });

  test.each([LENGTH, -LENGTH - 1])('%i is out of bounds', (bad) => {
    const index = array([...places.slice(0, 20_001), bad, ...places.slice(20_001)], 'f64').astype('i64');
    expect(() => source.get(index)).toThrow(`get: index ${bad} is out of bounds for axis 0 with size ${LENGTH}`);
    expect(() => take(source, index)).toThrow(`take: index ${bad} is out of bounds for axis 0 with size ${LENGTH}`);
  });
});

describe('masks', () => {
  test.each(['u8', 'i16', 'f32', 'f64'] as const)('%s: nothing beyond the result is written', (type) => {
    for (let count = 1; count <= 70; count++) {
      const a = arange(count + 40, 'f64').astype(type);
      const mask = zeros(count + 40, 'bool');
      mask.set(`7:${7 + count}`, true);
      // The result takes the place that is free between neighbours of its size.
      const neighbours = Array.from({ length: 9 }, () => ones(count, type));
      neighbours[4].dispose();
      const picked = a.get(mask);
      expect(picked.toArray()).toEqual(Array.from({ length: count }, (_, i) => i + 7));
      expect(nonzero(mask)[0].toArray()).toEqual(Array.from({ length: count }, (_, i) => BigInt(i + 7)));
      for (const [i, one] of neighbours.entries()) if (i !== 4) expect(one.toArray()).toEqual(Array(count).fill(1));
    }
  });

  test('any density', () => {
    const next = sequence(9);
    const a = arange(LENGTH, 'i32');
    for (const density of [0, 1, 50, 99, 100]) {
      const flags = Array.from({ length: LENGTH }, () => next() % 100 < density);
      const mask = array(flags);
      const expected = flags.flatMap((flag, i) => (flag ? [i] : []));
      expect(a.get(mask).toArray()).toEqual(expected);
      expect(nonzero(mask)[0].toArray()).toEqual(expected.map(BigInt));
      expect(a.reshape(200, 200).get(mask.reshape(200, 200)).toArray()).toEqual(expected);
    }
  });
});
