/** What the page says of where values lie: against NumPy's strides, offsets and bases. */
import { describe, expect, test } from 'vitest';
import { COLOURS, indexOf, logicalRows, memoryCells } from '../../bench/web/drawing/cells.js';
import { runsOf } from '../../bench/web/drawing/record-drawing.js';
import { describe as describeValue } from '../../bench/web/engine/describe.js';
import { Lineage } from '../../bench/web/engine/lineage.js';
import { print } from '../../bench/web/engine/print.js';
import type { ArrayLayout, RecordLayout } from '../../bench/web/engine/protocol.js';
import { EXAMPLES } from '../../bench/web/expression/examples.js';
import { evaluate } from '../../bench/web/language/evaluate.js';
import { namesOf } from '../../bench/web/language/names.js';
import * as contig from '../../src/index.js';

const names = namesOf(contig);

function describing(source: string) {
  const lineage = new Lineage(contig as never);
  const value = evaluate(source, names, lineage.watch);
  return describeValue(value, contig as never, (array) => lineage.viewOf(array as never));
}

const arrayOf = (source: string) => describing(source).layouts[0] as ArrayLayout;
const recordsOf = (source: string) => describing(source).layouts[0] as RecordLayout;

describe('arrays', () => {
  // Strides and offsets in bytes are those of NumPy's arrays of the same expressions.
  test.each<[source: string, strides: number[], offset: number, order: RegExp, viewOf: string | null]>([
    ['arange(12)', [8], 0, /C order/, null],
    ['arange(12).reshape(3, 4)', [32, 8], 0, /C order/, 'arange(12)'],
    ['arange(12).reshape(3, 4).T', [8, 32], 0, /Fortran order/, 'arange(12)'],
    ['arange(12).reshape(3, 4).T.copy()', [24, 8], 0, /C order/, null],
    [
      "const a = arange(24, 'f32').reshape(4, 6)\na.get('::2', '1::2')",
      [48, 8],
      4,
      /not contiguous/,
      "arange(24, 'f32')",
    ],
    ["arange(5, 'i16').get('::-1')", [-2], 8, /not contiguous/, "arange(5, 'i16')"],
    ['broadcastTo(arange(3), [2, 3])', [0, 8], 0, /not contiguous/, 'arange(3)'],
    ['const a = arange(4)\na.iadd(1)', [8], 0, /C order/, null],
    ['split(arange(6), 2)[1]', [8], 24, /C order/, 'arange(6)'],
    ['const t = new Float64Array(3); wrap(t)', [8], 0, /C order/, 't'],
  ])('%s', (source, strides, offset, order, viewOf) => {
    const layout = arrayOf(source);
    expect(layout).toMatchObject({ kind: 'array', strides, offset, viewOf });
    expect(layout.order).toMatch(order);
  });

  test('every element is where the strides say, and every other place is a gap', () => {
    const layout = arrayOf("const a = arange(24, 'f32').reshape(4, 6)\na.get('::2', '1::2')");
    const cells = memoryCells(layout)!;
    expect(cells).toHaveLength(24);
    expect(cells.flatMap(({ byte, positions }) => positions.map((position) => [byte / 4, position]))).toEqual([
      [1, 0],
      [3, 1],
      [5, 2],
      [13, 3],
      [15, 4],
      [17, 5],
    ]);
    expect(cells.map(({ text }) => text)).toEqual(Array.from({ length: 24 }, (_, i) => String(i)));
  });

  test('an element that repeats has one cell', () => {
    const cells = memoryCells(arrayOf('broadcastTo(arange(3), [2, 3])'))!;
    expect(cells.map(({ positions }) => positions)).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  test('fields that no typed array reads are drawn with the gaps between them', () => {
    const layout = arrayOf(
      "const r = RecordArray.from([{ a: 1, b: 2 }, { a: 3, b: 4 }], { type: recordType({ a: 'u8', b: 'u32' }) })\nr.b",
    );
    expect(layout).toMatchObject({ aligned: false, strides: [5], offset: 1, storageBytes: null });
    expect(memoryCells(layout)!.map(({ byte, bytes, text }) => [byte, bytes, text])).toEqual([
      [0, 1, ''],
      [1, 4, '2'],
      [5, 1, ''],
      [6, 4, '4'],
    ]);
  });

  test('large arrays, and small ones of large memory, are not drawn', () => {
    expect(memoryCells(arrayOf('zeros(65)'))).toBeNull();
    expect(memoryCells(arrayOf("zeros(1000).get(':3')"))).toBeNull();
    expect(memoryCells(arrayOf('zeros([0, 3])'))).toBeNull();
    expect(memoryCells(arrayOf('zeros(64)'))).toHaveLength(64);
  });

  test.each<[string, string[]]>([
    ['array([true, false])', ['T', 'F']],
    ['array([1e100, -0.5, NaN, 1 / 3])', ['1e+100', '-0.5', 'NaN', '0.333']],
    ["array([12345678901n], 'i64')", ['123456…']],
    ["array([1234567], 'i32')", ['1234567']],
  ])('the cells of %s', (source, expected) => {
    expect(arrayOf(source).elements!.map(({ text }) => text)).toEqual(expected);
  });

  test('the arrays in lists and objects have layouts by name', () => {
    expect(describing('uniqueCounts([3, 1, 3])').layouts.map(({ name }) => name)).toEqual(['values', 'counts']);
    const { layouts, more } = describing('Array.from({ length: 9 }, () => zeros(1))');
    expect([layouts.length, more]).toEqual([6, 3]);
    expect(layouts[5].name).toBe('[5]');
  });

  test('plain values are weighed', () => {
    expect(describing('[{ x: 1 }, { x: 2 }]').report).toMatch(/objects\s+2/);
    expect(describing('3').report).toBeNull();
  });

  test('the memory of an evaluation is freed', () => {
    const lineage = new Lineage(contig as never);
    const before = contig.memory.stats().blocks;
    const value = evaluate('const a = zeros(100)\nconst b = a.add(1).get("::2")\nb.mul(2)', names, lineage.watch);
    describeValue(value, contig as never, () => null);
    expect(contig.memory.stats().blocks).toBe(before + 3);
    lineage.dispose();
    expect(contig.memory.stats().blocks).toBe(before);
  });

  test('so is that of several results', () => {
    const lineage = new Lineage(contig as never);
    const { values } = evaluate('uniqueCounts([3, 1])', names, lineage.watch) as { values: contig.NDArray };
    lineage.dispose();
    expect(() => values.item(0)).toThrow(/disposed/);
  });
});

describe('records', () => {
  test('fields, padding and overlaps', () => {
    const layout = recordsOf("recordType({ x: 'f64', y: 'f32', id: 'u16' }, { align: true })");
    // numpy.dtype([('x', 'f8'), ('y', 'f4'), ('id', 'u2')], align=True): itemsize 16.
    expect(layout).toMatchObject({ itemsize: 16, padding: 2, length: null });
    expect(runsOf(layout).map(({ field, offset, bytes }) => [field?.name ?? null, offset, bytes])).toEqual([
      ['x', 0, 8],
      ['y', 8, 4],
      ['id', 12, 2],
      [null, 14, 2],
    ]);
    const overlapping = recordsOf(
      "recordType({ names: ['a', 'b'], formats: ['u4', 'u2'], offsets: [2, 4], itemsize: 8 })",
    );
    expect(runsOf(overlapping).map(({ field, offset, bytes }) => [field?.name ?? null, offset, bytes])).toEqual([
      [null, 0, 2],
      ['a', 2, 4],
      [null, 6, 2],
    ]);
  });

  test('arrays of records in both layouts', () => {
    expect(recordsOf("new RecordArray({ x: 'f32' }, 5, { layout: 'columns' })")).toMatchObject({
      length: 5,
      layout: 'columns',
    });
    expect(recordsOf("new RecordArray({ x: ['f4', [3]] }, 2)").fields).toEqual([
      { name: 'x', type: 'f32 x 3', offset: 0, nbytes: 12 },
    ]);
  });
});

test.each(EXAMPLES)('the example "%s" is described', (_, source) => {
  const { layouts, report } = describing(source);
  expect(layouts.length > 0 || report !== null).toBe(true);
});

test('rows and indices', () => {
  expect(indexOf(17, [2, 3, 4])).toEqual([1, 1, 1]);
  expect(indexOf(0, [])).toEqual([]);
  expect(logicalRows([2, 2, 2]).map(({ label }) => label)).toEqual([
    '[0, 0, :]',
    '[0, 1, :]',
    '[1, 0, :]',
    '[1, 1, :]',
  ]);
  expect(logicalRows([])).toEqual([{ label: '', positions: [0], colour: 0 }]);
  expect(logicalRows([3, 0])).toEqual([]);
  expect(logicalRows([8, 1])[7].colour).toBe(7 % COLOURS);
});

// As Node's console prints them, in one style of quotes.
test.each<[unknown, string]>([
  ['text', 'text'],
  [['text', 1n, -0], '["text", 1n, -0]'],
  [{ a: 1, b: [true, null] }, '{ a: 1, b: [true, null] }'],
  [{}, '{}'],
  [[], '[]'],
  [new Uint8Array([1, 2]), 'Uint8Array(2) [1, 2]'],
  [[[[[[1]]]]], '[[[[[...]]]]]'],
  [Array.from({ length: 102 }, () => 0), `[\n${'  0,\n'.repeat(100)}  ... 2 more\n]`],
  [contig.zeros, '[function zeros]'],
  [contig.NDArray, '[class NDArray]'],
  [{ values: contig.array([1, 2]) }, '{ values: array([1., 2.]) }'],
  [contig.recordType({ x: 'f8' }), "RecordType([('x', '<f8')])"],
])('print', (value, expected) => {
  expect(print(value)).toBe(expected);
});
