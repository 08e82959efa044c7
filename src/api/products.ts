/** Products of matrices and vectors. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { broadcast, normalizeAxes, normalizeAxis, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { promoteTypes, promoteWeak } from '../array/promotion.js';
import { dotLast } from '../loops/dot.js';
import { scope } from '../memory/scope.js';
import { multiply } from './arithmetic.js';
import { contract, product } from './contraction.js';
import { checkOut, outOf, over } from './output.js';
import type { Meet } from './ufunc.js';

/**
 * The inner product of vectors along an axis: the sum of the products of their elements. All other axes broadcast.
 *
 * @param options `axis`: counted in both arrays, the last unless given; `out`: receives the result.
 * @returns An array without that axis, 0-d for two vectors (its `item()` is the number). Floats are summed in blocks.
 *   NumPy and Array API: `vecdot`.
 * @throws RangeError when the axes differ in length.
 * @example
 * vecdot([1, 2, 3], [4, 5, 6]).item(); // 32
 */
export function vecdot<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: { axis?: number; out?: NDArray } = {},
): NDArray<Meet<A, B>> {
  checkOptions('vecdot', options, ['axis', 'out']);
  const [left, right] = [a, b].map((value) => {
    if (isScalar(value)) throw new TypeError('vecdot: its operands are arrays of at least one dimension, not scalars.');
    const array = toArray('vecdot', value);
    const axis = normalizeAxis('vecdot', options.axis ?? -1, array.ndim);
    return axis === array.ndim - 1 ? array : array.moveaxis(axis, -1);
  });
  if (left.shape.at(-1) !== right.shape.at(-1)) {
    throw new RangeError(
      `vecdot: the vectors have ${left.shape.at(-1)} and ${right.shape.at(-1)} elements, shapes ${showShape(left.shape)} and ${showShape(right.shape)}; they must be as long.`,
    );
  }
  const shape = broadcast('vecdot', [left.shape, right.shape]);
  const kept = shape.slice(0, -1);
  const type: DType = promoteTypes(left.dtype, right.dtype);
  const { out } = options;
  if (out !== undefined) checkOut('vecdot', out, kept, type);
  const result = out ?? NDArray.allocate(type, kept);
  if (result.size > 0) {
    const { storage, byteOffset, byteStrides, code, itemsize } = result;
    const target = { storage, byteOffset, byteStrides: [...byteStrides, 0], code, itemsize };
    dotLast(DTYPES[type], shape, over(left, shape), over(right, shape), target);
  }
  return result as unknown as NDArray<Meet<A, B>>;
}

type Options = { out?: NDArray };

/** Two operands as arrays; a JS scalar takes the other's type where its kind allows. */
function operands(operation: string, a: ArrayLike, b: ArrayLike): [NDArray, NDArray] {
  if (isScalar(a) && !isScalar(b)) {
    const right = toArray(operation, b);
    return [toArray(operation, a, promoteWeak(right.dtype, a)), right];
  }
  const left = toArray(operation, a);
  return [left, toArray(operation, b, isScalar(b) && !isScalar(a) ? promoteWeak(left.dtype, b) : undefined)];
}

/**
 * The matrix product. Arrays of more than two axes are stacks of matrices that broadcast; a vector on the left is a row,
 * on the right a column, and its axis is not in the result.
 *
 * @param options `out`: receives the result; it may be one of the operands.
 * @returns A fresh array, or `out`. Floats are summed in blocks, integers wrap, bools ask whether any pair is true; an
 *   inner axis of no elements gives zeros. A view gives what its copy gives. NumPy and Array API: `matmul`.
 * @throws RangeError when the inner axes differ or the others do not broadcast, TypeError for scalars.
 * @example
 * matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]); // [[19, 22], [43, 50]]
 * matmul(zeros([10, 3, 4]), zeros([4, 5])).shape; // [10, 3, 5]
 */
export function matmul<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Options): NDArray<Meet<A, B>> {
  const out = outOf('matmul', options);
  if (a instanceof NDArray && b instanceof NDArray && a.ndim > 0 && b.ndim > 0) {
    return product('matmul', a, b, out) as NDArray as NDArray<Meet<A, B>>;
  }
  return scope(() => {
    const [left, right] = [a, b].map((value) => {
      const array = toArray('matmul', value);
      if (array.ndim > 0) return array;
      throw new TypeError('matmul: its operands are arrays of at least one dimension, not scalars; use multiply().');
    });
    return product('matmul', left, right, out);
  }) as NDArray as NDArray<Meet<A, B>>;
}

