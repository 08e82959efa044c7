/** The dtype of every operation on every pair of dtypes, and of arrays with JS scalars, against NumPy. */
import { describe, expect, it } from 'vitest';
import { attempt, type Bounds, compareArray, compareError, Report } from '../oracle/compare.js';
import { api, build, type DTypeName, decode, type Encoded, load, scalar, type Tensor } from '../oracle/load.js';

interface ScalarCase extends Bounds {
  name: string;
  dtype: DTypeName;
  size: number;
  kind: string;
  value: string;
  left: boolean;
  out?: Encoded;
  error?: string;
}

const { dtypes, resultType, binary, unary, samples, scalars } = load<{
  dtypes: DTypeName[];
  resultType: DTypeName[][];
  binary: Record<string, string[][]>;
  unary: Record<string, string[]>;
  samples: Record<DTypeName, Encoded>;
  scalars: ScalarCase[];
}>('promotion');

const ones = (dtype: DTypeName) => api('ones')([1], dtype) as Tensor;

/** The dtypes of a call's results, joined by a space, or '-' where it is refused with a TypeError that names the operation. */
function dtypesOf(name: string, operands: DTypeName[]): string {
  const call = api(name);
  const arrays = operands.map(ones);
  try {
    const result = call(...arrays);
    return (Array.isArray(result) ? result : [result]).map((array: Tensor) => array.dtype).join(' ');
  } catch (error) {
    return error instanceof TypeError && error.message.includes(name) ? '-' : String(error);
  }
}

describe('the dtype of results', () => {
  it('promoteTypes is np.result_type for all pairs', () => {
    expect(dtypes.map((a) => dtypes.map((b) => api('promoteTypes')(a, b)))).toEqual(resultType);
  });

  it.each(Object.keys(binary))('%s of each pair of dtypes', (name) => {
    const wrong: string[] = [];
    for (const [i, a] of dtypes.entries()) {
      for (const [j, b] of dtypes.entries()) {
        const found = dtypesOf(name, [a, b]);
        if (found !== binary[name][i][j]) wrong.push(`${a}, ${b}: ${found}, expected ${binary[name][i][j]}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(unary))('%s of each dtype', (name) => {
    expect(dtypes.map((dtype) => dtypesOf(name, [dtype]))).toEqual(unary[name]);
  });
});

describe('arrays with JS scalars', () => {
  it.each([...new Set(scalars.map(({ name }) => name))])('%s', (name) => {
    const report = new Report();
    for (const test of scalars.filter((c) => c.name === name)) {
      const sample = samples[test.dtype];
      const values = decode(sample).slice(0, test.size);
      const array = (build(sample) as unknown as { get(index: string): Tensor }).get(`:${test.size}`);
      const value = scalar(test.kind, test.value);
      const run = () => (test.left ? api(name)(value, array) : api(name)(array, value));
      const problems = test.error
        ? compareError(run, test.error, name)
        : attempt(() => compareArray(run(), test.out!, test, (i) => `at ${values[i]}`));
      const shown = `${test.value}${test.kind === 'bigint' ? 'n' : ''}`;
      report.add(test.left ? `${shown}, ${test.dtype}` : `${test.dtype}, ${shown}`, problems);
    }
    report.done();
  });
});
