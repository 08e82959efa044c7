import { Lanes } from '../lanes';

/**
 * Folds of windows of an image, channel by channel: products with a filter (depthwise convolution), maxima and means
 * (pooling). Images are of f32 with adjacent channels; what a window has outside its image does not count.
 */

/** The sum of products with the weights of a filter. */
@final
@unmanaged
class Products {
  @inline start(): f32 {
    return 0;
  }
  @inline fold(sum: f32, x: f32, weight: usize): f32 {
    return sum + x * load<f32>(weight);
  }
  @inline weights(at: usize): v128 {
    return v128.load(at);
  }
  @inline foldLanes(sum: v128, x: v128, weights: v128): v128 {
    return Lanes.madd<f32>(x, weights, sum);
  }
  @inline end(sum: f32, _count: f32): f32 {
    return sum;
  }
  @inline endLanes(sum: v128, _count: f32): v128 {
    return sum;
  }
}

/** The largest element; NaN is passed over. */
@final
@unmanaged
class Maxima {
  @inline start(): f32 {
    return -Infinity;
  }
  @inline fold(most: f32, x: f32, _weight: usize): f32 {
    return x > most ? x : most;
  }
  @inline weights(_at: usize): v128 {
    return i64x2.splat(0);
  }
  @inline foldLanes(most: v128, x: v128, _weights: v128): v128 {
    return v128.pmax<f32>(most, x);
  }
  @inline end(most: f32, _count: f32): f32 {
    return most;
  }
  @inline endLanes(most: v128, _count: f32): v128 {
    return most;
  }
}

/** The mean of the elements that lie in the image. */
@final
@unmanaged
class Means {
  @inline start(): f32 {
    return 0;
  }
  @inline fold(sum: f32, x: f32, _weight: usize): f32 {
    return sum + x;
  }
  @inline weights(_at: usize): v128 {
    return i64x2.splat(0);
  }
  @inline foldLanes(sum: v128, x: v128, _weights: v128): v128 {
    return v128.add<f32>(sum, x);
  }
  @inline end(sum: f32, count: f32): f32 {
    return sum / count;
  }
  @inline endLanes(sum: v128, count: f32): v128 {
    return v128.div<f32>(sum, f32x4.splat(count));
  }
}

/** One output pixel from byte `c` of the channels on, of a window of `rows` by `columns` taps `down` and `right` bytes apart. */
function one<O>(
  x: usize,
  filter: usize,
  out: usize,
  c: usize,
  bytes: usize,
  rows: usize,
  columns: usize,
  down: usize,
  right: usize,
  filterRow: usize,
): void {
  const op = changetype<O>(0);
  const count = <f32>(rows * columns);
  if (ASC_FEATURE_SIMD) {
    for (; c + 16 <= bytes; c += 16) {
      let s = f32x4.splat(op.start());
      for (let i: usize = 0; i < rows; i++) {
        let at = x + c + i * down;
        let w = filter + c + i * filterRow;
        for (let j: usize = 0; j < columns; j++) {
          s = op.foldLanes(s, v128.load(at), op.weights(w));
          at += right;
          w += bytes;
        }
      }
      v128.store(out + c, op.endLanes(s, count));
    }
  }
  for (; c < bytes; c += 4) {
    let s = op.start();
    for (let i: usize = 0; i < rows; i++) {
      let at = x + c + i * down;
      let w = filter + c + i * filterRow;
      for (let j: usize = 0; j < columns; j++) {
        s = op.fold(s, load<f32>(at), w);
        at += right;
        w += bytes;
      }
    }
    store<f32>(out + c, op.end(s, count));
  }
}

