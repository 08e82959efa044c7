// @ts-check
// The numbers all contenders work on: pseudo-random, so that no branch predictor learns them, and a plain formula, so
// that the NumPy rival makes the same ones and its answers can be compared.

/** @typedef {'u8' | 'i32' | 'f32' | 'f64' | 'bool'} Dtype */
/** @typedef {Uint8Array | Int32Array | Float32Array | Float64Array} Typed */

/** The element types measured, with the typed array of each and how far two right answers may lie apart. */
export const dtypes = {
  u8: { array: Uint8Array, tolerance: 0 },
  i32: { array: Int32Array, tolerance: 0 },
  f32: { array: Float32Array, tolerance: 1e-5 },
  f64: { array: Float64Array, tolerance: 1e-9 },
  bool: { array: Uint8Array, tolerance: 0 },
};

/**
 * Bits of a counter, mixed by MurmurHash3's 32-bit finaliser (Austin Appleby, public domain).
 * @param {number} i
 */
function mix(i) {
  let h = i;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * `n` values of `dtype`: floats in [0, 4), u8 in 0..11 (so that a * b + c stays below 256 and no contender has to wrap).
 * @param {Dtype} dtype
 * @param {number} n
 * @param {number} seed
 * @returns {Typed}
 */
export function numbers(dtype, n, seed) {
  const values = new dtypes[dtype].array(n);
  const scale = (dtype === 'u8' ? 12 : 4) / 2 ** 32;
  for (let i = 0; i < n; i++) values[i] = mix(i + seed * 0x9e3779b9) * scale;
  return values;
}

/**
 * `n` values to sort: floats as `numbers` makes them, integers of all the type's values.
 * @param {Dtype} dtype
 * @param {number} n
 * @param {number} seed
 * @returns {Typed}
 */
export function keys(dtype, n, seed) {
  if (dtype === 'f32' || dtype === 'f64') return numbers(dtype, n, seed);
  const values = new dtypes[dtype].array(n);
  // The type keeps the lowest bits.
  for (let i = 0; i < n; i++) values[i] = mix(i + seed * 0x9e3779b9);
  return values;
}

/**
 * The threshold in the middle of the values that `numbers` makes.
 * @param {Dtype} dtype
 */
export const middle = (dtype) => (dtype === 'u8' ? 5 : 2);

/**
 * A size as short as it can be said: 1e3, 200,000.
 * @param {number} n
 */
export const sizeName = (n) => (Number.isInteger(Math.log10(n)) ? `1e${Math.log10(n)}` : n.toLocaleString('en'));
