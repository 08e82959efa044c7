/** Functions that join, split, repeat and rearrange arrays. */
export { applyAlongAxis, applyOverAxes, fromiter, vectorize } from './applying.js';
export { byteswap, packbits, unpackbits } from './bits.js';
export { diag, diagflat, diagonal, trace, tri, tril, triu } from './diagonals.js';
export { append, copyto, insert, remove, remove as delete, trimZeros } from './editing.js';
export { fromfunction, indices, meshgrid } from './grids.js';
export { ndenumerate, ndindex } from './iterating.js';
export { block, columnStack, concat, concatenate, dstack, hstack, stack, vstack } from './joining.js';
export { pad } from './padding.js';
export { piecewise } from './piecewise.js';
export { mgrid, ogrid } from './ranges.js';
export { flip, fliplr, flipud, roll, rot90 } from './rearranging.js';
export { repeat, resize, tile } from './repeating.js';
export { arraySplit, dsplit, hsplit, split, unstack, vsplit } from './splitting.js';
export { asStrided, atleast1d, atleast2d, atleast3d, broadcastArrays, slidingWindowView } from './strided.js';
export {
  diagIndices,
  diagIndicesFrom,
  fillDiagonal,
  maskIndices,
  trilIndices,
  trilIndicesFrom,
  triuIndices,
  triuIndicesFrom,
} from './triangles.js';
