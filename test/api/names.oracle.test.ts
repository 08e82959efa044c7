/** The small names of NumPy's namespace against NumPy: type information, memory orders, real parts. */
import { describe, expect, it } from 'vitest';
import * as contig from '../../src/index.js';
import { type Call, testCalls } from '../oracle/calls.js';
import { attempt, Report } from '../oracle/compare.js';
import { build, decode, type Encoded, LAYOUTS, load } from '../oracle/load.js';

type View = [offset: number, shape: number[], byteStrides: number[], type: contig.DType];
type Scalar = number | boolean | ['bigint', string];

const { calls, shared, tables, constants } = load<{
  calls: Call[];
  shared: { views: View[]; exact: number[][]; bounds: number[][] };
  tables: Record<string, unknown[][]>;
  constants: Record<string, number>;
}>('names');

describe.each(Object.entries(LAYOUTS))('%s', (title, layout) => {
  testCalls(calls, title, layout);
});

it.each(Object.entries(constants))('%s', (name, value) => {
  expect((contig as unknown as Record<string, unknown>)[name]).toBe(value);
});

/** Compares each row's last value with what a function makes of the others. */
function rows<R extends unknown[]>(name: string, answer: (row: R) => unknown): void {
  it(name, () => {
    const report = new Report();
    for (const row of tables[name] as R[]) {
      const check = () => {
        const actual = answer(row);
        return actual === row.at(-1) ? [] : [`${String(actual)}, expected ${String(row.at(-1))}`];
      };
      report.add(JSON.stringify(row), attempt(check));
    }
    report.done();
  });
}

describe('types', () => {
  type Name = contig.DType;
  rows<[Name, Name, Parameters<typeof contig.canCast>[2], boolean]>('canCast', ([a, b, rule]) =>
    contig.canCast(a, b, rule),
  );
  const revived = (value: Name | Scalar) => (Array.isArray(value) ? BigInt(value[1]) : value);
  rows<[(Name | Scalar)[], Name]>('resultType', ([values]) => contig.resultType(...values.map(revived)));
  rows<[string, Name]>('minScalarType', ([text]) => {
    const value = Number(text.replace('inf', 'Infinity'));
    if (!/^-?\d+$/.test(text)) return contig.minScalarType(value);
    const exact = contig.minScalarType(BigInt(text));
    return Number.isSafeInteger(value) && contig.minScalarType(value) !== exact ? 'another for a number' : exact;
  });
  rows<[Encoded, Name]>('minScalarType of arrays', ([array]) =>
    contig.minScalarType(build(array) as unknown as contig.NDArray),
  );
  rows<[[Name, Name], Name]>('commonType', ([[a, b]]) => contig.commonType(contig.zeros(1, a), contig.zeros(2, b)));
  rows<[Name, Name, boolean]>('issubdtype', ([a, b]) => contig.issubdtype(a, b));
  rows<[Name, Parameters<typeof contig.isdtype>[1], boolean]>('isdtype', ([a, kind]) => contig.isdtype(a, kind));

  it('finfo', () => {
    for (const [type, field, value] of tables.finfo as ['f32' | 'f64', keyof contig.FloatInfo, Encoded][]) {
      expect(contig.finfo(type)[field], `${type} ${field}`).toBe(decode(value)[0]);
    }
  });

  it('iinfo', () => {
    for (const [type, min, max, bits, kind] of tables.iinfo as ['u8' | 'i64', string, string, number, string][]) {
      const info = contig.iinfo(type);
      expect([String(info.min), String(info.max), info.bits, info.kind, info.dtype]).toEqual([
        min,
        max,
        bits,
        kind,
        type,
      ]);
      expect(typeof info.max).toBe(bits === 64 ? 'bigint' : 'number');
    }
  });
});

describe('shared memory', () => {
  const viewsOf = (base: contig.NDArray) =>
    shared.views.map(([offset, shape, byteStrides, type]) => {
      const { storage } = base;
      const { itemsize } = contig.zeros(0, type);
      const like = contig.fromBuffer(new ArrayBuffer(8), type) as contig.NDArray;
      const size = shape.reduce((a, b) => a * b, 1);
      const View = contig.NDArray as unknown as new (...values: unknown[]) => contig.NDArray;
      return new View(
        { name: type, code: like.code, itemsize },
        shape,
        size,
        byteStrides,
        offset,
        storage,
        false,
        true,
      );
    });

  it.each([
    ['the heap', () => contig.zeros(240, 'u8')],
    ['a host buffer', () => contig.wrap(new Uint8Array(240))],
  ])('in %s', (_, make) => {
    const views = viewsOf(make() as contig.NDArray);
    for (const [i, a] of views.entries()) {
      for (const [j, b] of views.entries()) {
        expect(contig.sharesMemory(a, b), `${shared.views[i]} ${shared.views[j]}`).toBe(shared.exact[i][j] === 1);
        expect(contig.mayShareMemory(a, b)).toBe(shared.bounds[i][j] === 1);
      }
    }
  });
});
