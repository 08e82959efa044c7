import { DType } from '../dtypes';
import { binaryLanes, binaryMath, compare, unaryLanes, unaryMath } from './loops';

/**
 * From a dtype code to the loop of that type, one function per set of types an operation distinguishes. Operations
 * that do not see the sign (addition modulo 2^n, bits, equality) share one loop between signed and unsigned types.
 */
export abstract class Unary {
  @inline static signless<O>(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
    switch (t) {
      case DType.F32:
        return unaryLanes<O, f32>(a, aStep, out, n);
      case DType.F64:
        return unaryLanes<O, f64>(a, aStep, out, n);
      default:
        return Unary.bits<O>(t, a, aStep, out, n);
    }
  }

  @inline static bits<O>(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return unaryLanes<O, u8>(a, aStep, out, n);
      case DType.U16:
      case DType.I16:
        return unaryLanes<O, u16>(a, aStep, out, n);
      case DType.U32:
      case DType.I32:
        return unaryLanes<O, u32>(a, aStep, out, n);
      case DType.U64:
      case DType.I64:
        return unaryLanes<O, u64>(a, aStep, out, n);
    }
  }

  /** Signed integers, which have a magnitude and a sign to take, and floats. */
  @inline static signed<O>(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
    switch (t) {
      case DType.I8:
        return unaryLanes<O, i8>(a, aStep, out, n);
      case DType.I16:
        return unaryLanes<O, i16>(a, aStep, out, n);
      case DType.I32:
        return unaryLanes<O, i32>(a, aStep, out, n);
      case DType.I64:
        return unaryLanes<O, i64>(a, aStep, out, n);
      default:
        return Unary.floating<O>(t, a, aStep, out, n);
    }
  }

  @inline static numeric<O>(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
    switch (t) {
      case DType.U8:
        return unaryLanes<O, u8>(a, aStep, out, n);
      case DType.U16:
        return unaryLanes<O, u16>(a, aStep, out, n);
      case DType.U32:
        return unaryLanes<O, u32>(a, aStep, out, n);
      case DType.U64:
        return unaryLanes<O, u64>(a, aStep, out, n);
      default:
        return Unary.signed<O>(t, a, aStep, out, n);
    }
  }

  @inline static floating<O>(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
    if (t == DType.F32) unaryLanes<O, f32>(a, aStep, out, n);
    else unaryLanes<O, f64>(a, aStep, out, n);
  }

  /** Operations written with ../math/lane. */
  @inline static math<O>(t: i32, a: usize, aStep: i32, out: usize, n: i32): void {
    if (t == DType.F32) unaryMath<O, f32>(a, aStep, out, n);
    else unaryMath<O, f64>(a, aStep, out, n);
  }
}

