// @ts-check
// Times contenders against each other: rounds in which each runs one batch of calls in its turn, so that whatever the
// machine does meanwhile (other work, clock changes, collections) falls on all of them alike. tinybench times the turns.

import { setImmediate as nextLoopTurn } from 'node:timers/promises';
import { Bench } from 'tinybench';
import { difference } from './verify.js';

/** @typedef {import('./verify.js').Answer} Answer */

/**
 * One contender of a row. `enter` is called before each of its turns, outside the timing; `read` turns what `run`
 * returned into numbers; `clear` forgets an earlier answer in a reused output.
 * @typedef {object} Case
 * @property {string} id
 * @property {() => unknown} run
 * @property {() => void} [enter]
 * @property {(result: unknown) => Answer} [read]
 * @property {() => void} [clear]
 */

/**
 * Nanoseconds a call: median and quartiles over the rounds; `calls` in each round's batch.
 * @typedef {{ median: number, p25: number, p75: number, samples: number, calls: number }} Timing
 */

/** Elements looked at after every turn; the first answer is compared whole. */
const SPOT_CHECKS = 1000;

/**
 * Times the cases in alternating turns. The first case's answer is the reference for all others (`tolerance`), before the
 * first turn and after each.
 * @param {Case[]} cases
 * @param {import('./options.js').Effort} effort
 * @param {number} tolerance
 * @param {number} [modulo] compare scalar answers modulo this (an accumulator that wraps)
 * @returns {Promise<{ timings: Record<string, Timing>, answer: Answer }>}
 * @throws {Error} when a contender's answer is wrong
 */
export async function compare(cases, effort, tolerance, modulo = Number.POSITIVE_INFINITY) {
  /** @type {Answer | undefined} */
  let answer;
  /** @type {Map<string, { calls: number, cost: number, samples: number[] }>} */
  const turns = new Map();
  const bench = new Bench({
    iterations: 1,
    time: 0,
    warmup: false,
    retainSamples: true,
    throws: true,
    timestampProvider: 'hrtimeNow',
  });

  for (const contender of cases) {
    const { id, run, enter, read = plain, clear } = contender;
    const reduced = (/** @type {unknown} */ result) => wrap(read(result), modulo);
    enter?.();
    clear?.();
    const begin = performance.now();
    const result = run();
    const cold = performance.now() - begin;
    const first = reduced(result);
    answer ??= typeof first === 'number' ? first : Float64Array.from(first);
    check(id, answer, first, tolerance);

    const { calls, cost } = cold >= effort.warmup ? { calls: 1, cost: cold } : calibrate(run, effort);
    // A turn begins with the caches full of another contender's data; one call untimed brings its own back.
    // Where a single call lasts this long (ms), that matters no more.
    const refill = cost < 5;
    const reference = answer;
    let last = /** @type {unknown} */ (undefined);
    bench.add(
      id,
      () => {
        last = batch(run, calls);
      },
      {
        async: false,
        beforeAll() {
          enter?.();
          if (refill) run();
        },
        afterAll() {
          const step = typeof reference === 'number' ? 1 : Math.ceil(reference.length / SPOT_CHECKS);
          check(id, reference, reduced(last), tolerance, step);
        },
      },
    );
    turns.set(id, { calls, cost, samples: [] });
  }

  await alternate(bench, effort, turns);
  if (answer === undefined) throw new Error('a row needs at least one contender');
  const timings = Object.fromEntries([...turns].map(([id, { calls, samples }]) => [id, summarise(samples, calls)]));
  return { timings, answer };
}

/** Node 20 inlines `reduce` after about 5,000 calls of the function it stands in. */
const WARM_CALLS = 20000;

/**
 * Runs every case, which should be on short arrays, very often. V8 optimises a function after some thousands of calls, and
 * inlines `map` or `reduce` only then (8 to 0.5 ns an element): on a million elements no contender would live to see it,
 * and a rival that is slow for want of warming up is no rival.
 * @param {Pick<Case, 'run' | 'enter'>[]} cases
 */
