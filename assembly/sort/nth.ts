import { DType } from '../dtypes';

/**
 * Selection in place: quickselect, which gives up for a heap when too many rounds made too little of the range, so
 * that the worst case is O(n log n). NaN is moved to the end first; the rest compares numbers.
 *
 * The partition has no branch on the data, of which a random order would mispredict every second one. It leaves the
 * elements equal to the pivot on the right; when a pivot comes up that is the lower bound of the range, they are split
 * off instead, so that many equal elements make a range shorter, not longer to work on.
 */

@final
@unmanaged
class Less {
  @inline test<T>(x: T, pivot: T): bool {
    return x < pivot;
  }
}

@final
@unmanaged
class NotGreater {
  @inline test<T>(x: T, pivot: T): bool {
    return x <= pivot;
  }
}

@final
@unmanaged
class IsNumber {
  @inline test<T>(x: T, _pivot: T): bool {
    return x == x;
  }
}

/** Moves the elements that pass the test to the front; returns the address after them. */
function partition<O, T>(low: usize, high: usize, pivot: T): usize {
  const op = changetype<O>(0);
  for (let p = low; p != high; p += sizeof<T>()) {
    const x = load<T>(p);
    store<T>(p, load<T>(low));
    store<T>(low, x);
    low += <usize>op.test<T>(x, pivot) * sizeof<T>();
  }
  return low;
}

/** The median of three elements `step` bytes apart. */
function median<T>(p: usize, step: usize): T {
  return middle<T>(load<T>(p), load<T>(p + step), load<T>(p + 2 * step));
}

function middle<T>(a: T, b: T, c: T): T {
  if (a < b) return b < c ? b : a < c ? c : a;
  return a < c ? a : b < c ? c : b;
}

/** The median of three elements of n, or of the medians of three times three. */
function choosePivot<T>(low: usize, n: usize): T {
  if (n < 128) return median<T>(low, ((n - 1) >> 1) * sizeof<T>());
  const step = ((n - 1) >> 3) * sizeof<T>();
  return middle<T>(median<T>(low, step), median<T>(low + 3 * step, step), median<T>(low + 6 * step, step));
}

function insertionSort<T>(low: usize, n: usize): void {
  for (let i: usize = 1; i < n; i++) {
    let p = low + i * sizeof<T>();
    const x = load<T>(p);
    while (p != low && x < load<T>(p - sizeof<T>())) {
      store<T>(p, load<T>(p - sizeof<T>()));
      p -= sizeof<T>();
    }
    store<T>(p, x);
  }
}

/** Puts x into the heap of n elements, greatest first, in place of element i or of one below it. */
function sift<T>(heap: usize, i: usize, n: usize, x: T): void {
  while (i < n >> 1) {
    let child: usize = 2 * i + 1;
    let p = heap + child * sizeof<T>();
    if (child + 1 < n && load<T>(p) < load<T>(p + sizeof<T>())) {
      child++;
      p += sizeof<T>();
    }
    if (!(x < load<T>(p))) break;
    store<T>(heap + i * sizeof<T>(), load<T>(p));
    i = child;
  }
  store<T>(heap + i * sizeof<T>(), x);
}

/** Keeps the k + 1 least elements in a heap, whose greatest is the one wanted. */
function heapSelect<T>(low: usize, n: usize, k: usize): void {
  for (let i = (k + 1) >> 1; i > 0; i--) sift<T>(low, i - 1, k + 1, load<T>(low + (i - 1) * sizeof<T>()));
  for (let i = k + 1; i < n; i++) {
    const p = low + i * sizeof<T>();
    const x = load<T>(p);
    if (x < load<T>(low)) {
      store<T>(p, load<T>(low));
      sift<T>(low, 0, k + 1, x);
    }
  }
  const p = low + k * sizeof<T>();
  const x = load<T>(low);
  store<T>(low, load<T>(p));
  store<T>(p, x);
}

function select<T>(low: usize, n: usize, k: usize): void {
  if (isFloat<T>()) {
    let i: usize = 0;
    while (i < n && load<T>(low + i * sizeof<T>()) == load<T>(low + i * sizeof<T>())) i++;
    const end = partition<IsNumber, T>(low + i * sizeof<T>(), low + n * sizeof<T>(), <T>0);
    n = (end - low) / sizeof<T>();
    if (k >= n) return;
  }
  let patience = 2 * (32 - clz<u32>(<u32>n));
  let isBounded = false;
  let bound: T = 0;
  while (n > 16) {
    if (patience == 0) return heapSelect<T>(low, n, k);
    const before = n;
    const high = low + n * sizeof<T>();
    const pivot = choosePivot<T>(low, n);
    const areEqual = isBounded && pivot == bound;
    const cut = areEqual ? partition<NotGreater, T>(low, high, pivot) : partition<Less, T>(low, high, pivot);
    const left = (cut - low) / sizeof<T>();
    if (k >= left) {
      low = cut;
      n -= left;
      k -= left;
      bound = pivot;
      isBounded = true;
    } else if (areEqual) {
      return;
    } else {
      n = left;
    }
    if (n > before - (before >> 3)) patience--;
  }
  insertionSort<T>(low, n);
}

/** Turns the highest bit of elements, which takes the order of unsigned integers to that of signed ones, and back. */
function turn<T>(p: usize, n: usize): void {
  const high = <T>((<u64>1) << (8 * sizeof<T>() - 1));
  // The same bit in every element of a word.
  const word = (u64.MAX_VALUE / (u64.MAX_VALUE >> (64 - 8 * sizeof<T>()))) << (8 * sizeof<T>() - 1);
  for (; n >= 8 / sizeof<T>(); n -= 8 / sizeof<T>()) {
    store<u64>(p, load<u64>(p) ^ word);
    p += 8;
  }
  for (; n > 0; n--) {
    store<T>(p, <T>(load<T>(p) ^ high));
    p += sizeof<T>();
  }
}

/** Two light passes over unsigned integers cost less than loops of their own. */
function selectInteger<T>(t: i32, data: usize, n: usize, k: usize): void {
  const isUnsigned = (t & 1) != 0;
  if (isUnsigned) turn<T>(data, n);
  select<T>(data, n, k);
  if (isUnsigned) turn<T>(data, n);
}

/** Orders the n elements at data so that element k is in its sorted place, NaN last, with none greater before it. */
export function nthElement(t: i32, data: usize, n: usize, k: usize): void {
  switch (t) {
    case DType.Bool:
    case DType.U8:
    case DType.I8:
      return selectInteger<i8>(t, data, n, k);
    case DType.U16:
    case DType.I16:
      return selectInteger<i16>(t, data, n, k);
    case DType.U32:
    case DType.I32:
      return selectInteger<i32>(t, data, n, k);
    case DType.U64:
    case DType.I64:
      return selectInteger<i64>(t, data, n, k);
    case DType.F32:
      return select<f32>(data, n, k);
    case DType.F64:
      return select<f64>(data, n, k);
  }
}
