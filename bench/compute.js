// @ts-check
// The main section: every task over every element type and size, all contenders.

import { casesOf, holds, outputs } from './contenders.js';
import { dtypes, middle, numbers, sizeName } from './data.js';
import { compare, warm } from './measure.js';
import { comparison } from './rows.js';
import { heapLimit } from './runtime.js';

/** @typedef {import('./data.js').Dtype} Dtype */
/** @typedef {import('./contenders.js').Kind} Kind */
/** @typedef {import('./tasks.js').Task} Task */

/**
 * u8 comes first: V8 shares the hidden class of `{ x, y }` between all arrays of such objects, and once a field has held
 * a fraction, integers in it are boxed too.
 * @type {Dtype[]}
 */
const order = ['u8', 'f32', 'f64'];

/**
 * A module of its own for each element type, so that V8's type feedback is: a loop that has seen Uint8Array and
 * Float64Array is slower on both, and contig would gain by what nobody's program does.
 * @type {Record<string, () => Promise<{ tasks: Task[] }>>}
 */
const modules = {
  u8: () => import('./tasks.js?u8'),
  f32: () => import('./tasks.js?f32'),
  f64: () => import('./tasks.js?f64'),
};

/** Heap bytes of an `{ x, y }` with fractions in it, its place in the array included (measured: 80), rounded up. */
const OBJECT_BYTES = 100;

/**
 * @param {number[]} sizes
 * @param {Dtype[]} [dtypes] in the order of `order`
 * @returns {Promise<import('./rows.js').Planned[]>}
 */
export async function plan(sizes, dtypes = order) {
  const rows = [];
  const warmed = new Set();
  let pool = /** @type {Pool | null} */ (null);
  for (const dtype of dtypes) {
    const { tasks } = await modules[dtype]();
    for (const n of sizes) {
      for (const task of tasks) {
        const name = `compute ${task.name} ${dtype} ${sizeName(n)}`;
        /** @type {import('./rows.js').Planned['run']} */
        const run = async (context) => {
          if (!warmed.has(task)) {
            const few = new Pool(dtype, 64);
            warm(casesOf(task, (kind) => few.operands(kind, task)));
            few.dispose();
            warmed.add(task);
          }
          if (pool?.dtype !== dtype || pool.n !== n) {
            pool?.dispose();
            pool = new Pool(dtype, n);
          }
          pool.retain(task.inputs);
          return measure(task, pool, context);
        };
        rows.push({ name, run });
      }
    }
  }
  return rows;
}

/**
 * @param {Task} task
 * @param {Pool} pool
 * @param {import('./rows.js').Context} context
 */
async function measure(task, pool, { effort, numpy: rival }) {
  const { dtype, n } = pool;
  const result = task.result(dtype);
  const cases = casesOf(task, (kind) => pool.operands(kind, task)).filter(
    ({ id }) => id !== 'objects' || objectsFit(n, task.inputs.length),
  );
  const modulo = task.wraps && dtype === 'u8' ? 256 : Number.POSITIVE_INFINITY;
  const { timings, answer } = await compare(cases, effort, dtypes[result].tolerance, { modulo });
  const numpy = await rival?.measure({ task: task.name, dtype, n, ms: effort.budget / 3 }, answer, result);
  const size = (/** @type {Dtype} */ each) => n * dtypes[each].array.BYTES_PER_ELEMENT;
  const bytes = size(dtype) * task.inputs.length + (task.reduces ? 0 : size(result));
  return [
    comparison({ section: 'compute', task: task.name, dtype, n, bytes }, numpy ? { ...timings, numpy } : timings),
  ];
}

/**
 * Whether `count` arrays of `n` objects leave the JavaScript heap room for everything else.
 * @param {number} n
 * @param {number} count
 */
const objectsFit = (n, count) => n * count * OBJECT_BYTES < 0.75 * heapLimit();

/** The operands of one dtype and size, each made when first asked for and all dropped together. */
class Pool {
  /** @type {Map<string, any>} */
  #made = new Map();

  /**
   * @param {Dtype} dtype
   * @param {number} n
   */
  constructor(dtype, n) {
    this.dtype = dtype;
    this.n = n;
  }

  /**
   * @param {Kind} kind
   * @param {Task} task
   */
  operands(kind, task) {
    const { dtype, n } = this;
    const result = task.result(dtype);
    /** @type {any} */
    const given = { t: middle(dtype) };
    for (const name of task.inputs) given[name] = this.#once(`${kind} ${name}`, () => this.#input(kind, name));
    if (!task.reduces) given.out = this.#once(`${kind} out ${result}`, () => outputs[kind](n, result));
    if (task.masks) given.mask = this.#once(`${kind} mask`, () => outputs[kind](n, 'bool'));
    return given;
  }

  /**
   * Drops inputs that are read no more: a heap full of other contenders' objects slows every collection.
   * @param {string[]} inputs
   */
  retain(inputs) {
    for (const key of this.#made.keys()) {
      const name = key.split(' ')[1];
      if ('abc'.includes(name) && !inputs.includes(name)) this.#drop(key);
    }
  }

  dispose() {
    for (const key of this.#made.keys()) this.#drop(key);
  }

  /** @param {string} key */
  #drop(key) {
    this.#made.get(key)?.dispose?.();
    this.#made.delete(key);
  }

  /**
   * @param {Kind} kind
   * @param {'a' | 'b' | 'c'} name
   */
  #input(kind, name) {
    const { dtype, n } = this;
    const values = this.#once(`values ${name}`, () => numbers(dtype, n, 'abc'.indexOf(name)));
    return holds[kind](values, dtype);
  }

  /**
   * @param {string} key
   * @param {() => any} make
   */
  #once(key, make) {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key);
  }
}
