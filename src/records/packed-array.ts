/** Growable arrays of one element type: CPython's array.array over contig's memory. */
import { argmax, countNonzero, equal, wrap } from '../api/index.js';
import { isBuffer } from '../array/adopt.js';
import type { TypedArray } from '../array/convert.js';
import { type Canonical, DTYPES, dtypeOfTypedArray } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { sliceIndices } from '../array/slice.js';
import { copy } from '../loops/elementwise.js';
import { copySwapped } from '../loops/swap.js';
import { scope } from '../memory/scope.js';
import { wasmMemory } from '../wasm/kernels.js';
import { bytesOf } from './bytes.js';
import { PackedMemory } from './packed-memory.js';
import {
  differing,
  element,
  equalElement,
  fitted,
  integer,
  type PackedItem,
  type PackedType,
  type PackedTypeLike,
  type PackedValue,
  packedType,
  pythonNumber,
} from './packed-values.js';

/** Bytes in any of JavaScript's holders. */
export type PackedBytes = ArrayBufferLike | ArrayBufferView;

/** What a PackedArray is extended by: numbers in any collection. */
export type PackedSource = Iterable<PackedValue> | ArrayLike<PackedValue> | TypedArray | NDArray | PackedArray;

/** Elements that a search looks at in one go: it ends at the first hit. */
const SEARCH_RUN = 16384;
/** Elements that a count looks at in one go, which bounds its temporary memory. */
const COUNT_RUN = 2 ** 20;
/** On inspection, arrays longer than twice this show so many elements at each end. */
const EDGE = 50;

/** Goes on as long as there are elements, those added meanwhile included. */
class Items<D extends PackedType> implements IterableIterator<PackedItem<D>> {
  private place = 0;
  private readonly array: Packed<D>;

  constructor(array: Packed<D>) {
    this.array = array;
  }

