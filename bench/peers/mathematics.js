// @ts-check
// Elementary functions of floats: one entry a name, found in every library that has it.

import * as tf from '@tensorflow/tfjs-core';
import * as contig from 'contig';
import { Matrix } from 'ml-matrix';
import ops from 'ndarray-ops';
import * as np from 'numpy-ts';
import { at, floats, over, usualFloats } from './grids.js';

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('./table.js').Entry} Entry */
/** @typedef {(...operands: any[]) => any} Operation */

/** @type {(dtype: Dtype) => Dtype} */
const same = (dtype) => dtype;

/**
 * A function of one or two operands; `other` is the name where it is not NumPy's.
 * @param {string} name
 * @param {{ inputs?: Entry['inputs'], other?: string, grid?: Entry['grid'], tolerance?: number }} [settings]
 * @returns {Entry}
 */
function entry(name, { inputs = ['a'], other = name, grid = usualFloats, tolerance } = {}) {
  const [first, second] = inputs;
  /** @type {(o: any) => any[]} */
  const operands = second ? (o) => [o[first], o[second]] : (o) => [o[first]];
  const ours = /** @type {Operation} */ (Reflect.get(contig, name));
  const [theirs, tensors, matrices, loops] = [
    Reflect.get(np, name),
    Reflect.get(tf, other),
    Reflect.get(Matrix, other),
    Reflect.get(ops, other),
  ];
  return {
    family: 'vector math',
    name,
    inputs,
    out: same,
    grid,
    tolerance,
    contig: (o) => ours(...operands(o), { out: o.out }),
    ...(theirs && { numpyTs: (/** @type {any} */ o) => theirs(...operands(o)) }),
    ...(tensors && { tfjs: (/** @type {any} */ o) => tensors(...operands(o)) }),
    ...(loops && {
      ndarrayOps(/** @type {any} */ o) {
        loops(o.out, ...operands(o));
        return o.out;
      },
    }),
    ...(matrices && { mlMatrix: (/** @type {any} */ o) => matrices(...operands(o)) }),
  };
}

const thorough = [
  at(floats, 1, 10, 100, 1e3, 1e5, 1e6),
  at(['f32'], 1e7),
  over(['transposed', 'stepped'], floats, 1e6),
];

/** @type {Entry[]} */
export const mathematics = [
  entry('sqrt', { grid: [...usualFloats, at(floats, 10, 1e7)] }),
  entry('cbrt'),
  entry('exp', { grid: thorough }),
  entry('exp2'),
  entry('expm1'),
  entry('log', { inputs: ['b'] }),
  entry('log2', { inputs: ['b'] }),
  entry('log10', { inputs: ['b'] }),
  entry('log1p'),
  entry('sin', { grid: thorough }),
  entry('cos'),
  entry('tan'),
  entry('arcsin', { inputs: ['unit'], other: 'asin' }),
  entry('arccos', { inputs: ['unit'], other: 'acos' }),
  entry('arctan', { other: 'atan' }),
  entry('sinh'),
  entry('cosh'),
  entry('tanh'),
  entry('arcsinh', { other: 'asinh' }),
  entry('arctanh', { inputs: ['unit'], other: 'atanh' }),
  entry('arctan2', { inputs: ['a', 'b'], other: 'atan2' }),
  entry('power', { inputs: ['a', 'b'], other: 'pow' }),
  entry('hypot', { inputs: ['a', 'b'] }),
];
