// @ts-check
// Times contenders against each other: rounds in which each runs one batch of calls in its turn, so that whatever the
// machine does meanwhile (other work, clock changes, collections) falls on all of them alike. tinybench times the turns.

import { Bench } from 'tinybench';
import { nextLoopTurn, timestampProvider } from './runtime.js';
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
 * Nanoseconds a call: median, quartiles and the least over the rounds; `calls` in each round's batch.
 * @typedef {{ median: number, p25: number, p75: number, fastest?: number, samples: number, calls: number }} Timing
 */

/**
 * A contender in another process. `begin` gets it ready and holds its answer against the others'; it returns null when the
 * guest does not have the row. `turn` runs one batch and returns its milliseconds.
 * @typedef {object} Guest
 * @property {string} id
 * @property {(answer: Answer) => Promise<{ calls: number, cost: number } | null>} begin
 * @property {() => Promise<number>} turn
 */

/**
 * `modulo`: compare scalar answers modulo this (an accumulator that wraps). `reject`: told of a contender that throws or
 * gives a wrong answer, which is left out then; without it, and for the first case, that is an error. `step`: look at every
 * step-th element of first answers.
 * @typedef {{ modulo?: number, guests?: Guest[], reject?: (id: string, message: string) => void, step?: number }} Rules
 */

/**
 * Who takes turns: `turn` adds the milliseconds of a batch to `samples`; `cost` is milliseconds a call.
 * @typedef {{ id: string, calls: number, cost: number, samples: number[], turn: () => void | Promise<void> }} Player
 */

/** Elements looked at after every turn; the first answer is compared whole. */
const SPOT_CHECKS = 1000;

/**
 * Times the cases in alternating turns. The first case's answer is the reference for all others (`tolerance`), before the
 * first turn and after each.
 * @param {Case[]} cases
 * @param {import('./options.js').Effort} effort
 * @param {number} tolerance
 * @param {Rules} [rules]
 * @returns {Promise<{ timings: Record<string, Timing>, answer: Answer }>}
 * @throws {Error} when a contender's answer is wrong
 */
export async function compare(cases, effort, tolerance, { modulo = Infinity, guests = [], reject, step } = {}) {
  /** @type {Answer | undefined} */
  let answer;
  /** @type {Player[]} */
  const players = [];
  const bench = new Bench({
    iterations: 1,
    time: 0,
    warmup: false,
    retainSamples: true,
    throws: true,
    timestampProvider,
  });

  for (const contender of cases) {
    try {
      const { first, cold } = attempt(contender, modulo);
      answer ??= typeof first === 'number' ? first : new Float64Array(first);
      check(contender.id, answer, first, tolerance, step);
      players.push(prepare(bench, contender, effort, cold, { answer, tolerance, modulo }));
    } catch (error) {
      if (reject === undefined || answer === undefined) throw error;
      reject(contender.id, error instanceof Error ? error.message : String(error));
    }
  }
  if (answer === undefined) throw new Error('a row needs at least one contender');
  for (const { id, begin, turn } of guests) {
    try {
      const ready = await begin(answer);
      if (ready === null) continue;
      /** @type {number[]} */
      const samples = [];
      players.push({ id, ...ready, samples, turn: async () => void samples.push(await turn()) });
    } catch (error) {
      if (reject === undefined) throw error;
      reject(id, error instanceof Error ? error.message : String(error));
    }
  }

  await alternate(players, effort);
  return {
    timings: Object.fromEntries(players.map(({ id, calls, samples }) => [id, summarise(samples, calls)])),
    answer,
  };
}

/**
 * A contender's first call: its answer, and the milliseconds it took.
 * @param {Case} contender
 * @param {number} modulo
 */
function attempt({ run, enter, read = plain, clear }, modulo) {
  enter?.();
  clear?.();
  const begin = performance.now();
  const result = run();
  const cold = performance.now() - begin;
  return { first: wrap(read(result), modulo), cold };
}

/**
 * A contender warmed up and ready to take turns.
 * @param {Bench} bench
 * @param {Case} contender
 * @param {import('./options.js').Effort} effort
 * @param {number} cold
 * @param {{ answer: Answer, tolerance: number, modulo: number }} expected
 * @returns {Player}
 */
function prepare(bench, { id, run, enter, read = plain }, effort, cold, { answer, tolerance, modulo }) {
  // A first call that lasted long may only have been interrupted: a second one tells.
  const long = cold >= effort.warmup ? Math.min(cold, timeOf(run)) : 0;
  const { calls, cost } = long >= effort.warmup ? { calls: 1, cost: long } : calibrate(run, effort);
  // A turn begins with the caches full of another contender's data; one call untimed brings its own back.
  // Where a single call lasts this long (ms), that matters no more.
  const refill = cost < 5;
  const step = typeof answer === 'number' ? 1 : Math.ceil(answer.length / SPOT_CHECKS);
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
        check(id, answer, wrap(read(last), modulo), tolerance, step);
      },
    },
  );
  /** @type {number[]} */
  const samples = [];
  const turn = () => {
    const task = /** @type {import('tinybench').Task} */ (bench.getTask(id));
    task.reset(false);
    task.runSync();
    const { result } = task;
    if ('error' in result) throw result.error;
    if (!('latency' in result)) throw new Error(`${id} was ${result.state}`);
    samples.push(...(result.latency.samples ?? []));
  };
  return { id, calls, cost, samples, turn };
}

/** @param {() => unknown} run */
function timeOf(run) {
  const begin = performance.now();
  run();
  return performance.now() - begin;
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
 * @param {Player[]} players
 * @param {import('./options.js').Effort} effort
 */
async function alternate(players, { rounds, budget, batch: length }) {
  const start = performance.now();
  for (let round = 0; round < rounds || performance.now() - start < budget; round++) {
    const playing = players.filter(({ cost }) => round < ROUNDS_OF_THE_LONG || cost < LONG * length);
    if (playing.length === 0) return;
    for (const { turn } of order(playing, round)) {
      await turn();
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
export function batch(run, calls) {
  let total = 0;
  let result;
  for (let i = 0; i < calls; i++) {
    result = run();
    if (typeof result === 'number') total += result;
  }
  return typeof result === 'number' ? total / calls : result;
}

/**
 * Warms a contender up and finds how many calls last one batch; `cost` is milliseconds a call, the least of at least two
 * measurements, because one may be that of an interruption.
 * @param {() => unknown} run
 * @param {Pick<import('./options.js').Effort, 'batch' | 'warmup'>} effort
 */
export function calibrate(run, effort) {
  let calls = 1;
  let cost = Number.POSITIVE_INFINITY;
  let measured = 0;
  const start = performance.now();
  for (;;) {
    const begin = performance.now();
    batch(run, calls);
    const end = performance.now();
    if (end - begin < effort.batch / 2) {
      calls *= 2;
      continue;
    }
    cost = Math.min(cost, (end - begin) / calls);
    calls = Math.max(1, Math.round(effort.batch / cost));
    if (++measured > 1 && end - start >= effort.warmup) return { calls, cost };
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
    fastest: sorted[0],
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
