/** Records from and to Arrow tables, with apache-arrow itself. */
import * as arrow from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { RecordArray, recordType } from '../../src/index.js';

const Type = recordType({
  x: 'f32',
  n: 'i64',
  big: '>u2',
  ok: 'bool',
  name: 'U4',
  tag: 'S3',
  v: ['f8', [3]],
  grid: ['i2', [2, 2]],
  words: ['U2', [2]],
  pos: { a: 'u8', b: 'f64' },
  ways: [{ k: 'i32' }, 2],
});

function records(layout: 'rows' | 'columns') {
  return RecordArray.from(
    Array.from({ length: 5 }, (_, i) => ({
      x: i / 2,
      n: BigInt(-i),
      big: i * 1000,
      ok: i % 2 === 1,
      name: [...'aé😀d'].slice(0, i).join(''),
      tag: Uint8Array.of(1, 2, 3).subarray(0, i % 4),
      v: [i, -i, 0.5],
      grid: [
        [i, 1],
        [2, -i],
      ],
      words: ['a', 'b'.repeat(i % 3)],
      pos: { a: i, b: i / 3 },
      ways: [{ k: i }, { k: -i }],
    })) as never[],
    { type: Type, layout },
  );
}

describe.each(['rows', 'columns'] as const)('records in %s', (layout) => {
  it('become a table and come back, through its file format too', () => {
    const original = records(layout);
    const table = RecordArray.toArrow(original, arrow);
    expect(table.numRows).toBe(5);
    expect(table.schema.fields.map((field) => `${field.name}: ${field.type}`)).toEqual([
      'x: Float32',
      'n: Int64',
      'big: Uint16',
      'ok: Bool',
      'name: Utf8',
      'tag: Binary',
      'v: FixedSizeList[3]<Float64>',
      'grid: FixedSizeList[2]<FixedSizeList[2]<Int16>>',
      'words: FixedSizeList[2]<Utf8>',
      'pos: Struct<{a:Uint8, b:Float64}>',
      'ways: FixedSizeList[2]<Struct<{k:Int32}>>',
    ]);
    const row = table.get(3)!.toJSON() as Record<string, { toJSON(): unknown }>;
    expect([row.x, row.ok, row.name]).toEqual([1.5, true, 'aé😀']);
    expect(JSON.stringify(row.pos)).toBe('{"a":3,"b":1}');
    for (const read of [table, arrow.tableFromIPC(arrow.tableToIPC(table, 'file'))]) {
      const back = RecordArray.fromArrow(read, { layout });
      expect(back.layout).toBe(layout);
      expect(JSON.stringify(back.toArray(), show)).toBe(JSON.stringify(original.toArray(), show));
    }
  });
});

function show(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

describe('Arrow tables', () => {
  it('of several chunks, dictionaries and slices are read', () => {
    const chunk = (values: number[]) => arrow.tableFromArrays({ a: Int32Array.from(values) });
    const joined = chunk([1, 2]).concat(chunk([3]));
    expect(RecordArray.fromArrow(joined).field('a').toArray()).toEqual([1, 2, 3]);
    expect(RecordArray.fromArrow(joined.slice(1)).field('a').toArray()).toEqual([2, 3]);
    const words = new arrow.Table({ w: arrow.vectorFromArray(['x', 'yy', 'x']) });
    expect(String(words.schema.fields[0].type)).toContain('Dictionary');
    expect(RecordArray.fromArrow<{ w: 'text' }>(words).w.toArray()).toEqual(['x', 'yy', 'x']);
    const lists = new arrow.Table({
      v: arrow.vectorFromArray(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        new arrow.FixedSizeList(2, new arrow.Field('item', new arrow.Float32(), false)),
      ),
    });
    expect(RecordArray.fromArrow(lists.slice(1)).field('v').toArray()).toEqual([
      [3, 4],
      [5, 6],
    ]);
  });

  it('with nulls or other types are refused', () => {
    const nulls = new arrow.Table({ a: arrow.vectorFromArray([1, null], new arrow.Int32()) });
    expect(() => RecordArray.fromArrow(nulls)).toThrow(/column 'a' holds 1 nulls/);
    const dates = new arrow.Table({ t: arrow.vectorFromArray([new Date(0)], new arrow.DateMillisecond()) });
    expect(() => RecordArray.fromArrow(dates)).toThrow(/column 't' is of Arrow's type Date64/);
    expect(() => RecordArray.fromArrow({} as never)).toThrow(/no Arrow table/);
  });
});
