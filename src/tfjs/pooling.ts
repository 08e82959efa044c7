/** Pooling: folds of windows, and the gradient of means. */
import { backend_util } from '@tensorflow/tfjs-core';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import type { WindowFold } from '../loops/windows.js';
import type { Kernels } from './kernel.js';
import { folded, gathered } from './windows.js';

interface Attrs {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function infoOf(shape: readonly number[], { filterSize, strides, pad, dimRoundingMode }: Attrs) {
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad as 'same',
    dimRoundingMode,
  );
}

function pool(fold: WindowFold) {
  return ({ x }: { x: NDArray }, attrs: Attrs) => {
    if (x.dtype !== 'f32' || x.size === 0) return undefined;
    const info = infoOf(x.shape, attrs);
    // The cpu back end takes windows of one pixel for the image itself where the sizes agree, whatever the strides.
    return info.filterHeight * info.filterWidth === 1 ? undefined : folded(fold, x, info);
  };
}

export const POOLING: Kernels = {
  MaxPool: pool('windowMaxima'),
  AvgPool: pool('windowMeans'),
  AvgPoolGrad: ({ dy, input }: { dy: NDArray; input: NDArray }, attrs: Attrs) => {
    if (dy.dtype !== 'f32' || dy.size === 0) return undefined;
    const info = infoOf(input.shape, attrs);
    const share = contig.divide(dy, info.filterHeight * info.filterWidth);
    return gathered(info, () => share);
  },
};
