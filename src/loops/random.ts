/** The planner of random numbers: a generator's state goes to scratch memory for a call, kernels advance it there. */
import { kernelArguments, memoryView, memoryWords, partials, TILE, tile } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import { jumped } from './jump.js';
import type { Operand } from './operand.js';
import type { ValueType } from './order.js';
import { countOf } from './space.js';
import { isWorthSharing, split } from './split.js';

/** Words of a generator's state: see assembly/random/pcg64.ts. */
export const STATE_WORDS = 10;

/** Behind the constants of a call. */
const STATE = kernelArguments + 1024;
const RANGE = STATE + 64;
const COUNT = RANGE + 64;
const ONE = tile(5);

/** Elements in one call: WebAssembly replaces slow code by fast code between calls only. */
const RUN = 65536;

/** Nanoseconds of a uniform number, and the numbers of which pieces for several threads are multiples. */
const UNIFORM_COST = 1.5;
const GRAIN = 1024;
/** Bytes from one generator's state to another's, and the word that says whether half of a draw waits. */
const STATE_BYTES = 64;
const WAITS = 8;

const UNIFORM = kernelNumber('randomUniform');
const SHUFFLE = kernelNumber('randomShuffle');
const SAMPLE = kernelNumber('randomSample');
const DISTINCT = kernelNumber('randomDistinct');
const PICK = kernelNumber('randomPick');
const MULTINOMIAL = kernelNumber('randomMultinomial');
const DIRICHLET = kernelNumber('randomDirichlet');

/** A kernel of assembly/random with the type it writes and the address of what it looks up. */
export interface Source {
  readonly kernel: number;
  readonly type: ValueType;
  readonly lookup: number;
}

/** A distribution's parameter: one operand over the shape of the result, and the type in which the kernel reads it. */
export interface Parameter {
  readonly operand: Operand;
  readonly type: ElementType;
}

function advance(state: Uint32Array, body: () => void): void {
  memoryWords().set(state, STATE >>> 2);
  body();
  state.set(memoryWords().subarray(STATE >>> 2, (STATE >>> 2) + STATE_WORDS));
}

function accessOf({ operand, type }: Parameter, shape: readonly number[], slot: number): Access {
  return new Access(operand, type, shape, { offset: operand.byteOffset, strides: operand.byteStrides.slice() }, slot);
}

/** Fills an operand in C order. `extra` are the last arguments of the kernel. */
export function generate(
  state: Uint32Array,
  { kernel, type, lookup }: Source,
  shape: readonly number[],
  out: Operand,
  parameters: readonly Parameter[] = [],
  extra: readonly number[] = [],
): void {
  const total = countOf(shape);
  if (total === 0) return;
  const result = accessOf({ operand: out, type }, shape, 0);
  const inputs = parameters.map((parameter, i) => accessOf(parameter, shape, i + 1));
  const blocks = inputs.map((input) => (input.single ? input.block() : 0));
  const length = result.direct && result.linear && inputs.every(({ single }) => single) ? RUN : TILE;
  if (
    kernel === UNIFORM &&
    result.direct &&
    result.linear &&
    isWorthSharing(total * UNIFORM_COST) &&
    state[WAITS] === 0
  ) {
    uniformParts(state, type.code, type.itemsize, result.address, total);
    return;
  }
  advance(state, () => {
    for (let first = 0; first < total; first += length) {
      const count = Math.min(length, total - first);
      const pointers = inputs.flatMap((input, i) => (input.single ? [blocks[i], 0] : [input.input(first, count), 1]));
      table[kernel](type.code, STATE, lookup, result.output(first), count, ...pointers, ...extra);
      result.commit(first, count);
    }
  });
}

/**
 * Uniform numbers by several threads: every number takes as many bits, so that each piece begins with the state that the
 * generator has there.
 */
function uniformParts(state: Uint32Array, code: number, itemsize: number, out: number, total: number): void {
  const perDraw = 8 / itemsize;
  let place = partials();
  let [own, at] = [state, 0];
  split(total, total * UNIFORM_COST, GRAIN, false, (start, end) => {
    own = start === 0 ? state : jumped(own, (start - at) / perDraw);
    at = start;
    place += STATE_BYTES;
    memoryWords().set(own, place >>> 2);
    for (let first = start; first < end; first += RUN) {
      table[UNIFORM](code, place, 0, out + first * itemsize, Math.min(RUN, end - first));
    }
  });
  state.set(memoryWords().subarray(place >>> 2, (place >>> 2) + STATE_WORDS));
}

