// @ts-check
/**
 * What every thread does with a recorded program: it takes units, one at a time, and makes their calls. Plain JavaScript, because a
 * worker loads it as it stands.
 *
 * The control block, 32-bit words in the shared memory, 64 bytes apart so that threads do not wait for each other's
 * cache lines:
 */
export const Control = Object.freeze({
  /** Units not yet taken; a unit is taken by counting this down, and none is left where it is not positive. */
  LEFT: 0,
  /** Units that are over, one way or another. */
  OVER: 16,
  /** Changes when sleeping helpers are to look. */
  SIGNAL: 32,
  /** How many helpers sleep, or are about to. */
  SLEEPERS: 48,
  /** 1 while the main thread sleeps until OVER changes. */
  WAITING: 64,
  /** 1 when helpers are to end. */
  STOP: 80,
  /** How many helpers have ended, as they were told: they touch no memory any more. */
  ENDED: 81,
  /** Addresses of the program: its calls, the starts of its units (one more than there are), its constants, the state of its units. */
  CALLS: 96,
  UNITS: 97,
  CONSTANTS: 98,
  STATES: 99,
  /** Which table of kernels, and the addresses of the list of binaries and its length. */
  BUILD: 100,
  BINARIES: 101,
  BINARY_COUNT: 102,
  WORDS: 128,
});

/** The state of a unit: not taken, or one of these, or 1 + the number of the helper at work on it. */
export const State = Object.freeze({
  /** Its calls were made. */
  DONE: -1,
  /** Not one of its calls was made. */
  REFUSED: -2,
  /** A kernel failed halfway. */
  FAILED: -3,
});

/** See src/wasm/program.ts. */
const SCRATCH_SPACE = 2 ** 40;
const CONSTANT_SPACE = 2 ** 41;

/**
 * Makes the calls from one place of a program to another.
 *
 * @param {readonly ((...args: number[]) => void)[]} table
 * @param {Float64Array} calls
 * @param {number} at
 * @param {number} end
 * @param {number} scratch The scratch memory of this thread.
 * @param {number} constants
 */
export function makeCalls(table, calls, at, end, scratch, constants) {
  const args = [];
  while (at < end) {
    const kernel = table[calls[at]];
    const count = calls[at + 1];
    at += 2;
    args.length = count;
    for (let i = 0; i < count; i++) {
      const x = calls[at + i];
      args[i] =
        x < SCRATCH_SPACE ? x : x < CONSTANT_SPACE ? x - SCRATCH_SPACE + scratch : x - CONSTANT_SPACE + constants;
    }
    kernel(...args);
    at += count;
  }
}

/**
 * Whether a thread has all the kernels of a part of a program.
 *
 * @param {readonly unknown[]} table
 * @param {Float64Array} calls
 * @param {number} at
 * @param {number} end
 */
export function knowsAll(table, calls, at, end) {
  for (; at < end; at += 2 + calls[at + 1]) if (table[calls[at]] === undefined) return false;
  return true;
}

/**
 * The next unit, which is now this thread's; -1 when there is none.
 *
 * @param {Int32Array} control
 */
export function takeUnit(control) {
  if (Atomics.load(control, Control.LEFT) <= 0) return -1;
  return Atomics.sub(control, Control.LEFT, 1) - 1;
}
