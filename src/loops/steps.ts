/**
 * Steps of binary kernels besides 0 and 1 (assembly/elementwise/loops.ts): over elements, and less than one an element,
 * where a value stands for a whole row.
 */
import { type KernelName, kernelNumber, kernels } from '../wasm/kernels.js';
import type { Access, ElementType } from './access.js';
import { isFloatCode } from './operand.js';

interface Loop {
  readonly kernel: number;
  readonly inputs: readonly ElementType[];
}

/** Operations that take hardly longer than reading and writing. These have vectors for all of their types, */
const SIMPLE: readonly KernelName[] = [
  ...(['add', 'subtract', 'multiply', 'divide', 'fmin', 'fmax', 'copysign', 'equal', 'notEqual'] as const),
  ...(['logicalAnd', 'logicalOr', 'logicalXor', 'bitwiseAnd', 'bitwiseOr', 'bitwiseXor'] as const),
];
/** these for all but integers of 64 bits, */
const ORDERED: readonly KernelName[] = ['minimum', 'maximum', 'less', 'lessEqual'];
/** and these for none. */
const SHIFTS: readonly KernelName[] = ['leftShift', 'rightShift'];

const simple = new Set(SIMPLE.map(kernelNumber));
const ordered = new Set(ORDERED.map(kernelNumber));
const cheap = new Set([...SIMPLE, ...ORDERED, ...SHIFTS].map(kernelNumber));

/** Whether the running build has vectors for an operation on two elements of one type. */
function hasLanes(kernel: number, { code, itemsize }: ElementType): boolean {
  if (kernels.build === 'scalar') return false;
  return simple.has(kernel) || (ordered.has(kernel) && (itemsize < 8 || isFloatCode(code)));
}

/** Strides of many cache lines are worth it only where no other axis shares the lines. */
const LONGEST_STRIDE = 64;

/**
 * Whether a kernel is to read every so-many-th element of an operand itself. Bytes and words, and every second element of
 * four bytes, are gathered by vectors, which is faster.
 */
export function isWorthStepping({ kernel }: Loop, stride: number, itemsize: number, alone: boolean): boolean {
  const far = Math.abs(stride);
  if (!cheap.has(kernel) || stride % itemsize !== 0) return false;
  return (itemsize === 8 || (itemsize === 4 && far > 8)) && (alone || far <= LONGEST_STRIDE);
}

/**
 * Which input of a binary operation over a matrix is packed and has one value for each row, while the other operands are
 * packed matrices; -1 for none. Accesses are inputs first.
 */
export function columnOf({ kernel, inputs }: Loop, accesses: readonly Access[]): number {
  const [type, other] = inputs;
  if (inputs.length !== 2 || type.code !== other.code || !hasLanes(kernel, type) || !accesses[2].linear) return -1;
  for (let i = 0; i < 2; i++) {
    const { strides } = accesses[i].walk;
    if (strides[1] === 0 && strides[0] === type.itemsize && accesses[1 - i].linear) return i;
  }
  return -1;
}

/** The step of an input of which each value stands for `length` elements, for operations with vectors. */
export function repeating(length: number): number {
  return 0x40000000 + length;
}
