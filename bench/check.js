// @ts-check
// `npm run bench -- --check`: has anything become slow? Rows of the comparison with peers, each against a loop of fixed work in
// the same run, held against what expectations.json says the ratio was.

import { readFileSync, writeFileSync } from 'node:fs';
import { fastBuild } from './contenders.js';
import { sizeName } from './data.js';
import { compare } from './measure.js';
import { stage } from './peers/stage.js';
import { table as peers } from './peers/table.js';
import { endProgress, showProgress } from './progress.js';
import { digits, table, time } from './report.js';

/** @typedef {import('./peers/table.js').Place} Place */
/** @typedef {{ row: string, place: Place }} Watched */
/** @typedef {{ name: string, expected: number | undefined, measured: number, ns: number, verdict: Verdict }} Judged */
/** @typedef {'as expected' | 'faster' | 'SLOWER' | 'new'} Verdict */
/** @typedef {Record<string, number>} Expectations a row's time over the loop's */

/** A ratio this many times the expected one is a failure, one this many times smaller worth a new expectation. */
const MARGIN = 2;
/** A row that seems slower is measured so many times before it is: other programs' work does not last. */
const ATTEMPTS = 3;

/** @type {import('./options.js').Effort} */
const effort = { sizes: [], rounds: 15, batch: 0.5, warmup: 60, budget: 500, total: 0 };

const file = new URL('./expectations.json', import.meta.url);

/** @type {(row: string, dtype: import('./data.js').Dtype, n: number, layout?: Place['layout']) => Watched} */
const watch = (row, dtype, n, layout = 'contiguous') => ({ row, place: { dtype, n, layout } });

/**
 * One or two rows for each thing that can become slow by itself; none of calls so long that other programs interrupt each.
 */
const watched = [
  watch('add of 10', 'f32', 10),
  watch('sum of 10', 'f32', 10),
  watch('slice of 10', 'f32', 10),
  watch('add', 'f32', 1e5),
  watch('add', 'f32', 1e6, 'row'),
  watch('add', 'f32', 1e6, 'transposed'),
  watch('add', 'f32', 1e6, 'stepped'),
  watch('greater', 'f64', 1e6),
  watch('where', 'f32', 1e6),
  watch('cast to f64', 'f32', 1e6),
  watch('transpose copy', 'f32', 1e6, 'transposed'),
  watch('exp', 'f32', 1e5),
  watch('exp', 'f64', 1e5),
  watch('sin', 'f32', 1e5),
  watch('power', 'f64', 1e5),
  watch('sum', 'f32', 1e6),
  watch('sum, axis 0', 'f32', 1e6),
  watch('std', 'f64', 1e6),
  watch('cumsum', 'f64', 1e6),
  watch('mask select', 'f32', 1e6),
  watch('sort', 'f32', 1e5),
  watch('a @ b', 'f32', 16),
  watch('a @ b', 'f32', 256),
  watch('solve', 'f64', 100),
  watch('normal', 'f64', 1e5),
];

/** Steps of the loop. */
const STEPS = 4096;

/**
 * The measure: numbers that follow from each other, each step waiting for the one before. That takes the processor's time for
 * a multiplication and little else, however the engine compiles it and whoever shares the caches.
 */
function loop() {
  let h = 1;
  for (let i = 0; i < STEPS; i++) h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h;
}

/**
 * @param {number} measured
 * @param {number | undefined} expected
 * @returns {Verdict}
 */
export function judge(measured, expected) {
  if (expected === undefined) return 'new';
  if (measured > expected * MARGIN) return 'SLOWER';
  return measured < expected / MARGIN ? 'faster' : 'as expected';
}

/**
 * A row's ratio to the loop, and its nanoseconds.
 * @param {Watched} watched
 */
async function measure({ row, place }) {
  const entry = peers.find(({ name }) => name === row);
  const staged = entry && stage(entry, place, 'contig', 'contig', true);
  if (!staged) throw new Error(`no row "${row}" for ${place.dtype}`);
  // Answers are verified where peers are compared.
  const read = () => 0;
  const { timings } = await compare(
    [
      { id: 'loop', run: loop, read },
      { ...staged, read },
    ],
    effort,
    0,
  );
  staged.release();
  // The fastest rounds: what else runs on the machine is no news about contig.
  const ns = fastest(timings.contig);
  return { measured: ns / fastest(timings.loop), ns };
}

/** @type {(timing: import('./measure.js').Timing) => number} */
const fastest = ({ fastest, median }) => fastest ?? median;

/** @param {Watched} watched */
const nameOf = ({ row, place: { dtype, n, layout } }) =>
  `${row} ${dtype} ${sizeName(n)}${layout === 'contiguous' ? '' : ` ${layout}`}`;

/**
 * Measures what is watched; prints a table and sets the exit code, or with `update` writes the ratios down as expected.
 * @param {{ update: boolean }} options
 */
export async function runCheck({ update }) {
  /** @type {Expectations} */
  const expectations = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {Judged[]} */
  const judged = [];
  // The first row would pay for what the engine compiles for all.
  await measure(watched[0]);
  for (const [done, each] of watched.entries()) {
    const name = nameOf(each);
    showProgress(done + 1, watched.length, `check ${name}`);
    const expected = expectations[name];
    let taken = await measure(each);
    if (update) {
      // What is to be expected is the slower of two: the collector favours some runs.
      const again = await measure(each);
      if (again.measured > taken.measured) taken = again;
    }
    for (let attempt = 1; !update && attempt < ATTEMPTS && judge(taken.measured, expected) === 'SLOWER'; attempt++) {
      const again = await measure(each);
      if (again.measured < taken.measured) taken = again;
    }
    judged.push({ name, expected, ...taken, verdict: judge(taken.measured, expected) });
  }
  endProgress();
  console.log(`contig ${fastBuild} build, Node ${process.versions.node}: times over a loop's of ${STEPS} steps\n`);
  console.log(
    table(
      ['row', 'time', 'measured', 'expected', ''],
      judged.map(({ name, expected, measured, ns, verdict }) => [
        name,
        time(ns),
        digits(measured),
        expected === undefined ? '-' : digits(expected),
        verdict,
      ]),
    ),
  );
  if (update) {
    const rounded = judged.map(({ name, measured }) => [name, Number(measured.toPrecision(3))]);
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`);
    console.log('\nwritten: bench/expectations.json');
    return;
  }
  const slower = judged.filter(({ verdict }) => verdict === 'SLOWER').length;
  if (slower > 0) {
    console.log(`\n${slower} of ${judged.length} rows are more than ${MARGIN} times slower than expected`);
    process.exitCode = 1;
  }
}
