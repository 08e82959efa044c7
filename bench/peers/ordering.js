// @ts-check
// Selection, sorting and searching: work whose way depends on the values.

import * as tf from '@tensorflow/tfjs-core';
import { argsort, median, partition, searchsorted, sort, take, unique } from 'contig';
import * as np from 'numpy-ts';
import { at, everyType, floats, over } from './grids.js';

/** @typedef {import('./table.js').Entry} Entry */

const random = [at(everyType, 1e3, 1e6), at(['f32'], 1e5)];

/** @type {Entry[]} */
export const ordering = [
  {
    family: 'selection',
    name: 'mask select',
    inputs: ['a', 'mask'],
    grid: [at(everyType, 1e3, 1e6), at(floats, 1e5, 1e7), over(['stepped'], floats, 1e6)],
    contig: ({ a, mask }) => a.get(mask),
    numpyTs: ({ a, mask }) => np.bindex(a, mask),
  },
  {
    family: 'selection',
    name: 'take',
    inputs: ['a', 'index'],
    grid: [at(everyType, 1e3, 1e6), at(floats, 1e5, 1e7)],
    contig: ({ a, index }) => take(a, index),
    numpyTs: ({ a, index }) => np.take(a, index),
    tfjs: ({ a, index }) => tf.gather(a, index),
  },
  {
    family: 'sorting',
    name: 'sort',
    inputs: ['keys'],
    grid: [...random, at(['f64'], 10, 1e5)],
    contig: ({ keys }) => sort(keys),
    numpyTs: ({ keys }) => np.sort(keys),
  },
  {
    family: 'sorting',
    name: 'argsort, stable',
    inputs: ['keys'],
    grid: random,
    contig: ({ keys }) => argsort(keys),
    numpyTs: ({ keys }) => np.argsort(keys),
  },
  {
    family: 'sorting',
    name: 'partition',
    inputs: ['keys'],
    grid: random,
    contig: ({ keys, n }) => partition(keys, n >> 1),
    numpyTs: ({ keys, n }) => np.partition(keys, n >> 1),
    // What stands on either side is nobody's promise.
    answer: (values) => values[values.length >> 1],
  },
  {
    family: 'sorting',
    name: 'median',
    inputs: ['keys'],
    grid: random,
    contig: ({ keys }) => median(keys),
    numpyTs: ({ keys }) => np.median(keys),
  },
  {
    family: 'sorting',
    name: 'searchsorted',
    inputs: ['keys', 'sorted'],
    grid: random,
    contig: ({ keys, sorted }) => searchsorted(sorted, keys),
    numpyTs: ({ keys, sorted }) => np.searchsorted(sorted, keys),
    tfjs: ({ keys, sorted }) => tf.lowerBound(sorted, keys),
  },
  {
    family: 'sorting',
    name: 'unique',
    inputs: ['keys'],
    grid: random,
    contig: ({ keys }) => unique(keys),
    numpyTs: ({ keys }) => np.unique(keys),
  },
];
