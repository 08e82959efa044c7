/** One Chromium that runs test files one after another, each in a page of its own, and survives what they do to it. */
import { launch } from '../../tools/chromium.mjs';

/** Seconds without a word from a page before it is taken for hung. */
export const PATIENCE = 60;

/** What became of one file in one configuration. */
export class Outcome {
  /** @type {string[]} */
  collected = [];
  passed = 0;
  skipped = 0;
  ended = 0;
  /** @type {{ test: string, errors: readonly string[] }[]} Failed tests, and what went wrong outside of tests. */
  failures = [];
  /** The test at work. */
  running = '';
  seconds = 0;

  /** @param {import('./page/events.js').Report} event */
  note(event) {
    if (event.kind === 'collected') this.collected = event.tests;
    else if (event.kind === 'start') this.running = event.test;
    else if (event.kind === 'trouble') this.failures.push({ test: `(${event.where})`, errors: event.errors });
    else if (event.kind === 'end') {
      this.ended++;
      this.running = '';
      if (event.state === 'passed') this.passed++;
      else if (event.state === 'skipped') this.skipped++;
      else this.failures.push({ test: event.test, errors: event.errors });
    }
  }

  /** The page said no more. @param {string} what */
  break(what) {
    const where = this.running ? `in "${this.running}"` : 'outside of a test';
    this.failures.push({ test: this.running || '(the page)', errors: [`${what} ${where}`] });
  }
}

const within = (promise, milliseconds) =>
  Promise.race([
    promise.then(
      () => true,
      () => false,
    ),
    new Promise((resolve) => setTimeout(resolve, milliseconds, false)),
  ]);

export class Lane {
  #executable;
  #patience;
  #running;
  /** By page: who hears its reports. */
  #listeners = new Map();

  /**
   * @param {string} executable Chromium.
   * @param {number} patience Seconds that a page may be silent.
   */
  constructor(executable, patience = PATIENCE) {
    this.#executable = executable;
    this.#patience = patience;
  }

  async #context() {
    if (this.#running === undefined) {
      const { browser, kill } = await launch(this.#executable);
      const context = await browser.newContext();
      await context.exposeBinding('report', ({ page }, event) => this.#listeners.get(page)?.(event));
      this.#running = { context, kill };
    }
    return this.#running.context;
  }

  /** Ends Chromium; the next file starts it anew. */
  async close() {
    const running = this.#running;
    this.#running = undefined;
    await running?.kill();
  }

  /**
   * Runs a file to its end, or to that of the page.
   *
   * @param {string} origin Where the tests are served.
   * @param {import('./page/events.js').Task} task
   * @returns {Promise<Outcome>}
   */
  async run(origin, task) {
    const outcome = new Outcome();
    const start = performance.now();
    const page = await (await this.#context()).newPage();
    let heard = performance.now();
    let timer;
    const whole = await new Promise((resolve) => {
      let over = false;
      const end = (whole) => {
        over = true;
        resolve(whole);
      };
      const lost = (what) => {
        if (over) return;
        outcome.break(what);
        end(false);
      };
      /** Until there are tests, nobody in the page hears of errors. */
      const hasTests = () => outcome.collected.length > 0;
      this.#listeners.set(page, (event) => {
        heard = performance.now();
        if (event.kind === 'done') end(true);
        else outcome.note(event);
      });
      page.on('crash', () => lost('the page crashed'));
      page.on('close', () => lost('the page was closed'));
      page.on('pageerror', (error) => {
        if (!hasTests()) outcome.note({ kind: 'trouble', where: 'the page', errors: [String(error)] });
      });
      page.on('response', (response) => {
        if (response.status() >= 400 && !hasTests()) lost(`${response.url()}: HTTP ${response.status()}`);
      });
      timer = setInterval(() => {
        if (performance.now() - heard > 1000 * this.#patience) lost(`no progress for ${this.#patience} s`);
      }, 500);
      page
        .goto(`${origin}/?${encodeURIComponent(JSON.stringify(task))}`, { waitUntil: 'commit' })
        .catch((error) => lost(String(error)));
    });
    clearInterval(timer);
    this.#listeners.delete(page);
    if (whole && outcome.ended < outcome.collected.length) outcome.break('some tests did not end');
    // A page that does not close takes its Chromium with it.
    if (!(whole && (await within(page.close(), 5000)))) await this.close();
    outcome.seconds = (performance.now() - start) / 1000;
    return outcome;
  }
}
