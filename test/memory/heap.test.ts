import { describe, expect, it } from 'vitest';
import { type Block, Heap } from '../../src/memory/heap.js';
import { BASE, END, expectAllFree, GiB, MiB, must, newHeap, newMemory, PAGE, taken } from './heaps.js';

describe('sizes and addresses', () => {
  it.each([
    { bytes: 0, inUse: 0 },
    { bytes: 1, inUse: 64 },
    { bytes: 64, inUse: 64 },
    { bytes: 65, inUse: 128 },
    { bytes: 4096, inUse: 4096 },
    { bytes: 4097, inUse: 4160 },
    { bytes: 10 * MiB + 1, inUse: 10 * MiB + 64 },
    { bytes: 2 * GiB + 1, inUse: 2 * GiB + 64 },
    { bytes: 4 * GiB - BASE - 64, inUse: 4 * GiB - BASE - 64 },
  ])('$bytes bytes take $inUse, and are found again', ({ bytes, inUse }) => {
    const heap = newHeap();
    for (let round = 0; round < 2; round++) {
      const block = must(heap.allocate(bytes));
      expect(block).toMatchObject({ ptr: BASE, size: bytes, live: true });
      expect(heap.stats()).toMatchObject({ inUse, peak: inUse, blocks: 1 });
      expect(heap.free(block)).toBe(true);
      expect(heap.stats()).toMatchObject({ inUse: 0, peak: inUse, blocks: 0 });
    }
  });

  it('the base is rounded up to 64', () => {
    const heap = newHeap(END, 1);
    expect(must(heap.allocate(8)).ptr).toBe(64);
    const stats = heap.stats();
    expect(stats.free).toBe(stats.reserved - 128);
  });

  it('a base beyond the memory is reached by growth', () => {
    const memory = newMemory(1);
    const heap = new Heap(memory, 3 * PAGE, END);
    expect(heap.stats()).toMatchObject({ inUse: 0, free: 0, largestFree: 0 });
    expect(must(heap.allocate(64)).ptr).toBe(3 * PAGE);
    expect(memory.buffer.byteLength).toBe(4 * PAGE);
  });

  it('zero-sized blocks take nothing, even where there is nothing', () => {
    const heap = newHeap(0);
    const blocks = Array.from({ length: 1000 }, () => must(heap.allocate(0)));
    expect(heap.allocate(1)).toBeNull();
    expect(heap.stats()).toMatchObject({ inUse: 0, blocks: 1000 });
    for (const block of blocks) {
      expect(block.ptr).toBe(BASE);
      expect(heap.free(block)).toBe(true);
      expect(heap.free(block)).toBe(false);
    }
    expect(heap.stats().blocks).toBe(0);
  });

  it('addresses and sizes above 2^31', () => {
    const memory = newMemory();
    const heap = new Heap(memory, BASE, END);
    const low = must(heap.allocate(2 * GiB));
    const high = Array.from({ length: 100 }, (_, i) => must(heap.allocate(1 + 1000 * i)));
    const last = must(heap.allocate(GiB));
    let at = BASE + 2 * GiB;
    for (const [i, { ptr, size }] of high.entries()) {
      expect(ptr).toBeGreaterThanOrEqual(at);
      at = ptr + size;
      new Uint8Array(memory.buffer, ptr, size).fill(i);
    }
    expect(last.ptr).toBeGreaterThanOrEqual(at);
    high.forEach(({ ptr, size }, i) => {
      expect(new Uint8Array(memory.buffer, ptr, size).every((x) => x === i)).toBe(true);
    });
    for (let i = 0; i < 100; i += 2) heap.free(high[i]!);
    expect(must(heap.allocate(1 + 98000)).ptr).toBe(high[98]!.ptr);
    expect(must(heap.allocate(1)).ptr).toBe(high[0]!.ptr);
    heap.free(low);
    expect(heap.stats().largestFree).toBeGreaterThanOrEqual(2 * GiB);
    expect(must(heap.allocate(2 * GiB - 64)).ptr).toBe(BASE);
  });

  it('never gives out the last 64 bytes below 4 GiB: an address one past a block is below 2^32', () => {
    const heap = newHeap();
    expect(heap.allocate(4 * GiB - BASE)).toBeNull();
    must(heap.allocate(4 * GiB - BASE - 128));
    expect(must(heap.allocate(64)).ptr).toBe(4 * GiB - 128);
    expect(heap.allocate(1)).toBeNull();
  });

  it.each([-1, -64, Number.NaN, 0.5, 64.5, 1e6 + 0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d bytes, as a size, a base or a limit, are a RangeError',
    (bytes) => {
      const heap = newHeap();
      // Freed blocks of the sizes that a careless rounding would find.
      for (const size of [1e6 + 64, 128, 64]) heap.free(must(heap.allocate(size)));
      expect(() => heap.allocate(bytes)).toThrow(new RegExp(`^allocate: size is ${bytes}:`));
      expect(() => heap.allocate(bytes)).toThrow(RangeError);
      expect(() => newHeap(END, bytes)).toThrow(RangeError);
      expect(() => newHeap(bytes)).toThrow(RangeError);
      expect(() => {
        heap.limit = bytes;
      }).toThrow(RangeError);
      expect(heap.limit).toBe(END);
      expectAllFree(heap);
    },
  );

  it('a limit or a base above 4 GiB is a RangeError, a size above it is null', () => {
    expect(() => newHeap(END + 1)).toThrow(RangeError);
    expect(() => newHeap(END, END + 1)).toThrow(RangeError);
    const heap = newHeap();
    heap.free(must(heap.allocate(MiB)));
    for (const bytes of [END, END + 1, 2 ** 38, Number.MAX_SAFE_INTEGER]) expect(heap.allocate(bytes)).toBeNull();
  });
});

describe('freeing', () => {
  it.each([64, 4096, 100_000])('a second free of %d bytes is false and leaves the new owner alone', (bytes) => {
    const heap = newHeap();
    const first = must(heap.allocate(bytes));
    expect(heap.free(first)).toBe(true);
    expect(first.live).toBe(false);
    const second = must(heap.allocate(bytes));
    expect(second).not.toBe(first);
    expect(second.ptr).toBe(first.ptr);
    expect(heap.free(first)).toBe(false);
    expect(second.live).toBe(true);
    expect(heap.stats()).toMatchObject({ inUse: taken(bytes), blocks: 1 });
    expect(must(heap.allocate(bytes)).ptr).not.toBe(second.ptr);
  });

  it.each([64, 1000, 4096, 8000, 100_000, 5 * MiB])(
    'the last freed of blocks of %d bytes is the first reused',
    (bytes) => {
      const heap = newHeap();
      const blocks = Array.from({ length: 8 }, () => {
        const block = must(heap.allocate(bytes));
        // A live block after each keeps them from merging.
        heap.allocate(64);
        return block;
      });
      const order = [3, 0, 6, 1];
      for (const i of order) heap.free(blocks[i]!);
      for (const i of order.reverse()) expect(must(heap.allocate(bytes)).ptr).toBe(blocks[i]!.ptr);
    },
  );

  it.each([
    { freed: 'small blocks', sizes: Array(64).fill(4096), request: 64 * 4096 },
    { freed: 'small blocks', sizes: Array(64).fill(640), request: 64 * 640 },
    { freed: 'large blocks', sizes: Array(8).fill(50_048), request: 8 * 50_048 },
    { freed: 'a block', sizes: [MiB], request: 10_000 },
    { freed: 'a block', sizes: [MiB], request: 64 },
  ])('$request bytes come out of freed memory ($freed) rather than untouched', ({ sizes, request }) => {
    const heap = newHeap();
    const blocks = sizes.map((bytes: number) => must(heap.allocate(bytes)));
    const end = must(heap.allocate(500_000));
    for (const block of blocks) heap.free(block);
    expect(must(heap.allocate(request)).ptr + request).toBeLessThanOrEqual(end.ptr);
  });

  it('a fitting region is found behind smaller ones of its class', () => {
    const heap = newHeap();
    const fitting = must(heap.allocate(64 * 1055));
    heap.allocate(64);
    const smaller = Array.from({ length: 20 }, () => {
      const block = must(heap.allocate(64 * 1030));
      heap.allocate(64);
      return block;
    });
    heap.limit = heap.stats().reserved;
    while (heap.allocate(64 * 1024) !== null);
    heap.free(fitting);
    for (const block of smaller) heap.free(block);
    expect(must(heap.allocate(64 * 1050)).ptr).toBe(fitting.ptr);
  });

  it.each([
    { order: 'upwards', indices: [0, 1, 2, 3, 4, 5, 6, 7] },
    { order: 'downwards', indices: [7, 6, 5, 4, 3, 2, 1, 0] },
    { order: 'evens, then odds', indices: [0, 2, 4, 6, 1, 3, 5, 7] },
  ])('neighbours merge, freed $order', ({ indices }) => {
    for (const bytes of [64, 4096, 70_000]) {
      const heap = newHeap();
      const blocks = Array.from({ length: 8 }, () => must(heap.allocate(bytes)));
      for (const i of indices) heap.free(blocks[i]!);
      expectAllFree(heap);
    }
  });
});

describe('growth and the limit', () => {
  it('grows by half of what there is, or to what is needed', () => {
    const memory = newMemory(16);
    const heap = new Heap(memory, BASE, END);
    const pages = () => memory.buffer.byteLength / PAGE;
    heap.allocate(16 * PAGE - BASE);
    expect(pages()).toBe(16);
    heap.allocate(1);
    expect(pages()).toBe(24);
    heap.allocate(100 * PAGE);
    expect(pages()).toBe(117);
  });

  it('falls back to what is needed, then to null, when the engine refuses', () => {
    const memory = newMemory(16, 20);
    const heap = new Heap(memory, BASE, END);
    must(heap.allocate(16 * PAGE - BASE));
    const block = must(heap.allocate(2 * PAGE + 1));
    expect(memory.buffer.byteLength).toBe(19 * PAGE);
    expect(heap.allocate(2 * PAGE)).toBeNull();
    heap.free(block);
    must(heap.allocate(4 * PAGE));
    expect(memory.buffer.byteLength).toBe(20 * PAGE);
  });

  it('an error that is not a refusal is not swallowed', () => {
    const memory = newMemory(1);
    memory.grow = () => {
      throw new TypeError('not a memory');
    };
    expect(() => new Heap(memory, BASE, END).allocate(PAGE)).toThrow(TypeError);
  });

  it('keeps what is in memory', () => {
    const memory = newMemory(1);
    const heap = new Heap(memory, BASE, END);
    const blocks = Array.from({ length: 300 }, (_, i) => {
      const block = must(heap.allocate(8 * (1 + ((i * 37) % 1000))));
      new Float64Array(memory.buffer, block.ptr, block.size / 8).fill(i);
      return block;
    });
    expect(memory.buffer.byteLength).toBeGreaterThan(MiB);
    blocks.forEach(({ ptr, size }, i) => {
      expect(new Float64Array(memory.buffer, ptr, size / 8).every((x) => x === i)).toBe(true);
    });
  });

  it('what is opened of the untouched memory, but not yet taken, is neither skipped nor counted as lost', () => {
    const heap = newHeap();
    let end = BASE;
    for (const bytes of [64, MiB, 64, 300_032, 5 * MiB, 128]) {
      expect(must(heap.allocate(bytes)).ptr).toBe(end);
      end += bytes;
      const { reserved, free } = heap.stats();
      expect(free).toBe(reserved - end);
      expect(heap.stats().largestFree).toBe(reserved - end);
    }
  });

  it('largestFree is the largest gap between blocks, or the rest of the memory', () => {
    const heap = newHeap();
    const gaps = [64 * 1030, 64 * 1050, 64 * 1040].map((bytes) => {
      const block = must(heap.allocate(bytes));
      heap.allocate(64);
      return block;
    });
    const rest = heap.stats().largestFree;
    must(heap.allocate(rest - 64));
    const largest = [64, 64 * 1030, 64 * 1050, 64 * 1050];
    expect(heap.stats().largestFree).toBe(largest[0]);
    gaps.forEach((block, i) => {
      heap.free(block);
      expect(heap.stats()).toMatchObject({ free: 64 + gaps.slice(0, i + 1).reduce((sum, b) => sum + b.size, 0) });
      expect(heap.stats().largestFree).toBe(largest[i + 1]);
    });
  });

  it('takes up what somebody else has grown', () => {
    const memory = newMemory(1, 8);
    const heap = new Heap(memory, BASE, END);
    memory.grow(7);
    must(heap.allocate(8 * PAGE - BASE));
    expect(heap.stats()).toMatchObject({ reserved: 8 * PAGE, free: 0, largestFree: 0 });
  });

  it.each([64, 4096, 70_016])('blocks of %d bytes up to the limit, null beyond, again after frees', (bytes) => {
    const heap = newHeap(4 * MiB);
    const fill = () => {
      const blocks: Block[] = [];
      for (let block = heap.allocate(bytes); block !== null; block = heap.allocate(bytes)) blocks.push(block);
      return blocks;
    };
    const blocks = fill();
    expect(blocks.length).toBe(Math.floor((4 * MiB - BASE) / bytes));
    expect(heap.stats().reserved).toBe(4 * MiB);
    const sizes = heap.stats();
    for (let i = 0; i < blocks.length; i += 2) heap.free(blocks[i]!);
    expect(fill().length).toBe(Math.ceil(blocks.length / 2));
    expect(heap.stats()).toEqual(sizes);
  });

  it('a limit within a page is kept: in the memory there is, and in growth', () => {
    expect(newHeap(MiB - 100).allocate(MiB - BASE - 64)).toBeNull();
    must(newHeap(MiB - 100).allocate(MiB - BASE - 128));
    const memory = newMemory(1);
    const heap = new Heap(memory, BASE, 3 * PAGE - 1);
    expect(heap.allocate(2 * PAGE)).toBeNull();
    must(heap.allocate(2 * PAGE - BASE));
    expect(memory.buffer.byteLength).toBe(2 * PAGE);
  });

  it('raised later, it allows more', () => {
    const heap = newHeap(MiB);
    must(heap.allocate(MiB - BASE));
    expect(heap.allocate(64)).toBeNull();
    heap.limit = 2 * MiB;
    expect(heap.limit).toBe(2 * MiB);
    expect(must(heap.allocate(MiB)).ptr).toBe(MiB);
    expect(heap.allocate(64)).toBeNull();
  });

  it('lowered below what is in use, it only stops growth', () => {
    const memory = newMemory();
    const heap = new Heap(memory, BASE, END);
    const blocks = [must(heap.allocate(2 * MiB)), must(heap.allocate(2 * MiB)), must(heap.allocate(64))];
    const { reserved, inUse } = heap.stats();
    heap.limit = MiB;
    expect(heap.stats()).toMatchObject({ reserved, inUse, blocks: 3 });
    expect(heap.allocate(3 * MiB)).toBeNull();
    expect(heap.free(blocks[1]!)).toBe(true);
    expect(must(heap.allocate(2 * MiB)).ptr).toBe(blocks[1]!.ptr);
    expect(memory.buffer.byteLength).toBe(reserved);
  });
});
