/**
 * One record of an array, in place: a property for each field reads and writes the array's memory. A cursor can be moved
 * from record to record, so that a loop over millions of them needs one object.
 */
import { scope } from '../memory/scope.js';
import type { Field, InputOf, RecordLayout, ValueOf } from './field.js';
import { type Frame, isPlace, partOf } from './frame.js';
import { type Codec, codecOf } from './values.js';

/** The records that a cursor walks. */
export interface CursorSource {
  readonly type: RecordLayout;
  readonly length: number;
  /** Changes whenever the records move to other memory. */
  readonly $generation: number;
  readonly $frame: Frame;
  /** What field number `k` of one record is, where it is no single value: a view of its part. */
  $partAt(k: number, index: number): unknown;
  /** Checks a value for such a field and gives what writes it. */
  $stagePart(k: number, index: number, context: string, value: unknown): () => void;
}

/** What all cursors have; the fields of a record type are properties beside it. Names with a `$` keep out of their way. */
export class RowCursor {
  /** @internal */
  readonly $source: CursorSource;
  /** @internal */
  $index: number;
  /** @internal By field: the bytes it is in, where record 0 has it, and the step from record to record. */
  $views: DataView[] = [];
  /** @internal */
  $starts: number[] = [];
  /** @internal */
  $steps: number[] = [];
  /** @internal */
  $generation = -1;

  /** @internal */
  constructor(source: CursorSource, index: number) {
    this.$source = source;
    this.$index = index;
    this.$refresh();
  }

  /** @internal Derives anew what depends on where the records lie. */
  $refresh(): void {
    const { $frame, type, $generation } = this.$source;
    this.$generation = $generation;
    for (const [k, field] of type.fields.entries()) {
      const part = partOf($frame, field, k);
      if (!isPlace(part)) continue;
      this.$views[k] = part.storage.dataView();
      this.$starts[k] = part.byteOffset;
      this.$steps[k] = part.byteStrides[0];
    }
  }

  /**
   * Puts the cursor on another record, counted from the end where the index is negative.
   *
   * @returns The cursor.
   * @throws RangeError when there is no such record.
   */
  moveTo(index: number): this {
    this.$index = rowIndex('moveTo', index, this.$source.length);
    return this;
  }

  /** A plain object with the record's values, of its own: lists for sub-arrays, objects for nested records. */
  toObject(): Record<string, unknown> {
    // The arrays of parts are views for the time of the call.
    return scope(() => {
      const values = this.$source.type.fields.map((field, k) => [field.name, plain(accessOf(field, k).get(this))]);
      return Object.fromEntries(values) as Record<string, unknown>;
    });
  }

  /**
   * Writes several fields; where one does not fit, none is written.
   *
   * @returns The cursor.
   * @throws TypeError for a name that is no field; TypeError or RangeError for a value that the field cannot hold.
   */
  assign(values: Readonly<Record<string, unknown>>): this {
    writeStaged(() => stageRecord(this, 'assign', values));
    return this;
  }

  /** The record as it prints. */
  toString(): string {
    return JSON.stringify(this.toObject(), (_, item) => (typeof item === 'bigint' ? String(item) : item));
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    return inspect(this.toObject(), options);
  }
}

/** A cursor as the compiler knows it: every field is a property. */
export type Cursor<F> = RowCursor & { [N in Exclude<keyof F & string, keyof RowCursor>]: ValueOf<F[N]> } & {
  /** The record as a plain object: a copy. */
  toObject(): { [N in keyof F]: ValueOf<F[N]> };
  /** Writes values by name, the other fields staying; returns the cursor. */
  assign(values: { readonly [N in keyof F]?: InputOf<F[N]> }): Cursor<F>;
};

/** An index of a record, counted from the end where it is negative. */
export function rowIndex(operation: string, index: unknown, length: number): number {
  if (typeof index !== 'number' || !Number.isInteger(index) || index < -length || index >= length) {
    throw new RangeError(`${operation}: there is no record ${String(index)} among ${length}.`);
  }
  return index < 0 ? index + length : index;
}

/** A record's values by name: of a cursor, those of the record it is on. */
export function valuesOf(record: unknown): unknown {
  return record instanceof RowCursor ? record.toObject() : record;
}

