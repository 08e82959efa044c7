/**
 * About how long work takes one thread, in nanoseconds for an element: enough to tell what is worth sharing. Measured
 * on one machine at 3 GHz, of 10^6 elements in its caches.
 */
import { type KernelName, kernelNumber } from '../wasm/kernels.js';
import type { ElementType } from './access.js';

/** For a byte read or written in order. */
const BYTE = 0.012;
/** For an element gathered or scattered, or copied byte-wise. */
const STAGED = 0.5;

const COSTS: readonly [number, readonly KernelName[]][] = [
  [1, ['exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'tanh', 'sinh', 'cosh']],
  [1, ['arcsin', 'arccos', 'arctan', 'arcsinh', 'arccosh', 'arctanh', 'cbrt', 'hypot', 'arctan2', 'i0']],
  [3, ['power', 'logaddexp', 'logaddexp2', 'integerPower', 'fmod', 'remainder', 'floorDivide', 'divmod']],
  [3, ['gcd', 'lcm', 'frexp', 'modf', 'ldexp', 'nextafter', 'spacing']],
];

const byKernel = new Map<number, number>(
  COSTS.flatMap(([cost, names]) => names.map((name): [number, number] => [kernelNumber(name), cost])),
);

/** What an operation costs besides reading and writing, where its result stays in a register. */
const REGISTER = 0.03;

/** An element of a fused expression of these kernels. */
export function fusedCost(kernels: readonly string[]): number {
  let cost = 0;
  for (const name of kernels) cost += byKernel.get(kernelNumber(name as KernelName)) ?? REGISTER;
  return cost;
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
  let cost = own ?? byKernel.get(kernel) ?? 0;
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
