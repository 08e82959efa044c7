/** Sorting, selecting and sets of rows so long that every way through the kernels is taken, against typed arrays' own sort. */
import { describe, expect, it } from 'vitest';
import {
  array,
  type DType,
  fromBuffer,
  intersect1d,
  isin,
  median,
  type NDArray,
  nanmedian,
  partition,
  scope,
  setdiff1d,
  setxor1d,
  sort,
  union1d,
  unique,
  zeros,
} from '../../src/index.js';
import { onEveryBuild } from '../oracle/builds.js';
import { differences, Report } from '../oracle/compare.js';
import { sequence } from '../support.js';

type Values = Float64Array | Float32Array | Int32Array | Uint32Array | BigInt64Array | BigUint64Array;
type Fill = (next: () => number, i: number, n: number) => number;

/** Values of -1 to 1, of 48 random bits. */
const fraction = (next: () => number) => (next() * 2 ** 24 + next()) / 2 ** 47 - 1;

/** How elements lie in their range decides how they are sorted. */
const FILLS: Record<string, Fill> = {
  'evenly spread': (next) => fraction(next) * 2 ** 31,
  'most of them in one place': (next) => Math.sign(fraction(next)) * Math.exp(30 * fraction(next) ** 9) - 1,
  'in two places': (next) => (next() % 2 ? 1e9 : -1e9) + (next() % 4096),
  'few values': (next) => next() % 7,
  'one value': () => 3,
  ascending: (_, i) => i,
  descending: (_, i, n) => n - i,
  'nearly ascending': (next, i) => (next() % 1000 ? i : next()),
  'with NaN': (next) => (next() % 10 ? fraction(next) * 1000 : Number.NaN),
  'mostly NaN': (next) => (next() % 10 ? Number.NaN : fraction(next)),
  'with infinities and zeros': (next) => [0, -0, Infinity, -Infinity, fraction(next)][next() % 5],
};
const TYPES = ['f32', 'f64', 'i32', 'u32', 'i64', 'u64'] as const;

function filled(type: DType, fill: Fill, n: number, seed = n): NDArray {
  const next = sequence(seed);
  const result = zeros(n, type) as NDArray;
  const { data } = result;
  const isWide = type === 'i64' || type === 'u64';
  for (let i = 0; i < n; i++) {
    const value = fill(next, i, n);
    const whole = () => BigInt(Number.isFinite(value) ? Math.trunc(value) : 0) * 65536n;
    data[i] = (isWide ? whole() : value) as never;
  }
  return result;
}

/** JS sorts -0 before 0 and NaN last. */
const sorted = (a: NDArray) => (a.data as Values).slice(a.offset, a.offset + a.size).sort();
const valuesOf = (a: NDArray) => (a.data as Values).slice(a.offset, a.offset + a.size);

/** Runs over every kind of values at every length; what is made is freed, for a synchronous test collects nothing. */
function eachRow(type: DType, lengths: readonly number[], body: (a: NDArray, label: string) => void): void {
  for (const [kind, fill] of Object.entries(FILLS)) {
    if (!type.startsWith('f') && kind.includes('NaN')) continue;
    for (const n of lengths) scope(() => body(filled(type, fill, n), `${kind}, ${n}`));
  }
}

