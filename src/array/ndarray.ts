/**
 * The n-dimensional array: a typed, strided view of a storage. This file holds what an array is and the ways to look at
 * it; arithmetic, reductions and the rest are methods too, installed from the tables in src/api.
 */
import { copy } from '../loops/elementwise.js';
import { nativeCode, SWAPPED } from '../loops/operand.js';
import { enlist } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { wasmMemory } from '../wasm/kernels.js';
import {
  type Canonical,
  DTYPES,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  dtype,
  type Scalar,
  type TypedArrayOf,
} from './dtype.js';
import { type Exchange, exchange, exchangeName } from './exchange.js';
import { formatArray, formatRepr, type Printable, type PrintOptions } from './format.js';
import {
  broadcastStrides,
  checkShape,
  isPacked,
  normalizeAxes,
  normalizeAxis,
  packedStrides,
  type Shape,
  showShape,
  sizeOf,
} from './layout.js';
import { type Index, reshapeStrides, select, type View } from './slice.js';

/** Nested JS arrays of an array's elements, as deep as the array has dimensions. */
export type Nested<T> = T | Nested<T>[];

/**
 * An n-dimensional array of one element type over packed memory.
 *
 * Arrays come from `zeros`, `array`, `arange` and their like, and from operations. An array and its views share memory,
 * as in NumPy. Memory is freed when the array is garbage-collected, or at once by {@link NDArray.dispose}, `using` or
 * `scope()`.
 */
export class NDArray<D extends DType = DType> {
  /** Its name in messages, which minifiers do not change. */
  static readonly name = 'NDArray';

  /** The element type by its short name. */
  readonly dtype: D;
  /** The extent of each axis. */
  readonly shape: Shape;
  /** The number of elements. */
  readonly size: number;
  /** Bytes of one element. */
  readonly itemsize: number;
  /** Whether elements may be written; broadcast views are read-only. */
  readonly writeable: boolean;
  /** Whether the elements lie packed in C order, at multiples of their size and in this machine's byte order. */
  readonly packed: boolean;
  // These and `storage` make an array an operand of the planner (src/loops/operand.ts).
  /** @internal */
  readonly code: number;
  /** @internal */
  readonly byteStrides: readonly number[];
  /** @internal */
  readonly byteOffset: number;
  private owned: Storage | null;

  /** @internal Use the creation functions. */
  constructor(
    info: DTypeInfo,
    shape: Shape,
    size: number,
    byteStrides: readonly number[],
    byteOffset: number,
    storage: Storage,
    packed: boolean,
    writeable: boolean,
    code: number = info.code,
  ) {
    this.dtype = info.name as D;
    this.code = code;
    this.itemsize = info.itemsize;
    this.shape = shape;
    this.size = size;
    this.byteStrides = byteStrides;
    this.byteOffset = byteOffset;
    this.owned = storage;
    this.packed = packed;
    this.writeable = writeable;
    storage.references++;
    enlist(this);
  }

  /** @internal A fresh packed array; its elements are whatever the memory held. */
  static allocate<D extends DType>(name: D, shape: Shape, strides?: readonly number[]): NDArray<D> {
    const info = DTYPES[name];
    const size = sizeOf(shape);
    const byteStrides = strides ?? packedStrides(shape, info.itemsize);
    const storage = Storage.allocate(size * info.itemsize);
    return new NDArray<D>(
      info,
      shape,
      size,
      byteStrides,
      0,
      storage,
      strides === undefined || isPacked(shape, strides, info.itemsize),
      true,
    );
  }

  /** @internal The same in the shape of a packed array, whose lists it shares. */
  static allocateLike(info: DTypeInfo, like: NDArray): NDArray {
    const { shape, size } = like;
    const strides = info.itemsize === like.itemsize ? like.byteStrides : packedStrides(shape, info.itemsize);
    return new NDArray(info, shape, size, strides, 0, Storage.allocate(size * info.itemsize), true, true);
  }

