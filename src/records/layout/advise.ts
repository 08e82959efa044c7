/** Which container suits data, judged by a sample of it. */
import { zeros } from '../../api/index.js';
import { dtypeOfTypedArray } from '../../array/dtype.js';
import { showShape } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import { checkOptions } from '../../array/options.js';
import { scope } from '../../memory/scope.js';
import type { RecordLayout } from '../field.js';
import { PackedArray } from '../packed-array.js';
import { RecordBase } from '../record.js';
import { RecordArrayBase } from '../record-array.js';
import { type AdviseOptions, Column, type TypeAdvice } from './column.js';
import { sizeof } from './sizeof.js';
import { showBytes, showCount, table } from './tally.js';

/** The advice for one field of records. */
export interface FieldAdvice extends TypeAdvice {
  /** Its name; of a field within a field with dots between. */
  readonly name: string;
  /** Its extents where it is an array itself, empty where it is a single value. */
  readonly shape: readonly number[];
}

/** Bytes in all and for each item. */
export interface Bytes {
  /** Bytes in all. */
  readonly bytes: number;
  /** Bytes in all divided by the number of items. */
  readonly perItem: number;
}

/** What to hold a sample in. */
export interface Advice {
  /** What the sample is. */
  readonly kind: 'numbers' | 'nested numbers' | 'records' | 'text' | 'mixed' | 'nothing';
  /** The number of items: numbers, rows, or records. */
  readonly items: number;
  /** What to hold it in. */
  readonly container: 'NDArray' | 'RecordArray' | 'JS array';
  /** The element type of an NDArray. */
  readonly dtype: string | null;
  /** The fields of a RecordArray. */
  readonly fields: readonly FieldAdvice[];
  /** What the sample takes now. */
  readonly before: Bytes;
  /** What it takes in the container, what stays in JS included. */
  readonly after: Bytes;
  /** What to know before. */
  readonly notes: readonly string[];
  /** The advice to be read. */
  toString(): string;
}

type Facts = Omit<Advice, 'before' | 'after' | 'toString'> & { readonly packed: number; readonly staying: number };

/** Fields within fields are looked at so deep. */
const DEEPEST = 4;

/** The bytes of an NDArray beside its elements, and of a RecordArray for every field. */
function overhead(): number {
  // The names of fields, which all arrays share, are in both.
  return scope(() => sizeof([zeros(0), zeros(0)]).bytes - sizeof([zeros(0), null]).bytes);
}

/** The extents of regular nested arrays, from the outermost; undefined where they are ragged. */
function shapeOf(value: unknown): number[] | undefined {
  if (!Array.isArray(value) && dtypeOfTypedArray(value) === undefined) return [];
  const items = value as ArrayLike<unknown>;
  if (items.length === 0) return [0];
  const inner = shapeOf(items[0]);
  if (inner === undefined) return undefined;
  for (let i = 1; i < items.length; i++) {
    const other = shapeOf(items[i]);
    if (other === undefined || other.length !== inner.length || other.some((extent, axis) => extent !== inner[axis])) {
      return undefined;
    }
  }
  return [items.length, ...inner];
}

function see(column: Column, value: unknown, depth: number): void {
  if (depth === 0) column.see(value);
  else for (const item of value as Iterable<unknown>) see(column, item, depth - 1);
}

function isList(value: unknown): value is ArrayLike<unknown> & Iterable<unknown> {
  return Array.isArray(value) || dtypeOfTypedArray(value) !== undefined;
}

/** Objects that are no records of fields. */
const OTHER_CLASSES = [Date, Map, Set, RegExp, ArrayBuffer, DataView, NDArray, PackedArray];

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  return !OTHER_CLASSES.some((other) => value instanceof other);
}

/** The fields of an object: its own properties, or those of its record class. */
function namesOf(record: Record<string, unknown>): readonly string[] {
  if (!(record instanceof RecordBase)) return Object.keys(record);
  return (record.constructor as unknown as { type: RecordLayout }).type.fields.map(({ name }) => name);
}

/** Records' fields, looked at one by one. */
function fieldsOf(records: readonly unknown[], options: AdviseOptions, prefix: string, depth: number): FieldAdvice[] {
  const values = new Map<string, unknown[]>();
  for (const record of records) {
    if (!isRecord(record)) continue;
    for (const key of namesOf(record)) {
      const known = values.get(key);
      if (known === undefined) values.set(key, [record[key]]);
      else known.push(record[key]);
    }
  }
  return Array.from(values).flatMap(([key, list]) => {
    const name = prefix + key;
    const present = list.filter((value) => value !== null && value !== undefined);
    const absent = records.length - present.length;
    if (depth < DEEPEST && present.length > 0 && absent === 0 && present.every(isRecord)) {
      const inner = fieldsOf(present, options, `${name}.`, depth + 1);
      if (inner.length > 0) return inner;
    }
    const shape = absent === 0 && present.every(isList) ? shapeOf(present)?.slice(1) : [];
    const column = new Column();
    column.lack(records.length - list.length);
    for (const value of list) see(column, value, shape?.length ?? 0);
    const advice = column.advise(options);
    if (shape === undefined)
      return { ...advice, name, shape: [], notes: [...advice.notes, 'arrays of several lengths'] };
    const itemsize = advice.itemsize * shape.reduce((product, extent) => product * extent, 1);
    return { ...advice, itemsize, name, shape };
  });
}

