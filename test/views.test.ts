/**
 * A view gives what its copy gives: every public function's sample calls, with each array laid out in every way, on its
 * own and together with the others. Results and what was written into the arguments are compared bit for bit.
 */
import { expect, test } from 'vitest';
import type { DType, NDArray } from '../src/index.js';
import { arraysOf, exportedFunctions, functionAt } from './calling.js';
import { type Call, callsOf } from './calls.js';
import { agree, plain, show } from './plain.js';
import { LAYOUTS } from './support.js';

const TYPES: readonly DType[] = ['f64', 'f32', 'i32', 'i64', 'u8', 'bool'];

/** Functions whose result depends on how the argument lies in memory. */
const SKIPPED: Readonly<Record<string, string>> = {
  asStrided: 'its strides count in the memory of the argument, whatever that is',
  isfortran: 'tells of the layout itself',
  formatNpy: 'writes an array in Fortran order as such; what parseNpy reads of it is swept',
  formatNpz: 'writes an array in Fortran order as such; what parseNpz reads of it is swept',
};

/** Functions whose last bits follow the order of additions, and that follows memory; other sums of the samples are exact. */
const SUMMED: readonly string[] = ['std', 'var', 'variance', 'nanstd', 'nanvar'];

type Place = (a: NDArray) => NDArray;

interface Outcome {
  readonly failed: boolean;
  /** The result, or the error's text. */
  readonly result: unknown;
  /** The arrays of the call before and after it. */
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
  readonly arrays: readonly NDArray[];
}

async function outcome(
  path: string,
  { args, run }: Call,
  type: DType,
  place: (a: NDArray, i: number) => NDArray,
): Promise<Outcome> {
  const arrays: NDArray[] = [];
  const of = arraysOf(type, (a) => {
    const placed = a.size > 0 && a.ndim > 0 ? place(a, arrays.length) : a;
    arrays.push(placed);
    return placed;
  });
  const f = functionAt(path)!;
  let before: unknown[] = [];
  let result: unknown;
  let failed = false;
  try {
    const given = args(of);
    before = arrays.map(plain);
    result = plain(await (run ? run(f, given) : f(...given)));
  } catch (error) {
    failed = true;
    result = String(error);
  }
  return { failed, result, before, after: arrays.map(plain), arrays };
}

const changed = ({ before, after }: Outcome) => after.flatMap((item, i) => (agree(item, before[i]) ? [] : [i]));

/** The sets of arrays to lay out: all of them, and each alone. */
const subsets = (count: number): (number | undefined)[] =>
  count === 0 ? [] : [undefined, ...(count > 1 ? Array.from({ length: count }, (_, i) => i) : [])];

/** Whether a write through a view has touched the memory around it: that held zeros. */
function isZeroAround(a: NDArray): boolean {
  a.set([], a.dtype === 'bool' ? false : 0);
  return a.storage.view(Uint8Array).every((byte) => byte === 0);
}

const first: Place = (a) => a.get(...a.shape.map(() => '0:1')).broadcastTo(a.shape);

const swept = exportedFunctions().filter((path) => !(path in SKIPPED));

/** The differences that one sample call shows on arrays of one type. */
async function sweep(path: string, call: Call, type: DType, written: readonly number[]): Promise<string[]> {
  const differences: string[] = [];
  const expected = await outcome(path, call, type, (a) => a);
  const tolerance = SUMMED.includes(path) ? (type === 'f32' ? 1e-6 : 1e-14) : 0;
  const compare = (actual: Outcome, wanted: Outcome, label: string) => {
    const same = agree(actual.result, wanted.result, tolerance) && agree(actual.after, wanted.after);
    if (!same) differences.push(`${type}, ${label}: ${show(actual.result)}, expected ${show(wanted.result)}`);
  };
  for (const only of subsets(expected.arrays.length)) {
    const at = (place: Place) => outcome(path, call, type, (a, i) => (only === undefined || only === i ? place(a) : a));
    const label = only === undefined ? 'all' : `array ${only}`;
    for (const [layout, place] of Object.entries(LAYOUTS)) {
      const actual = await at(place);
      compare(actual, expected, `${label} ${layout}`);
      for (const i of written) {
        if (!isZeroAround(actual.arrays[i])) differences.push(`${type}, ${label} ${layout}: wrote around the view`);
      }
    }
    // A broadcast view has equal elements and is read-only: it is compared with a copy, or refused.
    const actual = await at(first);
    if (!written.some((i) => only === undefined || only === i)) {
      compare(actual, await at((a) => first(a).copy()), `${label} broadcast`);
    } else if (!expected.failed) {
      const refused = /^TypeError: .*read-only/.test(String(actual.result));
      if (!refused || !agree(actual.after, actual.before)) differences.push(`${type}, ${label} was written to`);
    }
  }
  return differences;
}

test.each(swept)('%s', async (path) => {
  const differences: string[] = [];
  for (const call of callsOf(path)!) {
    const outcomes = await Promise.all(TYPES.map((type) => outcome(path, call, type, (a) => a)));
    const written = [...new Set(outcomes.flatMap(changed))];
    for (const type of TYPES) differences.push(...(await sweep(path, call, type, written)));
  }
  expect(differences.slice(0, 3)).toEqual([]);
});

test('functions that write into their arguments are swept as such', async () => {
  const names = 'put place putmask copyto putAlongAxis Generator.shuffle'.split(' ');
  for (const name of names) {
    expect(changed(await outcome(name, callsOf(name)![0], 'f64', (a) => a)), name).toEqual([0]);
  }
});

test('what is skipped exists', () => {
  const exported = exportedFunctions();
  expect(Object.keys(SKIPPED).filter((path) => !exported.includes(path))).toEqual([]);
});
