/**
 * Scratch memory at fixed addresses below the heap, for one call at a time: tiles, blocks of replicated scalars, and
 * descriptions of strided views. Kernels get its addresses as arguments and keep no state of their own.
 */
import { STATIC_END, wasmMemory } from '../wasm/kernels.js';
import { CONSTANT_SPACE, recording, SCRATCH_SPACE } from '../wasm/program.js';

/** Elements in a tile: large enough that a transposed tile uses whole cache lines, small enough for the L2 cache. */
export const TILE = 16384;
/** Operands of one call, inputs and outputs. */
export const OPERANDS = 16;

const TILE_BYTES = TILE * 8;
const BLOCK_BYTES = 64;
const VIEW_BYTES = 2048;

/** Bytes before the tiles: blocks, descriptions and kernels' arguments. */
const HEAD_BYTES = 49152;
/** Bytes of scratch memory that fused expressions use, and those of their constants where the heap is full. */
const FUSED_BYTES = 131072;
export const FUSED_CONSTANT_BYTES = 4096;

const BLOCKS = STATIC_END;
const VIEWS = BLOCKS + OPERANDS * BLOCK_BYTES;
const ARGUMENTS = VIEWS + OPERANDS * VIEW_BYTES;
const PARTIALS = STATIC_END + HEAD_BYTES;
const FUSED = PARTIALS + TILE_BYTES;
const TILES = FUSED + FUSED_BYTES + FUSED_CONSTANT_BYTES;

/** Bytes to keep free between the kernels' constants and the heap; another thread has as many of its own. */
export const SCRATCH_BYTES = HEAD_BYTES + TILE_BYTES + FUSED_BYTES + FUSED_CONSTANT_BYTES + 2 * OPERANDS * TILE_BYTES;

/** Where the scratch memory of this thread begins. */
export const SCRATCH = STATIC_END;

/** An address in the scratch memory of whoever makes the call: this thread at once, or the one that runs a program. */
function own(address: number): number {
  return recording === null ? address : address - SCRATCH + SCRATCH_SPACE;
}

/** A 64-byte block for the scalar operand `i`. */
export function scalarBlock(i: number): number {
  return own(BLOCKS + i * BLOCK_BYTES);
}

/** A tile for the elements of operand `i`, and a second one for them in another type. */
export function tile(i: number): number {
  return own(TILES + 2 * i * TILE_BYTES);
}
export function castTile(i: number): number {
  return own(TILES + (2 * i + 1) * TILE_BYTES);
}

/** Room for one tile of partial results of a reduction. */
export function partials(): number {
  return own(PARTIALS);
}

/** Room for the description of operand `i` as a strided view: see assembly/layout/strided.ts. */
export function viewSpace(i: number): number {
  return own(VIEWS + i * VIEW_BYTES);
}

/** Writes what a description begins with, extents and strides, to the program or to the room; returns its address. */
export function describeView(i: number, shape: readonly number[], strides: readonly number[]): number {
  const ndim = shape.length;
  const at = recording === null ? viewSpace(i) : recording.reserve(viewBytes(ndim));
  const view = recording === null ? memoryView() : recording.constants;
  view.setUint32(at, ndim, true);
  for (let axis = 0; axis < ndim; axis++) {
    view.setUint32(at + 4 + 4 * axis, shape[axis], true);
    view.setInt32(at + 4 + 4 * (ndim + axis), strides[axis], true);
  }
  return recording === null ? at : at + CONSTANT_SPACE;
}

/** What the beginning of a description takes, in whole elements of any type. */
export function viewBytes(ndim: number): number {
  return 8 + 8 * ndim;
}

/** Writes one value for a kernel to read, to the first tile of operand `i`, and returns its address. */
export function storedScalar(
  i: number,
  setter: Extract<keyof DataView, `set${string}`>,
  value: number | bigint,
): number {
  const at = recording === null ? tile(i) : recording.reserve(8);
  const view = recording === null ? memoryView() : recording.constants;
  view[setter](at, value as never, true);
  return recording === null ? at : at + CONSTANT_SPACE;
}

/** What fused expressions keep between their stages: 128 KiB (SCRATCH_BYTES in src/fusion/compile.ts). */
export function fusedScratch(): number {
  return own(FUSED);
}
/** For the constants of a fused expression that has no room for them in the heap. */
export const fusedConstants = FUSED + FUSED_BYTES;

/** Room for a kernel's own arguments. */
export const kernelArguments = ARGUMENTS;

let words = new Uint32Array(wasmMemory.buffer);
let bytes = new Uint8Array(wasmMemory.buffer);
let dataView = new DataView(wasmMemory.buffer);

/**
 * The memory as words, as bytes, and for single values; made anew when it has grown or moved. Words are for scratch memory
 * only: a shared memory keeps its old views when it grows, and they end where they did.
 */
export function memoryWords(): Uint32Array {
  if (words.byteLength === 0) words = new Uint32Array(wasmMemory.buffer);
  return words;
}
export function memoryBytes(): Uint8Array {
  if (bytes.buffer !== wasmMemory.buffer) bytes = new Uint8Array(wasmMemory.buffer);
  return bytes;
}
export function memoryView(): DataView {
  if (dataView.buffer !== wasmMemory.buffer) dataView = new DataView(wasmMemory.buffer);
  return dataView;
}
