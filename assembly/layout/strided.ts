/**
 * Between a strided view and contiguous memory: gather copies a range of a view's items, in C order, to contiguous
 * memory; scatter copies contiguous items back to a range of a view.
 *
 * `view` points to 5 * ndim + 2 words of 32 bits: ndim, then the extents, then the byte strides (outermost axis first; a
 * negative stride in two's complement, for all address arithmetic is modular), then 3 * ndim + 1 words of scratch, which
 * means nothing before or after a call. Axes of extent 1 do no harm; adjacent axes that could be one should be one, for
 * runs get longer.
 *
 * A range [start, start + count) of flat positions may begin and end in the middle of a row. It is cut into boxes, at most
 * 2 * ndim - 1: one index of each axis before some axis k, a part of axis k, all of the axes after it. The order within a
 * box is free, so every box picks the two axes that use whole cache lines and long loops. Where the last axis is not the
 * contiguous one, a range should therefore span at least a cache line's worth of the axis that is: 16 rows of a transposed
 * f32 matrix are as fast as all of it, single rows are several times slower.
 *
 * Where indices of a view share an address (a stride of 0), scatter leaves any one of their items there.
 */
import { fill } from '../elementwise/fill';
import { copyItems, copyRuns, repeatItems } from './plane';
import { transpose } from './transpose';

/** One word per axis, 32 bits each. */
abstract class Words {
  @inline static get(words: usize, axis: usize): usize {
    return load<u32>(words + (axis << 2));
  }
  @inline static set(words: usize, axis: usize, value: usize): void {
    store<u32>(words + (axis << 2), <u32>value);
  }
}

/** Where a view's words start: its description, then the scratch. */
abstract class View {
  @inline static extents(view: usize): usize {
    return view + 4;
  }
  /** In bytes. */
  @inline static strides(view: usize, ndim: usize): usize {
    return view + 4 + (ndim << 2);
  }
  /** How many items one step along each axis passes. */
  @inline static steps(view: usize, ndim: usize): usize {
    return view + 4 + (ndim << 3);
  }
  /** A box's extents. */
  @inline static lengths(view: usize, ndim: usize): usize {
    return view + 4 + ndim * 12;
  }
  /** The running index within a box. */
  @inline static indices(view: usize, ndim: usize): usize {
    return view + 4 + (ndim << 4);
  }
}

/** How a plane is copied. */
const enum Kind {
  /** Row by row. */
  Items,
  /** Column by column. */
  Columns,
  /** The rows are contiguous on both sides. */
  Runs,
  /** Each row of the view is one item. */
  Fill,
  /** The columns are contiguous in the view. */
  Transpose,
}

export function gather(itemsize: i32, view: usize, src: usize, dst: usize, start: usize, count: usize): void {
  boxes(itemsize, view, src, dst, start, count, true);
}

export function scatter(itemsize: i32, view: usize, src: usize, dst: usize, start: usize, count: usize): void {
  boxes(itemsize, view, dst, src, start, count, false);
}

/** Cuts a range into boxes; `v` is the address of the view's first item, `f` that of the contiguous items. */
function boxes(itemsize: i32, view: usize, v: usize, f: usize, start: usize, count: usize, gathers: bool): void {
  const ndim: usize = load<u32>(view);
  if (!ndim) return copyRuns(gathers ? v : f, 0, gathers ? f : v, 0, itemsize, count);
  const extents = View.extents(view);
  const strides = View.strides(view, ndim);
  const steps = View.steps(view, ndim);
  const lengths = View.lengths(view, ndim);
  // A broadcast view may have more than 2^32 items; no range spans an axis whose step is saturated.
  let items: u64 = 1;
  for (let a = ndim; a > 0; a--) {
    Words.set(steps, a - 1, <usize>items);
    items = min<u64>(items * Words.get(extents, a - 1), 0xffffffff);
  }
  while (count) {
    let k = ndim - 1;
    for (; k; k--) {
      const outer = Words.get(steps, k - 1);
      if (count < outer || start % outer) break;
    }
    let base = v;
    let rest = start;
    let index: usize = 0;
    for (let a: usize = 0; a <= k; a++) {
      const step = Words.get(steps, a);
      index = rest / step;
      rest -= index * step;
      base += index * Words.get(strides, a);
      Words.set(lengths, a, 1);
    }
    for (let a = k + 1; a < ndim; a++) Words.set(lengths, a, Words.get(extents, a));
    const step = Words.get(steps, k);
    const length = min(Words.get(extents, k) - index, count / step);
    Words.set(lengths, k, length);
    box(itemsize, view, ndim, base, f, gathers);
    start += length * step;
    count -= length * step;
    f += length * step * itemsize;
  }
}

/**
 * One box. Its plane has the columns of the last axis (that of the contiguous side) and, as its rows, either the axis along
 * which the view is contiguous, if there is one, or the longest. The plane is cut into blocks that fit the caches, and
 * within each block an odometer runs over the other axes.
 */
