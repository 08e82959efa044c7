import { DType } from '../dtypes';
import { Kind } from '../reduce/kind';

/**
 * Selection in place: quickselect (Hoare's Find, 1961) with the pseudomedian of nine as the pivot, and the median of
 * medians (Blum, Floyd, Pratt, Rivest and Tarjan, 1973) when that keeps failing, so that the time is O(n) for any input.
 *
 * Elements of one width share one loop. What is compared is a signed integer of their bits: as they are for signed
 * integers, with the highest bit flipped (y) for unsigned ones, and for negative floats with all lower bits flipped
 * (lower). That order puts -0 before 0 and, once NaN has lost its sign, NaN last.
 */
abstract class Key {
  @inline static of<T>(x: T, y: T, lower: T): T {
    return x ^ ((x >> <T>(8 * sizeof<T>() - 1)) & lower) ^ y;
  }
  @inline static at<T>(data: usize, i: usize, y: T, lower: T): T {
    return Key.of<T>(load<T>(data + i * sizeof<T>()), y, lower);
  }
}

/** Below this many elements, insertion is faster than another partition. */
const FEW: usize = 24;

function swap<T>(data: usize, i: usize, j: usize): void {
  const p = data + i * sizeof<T>();
  const q = data + j * sizeof<T>();
  const x = load<T>(p);
  store<T>(p, load<T>(q));
  store<T>(q, x);
}

function insertionSort<T>(data: usize, from: usize, to: usize, y: T, lower: T): void {
  for (let i = from + 1; i < to; i++) {
    const x = load<T>(data + i * sizeof<T>());
    const key = Key.of<T>(x, y, lower);
    let j = i;
    for (; j > from && Key.at<T>(data, j - 1, y, lower) > key; j--) {
      store<T>(data + j * sizeof<T>(), load<T>(data + (j - 1) * sizeof<T>()));
    }
    store<T>(data + j * sizeof<T>(), x);
  }
}

/** The place of the median of three elements. */
function median<T>(data: usize, i: usize, j: usize, k: usize, y: T, lower: T): usize {
  const a = Key.at<T>(data, i, y, lower);
  const b = Key.at<T>(data, j, y, lower);
  const c = Key.at<T>(data, k, y, lower);
  if (a < b) return b < c ? j : a < c ? k : i;
  return a < c ? i : b < c ? k : j;
}

/**
 * Moves the elements whose key is below `pivot` (or equal to it, if `equal`) to the front; returns their end. Every
 * element is swapped and the border moves or not, so no branch depends on the data: in a random order, every second
 * one would be mispredicted.
 */
function partition<T>(data: usize, from: usize, to: usize, pivot: T, equal: bool, y: T, lower: T): usize {
  let border = data + from * sizeof<T>();
  const end = data + to * sizeof<T>();
  for (let p = border; p < end; p += sizeof<T>()) {
    const x = load<T>(p);
    store<T>(p, load<T>(border));
    store<T>(border, x);
    const key = Key.of<T>(x, y, lower);
    border += <usize>((key < pivot) | (equal & (key == pivot))) * sizeof<T>();
  }
  return (border - data) / sizeof<T>();
}

function find<T>(data: usize, from: usize, to: usize, k: usize, y: T, lower: T): void {
  let failures = 0;
  while (to - from > FEW) {
    const n = to - from;
    let place: usize;
    if (failures > 3) {
      // The medians of groups of five go to the front; theirs has at least 3n/10 elements on either side.
      const groups = n / 5;
      for (let g: usize = 0; g < groups; g++) {
        const first = from + 5 * g;
        insertionSort<T>(data, first, first + 5, y, lower);
        swap<T>(data, from + g, first + 2);
      }
      place = from + groups / 2;
      find<T>(data, from, from + groups, place, y, lower);
    } else {
      const step = n >> 3;
      const middle = from + (n >> 1);
      const low = median<T>(data, from, from + step, from + 2 * step, y, lower);
      const centre = median<T>(data, middle - step, middle, middle + step, y, lower);
      const high = median<T>(data, to - 1 - 2 * step, to - 1 - step, to - 1, y, lower);
      place = median<T>(data, low, centre, high, y, lower);
    }
    const pivot = Key.at<T>(data, place, y, lower);
    const below = partition<T>(data, from, to, pivot, false, y, lower);
    if (k < below) {
      to = below;
    } else {
      from = below;
      // Few below the pivot hint at many equal to it, and where there are none, nothing has been gained yet.
      if (n - (to - from) <= n >> 3) {
        from = partition<T>(data, from, to, pivot, true, y, lower);
        if (k < from) return;
      }
    }
    if (to - from > n - (n >> 3)) failures++;
  }
  insertionSort<T>(data, from, to, y, lower);
}

/** Clears the sign of every NaN, whose bits without it are above `infinity`. */
function unsignNaN<T>(data: usize, n: usize, infinity: T, magnitude: T): void {
  for (const end = data + n * sizeof<T>(); data < end; data += sizeof<T>()) {
    const x = load<T>(data) & magnitude;
    if (x > infinity) store<T>(data, x);
  }
}

/**
 * Reorders n elements so that data[k] is what sorting would put there, nothing before it is greater and nothing after it
 * is less. NaN comes last (and loses its sign).
 */
export function nthElement(t: i32, data: usize, n: usize, k: usize): void {
  const float = t >= DType.F32;
  switch (Kind.size(t)) {
    case 1:
      return find<i8>(data, 0, n, k, Kind.mirror<i8>(t, false), 0);
    case 2:
      return find<i16>(data, 0, n, k, Kind.mirror<i16>(t, false), 0);
    case 4:
      if (float) unsignNaN<i32>(data, n, 0x7f800000, i32.MAX_VALUE);
      return find<i32>(data, 0, n, k, float ? 0 : Kind.mirror<i32>(t, false), float ? i32.MAX_VALUE : 0);
    case 8:
      if (float) unsignNaN<i64>(data, n, 0x7ff0000000000000, i64.MAX_VALUE);
      return find<i64>(data, 0, n, k, float ? 0 : Kind.mirror<i64>(t, false), float ? i64.MAX_VALUE : 0);
  }
}
