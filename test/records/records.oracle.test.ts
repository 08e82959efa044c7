/** Record types and arrays of records against NumPy's structured dtypes: layout, columns, files, order. */
import { describe, expect, it } from 'vitest';
import {
  BytesArray,
  type FieldEntry,
  formatNpy,
  type NDArray,
  parseNpy,
  RecordArray,
  type RecordType,
  recordType,
  TextArray,
} from '../../src/index.js';
import { type Encoded, load } from '../oracle/load.js';

type Spec = readonly [name: string, type: string | Spec[], shape: number[]];

interface LayoutOf {
  offsets: number[];
  itemsize: number;
  alignment: number;
  nested: Record<string, LayoutOf>;
}

interface ColumnVector {
  fields?: Record<string, ColumnVector>;
  strings?: unknown[];
  bytes?: string[];
  array?: Encoded;
}

interface Case {
  spec: Spec[];
  align: boolean;
  str: string;
  descr: string;
  layout: LayoutOf;
  count: number;
  columns: Record<string, ColumnVector>;
  npy: string;
  sort?: { by: string[]; order: number[] };
}

interface Vectors {
  cases: Case[];
  tables: { form: { aligned?: boolean }; error?: string; str?: string; descr?: string | null; layout?: LayoutOf }[];
}

const { cases, tables } = load<Vectors>('records');

function entries(spec: readonly Spec[]): FieldEntry[] {
  return spec.map(([name, type, shape]) => {
    const like = typeof type === 'string' ? type : entries(type);
    return [name, like, shape] as unknown as FieldEntry;
  });
}

function typeOf({ spec, align }: Case): RecordType<Record<string, unknown>> {
  return recordType(entries(spec), { align }) as RecordType<Record<string, unknown>>;
}

function checkLayout(type: RecordType, expected: LayoutOf): void {
  expect(type.fields.map(({ offset }) => offset)).toEqual(expected.offsets);
  expect(type.itemsize).toBe(expected.itemsize);
  expect(type.alignment).toBe(expected.alignment);
  for (const { name, kind } of type.fields) {
    if (kind.tag === 'record') checkLayout(kind.type as RecordType, expected.nested[name]);
  }
}

function flatBytes(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap(flatBytes) : [Buffer.from(value as Uint8Array).toString('base64')];
}

function checkColumn(column: unknown, expected: ColumnVector): void {
  if (expected.fields) {
    const records = column as { field(name: string): unknown };
    for (const [name, nested] of Object.entries(expected.fields)) checkColumn(records.field(name), nested);
  } else if (expected.strings) {
    expect(column).toBeInstanceOf(TextArray);
    expect((column as TextArray).toArray()).toEqual(expected.strings);
  } else if (expected.bytes) {
    expect(column).toBeInstanceOf(BytesArray);
    expect(flatBytes((column as BytesArray).toArray())).toEqual(expected.bytes);
  } else {
    const array = (column as NDArray).copy();
    expect(array.dtype).toBe(expected.array!.dtype);
    expect(array.shape).toEqual(expected.array!.shape);
    const { data, offset } = array;
    const bytes = Buffer.from(data.buffer, data.byteOffset + offset * array.itemsize, array.nbytes);
    expect(bytes.toString('base64')).toBe(expected.array!.data);
  }
}

describe('record types', () => {
  it.each(cases.map((each, i) => [i, each] as const))('type %i is laid out as by NumPy', (_, each) => {
    const type = typeOf(each);
    checkLayout(type, each.layout);
    expect(String(type)).toBe(each.str);
    expect(type.descr).toBe(each.descr);
  });

  it.each(tables.map((each) => [JSON.stringify(each.form), each] as const))('%s', (_, { form, ...expected }) => {
    const make = () => recordType(form as never, { align: form.aligned ?? false });
    if (expected.error) {
      expect(make).toThrow(/^recordType/);
      return;
    }
    const type = make();
    checkLayout(type, expected.layout!);
    expect(String(type)).toBe(expected.str);
    if (expected.descr === null) expect(() => type.descr).toThrow(RangeError);
    else expect(type.descr).toBe(expected.descr);
  });
});

describe('records', () => {
  it.each(cases.map((each, i) => [i, each] as const))('records %i have the columns that NumPy has', (_, each) => {
    const file = Buffer.from(each.npy, 'base64');
    const type = typeOf(each);
    const body = file.subarray(file.length - each.count * type.itemsize);
    const read = parseNpy<RecordArray<Record<string, unknown>>>(file);
    const versions = {
      'from bytes': RecordArray.fromBytes(type, body),
      'in place': RecordArray.fromBytes(type, body, { copy: false }),
      'in columns': RecordArray.fromBytes(type, body).toLayout('columns'),
      'from the file': read,
    };
    for (const records of Object.values(versions)) {
      expect(records.length).toBe(each.count);
      for (const [name, expected] of Object.entries(each.columns)) checkColumn(records.field(name), expected);
      // Padding is kept by copies of whole records, and 0 where fields come from columns.
      expect(Buffer.compare(records.toBytes(), body)).toBe(0);
    }
    expect(Buffer.compare(formatNpy(read), file)).toBe(0);
    expect(Buffer.compare(formatNpy(versions['in columns'].get(':')), file)).toBe(0);
  });

  it.each(cases.flatMap((each, i) => (each.sort ? [[i, each] as const] : [])))(
    'records %i sort as by NumPy',
    (_, each) => {
      const { by, order } = each.sort!;
      const rows = parseNpy<RecordArray<Record<string, unknown>>>(Buffer.from(each.npy, 'base64'));
      for (const records of [rows, rows.toLayout('columns')]) {
        expect(records.argsort(by).toArray()).toEqual(order.map(BigInt));
        const sorted = records.sort(by);
        expect(Buffer.compare(sorted.toBytes(), records.take(order).toBytes())).toBe(0);
        expect(sorted.layout).toBe(records.layout);
      }
    },
  );

  it.each(cases.map((each, i) => [i, each] as const))('records %i come back from objects', (_, each) => {
    const rows = parseNpy<RecordArray<Record<string, unknown>>>(Buffer.from(each.npy, 'base64'));
    const objects = rows.toArray();
    for (const layout of ['rows', 'columns'] as const) {
      const again = RecordArray.from(objects as never[], { type: rows.type, layout });
      expect(again.equals(rows)).toBe(true);
    }
  });
});
