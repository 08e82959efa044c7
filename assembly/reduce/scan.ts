import { DType } from '../dtypes';
import { Kind } from './kind';
import { NanSum, Prod, Sum } from './ops';

/**
 * Running sums and products: row r of dst, of the accumulator type, gets carry[r], on which the elements of row r are
 * folded one after the other, as NumPy does it, so that floats round as they do there. carry[r] is left where the row
 * ends, and the next piece of it goes on from there. A dst that is the source itself is fine where the types are the same.
 */
function scan<O, T, A>(
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
  y: T,
): void {
  const op = changetype<O>(0);
  for (; rows > 0; rows--) {
    let p = src;
    let d = dst;
    let a = load<A>(carry);
    let i = n;
    for (; i >= 4; i -= 4) {
      a = op.next<T, T, A>(a, load<T>(p), y);
      store<A>(d, a);
      a = op.next<T, T, A>(a, load<T>(p + sizeof<T>()), y);
      store<A>(d + sizeof<A>(), a);
      a = op.next<T, T, A>(a, load<T>(p + 2 * sizeof<T>()), y);
      store<A>(d + 2 * sizeof<A>(), a);
      a = op.next<T, T, A>(a, load<T>(p + 3 * sizeof<T>()), y);
      store<A>(d + 3 * sizeof<A>(), a);
      p += 4 * sizeof<T>();
      d += 4 * sizeof<A>();
    }
    for (; i > 0; i--) {
      a = op.next<T, T, A>(a, load<T>(p), y);
      store<A>(d, a);
      p += sizeof<T>();
      d += sizeof<A>();
    }
    store<A>(carry, a);
    src += stride;
    dst += dstStride;
    carry += sizeof<A>();
  }
}

/**
 * The same down columns: row r of dst gets row r - 1, the carry before the first, with row r of src folded on it, element by
 * element. The carry is left as the last row of dst.
 */
function scanColumns<O, T, A>(
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
  y: T,
): void {
  const op = changetype<O>(0);
  let before = carry;
  for (; rows > 0; rows--) {
    let b = before;
    let p = src;
    let d = dst;
    const end = dst + cols * sizeof<A>();
    if (ASC_FEATURE_SIMD && sizeof<T>() == sizeof<A>()) {
      const z = v128.splat<T>(y);
      for (; d + 32 <= end; d += 32) {
        v128.store(d, op.next<T, v128, v128>(v128.load(b), v128.load(p), z));
        v128.store(d, op.next<T, v128, v128>(v128.load(b, 16), v128.load(p, 16), z), 16);
        b += 32;
        p += 32;
      }
    }
    for (; d < end; d += sizeof<A>()) {
      store<A>(d, op.next<T, T, A>(load<A>(b), load<T>(p), y));
      b += sizeof<A>();
      p += sizeof<T>();
    }
    before = dst;
    src += stride;
    dst += dstStride;
  }
  if (before != carry) memory.copy(carry, before, cols * sizeof<A>());
}

/** Products of integers, as in products.ts. */
function integerColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
): void {
  const size = Kind.size(t);
  for (; rows > 0; rows--) {
    let p = src;
    for (let c: usize = 0; c < cols << 3; c += 8) {
      const a = load<i64>(carry + c) * Kind.load(t, p);
      store<i64>(dst + c, a);
      store<i64>(carry + c, a);
      p += size;
    }
    src += stride;
    dst += dstStride;
  }
}

/** Products of integers, as in products.ts. */
function integers(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
): void {
  const size = Kind.size(t);
  for (; rows > 0; rows--) {
    let p = src;
    let a = load<i64>(carry);
    for (let i: usize = 0; i < n; i++) {
      a *= Kind.load(t, p);
      store<i64>(dst + (i << 3), a);
      p += size;
    }
    store<i64>(carry, a);
    src += stride;
    dst += dstStride;
    carry += 8;
  }
}

export function cumsumRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
      return scan<Sum, u8, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.I8:
      return scan<Sum, i8, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.U16:
      return scan<Sum, u16, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.I16:
      return scan<Sum, i16, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.U32:
      return scan<Sum, u32, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.I32:
      return scan<Sum, i32, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.U64:
    case DType.I64:
      return scan<Sum, i64, i64>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.F32:
      return scan<Sum, f32, f32>(src, stride, n, dst, dstStride, rows, carry, 0);
    case DType.F64:
      return scan<Sum, f64, f64>(src, stride, n, dst, dstStride, rows, carry, 0);
  }
}

export function nancumsumRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
): void {
  if (t == DType.F32) scan<NanSum, f32, f32>(src, stride, n, dst, dstStride, rows, carry, 0);
  else if (t == DType.F64) scan<NanSum, f64, f64>(src, stride, n, dst, dstStride, rows, carry, 0);
  else cumsumRows(t, src, stride, n, dst, dstStride, rows, carry);
}

/** NaN counts as `blank`. */
function products(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
  blank: f64,
): void {
  if (t == DType.F32) scan<Prod, f32, f32>(src, stride, n, dst, dstStride, rows, carry, <f32>blank);
  else if (t == DType.F64) scan<Prod, f64, f64>(src, stride, n, dst, dstStride, rows, carry, blank);
  else integers(t, src, stride, n, dst, dstStride, rows, carry);
}

export function cumprodRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
): void {
  products(t, src, stride, n, dst, dstStride, rows, carry, NaN);
}

export function nancumprodRows(
  t: i32,
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
): void {
  products(t, src, stride, n, dst, dstStride, rows, carry, 1);
}

export function cumsumColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
      return scanColumns<Sum, u8, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.I8:
      return scanColumns<Sum, i8, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.U16:
      return scanColumns<Sum, u16, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.I16:
      return scanColumns<Sum, i16, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.U32:
      return scanColumns<Sum, u32, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.I32:
      return scanColumns<Sum, i32, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.U64:
    case DType.I64:
      return scanColumns<Sum, i64, i64>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.F32:
      return scanColumns<Sum, f32, f32>(src, stride, rows, dst, dstStride, cols, carry, 0);
    case DType.F64:
      return scanColumns<Sum, f64, f64>(src, stride, rows, dst, dstStride, cols, carry, 0);
  }
}

export function nancumsumColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
): void {
  if (t == DType.F32) scanColumns<NanSum, f32, f32>(src, stride, rows, dst, dstStride, cols, carry, 0);
  else if (t == DType.F64) scanColumns<NanSum, f64, f64>(src, stride, rows, dst, dstStride, cols, carry, 0);
  else cumsumColumns(t, src, stride, rows, dst, dstStride, cols, carry);
}

function productColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
  blank: f64,
): void {
  if (t == DType.F32) scanColumns<Prod, f32, f32>(src, stride, rows, dst, dstStride, cols, carry, <f32>blank);
  else if (t == DType.F64) scanColumns<Prod, f64, f64>(src, stride, rows, dst, dstStride, cols, carry, blank);
  else integerColumns(t, src, stride, rows, dst, dstStride, cols, carry);
}

export function cumprodColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
): void {
  productColumns(t, src, stride, rows, dst, dstStride, cols, carry, NaN);
}

export function nancumprodColumns(
  t: i32,
  src: usize,
  stride: usize,
  rows: usize,
  dst: usize,
  dstStride: usize,
  cols: usize,
  carry: usize,
): void {
  productColumns(t, src, stride, rows, dst, dstStride, cols, carry, 1);
}
