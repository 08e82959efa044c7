/** RecordArray as users make one: empty, or from objects, columns and bytes. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { moveFields } from '../loops/interleave.js';
import { scope } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { type ArrowModule, type ArrowTable, arrowColumns, arrowTable } from './arrow.js';
import { bytesOf } from './bytes.js';
import type { FieldLike, KindOf, Sub } from './field.js';
import { type Layout, leavesOf } from './frame.js';
import { type ColumnLike, inferColumns, inferObjects } from './infer.js';
import {
  fresh,
  RecordArrayBase,
  type RecordArrayOptions,
  type RecordInput,
  type RecordArray as Records,
  recordsOf,
} from './record-array.js';
import { RecordType, recordType } from './record-type.js';

/** An array of packed records; see {@link RecordArrayBase} for what it does. */
export type RecordArray<F = unknown> = Records<F>;

/** Options of what makes records from other data. */
export interface FromOptions<T> {
  /** The type; without it the one that fits the data. */
  type?: T;
  /** Whether records lie in rows or every field in a column of its own; rows unless given. */
  layout?: Layout;
}

/** The type that objects tell: as {@link inferObjects} finds it. */
type KindOfValue<V> = V extends number
  ? 'f64'
  : V extends bigint
    ? 'i64'
    : V extends boolean
      ? 'bool'
      : V extends string
        ? 'text'
        : V extends Uint8Array
          ? 'bytes'
          : V extends readonly (infer I)[]
            ? Sub<KindOfValue<I>>
            : V extends object
              ? { readonly [N in keyof V]: KindOfValue<V[N]> }
              : unknown;

type KindOfColumn<C> = C extends readonly string[] ? 'text' : DTypeOf<C>;

function checkType(operation: string, type: unknown): RecordType {
  if (!(type instanceof RecordType)) {
    throw new TypeError(`${operation}: ${String(type)} is no record type; make one with recordType({ x: 'f32' }).`);
  }
  return type;
}

/** Zeroed records. */
function construct(type: unknown, length = 0, options: RecordArrayOptions = {}): RecordArrayBase {
  checkOptions('RecordArray', options, ['layout', 'capacity']);
  const isFields = typeof type === 'object' && type !== null && !(type instanceof RecordType);
  const own = isFields ? recordType(type as never) : checkType('RecordArray', type);
  return recordsOf(own as RecordType, fresh(own, length, options)) as unknown as RecordArrayBase;
}

/** Records from objects. */
function from(objects: Iterable<unknown>, options: FromOptions<RecordType> = {}): RecordArrayBase {
  checkOptions('RecordArray.from', options, ['type', 'layout']);
  if (typeof objects !== 'object' || objects === null || !(Symbol.iterator in objects)) {
    throw new TypeError(`RecordArray.from: ${String(objects)} is no list of objects.`);
  }
  const list = Array.isArray(objects) ? objects : [...objects];
  const type =
    options.type === undefined ? inferObjects('RecordArray.from', list) : checkType('RecordArray.from', options.type);
  const result = recordsOf(type, fresh(type, 0, { layout: options.layout, capacity: list.length }, false));
  try {
    result.$append('RecordArray.from', list);
    return result as never;
  } catch (error) {
    result.dispose();
    throw error;
  }
}

/** Records from columns. */
function fromColumns(
  columns: Readonly<Record<string, ColumnLike>>,
  options: FromOptions<RecordType> = {},
): RecordArrayBase {
  const name = 'RecordArray.fromColumns';
  checkOptions(name, options, ['type', 'layout']);
  if (typeof columns !== 'object' || columns === null) {
    throw new TypeError(`${name}: ${String(columns)} is no object of columns such as { x: [1, 2] }.`);
  }
  const type = options.type === undefined ? inferColumns(name, columns) : checkType(name, options.type);
  for (const key of Object.keys(columns)) type.field(key);
  return scope(() => {
    let length: number | undefined;
    const numbers: { index: number; array: NDArray }[] = [];
    const others: { name: string; values: readonly unknown[] }[] = [];
    for (const [index, { name: key, kind, shape }] of type.fields.entries()) {
      const column = columns[key];
      if (column === undefined) throw new TypeError(`${name}: there is no column '${key}'; give one for every field.`);
      let own: number;
      if (kind.tag === 'element') {
        const array = toArray(`${name}: column '${key}'`, column as ArrayLike);
        if (array.ndim === 0 || !sameShape(array.shape.slice(1), shape)) {
          throw new RangeError(
            `${name}: column '${key}' has shape ${showShape(array.shape)}; it is (n, ${shape.join(', ')}).`,
          );
        }
        numbers.push({ index, array });
        own = array.shape[0];
      } else {
        const values = [...(column as Iterable<unknown>)];
        others.push({ name: key, values });
        own = values.length;
      }
      length ??= own;
      if (own !== length)
        throw new RangeError(`${name}: column '${key}' has ${own} values, those before it ${length}.`);
    }
    const result = recordsOf(type, fresh(type, length ?? 0, { layout: options.layout }));
    const moves = numbers.map(({ index, array }) => ({
      shape: type.fields[index].shape,
      source: array,
      target: result.$column(index) as NDArray,
    }));
    moveFields(result.length, moves);
    for (const { name: key, values } of others) result.set('...', { [key]: values } as never);
    return result as unknown as RecordArrayBase;
  });
}

