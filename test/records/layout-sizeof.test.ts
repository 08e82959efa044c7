/** layout.sizeof beside what processes measured, and what it counts once. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { layout, PackedArray, scope, zeros } from '../../src/index.js';
import { type Kind, kinds } from './layout-kinds.js';

interface Measured {
  readonly n: number;
  readonly bytes: number;
}

const file = new URL('layout-measured.json', import.meta.url);
const measured: Record<string, Measured> = JSON.parse(readFileSync(file, 'utf8')).kinds;
const script = fileURLToPath(new URL('layout-measure.js', import.meta.url));

/** How far apart the model and the measurement may be, where a kind does not say otherwise. */
const WITHIN = 0.02;
/** The same beside a measurement of now, on whatever Node runs the test and beside whatever else runs. */
const WITHIN_NOW = 0.25;

function off(name: string, { n, bytes }: Measured): number {
  return Math.abs(layout.sizeof((kinds[name] as Kind).make(n), { word: 8 }).bytes / bytes - 1);
}

describe('agrees with measured memory', () => {
  test('on every kind', () => {
    expect(Object.keys(measured)).toEqual(Object.keys(kinds));
  });
  test.each(Object.keys(kinds))('%s', (name) => {
    expect(off(name, measured[name])).toBeLessThanOrEqual(kinds[name].within ?? WITHIN);
  });
  test.each(['objects {x, y} of fractions', 'rows of fractions', 'Dates'])('measured now: %s', (name) => {
    const now = execFileSync(process.execPath, [script, name], { encoding: 'utf8' });
    expect(off(name, JSON.parse(now).kinds[name])).toBeLessThanOrEqual(WITHIN_NOW);
  });
});

const bytes = (value: unknown, word: 4 | 8 = 8) => layout.sizeof(value, { word }).bytes;
const partOf = (value: unknown, name: string) =>
  layout.sizeof(value, { word: 8 }).parts.find(({ part }) => part === name);

test('what needs no memory of its own', () => {
  for (const value of [0, -1, 2 ** 31 - 1, true, false, null, undefined, '', 'a']) expect(bytes(value)).toBe(0);
  expect(bytes(2 ** 31)).toBe(16);
  expect(bytes(-0)).toBe(16);
  expect(bytes(2 ** 30, 4)).toBe(12);
});

test('cycles and shared references count once', () => {
  const node: { self?: unknown; list: unknown[] } = { list: [] };
  node.self = node;
  node.list.push(node, node);
  expect(bytes(node)).toBe(24 + 16 + bytes([null, null]) + bytes(['list', 'self']) - bytes([null, null]));
  const shared = { a: 1 };
  expect(bytes([shared, shared])).toBe(bytes([shared, null]));
  let deep: unknown = null;
  for (let i = 0; i < 200_000; i++) deep = { deep };
  expect(bytes(deep)).toBe(200_000 * 32 + 24);
});

test('a buffer counts once, whole', () => {
  const buffer = new ArrayBuffer(1000);
  const views = [new Uint8Array(buffer, 0, 10), new Float32Array(buffer, 8, 2), new DataView(buffer)];
  expect(partOf(views, 'buffers')).toEqual({ part: 'buffers', count: 1, bytes: 1088, estimated: null });
  expect(partOf(views, 'typed arrays')?.count).toBe(3);
  expect(partOf([new SharedArrayBuffer(512)], 'buffers')?.bytes).toBe(600);
});

test("contig's arrays count their memory, once for all views", () => {
  const name = "contig's memory";
  const a = zeros([100, 100], 'f32');
  expect(partOf(a, name)).toEqual({ part: name, count: 1, bytes: 40_000, estimated: null });
  expect(partOf([a, a.T, a.get('1:')], name)?.bytes).toBe(40_000);
  expect(partOf(zeros(3, 'u8'), name)?.bytes).toBe(64);
  // The data is a view of all of contig's memory, of which the array is told by its storage.
  expect(partOf({ a, data: a.data }, 'buffers')).toBeUndefined();
  expect(bytes(a)).toBeLessThan(41_000);
  const packed = new PackedArray('f64', [1, 2, 3]);
  packed.reserve(1000);
  expect(partOf(packed, name)?.bytes).toBe(8000);
  scope(() => expect(partOf([packed, packed.asNDArray()], name)?.bytes).toBe(8000));
});

test('arrays of records count what their frames hold', () => {
  const { storage } = zeros(500);
  class Records {
    readonly #frame = [{ storage }, { storage }];
    readonly disposed: boolean;
    constructor(disposed: boolean) {
      this.disposed = disposed;
    }
    get $frame() {
      if (this.disposed) throw new TypeError('disposed');
      return this.#frame;
    }
  }
  expect(partOf(new Records(false), "contig's memory")?.bytes).toBe(4032);
  expect(partOf(new Records(true), "contig's memory")).toBeUndefined();
});

test('getters are not called, nor are iterators of a class', () => {
  const value = {
    get trap(): never {
      throw new Error('called');
    },
  };
  expect(bytes(value)).toBe(32 + 24);
  class Odd extends Map<number, number> {
    override [Symbol.iterator](): never {
      throw new Error('called');
    }
  }
  expect(partOf(new Odd([[1, 2]]), 'maps and sets')?.count).toBe(1);
});

test('sparse arrays are tables', () => {
  const sparse: number[] = [];
  sparse[1_000_000] = 1;
  expect(bytes(sparse)).toBeLessThan(300);
  expect(bytes(new Array(1000).fill(0))).toBe(8048);
});

test('says which parts are estimates, and prints them', () => {
  const report = layout.sizeof({ list: [1, 2], when: new Date(0), data: new Float64Array(100) }, { word: 8 });
  expect(report.estimated).toBe(report.bytes - 120 + 8 - 8 - (96 + 88 + 800) + 8);
  const text = String(report);
  expect(text).toMatch(/^part +count +bytes\n/);
  expect(text).toMatch(/\nbuffers +1 +888 B\n/);
  expect(text).toMatch(/\narrays +1 +64 B +estimate: without room to grow/);
  expect(text).toMatch(/\nin all +1\.\d kB$/);
  expect(() => layout.sizeof(1, { word: 6 as 4 })).toThrow(RangeError);
});
