/**
 * Record types: named fields at byte offsets, as NumPy's structured dtypes. Fields follow each other without a gap, or
 * at multiples of their alignment as a C compiler places them.
 */
import { DTYPES } from '../array/dtype.js';
import type { Shape } from '../array/layout.js';
import { showShape, sizeOf } from '../array/layout.js';
import { checkOptions } from '../array/options.js';
import {
  type Field,
  type FieldKind,
  type FieldLike,
  type KindOf,
  kindOf,
  makeField,
  type RecordLayout,
  type Sub,
  sizeOfKind,
  subShape,
} from './field.js';

/** A field in NumPy's list form: name, type and, for a sub-array, its shape. */
export type FieldEntry =
  | readonly [name: string, type: FieldLike]
  | readonly [name: string, type: FieldLike, shape: number | readonly number[]];

/** NumPy's form that says every offset. */
export interface FieldTable {
  /** The names of the fields. */
  readonly names: readonly string[];
  /** Their types, in the same order. */
  readonly formats: readonly FieldLike[];
  /** Where they begin, in bytes; one behind the other unless given. */
  readonly offsets?: readonly number[];
  /** Bytes of a record; up to the end of the last field unless given. */
  readonly itemsize?: number;
}

/** Options of {@link recordType}. */
export interface RecordTypeOptions {
  /** Places fields as C does: each at a multiple of its alignment, the record a multiple of the largest. */
  align?: boolean;
}

/** The field types that a list of entries gives. */
type KindsOfEntries<E extends readonly FieldEntry[]> = {
  readonly [P in E[number] as P[0]]: P extends readonly [string, infer L, unknown] ? Sub<KindOf<L>> : KindOf<P[1]>;
};

/** Records of at most this many bytes. */
const LARGEST = 2 ** 31 - 1;

/** What arrays of a record class know of it. */
export interface RecordHooks {
  make(values: Readonly<Record<string, unknown>>): unknown;
  readonly defaults: Readonly<Record<string, () => unknown>>;
}

/** The layout of one record: fields, their types and offsets, and the bytes of all. Made by {@link recordType}. */
export class RecordType<F = unknown> implements RecordLayout<F> {
  /** Holds the compiler's knowledge of the fields; there is no such property. */
  declare readonly kinds: F;
  /** The names of the fields in order. */
  readonly names: readonly string[];
  /** @internal The record class that has this type: what makes an instance of it, and the defaults of its fields. */
  $records: RecordHooks | undefined;
  private readonly byName: ReadonlyMap<string, Field>;

  /** @internal */
  constructor(
    /** The fields in order. */
    readonly fields: readonly Field[],
    /** Bytes of one record, padding included. */
    readonly itemsize: number,
    /** The multiple of bytes at which a C compiler would place a record: 1 for packed ones. */
    readonly alignment: number,
    /** Whether it was laid out with `align`. */
    readonly aligned: boolean,
  ) {
    this.names = fields.map(({ name }) => name);
    this.byName = new Map(fields.map((field) => [field.name, field]));
  }

  /** Whether there is a field of that name. */
  has(name: string): boolean {
    return this.byName.has(name);
  }

  /**
   * One field: its type, its shape and where it lies.
   *
   * @throws TypeError when there is none of that name.
   */
  field(name: string): Field {
    const found = this.byName.get(name);
    if (found === undefined) {
      throw new TypeError(`record: there is no field '${name}'; the fields are ${this.names.join(', ')}.`);
    }
    return found;
  }

  /** Where each field begins, in bytes. */
  get offsets(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.fields.map(({ name, offset }) => [name, offset]));
  }

  /** The bytes of a record that no field uses. */
  get padding(): number {
    let used = 0;
    let padding = 0;
    for (const { offset, nbytes } of this.fields.slice().sort((a, b) => a.offset - b.offset)) {
      padding += Math.max(0, offset - used);
      used = Math.max(used, offset + nbytes);
    }
    return padding + this.itemsize - used;
  }

  /** Whether another type has the same fields at the same places. */
  equals(other: RecordType): boolean {
    return this.itemsize === other.itemsize && this.descr === other.descr;
  }

  /**
   * The type as NumPy's `dtype.descr` writes it, a Python list of tuples; padding is fields without a name.
   *
   * @throws RangeError when fields overlap or are not in the order of their offsets, which that form cannot say.
   */
  get descr(): string {
    const parts: string[] = [];
    let end = 0;
    const gap = (to: number) => {
      if (to > end) parts.push(`('', '|V${to - end}')`);
    };
    for (const { name, offset, kind, shape, nbytes } of this.fields) {
      if (offset < end)
        throw new RangeError(`descr: field '${name}' overlaps the one before it, which the form cannot say.`);
      gap(offset);
      end = offset + nbytes;
      parts.push(
        `(${pythonString(name)}, ${described(kind, ({ descr }) => descr, '|')}${shape.length === 0 ? '' : `, ${tuple(shape)}`})`,
      );
    }
    gap(this.itemsize);
    return `[${parts.join(', ')}]`;
  }

  /** The type as NumPy prints a dtype: the list of fields, or names, formats and offsets where the list would not tell all. */
  toString(): string {
    return shown(this, this.aligned);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `RecordType(${this})`;
  }
}

