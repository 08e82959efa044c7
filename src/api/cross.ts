/** The cross product. */
import { type ArrayLike, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { broadcast, normalizeAxis, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { promoteTypes } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { multiply, negative, subtract } from './arithmetic.js';
import type { Meet } from './ufunc.js';

/** Options of {@link cross}. */
export interface CrossOptions {
  /** The axis of the vectors in a: the last unless given. */
  axisa?: number;
  /** The axis of the vectors in b: the last unless given. */
  axisb?: number;
  /** The axis of the vectors in the result: the last unless given. */
  axisc?: number;
  /** One axis for all three. */
  axis?: number;
}

/** x y, less z w where there is such a product. */
function minor(out: NDArray, x: NDArray, y: NDArray, z?: NDArray, w?: NDArray): void {
  multiply(x, y, { out });
  if (z !== undefined && w !== undefined) subtract(out, multiply(z, w), { out });
}

/**
 * The cross product of vectors of three elements; all other axes broadcast. Vectors of two elements, which NumPy has
 * deprecated, count as having a third of 0, and of two such the third element of the product is the result.
 *
 * @param options `axis`: where the vectors lie in all three arrays; or `axisa`, `axisb` and `axisc` for each. The last
 *   axis unless given.
 * @returns An array of the type in which a and b meet; without the axis for two vectors of two elements. NumPy: `cross`.
 * @throws RangeError when the vectors have not two or three elements, or other axes do not broadcast; TypeError for
 *   bools.
 * @example
 * cross([1, 0, 0], [0, 1, 0]); // 0, 0, 1
 */
export function cross<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: CrossOptions = {},
): NDArray<Meet<A, B>> {
  checkOptions('cross', options, ['axis', 'axisa', 'axisb', 'axisc']);
  const { axis, axisa = -1, axisb = -1, axisc = -1 } = options;
  return scope(() => {
    const [left, right] = [toArray('cross', a), toArray('cross', b)];
    const type: DType = promoteTypes(left.dtype, right.dtype);
    const first = left.moveaxis(normalizeAxis('cross', axis ?? axisa, left.ndim), -1);
    const second = right.moveaxis(normalizeAxis('cross', axis ?? axisb, right.ndim), -1);
    const lengths = [first, second].map(({ shape }) => shape[shape.length - 1]);
    if (!lengths.every((length) => length === 2 || length === 3)) {
      throw new RangeError(
        `cross: vectors of ${lengths[0]} and ${lengths[1]} elements, shapes ${showShape(left.shape)} and ${showShape(right.shape)}; they have two or three.`,
      );
    }
    if (type === 'bool')
      throw new TypeError("cross: not defined for bools, which have no difference; use astype('i8').");
    const parts = (array: NDArray) =>
      Array.from({ length: array.shape[array.ndim - 1] }, (_, i) =>
        array.pick('cross', ['...', i]).astype(type, { copy: false }),
      );
    const [a0, a1, a2] = parts(first);
    const [b0, b1, b2] = parts(second);
    const shape = broadcast('cross', [a0.shape, b0.shape]);
    if (a2 === undefined && b2 === undefined) {
      const result = NDArray.allocate(type, shape);
      minor(result, a0, b1, a1, b0);
      return result;
    }
    const place = normalizeAxis('cross', axis ?? axisc, shape.length + 1);
    const result = NDArray.allocate(type, [...shape, 3]) as NDArray;
    const [c0, c1, c2] = parts(result);
    if (a2 === undefined) {
      minor(c0, a1, b2);
      minor(c1, a0, b2);
      negative(c1, { out: c1 });
    } else if (b2 === undefined) {
      minor(c0, a2, b1);
      negative(c0, { out: c0 });
      minor(c1, a2, b0);
    } else {
      minor(c0, a1, b2, a2, b1);
      minor(c1, a2, b0, a0, b2);
    }
    minor(c2, a0, b1, a1, b0);
    return result.moveaxis(-1, place);
  }) as NDArray as NDArray<Meet<A, B>>;
}
