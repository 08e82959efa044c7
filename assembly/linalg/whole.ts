import { DType } from '../dtypes';
import { exponentOf, powerOfTwo } from '../exponent';
import { transpose } from '../layout/transpose';

/** Whole matrices between where they lie, as f32 or f64 with any strides, and factorizations, which have f64 column by column. */

/** Which elements of a matrix are stored, zeros in the place of the others. */
const LOWER: i32 = 1;
const UPPER: i32 = 2;

/** A as packed columns; the largest magnitude, NaN if there is one, goes to `largest`. */
export function loadColumns(
  t: i32,
  m: usize,
  n: usize,
  a: usize,
  row: usize,
  col: usize,
  to: usize,
  largest: usize,
): void {
  if (t == DType.F32) loadAs<f32>(m, n, a, row, col, to, largest);
  else loadAs<f64>(m, n, a, row, col, to, largest);
}

function loadAs<T>(m: usize, n: usize, a: usize, row: usize, col: usize, to: usize, largest: usize): void {
  const done = sizeof<T>() == 8 && col == 8 && transpose<u64>(a, row, to, m << 3, m, n);
  let most: f64 = 0;
  for (let j: usize = 0; j < n; j++) {
    let from = a + j * col;
    for (let i: usize = 0; i < m; i++) {
      if (!done) store<f64>(to, <f64>load<T>(from));
      most = max<f64>(most, abs<f64>(load<f64>(to)));
      from += row;
      to += 8;
    }
  }
  store<f64>(largest, most);
}

/** Columns that are `step` bytes apart to where a matrix lies: all elements (0), or a triangle with the diagonal. */
export function storeColumns(
  t: i32,
  m: usize,
  n: usize,
  from: usize,
  step: usize,
  part: i32,
  a: usize,
  row: usize,
  col: usize,
): void {
  if (t == DType.F32) storeAs<f32>(m, n, from, step, part, a, row, col);
  else storeAs<f64>(m, n, from, step, part, a, row, col);
}

function storeAs<T>(m: usize, n: usize, from: usize, step: usize, part: i32, a: usize, row: usize, col: usize): void {
  const none: usize = 0;
  if (sizeof<T>() == 8 && col == 8 && transpose<u64>(from, step, a, row, n, m)) {
    for (let j: usize = 0; j < n; j++) {
      const end = part == LOWER ? min(j, m) : part == UPPER ? m : none;
      for (let i = part == UPPER ? j + 1 : none; i < end; i++) store<T>(a + i * row + j * col, 0);
    }
    return;
  }
  for (let j: usize = 0; j < n; j++) {
    let to = a + j * col;
    for (let i: usize = 0; i < m; i++) {
      const kept = part == LOWER ? i >= j : part == UPPER ? i <= j : true;
      store<T>(to, kept ? <T>load<f64>(from + (i << 3)) : <T>0);
      to += row;
    }
    from += step;
  }
}

/** The first n columns of the identity of order m. */
export function unitColumns(m: usize, n: usize, to: usize, step: usize): void {
  for (let j: usize = 0; j < n; j++) {
    memory.fill(to, 0, m << 3);
    if (j < m) store<f64>(to + (j << 3), 1);
    to += step;
  }
}

/** The power of two that brings x to 1 to 2 in magnitude; 0 for 0, infinity and NaN, which stay. */
function powerOf(x: f64): i32 {
  return x == 0 || !(abs<f64>(x) < Infinity) ? 0 : exponentOf(x) - 1;
}

/** x / 2^power, for powers that {@link powerOf} gives. */
function without(x: f64, power: i32): f64 {
  const half = power >> 1;
  return x * powerOfTwo(-half) * powerOfTwo(half - power);
}

/**
 * Determinants from the triangular factors of `count` matrices of order n: numbers from 1 to 2 in magnitude, and the
 * powers of two, i32, that belong to them, so that nothing overflows or vanishes on the way. 0 where a pivot is 0.
 */
export function determinants(
  count: usize,
  n: usize,
  factors: usize,
  pivots: usize,
  mantissas: usize,
  powers: usize,
): void {
  for (; count; count--) {
    let mantissa: f64 = 1;
    let power: i32 = 0;
    for (let j: usize = 0; j < n; j++) {
      const element = load<f64>(factors + ((j * n + j) << 3));
      const own = powerOf(element);
      mantissa *= without(element, own);
      if (<usize>load<u32>(pivots + (j << 2)) != j) mantissa = -mantissa;
      const more = powerOf(mantissa);
      mantissa = without(mantissa, more);
      power += own + more;
    }
    store<f64>(mantissas, mantissa);
    store<i32>(powers, power);
    factors += (n * n) << 3;
    pivots += n << 2;
    mantissas += 8;
    powers += 4;
  }
}
