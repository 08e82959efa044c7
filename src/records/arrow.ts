/**
 * Records from and to Apache Arrow tables. Nothing is imported: tables are known by their members, and what makes one is
 * the caller's own `apache-arrow`, so that its classes are the caller's.
 */
import { packbits } from '../api/index.js';
import type { TypedArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import {
  type ArrowField,
  type ArrowNumbers,
  type ArrowType,
  likeOf,
  numbersOf,
  refuseNulls,
  TYPE,
} from './arrow-numbers.js';
import type { FieldLike } from './field.js';
import type { RecordArrayBase } from './record-array.js';
import { FixedColumn } from './strings.js';

interface ArrowVector extends Iterable<unknown>, ArrowNumbers {
  getChild(name: string): ArrowVector | null;
}

/** An Arrow table or record batch, as far as it is told by its type. */
export interface ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: never): unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: what another package's constructors take is its own affair
type Given = any;

/** What is used of the `apache-arrow` module. */
export interface ArrowModule<T = unknown> {
  readonly Table: new (columns: Given) => T;
  readonly Bool: new () => object;
  readonly Utf8: new () => object;
  readonly Binary: new () => object;
  readonly Field: new (name: string, type: Given, nullable?: boolean) => object;
  readonly FixedSizeList: new (size: number, child: Given) => object;
  readonly Struct: new (fields: Given) => object;
  readonly makeData: (options: Given) => Given;
  readonly makeVector: (from: Given) => Given;
  readonly vectorFromArray: (values: Given, type: Given) => Given;
}

/** A column's type and its values as records take them. */
interface Column {
  readonly like: FieldLike;
  readonly values: unknown;
}

function isText(type: ArrowType): boolean {
  const { typeId } = type.typeId === TYPE.dictionary && type.dictionary ? type.dictionary : type;
  return typeId === TYPE.utf8 || typeId === TYPE.largeUtf8;
}

function columnOf(context: string, vector: ArrowVector, type: ArrowType): Column {
  refuseNulls(context, vector, 'fill or drop them first');
  if (isText(type)) {
    const values = [...vector] as string[];
    return { like: `U${longest(values.map((text) => [...text]))}`, values };
  }
  const like = likeOf(type);
  if (like !== undefined) return { like, values: numbersOf(vector) };
  switch (type.typeId) {
    case TYPE.binary:
    case TYPE.largeBinary: {
      const values = [...vector] as Uint8Array[];
      return { like: `S${longest(values)}`, values };
    }
    case TYPE.fixedSizeBinary:
      return { like: `V${type.byteWidth ?? 0}`, values: [...vector] };
    case TYPE.fixedSizeList: {
      const own = type.children![0].type;
      const size = type.listSize ?? 0;
      const { like: item, values } = columnOf(context, joined([...vector] as ArrowVector[], own), own);
      const flat = Array.from(values as Iterable<unknown>);
      return { like: [item, size], values: Array.from(vector, (_, i) => flat.slice(i * size, (i + 1) * size)) };
    }
    case TYPE.struct: {
      const parts = type.children!.map(({ name, type: own }) => {
        const child = vector.getChild(name)!;
        return [name, columnOf(`${context}.${name}`, child, own)] as const;
      });
      const lists = parts.map(([name, { values }]) => [name, Array.from(values as Iterable<unknown>)] as const);
      return {
        like: Object.fromEntries(parts.map(([name, { like }]) => [name, like])),
        values: Array.from({ length: vector.length }, (_, i) =>
          Object.fromEntries(lists.map(([name, list]) => [name, list[i]])),
        ),
      };
    }
  }
  throw new TypeError(
    `${context} is of Arrow's type ${String(type)}, which records do not have; cast it to numbers or text first.`,
  );
}

/** The values of several vectors of one type as those of one: a column of lists has a vector for each. */
function joined(vectors: readonly ArrowVector[], type: ArrowType): ArrowVector {
  return {
    type,
    length: vectors.reduce((total, { length }) => total + length, 0),
    nullCount: vectors.reduce((total, { nullCount }) => total + nullCount, 0),
    data: vectors.flatMap(({ data }) => data),
    getChild: (name) => {
      const own = type.children!.find((field) => field.name === name)!.type;
      return joined(
        vectors.map((vector) => vector.getChild(name)!),
        own,
      );
    },
    *[Symbol.iterator]() {
      for (const vector of vectors) yield* vector;
    },
  };
}

