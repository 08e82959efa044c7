/**
 * The kernels at work: which build runs, over which memory, and the table from a kernel's number to its function.
 *
 * The binaries travel inside the package, so that import is synchronous in Node, browsers and workers and nothing is
 * fetched. All builds run over the one memory, each with its constants at an address of its own, so that
 * switching from one to another is a change of table.
 */
import type { KernelName } from './binaries.js';
import { accepts, BUILDS, type Build } from './builds.js';
import { unpack } from './unpack.js';

export type { Build, KernelName };

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

/** The number of a kernel: its index in {@link table}. */
export function kernelNumber(name: KernelName): number {
  return numbers.get(name)!;
}

/** The names of all kernels, by their numbers. */
export function kernelNames(): readonly KernelName[] {
  return names;
}

/** A kernel's name by its number. */
export function kernelName(number: number): KernelName {
  return names[number];
}

let names: readonly KernelName[] = [];
let numbers: ReadonlyMap<string, number> = new Map();
const tables = new Map<Build, Kernel[]>();

/** A binary at work, for other threads to do the same: a build, or one kernel added to all builds. */
export interface Loaded {
  /** The number of the build: its place among {@link BUILDS}. */
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
  if (!tables.has(build)) loaded.push({ build: BUILDS.indexOf(build), binary: () => unpack(build) });
  if (names.length === 0) {
    names = (Object.keys(exports) as KernelName[]).sort();
    numbers = new Map(names.map((name, i) => [name, i]));
  }
  const kernels = names.map((name) => exports[name] as Kernel);
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
    for (const build of tables.keys()) load(build, unpack(build));
  } catch (error) {
    wasmMemory = old;
    for (const build of tables.keys()) load(build, unpack(build));
    throw error;
  } finally {
    table = tables.get(running)!;
  }
  old.grow(0);
}

/** The number of the running build. */
export function runningBuild(): number {
  return BUILDS.indexOf(running);
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

let running = BUILDS.find(accepts)!;

/** The running build's functions by kernel number. */
export let table: Kernel[] = load(running, unpack(running));

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
    return BUILDS.filter(accepts);
  },

  /**
   * Switches to another build; arrays stay as they are. Every result is the same except that the relaxed build may
   * differ in the last bits of floats where it fuses a multiplication with an addition.
   *
   * @throws RangeError when the engine does not accept the build.
   */
  use(build: Build): void {
    if (!BUILDS.includes(build)) {
      throw new RangeError(`kernels.use: there is no build '${build}'; the builds are ${BUILDS.join(', ')}.`);
    }
    let next = tables.get(build);
    if (!next) {
      if (!accepts(build)) {
        throw new RangeError(`kernels.use: this engine does not accept the ${build} build; use ${running}.`);
      }
      next = load(build, unpack(build));
    }
    table = next;
    running = build;
  },
};
