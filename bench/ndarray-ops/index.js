// @ts-check
// contig/ndarray-ops beside the original, on the same calls in turns: npm run build && node bench/ndarray-ops/index.js
// Prints how many times as long the original takes, with data in ordinary memory and in contig's heap.
import ndarray from 'ndarray';
import original from 'ndarray-ops';
import { array } from '../../dist/index.js';
import ops from '../../dist/ndarray-ops/index.js';
import { batch, calibrate } from '../measure.js';
import { time } from '../report.js';

/** @typedef {Record<string, (...args: unknown[]) => unknown>} Functions */

/** The functions, with what they take of (dest, a, b). @type {[string, (d: unknown, a: unknown, b: unknown) => unknown[]][]} */
const CALLS = [
  ['assign', (d, a) => [d, a]],
  ['add', (d, a, b) => [d, a, b]],
  ['addeq', (d, a) => [d, a]],
  ['mulseq', (d) => [d, 1]],
  ['muls', (d, a) => [d, a, 0.1]],
  ['div', (d, a, b) => [d, a, b]],
  ['max', (d, a, b) => [d, a, b]],
  ['gts', (d, a) => [d, a, 1]],
  ['sqrt', (d, a) => [d, a]],
  ['exp', (d, a) => [d, a]],
  ['sum', (_, a) => [a]],
  ['argmax', (_, a) => [a]],
];
const TYPES = { f64: Float64Array, f32: Float32Array, u8: Uint8Array };
const ROUNDS = 9;
/** Milliseconds of a turn, and before the first. */
const EFFORT = { batch: 2, warmup: 8 };

/** Nanoseconds a call of each contender: the medians of rounds in which they take turns. @param {(() => unknown)[]} runs */
function measure(runs) {
  const counts = runs.map((run) => calibrate(run, EFFORT).calls);
  /** @type {number[][]} */
  const times = runs.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, run] of runs.entries()) {
      const start = performance.now();
      batch(run, counts[i]);
      times[i].push(((performance.now() - start) * 1e6) / counts[i]);
    }
  }
  return times.map((list) => list.sort((x, y) => x - y)[ROUNDS >> 1]);
}

const rows = [];
for (const [type, View] of Object.entries(TYPES)) {
  for (const n of [10, 1000, 1e6]) {
    for (const layout of n > 10 ? ['contiguous', 'transposed'] : ['contiguous']) {
      const shape = n > 10 ? [n / 20, 20] : [n];
      /** @type {unknown[]} */
      const kept = [];
      /** @param {number} value @param {boolean} inHeap */
      const make = (value, inHeap) => {
        const values = new View(n).map((_, i) => value + (i % 3));
        const data = inHeap ? array(values) : undefined;
        kept.push(data);
        const view = data ? new View(data.data.buffer, data.data.byteOffset, n) : values;
        const turned = layout === 'transposed' && value > 1;
        return ndarray(view, turned ? shape.slice().reverse() : shape);
      };
      const sets = [false, true].map((inHeap) => [1, 2, 3].map((value) => make(value, inHeap)));
      for (const [name, args] of CALLS) {
        const [host, heap] = sets.map(([d, a, b]) => {
          // The destination lies one way, the sources the other.
          if (layout === 'contiguous') return args(d, a, b);
          return args(d, a.transpose(1, 0), b.transpose(1, 0));
        });
        const theirs = /** @type {Functions} */ (/** @type {unknown} */ (original))[name];
        const ours = /** @type {Functions} */ (/** @type {unknown} */ (ops))[name];
        const [old, staged, resident] = measure([() => theirs(...host), () => ours(...host), () => ours(...heap)]);
        rows.push({
          call: name,
          type,
          n,
          layout,
          original: time(old),
          'times as long: ordinary memory': (old / staged).toFixed(2),
          "contig's heap": (old / resident).toFixed(2),
        });
      }
    }
  }
}
const columns = Object.keys(rows[0]);
console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|`);
for (const row of rows) console.log(`| ${Object.values(row).join(' | ')} |`);