/** The value of a field, whose name may lead into others. */
function fieldOf(record: unknown, name: string): unknown {
  let value = record;
  for (const key of name.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

function ofRecords(sample: readonly unknown[], options: AdviseOptions): Facts {
  const strangers = sample.filter((item) => !isRecord(item)).length;
  const fields = fieldsOf(sample.filter(isRecord), options, '', 0);
  const staying = fields.filter(({ dtype }) => dtype === null);
  const itemsize = fields.reduce((sum, field) => sum + field.itemsize, 0);
  const base = { kind: 'records', items: sample.length, dtype: null, fields } as const;
  const stay = (notes: string[]): Facts => ({ ...base, container: 'JS array', notes, packed: 0, staying: 0 });
  if (strangers > 0) return stay([`${showCount(strangers)} of ${showCount(sample.length)} items are no objects`]);
  if (itemsize === 0) return stay(['no field has a type of fixed size']);
  const notes = ["layout 'columns' for passes over single fields, 'rows' where records are read and written whole"];
  if (staying.length > 0) {
    notes.push(`${staying.map(({ name }) => name).join(', ')} stay in JS arrays beside it`);
  }
  return {
    ...base,
    container: 'RecordArray',
    notes,
    packed: sample.length * itemsize + fields.length * overhead(),
    staying: staying.reduce(
      (sum, { name }) =>
        sum +
        sizeof(
          sample.map((record) => fieldOf(record, name)),
          { word: options.word },
        ).bytes,
      0,
    ),
  };
}

/** The elements of a packed container, for a look at each. */
function unpacked(sample: unknown): ArrayLike<unknown> & Iterable<unknown> {
  if (sample instanceof NDArray) return sample.copy().data;
  return sample as ArrayLike<unknown> & Iterable<unknown>;
}

function ofNumbers(sample: unknown, shape: readonly number[], options: AdviseOptions): Facts {
  const column = new Column();
  const isPacked = sample instanceof NDArray || sample instanceof PackedArray;
  scope(() => see(column, isPacked ? unpacked(sample) : sample, isPacked ? 1 : shape.length));
  const { dtype, itemsize, found, notes } = column.advise(options);
  const nested = shape.length > 1;
  const kind = found.startsWith('text') ? 'text' : dtype === null ? 'mixed' : nested ? 'nested numbers' : 'numbers';
  const items = shape[0];
  const stay = (why: string[]): Facts => ({
    ...{ kind, items, container: 'JS array', dtype: null, fields: [], notes: [found, ...notes, ...why] },
    ...{ packed: 0, staying: 0 },
  });
  if (kind === 'text') return stay(['as a field of records, text can lie in place']);
  if (dtype === null) return stay([]);
  const said = sample instanceof NDArray && sample.dtype === 'bool' ? 'bool' : dtype;
  const own = isPacked ? sample.dtype : dtypeOfTypedArray(sample);
  const notesOf = nested ? [`shape ${showShape(shape)}`] : ['a PackedArray of this type where it grows'];
  const count = shape.reduce((product, extent) => product * extent, 1);
  return {
    ...{ kind, items, container: 'NDArray', dtype: said, fields: [], notes: [found, ...notes, ...notesOf] },
    packed: own === said ? Number.POSITIVE_INFINITY : count * itemsize + overhead(),
    staying: 0,
  };
}

function factsOf(sample: unknown, options: AdviseOptions): Facts {
  if (sample instanceof NDArray) return ofNumbers(sample, sample.ndim === 0 ? [1] : sample.shape, options);
  if (sample instanceof PackedArray) return ofNumbers(sample, [sample.length], options);
  if (sample instanceof RecordArrayBase) return ofRecords(sample.toArray(), options);
  if (!isList(sample)) {
    throw new TypeError(
      'advise: takes an array of numbers, objects or arrays, a typed array, NDArray, PackedArray or RecordArray.',
    );
  }
  const nothing = { items: sample.length, dtype: null, fields: [], packed: 0, staying: 0 } as const;
  if (sample.length === 0) {
    return { ...nothing, kind: 'nothing', container: 'JS array', notes: ['an empty sample says nothing'] };
  }
  const list = sample as readonly unknown[];
  if (Array.isArray(list) && list.some(isRecord)) return ofRecords(list, options);
  const shape = shapeOf(list);
  if (shape !== undefined) return ofNumbers(list, shape, options);
  return ofRagged(list, options);
}

function ofRagged(list: readonly unknown[], options: AdviseOptions): Facts {
  const base = { items: list.length, fields: [], staying: 0 } as const;
  const column = new Column();
  let count = 0;
  for (const row of list) {
    if (isList(row)) {
      count += row.length;
      for (const item of row) column.see(item);
    } else column.see(row);
  }
  const { dtype, itemsize, found, notes } = column.advise(options);
  if (dtype === null || found.startsWith('text') || !list.every(isList)) {
    const why = list.every(isList)
      ? [found, ...notes]
      : ['lists among other values: give each kind a collection of its own'];
    return { ...base, kind: 'mixed', container: 'JS array', dtype: null, notes: why, packed: 0 };
  }
  return {
    ...base,
    kind: 'nested numbers',
    container: 'NDArray',
    dtype,
    notes: [found, 'rows of several lengths: all end to end, and where each begins in an NDArray of u32', ...notes],
    packed: count * itemsize + 4 * (list.length + 1) + 2 * overhead(),
  };
}

/**
 * Looks at data and says what to hold it in: the container, the smallest element types that keep every value, and the
 * bytes before and after. Integers get the smallest integer type of their range, floats f32 only where it holds each of
 * them exactly or within `tolerance`; the largest relative error of f32 is told. Null, missing and mixed values are named.
 *
 * @param sample An array of numbers, of objects, or of arrays; a typed array, NDArray, PackedArray or RecordArray. What is
 *   advised holds for values in its range.
 * @returns The advice; its text is a table.
 * @throws TypeError for what is no collection.
 * @example
 * const { dtype } = layout.advise([1, 2, 300]); // 'u16'
 * String(layout.advise(flights)); // a RecordArray, its fields with their types, and bytes before and after
 */
export function advise(sample: unknown, options: AdviseOptions = {}): Advice {
  checkOptions('advise', options, ['tolerance', 'word']);
  const { tolerance = 0 } = options;
  if (typeof tolerance !== 'number' || !(tolerance >= 0)) {
    throw new RangeError(`advise: a tolerance of ${tolerance}; it is a relative error, 0 or more.`);
  }
  const { packed, staying, ...facts } = factsOf(sample, options);
  // Records are held against records: by their fields, without what the type costs once.
  const now =
    sample instanceof RecordArrayBase
      ? sample.nbytes + facts.fields.length * overhead()
      : sizeof(sample, { word: options.word }).bytes;
  const each = (bytes: number): Bytes => ({ bytes, perItem: facts.items === 0 ? 0 : bytes / facts.items });
  const before = each(now);
  const better = facts.container !== 'JS array' && packed + staying < now;
  const said = better ? facts : unchanged(facts, sample);
  const advice = { ...said, before, after: better ? each(packed + staying) : before };
  return { ...advice, toString: () => show(advice) };
}

/** Where nothing is gained, all stays as it is. */
function unchanged(facts: Omit<Facts, 'packed' | 'staying'>, sample: unknown): Omit<Facts, 'packed' | 'staying'> {
  if (facts.container === 'JS array') return facts;
  const notes = [...facts.notes, `nothing is gained over what it is now${facts.items < 100 ? ': too few items' : ''}`];
  const container = sample instanceof RecordArrayBase ? 'RecordArray' : Array.isArray(sample) ? 'JS array' : 'NDArray';
  return { ...facts, container, notes };
}

function show({ kind, items, container, dtype, fields, before, after, notes }: Omit<Advice, 'toString'>): string {
  const what = dtype === null || container === 'JS array' ? container : `${container} of ${dtype}`;
  const ratio = before.bytes / after.bytes;
  const gain = ratio > 1.05 ? ` (${ratio.toFixed(1)} times as many)` : '';
  const lines = [
    `${showCount(items)} items, ${kind}: ${what}`,
    `now   ${showBytes(before.bytes)}, ${showEach(before.perItem)} bytes an item${gain}`,
    `then  ${showBytes(after.bytes)}, ${showEach(after.perItem)} bytes an item`,
    ...notes.map((note) => `- ${note}`),
  ];
  if (fields.length === 0) return lines.join('\n');
  const rows = fields.map((field) => [
    field.name,
    field.dtype === null ? 'JS' : field.dtype + (field.shape.length > 0 ? ` ${showShape(field.shape)}` : ''),
    field.dtype === null ? '' : String(field.itemsize),
    field.found,
    field.notes.join('; '),
  ]);
  return `${lines.join('\n')}\n\n${table(['field', 'type', 'bytes', 'values', ''], rows, [2])}`;
}

function showEach(bytes: number): string {
  return bytes < 100 && !Number.isInteger(bytes) ? bytes.toFixed(1) : showCount(Math.round(bytes));
}
