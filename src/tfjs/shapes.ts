/** Kernels that move elements without computing: parts, joins, orders and repetitions. */
import { backend_util, slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import type { Kernels } from './kernel.js';
import { part } from './views.js';

type X = { x: NDArray };

/** The tensors of a kernel that takes a list. */
const listOf = (inputs: Record<string, NDArray>) => Object.values(inputs);

/** The parts of an array along an axis, of the given extents. */
function parts(x: NDArray, axis: number, extents: readonly number[]): NDArray[] {
  let start = 0;
  return extents.map((extent) => {
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    start += extent;
    return part(
      x,
      begin,
      x.shape.map((all, i) => (i === axis ? extent : all)),
    );
  });
}

/** The extents of what a slice with steps takes. */
const { computeOutShape } = slice_util;

function stridedSlice({ x }: X, attrs: Record<string, never>): NDArray {
  const info = slice_util.sliceInfo(
    x.shape as number[],
    attrs.begin,
    attrs.end,
    attrs.strides,
    attrs.beginMask,
    attrs.endMask,
    attrs.ellipsisMask,
    attrs.newAxisMask,
    attrs.shrinkAxisMask,
  );
  if (info.isIdentity) return x.reshape(info.finalShape);
  const shape =
    info.sliceDim0 || info.isSimpleSlice ? computeOutShape(info.begin, info.end, info.strides) : info.finalShapeSparse;
  return part(x, info.begin, shape, info.strides).reshape(info.finalShape);
}

/** Blocks of pixels from the channels, or from the batch: a reshape, an order of axes and another reshape. */
function rearranged(x: NDArray, shape: readonly number[], order: readonly number[], to: readonly number[]): NDArray {
  return x.reshape(shape).permuteDims(order).reshape(to);
}

export const SHAPES: Kernels = {
  Transpose: ({ x }: X, { perm }) => x.permuteDims(perm),
  Slice: ({ x }: X, { begin, size }) => {
    const info = { shape: x.shape } as unknown as TensorInfo;
    const [from, shape] = slice_util.parseSliceParams(info, begin, size);
    slice_util.assertParamsValid(info, from, shape);
    return part(x, from, shape);
  },
  StridedSlice: stridedSlice,
  Concat: (inputs: Record<string, NDArray>, { axis }) => {
    const list = listOf(inputs);
    const [along] = util.parseAxisParam(axis, list[0].shape as number[]);
    backend_util.assertParamsConsistent(
      list.map(({ shape }) => shape as number[]),
      along,
    );
    return contig.concatenate(list, along);
  },
  Pack: (inputs: Record<string, NDArray>, { axis }) => {
    const list = listOf(inputs);
    return list.some(
      ({ dtype, shape }) => dtype !== list[0].dtype || !util.arraysEqual(shape as number[], list[0].shape as number[]),
    )
      ? undefined
      : contig.stack(list, axis);
  },
  Unpack: ({ value }: { value: NDArray }, { axis }) => {
    const along = axis < 0 ? axis + value.ndim : axis;
    const ones = new Array<number>(value.shape[along]).fill(1);
    return parts(value, along, ones).map((one) => one.squeeze(along));
  },
  SplitV: ({ x }: X, { numOrSizeSplits, axis }) => {
    const [along] = util.parseAxisParam(axis, x.shape as number[]);
    return parts(x, along, backend_util.prepareSplitSize(x as unknown as TensorInfo, numOrSizeSplits, along));
  },
  PadV2: ({ x }: X, { paddings, constantValue }) =>
    x.ndim === 0 ? undefined : contig.pad(x, paddings, 'constant', { constantValues: constantValue }),
  MirrorPad: ({ x }: X, { paddings, mode }) => (x.ndim === 0 ? undefined : contig.pad(x, paddings, mode)),
  Tile: ({ x }: X, { reps }) => contig.tile(x, reps),
  Reverse: ({ x }: X, { dims }) => contig.flip(x, util.parseAxisParam(dims, x.shape as number[])),
  GatherV2: ({ x, indices }: { x: NDArray; indices: NDArray }, { axis, batchDims }) => {
    const [along] = util.parseAxisParam(axis, x.shape as number[]);
    if (batchDims || indices.size === 0) return undefined;
    // The cpu back end's kernel says what is wrong with indices that are not of the axis; negative ones are not.
    const valid = Number(contig.min(indices)) >= 0 && Number(contig.max(indices)) < x.shape[along];
    return valid ? contig.take(x, indices, { axis: along }) : undefined;
  },
  DepthToSpace: ({ x }: X, { blockSize: b, dataFormat }) => {
    if (dataFormat !== 'NHWC') return undefined;
    const [n, h, w, c] = x.shape;
    const depth = c / (b * b);
    return rearranged(x, [n, h, w, b, b, depth], [0, 1, 3, 2, 4, 5], [n, h * b, w * b, depth]);
  },
};
