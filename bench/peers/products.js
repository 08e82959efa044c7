// @ts-check
// Products of matrices and vectors, and linear algebra. The size is a matrix's side.

import * as tf from '@tensorflow/tfjs-core';
import { dot, linalg, matmul, matvec } from 'contig';
import { CholeskyDecomposition, inverse, QrDecomposition, SingularValueDecomposition, solve } from 'ml-matrix';
import * as np from 'numpy-ts';
import { at, floats, over } from './grids.js';
import { square } from './operands.js';

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('./table.js').Entry} Entry */

const family = 'products';
/** @type {(dtype: Dtype) => Dtype} */
const same = (dtype) => dtype;

/** How many products are in a batch. */
const BATCH = 64;
/** @type {(n: number) => number[]} */
const stack = (n) => [BATCH, n, n];

const sides = [at(['f64'], 10, 100, 300), at(['f32'], 100)];
/** Errors grow with the size and the condition. */
const tolerance = 1e-3;

/** @type {(values: any) => ArrayLike<number>} */
const magnitudes = (values) => Array.from(values, (x) => Math.abs(x));

/** @type {Entry[]} */
export const products = [
  {
    family,
    name: 'a @ b',
    inputs: ['a', 'b'],
    shape: square,
    out: same,
    grid: [at(floats, 8, 16, 32, 64, 128, 256, 512, 1024), over(['transposed', 'stepped'], floats, 64, 512)],
    contig: ({ a, b, out }) => matmul(a, b, { out }),
    numpyTs: ({ a, b }) => np.matmul(a, b),
    tfjs: ({ a, b }) => tf.matMul(a, b),
    mlMatrix: ({ a, b }) => a.mmul(b),
  },
  {
    family,
    name: 'a.T @ b',
    inputs: ['a', 'b'],
    shape: square,
    out: same,
    grid: [at(floats, 64, 256, 512)],
    contig: ({ a, b, out }) => matmul(a.T, b, { out }),
    numpyTs: ({ a, b }) => np.matmul(a.T, b),
    tfjs: ({ a, b }) => tf.matMul(a, b, true),
    mlMatrix: ({ a, b }) => a.transpose().mmul(b),
  },
  {
    family,
    name: 'a.T @ a',
    inputs: ['a'],
    shape: square,
    out: same,
    grid: [at(floats, 64, 512)],
    contig: ({ a, out }) => matmul(a.T, a, { out }),
    numpyTs: ({ a }) => np.matmul(a.T, a),
    tfjs: ({ a }) => tf.matMul(a, a, true),
    mlMatrix: ({ a }) => a.transpose().mmul(a),
  },
  {
    family,
    name: `${BATCH} of a @ b`,
    inputs: ['a', 'b'],
    shape: stack,
    out: same,
    grid: [at(floats, 8, 32, 128)],
    contig: ({ a, b, out }) => matmul(a, b, { out }),
    numpyTs: ({ a, b }) => np.matmul(a, b),
    tfjs: ({ a, b }) => tf.matMul(a, b),
  },
  {
    family,
    name: 'matrix @ vector',
    inputs: ['a', 'b'],
    shape: square,
    shapes: { b: (n) => [n] },
    grid: [at(floats, 32, 256, 1000)],
    contig: ({ a, b }) => matvec(a, b),
    numpyTs: ({ a, b }) => np.matvec(a, b),
    tfjs: ({ a, b }) => tf.dot(a, b),
    tidy: true,
  },
  {
    family,
    name: 'dot',
    inputs: ['a', 'b'],
    grid: [at(floats, 100, 1e3, 1e5, 1e6), over(['stepped'], floats, 1e6)],
    contig: ({ a, b }) => dot(a, b),
    numpyTs: ({ a, b }) => np.dot(a, b),
    tfjs: ({ a, b }) => tf.dot(a, b),
    tidy: true,
    mlMatrix: ({ a, b }) => a.dot(b),
    tolerance,
  },
  {
    family: 'linalg',
    name: 'solve',
    inputs: ['well', 'b'],
    shape: square,
    shapes: { b: (n) => [n, 1] },
    grid: sides,
    contig: ({ well, b }) => linalg.solve(well, b),
    numpyTs: ({ well, b }) => np.linalg.solve(well, b),
    mlMatrix: ({ well, b }) => solve(well, b),
  },
  {
    family: 'linalg',
    name: 'inv',
    inputs: ['well'],
    shape: square,
    grid: sides,
    contig: ({ well }) => linalg.inv(well),
    numpyTs: ({ well }) => np.linalg.inv(well),
    mlMatrix: ({ well }) => inverse(well),
  },
  {
    family: 'linalg',
    name: 'svd',
    inputs: ['a'],
    shape: square,
    grid: sides,
    tolerance,
    contig: ({ a }) => linalg.svd(a).s,
    numpyTs: ({ a }) => /** @type {any} */ (np.linalg.svd(a)).s,
    mlMatrix: ({ a }) => new SingularValueDecomposition(a).diagonal,
  },
  {
    family: 'linalg',
    name: 'qr',
    inputs: ['a'],
    shape: square,
    grid: sides,
    tolerance,
    contig: ({ a }) => linalg.qr(a).r,
    numpyTs: ({ a }) => /** @type {any} */ (np.linalg.qr(a)).r,
    tfjs: ({ a }) => tf.linalg.qr(a)[1],
    tidy: true,
    mlMatrix({ a }) {
      const factors = new QrDecomposition(a);
      // Made only when asked for, unlike the others'.
      return factors.orthogonalMatrix && factors.upperTriangularMatrix;
    },
    // The signs of the rows are free.
    answer: magnitudes,
  },
  {
    family: 'linalg',
    name: 'cholesky',
    inputs: ['spd'],
    shape: square,
    grid: sides,
    tolerance,
    contig: ({ spd }) => linalg.cholesky(spd),
    numpyTs: ({ spd }) => np.linalg.cholesky(spd),
    mlMatrix: ({ spd }) => new CholeskyDecomposition(spd).lowerTriangularMatrix,
  },
];
