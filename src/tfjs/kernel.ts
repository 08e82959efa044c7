/** What a kernel is here: a function from arrays to arrays, for those inputs that it takes. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { NDArray } from '../array/ndarray.js';
import { type ContigBackend, within } from './backend.js';

/** One array, several, or undefined from a kernel that leaves these inputs to the cpu back end's. */
export type Results = NDArray | NDArray[] | undefined;

/**
 * A kernel on arrays: its inputs by name, or by number where it takes a list, and its attributes. Results may be views of
 * inputs: those are copied.
 */
// biome-ignore lint/suspicious/noExplicitAny: each kernel has attributes of its own, which tfjs-core does not tell apart
export type ArrayKernel = (inputs: any, attrs: any) => Results;

/** Kernels by their names in tfjs-core. */
export type Kernels = { readonly [kernelName: string]: ArrayKernel };

type Arrays = Record<string, NDArray>;

/** Inputs as arrays; undefined when one of them is of strings or complex numbers. */
function arraysOf(inputs: Record<string, TensorInfo | null | undefined>, backend: ContigBackend): Arrays | undefined {
  const arrays: Arrays = {};
  for (const name in inputs) {
    const info = inputs[name];
    if (info === undefined || info === null) continue;
    const array = backend.arrayOf(info);
    if (array === undefined) return undefined;
    arrays[name] = array;
  }
  return arrays;
}

/** Runs a kernel on tensors. Undefined where it does not take them. */
export function run(
  kernel: ArrayKernel,
  inputs: object,
  attrs: object | undefined,
  backend: ContigBackend,
): TensorInfo | TensorInfo[] | undefined {
  const results = within(() => {
    const arrays = arraysOf(inputs as Record<string, TensorInfo>, backend);
    if (arrays === undefined) return undefined;
    const made = kernel(arrays, attrs ?? {});
    if (made === undefined) return undefined;
    return Array.isArray(made) ? made.map((array) => settled(array, arrays)) : settled(made, arrays);
  });
  if (results === undefined) return undefined;
  return Array.isArray(results) ? results.map((array) => backend.adopt(array)) : backend.adopt(results);
}

/** A result as a tensor keeps it: packed, in memory of its own. */
function settled(array: NDArray, inputs: Arrays): NDArray {
  if (!array.packed || array.byteOffset !== 0) return array.copy();
  for (const name in inputs) if (inputs[name].storage === array.storage) return array.copy();
  return array;
}
