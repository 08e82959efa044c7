import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, Heap } from '../../src/memory/heap.js';
import { BASE, expectAllFree, KiB, MiB, newMemory, numbers, PAGE, taken } from './heaps.js';

/** Who owns which 64 bytes: throws when a block is misaligned, outside the memory above the base, or has bytes of another. */
class Owners {
  private readonly owner = new Int32Array(256 * KiB);
  private ids = 0;

  constructor(private readonly memory: WebAssembly.Memory) {}

  add(block: Block): number {
    const id = ++this.ids;
    const first = block.ptr / 64;
    const end = first + taken(block.size) / 64;
    const outside = block.ptr < BASE || end > this.owner.length || end * 64 > this.memory.buffer.byteLength;
    if (!Number.isInteger(first) || outside) throw new Error(`${block.ptr}+${block.size} is astray`);
    for (let unit = first; unit < end; unit++) {
      if (this.owner[unit] !== 0) throw new Error(`${block.ptr}+${block.size} overlaps a live block`);
    }
    this.owner.fill(id, first, end);
    return id;
  }

  remove(block: Block, id: number): void {
    const first = block.ptr / 64;
    const end = first + taken(block.size) / 64;
    for (let unit = first; unit < end; unit++) {
      if (this.owner[unit] !== id) throw new Error(`${block.ptr}+${block.size} was handed out while live`);
    }
    this.owner.fill(0, first, end);
  }
}

describe('a million rounds against a model', () => {
  const log = (random: number, lowest: number, highest: number) => Math.floor(lowest * (highest / lowest) ** random);
  it.each([
    { sizes: '1 B to 4 KiB', size: (r: number) => log(r, 1, 4 * KiB), target: 3 * MiB, rounds: 500_000 },
    { sizes: '1 B to 32 KiB', size: (r: number) => log(r, 1, 32 * KiB), target: 6 * MiB, rounds: 400_000 },
    { sizes: '4 to 128 KiB', size: (r: number) => Math.ceil(r * 31 + 1) * 4 * KiB, target: 8 * MiB, rounds: 100_000 },
  ])('$sizes', ({ size, target, rounds }) => {
    const memory = newMemory();
    const heap = new Heap(memory, BASE, 16 * MiB);
    const random = numbers(2026);
    const owners = new Owners(memory);
    const live: { block: Block; id: number }[] = [];
    let bytes = 0;
    let peak = 0;
    const add = () => {
      const asked = size(random());
      const block = heap.allocate(asked)!;
      if (block.size !== asked) throw new Error(`${block.size} for ${asked}`);
      live.push({ block, id: owners.add(block) });
      bytes += taken(asked);
      peak = Math.max(peak, bytes);
    };
    const drop = () => {
      const index = Math.floor(random() * live.length);
      const { block, id } = live[index]!;
      live[index] = live[live.length - 1]!;
      live.pop();
      owners.remove(block, id);
      bytes -= taken(block.size);
      if (!heap.free(block) || heap.free(block)) throw new Error('free: the first must succeed, the second fail');
    };
    for (let round = 0; round < rounds; round++) {
      // The target falls to 0 and comes back ten times; every fourth round reallocates.
      const wave = target * Math.min(1, 2 * Math.abs((((10 * round) / rounds) % 1) - 0.5) * 1.5);
      if (round % 4 === 0 && live.length > 0) {
        add();
        drop();
      } else if (bytes < wave) add();
      else if (live.length > 0) drop();
    }
    const stats = heap.stats();
    expect(stats).toMatchObject({ inUse: bytes, peak, blocks: live.length });
    expect(stats.reserved).toBeLessThan(2 * peak);
    while (live.length > 0) drop();
    expectAllFree(heap);
    expect(heap.stats()).toMatchObject({ peak, reserved: stats.reserved });
  });
});

it('gives null only when no gap is large enough (any sequence, any limit)', () => {
  const base = 128;
  const command = fc.oneof(
    { weight: 25, arbitrary: fc.record({ allocate: fc.oneof(fc.nat(5 * KiB), fc.nat(3 * PAGE)) }) },
    { weight: 20, arbitrary: fc.record({ free: fc.nat() }) },
    { weight: 3, arbitrary: fc.record({ pages: fc.integer({ min: 1, max: 6 }) }) },
    // Seldom, because stats() merges the quick lists.
    { weight: 1, arbitrary: fc.record({ stats: fc.constant(true) }) },
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 200, size: 'max' }), (commands) => {
      const memory = newMemory(1);
      const heap = new Heap(memory, base, PAGE);
      const live: Block[] = [];
      const largestGap = () => {
        let at = base;
        let largest = 0;
        for (const block of [...live].sort((a, b) => a.ptr - b.ptr || a.size - b.size)) {
          largest = Math.max(largest, block.ptr - at);
          at = block.ptr + taken(block.size);
        }
        return Math.max(largest, heap.limit - at);
      };
      for (const c of commands) {
        if ('stats' in c) {
          const inUse = live.reduce((sum, block) => sum + taken(block.size), 0);
          expect(heap.stats()).toMatchObject({ inUse, blocks: live.length });
        } else if ('pages' in c) {
          heap.limit = Math.max(heap.limit, c.pages * PAGE);
        } else if ('free' in c) {
          if (live.length > 0) expect(heap.free(live.splice(c.free % live.length, 1)[0]!)).toBe(true);
        } else {
          const gap = largestGap();
          const block = heap.allocate(c.allocate);
          expect(block !== null).toBe(taken(c.allocate) <= gap);
          if (block !== null) live.push(block);
          const inOrder = live.filter((b) => b.size > 0).sort((a, b) => a.ptr - b.ptr);
          inOrder.forEach((b, i) => {
            expect(b.ptr % 64).toBe(0);
            expect(b.ptr).toBeGreaterThanOrEqual(i === 0 ? base : inOrder[i - 1]!.ptr + inOrder[i - 1]!.size);
            expect(b.ptr + b.size).toBeLessThanOrEqual(memory.buffer.byteLength);
          });
        }
        expect(memory.buffer.byteLength).toBeLessThanOrEqual(heap.limit);
      }
      for (const block of live) heap.free(block);
      expectAllFree(heap, base);
    }),
    { numRuns: 200 },
  );
});
