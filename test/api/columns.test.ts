/** A value for each row, which binary kernels repeat along it, against a copy that has it in every column. */
import { afterAll, describe, expect, test } from 'vitest';
import { BINARY } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { add, arange, kernels, less, multiply, type NDArray, subtract, zeros } from '../../src/index.js';
import { agree, outcome, same, sample, TYPES } from '../support.js';

type Fn = (...args: unknown[]) => NDArray;
const functions = contig as unknown as Record<string, Fn>;

/** Rows around whole vectors, and around what is gathered instead. */
const LENGTHS = [1, 2, 4, 15, 16, 17, 63, 64, 65, 79, 127, 128, 129, 200, 257, 1025];
const ROWS = 5;

afterAll(() => kernels.use('simd'));

describe.each(kernels.available)('%s', (build) => {
  test.each(Object.keys(BINARY))('%s', (name) => {
    kernels.use(build);
    for (const type of TYPES) {
      for (const length of LENGTHS) {
        const matrix = sample(type, [ROWS, length], length);
        const exponents = name === 'power' || name === 'ldexp';
        const column = exponents ? arange(ROWS, 'i32').reshape(ROWS, 1) : sample(type, [ROWS, 1], 2);
        const whole = column.broadcastTo([ROWS, length]).copy();
        const label = `${type}, rows of ${length}`;
        const right = outcome(() => functions[name](matrix, column));
        expect(
          agree(
            right,
            outcome(() => functions[name](matrix, whole)),
          ),
          label,
        ).toBe(true);
        if (exponents) continue;
        const left = outcome(() => functions[name](column, matrix));
        expect(
          agree(
            left,
            outcome(() => functions[name](whole, matrix)),
          ),
          `${label}, from the left`,
        ).toBe(true);
      }
    }
  });

  describe.each(['u8', 'i16', 'f32', 'i64', 'f64'] as const)('%s', (type) => {
    test('views, offsets, reversed columns', () => {
      kernels.use(build);
      for (const length of [64, 77, 200]) {
        for (let offset = 0; offset < 17; offset++) {
          const matrix = (
            sample(type, [ROWS * length + 17], 3).get(`${offset}:${offset + ROWS * length}`) as NDArray
          ).reshape(ROWS, length);
          const wide = sample(type, [ROWS, length + 3], 4).get(':', '1:-2') as NDArray;
          const pairs = sample(type, [ROWS + 17, 2], 5).get(`${offset}:${offset + ROWS}`) as NDArray;
          const packed = (sample(type, [ROWS + 17], 6).get(`${offset}:${offset + ROWS}`) as NDArray).reshape(ROWS, 1);
          for (const column of [packed, packed.get('::-1') as NDArray, pairs.get(':', '1:') as NDArray]) {
            const whole = column.broadcastTo([ROWS, length]).copy();
            for (const a of [matrix, wide, matrix.get(':', '::-1') as NDArray, matrix.get('::-1') as NDArray]) {
              expect(same(subtract(a, column), subtract(a.copy(), whole))).toBe(true);
              expect(same(subtract(column, a), subtract(whole, a.copy()))).toBe(true);
              expect(same(less(a, column), less(a.copy(), whole))).toBe(true);
            }
          }
        }
      }
    });

    test('in place, and a column of the output', () => {
      kernels.use(build);
      for (const length of [64, 100, 300]) {
        const matrix = sample(type, [ROWS, length], 7);
        const column = sample(type, [ROWS, 1], 8);
        const expected = subtract(matrix, column.broadcastTo([ROWS, length]).copy());
        const target = matrix.copy();
        subtract(target, column, { out: target });
        expect(same(target, expected)).toBe(true);
        const own = matrix.copy();
        const last = own.get(':', '-1:') as NDArray;
        const difference = subtract(own, last.broadcastTo([ROWS, length]).copy());
        subtract(own, last, { out: own });
        expect(same(own, difference)).toBe(true);
      }
    });

    test('rows longer than a kernel call, many rows, no rows', () => {
      kernels.use(build);
      for (const [rows, length] of [
        [3, 40000],
        [2, 65536],
        [2, 65537],
        [3000, 100],
        [0, 100],
      ]) {
        const matrix = sample(type, [rows, length], 9);
        const column = sample(type, [rows, 1], 10);
        const whole = column.broadcastTo([rows, length]).copy();
        expect(same(add(matrix, column), add(matrix, whole))).toBe(true);
      }
    });
  });

  test('three axes, one of them repeated', () => {
    kernels.use(build);
    const block = sample('f32', [4, 5, 120], 11);
    for (const shape of [
      [4, 5, 1],
      [4, 1, 1],
      [4, 1, 120],
      [1, 5, 1],
    ]) {
      const other = sample('f32', shape, 12);
      expect(same(multiply(block, other), multiply(block, other.broadcastTo(block.shape).copy()))).toBe(true);
    }
  });

  test.each(['u8', 'i8'] as const)('all products of %s', (type) => {
    kernels.use(build);
    const numbers = arange(256, 'i32').astype(type);
    const out = zeros([256, 256], type);
    multiply(numbers.reshape(256, 1), numbers, { out });
    const products = Array.from({ length: 65536 }, (_, i) => (((i >> 8) * (i & 255)) << 24) >>> 24);
    expect(out.reshape(-1).astype('u8').toArray()).toEqual(products);
    expect(
      same(
        multiply(numbers.reshape(256, 1).broadcastTo([256, 256]).copy(), numbers.broadcastTo([256, 256]).copy()),
        out,
      ),
    ).toBe(true);
  });
});
