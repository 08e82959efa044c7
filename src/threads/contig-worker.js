// @ts-check
/** A helper thread: it waits for a program, takes units of it until none is left, and sleeps when there is nothing for a while. */
import { Control, knowsAll, makeCalls, State, takeUnit } from './serve.js';

/** How often a helper looks for work before it sleeps: about 30 us, in which the next call of a busy program comes. */
const TURNS = 2000;

/** In the list of binaries: every kernel of a build. */
const EVERY = 0xffffffff;

/**
 * @typedef {object} Start
 * @property {WebAssembly.Memory} memory
 * @property {number} control The address of the control block.
 * @property {number} scratch The address of this helper's scratch memory.
 * @property {number} number The helper's number.
 * @property {readonly string[]} names The kernels, by number.
 */

/** @typedef {(...args: number[]) => void} Kernel */

/** @param {Start} start */
function serve({ memory, control: address, scratch, number, names }) {
  const control = new Int32Array(memory.buffer, address, Control.WORDS);
  /** @type {Kernel[][]} */
  const tables = [];
  /** By number. @type {WebAssembly.Module[]} */
  const added = [];
  let known = 0;
  let { buffer } = memory;

  /**
   * @param {WebAssembly.Module} module
   * @param {Kernel[]} own
   */
  const instantiate = (module, own) => {
    const k = Object.fromEntries(names.map((name, i) => [name, own[i]]));
    return /** @type {Record<string, Kernel>} */ (new WebAssembly.Instance(module, { env: { memory }, k }).exports);
  };

  /** Compiles the binaries that were added since the last look: builds, and kernels for all of them. */
  const learn = () => {
    const count = control[Control.BINARY_COUNT];
    const list = new Uint32Array(buffer, control[Control.BINARIES] >>> 0, 4 * count);
    for (; known < count; known++) {
      const [build, kernel, at, length] = list.subarray(4 * known);
      const module = new WebAssembly.Module(new Uint8Array(buffer, at, length).slice());
      if (kernel === EVERY) {
        const exports = instantiate(module, []);
        tables[build] = names.map((name) => exports[name]);
        added.forEach((other, number) => {
          tables[build][number] = instantiate(other, tables[build]).run;
        });
      } else {
        added[kernel] = module;
        for (const own of tables) if (own) own[kernel] = instantiate(module, own).run;
      }
    }
  };

  /** @param {number} unit */
  const work = (unit) => {
    const states = new Int32Array(buffer, control[Control.STATES] >>> 0);
    Atomics.store(states, unit, 1 + number);
    /** @type {number} */
    let state = State.REFUSED;
    try {
      if (known !== control[Control.BINARY_COUNT]) learn();
      const table = tables[control[Control.BUILD]];
      const calls = new Float64Array(buffer, control[Control.CALLS] >>> 0);
      const starts = new Uint32Array(buffer, control[Control.UNITS] >>> 0);
      const constants = control[Control.CONSTANTS] >>> 0;
      if (knowsAll(table, calls, starts[unit], starts[unit + 1])) {
        state = State.FAILED;
        makeCalls(table, calls, starts[unit], starts[unit + 1], scratch, constants);
        state = State.DONE;
      }
    } catch {
      // The main thread reads the state: it makes the calls itself, or reports that a kernel failed.
    }
    Atomics.store(states, unit, state);
  };

  while (Atomics.load(control, Control.STOP) === 0) {
    let turns = 0;
    while (turns < TURNS && Atomics.load(control, Control.LEFT) <= 0) turns++;
    if (turns === TURNS) {
      const signal = Atomics.load(control, Control.SIGNAL);
      Atomics.add(control, Control.SLEEPERS, 1);
      if (Atomics.load(control, Control.LEFT) <= 0 && Atomics.load(control, Control.STOP) === 0) {
        Atomics.wait(control, Control.SIGNAL, signal);
      }
      Atomics.sub(control, Control.SLEEPERS, 1);
      continue;
    }
    for (let unit = takeUnit(control); unit >= 0; unit = takeUnit(control)) {
      // The memory may have grown.
      if (buffer !== memory.buffer) ({ buffer } = memory);
      work(unit);
      Atomics.add(control, Control.OVER, 1);
      if (Atomics.load(control, Control.WAITING) === 1) Atomics.notify(control, Control.OVER);
    }
  }
  Atomics.add(control, Control.ENDED, 1);
}

const port = globalThis.process?.versions?.node
  ? /** @type {import('node:worker_threads')} */ (process.getBuiltinModule('node:worker_threads')).parentPort
  : /** @type {any} */ (globalThis);

/** @param {Start} start */
function begin(start) {
  port.postMessage('ready');
  serve(start);
  port.close();
}

if ('on' in port) port.on('message', begin);
else port.onmessage = (/** @type {MessageEvent<Start>} */ { data }) => begin(data);
