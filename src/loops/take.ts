/** The planner of elements at given places: byte offsets into a heap array, from and to packed operands. */
import { kernelArguments, memoryView, TILE } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import type { Operand } from './operand.js';

const TAKE = kernelNumber('takeRuns');
const PUT = kernelNumber('putRuns');
const POSITIONS = kernelNumber('positions');

/** The slot of an operand's scratch memory. */
const OFFSETS = 1;
const ITEMS = 0;

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

/** The flat positions, in C order, of what is true in a bool operand, as u32 to an address of the heap. */
export function truePositions(
  shape: readonly number[],
  total: number,
  mask: Operand,
  bool: ElementType,
  address: number,
): void {
  const walk = { offset: mask.byteOffset, strides: mask.byteStrides.slice() };
  const source = new Access(mask, bool, shape, walk, OFFSETS);
  let at = address;
  for (let start = 0; start < total; start += TILE) {
    const n = Math.min(TILE, total - start);
    table[POSITIONS](source.input(start, n), n, start, at, END);
    at = memoryView().getUint32(END, true);
  }
}
