// @ts-check
// What contig promises about its own costs, as ratios in one run: a build against the next, a view against its copy.
// A claim is reported, met or missed; noise on a shared machine is no reason to fail a run.

import { add, broadcastTo, kernels, sum } from 'contig';
import { clear, fastBuild, holds, outputs, read } from './contenders.js';
import { numbers } from './data.js';
import { compare, warm } from './measure.js';

/** @typedef {Omit<import('./measure.js').Case, 'id'>} Case */
/** @typedef {{ claim: string, of: string, over: string | null, atLeast?: number, atMost?: number }} Limit */

/** @type {(n: number, seed: number) => any} */
const f32 = (n, seed) => holds.contig(numbers('f32', n, seed), 'f32');
/** @type {(side: number, seed: number) => any} */
const square = (side, seed) => f32(side * side, seed).reshape([side, side]);

/** @type {(build: typeof fastBuild) => (run: () => unknown, out?: any) => Case} */
const on = (build) => (run, out) => ({
  run,
  read,
  enter: () => kernels.use(build),
  clear: out && (() => clear(out)),
});
const fast = on(fastBuild);
const scalar = on('scalar');

/** Milliseconds spent on each group at least: these figures are compared with limits. */
const MINIMUM = 250;

/** The side of the squares measured: 1e6 elements. */
const SIDE = 1000;

/**
 * Cases measured together, over arrays of side * side elements, and what is claimed about them: `of`'s time, or its ratio
 * to `over`'s.
 * @type {{ name: string, tolerance: number, cases: (side: number) => Record<string, Case>, limits: Limit[] }[]}
 */
const groups = [
  {
    name: 'add f32 1e6',
    tolerance: 1e-5,
    cases(side) {
      const n = side * side;
      const [a, b, out] = [f32(n, 0), f32(n, 1), outputs.contig(n, 'f32')];
      const left = Array.from(numbers('f32', n, 0));
      const right = Array.from(numbers('f32', n, 1));
      const run = () => add(a, b, { out });
      return {
        fast: fast(run, out),
        scalar: scalar(run, out),
        numbers: { run: () => left.map((x, i) => x + right[i]) },
      };
    },
    limits: [
      { claim: 'f32 add, 1e6, out reused: scalar build over the fast one', of: 'scalar', over: 'fast', atLeast: 3 },
      { claim: 'f32 add, 1e6, out reused: number array over contig', of: 'numbers', over: 'fast', atLeast: 15 },
    ],
  },
  {
    name: 'sum f32 1e6',
    tolerance: 1e-5,
    cases(side) {
      const a = f32(side * side, 0);
      return { fast: fast(() => sum(a)), scalar: scalar(() => sum(a)) };
    },
    limits: [{ claim: 'f32 sum, 1e6: scalar build over the fast one', of: 'scalar', over: 'fast', atLeast: 4 }],
  },
  {
    name: 'add f32 10, result made',
    tolerance: 0,
    cases() {
      const [a, b] = [f32(10, 0), f32(10, 1)];
      return { small: fast(() => add(a, b)) };
    },
    limits: [{ claim: 'f32 add, 10 elements, result made', of: 'small', over: null, atMost: 400 }],
  },
  {
    name: 'row broadcast f32 1e6',
    tolerance: 0,
    cases(side) {
      const [a, row, out] = [square(side, 0), f32(side, 1), square(side, 2)];
      const full = broadcastTo(row, [side, side]).copy();
      return { same: fast(() => add(a, full, { out }), out), row: fast(() => add(a, row, { out }), out) };
    },
    limits: [{ claim: '(1000,1000) + (1000,) over a same-shape add', of: 'row', over: 'same', atMost: 1.3 }],
  },
  {
    name: 'transposed operand f32 1e6',
    tolerance: 0,
    cases(side) {
      const [a, b, out] = [square(side, 0), square(side, 1), square(side, 2)];
      const straight = b.T.copy();
      return {
        straight: fast(() => add(a, straight, { out }), out),
        transposed: fast(() => add(a, b.T, { out }), out),
      };
    },
    limits: [{ claim: 'a + b.T over a + b, (1000,1000)', of: 'transposed', over: 'straight', atMost: 4 }],
  },
  {
    name: 'transposed sum f32 1e6',
    tolerance: 1e-5,
    cases(side) {
      const a = square(side, 0);
      return { straight: fast(() => sum(a)), transposed: fast(() => sum(a.T)) };
    },
    limits: [{ claim: 'a.T.sum() over a.sum(), (1000,1000)', of: 'transposed', over: 'straight', atMost: 1.5 }],
  },
];

/** @returns {import('./rows.js').Planned[]} */
export function plan() {
  return groups.map(({ name, cases, tolerance, limits }) => ({
    name: `layout ${name}`,
    async run({ effort }) {
      warm(Object.values(cases(8)));
      const list = Object.entries(cases(SIDE)).map(([id, each]) => ({ id, ...each }));
      const { timings } = await compare(list, { ...effort, budget: Math.max(effort.budget, MINIMUM) }, tolerance);
      return limits.map((limit) => ({ section: 'layout', ...judge(limit, timings), timings }));
    },
  }));
}

/**
 * @param {Limit} limit
 * @param {Record<string, import('./measure.js').Timing>} timings
 */
function judge({ claim, of, over, atLeast, atMost }, timings) {
  const value = timings[of].median / (over === null ? 1 : timings[over].median);
  const met = value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
  return { claim, value, unit: /** @type {'ns' | 'x'} */ (over === null ? 'ns' : 'x'), atLeast, atMost, met };
}