export function warm(cases) {
  for (const { run, enter } of cases) {
    enter?.();
    batch(run, WARM_CALLS);
  }
}

/** A call longer than this many batches averages over the noise by itself: such a contender sits out later rounds. */
const LONG = 20;
const ROUNDS_OF_THE_LONG = 3;

/**
 * Rounds of turns, one batch each, for as long as the effort says.
 * @param {Bench} bench
 * @param {import('./options.js').Effort} effort
 * @param {Map<string, { cost: number, samples: number[] }>} turns where the milliseconds of each go
 */
async function alternate(bench, { rounds, budget, batch: length }, turns) {
  const start = performance.now();
  for (let round = 0; round < rounds || performance.now() - start < budget; round++) {
    const tasks = bench.tasks.filter(
      ({ name }) => round < ROUNDS_OF_THE_LONG || Number(turns.get(name)?.cost) < LONG * length,
    );
    if (tasks.length === 0) return;
    for (const task of order(tasks, round)) {
      task.reset(false);
      task.runSync();
      const { result } = task;
      if ('error' in result) throw result.error;
      if (!('latency' in result)) throw new Error(`${task.name} was ${result.state}`);
      turns.get(task.name)?.samples.push(...(result.latency.samples ?? []));
      // Finalizers of dropped arrays run between turns of the event loop only.
      await nextLoopTurn();
    }
  }
}

/**
 * Another first each round and every second round backwards, so that nobody always follows the same contender, whose
 * caches and garbage it would inherit.
 * @template T
 * @param {T[]} items
 * @param {number} round
 */
function order(items, round) {
  const start = round % items.length;
  const turned = [...items.slice(start), ...items.slice(0, start)];
  return round % 2 === 0 ? turned : turned.reverse();
}

/**
 * Runs `calls` calls; returns the last result, or of scalar results the mean, so that every call's answer is used.
 * @param {() => unknown} run
 * @param {number} calls
 */
function batch(run, calls) {
  let total = 0;
  let result;
  for (let i = 0; i < calls; i++) {
    result = run();
    if (typeof result === 'number') total += result;
  }
  return typeof result === 'number' ? total / calls : result;
}

/**
 * Warms a contender up and finds how many calls last one batch; `cost` is milliseconds a call.
 * @param {() => unknown} run
 * @param {import('./options.js').Effort} effort
 */
function calibrate(run, effort) {
  let calls = 1;
  let cost = 0;
  const start = performance.now();
  for (;;) {
    const begin = performance.now();
    batch(run, calls);
    const end = performance.now();
    cost = (end - begin) / calls;
    const enough = cost * calls >= effort.batch / 2;
    if (enough) calls = Math.max(1, Math.round(effort.batch / cost));
    if (enough && end - start >= effort.warmup) return { calls, cost };
    if (!enough) calls *= 2;
  }
}

/**
 * @param {string} id
 * @param {Answer} expected
 * @param {Answer} actual
 * @param {number} tolerance
 * @param {number} [step]
 */
function check(id, expected, actual, tolerance, step) {
  const wrong = difference(expected, actual, tolerance, step);
  if (wrong !== null) throw new Error(`${id} gives a wrong answer: ${wrong}`);
}

/** @param {unknown} result */
const plain = (result) => /** @type {Answer} */ (result);

/**
 * @param {Answer} answer
 * @param {number} modulo
 */
const wrap = (answer, modulo) => (typeof answer === 'number' && modulo < Infinity ? answer % modulo : answer);

/**
 * @param {number[]} milliseconds one batch each
 * @param {number} calls
 * @returns {Timing}
 */
function summarise(milliseconds, calls) {
  const sorted = milliseconds.map((ms) => (ms * 1e6) / calls).sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p25: quantile(sorted, 0.25),
    p75: quantile(sorted, 0.75),
    samples: sorted.length,
    calls,
  };
}

/**
 * NumPy's default quantile: linear between the two nearest.
 * @param {number[]} sorted
 * @param {number} q
 */
function quantile(sorted, q) {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
