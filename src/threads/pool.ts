/**
 * The pool: helpers that run recorded kernel calls together with the thread that owns the arrays. Nothing here knows
 * what a call does.
 */
import type { Block } from '../memory/heap.js';
import { SCRATCH, SCRATCH_BYTES } from '../memory/scratch.js';
import { heap } from '../memory/storage.js';
import { acceptingShared, loaded, runningBuild, shareMemory, table, wasmMemory } from '../wasm/kernels.js';
import type { Program } from '../wasm/program.js';
import { type Helper, maySleep, startHelper } from './helper.js';
import { Control, makeCalls, State, takeUnit } from './serve.js';

/** Turns of waiting for the last units before this thread sleeps: about 50 us. */
const TURNS = 4000;
/** Milliseconds for which a helper may be silent once all else is done, and how many times the work so far besides. */
const PATIENCE = 5000;
const TIMES = 100;

/** In the list of binaries: of every build, or every kernel of one. */
const EVERY = 0xffffffff;

interface Running {
  readonly control: Int32Array;
  readonly helpers: Helper[];
  /** Heap memory that helpers use. */
  readonly blocks: Block[];
  /** Whether a helper ended by itself. */
  lost: boolean;
}

let running: Running | null = null;
/** Counts starts and stops: a start that another or a stop has overtaken while its helpers came up is void. */
let era = 0;
/** Pools that were told to end and may have helpers that still run. */
let leaving: Running[] = [];
/** Where the program is put; grown as needed. */
let room: Block | null = null;
/** Where helpers find the binaries of kernels: how many there are, and a list of build, kernel, address and length of each. */
let listed = 0;
let list: Block | null = null;
let patience = PATIENCE;

/** How many threads work: 1 without helpers. */
export let threadCount = 1;

/** For tests: how long a silent helper is waited for, in milliseconds. */
export function setPatience(milliseconds: number): void {
  patience = milliseconds;
}

let programs = 0;

/** For tests: how many programs were run with helpers. */
export function sharedWork(): number {
  return programs;
}

function allocate(bytes: number, blocks: Block[]): number {
  const block = heap.allocate(bytes);
  if (block === null) {
    throw new RangeError(
      `threads.start: the heap has no room for ${bytes} bytes; dispose of arrays or raise memory.limit before threads.start.`,
    );
  }
  blocks.push(block);
  return block.ptr;
}

/** Starts so many helpers. None run when this is called. */
export async function startPool(count: number): Promise<void> {
  const mine = ++era;
  shareMemory(heap.extent);
  heap.move(wasmMemory);
  reclaim();
  const blocks: Block[] = [];
  const address = allocate(4 * Control.WORDS, blocks);
  const control = new Int32Array(wasmMemory.buffer, address, Control.WORDS).fill(0);
  const pool: Running = { control, helpers: [], blocks, lost: false };
  try {
    const scratch = Array.from({ length: count }, () => allocate(SCRATCH_BYTES, blocks));
    const starting = scratch.map((own, number) => startHelper(address, own, number, () => lose(pool), reclaim));
    // All are waited for, so that those that did start can be ended if another did not.
    const started = await Promise.allSettled(starting);
    for (const result of started) if (result.status === 'fulfilled') pool.helpers.push(result.value);
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  } catch (error) {
    end(pool);
    throw error;
  }
  if (era !== mine) {
    end(pool);
    return;
  }
  running = pool;
  threadCount = 1 + count;
  if (pool.lost) lose(pool);
}

/** Ends the helpers. */
export function stopPool(): void {
  era++;
  if (running !== null) end(running);
}

function end(pool: Running): void {
  if (running === pool) {
    running = null;
    threadCount = 1;
  }
  Atomics.store(pool.control, Control.STOP, 1);
  Atomics.add(pool.control, Control.SIGNAL, 1);
  Atomics.notify(pool.control, Control.SIGNAL);
  for (const helper of pool.helpers) {
    if (pool.lost) helper.terminate();
    else helper.leave();
  }
  leaving.push(pool);
  reclaim();
}

/** Frees the memory of pools whose helpers have all ended. What one may still write to is given to nobody else. */
function reclaim(): void {
  leaving = leaving.filter(({ control, helpers, blocks }) => {
    const over = helpers.every(({ left }) => left) || Atomics.load(control, Control.ENDED) === helpers.length;
    if (over) for (const block of blocks) heap.free(block);
    return !over;
  });
}

/** A helper is gone: the others end too, and as many start anew. Until they are ready, calls stay on this thread. */
function lose(pool: Running): void {
  pool.lost = true;
  if (running !== pool) return;
  // A helper that is late may still read the program.
  if (room !== null) pool.blocks.push(room);
  room = null;
  const count = pool.helpers.length;
  end(pool);
  startPool(count).catch(() => {
    // Where none can be started any more, this thread does all the work.
  });
}

