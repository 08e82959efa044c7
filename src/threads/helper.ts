/** One helper thread, in Node or in a browser. */
import { KERNEL_NAMES, wasmMemory } from '../wasm/kernels.js';

/** A module of Node, without an import that bundlers for browsers would stumble over; undefined elsewhere. */
function builtin<T>(name: string): T | undefined {
  return globalThis.process?.versions?.node ? (process.getBuiltinModule?.(name) as T) : undefined;
}

/** How many threads the machine runs at once. */
export function cores(): number {
  const os = builtin<typeof import('node:os')>('node:os');
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Whether this thread may sleep until another wakes it: not the main thread of a browser. */
export const maySleep = builtin('node:os') !== undefined || typeof document === 'undefined';

/**
 * Why there can be no helpers; undefined where there can.
 */
export function obstacle(): string | undefined {
  if (typeof SharedArrayBuffer !== 'function' || globalThis.crossOriginIsolated === false) {
    return (
      'this page cannot share memory with workers, because it is not cross-origin isolated; serve it with the headers ' +
      'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp'
    );
  }
  if (globalThis.process?.versions?.node && !process.getBuiltinModule) {
    return 'this version of Node is too old; threads need 20.16 or 22.3';
  }
  return undefined;
}

export interface Helper {
  /** Ends it, whatever it does. */
  terminate(): void;
}

/**
 * Starts a helper.
 *
 * @param ended Called once when it ends or fails by itself.
 * @returns Once it is ready for work.
 */
export function startHelper(
  control: number,
  scratch: number,
  number: number,
  ended: (reason: Error) => void,
): Promise<Helper> {
  const start = { memory: wasmMemory, control, scratch, number, names: KERNEL_NAMES };
  const node = builtin<typeof import('node:worker_threads')>('node:worker_threads');
  return new Promise((resolve, reject) => {
    let stopped = false;
    const fail = (reason: Error) => {
      if (!stopped) ended(reason);
      stopped = true;
      reject(reason);
    };
    if (node) {
      // Options of this process, such as a module to preload, are not for helpers.
      const worker = new node.Worker(new URL('./worker.js', import.meta.url), { execArgv: [] });
      const terminate = () => {
        stopped = true;
        void worker.terminate();
      };
      worker.once('message', () => {
        // An idle helper does not keep the process alive.
        worker.unref();
        resolve({ terminate });
      });
      worker.once('error', fail);
      worker.once('exit', (code) => fail(new Error(`threads: a helper ended with code ${code}`)));
      worker.postMessage(start);
    } else {
      const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
      const terminate = () => {
        stopped = true;
        worker.terminate();
      };
      worker.onmessage = () => resolve({ terminate });
      worker.onerror = ({ message }) => fail(new Error(`threads: a helper failed: ${message}`));
      worker.postMessage(start);
    }
  });
}