export abstract class Binary {
  @inline static bits<O>(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return binaryLanes<O, u8>(a, aStep, b, bStep, out, outStep, n);
      case DType.U16:
      case DType.I16:
        return binaryLanes<O, u16>(a, aStep, b, bStep, out, outStep, n);
      case DType.U32:
      case DType.I32:
        return binaryLanes<O, u32>(a, aStep, b, bStep, out, outStep, n);
      case DType.U64:
      case DType.I64:
        return binaryLanes<O, u64>(a, aStep, b, bStep, out, outStep, n);
    }
  }

  @inline static signless<O>(
    t: i32,
    a: usize,
    aStep: i32,
    b: usize,
    bStep: i32,
    out: usize,
    outStep: i32,
    n: i32,
  ): void {
    if (t >= DType.F32) Binary.floating<O>(t, a, aStep, b, bStep, out, outStep, n);
    else Binary.bits<O>(t, a, aStep, b, bStep, out, outStep, n);
  }

  @inline static integer<O>(
    t: i32,
    a: usize,
    aStep: i32,
    b: usize,
    bStep: i32,
    out: usize,
    outStep: i32,
    n: i32,
  ): void {
    switch (t) {
      case DType.U8:
        return binaryLanes<O, u8>(a, aStep, b, bStep, out, outStep, n);
      case DType.I8:
        return binaryLanes<O, i8>(a, aStep, b, bStep, out, outStep, n);
      case DType.U16:
        return binaryLanes<O, u16>(a, aStep, b, bStep, out, outStep, n);
      case DType.I16:
        return binaryLanes<O, i16>(a, aStep, b, bStep, out, outStep, n);
      case DType.U32:
        return binaryLanes<O, u32>(a, aStep, b, bStep, out, outStep, n);
      case DType.I32:
        return binaryLanes<O, i32>(a, aStep, b, bStep, out, outStep, n);
      case DType.U64:
        return binaryLanes<O, u64>(a, aStep, b, bStep, out, outStep, n);
      case DType.I64:
        return binaryLanes<O, i64>(a, aStep, b, bStep, out, outStep, n);
    }
  }

  @inline static numeric<O>(
    t: i32,
    a: usize,
    aStep: i32,
    b: usize,
    bStep: i32,
    out: usize,
    outStep: i32,
    n: i32,
  ): void {
    if (t >= DType.F32) Binary.floating<O>(t, a, aStep, b, bStep, out, outStep, n);
    else Binary.integer<O>(t, a, aStep, b, bStep, out, outStep, n);
  }

  @inline static floating<O>(
    t: i32,
    a: usize,
    aStep: i32,
    b: usize,
    bStep: i32,
    out: usize,
    outStep: i32,
    n: i32,
  ): void {
    if (t == DType.F32) binaryLanes<O, f32>(a, aStep, b, bStep, out, outStep, n);
    else binaryLanes<O, f64>(a, aStep, b, bStep, out, outStep, n);
  }

  /** Operations written with ../math/lane. */
  @inline static math<O>(t: i32, a: usize, aStep: i32, b: usize, bStep: i32, out: usize, outStep: i32, n: i32): void {
    if (t == DType.F32) binaryMath<O, f32>(a, aStep, b, bStep, out, outStep, n);
    else binaryMath<O, f64>(a, aStep, b, bStep, out, outStep, n);
  }
}

export abstract class Compare {
  @inline static signless<O>(
    t: i32,
    a: usize,
    aStep: i32,
    b: usize,
    bStep: i32,
    out: usize,
    outStep: i32,
    n: i32,
  ): void {
    switch (t) {
      case DType.Bool:
      case DType.U8:
      case DType.I8:
        return compare<O, u8>(a, aStep, b, bStep, out, outStep, n);
      case DType.U16:
      case DType.I16:
        return compare<O, u16>(a, aStep, b, bStep, out, outStep, n);
      case DType.U32:
      case DType.I32:
        return compare<O, u32>(a, aStep, b, bStep, out, outStep, n);
      case DType.U64:
      case DType.I64:
        return compare<O, u64>(a, aStep, b, bStep, out, outStep, n);
      case DType.F32:
        return compare<O, f32>(a, aStep, b, bStep, out, outStep, n);
      case DType.F64:
        return compare<O, f64>(a, aStep, b, bStep, out, outStep, n);
    }
  }

  @inline static ordered<O>(
    t: i32,
    a: usize,
    aStep: i32,
    b: usize,
    bStep: i32,
    out: usize,
    outStep: i32,
    n: i32,
  ): void {
    switch (t) {
      case DType.I8:
        return compare<O, i8>(a, aStep, b, bStep, out, outStep, n);
      case DType.I16:
        return compare<O, i16>(a, aStep, b, bStep, out, outStep, n);
      case DType.I32:
        return compare<O, i32>(a, aStep, b, bStep, out, outStep, n);
      case DType.I64:
        return compare<O, i64>(a, aStep, b, bStep, out, outStep, n);
      default:
        return Compare.signless<O>(t, a, aStep, b, bStep, out, outStep, n);
    }
  }
}
