/** Arrays of packed records: fields side by side in rows, or each in a column of its own; every field is an array view. */
import type { AnyIndex } from '../api/indexing.js';
import { lexsort } from '../api/sorting.js';
import { subtract } from '../api/ufuncs.js';
import type { ArrayLike } from '../array/convert.js';
import { checkShape, packedStrides, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { enlist, scope } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { stagePart } from './assign.js';
import { type LeafColumn, leafColumn } from './column.js';
import {
  type Cursor,
  type CursorSource,
  cursorAt,
  type RowCursor,
  rowIndex,
  stageRecord,
  writeStaged,
} from './cursor.js';
import type { InputOf, RecordLayout, Sub, ValueOf } from './field.js';
import { type Frame, isPlace, type Layout, type Place, partOf, storagesOf } from './frame.js';
import { writeObjects } from './objects.js';
import { copiedRecords, copyRecords, freshFrame, leafRaws, mapRecords, rawArray, rawsOf } from './raw.js';
import type { RecordType } from './record-type.js';
import { formatRecords } from './show.js';
import { sortKeys } from './sort-keys.js';
import { type BytesArray, FixedColumn, type TextArray } from './strings.js';

/** Options of {@link RecordArray}. */
export interface RecordArrayOptions {
  /** `'rows'` (array of structures, the default) or `'columns'` (structure of arrays). */
  layout?: Layout;
  /** Room for as many records without moving, if more than the length. */
  capacity?: number;
}

/** A column: an array of numbers, of bytes, of text, or of nested records. */
export type ColumnOf<K> = LeafColumn<K> extends never ? RecordColumn<K> : LeafColumn<K>;
type RecordColumn<K> = K extends Sub<infer M> ? RecordColumn<M> : K extends object ? RecordArray<K> : unknown;

/** One record as a plain object. */
export type RecordValue<F> = { [N in keyof F]: ValueOf<F[N]> };

/** What may be given for one record: a value for each field. */
export type RecordInput<F> = { readonly [N in keyof F]: InputOf<F[N]> };

/** An array of records as the compiler knows it: every field that no method is called as is a property. */
export type RecordArray<F> = RecordArrayBase<F> & {
  readonly [N in Exclude<keyof F & string, keyof RecordArrayBase>]: ColumnOf<F[N]>;
};

/** Where the records of an array are. */
export interface State {
  readonly layout: Layout;
  readonly shape: readonly number[];
  readonly frame: Frame;
  readonly capacity: number;
  /** Whether its memory is its own, so that it may grow. */
  readonly owner: boolean;
}

/** The first room for records that are pushed, and how much more is taken each time it is full. */
const FIRST_ROOM = 16;
const GROWTH = 1.5;

/**
 * An array of records in packed memory. Every field is a column, `records.x`: a view that any operation takes and that
 * shares memory with the records, whichever the layout. {@link RecordArrayBase.push} grows it; views taken before it
 * moved keep the old memory.
 */
export class RecordArrayBase<F = unknown> implements CursorSource {
  /** The type of the records. */
  readonly type: RecordType<F>;
  /** Whether a record's fields lie side by side, or each field in memory of its own. */
  readonly layout: Layout;
  /** @internal Changes whenever the records move to other memory. */
  $generation = 0;
  #axes: readonly number[];
  #room: number;
  #places: Frame;
  readonly #owner: boolean;
  #storages: Set<Storage> | null = null;

  /** @internal Use {@link RecordArray}. */
  constructor(type: RecordType<F>, { layout, shape, frame, capacity, owner }: State) {
    this.type = type;
    this.layout = layout;
    this.#axes = shape;
    this.#room = capacity;
    this.#owner = owner;
    this.#places = frame;
    this.#hold(frame);
    enlist(this);
  }

  #hold(frame: Frame): void {
    const storages = storagesOf(frame);
    for (const storage of storages) storage.references++;
    if (this.#storages) for (const storage of this.#storages) storage.release();
    this.#storages = storages;
    this.#places = frame;
  }

  /** @internal */
  get $frame(): Frame {
    if (this.#storages === null) {
      throw new TypeError('These records were disposed; use them before dispose() or their scope ends.');
    }
    return this.#places;
  }

  /** The number of records, along the first axis where there are several. */
  get length(): number {
    return this.#axes[0];
  }

  /** The extents of the axes: one, but for nested records within sub-arrays. */
  get shape(): readonly number[] {
    return this.#axes;
  }

  /** The number of records for which there is room without moving. */
  get capacity(): number {
    return this.#room;
  }

  /** Bytes of one record, and of all; in columns without the padding between fields. */
  get itemsize(): number {
    return this.layout === 'rows' ? this.type.itemsize : leafBytes(this.type);
  }

  /** Bytes of all records. */
  get nbytes(): number {
    return sizeOf(this.#axes) * this.itemsize;
  }

  /**
   * The column of a field: an array view, a column of bytes or text, or the nested records.
   *
   * @returns A view; writing to it writes to the records.
   * @throws TypeError when there is no such field.
   * @example
   * particles.field('x').iadd(1); // the same as particles.x.iadd(1)
   */
  field<N extends keyof F & string>(name: N): ColumnOf<F[N]> {
    const field = this.type.field(name);
    return this.$column(this.type.fields.indexOf(field)) as ColumnOf<F[N]>;
  }

  /** @internal */
  $column(k: number): NDArray | TextArray | BytesArray | RecordArrayBase {
    const field = this.type.fields[k];
    const part = partOf(this.$frame, field, k);
    const { kind } = field;
    if (kind.tag !== 'record') return leafColumn(field, this.#axes, part as Place);
    const axes = [...this.#axes, ...field.shape];
    return recordsOf(kind.type as RecordType, {
      layout: this.layout,
      shape: axes,
      frame: part,
      capacity: axes[0],
      owner: false,
    });
  }

  /**
   * A cursor on one record: its properties read and write the fields in place; `moveTo` puts it on another record.
   *
   * @throws RangeError when there is no such record.
   * @example
   * const p = particles.at(0);
   * p.x += p.vx;
   */
  at(index: number): Cursor<F> {
    this.#single('at');
    return cursorAt(this, rowIndex('at', index, this.length)) as unknown as Cursor<F>;
  }

  #single(operation: string): void {
    if (this.#axes.length !== 1) {
      throw new RangeError(
        `${operation}: these records have the axes ${showShape(this.#axes)}; get() a row of them first.`,
      );
    }
  }

  /** @internal */
  $partAt(k: number, index: number): unknown {
    const part = this.$column(k);
    // A cursor needs the records that it is on.
    if (part instanceof RecordArrayBase && part.#axes.length === 1) return part.at(index);
    try {
      if (part instanceof RecordArrayBase) return part.get(index);
      return part instanceof NDArray ? part.pick('at', [index]) : part.row(index).toArray();
    } finally {
      part.dispose();
    }
  }

  /** @internal */
  $stagePart(k: number, index: number, context: string, value: unknown): () => void {
    return stagePart(this.$column(k) as never, index, context, value);
  }

  /**
   * Records by index: an integer, a slice `'start:stop:step'`, a mask, a list or array of integers.
   *
   * @returns A plain object for an integer; a view for a slice; a copy, in the same layout, for masks and arrays.
   * @throws RangeError for an index out of bounds, TypeError for what is no index.
   * @example
   * particles.get('::2');                  // every other record, a view
   * particles.get(particles.x.gt(0));      // a copy of those with positive x
   */
  get(index: number): RecordValue<F>;
  get(...index: AnyIndex[]): RecordArray<F>;
  get(...index: AnyIndex[]): RecordValue<F> | RecordArray<F> {
    if (index.length === 1 && typeof index[0] === 'number' && this.#axes.length === 1) {
      const values = cursorAt(this, rowIndex('get', index[0], this.length)).toObject();
      return (this.type.$records?.make(values) ?? values) as RecordValue<F>;
    }
    return this.#changed((raw) => raw.get(...withTail(index, this.#axes.length, raw)) as NDArray);
  }

  /**
   * Writes fields of the records that an index selects; where a value does not fit, nothing is written.
   *
   * @param index As in {@link RecordArrayBase.get}; `'...'` for all.
   * @param values An object of the fields to write: for one record a value each, for several what broadcasts to a column.
   * @returns The records.
   * @throws TypeError for a name that is no field; RangeError for an index out of bounds or a value that does not fit.
   * @example
   * particles.set(0, { x: 1, y: 2 });
   * particles.set(particles.x.lt(0), { x: 0 });
   */
  set(index: AnyIndex, values: { readonly [N in keyof F]?: InputOf<F[N]> | ArrayLike | RecordArrayBase }): this {
    if (typeof index === 'number') {
      this.#single('set');
      const cursor = cursorAt(this, rowIndex('set', index, this.length));
      writeStaged(() => stageRecord(cursor, 'set', values));
      return this;
    }
    if (typeof values !== 'object' || values === null) {
      throw new TypeError(`set: ${String(values)} is no object of fields such as { ${this.type.names[0]}: ... }.`);
    }
    scope(() => {
      // The selected records are written to a copy first, so that a value that does not fit leaves all as it was.
      const selected = named('set', () => this.get(index).copy());
      for (const [name, value] of Object.entries(values)) {
        const column = selected.field(name as never) as unknown;
        if (column instanceof NDArray) column.set([], value as ArrayLike);
        else {
          const list = listOf(value) ?? new Array<unknown>(selected.length).fill(value);
          if (list.length !== selected.length) {
            throw new RangeError(`set: ${list.length} values of '${name}' for ${selected.length} records.`);
          }
          for (const [i, item] of list.entries()) stagePart(column as never, i, `set: field '${name}'`, item)();
        }
      }
      const targets = rawsOf(this.type, this.#axes, this.$frame).map(rawArray);
      for (const [i, raw] of rawsOf(this.type, selected.#axes, selected.$frame).entries()) {
        targets[i].set(withTail([index], this.#axes.length, targets[i]), rawArray(raw));
      }
    });
    return this;
  }

  /** Records at indices, in that order: a copy. */
  take(indices: ArrayLike): RecordArray<F> {
    return this.get(indices as AnyIndex);
  }

  /** The records from `start` to before `end`, counted as by `Array.prototype.slice`: a view. */
  slice(start = 0, end = this.length): RecordArray<F> {
    return this.get(`${start}:${end}`);
  }

  /** The records in reverse order: a view. */
  reverse(): RecordArray<F> {
    return this.get('::-1');
  }

  /**
   * The same records along other axes.
   *
   * @returns A view where the layout allows it, a copy otherwise.
   * @throws RangeError when the sizes differ.
   */
  reshape(...shape: number[]): RecordArray<F> {
    return this.#changed((raw) => raw.reshape([...shape, ...raw.shape.slice(this.#axes.length)]));
  }

  /** The axes in reverse order: a view. */
  transpose(): RecordArray<F> {
    const own = this.#axes.map((_, axis) => this.#axes.length - 1 - axis);
    return this.#changed((raw) => raw.permuteDims([...own, ...raw.shape.map((_, axis) => axis).slice(own.length)]));
  }

  /** A packed copy, in the same layout or in another. */
  copy(layout: Layout = this.layout): RecordArray<F> {
    const frame = copiedRecords(this.type, this.#axes, this.$frame, layout);
    return recordsOf(this.type, {
      layout,
      shape: this.#axes,
      frame,
      capacity: this.#axes[0],
      owner: this.#axes.length === 1,
    });
  }

  /** The records in a layout: themselves where they have it, else a copy. */
  toLayout(layout: Layout): RecordArray<F> {
    if (layout !== 'rows' && layout !== 'columns')
      throw new TypeError(`toLayout: '${String(layout)}'; the layouts are 'rows' and 'columns'.`);
    return layout === this.layout ? (this as unknown as RecordArray<F>) : this.copy(layout);
  }

  /** Records after an operation on their axes, which gives views or copies. */
  #changed(change: (raw: NDArray) => NDArray): RecordArray<F> {
    return scope(() => {
      let shape: readonly number[] = [];
      const frame = mapRecords(this.type, this.#axes, this.$frame, (raw) => {
        const result = change(rawArray(raw));
        shape = result.shape.slice(0, result.ndim - (raw.shape.length - this.#axes.length));
        return result;
      });
      return recordsOf(this.type, { layout: this.layout, shape, frame, capacity: shape[0], owner: false });
    });
  }

  /**
   * The order of the records by fields: by the first, where it is equal by the second, and so on. Stable.
   *
   * @param by A field, several, or none for all. Text sorts by code points, bytes by their values.
   * @param options `descending`: the greatest first.
   * @returns A fresh array of i64. NumPy: `argsort(order=...)`.
   */
  argsort(by?: string | readonly string[], options: { descending?: boolean } = {}): NDArray<'i64'> {
    this.#single('argsort');
    checkOptions('argsort', options, ['descending']);
    const names = by === undefined ? this.type.names : typeof by === 'string' ? [by] : by;
    return scope(() => {
      const keys = names.flatMap((name) => sortKeys(this.field(name as never)));
      if (keys.length === 0) throw new RangeError('argsort: there is no field to sort by; name at least one.');
      if (!options.descending) return lexsort(keys.reverse());
      // The order of the reversed records, reversed: so equal ones stay in their order.
      const order = lexsort(keys.reverse().map((key) => key.get('::-1') as NDArray));
      return subtract(BigInt(this.length - 1), order.get('::-1') as NDArray) as NDArray as NDArray<'i64'>;
    });
  }

  /** The records sorted by fields, a copy: see {@link RecordArrayBase.argsort}. NumPy: `sort(order=...)`. */
  sort(by?: string | readonly string[], options: { descending?: boolean } = {}): RecordArray<F> {
    checkOptions('sort', options, ['descending']);
    const order = this.argsort(by, options);
    const sorted = this.take(order);
    order.dispose();
    return sorted;
  }

  /**
   * These records and others of the same type behind them.
   *
   * @returns A copy, in this array's layout.
   */
  concat(...others: readonly RecordArrayBase<F>[]): RecordArray<F> {
    const all: RecordArrayBase<F>[] = [this, ...others];
    for (const each of all) {
      if (!(each instanceof RecordArrayBase)) {
        throw new TypeError(`concat: ${String(each)} is no array of records; RecordArray.from makes one of objects.`);
      }
      each.#single('concat');
      if (!each.type.equals(this.type))
        throw new TypeError(`concat: records of ${each.type} and of ${this.type}; give one type.`);
    }
    const length = all.reduce((total, each) => total + each.length, 0);
    const result = recordsOf(this.type, fresh(this.type, length, { layout: this.layout }, false));
    let start = 0;
    for (const each of all) {
      result.#write(start, each);
      start += each.length;
    }
    return result;
  }

  /** Copies records over those from `start` on, which there is room for. */
  #write(start: number, from: RecordArrayBase<F>): void {
    copyRecords(this.type, from.#axes, from.$frame, this.#window(start));
  }

  /** The frame from a record on. */
  #window(start: number): Frame {
    const shift = (frame: Frame): Frame =>
      isPlace(frame)
        ? { ...frame, byteOffset: frame.byteOffset + start * frame.byteStrides[0] }
        : frame.map((part) => shift(part));
    return shift(this.$frame);
  }

  #growable(operation: string): void {
    if (!this.#owner)
      throw new TypeError(`${operation}: these records are a view of others; copy() them to get some that grow.`);
  }

  /**
   * Makes room for at least as many records in all.
   *
   * @throws TypeError for records that are a view.
   */
  reserve(capacity: number): this {
    this.#growable('reserve');
    checkShape('reserve', capacity);
    if (capacity > this.#room) this.#moveTo(capacity);
    return this;
  }

  /** Gives back the room that no record uses. */
  shrink(): this {
    this.#growable('shrink');
    if (this.#room > this.length) this.#moveTo(this.length);
    return this;
  }

  #moveTo(capacity: number): void {
    const frame = freshFrame(this.type, [capacity], this.layout);
    copyRecords(this.type, this.#axes, this.$frame, frame);
    this.#hold(frame);
    this.#room = capacity;
    this.$generation++;
  }

  #makeRoom(more: number): void {
    const needed = this.length + more;
    if (needed > this.#room) this.#moveTo(Math.max(needed, FIRST_ROOM, Math.ceil(this.#room * GROWTH)));
  }

  /**
   * Adds records at the end; takes constant time each, on average.
   *
   * @returns The new length.
   * @throws TypeError for a missing field or records that are a view, TypeError or RangeError for a value that does not
   *   fit; nothing is added then.
   * @example
   * particles.push({ x: 1, y: 2, id: 7 });
   */
  push(...records: readonly RecordInput<F>[]): number {
    this.$append('push', records);
    return this.length;
  }

  /**
   * Adds many records at the end: records of the same type, or objects.
   *
   * @returns The records.
   * @throws As {@link RecordArrayBase.push}.
   */
  extend(records: RecordArrayBase<F> | Iterable<RecordInput<F>>): this {
    this.#growable('extend');
    if (records instanceof RecordArrayBase) {
      records.#single('extend');
      if (!records.type.equals(this.type))
        throw new TypeError(`extend: records of ${records.type} to ones of ${this.type}.`);
      const added = records.length;
      this.#makeRoom(added);
      this.#write(this.length, records.length === added ? records : records.slice(0, added));
      this.#axes = [this.length + added];
      return this;
    }
    this.$append('extend', records);
    return this;
  }

  /** @internal Adds objects at the end, as a part of an operation that errors name. */
  $append(operation: string, records: unknown): void {
    this.#growable(operation);
    if (typeof records !== 'object' || records === null || !(Symbol.iterator in records)) {
      throw new TypeError(
        `${operation}: ${String(records)} is no list of records; give objects, or records of this type.`,
      );
    }
    const list: readonly unknown[] = Array.isArray(records) ? records : [...(records as Iterable<unknown>)];
    this.#makeRoom(list.length);
    // They are written behind the last record, and count when all of them fit.
    writeObjects(operation, this.type, this.#window(this.length), list, this.type.$records?.defaults);
    this.#axes = [this.length + list.length];
  }

  /** Removes the last record and gives it as a plain object, or undefined when there is none. */
  pop(): RecordValue<F> | undefined {
    this.#growable('pop');
    if (this.length === 0) return undefined;
    const last = this.get(-1);
    this.#axes = [this.length - 1];
    return last;
  }

  /** Over all records: a cursor of its own for each. */
  *[Symbol.iterator](): IterableIterator<Cursor<F>> {
    this.#single('iteration');
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /**
   * Over all records by one cursor that moves: nothing is allocated for a record.
   *
   * @example
   * for (const p of particles.rows()) total += p.x * p.mass;
   */
  rows(): IterableIterator<Cursor<F>> {
    this.#single('rows');
    let index = -1;
    let cursor: RowCursor | undefined;
    const result = { done: false, value: undefined as unknown };
    const next = () => {
      if (++index < this.length) {
        if (cursor === undefined) {
          cursor = cursorAt(this, index);
          result.value = cursor;
        }
        cursor.$index = index;
      } else {
        result.done = true;
        result.value = undefined;
      }
      return result as IteratorResult<Cursor<F>>;
    };
    return {
      next,
      [Symbol.iterator]() {
        return this;
      },
    };
  }

  /** All records as plain objects. */
  toArray(): RecordValue<F>[] {
    if (this.#axes.length === 1) return Array.from({ length: this.length }, (_, i) => this.get(i));
    return Array.from({ length: this.length }, (_, i) => {
      const row = this.get(i, '...');
      const values = row.toArray();
      row.dispose();
      return values;
    }) as never;
  }

  /** The records for JSON: plain objects. */
  toJSON(): unknown {
    return this.toArray();
  }

  /** The bytes of all records, side by side: a copy. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(sizeOf(this.#axes) * this.type.itemsize);
    const storage = Storage.wrap(bytes.buffer, 0, bytes.length);
    const target = { storage, byteOffset: 0, byteStrides: packedStrides(this.#axes, this.type.itemsize) };
    copyRecords(this.type, this.#axes, this.$frame, target);
    return bytes;
  }

  /** Whether other records are of the same type and their fields have the same bytes. */
  equals(other: RecordArrayBase): boolean {
    if (!(other instanceof RecordArrayBase)) return false;
    if (!this.type.equals(other.type) || String(this.#axes) !== String(other.#axes)) return false;
    return scope(() => {
      const mine = leafRaws(this.type, this.#axes, this.$frame).map(rawArray);
      const theirs = leafRaws(other.type, other.#axes, other.$frame).map(rawArray);
      return mine.every((raw, i) => raw.eq(theirs[i]).all());
    });
  }

  /** The records as a table, its middle left out where there are many. */
  toString(): string {
    return formatRecords(this as never);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.#storages === null ? 'RecordArray(disposed)' : formatRecords(this as never);
  }

  /** Frees the memory now, unless views use it. The records are unusable after that. */
  dispose(): void {
    if (this.#storages === null) return;
    for (const storage of this.#storages) storage.release();
    this.#storages = null;
    // Cursors look again where the records are, and find that they are gone.
    this.$generation++;
  }

  /** The same as `dispose`, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** @internal Room for records; all zero unless they are written at once. */
export function fresh(
  type: RecordLayout,
  length: number,
  { layout = 'rows', capacity }: RecordArrayOptions,
  zeroed = true,
): State {
  const shape = checkShape('RecordArray', length);
  if (layout !== 'rows' && layout !== 'columns') {
    throw new TypeError(`RecordArray: layout '${String(layout)}'; the layouts are 'rows' and 'columns'.`);
  }
  const room = Math.max(shape[0], capacity === undefined ? 0 : checkShape('RecordArray: capacity', capacity)[0]);
  const frame = freshFrame(type, [room], layout, zeroed);
  return { layout, shape, frame, capacity: room, owner: true };
}

/** Runs `get` as a part of another operation, whose name its errors begin with. */
function named<R>(operation: string, body: () => R): R {
  try {
    return body();
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replace(/^get:/, `${operation}:`);
    throw error;
  }
}

/** The values of a list or column, one for each record; undefined of what is one value for all. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (value instanceof FixedColumn || value instanceof RecordArrayBase) return value.toArray();
  return Array.isArray(value) ? value : undefined;
}

/** An index over the axes of the records, for an array that may have more axes. */
function withTail(index: readonly AnyIndex[], ndim: number, raw: NDArray): AnyIndex[] {
  return raw.ndim > ndim && !index.includes('...') ? [...index, '...'] : [...index];
}

/** Bytes of all fields, without gaps. */
function leafBytes(type: RecordLayout): number {
  return type.fields.reduce(
    (total, { kind, shape, nbytes }) => total + (kind.tag === 'record' ? sizeOf(shape) * leafBytes(kind.type) : nbytes),
    0,
  );
}

type RecordArrayClass = new (type: RecordType, state: State) => RecordArrayBase;
const classes = new WeakMap<RecordLayout, RecordArrayClass>();

/** The class of arrays of a type: each field is a property, unless a method has its name. */
function classOf(type: RecordType): RecordArrayClass {
  const known = classes.get(type);
  if (known !== undefined) return known;
  const Own = class RecordArray extends RecordArrayBase {};
  for (const [k, { name }] of type.fields.entries()) {
    if (name in RecordArrayBase.prototype || name === 'type' || name === 'layout') continue;
    Object.defineProperty(Own.prototype, name, {
      enumerable: true,
      get(this: RecordArrayBase) {
        return this.$column(k);
      },
      set() {
        throw new TypeError(`records.${name} is a view; write to it with records.${name}.set([], value) or copyto().`);
      },
    });
  }
  classes.set(type, Own);
  return Own;
}

/** @internal Records at a frame. */
export function recordsOf<F>(type: RecordType<F>, state: State): RecordArray<F> {
  return new (classOf(type as RecordType))(type as RecordType, state) as never;
}
