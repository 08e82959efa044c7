/** Every so-many-th element, which binary kernels read where it is, against its copy. */
import { afterAll, describe, expect, test } from 'vitest';
import { BINARY } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { add, kernels, less, type NDArray, subtract } from '../../src/index.js';
import { agree, outcome, same, sample, TYPES } from '../support.js';

type Fn = (...args: unknown[]) => NDArray;
const functions = contig as unknown as Record<string, Fn>;
const STEPS = [2, 3, 4, 9, -1, -2, -5];

afterAll(() => kernels.use('simd'));

describe.each(kernels.available)('%s', (build) => {
  test.each(Object.keys(BINARY))('%s', (name) => {
    kernels.use(build);
    for (const type of TYPES) {
      for (const step of STEPS) {
        for (const length of [63, 64, 70, 131]) {
          const every = (seed: number) => sample(type, [length * Math.abs(step)], seed).get(`::${step}`) as NDArray;
          const a = every(1);
          const b = name === 'power' || name === 'ldexp' ? every(2).astype('i32').mod(4).abs() : every(2);
          const expected = outcome(() => functions[name](a.copy(), b.copy()));
          expect(
            agree(
              outcome(() => functions[name](a, b)),
              expected,
            ),
            `${type}, both by ${step}`,
          ).toBe(true);
          expect(
            agree(
              outcome(() => functions[name](a, b.copy())),
              expected,
            ),
            `${type}, left by ${step}`,
          ).toBe(true);
          expect(
            agree(
              outcome(() => functions[name](a.copy(), b)),
              expected,
            ),
            `${type}, right by ${step}`,
          ).toBe(true);
        }
      }
    }
  });

  test.each(['u16', 'i32', 'f32', 'i64', 'f64'] as const)('%s in matrices, beyond a call, in place', (type) => {
    kernels.use(build);
    for (const step of STEPS) {
      const extent = 80 * Math.abs(step);
      const wide = sample(type, [5, extent], 3);
      const a = wide.get(':', `::${step}`) as NDArray;
      const b = sample(type, [a.shape[1]], 4);
      const column = sample(type, [5, 1], 5);
      for (const other of [b, column, a.get('::-1') as NDArray, sample(type, [1], 6)]) {
        const whole = other.broadcastTo(a.shape).copy();
        expect(same(subtract(a, other), subtract(a.copy(), whole))).toBe(true);
        expect(same(less(other, a), less(whole, a.copy()))).toBe(true);
      }
      const long = sample(type, [70000 * Math.abs(step)], 7).get(`::${step}`) as NDArray;
      expect(same(add(long, long), add(long.copy(), long.copy()))).toBe(true);
      // The output is the first part of what an operand steps over.
      const line = sample(type, [100 * Math.abs(step)], 8);
      const stepped = line.get(`::${step}`) as NDArray;
      const sum = add(stepped.copy(), stepped.copy());
      const out = line.get(':100') as NDArray;
      add(stepped, stepped, { out });
      expect(same(out, sum)).toBe(true);
    }
  });
});
