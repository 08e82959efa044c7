/** The planner of elements at given places: byte offsets into a heap array, from and to packed operands. */
import { castTile, kernelArguments, memoryView, TILE } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import type { Operand } from './operand.js';
import { countOf } from './space.js';

const TAKE = kernelNumber('takeRuns');
const PUT = kernelNumber('putRuns');
const POSITIONS = kernelNumber('positions');
const COMPRESS = kernelNumber('compressItems');
const INDEX_OFFSETS = kernelNumber('indexOffsets');

/** The slot of an operand's scratch memory. */
const OFFSETS = 1;
const ITEMS = 0;
/** Offsets made of indices; an output of the same type needs no second tile. */
const PLACES = castTile(ITEMS);

/** A packed operand as one axis. */
function line(operand: Operand, type: ElementType, count: number, slot: number): Access {
  return new Access(operand, type, [count], { offset: operand.byteOffset, strides: [operand.itemsize] }, slot);
}

/**
 * Copies runs of `run` elements, at most a tile, at `count` offsets from an address of the heap to a packed operand of the same type.
 *
 * @param offsets Packed u32.
 */
export function takeAt(base: number, offsets: Operand, count: number, run: number, out: Operand): void {
  const places = line(offsets, offsets, count, OFFSETS);
  const items = line(out, out, count * run, ITEMS);
  const each = Math.max(1, Math.floor(TILE / run));
  for (let start = 0; start < count; start += each) {
    const n = Math.min(each, count - start);
    table[TAKE](run * out.itemsize, base, places.input(start, n), n, items.output(start * run));
    items.commit(start * run, n * run);
  }
}

/** Writes the elements of an operand, over any shape of `count` elements, to as many offsets from an address of the heap. */
export function putAt(
  base: number,
  type: ElementType,
  offsets: Operand,
  shape: readonly number[],
  count: number,
  values: Operand,
): void {
  const places = line(offsets, offsets, count, OFFSETS);
  const walk = { offset: values.byteOffset, strides: values.byteStrides.slice() };
  const source = new Access(values, type, shape, walk, ITEMS);
  for (let start = 0; start < count; start += TILE) {
    const n = Math.min(TILE, count - start);
    table[PUT](type.itemsize, base, places.input(start, n), n, source.input(start, n));
  }
}

const END = kernelArguments + 64;

/**
 * Copies the runs of `run` elements, at most a tile, that indices of the first axis select to a packed operand of the same type.
 *
 * @param base The address of the first element; the axis has `extent` of them, `stride` bytes apart.
 * @param indices Integers of any type and layout, over `shape`; negative ones count from the end.
 * @returns False when an index is out of bounds; `out` is then undefined.
 */
export function takeIndexed(
  base: number,
  extent: number,
  stride: number,
  run: number,
  indices: Operand,
  shape: readonly number[],
  i64: ElementType,
  out: Operand,
): boolean {
  const walk = { offset: indices.byteOffset, strides: indices.byteStrides.slice() };
  const source = new Access(indices, i64, shape, walk, OFFSETS);
  const count = countOf(shape);
  const items = line(out, out, count * run, ITEMS);
  const each = Math.max(1, Math.floor(TILE / run));
  memoryView().setUint32(END, 0, true);
  for (let start = 0; start < count; start += each) {
    const n = Math.min(each, count - start);
    table[INDEX_OFFSETS](source.input(start, n), n, extent, stride, PLACES, END);
    table[TAKE](run * out.itemsize, base, PLACES, n, items.output(start * run));
    items.commit(start * run, n * run);
  }
  return memoryView().getUint32(END, true) === 0;
}

/** Copies the `count` elements of packed memory whose bools are true; all three are addresses of the heap. */
export function takeTrue(itemsize: number, mask: number, source: number, target: number, count: number): void {
  table[COMPRESS](itemsize, mask, source, target, target + count * itemsize);
}

/** The flat positions, in C order, of the `count` bools that are true in an operand, as i64 to an address of the heap. */
export function truePositions(
  shape: readonly number[],
  total: number,
  mask: Operand,
  bool: ElementType,
  address: number,
  count: number,
): void {
  const walk = { offset: mask.byteOffset, strides: mask.byteStrides.slice() };
  const source = new Access(mask, bool, shape, walk, OFFSETS);
  const limit = address + 8 * count;
  let at = address;
  for (let start = 0; start < total; start += TILE) {
    const n = Math.min(TILE, total - start);
    table[POSITIONS](source.input(start, n), n, start, at, limit, END);
    at = memoryView().getUint32(END, true);
  }
}
