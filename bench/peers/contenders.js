// @ts-check
// Who is compared: how each holds an operand, hands a result back, and lets go of it.

import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { array, NDArray, ravel } from 'contig';
import { Matrix } from 'ml-matrix';
import ndarray from 'ndarray';
import * as np from 'numpy-ts';
import { fastBuild } from '../contenders.js';
import { blank, plane, valuesOf } from './operands.js';

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('./operands.js').Operand} Operand */
/** @typedef {import('./operands.js').Layout} Layout */
/** @typedef {import('../verify.js').Answer} Answer */

/**
 * An operand in a library: all that is stored, and what the row's function is given; a library without views makes a copy in
 * each call, as its users have to.
 * @typedef {{ whole: any, seen?: any, copy?: () => any }} Held
 */

/**
 * `free` lets go of an operand or a result at once. `reuses`: writes to an output that it is given. `tidy`: frees what a call
 * makes on the way.
 * @typedef {object} Library
 * @property {Dtype[]} dtypes
 * @property {Layout[]} layouts
 * @property {boolean} reuses
 * @property {(operand: Operand) => Held} hold
 * @property {(dtype: Dtype, shape: number[]) => any} [output]
 * @property {(result: any) => Answer} read
 * @property {(array: any) => void} free
 * @property {(run: () => any) => any} [tidy]
 */

/** @type {Record<Dtype, 'uint8' | 'int32' | 'float32' | 'float64' | 'bool'>} */
const names = { u8: 'uint8', i32: 'int32', f32: 'float32', f64: 'float64', bool: 'bool' };
/** @type {Layout[]} */
const everyLayout = ['contiguous', 'row', 'transposed', 'stepped'];
const nothing = () => {};

/** @type {Library} */
const contig = {
  dtypes: ['u8', 'i32', 'f32', 'f64'],
  layouts: everyLayout,
  reuses: true,
  hold(operand) {
    const { role, dtype, stored, view } = operand;
    const type = role === 'index' ? 'i64' : dtype;
    const whole = array(valuesOf(operand), dtype).astype(type).reshape(stored);
    const seen = view === 'transposed' ? whole.T : view === 'stepped' ? whole.get('...', '::2') : whole;
    return { whole, seen };
  },
  output: (dtype, shape) => array(blank(dtype, shape), dtype).reshape(shape),
  read(result) {
    if (!(result instanceof NDArray)) return flat(result);
    if (result.ndim === 0) return Number(result.item());
    const { data, offset, size } = ravel(result);
    return flat(data.subarray(offset, offset + size));
  },
  free(result) {
    if (result instanceof NDArray) result.dispose();
  },
};

// The default of 256 MiB does not hold three arrays of 1e7 elements; what does not fit is slower.
np.configureWasm({ maxMemory: 2 ** 31 });

/** @type {Library} */
const numpyTs = {
  dtypes: ['u8', 'i32', 'f32', 'f64'],
  layouts: everyLayout,
  reuses: false,
  hold(operand) {
    const { dtype, stored, view } = operand;
    const whole = np.empty(stored, names[dtype]);
    whole.data.set(/** @type {any} */ (valuesOf(operand)));
    const steps = stored.map((_, axis) => (axis === stored.length - 1 ? '::2' : ':'));
    const seen = view === 'transposed' ? whole.T : view === 'stepped' ? whole.slice(...steps) : whole;
    return { whole, seen };
  },
  read(result) {
    if (!(result instanceof np.NDArrayCore)) return flat(result);
    if (result.ndim === 0) return Number(result.item());
    // What ravel shares with the result would keep its memory.
    return flat(result.flags.C_CONTIGUOUS ? result.data : np.ravel(/** @type {any} */ (result)).data);
  },
  free: (result) => result?.dispose?.(),
};

await wasm.default;
await tf.setBackend('wasm');
await tf.ready();

/** @type {Library} */
const tfjs = {
  dtypes: ['i32', 'f32'],
  layouts: everyLayout,
  reuses: false,
  hold(operand) {
    const { dtype, stored, view } = operand;
    const whole = tf.tensor(/** @type {any} */ (valuesOf(operand).slice()), stored, /** @type {any} */ (names[dtype]));
    if (view === 'transposed') return { whole, copy: () => tf.transpose(whole) };
    if (view === 'stepped') return { whole, copy: () => everySecond(whole, operand.full) };
    return { whole, seen: whole };
  },
  read(result) {
    if (!(result instanceof tf.Tensor)) return flat(result);
    return result.rank === 0 ? result.dataSync()[0] : result.dataSync();
  },
  free(result) {
    if (result instanceof tf.Tensor) result.dispose();
  },
  tidy: (run) => tf.tidy(run),
};

/** @type {Library} */
const ndarrayOps = {
  dtypes: ['u8', 'i32', 'f32', 'f64'],
  layouts: everyLayout,
  reuses: true,
  hold(operand) {
    const { stored, view, full } = operand;
    const values = valuesOf(operand);
    const whole = ndarray(values, stored);
    const seen =
      view === 'transposed'
        ? whole.transpose(...stored.map((_, axis) => stored.length - 1 - axis))
        : view === 'stepped'
          ? whole.step(...stored.map((_, axis) => (axis === stored.length - 1 ? 2 : 1)))
          : view === 'row'
            ? ndarray(values, full, [0, 1])
            : whole;
    return { whole, seen };
  },
  output: (dtype, shape) => ndarray(blank(dtype, shape), shape),
  read: (result) => flat(result?.data ?? result),
  free: nothing,
};

/** @type {Library} */
const mlMatrix = {
  dtypes: ['f64'],
  layouts: ['contiguous', 'row', 'transposed'],
  reuses: false,
  hold(operand) {
    const { stored, view } = operand;
    const [rows, columns] = view === 'row' ? [1, stored[0]] : stored.length === 1 ? plane(stored[0]) : stored;
    const values = valuesOf(operand);
    const whole = new Matrix(rows, columns);
    for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++) whole.set(i, j, values[at++]);
    if (view === 'transposed') return { whole, copy: () => whole.transpose() };
    return { whole, seen: view === 'row' ? whole.getRow(0) : whole };
  },
  read: (result) => flat(result instanceof Matrix ? result.to1DArray() : result),
  free: nothing,
};

/** The libraries by the name that rows give their functions. */
export const libraries = { contig, numpyTs, tfjs, ndarrayOps, mlMatrix };

/** @typedef {keyof typeof libraries} LibraryName */

/** What tables and charts call them, in the order shown. */
export const rivals = {
  numpy: 'NumPy',
  numpyTs: 'numpy-ts',
  tfjs: 'tfjs wasm',
  ndarrayOps: 'ndarray-ops',
  mlMatrix: 'ml-matrix',
};

/** @typedef {keyof typeof rivals} Rival */

export const own = `contig (${fastBuild})`;

/**
 * A copy of every second element of the last axis, as a slice of pairs: stridedSlice takes all types for f32, and is slow.
 * @param {tf.Tensor} whole
 * @param {number[]} shape
 */
function everySecond(whole, shape) {
  const pairs = tf.reshape(whole, [...shape, 2]);
  const firsts = tf.slice(pairs, [...shape.map(() => 0), 0], [...shape, 1]);
  return tf.reshape(firsts, shape);
}

/**
 * Numbers of whatever a library calls its results.
 * @param {any} result
 * @returns {Answer}
 */
function flat(result) {
  if (result instanceof BigInt64Array || result instanceof BigUint64Array) return Float64Array.from(result, Number);
  if (typeof result === 'bigint' || typeof result === 'boolean') return Number(result);
  return result;
}
