/** The pool: starting and stopping, and what becomes of a call when a helper fails, is killed or lags. */
import { execFileSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { add, arange, empty, kernels, memory, type NDArray, ones, threads } from '../../src/index.js';
import { setWeight } from '../../src/loops/split.js';
import { runProgram, setPatience } from '../../src/threads/pool.js';
import { kernelNumber, table } from '../../src/wasm/kernels.js';
import { Program } from '../../src/wasm/program.js';

afterEach(async () => {
  setWeight(1);
  setPatience(5000);
  kernels.use('simd');
  await threads.stop();
});

/** Starts helpers and gives their workers. */
async function workersOf(count: number): Promise<Worker[]> {
  const module = globalThis.process?.getBuiltinModule('node:worker_threads') ?? globalThis;
  const made: Worker[] = [];
  module.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      made.push(this);
    }
  };
  try {
    await threads.start(count);
  } finally {
    module.Worker = Worker;
  }
  return made;
}

const until = async (condition: () => boolean) => {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
};

test('there is one thread until others are started, and again after they are stopped', async () => {
  expect(threads.count).toBe(1);
  await threads.start(2);
  expect(threads.count).toBe(3);
  await threads.start(1);
  expect(threads.count).toBe(2);
  await threads.stop();
  expect(threads.count).toBe(1);
  await threads.stop();
  await Promise.all([threads.start(2), threads.start(1)]);
  expect(threads.count).toBe(2);
});

test('starting and stopping over and over takes no memory', async () => {
  await threads.start(2);
  await threads.stop();
  const { bytesInUse } = memory.stats();
  for (let i = 0; i < 10; i++) {
    await threads.start(2);
    await threads.stop();
  }
  // What the helpers of the last pool use is given back when they have ended.
  await until(() => memory.stats().bytesInUse <= bytesInUse);
});

test('helpers that were killed do not come back after stop, nor beside others', async () => {
  const killed = async () => {
    const workers = await workersOf(2);
    await Promise.all(workers.map((worker) => worker.terminate()));
    await until(() => threads.count === 1);
  };
  await killed();
  await threads.stop();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(threads.count).toBe(1);
  await killed();
  await threads.start(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(threads.count).toBe(2);
});

test('a number of helpers that is none is refused', async () => {
  for (const helpers of [0, -1, 1.5, 64, Number.NaN, '2' as never]) {
    await expect(threads.start(helpers)).rejects.toThrow(/threads.start: .* it takes an integer from 1 to 63/);
  }
  expect(threads.count).toBe(1);
});

test('arrays made before are what they were, and views of them go on in the shared memory', async () => {
  const a = arange(10, 'f64').mul(0.5);
  const b = a.get('::3') as NDArray;
  await threads.start(1);
  expect(a.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(a.toArray()).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]);
  b.set([], 7);
  expect(a.toArray()).toEqual([7, 0.5, 1, 7, 2, 2.5, 7, 3.5, 4, 7]);
});

test('the builds of the kernels can be switched', async () => {
  await threads.start(1);
  setWeight(1e9);
  const a = arange(100_000, 'f64');
  for (const build of ['scalar', 'simd', 'relaxed', 'simd'] as const) {
    if (!kernels.available.includes(build)) continue;
    kernels.use(build);
    for (let i = 0; i < 20; i++) expect((a.mul(a) as NDArray).get(99_999)).toBe(99_999 ** 2);
  }
});

test('the memory can grow', async () => {
  await threads.start(1);
  setWeight(1e9);
  const { heapBytes } = memory.stats();
  const big = empty(heapBytes, 'u8');
  const a = ones(200_000, 'f64');
  expect(memory.stats().heapBytes).toBeGreaterThan(heapBytes);
  for (let i = 0; i < 20; i++) {
    const sum = a.add(i);
    expect(sum.sum()).toBe(200_000 * (i + 1));
  }
  big.dispose();
});

describe('trouble', () => {
  test('a kernel that fails is reported, and the pool goes on', async () => {
    await threads.start(1);
    const program = new Program();
    for (let unit = 0; unit < 8; unit++) {
      program.begin();
      program.add(kernelNumber('cast'), [1, 1, 0xfffffff0, 1, 0xffffff00, 4096]);
    }
    expect(() => runProgram(program, true)).toThrow(/threads: the results of this call are incomplete/);
    setWeight(1e9);
    expect(ones(100_000).add(1).sum()).toBe(200_000);
    expect(threads.count).toBe(2);
  });

  test('what a helper refuses is done here', async () => {
    await threads.start(1);
    setWeight(1e9);
    const a = ones(100_000);
    // A kernel that helpers do not know.
    const kernel = kernelNumber('add');
    const unknown = table.push(table[kernel]) - 1;
    const program = new Program();
    const out = empty(100_000);
    for (let unit = 0; unit < 100; unit++) {
      program.begin();
      const at = unit * 8000;
      program.add(unknown, [10, a.storage.ptr + at, 1, a.storage.ptr + at, 1, out.storage.ptr + at, 1, 1000]);
    }
    out.set([], 0);
    try {
      for (let i = 0; i < 50; i++) expect(runProgram(program, true)).toBe(true);
    } finally {
      table.pop();
    }
    expect(out.min()).toBe(2);
  });

  test('a helper that is killed while idle is replaced, and calls go on meanwhile', async () => {
    const [worker] = await workersOf(1);
    setWeight(1e9);
    const a = ones(300_000);
    const killed = worker.terminate();
    for (let i = 0; i < 20; i++) expect(a.add(i).sum()).toBe(300_000 * (i + 1));
    await killed;
    await until(() => threads.count === 1);
    expect(a.add(1).sum()).toBe(600_000);
    await until(() => threads.count === 2);
    expect(a.add(1).sum()).toBe(600_000);
  });

  test('a helper that is killed at work neither hangs the call nor spoils it', async () => {
    setPatience(100);
    for (let round = 0; round < 8; round++) {
      const [worker] = await workersOf(1);
      setWeight(1e9);
      const a = ones(2_000_000);
      const out = ones(2_000_000);
      for (let i = 0; i < 3; i++) add(a, 1, { out });
      void worker.terminate();
      for (let i = 0; i < 10; i++) {
        add(a, i, { out });
        expect([out.min(), out.max()]).toEqual([i + 1, i + 1]);
      }
      await threads.stop();
    }
  });
});

test('idle helpers do not keep the process alive', () => {
  const program = `
    import { ones, threads } from './dist/index.js';
    await threads.start(1);
    console.log(threads.count, ones(2e6).add(1).sum());`;
  const options = { encoding: 'utf8', timeout: 20_000 } as const;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], options)).toBe('2 4000000\n');
});
