/** Vectors of calls whose results come within a stated bound: functions of a namespace, results in lists or plain objects. */
import { expect, it } from 'vitest';
import { type Call, revived } from './calls.js';
import { attempt, compareArray, compareError, compareScalar, Report } from './compare.js';
import { build, type Encoded, LAYOUTS, type Tensor } from './load.js';

export interface BoundedCall extends Call {
  /** For each result the largest difference allowed. */
  atol?: number[];
}

type Functions = Record<string, unknown>;

/** Arguments with arrays and with the numbers that JSON does not have. */
function argument(value: unknown, layout: (encoded: Encoded) => Tensor): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('number' in value) return Number(value.number);
  // A 0-d array has no layout.
  if ('array' in value)
    return (value.array as Encoded).shape.length === 0 ? build(value.array as Encoded) : revived(value, layout);
  if (Array.isArray(value)) return value.map((item) => argument(item, layout));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, argument(item, layout)]));
}

/** The results in the order in which NumPy has them: those of an object are written in that order. */
function resultsOf(result: unknown): unknown[] {
  if (typeof result !== 'object' || result === null || 'dtype' in result) return [result];
  return Object.values(result);
}

/** How a result differs from a vector; a scalar is a JS number or a 0-d array. */
function differs(actual: unknown, expected: Encoded, atol: number): string[] {
  const bounds = { atol, zeroSignOpen: true };
  if (typeof actual !== 'object') return compareScalar(actual, expected, typeof actual, bounds);
  return compareArray(actual, expected, bounds);
}

/**
 * A test for each function named in the vectors, on every layout.
 *
 * @param check How the results of some functions differ, in the place of element by element.
 */
export function testBounded(
  functions: Functions,
  calls: readonly BoundedCall[],
  errors: Readonly<Record<string, new (message: string) => Error>>,
  check: Readonly<
    Record<string, (call: BoundedCall, args: unknown[], results: unknown[]) => string[] | undefined>
  > = {},
): void {
  it.each([...new Set(calls.map(({ name }) => name))])('%s', (name) => {
    const report = new Report();
    const run = functions[name] as (...args: unknown[]) => unknown;
    expect(run).toBeTypeOf('function');
    for (const call of calls.filter((item) => item.name === name)) {
      const { args, error } = call;
      for (const [title, layout] of Object.entries(LAYOUTS)) {
        const given = args.map((item) => argument(item, layout));
        const compare = () => {
          const results = resultsOf(run(...given));
          const special = check[name]?.(call, given, results);
          if (special !== undefined) return special;
          const { out = [], atol = [] } = call;
          if (results.length !== out.length) return [`${results.length} results, expected ${out.length}`];
          return results.flatMap((item, i) => differs(item, out[i], atol[i]));
        };
        const label = `${title} ${name}(${JSON.stringify(args)
          .replace(/"data":"[^"]*"/g, '')
          .slice(0, 160)})`;
        report.add(label, error ? refuses(() => run(...given), error, name, errors) : attempt(compare));
      }
    }
    report.done();
  });
}

function refuses(
  call: () => unknown,
  error: string,
  name: string,
  errors: Readonly<Record<string, new (message: string) => Error>>,
): string[] {
  const special = errors[error];
  if (special === undefined) return compareError(call, error, name);
  try {
    call();
  } catch (thrown) {
    return thrown instanceof special ? [] : [`threw ${thrown}, expected ${error}`];
  }
  return [`gave a result, expected ${error}`];
}
