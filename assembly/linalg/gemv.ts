import { DType } from '../dtypes';
import { Lanes } from '../lanes';

/**
 * Matrix times vector for floats: along rows whose elements are adjacent, or along columns. Both add the same numbers in
 * the same order: element i of a run of RUN goes to partial sum i % P, P being the lanes of a register (2 f64, 4 f32),
 * and at the end of the run the partial sums go to y. So a transposed matrix gives what its copy gives.
 */

/** Elements of a sum before its partial sums are added up. */
const RUN: usize = 1024;
/** Rows that columns are taken of together: eight streams of memory. */
const ROWS: usize = 8;
/** Columns taken together, whose partial sums lie in the L1 cache: 8 KiB. */
const COLUMNS: usize = 512;

/** The sum of P partial sums. */
abstract class Partial {
  @inline static lanes<T>(): usize {
    return 16 / sizeof<T>();
  }

  @inline static sum<T>(v: v128): T {
    if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
    const low = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1);
    return <T>(low + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3)));
  }

  /** The first elements of a register, and zeros. */
  @inline static first<T>(at: usize, n: usize): v128 {
    if (n == 16 / sizeof<T>()) return v128.load(at);
    if (sizeof<T>() == 8) return v128.load64_zero(at);
    if (n == 1) return v128.load32_zero(at);
    const two = v128.load64_zero(at);
    return n == 2 ? two : v128.load32_lane(at + 8, two, 2);
  }
}

/** y[r] += row r of A times x. */
export function gemvRows(t: i32, a: usize, aRow: usize, x: usize, n: usize, y: usize, rows: usize): void {
  if (t == DType.F32) alongRows<f32>(a, aRow, x, n, y, rows);
  else alongRows<f64>(a, aRow, x, n, y, rows);
}

export function alongRows<T>(a: usize, aRow: usize, x: usize, n: usize, y: usize, rows: usize): void {
  for (let r: usize = 0; r < rows; ) {
    // The last rows of many are taken again with those before them, and three alone as two and one.
    const left = rows - r;
    const fresh: usize = left >= 4 ? 4 : rows >= 4 ? left : left >= 2 ? 2 : 1;
    const taken: usize = rows >= 4 ? 4 : fresh;
    const from = a + (r + fresh - taken) * aRow;
    const to = y + r * sizeof<T>();
    for (let i: usize = 0; i < n; i += RUN) {
      const m = min(RUN, n - i);
      const at = from + i * sizeof<T>();
      if (ASC_FEATURE_SIMD) fourRows<T>(at, aRow, taken, x + i * sizeof<T>(), m, to, fresh);
      else {
        for (let k: usize = 0; k < fresh; k++) {
          addTo<T>(to + k * sizeof<T>(), oneRow<T>(at + (taken - fresh + k) * aRow, x + i * sizeof<T>(), m));
        }
      }
    }
    r += fresh;
  }
}

function addTo<T>(y: usize, value: T): void {
  store<T>(y, load<T>(y) + value);
}

function oneRow<T>(a: usize, x: usize, n: usize): T {
  let s0: T = 0;
  let s1: T = 0;
  let s2: T = 0;
  let s3: T = 0;
  for (; n >= 4; n -= 4) {
    if (sizeof<T>() == 8) {
      s0 += load<T>(a) * load<T>(x);
      s1 += load<T>(a, 8) * load<T>(x, 8);
      s0 += load<T>(a, 16) * load<T>(x, 16);
      s1 += load<T>(a, 24) * load<T>(x, 24);
    } else {
      s0 += load<T>(a) * load<T>(x);
      s1 += load<T>(a, 4) * load<T>(x, 4);
      s2 += load<T>(a, 8) * load<T>(x, 8);
      s3 += load<T>(a, 12) * load<T>(x, 12);
    }
    a += 4 * sizeof<T>();
    x += 4 * sizeof<T>();
  }
  if (n > 0) s0 += load<T>(a) * load<T>(x);
  if (n > 1) s1 += load<T>(a, sizeof<T>()) * load<T>(x, sizeof<T>());
  if (n > 2) {
    const last = load<T>(a, 2 * sizeof<T>()) * load<T>(x, 2 * sizeof<T>());
    if (sizeof<T>() == 8) s0 += last;
    else s2 += last;
  }
  return sizeof<T>() == 8 ? s0 + s1 : s0 + s1 + (s2 + s3);
}