function longest(values: readonly { readonly length: number }[]): number {
  return values.reduce((most, { length }) => Math.max(most, length), 1);
}

/**
 * The columns of an Arrow table and the types of their fields.
 *
 * @throws RangeError for columns with nulls, TypeError for types that records do not have.
 */
export function arrowColumns(table: ArrowTable): {
  types: Record<string, FieldLike>;
  columns: Record<string, unknown>;
} {
  const name = 'RecordArray.fromArrow';
  if (typeof table?.getChild !== 'function' || !Array.isArray(table.schema?.fields)) {
    throw new TypeError(`${name}: ${String(table)} is no Arrow table or record batch.`);
  }
  const child = (key: string) => table.getChild(key as never) as ArrowVector;
  const parts = (table.schema.fields as readonly ArrowField[]).map((field) => {
    return [field.name, columnOf(`${name}: column '${field.name}'`, child(field.name), field.type)] as const;
  });
  return {
    types: Object.fromEntries(parts.map(([key, { like }]) => [key, like])),
    columns: Object.fromEntries(parts.map(([key, { values }]) => [key, values])),
  };
}

/** What is used of Arrow's Data once it is made. */
export interface ArrowData {
  readonly type: object;
}

/** The elements of a packed array as a typed array, in memory that Arrow may keep. */
export type ElementsOf = (array: NDArray) => TypedArray;

/** A copy in the caller's own memory. */
function ownElements(array: NDArray): TypedArray {
  const packed = array.copy();
  const values = packed.data.slice(packed.offset, packed.offset + packed.size);
  packed.dispose();
  return values;
}

/** An Arrow vector's data for values along one axis, with those of sub-arrays as lists of a fixed size. */
export function dataOf(arrow: ArrowModule, column: unknown, elements: ElementsOf = ownElements): ArrowData {
  if (column instanceof NDArray) {
    if (column.ndim > 1) {
      const size = column.shape[1];
      const flat = column.reshape(column.shape[0] * size, ...column.shape.slice(2));
      return listData(arrow, dataOf(arrow, flat, elements), size, column.shape[0]);
    }
    if (column.dtype !== 'bool') return arrow.makeVector(elements(column)).data[0];
    const data = ownElements(packbits(column, { bitorder: 'little' }));
    return arrow.makeData({ type: new arrow.Bool(), length: column.size, nullCount: 0, data });
  }
  if (column instanceof FixedColumn) {
    const [first, ...rest] = column.shape;
    const values = column.toArray().flat(rest.length);
    const isBytes = DTYPES[(column.units as NDArray).dtype].itemsize === 1;
    let data = arrow.vectorFromArray(values, isBytes ? new arrow.Binary() : new arrow.Utf8()).data[0];
    for (const [i, size] of [...rest.entries()].reverse()) {
      data = listData(arrow, data, size, first * rest.slice(0, i).reduce((product, extent) => product * extent, 1));
    }
    return data;
  }
  const records = column as RecordArrayBase;
  if (records.shape.length > 1) {
    const [first, size, ...rest] = records.shape;
    return listData(arrow, dataOf(arrow, records.reshape(first * size, ...rest), elements), size, first);
  }
  const children = records.type.names.map((name) => dataOf(arrow, records.field(name as never), elements));
  const fields = records.type.names.map((name, i) => new arrow.Field(name, children[i].type, false));
  return arrow.makeData({ type: new arrow.Struct(fields), children, length: records.length, nullCount: 0 });
}

function listData(arrow: ArrowModule, child: ArrowData, size: number, length: number): ArrowData {
  const type = new arrow.FixedSizeList(size, new arrow.Field('item', child.type, false));
  return arrow.makeData({ type, child, length, nullCount: 0 });
}

/** Records as an Arrow table, made by the caller's module. */
export function arrowTable<T>(records: RecordArrayBase, arrow: ArrowModule<T>, elements?: ElementsOf): T {
  const columns = records.type.names.map((name) => [
    name,
    arrow.makeVector(dataOf(arrow, records.field(name as never), elements)),
  ]);
  return new arrow.Table(Object.fromEntries(columns));
}
