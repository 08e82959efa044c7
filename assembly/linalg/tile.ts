/**
 * The micro-kernel of the matrix product: a tile of C, 4 rows by 32 bytes of columns (8 f32, 4 f64), from 4 rows of A,
 * with any strides, and 32 adjacent bytes of each row of B.
 *
 * Eight registers of C, two of B and one of A stay within the sixteen of x86-64; tiles of 6 x 8 or 4 x 12 f32 spill and
 * fall from 45 to 26 GFLOP/s.
 */

/** Rows of a tile. */
export const TILE_ROWS: usize = 4;
/** Bytes of a row of a tile. */
export const TILE_BYTES: usize = 32;

/** C = A B for one tile whose rows are `stride` bytes apart; C += A B with `add`. Each sum goes along the depth in order. */
export function tile<O, T>(
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  depth: usize,
  c: usize,
  stride: usize,
  add: bool,
): void {
  if (ASC_FEATURE_SIMD) lanes<O, T>(a, aRow, aCol, b, bRow, depth, c, stride, add);
  else {
    for (let i: usize = 0; i < TILE_ROWS; i += 2) {
      for (let j: usize = 0; j < TILE_BYTES; j += 4 * sizeof<T>()) {
        scalars<O, T>(a + i * aRow, aRow, aCol, b + j, bRow, depth, c + i * stride + j, stride, add);
      }
    }
  }
}

function lanes<O, T>(
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  depth: usize,
  c: usize,
  stride: usize,
  add: bool,
): void {
  const op = changetype<O>(0);
  let c00 = i64x2.splat(0);
  let c01 = i64x2.splat(0);
  let c10 = i64x2.splat(0);
  let c11 = i64x2.splat(0);
  let c20 = i64x2.splat(0);
  let c21 = i64x2.splat(0);
  let c30 = i64x2.splat(0);
  let c31 = i64x2.splat(0);
  const third = aRow * 2;
  const fourth = aRow * 3;
  for (; depth > 0; depth--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<T>(a);
    c00 = op.maddLanes<T>(c00, a0, b0);
    c01 = op.maddLanes<T>(c01, a0, b1);
    const a1 = v128.load_splat<T>(a + aRow);
    c10 = op.maddLanes<T>(c10, a1, b0);
    c11 = op.maddLanes<T>(c11, a1, b1);
    const a2 = v128.load_splat<T>(a + third);
    c20 = op.maddLanes<T>(c20, a2, b0);
    c21 = op.maddLanes<T>(c21, a2, b1);
    const a3 = v128.load_splat<T>(a + fourth);
    c30 = op.maddLanes<T>(c30, a3, b0);
    c31 = op.maddLanes<T>(c31, a3, b1);
    a += aCol;
    b += bRow;
  }
  const d = c + stride;
  const e = d + stride;
  const f = e + stride;
  if (add) {
    c00 = op.addLanes<T>(v128.load(c), c00);
    c01 = op.addLanes<T>(v128.load(c, 16), c01);
    c10 = op.addLanes<T>(v128.load(d), c10);
    c11 = op.addLanes<T>(v128.load(d, 16), c11);
    c20 = op.addLanes<T>(v128.load(e), c20);
    c21 = op.addLanes<T>(v128.load(e, 16), c21);
    c30 = op.addLanes<T>(v128.load(f), c30);
    c31 = op.addLanes<T>(v128.load(f, 16), c31);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(d, c10);
  v128.store(d, c11, 16);
  v128.store(e, c20);
  v128.store(e, c21, 16);
  v128.store(f, c30);
  v128.store(f, c31, 16);
}

/** Two rows of four columns: as many sums as general registers hold. */
function scalars<O, T>(
  a: usize,
  aRow: usize,
  aCol: usize,
  b: usize,
  bRow: usize,
  depth: usize,
  c: usize,
  stride: usize,
  add: bool,
): void {
  const op = changetype<O>(0);
  let c00: T = 0;
  let c01: T = 0;
  let c02: T = 0;
  let c03: T = 0;
  let c10: T = 0;
  let c11: T = 0;
  let c12: T = 0;
  let c13: T = 0;
  for (; depth > 0; depth--) {
    const a0 = load<T>(a);
    const a1 = load<T>(a + aRow);
    const b0 = load<T>(b);
    c00 = op.madd<T>(c00, a0, b0);
    c10 = op.madd<T>(c10, a1, b0);
    const b1 = load<T>(b, sizeof<T>());
    c01 = op.madd<T>(c01, a0, b1);
    c11 = op.madd<T>(c11, a1, b1);
    const b2 = load<T>(b, 2 * sizeof<T>());
    c02 = op.madd<T>(c02, a0, b2);
    c12 = op.madd<T>(c12, a1, b2);
    const b3 = load<T>(b, 3 * sizeof<T>());
    c03 = op.madd<T>(c03, a0, b3);
    c13 = op.madd<T>(c13, a1, b3);
    a += aCol;
    b += bRow;
  }
  const d = c + stride;
  if (add) {
    c00 = op.add<T>(load<T>(c), c00);
    c01 = op.add<T>(load<T>(c, sizeof<T>()), c01);
    c02 = op.add<T>(load<T>(c, 2 * sizeof<T>()), c02);
    c03 = op.add<T>(load<T>(c, 3 * sizeof<T>()), c03);
    c10 = op.add<T>(load<T>(d), c10);
    c11 = op.add<T>(load<T>(d, sizeof<T>()), c11);
    c12 = op.add<T>(load<T>(d, 2 * sizeof<T>()), c12);
    c13 = op.add<T>(load<T>(d, 3 * sizeof<T>()), c13);
  }
  store<T>(c, c00);
  store<T>(c, c01, sizeof<T>());
  store<T>(c, c02, 2 * sizeof<T>());
  store<T>(c, c03, 3 * sizeof<T>());
  store<T>(d, c10);
  store<T>(d, c11, sizeof<T>());
  store<T>(d, c12, 2 * sizeof<T>());
  store<T>(d, c13, 3 * sizeof<T>());
}
