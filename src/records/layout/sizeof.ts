/** The bytes of a value and all that it refers to. */
import { checkOptions } from '../../array/options.js';
import { Storage } from '../../memory/storage.js';
import { wasmMemory } from '../../wasm/kernels.js';
import { RecordBase } from '../record.js';
import { type Model, model, roomOf, SMALL_TYPED_ARRAY } from './model.js';
import { type SizeReport, Tally } from './tally.js';

/** Options of {@link sizeof}. */
export interface SizeOptions {
  /** Bytes of a pointer in the engine: 8 in Node, 4 in Chrome. That of the engine that runs, if not said. */
  word?: 4 | 8;
}

/** Objects with more fields than this are taken for dictionaries. */
const MOST_FIELDS = 128;
/** Strings up to this length are made once only by JSON.parse. */
const LONGEST_SHARED = 10;
/** Blocks of contig's memory are a multiple of this long. */
const BLOCK = 64;
/** Arrays this long and this much longer than what they hold are hashed tables. */
const SPARSE_LENGTH = 1024;
const SPARSE_FACTOR = 9;

/** The values that one field has had in all objects of a shape: V8 boxes its numbers accordingly. */
interface Field {
  small: number;
  fractions: number;
  others: number;
}

/** Objects of one prototype with the same fields in the same order: a path in a tree of field names. */
class Shape {
  readonly field: Field = { small: 0, fractions: 0, others: 0 };
  private readonly next = new Map<PropertyKey, Shape>();

  with(key: PropertyKey): Shape {
    let shape = this.next.get(key);
    if (shape === undefined) {
      shape = new Shape();
      this.next.set(key, shape);
    }
    return shape;
  }

  /** Visits every field below this. */
  visit(see: (field: Field) => void): void {
    const waiting: Shape[] = [this];
    for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
      see(shape.field);
      for (const each of shape.next.values()) waiting.push(each);
    }
  }
}

class Walk {
  readonly tally = new Tally();
  private readonly model: Model;
  private readonly seen = new Set<unknown>();
  private readonly strings = new Set<string>();
  private readonly shapes = new Map<object | null, Shape>();
  private readonly waiting: object[] = [];

  constructor(word: SizeOptions['word']) {
    this.model = model(word);
  }

