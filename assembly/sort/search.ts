import { DType } from '../dtypes';

/**
 * Binary search of many values in sorted elements, without branches on the data, and four values at a time: each step
 * waits for memory, and four waits cost what one does. NaN is greater than all
 * numbers: as an element it compares as it should, as a value it is looked up apart.
 */

/** All ones if an element lies before the place of a value: before the first that is not less, */
@final
@unmanaged
class Left {
  @inline before<T>(x: T, value: T): usize {
    return -(<usize>(x < value));
  }
}

/** or before the first that is greater. */
@final
@unmanaged
class Right {
  @inline before<T>(x: T, value: T): usize {
    return -(<usize>(x <= value));
  }
}

function find<O, T>(sorted: usize, n: usize, values: usize, out: usize, m: usize): void {
  const op = changetype<O>(0);
  for (; m >= 4; m -= 4) {
    const x = load<T>(values);
    const y = load<T>(values, sizeof<T>());
    const z = load<T>(values, 2 * sizeof<T>());
    const w = load<T>(values, 3 * sizeof<T>());
    let a = sorted;
    let b = sorted;
    let c = sorted;
    let d = sorted;
    let length = n;
    while (length > 0) {
      const half = (length + 1) >> 1;
      const step = half * sizeof<T>();
      const back = step - sizeof<T>();
      a += op.before<T>(load<T>(a + back), x) & step;
      b += op.before<T>(load<T>(b + back), y) & step;
      c += op.before<T>(load<T>(c + back), z) & step;
      d += op.before<T>(load<T>(d + back), w) & step;
      length -= half;
    }
    store<u64>(out, (a - sorted) / sizeof<T>());
    store<u64>(out, (b - sorted) / sizeof<T>(), 8);
    store<u64>(out, (c - sorted) / sizeof<T>(), 16);
    store<u64>(out, (d - sorted) / sizeof<T>(), 24);
    values += 4 * sizeof<T>();
    out += 32;
  }
  for (; m; m--) {
    const x = load<T>(values);
    let a = sorted;
    let length = n;
    while (length > 0) {
      const half = (length + 1) >> 1;
      a += op.before<T>(load<T>(a + half * sizeof<T>() - sizeof<T>()), x) & (half * sizeof<T>());
      length -= half;
    }
    store<u64>(out, (a - sorted) / sizeof<T>());
    values += sizeof<T>();
    out += 8;
  }
}

/** NaN belongs after the numbers, or after all. */
function placeNaN<T>(sorted: usize, n: usize, values: usize, out: usize, m: usize, right: bool): void {
  let numbers: usize = 0;
  if (right) numbers = n;
  else {
    for (let length = n; length > 0; ) {
      const half = (length + 1) >> 1;
      const x = load<T>(sorted + (numbers + half - 1) * sizeof<T>());
      if (x == x) numbers += half;
      length -= half;
    }
  }
  for (; m; m--) {
    const x = load<T>(values);
    if (x != x) store<u64>(out, numbers);
    values += sizeof<T>();
    out += 8;
  }
}

function findEither<T>(sorted: usize, n: usize, values: usize, out: usize, m: usize, right: bool): void {
  if (right) find<Right, T>(sorted, n, values, out, m);
  else find<Left, T>(sorted, n, values, out, m);
  if (isFloat<T>()) placeNaN<T>(sorted, n, values, out, m, right);
}

/** Where each of m values belongs among n sorted elements of 4 or 8 bytes, as i64: before those equal to it, or after them. */
export function searchSorted(t: i32, sorted: usize, n: usize, values: usize, out: usize, m: usize, right: bool): void {
  switch (t) {
    case DType.U32:
      return findEither<u32>(sorted, n, values, out, m, right);
    case DType.I32:
      return findEither<i32>(sorted, n, values, out, m, right);
    case DType.U64:
      return findEither<u64>(sorted, n, values, out, m, right);
    case DType.I64:
      return findEither<i64>(sorted, n, values, out, m, right);
    case DType.F32:
      return findEither<f32>(sorted, n, values, out, m, right);
    case DType.F64:
      return findEither<f64>(sorted, n, values, out, m, right);
  }
}

function match<T>(sorted: usize, n: usize, values: usize, places: usize, out: usize, m: usize): void {
  for (; m; m--) {
    const place = <usize>load<u32>(places);
    store<u8>(out, place < n && load<T>(sorted + place * sizeof<T>()) == load<T>(values) ? 1 : 0);
    values += sizeof<T>();
    places += 8;
    out++;
  }
}

/** Whether each of m values equals the sorted element at its place, which searchSorted gave: a bool. */
export function matchSorted(t: i32, sorted: usize, n: usize, values: usize, places: usize, out: usize, m: usize): void {
  switch (t) {
    case DType.U32:
    case DType.I32:
      return match<u32>(sorted, n, values, places, out, m);
    case DType.U64:
    case DType.I64:
      return match<u64>(sorted, n, values, places, out, m);
    case DType.F32:
      return match<f32>(sorted, n, values, places, out, m);
    case DType.F64:
      return match<f64>(sorted, n, values, places, out, m);
  }
}

/** Integers are signed; unsigned ones have their highest bit `turned`. */
function merge<T>(data: usize, n: usize, sorted: usize, m: usize, out: usize, turned: T): void {
  const end = data + n * sizeof<T>();
  const last = sorted + m * sizeof<T>();
  const stop = out + n;
  while (data != end && sorted != last) {
    const x = load<T>(data);
    const y = load<T>(sorted);
    // NaN on either side passes the sorted elements by.
    const isPast = <usize>(isFloat<T>() ? x <= y : <T>(x ^ turned) <= <T>(y ^ turned));
    store<u8>(out, x == y ? 1 : 0);
    out += isPast;
    data += isPast * sizeof<T>();
    sorted += (isPast ^ 1) * sizeof<T>();
  }
  memory.fill(out, 0, stop - out);
}

/** Whether each of n sorted elements of 4 or 8 bytes is among m sorted ones: a bool. NaN equals nothing. */
export function matchMerged(t: i32, data: usize, n: usize, sorted: usize, m: usize, out: usize): void {
  switch (t) {
    case DType.U32:
      return merge<i32>(data, n, sorted, m, out, i32.MIN_VALUE);
    case DType.I32:
      return merge<i32>(data, n, sorted, m, out, 0);
    case DType.U64:
      return merge<i64>(data, n, sorted, m, out, i64.MIN_VALUE);
    case DType.I64:
      return merge<i64>(data, n, sorted, m, out, 0);
    case DType.F32:
      return merge<f32>(data, n, sorted, m, out, 0);
    case DType.F64:
      return merge<f64>(data, n, sorted, m, out, 0);
  }
}
