/** The page or worker is what its configuration says, and contig finds that out by itself. */
import { describe, expect, test } from 'vitest';
import { arange, formatNpy, kernels, load, memory, type NDArray, ones, save, threads } from '../../../src/index.js';
import { same } from '../../support.js';
import { task, violations } from './task.js';

test('this is the page or the worker that was asked for, and memory can be shared or not', () => {
  expect(typeof document).toBe(task.where === 'page' ? 'object' : 'undefined');
  expect(crossOriginIsolated).toBe(task.isolated);
  expect(typeof SharedArrayBuffer).toBe(task.isolated ? 'function' : 'undefined');
  expect('process' in globalThis).toBe(false);
});

test('text does not become code', async () => {
  violations.expected = 2;
  const evaluate = Reflect.get(globalThis, 'eval');
  expect(() => evaluate('1')).toThrow(EvalError);
  expect(() => new Function('return 1')).toThrow(EvalError);
  for (let i = 0; i < 100 && violations.told < 2; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(violations.told).toBe(2);
});

test('all builds of the kernels run here, the fastest unless another is asked for', () => {
  expect(kernels.available).toEqual(['relaxed', 'simd', 'scalar']);
  const a = arange(1000, 'f32');
  for (const build of kernels.available) {
    kernels.use(build);
    expect(kernels.build).toBe(build);
    expect(a.mul(2).sum()).toBe(999_000);
  }
  kernels.use('simd');
});

test('arrays are over memory of their kind', () => {
  const { buffer } = ones(3).data;
  expect(buffer).toBeInstanceOf(ArrayBuffer);
  expect(memory.stats().bytesInUse).toBeGreaterThan(0);
});

describe('files', () => {
  test('a text is a URL to fetch', async () => {
    const a = arange(12).reshape(3, 4) as NDArray;
    const url = URL.createObjectURL(new Blob([formatNpy(a)]));
    expect(same((await load(url)) as NDArray, a)).toBe(true);
    URL.revokeObjectURL(url);
    const missing = new URL('missing.npy', import.meta.url).href;
    await expect(load(missing)).rejects.toThrow(/^load: '.*missing.npy': cannot be read: HTTP 404/);
  });

  test('are not written', async () => {
    await expect(save('a.npy', ones(3))).rejects.toThrow(/^save: only Node writes files; formatNpy/);
  });
});

describe('threads', () => {
  test.runIf(task.isolated)('start where memory can be shared', async () => {
    await threads.start(2);
    expect(threads.count).toBe(3);
    const a = ones(3_000_000);
    for (let i = 0; i < 5; i++) expect(a.add(i).sum()).toBe(3_000_000 * (i + 1));
    expect(a.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    await threads.stop();
    expect(threads.count).toBe(1);
  });

  test.runIf(!task.isolated)('say what is missing where it cannot, and everything goes on', async () => {
    await expect(threads.start(2)).rejects.toThrow(/^threads.start: this page .* is not cross-origin isolated; serve/);
    expect(threads.count).toBe(1);
    expect(ones(1000).add(1).sum()).toBe(2000);
  });
});
