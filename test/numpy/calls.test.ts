/** contig/numpy gives what contig gives: the sample calls as they are, and with every parameter by its name in NumPy. */
import { describe, expect, test } from 'vitest';
import * as np from '../../src/numpy/index.js';
import { spellingOf } from '../../tools/numpy.js';
import { readSignatures } from '../../tools/signatures.js';
import { type Entry, everything } from '../../tools/surface.js';
import { arraysOf, type Callable, functionAt } from '../calling.js';
import { callsOf } from '../calls.js';
import { agree, plain, show } from '../plain.js';

const { spaces } = readSignatures();

/** The function by NumPy's name. */
function spelledAt(space: string, name: string): Callable {
  if (space === 'Generator') {
    return (...args) => (np.random.default_rng(1) as unknown as Record<string, Callable>)[name](...args);
  }
  const owner = space === 'linalg' ? np.linalg : np;
  return (owner as unknown as Record<string, Callable>)[name];
}

/** The arguments as one object with NumPy's names. */
function byName(entry: Entry, args: readonly unknown[]): unknown[] | undefined {
  const [key, owner = 'main'] = entry.path!.split('.').reverse();
  const signature = spaces[owner]?.get(key);
  const spelling = signature && spellingOf(entry, signature);
  if (spelling === undefined || args.length > spelling.slots.length + 1) return undefined;
  const last = args[spelling.slots.length];
  // An axis in place of the options, and samples of other than plain options, stay as they are.
  if (last !== undefined && Object.getPrototypeOf(last) !== Object.prototype) return undefined;
  const back = Object.fromEntries(Object.entries(spelling.options ?? {}).map(([name, to]) => [to, name]));
  const options = Object.entries(last ?? {}).map(([name, value]) => [back[name] ?? name, value]);
  const slots = spelling.slots.flatMap((name, i) => (i < args.length ? [[name, args[i]]] : []));
  return [Object.fromEntries([...slots, ...options])];
}

async function outcomes(
  f: Callable,
  run: ((f: Callable, args: readonly unknown[]) => unknown) | undefined,
  args: unknown[],
) {
  try {
    return plain(await (run ? run(f, args) : f(...args)));
  } catch (error) {
    return String(error);
  }
}

let tried = 0;

describe.each(['main', 'linalg', 'Generator'] as const)('%s', (space) => {
  const called = everything[space].filter(({ path }) => path !== undefined && callsOf(path) !== undefined);

  test.each(called)('$name', async (entry) => {
    const [original, spelled] = [functionAt(entry.path!)!, spelledAt(space, entry.name)];
    for (const { args, run } of callsOf(entry.path!)!) {
      // Arrays anew for each call: some are written to.
      const given = () => args(arraysOf('u8'));
      const expected = await outcomes(original, run, given());
      const actual = await outcomes(spelled, run, given());
      expect(agree(actual, expected), `${show(actual)}, expected ${show(expected)}`).toBe(true);
      const named = run === undefined ? byName(entry, given()) : undefined;
      if (named === undefined) continue;
      tried++;
      const result = await outcomes(spelled, undefined, named);
      expect(agree(result, expected), `by name: ${show(result)}, expected ${show(expected)}`).toBe(true);
    }
  });
});

test('many were called with all parameters by name', () => {
  expect(tried).toBeGreaterThan(100);
});

test('every function that is present is there by its NumPy name', () => {
  const missing = (['main', 'linalg', 'Generator'] as const).flatMap((space) =>
    everything[space]
      .filter(({ status, name }) => status === 'present' && typeof spelledAt(space, name) === 'undefined')
      .map(({ name }) => `${space}.${name}`),
  );
  expect(missing).toEqual([]);
});
