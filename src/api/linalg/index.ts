/** Linear algebra, as in NumPy's `linalg`. */
export { multiDot } from '../chain.js';
export { matmul, matrixTranspose, tensordot, vecdot } from '../products.js';
export { cholesky, type QrMode, qr } from './factors.js';
export { type LeastSquares, lstsq } from './lstsq.js';
export { cond, matrixNorm, type NormOptions, norm, type Order, vectorNorm } from './norms.js';
export { diagonal, outer, trace } from './products.js';
export { det, inv, matrixPower, slogdet, solve } from './solve.js';
export { LinAlgError, type Real } from './stacks.js';
export { matrixRank, pinv, type Svd, type SvdOptions, svd, svdvals } from './svd.js';
