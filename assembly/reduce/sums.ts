import { DType } from '../dtypes';
import { foldColumns } from './columns';
import { Kind } from './kind';
import { NanSum, Sum } from './ops';
import { SquaredDeviations } from './pairs';
import { foldRows } from './rows';

/**
 * Sums. Accumulators have 64 bits for integers, modulo 2^64, and the type of the elements for floats. They are added to,
 * so the caller fills them with zeros first.
 */

export function sumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return foldRows<Sum, u8, i64>(src, stride, n, 0, 0, Kind.sign<u8>(t), acc, rows);
    case DType.U16:
    case DType.I16:
      return foldRows<Sum, u16, i64>(src, stride, n, 0, 0, Kind.sign<u16>(t), acc, rows);
    case DType.U32:
    case DType.I32:
      return foldRows<Sum, u32, i64>(src, stride, n, 0, 0, Kind.sign<u32>(t), acc, rows);
    case DType.U64:
    case DType.I64:
      return foldRows<Sum, i64, i64>(src, stride, n, 0, 0, 0, acc, rows);
    case DType.F32:
      return foldRows<Sum, f32, f32>(src, stride, n, 0, 0, 0, acc, rows);
    case DType.F64:
      return foldRows<Sum, f64, f64>(src, stride, n, 0, 0, 0, acc, rows);
  }
}

export function sumColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return foldColumns<Sum, u8, i64>(src, stride, rows, 0, Kind.sign<u8>(t), acc, cols);
    case DType.U16:
    case DType.I16:
      return foldColumns<Sum, u16, i64>(src, stride, rows, 0, Kind.sign<u16>(t), acc, cols);
    case DType.U32:
    case DType.I32:
      return foldColumns<Sum, u32, i64>(src, stride, rows, 0, Kind.sign<u32>(t), acc, cols);
    case DType.U64:
    case DType.I64:
      return foldColumns<Sum, i64, i64>(src, stride, rows, 0, 0, acc, cols);
    case DType.F32:
      return foldColumns<Sum, f32, f32>(src, stride, rows, 0, 0, acc, cols);
    case DType.F64:
      return foldColumns<Sum, f64, f64>(src, stride, rows, 0, 0, acc, cols);
  }
}

/** The sum without NaN. Integers have none: their nansum is their sum. */
export function nansumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  if (t == DType.F32) foldRows<NanSum, f32, f32>(src, stride, n, 0, 0, 0, acc, rows);
  else if (t == DType.F64) foldRows<NanSum, f64, f64>(src, stride, n, 0, 0, 0, acc, rows);
  else sumRows(t, src, stride, n, acc, rows);
}

export function nansumColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  if (t == DType.F32) foldColumns<NanSum, f32, f32>(src, stride, rows, 0, 0, acc, cols);
  else if (t == DType.F64) foldColumns<NanSum, f64, f64>(src, stride, rows, 0, 0, acc, cols);
  else sumColumns(t, src, stride, rows, acc, cols);
}

/** acc[r] += sum of (x - mean[r])^2 over row r: the second pass of a variance. Floats only. */
export function squaredDeviationsRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  mean: usize,
  acc: usize,
  rows: usize,
): void {
  if (t == DType.F32) foldRows<SquaredDeviations, f32, f32>(src, stride, n, mean, 4, 0, acc, rows);
  else foldRows<SquaredDeviations, f64, f64>(src, stride, n, mean, 8, 0, acc, rows);
}

/** acc[c] += sum of (x - mean[c])^2 over column c. */
export function squaredDeviationsColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  mean: usize,
  acc: usize,
  cols: usize,
): void {
  if (t == DType.F32) foldColumns<SquaredDeviations, f32, f32>(src, stride, rows, mean, 0, acc, cols);
  else foldColumns<SquaredDeviations, f64, f64>(src, stride, rows, mean, 0, acc, cols);
}
