/** Joining, splitting, repeating, rearranging, padding and editing, on arrays in every layout, against NumPy. */
import { describe, expect, it } from 'vitest';
import { type ArrayLike, cumsum, multiply, type NDArray, ndarray } from '../../src/index.js';
import { attempt, compareArray, compareError, compareScalar, Report } from '../oracle/compare.js';
import { type Callable, type Encoded, elements, LAYOUTS, load, type Tensor } from '../oracle/load.js';

interface Case {
  name: string;
  args: unknown[];
  out?: Encoded;
  outs?: Encoded[];
  error?: string;
}

const { inputs, cases } = load<{ inputs: Record<string, Encoded>; cases: Case[] }>('manipulation');
const names = [...new Set(cases.map(({ name }) => name))];

const made = new Map<string, Tensor>();
/** An input made anew. There are not as many ways to lie for a single element, or none. */
function inLayout(key: string, layout: string): Tensor {
  const plain = inputs[key].shape.length === 0 || inputs[key].shape.includes(0);
  return LAYOUTS[plain ? 'packed' : layout](inputs[key]);
}

function input(key: string, layout: string): Tensor {
  const name = `${key} ${layout}`;
  if (!made.has(name)) made.set(name, inLayout(key, layout));
  return made.get(name)!;
}

const FUNCTIONS: Record<string, (line: NDArray) => ArrayLike> = {
  cumsum: (line) => cumsum(line, 0),
  first: (line) => (line.get(':1') as NDArray).reshape([]),
  outer: (line) => multiply.outer(line, line),
  reverse: (line) => ndarray.flip(line),
};

/** The arguments of a case with its arrays in a layout. */
function filled(value: unknown, layout: string): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, layout));
  if (typeof value !== 'object' || value === null) return value;
  const key = (value as { $?: string }).$;
  if (key !== undefined) return input(key, layout);
  const { function: named } = value as { function?: string };
  if (named !== undefined) return FUNCTIONS[named];
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, layout)]));
}

const functions = ndarray as unknown as Record<string, Callable>;

function compare({ name, out, outs, error }: Case, args: unknown[]): string[] {
  const call = () => functions[name](...args);
  if (error !== undefined) return compareError(call, error, name);
  return attempt(() => {
    const result = call();
    if (outs !== undefined) {
      if (!Array.isArray(result)) return outs.length === 1 ? compareArray(result, outs[0]) : ['gave no list'];
      if (result.length !== outs.length) return [`gave ${result.length} arrays, expected ${outs.length}`];
      return outs.flatMap((expected, i) => compareArray(result[i], expected));
    }
    if (typeof result === 'object') return compareArray(result, out!);
    return compareScalar(result, out!, typeof result);
  });
}

function takesArrays(args: unknown): boolean {
  return JSON.stringify(args).includes('"$"');
}

describe('manipulation', () => {
  it.each(names)('%s', (name) => {
    const report = new Report();
    const before = new Map([...made].map(([key, array]) => [key, elements(array)]));
    for (const test of cases.filter((c) => c.name === name)) {
      for (const layout of takesArrays(test.args) ? Object.keys(LAYOUTS) : ['packed']) {
        const args = filled(test.args, layout) as unknown[];
        if (name === 'copyto') args[0] = inLayout((test.args[0] as { $: string }).$, layout);
        report.add(`${name}(${JSON.stringify(test.args)}, ${layout})`, compare(test, args));
      }
    }
    report.done();
    for (const [key, kept] of before) expect(elements(made.get(key)!), `${name} wrote to ${key}`).toEqual(kept);
  });
});
