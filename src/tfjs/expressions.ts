/** Functions that contig has no kernel of its own for, as expressions: for `fuse`, which makes one pass of each. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';

const select = (condition: NDArray, x: NDArray | number, y: NDArray | number) =>
  contig.where(condition, x, y) as NDArray;

export const relu = (x: NDArray): NDArray => contig.maximum(x, 0) as NDArray;
export const relu6 = (x: NDArray): NDArray => contig.clip(x, 0, 6);
export const sigmoid = (x: NDArray): NDArray => x.neg().exp().add(1).reciprocal();
export const elu = (x: NDArray): NDArray => select(x.ge(0), x, x.expm1());
export const leakyRelu = (x: NDArray, alpha: number): NDArray => select(x.lt(0), x.mul(alpha), x);
export const prelu = (x: NDArray, alpha: NDArray): NDArray => select(x.lt(0), x.mul(alpha), x);

export const selu = (x: NDArray): NDArray =>
  select(x.ge(0), x.mul(backend_util.SELU_SCALE), x.expm1().mul(backend_util.SELU_SCALEALPHA));
export const rsqrt = (x: NDArray): NDArray => x.sqrt().reciprocal();
export const sign = (x: NDArray): NDArray => x.gt(0).astype('f32').sub(x.lt(0).astype('f32'));
export const step = (x: NDArray, alpha: number): NDArray =>
  select(x.isnan(), x, select(x.gt(0), 1, alpha).astype('f32'));
export const squaredDifference = (a: NDArray, b: NDArray): NDArray => a.sub(b).square();
export const floorQuotient = (a: NDArray, b: NDArray): NDArray => a.div(b).floor();
export const eluGrad = (dy: NDArray, y: NDArray): NDArray => select(y.ge(0), dy, dy.mul(y.add(1)));

/** The error function: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26, within 1.5e-7. */
export function erf(x: NDArray): NDArray {
  const { ERF_P, ERF_A1, ERF_A2, ERF_A3, ERF_A4, ERF_A5 } = backend_util;
  const size = x.abs();
  const t = size.mul(ERF_P).add(1).reciprocal();
  const polynomial = t.mul(ERF_A5).add(ERF_A4).mul(t).add(ERF_A3).mul(t).add(ERF_A2).mul(t).add(ERF_A1).mul(t);
  return polynomial.mul(size.square().neg().exp()).sub(1).neg().copysign(x);
}
