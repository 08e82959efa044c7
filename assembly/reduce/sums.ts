import { DType } from '../dtypes';
import { foldColumns } from './columns';
import { Bits, Floats, Wide } from './dispatch';
import { CountNonzero, NanProd, NanSum, Prod, Sum } from './ops';
import { BoolDot, Dot, SquaredDeviations } from './pairs';
import { foldRows } from './rows';

/**
 * Sums, products and counts. Accumulators: i64 for bool and signed integers and for counts, u64 for unsigned integers,
 * the type itself for floats. They are added to, so the caller fills them with the identity first.
 */

export function sumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  Wide.rows<Sum>(t, src, stride, n, acc, rows);
}

export function sumColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  Wide.columns<Sum>(t, src, stride, rows, acc, cols);
}

export function prodRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  Wide.rows<Prod>(t, src, stride, n, acc, rows);
}

export function prodColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  Wide.columns<Prod>(t, src, stride, rows, acc, cols);
}

/** Integers have no NaN: their nansum is their sum. */
export function nansumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  if (t < DType.F32) return sumRows(t, src, stride, n, acc, rows);
  Floats.rows<NanSum>(t, src, stride, n, acc, rows);
}

export function nansumColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  if (t < DType.F32) return sumColumns(t, src, stride, rows, acc, cols);
  Floats.columns<NanSum>(t, src, stride, rows, acc, cols);
}

export function nanprodRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  if (t < DType.F32) return prodRows(t, src, stride, n, acc, rows);
  Floats.rows<NanProd>(t, src, stride, n, acc, rows);
}

export function nanprodColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  if (t < DType.F32) return prodColumns(t, src, stride, rows, acc, cols);
  Floats.columns<NanProd>(t, src, stride, rows, acc, cols);
}

export function countNonzeroRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  Bits.rows<CountNonzero>(t, src, stride, n, acc, rows);
}

export function countNonzeroColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  Bits.columns<CountNonzero>(t, src, stride, rows, acc, cols);
}

/** acc[r] += sum of (x - mean[r])^2: the second pass of a variance. Floats only. */
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

/**
 * acc[r] += sum of a * b along row r, in the type of the elements: integers wrap, bools ask whether both are true
 * anywhere. A stride of 0 meets one row with all.
 */
export function vecdotRows(
  t: i32,
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  n: usize,
  acc: usize,
  rows: usize,
): void {
  switch (t) {
    case DType.Bool:
      return foldRows<BoolDot, u8, u8>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.U8:
    case DType.I8:
      return foldRows<Dot, u8, u8>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.U16:
    case DType.I16:
      return foldRows<Dot, u16, u16>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.U32:
    case DType.I32:
      return foldRows<Dot, u32, u32>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.U64:
    case DType.I64:
      return foldRows<Dot, u64, u64>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.F32:
      return foldRows<Dot, f32, f32>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.F64:
      return foldRows<Dot, f64, f64>(a, aStride, n, b, bStride, 0, acc, rows);
  }
}