/** Sums over pairs of axes of equal extents. */
function summed(
  operation: string,
  a: NDArray,
  b: NDArray,
  axes: readonly [readonly number[], readonly number[]],
  out: NDArray | undefined,
): NDArray {
  for (const [i, axis] of axes[0].entries()) {
    const other = axes[1][i];
    if (a.shape[axis] === b.shape[other]) continue;
    throw new RangeError(
      `${operation}: shapes ${showShape(a.shape)} and ${showShape(b.shape)}: axis ${axis} of the first has ${a.shape[axis]} elements, axis ${other} of the second ${b.shape[other]}; they must be equal.`,
    );
  }
  const type: DType = promoteTypes(a.dtype, b.dtype);
  if (out !== undefined) {
    const rest = (array: NDArray, without: readonly number[]) => array.shape.filter((_, i) => !without.includes(i));
    checkOut(operation, out, [...rest(a, axes[0]), ...rest(b, axes[1])], type);
  }
  return contract(operation, type, a, b, { summed: axes }, out);
}

/** The sum over the last axis of a and one of b; a product with a scalar where one has no axes. */
function alongLast(
  operation: string,
  a: ArrayLike,
  b: ArrayLike,
  axisOf: (ndim: number) => number,
  out: NDArray | undefined,
): NDArray {
  if (a instanceof NDArray && b instanceof NDArray && a.ndim > 0 && b.ndim === 1) return product(operation, a, b, out);
  return scope(() => {
    const [left, right] = operands(operation, a, b);
    if (left.ndim > 0 && right.ndim === 1) return product(operation, left, right, out);
    if (left.ndim > 0 && right.ndim > 0) {
      return summed(operation, left, right, [[left.ndim - 1], [axisOf(right.ndim)]], out);
    }
    if (out !== undefined) {
      const shape = left.ndim > 0 ? left.shape : right.shape;
      checkOut(operation, out, shape, promoteTypes(left.dtype, right.dtype));
    }
    return multiply(left, right, { out });
  });
}

/**
 * The dot product: of vectors their inner product, of matrices the matrix product, with a scalar the elementwise
 * product; otherwise the sum over the last axis of a and the second-last of b, for every combination of the other axes.
 *
 * @param options `out`: receives the result.
 * @returns A fresh array, 0-d for two vectors, or `out`. For stacks of matrices `matmul` is what pairs them. NumPy: `dot`.
 * @throws RangeError when the axes differ in length.
 * @example
 * dot([1, 2, 3], [4, 5, 6]).item(); // 32
 */
