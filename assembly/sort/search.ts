import { DType } from '../dtypes';

/**
 * Binary search of many values in sorted elements, without branches on the data, and four values at a time: each step
 * waits for memory, and four waits cost what one does. NaN is greater than all numbers.
 */

/** Whether an element lies before the place of a value: before the first that is not less, */
@final
@unmanaged
class Left {
  @inline before<T>(x: T, value: T): usize {
    if (isFloat<T>()) return <usize>(<u32>(x < value) | (<u32>(value != value) & <u32>(x == x)));
    return <usize>(x < value);
  }
}

/** or before the first that is greater. */
@final
@unmanaged
class Right {
  @inline before<T>(x: T, value: T): usize {
    if (isFloat<T>()) return <usize>(<u32>(x <= value) | <u32>(value != value));
    return <usize>(x <= value);
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
      a += op.before<T>(load<T>(a + back), x) * step;
      b += op.before<T>(load<T>(b + back), y) * step;
      c += op.before<T>(load<T>(c + back), z) * step;
      d += op.before<T>(load<T>(d + back), w) * step;
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
      a += op.before<T>(load<T>(a + half * sizeof<T>() - sizeof<T>()), x) * half * sizeof<T>();
      length -= half;
    }
    store<u64>(out, (a - sorted) / sizeof<T>());
    values += sizeof<T>();
    out += 8;
  }
}

function findEither<T>(sorted: usize, n: usize, values: usize, out: usize, m: usize, right: bool): void {
  if (right) find<Right, T>(sorted, n, values, out, m);
  else find<Left, T>(sorted, n, values, out, m);
}

/** Where each of m values belongs among n sorted elements, as i64: before those equal to it, or after them. */
export function searchSorted(t: i32, sorted: usize, n: usize, values: usize, out: usize, m: usize, right: bool): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
      return findEither<u8>(sorted, n, values, out, m, right);
    case DType.I8:
      return findEither<i8>(sorted, n, values, out, m, right);
    case DType.U16:
      return findEither<u16>(sorted, n, values, out, m, right);
    case DType.I16:
      return findEither<i16>(sorted, n, values, out, m, right);
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
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return match<u8>(sorted, n, values, places, out, m);
    case DType.U16:
    case DType.I16:
      return match<u16>(sorted, n, values, places, out, m);
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
