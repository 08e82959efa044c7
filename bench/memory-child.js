// @ts-check
// node --expose-gc memory-child.js CONTAINER N: makes one container and prints, as JSON, the bytes it added to the
// JavaScript heap, to array buffers and to contig's memory.

import { containers } from './containers.js';

const [name, count] = process.argv.slice(2);
const { make, usesContig } = containers[name];
const contig = /** @type {typeof import('contig')} */ (usesContig ? await import('contig') : {});

function measure() {
  // The second collection frees what the first one's finalizers let go of.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, buffers: arrayBuffers, contig: usesContig ? contig.memory.stats().bytesInUse : 0 };
}

// Once before the measurement, so that the code that makes it and measures it is compiled already.
make(10, contig);
measure();

const before = measure();
const container = make(Number(count), contig);
const after = measure();

// `container` must be reachable until now.
if (container === undefined) throw new Error(`${name} made nothing`);
const added = {
  heap: after.heap - before.heap,
  buffers: after.buffers - before.buffers,
  contig: after.contig - before.contig,
};
console.log(JSON.stringify(added));
