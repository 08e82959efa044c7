// @ts-check
// node test/records/layout-measure.js: measures what each kind of layout-kinds.js takes, in a process of its own, and writes
// layout-measured.json beside this file. Named kinds are only printed.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kinds } from './layout-kinds.js';

const PARTS = 30000;
const WARMUPS = 2;
const ROUNDS = 5;

function used() {
  // The second collection frees what the first one's finalizers let go of.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** @param {() => unknown} make */
function added(make) {
  const before = used();
  const value = make();
  const after = used();
  // The value must be reachable until now.
  if (value === undefined) throw new Error('nothing was made');
  return after - before;
}

/** @param {string} name */
function measure(name) {
  const { make, n = PARTS } = kinds[name];
  // First some rounds that do not count: then the code is compiled, the shapes of objects are known, and what the start
  // of the process left behind is gone.
  const rounds = Array.from({ length: WARMUPS + ROUNDS }, () => added(() => make(n)));
  const sorted = rounds.slice(WARMUPS).sort((a, b) => a - b);
  return { n, bytes: sorted[ROUNDS >> 1] };
}

// Pretenuring would leave a note of 16 bytes behind each object about how long it lived; and what goes on in other threads
// or is forgotten meanwhile shows in single measurements as some hundred kilobytes.
const FLAGS = [
  '--expose-gc',
  '--no-allocation-site-pretenuring',
  '--single-threaded',
  '--no-opt',
  '--no-flush-bytecode',
];

const names = process.argv.slice(2);
if (globalThis.gc !== undefined) console.log(JSON.stringify(measure(names[0])));
else {
  const self = fileURLToPath(import.meta.url);
  const measured = (names.length > 0 ? names : Object.keys(kinds)).map((name) => [
    name,
    JSON.parse(execFileSync(process.execPath, [...FLAGS, self, name], { encoding: 'utf8' })),
  ]);
  const { node, v8 } = process.versions;
  const content = `${JSON.stringify({ node, v8, kinds: Object.fromEntries(measured) }, null, 2)}\n`;
  if (names.length > 0) process.stdout.write(content);
  else writeFileSync(new URL('layout-measured.json', import.meta.url), content);
}