/** Four rows, two or one, whose sums take four registers always: the last `fresh` of the rows go to y. */
function fourRows<T>(a: usize, aRow: usize, rows: usize, x: usize, n: usize, y: usize, fresh: usize): void {
  let b = rows > 1 ? a + aRow : a;
  let c = rows > 2 ? a + aRow * 2 : a;
  let d = rows > 2 ? b + aRow * 2 : b;
  let s0 = i64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const lanes = Partial.lanes<T>();
  for (; n >= 2 * lanes; n -= 2 * lanes) {
    const v = v128.load(x);
    const w = v128.load(x, 16);
    s0 = Lanes.madd<T>(v128.load(a), v, s0);
    s1 = Lanes.madd<T>(v128.load(b), v, s1);
    s2 = Lanes.madd<T>(v128.load(c), v, s2);
    s3 = Lanes.madd<T>(v128.load(d), v, s3);
    s0 = Lanes.madd<T>(v128.load(a, 16), w, s0);
    s1 = Lanes.madd<T>(v128.load(b, 16), w, s1);
    s2 = Lanes.madd<T>(v128.load(c, 16), w, s2);
    s3 = Lanes.madd<T>(v128.load(d, 16), w, s3);
    x += 32;
    a += 32;
    b += 32;
    c += 32;
    d += 32;
  }
  for (; n > 0; n -= min(n, lanes)) {
    const m = min(n, lanes);
    const v = Partial.first<T>(x, m);
    s0 = Lanes.madd<T>(Partial.first<T>(a, m), v, s0);
    s1 = Lanes.madd<T>(Partial.first<T>(b, m), v, s1);
    s2 = Lanes.madd<T>(Partial.first<T>(c, m), v, s2);
    s3 = Lanes.madd<T>(Partial.first<T>(d, m), v, s3);
    x += 16;
    a += 16;
    b += 16;
    c += 16;
    d += 16;
  }
  const known = rows - fresh;
  y -= known * sizeof<T>();
  if (known == 0) addTo<T>(y, Partial.sum<T>(s0));
  if (rows == 1) return;
  if (known <= 1) addTo<T>(y + sizeof<T>(), Partial.sum<T>(s1));
  if (rows == 2) return;
  if (known <= 2) addTo<T>(y + 2 * sizeof<T>(), Partial.sum<T>(s2));
  addTo<T>(y + 3 * sizeof<T>(), Partial.sum<T>(s3));
}

/**
 * y[c] += column c of A times x, for k rows of adjacent elements. Before the first column, or among the n, lie as many
 * more as make up 16 bytes. `spare` has room for 8 KiB of partial sums: P registers for each register of columns.
 */
export function gemvColumns(t: i32, a: usize, aRow: usize, x: usize, k: usize, y: usize, n: usize, spare: usize): void {
  if (t == DType.F32) alongColumns<f32>(a, aRow, x, k, y, n, spare);
  else alongColumns<f64>(a, aRow, x, k, y, n, spare);
}

export function alongColumns<T>(a: usize, aRow: usize, x: usize, k: usize, y: usize, n: usize, spare: usize): void {
  const lanes = Partial.lanes<T>();
  for (let first: usize = 0; first < n; first += COLUMNS) {
    const cols = min(COLUMNS, n - first);
    // The last register of columns is moved back to end at the edge, but counts the new ones alone.
    const groups = (cols + lanes - 1) / lanes;
    const last = (first + cols - lanes) * sizeof<T>();
    for (let i: usize = 0; i < k; i += RUN) {
      const rows = min(RUN, k - i);
      memory.fill(spare, 0, groups * 16 * lanes);
      let from = a + i * aRow;
      let at = x + i * sizeof<T>();
      let r: usize = 0;
      if (ASC_FEATURE_SIMD) {
        for (; r + ROWS <= rows; r += ROWS) {
          eightColumns<T>(from + first * sizeof<T>(), aRow, at, groups - 1, spare);
          eightColumns<T>(from + last, aRow, at, 1, spare + (groups - 1) * 16 * lanes);
          from += ROWS * aRow;
          at += ROWS * sizeof<T>();
        }
      }
      for (; r < rows; r++) {
        const partial = spare + (r & (lanes - 1)) * 16;
        row<T>(from + first * sizeof<T>(), load<T>(at), groups - 1, partial);
        row<T>(from + last, load<T>(at), 1, partial + (groups - 1) * 16 * lanes);
        from += aRow;
        at += sizeof<T>();
      }
      const to = y + first * sizeof<T>();
      const whole = (groups - 1) * lanes;
      let p = spare;
      for (let c: usize = 0; c < whole; c += lanes) {
        if (ASC_FEATURE_SIMD) {
          let v = v128.add<T>(v128.load(p), v128.load(p, 16));
          if (sizeof<T>() == 4) v = v128.add<T>(v, v128.add<T>(v128.load(p, 32), v128.load(p, 48)));
          v128.store(to + c * sizeof<T>(), v128.add<T>(v128.load(to + c * sizeof<T>()), v));
        } else for (let l: usize = 0; l < lanes; l++) collect<T>(p + l * sizeof<T>(), to + (c + l) * sizeof<T>());
        p += 16 * lanes;
      }
      for (let c = whole; c < cols; c++) collect<T>(p + (lanes + c - cols) * sizeof<T>(), to + c * sizeof<T>());
    }
  }
}

