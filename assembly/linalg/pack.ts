import { copyItems } from '../layout/plane';
import { transpose } from '../layout/transpose';

/**
 * Packing: out[panel][d][lane] = src[lane * laneStride + d * depthStride], in panels of `width` lanes, the last one
 * filled up with zeros. Strides are in bytes, of any size and sign, so that after packing no loop knows whether a matrix
 * was transposed, reversed, stepped or broadcast.
 */
export function panels<T>(
  src: usize,
  laneStride: usize,
  depthStride: usize,
  lanes: usize,
  depth: usize,
  width: usize,
  out: usize,
): void {
  const row = width * sizeof<T>();
  if (depth == 1 && lanes == width) {
    // A vector.
    copyItems<T>(src, 0, laneStride, out, 0, sizeof<T>(), 1, lanes);
    return;
  }
  while (lanes > 0) {
    const n = min(lanes, width);
    if (n == width && laneStride == sizeof<T>() && !(row & 7)) copyRows(src, depthStride, depth, row, out);
    else if (n < width || depthStride != sizeof<T>() || !transpose<T>(src, laneStride, out, row, n, depth)) {
      let to = out;
      for (let d: usize = 0; d < depth; d++) {
        let from = src + d * depthStride;
        const end = to + n * sizeof<T>();
        for (; to < end; to += sizeof<T>()) {
          store<T>(to, load<T>(from));
          from += laneStride;
        }
        for (const full = out + (d + 1) * row; to < full; to += sizeof<T>()) store<T>(to, <T>0);
      }
    }
    lanes -= n;
    src += n * laneStride;
    out += depth * row;
  }
}

/** Rows whose lanes are adjacent, a multiple of eight bytes each. */
function copyRows(src: usize, stride: usize, rows: usize, bytes: usize, out: usize): void {
  for (; rows > 0; rows--) {
    if (ASC_FEATURE_SIMD && bytes == 32) {
      v128.store(out, v128.load(src));
      v128.store(out, v128.load(src, 16), 16);
    } else for (let i: usize = 0; i < bytes; i += 8) store<u64>(out + i, load<u64>(src + i));
    src += stride;
    out += bytes;
  }
}

/** Packs a matrix of elements of `size` bytes. */
export function packPanels(
  size: i32,
  src: usize,
  laneStride: usize,
  depthStride: usize,
  lanes: usize,
  depth: usize,
  width: usize,
  out: usize,
): void {
  switch (size) {
    case 1:
      return panels<u8>(src, laneStride, depthStride, lanes, depth, width, out);
    case 2:
      return panels<u16>(src, laneStride, depthStride, lanes, depth, width, out);
    case 4:
      return panels<u32>(src, laneStride, depthStride, lanes, depth, width, out);
    case 8:
      return panels<u64>(src, laneStride, depthStride, lanes, depth, width, out);
  }
}

/** Elements of one vector before those of another: few, so that both are read ahead. */
const TURN: usize = 512;

function twoVectors<T>(a: usize, aStep: usize, b: usize, bStep: usize, n: usize, toA: usize, toB: usize): void {
  while (n > 0) {
    const some = min(n, TURN);
    copyItems<T>(a, 0, aStep, toA, 0, sizeof<T>(), 1, some);
    copyItems<T>(b, 0, bStep, toB, 0, sizeof<T>(), 1, some);
    a += some * aStep;
    b += some * bStep;
    toA += some * sizeof<T>();
    toB += some * sizeof<T>();
    n -= some;
  }
}

/** Packs two vectors of n elements of 4 or 8 bytes, by turns. */
export function packVectors(
  size: i32,
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  n: usize,
  toA: usize,
  toB: usize,
): void {
  if (size == 4) twoVectors<u32>(a, aStep, b, bStep, n, toA, toB);
  else twoVectors<u64>(a, aStep, b, bStep, n, toA, toB);
}