/** One value, in the JS form of its type. */
export function generateOne(
  state: Uint32Array,
  source: Source,
  parameters: readonly Parameter[] = [],
  extra: readonly number[] = [],
): number | bigint {
  const { code, itemsize, getter } = source.type;
  const out: Operand = {
    storage: Storage.scratch,
    byteOffset: ONE - Storage.scratch.ptr,
    byteStrides: [],
    code,
    itemsize,
  };
  generate(state, source, [], out, parameters, extra);
  return memoryView()[getter](ONE, true);
}

/** Where the kernel of integers finds the first integer and the distance to the last; valid for one call. */
export function integerRange(first: bigint, distance: bigint): number {
  const view = memoryView();
  view.setBigUint64(RANGE, BigInt.asUintN(64, first), true);
  view.setBigUint64(RANGE + 8, distance, true);
  view.setBigUint64(RANGE + 16, 0n, true);
  return RANGE;
}

/**
 * The address of packed elements in the heap.
 *
 * @throws RangeError when they are elsewhere because the heap is full.
 */
export function heapAddress(operation: string, { storage, byteOffset }: Operand): number {
  if (storage.host !== null) {
    throw new RangeError(`${operation}: the heap has no room for a copy; dispose of arrays or raise memory.limit.`);
  }
  return storage.ptr + byteOffset;
}

/**
 * Shuffles each of `rows` groups of `n` packed items in the heap.
 *
 * @param first From this item on the order is final; at least 1.
 * @param byMask NumPy's way to draw an index where it shuffles arrays; the other is that of its samples.
 */
export function shuffle(
  state: Uint32Array,
  address: number,
  itemBytes: number,
  n: number,
  rows: number,
  first: number,
  byMask: boolean,
): void {
  const kernel = table[SHUFFLE];
  const mask = byMask ? 1 : 0;
  advance(state, () => {
    if (n <= RUN) {
      const some = Math.floor(RUN / Math.max(1, n));
      for (let row = 0; row < rows; row += some) {
        kernel(itemBytes, STATE, address + row * n * itemBytes, n, Math.min(some, rows - row), first, mask);
      }
      return;
    }
    for (let row = 0; row < rows; row++) {
      for (let left = n; left > first; left -= RUN) {
        kernel(itemBytes, STATE, address + row * n * itemBytes, left, 1, Math.max(first, left - RUN), mask);
      }
    }
  });
}

/** Different indices below `population` (i64), not in random order; `set` has room for `mask` + 1 words of 64 bits. */
export function sample(
  state: Uint32Array,
  population: number,
  out: number,
  n: number,
  set: number,
  mask: number,
): void {
  advance(state, () => table[SAMPLE](STATE, population, out, n, set, mask));
}

/**
 * Counts (i64) of `m` outcomes in each of `n` numbers of trials (i64), all packed in the heap.
 *
 * @param rows Whether every vector of counts has its own probabilities (f64).
 */
export function multinomial(
  state: Uint32Array,
  out: number,
  n: number,
  m: number,
  trials: number,
  chances: number,
  rows: boolean,
): void {
  const some = Math.max(1, Math.floor(TILE / m));
  advance(state, () => {
    for (let first = 0; first < n; first += some) {
      const own = chances + (rows ? first * m * 8 : 0);
      const count = Math.min(some, n - first);
      table[MULTINOMIAL](STATE, out + first * m * 8, count, m, trials + first * 8, own, rows ? 1 : 0);
    }
  });
}

/** `n` vectors (f64) of `m` elements of the Dirichlet distribution; `sums` as the kernel has it. */
export function dirichlet(
  state: Uint32Array,
  tables: number,
  out: number,
  n: number,
  m: number,
  alpha: number,
  sums: number,
): void {
  const some = Math.max(1, Math.floor(TILE / m));
  advance(state, () => {
    for (let first = 0; first < n; first += some) {
      table[DIRICHLET](STATE, tables, out + first * m * 8, Math.min(some, n - first), m, alpha, sums);
    }
  });
}

/** Of `n` draws by cumulative probabilities, each index once; the probabilities of these become 0. Their number. */
export function distinct(
  state: Uint32Array,
  sums: number,
  out: number,
  n: number,
  population: number,
  probabilities: number,
): number {
  advance(state, () => table[DISTINCT](STATE, sums, out, n, population, probabilities, COUNT));
  return memoryView().getUint32(COUNT, true);
}

/** Copies items by their indices (i64), all packed in the heap. */
export function pick(itemBytes: number, source: number, indices: number, out: number, n: number): void {
  for (let first = 0; first < n; first += RUN) {
    table[PICK](itemBytes, source, indices + first * 8, out + first * itemBytes, Math.min(RUN, n - first));
  }
}
