import { DType } from '../dtypes';

/**
 * Running sums and products of rows: dst[i] = op(dst[i - 1], src[i]), strictly in this order, with carry[r] before the
 * first element of row r and updated to the last. Signed and unsigned accumulators share their loops: modulo 2^64 they
 * have the same bits. dst may be src where the elements are of one size.
 */

@final
@unmanaged
class Sum {
  @inline next<A>(acc: A, x: A): A {
    return <A>(acc + x);
  }
}

@final
@unmanaged
class Product {
  @inline next<A>(acc: A, x: A): A {
    return <A>(acc * x);
  }
}

/** NaN counts as 0. */
@final
@unmanaged
class NanSum {
  @inline next<A>(acc: A, x: A): A {
    return <A>(acc + (x == x ? x : <A>0));
  }
}

/** NaN counts as 1. */
@final
@unmanaged
class NanProduct {
  @inline next<A>(acc: A, x: A): A {
    return <A>(acc * (x == x ? x : <A>1));
  }
}

function scan<O, T, A>(
  src: usize,
  stride: usize,
  n: usize,
  dst: usize,
  dstStride: usize,
  rows: usize,
  carry: usize,
): void {
  const op = changetype<O>(0);
  for (; rows > 0; rows--) {
    let p = src;
    let q = dst;
    let acc = load<A>(carry);
    for (let i = n; i > 0; i--) {
      acc = op.next<A>(acc, <A>load<T>(p));
      store<A>(q, acc);
      p += sizeof<T>();
      q += sizeof<A>();
    }
    store<A>(carry, acc);
    src += stride;
    dst += dstStride;
    carry += sizeof<A>();
  }
}

abstract class Scan {
  @inline static numeric<O>(
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
        return scan<O, u8, u64>(src, stride, n, dst, dstStride, rows, carry);
      case DType.I8:
        return scan<O, i8, u64>(src, stride, n, dst, dstStride, rows, carry);
      case DType.U16:
        return scan<O, u16, u64>(src, stride, n, dst, dstStride, rows, carry);
      case DType.I16:
        return scan<O, i16, u64>(src, stride, n, dst, dstStride, rows, carry);
      case DType.U32:
        return scan<O, u32, u64>(src, stride, n, dst, dstStride, rows, carry);
      case DType.I32:
        return scan<O, i32, u64>(src, stride, n, dst, dstStride, rows, carry);
      case DType.U64:
      case DType.I64:
        return scan<O, u64, u64>(src, stride, n, dst, dstStride, rows, carry);
      default:
        return Scan.floating<O>(t, src, stride, n, dst, dstStride, rows, carry);
    }
  }

  @inline static floating<O>(
    t: i32,
    src: usize,
    stride: usize,
    n: usize,
    dst: usize,
    dstStride: usize,
    rows: usize,
    carry: usize,
  ): void {
    if (t == DType.F32) scan<O, f32, f32>(src, stride, n, dst, dstStride, rows, carry);
    else scan<O, f64, f64>(src, stride, n, dst, dstStride, rows, carry);
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
  Scan.numeric<Sum>(t, src, stride, n, dst, dstStride, rows, carry);
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
  Scan.numeric<Product>(t, src, stride, n, dst, dstStride, rows, carry);
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
  Scan.floating<NanSum>(t, src, stride, n, dst, dstStride, rows, carry);
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
  Scan.floating<NanProduct>(t, src, stride, n, dst, dstStride, rows, carry);
}
