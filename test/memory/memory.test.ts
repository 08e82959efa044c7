/** Arrays and their memory: freeing, growth, the limit, scopes. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  add,
  arange,
  array,
  type DType,
  empty,
  full,
  memory,
  type NDArray,
  ones,
  scope,
  sum,
  wrap,
  zeros,
} from '../../src/index.js';

const LIMIT = memory.limit;
afterEach(() => {
  memory.limit = LIMIT;
});

declare const gc: () => void;

/** Lets the garbage collector run, and the finalizers after it. */
async function collect(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('freeing', () => {
  test('dispose frees at once, and twice is once', () => {
    const before = memory.stats();
    const a = zeros(1000);
    expect(memory.stats().bytesInUse - before.bytesInUse).toBe(8000);
    a.dispose();
    a.dispose();
    expect(memory.stats().bytesInUse).toBe(before.bytesInUse);
    expect(memory.stats().blocks).toBe(before.blocks);
  });

  test('use after dispose throws, saying so', () => {
    const a = zeros([2, 3]);
    a.dispose();
    for (const use of [
      () => a.data,
      () => a.add(1),
      () => a.sum(),
      () => a.get(0),
      () => String(a),
      () => add([1], a),
      () => a.copy(),
    ]) {
      expect(use).toThrow(/shape \(2,3\) was disposed/);
    }
  });

  test('a view keeps the memory of a disposed base, until it is disposed itself', () => {
    const before = memory.stats().bytesInUse;
    const base = arange(100);
    const view = base.get('10:20') as NDArray;
    base.dispose();
    const other = full(100, 7);
    expect(view.toArray()).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    other.dispose();
    view.dispose();
    expect(memory.stats().bytesInUse).toBe(before);
  });

  test('what is forgotten is collected', async () => {
    await collect();
    const before = memory.stats().bytesInUse;
    for (let i = 0; i < 100; i++) zeros(10_000);
    expect(memory.stats().bytesInUse).toBeGreaterThan(before + 7e6);
    await collect();
    expect(memory.stats().bytesInUse).toBeLessThan(before + 1e6);
  });

  test('using disposes at the end of a block', () => {
    const before = memory.stats().bytesInUse;
    {
      using a = zeros(1000);
      expect(a.size).toBe(1000);
    }
    expect(memory.stats().bytesInUse).toBe(before);
  });
});

describe('scope', () => {
  test('frees all it made but the result', () => {
    const a = arange(1000);
    const before = memory.stats().bytesInUse;
    const result = scope(() => a.mul(2).add(1).sqrt());
    expect(memory.stats().bytesInUse - before).toBe(8000);
    expect(result.get(4)).toBe(3);
    const [low, { high }] = scope(() => [a.sub(1), { high: a.add(1) }] as const);
    expect(low.get(0)).toBe(-1);
    expect(high.get(0)).toBe(1);
  });

  test('a view of what it made survives as a result', () => {
    const row = scope(() => arange(12).reshape(3, 4).get(1) as NDArray);
    expect(row.toArray()).toEqual([4, 5, 6, 7]);
  });

  test('scopes nest, and what an inner one returns belongs to the outer', () => {
    const before = memory.stats().bytesInUse;
    const total = scope(() => sum(scope(() => ones(1000).add(1))));
    expect(total).toBe(2000);
    expect(memory.stats().bytesInUse).toBe(before);
  });

  test('an error passes through and leaves nothing', () => {
    const before = memory.stats().bytesInUse;
    expect(() => scope(() => ones(1000).add([1, 2]))).toThrow(/do not broadcast/);
    expect(memory.stats().bytesInUse).toBe(before);
  });

  test('refuses what is asynchronous', () => {
    expect(() => scope(async () => 1)).toThrow(/asynchronous/);
  });
});

describe('growth', () => {
  test('data is right after the heap has grown', () => {
    const a = arange(10);
    const old = a.data;
    const held: NDArray[] = [];
    const { heapBytes } = memory.stats();
    while (memory.stats().heapBytes === heapBytes) held.push(empty(4e6));
    expect(old.length).toBe(0);
    expect(Array.from(a.data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(a.add(1).get(9)).toBe(10);
    for (const array of held) array.dispose();
  });

  test('the limit is checked', () => {
    expect(memory.limit).toBe(2 ** 31);
    for (const bad of [-1, 1.5, 2 ** 32 + 1, Number.NaN]) {
      expect(() => {
        memory.limit = bad;
      }).toThrow(/memory.limit/);
    }
    memory.limit = 2 ** 32;
    expect(memory.limit).toBe(2 ** 32);
  });
});

describe('a full heap', () => {
  const held: NDArray[] = [];

  beforeAll(() => {
    // No growth from here on, and what is free is taken.
    memory.limit = 0;
    for (let bytes = 2 ** 27; bytes >= 64; bytes /= 2) {
      for (;;) {
        const { hostBytes } = memory.stats();
        const taken = empty(bytes, 'u8');
        if (memory.stats().hostBytes > hostBytes) break;
        held.push(taken);
      }
    }
  });

  afterAll(() => {
    for (const array of held) array.dispose();
  });

  test('sends arrays to ArrayBuffers, which work like others', () => {
    memory.limit = 0;
    const { hostBytes } = memory.stats();
    const a = add(arange(200_000), zeros(200_000));
    expect(memory.stats().hostBytes).toBeGreaterThanOrEqual(hostBytes + 4_800_000);
    expect(a.get(199_999)).toBe(199_999);
    expect(a.sum()).toBe(199_999e5);
    expect(a.reshape(100, 2000).T.sum(0).get(1)).toBe(5_999_000);
    expect((a.get('::-1000') as NDArray).get(1)).toBe(198_999);
    a.iadd(1);
    expect(a.get(5)).toBe(6);
    expect(a.gt(10).sum()).toBe(199_990);
    expect(a.astype('i32').max()).toBe(200_000);
    expect(a.cumsum().get(3)).toBe(10);
    expect(a.mean()).toBe(100_000.5);
  });

  test('but what needs the heap says what to do', () => {
    memory.limit = 0;
    expect(() => arange(200_000).median()).toThrow(/do not fit the heap; dispose of arrays or raise memory.limit/);
    expect(arange(2000).median()).toBe(999.5);
  });
});

test('a wrapped typed array is shared, in every type', () => {
  const types: [DType, ArrayLike<unknown>][] = [
    ['u8', Uint8Array.of(1, 2, 3)],
    ['i16', Int16Array.of(1, 2, 3)],
    ['f32', Float32Array.of(1, 2, 3)],
    ['f64', Float64Array.of(1, 2, 3)],
    ['i64', BigInt64Array.of(1n, 2n, 3n)],
  ];
  for (const [type, values] of types) {
    const a = wrap(values as Float64Array);
    expect(a.dtype).toBe(type);
    a.imul(2);
    expect(String(values)).toBe('2,4,6');
    (values as Float64Array)[0] = (type === 'i64' ? 9n : 9) as number;
    expect(String(a.toArray())).toBe('9,4,6');
  }
  expect(() => wrap(new Float32Array(4), [3])).toThrow(/wrap: .*4 elements.*\(3,\)/);
});

describe('a buffer that others take away', () => {
  const gone = /^memory: the 16 bytes of an ArrayBuffer that an array uses in place are gone: .*copy\(\) it before/;
  type Resizable = ArrayBuffer & { resize(bytes: number): void };
  const resizable = () =>
    new (ArrayBuffer as unknown as new (bytes: number, options: object) => Resizable)(16, { maxByteLength: 64 });
  const uses: [string, (a: NDArray) => unknown][] = [
    ['operands', (a) => a.add(1)],
    ['outputs', (a) => add(ones(2), 1, { out: a })],
    ['data', (a) => a.data],
    ['elements', (a) => a.get(0)],
    ['assignment', (a) => a.set([0], 1)],
    ['text', (a) => String(a)],
  ];
  test.each(uses)('is a clear error: %s', (_, use) => {
    const shrunk = resizable();
    const a = wrap(new Float64Array(shrunk, 0, 2));
    shrunk.resize(8);
    expect(() => use(a)).toThrow(gone);
    const transferred = new ArrayBuffer(16);
    const b = wrap(new Float64Array(transferred));
    structuredClone(transferred, { transfer: [transferred] });
    expect(() => use(b)).toThrow(gone);
  });

  test('goes on where it is long enough again', () => {
    const buffer = resizable();
    const a = wrap(new Float64Array(buffer, 0, 2));
    buffer.resize(0);
    buffer.resize(64);
    expect(a.add(1).toArray()).toEqual([1, 1]);
  });
});

test('what fits nowhere is a clear error', () => {
  expect(() => zeros([2 ** 22, 2 ** 22])).toThrow(/bytes fit neither the heap .* nor an ArrayBuffer/);
});

test('ten thousand sums in one synchronous loop stay under 3 GB', { timeout: 300_000 }, () => {
  const script = fileURLToPath(new URL('endless.mjs', import.meta.url));
  const result = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  expect(result.value).toBe(10_000);
  expect(result.peak).toBeLessThan(3e9);
});

test('arrays of arrays copy their elements', () => {
  const a = arange(3);
  const b = array([a, a]);
  a.set(0, 9);
  expect(b.toArray()).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
});
