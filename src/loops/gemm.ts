/**
 * The planner of matrix products. Operands are read where they lie, whatever their strides: large products pack them
 * into blocks for the micro-kernel (the loops of BLIS), products with a vector take inner products of rows, small ones a
 * plain loop that does many in one call. Which of the three depends on the extents alone, and what each adds up in what
 * order does not depend on the layout, so that a view gives what its copy gives to the last bit.
 */
import { castTile, kernelArguments, memoryView, TILE, tile } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access } from './access.js';
import { copy } from './elementwise.js';
import { constant, type ScalarType } from './fill.js';
import type { Operand } from './operand.js';
import { coalesce, countOf, spaceOf, visit } from './space.js';

const PACK = kernelNumber('packPanels');
const BLOCK = kernelNumber('gemmBlock');
const SMALL = kernelNumber('gemmSmall');
const VECDOT = kernelNumber('vecdotRows');
const FILL = kernelNumber('fill');

/** A tile of the micro-kernel: rows, and bytes of columns (assembly/linalg/tile.ts). */
const TILE_ROWS = 4;
const TILE_BYTES = 32;
/**
 * The blocks: a panel of B (8 KiB) stays in the L1 cache, a block of A (at most 128 KiB) in L2, a block of B (1 MiB) in
 * L3. They are packed into scratch memory: a block of A in one tile, a block of B in the tiles of the other operands,
 * which lie side by side.
 */
const DEPTH = 256;
const A_ROWS = 128;
const A_BYTES = TILE * 8;
const B_BYTES = 4096 * DEPTH;
/** Columns in one kernel call, which takes 0.1 ms, without SIMD 0.3 (floats) to 0.5 (integers). */
const CALL_COLUMNS = 64;
/** Multiplications up to which a product is a small one, and those of one call for many. */
const SMALLEST = 256;
const CALL = 262144;
/** Elements of a row that an inner product takes at once, and those of several rows. */
const RUN = 4096;
const ROWS = 4 * TILE;

/** A matrix in the heap: where its first element is, and its strides in bytes. */
interface Matrix {
  readonly at: number;
  readonly row: number;
  readonly col: number;
}

/** The extents of a product: m x k times k x n. */
export interface Extents {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * out = a b for each position of the batch axes, in the type given. Operands have strides for the batch axes, then for
 * rows and columns; `out` may share memory with the inputs.
 */
export function gemm(
  operation: string,
  type: ScalarType,
  batch: readonly number[],
  extents: Extents,
  a: Operand,
  b: Operand,
  out: Operand,
): void {
  const { m, n, k } = extents;
  const shape = [...batch, m, n];
  if (countOf(shape) === 0) return;
  if (k === 0) {
    const zero = type.itemsize === 8 && type.setter !== 'setFloat64' ? 0n : 0;
    copy(shape, constant(0, zero, type, shape.length), out);
    return;
  }
  const temporaries: Storage[] = [];
  const resident = (operand: Operand, rows: number, cols: number) =>
    isResident(operand, type) ? operand : copied(operation, type, [...batch, rows, cols], operand, temporaries);
  try {
    const left = resident(a, m, k);
    const right = resident(b, k, n);
    const apart = isResident(out, type) && out.storage !== left.storage && out.storage !== right.storage;
    const target = apart ? out : temporary(operation, type, shape, temporaries);
    multiply(type, batch, extents, left, right, target);
    if (!apart) copy(shape, target, out);
  } finally {
    for (const storage of temporaries) storage.release();
  }
}

function isResident({ storage, code }: Operand, type: ScalarType): boolean {
  return storage.host === null && code === type.code;
}

/** Packed heap memory of a shape, freed with the other temporaries of the call. */
function temporary(
  operation: string,
  { code, itemsize }: ScalarType,
  shape: readonly number[],
  temporaries: Storage[],
): Operand {
  const byteStrides = new Array<number>(shape.length);
  let bytes = itemsize;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    byteStrides[axis] = bytes;
    bytes *= shape[axis];
  }
  const storage = Storage.allocate(bytes).retain();
  temporaries.push(storage);
  if (storage.host !== null) {
    throw new RangeError(
      `${operation}: a temporary copy of ${bytes} bytes does not fit the heap; dispose of arrays or raise memory.limit.`,
    );
  }
  return { storage, byteOffset: 0, byteStrides, code, itemsize };
}

/** A copy in the heap and in the type of the product; axes along which the operand repeats are not multiplied out. */
function copied(
  operation: string,
  type: ScalarType,
  shape: readonly number[],
  source: Operand,
  temporaries: Storage[],
): Operand {
  const own = shape.map((extent, axis) => (source.byteStrides[axis] === 0 ? 1 : extent));
  const target = temporary(operation, type, own, temporaries);
  copy(own, source, target);
  return { ...target, byteStrides: target.byteStrides.map((stride, axis) => (own[axis] === shape[axis] ? stride : 0)) };
}

