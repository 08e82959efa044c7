/**
 * The kernels at work: which build runs, over which memory, and the table from a kernel's number to its function.
 *
 * The binaries travel as base64 inside the module, so that import is synchronous in Node, browsers and workers and
 * nothing is fetched. All builds run over the one memory, each with its constants at an address of its own, so that
 * switching from one to another is a change of table.
 */
import { BINARIES, KERNEL_NAMES } from './binaries.js';

/** How the kernels were compiled: without vectors, with 128-bit SIMD, with relaxed SIMD (fused multiply-add). */
export type Build = keyof typeof BINARIES;

export { KERNEL_NAMES };

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
export let wasmMemory = reserve(PAGE / 4, false);

function reserve(initial: number, shared: boolean): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial, maximum: PAGE, shared });
  } catch (error) {
    if (initial <= 256) throw error;
    return reserve(initial / 2, shared);
  }
}

const NUMBERS = new Map<string, number>(KERNEL_NAMES.map((name, i) => [name, i]));

/** The number of a kernel: its index in {@link table}. */
export function kernelNumber(name: KernelName): number {
  return NUMBERS.get(name)!;
}

/** A kernel's name by its number. */
export function kernelName(number: number): KernelName {
  return KERNEL_NAMES[number];
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const PREFERENCE: readonly Build[] = ['relaxed', 'simd', 'scalar'];
const tables = new Map<Build, Kernel[]>();

/** A binary at work, for other threads to do the same: a build, or one kernel added to all builds. */
export interface Loaded {
  /** The number of the build: its place among {@link PREFERENCE}. */
  readonly build?: number;
  /** The kernel's number. */
  readonly kernel?: number;
  readonly binary: () => Uint8Array<ArrayBuffer>;
}

/** All that was loaded, in order. */
export const loaded: Loaded[] = [];

function load(build: Build, binary: Uint8Array<ArrayBuffer>): Kernel[] {
  const module = new WebAssembly.Module(isShared() ? acceptingShared(binary) : binary);
  const { exports } = new WebAssembly.Instance(module, { env: { memory: wasmMemory } });
  if (!tables.has(build)) loaded.push({ build: PREFERENCE.indexOf(build), binary: () => decode(BINARIES[build]) });
  const kernels = KERNEL_NAMES.map((name) => exports[name] as Kernel);
  for (const { kernel, binary: added } of loaded) if (kernel !== undefined) kernels.push(instantiate(added(), kernels));
  tables.set(build, kernels);
  return kernels;
}

/** How a binary imports its memory: "env", "memory", kind, and a flag that says whether it has a maximum and is shared. */
const IMPORT = [3, ...ascii('env'), 6, ...ascii('memory'), 2];
const SHARED = 3;

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

/** The same binary for a shared memory. */
export function acceptingShared(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = binary.findIndex((_, i) => IMPORT.every((byte, k) => binary[i + k] === byte));
  const copy = binary.slice();
  copy[at + IMPORT.length] = SHARED;
  return copy;
}

/** Whether other threads can see the memory. */
export function isShared(): boolean {
  return typeof SharedArrayBuffer === 'function' && wasmMemory.buffer instanceof SharedArrayBuffer;
}

/**
 * Moves everything to a memory that other threads can see, where every address stays what it was. Views of the old memory become
 * empty, as when it grows.
 *
 * @param used The bytes to copy, from address 0.
 */
export function shareMemory(used: number): void {
  if (isShared()) return;
  const old = wasmMemory;
  const next = reserve(old.buffer.byteLength / PAGE, true);
  new Uint8Array(next.buffer).set(new Uint8Array(old.buffer, 0, used));
  wasmMemory = next;
  try {
    for (const build of tables.keys()) load(build, decode(BINARIES[build]));
  } catch (error) {
    wasmMemory = old;
    for (const build of tables.keys()) load(build, decode(BINARIES[build]));
    throw error;
  } finally {
    table = tables.get(running)!;
  }
  old.grow(0);
}

/** The number of the running build. */
export function runningBuild(): number {
  return PREFERENCE.indexOf(running);
}

/** Puts another table in place of the running build's; the function that is returned brings that back. */
export function divert(other: Kernel[]): () => void {
  const own = table;
  table = other;
  return () => {
    table = own;
  };
}

/** The function "run" of an added module, which imports the memory from "env" and kernels of a build from "k". */
function instantiate(binary: Uint8Array<ArrayBuffer>, kernels: readonly Kernel[]): Kernel {
  const module = new WebAssembly.Module(isShared() ? acceptingShared(binary) : binary);
  const k: Record<string, Kernel> = {};
  for (const item of WebAssembly.Module.imports(module)) {
    if (item.module === 'k') k[item.name] = kernels[kernelNumber(item.name as KernelName)];
  }
  return new WebAssembly.Instance(module, { env: { memory: wasmMemory }, k }).exports.run as Kernel;
}

/** Adds a kernel to every build. Its number is good for as long as the program runs. */
export function addKernel(binary: Uint8Array<ArrayBuffer>): number {
  const kernel = table.length;
  for (const kernels of tables.values()) kernels.push(instantiate(binary, kernels));
  loaded.push({ kernel, binary: () => binary });
  return kernel;
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
