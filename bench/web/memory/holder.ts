/** A worker that makes one container and holds it until it is ended, so that it can be weighed. */
import { containers } from '../../containers.js';

export interface Held {
  /** Bytes in contig's memory, which is reserved in one piece and so weighs the same in all. */
  readonly contig: number;
}

let held: unknown;

globalThis.onmessage = async ({ data: { name, n } }: MessageEvent<{ name: string; n: number }>) => {
  // Those that hold nothing show what a worker weighs by itself, one with contig and one without.
  const { usesContig = name === 'nothing, with contig', make } = containers[name] ?? { make: () => ({}) };
  const contig = (usesContig ? await import('contig') : {}) as typeof import('contig');
  const used = () => (usesContig ? contig.memory.stats().bytesInUse : 0);
  const before = used();
  held = make(n, contig);
  const reply: Held = { contig: held === undefined ? 0 : used() - before };
  globalThis.postMessage(reply);
};