/** Records in bytes. */
function fromBytes(
  type: RecordType,
  bytes: ArrayBufferLike | ArrayBufferView,
  options: { copy?: boolean } = {},
): RecordArrayBase {
  checkOptions('RecordArray.fromBytes', options, ['copy']);
  const own = checkType('RecordArray.fromBytes', type);
  const view = bytesOf('RecordArray.fromBytes', bytes);
  if (view === undefined) {
    throw new TypeError(
      `RecordArray.fromBytes: the bytes are a typed array, a DataView, a Buffer or an ArrayBuffer, not ${String(bytes)}.`,
    );
  }
  const count = view.length / own.itemsize;
  if (!Number.isInteger(count)) {
    throw new RangeError(
      `RecordArray.fromBytes: ${view.length} bytes are no whole number of records of ${own.itemsize}.`,
    );
  }
  const place = {
    storage: Storage.wrap(view.buffer, 0, view.byteOffset + view.length),
    byteOffset: view.byteOffset,
    byteStrides: [own.itemsize],
  };
  const wrapped = recordsOf(own, { layout: 'rows', shape: [count], frame: place, capacity: count, owner: false });
  const hasBools = leavesOf(own, place).some(({ kind }) => kind.tag === 'element' && kind.dtype === 'bool');
  if (options.copy === false && !hasBools) return wrapped as unknown as RecordArrayBase;
  const copied = wrapped.copy();
  wrapped.dispose();
  if (hasBools) makeBools(copied as unknown as RecordArrayBase);
  return copied as unknown as RecordArrayBase;
}

/** Makes bytes other than 0 and 1 in fields of bools what they mean, true. */
function makeBools(records: RecordArrayBase): void {
  for (const { kind, shape, place } of leavesOf(records.type, records.$frame)) {
    if (kind.tag !== 'element' || kind.dtype !== 'bool') continue;
    const { storage, byteOffset, byteStrides } = place;
    const view = { shape: [...records.shape, ...shape], byteStrides: byteStrides.slice(), byteOffset };
    scope(() => {
      const bytes = NDArray.over(storage, 'u8', view);
      bytes.set([], bytes.ne(0));
    });
  }
}

/**
 * Records from an Apache Arrow table or record batch: text and bytes of the longest value's length, lists of a fixed size
 * as sub-arrays, structs as nested records.
 *
 * @returns Records of their own.
 * @throws RangeError for columns with nulls, TypeError for types that records do not have (dates, decimals, float16).
 * @example
 * RecordArray.fromArrow(tableFromIPC(bytes)).field('price');
 */
function fromArrow(table: ArrowTable, options: { layout?: Layout } = {}): RecordArrayBase {
  checkOptions('RecordArray.fromArrow', options, ['layout']);
  const { types, columns } = arrowColumns(table);
  return fromColumns(columns as never, { ...options, type: recordType(types) as RecordType });
}

/**
 * Records as an Apache Arrow table.
 *
 * @param arrow The caller's `apache-arrow` module, which makes the table.
 * @returns A table of copies: text as Utf8, bytes as Binary, sub-arrays as lists of a fixed size, nested records as structs.
 * @example
 * import * as arrow from 'apache-arrow';
 * arrow.tableToIPC(RecordArray.toArrow(records, arrow));
 */
function toArrow<T>(records: RecordArrayBase, arrow: ArrowModule<T>): T {
  return scope(() => arrowTable(records, arrow));
}

