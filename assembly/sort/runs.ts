import { DType } from '../dtypes';
import { Compact } from './compact';

/** Runs of equal elements in a sorted row, of which a mask marks the first. */

abstract class Runs {
  @inline static differ<T>(x: T, last: T, equalNaN: bool): usize {
    let differ = <u32>(x != last);
    if (isFloat<T>()) differ &= <u32>!(equalNaN && x != x && last != last);
    return <usize>differ;
  }
}

function mark<T>(p: usize, n: usize, mask: usize, equalNaN: bool): void {
  if (!n) return;
  store<u8>(mask, 1);
  let last = load<T>(p);
  for (let i: usize = 1; i < n; i++) {
    const x = load<T>(p + i * sizeof<T>());
    store<u8>(mask + i, Runs.differ<T>(x, last, equalNaN));
    last = x;
  }
}

/** Marks each element that differs from the one before it. -0 equals 0; NaN equals NaN if `equalNaN`. */
export function markRuns(t: i32, data: usize, n: usize, mask: usize, equalNaN: bool): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return mark<u8>(data, n, mask, equalNaN);
    case DType.U16:
    case DType.I16:
      return mark<u16>(data, n, mask, equalNaN);
    case DType.U32:
    case DType.I32:
      return mark<u32>(data, n, mask, equalNaN);
    case DType.U64:
    case DType.I64:
      return mark<u64>(data, n, mask, equalNaN);
    case DType.F32:
      return mark<f32>(data, n, mask, equalNaN);
    case DType.F64:
      return mark<f64>(data, n, mask, equalNaN);
  }
}

/** Copies the first of each run to `out`, which may be p; answers how many there are. */
function first<T>(p: usize, n: usize, out: usize, equalNaN: bool): usize {
  if (!n) return 0;
  const start = out;
  const end = p + n * sizeof<T>();
  let last = load<T>(p);
  store<T>(out, last);
  out += sizeof<T>();
  p += sizeof<T>();
  if (ASC_FEATURE_SIMD && sizeof<T>() >= 4) {
    const asOne = i64x2.splat(equalNaN ? -1 : 0);
    let lasts = v128.splat<T>(last);
    for (; p + 16 <= end; p += 16) {
      const x = v128.load(p);
      lasts = sizeof<T>() == 4 ? v128.shuffle<i32>(lasts, x, 3, 4, 5, 6) : v128.shuffle<i64>(lasts, x, 1, 2);
      let differ = v128.ne<T>(x, lasts);
      if (isFloat<T>()) {
        const areNaN = v128.and(v128.ne<T>(x, x), v128.ne<T>(lasts, lasts));
        differ = v128.andnot(differ, v128.and(areNaN, asOne));
      }
      const set = i32x4.bitmask(differ);
      v128.store(out, Compact.first(x, set));
      out += Compact.bytes(set);
      lasts = x;
    }
    last = v128.extract_lane<T>(lasts, <u8>(16 / sizeof<T>() - 1));
  }
  for (; p != end; p += sizeof<T>()) {
    const x = load<T>(p);
    store<T>(out, x);
    out += Runs.differ<T>(x, last, equalNaN) * sizeof<T>();
    last = x;
  }
  return (out - start) / sizeof<T>();
}

/**
 * The first of each run of equal elements, in `out`, which may be `data`, and how many there are, in 32 bits at `count`. -0
 * equals 0; NaN equals NaN if `equalNaN`.
 */
export function firstOfRuns(t: i32, data: usize, n: usize, out: usize, equalNaN: bool, count: usize): void {
  let found: usize = 0;
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      found = first<u8>(data, n, out, equalNaN);
      break;
    case DType.U16:
    case DType.I16:
      found = first<u16>(data, n, out, equalNaN);
      break;
    case DType.U32:
    case DType.I32:
      found = first<u32>(data, n, out, equalNaN);
      break;
    case DType.U64:
    case DType.I64:
      found = first<u64>(data, n, out, equalNaN);
      break;
    case DType.F32:
      found = first<f32>(data, n, out, equalNaN);
      break;
    case DType.F64:
      found = first<f64>(data, n, out, equalNaN);
      break;
  }
  store<u32>(count, <u32>found);
}

/** The length of each run, as i64. */
export function runLengths(mask: usize, n: usize, out: usize): void {
  if (!n) return;
  let start: usize = 0;
  for (let i: usize = 1; i < n; i++) {
    if (!load<u8>(mask + i)) continue;
    store<u64>(out, i - start);
    out += 8;
    start = i;
  }
  store<u64>(out, n - start);
}

/** The number of the run, as i64, to which each element belongs that was at order[i] before it was sorted. */
export function runNumbers(mask: usize, order: usize, n: usize, out: usize): void {
  let run: u64 = -1;
  for (let i: usize = 0; i < n; i++) {
    run += load<u8>(mask + i);
    store<u64>(out + (load<u32>(order + (i << 3)) << 3), run);
  }
}

function compact<T>(mask: usize, p: usize, out: usize, count: usize): void {
  // Every item is written, and overwritten by the next unless the mask keeps it.
  const end = out + count * sizeof<T>();
  for (let i: usize = 0; out != end; i++) {
    store<T>(out, load<T>(p + i * sizeof<T>()));
    out += <usize>load<u8>(mask + i) * sizeof<T>();
  }
}

/** The items that a mask of bools keeps, of which there are `count`. */
export function compactItems(itemsize: i32, mask: usize, data: usize, out: usize, count: usize): void {
  switch (itemsize) {
    case 1:
      return compact<u8>(mask, data, out, count);
    case 2:
      return compact<u16>(mask, data, out, count);
    case 4:
      return compact<u32>(mask, data, out, count);
    case 8:
      return compact<u64>(mask, data, out, count);
  }
}

function arrange<T>(data: usize, order: usize, n: usize, out: usize): void {
  for (let i: usize = 0; i < n; i++) {
    store<T>(out + i * sizeof<T>(), load<T>(data + load<u32>(order + (i << 3)) * sizeof<T>()));
  }
}

/** out[i] = data[order[i]] for indices of 64 bits, none of them negative. */
export function arrangeItems(itemsize: i32, data: usize, order: usize, n: usize, out: usize): void {
  switch (itemsize) {
    case 1:
      return arrange<u8>(data, order, n, out);
    case 2:
      return arrange<u16>(data, order, n, out);
    case 4:
      return arrange<u32>(data, order, n, out);
    case 8:
      return arrange<u64>(data, order, n, out);
  }
}
