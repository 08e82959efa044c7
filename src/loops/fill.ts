/** Values that are not read from an array: JS scalars as operands, and ramps. */
import { kernelArguments, memoryView, scalarBlock, TILE } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType, splat } from './access.js';
import type { Operand } from './operand.js';

const SLOT_BYTES = 16;
const RAMP = kernelNumber('ramp');

/** An element type whose values can be written singly. */
export interface ScalarType extends ElementType {
  readonly setter: Extract<keyof DataView, `set${string}`>;
}

/**
 * A JS scalar as an operand over any shape, valid until the end of the call it is made for.
 *
 * @param slot Its place among the scalars of the call.
 * @param value In the JS form of the type: a bigint for 64-bit integers.
 */
export function constant(slot: number, value: number | bigint | boolean, type: ScalarType, ndim: number): Operand {
  const byteOffset = (slot + 1) * SLOT_BYTES;
  const plain = typeof value === 'boolean' ? Number(value) : value;
  memoryView()[type.setter](kernelArguments + byteOffset, plain as never, true);
  const byteStrides = new Array<number>(ndim).fill(0);
  return { storage: Storage.scratch, byteOffset, byteStrides, code: type.code, itemsize: type.itemsize };
}

/** Replicates a constant over the scalar block of its slot; its address there. */
export function replicate(slot: number, { storage, byteOffset, itemsize }: Operand): number {
  const block = scalarBlock(slot);
  splat(itemsize, storage.ptr + byteOffset, block);
  return block;
}

/** Fills a packed operand with start + i * step: in f64 for floats, in 64-bit integers (given as bigints) for the others. */
export function ramp(target: Operand, total: number, start: number | bigint, step: number | bigint): void {
  const walk = { offset: target.byteOffset, strides: [target.itemsize] };
  const output = new Access(target, target, [total], walk, 0);
  for (let first = 0; first < total; first += TILE) {
    const count = Math.min(TILE, total - first);
    const view = memoryView();
    if (typeof start === 'bigint') {
      view.setBigInt64(kernelArguments, BigInt.asIntN(64, start), true);
      view.setBigInt64(kernelArguments + 8, BigInt.asIntN(64, BigInt(step)), true);
    } else {
      view.setFloat64(kernelArguments, start, true);
      view.setFloat64(kernelArguments + 8, Number(step), true);
    }
    table[RAMP](target.code, kernelArguments, output.output(first), first, count);
    output.commit(first, count);
  }
}
