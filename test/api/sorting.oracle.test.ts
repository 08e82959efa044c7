/** Sorting, orders, searching and sets of every type, along every axis and in every layout, against NumPy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arange,
  argpartition,
  argsort,
  array,
  empty,
  fromBuffer,
  memory,
  type NDArray,
  partition,
  searchsorted,
  sort,
  unique,
  zeros,
} from '../../src/index.js';
import { onEveryBuild } from '../oracle/builds.js';
import { attempt, compareArray, compareError, differences, Report } from '../oracle/compare.js';
import { api, build, type Encoded, elements, LAYOUTS, load, type Tensor } from '../oracle/load.js';
import { sequence } from '../support.js';

interface Case {
  name: string;
  /** Arrays by their key, lists of them, and numbers as they are. */
  args: (string | number | (string | number)[])[];
  options: Record<string, unknown>;
  out?: Encoded;
  outs?: Record<string, Encoded>;
  value?: number;
  error?: string;
}

const GROUPS = ['orders', 'partitions', 'lexes', 'searches', 'uniques', 'sets'] as const;
const vectors = load<{ inputs: Record<string, Encoded> } & Record<(typeof GROUPS)[number], Case[]>>('sorting');
const { inputs } = vectors;

/** Sorting may put zeros of both signs in any order, and a set keeps any of them; an order is exact. */
const OPEN = { zeroSignOpen: true };

const made = new Map<string, Tensor>();
function tensor(key: string, layout: string): Tensor {
  const kind = inputs[key].shape.length === 0 ? 'packed' : layout;
  const label = `${key} ${kind}`;
  let found = made.get(label);
  if (!found) {
    found = LAYOUTS[kind](inputs[key]);
    made.set(label, found);
  }
  return found;
}

function given(test: Case, layout: string): unknown[] {
  const real = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(real);
    return typeof value === 'string' ? tensor(value, layout) : value;
  };
  const { sorter, ...rest } = test.options;
  return [...test.args.map(real), sorter === undefined ? rest : { ...rest, sorter: tensor(sorter as string, layout) }];
}

/** Rows along the axis of a case, as lists of JS values. */
function rowsOf(a: NDArray, axis: number | null): (number | bigint)[][] {
  const rows = axis === null ? a.reshape(1, -1) : a.moveaxis(axis, -1).copy().reshape(-1, a.shape.at(axis)!);
  return rows.toArray() as (number | bigint)[][];
}

/** What is wrong with a partition, given the sorted array: its elements, or where they are. */
function comparePartition(test: Case, result: Tensor): string[] {
  const [key, kth] = test.args as [string, number[]];
  const axis = test.options.axis as number | null;
  let values = result as unknown as NDArray;
  if (test.name === 'argpartition') {
    if (values.dtype !== 'i64') return [`dtype ${values.dtype}`];
    const source = rowsOf(build(inputs[key]) as unknown as NDArray, axis);
    const rows = rowsOf(values, axis).map((row, i) => row.map((place) => source[i][Number(place)]));
    const flat = array(rows as number[][], inputs[key].dtype);
    const expected = rowsOf(build(test.out!) as unknown as NDArray, axis);
    return rowsDiffer(rowsOf(flat, -1), expected, kth);
  }
  const problems = compareArray(sort(values, axis), test.out!, OPEN);
  values = result as unknown as NDArray;
  return [...problems, ...rowsDiffer(rowsOf(values, axis), rowsOf(build(test.out!) as unknown as NDArray, axis), kth)];
}

/** NaN is greater than all numbers. */
function isGreater(a: number | bigint, b: number | bigint): boolean {
  return a > b || (Number.isNaN(a) && !Number.isNaN(b));
}

function rowsDiffer(rows: (number | bigint)[][], sorted: (number | bigint)[][], kth: readonly number[]): string[] {
  const problems: string[] = [];
  rows.forEach((row, r) => {
    for (const k of kth) {
      const at = k < 0 ? k + row.length : k;
      const pivot = row[at];
      if (isGreater(pivot, sorted[r][at]) || isGreater(sorted[r][at], pivot))
        problems.push(`row ${r}: [${at}] is ${pivot}`);
      if (row.slice(0, at).some((x) => isGreater(x, pivot))) problems.push(`row ${r}: greater before [${at}]`);
      if (row.slice(at).some((x) => isGreater(pivot, x))) problems.push(`row ${r}: less after [${at}]`);
    }
    const places = [...row].sort((a, b) => (isGreater(a, b) ? 1 : isGreater(b, a) ? -1 : 0));
    if (places.some((x, i) => isGreater(x, sorted[r][i]) || isGreater(sorted[r][i], x)))
      problems.push(`row ${r}: elements`);
  });
  return problems;
}

