import { DType } from '../dtypes';
import { foldColumns } from './columns';
import { foldRows } from './rows';

/**
 * From a dtype code to the loop of that type. The sets are those that folds distinguish: which accumulator they have, and
 * whether they see the sign.
 */

/** Integers accumulate in 64 bits, modulo 2^64, where signed and unsigned are the same; floats in their own type. */
export abstract class Wide {
  @inline static rows<O>(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
        return foldRows<O, u8, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.I8:
        return foldRows<O, i8, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.U16:
        return foldRows<O, u16, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.I16:
        return foldRows<O, i16, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.U32:
        return foldRows<O, u32, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.I32:
        return foldRows<O, i32, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.U64:
      case DType.I64:
        return foldRows<O, i64, i64>(src, stride, n, 0, 0, 0, acc, rows);
      default:
        return Floats.rows<O>(t, src, stride, n, acc, rows);
    }
  }

  @inline static columns<O>(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
        return foldColumns<O, u8, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.I8:
        return foldColumns<O, i8, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.U16:
        return foldColumns<O, u16, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.I16:
        return foldColumns<O, i16, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.U32:
        return foldColumns<O, u32, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.I32:
        return foldColumns<O, i32, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.U64:
      case DType.I64:
        return foldColumns<O, i64, i64>(src, stride, rows, 0, 0, acc, cols);
      default:
        return Floats.columns<O>(t, src, stride, rows, acc, cols);
    }
  }
}

/** The accumulator is a count; only the width of the elements matters, and that the two zeros of floats are equal. */
export abstract class Bits {
  @inline static rows<O>(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return foldRows<O, u8, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.U16:
      case DType.I16:
        return foldRows<O, u16, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.U32:
      case DType.I32:
        return foldRows<O, u32, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.U64:
      case DType.I64:
        return foldRows<O, u64, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.F32:
        return foldRows<O, f32, i64>(src, stride, n, 0, 0, 0, acc, rows);
      case DType.F64:
        return foldRows<O, f64, i64>(src, stride, n, 0, 0, 0, acc, rows);
    }
  }

  @inline static columns<O>(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return foldColumns<O, u8, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.U16:
      case DType.I16:
        return foldColumns<O, u16, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.U32:
      case DType.I32:
        return foldColumns<O, u32, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.U64:
      case DType.I64:
        return foldColumns<O, u64, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.F32:
        return foldColumns<O, f32, i64>(src, stride, rows, 0, 0, acc, cols);
      case DType.F64:
        return foldColumns<O, f64, i64>(src, stride, rows, 0, 0, acc, cols);
    }
  }
}

export abstract class Floats {
  @inline static rows<O>(t: i32, src: usize, stride: usize, n: usize, acc: usize, rows: usize): void {
    if (t == DType.F32) foldRows<O, f32, f32>(src, stride, n, 0, 0, 0, acc, rows);
    else foldRows<O, f64, f64>(src, stride, n, 0, 0, 0, acc, rows);
  }

  @inline static columns<O>(t: i32, src: usize, stride: usize, rows: usize, acc: usize, cols: usize): void {
    if (t == DType.F32) foldColumns<O, f32, f32>(src, stride, rows, 0, 0, acc, cols);
    else foldColumns<O, f64, f64>(src, stride, rows, 0, 0, acc, cols);
  }
}