/** Copies binaries that were loaded since the last time to the shared memory; false when there is no room. */
function listBinaries(control: Int32Array): boolean {
  const count = loaded.length;
  if (list === null || list.size < 16 * count) {
    const longer = heap.allocate(32 * count);
    if (longer === null) return false;
    const { buffer } = wasmMemory;
    if (list !== null) new Uint8Array(buffer).copyWithin(longer.ptr, list.ptr, list.ptr + 16 * listed);
    // The old list is left to the helpers that may be reading it.
    list = longer;
  }
  for (; listed < count; listed++) {
    const { build, kernel, binary } = loaded[listed];
    const bytes = acceptingShared(binary());
    const block = heap.allocate(bytes.length);
    if (block === null) return false;
    new Uint8Array(wasmMemory.buffer, block.ptr, bytes.length).set(bytes);
    new Uint32Array(wasmMemory.buffer, list.ptr + 16 * listed, 4).set([
      build ?? EVERY,
      kernel ?? EVERY,
      block.ptr,
      bytes.length,
    ]);
  }
  control[Control.BINARIES] = list.ptr;
  control[Control.BINARY_COUNT] = count;
  return true;
}

/** Copies a program to the shared memory; false when there is no room. */
function place(program: Program, control: Int32Array): boolean {
  if (control[Control.BINARY_COUNT] !== loaded.length && !listBinaries(control)) return false;
  const units = program.units.length;
  const callBytes = 8 * program.length;
  const unitBytes = 8 * Math.ceil((4 * (units + 1)) / 8);
  const stateBytes = 8 * Math.ceil((4 * units) / 8);
  const bytes = callBytes + unitBytes + stateBytes + program.constantBytes;
  if (room === null || room.size < bytes) {
    const next = heap.allocate(2 * bytes);
    if (next === null) return false;
    if (room !== null) heap.free(room);
    room = next;
  }
  const { buffer } = wasmMemory;
  const calls = room.ptr;
  const starts = calls + callBytes;
  const states = starts + unitBytes;
  const constants = states + stateBytes;
  new Float64Array(buffer, calls, program.length).set(program.calls.subarray(0, program.length));
  const list = new Uint32Array(buffer, starts, units + 1);
  list.set(program.units);
  list[units] = program.length;
  new Int32Array(buffer, states, units).fill(0);
  new Uint8Array(buffer, constants, program.constantBytes).set(
    new Uint8Array(program.constants.buffer, 0, program.constantBytes),
  );
  control[Control.CALLS] = calls;
  control[Control.UNITS] = starts;
  control[Control.STATES] = states;
  control[Control.CONSTANTS] = constants;
  control[Control.BUILD] = runningBuild();
  return true;
}

/**
 * Makes a program's calls, here and in the helpers.
 *
 * @param repeatable Whether a unit that was done in part may be done again: it reads nothing that it writes.
 * @returns False, with no call made, when there is no pool or no room for the program.
 * @throws Error when a kernel failed, or a helper was lost in the middle of work that cannot be repeated.
 */
export function runProgram(program: Program, repeatable: boolean): boolean {
  if (running === null || !place(program, running.control)) return false;
  programs++;
  const { control } = running;
  const count = program.units.length;
  const states = new Int32Array(wasmMemory.buffer, control[Control.STATES] >>> 0, count);
  const constants = control[Control.CONSTANTS] >>> 0;
  const calls = program.calls;
  const start = performance.now();
  const work = (unit: number) => {
    const last = unit + 1 < count ? program.units[unit + 1] : program.length;
    makeCalls(table, calls, program.units[unit], last, SCRATCH, constants);
    Atomics.store(states, unit, State.DONE);
  };
  Atomics.store(control, Control.OVER, 0);
  Atomics.store(control, Control.LEFT, count);
  if (Atomics.load(control, Control.SLEEPERS) > 0) {
    Atomics.add(control, Control.SIGNAL, 1);
    Atomics.notify(control, Control.SIGNAL);
  }
  let failure: unknown;
  for (let unit = takeUnit(control); unit >= 0; unit = takeUnit(control)) {
    try {
      work(unit);
    } catch (error) {
      failure = error;
      Atomics.store(states, unit, State.FAILED);
    }
    Atomics.add(control, Control.OVER, 1);
  }
  const lost = !allOver(control, count, start);
  if (lost) lose(running);
  for (let unit = 0; unit < count && failure === undefined; unit++) {
    const state = Atomics.load(states, unit);
    if (state === State.DONE) continue;
    if (state === State.FAILED) failure = new Error('a kernel failed in a helper');
    else if (state > 0 && !repeatable) failure = new Error('a helper was lost in the middle of work in place');
    else work(unit);
  }
  if (failure !== undefined) {
    throw new Error('threads: the results of this call are incomplete; make its arrays anew', { cause: failure });
  }
  return true;
}

/** Waits for what helpers took; false when one of them is silent for too long. */
function allOver(control: Int32Array, count: number, start: number): boolean {
  for (let turn = 0; turn < TURNS; turn++) if (Atomics.load(control, Control.OVER) === count) return true;
  const waiting = performance.now();
  const last = waiting + patience + TIMES * (waiting - start);
  Atomics.store(control, Control.WAITING, 1);
  let over = Atomics.load(control, Control.OVER);
  while (over < count && performance.now() < last) {
    if (maySleep) Atomics.wait(control, Control.OVER, over, 10);
    over = Atomics.load(control, Control.OVER);
  }
  Atomics.store(control, Control.WAITING, 0);
  return over === count;
}