  run(value: unknown): SizeReport {
    this.refer(value);
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) this.object(next);
    const { boxedNumber } = this.model;
    for (const shape of this.shapes.values()) {
      shape.visit(({ small, fractions, others }) => {
        // A field that only ever held numbers, and not only small ones, has a box in every object.
        const boxes = others > 0 || fractions === 0 ? fractions : small + fractions;
        if (boxes > 0) this.tally.add('boxed numbers', boxes * boxedNumber, boxes);
      });
    }
    return this.tally.report();
  }

  /** What a reference to a value leads to. */
  private refer(value: unknown): void {
    switch (typeof value) {
      case 'number':
        if (!this.model.isSmall(value)) this.tally.add('boxed numbers', this.model.boxedNumber);
        break;
      case 'string':
        this.string(value);
        break;
      case 'bigint':
        this.tally.add('bigints', this.model.bigint(bitsOf(value)));
        break;
      case 'symbol':
        if (this.first(value)) this.tally.add('symbols', this.model.symbol);
        break;
      case 'function':
        if (this.first(value)) this.tally.add('functions', this.model.function);
        break;
      case 'object':
        if (value !== null && this.first(value)) this.waiting.push(value);
        break;
      default:
    }
  }

  private first(value: unknown): boolean {
    if (this.seen.has(value)) return false;
    this.seen.add(value);
    return true;
  }

  private string(value: string, key = false): void {
    const { length } = value;
    const wide = /[^\0-\xff]/.test(value);
    // Single characters of one byte are the engine's own.
    if (length === 0 || (length === 1 && !wide)) return;
    if (key || length <= LONGEST_SHARED) {
      if (this.strings.has(value)) return;
      this.strings.add(value);
    }
    this.tally.add('strings', this.model.string(length, wide));
  }

  private object(value: object): void {
    const { model, tally } = this;
    if (Array.isArray(value)) this.array(value);
    else if (ArrayBuffer.isView(value)) this.view(value);
    else if (isBuffer(value)) this.buffer(value);
    else if (value instanceof Storage) this.storage(value);
    else if (value instanceof Map) {
      tally.add('maps and sets', model.table(value.size, 2));
      for (const [key, item] of Map.prototype.entries.call(value)) {
        this.refer(key);
        this.refer(item);
      }
      this.added(value);
    } else if (value instanceof Set) {
      tally.add('maps and sets', model.table(value.size, 1));
      for (const item of Set.prototype.values.call(value)) this.refer(item);
      this.added(value);
    } else if (value instanceof Date) {
      tally.add('dates', model.date);
      this.added(value);
    } else if (value instanceof RegExp) {
      tally.add('patterns', model.regExp);
      this.string(value.source, true);
    } else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      tally.add('others', model.boxed);
      this.refer(value.valueOf());
    } else this.fields(value);
  }

  /** An object of fields only. */
  private fields(value: object): void {
    const { model, tally } = this;
    const prototype: object | null = Object.getPrototypeOf(value);
    const keys = Reflect.ownKeys(value);
    const literal = prototype === Object.prototype;
    if (prototype === null || keys.length > MOST_FIELDS) {
      const room = model.object(literal ? roomOf(0, true) : 0);
      tally.add('dictionaries', room + model.dictionary(keys.length));
      for (const key of keys) {
        this.key(key);
        this.refer(held(value, key));
      }
      return;
    }
    tally.add('objects', model.object(roomOf(keys.length, literal)));
    let shape = this.shapes.get(prototype);
    if (shape === undefined) {
      shape = new Shape();
      this.shapes.set(prototype, shape);
    }
    for (const key of keys) {
      shape = shape.with(key);
      this.key(key);
      const item = held(value, key);
      if (typeof item !== 'number') {
        shape.field.others++;
        this.refer(item);
      } else if (model.isSmall(item)) shape.field.small++;
      else shape.field.fractions++;
    }
    this.refer(privateOf(value));
  }

  private key(key: PropertyKey): void {
    if (typeof key === 'string') this.string(key, true);
    else this.refer(key);
  }

  /** Fields that an object of another kind has besides. */
  private added(value: object): void {
    const keys = Reflect.ownKeys(value);
    if (keys.length === 0) return;
    this.tally.add('others', this.model.addedFields(keys.length));
    for (const key of keys) {
      this.key(key);
      this.refer(held(value, key));
    }
  }

  private array(items: readonly unknown[]): void {
    const { model, tally } = this;
    const { length } = items;
    if (length >= SPARSE_LENGTH) {
      let used = 0;
      for (let i = 0; i < length && used * SPARSE_FACTOR < length; i++) if (i in items) used++;
      if (used * SPARSE_FACTOR < length) {
        tally.add('dictionaries', model.array(0, false) + model.dictionary(used));
        for (const key of Object.keys(items)) this.refer(held(items, key));
        return;
      }
    }
    let numbers = true;
    let fractions = 0;
    for (let i = 0; i < length && numbers; i++) {
      const item = items[i];
      if (typeof item === 'number') fractions += model.isSmall(item) ? 0 : 1;
      else if (item !== undefined || i in items) numbers = false;
    }
    const packed = numbers && fractions > 0;
    tally.add('arrays', model.array(length, packed));
    if (!numbers) for (let i = 0; i < length; i++) this.refer(items[i]);
  }

  private view(value: ArrayBufferView): void {
    const { model, tally } = this;
    const { buffer } = value;
    if (value instanceof DataView) tally.add('typed arrays', model.dataView);
    else tally.add('typed arrays', model.typedArray);
    const small = buffer.byteLength <= SMALL_TYPED_ARRAY && buffer.byteLength === value.byteLength;
    if (!this.first(buffer)) return;
    if (small && !(value instanceof DataView)) {
      tally.add('buffers', model.buffer + model.smallElements(buffer.byteLength));
    } else this.buffer(buffer);
  }

  private buffer(buffer: ArrayBufferLike): void {
    // What of contig's memory a value uses is told by its storages.
    if (buffer === wasmMemory.buffer) return;
    this.tally.add('buffers', this.model.buffer + buffer.byteLength);
  }

  private storage(storage: Storage): void {
    const { ticket, byteLength } = storage;
    if (ticket >= 0) this.tally.add("contig's memory", Math.ceil(byteLength / BLOCK) * BLOCK);
    this.fields(storage);
  }
}

/** The value of a field, without calling a getter. */
function held(value: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** What arrays of records and instances of record classes hold in private fields; undefined of all other objects. */
function privateOf(value: object): unknown {
  if (value instanceof RecordBase) return RecordBase.values(value);
  if (!('$frame' in value) || Object.hasOwn(value, '$frame')) return undefined;
  try {
    return value.$frame;
  } catch {
    // It was disposed of.
    return undefined;
  }
}

function isBuffer(value: unknown): value is ArrayBufferLike {
  return (
    value instanceof ArrayBuffer || (typeof SharedArrayBuffer !== 'undefined' && value instanceof SharedArrayBuffer)
  );
}

function bitsOf(value: bigint): number {
  return value === 0n ? 0 : (value < 0n ? -value : value).toString(16).length * 4;
}

/**
 * The bytes of a value and all that it refers to, each object, buffer and storage once: JS values by a model of V8's
 * memory (within 2 % of what is measured where no assumption is needed; each part says what it assumes), typed arrays and
 * contig's arrays by what they hold. A view counts all of the buffer or storage that it keeps.
 *
 * Not seen: private `#fields`, what functions hold on to, what getters compute, the contents of WeakMaps.
 *
 * @param value Any value.
 * @returns Bytes in all and by parts; its text is a table.
 * @throws RangeError for a word of other than 4 or 8 bytes.
 * @example
 * layout.sizeof([{ x: 1, y: 2 }]).bytes; // 96
 * String(layout.sizeof(data));           // a table
 */
export function sizeof(value: unknown, options: SizeOptions = {}): SizeReport {
  checkOptions('sizeof', options, ['word']);
  return new Walk(options.word).run(value);
}