export function dot<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Options): NDArray<Meet<A, B>> {
  const result = alongLast('dot', a, b, (ndim) => Math.max(ndim - 2, 0), outOf('dot', options));
  return result as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The inner products of the vectors along the last axes, for every combination of the other axes; with a scalar the
 * elementwise product.
 *
 * @param options `out`: receives the result.
 * @returns A fresh array of shape a.shape[:-1] + b.shape[:-1], or `out`. NumPy: `inner`.
 * @throws RangeError when the last axes differ in length.
 * @example
 * inner([[1, 0], [0, 1]], [2, 3]); // [2, 3]
 */
export function inner<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Options): NDArray<Meet<A, B>> {
  return alongLast('inner', a, b, (ndim) => ndim - 1, outOf('inner', options)) as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The inner product of all elements of two arrays, taken as vectors in C order.
 *
 * @returns A 0-d array; its `item()` is the number. NumPy: `vdot`.
 * @throws RangeError when they differ in size.
 * @example
 * vdot([[1, 2], [3, 4]], [[1, 1], [1, 1]]).item(); // 10
 */
export function vdot<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): NDArray<Meet<A, B>> {
  return scope(() => {
    const [left, right] = operands('vdot', a, b);
    if (left.size !== right.size) {
      throw new RangeError(
        `vdot: shapes ${showShape(left.shape)} and ${showShape(right.shape)} have ${left.size} and ${right.size} elements; they must have as many.`,
      );
    }
    return product('vdot', left.ravel(), right.ravel(), undefined);
  }) as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The products of every element of a with every element of b, both taken as vectors in C order.
 *
 * @param options `out`: receives the result.
 * @returns A fresh array of shape (a.size, b.size), or `out`. NumPy: `outer`.
 * @example
 * outer([1, 2], [10, 20, 30]); // [[10, 20, 30], [20, 40, 60]]
 */
export function outer<A extends ArrayLike, B extends ArrayLike>(a: A, b: B, options?: Options): NDArray<Meet<A, B>> {
  const out = outOf('outer', options);
  return scope(() => {
    const [left, right] = operands('outer', a, b);
    const type: DType = promoteTypes(left.dtype, right.dtype);
    if (out !== undefined) checkOut('outer', out, [left.size, right.size], type);
    return multiply(left.reshape(left.size, 1), right.reshape(1, right.size), {
      out: out ?? NDArray.allocate(type, [left.size, right.size]),
    });
  }) as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The sum of products over pairs of axes, for every combination of the other axes.
 *
 * @param axes How many axes, the last of a with the first of b in order; or a list of axes for each of the two.
 * @returns A fresh array: the other axes of a, then those of b. NumPy and Array API: `tensordot`.
 * @throws RangeError when an axis does not exist, is named twice or differs in length from its partner.
 * @example
 * tensordot(zeros([3, 4, 5]), zeros([4, 3, 2]), [[1, 0], [0, 1]]).shape; // [5, 2]
 */
export function tensordot<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  axes: number | readonly [number | readonly number[], number | readonly number[]] = 2,
): NDArray<Meet<A, B>> {
  return scope(() => {
    const [left, right] = operands('tensordot', a, b);
    if (typeof axes === 'number') {
      if (!Number.isInteger(axes) || axes < 0 || axes > Math.min(left.ndim, right.ndim)) {
        throw new RangeError(
          `tensordot: ${axes} axes; shapes ${showShape(left.shape)} and ${showShape(right.shape)} have 0 to ${Math.min(left.ndim, right.ndim)} in common.`,
        );
      }
      const count = Array.from({ length: axes }, (_, i) => i);
      return summed('tensordot', left, right, [count.map((i) => left.ndim - axes + i), count], undefined);
    }
    const first = normalizeAxes('tensordot', axes[0], left.ndim);
    const second = normalizeAxes('tensordot', axes[1], right.ndim);
    if (first.length !== second.length) {
      throw new RangeError(
        `tensordot: ${first.length} axes of the first array and ${second.length} of the second; name as many of both.`,
      );
    }
    return summed('tensordot', left, right, [first, second], undefined);
  }) as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The Kronecker product: every element of a times the whole of b, block beside block. The array of fewer axes gets axes
 * of one element in front.
 *
 * @returns A fresh array whose extents are the products of the operands'. NumPy: `kron`.
 * @example
 * kron([1, 10], [1, 2, 3]); // [1, 2, 3, 10, 20, 30]
 */
export function kron<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): NDArray<Meet<A, B>> {
  return scope(() => {
    const [left, right] = operands('kron', a, b);
    const ndim = Math.max(left.ndim, right.ndim);
    const [rows, columns] = [left, right].map(({ shape }) => [
      ...new Array<number>(ndim - shape.length).fill(1),
      ...shape,
    ]);
    const blocks = NDArray.allocate(
      promoteTypes(left.dtype, right.dtype),
      rows.flatMap((extent, axis) => [extent, columns[axis]]),
    );
    multiply(left.reshape(rows.flatMap((extent) => [extent, 1])), right.reshape(columns.flatMap((n) => [1, n])), {
      out: blocks,
    });
    return blocks.reshape(rows.map((extent, axis) => extent * columns[axis]));
  }) as NDArray as NDArray<Meet<A, B>>;
}

/**
 * The last two axes exchanged: a view. NumPy and Array API: `matrix_transpose`.
 *
 * @throws RangeError for arrays of fewer than two axes.
 * @example
 * matrixTranspose(zeros([10, 3, 4])).shape; // [10, 4, 3]
 */
export function matrixTranspose<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  const array = toArray('matrixTranspose', a);
  if (array.ndim < 2) {
    throw new RangeError(`matrixTranspose: an array of shape ${showShape(array.shape)}; it takes at least two axes.`);
  }
  return array.swapaxes(-1, -2) as NDArray as NDArray<DTypeOf<A>>;
}