/** Four output pixels side by side, whose windows are `next` bytes apart: each weight is read once for all. */
function four<O>(
  x: usize,
  next: usize,
  filter: usize,
  out: usize,
  bytes: usize,
  rows: usize,
  columns: usize,
  down: usize,
  right: usize,
  filterRow: usize,
): void {
  const op = changetype<O>(0);
  const count = <f32>(rows * columns);
  let c: usize = 0;
  for (; c + 32 <= bytes; c += 32) {
    let a0 = f32x4.splat(op.start());
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    for (let i: usize = 0; i < rows; i++) {
      let at = x + c + i * down;
      let w = filter + c + i * filterRow;
      for (let j: usize = 0; j < columns; j++) {
        const w0 = op.weights(w);
        const w1 = op.weights(w + 16);
        a0 = op.foldLanes(a0, v128.load(at), w0);
        a1 = op.foldLanes(a1, v128.load(at, 16), w1);
        const second = at + next;
        b0 = op.foldLanes(b0, v128.load(second), w0);
        b1 = op.foldLanes(b1, v128.load(second, 16), w1);
        const third = second + next;
        c0 = op.foldLanes(c0, v128.load(third), w0);
        c1 = op.foldLanes(c1, v128.load(third, 16), w1);
        const fourth = third + next;
        d0 = op.foldLanes(d0, v128.load(fourth), w0);
        d1 = op.foldLanes(d1, v128.load(fourth, 16), w1);
        at += right;
        w += bytes;
      }
    }
    let to = out + c;
    v128.store(to, op.endLanes(a0, count));
    v128.store(to, op.endLanes(a1, count), 16);
    to += bytes;
    v128.store(to, op.endLanes(b0, count));
    v128.store(to, op.endLanes(b1, count), 16);
    to += bytes;
    v128.store(to, op.endLanes(c0, count));
    v128.store(to, op.endLanes(c1, count), 16);
    to += bytes;
    v128.store(to, op.endLanes(d0, count));
    v128.store(to, op.endLanes(d1, count), 16);
  }
  if (c == bytes) return;
  for (let i: usize = 0; i < 4; i++) {
    one<O>(x + i * next, filter, out + i * bytes, c, bytes, rows, columns, down, right, filterRow);
  }
}

/** Taps of a window that lie before its image, and those up to the image's end. */
function before(start: i32, step: i32): i32 {
  return start < 0 ? (step - 1 - start) / step : 0;
}
function upTo(start: i32, step: i32, extent: i32, taps: i32): i32 {
  return start >= extent ? 0 : min(taps, (extent - start + step - 1) / step);
}

/** Rows [first, last) of the output, counted through the images of a batch. */
function outputs<O>(
  image: usize,
  filter: usize,
  out: usize,
  first: i32,
  last: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  const bytes = <usize>channels * sizeof<f32>();
  const down = <usize>(dilationY * width) * bytes;
  const right = <usize>dilationX * bytes;
  const next = <usize>strideX * bytes;
  const taps = <usize>filterWidth;
  const filterRow = taps * bytes;
  const reach = (filterWidth - 1) * dilationX;
  for (let row = first; row < last; row++) {
    const y = (row % outHeight) * strideY - top;
    const skipped = before(y, dilationY);
    const rows: usize = max(0, upTo(y, dilationY, height, filterHeight) - skipped);
    const line = image + <usize>((row / outHeight) * height + y + skipped * dilationY) * <usize>width * bytes;
    const weights = filter + <usize>skipped * filterRow;
    let to = out + <usize>(row * outWidth) * bytes;
    for (let column = 0; column < outWidth; ) {
      const x = column * strideX - left;
      const at = line + <usize>x * bytes;
      if (ASC_FEATURE_SIMD && x >= 0 && column + 4 <= outWidth && x + 3 * strideX + reach < width) {
        four<O>(at, next, weights, to, bytes, rows, taps, down, right, filterRow);
        column += 4;
        to += 4 * bytes;
      } else {
        const missed = before(x, dilationX);
        const columns: usize = max(0, upTo(x, dilationX, width, filterWidth) - missed);
        const start = at + <usize>missed * right;
        one<O>(start, weights + <usize>missed * bytes, to, 0, bytes, rows, columns, down, right, filterRow);
        column++;
        to += bytes;
      }
    }
  }
}

/** Depthwise convolution: each channel with a filter of its own. */
export function windowProducts(
  image: usize,
  filter: usize,
  out: usize,
  first: i32,
  last: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  // biome-ignore format: as the kernel takes them
  outputs<Products>(image, filter, out, first, last, height, width, channels, outHeight, outWidth, filterHeight, filterWidth, strideY, strideX, dilationY, dilationX, top, left);
}

/** The largest element of each window; `filter` is not read. */
export function windowMaxima(
  image: usize,
  filter: usize,
  out: usize,
  first: i32,
  last: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  // biome-ignore format: as the kernel takes them
  outputs<Maxima>(image, filter, out, first, last, height, width, channels, outHeight, outWidth, filterHeight, filterWidth, strideY, strideX, dilationY, dilationX, top, left);
}

/** The mean of each window; `filter` is not read. */
export function windowMeans(
  image: usize,
  filter: usize,
  out: usize,
  first: i32,
  last: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  top: i32,
  left: i32,
): void {
  // biome-ignore format: as the kernel takes them
  outputs<Means>(image, filter, out, first, last, height, width, channels, outHeight, outWidth, filterHeight, filterWidth, strideY, strideX, dilationY, dilationX, top, left);
}