  next(): IteratorResult<PackedItem<D>, undefined> {
    const { array, place } = this;
    if (place >= array.used) {
      this.place = Number.POSITIVE_INFINITY;
      return { value: undefined, done: true };
    }
    let { elements } = array;
    if (place >= elements.length) elements = array.refresh();
    this.place = place + 1;
    return { value: elements[place] as PackedItem<D>, done: false };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/**
 * A growable array of numbers of one type, packed in contig's memory: CPython's `array.array`. It takes its elements'
 * bytes and the room it has grown by, which `shrink()` gives back. Memory is freed when it is garbage-collected, or by
 * `dispose()`, `using` or the end of its `scope()`.
 *
 * As in CPython, the size cannot change while an array from `asNDArray()` uses the memory.
 */
class Packed<D extends PackedType = PackedType> extends PackedMemory<D> {
  constructor(type: PackedTypeLike, values?: PackedSource | ArrayBufferLike | DataView) {
    super(packedType(type) as D);
    if (values === undefined) return;
    try {
      if (isBuffer(values) || values instanceof DataView) this.fromBytes(values);
      else this.extend(values);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** An array with so many elements, whatever the memory held. */
  private static sized<D extends PackedType>(type: D, count: number): Packed<D> {
    const result = new Packed<D>(type as PackedTypeLike);
    if (count > 0) result.relocate(count);
    result.used = count;
    return result;
  }

  /** CPython's type code: `'d'` of f64, `'q'` of i64. */
  get typecode(): string {
    return DTYPES[this.dtype].char;
  }

  /**
   * One element, counted from the end where negative.
   *
   * @throws RangeError when there is no such element.
   */
  at(index: number): PackedItem<D> {
    const { used } = this;
    const place = index < 0 ? index + used : index;
    let { elements } = this;
    if (place < used && place >= elements.length) elements = this.refresh();
    const value = place >= 0 && place < used ? elements[place] : undefined;
    if (value === undefined) this.place('at', index);
    return value as PackedItem<D>;
  }

  /**
   * The element at an index, or the elements of a slice (`'1:-1:2'`) as a new array.
   *
   * @throws RangeError for an index without element, TypeError for what is no index.
   */
  get(index: number): PackedItem<D>;
  get(slice: string): PackedArray<D>;
  get(index: number | string): PackedItem<D> | PackedArray<D>;
  get(index: number | string): PackedItem<D> | PackedArray<D> {
    if (typeof index !== 'string') return this.item(this.place('get', index));
    const { first, count, step } = sliceIndices('get', index, this.used);
    return scope(() => {
      const result = Packed.sized(this.dtype, count);
      copy([count], this.view(first, count, step), result.view());
      return result;
    });
  }

  /**
   * Writes an element, or the elements of a slice. A slice without step takes any number of values, and the array grows
   * or shrinks by the difference; one with a step takes as many as it has, or none, which deletes them as in CPython.
   *
   * @throws RangeError for an index without element and for values that do not fit or are not as many; TypeError for
   *   what is no number, for a PackedArray of another type, and for a change of size while an NDArray uses the memory.
   */
  set(index: number, value: PackedValue): this;
  set(slice: string, values: PackedSource): this;
  set(index: number | string, value: PackedValue | PackedSource): this {
    if (typeof index !== 'string') {
      const place = this.place('set', index);
      const item = element('set', value, this.dtype);
      this.live()[place] = item;
      return this;
    }
    const { first, count, step } = sliceIndices('set', index, this.used);
    scope(() => {
      const values = this.values('set', value);
      if (step === 1) this.replace('set', first, count, values);
      else if (values.size === 0) this.cut('set', first, count, step);
      else if (values.size === count) copy([count], values, this.view(first, count, step));
      else {
        throw new RangeError(
          `set: ${values.size} values for the ${count} elements of '${index}'; only a slice without step changes the size.`,
        );
      }
    });
    return this;
  }

  /**
   * Deletes an element or those of a slice.
   *
   * @throws RangeError for an index without element, TypeError while an NDArray uses the memory.
   */
  delete(index: number | string): this {
    if (typeof index !== 'string') {
      this.gap('delete', this.place('delete', index), 1, 0);
      return this;
    }
    const { first, count, step } = sliceIndices('delete', index, this.used);
    scope(() => this.cut('delete', first, count, step));
    return this;
  }

  /** Appends an element and returns the array; otherwise as `push`. */
  append(value: PackedValue): this {
    this.push(value);
    return this;
  }

  /**
   * Appends all elements of a collection: those of typed arrays and of NDArrays of one axis by copying memory or by a
   * converting kernel, of other collections one by one. Bytes are appended by {@link fromBytes}.
   *
   * @throws TypeError for a PackedArray of another type (as in CPython), for what is no collection of numbers, and while
   *   an NDArray uses the memory; RangeError for values that do not fit. Nothing is appended then.
   */
  extend(values: PackedSource): this {
    const before = this.used;
    if (isPacked(values)) {
      scope(() => this.replace('extend', before, 0, this.values('extend', values)));
      return this;
    }
    const list = collection('extend', values);
    if (Array.isArray(list) && before + list.length > this.capacity) this.reserve(before + list.length);
    try {
      for (const value of list) this.push(value);
    } catch (error) {
      this.used = Math.min(before, this.used);
      throw error;
    }
    return this;
  }

  /**
   * Inserts an element before an index, which counts from the end where negative and is moved into the array where
   * beyond it.
   *
   * @throws As `push`.
   */
  insert(index: number, value: PackedValue): this {
    const place = this.clamp('insert', index);
    const item = element('insert', value, this.dtype);
    this.gap('insert', place, 0, 1);
    this.live()[place] = item;
    return this;
  }

  /**
   * Removes an element, the last one if not said otherwise, and returns it.
   *
   * @throws RangeError when there is none, TypeError while an NDArray uses the memory.
   */
  pop(index = -1): PackedItem<D> {
    const place = this.place('pop', index);
    const value = this.item(place);
    this.gap('pop', place, 1, 0);
    return value;
  }

  /**
   * Removes the first element equal to a value.
   *
   * @throws RangeError when there is none, TypeError while an NDArray uses the memory.
   */
  remove(value: PackedValue): this {
    this.gap('remove', this.find('remove', value, 0, this.used), 1, 0);
    return this;
  }

  /** Removes all elements. The room stays until `shrink()`. */
  clear(): this {
    this.gap('clear', 0, this.used, 0);
    return this;
  }

  /**
   * The place of the first element equal to a value, from `start` up to `stop`, which count from the end where negative.
   *
   * @throws RangeError when there is none.
   */
  index(value: PackedValue, start = 0, stop = this.used): number {
    return this.find('index', value, this.clamp('index', start), this.clamp('index', stop));
  }

  /** Whether an element equals a value. */
  includes(value: PackedValue): boolean {
    return this.search(value, 0, this.used) >= 0;
  }

  /** How many elements equal a value. */
  count(value: PackedValue): number {
    const sought = equalElement(value, this.dtype);
    let total = 0;
    if (sought === undefined) return total;
    for (let at = 0; at < this.used; at += COUNT_RUN) {
      const run = Math.min(COUNT_RUN, this.used - at);
      total += scope(() => Number(countNonzero(equal(this.view(at, run), sought))));
    }
    return total;
  }

  /** Reverses the order of the elements in place. */
  reverse(): this {
    scope(() => {
      const half = Math.floor(this.used / 2);
      const front = this.view(0, half);
      const back = this.view(this.used - 1, half, -1);
      const kept = front.copy();
      copy([half], back, front);
      copy([half], kept, back);
    });
    return this;
  }

  /** Reverses the bytes of every element in place. */
  byteswap(): this {
    if (this.itemsize > 1) scope(() => copySwapped([this.used], this.view(), this.view()));
    return this;
  }

  /**
   * Appends elements given as their bytes, in this machine's byte order. CPython: `frombytes`.
   *
   * @throws RangeError when they are no whole number of elements, TypeError for what holds no bytes and while an NDArray
   *   uses the memory.
   */
  fromBytes(bytes: PackedBytes): this {
    const given = bytesOf('fromBytes', bytes);
    if (given === undefined) {
      throw new TypeError('fromBytes: takes an ArrayBuffer, a typed array, a Buffer or a DataView.');
    }
    const { itemsize, used } = this;
    if (given.length % itemsize !== 0) {
      throw new RangeError(
        `fromBytes: ${given.length} bytes are no whole number of ${this.dtype} elements, ${itemsize} bytes each.`,
      );
    }
    // Growing may move contig's memory from under bytes that lie in it.
    const source = given.buffer === wasmMemory.buffer ? given.slice() : given;
    this.gap('fromBytes', used, 0, source.length / itemsize);
    this.bytes().set(source, used * itemsize);
    return this;
  }

  /** A copy of the elements' bytes, in this machine's byte order. CPython: `tobytes`. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.bytes().subarray(0, this.nbytes));
  }

  /** The elements in a JS array. CPython: `tolist`. */
  toArray(): PackedItem<D>[] {
    return scope(() => this.view().toArray()) as PackedItem<D>[];
  }

  /** The elements for JSON: 64-bit integers as numbers, or as strings where a number would round them. */
  toJSON(): unknown {
    return scope(() => this.view().toJSON());
  }

  /** A copy, without room to grow. */
  copy(): PackedArray<D> {
    return this.get(':');
  }

  /**
   * This array and another of the same type end to end, as a new array. CPython: `a + b`.
   *
   * @throws TypeError for what is no PackedArray of this type.
   */
  concat(other: PackedArray<D>): PackedArray<D> {
    if (!(other instanceof Packed)) throw new TypeError('concat: takes a PackedArray; extend takes any collection.');
    return scope(() => {
      const values = this.values('concat', other);
      const result = Packed.sized(this.dtype, this.used + values.size);
      copy([this.used], this.view(), result.view(0, this.used));
      copy([values.size], values, result.view(this.used, values.size));
      return result;
    });
  }

  /**
   * The elements over and over, as a new array. CPython: `a * times`.
   *
   * @throws TypeError when `times` is no integer.
   */
  repeat(times: number): PackedArray<D> {
    const rows = Math.max(integer('repeat', times), 0);
    return scope(() => {
      const result = Packed.sized(this.dtype, this.used * rows);
      const rowsOf = result.view().reshape(rows, this.used);
      copy(rowsOf.shape, this.view().broadcastTo([rows, this.used]), rowsOf);
      return result;
    });
  }

  /** Whether another PackedArray has as many elements, equal by value; their types may differ. NaN equals nothing. */
  equals(other: unknown): boolean {
    return other instanceof Packed && other.used === this.used && this.firstDifference(other) === this.used;
  }

  /**
   * The order of this array and another as CPython's comparisons have it, by the first elements that differ, else by
   * length: -1, 0 or 1; NaN where those elements have no order.
   */
  compare(other: PackedArray): number {
    if (!(other instanceof Packed)) throw new TypeError('compare: takes a PackedArray.');
    const place = this.firstDifference(other);
    if (place === Math.min(this.used, other.used)) return Math.sign(this.used - other.used);
    const [a, b] = [this.at(place), other.at(place)] as number[];
    return a < b ? -1 : a > b ? 1 : Number.NaN;
  }

  /** The elements in order, those added meanwhile included. */
  [Symbol.iterator](): IterableIterator<PackedItem<D>> {
    this.checkAlive();
    return new Items(this);
  }

  /** As CPython's `repr` shows an array: `PackedArray('f64', [1.0, 2.5])`. */
  override toString(): string {
    return this.shown(this.used);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.disposed ? `PackedArray('${this.dtype}', disposed)` : this.shown(EDGE);
  }

  private shown(edge: number): string {
    this.checkAlive();
    if (this.used === 0) return `PackedArray('${this.dtype}')`;
    const live = this.live();
    const text = (first: number, stop: number) =>
      Array.from({ length: stop - first }, (_, i) => pythonNumber(live[first + i], this.dtype));
    const { used } = this;
    const all = used <= 2 * edge ? text(0, used) : [...text(0, edge), '...', ...text(used - edge, used)];
    const total = used <= 2 * edge ? '' : `, length=${used}`;
    return `PackedArray('${this.dtype}', [${all.join(', ')}]${total})`;
  }

  /** The place of an existing element. */
  private place(operation: string, index: number): number {
    this.checkAlive();
    const { used } = this;
    const place = integer(operation, index) < 0 ? index + used : index;
    if (place >= 0 && place < used) return place;
    throw new RangeError(
      used === 0
        ? `${operation}: the array is empty.`
        : `${operation}: index ${index} is out of range for ${used} elements.`,
    );
  }

  /** An index from either end, moved into the array. */
  private clamp(operation: string, index: number): number {
    const { used } = this;
    return Math.min(Math.max(integer(operation, index) < 0 ? index + used : index, 0), used);
  }

  /** The place of the first element equal to a value, or -1. */
  private search(value: PackedValue, start: number, stop: number): number {
    const sought = equalElement(value, this.dtype);
    if (sought === undefined) return -1;
    return this.first(start, stop, (at, run) => equal(this.view(at, run), sought));
  }

  private find(operation: string, value: PackedValue, start: number, stop: number): number {
    const place = this.search(value, start, stop);
    if (place >= 0) return place;
    throw new RangeError(
      `${operation}: ${String(value)} is not in the ${Math.max(stop - start, 0)} elements looked at.`,
    );
  }

  /** The first place where this array and another differ: the length of the shorter one if nowhere. */
  private firstDifference(other: Packed): number {
    const stop = Math.min(this.used, other.used);
    const place = this.first(0, stop, (at, run) => differing(this.view(at, run), other.view(at, run)));
    return place < 0 ? stop : place;
  }

  /** The first place that is marked, where `mark` gives an array of bool for a run of elements; or -1. */
  private first(start: number, stop: number, mark: (at: number, run: number) => NDArray): number {
    for (let at = start; at < stop; at += SEARCH_RUN) {
      const found = scope(() => {
        const marks = mark(at, Math.min(SEARCH_RUN, stop - at));
        const place = Number(argmax(marks));
        return marks.item(place) ? place : -1;
      });
      if (found >= 0) return at + found;
    }
    return -1;
  }

  /** Values from outside as an array of this type. To be called in a scope. */
  private values(operation: string, values: unknown): NDArray {
    if (values instanceof Packed) {
      if (values.dtype === this.dtype) return values.view();
      throw new TypeError(
        `${operation}: a PackedArray of ${values.dtype} for one of ${this.dtype}; give its asNDArray(), which is converted.`,
      );
    }
    if (dtypeOfTypedArray(values) !== undefined) {
      const source = values as TypedArray;
      return fitted(operation, wrap(source.buffer === wasmMemory.buffer ? source.slice() : source), this.dtype);
    }
    if (!(values instanceof NDArray)) {
      return new Packed(this.dtype as PackedTypeLike, collection(operation, values)).view();
    }
    if (values.ndim !== 1) {
      throw new RangeError(
        `${operation}: an array of shape ${showShape(values.shape)}; only one axis is taken: ravel() it.`,
      );
    }
    return fitted(operation, values, this.dtype);
  }
}

/** Whether a value lies packed already, so that its elements come by memory. */
function isPacked(value: unknown): boolean {
  return value instanceof Packed || value instanceof NDArray || dtypeOfTypedArray(value) !== undefined;
}

/** @throws TypeError for what is no collection, and for text and bytes. */
function collection(operation: string, value: unknown): Iterable<PackedValue> {
  if (typeof value === 'object' && value !== null && !isBuffer(value) && !(value instanceof DataView)) {
    if (Symbol.iterator in value) return value as Iterable<PackedValue>;
    if ('length' in value) return Array.from(value as ArrayLike<PackedValue>);
  }
  throw new TypeError(`${operation}: takes a collection of numbers; fromBytes takes bytes.`);
}

/** A growable array of one element type. */
export type PackedArray<D extends PackedType = PackedType> = Packed<D>;

export interface PackedArrayConstructor {
  /**
   * @param type contig's or NumPy's name of the type, or CPython's type code.
   * @param values A collection of numbers, or an ArrayBuffer or DataView of the elements' bytes. A typed array is a
   *   collection of numbers, whatever its type; bytes in a Uint8Array are taken by `fromBytes`.
   * @throws TypeError for an unknown type and what is no number, RangeError for values that do not fit.
   * @example
   * const samples = new PackedArray('f32', [1, 2, 3]);
   * samples.push(4); // 4, the new length
   */
  new <L extends PackedTypeLike>(
    type: L,
    values?: PackedSource | ArrayBufferLike | DataView,
  ): PackedArray<Extract<Canonical<L>, PackedType>>;
  readonly prototype: PackedArray;
}

/** The class itself, whose constructor tells the type of elements from their type's name. */
export const PackedArray = Packed as unknown as PackedArrayConstructor;
