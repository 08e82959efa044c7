/** Vectors of plain calls: a function's name, its arguments as JSON with arrays in them, and its results or its error. */
import { it } from 'vitest';
import { attempt, type Bounds, compareArray, compareError, compareScalar, Report } from './compare.js';
import { api, type Encoded, type Tensor } from './load.js';

export interface Call {
  name: string;
  args: unknown[];
  out?: Encoded[];
  error?: string;
}

type Layout = (encoded: Encoded) => Tensor;

/** Arguments of a vector, with arrays where it has them, in lists and options too. */
export function revived(value: unknown, layout: Layout): unknown {
  if (Array.isArray(value)) return value.map((item) => revived(item, layout));
  if (typeof value !== 'object' || value === null) return value;
  if ('array' in value) return layout(value.array as Encoded);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item, layout)]));
}

/** The arrays of a result: itself, those of a list, or those of an object in the order of its properties. */
function listed(result: unknown): Tensor[] {
  if (Array.isArray(result)) return result as Tensor[];
  const isPlain = Object.getPrototypeOf(result) === Object.prototype;
  return isPlain ? (Object.values(result as object).flat() as Tensor[]) : [result as Tensor];
}

/** A test for each function named in the vectors, its arrays laid out in the given way. */
export function testCalls(calls: readonly Call[], title: string, layout: Layout, bounds?: Bounds): void {
  it.each([...new Set(calls.map(({ name }) => name))])('%s', (name) => {
    const report = new Report();
    for (const { args, out, error } of calls.filter((call) => call.name === name)) {
      const given = args.map((arg) => revived(arg, layout));
      const run = () => api(name)(...given);
      const differences = () => {
        const expected = out as Encoded[];
        const result = run();
        if (typeof result !== 'object') return compareScalar(result, expected[0], typeof result, bounds);
        const results = listed(result);
        if (results.length !== expected.length) return [`${results.length} results, expected ${expected.length}`];
        return results.flatMap((item, i) => compareArray(item, expected[i], bounds));
      };
      const label = `${title} ${name}(${JSON.stringify(args).slice(0, 100)})`;
      report.add(label, error ? compareError(run, error, name) : attempt(differences));
    }
    report.done();
  });
}
