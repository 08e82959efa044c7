import { DType } from '../dtypes';
import { foldColumns } from './columns';
import { Kind } from './kind';
import { Prod } from './ops';
import { Dot } from './pairs';
import { foldRows } from './rows';

/**
 * Products and dot products. Products of integers, which soon overflow, and dot products of integers other than 32-bit
 * ones, which no machine multiplies in lanes, share one loop that knows its type at run time: 1 to 2 ns an element.
 */

/** acc[i * accStep + j * accPitch] *= element (i, j) of an integer matrix, in 64 bits. */
function integers(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  cols: usize,
  acc: usize,
  accStep: usize,
  accPitch: usize,
): void {
  const size = Kind.size(t);
  for (; rows > 0; rows--) {
    let p = src;
    let a = acc;
    for (let c = cols; c > 0; c--) {
      store<i64>(a, load<i64>(a) * Kind.load(t, p));
      p += size;
      a += accPitch;
    }
    src += stride;
    acc += accStep;
  }
}

/** NaN counts as `blank`. */
function productRows(t: i32, src: usize, stride: usize, n: usize, blank: f64, acc: usize, rows: usize): void {
  if (t == DType.F32) foldRows<Prod, f32, f32>(src, stride, n, 0, 0, <f32>blank, acc, rows);
  else if (t == DType.F64) foldRows<Prod, f64, f64>(src, stride, n, 0, 0, blank, acc, rows);
  else integers(t, src, stride, rows, n, acc, 8, 0);
}

function productColumns(t: i32, src: usize, stride: usize, rows: usize, blank: f64, acc: usize, cols: usize): void {
  if (t == DType.F32) foldColumns<Prod, f32, f32>(src, stride, rows, 0, <f32>blank, acc, cols);
  else if (t == DType.F64) foldColumns<Prod, f64, f64>(src, stride, rows, 0, blank, acc, cols);
  else integers(t, src, stride, rows, cols, acc, 0, 8);
}

export function prodRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  productRows(t, src, stride, n, NaN, acc, rows);
}

export function prodColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  productColumns(t, src, stride, rows, NaN, acc, cols);
}

export function nanprodRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  productRows(t, src, stride, n, 1, acc, rows);
}

export function nanprodColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  productColumns(t, src, stride, rows, 1, acc, cols);
}

/**
 * acc[r] += sum of a * b along row r, in the type of the elements: integers wrap, and bools ask whether both are true
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
    case DType.U32:
    case DType.I32:
      return foldRows<Dot, u32, u32>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.F32:
      return foldRows<Dot, f32, f32>(a, aStride, n, b, bStride, 0, acc, rows);
    case DType.F64:
      return foldRows<Dot, f64, f64>(a, aStride, n, b, bStride, 0, acc, rows);
  }
  const size = Kind.size(t);
  for (; rows > 0; rows--) {
    let sum = Kind.load(t, acc);
    let p = a;
    let q = b;
    for (let i = n; i > 0; i--) {
      sum += Kind.load(t, p) * Kind.load(t, q);
      p += size;
      q += size;
    }
    if (size == 8) store<i64>(acc, sum);
    else if (size == 2) store<i16>(acc, <i16>sum);
    else store<u8>(acc, t == DType.Bool ? <u8>(sum != 0) : <u8>sum);
    a += aStride;
    b += bStride;
    acc += size;
  }
}
