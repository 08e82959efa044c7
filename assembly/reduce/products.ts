import { DType } from '../dtypes';
import { Arithmetic, Logical } from '../linalg/ring';
import { foldColumns } from './columns';
import { Kind } from './kind';
import { Prod } from './ops';
import { Dot } from './pairs';
import { foldRows } from './rows';

/**
 * Products and dot products. Products of integers, which soon overflow, share one loop that knows its type at run time:
 * 1 to 2 ns an element.
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

/** Dot products of integers that wrap, or of bools, in whatever order. */
function dotRows<O, T>(a: usize, aStride: usize, b: usize, bStride: usize, n: usize, acc: usize, rows: usize): void {
  const op = changetype<O>(0);
  for (; rows > 0; rows--) {
    let p = a;
    let q = b;
    let left = n;
    let sum = load<T>(acc);
    // Elements of 64 bits are multiplied faster one by one than in lanes, which take three multiplications each.
    if (ASC_FEATURE_SIMD && sizeof<T>() < 8) {
      const lanes = 16 / sizeof<T>();
      let v = i64x2.splat(0);
      let w = v;
      for (; left >= 2 * lanes; left -= 2 * lanes) {
        v = op.maddLanes<T>(v, v128.load(p), v128.load(q));
        w = op.maddLanes<T>(w, v128.load(p, 16), v128.load(q, 16));
        p += 32;
        q += 32;
      }
      v = op.addLanes<T>(v, w);
      v = op.addLanes<T>(v, v128.shuffle<u64>(v, v, 1, 0));
      v = op.addLanes<T>(v, v128.shuffle<u32>(v, v, 1, 0, 3, 2));
      v = op.addLanes<T>(v, v128.shuffle<u16>(v, v, 1, 0, 3, 2, 5, 4, 7, 6));
      if (sizeof<T>() == 1) v = op.addLanes<T>(v, i16x8.shr_u(v, 8));
      sum = op.add<T>(sum, v128.extract_lane<T>(v, 0));
    } else {
      let s0: T = 0;
      let s1: T = 0;
      let s2: T = 0;
      for (; left >= 4; left -= 4) {
        s0 = op.madd<T>(s0, load<T>(p), load<T>(q));
        s1 = op.madd<T>(s1, load<T>(p, sizeof<T>()), load<T>(q, sizeof<T>()));
        s2 = op.madd<T>(s2, load<T>(p, 2 * sizeof<T>()), load<T>(q, 2 * sizeof<T>()));
        sum = op.madd<T>(sum, load<T>(p, 3 * sizeof<T>()), load<T>(q, 3 * sizeof<T>()));
        p += 4 * sizeof<T>();
        q += 4 * sizeof<T>();
      }
      sum = op.add<T>(op.add<T>(sum, s0), op.add<T>(s1, s2));
    }
    for (; left > 0; left--) {
      sum = op.madd<T>(sum, load<T>(p), load<T>(q));
      p += sizeof<T>();
      q += sizeof<T>();
    }
    store<T>(acc, sum);
    a += aStride;
    b += bStride;
    acc += sizeof<T>();
  }
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
    case DType.U64:
    case DType.I64:
      return dotRows<Arithmetic, u64>(a, aStride, b, bStride, n, acc, rows);
    case DType.U16:
    case DType.I16:
      return dotRows<Arithmetic, u16>(a, aStride, b, bStride, n, acc, rows);
    case DType.U8:
    case DType.I8:
      return dotRows<Arithmetic, u8>(a, aStride, b, bStride, n, acc, rows);
    default:
      return dotRows<Logical, u8>(a, aStride, b, bStride, n, acc, rows);
  }
}
