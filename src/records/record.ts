/**
 * Record classes: Python's dataclass with slots. An instance has the fields of a record type and no others, each of its
 * declared type; arrays of a million of them are a RecordArray.
 */
import { toArray } from '../array/convert.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { valuesOf } from './cursor.js';
import type { Field, FieldKind, FieldLike, InputOf, KindOf, RecordLayout, ValueOf } from './field.js';
import type { RecordArrayOptions } from './record-array.js';
import { isPlain, type RecordType, type RecordTypeOptions, recordType } from './record-type.js';
import { RecordArray } from './records.js';
import { codecOf } from './values.js';

/** A field of a record class with what it is when nothing is given. */
export interface FieldOptions<L extends FieldLike | Typed = FieldLike | Typed> {
  /** The type of the field, or a record class. */
  dtype: L;
  /** The value; lists are copied. */
  default?: unknown;
  /** Makes the value anew for every instance. */
  factory?: () => unknown;
}

/** The type of a field, or that with a default; record classes nest. */
export type FieldSpec = FieldLike | FieldOptions | Typed;

/** A record class, by what tells the type of a field. */
interface Typed {
  readonly type: RecordLayout;
}

/** Options of {@link record}. */
export interface RecordOptions extends RecordTypeOptions {
  /** Whether fields cannot be changed; `replace` makes changed copies. */
  frozen?: boolean;
}

type SpecKind<S> = S extends { readonly dtype: infer L }
  ? SpecKind<L>
  : S extends { readonly type: RecordLayout<infer F> }
    ? F
    : KindOf<S>;
type SpecKinds<S> = { readonly [N in keyof S]: SpecKind<S[N]> };

/** What instances of record classes can do besides having their fields. */
export interface RecordMethods<F> {
  /** A copy with other values for some fields. */
  replace(values: { readonly [N in keyof F]?: InputOf<F[N]> }): RecordInstance<F>;
  /** The fields as a plain object, nested records too. */
  asObject(): { [N in keyof F]: ValueOf<F[N]> };
  /** The values in the order of the fields, nested records as lists of their own. */
  asTuple(): unknown[];
  /** Whether another instance is of the same class and has equal values; NaN equals itself. */
  equals(other: unknown): boolean;
  /**
   * Negative, zero or positive as this instance sorts before, with or behind another: by the first field, where that is
   * equal by the second, and so on. NaN sorts last.
   *
   * @throws TypeError for what is no instance of the same class.
   */
  compare(other: RecordInstance<F>): number;
}

/** An instance of a record class as the compiler knows it. */
export type RecordInstance<F> = RecordMethods<F> & { -readonly [N in keyof F]: ValueOf<F[N]> };

/** One field as {@link RecordClass.fields} lists it. */
export interface FieldInfo extends Field {
  /** Whether the constructor may be called without a value for it. */
  readonly hasDefault: boolean;
}

/** A class of records. */
export interface RecordClass<F> {
  /** From values by name, the others their defaults. */
  new (values: { readonly [N in keyof F]?: InputOf<F[N]> }): RecordInstance<F>;
  /** From values in the order of the fields. */
  new (...values: InputOf<F[keyof F]>[]): RecordInstance<F>;
  /** What instances inherit. */
  readonly prototype: RecordInstance<F>;
  /** The name of the class. */
  readonly name: string;
  /** The layout of an instance in memory. */
  readonly type: RecordType<F>;
  /** The fields in order. */
  fields(): FieldInfo[];
  /**
   * Instances in packed memory, every field its default or 0: `get` gives instances, `push` takes them.
   *
   * @example
   * const particles = Particle.array(1e6, { layout: 'columns' });
   */
  array(length?: number, options?: RecordArrayOptions): RecordArray<F>;
  /**
   * A class with more fields, whose instances are instances of this class too.
   *
   * @throws RangeError for a field that is there already, TypeError for one without a default behind ones that have one.
   */
  extend<const S extends { readonly [name: string]: FieldSpec }>(
    name: string,
    fields: S,
    options?: RecordOptions,
  ): RecordClass<F & SpecKinds<S>>;
  /** For `sort`: {@link RecordMethods.compare} of two instances. */
  compare(a: RecordInstance<F>, b: RecordInstance<F>): number;
}

