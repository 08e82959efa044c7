/** Every operation of the tables, at every length from 0 to 67 and every byte offset, alike in all builds of the kernels. */
import { afterAll, describe, expect, test } from 'vitest';
import { BINARY, BINARY_PAIR, UNARY, UNARY_PAIR } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { type Build, kernels, type NDArray } from '../../src/index.js';
import { differences } from '../oracle/compare.js';
import { elements } from '../oracle/load.js';
import { same, sample, TYPES } from '../support.js';

type Fn = (...args: unknown[]) => NDArray | NDArray[];
const functions = contig as unknown as Record<string, Fn>;
const LONGEST = 67;

function outcome(run: () => unknown): NDArray[] | string {
  try {
    const result = run();
    return (Array.isArray(result) ? result : [result]) as NDArray[];
  } catch (error) {
    return String(error);
  }
}

function agree(a: NDArray[] | string, b: NDArray[] | string, alike = same): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.every((item, i) => alike(item, b[i]));
}

/** The relaxed build may fuse a multiplication with an addition. */
function close(a: NDArray, b: NDArray): boolean {
  if (a.dtype !== b.dtype || !a.dtype.startsWith('f')) return same(a, b);
  return differences(elements(a), elements(b), a.dtype, { ulp: true }).length === 0;
}

afterAll(() => kernels.use('simd'));

const unary = [...Object.keys(UNARY), ...Object.keys(UNARY_PAIR)];
const binary = [...Object.keys(BINARY), ...Object.keys(BINARY_PAIR)];

describe.each([...unary, ...binary])('%s', (name) => {
  const arity = unary.includes(name) ? 1 : 2;
  const argumentsOf = (type: (typeof TYPES)[number]): NDArray[] => {
    const a = sample(type, [LONGEST + 16], 3);
    if (arity === 1) return [a];
    const b = sample(type, [LONGEST + 16], 4);
    return [a, name === 'ldexp' ? b.astype('i32').mod(50) : name === 'power' ? b.abs().mod(4) : b];
  };

  test('every length and offset gives the elements of the whole', () => {
    for (const type of TYPES) {
      const args = argumentsOf(type);
      const whole = outcome(() => functions[name](...args));
      for (let length = 0; length <= LONGEST; length++) {
        const offset = length % 16;
        const parts = args.map((arg) => arg.get(`${offset}:${offset + length}`) as NDArray);
        const got = outcome(() => functions[name](...parts));
        const expected =
          typeof whole === 'string' ? whole : whole.map((item) => item.get(`${offset}:${offset + length}`) as NDArray);
        // An exponent array without negative elements is accepted where the whole is not.
        if (typeof expected === 'string' && typeof got !== 'string') continue;
        expect(agree(got, expected), `${type} of length ${length} at ${offset}`).toBe(true);
      }
    }
  });

  test('all builds agree', () => {
    const results = new Map<Build, (NDArray[] | string)[]>();
    for (const build of kernels.available) {
      kernels.use(build);
      results.set(
        build,
        TYPES.map((type) => outcome(() => functions[name](...argumentsOf(type)))),
      );
    }
    kernels.use('simd');
    const expected = results.get('scalar')!;
    for (const [build, got] of results) {
      const alike = build === 'relaxed' ? close : same;
      for (const [i, type] of TYPES.entries()) expect(agree(got[i], expected[i], alike), `${build} ${type}`).toBe(true);
    }
  });
});

test('the relaxed build is among those tested', () => {
  expect(kernels.available).toEqual(['relaxed', 'simd', 'scalar']);
});
