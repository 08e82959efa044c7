/** Floats of 16 bits, which no array has: their bits are u16 elements, of any layout and byte order. */
import { kernelNumber } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { elementwise, type Loop } from './elementwise.js';
import { nativeType, type Operand } from './operand.js';

const READ = kernelNumber('readHalves');
const WRITE = kernelNumber('writeHalves');

function loop(kernel: number, input: ElementType, output: ElementType): Loop {
  return { kernel, family: 'unary', code: 0, inputs: [input], outputs: [output] };
}

/** The values of halves, given as u16 bits, to elements of type `f32` or, converted, of any other. */
export function readHalves(shape: readonly number[], bits: Operand, target: Operand, f32: ElementType): void {
  elementwise(loop(READ, nativeType(bits), f32), shape, [bits], [target]);
}

/** The halves nearest to values, infinities from 65520 on, to u16 bits. The values are taken as `f64`. */
export function writeHalves(shape: readonly number[], source: Operand, bits: Operand, f64: ElementType): void {
  elementwise(loop(WRITE, f64, nativeType(bits)), shape, [source], [bits]);
}
