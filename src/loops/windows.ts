/**
 * The planner of what windows slide over images for: convolutions, and folds of each channel by itself. Images lie packed in
 * the heap, with adjacent channels: batch, height, width, channels.
 */
import { kernelNumber, table } from '../wasm/kernels.js';
import type { ElementType } from './access.js';
import { blocks, type RowPacker } from './blocks.js';
import type { Matrix } from './matrix.js';
import { split } from './split.js';

/** Where windows lie in an image, and the images that they make. `y` and `x` are of the axes of height and width. */
export interface Windows {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  /** Taps of the window. */
  readonly rows: number;
  readonly columns: number;
  /** Pixels from window to window, and from tap to tap. */
  readonly strideY: number;
  readonly strideX: number;
  readonly dilationY: number;
  readonly dilationX: number;
  /** Pixels that the first window lies outside the image. */
  readonly top: number;
  readonly left: number;
}

const PATCHES = kernelNumber('packPatches');

/** Nanoseconds of a tap of one channel; and taps in one call, which takes 0.1 ms. */
const TAP = 0.1;
const CALL = 524288;

/** How each channel of a window is folded: products with a filter of as many channels, the largest, the mean. */
export type WindowFold = 'windowProducts' | 'windowMaxima' | 'windowMeans';

/**
 * Folds the windows of images of f32, channel by channel. What lies outside an image does not count.
 *
 * @param filter The address of the weights, by row, column and channel; folds without weights do not read it.
 */
export function foldWindows(fold: WindowFold, windows: Windows, x: number, filter: number, out: number): void {
  const { batch, outHeight, outWidth, channels, rows, columns } = windows;
  const kernel = kernelNumber(fold);
  const each = outWidth * channels * rows * columns;
  const lines = Math.max(1, Math.floor(CALL / Math.max(1, each)));
  split(batch * outHeight, batch * outHeight * each * TAP, 1, true, (start, end) => {
    for (let first = start; first < end; first += lines) {
      // biome-ignore format: the output's lines, then one pair of numbers after another
      table[kernel](x, filter, out, first, Math.min(end, first + lines),
        windows.height, windows.width, channels, outHeight, outWidth, rows, columns,
        windows.strideY, windows.strideX, windows.dilationY, windows.dilationX, windows.top, windows.left);
    }
  });
}

/**
 * Packs patches, what windows cover, as rows of a matrix that is never made: by row, column and channel of the window.
 *
 * @param windows Those of a padded image: none reaches beyond it.
 * @param itemsize 4: the elements are f32 or i32.
 */
function patches(windows: Windows, image: number, itemsize: number): RowPacker {
  const { height, width, channels, outHeight, outWidth, columns, strideY, strideX, dilationY, dilationX } = windows;
  const pixel = channels * itemsize;
  const line = width * pixel;
  // Without gaps, the taps of a line are one run.
  const adjacent = dilationX === 1;
  const run = adjacent ? columns * channels : channels;
  const runs = adjacent ? 1 : columns;
  return (first, count, from, depth, to) => {
    // biome-ignore format: where patches are, what they are, what of them is packed
    table[PATCHES](image, first, count, outWidth, outHeight, strideX * pixel, strideY * line, height * line,
      run, runs, dilationX * pixel, dilationY * line, from, depth, to);
  };
}

/**
 * The convolution of padded images with filters, as the product of the matrix of patches with that of the filters.
 *
 * @param filters A filter in each column: its weights by row, column and channel.
 * @param out A pixel in each row.
 * @param type f32 or i32.
 */
export function convolve(
  type: ElementType,
  windows: Windows,
  image: number,
  filters: Matrix,
  outChannels: number,
  out: Matrix,
): void {
  const { batch, outHeight, outWidth, rows, columns, channels } = windows;
  const extents = { m: batch * outHeight * outWidth, n: outChannels, k: rows * columns * channels };
  blocks(type, extents, patches(windows, image, type.itemsize), filters, out);
}

const RESAMPLE = kernelNumber('resample');
/** Nanoseconds of an element between four. */
const MIX = 0.5;

/** Images of f32 and the size of those that are made of them. */
export type Resizing = Pick<Windows, 'batch' | 'height' | 'width' | 'channels' | 'outHeight' | 'outWidth'>;

/**
 * Images in another size, every pixel between four.
 *
 * @param rows The address of two lists of lines, one of either neighbour, and one of the weights of the second: i32, i32, f32.
 * @param columns The same of the pixels of a line.
 */
export function resample(size: Resizing, image: number, rows: number, columns: number, out: number): void {
  const { batch, height, width, channels, outHeight, outWidth } = size;
  const each = outWidth * channels;
  const lines = Math.max(1, Math.floor(CALL / (4 * each)));
  split(batch * outHeight, batch * outHeight * each * MIX, 1, true, (start, end) => {
    for (let first = start; first < end; first += lines) {
      const last = Math.min(end, first + lines);
      table[RESAMPLE](image, out, first, last, height, width, channels, outHeight, outWidth, rows, columns);
    }
  });
}
