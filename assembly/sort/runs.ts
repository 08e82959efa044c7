import { DType } from '../dtypes';

/** Runs of equal elements in a sorted row, of which a mask marks the first. */

function mark<T>(p: usize, n: usize, mask: usize, equalNaN: bool): void {
  if (!n) return;
  store<u8>(mask, 1);
  let last = load<T>(p);
  for (let i: usize = 1; i < n; i++) {
    const x = load<T>(p + i * sizeof<T>());
    let differs = <u32>(x != last);
    if (isFloat<T>()) differs &= <u32>!(equalNaN && x != x && last != last);
    store<u8>(mask + i, differs);
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
