/** Windows that slide over images, as tfjs-core describes them and as the planner takes them. */
import type { backend_util } from '@tensorflow/tfjs-core';
import { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { foldWindows, type WindowFold, type Windows } from '../loops/windows.js';
import { addressOf, part } from './views.js';

export type Info = backend_util.Conv2DInfo;

/** The windows of images that are padded by themselves: those that reach outside begin there. */
export function windowsOf(info: Info): Windows {
  return {
    batch: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    rows: info.filterHeight,
    columns: info.filterWidth,
    strideY: info.strideHeight,
    strideX: info.strideWidth,
    dilationY: info.dilationHeight,
    dilationX: info.dilationWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
  };
}

/** The shape of images with their padding, and the part of it that is theirs. */
function frame({ padInfo, batchSize, inHeight, inWidth, inChannels }: Info) {
  const { top, bottom, left, right } = padInfo;
  const shape = [batchSize, inHeight + top + bottom, inWidth + left + right, inChannels];
  const inside = (images: NDArray) => part(images, [0, top, left, 0], [batchSize, inHeight, inWidth, inChannels]);
  return { shape, inside, isEmpty: Math.max(top, bottom, left, right) === 0 };
}

/** Images with zeros around them; the images themselves where there is no padding. */
export function padded(x: NDArray, info: Info): NDArray {
  const { shape, inside, isEmpty } = frame(info);
  if (isEmpty) return x;
  const result = contig.zeros(shape, x.dtype);
  contig.copyto(inside(result), x);
  return result;
}

/** Images of what is added up at the windows' taps, `terms` giving it for each tap by row and column. */
export function gathered(info: Info, terms: (row: number, column: number) => NDArray): NDArray {
  const { shape, inside } = frame(info);
  const total = contig.zeros(shape, 'f32');
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      const at = tap(total, info, row, column);
      contig.add(at, terms(row, column), { out: at });
    }
  }
  return inside(total);
}

/** What one tap sees of padded images, at each of the windows. */
export function tap(images: NDArray, info: Info, row: number, column: number): NDArray {
  return part(
    images,
    [0, row * info.dilationHeight, column * info.dilationWidth, 0],
    [info.batchSize, info.outHeight, info.outWidth, info.inChannels],
    [1, info.strideHeight, info.strideWidth, 1],
  );
}

/** Folds each channel of the windows of images. Undefined where kernels cannot reach them. */
export function folded(fold: WindowFold, x: NDArray, info: Info, filter?: NDArray): NDArray | undefined {
  const out = NDArray.allocate('f32', [info.batchSize, info.outHeight, info.outWidth, info.inChannels]);
  const places = [x, out, filter ?? out].map(addressOf);
  if (out.size === 0 || places.includes(undefined)) return undefined;
  const [from, to, weights] = places as number[];
  foldWindows(fold, windowsOf(info), from, weights, to);
  return out;
}
