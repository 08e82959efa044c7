// @ts-check
// The places where rows are measured: layouts, element types and sizes.

/** @typedef {import('../data.js').Dtype} Dtype */
/** @typedef {import('./operands.js').Layout} Layout */
/** @typedef {{ layouts: Layout[], dtypes: Dtype[], sizes: number[] }} Grid */

/** @type {Dtype[]} */
export const floats = ['f32', 'f64'];
/** @type {Dtype[]} */
export const everyType = ['f32', 'f64', 'i32', 'u8'];
/** @type {Dtype[]} */
const wide = ['f32', 'f64', 'i32'];
/**
 * Layouts that are not contiguous.
 * @type {Layout[]}
 */
export const views = ['row', 'transposed', 'stepped'];

/**
 * Contiguous operands.
 * @param {Dtype[]} dtypes
 * @param {...number} sizes
 * @returns {Grid}
 */
export const at = (dtypes, ...sizes) => ({ layouts: ['contiguous'], dtypes, sizes });

/**
 * Operands in other layouts.
 * @param {Layout[]} layouts
 * @param {Dtype[]} dtypes
 * @param {...number} sizes
 * @returns {Grid}
 */
export const over = (layouts, dtypes, ...sizes) => ({ layouts, dtypes, sizes });

/** Every size for every type, and every layout: for the operation that stands for its family. */
export const thorough = [
  at(everyType, 1, 10, 100, 1e3, 1e5, 1e6, 1e7),
  over(views, wide, 1e3, 1e6),
  over(views, ['f32'], 1e7),
];
/** A call in the first cache and one beyond the second, for every type. */
export const usual = [at(everyType, 1e3, 1e6)];
/** Those, for floats. */
export const usualFloats = [at(floats, 1e3, 1e6)];
