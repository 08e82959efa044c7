import { DType } from '../dtypes';
import { move } from './gemm';
import { panels } from './pack';
import { Arithmetic, Logical } from './ring';
import { TILE_BYTES, TILE_ROWS, tile } from './tile';

/** Multiplications below which a tile, whose edges are made in spare memory, takes longer than loops over elements. */
const FEWEST: usize = 48;

/**
 * Products of many small matrices, whose packing would take longer than it saves: tiles of rows of A and of C where they
 * lie, and of B too where its columns are adjacent. At the edges tiles overlap, so that some elements are computed twice
 * instead of one by one; a matrix of less than a tile is filled up with zeros in `spare`.
 */
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
  spare: usize,
): void {
  const width = TILE_BYTES / sizeof<T>();
  if (m * n * depth < FEWEST) {
    for (; count > 0; count--) {
      plain<O, T>(m, n, depth, a, aRow, aCol, b, bRow, bCol, c, cRow, cCol);
      a += aNext;
      b += bNext;
      c += cNext;
    }
    return;
  }
  const rows = min(m, TILE_ROWS);
  const cols = min(n, width);
  const filled = spare + TILE_ROWS * TILE_BYTES;
  const packed = filled + TILE_ROWS * depth * sizeof<T>();
  const direct = rows == TILE_ROWS && cols == width && cCol == sizeof<T>();
  const inPlace = cols == width && bCol == sizeof<T>();
  const across = inPlace ? bRow : max(n, width) * sizeof<T>();
  const down = rows == TILE_ROWS ? aRow : sizeof<T>();
  const along = rows == TILE_ROWS ? aCol : TILE_ROWS * sizeof<T>();
  let first = true;
  for (; count > 0; count--) {
    if (!inPlace && (first || bNext != 0)) panels<T>(b, bCol, bRow, n, depth, max(n, width), packed);
    if (rows < TILE_ROWS && (first || aNext != 0)) panels<T>(a, aRow, aCol, m, depth, TILE_ROWS, filled);
    first = false;
    const left = rows == TILE_ROWS ? a : filled;
    const right = inPlace ? b : packed;
    for (let j: usize = 0; j < n; j += width) {
      j = min(j, n - cols);
      const from = right + j * sizeof<T>();
      for (let i: usize = 0; i < m; i += TILE_ROWS) {
        i = min(i, m - rows);
        const to = c + i * cRow + j * cCol;
        if (direct) tile<O, T>(left + i * down, down, along, from, across, depth, to, cRow, false);
        else {
          tile<O, T>(left + i * down, down, along, from, across, depth, spare, TILE_BYTES, false);
          move<O, T>(spare, rows, cols, to, cRow, cCol, false);
        }
      }
    }
    a += aNext;
    b += bNext;
    c += cNext;
  }
}

/** One product, element by element. */
function plain<O, T>(
  m: usize,
  n: usize,
  depth: usize,
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  bCol: usize,
  c: usize,
  cRow: usize,
  cCol: usize,
): void {
  const op = changetype<O>(0);
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
}

/**
 * C = A B for `count` matrices of each operand, `next` bytes apart, with byte strides of any size and sign. `spare` has
 * room for a tile, four rows of A, and B, of a tile's width at least.
 */
// biome-ignore format: one operand a line
export function gemmSmall(
  t: i32, count: usize, m: usize, n: usize, depth: usize,
  a: usize, aNext: usize, aRow: usize, aCol: usize,
  b: usize, bNext: usize, bRow: usize, bCol: usize,
  c: usize, cNext: usize, cRow: usize, cCol: usize,
  spare: usize,
): void {
  switch (t) {
    case DType.Bool:
      return each<Logical, u8>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
    case DType.U8:
    case DType.I8:
      return each<Arithmetic, u8>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
    case DType.U16:
    case DType.I16:
      return each<Arithmetic, u16>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
    case DType.U32:
    case DType.I32:
      return each<Arithmetic, u32>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
    case DType.U64:
    case DType.I64:
      return each<Arithmetic, u64>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
    case DType.F32:
      return each<Arithmetic, f32>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
    case DType.F64:
      return each<Arithmetic, f64>(count, m, n, depth, a, aNext, aRow, aCol, b, bNext, bRow, bCol, c, cNext, cRow, cCol, spare);
  }
}
