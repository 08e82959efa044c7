/** Arrow's vectors and tables, with apache-arrow itself. */
import * as arrow from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { arange, array, PackedArray, RecordArray, recordType } from '../../src/index.js';
import { fromArrow, toArrow } from '../../src/interop/index.js';
import { base, CASES, DTYPES, expected, grow } from './layouts.js';

const NAMES = ['Bool', 'Uint8', 'Int8', 'Uint16', 'Int16', 'Uint32', 'Int32', 'Uint64', 'Int64', 'Float32', 'Float64'];

describe('vectors', () => {
  it.each(CASES)('of lists hold the rows: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const vector = toArrow<arrow.Vector, unknown>(own, arrow);
    expect(String(vector.type)).toBe(`FixedSizeList[${own.shape[1]}]<${NAMES[DTYPES.indexOf(type)]}>`);
    expect(Array.from(vector, (row) => [...row])).toEqual(expected(type, places));
    const back = fromArrow(vector);
    expect(back.toArray()).toEqual(expected(type, places));
    expect([back.shape, back.dtype]).toEqual([own.shape, type]);
  });

  it('are read in place, and handed out in place where asked', () => {
    const vector = arrow.makeVector(Float32Array.of(1, 2, 3));
    const view = fromArrow(vector);
    view.iadd(1);
    expect(vector.get(0)).toBe(2);
    fromArrow(vector, { copy: true }).iadd(1);
    expect(vector.get(0)).toBe(2);
    const own = arange(3, 'i32');
    const shared = toArrow<arrow.Vector, unknown>(own, arrow, { copy: false });
    own.set([0], 9);
    expect(shared.get(0)).toBe(9);
    expect(fromArrow(shared, { copy: false }).toArray()).toEqual([9, 1, 2]);
    const copied = toArrow<arrow.Vector, unknown>(own, arrow);
    grow();
    expect(copied.toJSON()).toEqual([9, 1, 2]);
    expect(() => toArrow(base('f64').T, arrow, { copy: false })).toThrow(/^toArrow: this f64 array/);
    expect(() => toArrow(base('bool'), arrow, { copy: false })).toThrow(/^toArrow: Arrow has bools as bits/);
    expect(() => toArrow(5, arrow)).toThrow(/^toArrow: an array without axes is no vector/);
  });

  it('of several chunks, sliced, dictionaries and halves are read', () => {
    const chunked = arrow.makeVector(Int16Array.of(1, 2, 3)).concat(arrow.makeVector(Int16Array.of(4, 5)));
    expect(chunked.data.length).toBe(2);
    expect(fromArrow(chunked).toArray()).toEqual([1, 2, 3, 4, 5]);
    expect(fromArrow(chunked.slice(2, 4)).toArray()).toEqual([3, 4]);
    expect(() => fromArrow(chunked, { copy: false })).toThrow(/^fromArrow: the vector is in several chunks/);
    const bits = Array.from({ length: 40 }, (_, i) => i % 3 === 0);
    const bools = arrow.vectorFromArray(bits, new arrow.Bool());
    expect(fromArrow(bools.slice(11, 37)).toArray()).toEqual(bits.slice(11, 37));
    expect(fromArrow(bools.slice(3, 9).concat(bools.slice(20))).toArray()).toEqual([
      ...bits.slice(3, 9),
      ...bits.slice(20),
    ]);
    const dictionary = new arrow.Dictionary(new arrow.Float64(), new arrow.Int32());
    expect(fromArrow(arrow.vectorFromArray([1.5, 2.5, 1.5], dictionary)).toArray()).toEqual([1.5, 2.5, 1.5]);
    const halves = arrow.vectorFromArray([0.5, -2, 65504], new arrow.Float16());
    expect(fromArrow(halves).toArray()).toEqual([0.5, -2, 65504]);
    expect(fromArrow(halves).dtype).toBe('f32');
    const list = new arrow.FixedSizeList(2, new arrow.Field('item', new arrow.Int8(), false));
    const lists = arrow.vectorFromArray(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      list,
    );
    expect(fromArrow(lists.slice(1)).toArray()).toEqual([
      [3, 4],
      [5, 6],
    ]);
    expect(fromArrow(arrow.vectorFromArray([], list)).shape).toEqual([0, 2]);
    expect(fromArrow(arrow.makeVector(new Float64Array(0))).shape).toEqual([0]);
  });

  it('with nulls are refused, masked or filled', () => {
    const given = [1, null, 3, null, 5, 6, 7, 8, null, 10];
    const vector = arrow.vectorFromArray(given, new arrow.Int32());
    expect(() => fromArrow(vector)).toThrow(
      "fromArrow: the vector holds 3 nulls, which packed numbers have no place for; choose nulls: 'mask' or a value to fill in.",
    );
    const { values, mask } = fromArrow(vector, { nulls: 'mask' });
    expect(mask.toArray()).toEqual(given.map((value) => value === null));
    expect(values.get(mask.logicalNot()).toArray()).toEqual(given.filter((value) => value !== null));
    expect(fromArrow(vector, { fill: -1 }).toArray()).toEqual(given.map((value) => value ?? -1));
    expect(() => fromArrow(vector, { fill: Number.NaN })).toThrow(RangeError);
    expect(vector.toJSON()).toEqual(given);
    const part = vector.slice(1, 9).concat(arrow.vectorFromArray([2], new arrow.Int32()));
    expect(fromArrow(part, { nulls: 'mask' }).mask.toArray()).toEqual([...given.slice(1, 9), 2].map((v) => v === null));
    expect(fromArrow(arrow.vectorFromArray([true, null], new arrow.Bool()), { fill: false }).toArray()).toEqual([
      true,
      false,
    ]);
    const list = new arrow.FixedSizeList(2, new arrow.Field('item', new arrow.Float64(), true));
    const lists = arrow.vectorFromArray([[1, null], null, [5, 6]], list);
    expect(fromArrow(lists, { fill: 0 }).toArray()).toEqual([
      [1, 0],
      [0, 0],
      [5, 6],
    ]);
    expect(() => fromArrow(lists)).toThrow(/nulls/);
    expect(() => fromArrow(vector, { nulls: 'drop' as 'mask' })).toThrow(/^fromArrow: nulls is "drop"/);
    const none = arrow.makeVector(Int8Array.of(4));
    expect(fromArrow(none, { nulls: 'mask' }).mask.toArray()).toEqual([false]);
  });

  it('are given nulls by a mask', () => {
    const own = array([1, Number.NaN, 3]);
    const vector = toArrow<arrow.Vector, unknown>(own, arrow, { mask: own.isnan() });
    expect(vector.toJSON()).toEqual([1, null, 3]);
    expect(vector.nullCount).toBe(1);
    const bools = toArrow<arrow.Vector, unknown>([true, false, true], arrow, { mask: [false, false, true] });
    expect(bools.toJSON()).toEqual([true, false, null]);
    const { values, mask } = fromArrow(bools, { nulls: 'mask' });
    expect([values.get(':2').toArray(), mask.toArray()]).toEqual([
      [true, false],
      [false, false, true],
    ]);
    expect(() => toArrow(own, arrow, { mask: [true] })).toThrow(/mask of shape \(1,\) for an array of \(3,\)/);
  });

  it('come from PackedArrays, which can grow afterwards', () => {
    const packed = new PackedArray('u16', [1, 2, 3]);
    expect(toArrow<arrow.Vector, unknown>(packed, arrow).toJSON()).toEqual([1, 2, 3]);
    expect(packed.push(4)).toBe(4);
    expect(new PackedArray('f64', fromArrow(arrow.makeVector(Float64Array.of(1.5, 2)))).toArray()).toEqual([1.5, 2]);
  });

  it('of other types, and other values, are refused', () => {
    const dates = arrow.vectorFromArray([new Date(0)], new arrow.DateMillisecond());
    expect(() => fromArrow(dates)).toThrow(
      /^fromArrow: the vector is of Arrow's type Date64<MILLISECOND>, which is no numbers/,
    );
    expect(() => fromArrow({} as never)).toThrow(/^fromArrow: the vector is no Arrow vector/);
  });
});