/** Operands in the heap, of one type, none of them empty. */
function multiply(
  type: ScalarType,
  batch: readonly number[],
  extents: Extents,
  a: Operand,
  b: Operand,
  out: Operand,
): void {
  if (batch.length === 0) {
    one(type, extents, matrixOf(a), matrixOf(b), matrixOf(out), out);
    return;
  }
  const operands = [out, a, b];
  const space = spaceOf(
    batch,
    operands.map((operand) => ({ ...operand, byteStrides: operand.byteStrides.slice(0, -2) })),
  );
  coalesce(space);
  const { shape, walks } = space;
  const matrices = operands.map(matrixOf);
  const matrix = (i: number, offset: number) => ({
    ...matrices[i],
    at: matrices[i].at - operands[i].byteOffset + offset,
  });
  if (isSmall(extents)) {
    const last = shape.length - 1;
    const next = walks.map(({ strides }) => strides[last]);
    visit(shape, walks, last, (at) => {
      small(type, extents, shape[last], next, matrix(1, at[1]), matrix(2, at[2]), matrix(0, at[0]));
    });
    return;
  }
  visit(shape, walks, shape.length, (at) => {
    one(type, extents, matrix(1, at[1]), matrix(2, at[2]), matrix(0, at[0]), out);
  });
}

function matrixOf({ storage, byteOffset, byteStrides }: Operand): Matrix {
  const { length } = byteStrides;
  return { at: storage.ptr + byteOffset, row: byteStrides[length - 2], col: byteStrides[length - 1] };
}

function isSmall({ m, n, k }: Extents): boolean {
  return m * n * k <= SMALLEST;
}

/** The product of one pair of matrices, the way that its extents suggest. */
function one(type: ScalarType, extents: Extents, a: Matrix, b: Matrix, c: Matrix, out: Operand): void {
  const { m, n, k } = extents;
  if (isSmall(extents)) small(type, extents, 1, [0, 0, 0], a, b, c);
  else if (n === 1) rowsByVector(type, m, k, a, b.at, b.row, out, c.at, c.row);
  else if (m === 1) rowsByVector(type, n, k, { at: b.at, row: b.col, col: b.row }, a.at, a.col, out, c.at, c.col);
  else blocks(type, extents, a, b, c);
}

/** The products of `count` pairs of small matrices; `next` leads from one matrix of out, a and b to another. */
function small(
  { code }: ScalarType,
  { m, n, k }: Extents,
  count: number,
  next: readonly number[],
  a: Matrix,
  b: Matrix,
  c: Matrix,
): void {
  const each = Math.max(1, Math.floor(CALL / (m * n * k)));
  for (let done = 0; done < count; done += each) {
    // biome-ignore format: one operand a line
    table[SMALL](code, Math.min(each, count - done), m, n, k,
      a.at + done * next[1], next[1], a.row, a.col,
      b.at + done * next[2], next[2], b.row, b.col,
      c.at + done * next[0], next[0], c.row, c.col);
  }
}

/** The product of one pair of matrices, block by block. */
function blocks({ code, itemsize }: ScalarType, { m, n, k }: Extents, a: Matrix, b: Matrix, c: Matrix): void {
  const width = TILE_BYTES / itemsize;
  const rows = Math.min(A_ROWS, A_BYTES / (DEPTH * itemsize));
  const columns = B_BYTES / (DEPTH * itemsize);
  const packedA = tile(0);
  const packedB = castTile(0);
  const pack = table[PACK];
  const block = table[BLOCK];
  for (let j = 0; j < n; j += columns) {
    const nb = Math.min(columns, n - j);
    for (let p = 0; p < k; p += DEPTH) {
      const kb = Math.min(DEPTH, k - p);
      const add = p === 0 ? 0 : 1;
      for (let jj = 0; jj < nb; jj += CALL_COLUMNS) {
        const from = b.at + (j + jj) * b.col + p * b.row;
        pack(itemsize, from, b.col, b.row, Math.min(CALL_COLUMNS, nb - jj), kb, width, packedB + jj * kb * itemsize);
      }
      for (let i = 0; i < m; i += rows) {
        const mb = Math.min(rows, m - i);
        pack(itemsize, a.at + i * a.row + p * a.col, a.row, a.col, mb, kb, TILE_ROWS, packedA);
        for (let jj = 0; jj < nb; jj += CALL_COLUMNS) {
          const nn = Math.min(CALL_COLUMNS, nb - jj);
          const to = c.at + i * c.row + (j + jj) * c.col;
          block(code, packedA, packedB + jj * kb * itemsize, mb, nn, kb, to, c.row, c.col, add, kernelArguments);
        }
      }
    }
  }
}

/** The inner products of the rows of a matrix with a vector; what is not adjacent is packed first, rows into four tiles. */
function rowsByVector(
  type: ScalarType,
  m: number,
  k: number,
  a: Matrix,
  x: number,
  step: number,
  out: Operand,
  y: number,
  yStep: number,
): void {
  const { code, itemsize } = type;
  const target = new Access(out, type, [m], { offset: y - out.storage.ptr, strides: [yStep] }, 0);
  const rows = Math.min(TILE, Math.floor(ROWS / Math.min(k, RUN)));
  for (let i = 0; i < m; i += rows) {
    const mb = Math.min(rows, m - i);
    const acc = target.output(i);
    memoryView().setFloat64(kernelArguments, 0, true);
    table[FILL](itemsize, kernelArguments, acc, mb);
    for (let p = 0; p < k; p += RUN) {
      const kb = Math.min(RUN, k - p);
      let left = a.at + i * a.row + p * a.col;
      let right = x + p * step;
      let stride = a.row;
      if (a.col !== itemsize) {
        table[PACK](itemsize, left, a.col, a.row, kb, mb, kb, castTile(1));
        left = castTile(1);
        stride = kb * itemsize;
      }
      if (step !== itemsize) {
        table[PACK](itemsize, right, step, 0, kb, 1, kb, tile(1));
        right = tile(1);
      }
      table[VECDOT](code, left, stride, right, 0, kb, acc, mb);
    }
    target.commit(i, mb);
  }
}
