/**
 * The public names of contig.
 *
 * @module
 */
import './api/methods.js';

export { promoteTypes } from './api/casting.js';
export type { Axis, ReductionOptions } from './api/reduction.js';
export type { UfuncOptions } from './api/ufunc.js';
export type { ArrayLike, NestedList, TypedArray } from './array/convert.js';
export { type DType, type DTypeLike, dtype, type Scalar, type TypedArrayOf } from './array/dtype.js';
export type { Exchange, Exchangeable } from './array/exchange.js';
export type { PrintOptions } from './array/format.js';
export { NDArray } from './array/ndarray.js';
export type { Promote, WeakScalar } from './array/promotion.js';
export type { Index } from './array/slice.js';
export * from './functions.js';
export * as ndarray from './functions.js';
export { scope } from './memory/scope.js';
export { type MemoryStats, memory } from './memory/storage.js';
export * from './records/index.js';
export { threads } from './threads/index.js';
export type * from './types.js';
export { type Build, kernels } from './wasm/kernels.js';
