/** The names of the original, its own test's cases, what it leaves to JavaScript, and where it cannot load. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { arange, memory, zeros } from '../../src/index.js';
import ops, * as names from '../../src/ndarray-ops/index.js';

const require = createRequire(import.meta.url);
const ndarray = require('ndarray');
const original = require('ndarray-ops');

const all = (value: number, n = 10) => new Array(n).fill(value);
const values = (a: { data: ArrayLike<number> }) => Array.from(a.data);

test('names are those of the original, as properties and as exports', () => {
  expect(Object.keys(ops).sort()).toEqual(Object.keys(original).sort());
  const { default: _, ...named } = names;
  expect(Object.keys(named).sort()).toEqual(Object.keys(original).sort());
  expect(Object.keys(original)).toHaveLength(150);
});

test("the cases of the package's own test", () => {
  const x = ndarray(new Float64Array(10));
  const y = ndarray(new Float64Array(10));
  expect(ops.equals(x, y)).toBe(true);
  y.set(2, 1);
  expect(ops.equals(x, y)).toBe(false);
  expect(values(ops.assigns(y, 5))).toEqual(all(5));
  expect(values(ops.add(x, y, y))).toEqual(all(10));
  expect(values(ops.addeq(x, y))).toEqual(all(15));
  expect(values(ops.adds(x, y, 1))).toEqual(all(6));
  expect(values(ops.addseq(x, 2))).toEqual(all(8));
  expect(values(ops.recip(x, y))).toEqual(all(0.2));
  expect(values(ops.negeq(x))).toEqual(all(-0.2));
  const z = ndarray(new Uint8Array(10));
  expect(values(ops.lt(z, x, y))).toEqual(all(1));
  ops.assigns(x, 4);
  expect(values(ops.sqrteq(x))).toEqual(all(2));
  expect(values(ops.powops(x, y, 2))).toEqual(all(32));
  expect([ops.any(z), ops.all(z)]).toEqual([true, true]);
  expect([ops.sum(y), ops.prod(y), ops.norm2squared(y)]).toEqual([50, 5 ** 10, 250]);
  expect([ops.norm2(y), ops.norminf(y), ops.norm1(y)]).toEqual([Math.sqrt(250), 5, 50]);
  expect([ops.sup(y), ops.inf(y)]).toEqual([5, 5]);
  y.set(0, 10);
  y.set(1, -10);
  expect([ops.argmax(y), ops.argmin(y)]).toEqual([[0], [1]]);
});

test('loads and computes where code from strings is forbidden, and the original does not', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'contig-'));
  try {
    const outfile = join(directory, 'ops.mjs');
    await build({ entryPoints: ['src/ndarray-ops/index.ts'], bundle: true, format: 'esm', platform: 'node', outfile });
    const program = `import ops from ${JSON.stringify(outfile)};
      const data = new Float32Array(1000).fill(3);
      const a = { data, shape: [1000], stride: [1], offset: 0, dtype: 'float32' };
      console.log(ops.sum(ops.mulseq(a, 2)));`;
    const node = (...args: string[]) =>
      execFileSync(process.execPath, ['--disallow-code-generation-from-strings', ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    expect(node('--input-type=module', '-e', program).trim()).toBe('6000');
    expect(() => node('-e', "require('ndarray-ops')")).toThrow(/Code generation from strings disallowed/);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

describe('data', () => {
  test("views of contig's heap are worked on in place, behind a getter that survives growth", () => {
    const a = arange(1000).astype('f32');
    const view = {
      get data() {
        return a.data;
      },
      shape: [1000],
      stride: [1],
      offset: a.offset,
      dtype: 'float32',
    };
    const grown = zeros(memory.stats().heapBytes / 4, 'f32');
    expect(ops.mulseq(view, 2)).toBe(view);
    expect(a.item(999)).toBe(1998);
    grown.dispose();
  });

  test('generic stores, plain arrays and bigints', () => {
    const store = () => {
      const kept = new Map<number, number>();
      return { get: (i: number) => kept.get(i) ?? 0, set: (i: number, v: number) => void kept.set(i, v), length: 4 };
    };
    const a = ndarray(store(), [2, 2]);
    const b = ndarray([1, 2, 3, 4], [2, 2]);
    ops.addeq(a, b);
    ops.expeq(a);
    expect(a.get(1, 1)).toBeCloseTo(Math.exp(4), 12);
    expect(ops.sum(b)).toBe(10);
    const big = ndarray(new BigInt64Array([1n, 2n ** 62n]));
    ops.mulseq(big, 2n);
    expect(Array.from(big.data)).toEqual([2n, -(2n ** 63n)]);
    expect(() => ops.sum(big)).toThrow(TypeError);
    expect(() => original.sum(big)).toThrow(TypeError);
  });

  test.each([3, 500])('%i elements that overlap are read before any is written', (n) => {
    const data = Float64Array.from({ length: n + 1 }, (_, i) => i);
    ops.assign(ndarray(data, [n], [1], 1), ndarray(data, [n], [1], 0));
    expect(Array.from(data)).toEqual([0, ...Array.from({ length: n }, (_, i) => i)]);
    ops.addeq(ndarray(data, [n], [1], 0), ndarray(data, [n], [-1], n - 1));
    expect(Array.from(data.subarray(0, n))).toEqual(
      Array.from({ length: n }, (_, i) => Math.max(i - 1, 0) + Math.max(n - 2 - i, 0)),
    );
  });

  test('positions beyond the data are read as undefined and not written', () => {
    const a = { data: new Float64Array(100), shape: [200], stride: [1], offset: 0, dtype: 'float64' };
    ops.addseq(a, 1);
    expect(Array.from(a.data)).toEqual(all(1, 100));
    expect(ops.sum(a)).toBeNaN();
  });

  test('nothing: the original begins where it ends', () => {
    const a = ndarray(new Float64Array(0), [0, 3]);
    for (const name of ['sum', 'prod', 'inf', 'sup', 'norm2', 'norminf', 'any', 'all', 'argmin', 'argmax'] as const)
      expect(ops[name](a)).toEqual(original[name](a));
  });

  test('shapes that differ are refused', () => {
    const [a, b] = [ndarray(new Float64Array(3)), ndarray(new Float64Array(4))];
    expect(() => ops.addeq(a, b)).toThrow('addeq: arrays of shapes (3) and (4)');
    expect(() => ops.equals(a, b)).toThrow(RangeError);
  });

  test('random numbers are those of Math.random', () => {
    const a = ops.random(ndarray(new Float64Array(100)));
    expect(new Set(values(a)).size).toBeGreaterThan(90);
    expect(values(a).every((v) => v >= 0 && v < 1)).toBe(true);
  });
});
