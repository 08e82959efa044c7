// @ts-check
// The tasks on real numbers: delay (minutes), distance (miles) and time (hours) of the flights in vega-datasets'
// flights-200k, as f32 columns and as the rows of objects that JSON.parse gives.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { countNonzero, greater, mean, sum } from 'contig';
import { casesOf, holds, outputs } from './contenders.js';
import { dtypes } from './data.js';
import { compare, warm } from './measure.js';
import { comparison } from './rows.js';

/** @typedef {{ delay: number, distance: number, time: number }} Flight */
/** @typedef {import('./tasks.js').Task} Task */
/** @typedef {import('./data.js').Typed} Typed */

/**
 * The three columns in one container, also as the operands a, b and c.
 * @template A
 * @typedef {import('./tasks.js').Operands<A> & { delay: A, distance: A, time: A }} Columns
 */

/**
 * @typedef {object} FlightTask
 * @property {string} name
 * @property {number} columns how many it reads
 * @property {number} outputs how many it writes
 * @property {(o: Columns<any>) => unknown} contig
 * @property {(o: Columns<Typed>) => unknown} loop
 * @property {(o: Columns<number[]>) => unknown} numbers
 * @property {(flights: Flight[]) => unknown} objects
 */

/** Minutes: a flight later than this is late. */
const LATE = 60;

/** Normalising is the same task as on made-up numbers, in a module instance of its own (see compute.js). */
const { tasks: plainTasks } = /** @type {{ tasks: Task[] }} */ (await import(`./tasks.js?${'flights'}`));
const normalise = /** @type {Task} */ (plainTasks.find(({ name }) => name === 'normalise'));

/** @type {FlightTask[]} */
const tasks = [
  {
    name: 'mean of 3 columns',
    columns: 3,
    outputs: 0,
    contig: ({ delay, distance, time }) => [mean(delay), mean(distance), mean(time)],
    loop: ({ delay, distance, time }) => [average(delay), average(distance), average(time)],
    numbers: ({ delay, distance, time }) =>
      [delay, distance, time].map((column) => column.reduce((total, x) => total + x, 0) / column.length),
    objects: (flights) => [
      flights.reduce((total, { delay }) => total + delay, 0) / flights.length,
      flights.reduce((total, { distance }) => total + distance, 0) / flights.length,
      flights.reduce((total, { time }) => total + time, 0) / flights.length,
    ],
  },
  {
    name: 'late: count, mean',
    columns: 1,
    outputs: 0,
    contig({ delay, t, mask }) {
      const late = greater(delay, t, { out: mask });
      const count = Number(countNonzero(late));
      return [count, Number(sum(delay, { where: late })) / count];
    },
    loop({ delay, t }) {
      let count = 0;
      let total = 0;
      for (let i = 0; i < delay.length; i++) {
        if (delay[i] > t) {
          count++;
          total += delay[i];
        }
      }
      return [count, total / count];
    },
    numbers({ delay, t }) {
      const late = delay.filter((minutes) => minutes > t);
      return [late.length, late.reduce((total, minutes) => total + minutes, 0) / late.length];
    },
    objects(flights) {
      const late = flights.filter(({ delay }) => delay > LATE);
      return [late.length, late.reduce((total, { delay }) => total + delay, 0) / late.length];
    },
  },
  {
    name: 'normalise delay',
    columns: 1,
    outputs: 1,
    contig: normalise.contig,
    loop: normalise.loop,
    numbers: normalise.numbers,
    objects(flights) {
      const centre = flights.reduce((total, { delay }) => total + delay, 0) / flights.length;
      const scale = Math.sqrt(flights.reduce((total, { delay }) => total + (delay - centre) ** 2, 0) / flights.length);
      return flights.map(({ delay }) => (delay - centre) / scale);
    },
  },
];

/** @param {Typed} column */
function average(column) {
  let total = 0;
  for (let i = 0; i < column.length; i++) total += column[i];
  return total / column.length;
}

/** @returns {import('./rows.js').Planned[]} */
export function plan() {
  const data = dataFile();
  if (data === null) {
    console.error('no flights section: its data is the package vega-datasets (npm install vega-datasets)');
    return [];
  }
  let loaded = /** @type {{ file: string, n: number, few: Held, all: Held } | null} */ (null);
  return tasks.map((task) => ({
    name: `flights ${task.name}`,
    async run({ effort, numpy }) {
      loaded ??= load(data);
      const { file, n, few, all } = loaded;
      warm(casesOf(task, few));
      const { timings, answer } = await compare(casesOf(task, all), effort, dtypes.f32.tolerance);
      const native = await numpy?.measure({ task: task.name, file, n, ms: effort.budget / 3 }, answer, 'f32');
      const bytes = n * 4 * (task.columns + task.outputs);
      const head = { section: /** @type {const} */ ('flights'), task: task.name, dtype: 'f32', n, bytes };
      return [comparison(head, native ? { ...timings, numpy: native } : timings)];
    },
  }));
}

/** The file with the flights; null where its package is not installed, as beside an installed contig. */
function dataFile() {
  try {
    const library = createRequire(import.meta.url).resolve('vega-datasets');
    return join(dirname(library), '../data/flights-200k.json');
  } catch {
    return null;
  }
}

/**
 * Reads the file, and holds its columns in every container: all of them, and a few to warm up with.
 * @param {string} file
 */
function load(file) {
  /** @type {Flight[]} */
  const flights = JSON.parse(readFileSync(file, 'utf8'));
  return { file, n: flights.length, few: hold(flights.slice(0, 64)), all: hold(flights) };
}

/** @typedef {(kind: import('./contenders.js').Kind) => any} Held */

/**
 * @param {Flight[]} flights
 * @returns {Held}
 */
function hold(flights) {
  const n = flights.length;
  const column = (/** @type {keyof Flight} */ name) => Float32Array.from(flights, (flight) => flight[name]);
  const [delays, distances, times] = [column('delay'), column('distance'), column('time')];
  const held = Object.fromEntries(
    /** @type {const} */ (['contig', 'loop', 'numbers']).map((kind) => {
      const [delay, distance, time] = [delays, distances, times].map((values) => holds[kind](values, 'f32'));
      const out = outputs[kind](n, 'f32');
      const mask = outputs[kind](n, 'bool');
      return [kind, { a: delay, b: distance, c: time, t: LATE, out, mask, delay, distance, time }];
    }),
  );
  return (kind) => (kind === 'objects' ? flights : held[kind]);
}