function box(itemsize: i32, view: usize, ndim: usize, v: usize, f: usize, gathers: bool): void {
  const size = <usize>itemsize;
  const strides = View.strides(view, ndim);
  const steps = View.steps(view, ndim);
  const lengths = View.lengths(view, ndim);
  const indices = View.indices(view, ndim);
  let c = ndim - 1;
  while (c && Words.get(lengths, c) == 1) c--;
  const cols = Words.get(lengths, c);
  const vCol = Words.get(strides, c);

  let r = c;
  let rows: usize = 1;
  let unit = c;
  for (let a: usize = 0; a < c; a++) {
    const length = Words.get(lengths, a);
    const stride = Words.get(strides, a);
    if (length > rows) {
      rows = length;
      r = a;
    }
    if (length > 1 && (stride == size || stride == 0 - size)) unit = a;
    Words.set(indices, a, 0);
  }

  let kind = Kind.Items;
  if (vCol == size || cols == 1) {
    kind = Kind.Runs;
  } else if (vCol == 0) {
    if (gathers && cols * size >= (ASC_FEATURE_SIMD ? 16 : 64)) kind = Kind.Fill;
  } else if (unit != c) {
    const length = Words.get(lengths, unit);
    if (max(length, cols) >= 8) {
      r = unit;
      rows = length;
      const shortest: usize = size == 4 || size == 8 ? 4 : 8;
      if (min(length, cols) >= shortest) kind = Kind.Transpose;
    }
  }

  let vRow: usize = 0;
  let fRow: usize = 0;
  if (rows > 1) {
    vRow = Words.get(strides, r);
    fRow = Words.get(steps, r) * size;
    Words.set(lengths, r, 1);
    if (kind == Kind.Transpose && vRow != size) {
      // A reversed axis is taken from its other end.
      v += (rows - 1) * vRow;
      f += (rows - 1) * fRow;
      vRow = size;
      fRow = 0 - fRow;
    }
  }

  let colBlock = cols;
  let rowBlock: usize = 64;
  if (kind == Kind.Transpose) {
    colBlock = 64;
  } else {
    if (kind == Kind.Items && rows > 1) {
      colBlock = min<usize>(cols, 512);
      // Many short rows are faster column by column, 3 to 4 times, unless a block's lines share a cache set; long rows
      // whose lines do, and that share those lines, are faster column by column for that reason.
      if (rows > cols ? cols < 16 && !(collides(vRow) || collides(fRow)) : r == unit && collides(vCol))
        kind = Kind.Columns;
    }
    rowBlock = max<usize>(1024 / colBlock, 1);
  }

  for (let col: usize = 0; col < cols; col += colBlock) {
    const w = min(cols - col, colBlock);
    for (let row: usize = 0; row < rows; row += rowBlock) {
      const h = min(rows - row, rowBlock);
      let vAt = v + row * vRow + col * vCol;
      let fAt = f + row * fRow + col * size;
      let a = c;
      do {
        if (gathers) plane(kind, itemsize, vAt, vRow, vCol, fAt, fRow, size, h, w);
        else plane(kind, itemsize, fAt, fRow, size, vAt, vRow, vCol, h, w);
        for (a = c; a > 0; a--) {
          const length = Words.get(lengths, a - 1);
          const stride = Words.get(strides, a - 1);
          const step = Words.get(steps, a - 1) * size;
          const index = Words.get(indices, a - 1) + 1;
          vAt += stride;
          fAt += step;
          if (index < length) {
            Words.set(indices, a - 1, index);
            break;
          }
          Words.set(indices, a - 1, 0);
          vAt -= stride * length;
          fAt -= step * length;
        }
      } while (a);
    }
  }
}

/** Whether steps of a stride meet in few sets of the first-level cache, those of a large power of two. */
function collides(stride: usize): bool {
  return stride != 0 && (stride & 255) == 0;
}

/** One block of a plane, `rows` x `cols`. */
function plane(
  kind: Kind,
  itemsize: i32,
  src: usize,
  srcRow: usize,
  srcCol: usize,
  dst: usize,
  dstRow: usize,
  dstCol: usize,
  rows: usize,
  cols: usize,
): void {
  if (kind == Kind.Runs) return copyRuns(src, srcRow, dst, dstRow, cols * itemsize, rows);
  if (!ASC_FEATURE_SIMD && kind == Kind.Fill) {
    for (; rows; rows--) {
      fill(itemsize, src, dst, cols);
      src += srcRow;
      dst += dstRow;
    }
    return;
  }
  // From here on a transpose's source is contiguous along its columns.
  if (kind == Kind.Columns || (kind == Kind.Transpose && srcRow == <usize>itemsize)) {
    let swap = srcRow;
    srcRow = srcCol;
    srcCol = swap;
    swap = dstRow;
    dstRow = dstCol;
    dstCol = swap;
    swap = rows;
    rows = cols;
    cols = swap;
  }
  switch (itemsize) {
    case 1:
      return block<u8>(kind, src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
    case 2:
      return block<u16>(kind, src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
    case 4:
      return block<u32>(kind, src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
    case 8:
      return block<u64>(kind, src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
    default:
      if (ASC_FEATURE_SIMD) return block<v128>(kind, src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
      block<u64>(kind, src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
      block<u64>(kind, src + 8, srcRow, srcCol, dst + 8, dstRow, dstCol, rows, cols);
  }
}

function block<T>(
  kind: Kind,
  src: usize,
  srcRow: usize,
  srcCol: usize,
  dst: usize,
  dstRow: usize,
  dstCol: usize,
  rows: usize,
  cols: usize,
): void {
  if (ASC_FEATURE_SIMD && kind == Kind.Fill) return repeatItems<T>(src, srcRow, dst, dstRow, rows, cols);
  if (kind != Kind.Transpose) return copyItems<T>(src, srcRow, srcCol, dst, dstRow, dstCol, rows, cols);
  if (transpose<T>(src, srcRow, dst, dstCol, rows, cols)) return;
  // Eight columns at a time, for the same reason as there.
  for (let c: usize = 0; c < cols; c += 8) {
    const w = min<usize>(cols - c, 8);
    copyItems<T>(src + c * srcCol, srcRow, srcCol, dst + c * dstCol, dstRow, dstCol, rows, w);
  }
}
