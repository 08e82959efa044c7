/**
 * Room in the heap for the operands of one call that are packed, few and elsewhere: copying them at once costs less than
 * the planner's tiles, which are made for many.
 */
import { DTYPES } from '../array/dtype.js';
import { extentOf } from '../loops/elementwise.js';
import { copyIn, copyOut } from '../memory/host.js';
import { Storage } from '../memory/storage.js';
import { wasmMemory } from '../wasm/kernels.js';
import type { Kind, Place, View } from './operands.js';

/** Bytes for each operand. */
const BYTES = 65536;
const OPERANDS = 3;

let room: Storage | undefined;
/** The room of each operand as typed arrays of each kind. */
let views: Float64Array[] = [];

/** Whether operands of so many bytes are staged here. */
export function fits(bytes: number): boolean {
  if (bytes > BYTES) return false;
  if (room === undefined) room = Storage.allocate(BYTES * OPERANDS).retain();
  return room.host === null;
}

/** The address of operand \`slot\` where it is to be read and written: its own in the heap, or its room. */
export function addressOf(slot: number, { storage, byteOffset }: View): number {
  return storage.host === null ? byteOffset : room!.ptr + slot * BYTES;
}

function viewOf(slot: number, { type, id }: Kind): Float64Array {
  const at = slot * 16 + id;
  const known = views[at];
  if (known !== undefined && known.buffer === wasmMemory.buffer) return known;
  if (known !== undefined) views = [];
  const { view, itemsize } = DTYPES[type];
  const made = new view(wasmMemory.buffer, room!.ptr + slot * BYTES, BYTES / itemsize) as unknown as Float64Array;
  views[at] = made;
  return made;
}

/** Copies \`size\` packed elements to the room of operand \`slot\`. */
export function bring(slot: number, { data, offset }: Place, kind: Kind, size: number): void {
  const source = data as unknown as Float64Array;
  viewOf(slot, kind).set(source.length === size ? source : source.subarray(offset, offset + size));
}

/** Copies what was written to the room of operand \`slot\` to where it belongs. */
export function take(slot: number, { data, offset }: Place, kind: Kind, size: number): void {
  (data as unknown as Float64Array).set(viewOf(slot, kind).subarray(0, size), offset);
}

/**
 * A strided operand of a host buffer as one in the heap, over a copy of the bytes between its first element and its last;
 * kernels walk that in any order, which JavaScript does slowly. The operand itself where it is packed, in the heap, or where
 * most of the bytes are not its own. Free the copy with {@link leave}.
 */
export function settle(view: View, shape: readonly number[], size: number): View {
  if (view.packed || view.storage.host === null) return view;
  const [low, high] = extentOf(view, shape);
  if (high - low > 2 * size * view.itemsize) return view;
  const storage = Storage.allocate(high - low).retain();
  if (storage.host === null) {
    copyIn(view.storage, low, storage.ptr, high - low);
    return { ...view, storage, byteOffset: view.byteOffset - low };
  }
  storage.release();
  return view;
}

/** Frees what was settled, after copying it back where it was written. */
export function leave(settled: View, view: View, shape: readonly number[], written: boolean): void {
  if (settled === view) return;
  const [low, high] = extentOf(view, shape);
  if (written) copyOut(settled.storage.ptr, view.storage, low, high - low);
  settled.storage.release();
}
