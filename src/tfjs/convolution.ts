/** Convolutions of images and their gradients. */
import { backend_util } from '@tensorflow/tfjs-core';
import { DTYPES } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { matrixOf } from '../loops/matrix.js';
import { convolve } from '../loops/windows.js';
import { type Ending, finish, isKnown } from './activation.js';
import type { Kernels } from './kernel.js';
import { addressOf } from './views.js';
import { folded, gathered, type Info, padded, tap, windowsOf } from './windows.js';

/** The attributes of all convolutions, of which each has some. */
interface Attrs extends Ending {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
  readonly inputShape: [number, number, number, number];
}

type Four = [number, number, number, number];

function infoOf(x: readonly number[], filter: readonly number[], attrs: Attrs, depthwise: boolean): Info {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  const format = 'channelsLast';
  return backend_util.computeConv2DInfo(
    x as Four,
    filter as Four,
    strides,
    dilations ?? 1,
    pad as 'same',
    dimRoundingMode,
    depthwise,
    format,
  );
}

const areFloats = (...arrays: (NDArray | undefined)[]) => arrays.every((array) => array?.dtype === 'f32');

/** The images that filters make of images, as a product of matrices. */
function convolution(x: NDArray, filter: NDArray, attrs: Attrs): NDArray | undefined {
  if (!areFloats(x, filter) || x.size === 0 || filter.size === 0) return undefined;
  const info = infoOf(x.shape, filter.shape, attrs, false);
  const { batchSize, outHeight, outWidth, outChannels, inChannels } = info;
  const shape = [batchSize, outHeight, outWidth, outChannels];
  const filters = filter.reshape([-1, outChannels]);
  const single = info.filterHeight === 1 && info.filterWidth === 1 && info.strideHeight === 1 && info.strideWidth === 1;
  const images = padded(x, info);
  if (single) return contig.matmul(images.reshape([-1, inChannels]), filters).reshape(shape);
  const out = NDArray.allocate('f32', [batchSize * outHeight * outWidth, outChannels]);
  const image = addressOf(images);
  if (out.size === 0 || image === undefined || [filters, out].some((array) => addressOf(array) === undefined)) {
    return undefined;
  }
  const [, height, width] = images.shape;
  convolve(DTYPES.f32, { ...windowsOf(info), height, width }, image, matrixOf(filters), outChannels, matrixOf(out));
  return out.reshape(shape);
}

/** Each channel with filters of its own. */
function depthwise(x: NDArray, filter: NDArray, attrs: Attrs): NDArray | undefined {
  if (!areFloats(x, filter) || x.size === 0 || filter.size === 0) return undefined;
  const info = infoOf(x.shape, filter.shape, attrs, true);
  const multiplier = filter.shape[3];
  if (multiplier === 1) return folded('windowProducts', x, info, filter);
  // Several filters a channel: each takes a copy of it.
  const copies = contig.repeat(x, multiplier, 3);
  return folded('windowProducts', copies, { ...info, inChannels: info.inChannels * multiplier }, filter);
}

type Convolution = (x: NDArray, filter: NDArray, attrs: Attrs) => NDArray | undefined;

/** A convolution with what follows it. */
function fused(convolved: Convolution) {
  return ({ x, filter, ...more }: { x: NDArray; filter: NDArray } & Ending, attrs: Attrs) => {
    const { activation, leakyreluAlpha } = attrs;
    const ending = { ...more, activation, leakyreluAlpha };
    if (attrs.dataFormat === 'NCHW' || !isKnown(ending)) return undefined;
    const y = convolved(x, filter, attrs);
    return y && finish(y, ending);
  };
}

/** Images whose channels come first, as views with the channels last; and the other way round. */
const channelsLast = (x: NDArray) => x.permuteDims([0, 2, 3, 1]).copy();
const channelsFirst = (x: NDArray | undefined) => x?.permuteDims([0, 3, 1, 2]);

type Gradient = { x: NDArray; dy: NDArray; filter: NDArray };

export const CONVOLUTION: Kernels = {
  Conv2D: ({ x, filter }: Gradient, attrs: Attrs) =>
    attrs.dataFormat !== 'NCHW'
      ? convolution(x, filter, attrs)
      : typeof attrs.pad === 'object'
        ? undefined
        : channelsFirst(convolution(channelsLast(x), filter, attrs)),
  FusedConv2D: fused(convolution),
  DepthwiseConv2dNative: ({ x, filter }: Gradient, attrs: Attrs) =>
    attrs.dataFormat === 'NCHW' ? undefined : depthwise(x, filter, attrs),
  FusedDepthwiseConv2D: fused(depthwise),

  Conv2DBackpropInput: ({ dy, filter }: Gradient, attrs: Attrs) => {
    if (attrs.dataFormat === 'NCHW' || !areFloats(dy, filter) || dy.size === 0) return undefined;
    const info = infoOf(attrs.inputShape, filter.shape, attrs, false);
    const { batchSize, outHeight, outWidth, inChannels, outChannels } = info;
    // A transposed convolution may have more pixels than its image has windows.
    if (dy.size !== batchSize * outHeight * outWidth * outChannels) return undefined;
    const rows = dy.reshape([-1, outChannels]);
    return gathered(info, (row, column) =>
      contig.matmul(rows, filter.pick('conv2d', [row, column]).T).reshape([batchSize, outHeight, outWidth, inChannels]),
    );
  },
  Conv2DBackpropFilter: ({ x, dy }: Gradient, attrs: Attrs) => {
    if (attrs.dataFormat === 'NCHW' || !areFloats(x, dy) || dy.size === 0) return undefined;
    const info = infoOf(x.shape, attrs.filterShape, attrs, false);
    const images = padded(x, info);
    const rows = dy.reshape([-1, info.outChannels]);
    return everyTap(info, attrs.filterShape, (row, column) =>
      contig.matmul(tap(images, info, row, column).reshape([-1, info.inChannels]).T, rows),
    );
  },
  DepthwiseConv2dNativeBackpropInput: ({ dy, filter }: Gradient, attrs: Attrs) => {
    if (!areFloats(dy, filter) || dy.size === 0) return undefined;
    const info = infoOf(attrs.inputShape, filter.shape, attrs, true);
    const each = dy.reshape([...dy.shape.slice(0, 3), info.inChannels, filter.shape[3]]);
    return gathered(info, (row, column) =>
      contig.sum(each.mul(filter.pick('depthwiseConv2d', [row, column])), { axis: 4, dtype: 'f32' }),
    );
  },
  DepthwiseConv2dNativeBackpropFilter: ({ x, dy }: Gradient, attrs: Attrs) => {
    if (!areFloats(x, dy) || dy.size === 0) return undefined;
    const info = infoOf(x.shape, attrs.filterShape, attrs, true);
    const images = padded(x, info);
    const each = dy.reshape([...dy.shape.slice(0, 3), info.inChannels, attrs.filterShape[3]]);
    return everyTap(info, attrs.filterShape, (row, column) =>
      contig.sum(tap(images, info, row, column).expandDims(4).mul(each), { axis: [0, 1, 2], dtype: 'f32' }),
    );
  },
};

/** A filter from what belongs to each tap. */
function everyTap(info: Info, shape: readonly number[], of: (row: number, column: number) => NDArray): NDArray {
  const result = NDArray.allocate('f32', shape);
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      contig.copyto(result.pick('conv2d', [row, column]), of(row, column));
    }
  }
  return result;
}