onEveryBuild('long rows', () => {
  it.each(['f32', 'f64', 'i32', 'u64'] as const)(
    '%s: sorted as JS sorts them, to another place and in place',
    (type) => {
      const report = new Report();
      // Six MiB and more are dealt out first.
      eachRow(type, [type.endsWith('64') ? 800_000 : 1_600_000], (a, label) => {
        const expected = sorted(a);
        report.add(`${label}: to another place`, differences(valuesOf(sort(a) as NDArray), expected, type));
        report.add(`${label}: in place`, differences(valuesOf(a.sort()), expected, type));
      });
      report.done();
    },
    60000,
  );

  it.each(TYPES)(
    '%s: partitioned',
    (type) => {
      const report = new Report();
      eachRow(type, [257, 30_000], (a, label) => {
        const expected = sorted(a);
        const half = a.size >> 1;
        for (const kth of [[0], [5], [half], [a.size - 1], [half >> 1, half, half + 1]]) {
          report.add(`${label} at ${kth}`, partitionDiffers(partition(a, kth) as NDArray, expected, kth, type));
        }
        const host = fromBuffer(a.data.slice().buffer as ArrayBuffer, type) as NDArray;
        report.add(`${label}: host`, partitionDiffers(host.partition(half), expected, [half], type));
        const view = a.get('::-1') as NDArray;
        report.add(`${label}: view`, partitionDiffers(view.partition(half).copy(), expected, [half], type));
      });
      report.done();
    },
    60000,
  );

  it.each(['f32', 'f64'] as const)('%s: medians are the middle of what is sorted', (type) => {
    eachRow(type, [1000, 30_001], (a) => {
      const numbers = Array.from(sorted(a) as Float64Array).filter((x) => !Number.isNaN(x));
      const [low, high] = [numbers[(numbers.length - 1) >> 1], numbers[numbers.length >> 1]];
      const round = type === 'f32' ? Math.fround : Number;
      const middle = numbers.length % 2 ? low : round(round(low + high) / 2);
      // Of zeros of both signs either may be in the middle.
      expect(nanmedian(a) + 0).toEqual(middle + 0);
      const whole = numbers.length === a.size ? middle + 0 : Number.NaN;
      expect(median(a) + 0).toEqual(whole);
      expect(median(a.get('::-1') as NDArray) + 0).toEqual(whole);
    });
  });

  it.each(TYPES)('%s: sets', (type) => {
    const report = new Report();
    eachRow(type, [2000], (b, label) => {
      const a = filled(type, FILLS['evenly spread'], 3000);
      a.set(['1000:'], b);
      const [p, q] = [a, b].map((each) => new Set(Array.from(sorted(each) as Float64Array)));
      const isNumber = (x: number) => !Number.isNaN(x);
      const isIn = (values: Set<number>) => (x: number) => isNumber(x) && values.has(x);
      const without = (x: Set<number>, y: Set<number>) => [...x].filter((value) => !isIn(y)(value));
      const order = (x: number, y: number) => (x < y ? -1 : x > y ? 1 : Number(isNumber(y)) - Number(isNumber(x)));
      // A set keeps zero of either sign.
      const plain = (values: NDArray) => valuesOf(values.add(0) as NDArray);
      const check = (name: string, result: NDArray, expected: number[]) =>
        report.add(`${name} ${label}`, differences(plain(result), plain(array(expected, type)), type));
      check('unique', unique(a) as NDArray, [...p]);
      check('union1d', union1d(a, b) as NDArray, [...new Set([...p, ...q])].sort(order));
      check('intersect1d', intersect1d(a, b) as NDArray, [...p].filter(isIn(q)));
      check('setdiff1d', setdiff1d(a, b) as NDArray, without(p, q));
      check('setxor1d', setxor1d(a, b) as NDArray, [...without(p, q), ...without(q, p)].sort(order));
      for (const among of [b, b.get(':5') as NDArray]) {
        const wanted = Array.from(a.data as Float64Array, isIn(new Set(Array.from(valuesOf(among) as Float64Array))));
        const found = valuesOf(isin(a, among) as NDArray);
        report.add(`isin ${among.size} ${label}`, differences(found, Uint8Array.from(wanted, Number), 'bool'));
      }
    });
    report.done();
  });
});

/** What is wrong with a partition, given the elements sorted. */
function partitionDiffers(result: NDArray, expected: Values, kth: readonly number[], type: DType): string[] {
  const values = valuesOf(result);
  const problems: string[] = [];
  const greater = (x: number | bigint, y: number | bigint) => x > y || (Number.isNaN(x) && !Number.isNaN(y));
  for (const k of kth) {
    const pivot = values[k];
    if (greater(pivot, expected[k]) || greater(expected[k], pivot))
      problems.push(`[${k}]: ${pivot}, not ${expected[k]}`);
    for (let i = 0; i < k; i++) if (greater(values[i], pivot)) problems.push(`[${i}]: ${values[i]} before [${k}]`);
    for (let i = k; i < values.length; i++)
      if (greater(pivot, values[i])) problems.push(`[${i}]: ${values[i]} after [${k}]`);
  }
  return [...problems.slice(0, 3), ...differences(values.sort(), expected, type)];
}

describe('small elements', () => {
  it.each(['u8', 'i8', 'u16', 'i16', 'bool'] as const)('%s: partitions and orders', (type) => {
    const a = filled(type, (next) => next() % (type === 'bool' ? 2 : 65536), 3000);
    const expected = sorted(a);
    expect(partitionDiffers(partition(a, 1000) as NDArray, expected, [1000], type)).toEqual([]);
    expect(partitionDiffers(a.copy().partition([7, 2999]), expected, [7, 2999], type)).toEqual([]);
    const order = Array.from(a.argsort().data, Number);
    expect(order.map((i) => a.data[i])).toEqual(Array.from(expected as Float64Array));
  });
});
