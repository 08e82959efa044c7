import { DType } from '../dtypes';

/** What a dtype code says of the bits of an element. */
export abstract class Kind {
  @inline static isSigned(t: i32): bool {
    return t > DType.U8 && !(t & 1);
  }

  /** The sign bit of a signed integer type of T's width, or 0. */
  @inline static sign<T>(t: i32): T {
    return <T>((<u64>Kind.isSigned(t)) << (8 * sizeof<T>() - 1));
  }

  /** The bits that make an element nonzero: all, but for floats not the sign. */
  @inline static magnitude<T>(t: i32): T {
    return <T>~((<u64>(t >= DType.F32)) << (8 * sizeof<T>() - 1));
  }

  /**
   * The bits that make minima of signed numbers of what is asked for: all of them (of floats, the sign) for maxima, and
   * the highest besides for unsigned integers. A true bool becomes the least of all bytes, which ends a search for it.
   */
  @inline static mirror<T>(t: i32, greatest: bool): T {
    if (isFloat<T>() && sizeof<T>() == 4) return <T>reinterpret<f32>((<u32>greatest) << 31);
    if (isFloat<T>()) return <T>reinterpret<f64>((<u64>greatest) << 63);
    if (sizeof<T>() == 1 && greatest && t == DType.Bool) return <T>0x81;
    return <T>(-(<i64>greatest) ^ ((<i64>!Kind.isSigned(t)) << (8 * sizeof<T>() - 1)));
  }

  /** One element of an integer type in 64 bits. */
  @inline static load(t: i32, p: usize): i64 {
    switch (t) {
      case DType.I8:
        return load<i8>(p);
      case DType.U16:
        return load<u16>(p);
      case DType.I16:
        return load<i16>(p);
      case DType.U32:
        return load<u32>(p);
      case DType.I32:
        return load<i32>(p);
      case DType.U64:
      case DType.I64:
        return load<i64>(p);
      default:
        return load<u8>(p);
    }
  }

  @inline static size(t: i32): usize {
    if (t <= DType.I8) return 1;
    if (t <= DType.I16) return 2;
    return t <= DType.I32 || t == DType.F32 ? 4 : 8;
  }
}
