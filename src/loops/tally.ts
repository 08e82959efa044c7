/** The planner of counts by position. */
import { TILE } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import type { Operand } from './operand.js';

const TALLY = kernelNumber('tally');
const TALLY_WEIGHTS = kernelNumber('tallyWeights');

/** Adds one, or its weight, to the 8-byte element of the heap at `address` that each position names. */
export function tallyAt(
  total: number,
  positions: Operand,
  index: ElementType,
  weights: Operand | undefined,
  weight: ElementType,
  address: number,
): void {
  const line = (operand: Operand, type: ElementType, slot: number) =>
    new Access(operand, type, [total], { offset: operand.byteOffset, strides: operand.byteStrides.slice() }, slot);
  const places = line(positions, index, 0);
  const values = weights && line(weights, weight, 1);
  for (let start = 0; start < total; start += TILE) {
    const n = Math.min(TILE, total - start);
    if (values) table[TALLY_WEIGHTS](places.input(start, n), values.input(start, n), n, address);
    else table[TALLY](places.input(start, n), n, address);
  }
}