  /** @internal Elements at any bytes of a storage, in either byte order. */
  static over<D extends DType>(
    storage: Storage,
    name: D,
    { shape, byteStrides, byteOffset }: View,
    swapped = false,
    writeable = true,
  ): NDArray<D> {
    const info = DTYPES[name];
    const { itemsize } = info;
    const code = swapped && itemsize > 1 ? info.code | SWAPPED : info.code;
    const atItems = storage.ptr % itemsize === 0 && byteOffset % itemsize === 0;
    const packed = code === info.code && atItems && isPacked(shape, byteStrides, itemsize);
    return new NDArray<D>(info, shape, sizeOf(shape), byteStrides, byteOffset, storage, packed, writeable, code);
  }

  /** @internal Another look at the same storage. */
  view<E extends DType = D>(view: View, writeable = this.writeable): NDArray<E> {
    return NDArray.over(this.storage, this.dtype, view, !this.native, writeable) as NDArray as NDArray<E>;
  }

  /** Whether the elements are in this machine's byte order; fields of records may be in the other. */
  get native(): boolean {
    return this.code === nativeCode(this.code);
  }

  /** Whether every element lies at a multiple of its size; fields of packed records may lie elsewhere. */
  get aligned(): boolean {
    const { itemsize, byteStrides, storage, shape } = this;
    if (storage.ptr % itemsize !== 0 || this.byteOffset % itemsize !== 0) return false;
    return byteStrides.every((stride, axis) => stride % itemsize === 0 || shape[axis] === 1);
  }

  /** @internal */
  get storage(): Storage {
    if (this.owned === null) {
      throw new TypeError(
        `This array of shape ${showShape(this.shape)} was disposed; use it before dispose() or its scope ends.`,
      );
    }
    return this.owned;
  }

  /** The number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Bytes of all elements. */
  get nbytes(): number {
    return this.size * this.itemsize;
  }

  /** The step along each axis, in elements of {@link NDArray.data}; fractions where the array is not aligned. */
  get strides(): number[] {
    return this.byteStrides.map((stride) => stride / this.itemsize);
  }

  /** The place of the first element in {@link NDArray.data}. */
  get offset(): number {
    return this.byteOffset / this.itemsize;
  }

  /**
   * The memory of the array and its views as a typed array, not a copy: element (i, j, ...) is
   * `data[offset + i * strides[0] + j * strides[1] + ...]`. Read it anew after making arrays: when the heap grows, typed
   * arrays taken earlier are detached.
   *
   * @throws TypeError when the elements are not aligned or not native, as in some fields of records: no typed array
   *   reads those.
   */
  get data(): TypedArrayOf<D> {
    if (!this.packed && !(this.native && this.aligned)) {
      throw new TypeError(
        `data: these ${this.dtype} elements lie ${this.native ? 'between the places' : 'in the opposite byte order of those'} ` +
          'that a typed array reads; use copy().data.',
      );
    }
    return this.storage.view(DTYPES[this.dtype].view as never) as TypedArrayOf<D>;
  }

  /**
   * The array's memory for other libraries, by the exchange protocol (docs/exchange.md): not a copy. It is valid until
   * the array is disposed of; a buffer of the heap until that grows, after which `memory.buffer` is the new one.
   */
  [exchange](): Exchange {
    const { storage, byteOffset, shape, byteStrides, dtype: name, native, writeable } = this;
    return {
      version: 1,
      buffer: storage.host ?? wasmMemory.buffer,
      byteOffset: storage.ptr + byteOffset,
      shape: shape.slice(),
      strides: byteStrides.slice(),
      dtype: exchangeName(name, native),
      readonly: !writeable,
      memory: storage.host === null ? wasmMemory : null,
      owner: storage,
    };
  }

  /** The array with its axes in reverse order: a view. */
  get T(): NDArray<D> {
    return this.transpose();
  }

  /** @internal The view that an index selects, 0-d for a single element. */
  pick(operation: string, index: readonly Index[]): NDArray<D> {
    return this.view(select(operation, index, this.shape, this.byteStrides, this.byteOffset));
  }

