/**
 * Reductions of what a fused expression computes: a piece at a time, so that the elements never leave the caches. The
 * results have the bits that the reduction of the computed array has.
 */
import { partials, tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, cast } from './access.js';
import { costOf } from './cost.js';
import { callFused, type Loop, normalized } from './elementwise.js';
import type { Operand } from './operand.js';
import { begin, type Fold } from './reduce.js';
import { countOf } from './space.js';
import { isWorthSharing, split } from './split.js';

/** Slots of scratch memory, beside that of `begin`: the tile of results, then the inputs. */
const RESULT = 0;
const FIRST_INPUT = 1;

/** The elements of an expression in the order in which its result would lie in memory. */
class Elements {
  readonly count: number;
  /** Nanoseconds for all of them; and whether threads are to share them. */
  readonly cost: number;
  readonly isShared: boolean;
  private readonly accesses: readonly Access[];
  private readonly steps: readonly number[];
  private readonly blocks: readonly number[];
  private readonly pointers: number[];

  constructor(
    private readonly loop: Loop,
    shape: readonly number[],
    inputs: readonly Operand[],
    result: Operand,
  ) {
    const space = normalized(shape, [result, ...inputs]);
    this.count = countOf(shape);
    this.accesses = inputs.map(
      (input, i) => new Access(input, loop.inputs[i], space.shape, space.walks[i + 1], FIRST_INPUT + i),
    );
    this.steps = this.accesses.map(({ single }) => (single ? 0 : 1));
    this.blocks = this.accesses.map((access) => (access.single ? access.block() : 0));
    this.pointers = new Array<number>(inputs.length);
    const staged = this.accesses.filter(({ single, direct, linear }) => !single && !(direct && linear));
    this.cost = this.count * costOf(loop, staged.length);
    this.isShared = isWorthSharing(this.cost) && this.accesses.every(({ inHeap }) => inHeap);
  }

  /** Computes elements [start, start + count), at most a piece, and gives their address. */
  compute(start: number, count: number): number {
    const { accesses, steps, blocks, pointers } = this;
    for (let i = 0; i < accesses.length; i++) {
      pointers[i] = steps[i] === 0 ? blocks[i] : accesses[i].input(start, count);
    }
    const address = tile(RESULT);
    callFused(this.loop, pointers, steps, address, count);
    return address;
  }
}

/** Kernels by which partial results of floats are joined, by that of the reduction. */
const JOINS = new Map([
  [kernelNumber('sumRows'), kernelNumber('add')],
  [kernelNumber('prodRows'), kernelNumber('multiply')],
]);

/** Vectors that are folded without a tree (FLOATS in assembly/reduce/ops.ts). */
const BLOCK_VECTORS = 256;
/** Elements that are computed and folded at a time: the first cache holds them between the one and the other. */
export const PIECE = 4096;
const SLOT_BYTES = 8;
/** Elements that one thread folds by itself, at least, and how many such shares there are at most. */
const SHARE = 65536;
const MOST_SHARES = 4096;

/** Where the results of shares are, in the second half of the room for partial results. */
function shareResults(): number {
  return partials() + MOST_SHARES * SLOT_BYTES * 2;
}

/**
 * Folds all elements into one value at the address `partials()`, in the accumulator's type. Of extrema of floats that are
 * 0, in more than a piece, the sign may be another than that of the unfused reduction.
 */
export function foldFused(
  fold: Fold,
  loop: Loop,
  shape: readonly number[],
  inputs: readonly Operand[],
  result: Operand,
): void {
  const elements = new Elements(loop, shape, inputs, result);
  const join = JOINS.get(fold.rows);
  const floats = fold.accumulator.setter.startsWith('setFloat');
  if (join !== undefined && floats && elements.count > PIECE) foldTree(fold, join, elements);
  else foldPieces(fold, elements);
}

function foldPieces(fold: Fold, elements: Elements): void {
  const { itemsize } = fold.accumulator;
  begin(fold, partials(), 1);
  const fresh = { ...fold, start: fold.join.start };
  const each = Math.max(SHARE, Math.ceil(elements.count / MOST_SHARES / PIECE) * PIECE);
  const shares = elements.isShared ? Math.ceil(elements.count / each) : 1;
  if (shares === 1) {
    foldPart(fold, elements, 0, elements.count, partials());
    return;
  }
  const results = shareResults();
  split(shares, elements.cost, 1, true, (first, last) => {
    for (let i = first; i < last; i++) {
      const at = results + i * itemsize;
      begin(fresh, at, 1);
      foldPart(fold, elements, i * each, Math.min(elements.count, (i + 1) * each), at);
    }
  });
  table[fold.join.rows](fold.join.code, results, 0, shares, partials(), 1);
}

