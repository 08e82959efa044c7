import { DType } from '../dtypes';
import { Far } from './strips';

/**
 * Whether any or all of the elements are true, that is, not zero: NaN is true, -0 is not. Accumulators are bools.
 *
 * Elements are looked at as unsigned integers of their width with the sign bit of floats masked off, so that the dtypes
 * of one width share their loops. An operation looks for what settles its answer: `any` for a true element, `all` for
 * a false one.
 */

@final
@unmanaged
class Any {
  @inline answer(): u8 {
    return 1;
  }
  @inline settles<T>(x: T): bool {
    return x != 0;
  }
  /** Not zero where an element settles the answer. */
  @inline settling<T>(v: v128): v128 {
    return v;
  }
  /** The mask of the lanes in which an element, or one of several combined with `or`, settled the answer. */
  @inline settled<T>(v: v128): v128 {
    return v128.ne<T>(v, i64x2.splat(0));
  }
  /** Accumulators, with the answer where the mask is set. */
  @inline put(acc: v128, mask: v128): v128 {
    return v128.or(acc, v128.neg<i8>(mask));
  }
}

@final
@unmanaged
class All {
  @inline answer(): u8 {
    return 0;
  }
  @inline settles<T>(x: T): bool {
    return x == 0;
  }
  @inline settling<T>(v: v128): v128 {
    return v128.eq<T>(v, i64x2.splat(0));
  }
  @inline settled<T>(v: v128): v128 {
    return v;
  }
  @inline put(acc: v128, mask: v128): v128 {
    return v128.andnot(acc, mask);
  }
}

/** The bits that make an element true. */
abstract class Magnitude {
  @inline static of<T>(t: i32): T {
    return <T>~((<u64>(t >= DType.F32)) << (8 * sizeof<T>() - 1));
  }
  /** A vector without its signs; there are no floats of 8 or 16 bits. */
  @inline static load<T>(p: usize, bits: v128): v128 {
    return sizeof<T>() < 4 ? v128.load(p) : v128.and(v128.load(p), bits);
  }
}

/** Whether one of n elements settles the answer. */
function search<O, T>(p: usize, n: usize, magnitude: T): bool {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD) {
    const bits = v128.splat<T>(magnitude);
    for (; n >= 64 / sizeof<T>(); n -= 64 / sizeof<T>()) {
      const a = op.settling<T>(Magnitude.load<T>(p, bits));
      const b = op.settling<T>(Magnitude.load<T>(p + 16, bits));
      const c = op.settling<T>(Magnitude.load<T>(p + 32, bits));
      const d = op.settling<T>(Magnitude.load<T>(p + 48, bits));
      if (v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) return true;
      p += 64;
    }
  }
  for (; n > 0; n--) {
    if (op.settles<T>(<T>(load<T>(p) & magnitude))) return true;
    p += sizeof<T>();
  }
  return false;
}

function rowsOf<O, T>(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  const op = changetype<O>(0);
  const magnitude = Magnitude.of<T>(t);
  for (; rows > 0; rows--) {
    if (load<u8>(acc) != op.answer() && search<O, T>(src, n, magnitude)) store<u8>(acc, op.answer());
    src += stride;
    acc++;
  }
}

/** Puts the answers of the four masks of 64 bytes of elements into as many accumulators as there are elements. */
abstract class Answers {
  @inline static put<O, T>(acc: usize, a: v128, b: v128, c: v128, d: v128): void {
    const op = changetype<O>(0);
    if (sizeof<T>() == 1) {
      v128.store(acc, op.put(v128.load(acc), a));
      v128.store(acc, op.put(v128.load(acc, 16), b), 16);
      v128.store(acc, op.put(v128.load(acc, 32), c), 32);
      v128.store(acc, op.put(v128.load(acc, 48), d), 48);
    } else if (sizeof<T>() == 2) {
      v128.store(acc, op.put(v128.load(acc), i8x16.narrow_i16x8_s(a, b)));
      v128.store(acc, op.put(v128.load(acc, 16), i8x16.narrow_i16x8_s(c, d)), 16);
    } else if (sizeof<T>() == 4) {
      const low = i16x8.narrow_i32x4_s(a, b);
      v128.store(acc, op.put(v128.load(acc), i8x16.narrow_i16x8_s(low, i16x8.narrow_i32x4_s(c, d))));
    } else {
      const low = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
      const words = i16x8.narrow_i32x4_s(low, v128.shuffle<i32>(c, d, 0, 2, 4, 6));
      v128.store64_lane(acc, op.put(v128.load64_zero(acc), i8x16.narrow_i16x8_s(words, words)), 0);
    }
  }
}