  /**
   * One element as a JS value: of an array of one element, by its flat position, or by an index for each axis.
   *
   * @throws RangeError when the position does not exist or the array has several elements and none is given.
   */
  item(...index: number[]): Scalar<D> {
    let full: number[] = index;
    if (index.length === 0) {
      if (this.size !== 1) {
        throw new RangeError(
          `item: the array has ${this.size} elements, shape ${showShape(this.shape)}; say which one.`,
        );
      }
      full = this.shape.map(() => 0);
    } else if (index.length === 1 && this.ndim !== 1) {
      let flat = index[0];
      if (!Number.isInteger(flat) || flat < -this.size || flat >= this.size) {
        throw new RangeError(`item: position ${flat} is out of bounds for an array of ${this.size} elements.`);
      }
      if (flat < 0) flat += this.size;
      full = new Array<number>(this.ndim);
      for (let axis = this.ndim - 1; axis >= 0; axis--) {
        full[axis] = flat % this.shape[axis];
        flat = Math.floor(flat / this.shape[axis]);
      }
    } else if (index.length !== this.ndim) {
      throw new RangeError(`item: ${index.length} indices for shape ${showShape(this.shape)}.`);
    }
    return this.element(select('item', full, this.shape, this.byteStrides, this.byteOffset).byteOffset);
  }

  /** @internal The element at a byte offset. */
  element(byteOffset: number): Scalar<D> {
    return this.reader()(byteOffset);
  }

  /** What reads single elements by their byte offsets, until the heap grows. */
  private reader(): (byteOffset: number) => Scalar<D> {
    const { itemsize, native, dtype: name } = this;
    if (!this.packed && !(native && this.aligned)) {
      const view = this.storage.dataView();
      const { getter } = DTYPES[name];
      return (byteOffset) => view[getter](byteOffset, native) as Scalar<D>;
    }
    const { data } = this;
    if (name === 'bool') return (byteOffset) => (data[byteOffset] !== 0) as Scalar<D>;
    return (byteOffset) => data[byteOffset / itemsize] as Scalar<D>;
  }

  /** The elements in nested JS arrays; of a 0-d array the element itself. 64-bit integers come as bigints. */
  toArray(): Nested<Scalar<D>> {
    const { data, offset } = this.packed ? this : this.copy();
    const flat: Scalar<D>[] = Array.from(data.subarray(offset, offset + this.size) as never);
    const values = this.dtype === 'bool' ? (flat.map(Boolean) as Scalar<D>[]) : flat;
    let level: Nested<Scalar<D>>[] = values;
    for (let axis = this.ndim - 1; axis > 0; axis--) {
      const extent = this.shape[axis];
      const groups = sizeOf(this.shape.slice(0, axis));
      const rows: Nested<Scalar<D>>[] = new Array(groups);
      for (let i = 0; i < groups; i++) rows[i] = level.slice(i * extent, (i + 1) * extent);
      level = rows;
    }
    return this.ndim === 0 ? level[0] : level;
  }

