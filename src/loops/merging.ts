/**
 * The planner that makes the singular values and vectors of a bidiagonal from those of its halves. A half has one column
 * more than rows, unless it is the last one, and is small enough for QR steps, or is made of halves itself
 * (assembly/linalg/deflate.ts, secular.ts). Nearly all work is products of matrices.
 */
import { kernelArguments, memoryView } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { BYTES, type Columns, inParts, multiplyInto, packed, part, turned } from './columns.js';

const STEPS = kernelNumber('bidiagonalSteps');
const DROP = kernelNumber('dropColumn');
const ORDER = kernelNumber('orderValues');
const DEFLATE = kernelNumber('deflate');
const ROOTS = kernelNumber('secularRoots');
const WEIGHTS = kernelNumber('secularWeights');
const VECTORS = kernelNumber('secularVectors');
const ORDER_ROOTS = kernelNumber('orderRoots');
const GATHER = kernelNumber('gatherColumns');

/** Rows that are not halved. */
const LEAF = 20;
/** QR steps for each singular value after which there is no convergence; two are usual. */
const MOST_STEPS = 60;
/** Bytes of the lists of a problem, for each row and besides (Lists in assembly/linalg/deflate.ts). */
const LIST = 48;
const LISTS = 64;
/** What a root costs for each pole, and its vector, in multiplications. */
const ROOT = 48;
const VECTOR = 8;

/** A bidiagonal: n elements on the diagonal, and above it, at addresses; and the columns that its vectors go to. */
export interface Problem {
  readonly d: number;
  readonly e: number;
  /** n x n, at first the identity. */
  readonly u: Columns;
  readonly v: Columns;
}

/** Bytes of room for the vectors of a bidiagonal of order n. */
export function mergingRoom(n: number): number {
  return n <= LEAF ? 0 : 4 * (n + 1) * n * BYTES + LIST * n + LISTS;
}

/** Singular values, descending, of an upper bidiagonal by QR steps; with `rows`, their vectors; whether they converged. */
export function bySteps(n: number, { d, e, u, v }: Problem, rows: number, vRows = rows): boolean {
  for (let left = n, steps = 0; left > 0; ) {
    const view = memoryView();
    view.setUint32(kernelArguments, left, true);
    view.setUint32(kernelArguments + 4, steps, true);
    table[STEPS](d, e, u.at, rows, u.step, v.at, vRows, v.step, kernelArguments);
    left = view.getUint32(kernelArguments, true);
    steps = view.getUint32(kernelArguments + 4, true);
    if (steps > MOST_STEPS * n) return false;
  }
  table[ORDER](n, d, u.at, rows, u.step, v.at, vRows, v.step);
  return true;
}

/** Singular values, descending, and vectors of `n` rows; of one column more with `extra`, whose V is that much larger. */
export function byMerging(type: ElementType, n: number, extra: 0 | 1, problem: Problem, room: number): boolean {
  const { d, e, u, v } = problem;
  if (n <= LEAF) {
    if (extra === 1) table[DROP](n, d, e, v.at, n + 1, v.step);
    return bySteps(n, problem, n, n + extra);
  }
  const left = (n - 1) >> 1;
  const next = left + 1;
  const second = { d: d + next * BYTES, e: e + next * BYTES, u: part(u, next, next), v: part(v, next, next) };
  if (!byMerging(type, left, 1, problem, room) || !byMerging(type, n - next, extra, second, room)) return false;
  merge(type, n, next, extra, problem, room);
  return true;
}

/** Joins two problems, the first of which takes `top` rows with the row between them. */
function merge(type: ElementType, n: number, top: number, extra: 0 | 1, { d, e, u, v }: Problem, room: number): void {
  const lists = room;
  const distances = lists + LIST * n + LISTS;
  const square = n * n * BYTES;
  table[DEFLATE](n, top - 1, extra, d, e, u.at, u.step, v.at, v.step, lists);
  const counts = lists + LIST * n + BYTES;
  const k = memoryView().getUint32(counts, true);
  const zeroAbove = memoryView().getUint32(counts + 4, true);
  const zeroBelow = memoryView().getUint32(counts + 8, true);
  inParts(k, ROOT * k, (from, some) => table[ROOTS](n, from, from + some, lists, distances));
  inParts(k, VECTOR * k, (from, some) => table[WEIGHTS](n, from, from + some, lists, distances));
  table[ORDER_ROOTS](n, d, lists);

  const vectors = packed(distances + square, k);
  const columns = lists + 4 * n * BYTES;
  const order = columns + n * BYTES;
  for (const [side, rows] of [u, v].map((side, i) => [side, i === 0 ? n : n + extra] as const)) {
    const gathered = packed(vectors.at + square, rows);
    const product = packed(gathered.at + n * gathered.step, rows);
    inParts(k, VECTOR * k, (from, some) => {
      table[VECTORS](n, from, from + some, side === u ? 1 : 0, lists, distances, vectors.at);
    });
    // What is done goes behind the products at once.
    table[GATHER](rows, k, side.at, side.step, columns, gathered.at, gathered.step);
    table[GATHER](rows, n - k, side.at, side.step, columns + 4 * k, product.at + k * product.step, product.step);
    // Columns that are zero in the second problem come first, those that are zero in the first one last.
    multiplyInto('set', type, [k, top, zeroBelow], turned(vectors), turned(gathered), product);
    const below = part(gathered, top, zeroAbove);
    multiplyInto(
      'set',
      type,
      [k, rows - top, k - zeroAbove],
      turned(part(vectors, zeroAbove, 0)),
      turned(below),
      part(product, top, 0),
    );
    table[GATHER](rows, n, product.at, product.step, order, side.at, side.step);
  }
}