/** Folds some elements into an accumulator. */
function foldPart(fold: Fold, elements: Elements, first: number, end: number, at: number): void {
  for (let start = first; start < end; start += PIECE) {
    const count = Math.min(PIECE, end - start);
    table[fold.rows](fold.input.code, elements.compute(start, count), 0, count, at, 1);
  }
}

/** The tree of additions, or multiplications, of a run that is not in pieces: see assembly/reduce/run.ts. */
function foldTree(fold: Fold, join: number, elements: Elements): void {
  const { code, itemsize } = fold.input;
  const lanes = 16 / itemsize;
  const vectors = Math.floor(elements.count / lanes);
  const most = Math.max(SHARE, elements.count / MOST_SHARES) / lanes;
  const combine = (left: number, right: number) => table[join](code, left, 1, right, 1, left, 1, 1);
  /** Branches that threads take by themselves, and which of them are joined afterwards. */
  const branches: { start: number; m: number }[] = [];
  const joins: [number, number][] = [];
  const grow = (start: number, m: number): number => {
    if (!elements.isShared || m <= most) return branches.push({ start, m }) - 1;
    const half = halfOf(m);
    const left = grow(start, half);
    joins.push([left, grow(start + half, m - half)]);
    return left;
  };
  grow(0, vectors);
  const descend = (start: number, m: number, slot: number): void => {
    if (m * lanes <= PIECE) {
      begin(fold, slot, 1);
      const count = m * lanes;
      table[fold.rows](code, elements.compute(start * lanes, count), 0, count, slot, 1);
      return;
    }
    const half = halfOf(m);
    descend(start, half, slot);
    descend(start + half, m - half, slot + SLOT_BYTES);
    combine(slot, slot + SLOT_BYTES);
  };
  const results = shareResults();
  const resultOf = (i: number) => results + i * SLOT_BYTES;
  split(branches.length, elements.cost, 1, true, (first, last) => {
    for (let i = first; i < last; i++) {
      descend(branches[i].start, branches[i].m, partials());
      cast(code, code, partials(), 1, resultOf(i), 1);
    }
  });
  for (const [left, right] of joins) combine(resultOf(left), resultOf(right));
  cast(code, code, results, 1, partials(), 1);
  const done = vectors * lanes;
  const rest = elements.count - done;
  if (rest > 0) table[join](code, partials(), 0, elements.compute(done, rest), 1, partials(), 0, rest);
}

/** Where the tree parts m vectors. */
function halfOf(m: number): number {
  return Math.ceil(m / (2 * BLOCK_VECTORS)) * BLOCK_VECTORS;
}

/** Rows of a fold over columns that end where it would touch its accumulators (GROUP in assembly/reduce/strips.ts). */
const GROUP = 4;

/** The longest rows, and the most columns, that `foldLines` takes. */
export const LONGEST_ROW = PIECE;
export const MOST_COLUMNS = PIECE / GROUP;

/**
 * Folds the first axis or the last of an expression whose result is a matrix in C order.
 *
 * @param columns Elements of a row.
 * @param first Whether rows are folded into one (the first axis is reduced), or each to one value.
 * @param target Packed accumulators in the heap, one for each column or row.
 */
export function foldLines(
  fold: Fold,
  loop: Loop,
  shape: readonly number[],
  inputs: readonly Operand[],
  result: Operand,
  columns: number,
  first: boolean,
  target: number,
): void {
  const elements = new Elements(loop, shape, inputs, result);
  const { code, itemsize } = fold.input;
  const rows = elements.count / columns;
  begin(fold, target, first ? columns : rows);
  const most = Math.floor(PIECE / columns);
  const each = first ? most - (most % GROUP) : most;
  for (let row = 0; row < rows; row += each) {
    const some = Math.min(each, rows - row);
    const p = elements.compute(row * columns, some * columns);
    const stride = columns * itemsize;
    if (first) table[fold.columns](code, p, stride, some, target, columns);
    else table[fold.rows](code, p, stride, columns, target + row * fold.accumulator.itemsize, some);
  }
}