  /** The elements for JSON: nested arrays; 64-bit integers as numbers, or as strings where a number would round them. */
  toJSON(): unknown {
    const plain = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value !== 'bigint') return value;
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    };
    return plain(this.toArray());
  }

  /** Over the first axis: elements of a 1-d array, views of others. */
  *[Symbol.iterator](): IterableIterator<Scalar<D> | NDArray<D>> {
    if (this.ndim === 0) throw new TypeError('A 0-d array cannot be iterated over; item() gives its element.');
    for (let i = 0; i < this.shape[0]; i++) yield this.ndim === 1 ? this.item(i) : this.pick('iteration', [i]);
  }

  /**
   * The same elements in another shape, in C order. One extent may be -1: what the others leave.
   *
   * @returns A view where the layout allows it, a copy otherwise.
   * @throws RangeError when the sizes differ.
   */
  reshape(...shape: number[] | [readonly number[]]): NDArray<D> {
    // The list of the arguments is fresh; a caller's own is copied.
    const next = typeof shape[0] === 'object' ? Array.from(shape[0]) : (shape as number[]);
    this.completeShape(next);
    if (this.packed) {
      const { dtype: name, byteOffset, storage, itemsize, writeable, size } = this;
      return new NDArray<D>(
        DTYPES[name],
        next,
        size,
        packedStrides(next, itemsize),
        byteOffset,
        storage,
        true,
        writeable,
      );
    }
    const byteStrides =
      this.size === 0
        ? packedStrides(next, this.itemsize)
        : reshapeStrides(this.shape, this.byteStrides, next, this.itemsize);
    if (byteStrides === null) return this.copy().reshape(next);
    return this.view({ shape: next, byteStrides, byteOffset: this.byteOffset });
  }

  /** Checks a shape for reshape, and replaces its -1. */
  private completeShape(next: number[]): void {
    let size = 1;
    let unknown = -1;
    let plain = next.length <= 64;
    for (let axis = 0; axis < next.length; axis++) {
      const extent = next[axis];
      if (extent === -1 && unknown < 0) unknown = axis;
      else if (Number.isInteger(extent) && extent >= 0) size *= extent;
      else plain = false;
    }
    const asked = unknown < 0 ? next : next.slice();
    if (!plain || size > this.size) {
      checkShape('reshape', unknown < 0 ? next : next.map((extent, axis) => (axis === unknown ? 1 : extent)));
    }
    if (unknown >= 0) {
      next[unknown] = this.size / size;
      if (size > 0 && Number.isInteger(next[unknown])) return;
    } else if (size === this.size) return;
    throw new RangeError(
      `reshape: an array of ${this.size} elements, shape ${showShape(this.shape)}, does not fill shape ${showShape(asked)}.`,
    );
  }

  /** All elements in one axis, in C order: a view of a packed array, a packed copy otherwise. */
  ravel(): NDArray<D> {
    return (this.packed ? this : this.copy()).reshape(this.size);
  }

  /** All elements in one axis: always a copy. */
  flatten(): NDArray<D> {
    return this.copy().reshape(this.size);
  }

  /**
   * The axes in another order, reversed when none is given: a view.
   *
   * @throws RangeError when the axes are not a permutation.
   */
  transpose(...axes: number[] | [readonly number[]]): NDArray<D> {
    const given = (typeof axes[0] === 'object' ? axes[0] : axes) as readonly number[];
    const order = axes.length === 0 ? this.shape.map((_, axis) => this.ndim - 1 - axis) : given;
    return this.permute('transpose', order);
  }

  /** The axes in the given order: a view. */
  permuteDims(axes: readonly number[]): NDArray<D> {
    return this.permute('permuteDims', axes);
  }

  private permute(operation: string, axes: readonly number[]): NDArray<D> {
    const order = normalizeAxes(operation, axes, this.ndim);
    if (order.length !== this.ndim) {
      throw new RangeError(
        `${operation}: ${JSON.stringify(axes)} names ${order.length} of ${this.ndim} axes; name each once.`,
      );
    }
    return this.view({
      shape: order.map((axis) => this.shape[axis]),
      byteStrides: order.map((axis) => this.byteStrides[axis]),
      byteOffset: this.byteOffset,
    });
  }

  /** Two axes exchanged: a view. */
  swapaxes(axis1: number, axis2: number): NDArray<D> {
    const a = normalizeAxis('swapaxes', axis1, this.ndim);
    const b = normalizeAxis('swapaxes', axis2, this.ndim);
    const order = this.shape.map((_, axis) => axis);
    order[a] = b;
    order[b] = a;
    return this.permuteDims(order);
  }

  /** Axes moved to other places, the others staying in order: a view. */
  moveaxis(source: number | readonly number[], destination: number | readonly number[]): NDArray<D> {
    const from = normalizeAxes('moveaxis', source, this.ndim);
    const to = normalizeAxes('moveaxis', destination, this.ndim);
    if (from.length !== to.length) {
      throw new RangeError(
        `moveaxis: ${from.length} source and ${to.length} destination axes; their number must be the same.`,
      );
    }
    const order = this.shape.map((_, axis) => axis).filter((axis) => !from.includes(axis));
    for (const [place, axis] of to.map((place, i) => [place, from[i]]).sort(([a], [b]) => a - b))
      order.splice(place, 0, axis);
    return this.permuteDims(order);
  }

  /**
   * Without axes of one element, or without the named ones: a view.
   *
   * @throws RangeError when a named axis has more than one element.
   */
  squeeze(axis?: number | readonly number[] | null): NDArray<D> {
    const drop =
      axis === undefined || axis === null
        ? this.shape.flatMap((extent, i) => (extent === 1 ? [i] : []))
        : normalizeAxes('squeeze', axis, this.ndim);
    for (const i of drop) {
      if (this.shape[i] !== 1) {
        throw new RangeError(
          `squeeze: axis ${i} of shape ${showShape(this.shape)} has ${this.shape[i]} elements, not 1.`,
        );
      }
    }
    const rest = <T>(list: readonly T[]) => list.filter((_, i) => !drop.includes(i));
    return this.view({ shape: rest(this.shape), byteStrides: rest(this.byteStrides), byteOffset: this.byteOffset });
  }

  /** With new axes of one element at the given places of the result: a view. */
  expandDims(axis: number | readonly number[]): NDArray<D> {
    const count = typeof axis === 'number' ? 1 : axis.length;
    const places = normalizeAxes('expandDims', axis, this.ndim + count).sort((a, b) => a - b);
    const shape = this.shape.slice();
    const byteStrides = this.byteStrides.slice();
    for (const place of places) {
      shape.splice(place, 0, 1);
      byteStrides.splice(place, 0, 0);
    }
    return this.view({ shape, byteStrides, byteOffset: this.byteOffset });
  }

  /**
   * Repeated to a larger shape without copying: a read-only view.
   *
   * @throws RangeError when the shape does not broadcast to the given one.
   */
  broadcastTo(shape: number | readonly number[]): NDArray<D> {
    const to = checkShape('broadcastTo', shape);
    const lead = to.length - this.ndim;
    if (lead < 0 || this.shape.some((extent, axis) => extent !== 1 && extent !== to[axis + lead])) {
      throw new RangeError(`broadcastTo: shape ${showShape(this.shape)} does not broadcast to ${showShape(to)}.`);
    }
    const byteStrides = broadcastStrides(this.shape, this.byteStrides, to);
    return this.view({ shape: to, byteStrides: byteStrides.slice(), byteOffset: this.byteOffset }, false);
  }

  /**
   * The elements converted to another type, as C converts them: floats lose their fraction, integers wrap.
   *
   * @returns A packed copy; with `{ copy: false }` the array itself when it has the type already.
   */
  astype<L extends DTypeLike>(type: L, options: { copy?: boolean } = {}): NDArray<Canonical<L>> {
    const name: DType = dtype(type);
    if (options.copy === false && name === this.dtype) return this as unknown as NDArray<Canonical<L>>;
    const result = NDArray.allocate(name, this.shape);
    copy(this.shape, this, result);
    return result as unknown as NDArray<Canonical<L>>;
  }

  /** A packed copy in C order. */
  copy(): NDArray<D> {
    return this.astype(this.dtype) as unknown as NDArray<D>;
  }

  /** The array as NumPy's `str` prints it; options as NumPy's print options. */
  toString(options?: PrintOptions): string {
    return formatArray(this.printable(), options);
  }

  /** The array as NumPy's `repr` prints it, with the type where it is not a default. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    if (this.owned === null) return `NDArray(disposed, shape=${showShape(this.shape)}, dtype=${this.dtype})`;
    return formatRepr(this.printable());
  }

  /** @internal What printing needs of the array. */
  printable(): Printable {
    const { byteOffset, byteStrides } = this;
    const read = this.reader();
    return {
      shape: this.shape,
      dtype: this.dtype,
      element: (index: readonly number[]) => {
        let at = byteOffset;
        for (let axis = 0; axis < index.length; axis++) at += index[axis] * byteStrides[axis];
        return read(at);
      },
    };
  }

  /** The element of an array of one element, so that `a + 1` works on it in JS; otherwise the array. */
  valueOf(): unknown {
    return this.size === 1 ? this.item() : this;
  }

  /** Frees the memory now, unless another array or view uses it. The array is unusable after that. */
  dispose(): void {
    if (this.owned === null) return;
    this.owned.release();
    this.owned = null;
  }

  /** The same as {@link NDArray.dispose}, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}
