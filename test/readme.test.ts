/** The README's example runs, and gives what its comments say. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import * as contig from '../src/index.js';
import * as np from '../src/numpy/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = Array.from(readme.matchAll(/```js\n([\s\S]*?)```/g), ([, code]) => code);

/** Runs a block line by line in one function and gives each expression's value beside its comment. */
function valuesOf(code: string): { comment: string; value: unknown }[] {
  const values: { comment: string; value: unknown }[] = [];
  const body = code
    .replace(/^import .*$/gm, '')
    .replace(
      /^(?!const |console)(\S.*?);\s*\/\/ (.*)$/gm,
      (_, expression, comment) => `note(${JSON.stringify(comment)}, ${expression});`,
    );
  new Function('contig', 'note', 'console', `const { ndarray } = contig;\n${body}`)(
    contig,
    (comment: string, value: unknown) => values.push({ comment, value }),
    { log: (value: unknown) => values.push({ comment: 'printed', value }) },
  );
  return values;
}

test('the first example gives what it says', () => {
  const values = valuesOf(blocks[0]);
  const shown = Object.fromEntries(values.map(({ comment, value }) => [comment, inspect(value).replace(/\s+/g, ' ')]));
  expect(shown['499999.5, a JS number']).toBe('499999.5');
  expect(shown['a view: every 100,000th element from the end']).toMatch(
    /^array\(\[499999\.5, 449999\.5, .*dtype=f32\)$/,
  );
  expect(shown['array([5., 7., 9.])']).toBe('array([5., 7., 9.])');
  expect(shown['broadcasting, on any layout']).toBe('array([[11., 24.], [12., 25.], [13., 26.]])');
  expect(shown['array([[ 1., -1., -1.], [ 4., -1., -1.]])']).toBe('array([[ 1., -1., -1.], [ 4., -1., -1.]])');
  expect(shown.printed).toBe("'[[ 1. 102. 103.]\\n [ 4. 105. 106.]]'");
});

test('the second example gives what it says', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'contig-readme-'));
  try {
    const values: Record<string, unknown> = {};
    const body = blocks[1]
      .replace(/^import \{ (.*) \} from 'contig';$/m, 'const { $1 } = contig;')
      .replaceAll("'points.npy'", 'file')
      .replace(
        /^(?!const )(\S.*?);\s*\/\/ (.*)$/gm,
        (_, expression, comment) => `values[${JSON.stringify(comment)}] = ${expression};`,
      );
    const run = new Function('contig', 'values', 'file', `return (async () => {${body}})()`);
    await run(contig, values, join(directory, 'points.npy'));
    const shown = Object.fromEntries(Object.entries(values).map(([comment, value]) => [comment, inspect(value)]));
    expect(shown['[3, 3]']).toBe('[ 3, 3 ]');
    expect(shown['array([1., 2., 3.])']).toBe('array([1., 2., 3.])');
    expect(shown["'f64'"]).toBe("'f64'");
    const sorted = values['rows with a positive first column, columns sorted'] as contig.NDArray;
    expect(sorted.get(0, 0)).toBeGreaterThan(0);
    expect(contig.diff(sorted, { axis: 0 }).ge(0).all()).toBe(true);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the third example gives what it says', () => {
  const values: Record<string, unknown> = {};
  const body = blocks[2]
    .replace(/^import .*$/m, '')
    .replace(
      /^(?!const )(\S.*?);\s*\/\/ (.*)$/gm,
      (_, expression, comment) => `values[${JSON.stringify(comment)}] = ${expression};`,
    );
  new Function('np', 'values', body)(np, values);
  expect(Object.keys(values).length).toBe(4);
  for (const [comment, value] of Object.entries(values)) {
    expect(inspect(value, { breakLength: 200 }).replace(/\[ /g, '[').replace(/ \]/g, ']')).toBe(
      comment.replace(/\[ /g, '['),
    );
  }
});

/** Runs a block of awaits and gives the values of its expressions by their comments. */
async function awaitedValues(block: string): Promise<[string, unknown][]> {
  const values: Record<string, unknown> = {};
  const body = block
    .replace(/^import \{ (.*) \} from 'contig';$/m, 'const { $1 } = contig;')
    .replace(
      /^(?!const |for |await )(\S.*?);\s*\/\/ (.*)$/gm,
      (_, expression, comment) => `values[${JSON.stringify(comment)}] = ${expression};`,
    );
  await new Function('contig', 'values', `return (async () => {${body}})()`)(contig, values);
  return Object.entries(values);
}

test.each([
  [4, 3],
  [5, 2],
])('example %d, counted from 0, gives what it says', async (place, count) => {
  const values = await awaitedValues(blocks[place]);
  expect(values.length).toBe(count);
  for (const [comment, value] of values) {
    const shown = inspect(value, { breakLength: Infinity });
    expect(comment.startsWith(shown), `${comment} is ${shown}`).toBe(true);
  }
});

test('the fourth example gives what it says', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'contig-readme-'));
  try {
    const values: Record<string, unknown> = {};
    const body = blocks[3]
      .replace(/^import \{ (.*) \} from 'contig';$/m, 'const { $1 } = contig;')
      .replaceAll("'points.npy'", 'file')
      .replace(
        /^(?!const |for )(\S.*?);\s*\/\/ (.*)$/gm,
        (_, expression, comment) => `values[${JSON.stringify(comment)}] = ${expression};`,
      );
    const run = new Function('contig', 'values', 'file', `return (async () => {${body}})()`);
    await run(contig, values, join(directory, 'points.npy'));
    const said = Object.entries(values).filter(([comment]) => /^[\d{['T]/.test(comment));
    expect(said.length).toBe(10);
    for (const [comment, value] of said) {
      const shown = inspect(value, { breakLength: Infinity }).replace(/^\[ | \]$/g, (edge) => edge.trim());
      if (comment.startsWith('12 bytes')) expect((value as Uint8Array).length).toBe(12);
      else expect(comment.startsWith(shown), `${comment} is ${shown}`).toBe(true);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('there are as many examples as are run', () => {
  expect(blocks.length).toBe(6);
});
