/** Inner products. */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { broadcast, normalizeAxis, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { promoteTypes } from '../array/promotion.js';
import { dotLast } from '../loops/dot.js';
import { checkOut, over } from './output.js';
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
  const [left, right] = [a, b].map((value) => {
    if (isScalar(value)) throw new TypeError('vecdot: its operands are arrays of at least one dimension, not scalars.');
    const array = toArray('vecdot', value);
    return array.moveaxis(normalizeAxis('vecdot', options.axis ?? -1, array.ndim), -1);
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
