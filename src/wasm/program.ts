/**
 * Kernel calls as data. While a program records, the planner's calls are not made but written down: the kernel's number
 * and its arguments. Calls belong to units, which may run in any order and in any thread; calls of one unit run in
 * theirs.
 *
 * An argument may be an address that is known only when the call runs: in the scratch memory of whoever runs it, or
 * among the constants that travel with the program. Such addresses lie beyond the memory, so that arithmetic on them
 * works and no other argument looks like one.
 */
import { divert, type Kernel, table } from './kernels.js';

/** From here on an address is an offset into the scratch memory of the thread that runs the call. */
export const SCRATCH_SPACE = 2 ** 40;
/** From here on an address is an offset into the program's constants. */
export const CONSTANT_SPACE = 2 ** 41;

const CALLS = 1 << 12;
const CONSTANTS = 1 << 12;

export class Program {
  /** Kernel number, number of arguments, arguments; and so on. */
  calls = new Float64Array(CALLS);
  length = 0;
  /** Where each unit starts in `calls`. */
  readonly units: number[] = [];
  constants = new DataView(new ArrayBuffer(CONSTANTS));
  constantBytes = 0;
  /** The number of the unit that is being recorded; no other ever had it, and it is never 0. */
  unit = 0;

  clear(): void {
    this.length = 0;
    this.units.length = 0;
    this.constantBytes = 0;
  }

  /** Begins a unit: the calls from here to the next one. */
  begin(): void {
    this.unit++;
    this.units.push(this.length);
  }

  add(kernel: number, args: readonly number[]): void {
    const end = this.length + 2 + args.length;
    if (end > this.calls.length) {
      const calls = new Float64Array(2 * end);
      calls.set(this.calls);
      this.calls = calls;
    }
    this.calls[this.length] = kernel;
    this.calls[this.length + 1] = args.length;
    this.calls.set(args, this.length + 2);
    this.length = end;
  }

  /** Room for constants of the calls: where to write them in `constants`, eight bytes aligned. */
  reserve(bytes: number): number {
    const at = this.constantBytes;
    this.constantBytes = at + Math.ceil(bytes / 8) * 8;
    if (this.constantBytes > this.constants.byteLength) {
      const buffer = new ArrayBuffer(2 * this.constantBytes);
      new Uint8Array(buffer).set(new Uint8Array(this.constants.buffer));
      this.constants = new DataView(buffer);
    }
    return at;
  }
}

/** The program that is being recorded. */
export let recording: Program | null = null;

const recorders: Kernel[] = [];

/** Runs a function with its kernel calls written to a program. */
export function record(program: Program, body: () => void): void {
  for (let kernel = recorders.length; kernel < table.length; kernel++) {
    recorders.push((...args) => recording!.add(kernel, args));
  }
  recording = program;
  const restore = divert(recorders);
  try {
    body();
  } finally {
    restore();
    recording = null;
  }
}