/** What gives plain JS values: cursors, arrays, columns. */
interface Plain {
  toObject?(): unknown;
  toArray?(): unknown;
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { toObject, toArray } = value as Plain;
  return toObject?.call(value) ?? toArray?.call(value) ?? value;
}

/** How a cursor reads and writes one field. */
interface Access {
  get(cursor: RowCursor): unknown;
  set(cursor: RowCursor, value: unknown): void;
  /** Checks a value, and gives what writes it. */
  stage(cursor: RowCursor, context: string, value: unknown): () => void;
}

function singleAccess(name: string, codec: Codec, k: number): Access {
  const get = (cursor: RowCursor): unknown => {
    if (cursor.$generation !== cursor.$source.$generation) cursor.$refresh();
    try {
      return codec.read(cursor.$views[k], cursor.$starts[k] + cursor.$index * cursor.$steps[k]);
    } catch {
      // The memory grew and detached the view, or there is no such record any more.
      cursor.$refresh();
      rowIndex(name, cursor.$index, cursor.$source.length);
      return codec.read(cursor.$views[k], cursor.$starts[k] + cursor.$index * cursor.$steps[k]);
    }
  };
  const write = (cursor: RowCursor, value: unknown): void => {
    if (cursor.$generation !== cursor.$source.$generation) cursor.$refresh();
    try {
      codec.write(cursor.$views[k], cursor.$starts[k] + cursor.$index * cursor.$steps[k], value);
    } catch {
      cursor.$refresh();
      rowIndex(name, cursor.$index, cursor.$source.length);
      codec.write(cursor.$views[k], cursor.$starts[k] + cursor.$index * cursor.$steps[k], value);
    }
  };
  return {
    get,
    set: (cursor, value) => write(cursor, codec.check(name, value)),
    stage(cursor, context, value) {
      const checked = codec.check(context, value);
      return () => write(cursor, checked);
    },
  };
}

function partAccess(name: string, k: number): Access {
  return {
    get: ({ $source, $index }) => $source.$partAt(k, $index),
    set: ({ $source, $index }, value) => writeStaged(() => [$source.$stagePart(k, $index, name, value)]),
    stage: ({ $source, $index }, context, value) => $source.$stagePart(k, $index, context, value),
  };
}

function accessOf(field: Field, k: number): Access {
  const { kind, shape, name } = field;
  return kind.tag === 'record' || shape.length > 0 ? partAccess(name, k) : singleAccess(name, codecOf(kind), k);
}

/** Checks the values of one record, and gives what writes them. */
export function stageRecord(cursor: RowCursor, operation: string, values: unknown): (() => void)[] {
  const { type } = cursor.$source;
  if (typeof values !== 'object' || values === null) {
    throw new TypeError(
      `${operation}: ${String(values)} is no object of fields such as { ${type.fields[0]?.name}: ... }.`,
    );
  }
  return Object.entries(valuesOf(values) as object).map(([name, value]) => {
    const k = type.fields.findIndex((field) => field.name === name);
    if (k < 0) {
      const names = type.fields.map((field) => field.name).join(', ');
      throw new TypeError(`${operation}: there is no field '${name}'; the fields are ${names}.`);
    }
    return accessOf(type.fields[k], k).stage(cursor, `${operation}: field '${name}'`, value);
  });
}

/** Checks values and, when all fit, writes them; the arrays that this takes are freed. */
export function writeStaged(stage: () => readonly (() => void)[]): void {
  scope(() => {
    for (const write of stage()) write();
  });
}

type CursorClass = new (source: CursorSource, index: number) => RowCursor;
const classes = new WeakMap<RecordLayout, CursorClass>();

function classOf(type: RecordLayout): CursorClass {
  const known = classes.get(type);
  if (known !== undefined) return known;
  class TypedCursor extends RowCursor {}
  for (const [k, field] of type.fields.entries()) {
    if (field.name in RowCursor.prototype) continue;
    const { get, set } = accessOf(field, k);
    Object.defineProperty(TypedCursor.prototype, field.name, {
      enumerable: true,
      get(this: RowCursor) {
        return get(this);
      },
      set(this: RowCursor, value: unknown) {
        set(this, value);
      },
    });
  }
  classes.set(type, TypedCursor);
  return TypedCursor;
}

/** A cursor on one record. */
export function cursorAt(source: CursorSource, index: number): RowCursor {
  return new (classOf(source.type))(source, index);
}
