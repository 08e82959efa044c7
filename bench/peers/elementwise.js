// @ts-check
// Arithmetic, comparison, choice, conversion and copies: work at the memory's speed.

import * as tf from '@tensorflow/tfjs-core';
import { add, copyto, divide, greater, multiply, where } from 'contig';
import { Matrix } from 'ml-matrix';
import ops from 'ndarray-ops';
import * as np from 'numpy-ts';
import { at, everyType, floats, over, thorough, usual, usualFloats, views } from './grids.js';

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('./table.js').Entry} Entry */

/** @type {(dtype: Dtype) => Dtype} */
const same = (dtype) => dtype;
/** @type {(dtype: Dtype) => Dtype} */
const truth = () => 'bool';

/** numpy-ts's names and tfjs's of the types converted to. */
const names = { u8: 'uint8', i32: 'int32', f32: 'float32', f64: 'float64', bool: 'bool' };

/**
 * Conversion to a type from others.
 * @param {'f32' | 'f64' | 'i32'} to
 * @param {Dtype[]} from
 * @returns {Entry}
 */
const cast = (to, from) => ({
  family: 'cast',
  name: `cast to ${to}`,
  inputs: ['a'],
  out: () => to,
  grid: [at(from, 1e3, 1e6), at(from.slice(0, 1), 10, 1e7), over(['stepped'], from.slice(0, 1), 1e6)],
  contig: ({ a, out }) => (out ? copyto(out, a, { casting: 'unsafe' }) : a.astype(to)),
  numpyTs: ({ a }) => a.astype(names[to]),
  ...(to !== 'f64' && { tfjs: ({ a }) => tf.cast(a, /** @type {any} */ (names[to])) }),
  ndarrayOps: ({ a, out }) => assign(out, a),
});

/** @type {(out: any, a: any) => any} */
function assign(out, a) {
  ops.assign(out, a);
  return out;
}

/** @type {Entry[]} */
export const elementwise = [
  {
    family: 'arithmetic',
    name: 'add',
    inputs: ['a', 'b'],
    out: same,
    grid: thorough,
    contig: ({ a, b, out }) => add(a, b, { out }),
    numpyTs: ({ a, b }) => np.add(a, b),
    tfjs: ({ a, b }) => tf.add(a, b),
    ndarrayOps({ a, b, out }) {
      ops.add(out, a, b);
      return out;
    },
    mlMatrix: ({ a, b, layout }) => (layout === 'row' ? a.clone().addRowVector(b) : Matrix.add(a, b)),
  },
  {
    family: 'arithmetic',
    name: 'multiply',
    inputs: ['a', 'b'],
    out: same,
    grid: [...usual, at(floats, 1e7), over(views, floats, 1e5)],
    contig: ({ a, b, out }) => multiply(a, b, { out }),
    numpyTs: ({ a, b }) => np.multiply(a, b),
    tfjs: ({ a, b }) => tf.mul(a, b),
    ndarrayOps({ a, b, out }) {
      ops.mul(out, a, b);
      return out;
    },
    mlMatrix: ({ a, b, layout }) => (layout === 'row' ? a.clone().mulRowVector(b) : Matrix.mul(a, b)),
  },
  {
    family: 'arithmetic',
    name: 'divide',
    inputs: ['a', 'b'],
    out: same,
    grid: [...usualFloats, at(floats, 1e7)],
    contig: ({ a, b, out }) => divide(a, b, { out }),
    numpyTs: ({ a, b }) => np.divide(a, b),
    tfjs: ({ a, b }) => tf.div(a, b),
    ndarrayOps({ a, b, out }) {
      ops.div(out, a, b);
      return out;
    },
    mlMatrix: ({ a, b }) => Matrix.div(a, b),
  },
  {
    family: 'arithmetic',
    name: 'add scalar',
    inputs: ['a'],
    out: same,
    grid: [...usual, at(['f32'], 10, 1e7)],
    contig: ({ a, out }) => add(a, 3, { out }),
    numpyTs: ({ a }) => np.add(a, 3),
    tfjs: ({ a }) => tf.add(a, 3),
    tidy: true,
    ndarrayOps({ a, out }) {
      ops.adds(out, a, 3);
      return out;
    },
    mlMatrix: ({ a }) => Matrix.add(a, 3),
  },
  {
    family: 'comparison',
    name: 'greater',
    inputs: ['a', 'b'],
    out: truth,
    grid: [at(everyType, 10, 1e3, 1e6), at(floats, 1e7), over(views, floats, 1e6)],
    contig: ({ a, b, out }) => greater(a, b, { out }),
    numpyTs: ({ a, b }) => np.greater(a, b),
    tfjs: ({ a, b }) => tf.greater(a, b),
    ndarrayOps({ a, b, out }) {
      ops.gt(out, a, b);
      return out;
    },
  },
  {
    family: 'where',
    name: 'where',
    inputs: ['mask', 'a', 'b'],
    grid: [at(everyType, 1e3, 1e6), at(floats, 10, 1e5, 1e7), over(views, floats, 1e6)],
    contig: ({ mask, a, b }) => where(mask, a, b),
    numpyTs: ({ mask, a, b }) => np.where(mask, a, b),
    tfjs: ({ mask, a, b }) => tf.where(mask, a, b),
  },
  cast('f64', ['f32', 'i32', 'u8']),
  cast('f32', ['f64', 'i32', 'u8']),
  cast('i32', ['f32', 'f64', 'u8']),
  {
    family: 'copy',
    name: 'copy',
    inputs: ['a'],
    out: same,
    grid: [...usual, at(['f32'], 10, 1e5, 1e7), over(['stepped'], everyType, 1e6)],
    contig: ({ a, out }) => (out ? copyto(out, a) : a.copy()),
    numpyTs: ({ a }) => a.copy(),
    // tfjs shares the elements of a clone; a slice of everything does too. A sum with zero is no copy.
    ndarrayOps: ({ a, out }) => assign(out, a),
    mlMatrix: ({ a }) => a.clone(),
  },
  {
    family: 'copy',
    name: 'transpose copy',
    inputs: ['a'],
    out: same,
    grid: [over(['transposed'], everyType, 1e3, 1e6), over(['transposed'], floats, 100, 1e5, 1e7)],
    contig: ({ a, out }) => (out ? copyto(out, a) : a.copy()),
    numpyTs: ({ a }) => a.copy(),
    // The operand's copy is all there is to do.
    tfjs: ({ a }) => a,
    ndarrayOps: ({ a, out }) => assign(out, a),
    mlMatrix: ({ a }) => a,
  },
];
