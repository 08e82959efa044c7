/** Sample calls: arrays as files, bytes and text. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as contig from '../../src/index.js';
import { load, type NDArray } from '../../src/index.js';
import { type Calls, each, plane, type Run } from './common.js';

/** The bytes or text that a function makes, or what it reads of a file of its own. */
async function inDirectory<T>(use: (path: (name: string) => string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'contig-calls-'));
  try {
    return await use((name) => join(directory, name));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const stored =
  (name: string): Run =>
  (save, [a]) =>
    inDirectory(async (path) => {
      await save(path(name), a);
      return load(path(name));
    });
const text = '# x\n1 0\n0 1\n';

export const FILES: Calls = {
  save: [{ args: plane, run: stored('a.npy') }],
  savez: [{ args: (of) => [{ a: of([3, 4]) }], run: stored('a.npz') }],
  savezCompressed: [{ args: (of) => [{ a: of([3, 4]) }], run: stored('a.npz') }],
  load: [{ args: plane, run: (f, [a, ...rest]) => f(contig.formatNpy(a as NDArray), ...rest) }],
  formatNpy: [plane],
  parseNpy: [(of) => [contig.formatNpy(of([3, 4]))]],
  formatNpz: [(of) => [{ a: of([3, 4]) }]],
  parseNpz: [(of) => [contig.formatNpz({ a: of([3, 4]) })]],
  formatText: [plane],
  parseText: [(of) => [text, { dtype: of.dtype }]],
  ...each('loadtxt genfromtxt', (of) => [new Blob([text]), { dtype: of.dtype }]),
  savetxt: [
    {
      args: plane,
      run: (f, args) =>
        inDirectory(async (path) => {
          await f(path('a.txt'), ...args);
          return contig.loadtxt(path('a.txt'));
        }),
    },
  ],
};
