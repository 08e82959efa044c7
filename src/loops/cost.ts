/**
 * About how long work takes one thread, in nanoseconds for an element: enough to tell what is worth sharing. Measured
 * on one machine at 3 GHz, of 10^6 elements in its caches.
 */
import { type KernelName, kernelNumber } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { isFloatCode } from './operand.js';

/** For a byte read or written in order. */
const BYTE = 0.012;
/** For an element gathered or scattered, or copied byte-wise. */
const STAGED = 0.5;

const COSTS: readonly [number, readonly KernelName[]][] = [
  [1, ['exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'tanh', 'sinh', 'cosh']],
  [1, ['arcsin', 'arccos', 'arctan', 'arcsinh', 'arccosh', 'arctanh', 'cbrt', 'hypot', 'arctan2', 'i0']],
  [3, ['power', 'logaddexp', 'logaddexp2', 'integerPower', 'fmod', 'divmod']],
  [3, ['gcd', 'lcm', 'frexp', 'modf', 'ldexp', 'nextafter', 'spacing']],
];

/** Division rounded down: in vectors up to 32 bits, one by one for longer integers and for floats. */
const DIVISIONS: readonly KernelName[] = ['remainder', 'floorDivide'];
const SHORT_DIVISION = 0.4;
const LONG_DIVISION = 3;
const divisions = new Set<number>(DIVISIONS.map((name) => kernelNumber(name)));

const byKernel = new Map<number, number>(
  COSTS.flatMap(([cost, names]) => names.map((name): [number, number] => [kernelNumber(name), cost])),
);

/** What an operation costs besides reading and writing, where its result stays in a register. */
const REGISTER = 0.03;

/** An element of a fused expression of these kernels. */
export function fusedCost(kernels: readonly string[]): number {
  let cost = 0;
  for (const name of kernels) {
    const kernel = kernelNumber(name as KernelName);
    cost += divisions.has(kernel) ? LONG_DIVISION : (byKernel.get(kernel) ?? REGISTER);
  }
  return cost;
}

function divisionOf({ code, itemsize }: ElementType): number {
  return itemsize <= 4 && !isFloatCode(code) ? SHORT_DIVISION : LONG_DIVISION;
}

interface Loop {
  readonly kernel: number;
  /** Nanoseconds besides reading and writing, where they are known better. */
  readonly cost?: number;
  readonly inputs: readonly ElementType[];
  readonly outputs: readonly ElementType[];
}

/** An element of a loop of which so many operands are brought to tiles or back. */
export function costOf({ kernel, cost: own, inputs, outputs }: Loop, staged: number): number {
  let cost = own ?? (divisions.has(kernel) ? divisionOf(inputs[0]) : (byKernel.get(kernel) ?? 0));
  for (const { itemsize } of inputs) cost += BYTE * itemsize;
  for (const { itemsize } of outputs) cost += BYTE * itemsize;
  return cost + STAGED * staged;
}

export function copyCost(itemsize: number, staged: boolean): number {
  return 2 * BYTE * itemsize + (staged ? STAGED : 0);
}

export function foldCost(itemsize: number, inPlace: boolean): number {
  return BYTE * itemsize + (inPlace ? 0 : STAGED);
}

export function scanCost(itemsize: number): number {
  return 0.5 + BYTE * itemsize;
}
