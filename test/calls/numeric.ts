/** Sample calls: ufuncs, sorting, sets, reductions, statistics, products, polynomials, linear algebra. */
import { BINARY, BINARY_PAIR, UNARY, UNARY_PAIR } from '../../src/api/table.js';
import type { NDArray } from '../../src/index.js';
import type { Callable } from '../calling.js';
import { axisArgs, type Calls, cube, each, keys, plane, regular, vectors } from './common.js';

export const NUMERIC: Calls = {
  ...keys(UNARY, plane),
  ...keys(UNARY_PAIR, plane),
  ...keys(BINARY, (of) => [of([3, 4]), of.positive([4])]),
  ...keys(BINARY_PAIR, (of) => [of([3, 4]), of.positive([4])]),
  ldexp: [(of) => [of([3, 4]), of.index([4], 5)]],

  // Sorting, searching, sets
  ...each('sort argsort', plane, (of) => [of([4, 5]), 0]),
  ...each(
    'partition argpartition',
    (of) => [of([4, 5]), 2],
    (of) => [of([4, 5]), 2, 0],
  ),
  lexsort: [(of) => [[of([7]), of([7], 2)]]],
  searchsorted: [(of) => [of.sorted(7), of([3, 4])]],
  digitize: [(of) => [of([3, 4]), of.sorted(7)]],
  unique: [plane, (of) => [of([4, 3]), { axis: 0, index: true, inverse: true }]],
  ...each('uniqueAll uniqueCounts uniqueInverse uniqueValues', plane),
  ...each('union1d intersect1d setdiff1d setxor1d', vectors),
  isin: [(of) => [of([3, 4]), of([5], 2)]],

  // Reductions, scans, statistics
  ...each('sum prod max min any all countNonzero nansum nanprod nanmax nanmin mean nanmean', ...axisArgs),
  ...each('argmax argmin nanargmax nanargmin median nanmedian std nanstd nanvar ptp', ...axisArgs),
  ...each('variance var', ...axisArgs),
  ...each('cumsum cumprod nancumsum nancumprod', ...axisArgs),
  ...each(
    'quantile percentile',
    (of) => [of([4, 5]), 0.5, { axis: 0 }],
    (of) => [of([4, 5]), [0, 1]],
  ),
  ...each(
    'nanquantile nanpercentile',
    (of) => [of([4, 5]), 0.5, { axis: 0 }],
    (of) => [of([4, 5]), [0, 1]],
  ),
  ...each('cumulativeSum cumulativeProd', (of) => [of([3, 4]), { axis: 1, includeInitial: true }]),
  ...each('histogram histogramBinEdges', plane, (of) => [of([4, 5]), { bins: 'doane', range: [0, 4] }]),
  histogram2d: [(of) => [of([9]), of([9], 2), { bins: 3 }]],
  histogramdd: [(of) => [of([9, 2]), { bins: 3, weights: of.positive([9]) }]],
  average: [(of) => [of([4, 5]), { axis: 0, weights: of.positive([4]) }]],
  cov: [plane],
  corrcoef: [(of) => [of.of([1, 0, 1, 0, 0, 1, 1, 0, 1, 1], [2, 5], of.dtype)]],
  bincount: [(of) => [of.positive([9])]],
  diff: [plane, (of) => [of([4, 5]), { n: 2, axis: 0 }]],
  ediff1d: [(of) => [of([7])]],
  gradient: [(of) => [of([4, 5])]],
  trapezoid: [(of) => [of([4, 5]), { axis: 0 }]],
  unwrap: [plane],
  interp: [(of) => [of([3, 4]), [0, 1, 2], of([3], 2)]],
  ...each('convolve correlate', vectors),
  ...each('isclose allclose arrayEqual arrayEquiv', (of) => [of([3, 4]), of([3, 4], 2)]),
  ...each(
    'nanToNum i0 sinc real imag isreal iscomplex isrealobj iscomplexobj realIfClose angle isposinf isneginf',
    plane,
  ),
  clip: [(of) => [of([3, 4]), of([4], 2), null]],
  round: [plane],

  // Products
  ...each(
    'matmul dot',
    (of) => [of([3, 4]), of([4, 5], 2)],
    (of) => [of([3, 4]), of([4], 2)],
  ),
  ...each('inner vecdot', (of) => [of([3, 4]), of([4], 2)]),
  cross: [(of) => [of([4, 3]), of([4, 3], 2)]],
  matvec: [(of) => [of([3, 4]), of([4], 2)]],
  vecmat: [(of) => [of([3]), of([3, 4], 2)]],
  vdot: [(of) => [of([3, 4]), of([3, 4], 2)]],
  outer: [vectors],
  tensordot: [
    (of) => [
      of([3, 4, 5]),
      of([4, 3], 2),
      [
        [1, 0],
        [0, 1],
      ],
    ],
  ],
  kron: [(of) => [of([2, 3]), of([3, 2], 2)]],
  einsum: [(of) => ['ij,jk->ki', of([3, 4]), of([4, 5], 2)], (of) => ['ii->i', of([4, 4])]],
  multiDot: [(of) => [[of([2, 3]), of([3, 4], 2), of([4, 5], 3)]]],

  // Polynomials
  polyfit: [(of) => [of.of([0, 1, 2, 3, 5], [5], 'f64'), of([5]), 2]],
  polyval: [(of) => [of([3]), of([4], 2)]],
  ...each('polyadd polysub polymul', (of) => [of([4]), of([3], 2)]),
  polydiv: [(of) => [of([5]), of.positive([2])]],
  polyder: [(of) => [of([5]), 2]],
  polyint: [(of) => [of([4]), { m: 2 }]],
  poly: [(of) => [of([3])]],
  vander: [(of) => [of([4]), { n: 3 }]],

  // Linear algebra
  ...each('linalg.cond linalg.det linalg.inv linalg.slogdet', (of) => [regular(of)]),
  'linalg.cholesky': [(of) => [of.of([4, 1, 0, 1, 3, 1, 0, 1, 2], [3, 3], of.dtype)]],
  'linalg.diagonal': [cube],
  'linalg.lstsq': [(of) => [of.of([1, 0, 1, 1, 1, 2, 1, 3], [4, 2], of.dtype), of([4])]],
  'linalg.matrixNorm': [plane, (of) => [of([4, 5]), { ord: 1 }]],
  'linalg.matrixPower': [(of) => [regular(of), 3], (of) => [regular(of), -1]],
  ...each('linalg.matrixRank linalg.pinv linalg.qr linalg.svd linalg.svdvals', plane),
  'linalg.norm': [plane, (of) => [of([4, 5]), { axis: 0 }]],
  'linalg.outer': [vectors],
  'linalg.solve': [(of) => [regular(of), of([3, 2])]],
  'linalg.trace': [cube],
  'linalg.vectorNorm': [plane, (of) => [of([4, 5]), { axis: 0, ord: 1 }]],

  // Functions of functions
  applyAlongAxis: [(of) => [(line: NDArray) => line.max(), 0, of([3, 4])]],
  applyOverAxes: [(of) => [(a: NDArray, axis: number) => a.max({ axis, keepdims: true }), of([3, 4, 5]), [0, 2]]],
  fuse: [
    {
      args: (of) => [of([3, 4]), of.positive([4])],
      run: (f, [a, b]) => (f((x: NDArray, y: NDArray) => x.maximum(y).add(x).le(3)) as Callable)(a, b),
    },
    {
      args: (of) => [of([3, 4]), of.positive([3, 4], 2)],
      run: (f, [a, b]) => (f((x: NDArray, y: NDArray) => x.mul(y).minimum(2).sum(1)) as Callable)(a, b),
    },
    {
      args: (of) => [of([70, 5]), of.positive([70, 5], 2)],
      run: (f, [a, b]) => (f((x: NDArray, y: NDArray) => x.mul(y).add(x).sum()) as Callable)(a, b),
    },
    {
      args: (of) => [of([70, 5]), of.positive([70, 1], 2)],
      run: (f, [a, b]) => (f((x: NDArray, y: NDArray) => x.maximum(y)) as unknown as { into: Callable }).into(a, a, b),
    },
  ],
  vectorize: [
    {
      args: (of) => [of([3, 4]), { otypes: of.dtype }],
      run: (f, [a, options]) => (f((x: number) => x, options) as Callable)(a),
    },
  ],
};
