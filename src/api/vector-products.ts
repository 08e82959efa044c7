/** Products of matrices with vectors, which broadcast apart from each other. */
import { type ArrayLike, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { broadcast, showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { promoteTypes } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { product } from './contraction.js';
import { checkOut, outOf } from './output.js';
import type { Meet } from './ufunc.js';

type Options = { out?: NDArray };

/** The product of matrices with vectors, either of which may be a stack. */
function withVectors(
  operation: string,
  matrices: ArrayLike,
  vectors: ArrayLike,
  isLeft: boolean,
  out: NDArray | undefined,
): NDArray {
  return scope(() => {
    const matrix = toArray(operation, matrices);
    const vector = toArray(operation, vectors);
    if (matrix.ndim < 2 || vector.ndim < 1) {
      const [left, right] = isLeft ? [vector, matrix] : [matrix, vector];
      throw new TypeError(
        `${operation}: shapes ${showShape(left.shape)} and ${showShape(right.shape)}; matrices have at least two axes, vectors one.`,
      );
    }
    const axis = isLeft ? -2 : -1;
    const column = vector.expandDims(axis);
    const [left, right] = isLeft ? [column, matrix] : [matrix, column];
    const type: DType = promoteTypes(left.dtype, right.dtype);
    const lead = broadcast(operation, [left.shape.slice(0, -2), right.shape.slice(0, -2)]);
    const shape = [...lead, isLeft ? matrix.shape[matrix.ndim - 1] : matrix.shape[matrix.ndim - 2]];
    if (out !== undefined) checkOut(operation, out, shape, type);
    const result = product(operation, left, right, out?.expandDims(axis));
    return out ?? result.squeeze(axis);
  });
}

/**
 * The products of matrices with vectors on their right: the inner product of each row with the vector. Stacks of either
 * broadcast, where `matmul` would take a stack of vectors for a matrix.
 *
 * @param a Matrices along the last two axes.
 * @param b Vectors along the last axis.
 * @param options `out`: receives the result.
 * @returns A fresh array of shape (..., rows), or `out`. NumPy: `matvec`.
 * @throws TypeError for arrays of too few axes, RangeError when the vectors are not as long as the rows.
 * @example
 * matvec([[1, 2], [3, 4]], [1, 10]); // 21, 43
 */
export function matvec<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Options): NDArray<Meet<A, B>> {
  return withVectors('matvec', a, b, false, outOf('matvec', options)) as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The products of vectors with matrices on their right: the inner product of the vector with each column.
 *
 * @param a Vectors along the last axis.
 * @param b Matrices along the last two axes.
 * @param options `out`: receives the result.
 * @returns A fresh array of shape (..., columns), or `out`. NumPy: `vecmat`.
 * @throws TypeError for arrays of too few axes, RangeError when the vectors are not as long as the columns.
 * @example
 * vecmat([1, 10], [[1, 2], [3, 4]]); // 31, 42
 */
export function vecmat<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Options): NDArray<Meet<A, B>> {
  return withVectors('vecmat', b, a, true, outOf('vecmat', options)) as NDArray as NDArray<Meet<A, B>>;
}
