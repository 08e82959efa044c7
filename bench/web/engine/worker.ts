/** The worker that computes: expressions come in, descriptions of their values go out, and the page never waits. */
import * as contig from 'contig';
import { containers } from '../../containers.js';
import { ExpressionError } from '../language/error.js';
import { evaluate } from '../language/evaluate.js';
import { namesOf } from '../language/names.js';
import { describe } from './describe.js';
import { Lineage } from './lineage.js';
import type { Failure, Reply, Request, Status } from './protocol.js';

const { kernels, layout, memory, scope, threads } = contig;
const names = namesOf(contig);
const { available } = kernels;

/** What the last evaluation made; it is kept so that the page can show memory in use, and freed by the next. */
let lineage = new Lineage(contig);

function status(): Status {
  return {
    build: kernels.build,
    available,
    isolated: globalThis.crossOriginIsolated === true,
    cores: navigator.hardwareConcurrency,
    threads: threads.count,
    memory: memory.stats(),
  };
}

async function answer(request: Request): Promise<Reply['value']> {
  if (request.task === 'threads') await (request.on ? threads.start() : threads.stop());
  if (request.task !== 'evaluate') return null;
  lineage.dispose();
  lineage = new Lineage(contig);
  const { watch } = lineage;
  const start = performance.now();
  const value = evaluate(request.source, names, watch);
  const milliseconds = performance.now() - start;
  return { description: describe(value, contig, (array) => lineage.viewOf(array)), milliseconds };
}

/** A million elements of each container are weighed, of objects as many as are looked at in a moment. */
const WEIGHED = 1e6;
const OBJECTS = 1e5;

function weights(): Reply['weights'] {
  return Object.entries(containers).map(([name, { make, holds, usesContig }]) => {
    const n = holds === 'records' && !usesContig ? OBJECTS : WEIGHED;
    return [name, scope(() => layout.sizeof(make(n, contig), { word: 4 }).bytes) / n];
  });
}

function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { message, part: error instanceof ExpressionError ? [error.start, error.end] : null };
}

globalThis.onmessage = async ({ data: { id, ...request } }: MessageEvent<Request & { id: number }>) => {
  let value: Reply['value'] = null;
  let failure: Failure | null = null;
  try {
    value = await answer(request);
  } catch (error) {
    failure = failureOf(error);
  }
  const reply: Reply = { id, status: status(), value, failure, weights: request.task === 'weigh' ? weights() : null };
  globalThis.postMessage(reply);
};
