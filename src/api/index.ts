/** Every function on arrays; the package exports them by name and together as `ndarray`. */

export * from './aliases.js';
export { canCast, commonType, minScalarType, resultType } from './casting.js';
export * from './chain.js';
export * from './closeness.js';
export * from './constants.js';
export { convolve, corrcoef, correlate, cov, interp } from './correlation.js';
export * from './creation.js';
export * from './cross.js';
export * from './differences.js';
export * from './einsum.js';
export { type Fused, fuse } from './fuse.js';
export { histogram, histogramBinEdges } from './histograms.js';
export { histogram2d, histogramdd } from './histograms-nd.js';
export { isfortran, isscalar, iterable, ndim, shape, size } from './inspecting.js';
export { isdtype, issubdtype } from './kinds.js';
export { type FloatInfo, finfo, type IntegerInfo, iinfo } from './limits.js';
export * as linalg from './linalg/index.js';
export * from './manipulation.js';
export { mayShareMemory, sharesMemory } from './overlap.js';
export * from './picking.js';
export * from './polyfit.js';
export * from './polynomials.js';
export {
  array2string,
  arrayRepr,
  arrayStr,
  baseRepr,
  binaryRepr,
  formatFloatPositional,
  formatFloatScientific,
  getPrintoptions,
  printoptions,
  setPrintoptions,
} from './printing.js';
export * from './products.js';
export { nanpercentile, nanquantile, percentile, quantile } from './quantiles.js';
export * as random from './random/index.js';
export * from './real.js';
export {
  all,
  any,
  argmax,
  argmin,
  countNonzero,
  max,
  min,
  nanargmax,
  nanargmin,
  nanmax,
  nanmin,
  nanprod,
  nansum,
  prod,
  sum,
} from './reductions.js';
export * from './requiring.js';
export { cumprod, cumsum, cumulativeProd, cumulativeSum, nancumprod, nancumsum } from './scans.js';
export * from './selection.js';
export {
  intersect1d,
  isin,
  setdiff1d,
  setxor1d,
  union1d,
  unique,
  uniqueAll,
  uniqueCounts,
  uniqueInverse,
  uniqueValues,
} from './sets.js';
export * from './shaping.js';
export { argpartition, argsort, digitize, lexsort, partition, searchsorted, sort } from './sorting.js';
export * from './spaces.js';
export * from './special.js';
export { mean, median, nanmean, nanmedian, nanstd, nanvar, ptp, std, variance, variance as var } from './statistics.js';
export * from './ufuncs.js';
export { matvec, vecmat } from './vector-products.js';
export * from './weighting.js';
export * from './windows.js';
