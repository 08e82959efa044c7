/** Ranges, fills and literals against NumPy. */
import { describe, expect, it } from 'vitest';
import { attempt, type Bounds, compareArray, compareError, Report } from '../oracle/compare.js';
import { api, type DTypeName, type Encoded, load, scalar, type Tensor } from '../oracle/load.js';

interface Call extends Bounds {
  args: unknown[];
  options: Record<string, unknown>;
  out?: Encoded;
  error?: string;
}
interface Eye {
  n: number;
  m: number;
  k: number;
  out: Encoded;
}
interface Full {
  value: [kind: string, text: string];
  dtype: DTypeName | null;
  out?: Encoded;
  error?: string;
}
interface Literal {
  literal: unknown;
  out?: Encoded;
  error?: string;
}

const ranges = ['arange', 'linspace', 'logspace', 'geomspace'] as const;
const vectors = load<
  Record<(typeof ranges)[number], Call[]> & {
    eye: Eye[];
    full: Full[];
    literal: Literal[];
    names: [DTypeName, ...string[]][];
  }
>('creation');

describe('creation', () => {
  it.each(ranges)('%s', (name) => {
    const report = new Report();
    for (const test of vectors[name]) {
      const values = Object.keys(test.options).length > 0 ? [...test.args, test.options] : test.args;
      const run = () => api(name)(...values);
      const problems = test.error
        ? compareError(run, test.error, name)
        : attempt(() => compareArray(run(), test.out!, test));
      report.add(`${name}(${values.map((v) => JSON.stringify(v)).join(', ')})`, problems);
    }
    report.done();
  });

  it('arange of bigints is i64', () => {
    const made = api('arange')(0n, 10n, 3n) as Tensor;
    expect([made.dtype, ...made.data]).toEqual(['i64', 0n, 3n, 6n, 9n]);
  });

  it('eye and identity', () => {
    const report = new Report();
    for (const { n, m, k, out } of vectors.eye) {
      const { dtype } = out;
      report.add(
        `eye(${n}, ${m}, ${k}, ${dtype})`,
        attempt(() => compareArray(api('eye')(n, { columns: m, k, dtype }), out)),
      );
      if (n === m && k === 0) {
        report.add(
          `eye(${n}, ${dtype})`,
          attempt(() => compareArray(api('eye')(n, { dtype }), out)),
        );
        report.add(
          `identity(${n}, ${dtype})`,
          attempt(() => compareArray(api('identity')(n, dtype), out)),
        );
      }
    }
    report.done();
  });

  it('full', () => {
    const report = new Report();
    for (const { value, dtype, out, error } of vectors.full) {
      const run = () => api('full')([2, 3], scalar(...value), ...(dtype === null ? [] : [dtype]));
      const problems = error ? compareError(run, error, 'full') : attempt(() => compareArray(run(), out!));
      report.add(`full((2, 3), ${value.join(' ')}, ${dtype})`, problems);
    }
    report.done();
  });

  it('array of nested lists', () => {
    const report = new Report();
    for (const { literal, out, error } of vectors.literal) {
      const run = () => api('array')(literal);
      const problems = error ? compareError(run, error, 'array') : attempt(() => compareArray(run(), out!));
      report.add(`array(${JSON.stringify(literal)})`, problems);
    }
    report.done();
  });

  it.each(vectors.names)("%s goes by NumPy's names %s and %s", (dtype, ...aliases) => {
    for (const alias of aliases) {
      expect((api('zeros')([2], alias) as Tensor).dtype).toBe(dtype);
      expect((api('array')([0, 1], alias) as Tensor).dtype).toBe(dtype);
    }
  });
});
