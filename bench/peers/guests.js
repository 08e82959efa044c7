// @ts-check
// Contenders in processes of their own: NumPy, and contig with a helper thread, whose heap lies in shared memory.

import { fileURLToPath } from 'node:url';
import { Child } from '../child.js';
import { oneThread } from '../numpy.js';
import { difference } from '../verify.js';
import { describe } from './stage.js';

/** @typedef {import('./table.js').Entry} Entry */
/** @typedef {import('./table.js').Place} Place */

/** @type {(name: string) => string} */
const path = (name) => fileURLToPath(new URL(name, import.meta.url));

export class Visitor {
  #child;

  /**
   * @param {string} id
   * @param {Child} child
   * @param {any} hello
   */
  constructor(id, child, hello) {
    this.id = id;
    this.#child = child;
    this.hello = hello;
  }

  /** NumPy with one thread; null when there is no python3 with NumPy. */
  static async numpy() {
    const started = await Child.start('python3', [path('./numpy_peers.py')], oneThread);
    return started && new Visitor('numpy', started.child, started.hello);
  }

  /** contig with two threads; null when it has none. */
  static async threads() {
    const started = await Child.start(process.execPath, [...process.execArgv, path('./threaded.js')]);
    return started && new Visitor('threads', started.child, started.hello);
  }

  /**
   * The contender of one row.
   * @param {Entry} entry
   * @param {Place} place
   * @param {import('../options.js').Effort} effort
   * @param {number} tolerance
   * @returns {import('../measure.js').Guest}
   */
  guest(entry, place, { batch, warmup }, tolerance) {
    return {
      id: this.id,
      begin: async (answer) => {
        const { calls, cost, probe } = await this.#ask({ ...describe(entry, place), batch, warmup });
        if (calls === undefined) return null;
        const wrong = difference(typeof answer === 'number' ? answer : spots(answer), probe, tolerance);
        if (wrong !== null) throw new Error(`gives a wrong answer: ${wrong}`);
        return { calls, cost };
      },
      turn: async () => (await this.#ask({})).ms,
    };
  }

  stop() {
    this.#child.stop();
  }

  /** @param {object} request */
  async #ask(request) {
    const reply = await this.#child.ask(request);
    if (reply === null) throw new Error(`${this.id} has stopped`);
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply;
  }
}

/**
 * What is compared of a guest's answer: the first, middle and last element.
 * @param {ArrayLike<number>} answer
 */
export const spots = (answer) => [0, answer.length >> 1, answer.length - 1].map((i) => answer[i]);