/** A field with the function that gives its default. */
interface Slot {
  readonly name: string;
  readonly like: FieldLike;
  readonly initial: (() => unknown) | undefined;
  readonly nested: AnyClass | undefined;
}

/** A record class, its fields forgotten. */
interface AnyClass {
  new (...args: unknown[]): RecordBase;
  readonly prototype: RecordBase;
  readonly name: string;
  readonly type: RecordType<Record<string, unknown>>;
}

/** What record classes know of themselves. */
const known = new WeakMap<object, readonly Slot[]>();

/** The fields of a class, which may be one that a user derived from a record class. */
function slotsOf(own: AnyClass): readonly Slot[] {
  for (let made: object | null = own; made !== null; made = Object.getPrototypeOf(made)) {
    const slots = known.get(made);
    if (slots !== undefined) return slots;
  }
  throw new TypeError(`${own.name} is no record class.`);
}

/** The class of an instance. */
function classOf(instance: RecordBase): AnyClass {
  return instance.constructor as unknown as AnyClass;
}

/** The arguments of `new` on their way up to the base class. */
class Arguments {
  constructor(readonly list: readonly unknown[]) {}
}

function isOptions(spec: unknown): spec is FieldOptions {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec) || !('dtype' in spec)) return false;
  return Object.keys(spec).every((key) => key === 'dtype' || key === 'default' || key === 'factory');
}

function slotOf(name: string, spec: FieldSpec): Slot {
  const given: FieldOptions = isOptions(spec) ? spec : { dtype: spec as FieldLike };
  const { dtype, factory } = given;
  if (factory !== undefined && 'default' in given) {
    throw new TypeError(`record: field '${name}' has both a default and a factory; give one.`);
  }
  const nested = known.has(dtype as object) ? (dtype as unknown as AnyClass) : undefined;
  return {
    name,
    like: nested ? nested.type : (dtype as FieldLike),
    initial: factory ?? ('default' in given ? () => given.default : undefined),
    nested,
  };
}

/** A value as instances hold it: of the field's type, and theirs alone. */
function held(context: string, { kind, shape }: Field, nested: AnyClass | undefined, value: unknown): unknown {
  const one = (item: unknown): unknown => single(context, kind, nested, item);
  const level = (item: unknown, axis: number): unknown => {
    if (axis === shape.length) return one(item);
    const list = ArrayBuffer.isView(item) ? [...(item as unknown as Iterable<unknown>)] : item;
    if (!Array.isArray(list) || list.length !== shape[axis]) {
      throw new RangeError(`${context}: ${JSON.stringify(list) ?? String(list)}; give a list of ${shape[axis]}.`);
    }
    return list.map((inner) => level(inner, axis + 1));
  };
  return level(shape.length > 0 && value instanceof NDArray ? value.toArray() : value, 0);
}

function single(context: string, kind: FieldKind, nested: AnyClass | undefined, value: unknown): unknown {
  if (kind.tag === 'record') {
    if (nested !== undefined) return value instanceof nested ? value : new nested(objectOf(context, value));
    const values = objectOf(context, value);
    const unknown = Object.keys(values).find((name) => !kind.type.fields.some((field) => field.name === name));
    if (unknown !== undefined) throw new TypeError(`${context}: there is no field '${unknown}'.`);
    return Object.fromEntries(
      kind.type.fields.map((field) => {
        if (values[field.name] === undefined) throw new TypeError(`${context}: '${field.name}' is missing.`);
        return [field.name, held(`${context}.${field.name}`, field, undefined, values[field.name])];
      }),
    );
  }
  const checked = codecOf(kind).check(context, value);
  if (kind.tag === 'element' && kind.dtype === 'f32') return Math.fround(checked as number);
  return kind.tag === 'bytes' && typeof checked !== 'string' ? (checked as Uint8Array).slice() : checked;
}

function objectOf(context: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`${context}: ${String(value)} is no object of fields.`);
  return valuesOf(value) as Record<string, unknown>;
}

