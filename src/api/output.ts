/** Where results go: outputs that callers give, masks that say which elements count. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { broadcast, broadcastStrides, type Shape, sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { canCastSameKind } from '../array/promotion.js';
import { elementwise, type Loop } from '../loops/elementwise.js';
import type { Operand } from '../loops/operand.js';
import { kernelNumber } from '../wasm/kernels.js';

/** An array as an operand over a shape that it broadcasts to. */
export function over(arg: NDArray, shape: Shape): Operand {
  const { storage, byteOffset, code, itemsize } = arg;
  return { storage, byteOffset, code, itemsize, byteStrides: broadcastStrides(arg.shape, arg.byteStrides, shape) };
}

/**
 * The output that options give where they have nothing else.
 *
 * @throws TypeError for other options.
 */
export function outOf(operation: string, options: { out?: NDArray } | undefined): NDArray | undefined {
  if (options === undefined) return undefined;
  checkOptions(operation, options, ['out']);
  return options.out;
}

/**
 * Checks that an array can receive results.
 *
 * @throws TypeError when it is no array, read-only or of a kind that the results do not cast to; RangeError when its
 *   shape is not that of the results.
 */
export function checkOut(operation: string, out: unknown, shape: Shape, type: DType): asserts out is NDArray {
  if (!(out instanceof NDArray)) throw new TypeError(`${operation}: out must be an NDArray.`);
  if (!out.writeable) throw new TypeError(`${operation}: out is read-only (a broadcast view); use its copy().`);
  if (!canCastSameKind(type, out.dtype)) {
    throw new TypeError(
      `${operation}: the result is ${type} and does not cast to out's ${out.dtype} within its kind; use astype().`,
    );
  }
  if (!sameShape(out.shape, shape)) {
    throw new RangeError(`${operation}: out has shape ${showShape(out.shape)}, the result ${showShape(shape)}.`);
  }
}

const SELECT = kernelNumber('select');

/** Writes `value` to `target` where the mask is true. All are broadcast to the target's shape. */
export function assignWhere(operation: string, mask: ArrayLike, value: NDArray, target: NDArray): void {
  const condition = toArray(operation, mask);
  if (condition.dtype !== 'bool')
    throw new TypeError(`${operation}: where is ${condition.dtype}; it must be bool, use ne(0).`);
  const shape = broadcast(operation, [target.shape, condition.shape]);
  if (!sameShape(shape, target.shape)) {
    throw new RangeError(
      `${operation}: where, shape ${showShape(condition.shape)}, does not broadcast to ${showShape(target.shape)}.`,
    );
  }
  const type = DTYPES[target.dtype];
  const loop: Loop = {
    kernel: SELECT,
    family: 'select',
    code: type.itemsize,
    inputs: [DTYPES.bool, type, type],
    outputs: [type],
  };
  elementwise(loop, shape, [over(condition, shape), over(value, shape), over(target, shape)], [over(target, shape)]);
}
