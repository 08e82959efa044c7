/**
 * The element types and their codes. `src/array/dtype.ts` lists the same numbers in the same order; a test holds the
 * two together. A bool is one byte, 0 or 1, and shares its loops with u8 wherever the answers agree.
 */
export const enum DType {
  Bool = 0,
  U8 = 1,
  I8 = 2,
  U16 = 3,
  I16 = 4,
  U32 = 5,
  I32 = 6,
  U64 = 7,
  I64 = 8,
  F32 = 9,
  F64 = 10,
}
