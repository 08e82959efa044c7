/** The record type that fits given data: JS objects, or columns. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { dtypeOfTypedArray } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { scope } from '../memory/scope.js';
import type { FieldLike } from './field.js';
import { type RecordType, recordType } from './record-type.js';

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !(value instanceof NDArray)
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** The length of the longest, at least 1: of strings in code points. */
function longest(values: readonly (string | Uint8Array)[]): number {
  let most = 1;
  for (const value of values) most = Math.max(most, isText(value) ? [...value].length : value.length);
  return most;
}

/** The type of a field from its value in every record. */
function fieldOf(operation: string, name: string, values: readonly unknown[]): FieldLike {
  const mixed = (): never => {
    const kinds = new Set(
      values.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)),
    );
    throw new TypeError(
      `${operation}: field '${name}' holds ${[...kinds].join(' and ')}; give a type, or one kind of values.`,
    );
  };
  const [first] = values;
  if (isText(first)) return values.every(isText) ? `U${longest(values)}` : mixed();
  if (first instanceof Uint8Array) {
    const bytes = values.filter((value) => value instanceof Uint8Array);
    return bytes.length === values.length ? `S${longest(bytes)}` : mixed();
  }
  if (isObject(first)) return values.every(isObject) ? inferObjects(operation, values, `${name}.`) : mixed();
  for (const value of values) if (typeof value !== typeof first || value === null) mixed();
  if (typeof first === 'number') return 'f64';
  if (typeof first === 'bigint') return 'i64';
  if (typeof first === 'boolean') return 'bool';
  if (Array.isArray(first) && isText(first.flat(Infinity)[0])) {
    const texts = (values as unknown[][]).flat(Infinity);
    return texts.every(isText) ? [`U${longest(texts)}`, [first.length]] : mixed();
  }
  return scope(() => {
    const { dtype, shape } = toArray(`${operation}: field '${name}'`, first as ArrayLike);
    return [dtype, shape.slice()] as const;
  });
}

/** The type of objects: numbers f64, bigints i64, booleans bool, strings text of the longest one's length. */
export function inferObjects(operation: string, objects: readonly unknown[], within = ''): RecordType {
  const [first] = objects;
  if (!isObject(first)) {
    const given = objects.length === 0 ? 'no objects' : String(first);
    throw new TypeError(`${operation}: ${given} tell no type; give one: { type: recordType({ ... }) }.`);
  }
  const fields = Object.keys(first).map((name) => {
    const values = objects.map((object, i) => {
      const value = isObject(object) ? object[name] : undefined;
      if (value === undefined)
        throw new TypeError(`${operation}: record ${i} has no '${within}${name}'; give every field a value.`);
      return value;
    });
    return [name, fieldOf(operation, within + name, values)] as const;
  });
  return recordType(fields) as RecordType;
}

/** A column before its type is known. */
export type ColumnLike = ArrayLike | readonly string[];

export function isTextColumn(column: unknown): column is readonly string[] {
  return Array.isArray(column) && column.length > 0 && column.every(isText);
}

/** The type of columns: that of their elements; axes behind the first are those of sub-arrays. */
export function inferColumns(operation: string, columns: Readonly<Record<string, ColumnLike>>): RecordType {
  const fields = Object.entries(columns).map(([name, column]): readonly [string, FieldLike] => {
    if (isTextColumn(column)) return [name, `U${longest(column)}`];
    const typed = dtypeOfTypedArray(column);
    if (typed !== undefined) return [name, typed];
    return scope(() => {
      const { dtype, shape } = toArray(`${operation}: column '${name}'`, column);
      if (shape.length === 0)
        throw new RangeError(`${operation}: column '${name}' has shape ${showShape(shape)}; give a list.`);
      return [name, shape.length === 1 ? dtype : [dtype, shape.slice(1)]] as const;
    });
  });
  return recordType(fields) as RecordType;
}
