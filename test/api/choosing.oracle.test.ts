/** Pieces, triangles, grids of ranges, bits, byte orders, repetitions and different slices against NumPy, in every layout. */
import { describe, expect, it } from 'vitest';
import { type NDArray, ndarray as nd } from '../../src/index.js';
import { type Call, revived } from '../oracle/calls.js';
import { attempt, compareArray, compareError, Report } from '../oracle/compare.js';
import { api, build, type Encoded, LAYOUTS, load, type Tensor } from '../oracle/load.js';

interface Change {
  name: string;
  before: Encoded;
  args: unknown[];
  after: Encoded;
  error?: string;
}

interface Iteration {
  array: Encoded;
  indices: number[][];
  pairs: [number[], number][];
}

const { calls, changes, iterations } = load<{ calls: Call[]; changes: Change[]; iterations: Iteration[] }>('choosing');

type Fn = (values: NDArray, k: number) => unknown;
const FUNCTIONS: Record<string, Fn> = {
  negative: (v) => v.neg(),
  double: (v) => v.mul(2),
  count: (v) => v.size,
  reversed: (v) => v.get('::-1'),
  last: (v) => v.get('-1:'),
  wrong: (v) => nd.zeros(v.size + 1),
  tril: (m, k) => nd.tril(m, k),
  triu: (m, k) => nd.triu(m, k),
  scalar: () => 1,
};

/** Functions by their names, in lists too. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  const isFunction = typeof value === 'object' && value !== null && 'function' in value;
  return isFunction ? FUNCTIONS[String(value.function)] : value;
}

/** The arrays of a result: one, several, or those of unique by name. */
function arraysOf(result: unknown): Tensor[] {
  if (Array.isArray(result)) return result as Tensor[];
  if (Object.getPrototypeOf(result) !== Object.prototype) return [result as Tensor];
  const { values, index, inverse, counts } = result as Record<string, Tensor>;
  return [values, index, inverse, counts].filter((part) => part !== undefined);
}

describe.each(Object.entries(LAYOUTS))('%s', (_, laid) => {
  // One element, or none, lies as it lies.
  const layout = (encoded: Encoded) =>
    encoded.shape.length === 0 || encoded.data === '' ? build(encoded) : laid(encoded);

  it.each([...new Set(calls.map(({ name }) => name))])('%s', (name) => {
    const report = new Report();
    for (const { args, out, error } of calls.filter((call) => call.name === name)) {
      const run = () => api(name)(...args.map((arg) => revived(named(arg), layout)));
      const differences = () => {
        const results = arraysOf(run());
        if (results.length !== out!.length) return [`${results.length} results, expected ${out!.length}`];
        return results.flatMap((item, i) => compareArray(item, out![i]));
      };
      const label = `${name}(${JSON.stringify(args).slice(0, 200)})`;
      report.add(label, error ? compareError(run, error, name) : attempt(differences));
    }
    report.done();
  });

  it('in place', () => {
    const report = new Report();
    for (const { name, before, args, after, error } of changes) {
      const a = layout(before);
      const run = () => api(name)(a, ...args.map((arg) => revived(arg, layout)));
      const label = `${name} ${before.dtype} (${before.shape}) ${JSON.stringify(args)}`;
      report.add(label, error ? compareError(run, error, name) : attempt(() => [run(), []][1] as string[]));
      report.add(`${label}: after`, compareArray(a, after));
    }
    report.done();
  });

  it('ndindex and ndenumerate', () => {
    for (const { array, indices, pairs } of iterations) {
      const a = layout(array) as unknown as NDArray;
      expect([...nd.ndindex(array.shape)]).toEqual(indices);
      expect([...nd.ndindex(...array.shape)]).toEqual(indices);
      expect([...nd.ndenumerate(a)]).toEqual(pairs);
      const copies = Array.from(nd.ndindex(array.shape, { reuse: true }), (index) => [...index]);
      expect(copies).toEqual(indices);
      const reused = Array.from(nd.ndenumerate(a, { reuse: true }), ([index, value]) => [[...index], value]);
      expect(reused).toEqual(pairs);
    }
  });
});

it('the method byteswap is the function', () => {
  for (const { name, args, out } of calls.filter((call) => call.name === 'byteswap')) {
    expect(name).toBe('byteswap');
    const a = build((args[0] as { array: Encoded }).array) as unknown as NDArray;
    expect(compareArray(a.byteswap(), out![0])).toEqual([]);
    expect(a.byteswap({ inplace: true })).toBe(a);
    expect(compareArray(a, out![0])).toEqual([]);
  }
});
