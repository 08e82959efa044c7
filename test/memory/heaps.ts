/** What the tests of the allocator share. */
import { expect } from 'vitest';
import { type Block, Heap } from '../../src/memory/heap.js';

export const KiB = 2 ** 10;
export const MiB = 2 ** 20;
export const GiB = 2 ** 30;
export const PAGE = 64 * KiB;
export const BASE = 1024;
export const END = 4 * GiB;

export const newMemory = (initial = 16, maximum = 65536) => new WebAssembly.Memory({ initial, maximum });
export const newHeap = (limit = END, base = BASE) => new Heap(newMemory(), base, limit);
/** What a block of so many bytes takes. */
export const taken = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** A block that must be had. */
export function must(block: Block | null): Block {
  expect(block).not.toBeNull();
  return block!;
}

export function expectAllFree(heap: Heap, base = BASE) {
  const stats = heap.stats();
  expect(stats).toMatchObject({ inUse: 0, blocks: 0, free: stats.reserved - base, largestFree: stats.reserved - base });
}

/** xorshift32: numbers from 0 up to 1, the same in every run. */
export function numbers(seed: number): () => number {
  let s = seed;
  return () => {
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    return (s >>> 0) / 2 ** 32;
  };
}
