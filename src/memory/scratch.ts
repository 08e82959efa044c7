/**
 * Scratch memory at fixed addresses below the heap, for one call at a time: tiles, blocks of replicated scalars, and
 * descriptions of strided views. Kernels get its addresses as arguments and keep no state of their own.
 */
import { STATIC_END, wasmMemory } from '../wasm/kernels.js';

/** Elements in a tile: large enough that a transposed tile uses whole cache lines, small enough for the L2 cache. */
export const TILE = 16384;
/** Operands of one call, inputs and outputs. */
export const OPERANDS = 6;

const TILE_BYTES = TILE * 8;
const BLOCK_BYTES = 64;
const VIEW_BYTES = 2048;

const BLOCKS = STATIC_END;
const VIEWS = BLOCKS + OPERANDS * BLOCK_BYTES;
const ARGUMENTS = VIEWS + OPERANDS * VIEW_BYTES;
const PARTIALS = STATIC_END + 16384;
const TILES = PARTIALS + TILE_BYTES;

/** Bytes to keep free between the kernels' constants and the heap. */
export const SCRATCH_BYTES = 16384 + TILE_BYTES + 2 * OPERANDS * TILE_BYTES;

/** A 64-byte block for the scalar operand `i`. */
export function scalarBlock(i: number): number {
  return BLOCKS + i * BLOCK_BYTES;
}

/** Room for the description of operand `i` as a strided view: see assembly/layout/strided.ts. */
export function viewSpace(i: number): number {
  return VIEWS + i * VIEW_BYTES;
}

/** A tile for the elements of operand `i`, and a second one for them in another type. */
export function tile(i: number): number {
  return TILES + 2 * i * TILE_BYTES;
}
export function castTile(i: number): number {
  return TILES + (2 * i + 1) * TILE_BYTES;
}

/** Room for one tile of partial results of a reduction. */
export const partials = PARTIALS;

/** Room for a kernel's own arguments. */
export const kernelArguments = ARGUMENTS;

let words = new Uint32Array(wasmMemory.buffer);
let bytes = new Uint8Array(wasmMemory.buffer);
let dataView = new DataView(wasmMemory.buffer);

/** The memory as words, as bytes, and for single values; made anew when growth has detached the last view. */
export function memoryWords(): Uint32Array {
  if (words.byteLength === 0) words = new Uint32Array(wasmMemory.buffer);
  return words;
}
export function memoryBytes(): Uint8Array {
  if (bytes.byteLength === 0) bytes = new Uint8Array(wasmMemory.buffer);
  return bytes;
}
export function memoryView(): DataView {
  if (dataView.buffer !== wasmMemory.buffer) dataView = new DataView(wasmMemory.buffer);
  return dataView;
}
