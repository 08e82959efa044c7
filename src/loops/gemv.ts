/**
 * The planner of products of a matrix and a vector. Floats are multiplied where they lie, along the rows of the matrix or
 * along its columns, whichever has its elements side by side; other matrices are packed on the way.
 */
import { castTile, kernelArguments, memoryView, TILE, tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access } from './access.js';
import type { ScalarType } from './fill.js';
import type { Matrix } from './matrix.js';
import type { Operand } from './operand.js';
import { split } from './split.js';

const PACK = kernelNumber('packPanels');
const PAIR = kernelNumber('packVectors');
const VECDOT = kernelNumber('vecdotRows');
const ROWS = kernelNumber('gemvRows');
const COLUMNS = kernelNumber('gemvColumns');
const FILL = kernelNumber('fill');

/** Elements whose products go to partial sums before these are added up (RUN in assembly/linalg/gemv.ts). */
const RUN = 1024;
/** Columns that the kernel takes together. */
const STRIP = 512;
/** Elements of one inner product in one call of vecdotRows. */
const VECDOT_RUN = 4096;
/** Bytes of columns that the kernel needs. */
const REGISTER = 16;
/** Nanoseconds for a byte of a matrix in order, and for an element that is packed. */
const BYTE = 0.02;
const PACKING = 0.5;
/** Pieces for several threads are multiples of so many rows. */
const GRAIN = 64;
/** Multiplications in one call, and elements that are packed at a time, into four tiles. */
const CALL = 262144;
const PACKED = 4 * TILE;

/** y = A x for A of m x k; elements of x and y are `step` and `yStep` bytes apart, y at an address in the storage of `out`. */
export function matrixByVector(
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
  const { itemsize } = type;
  if (yStep === itemsize || m === 1) {
    part(type, m, m, k, a, x, step, y);
    return;
  }
  const target = new Access(out, type, [m], { offset: y - out.storage.ptr, strides: [yStep] }, 0);
  for (let first = 0; first < m; first += TILE) {
    const count = Math.min(TILE, m - first);
    part(type, m, count, k, { ...a, at: a.at + first * a.row }, x, step, target.output(first));
    target.commit(first, count);
  }
}

/** Some of m elements of y, side by side: the same way for all. */
function part(
  type: ScalarType,
  m: number,
  count: number,
  k: number,
  a: Matrix,
  x: number,
  step: number,
  y: number,
): void {
  const { itemsize, setter } = type;
  memoryView().setFloat64(kernelArguments, 0, true);
  table[FILL](itemsize, kernelArguments, y, count);
  const dots = m === 1 || (setter !== 'setFloat64' && setter !== 'setFloat32');
  if (!dots && a.row === itemsize && a.col !== itemsize && m * itemsize >= REGISTER) {
    byColumns(type, count, k, a, x, step, y);
  } else byRows(type, count, k, a, x, step, y, dots);
}

/** Some elements of a vector side by side: where they are, or packed into a tile. */
function packedVector(itemsize: number, x: number, step: number, n: number): number {
  if (step === itemsize) return x;
  table[PACK](itemsize, x, step, 0, n, 1, n, tile(1));
  return tile(1);
}

/** y += A x along the columns of A, whose elements are adjacent. */
function byColumns(
  { code, itemsize }: ScalarType,
  m: number,
  k: number,
  a: Matrix,
  x: number,
  step: number,
  y: number,
): void {
  const columns = Math.max(1, Math.floor(CALL / (STRIP * Math.min(k, RUN)))) * STRIP;
  for (let p = 0; p < k; p += RUN) {
    const depth = Math.min(RUN, k - p);
    const right = packedVector(itemsize, x + p * step, step, depth);
    split(m, m * depth * itemsize * BYTE, STRIP, false, (start, end) => {
      for (let i = start; i < end; i += columns) {
        const count = Math.min(columns, end - i);
        table[COLUMNS](
          code,
          a.at + p * a.col + i * itemsize,
          a.col,
          right,
          depth,
          y + i * itemsize,
          count,
          castTile(1),
        );
      }
    });
  }
}

/** y += A x along the rows of A, in place where their elements are adjacent: as inner products, of integers, of bools and of one row. */
function byRows(
  { code, itemsize }: ScalarType,
  m: number,
  k: number,
  a: Matrix,
  x: number,
  step: number,
  y: number,
  dots: boolean,
): void {
  const inPlace = a.col === itemsize;
  if (m === 1 && !inPlace && step !== itemsize && itemsize >= 4) {
    for (let p = 0; p < k; p += VECDOT_RUN) {
      const depth = Math.min(VECDOT_RUN, k - p);
      table[PAIR](itemsize, a.at + p * a.col, a.col, x + p * step, step, depth, tile(1), castTile(1));
      table[VECDOT](code, tile(1), 0, castTile(1), 0, depth, y, 1);
    }
    return;
  }
  const run = dots ? VECDOT_RUN : inPlace ? TILE : RUN;
  const most = inPlace && !dots ? CALL : PACKED;
  const rows = Math.max(4, Math.min(TILE, Math.floor(most / Math.min(k, run))));
  for (let p = 0; p < k; p += run) {
    const depth = Math.min(run, k - p);
    const right = packedVector(itemsize, x + p * step, step, depth);
    const cost = m * depth * (itemsize * BYTE + (inPlace ? 0 : PACKING));
    split(m, cost, GRAIN, false, (start, end) => {
      for (let i = start; i < end; i += rows) {
        const count = Math.min(rows, end - i);
        let left = a.at + i * a.row + p * a.col;
        let stride = a.row;
        if (!inPlace) {
          table[PACK](itemsize, left, a.col, a.row, depth, count, depth, castTile(1));
          left = castTile(1);
          stride = depth * itemsize;
        }
        if (dots) table[VECDOT](code, left, stride, right, 0, depth, y + i * itemsize, count);
        else table[ROWS](code, left, stride, right, depth, y + i * itemsize, count);
      }
    });
  }
}
