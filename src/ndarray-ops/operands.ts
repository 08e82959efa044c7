/** Scijs-like objects as operands: of the loops in JavaScript, and, where kernels can read them, of the planner. */
import { DTYPES, type DType, dtypeOfTypedArray } from '../array/dtype.js';
import { type Operand, reach } from '../loops/operand.js';
import { Storage } from '../memory/storage.js';
import { wasmMemory } from '../wasm/kernels.js';
import type { ScijsLike } from './types.js';

/** What {@link ScijsLike.data} is to a loop. */
export type Elements = { [position: number]: unknown } & Generic;
interface Generic {
  get(position: number): unknown;
  set(position: number, value: unknown): void;
}

/** Where an operand of a call has its elements. */
export interface Place {
  readonly data: Elements;
  readonly generic: boolean;
  readonly stride: readonly number[];
  readonly offset: number;
}

/** The place of an array, its data read once. */
export function placeOf(array: ScijsLike): Place {
  return {
    data: array.data as unknown as Elements,
    generic: array.dtype === 'generic',
    stride: array.stride,
    offset: array.offset | 0,
  };
}

/** One value for every position. */
export function constantPlace(value: unknown, ndim: number): Place {
  return { data: [value] as unknown as Elements, generic: false, stride: new Array<number>(ndim).fill(0), offset: 0 };
}

/** The axes, innermost in memory first: as the array says, or by its strides. */
export function orderOf({ shape, stride, order }: ScijsLike): readonly number[] {
  if (order !== undefined) return order;
  return shape.map((_, axis) => axis).sort((a, b) => Math.abs(stride[a]) - Math.abs(stride[b]) || b - a);
}

/** Whether writing one operand could change another before it is read: they share elements and are not the same view. */
export function overlaps(dest: Place, source: Place, shape: readonly number[]): boolean {
  const first = dest.data as unknown as Float64Array;
  const second = source.data as unknown as Float64Array;
  const views = ArrayBuffer.isView(first) && ArrayBuffer.isView(second);
  if (first !== second && !(views && first.buffer === second.buffer)) return false;
  const size = views ? first.BYTES_PER_ELEMENT : 1;
  const other = views ? second.BYTES_PER_ELEMENT : 1;
  const from = (views ? first.byteOffset : 0) + dest.offset * size;
  const to = (views ? second.byteOffset : 0) + source.offset * other;
  const same = from === to && size === other;
  if (same && shape.every((extent, axis) => extent === 1 || dest.stride[axis] === source.stride[axis])) return false;
  const [a, b] = reach(shape, dest.stride);
  const [c, d] = reach(shape, source.stride);
  return from + a * size < to + (d + 1) * other && to + c * other < from + (b + 1) * size;
}

/** A type of elements that kernels compute with: that of the bytes, and whether stores clamp. */
export interface Kind {
  readonly type: DType;
  readonly clamped: boolean;
  /** A number for each kind. */
  readonly id: number;
}

/** The kinds of the typed arrays of numbers, by their constructors. */
const KINDS = new Map<unknown, Kind>(
  [
    Uint8Array,
    Int8Array,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    Uint8ClampedArray,
  ].map((View, i) => [
    View,
    { type: dtypeOfTypedArray(new View(0))!, clamped: (View as unknown) === Uint8ClampedArray, id: i + 1 },
  ]),
);

/** The kind of an operand's elements, unless only JavaScript can compute with them: bigints and all outside of typed arrays. */
export function kindOf({ data, generic }: Place): Kind | undefined {
  if (generic || !ArrayBuffer.isView(data)) return undefined;
  const kind = KINDS.get(data.constructor);
  if (kind !== undefined) return kind;
  // A subclass, such as Node's Buffer, or a typed array of another realm.
  const name = Object.prototype.toString.call(data).slice(8, -1);
  for (const [View, known] of KINDS) if ((View as { name: string }).name === name) return known;
  return undefined;
}

/** An operand of kernels, and whether its elements lie packed in C order. */
export interface View extends Operand {
  readonly packed: boolean;
}

/**
 * The operand for the planner, without a copy: in contig's heap if its data is a view of that. Undefined where its
 * positions are not all inside of its data.
 *
 * @param beside Another view of the call. Views of one buffer are to have one storage.
 */
export function viewOf(place: Place, { type }: Kind, shape: readonly number[], beside?: Operand): View | undefined {
  const data = place.data as unknown as Float64Array;
  const { stride, offset } = place;
  const { code, itemsize } = DTYPES[type];
  const byteStrides = new Array<number>(shape.length);
  let low = offset;
  let high = offset;
  let packed = true;
  for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
    const extent = shape[axis];
    const own = stride[axis];
    if (!Number.isInteger(own)) return undefined;
    if (own < 0) low += (extent - 1) * own;
    else high += (extent - 1) * own;
    if (extent !== 1 && own !== step) packed = false;
    step *= extent;
    byteStrides[axis] = own * itemsize;
  }
  if (low < 0 || high >= data.length) return undefined;
  const { buffer } = data;
  let storage: Storage;
  if (buffer === (wasmMemory.buffer as ArrayBufferLike)) storage = Storage.heap;
  else if (beside !== undefined && beside.storage.host === buffer) storage = beside.storage;
  else storage = Storage.wrap(buffer, 0, buffer.byteLength);
  return { storage, byteOffset: data.byteOffset + offset * itemsize, byteStrides, code, itemsize, packed };
}
