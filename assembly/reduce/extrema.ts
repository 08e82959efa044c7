import { DType } from '../dtypes';
import { foldColumns } from './columns';
import { Kind } from './kind';
import { Maximum, Minimum, NumericMinimum } from './minimum';
import { foldRows } from './rows';

/**
 * Minima and maxima, into accumulators of the type of the elements. Of the two zeros of floats, either may be the answer.
 */

function rowsOf<T>(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize, greatest: bool): void {
  foldRows<Minimum, T, T>(src, stride, n, 0, 0, Kind.mirror<T>(t, greatest), acc, rows);
}

function columnsOf<T>(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize, greatest: bool): void {
  foldColumns<Minimum, T, T>(src, stride, rows, 0, Kind.mirror<T>(t, greatest), acc, cols);
}

function extremumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize, greatest: bool): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return rowsOf<i8>(t, src, stride, n, acc, rows, greatest);
    case DType.U16:
    case DType.I16:
      return rowsOf<i16>(t, src, stride, n, acc, rows, greatest);
    case DType.U32:
    case DType.I32:
      return rowsOf<i32>(t, src, stride, n, acc, rows, greatest);
    case DType.U64:
    case DType.I64:
      return rowsOf<i64>(t, src, stride, n, acc, rows, greatest);
    case DType.F32:
      if (greatest) foldRows<Maximum, f32, f32>(src, stride, n, 0, 0, 0, acc, rows);
      else foldRows<Minimum, f32, f32>(src, stride, n, 0, 0, 0, acc, rows);
      break;
    case DType.F64:
      if (greatest) foldRows<Maximum, f64, f64>(src, stride, n, 0, 0, 0, acc, rows);
      else foldRows<Minimum, f64, f64>(src, stride, n, 0, 0, 0, acc, rows);
      break;
  }
}

function extremumColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  acc: usize,
  cols: usize,
  greatest: bool,
): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return columnsOf<i8>(t, src, stride, rows, acc, cols, greatest);
    case DType.U16:
    case DType.I16:
      return columnsOf<i16>(t, src, stride, rows, acc, cols, greatest);
    case DType.U32:
    case DType.I32:
      return columnsOf<i32>(t, src, stride, rows, acc, cols, greatest);
    case DType.U64:
    case DType.I64:
      return columnsOf<i64>(t, src, stride, rows, acc, cols, greatest);
    case DType.F32:
      if (greatest) foldColumns<Maximum, f32, f32>(src, stride, rows, 0, 0, acc, cols);
      else foldColumns<Minimum, f32, f32>(src, stride, rows, 0, 0, acc, cols);
      break;
    case DType.F64:
      if (greatest) foldColumns<Maximum, f64, f64>(src, stride, rows, 0, 0, acc, cols);
      else foldColumns<Minimum, f64, f64>(src, stride, rows, 0, 0, acc, cols);
      break;
  }
}

/** Integers have no NaN to ignore. */
function numericRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize, greatest: bool): void {
  if (t < DType.F32) extremumRows(t, src, stride, n, acc, rows, greatest);
  else if (t == DType.F32) {
    foldRows<NumericMinimum, f32, f32>(src, stride, n, 0, 0, Kind.mirror<f32>(t, greatest), acc, rows);
  } else foldRows<NumericMinimum, f64, f64>(src, stride, n, 0, 0, Kind.mirror<f64>(t, greatest), acc, rows);
}

function numericColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize, greatest: bool): void {
  if (t < DType.F32) extremumColumns(t, src, stride, rows, acc, cols, greatest);
  else if (t == DType.F32) {
    foldColumns<NumericMinimum, f32, f32>(src, stride, rows, 0, Kind.mirror<f32>(t, greatest), acc, cols);
  } else foldColumns<NumericMinimum, f64, f64>(src, stride, rows, 0, Kind.mirror<f64>(t, greatest), acc, cols);
}

export function minimumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  extremumRows(t, src, stride, n, acc, rows, false);
}

export function minimumColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  extremumColumns(t, src, stride, rows, acc, cols, false);
}

export function maximumRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  extremumRows(t, src, stride, n, acc, rows, true);
}

export function maximumColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  extremumColumns(t, src, stride, rows, acc, cols, true);
}

export function fminRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  numericRows(t, src, stride, n, acc, rows, false);
}

export function fminColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  numericColumns(t, src, stride, rows, acc, cols, false);
}

export function fmaxRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  numericRows(t, src, stride, n, acc, rows, true);
}

export function fmaxColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  numericColumns(t, src, stride, rows, acc, cols, true);
}
