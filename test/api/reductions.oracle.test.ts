/** Every reduction over every axis of odd shapes, in every layout, with its options, against NumPy. */
import { it } from 'vitest';
import { onEveryBuild } from '../oracle/builds.js';
import { attempt, type Bounds, compareArray, compareError, compareScalar, Report } from '../oracle/compare.js';
import { api, build, type Encoded, LAYOUTS, load, type Tensor } from '../oracle/load.js';

interface Case extends Bounds {
  name: string;
  in: string;
  axis: null | number | number[];
  keepdims?: boolean;
  dtype?: string;
  initial?: number;
  ddof?: number;
  where?: string;
  out?: Encoded;
  error?: string;
}

const { inputs, plain, options } = load<{ inputs: Record<string, Encoded>; plain: Case[]; options: Case[] }>(
  'reductions',
);
const names = [...new Set(plain.map(({ name }) => name))];

/** Arrays of every input in every layout, made once. 0-d arrays have one layout. */
const arrays = new Map<string, [string, Tensor][]>();
function layoutsOf(key: string): [string, Tensor][] {
  let made = arrays.get(key);
  if (!made) {
    const kinds = inputs[key].shape.length === 0 ? ['packed'] : Object.keys(LAYOUTS);
    made = kinds.map((kind) => [kind, LAYOUTS[kind](inputs[key])]);
    arrays.set(key, made);
  }
  return made;
}

/** The JS type of a reduction over everything: by the dtype of the result, bigint only where the input has 64-bit integers. */
function kindOf(out: Encoded, input: Encoded): string {
  if (out.dtype === 'bool') return 'boolean';
  const wide = (dtype: string) => dtype === 'u64' || dtype === 'i64';
  return wide(out.dtype) && wide(input.dtype) ? 'bigint' : 'number';
}

/** argmax and countNonzero give positions and counts, which are numbers whatever the input is. */
const COUNTS = new Set(['argmin', 'argmax', 'nanargmin', 'nanargmax', 'countNonzero']);

function compare(test: Case, array: Tensor, argument: unknown): string[] {
  const run = () => (argument === undefined ? api(test.name)(array) : api(test.name)(array, argument));
  if (test.error) return compareError(run, test.error, test.name);
  return attempt(() => {
    const scalarResult = test.axis === null && !test.keepdims && test.out!.shape.length === 0;
    if (!scalarResult) return compareArray(run(), test.out!, test);
    const kind = COUNTS.has(test.name) ? 'number' : kindOf(test.out!, inputs[test.in]);
    return compareScalar(run(), test.out!, kind, test);
  });
}

/** An option bag as contig takes it; axis null, as in NumPy, is everything. */
function bag({ axis, keepdims, dtype, initial, ddof, where }: Case): Record<string, unknown> {
  const given = { axis: axis ?? undefined, keepdims, dtype, initial, ddof, where: where && build(inputs[where]) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

onEveryBuild('reductions', () => {
  it.each(names)('%s over each axis', (name) => {
    const report = new Report();
    for (const test of plain.filter((c) => c.name === name)) {
      for (const [layout, array] of layoutsOf(test.in)) {
        const label = `${name}(${test.in} ${layout}, axis ${JSON.stringify(test.axis)})`;
        report.add(label, compare(test, array, test.axis ?? undefined));
      }
    }
    report.done();
  });

  it.each(names)('%s with options', (name) => {
    const report = new Report();
    for (const test of options.filter((c) => c.name === name)) {
      const { out: _, tolerance: __, name: ___, in: key, ...shown } = test;
      for (const [layout, array] of layoutsOf(key)) {
        report.add(`${name}(${key} ${layout}, ${JSON.stringify(shown)})`, compare(test, array, bag(test)));
      }
    }
    report.done();
  });
});
