/** Images in other sizes. */
import { NDArray } from '../array/ndarray.js';
import * as contig from '../functions.js';
import { resample } from '../loops/windows.js';
import type { Kernels } from './kernel.js';
import { addressOf } from './views.js';

interface Attrs {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: [number, number];
}

/** Places in an axis of `from` pixels of which there are to be `to`, as TensorFlow counts them. */
function places(from: number, to: number, { alignCorners, halfPixelCenters }: Attrs, centre: number): NDArray<'f32'> {
  const aligned = alignCorners && to > 1;
  const scale = aligned ? (from - 1) / (to - 1) : from / to;
  const steps = contig.arange(to, 'f32');
  return halfPixelCenters ? steps.add(0.5).mul(scale).sub(centre) : steps.mul(scale);
}

/** For each place two neighbours and the weight of the second, as the planner takes them: i32, i32 and f32, in one array. */
function neighbours(from: number, to: number, attrs: Attrs): NDArray<'i32'> {
  const at = places(from, to, attrs, 0.5);
  const low = contig.maximum(contig.floor(at), 0);
  const result = contig.empty([3, to], 'i32');
  contig.copyto(result.pick('resize', [0]), low.astype('i32'));
  contig.copyto(result.pick('resize', [1]), contig.minimum(contig.ceil(at).astype('i32'), from - 1));
  const weights = { shape: [to], byteStrides: [4], byteOffset: 8 * to };
  contig.copyto(NDArray.over(result.storage, 'f32', weights), at.sub(low));
  return result;
}

type Images = { images: NDArray };

export const IMAGES: Kernels = {
  ResizeBilinear: ({ images }: Images, attrs: Attrs) => {
    if (images.size === 0) return undefined;
    const floats = images.astype('f32', { copy: false });
    const [batch, height, width, channels] = images.shape;
    const [outHeight, outWidth] = attrs.size;
    const out = NDArray.allocate('f32', [batch, outHeight, outWidth, channels]);
    const rows = neighbours(height, outHeight, attrs);
    const columns = neighbours(width, outWidth, attrs);
    const places = [floats, rows, columns, out].map(addressOf);
    if (out.size === 0 || places.includes(undefined)) return undefined;
    const [image, lines, pixels, to] = places as number[];
    resample({ batch, height, width, channels, outHeight, outWidth }, image, lines, pixels, to);
    return out;
  },
  ResizeNearestNeighbor: ({ images }: Images, attrs: Attrs) => {
    if (images.size === 0) return undefined;
    const [rows, columns] = attrs.size.map((size, i) => {
      const at = places(images.shape[i + 1], size, attrs, 0);
      const nearest = attrs.alignCorners ? contig.floor(at.add(0.5)) : contig.floor(at);
      return contig.clip(nearest, 0, images.shape[i + 1] - 1).astype('i32');
    });
    return contig.take(contig.take(images, rows, { axis: 1 }), columns, { axis: 2 });
  },
  FlipLeftRight: ({ image }: { image: NDArray }) => contig.flip(image, 2),
};
