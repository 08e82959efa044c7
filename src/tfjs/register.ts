/** The kernels under the back end's name: contig's where there is one, the cpu back end's for the rest. */
import '@tensorflow/tfjs-backend-cpu';
import { getKernelsForBackend, type KernelConfig, registerBackend, registerKernel } from '@tensorflow/tfjs-core';
import { ContigBackend } from './backend.js';
import { type ArrayKernel, type Kernels, run } from './kernel.js';
import { KERNELS } from './kernels.js';

/** A kernel of contig, which leaves to the cpu back end's what it does not take. */
function configured(kernel: ArrayKernel, { kernelName, kernelFunc }: KernelConfig, backendName: string): KernelConfig {
  return {
    kernelName,
    backendName,
    kernelFunc: (params) =>
      run(kernel, params.inputs, params.attrs, params.backend as ContigBackend) ?? kernelFunc(params),
  };
}

/**
 * Registers the back end and its kernels. Importing `contig/tfjs` does it under the name 'contig'.
 *
 * Kernels that contig has none for are the cpu back end's, which read copies of tensors' values.
 *
 * @param name The name for `tf.setBackend`.
 * @param priority Where no back end is set, the one of the highest priority is taken; cpu has 1, wasm 2.
 * @returns False when the name is taken.
 * @example
 * register('contig-second', 0); // never taken by itself
 */
export function register(name = 'contig', priority = 3): boolean {
  if (!registerBackend(name, () => new ContigBackend(), priority)) return false;
  const kernels: Kernels = KERNELS;
  for (const config of getKernelsForBackend('cpu')) {
    const kernel = kernels[config.kernelName];
    registerKernel(kernel === undefined ? { ...config, backendName: name } : configured(kernel, config, name));
  }
  return true;
}
