// @ts-check
// Sorting and searching a million random elements: contig's builds, the typed array's own methods where it has any, NumPy,
// and NumPy without its wide vectors, which is what runs where a processor has no AVX: its sorts differ most in that.

import { argsort, array, median, NDArray, partition, searchsorted, sort, unique } from 'contig';
import { contenders, read } from './contenders.js';
import { dtypes, keys, sizeName } from './data.js';
import { compare } from './measure.js';
import { comparison } from './rows.js';

/** @typedef {import('./data.js').Dtype} Dtype */
/** @typedef {import('./data.js').Typed} Typed */
/** @typedef {import('./verify.js').Answer} Answer */

/**
 * What a task is given: random elements, others sorted; `made` is contig's last result.
 * @template A
 * @typedef {{ keys: A, sorted: A, made?: NDArray }} Operands
 */

/**
 * `answer` turns a result into what can be compared with the other contenders'; the elements unless given. A task without a
 * loop has no typed-array counterpart.
 * @typedef {object} Task
 * @property {string} name
 * @property {(o: Operands<any>) => unknown} contig
 * @property {(o: Operands<Typed>) => unknown} [loop]
 * @property {(result: any) => Answer} [answer]
 */

/** @type {Task[]} */
const tasks = [
  {
    name: 'sort',
    contig: ({ keys }) => sort(keys),
    loop: ({ keys }) => keys.slice().sort(),
  },
  { name: 'argsort, stable', contig: ({ keys }) => argsort(keys), answer: indices },
  { name: 'partition', contig: ({ keys }) => partition(keys, keys.size >> 1), answer: middleOf },
  { name: 'median', contig: ({ keys }) => median(keys) },
  { name: 'searchsorted', contig: ({ keys, sorted }) => searchsorted(sorted, keys), answer: indices },
  { name: 'unique', contig: ({ keys }) => unique(keys) },
];

/**
 * Indices of 64 bits as numbers: their lower words.
 * @param {NDArray} result
 */
function indices({ data, offset, size }) {
  const words = new Uint32Array(data.buffer, data.byteOffset + offset * 8, size * 2);
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = words[2 * i];
  return values;
}

/**
 * The middle element of a partition; NaN if one before it is greater or one after it less.
 * @param {NDArray} result
 */
function middleOf(result) {
  const values = /** @type {Typed} */ (read(result));
  const place = values.length >> 1;
  const middle = values[place];
  let isRight = true;
  for (let i = 0; i < place; i++) isRight &&= values[i] <= middle;
  for (let i = place; i < values.length; i++) isRight &&= values[i] >= middle;
  return isRight ? middle : Number.NaN;
}

/** @type {Dtype[]} */
const order = ['f32', 'f64', 'i32', 'u8'];
const SIZE = 1e6;
/** Enough elements and calls for the engine to replace its first, slow code. */
const WARM = { size: 4096, calls: 200 };
const ROUNDS = 7;

/** @returns {import('./rows.js').Planned[]} */
export function plan() {
  let held = /** @type {{ dtype: Dtype, kinds: Held } | null} */ (null);
  return order.flatMap((dtype) =>
    tasks.map((task) => ({
      name: `sorting ${task.name} ${dtype} ${sizeName(SIZE)}`,
      async run({ effort, numpy, narrow }) {
        for (const { enter, run } of casesOf(task, hold(dtype, WARM.size)).filter(({ id }) => id !== 'loop')) {
          enter?.();
          for (let i = 0; i < WARM.calls; i++) run();
        }
        if (held?.dtype !== dtype) held = { dtype, kinds: hold(dtype, SIZE) };
        const rounds = Math.min(effort.rounds, ROUNDS);
        const { timings, answer } = await compare(casesOf(task, held.kinds), { ...effort, rounds }, 0);
        const request = { task: task.name, dtype, n: SIZE, ms: effort.budget / 3 };
        const native = await measureNative({ numpy, narrow }, request, answer);
        const bytes = SIZE * dtypes[dtype].array.BYTES_PER_ELEMENT * 2;
        const head = { section: /** @type {const} */ ('sorting'), task: task.name, dtype, n: SIZE, bytes };
        return [comparison(head, { ...timings, ...native })];
      },
    })),
  );
}

/**
 * The timings of those rivals that run here.
 * @param {Record<string, import('./numpy.js').NumPy | null>} rivals
 * @param {import('./numpy.js').Request & { dtype: Dtype }} request
 * @param {Answer} answer
 */
async function measureNative(rivals, request, answer) {
  /** @type {Record<string, import('./measure.js').Timing>} */
  const timings = {};
  for (const [id, rival] of Object.entries(rivals)) {
    const timing = await rival?.measure(request, answer, request.dtype);
    if (timing) timings[id] = timing;
  }
  return timings;
}

/** @typedef {{ contig: Operands<NDArray>, loop: Operands<Typed> }} Held */

/**
 * @param {Dtype} dtype
 * @param {number} n
 * @returns {Held}
 */
function hold(dtype, n) {
  const values = keys(dtype, n, 0);
  const sorted = keys(dtype, n, 1).sort();
  return { contig: { keys: array(values, dtype), sorted: array(sorted, dtype) }, loop: { keys: values, sorted } };
}

/**
 * The contenders that have the task, ready to be timed. contig's last result is let go before the next is made: a loop that
 * does so gets the same memory again.
 * @param {Task} task
 * @param {Held} held
 * @returns {import('./measure.js').Case[]}
 */
function casesOf(task, held) {
  const { contig, loop, answer } = task;
  const given = held.contig;
  return contenders.flatMap(({ id, kind, enter }) => {
    if (kind === 'loop' && loop) return [{ id, run: () => loop(held.loop), read: (result) => read(result) }];
    if (kind !== 'contig') return [];
    const run = () => {
      given.made?.dispose();
      const result = contig(given);
      given.made = result instanceof NDArray ? result : undefined;
      return result;
    };
    return [{ id, run, enter, read: (result) => (answer ?? read)(result) }];
  });
}
