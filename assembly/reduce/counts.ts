import { foldColumns } from './columns';
import { Kind } from './kind';
import { CountNonzero } from './ops';
import { foldRows } from './rows';

/** Counts of nonzero elements, added to accumulators of 64 bits. NaN is not zero. */

export function countNonzeroRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  switch (Kind.size(t)) {
    case 1:
      return foldRows<CountNonzero, u8, i64>(src, stride, n, 0, 0, 255, acc, rows);
    case 2:
      return foldRows<CountNonzero, u16, i64>(src, stride, n, 0, 0, 65535, acc, rows);
    case 4:
      return foldRows<CountNonzero, u32, i64>(src, stride, n, 0, 0, Kind.magnitude<u32>(t), acc, rows);
    case 8:
      return foldRows<CountNonzero, u64, i64>(src, stride, n, 0, 0, Kind.magnitude<u64>(t), acc, rows);
  }
}

export function countNonzeroColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  switch (Kind.size(t)) {
    case 1:
      return foldColumns<CountNonzero, u8, i64>(src, stride, rows, 0, 255, acc, cols);
    case 2:
      return foldColumns<CountNonzero, u16, i64>(src, stride, rows, 0, 65535, acc, cols);
    case 4:
      return foldColumns<CountNonzero, u32, i64>(src, stride, rows, 0, Kind.magnitude<u32>(t), acc, cols);
    case 8:
      return foldColumns<CountNonzero, u64, i64>(src, stride, rows, 0, Kind.magnitude<u64>(t), acc, cols);
  }
}
