/** NaN replaced, for what is then computed in a type that has none. */
import { DTYPES, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { copy, elementwise, type Loop } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { kernelNumber } from '../wasm/kernels.js';
import { assignWhere } from './output.js';

/** Whether floats are to be computed with in a type that has no NaN. */
export function losesNaN(a: NDArray, asked: DTypeLike | undefined): boolean {
  if (asked === undefined || DTYPES[a.dtype].kind !== 'f') return false;
  const type: DType = dtype(asked);
  return DTYPES[type].kind !== 'f';
}

/** A fresh array of floats with a number in the place of NaN. */
export function replacedNaN(operation: string, a: NDArray, neutral: number): NDArray {
  const result = NDArray.allocate(a.dtype, a.shape);
  const type = DTYPES[a.dtype];
  copy(a.shape, constant(0, neutral, type, a.ndim), result);
  // NaN alone is not equal to itself.
  const kernel = kernelNumber('equal');
  const loop: Loop = { kernel, family: 'binary', code: type.code, inputs: [type, type], outputs: [DTYPES.bool] };
  const numbers = NDArray.allocate('bool', a.shape);
  elementwise(loop, a.shape, [a, a], [numbers]);
  assignWhere(operation, numbers, a, result);
  numbers.dispose();
  return result;
}
