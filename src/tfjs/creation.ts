/** Kernels that make tensors of constants and sequences. */
import { type DataType, util } from '@tensorflow/tfjs-core';
import type { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { arrayType } from './backend.js';
import type { Kernels } from './kernel.js';

type X = { x: NDArray };

export const CREATION: Kernels = {
  Fill: (_, { shape, value, dtype }: { shape: number[]; value: number | string; dtype?: DataType }) => {
    const type = arrayType(dtype ?? util.inferDtype(value as number));
    return type === undefined || typeof value === 'string' ? undefined : contig.full(shape, value, type);
  },
  ZerosLike: ({ x }: X) => contig.zerosLike(x),
  OnesLike: ({ x }: X) => contig.onesLike(x),
  LinSpace: (_, { start, stop, num }) => contig.linspace(start, stop, num, { dtype: 'f32' }),
  OneHot: ({ indices }: { indices: NDArray }, { depth, onValue, offValue, dtype }) => {
    const type = arrayType(dtype);
    if (type === undefined) return undefined;
    const places = indices.expandDims(indices.ndim).eq(contig.arange(depth, 'i32'));
    return contig.where(places, contig.full([], onValue, type), contig.full([], offValue, type)) as NDArray;
  },
};
