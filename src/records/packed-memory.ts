/** The memory of a growable array: how much there is, who else uses it, and how it grows. */
import { DTYPES } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { enlist } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { PUSH, type Pushable } from './packed-push.js';
import { element, integer, type PackedItem, type PackedType, type PackedValue } from './packed-values.js';

/** Room after growing, in terms of the room before, when not more is asked for. */
const GROWTH = 1.5;
/** Bytes of the first room: no block of the heap is smaller. */
const LEAST_BYTES = 64;

/** What is common to all typed arrays. */
export interface Elements {
  readonly length: number;
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
  [place: number]: number | bigint;
}

/** Stands in the place of elements that must not be touched: no place exists in it. */
const CLOSED = Object.fromEntries(
  Object.values(DTYPES).map(({ name, view }) => [name, new view(new ArrayBuffer(0))]),
) as unknown as Record<PackedType, Elements>;

/** Elements of one type in memory that grows; what a list does with them is in packed-array.ts. */
export abstract class PackedMemory<D extends PackedType> implements Pushable {
  /** The element type by its short name. */
  readonly dtype: D;
  /** Bytes of one element. */
  readonly itemsize: number;
  /**
   * Appends an element and returns the new length. CPython: `append`. Float types round, integer types take what fits.
   *
   * @throws TypeError for what is no number, for fractions in integer types, and while an NDArray uses the memory;
   *   RangeError for integers that do not fit.
   */
  readonly push: (value: PackedValue) => number;

  /** @internal The number of elements. */
  used = 0;
  /** @internal The elements with all their room; of length 0 when the memory has moved. */
  elements: Elements;
  /** @internal The same, but of length 0 also while the size must not change. */
  open: Elements;
  private owned: Storage | null;
  /** The handle that exported arrays have. Weak, so that forgetting all of them is as good as disposing of them. */
  private lent: WeakRef<Storage> | null = null;

  protected constructor(type: D) {
    this.dtype = type;
    this.itemsize = DTYPES[type].itemsize;
    this.push = PUSH[type];
    this.elements = CLOSED[type];
    this.open = CLOSED[type];
    this.owned = Storage.allocate(0).retain();
    enlist(this);
  }

  /** The number of elements. */
  get length(): number {
    return this.used;
  }

  /** How many elements there is room for without taking more memory. */
  get capacity(): number {
    return this.storage.byteLength / this.itemsize;
  }

  /** Bytes of all elements. */
  get nbytes(): number {
    return this.used * this.itemsize;
  }

  /** Whether it was disposed of. */
  protected get disposed(): boolean {
    return this.owned === null;
  }

  private get storage(): Storage {
    if (this.owned === null) {
      throw new TypeError(
        `This PackedArray of ${this.dtype} was disposed; use it before dispose() or the end of its scope.`,
      );
    }
    return this.owned;
  }

  /**
   * An array of one axis over the same memory: writing to either shows in both. Until it and its views are disposed of
   * (`dispose()`, `using`, the end of a `scope()`) or collected, the size of this array cannot change.
   *
   * @example
   * using view = samples.asNDArray();
   * view.imul(2);
   */
  asNDArray(): NDArray<D> {
    let handle = this.exported();
    if (handle === null) {
      handle = this.storage.lend();
      this.lent = new WeakRef(handle);
    }
    this.open = CLOSED[this.dtype];
    return this.over(handle, 0, this.used, 1);
  }

  /**
   * Makes room for so many elements in all.
   *
   * @throws RangeError when there is no such memory, TypeError while an NDArray uses the memory.
   */
  reserve(capacity: number): this {
    if (integer('reserve', capacity) > this.capacity) {
      this.checkResizable('reserve');
      this.relocate(capacity);
    }
    return this;
  }

  /**
   * Gives back the memory of the room that no element uses.
   *
   * @throws TypeError while an NDArray uses the memory.
   */
  shrink(): this {
    if (this.capacity > this.used) {
      this.checkResizable('shrink');
      this.relocate(this.used);
    }
    return this;
  }