/** The partial sums of one column, a register apart, to its place. */
function collect<T>(p: usize, y: usize): void {
  let sum = load<T>(p) + load<T>(p, 16);
  if (sizeof<T>() == 4) sum += load<T>(p, 32) + load<T>(p, 48);
  addTo<T>(y, sum);
}

/** Registers of columns of eight rows into their partial sums. */
function eightColumns<T>(a: usize, aRow: usize, x: usize, groups: usize, partial: usize): void {
  const x0 = v128.load_splat<T>(x);
  const x1 = v128.load_splat<T>(x, sizeof<T>());
  const x2 = v128.load_splat<T>(x, 2 * sizeof<T>());
  const x3 = v128.load_splat<T>(x, 3 * sizeof<T>());
  const x4 = v128.load_splat<T>(x, 4 * sizeof<T>());
  const x5 = v128.load_splat<T>(x, 5 * sizeof<T>());
  const x6 = v128.load_splat<T>(x, 6 * sizeof<T>());
  const x7 = v128.load_splat<T>(x, 7 * sizeof<T>());
  const r2 = aRow * 2;
  const r4 = aRow * 4;
  for (; groups > 0; groups--) {
    const c = a + r2;
    const e = a + r4;
    const g = e + r2;
    let s0 = v128.load(partial);
    let s1 = v128.load(partial, 16);
    s0 = Lanes.madd<T>(v128.load(a), x0, s0);
    s1 = Lanes.madd<T>(v128.load(a + aRow), x1, s1);
    if (sizeof<T>() == 8) {
      s0 = Lanes.madd<T>(v128.load(c), x2, s0);
      s1 = Lanes.madd<T>(v128.load(c + aRow), x3, s1);
      s0 = Lanes.madd<T>(v128.load(e), x4, s0);
      s1 = Lanes.madd<T>(v128.load(e + aRow), x5, s1);
      s0 = Lanes.madd<T>(v128.load(g), x6, s0);
      s1 = Lanes.madd<T>(v128.load(g + aRow), x7, s1);
    } else {
      let s2 = v128.load(partial, 32);
      let s3 = v128.load(partial, 48);
      s2 = Lanes.madd<T>(v128.load(c), x2, s2);
      s3 = Lanes.madd<T>(v128.load(c + aRow), x3, s3);
      s0 = Lanes.madd<T>(v128.load(e), x4, s0);
      s1 = Lanes.madd<T>(v128.load(e + aRow), x5, s1);
      s2 = Lanes.madd<T>(v128.load(g), x6, s2);
      s3 = Lanes.madd<T>(v128.load(g + aRow), x7, s3);
      v128.store(partial, s2, 32);
      v128.store(partial, s3, 48);
    }
    v128.store(partial, s0);
    v128.store(partial, s1, 16);
    a += 16;
    partial += 16 * Partial.lanes<T>();
  }
}

/** Registers of columns of one row into one of their partial sums. */
function row<T>(a: usize, x: T, groups: usize, partial: usize): void {
  for (; groups > 0; groups--) {
    if (ASC_FEATURE_SIMD) {
      v128.store(partial, Lanes.madd<T>(v128.load(a), v128.splat<T>(x), v128.load(partial)));
    } else {
      for (let i: usize = 0; i < 16; i += sizeof<T>()) {
        store<T>(partial + i, load<T>(partial + i) + load<T>(a + i) * x);
      }
    }
    a += 16;
    partial += 16 * Partial.lanes<T>();
  }
}
