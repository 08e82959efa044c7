/** Indexing with arrays and masks, and the functions around it, against NumPy; on views and host arrays as on packed ones. */
import { describe, it } from 'vitest';
import { type Call, revived, testCalls } from '../oracle/calls.js';
import { attempt, compareArray, compareError, Report } from '../oracle/compare.js';
import { api, build, type Callable, type Encoded, LAYOUTS, load, type Tensor } from '../oracle/load.js';

interface Case {
  shape: number[];
  index: unknown[];
  value?: number | Encoded;
  out?: Encoded;
  error?: string;
}

interface Change {
  name: string;
  before: Encoded;
  args: unknown[];
  after: Encoded;
}

const { gets, sets, calls, changes } = load<{ gets: Case[]; sets: Case[]; calls: Call[]; changes: Change[] }>(
  'advanced',
);

type Methods = Tensor & Record<string, Callable>;

function encoded(shape: number[]): Encoded {
  const data = Int16Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i);
  return { dtype: 'i16', shape, data: Buffer.from(data.buffer).toString('base64') };
}

describe.each(Object.entries(LAYOUTS))('%s', (title, layout) => {
  it('get', () => {
    const report = new Report();
    for (const { shape, index, out, error } of gets) {
      const a = layout(encoded(shape)) as Methods;
      const run = () => a.get(...index);
      report.add(
        `${title} (${shape}) get ${JSON.stringify(index)}`,
        error ? compareError(run, error, 'get') : attempt(() => compareArray(run() as Tensor, out as Encoded)),
      );
    }
    report.done();
  });

  it('set', () => {
    const report = new Report();
    for (const { shape, index, value, out } of sets) {
      const a = layout(encoded(shape)) as Methods;
      const given = typeof value === 'number' ? value : build(value as Encoded);
      report.add(
        `${title} (${shape}) set ${JSON.stringify(index)}`,
        attempt(() => compareArray(a.set(index, given) as Tensor, out as Encoded)),
      );
    }
    report.done();
  });

  testCalls(calls, title, layout);

  it('in place', () => {
    const report = new Report();
    for (const { name, before, args, after } of changes) {
      const a = layout(before);
      report.add(
        `${title} ${name}`,
        attempt(() => {
          api(name)(a, ...args.map((arg) => revived(arg, layout)));
          return compareArray(a, after);
        }),
      );
    }
    report.done();
  });
});
