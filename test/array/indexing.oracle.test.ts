/** Chains of view operations against NumPy: shape, strides, offset, values, and whether the result is still a view. */
import { describe, it } from 'vitest';
import { attempt, compareArray, compareError, differences, Report } from '../oracle/compare.js';
import {
  api,
  type Callable,
  decode,
  type Encoded,
  elements,
  load,
  make,
  type Tensor,
  type TypedArray,
} from '../oracle/load.js';

type Step = [method: string, ...values: unknown[]];

interface Chain {
  shape: number[];
  chain: Step[];
  out?: Encoded;
  view?: boolean;
  offset?: number;
  strides?: number[];
  error?: string;
}

interface Set {
  shape: number[];
  index: unknown[];
  value: unknown;
  out?: Encoded;
  error?: string;
}

const { chains, sets } = load<{ chains: Chain[]; sets: Set[] }>('indexing');

function baseOf(shape: number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return make(
    'i16',
    Int16Array.from({ length: size }, (_, i) => i),
    shape,
  );
}

type Methods = Tensor & Record<string, Callable>;

/** A step as a method of the array, or as the function of the same name. */
const SPELLINGS: Record<string, (array: Tensor, step: Step) => unknown> = {
  methods(array, [method, ...values]) {
    return method === 'T' ? (array as unknown as { T: Tensor }).T : (array as Methods)[method](...values);
  },
  functions(array, [method, ...values]) {
    if (method === 'get') return (array as Methods).get(...values);
    return api(method === 'T' ? 'transpose' : method)(array, ...values);
  },
};

function compareView(view: unknown, base: Tensor, test: Chain): string[] {
  const expected = test.out!;
  if (expected.shape.length === 0 && typeof view === 'number') {
    return differences(Int16Array.of(view), decode(expected), expected.dtype);
  }
  const problems = compareArray(view, expected);
  if (problems.length > 0 || test.strides === undefined) return problems;
  const array = view as Tensor;
  // The stride of an axis of one element says nothing.
  const counts = (strides: readonly number[]) =>
    strides.map((s, axis) => (expected.shape[axis] === 1 ? '*' : s)).join();
  if (counts(array.strides) !== counts(test.strides)) {
    problems.push(`strides ${counts(array.strides)}, expected ${counts(test.strides)}`);
  }
  if (test.view && array.offset !== test.offset) problems.push(`offset ${array.offset}, expected ${test.offset}`);
  (base.data as Int16Array).fill(-99);
  const shares = (elements(array) as Int16Array).every((element) => element === -99);
  if (shares !== test.view) problems.push(shares ? 'is a view, expected a copy' : 'is a copy, expected a view');
  return problems;
}

describe.each(Object.keys(SPELLINGS))('views by %s', (spelling) => {
  const step = SPELLINGS[spelling];
  const run = (base: Tensor, chain: Step[]) =>
    chain.reduce<unknown>((array, next) => step(array as Tensor, next), base);

  it.each([...new Set(chains.map(({ shape }) => JSON.stringify(shape)))])('of shape %s', (shape) => {
    const report = new Report();
    for (const test of chains.filter((c) => JSON.stringify(c.shape) === shape)) {
      const base = baseOf(test.shape);
      const problems = test.error
        ? compareError(() => run(base, test.chain), test.error, test.chain.at(-1)![0])
        : attempt(() => compareView(run(base, test.chain), base, test));
      report.add(JSON.stringify(test.chain), problems);
    }
    report.done();
  });
});

describe('set', () => {
  it('writes through the index with broadcasting', () => {
    const report = new Report();
    for (const test of sets) {
      const base = baseOf(test.shape);
      const run = () => (base as Methods).set(test.index, test.value);
      const label = `set(${JSON.stringify(test.index)}, ${JSON.stringify(test.value)})`;
      if (test.error) {
        const before = elements(base);
        report.add(label, compareError(run, test.error, 'set'));
        report.add(`${label} leaves the array`, differences(elements(base), before as TypedArray, 'i16'));
      } else {
        const written = attempt(() => {
          run();
          return compareArray(base, test.out!);
        });
        report.add(label, written);
      }
    }
    report.done();
  });
});
