import { DType } from '../dtypes';
import { Arithmetic, Logical } from './ring';
import { TILE_BYTES, TILE_ROWS, tile } from './tile';

/**
 * The two innermost loops of the matrix product around its micro-kernel: over the panels of a packed block of B, and for
 * each over those of a packed block of A. The outer three are in src/loops/gemm.ts. C may have any strides; where a tile
 * does not lie in it as it is, at its edges and in other layouts, it is made in `spare` (128 bytes) and moved one by one.
 */
function block<O, T>(
  a: usize,
  b: usize,
  m: usize,
  n: usize,
  depth: usize,
  c: usize,
  rowStride: usize,
  colStride: usize,
  add: bool,
  spare: usize,
): void {
  const width = TILE_BYTES / sizeof<T>();
  for (let j: usize = 0; j < n; j += width) {
    const cols = min(width, n - j);
    let panel = a;
    for (let i: usize = 0; i < m; i += TILE_ROWS) {
      const rows = min(TILE_ROWS, m - i);
      const at = c + i * rowStride + j * colStride;
      if (rows == TILE_ROWS && cols == width && colStride == sizeof<T>()) {
        tile<O, T>(panel, sizeof<T>(), TILE_ROWS * sizeof<T>(), b, TILE_BYTES, depth, at, rowStride, add);
      } else {
        tile<O, T>(panel, sizeof<T>(), TILE_ROWS * sizeof<T>(), b, TILE_BYTES, depth, spare, TILE_BYTES, false);
        move<O, T>(spare, rows, cols, at, rowStride, colStride, add);
      }
      panel += depth * TILE_ROWS * sizeof<T>();
    }
    b += depth * TILE_BYTES;
  }
}

/** Rows and columns of a tile to where they belong. */
export function move<O, T>(
  from: usize,
  rows: usize,
  cols: usize,
  c: usize,
  rowStride: usize,
  colStride: usize,
  add: bool,
): void {
  const op = changetype<O>(0);
  for (let i: usize = 0; i < rows; i++) {
    let at = c + i * rowStride;
    for (let j: usize = 0; j < cols; j++) {
      const value = load<T>(from + i * TILE_BYTES + j * sizeof<T>());
      store<T>(at, add ? op.add<T>(load<T>(at), value) : value);
      at += colStride;
    }
  }
}

/** C = A B, or C += A B with `add`, of blocks packed by packPanels: A in panels of 4 rows, B in panels of 32 bytes. */
export function gemmBlock(
  t: i32,
  a: usize,
  b: usize,
  m: usize,
  n: usize,
  depth: usize,
  c: usize,
  rowStride: usize,
  colStride: usize,
  add: bool,
  spare: usize,
): void {
  switch (t) {
    case DType.Bool:
      return block<Logical, u8>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
    case DType.U8:
    case DType.I8:
      return block<Arithmetic, u8>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
    case DType.U16:
    case DType.I16:
      return block<Arithmetic, u16>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
    case DType.U32:
    case DType.I32:
      return block<Arithmetic, u32>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
    case DType.U64:
    case DType.I64:
      return block<Arithmetic, u64>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
    case DType.F32:
      return block<Arithmetic, f32>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
    case DType.F64:
      return block<Arithmetic, f64>(a, b, m, n, depth, c, rowStride, colStride, add, spare);
  }
}
