// @ts-check
// Reductions over everything and along an axis, and running sums.

import * as tf from '@tensorflow/tfjs-core';
import { argmax, cumsum, max, mean, std, sum } from 'contig';
import ops from 'ndarray-ops';
import * as np from 'numpy-ts';
import { at, everyType, floats, over, usual } from './grids.js';
import { plane } from './operands.js';

/** @typedef {import('./table.js').Entry} Entry */

const family = 'reductions';
/** Sums of f32 in f32: rivals that add one after the other are this far off at 1e7 elements. */
const tolerance = 1e-2;
const overAll = [...usual, at(floats, 1e7), over(['transposed', 'stepped'], floats, 1e6)];

/**
 * A reduction along an axis of a matrix.
 * @param {string} name
 * @param {0 | 1} axis
 * @param {Pick<Entry, 'contig'> & Partial<Entry>} functions
 * @returns {Entry}
 */
const along = (name, axis, functions) => ({
  family,
  name: `${name}, axis ${axis}`,
  inputs: ['a'],
  shape: plane,
  grid: [at(['f32', 'f64', 'i32'], 1e3, 1e6), at(['f32'], 1e7), over(['transposed'], ['f32'], 1e6)],
  tolerance,
  ...functions,
});

/** @type {(0 | 1)[]} */
const axes = [0, 1];

/** @type {Entry[]} */
export const reductions = [
  {
    family,
    name: 'sum',
    inputs: ['a'],
    grid: [at(everyType, 1, 10, 100, 1e3, 1e5, 1e6, 1e7), over(['transposed', 'stepped'], floats, 1e6)],
    tolerance,
    contig: ({ a }) => sum(a),
    numpyTs: ({ a }) => np.sum(a),
    tfjs: ({ a }) => tf.sum(a),
    ndarrayOps: ({ a }) => ops.sum(a),
    mlMatrix: ({ a }) => a.sum(),
  },
  {
    family,
    name: 'mean',
    inputs: ['a'],
    grid: overAll,
    tolerance,
    contig: ({ a }) => mean(a),
    numpyTs: ({ a }) => np.mean(a),
    tfjs: ({ a }) => tf.mean(a),
    mlMatrix: ({ a }) => a.mean(),
  },
  {
    family,
    name: 'std',
    inputs: ['a'],
    grid: overAll,
    tolerance,
    contig: ({ a }) => std(a),
    numpyTs: ({ a }) => np.std(a),
    tfjs: ({ a }) => tf.sqrt(tf.moments(a).variance),
    tidy: true,
    mlMatrix: ({ a }) => a.standardDeviation(undefined, { unbiased: false }),
  },
  {
    family,
    name: 'max',
    inputs: ['a'],
    grid: overAll,
    contig: ({ a }) => max(a),
    numpyTs: ({ a }) => np.max(a),
    tfjs: ({ a }) => tf.max(a),
    ndarrayOps: ({ a }) => ops.sup(a),
    mlMatrix: ({ a }) => a.max(),
  },
  {
    family,
    name: 'argmax',
    inputs: ['a'],
    grid: [...usual, at(floats, 1e7), over(['stepped'], floats, 1e6)],
    contig: ({ a }) => argmax(a),
    numpyTs: ({ a }) => np.argmax(a),
    tfjs: ({ a }) => tf.argMax(a, 0),
    ndarrayOps: ({ a }) => ops.argmax(a)[0],
    mlMatrix({ a }) {
      const [row, column] = a.maxIndex();
      return row * a.columns + column;
    },
  },
  ...axes.flatMap((axis) => [
    along('sum', axis, {
      contig: ({ a }) => sum(a, axis),
      numpyTs: ({ a }) => np.sum(a, axis),
      tfjs: ({ a }) => tf.sum(a, axis),
      mlMatrix: ({ a }) => a.sum(axis === 0 ? 'column' : 'row'),
    }),
    along('mean', axis, {
      contig: ({ a }) => mean(a, axis),
      numpyTs: ({ a }) => np.mean(a, axis),
      tfjs: ({ a }) => tf.mean(a, axis),
      mlMatrix: ({ a }) => a.mean(axis === 0 ? 'column' : 'row'),
    }),
    along('max', axis, {
      contig: ({ a }) => max(a, axis),
      numpyTs: ({ a }) => np.max(a, axis),
      tfjs: ({ a }) => tf.max(a, axis),
      mlMatrix: ({ a }) => a.max(axis === 0 ? 'column' : 'row'),
    }),
  ]),
  {
    family: 'scans',
    name: 'cumsum',
    inputs: ['a'],
    // The sums of i32 are i64, which no rival here writes to what it is given.
    out: (dtype) => (dtype === 'i32' ? null : dtype),
    grid: [at(['f32', 'f64', 'i32'], 10, 1e3, 1e6), at(floats, 1e7), over(['stepped'], floats, 1e6)],
    tolerance,
    contig: ({ a, out }) => cumsum(a, { out }),
    numpyTs: ({ a }) => np.cumsum(a),
    tfjs: ({ a }) => tf.cumsum(a),
  },
  ...axes.map(
    (axis) =>
      /** @type {Entry} */ ({
        family: 'scans',
        name: `cumsum, axis ${axis}`,
        inputs: ['a'],
        shape: plane,
        out: (dtype) => dtype,
        grid: [at(floats, 1e3, 1e6)],
        tolerance,
        contig: ({ a, out }) => cumsum(a, { axis, out }),
        numpyTs: ({ a }) => np.cumsum(a, axis),
        tfjs: ({ a }) => tf.cumsum(a, axis),
      }),
  ),
];
