import { transpose } from '../layout/transpose';

/** The part of columns `first` to `first` + `count` above the diagonal to where its transpose belongs: c[j][i] = c[i][j]. */
function mirror<T>(c: usize, row: usize, col: usize, first: usize, count: usize): void {
  const cols = c + first * col;
  const done = col == sizeof<T>() && transpose<T>(cols, row, c + first * row, row, first, count);
  for (let j: usize = 0; j < count; j++) {
    for (let i: usize = done ? first : 0; i < first + j; i++) {
      store<T>(c + (first + j) * row + i * col, load<T>(cols + i * row + j * col));
    }
  }
}

/** Columns of a symmetric matrix of elements of `size` bytes; at best some 64 at a time. */
export function mirrorColumns(size: i32, c: usize, row: usize, col: usize, first: usize, count: usize): void {
  switch (size) {
    case 1:
      return mirror<u8>(c, row, col, first, count);
    case 2:
      return mirror<u16>(c, row, col, first, count);
    case 4:
      return mirror<u32>(c, row, col, first, count);
    case 8:
      return mirror<u64>(c, row, col, first, count);
  }
}
