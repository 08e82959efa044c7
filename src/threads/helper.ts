/** One helper thread, in Node or in a browser. */
import { kernelNames, wasmMemory } from '../wasm/kernels.js';
import { WORKER_SOURCE } from './worker-source.js';

const inNode = globalThis.process?.versions?.node !== undefined;

/** A module of Node, without an import that bundlers for browsers would stumble over; undefined elsewhere. */
function builtin<T>(name: string): T | undefined {
  return inNode ? (process.getBuiltinModule?.(name) as T) : undefined;
}

/** How many threads the machine runs at once. */
export function cores(): number {
  const os = builtin<typeof import('node:os')>('node:os');
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Whether this thread may sleep until another wakes it: not the main thread of a browser. */
export const maySleep = inNode || typeof document === 'undefined';

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
  if (inNode && !process.getBuiltinModule) {
    return 'this version of Node is too old; threads need 20.16 or 22.3';
  }
  return undefined;
}

export interface Helper {
  /** Whether it is known to have ended. */
  readonly left: boolean;
  /** Ends it, whatever it does. */
  terminate(): void;
  /** Sees to the end of a helper that was told to stop. */
  leave(): void;
}

/** A thread that was started and has not said anything yet. */
interface Thread extends Omit<Helper, 'left'> {
  /** Called once it is ready. */
  onready: () => void;
  /** Called when it fails or ends. */
  onfail: (reason: Error) => void;
  /** Called when it has ended, where that can be told. */
  onleft: () => void;
  start(message: object): void;
}

/** The program of a helper as a file beside this one, where the program's bundler or server brought it along. */
const file = () => new URL('./contig-worker.js', import.meta.url);

function nodeThread(program: string | URL): Thread {
  // Options of this process, such as a module to preload, are not for helpers.
  const { Worker } = builtin<typeof import('node:worker_threads')>('node:worker_threads')!;
  const worker = new Worker(program, { execArgv: [], eval: typeof program === 'string' });
  const thread: Thread = {
    onready: () => {},
    onfail: () => {},
    onleft: () => {},
    start: (message) => worker.postMessage(message),
    terminate: () => void worker.terminate(),
    leave: () => void worker.terminate(),
  };
  worker.once('message', () => {
    // An idle helper does not keep the process alive.
    worker.unref();
    thread.onready();
  });
  worker.once('error', (error) => thread.onfail(error));
  worker.once('exit', (code) => {
    thread.onleft();
    thread.onfail(new Error(`it ended with code ${code}`));
  });
  return thread;
}

function webThread(worker: Worker, settled = () => {}): Thread {
  const thread: Thread = {
    onready: () => {},
    onfail: () => {},
    onleft: () => {},
    start: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
    // It has the time to say that it ended.
    leave: () => void setTimeout(() => worker.terminate(), 1000),
  };
  worker.onmessage = () => {
    settled();
    thread.onready();
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    settled();
    thread.onfail(new Error(event.message || 'its program could not be loaded'));
  };
  return thread;
}

/** The ways to a thread, in the order in which they are tried: the file, then the text that is part of this module. */
const WAYS: (() => Thread)[] = inNode
  ? [() => nodeThread(file()), () => nodeThread(WORKER_SOURCE)]
  : [
      () => webThread(new Worker(new URL('./contig-worker.js', import.meta.url), { type: 'module' })),
      () => {
        const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
        return webThread(new Worker(url), () => URL.revokeObjectURL(url));
      },
    ];

/** The way that worked last. */
let way = 0;

/** Resolves once the thread is ready, rejects when it fails before. */
function ready(open: () => Thread, message: object, ended: (reason: Error) => void, left: () => void): Promise<Helper> {
  return new Promise((resolve, reject) => {
    const thread = open();
    let live = false;
    let stopped = false;
    const helper = {
      left: false,
      terminate() {
        stopped = true;
        thread.terminate();
      },
      leave() {
        stopped = true;
        thread.leave();
      },
    };
    thread.onready = () => {
      live = true;
      resolve(helper);
    };
    thread.onleft = () => {
      helper.left = true;
      left();
    };
    thread.onfail = (reason) => {
      if (!stopped && live) ended(reason);
      stopped = true;
      thread.terminate();
      reject(reason);
    };
    thread.start(message);
  });
}

/**
 * Starts a helper.
 *
 * @param ended Called once when it ends or fails by itself after it was ready.
 * @param left Called when it has ended, by itself or not, where that can be told.
 * @returns Once it is ready for work.
 */
export async function startHelper(
  control: number,
  scratch: number,
  number: number,
  ended: (reason: Error) => void,
  left: () => void,
): Promise<Helper> {
  const message = { memory: wasmMemory, control, scratch, number, names: kernelNames() };
  const reasons: string[] = [];
  for (let next = way; next < WAYS.length; next++) {
    try {
      const helper = await ready(WAYS[next], message, ended, left);
      way = next;
      return helper;
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(
    `threads.start: no helper thread could be started: ${reasons.join('; ')}. Serve the file contig-worker.js of the ` +
      'package beside the bundle, or let the content security policy take workers from blob: addresses.',
  );
}
