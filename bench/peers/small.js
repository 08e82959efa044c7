// @ts-check
// What a call costs by itself, on ten elements and with results left to the collector; and random numbers.

import * as tf from '@tensorflow/tfjs-core';
import { add, random, sum } from 'contig';
import { Matrix } from 'ml-matrix';
import ndarray from 'ndarray';
import ops from 'ndarray-ops';
import * as np from 'numpy-ts';
import { at, floats } from './grids.js';
import { plane } from './operands.js';

/** @typedef {import('./table.js').Entry} Entry */

const family = 'small calls';
const ten = [at(floats, 10)];
const drawn = [at(floats, 10, 1e3, 1e6), at(['f32'], 1e7)];

const ours = random.defaultRng(1);
const theirs = np.random.default_rng(1);

/**
 * The mean of what was drawn, if it was much: nobody's stream is another's.
 * @type {(values: any) => number}
 */
const average = (values) =>
  values.length < 1e5
    ? 0
    : values.reduce((/** @type {number} */ total, /** @type {number} */ x) => total + x, 0) / values.length;

/** @type {Entry[]} */
export const small = [
  {
    family,
    name: 'add of 10',
    inputs: ['a', 'b'],
    grid: ten,
    collected: true,
    contig: ({ a, b }) => add(a, b),
    numpyTs: ({ a, b }) => np.add(a, b),
    tfjs: ({ a, b }) => tf.add(a, b),
    ndarrayOps({ a, b }) {
      const out = ndarray(new a.data.constructor(10), [10]);
      ops.add(out, a, b);
      return out;
    },
    mlMatrix: ({ a, b }) => Matrix.add(a, b),
  },
  {
    family,
    name: 'a * 2 + b of 10',
    inputs: ['a', 'b'],
    grid: ten,
    collected: true,
    tidy: true,
    contig: ({ a, b }) => a.mul(2).add(b),
    numpyTs: ({ a, b }) => a.multiply(2).add(b),
    tfjs: ({ a, b }) => tf.add(tf.mul(a, 2), b),
    mlMatrix: ({ a, b }) => Matrix.mul(a, 2).add(b),
  },
  {
    family,
    name: 'sum of 10',
    inputs: ['a'],
    grid: ten,
    contig: ({ a }) => sum(a),
    numpyTs: ({ a }) => np.sum(a),
    tfjs: ({ a }) => tf.sum(a),
    ndarrayOps: ({ a }) => ops.sum(a),
    mlMatrix: ({ a }) => a.sum(),
  },
  {
    family,
    name: 'slice of 10',
    inputs: ['a'],
    grid: ten,
    collected: true,
    contig: ({ a }) => a.get('2:8'),
    numpyTs: ({ a }) => a.slice('2:8'),
    tfjs: ({ a }) => tf.slice(a, 2, 6),
    ndarrayOps: ({ a }) => a.lo(2).hi(6),
    answer: (values) => values.length && 6,
  },
  {
    family,
    name: 'reshape of 10',
    inputs: ['a'],
    grid: ten,
    collected: true,
    contig: ({ a }) => a.reshape(2, 5),
    numpyTs: ({ a }) => a.reshape(2, 5),
    tfjs: ({ a }) => tf.reshape(a, [2, 5]),
    ndarrayOps: ({ a }) => ndarray(a.data, [2, 5]),
  },
  {
    family: 'random',
    name: 'uniform',
    inputs: [],
    out: (dtype) => dtype,
    grid: drawn,
    only: { numpyTs: ['f64'] },
    tolerance: 0.01,
    answer: average,
    contig: ({ n, dtype, out }) => ours.random([n], { dtype, out }),
    numpyTs: ({ n }) => theirs.random(n),
    tfjs: ({ n }) => tf.randomUniform([n]),
    ndarrayOps({ out }) {
      ops.random(out);
      return out;
    },
    mlMatrix({ n }) {
      const [rows, columns] = plane(n);
      return Matrix.random(rows, columns);
    },
  },
  {
    family: 'random',
    name: 'normal',
    inputs: [],
    out: (dtype) => dtype,
    grid: drawn,
    only: { numpyTs: ['f64'] },
    tolerance: 0.01,
    answer: average,
    contig: ({ n, dtype, out }) => ours.standardNormal([n], { dtype, out }),
    numpyTs: ({ n }) => theirs.standard_normal(n),
    tfjs: ({ n }) => tf.randomNormal([n]),
  },
];
