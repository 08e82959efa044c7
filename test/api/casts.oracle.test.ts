/** astype between all pairs of dtypes, against NumPy. */
import { it } from 'vitest';
import { onEveryBuild } from '../oracle/builds.js';
import { attempt, compareArray, Report } from '../oracle/compare.js';
import { type Callable, decode, type Encoded, LAYOUTS, load } from '../oracle/load.js';

interface Case {
  in: string;
  out: Encoded;
  /** Elements whose value the integer type cannot hold: NumPy leaves the result to the processor. */
  undefined?: number[];
}

const { inputs, cases } = load<{ inputs: Record<string, Encoded>; cases: Case[] }>('casts');

onEveryBuild('astype', () => {
  it.each(Object.keys(inputs))('from %s', (source) => {
    const values = decode(inputs[source]);
    const report = new Report();
    for (const test of cases.filter((c) => c.in === source)) {
      for (const [layout, build] of Object.entries(LAYOUTS)) {
        const array = build(inputs[source]) as unknown as { astype: Callable };
        const problems = attempt(() => compareArray(array.astype(test.out.dtype), test.out, {}, (i) => `${values[i]}`));
        report.add(`${source} ${layout} to ${test.out.dtype}`, problems);
      }
    }
    report.done();
  });
});
