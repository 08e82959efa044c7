import { DType } from '../dtypes';
import { Arithmetic, Logical } from './ring';

/** Products of many small matrices, for which packing would take longer than multiplying: straight from their places. */
function each<O, T>(
  count: usize,
  m: usize,
  n: usize,
  depth: usize,
  a: usize,
  aNext: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bNext: usize,
  bRow: usize,
  bCol: usize,
  c: usize,
  cNext: usize,
  cRow: usize,
  cCol: usize,
): void {
  const op = changetype<O>(0);
  for (; count > 0; count--) {
    for (let i: usize = 0; i < m; i++) {
      for (let j: usize = 0; j < n; j++) {
        let sum: T = 0;
        let p = a + i * aRow;
        let q = b + j * bCol;
        for (let d = depth; d > 0; d--) {
          sum = op.madd<T>(sum, load<T>(p), load<T>(q));
          p += aCol;
          q += bRow;
        }
        store<T>(c + i * cRow + j * cCol, sum);
      }
    }
    a += aNext;
    b += bNext;
    c += cNext;
  }
}

/** C = A B for `count` matrices of each operand, `next` bytes apart, with byte strides of any size and sign. */
export function gemmSmall(
  t: i32,
  count: usize,
  m: usize,
  n: usize,
  depth: usize,
  a: usize,
  aNext: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bNext: usize,
  bRow: usize,
  bCol: usize,
  c: usize,
  cNext: usize,
  cRow: usize,
  cCol: usize,
): void {
  switch (t) {
    case DType.Bool:
      return each<Logical, u8>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol);
    case DType.U8:
    case DType.I8:
      return each<Arithmetic, u8>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol);
    case DType.U16:
    case DType.I16:
      return each<Arithmetic, u16>(
        count,
        m,
        n,
        depth,
        a,
        aNext,
        aRow,
        aCol,
        b,
        bNext,
        bRow,
        bCol,
        c,
        cNext,
        cRow,
        cCol,
      );
    case DType.U32:
    case DType.I32:
      return each<Arithmetic, u32>(
        count,
        m,
        n,
        depth,
        a,
        aNext,
        aRow,
        aCol,
        b,
        bNext,
        bRow,
        bCol,
        c,
        cNext,
        cRow,
        cCol,
      );
    case DType.U64:
    case DType.I64:
      return each<Arithmetic, u64>(
        count,
        m,
        n,
        depth,
        a,
        aNext,
        aRow,
        aCol,
        b,
        bNext,
        bRow,
        bCol,
        c,
        cNext,
        cRow,
        cCol,
      );
    case DType.F32:
      return each<Arithmetic, f32>(
        count,
        m,
        n,
        depth,
        a,
        aNext,
        aRow,
        aCol,
        b,
        bNext,
        bRow,
        bCol,
        c,
        cNext,
        cRow,
        cCol,
      );
    case DType.F64:
      return each<Arithmetic, f64>(
        count,
        m,
        n,
        depth,
        a,
        aNext,
        aRow,
        aCol,
        b,
        bNext,
        bRow,
        bCol,
        c,
        cNext,
        cRow,
        cCol,
      );
  }
}
