#!/usr/bin/env node
// @ts-check
// `npm run bench:tfjs`: contig as a back end of TensorFlow.js beside those of TensorFlow.js, in one run, in turns.
//   npm run bench:tfjs -- --filter conv2d --build simd
// Prints a table of medians and writes it to bench/results/tfjs.md.
import './flags.js';
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { kernels } from '../../dist/index.js';
import '../../dist/tfjs/index.js';
import { time } from '../report.js';
import { rows } from './rows.js';

const { values: options } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    build: { type: 'string' },
    rounds: { type: 'string', default: '11' },
    cpu: { type: 'boolean', default: true },
    // Processor time instead of time on the clock: for machines that have other work.
    busy: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const BACKENDS = ['contig', 'wasm', ...(options.cpu ? ['cpu'] : [])];
/** Milliseconds that a back end runs before it is measured, and those of one round. */
const WARM_UP = 500;
const ROUND = 30;

// The cpu back end greets its users in the console.
console.warn = () => {};
setWasmPaths(`${new URL('.', import.meta.resolve('@tensorflow/tfjs-backend-wasm/package.json')).pathname}wasm-out/`);
if (options.build) kernels.use(/** @type {typeof kernels.build} */ (options.build));

/** Milliseconds so far. */
function now() {
  if (!options.busy) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @param {number[]} times */
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

/**
 * The time of a call, in nanoseconds, of each back end.
 * @param {import('./rows.js').Row} row
 */
async function measure({ make }) {
  const entrants = [];
  for (const name of BACKENDS) {
    await tf.setBackend(name);
    const run = make();
    // Until the engine has compiled what is called, and the caches hold what is read.
    const start = now();
    let warm = 0;
    while (warm < 2 || (warm < 5000 && now() - start < WARM_UP)) {
      tf.dispose(run());
      warm++;
    }
    const calls = Math.max(1, Math.min(10_000, Math.ceil((ROUND * warm) / (now() - start))));
    entrants.push({ name, run, calls, times: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const { name, run, calls, times } of entrants) {
      if (name === 'cpu' && round >= 3) continue;
      await tf.setBackend(name);
      const start = now();
      for (let i = 0; i < calls; i++) tf.dispose(run());
      times.push(((now() - start) * 1e6) / calls);
    }
  }
  tf.disposeVariables();
  tf.engine().reset();
  return entrants.map(({ times }) => median(times));
}

const header = ['', ...BACKENDS, ...BACKENDS.slice(1).map((name) => `${name} / contig`)];
const table = [header, header.map((_, i) => (i === 0 ? '---' : '--:'))];
for (const row of rows.filter(({ name }) => name.includes(options.filter))) {
  const times = await measure(row);
  const cells = [row.name, ...times.map(time), ...times.slice(1).map((other) => (other / times[0]).toFixed(2))];
  table.push(cells);
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(40) : cell.padStart(12))).join(''));
}
const text = table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const title = `Kernels of contig: ${kernels.build}, one thread. Node ${process.versions.node}, median of ${options.rounds} rounds after ${WARM_UP} ms.`;
if (options.filter === '') {
  const directory = new URL('../results/', import.meta.url);
  await mkdir(directory, { recursive: true });
  await writeFile(new URL('tfjs.md', directory), `${title}\n\n${text}\n`);
}
console.log(`\n${title}`);
