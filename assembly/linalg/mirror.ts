import { transpose } from '../layout/transpose';

/** The part of rows `first` to `first` + `count` left of the diagonal to where its transpose belongs: c[j][i] = c[i][j]. */
function mirror<T>(c: usize, row: usize, col: usize, first: usize, count: usize): void {
  const rows = c + first * row;
  const done = col == sizeof<T>() && transpose<T>(rows, row, c + first * col, row, count, first);
  for (let i: usize = 0; i < count; i++) {
    for (let j: usize = done ? first : 0; j < first + i; j++) {
      store<T>(c + j * row + (first + i) * col, load<T>(rows + i * row + j * col));
    }
  }
}

/** Rows of a symmetric matrix of elements of `size` bytes; at best some 64 at a time. */
export function mirrorRows(size: i32, c: usize, row: usize, col: usize, first: usize, count: usize): void {
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
