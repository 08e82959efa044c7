/**
 * The planner of orthogonal factorizations by reflections, of stacks of matrices of f64 in the heap, packed column by
 * column, in place. Large matrices are factored panel by panel: the reflections of a panel are made one by one, and applied
 * to the columns behind it all at once, by products of matrices (assembly/linalg/reflect.ts).
 */
import { tile } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { at, BYTES, type Columns, inParts, multiplyInto, packed, part, plain, turned } from './columns.js';
import type { Operand } from './operand.js';

const REFLECT = kernelNumber('reflectColumns');
const APPLY = kernelNumber('applyReflections');
const VECTORS = kernelNumber('reflectionVectors');
const TRIANGLE = kernelNumber('reflectionTriangle');

/** Reflections in a panel. */
const PANEL = 32;
/** Fewer reflections, or reflections of fewer columns, are applied one by one. */
const FEWEST = 64;
const FEWEST_COLUMNS = 8;

/** The reflections of a panel, all as one: I - V T V', with room for products of V with other columns. */
interface Panel {
  readonly v: Columns;
  readonly t: Columns;
  readonly room: number;
}

/** Runs with room for panels of m rows and their products with some columns; false, without running, where the heap is full. */
function withRoom(m: number, columns: number, run: (address: number) => void): boolean {
  const storage = Storage.allocate((m + PANEL + 2 * Math.max(columns, PANEL)) * PANEL * BYTES).retain();
  try {
    if (storage.host !== null) return false;
    run(storage.ptr);
    return true;
  } finally {
    storage.release();
  }
}

/** The panel of k reflections of m elements that lie below the diagonal of a part of A. */
function panelOf(type: ElementType, m: number, k: number, a: Columns, tau: number, room: number): Panel {
  const v = packed(room, m);
  const t = packed(v.at + k * v.step, k);
  const products = packed(t.at + k * t.step, k);
  table[VECTORS](m, k, a.at, a.step, v.at);
  multiplyInto('set', type, [k, k, m], turned(v), plain(v), products);
  table[TRIANGLE](k, products.at, tau, t.at);
  return { v, t, room: products.at };
}

/** C -= V T V' C for some columns of m rows; with `transposed`, which undoes it, V T' V' C. */
function applyPanel(
  type: ElementType,
  m: number,
  k: number,
  { v, t, room }: Panel,
  c: Columns,
  columns: number,
  transposed: boolean,
): void {
  const products = packed(room, k);
  const scaled = packed(room + columns * products.step, k);
  multiplyInto('set', type, [columns, k, m], turned(c), plain(v), products);
  multiplyInto('set', type, [columns, k, k], turned(products), transposed ? plain(t) : turned(t), scaled);
  multiplyInto('subtract', type, [columns, m, k], turned(scaled), turned(v), c);
}

/** A = Q R for `count` matrices of m x n: reflections below the diagonal and in `tau`, of min(m, n) factors each. */
export function reflect(count: number, m: number, n: number, a: Operand, tau: Operand): void {
  const k = Math.min(m, n);
  for (let i = 0; i < count; i++) {
    reflectOne(a, m, n, packed(at(a, i, m * n * BYTES), m), at(tau, i, k * BYTES));
  }
}

/** The same of one packed matrix. */
export function reflectOne(type: ElementType, m: number, n: number, matrix: Columns, tau: number): void {
  const k = Math.min(m, n);
  const columns = (first: number, end: number, last: number) => {
    inParts(end - first, 2 * m * (last - first), (from, some) => {
      table[REFLECT](m, first + from, first + from + some, last, matrix.at, tau, tile(0));
    });
  };
  const panels = (room: number) => {
    for (let first = 0; first < k; first += PANEL) {
      const last = Math.min(k, first + PANEL);
      columns(first, last, last);
      if (last === n) return;
      const size = last - first;
      const panel = panelOf(type, m - first, size, part(matrix, first, first), tau + first * BYTES, room);
      applyPanel(type, m - first, size, panel, part(matrix, first, last), n - last, true);
    }
  };
  if (k >= FEWEST && n >= FEWEST_COLUMNS && withRoom(m, n, panels)) return;
  columns(0, k, n);
}

/** What {@link applyQ} multiplies: Q of the first k reflections of A (m x n), with `columns` columns. */
export interface Applied {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly columns: number;
  /** B is at first the identity: what is known to be zero is left alone. */
  readonly unit?: boolean;
}

/** B = Q B for `count` matrices. */
export function applyQ(count: number, extents: Applied, a: Operand, tau: Operand, b: Operand): void {
  const { m, n, k, columns, unit = false } = extents;
  for (let i = 0; i < count; i++) {
    const reflections = packed(at(a, i, m * n * BYTES), m);
    const target = packed(at(b, i, m * columns * BYTES), m);
    applyTo(a, m, k, reflections, at(tau, i, Math.min(m, n) * BYTES), target, columns, unit);
  }
}

/** The same for k reflections of m elements and some columns; `unit` is what it is in {@link Applied}. */
export function applyTo(
  type: ElementType,
  m: number,
  k: number,
  reflections: Columns,
  tau: number,
  b: Columns,
  columns: number,
  unit = false,
): void {
  const panels = (room: number) => {
    for (let first = Math.floor((k - 1) / PANEL) * PANEL; first >= 0; first -= PANEL) {
      const size = Math.min(PANEL, k - first);
      const panel = panelOf(type, m - first, size, part(reflections, first, first), tau + first * BYTES, room);
      const skipped = unit ? first : 0;
      applyPanel(type, m - first, size, panel, part(b, first, skipped), columns - skipped, false);
    }
  };
  if (k >= FEWEST && columns >= FEWEST_COLUMNS && withRoom(m, columns, panels)) return;
  inParts(columns, 2 * m * k, (first, some) => {
    table[APPLY](
      m,
      k,
      reflections.at,
      reflections.step,
      tau,
      b.at + first * b.step,
      b.step,
      some,
      unit ? first : k,
      tile(0),
    );
  });
}
