// @ts-check
// What a row works on, said once for all contenders: where the values come from, how they lie in memory, and the view of them
// that the operation is given.

import { dtypes, keys, numbers } from '../data.js';

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('../data.js').Typed} Typed */
/** @typedef {'contiguous' | 'row' | 'transposed' | 'stepped'} Layout */
/**
 * The source of an operand's values: a, b, c as `numbers` makes them; unit: those of a in [0, 1); keys and sorted; index: places
 * below n; mask; well and spd: matrices that have an inverse and a Cholesky factor.
 * @typedef {'a' | 'b' | 'c' | 'unit' | 'keys' | 'sorted' | 'index' | 'mask' | 'well' | 'spd'} Role
 */

/**
 * `count` values of `dtype`, laid out as an array of shape `stored` and seen through `view`: as it is, transposed, every second
 * element of the last axis, or one row repeated to the shape `full`. Places of an index are below `n`.
 * @typedef {{ role: Role, dtype: Dtype, stored: number[], view: 'whole' | 'transposed' | 'stepped' | 'row', full: number[], n: number }} Operand
 */

/**
 * Two factors of n, a power of ten, that lie close together.
 * @type {(n: number) => number[]}
 */
export function plane(n) {
  let rows = Math.floor(Math.sqrt(n));
  while (n % rows !== 0) rows--;
  return [rows, n / rows];
}

/** @type {(n: number) => number[]} */
export const line = (n) => [n];
/** @type {(n: number) => number[]} */
export const square = (n) => [n, n];

/** @type {(shape: readonly number[]) => number} */
export const count = (shape) => shape.reduce((product, length) => product * length, 1);

/** @type {(role: Role, dtype: Dtype) => Dtype} */
const typeOf = (role, dtype) => (role === 'mask' ? 'bool' : role === 'index' ? 'i32' : dtype);

/**
 * The operands of a row at one place of its grid, the last of them in the layout (all of them where it is stepped).
 * @param {import('./table.js').Entry} entry
 * @param {import('./table.js').Place} place
 * @returns {Operand[]}
 */
export function operandsOf({ inputs, shape = line, shapes = {} }, { layout, dtype, n }) {
  return inputs.map((role, i) => {
    const whole = (shapes[role] ?? shape)(n);
    const last = i === inputs.length - 1;
    const full = layoutShape(whole, layout);
    const described = { role, dtype: typeOf(role, dtype), full, n };
    if (layout === 'stepped')
      return { ...described, stored: [...full.slice(0, -1), 2 * full[full.length - 1]], view: 'stepped' };
    if (layout === 'row' && last) return { ...described, stored: full.slice(-1), view: 'row' };
    if (layout === 'transposed' && last) return { ...described, stored: [...full].reverse(), view: 'transposed' };
    return { ...described, stored: full, view: 'whole' };
  });
}

/**
 * The shape of operands in a layout: what is transposed or broadcast has two axes.
 * @param {number[]} whole
 * @param {Layout} layout
 */
export function layoutShape(whole, layout) {
  return whole.length === 1 && (layout === 'row' || layout === 'transposed') ? plane(whole[0]) : whole;
}

/** @type {Map<string, Typed>} */
const cache = new Map();
const CACHED = 8;

/**
 * The stored values of an operand, not to be written to.
 * @param {Operand} operand
 * @returns {Typed}
 */
export function valuesOf({ role, dtype, stored, n }) {
  const key = `${role} ${dtype} ${stored.join('x')} ${n}`;
  const values = cache.get(key) ?? make(role, dtype, count(stored), n);
  cache.delete(key);
  cache.set(key, values);
  for (const oldest of [...cache.keys()].slice(0, -CACHED)) cache.delete(oldest);
  return values;
}

/** Seeds of the sources; a matrix is made of a's values. */
const seeds = { a: 0, b: 1, c: 2, unit: 0, keys: 0, sorted: 1, index: 4, mask: 3, well: 0, spd: 0 };

/**
 * @param {Role} role
 * @param {Dtype} dtype
 * @param {number} size
 * @param {number} n
 * @returns {Typed}
 */
function make(role, dtype, size, n) {
  const seed = seeds[role];
  if (role === 'keys') return keys(dtype, size, seed);
  if (role === 'sorted') return keys(dtype, size, seed).sort();
  if (role === 'mask') return numbers('u8', size, seed).map((x) => Number(x > 5));
  // Products of a fraction of 2^-32 with n are exact: every language truncates them to the same place.
  if (role === 'index') return new Int32Array(numbers('f64', size, seed).map((x) => (x / 4) * n));
  const values = numbers(dtype, size, seed);
  if (role === 'unit') return values.map((x) => x / 4);
  if (role === 'well' || role === 'spd') return matrix(values, Math.sqrt(size), role === 'spd');
  return values;
}

/**
 * Values of [0, 4) as a matrix, made symmetric if asked for, with 4 n added to its diagonal.
 * @param {Typed} values
 * @param {number} n
 * @param {boolean} symmetric
 */
function matrix(values, n, symmetric) {
  const result = values.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i && symmetric; j++) result[i * n + j] = result[j * n + i];
    result[i * n + i] += 4 * n;
  }
  return result;
}

/**
 * An output of a dtype, zero.
 * @param {Dtype} dtype
 * @param {number[]} shape
 */
export const blank = (dtype, shape) => new dtypes[dtype].array(count(shape));
