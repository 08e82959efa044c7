/** Elements of the opposite byte order. */
import { kernelNumber } from '../wasm/kernels.js';
import { elementwise } from './elementwise.js';
import { nativeType, type Operand } from './operand.js';

const SWAP = kernelNumber('swapBytes');

/** Copies elements of 2, 4 or 8 bytes between operands of one type and any layout, reversing the bytes of each. */
export function copySwapped(shape: readonly number[], source: Operand, target: Operand): void {
  const type = nativeType(target);
  const loop = { kernel: SWAP, family: 'unary', code: target.itemsize, inputs: [type], outputs: [type] } as const;
  elementwise(loop, shape, [source], [target]);
}
