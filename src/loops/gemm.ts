/**
 * The planner of matrix products. Operands are read where they lie, whatever their strides: large products go block by
 * block (src/loops/blocks.ts), products with a vector row by row or column by column (src/loops/gemv.ts), small ones
 * through a kernel that does many in one call. Which of the three depends on the extents alone, and what each adds up in
 * what order does not depend on the layout, so that a view gives what its copy gives to the last bit.
 */
import { tile } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { blocks, DEPTH, TILE_BYTES, TILE_ROWS } from './blocks.js';
import { copy } from './elementwise.js';
import { constant, type ScalarType } from './fill.js';
import { matrixByVector } from './gemv.js';
import { type Extents, type Matrix, matrixOf, transposed } from './matrix.js';
import { type Operand, sharesMemory } from './operand.js';
import { coalesce, countOf, spaceOf, visit } from './space.js';
import { split } from './split.js';

const SMALL = kernelNumber('gemmSmall');

/** Multiplications up to which a product with a vector, and any other, is a small one; and those of one call for many. */
const SMALLEST_VECTOR = 64;
const SMALLEST = 262144;
const CALL = 262144;
/** Nanoseconds of a multiplication and its addition in a small product. */
const MULTIPLY = 0.1;
/** Columns up to which a small product fits scratch memory: 512 KiB. */
const COLUMNS = 256;

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
  const apart = isResident(out, type) && !sharesMemory(out.storage, a.storage) && !sharesMemory(out.storage, b.storage);
  if (batch.length === 0 && apart && isResident(a, type) && isResident(b, type) && m * n * k > 0) {
    one(type, extents, matrixOf(a), matrixOf(b), matrixOf(out), out);
    return;
  }
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

function isSmall({ m, n, k }: Extents): boolean {
  const multiplications = m * n * k;
  if (m === 1 || n === 1) return multiplications <= SMALLEST_VECTOR;
  return multiplications <= SMALLEST && k <= DEPTH && n <= COLUMNS;
}

/** The product of one pair of matrices, the way that its extents suggest. */
function one(type: ScalarType, extents: Extents, a: Matrix, b: Matrix, c: Matrix, out: Operand): void {
  const { m, n, k } = extents;
  if (isSmall(extents)) small(type, extents, 1, STILL, a, b, c);
  else if (n === 1) matrixByVector(type, m, k, a, b.at, b.row, out, c.at, c.row);
  else if (m === 1) matrixByVector(type, n, k, transposed(b), a.at, a.col, out, c.at, c.col);
  else if (c.col !== type.itemsize && c.row === type.itemsize) {
    blocks(type, { m: n, n: m, k }, transposed(b), transposed(a), transposed(c));
  } else blocks(type, extents, a, b, c);
}

const STILL: readonly number[] = [0, 0, 0];

/** The products of `count` pairs of small matrices; `next` leads from one matrix of out, a and b to another. */
function small(
  type: ScalarType,
  extents: Extents,
  count: number,
  next: readonly number[],
  a: Matrix,
  b: Matrix,
  c: Matrix,
): void {
  const { m, n, k } = extents;
  const { code, itemsize } = type;
  const least = Math.max(TILE_ROWS, TILE_BYTES / itemsize);
  if (c.col !== itemsize && c.row === itemsize && m >= least && n >= least) {
    // Rows of C that lie in place: C' = B' A'.
    small(type, { m: n, n: m, k }, count, [next[0], next[2], next[1]], transposed(b), transposed(a), transposed(c));
    return;
  }
  const each = Math.max(1, Math.floor(CALL / (m * n * k)));
  split(count, count * m * n * k * MULTIPLY, 1, true, (start, end) => {
    for (let done = start; done < end; done += each) {
      // biome-ignore format: one operand a line
      table[SMALL](code, Math.min(each, end - done), m, n, k,
        a.at + done * next[1], next[1], a.row, a.col,
        b.at + done * next[2], next[2], b.row, b.col,
        c.at + done * next[0], next[0], c.row, c.col,
        tile(0));
    }
  });
}
