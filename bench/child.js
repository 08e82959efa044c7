// @ts-check
// Another process that measures: it reads one JSON request a line and answers with one JSON line.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Child {
  #process;
  #lines;

  /** @param {import('node:child_process').ChildProcessByStdio<any, any, null>} process */
  constructor(process) {
    this.#process = process;
    this.#lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  /**
   * The process and its first line; null when there is no such command or it stops before saying anything.
   * @param {string} command
   * @param {string[]} args
   * @param {Record<string, string>} [settings] further environment variables
   * @returns {Promise<{ child: Child, hello: any } | null>}
   */
  static async start(command, args, settings = {}) {
    const started = spawn(command, args, { env: { ...process.env, ...settings }, stdio: ['pipe', 'pipe', 'ignore'] });
    const failed = new Promise((resolve) => started.once('error', resolve));
    started.stdin.on('error', () => {});
    const child = new Child(started);
    const hello = await Promise.race([child.#read(), failed.then(() => null)]);
    return hello === null ? null : { child, hello };
  }

  /**
   * The reply to a request; null when the process has stopped.
   * @param {object} request
   */
  async ask(request) {
    this.#process.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#read();
  }

  stop() {
    this.#process.stdin.end();
  }

  async #read() {
    const { value, done } = await this.#lines.next();
    return done ? null : JSON.parse(value);
  }
}
