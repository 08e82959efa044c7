// @ts-check
// contig with one helper thread beside the main one, in a process of its own; it takes turns as numpy_peers.py does.

import { createInterface } from 'node:readline';
import * as contig from 'contig';
import { batch, calibrate } from '../measure.js';
import { spots } from './guests.js';
import { stage } from './stage.js';
import { table } from './table.js';

/** @type {{ start: (helpers: number) => Promise<unknown> } | undefined} */
const threads = Reflect.get(contig, 'threads');

/** A call that lasts longer (ms) needs no other before it to fill the caches. */
const REFILL = 5;

/** @type {import('./stage.js').Staged | null} */
let staged = null;
let calls = 0;
let cost = 0;

/** @param {any} request */
function prepare({ row, layout, dtype, n, batch: length, warmup }) {
  staged?.release();
  const entry = table.find(({ name }) => name === row);
  staged = entry ? stage(entry, { layout, dtype, n }, 'contig', 'threads', true) : null;
  if (staged === null) return {};
  const { run, read } = staged;
  const answer = /** @type {import('../verify.js').Answer} */ (read?.(run()));
  const probe = typeof answer === 'number' ? answer : spots(answer);
  // The other process warms contig up twice: with an output and without.
  ({ calls, cost } = calibrate(run, { batch: length, warmup: 2 * warmup }));
  return { calls, cost, probe };
}

/** Milliseconds of one batch. */
function turn() {
  if (staged === null) throw new Error('no row was prepared');
  if (cost < REFILL) staged.run();
  const start = performance.now();
  batch(staged.run, calls);
  return { ms: performance.now() - start };
}

/** @param {any} value */
const say = (value) => console.log(JSON.stringify(value));

if (threads !== undefined) {
  await threads.start(1);
  say({ threads: 2 });
  for await (const text of createInterface({ input: process.stdin })) {
    const request = JSON.parse(text);
    try {
      say('row' in request ? prepare(request) : turn());
    } catch (error) {
      say({ error: error instanceof Error ? error.message : String(error) });
    }
  }
  process.exit();
}