function sweep<O, T>(bits: T, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  const op = changetype<O>(0);
  if (ASC_FEATURE_SIMD) {
    const mask = v128.splat<T>(bits);
    for (; cols >= 64 / sizeof<T>(); cols -= 64 / sizeof<T>()) {
      let a = i64x2.splat(0);
      let b = a;
      let c = a;
      let d = a;
      let p = src;
      for (let r = rows; r > 0; r--) {
        a = v128.or(a, op.settling<T>(Magnitude.load<T>(p, mask)));
        b = v128.or(b, op.settling<T>(Magnitude.load<T>(p + 16, mask)));
        c = v128.or(c, op.settling<T>(Magnitude.load<T>(p + 32, mask)));
        d = v128.or(d, op.settling<T>(Magnitude.load<T>(p + 48, mask)));
        p += stride;
      }
      Answers.put<O, T>(acc, op.settled<T>(a), op.settled<T>(b), op.settled<T>(c), op.settled<T>(d));
      src += 64;
      acc += 64 / sizeof<T>();
    }
  }
  for (; rows > 0; rows--) {
    for (let c: usize = 0; c < cols; c++) {
      if (op.settles<T>(<T>(load<T>(src + c * sizeof<T>()) & bits))) store<u8>(acc + c, op.answer());
    }
    src += stride;
  }
}

function columnsOf<O, T>(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  const bits = Magnitude.of<T>(t);
  const bytes = cols * sizeof<T>();
  const far = Far.is(stride, rows, bytes);
  const most = Far.rows(bytes);
  while (rows > 0) {
    const some = min<usize>(rows, most);
    if (far) Far.fetch(src, src + some * stride);
    sweep<O, T>(bits, src, stride, some, acc, cols);
    src += some * stride;
    rows -= some;
  }
}

abstract class Dispatch {
  @inline static rows<O>(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return rowsOf<O, u8>(t, src, stride, n, acc, rows);
      case DType.U16:
      case DType.I16:
        return rowsOf<O, u16>(t, src, stride, n, acc, rows);
      case DType.U32:
      case DType.I32:
      case DType.F32:
        return rowsOf<O, u32>(t, src, stride, n, acc, rows);
      default:
        return rowsOf<O, u64>(t, src, stride, n, acc, rows);
    }
  }

  @inline static columns<O>(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return columnsOf<O, u8>(t, src, stride, rows, acc, cols);
      case DType.U16:
      case DType.I16:
        return columnsOf<O, u16>(t, src, stride, rows, acc, cols);
      case DType.U32:
      case DType.I32:
      case DType.F32:
        return columnsOf<O, u32>(t, src, stride, rows, acc, cols);
      default:
        return columnsOf<O, u64>(t, src, stride, rows, acc, cols);
    }
  }
}

/** acc[r] = acc[r] || any of the n elements at src + r * stride */
export function anyRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  Dispatch.rows<Any>(t, src, stride, n, acc, rows);
}

/** acc[c] = acc[c] || any of the elements c of the rows at src + r * stride */
export function anyColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  Dispatch.columns<Any>(t, src, stride, rows, acc, cols);
}

/** acc[r] = acc[r] && all of the n elements at src + r * stride */
export function allRows(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
  Dispatch.rows<All>(t, src, stride, n, acc, rows);
}

/** acc[c] = acc[c] && all of the elements c of the rows at src + r * stride */
export function allColumns(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
  Dispatch.columns<All>(t, src, stride, rows, acc, cols);
}