/** Values as text, as Python's dataclasses show them. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (isPlain(value))
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}: ${shown(item)}`)
      .join(', ')}}`;
  if (value instanceof Uint8Array) return `Uint8Array[${value.join(', ')}]`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function order(a: unknown, b: unknown): number {
  if (typeof a === 'object' && a !== null) {
    const [left, right] = [listOf(a), listOf(b)];
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
      const first = order(left[i], right[i]);
      if (first !== 0) return first;
    }
    return left.length - right.length;
  }
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (typeof a === 'string')
    return order(
      [...a].map((c) => c.codePointAt(0)),
      [...(b as string)].map((c) => c.codePointAt(0)),
    );
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

function listOf(value: unknown): unknown[] {
  if (value instanceof RecordBase) return value.asTuple();
  return Array.isArray(value) || value instanceof Uint8Array ? [...value] : Object.values(value as object);
}

function plainOf(value: unknown): unknown {
  if (value instanceof RecordBase) return value.asObject();
  return Array.isArray(value) ? value.map(plainOf) : value instanceof Uint8Array ? value.slice() : value;
}

/** What all record classes extend. */
export abstract class RecordBase {
  /** @internal Values in the order of the fields. */
  readonly #values: unknown[];

  constructor({ list: args }: Arguments) {
    const own = classOf(this);
    const slots = slotsOf(own);
    const { fields } = own.type;
    const named = args.length === 1 && isPlain(args[0]) ? args[0] : undefined;
    if (named === undefined && args.length > slots.length) {
      throw new TypeError(
        `${own.name}: ${args.length} values for ${slots.length} fields (${own.type.names.join(', ')}).`,
      );
    }
    for (const name in named) if (!own.type.has(name)) unknownField(own, name);
    this.#values = slots.map(({ name, initial, nested }, k) => {
      const given = named ? named[name] : args[k];
      const value = given === undefined ? initial?.() : given;
      if (value === undefined) {
        throw new TypeError(`${own.name}: the field '${name}' is missing; it has no default.`);
      }
      return held(`${own.name}.${name}`, fields[k], nested, value);
    });
    Object.seal(this);
  }

  /** @internal */
  static value(instance: RecordBase, k: number): unknown {
    return instance.#values[k];
  }

  /** @internal All values in the order of the fields, not copied. */
  static values(instance: RecordBase): readonly unknown[] {
    return instance.#values;
  }

  /** @internal */
  static assign(instance: RecordBase, k: number, value: unknown): void {
    const own = classOf(instance);
    const { name, nested } = slotsOf(own)[k];
    instance.#values[k] = held(`${own.name}.${name}`, own.type.fields[k], nested, value);
  }

  replace(values: Readonly<Record<string, unknown>>): RecordBase {
    const own = classOf(this);
    const { names } = own.type;
    for (const name of Object.keys(values)) if (!own.type.has(name)) unknownField(own, name);
    const all = Object.fromEntries(
      names.map((name, k) => [name, Object.hasOwn(values, name) ? values[name] : this.#values[k]]),
    );
    return new own(all);
  }

  asObject(): Record<string, unknown> {
    const { names } = classOf(this).type;
    return Object.fromEntries(names.map((name, k) => [name, plainOf(this.#values[k])]));
  }

  asTuple(): unknown[] {
    return this.#values.map((value) => (value instanceof RecordBase ? value.asTuple() : plainOf(value)));
  }

  equals(other: unknown): boolean {
    if (!(other instanceof RecordBase) || other.constructor !== this.constructor) return false;
    return this.#values.every((value, k) => order(value, other.#values[k]) === 0);
  }

  compare(other: unknown): number {
    if (!(other instanceof RecordBase) || other.constructor !== this.constructor) {
      throw new TypeError(
        `compare: ${shown(other)} is no ${this.constructor.name}; records of one class have an order.`,
      );
    }
    return order(this.#values, other.#values);
  }

  toJSON(): unknown {
    return this.asObject();
  }

  toString(): string {
    const own = classOf(this);
    return `${own.name}(${own.type.names.map((name, k) => `${name}=${shown(this.#values[k])}`).join(', ')})`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function unknownField({ name, type }: AnyClass, field: string): never {
  throw new TypeError(`${name}: there is no field '${field}'; the fields are ${type.names.join(', ')}.`);
}

/** Names that fields cannot have, because all instances have them. */
const TAKEN = new Set([...Object.getOwnPropertyNames(RecordBase.prototype), '__proto__']);

function makeClass(name: string, slots: readonly Slot[], options: RecordOptions, Base: typeof RecordBase): AnyClass {
  const taken = slots.find((slot) => TAKEN.has(slot.name));
  if (taken) throw new TypeError(`record: a field cannot be called '${taken.name}', as a method is.`);
  const late = slots.find(({ initial }, k) => initial === undefined && slots.slice(0, k).some((slot) => slot.initial));
  if (late)
    throw new TypeError(
      `record: the field '${late.name}' has no default but stands behind one that has; put it before.`,
    );
  checkOptions('record', options, ['align', 'frozen']);
  const type = recordType(
    slots.map(({ name: field, like }) => [field, like] as const),
    { align: options.align },
  ) as RecordType<Record<string, unknown>>;

  const Own = {
    [name]: class extends (Base as unknown as new (args: Arguments) => RecordBase) {
      static readonly type = type;

      constructor(...args: unknown[]) {
        super(args[0] instanceof Arguments ? args[0] : new Arguments(args));
      }

      static fields(): FieldInfo[] {
        return type.fields.map((field, k) => ({ ...field, hasDefault: slots[k].initial !== undefined }));
      }

      static array(length = 0, arrayOptions: RecordArrayOptions = {}): RecordArray<Record<string, unknown>> {
        const records = new RecordArray(type, length, arrayOptions);
        for (const [k, { name: field, initial, nested }] of slots.entries()) {
          if (initial === undefined || length === 0) continue;
          const column = records.field(field) as unknown;
          const value = held(`${name}.${field}`, type.fields[k], nested, initial());
          if (column instanceof NDArray) column.set([], toArray(field, value, column.dtype));
          else records.set('...', { [field]: new Array(length).fill(value) } as never);
        }
        return records;
      }

      static extend(next: string, fields: Readonly<Record<string, FieldSpec>>, more: RecordOptions = {}): AnyClass {
        const added = Object.entries(fields).map(([field, spec]) => slotOf(field, spec));
        return makeClass(next, [...slots, ...added], { ...options, ...more }, Own as unknown as typeof RecordBase);
      }

      static compare(a: RecordBase, b: unknown): number {
        return a.compare(b);
      }
    },
  }[name] as unknown as AnyClass;

  for (const [k, slot] of slots.entries()) {
    Object.defineProperty(Own.prototype, slot.name, {
      enumerable: true,
      configurable: true,
      get(this: RecordBase) {
        return RecordBase.value(this, k);
      },
      set(this: RecordBase, value: unknown) {
        if (options.frozen)
          throw new TypeError(`${name} is frozen; replace({ ${slot.name}: ... }) makes a changed copy.`);
        RecordBase.assign(this, k, value);
      },
    });
  }
  known.set(Own, slots);
  type.$records = {
    make: (values) => new Own(values),
    defaults: Object.fromEntries(slots.flatMap((slot) => (slot.initial ? [[slot.name, slot.initial]] : []))),
  };
  return Own;
}

/**
 * A class of records: an instance has these fields and no others, each of its type. Python's `@dataclass(slots=True)`.
 *
 * @param name The name of the class.
 * @param fields The type of each field, or `{ dtype, default }` or `{ dtype, factory }`.
 * @param options `frozen`: fields cannot be changed; `align`: C's gaps between fields in arrays.
 * @returns The class: `new Particle(1, 2, 3)`, `new Particle({ x: 1, y: 2, z: 3 })`, `Particle.array(1e6)`. An unknown or
 *   missing field is a TypeError, a value that its field cannot hold a RangeError or TypeError.
 * @throws TypeError for a field without a default behind ones with one, or called as a method is.
 * @example
 * const Particle = record('Particle', { x: 'f64', y: 'f64', mass: { dtype: 'f64', default: 1 } });
 * const p = new Particle(1, 2);
 * String(p.replace({ y: 5 })); // 'Particle(x=1, y=5, mass=1)'
 */
export function record<const S extends { readonly [name: string]: FieldSpec }>(
  name: string,
  fields: S,
  options: RecordOptions = {},
): RecordClass<SpecKinds<S>> {
  if (typeof name !== 'string' || name === '') throw new TypeError('record: give the class a name.');
  const slots = Object.entries(fields).map(([field, spec]) => slotOf(field, spec));
  return makeClass(name, slots, options, RecordBase) as unknown as RecordClass<SpecKinds<S>>;
}
