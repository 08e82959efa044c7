/** The product of two arrays over any of their axes, as matrix products and elementwise products. */
import { DTYPES, type DType } from '../array/dtype.js';
import { broadcast, broadcastStrides, type Shape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { promoteTypes } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { gemm } from '../loops/gemm.js';
import type { Operand } from '../loops/operand.js';
import { scope } from '../memory/scope.js';
import { multiply } from './arithmetic.js';
import { checkOut } from './output.js';

/** What becomes of the axes of two arrays: those of the same place in both lists belong together. */
export interface Pairing {
  /** Axes that both have and the result keeps, in front. */
  readonly kept?: readonly [readonly number[], readonly number[]];
  /** Axes over whose products is summed. */
  readonly summed: readonly [readonly number[], readonly number[]];
}

/** An array as a stack of matrices over the axes before its last two; a vector is a row or a column. */
function stacked(array: NDArray, batch: Shape, vector: 'row' | 'column'): Operand {
  if (array.ndim === 2 && batch.length === 0) return array;
  const { storage, byteOffset, code, itemsize, shape, byteStrides } = array;
  const lead = broadcastStrides(shape.slice(0, -2), byteStrides.slice(0, -2), batch);
  const inner = array.ndim > 1 ? byteStrides.slice(-2) : vector === 'row' ? [0, byteStrides[0]] : [byteStrides[0], 0];
  return { storage, byteOffset, code, itemsize, byteStrides: [...lead, ...inner] };
}

/** The shape of the matrix product of arrays of at least one axis; throws a RangeError where they do not fit. */
export function productShape(operation: string, a: Shape, b: Shape): Shape {
  const depth = b.length > 1 ? b.length - 2 : 0;
  if (a.at(-1) !== b[depth]) {
    throw new RangeError(
      `${operation}: shapes ${showShape(a)} and ${showShape(b)}: axis ${a.length - 1} of the first has ${a.at(-1)} elements, axis ${depth} of the second ${b[depth]}; they must be equal.`,
    );
  }
  const stacks = a.length > 2 || b.length > 2;
  const batch = stacks
    ? broadcast(`${operation}: the leading axes of ${showShape(a)} and ${showShape(b)}`, [
        a.slice(0, -2),
        b.slice(0, -2),
      ])
    : [];
  return [...batch, ...a.slice(-2, -1), ...(b.length > 1 ? b.slice(-1) : [])];
}

/** The matrix product into an array of its shape, which may share memory with the operands. */
function matrixProduct(operation: string, type: DType, a: NDArray, b: NDArray, out: NDArray): void {
  const k = a.shape.at(-1)!;
  const n = b.ndim > 1 ? b.shape.at(-1)! : 1;
  if (a.ndim > 2 && b.ndim <= 2) {
    // One tall matrix is faster than a stack of them with the same right side.
    scope(() => {
      const rows = sizeOf(a.shape.slice(0, -1));
      const target = out.packed ? out : NDArray.allocate(type, out.shape);
      const result = target.reshape(b.ndim > 1 ? [rows, n] : [rows]);
      matrixProduct(operation, type, a.reshape(rows, k), b, result);
      if (target !== out) copy(out.shape, target, out);
    });
    return;
  }
  const batch = out.shape.slice(0, out.ndim - (a.ndim > 1 ? 1 : 0) - (b.ndim > 1 ? 1 : 0));
  const { storage, byteOffset, code, itemsize, byteStrides } = out;
  const inner = byteStrides.slice(batch.length);
  if (a.ndim === 1) inner.unshift(0);
  if (b.ndim === 1) inner.push(0);
  gemm(
    operation,
    DTYPES[type],
    batch,
    { m: a.ndim > 1 ? a.shape.at(-2)! : 1, n, k },
    stacked(a, batch, 'row'),
    stacked(b, batch, 'column'),
    { storage, byteOffset, code, itemsize, byteStrides: [...byteStrides.slice(0, batch.length), ...inner] },
  );
}

const NO_BATCH: readonly number[] = [];

/** A vector as a matrix, with these strides for rows and columns. */
function strung({ storage, byteOffset, code, itemsize }: NDArray, row: number, col: number): Operand {
  return { storage, byteOffset, code, itemsize, byteStrides: [row, col] };
}

/** The product of matrices and vectors of one type that fit: the shortest way, for the commonest calls. */
function plainProduct(operation: string, a: NDArray, b: NDArray, out: NDArray | undefined): NDArray {
  const k = b.shape[0];
  const rows = a.shape.length === 2;
  const columns = b.shape.length === 2;
  const m = rows ? a.shape[0] : 1;
  const n = columns ? b.shape[1] : 1;
  const shape = rows ? (columns ? [m, n] : [m]) : columns ? [n] : [];
  if (out !== undefined) checkOut(operation, out, shape, a.dtype);
  const target = out ?? NDArray.allocate(a.dtype, shape);
  const left = rows ? a : strung(a, 0, a.byteStrides[0]);
  const right = columns ? b : strung(b, b.byteStrides[0], 0);
  const step = target.byteStrides[0] ?? 0;
  const to = rows && columns ? target : strung(target, rows ? step : 0, rows ? 0 : step);
  gemm(operation, DTYPES[a.dtype], NO_BATCH, { m, n, k }, left, right, to);
  return target;
}

/** The matrix product of arrays of at least one axis: a fresh array, or `out`. */
export function product(operation: string, a: NDArray, b: NDArray, out: NDArray | undefined): NDArray {
  const { length } = a.shape;
  if (
    length > 0 &&
    length < 3 &&
    b.ndim > 0 &&
    b.ndim < 3 &&
    a.dtype === b.dtype &&
    a.shape[length - 1] === b.shape[0]
  ) {
    return plainProduct(operation, a, b, out);
  }
  const shape = productShape(operation, a.shape, b.shape);
  const type: DType = promoteTypes(a.dtype, b.dtype);
  if (out !== undefined) checkOut(operation, out, shape, type);
  const result = out ?? NDArray.allocate(type, shape);
  matrixProduct(operation, type, a, b, result);
  return result;
}

/**
 * The products of two arrays in a type, summed over some pairs of axes.
 *
 * @returns A fresh packed array, or `out`: kept axes, then the other axes of a, then those of b.
 */
export function contract(
  operation: string,
  type: DType,
  a: NDArray,
  b: NDArray,
  { kept = [[], []], summed }: Pairing,
  out?: NDArray,
): NDArray {
  const extents = (array: NDArray, axes: readonly number[]) => axes.map((axis) => array.shape[axis]);
  const free = [a, b].map((array, i) =>
    array.shape.flatMap((_, axis) => (kept[i].includes(axis) || summed[i].includes(axis) ? [] : [axis])),
  );
  const lead = extents(a, kept[0]);
  const rows = extents(a, free[0]);
  const columns = extents(b, free[1]);
  const shape = [...lead, ...rows, ...columns];
  return scope(() => {
    const result = out ?? NDArray.allocate(type, shape);
    if (summed[0].length === 0) {
      const left = a.permuteDims([...kept[0], ...free[0]]).reshape([...lead, ...rows, ...columns.map(() => 1)]);
      const right = b.permuteDims([...kept[1], ...free[1]]).reshape([...lead, ...rows.map(() => 1), ...columns]);
      multiply(left, right, { out: result, dtype: type });
      return result;
    }
    const depth = sizeOf(extents(a, summed[0]));
    const left = a.permuteDims([...kept[0], ...free[0], ...summed[0]]).reshape([...lead, sizeOf(rows), depth]);
    const right = b.permuteDims([...kept[1], ...summed[1], ...free[1]]).reshape([...lead, depth, sizeOf(columns)]);
    const target = result.packed ? result : NDArray.allocate(type, shape);
    matrixProduct(operation, type, left, right, target.reshape([...lead, sizeOf(rows), sizeOf(columns)]));
    if (target !== result) copy(shape, target, result);
    return result;
  });
}