function compare(test: Case, layout: string): string[] {
  const run = () => api(test.name)(...given(test, layout));
  if (test.error) return compareError(run, test.error, test.name);
  return attempt(() => {
    const result = run();
    if (test.name.endsWith('partition')) return comparePartition(test, result as Tensor);
    if (test.value !== undefined) return result === test.value ? [] : [`${result}, expected ${test.value}`];
    if (test.out) return compareArray(result, test.out, OPEN);
    const parts = result as Record<string, unknown>;
    const wanted = Object.keys(test.outs!);
    const names = Object.keys(parts).filter((name) => parts[name] !== undefined);
    if (String([...names].sort()) !== String([...wanted].sort())) return [`gave ${names}, expected ${wanted}`];
    return wanted.flatMap((name) =>
      compareArray(parts[name], test.outs![name], OPEN).map((text) => `${name}: ${text}`),
    );
  });
}

onEveryBuild('sorting', () => {
  describe.each(GROUPS)('%s', (group) => {
    const names = [...new Set(vectors[group].map(({ name }) => name))];
    it.each(names)('%s', (name) => {
      const report = new Report();
      for (const test of vectors[group].filter((c) => c.name === name)) {
        for (const layout of Object.keys(LAYOUTS)) {
          report.add(
            `${name}(${JSON.stringify(test.args)} ${layout}, ${JSON.stringify(test.options)})`,
            compare(test, layout),
          );
        }
      }
      report.done();
    });
  });
});

type Fill = (next: () => number, i: number, n: number) => number;

/** Values that make each way through the sort necessary: wide and narrow keys, shared leading bits, equal ones. */
const FILLS: Record<string, Fill> = {
  wide: (next) => (next() - 2 ** 23) * 2 ** 20 + next(),
  narrow: (next) => next() % 1000,
  'leading bits shared': (next) => 2 ** 40 + (next() % 65536) + (next() % 2) * 2 ** 41,
  'leading bits nearly shared': (next) => (next() % 3) * 2 ** 50 + next(),
  ascending: (_, i) => i,
  descending: (_, i, n) => n - i,
  equal: () => 5,
  fractions: (next) => (next() - 2 ** 23) / 3,
  'of all magnitudes': (next) => (next() % 2 ? 1 : -1) * 10 ** ((next() % 600) / 10 - 30),
  specials: (next) => [0, -0, Number.NaN, Infinity, -Infinity, next(), -next()][next() % 7],
};
const LENGTHS = [39, 40, 41, 100, 255, 2047, 2048, 5000, 70000];
const TYPES = ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'f32', 'f64'] as const;

function filled(type: (typeof TYPES)[number], fill: Fill, n: number): NDArray {
  const next = sequence(n);
  const result = zeros(n, type);
  const { data } = result;
  for (let i = 0; i < n; i++) {
    const value = fill(next, i, n);
    data[i] = (
      type === 'u64' || type === 'i64' ? BigInt(Number.isFinite(value) ? Math.trunc(value) : 0) : value
    ) as never;
  }
  return result;
}

onEveryBuild('sorting at length', () => {
  it.each(TYPES)('%s: as JS sorts typed arrays, and a stable order', (type) => {
    const report = new Report();
    for (const [kind, fill] of Object.entries(FILLS)) {
      for (const n of LENGTHS) {
        const a = filled(type, fill, n);
        const before = a.data.slice();
        // JS sorts -0 before 0 and NaN last.
        const expected = before.slice().sort();
        const sorted = sort(a);
        report.add(`sort ${kind} ${n}`, differences(elements(sorted as Tensor), expected, type));
        report.add(`input ${kind} ${n}`, differences(elements(a as Tensor), before, type));
        const order = Array.from(argsort(a).data, Number);
        const problems = new Set<number>(order).size === n ? [] : ['not each index once'];
        for (let i = 1; i < n && problems.length < 3; i++) {
          const [x, y] = [before[order[i - 1]], before[order[i]]];
          if (isGreater(x, y)) problems.push(`[${i}]: ${x} before ${y}`);
          else if (!isGreater(y, x) && order[i - 1] > order[i]) problems.push(`[${i}]: equal ones exchanged`);
        }
        report.add(`argsort ${kind} ${n}`, problems);
      }
    }
    report.done();
  });
});

