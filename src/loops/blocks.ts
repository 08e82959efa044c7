/**
 * Large matrix products: the outer three of the five loops of BLIS, which cut a product into blocks that fit the caches.
 * The inner two are the kernel gemmBlock (assembly/linalg/gemm.ts).
 */
import { TILE, tile } from '../memory/scratch.js';
import { threadCount } from '../threads/pool.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import type { Extents, Matrix } from './matrix.js';
import { isWorthSharing, split } from './split.js';

const PACK = kernelNumber('packPanels');
const BLOCK = kernelNumber('gemmBlock');
const MIRROR = kernelNumber('mirrorColumns');
const NEGATE = kernelNumber('negative');

/** A tile of the micro-kernel: rows, and bytes of columns (assembly/linalg/tile.ts). */
export const TILE_ROWS = 4;
export const TILE_BYTES = 32;
/**
 * The blocks: a panel of B (8 KiB) stays in the L1 cache, a block of A (at most 128 KiB) in L2, a slab of B (1 MiB) in
 * L3. They are packed into scratch memory: a block of A, and a tile of C behind it, in the place of the first operand, a
 * slab of B in the tiles of the other operands, which lie side by side.
 */
export const DEPTH = 256;
const A_ROWS = 128;
const A_BYTES = TILE * 8;
const B_BYTES = 4096 * DEPTH;
/** Columns in one kernel call, which takes 0.1 ms, without SIMD 0.3 (floats) to 0.5 (integers). */
const CALL_COLUMNS = 64;
/** Columns of a symmetric product that are mirrored at a time. */
const MIRROR_COLUMNS = 64;

/** Nanoseconds of a multiplication and its addition, and of packing an element. */
const MULTIPLY = 0.04;
const PACKING = 0.5;

/** What becomes of C: it is overwritten, or has the product added, or subtracted (floats and signed integers). */
export type Effect = 'set' | 'add' | 'subtract';

/** Packs `count` rows of A from one on, and of those `depth` columns from `from` on, in panels of TILE_ROWS, to an address. */
export type RowPacker = (first: number, count: number, from: number, depth: number, to: number) => void;

/** A slab of a product: what all its rows of blocks have in common. The blocks of different rows are independent. */
interface Slab {
  readonly type: ElementType;
  readonly packA: RowPacker;
  readonly m: number;
  /** The first column of A, and how many there are. */
  readonly from: number;
  readonly depth: number;
  /** The packed rows of B, and how many columns they have. */
  readonly packedB: number;
  readonly columns: number;
  /** The columns of C. */
  readonly c: Matrix;
  readonly add: boolean;
  readonly negated: boolean;
  /** The number of the row of C at whose left end the diagonal enters the slab, where only what is on and right of it counts. */
  readonly diagonal: number | undefined;
}

/** C = A B, block by block, or C += A B, or C -= A B; with `triangle`, what is left of the diagonal of C is undefined. */
export function blocks(
  type: ElementType,
  { m, n, k }: Extents,
  a: Matrix | RowPacker,
  b: Matrix,
  c: Matrix,
  effect: Effect = 'set',
  triangle = false,
): void {
  const { itemsize } = type;
  const columns = B_BYTES / (DEPTH * itemsize);
  const largest = Math.min(A_ROWS, A_BYTES / (DEPTH * itemsize));
  // A matrix times its transpose is symmetric to the last bit: half of it is computed, and mirrored.
  const symmetric =
    effect === 'set' && m === n && typeof a !== 'function' && a.at === b.at && a.row === b.col && a.col === b.row;
  const packA = typeof a === 'function' ? a : rowsOf(a, itemsize);
  for (let j = 0; j < n; j += columns) {
    for (let p = 0; p < k; p += DEPTH) {
      const slab: Slab = {
        type,
        packA,
        m,
        from: p,
        depth: Math.min(DEPTH, k - p),
        packedB: tile(1),
        columns: Math.min(columns, n - j),
        c: { ...c, at: c.at + j * c.col },
        add: effect !== 'set' || p > 0,
        negated: effect === 'subtract',
        diagonal: symmetric || triangle ? j : undefined,
      };
      packSlab(slab, { ...b, at: b.at + j * b.col + p * b.row });
      const cost = m * slab.columns * slab.depth * MULTIPLY;
      const rows = isWorthSharing(cost) ? Math.min(largest, evenly(m)) : largest;
      split(m, cost, rows, !slab.add, (start, end) => {
        for (let i = start; i < end; i += rows) rowOfBlocks(slab, i, Math.min(rows, end - i), tile(0));
      });
    }
  }
  if (!symmetric) return;
  for (let i = 0; i < m; i += MIRROR_COLUMNS) {
    table[MIRROR](itemsize, c.at, c.row, c.col, i, Math.min(MIRROR_COLUMNS, m - i));
  }
}

/** Packs the rows of a matrix. */
function rowsOf(a: Matrix, itemsize: number): RowPacker {
  return (first, count, from, depth, to) => {
    table[PACK](itemsize, a.at + first * a.row + from * a.col, a.row, a.col, count, depth, TILE_ROWS, to);
  };
}

/** Rows of a block, so that every thread has a few and all have as many. */
function evenly(m: number): number {
  const wanted = m / (4 * threadCount);
  return Math.max(4, Math.ceil(wanted / TILE_ROWS)) * TILE_ROWS;
}

/** Packs rows of B, some columns a call. */
function packSlab({ type: { itemsize }, depth, columns, packedB }: Slab, b: Matrix): void {
  split(columns, columns * depth * PACKING, CALL_COLUMNS, true, (start, end) => {
    for (let j = start; j < end; j += CALL_COLUMNS) {
      const n = Math.min(CALL_COLUMNS, end - j);
      const to = packedB + j * depth * itemsize;
      table[PACK](itemsize, b.at + j * b.col, b.col, b.row, n, depth, TILE_BYTES / itemsize, to);
    }
  });
}

/** The product of some rows of A and the slab, in scratch memory of its own: a block of A, then a tile of C. */
function rowOfBlocks(slab: Slab, first: number, count: number, scratch: number): void {
  const { type, depth, packedB, columns, c, add, diagonal } = slab;
  const { code, itemsize } = type;
  slab.packA(first, count, slab.from, depth, scratch);
  if (slab.negated) table[NEGATE](code, scratch, 1, scratch, Math.ceil(count / TILE_ROWS) * TILE_ROWS * depth);
  const left = diagonal === undefined ? 0 : Math.max(0, first - diagonal);
  for (let j = left - (left % CALL_COLUMNS); j < columns; j += CALL_COLUMNS) {
    const n = Math.min(CALL_COLUMNS, columns - j);
    const to = c.at + first * c.row + j * c.col;
    const right = packedB + j * depth * itemsize;
    table[BLOCK](code, scratch, right, count, n, depth, to, c.row, c.col, add ? 1 : 0, scratch + A_BYTES);
  }
}
