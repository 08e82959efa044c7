import { transpose } from '../layout/transpose';

/** Rows in a panel, as packPanels makes them of a left operand of the matrix product. */
const ROWS: usize = 4;

/**
 * Packs rows of the matrix of patches of an image without making the matrix: out[panel][d][lane] is element `first + d` of
 * the patch of output pixel `pixel + 4 * panel + lane`. A patch is what a filter covers at an output pixel: `runs` lines of
 * `run` adjacent elements of 4 bytes, `lines` of which lie `runStep` bytes apart in a row of the image, the next ones `lineStep`
 * bytes further down. Output pixels are counted through rows of `width` and images of `height` rows; `pixelStep`,
 * `rowStep` and `imageStep` lead from patch to patch. A panel that is not full repeats its first row.
 */
export function packPatches(
  image: usize,
  pixel: usize,
  pixels: usize,
  width: usize,
  height: usize,
  pixelStep: usize,
  rowStep: usize,
  imageStep: usize,
  run: usize,
  lines: usize,
  runStep: usize,
  lineStep: usize,
  first: usize,
  depth: usize,
  out: usize,
): void {
  const end = pixel + pixels;
  for (; pixel < end; pixel += ROWS) {
    const row = pixel / width;
    const x = pixel - row * width;
    const a = image + (row / height) * imageStep + (row % height) * rowStep + x * pixelStep;
    // All four in one row of the image, or each where it is.
    const apart = x + ROWS <= width && pixel + ROWS <= end;
    let b = a + pixelStep;
    let c = b + pixelStep;
    let d = c + pixelStep;
    if (!apart) {
      b = pixel + 1 < end ? patch(image, pixel + 1, width, height, pixelStep, rowStep, imageStep) : a;
      c = pixel + 2 < end ? patch(image, pixel + 2, width, height, pixelStep, rowStep, imageStep) : a;
      d = pixel + 3 < end ? patch(image, pixel + 3, width, height, pixelStep, rowStep, imageStep) : a;
    }
    for (let k: usize = 0; k < depth; ) {
      const place = first + k;
      const tap = place / run;
      const within = place - tap * run;
      const count = min(run - within, depth - k);
      const line = tap / lines;
      const offset = line * lineStep + (tap - line * lines) * runStep + within * sizeof<u32>();
      if (!apart || !transpose<u32>(a + offset, pixelStep, out, ROWS * sizeof<u32>(), ROWS, count)) {
        for (let i = offset; i < offset + count * sizeof<u32>(); i += sizeof<u32>()) {
          const to = out + (i - offset) * ROWS;
          store<u32>(to, load<u32>(a + i));
          store<u32>(to, load<u32>(b + i), 4);
          store<u32>(to, load<u32>(c + i), 8);
          store<u32>(to, load<u32>(d + i), 12);
        }
      }
      out += count * ROWS * sizeof<u32>();
      k += count;
    }
  }
}

/** Where the patch of an output pixel begins. */
function patch(
  image: usize,
  pixel: usize,
  width: usize,
  height: usize,
  pixelStep: usize,
  rowStep: usize,
  imageStep: usize,
): usize {
  const row = pixel / width;
  return image + (row / height) * imageStep + (row % height) * rowStep + (pixel - row * width) * pixelStep;
}