describe('rows longer than a tile', () => {
  const n = 20000;
  const flat = filled('f64', FILLS.specials, 3 * n);
  const wanted = [0, 1, 2].map((row) => elements(flat.get(`${row * n}:${(row + 1) * n}`) as Tensor).sort());
  const rows = flat.reshape(3, n);
  const kinds: Record<string, NDArray> = {
    packed: rows,
    columns: rows.T.copy().T,
    reversed: (rows.get(':', '::-1') as NDArray).copy().get(':', '::-1') as NDArray,
    host: fromBuffer(rows.copy().data.slice().buffer as ArrayBuffer, 'f64').reshape(3, n),
  };
  it.each(Object.keys(kinds))(
    '%s',
    (kind) => {
      const a = kinds[kind];
      const sorted = sort(a);
      const order = argsort(a);
      for (let row = 0; row < 3; row++) {
        expect(elements(sorted.get(row) as Tensor)).toEqual(wanted[row]);
        expect(elements(order.get(row) as Tensor)).toEqual(elements(argsort(rows.get(row) as NDArray) as Tensor));
      }
      const halves = partition(a, n / 2);
      expect([0, 1, 2].map((row) => (halves.get(row, n / 2) as number) + 0)).toEqual(
        wanted.map((row) => (row[n / 2] as number) + 0),
      );
      expect(elements(argpartition(a, 1, 0) as Tensor)).toEqual(elements(argsort(a, 0) as Tensor));
    },
    20000,
  );
});

describe('array-likes and values', () => {
  it('takes lists and gives numbers for numbers', () => {
    expect(sort([3, 1, 2]).toArray()).toEqual([1, 2, 3]);
    expect(argsort([3, 1, 2]).toArray()).toEqual([1n, 2n, 0n]);
    expect(searchsorted([1, 2, 2, 3], 2, { side: 'right' })).toBe(3);
    expect(searchsorted([10, 30, 20], 20, { sorter: [0, 2, 1] })).toBe(1);
    expect(unique([3, 1, 3], { counts: true }).counts.toArray()).toEqual([1n, 2n]);
  });

  it('looks whole numbers up in 64-bit integers exactly', () => {
    const a = array([2n ** 53n, 2n ** 53n + 1n, 2n ** 53n + 2n], 'i64');
    expect(searchsorted(a, 2n ** 53n + 1n)).toBe(1);
    expect(searchsorted(a, 2n ** 53n + 1n, { side: 'right' })).toBe(2);
    expect(searchsorted(array([1n, 2n ** 63n], 'u64'), 2n ** 63n)).toBe(1);
  });

  it('says what is wrong', () => {
    expect(() => sort(5)).toThrow(/^sort: axis -1 is out of bounds for an array of 0 dimensions/);
    expect(() => partition([1, 2], 2)).toThrow(/^partition: kth 2 is out of bounds for an axis of 2 elements/);
    expect(() => partition([1, 2], 0.5)).toThrow(TypeError);
    expect(() => searchsorted([1, 2], 1, { side: 'middle' as never })).toThrow(/^searchsorted: side is "middle"/);
  });
});

describe('methods', () => {
  it('sort and partition work in place, on views too', () => {
    const a = array([
      [3, 1, 2],
      [9, 7, 8],
    ]);
    const column = a.get(':', '::-1') as NDArray;
    expect(column.sort()).toBe(column);
    expect(a.toArray()).toEqual([
      [3, 2, 1],
      [9, 8, 7],
    ]);
    expect(a.sort(0).get(0).toString()).toBe('[3. 2. 1.]');
    expect(a.partition(0).get(':', 0).toString()).toBe('[1. 7.]');
    expect(a.argsort(1).shape).toEqual([2, 3]);
    expect(array([1, 4]).searchsorted(2)).toBe(1);
    expect(array([3, 1]).argpartition(0).toArray()).toEqual([1n, 0n]);
    const repeated = array([2, 1]).broadcastTo([2, 2]);
    expect(() => repeated.sort()).toThrow(/^sort: the array is read-only/);
    expect(() => a.partition(9)).toThrow(/^partition: kth 9 is out of bounds/);
    expect(() => a.sort(2)).toThrow(/^sort: axis 2 is out of bounds/);
  });
});

describe('a full heap', () => {
  const held: NDArray[] = [];
  const limit = memory.limit;

  beforeAll(() => {
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
    for (const taken of held) taken.dispose();
    memory.limit = limit;
  });

  it('leaves short rows to be sorted, and says what to do about long ones', () => {
    const short = arange(2000).reshape(20, 100).get(':', '::-1') as NDArray;
    expect(sort(short).get(1, 0)).toBe(100);
    expect(argsort(short).get(1, 0)).toBe(99n);
    const long = arange(200_000);
    const full = /do not fit the heap; dispose of arrays or raise memory.limit/;
    expect(() => sort(long)).toThrow(full);
    expect(() => argsort(long)).toThrow(full);
    expect(() => unique(long)).toThrow(full);
    expect(() => searchsorted(long, 5)).toThrow(full);
    expect(long.get(199_999)).toBe(199_999);
  });
});
