import { foldColumns } from './columns';
import { Kind } from './kind';
import { AnyByte, CountNonzero } from './ops';
import { run } from './run';

/** any and all, into accumulators of one byte, 0 or 1. */

/** Rows are counted a page at a time, and no further than the page that decides. */
const PAGE: usize = 4096;

/** Until a row has an element whose being nonzero is `wanted`, its accumulator stays what it is. */
function search<T>(src: usize, stride: usize, n: usize, magnitude: T, acc: usize, rows: usize, wanted: bool): void {
  for (; rows > 0; rows--) {
    let p = src;
    let left: usize = load<bool>(acc) == wanted ? 0 : n;
    while (left > 0) {
      const m = min<usize>(left, PAGE / sizeof<T>());
      const count = <usize>run<CountNonzero, T, i64>(p, 0, magnitude, m);
      if (wanted ? count > 0 : count < m) {
        store<bool>(acc, wanted);
        break;
      }
      p += m * sizeof<T>();
      left -= m;
    }
    src += stride;
    acc++;
  }
}

function searchRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize, wanted: bool): void {
  switch (Kind.size(t)) {
    case 1:
      return search<u8>(src, stride, n, 255, acc, rows, wanted);
    case 2:
      return search<u16>(src, stride, n, 65535, acc, rows, wanted);
    case 4:
      return search<u32>(src, stride, n, Kind.magnitude<u32>(t), acc, rows, wanted);
    case 8:
      return search<u64>(src, stride, n, Kind.magnitude<u64>(t), acc, rows, wanted);
  }
}

export function anyRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  searchRows(t, src, stride, n, acc, rows, true);
}

export function allRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  searchRows(t, src, stride, n, acc, rows, false);
}

/** Wider elements than bytes are mostly compared before they are asked, so they share a loop: 1 ns an element. */
function searchColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize, wanted: bool): void {
  const size = Kind.size(t);
  if (size == 1) return foldColumns<AnyByte, u8, u8>(src, stride, rows, 0, <u8>!wanted, acc, cols);
  const magnitude = Kind.magnitude<u64>(t);
  for (; rows > 0; rows--) {
    let p = src;
    for (let c: usize = 0; c < cols; c++) {
      let nonzero: bool;
      if (size == 2) nonzero = load<u16>(p) != 0;
      else if (size == 4) nonzero = (load<u32>(p) & <u32>(magnitude >> 32)) != 0;
      else nonzero = (load<u64>(p) & magnitude) != 0;
      if (nonzero == wanted) store<bool>(acc + c, wanted);
      p += size;
    }
    src += stride;
  }
}

export function anyColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  searchColumns(t, src, stride, rows, acc, cols, true);
}

export function allColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  searchColumns(t, src, stride, rows, acc, cols, false);
}
