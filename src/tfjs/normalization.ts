/** Normalizations: of distributions, and of batches. */
import { fuse } from '../api/fuse.js';
import { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { softmax } from '../loops/softmax.js';
import type { Kernels } from './kernel.js';
import { addressOf } from './views.js';

const exponentials = fuse((x, most) => x.sub(most).exp());
const logarithms = fuse((x, most, total) => x.sub(most).sub(total.log()));
const normalized = fuse((x, mean, factor, offset) => x.sub(mean).mul(factor).add(offset));
const factors = fuse((variance: NDArray, scale: NDArray | number, epsilon: number) =>
  variance.add(epsilon).sqrt().reciprocal().mul(scale),
);

interface Moments {
  readonly x: NDArray;
  readonly mean: NDArray;
  readonly variance: NDArray;
  readonly scale?: NDArray;
  readonly offset?: NDArray;
}

export const NORMALIZATION: Kernels = {
  Softmax: ({ logits }: { logits: NDArray }, { dim }) => {
    const last = logits.ndim - 1;
    if (logits.size === 0 || logits.dtype !== 'f32' || (dim < 0 ? dim + logits.ndim : dim) !== last) return undefined;
    const result = NDArray.allocate('f32', logits.shape);
    const [from, to] = [logits, result].map(addressOf);
    if (from === undefined || to === undefined) return undefined;
    const columns = logits.shape[last];
    softmax(logits.size / columns, columns, from, to);
    return result;
  },
  LogSoftmax: ({ logits }: { logits: NDArray }, { axis }) => {
    if (logits.size === 0 || logits.dtype !== 'f32' || logits.ndim === 0) return undefined;
    const most = contig.max(logits, { axis, keepdims: true });
    return logarithms(logits, most, contig.sum(exponentials(logits, most), { axis, keepdims: true }));
  },
  FusedBatchNorm: ({ x, mean, variance, scale, offset }: Moments, { varianceEpsilon }) => {
    const parameters = [mean, variance, scale, offset];
    const channels = x.shape.at(-1);
    const perChannel = parameters.every(
      (array) => array === undefined || (array.dtype === 'f32' && array.ndim === 1 && array.size === channels),
    );
    if (!perChannel || x.dtype !== 'f32') return undefined;
    return normalized(x, mean, factors(variance, scale ?? 1, varianceEpsilon), offset ?? 0);
  },
};