/** A type as NumPy's `str` writes it; of nested types the alignment is not said. */
function shown(type: RecordLayout, sayAligned: boolean): string {
  const list = (items: readonly unknown[]) => `[${items.join(', ')}]`;
  const inner = (nested: RecordLayout) => shown(nested, false);
  const formats = type.fields.map(({ kind }) => described(kind, inner, ''));
  if (!sayAligned && isNatural(type)) {
    return list(
      type.fields.map(({ name, shape }, i) => {
        return `(${pythonString(name)}, ${formats[i]}${shape.length === 0 ? '' : `, ${tuple(shape)}`})`;
      }),
    );
  }
  const whole = type.fields.map(({ shape }, i) =>
    shape.length === 0 ? formats[i] : `(${formats[i]}, ${tuple(shape)})`,
  );
  return (
    `{'names': ${list(type.fields.map(({ name }) => pythonString(name)))}, 'formats': ${list(whole)}, ` +
    `'offsets': ${list(type.fields.map(({ offset }) => offset))}, 'itemsize': ${type.itemsize}` +
    `${sayAligned ? ", 'aligned': True" : ''}}`
  );
}

/** Whether the places of fields are those that their types give. */
function isNatural({ fields, itemsize, aligned }: RecordLayout): boolean {
  const natural = placed(fields, aligned);
  return itemsize === natural.itemsize && fields.every(({ offset }, i) => offset === natural.fields[i].offset);
}

