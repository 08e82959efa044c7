/** What the command prints: progress while it runs, then counts and failures. */

import { stripVTControlCharacters } from 'node:util';

const CLEAR = '\r\x1b[2K';
/** Milliseconds between lines of progress where they do not replace each other. */
const PAUSE = 10_000;

/** How many of the slowest files are named. */
const SLOWEST = 5;

const count = (n, what) => `${n.toLocaleString('en')} ${what}`;

class Row {
  done = 0;
  passed = 0;
  failed = 0;
  skipped = 0;
  seconds = 0;

  constructor(name, total) {
    this.name = name;
    this.total = total;
  }

  toString() {
    const { name, done, total, passed, failed, skipped, seconds } = this;
    const counts = `${count(passed, 'passed')}, ${count(failed, 'failed')}, ${count(skipped, 'skipped')}`;
    return `${name.padEnd(22)} ${done} of ${total} files: ${counts} (${seconds.toFixed(0)} s)`;
  }
}

export class Reporter {
  #rows = new Map();
  #said = performance.now();
  #terminal = process.stdout.isTTY;
  #start = performance.now();
  /** @type {string[]} */
  #failures = [];
  /** @type {{ label: string, seconds: number }[]} */
  #times = [];

  /**
   * @param {string} configuration
   * @param {number} files How many it has to run.
   */
  expect(configuration, files) {
    this.#rows.set(configuration, new Row(configuration, files));
  }

  /** A line that stays. @param {string} text */
  say(text) {
    if (this.#terminal) process.stdout.write(CLEAR);
    console.log(this.#terminal ? text : stripVTControlCharacters(text));
  }

  /** A failure, at once and again at the end. @param {string} text */
  fail(text) {
    this.#failures.push(text);
    this.say(`FAILED ${text}`);
  }

  /** Whether tests of a file failed. @param {string} file */
  failedIn(file) {
    return this.#failures.some((text) => text.includes(file));
  }

  /** Files that are run now. @param {readonly string[]} running */
  progress(running) {
    const rows = [...this.#rows.values()];
    const done = rows.reduce((sum, row) => sum + row.done, 0);
    const total = rows.reduce((sum, row) => sum + row.total, 0);
    const text = `${done} of ${total} files, ${this.#seconds()} s; running ${running.join(', ')}`;
    if (this.#terminal) process.stdout.write(`${CLEAR}${text.slice(0, process.stdout.columns - 1)}`);
    else if (performance.now() - this.#said > PAUSE) console.log(text);
    else return;
    this.#said = performance.now();
  }

  /**
   * A file is over.
   *
   * @param {string} configuration
   * @param {string} file
   * @param {import('./lane.mjs').Outcome} outcome
   */
  add(configuration, file, outcome) {
    const row = this.#rows.get(configuration);
    row.done++;
    row.passed += outcome.passed;
    row.failed += outcome.failures.length;
    row.skipped += outcome.skipped;
    row.seconds += outcome.seconds;
    this.#times.push({ label: `${file} (${configuration})`, seconds: outcome.seconds });
    for (const { test, errors } of outcome.failures) {
      const indented = errors.join('\n').replace(/^/gm, '    ');
      this.fail(`${configuration}: ${file}\n  ${test}\n${indented}`);
    }
  }

  /** Prints the counts; whether all went well. */
  end() {
    if (this.#terminal) process.stdout.write(CLEAR);
    const rows = [...this.#rows.values()];
    if (rows.every(({ passed, failed }) => passed + failed === 0)) this.fail('no test ran');
    const failed = this.#failures.length;
    if (failed > 0) {
      const first = (text) => text.split('\n').slice(0, 3).join('\n');
      this.say(`\n${count(failed, 'failed')}:\n${this.#failures.map(first).join('\n')}`);
    }
    const slowest = this.#times.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
    if (slowest.length === SLOWEST) {
      console.log(`\nslowest: ${slowest.map(({ label, seconds }) => `${label} ${seconds.toFixed(1)} s`).join(', ')}`);
    }
    console.log(`\n${rows.join('\n')}\n${this.#seconds()} s in total`);
    return failed === 0;
  }

  #seconds() {
    return ((performance.now() - this.#start) / 1000).toFixed(0);
  }
}
