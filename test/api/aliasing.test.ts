/** An output that shares memory with an input receives what it would if the input had been copied first. */
import { describe, expect, test } from 'vitest';
import { BINARY } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { add, arange, copy, cumsum, type DType, type NDArray, negative, sum, zeros } from '../../src/index.js';
import { same, sample, wrapped } from '../support.js';

type Fn = (...args: unknown[]) => NDArray;
const functions = contig as unknown as Record<string, Fn>;

/** Pairs of views of one array that overlap: [input, output]. */
const OVERLAPS: readonly [string, (a: NDArray) => NDArray, (a: NDArray) => NDArray][] = [
  ['itself', (a) => a, (a) => a],
  ['one element on', (a) => a.get(':', ':-1') as NDArray, (a) => a.get(':', '1:') as NDArray],
  ['one element back', (a) => a.get(':', '1:') as NDArray, (a) => a.get(':', ':-1') as NDArray],
  ['one row on', (a) => a.get(':-1') as NDArray, (a) => a.get('1:') as NDArray],
  ['transposed', (a) => a.T, (a) => a],
  ['reversed', (a) => a.get('::-1', '::-1') as NDArray, (a) => a],
  ['every other', (a) => a.get(':', `:${a.shape[1] / 2}`) as NDArray, (a) => a.get(':', '::2') as NDArray],
];

describe.each(OVERLAPS)('%s', (_, input, output) => {
  test.each(['f64', 'f32', 'u8', 'i64'] as DType[])('%s', (type) => {
    for (const make of [(a: NDArray) => a.copy(), wrapped]) {
      for (const size of [10, 90, 150]) {
        const start = sample(type, [size, size]);
        for (const [name, row] of Object.entries(BINARY)) {
          if (row.out !== 'same' || row.loops !== 'all') continue;
          const a = make(start);
          const expected = functions[name](input(a).copy(), 3);
          functions[name](input(a), 3, { out: output(a) });
          expect(same(output(a).copy(), expected), `${name} with a scalar, ${size}`).toBe(true);

          const b = make(start);
          const both = functions[name](input(b).copy(), output(b).copy());
          functions[name](input(b), output(b), { out: output(b) });
          expect(same(output(b).copy(), both), `${name} with the output, ${size}`).toBe(true);
        }
        const c = make(start);
        const negated = negative(input(c).copy());
        negative(input(c), { out: output(c) });
        expect(same(output(c).copy(), negated)).toBe(true);
      }
    }
  });
});

test('in-place forms give the array', () => {
  const a = arange(5);
  expect(a.iadd(1)).toBe(a);
  expect(a.toArray()).toEqual([1, 2, 3, 4, 5]);
  expect(() => arange(3).astype('i32').iadd(1.5)).toThrow(/iadd|add.*f64.*i32/);
});

test('a reduction may write to its own input', () => {
  const a = arange(12).reshape(3, 4);
  sum(a, { axis: 0, out: a.get(1) as NDArray });
  expect(a.toArray()).toEqual([
    [0, 1, 2, 3],
    [12, 15, 18, 21],
    [8, 9, 10, 11],
  ]);
  const b = arange(4);
  cumsum(b, { out: b });
  expect(b.toArray()).toEqual([0, 1, 3, 6]);
});

test('an output of another type receives converted elements', () => {
  const out = zeros([3], 'f32');
  expect(add([1, 2, 3], 0.25, { out })).toBe(out);
  expect(out.toArray()).toEqual([1.25, 2.25, 3.25]);
  expect(copy(out).dtype).toBe('f32');
});
