/** Functions of the main namespace as linear algebra knows them: matrices lie in the last two axes. */
import { type ArrayLike, type DTypeOf, toArray } from '../../array/convert.js';
import type { DTypeLike } from '../../array/dtype.js';
import { showShape } from '../../array/layout.js';
import type { NDArray } from '../../array/ndarray.js';
import { checkOptions } from '../../array/options.js';
import { scope } from '../../memory/scope.js';
import * as diagonals from '../diagonals.js';
import * as products from '../products.js';
import type { Meet } from '../ufunc.js';

/**
 * The diagonal of a matrix, or of each in a stack.
 *
 * @param options `offset`: 0, unless given, the main diagonal, positive above it, negative below.
 * @returns A read-only view. NumPy and Array API: `linalg.diagonal`.
 * @throws RangeError for fewer than two dimensions.
 * @example
 * linalg.diagonal(zeros([10, 3, 4])).shape; // [10, 3]
 */
export function diagonal<A extends ArrayLike>(a: A, options: { offset?: number } = {}): NDArray<DTypeOf<A>> {
  checkOptions('diagonal', options, ['offset']);
  return diagonals.diagonal(a, { offset: options.offset, axis1: -2, axis2: -1 });
}

/**
 * The sum of the diagonal of a matrix, or of each in a stack.
 *
 * @param options `offset`: which diagonal; `dtype`: the type to sum in.
 * @returns A number (a bigint for 64-bit integers), for a stack an array. NumPy and Array API: `linalg.trace`.
 * @throws RangeError for fewer than two dimensions.
 * @example
 * linalg.trace([[1, 2], [3, 4]]); // 5
 */
export function trace(a: ArrayLike, options: { offset?: number; dtype?: DTypeLike } = {}): NDArray | number | bigint {
  checkOptions('trace', options, ['offset', 'dtype']);
  return diagonals.trace(a, { ...options, axis1: -2, axis2: -1 });
}

/**
 * The products of every element of one vector with every element of another.
 *
 * @returns A fresh matrix. NumPy and Array API: `linalg.outer`.
 * @throws RangeError for other arrays than vectors.
 * @example
 * linalg.outer([1, 2], [10, 20, 30]); // [[10, 20, 30], [20, 40, 60]]
 */
export function outer<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): NDArray<Meet<A, B>> {
  return scope(() => {
    const [left, right] = [a, b].map((value) => toArray('outer', value));
    for (const { ndim, shape } of [left, right]) {
      if (ndim !== 1)
        throw new RangeError(`outer: shape ${showShape(shape)} has ${ndim} dimensions; vectors have one.`);
    }
    return products.outer(left, right);
  }) as NDArray as NDArray<Meet<A, B>>;
}