function tuple(shape: Shape): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What Python writes for a character that does not print. */
function escapeOf(character: string): string {
  const hex = character.codePointAt(0)!.toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** A string as Python's repr writes it: separators but the space do not print, nor do controls, formats and half pairs. */
function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(
    /\\|(?! )[\p{C}\p{Z}]/gu,
    (character) => NAMED_ESCAPES[character] ?? escapeOf(character),
  );
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** A type as NumPy's codes write it: nested records by `inner`, what has no byte order marked by `bar`. */
function described(kind: FieldKind, inner: (type: RecordLayout) => string, bar: string): string {
  switch (kind.tag) {
    case 'element': {
      const { kind: letter, itemsize } = DTYPES[kind.dtype];
      return `'${itemsize === 1 ? bar : kind.swapped ? '>' : '<'}${bar === '' && letter === 'b' ? '?' : `${letter}${itemsize}`}'`;
    }
    case 'bytes':
      return `'${bar}${kind.padded ? 'S' : 'V'}${kind.length}'`;
    case 'text':
      return `'${kind.swapped ? '>' : '<'}U${kind.length}'`;
    case 'record':
      return inner(kind.type);
  }
}

/** A field before it has a place. */
interface Unplaced {
  readonly name: string;
  readonly kind: FieldKind;
  readonly shape: readonly number[];
}

/** Whether a value is an object literal, of no class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isTable(value: Readonly<Record<string, unknown>>): boolean {
  const { names, formats } = value;
  return (
    Array.isArray(names) &&
    Array.isArray(formats) &&
    names.length === formats.length &&
    names.every((name) => typeof name === 'string')
  );
}

/** Whether a list is a type and the shape of a sub-array of it, not a list of fields. */
function isSubArray(value: readonly unknown[]): boolean {
  return (
    value.length === 2 &&
    (typeof value[1] === 'number' || (Array.isArray(value[1]) && value[1].every((n) => typeof n === 'number')))
  );
}

function typed(
  context: string,
  type: unknown,
  options: RecordTypeOptions,
): { kind: FieldKind; shape: readonly number[] } {
  if (typeof type === 'string') return { kind: kindOf(context, type), shape: [] };
  if (type instanceof RecordType) return { kind: { tag: 'record', type }, shape: [] };
  if (Array.isArray(type) && isSubArray(type)) {
    const inner = typed(context, type[0], options);
    return { kind: inner.kind, shape: [...subShape(context, type[1]), ...inner.shape] };
  }
  if (isPlain(type) || Array.isArray(type)) {
    return { kind: { tag: 'record', type: recordType(type as never, options) }, shape: [] };
  }
  throw new TypeError(
    `${context}: ${String(type)} is no type; give a name such as 'f32', a record type, or [type, shape].`,
  );
}

function unplaced(name: string, type: unknown, shape: unknown, options: RecordTypeOptions): Unplaced {
  const context = `recordType: field '${name}'`;
  const found = typed(context, type, options);
  const outer = shape === undefined ? [] : subShape(context, shape);
  return { name, kind: found.kind, shape: [...outer, ...found.shape] };
}

function entry(item: unknown, options: RecordTypeOptions): Unplaced {
  if (!Array.isArray(item) || item.length < 2 || item.length > 3 || typeof item[0] !== 'string') {
    throw new TypeError(`recordType: ${JSON.stringify(item)} is no field; give [name, type] or [name, type, shape].`);
  }
  return unplaced(item[0], item[1], item[2], options);
}

/** Fields one after the other, and the bytes of all. */
function placed(fields: readonly Unplaced[], align: boolean): RecordType {
  let end = 0;
  let alignment = 1;
  const result: Field[] = [];
  for (const { name, kind, shape } of fields) {
    const own = align ? sizeOfKind(kind).alignment : 1;
    alignment = Math.max(alignment, own);
    const offset = Math.ceil(end / own) * own;
    const field = makeField(name, offset, kind, shape);
    result.push(field);
    end = offset + field.nbytes;
  }
  return new RecordType(result, Math.ceil(end / alignment) * alignment, alignment, align);
}

function fromTable({ names, formats, offsets, itemsize }: FieldTable, options: RecordTypeOptions): RecordType {
  const fields = names.map((name, i) => unplaced(name, formats[i], undefined, options));
  const align = options.align ?? false;
  const natural = placed(fields, align);
  if (offsets !== undefined && offsets.length !== names.length) {
    throw new RangeError(`recordType: ${offsets.length} offsets for ${names.length} names; give one for each.`);
  }
  let end = 0;
  const result = fields.map(({ name, kind, shape }, i) => {
    const offset = offsets?.[i] ?? natural.fields[i].offset;
    const own = align ? sizeOfKind(kind).alignment : 1;
    if (!Number.isInteger(offset) || offset < 0 || offset % own !== 0) {
      throw new RangeError(`recordType: field '${name}': offset ${offset} is no multiple of ${own} of at least 0.`);
    }
    const field = makeField(name, offset, kind, shape);
    end = Math.max(end, offset + field.nbytes);
    return field;
  });
  const size = itemsize ?? Math.ceil(end / natural.alignment) * natural.alignment;
  if (!Number.isInteger(size) || size < end || size % natural.alignment !== 0) {
    throw new RangeError(
      `recordType: an itemsize of ${size}; the fields end at byte ${end}, alignment ${natural.alignment}.`,
    );
  }
  return new RecordType(result, size, natural.alignment, align);
}

/**
 * A record type: the names, types and places of fields, as NumPy's structured dtypes.
 *
 * @param fields An object of name and type; NumPy's list of `[name, type]` or `[name, type, shape]`; or NumPy's
 *   `{ names, formats, offsets, itemsize }`. A type is that of an element in either byte order, `'S8'` for bytes, `'U8'`
 *   for text, another record type or its fields, and `[type, shape]` a sub-array.
 * @param options `align`: gaps between fields as C has them.
 * @returns The type, packed unless `align` is given: the same bytes as NumPy's. NumPy: `dtype`.
 * @throws TypeError for what is no type, RangeError for names given twice, shapes, offsets or sizes that cannot be.
 * @example
 * const Point = recordType({ x: 'f32', y: 'f32', id: 'u32' });
 * Point.itemsize;                                          // 12
 * recordType([['x', '<f4'], ['id', 'u2'], ['v', 'f4', [3]]], { align: true }).offsets; // { x: 0, id: 4, v: 8 }
 */
export function recordType<const E extends readonly FieldEntry[]>(
  fields: E,
  options?: RecordTypeOptions,
): RecordType<KindsOfEntries<E>>;
export function recordType(fields: FieldTable, options?: RecordTypeOptions): RecordType<Record<string, never>>;
export function recordType<const L extends { readonly [name: string]: FieldLike }>(
  fields: L,
  options?: RecordTypeOptions,
): RecordType<{ readonly [N in keyof L]: KindOf<L[N]> }>;
export function recordType(fields: unknown, options: RecordTypeOptions = {}): RecordType {
  checkOptions('recordType', options, ['align']);
  let type: RecordType;
  if (Array.isArray(fields))
    type = placed(
      fields.map((item) => entry(item, options)),
      options.align ?? false,
    );
  else if (isPlain(fields) && isTable(fields)) type = fromTable(fields as unknown as FieldTable, options);
  else if (isPlain(fields)) {
    const all = Object.entries(fields).map(([name, like]) => unplaced(name, like, undefined, options));
    type = placed(all, options.align ?? false);
  } else {
    throw new TypeError(
      `recordType: ${String(fields)} names no fields; give an object such as { x: 'f32', y: 'f32' }.`,
    );
  }
  const twice = type.names.find((name, i) => type.names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`recordType: the field '${twice}' is given twice; names differ.`);
  if (type.itemsize > LARGEST)
    throw new RangeError(`recordType: records of ${type.itemsize} bytes; at most ${LARGEST} are possible.`);
  for (const { name, shape } of type.fields) {
    if (sizeOf(shape) > LARGEST)
      throw new RangeError(`recordType: field '${name}' has shape ${showShape(shape)}, which is too large.`);
  }
  return type;
}
