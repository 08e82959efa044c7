import { Key } from './keys';

/** What is nearly sorted. `base` is the least key of integers; floats have it in themselves. */

abstract class Near {
  /** Whether a number comes after another: of floats that are equal or NaN, not yet. */
  @inline static follows<T, U>(x: T, last: T, base: U): bool {
    if (isFloat<T>()) return last < x;
    return <U>(<U>last - base) <= <U>(<U>x - base);
  }
  @inline static key<T, U>(p: usize, base: U): U {
    return isFloat<T>() ? Key.ofBits<U>(load<U>(p)) : <U>(load<U>(p) - base);
  }
}

export function ascends<T, U>(p: usize, n: usize, base: U): bool {
  let last = Near.key<T, U>(p, base);
  for (const end = p + n * sizeof<U>(); p != end; p += sizeof<U>()) {
    const key = Near.key<T, U>(p, base);
    if (key < last) return false;
    last = key;
  }
  return true;
}

/** Gives up, with false, after a number of moves. */
export function insertion<T, U>(data: usize, n: usize, base: U, moves: isize): bool {
  const end = data + n * sizeof<U>();
  let last = load<T>(data);
  for (let p = data + sizeof<U>(); p < end; p += sizeof<U>()) {
    const x = load<T>(p);
    if (Near.follows<T, U>(x, last, base)) {
      last = x;
      continue;
    }
    const item = load<U>(p);
    const key = Near.key<T, U>(p, base);
    let q = p;
    while (q != data && Near.key<T, U>(q - sizeof<U>(), base) > key) {
      store<U>(q, load<U>(q - sizeof<U>()));
      q -= sizeof<U>();
    }
    store<U>(q, item);
    last = load<T>(p);
    moves -= (p - q) / sizeof<U>();
    if (moves < 0) return false;
  }
  return true;
}