/** What {@link RecordArray} is called with. */
export interface RecordArrayConstructor {
  /**
   * Zeroed records of a type.
   *
   * @param type The record type.
   * @param length How many.
   * @param options `layout`: `'rows'` or `'columns'`; `capacity`: room for more without moving.
   * @throws TypeError for what is no type or layout, RangeError for what is no length.
   * @example
   * const particles = new RecordArray(recordType({ x: 'f64', vx: 'f64', id: 'u32' }), 1e6);
   * particles.x.iadd(particles.vx.mul(0.1));
   */
  new <F>(type: RecordType<F>, length?: number, options?: RecordArrayOptions): RecordArray<F>;
  /**
   * Zeroed records of a type.
   *
   * @param fields The fields of the record type.
   * @param length How many.
   * @param options `layout`: `'rows'` or `'columns'`; `capacity`: room for more without moving.
   * @throws TypeError for what is no type or layout, RangeError for what is no length.
   * @example
   * const particles = new RecordArray(recordType({ x: 'f64', vx: 'f64', id: 'u32' }), 1e6);
   * particles.x.iadd(particles.vx.mul(0.1));
   */
  new <const L extends { readonly [name: string]: FieldLike }>(
    fields: L,
    length?: number,
    options?: RecordArrayOptions,
  ): RecordArray<{ readonly [N in keyof L]: KindOf<L[N]> }>;
  /** What arrays of records inherit. */
  readonly prototype: RecordArrayBase;
  /**
   * Records from objects.
   *
   * @param objects Every one with a value for each field.
   * @param options `type`: without it, numbers are f64, bigints i64, booleans bool, strings text of the longest one's
   *   length, lists sub-arrays and objects nested records, as the objects have them; `layout`.
   * @throws TypeError for a missing or unknown field or mixed kinds, RangeError for a value that does not fit.
   * @example
   * RecordArray.from([{ x: 1, name: 'a' }, { x: 2, name: 'bc' }]).x.sum(); // 3
   */
  from<F>(
    objects: Iterable<RecordInput<F>>,
    options: FromOptions<RecordType<F>> & { type: RecordType<F> },
  ): RecordArray<F>;
  /**
   * Records from objects.
   *
   * @param objects Every one with a value for each field.
   * @param options `type`: without it, numbers are f64, bigints i64, booleans bool, strings text of the longest one's
   *   length, lists sub-arrays and objects nested records, as the objects have them; `layout`.
   * @throws TypeError for a missing or unknown field or mixed kinds, RangeError for a value that does not fit.
   * @example
   * RecordArray.from([{ x: 1, name: 'a' }, { x: 2, name: 'bc' }]).x.sum(); // 3
   */
  from<V extends object>(
    objects: Iterable<V>,
    options?: { layout?: Layout },
  ): RecordArray<{ readonly [N in keyof V]: KindOfValue<V[N]> }>;
  /**
   * Records from a column for each field.
   *
   * @param columns Arrays, typed arrays or lists of one length; axes behind the first are a sub-array's.
   * @param options `type`: without it, the columns' own types, and text for lists of strings; `layout`.
   * @returns Records of their own: the columns are copied, and converted where the type says so.
   * @throws RangeError for columns of different lengths, TypeError for a missing or unknown field.
   * @example
   * RecordArray.fromColumns({ x: new Float32Array(10), id: arange(10, 'u32') }, { layout: 'columns' });
   */
  fromColumns<F>(
    columns: { readonly [N in keyof F]: ColumnLike },
    options: FromOptions<RecordType<F>> & { type: RecordType<F> },
  ): RecordArray<F>;
  /**
   * Records from a column for each field.
   *
   * @param columns Arrays, typed arrays or lists of one length; axes behind the first are a sub-array's.
   * @param options `type`: without it, the columns' own types, and text for lists of strings; `layout`.
   * @returns Records of their own: the columns are copied, and converted where the type says so.
   * @throws RangeError for columns of different lengths, TypeError for a missing or unknown field.
   * @example
   * RecordArray.fromColumns({ x: new Float32Array(10), id: arange(10, 'u32') }, { layout: 'columns' });
   */
  fromColumns<const C extends Readonly<Record<string, ColumnLike>>>(
    columns: C,
    options?: { layout?: Layout },
  ): RecordArray<{ readonly [N in keyof C]: KindOfColumn<C[N]> }>;
  /**
   * Records in bytes, as C, NumPy and files have them.
   *
   * @param bytes A whole number of records: a typed array, Node Buffer, DataView or buffer.
   * @param options `copy: false` uses the bytes in place where no field is bool; operations then copy tile by tile.
   * @throws RangeError where the bytes are no whole number of records. NumPy: `frombuffer`.
   */
  fromBytes<F>(
    type: RecordType<F>,
    bytes: ArrayBufferLike | ArrayBufferView,
    options?: { copy?: boolean },
  ): RecordArray<F>;
  /** Records from an Apache Arrow table or record batch; its columns are typed as arrays unless the type says more. */
  fromArrow<F = Record<string, DType>>(table: ArrowTable, options?: { layout?: Layout }): RecordArray<F>;
  /** Records as an Apache Arrow table, made by the caller's `apache-arrow` module. */
  toArrow<T>(records: RecordArrayBase, arrow: ArrowModule<T>): T;
}

// A function, because what `new` gives is of the class of its record type.
construct.prototype = RecordArrayBase.prototype;

/** The class of arrays of records: rows of packed bytes, or a column for each field. */
export const RecordArray = Object.assign(construct, {
  from,
  fromColumns,
  fromBytes,
  fromArrow,
  toArrow,
}) as unknown as RecordArrayConstructor;
