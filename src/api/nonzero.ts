/** Where elements are not zero. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { truePositions } from '../loops/take.js';
import { scope } from '../memory/scope.js';
import { checkHeap } from '../memory/storage.js';
import { floorDivide, remainder } from './arithmetic.js';
import { notEqual } from './logic.js';
import { countNonzero } from './reductions.js';

/** A mask's true positions: an i64 array for each of its axes. */
export function nonzeroOf(operation: string, mask: NDArray): NDArray<'i64'>[] {
  const flags = mask.dtype === 'bool' ? mask : notEqual(mask, 0);
  const flat = positionsOf(operation, flags);
  let rest: NDArray = flat;
  const axes: NDArray<'i64'>[] = new Array(mask.ndim);
  for (let axis = mask.ndim - 1; axis >= 0; axis--) {
    const extent = BigInt(Math.max(mask.shape[axis], 1));
    axes[axis] = axis === 0 ? (rest as NDArray<'i64'>) : (remainder(rest, extent) as NDArray as NDArray<'i64'>);
    if (axis > 0) rest = floorDivide(rest, extent) as NDArray;
  }
  return axes;
}

/** The flat positions of what is true, as i64. */
export function positionsOf(operation: string, flags: NDArray): NDArray<'i64'> {
  const count = countNonzero(flags) as number;
  const found = NDArray.allocate('i64', [count]);
  checkHeap(operation, found.storage, count, 'positions');
  if (count > 0) truePositions(flags.shape, flags.size, flags, DTYPES.bool, found.storage.ptr, count);
  return found;
}

/** The positions of what is not zero in an array of at least one axis: what nonzero and one-argument where give. */
export function allNonzero(operation: string, a: ArrayLike): NDArray<'i64'>[] {
  return scope(() => {
    const array = toArray(operation, a);
    if (array.ndim === 0) {
      throw new RangeError(`${operation}: a 0-d array has no positions; give it an axis with reshape(1).`);
    }
    return nonzeroOf(operation, array);
  });
}
