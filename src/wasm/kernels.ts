/**
 * The kernels at work: which build runs, over which memory, and the table from a kernel's number to its function.
 *
 * The binaries travel as base64 inside the module, so that import is synchronous in Node, browsers and workers and
 * nothing is fetched. All builds run over the one memory, each with its constants at an address of its own, so that
 * switching from one to another is a change of table.
 */
import { instantiateSync } from '@assemblyscript/loader';
import { BINARIES, KERNEL_NAMES } from './binaries.js';

/** How the kernels were compiled: without vectors, with 128-bit SIMD, with relaxed SIMD (fused multiply-add). */
export type Build = keyof typeof BINARIES;

export type KernelName = (typeof KERNEL_NAMES)[number];

/** A kernel takes numbers only: codes, pointers, steps and counts. */
export type Kernel = (...args: number[]) => void;

const PAGE = 65536;
/** Below this address lie the constants of the three builds (see memoryBase in asconfig.json). */
export const STATIC_END = 3 * PAGE;

/**
 * The memory that all arrays and kernels share. It starts at 1 GiB where the engine allows: untouched pages cost
 * nothing (0.2 ms, 1 MiB resident), while the first growth detaches a buffer, after which V8 runs every typed-array
 * loop of the process up to twice as slowly.
 */
export const wasmMemory = reserve(PAGE / 4);

function reserve(initial: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial, maximum: PAGE });
  } catch (error) {
    if (initial <= 256) throw error;
    return reserve(initial / 2);
  }
}

const NUMBERS = new Map<string, number>(KERNEL_NAMES.map((name, i) => [name, i]));

/** The number of a kernel: its index in {@link table}. */
export function kernelNumber(name: KernelName): number {
  return NUMBERS.get(name)!;
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const PREFERENCE: readonly Build[] = ['relaxed', 'simd', 'scalar'];
const tables = new Map<Build, Kernel[]>();

function load(build: Build, binary: Uint8Array<ArrayBuffer>): Kernel[] {
  const { instance } = instantiateSync(binary, { env: { memory: wasmMemory } });
  const exports = instance.exports as unknown as Record<string, Kernel>;
  const loaded = KERNEL_NAMES.map((name) => exports[name]);
  tables.set(build, loaded);
  return loaded;
}

function start(): [Build, Kernel[]] {
  for (const build of PREFERENCE) {
    const binary = decode(BINARIES[build]);
    if (WebAssembly.validate(binary)) return [build, load(build, binary)];
  }
  throw new Error('contig: this engine runs none of the WebAssembly builds; it needs WebAssembly 1.0 or later.');
}

/** The running build's functions by kernel number. */
export let table: Kernel[];
let running: Build;
[running, table] = start();

/**
 * The kernel builds: which runs and which could.
 *
 * @example
 * kernels.build;         // 'simd'
 * kernels.use('scalar'); // the same results, to see what vectors gain
 */
export const kernels = {
  /** The build at work. */
  get build(): Build {
    return running;
  },

  /** The builds that this engine accepts, fastest first. */
  get available(): Build[] {
    return PREFERENCE.filter((build) => tables.has(build) || WebAssembly.validate(decode(BINARIES[build])));
  },

  /**
   * Switches to another build; arrays stay as they are. Every result is the same except that the relaxed build may
   * differ in the last bits of floats where it fuses a multiplication with an addition.
   *
   * @throws RangeError when the engine does not accept the build.
   */
  use(build: Build): void {
    if (!PREFERENCE.includes(build)) {
      throw new RangeError(`kernels.use: there is no build '${build}'; the builds are ${PREFERENCE.join(', ')}.`);
    }
    let next = tables.get(build);
    if (!next) {
      const binary = decode(BINARIES[build]);
      if (!WebAssembly.validate(binary)) {
        throw new RangeError(`kernels.use: this engine does not accept the ${build} build; use ${running}.`);
      }
      next = load(build, binary);
    }
    table = next;
    running = build;
  },
};