  /** Frees the memory now, unless an NDArray uses it. The array is unusable after that. */
  dispose(): void {
    if (this.owned === null) return;
    this.owned.release();
    this.owned = null;
    this.used = 0;
    this.elements = CLOSED[this.dtype];
    this.open = this.elements;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal What a push does that cannot be done at once. */
  pushSlowly(value: PackedValue): number {
    const item = element('PackedArray', value, this.dtype);
    this.grow('push', this.used + 1);
    this.open[this.used] = item;
    return ++this.used;
  }

  /** @internal The elements, after looking again where the memory is. */
  refresh(): Elements {
    this.elements = this.storage.view(DTYPES[this.dtype].view as never) as unknown as Elements;
    return this.elements;
  }

  /** The elements, wherever the memory is now. */
  protected live(): Elements {
    return this.elements.length < this.used ? this.refresh() : this.elements;
  }

  /** The bytes of all elements and their room. */
  protected bytes(): Uint8Array {
    const { buffer, byteOffset, byteLength } = this.refresh();
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  /** The handle of exported arrays, if any is in use. */
  private exported(): Storage | null {
    const handle = this.lent?.deref();
    return handle === undefined || handle.references === 0 ? null : handle;
  }

  /** Elements as an array, from one in steps; to be disposed of or made in a scope, but not given away. */
  protected view(first = 0, count = this.used, step = 1): NDArray<D> {
    // The planner must see one storage, whether an operand is an exported array or not.
    return this.over(this.exported() ?? this.storage, first, count, step);
  }

  private over(handle: Storage, first: number, count: number, step: number): NDArray<D> {
    const { itemsize } = this;
    return NDArray.over(handle, this.dtype, {
      shape: [count],
      byteStrides: [step * itemsize],
      byteOffset: count > 0 ? first * itemsize : 0,
    });
  }

  /** @throws TypeError while an exported array is in use. */
  private checkResizable(operation: string): void {
    if (this.exported() === null) return;
    throw new TypeError(
      `${operation}: the size cannot change while an NDArray from asNDArray() uses the memory; call its dispose() first, ` +
        'or make it with using or in a scope().',
    );
  }

  /** Makes sure that there may be so many elements, and room for them. */
  private grow(operation: string, count: number): void {
    this.checkResizable(operation);
    const { capacity, itemsize } = this;
    if (count > capacity) this.relocate(Math.max(count, Math.ceil(GROWTH * capacity), LEAST_BYTES / itemsize));
    else this.open = this.refresh();
  }

  /** Moves the elements to memory with room for so many. */
  protected relocate(capacity: number): void {
    const { storage } = this;
    const next = Storage.allocate(capacity * this.itemsize).retain();
    if (this.used > 0) next.view(Uint8Array).set(storage.view(Uint8Array).subarray(0, this.nbytes));
    this.owned = next;
    storage.release();
    this.open = this.refresh();
  }

  /** Makes `removed` elements from `first` on `added` ones, whose values are then what the memory held. */
  protected gap(operation: string, first: number, removed: number, added: number): void {
    const { used } = this;
    const after = used - removed + added;
    if (after === used) return;
    if (after < used) this.checkResizable(operation);
    else this.grow(operation, after);
    const { itemsize } = this;
    if (first + removed < used) {
      this.bytes().copyWithin((first + added) * itemsize, (first + removed) * itemsize, used * itemsize);
    }
    this.used = after;
  }

  /** Puts values in the place of some elements. To be called in a scope. */
  protected replace(operation: string, first: number, count: number, values: NDArray): void {
    const { size } = values;
    // Values of this array itself would move with it.
    const source = size !== count && values.storage === this.storage ? values.copy() : values;
    this.gap(operation, first, count, size);
    copy([size], source, this.view(first, size));
  }

  /** Deletes elements in steps, in whichever direction. To be called in a scope. */
  protected cut(operation: string, first: number, count: number, step: number): void {
    if (count === 0) return;
    const low = step > 0 ? first : first + (count - 1) * step;
    const kept = Math.abs(step) - 1;
    // Each element that goes, but the last, is followed by as many that stay; these come together at the front.
    if (kept > 0 && count > 1) {
      this.checkResizable(operation);
      const { itemsize } = this;
      const from = this.view(low + 1, (count - 1) * kept).view({
        shape: [count - 1, kept],
        byteStrides: [(kept + 1) * itemsize, itemsize],
        byteOffset: (low + 1) * itemsize,
      });
      copy(from.shape, from, this.view(low, from.size).reshape(from.shape));
    }
    this.gap(operation, low + (count - 1) * kept, count, 0);
  }

  /** The value of an element, to be read once its place is checked. */
  protected item(place: number): PackedItem<D> {
    return this.live()[place] as PackedItem<D>;
  }

  /** @throws TypeError when it was disposed of. */
  protected checkAlive(): void {
    this.storage;
  }
}
