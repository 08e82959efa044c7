/** Kernels that fold axes, and those that run along one. */
import { util } from '@tensorflow/tfjs-core';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import type { ArrayKernel, Kernels } from './kernel.js';
import { dropped } from './views.js';

interface Attrs {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

type Options = { axis: number[]; keepdims: boolean };

/** A reduction of tensors that have elements; what there is of others is for the cpu back end to say. */
function reduction(compute: (x: NDArray, options: Options) => NDArray | undefined): ArrayKernel {
  return ({ x }: { x: NDArray }, { axis, keepDims }: Attrs) =>
    x.size === 0
      ? undefined
      : compute(x, { axis: util.parseAxisParam(axis, x.shape as number[]), keepdims: keepDims ?? false });
}

/** Sums and products are of integers unless the elements are floats. */
const totalType = (x: NDArray) => (x.dtype === 'f32' ? 'f32' : 'i32');

/** Positions of extrema. NaN is passed over: where there is one, the least there is takes its place. */
function position(compute: typeof contig.argmax, least: number): ArrayKernel {
  return ({ x }: { x: NDArray }, { axis }: { axis: number }) => {
    if (x.size === 0) return undefined;
    const [along] = util.parseAxisParam(axis, x.shape as number[]);
    const hasNaN = x.dtype === 'f32' && Number.isNaN(contig.max(x));
    const values = hasNaN ? (contig.where(x.isnan(), least, x) as NDArray) : x;
    return compute(values, { axis: along }).astype('i32');
  };
}

/** A running sum or product, from either end; exclusive ones leave out the element itself. */
function running(compute: typeof contig.cumulativeSum): ArrayKernel {
  return ({ x }: { x: NDArray }, { axis, exclusive, reverse }) => {
    if (x.size === 0 || x.ndim === 0) return undefined;
    const [along] = util.parseAxisParam(axis, x.shape as number[]);
    const input = reverse ? contig.flip(x, along) : x;
    const all = compute(input, { axis: along, dtype: totalType(x), includeInitial: exclusive }) as NDArray;
    const result = exclusive ? dropped(all, along) : all;
    return reverse ? contig.flip(result, along) : result;
  };
}

export const REDUCTIONS: Kernels = {
  Sum: reduction((x, options) => contig.sum(x, { ...options, dtype: totalType(x) })),
  Prod: reduction((x, options) => contig.prod(x, { ...options, dtype: totalType(x) })),
  Mean: reduction((x, options) => contig.mean(x, { ...options }).astype('f32', { copy: false })),
  Max: ({ x }: { x: NDArray }, { reductionIndices, keepDims }) =>
    EXTREMA.max({ x }, { axis: reductionIndices, keepDims }),
  Min: reduction((x, options) => (x.dtype === 'bool' ? undefined : contig.min(x, { ...options }))),
  All: reduction((x, options) => contig.all(x, { ...options })),
  Any: reduction((x, options) => contig.any(x, { ...options })),
  ArgMax: position(contig.argmax, -Infinity),
  ArgMin: position(contig.argmin, Infinity),
  Cumsum: running(contig.cumulativeSum),
  Cumprod: running(contig.cumulativeProd),
};

const EXTREMA = { max: reduction((x, options) => (x.dtype === 'bool' ? undefined : contig.max(x, { ...options }))) };