describe('tables', () => {
  const table = arrow.tableFromArrays({
    x: Float64Array.of(1, 2),
    id: BigInt64Array.of(1n, 2n),
    name: ['a', 'b'],
  });

  it('and record batches are objects of their columns', () => {
    const columns = fromArrow(table, { columns: ['x', 'id'] });
    expect(Object.keys(columns)).toEqual(['x', 'id']);
    expect([columns.x.toArray(), columns.id.toArray()]).toEqual([
      [1, 2],
      [1n, 2n],
    ]);
    expect(fromArrow(table.batches[0], { columns: ['id'] }).id.dtype).toBe('i64');
    const read = arrow.tableFromIPC(arrow.tableToIPC(table.select(['x', 'id'])));
    expect(fromArrow(read).x.mul(2).toArray()).toEqual([2, 4]);
    expect(() => fromArrow(table)).toThrow(/^fromArrow: column 'name' is of Arrow's type Dictionary<Int32, Utf8>/);
    expect(() => fromArrow(table, { columns: ['y'] })).toThrow(/^fromArrow: column 'y' is not in the table/);
    const { x } = fromArrow(table, { columns: ['x'], nulls: 'mask' });
    expect(x.mask.toArray()).toEqual([false, false]);
  });

  it('come from objects of arrays and from records', () => {
    const made = toArrow(
      {
        x: arange(3, 'f32'),
        v: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
      arrow,
    ) as arrow.Table;
    expect(made.schema.fields.map(String)).toEqual(['x: Float32', 'v: FixedSizeList[2]<Float64>']);
    const back = fromArrow(made);
    expect(RecordArray.fromColumns(back).length).toBe(3);
    expect(back.v.get(2, '...').toArray()).toEqual([5, 6]);
    const records = RecordArray.from(
      [
        { a: 1, b: true },
        { a: 2, b: false },
      ],
      { type: recordType({ a: 'i32', b: 'bool' }) },
    );
    const fromRecords = toArrow<arrow.Table>(records, arrow);
    expect(fromRecords.toArray().map((row) => row.toJSON())).toEqual(records.toArray());
    expect(RecordArray.fromArrow(fromRecords).toArray()).toEqual(records.toArray());
  });

  it('with nulls name the column', () => {
    const holes = new arrow.Table({ a: arrow.vectorFromArray([1, null], new arrow.Float32()) });
    expect(() => fromArrow(holes)).toThrow(/^fromArrow: column 'a' holds 1 nulls/);
    expect(fromArrow(holes, { fill: Number.NaN }).a.toArray()).toEqual([1, Number.NaN]);
  });
});
