/**
 * The planner of singular value decompositions, of stacks of matrices of f64 in the heap, packed column by column, in
 * place: reduction to a bidiagonal, its singular values by QR steps, or those and its vectors by halves, and the reflections
 * on vectors. Of a matrix with many more rows than columns the triangle of its QR factorization is decomposed.
 */
import type { ElementType } from './access.js';
import { bidiagonalize, panelRoom } from './bidiagonal.js';
import { at, BYTES, type Columns, packed, part } from './columns.js';
import { byMerging, bySteps, mergingRoom } from './merging.js';
import type { Operand } from './operand.js';
import { applyTo } from './reflections.js';

/** What {@link singular} works with, each for a stack of matrices. */
export interface Singular {
  /** m x n matrices, m >= n > 0, their largest elements near 1; then the reflections of their reductions. */
  readonly a: Operand;
  /** n each: the singular values, descending. */
  readonly s: Operand;
  /** `height` x `columns` each, no less than m x n, at first the identity: the left singular vectors. Left out without. */
  readonly u?: Operand;
  /** n x n each, at first the identity: the right singular vectors. */
  readonly v?: Operand;
  /** Of `singularRoom` bytes. */
  readonly room: Operand;
}

/** Bytes to work in, for one matrix after the other. */
export function singularRoom(m: number, n: number): number {
  return (n * n + 4 * n) * BYTES + Math.max(panelRoom(m, n), mergingRoom(n));
}

/** The singular values and vectors of `count` matrices; whether all converged. */
export function singular(
  count: number,
  m: number,
  n: number,
  height: number,
  columns: number,
  { a, s, u, v, room }: Singular,
): boolean {
  for (let i = 0; i < count; i++) {
    const matrix = packed(at(a, i, m * n * BYTES), m);
    const left = u && packed(at(u, i, height * columns * BYTES), height);
    const right = v && packed(at(v, i, n * n * BYTES), n);
    if (!singularOne(a, m, n, columns, matrix, at(s, i, n * BYTES), left, right, at(room))) return false;
  }
  return true;
}

/** The same of one matrix. */
export function singularOne(
  type: ElementType,
  m: number,
  n: number,
  columns: number,
  matrix: Columns,
  d: number,
  left: Columns | undefined,
  right: Columns | undefined,
  room: number,
): boolean {
  const p = packed(room, n);
  const e = room + n * p.step;
  const tau = e + p.step;
  const tauRight = tau + p.step;
  const rest = tauRight + p.step;
  bidiagonalize(type, m, n, matrix, { d, e, tau, tauRight, p }, rest);
  if (left === undefined || right === undefined) return bySteps(n, { d, e, u: NOWHERE, v: NOWHERE }, 0);
  if (!byMerging(type, n, 0, { d, e, u: left, v: right }, rest)) return false;
  applyTo(type, m, n, matrix, tau, left, columns);
  if (n > 1) applyTo(type, n - 1, n - 1, part(p, 1, 0), tauRight, part(right, 1, 0), n);
  return true;
}

const NOWHERE = { at: 0, step: 0 };
