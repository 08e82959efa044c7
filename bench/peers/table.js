// @ts-check
// What is compared: one entry a row, with one function for each library that has the operation, written as its users write it,
// and a grid of the places where it is measured. NumPy's side is in numpy_peers.py under the same name.

import { elementwise } from './elementwise.js';
import { mathematics } from './mathematics.js';
import { ordering } from './ordering.js';
import { products } from './products.js';
import { reductions } from './reductions.js';
import { small } from './small.js';

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('./operands.js').Role} Role */
/** @typedef {import('./operands.js').Layout} Layout */
/** @typedef {import('./contenders.js').LibraryName} LibraryName */
/** @typedef {{ layout: Layout, dtype: Dtype, n: number }} Place */

/**
 * What a function is given: the operands by their roles, the output if it is to reuse one, and where in the grid it is.
 * @typedef {any} Given
 */

/**
 * `n` is elements unless `shape` says otherwise. `shapes` is for inputs of another shape than the others. `out` is the dtype of
 * an output that those reuse who can, of the inputs' shape. `answer` turns a result into what can be compared. What a row's
 * functions make is freed before the next call unless it is `collected`, as it is where nobody would write that.
 * @typedef {object} Description
 * @property {string} family
 * @property {string} name
 * @property {Role[]} inputs
 * @property {(n: number) => number[]} [shape]
 * @property {Partial<Record<Role, (n: number) => number[]>>} [shapes]
 * @property {(dtype: Dtype) => Dtype | null} [out]
 * @property {{ layouts: Layout[], dtypes: Dtype[], sizes: number[] }[]} grid
 * @property {(result: any) => import('../verify.js').Answer} [answer]
 * @property {number} [tolerance]
 * @property {Partial<Record<LibraryName, Dtype[]>>} [only] the types that a library has of those that it is given
 * @property {boolean} [collected]
 * @property {boolean} [tidy] tfjs makes arrays on the way
 */

/** @typedef {Description & { contig: (o: Given) => any } & Partial<Record<LibraryName, (o: Given) => any>>} Entry */

/** @type {Entry[]} */
export const table = [...elementwise, ...mathematics, ...reductions, ...ordering, ...products, ...small];

/** The families in the order of the table. */
export const families = [...new Set(table.map(({ family }) => family))];
