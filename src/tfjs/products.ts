/** Products of matrices. */
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { type Ending, finish, isKnown } from './activation.js';
import type { Kernels } from './kernel.js';

interface Operands {
  readonly a: NDArray;
  readonly b: NDArray;
}

interface Attrs {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The product of stacks of matrices, either of which may be given transposed: as the view that it is. */
function product({ a, b }: Operands, { transposeA, transposeB }: Attrs): NDArray | undefined {
  if (a.dtype !== b.dtype || a.dtype === 'bool' || a.ndim < 2 || b.ndim < 2) return undefined;
  const left = transposeA ? a.swapaxes(-1, -2) : a;
  const right = transposeB ? b.swapaxes(-1, -2) : b;
  // What is wrong with other shapes, the cpu back end's kernel says.
  return left.shape.at(-1) === right.shape.at(-2) ? contig.matmul(left, right) : undefined;
}

export const PRODUCTS: Kernels = {
  BatchMatMul: product,
  _FusedMatMul: (
    { a, b, bias, preluActivationWeights }: Operands & Ending,
    { activation, leakyreluAlpha, ...attrs }: Attrs & Ending,
  ) => {
    const ending = { bias, activation, preluActivationWeights, leakyreluAlpha };
    if (!isKnown(ending) || a.dtype !== 'f32') return undefined;
    const y = product({ a, b }, attrs);
    return y && finish(y, ending);
  },
};
