/** Sample calls: new arrays, what they tell, their layout, joining and splitting, indexing. */
import * as contig from '../../src/index.js';
import { array, type DType, type NDArray } from '../../src/index.js';
import { type Calls, cube, each, plane, type Run } from './common.js';

const listed: Run = (f, args) => Array.from(f(...args) as Iterable<unknown>);
const bytes = (length: number) => new Uint8Array(length).buffer;

export const MAKING: Calls = {
  // Creation
  ...each('zeros ones', (of) => [[3, 4], of.dtype]),
  empty: [{ args: (of) => [[3, 4], of.dtype], run: (f, args) => shapeOf(f(...args)) }],
  emptyLike: [{ args: plane, run: (f, args) => shapeOf(f(...args)) }],
  ...each('zerosLike onesLike', plane),
  full: [(of) => [[3, 4], 1, of.dtype]],
  fullLike: [(of) => [of([3, 4]), 1]],
  ...each(
    'array asarray',
    (of) => [of([3, 4])],
    (of) => [[of([4]), of([4], 2)]],
  ),
  wrap: [(of) => [typedArray(of.dtype), [2, 3]]],
  fromBuffer: [(of) => [bytes(48), of.dtype]],
  arange: [(of) => [0, of.dtype === 'bool' ? 2 : 6, 1, of.dtype]],
  linspace: [(of) => [0, 3, 4, { dtype: of.dtype }]],
  logspace: [(of) => [0, 1, 4, { dtype: of.dtype }]],
  geomspace: [(of) => [1, 8, 4, { dtype: of.dtype }]],
  ...each('eye tri', (of) => [3, { columns: 4, k: 1, dtype: of.dtype }]),
  identity: [(of) => [3, of.dtype]],
  indices: [(of) => [[2, 3], { dtype: of.dtype }]],
  fromfunction: [(of) => [(i: NDArray, j: NDArray) => i.maximum(j), [2, 3], { dtype: of.dtype }]],
  fromiter: [(of) => [[0, 1, 1], of.dtype]],
  meshgrid: [(of) => [of([3]), of([4], 2), { indexing: 'ij' }]],
  ...each('bartlett blackman hamming hanning', () => [7]),

  kaiser: [() => [7, 3]],

  // Types, memory, printing
  canCast: [(of) => [of.dtype, 'f64']],
  commonType: [(of) => [of([3]), of([4], 2)]],
  minScalarType: [(of) => [of([3])]],
  resultType: [(of) => [of([3]), of.dtype, 1]],
  isdtype: [(of) => [of.dtype, 'integral']],
  issubdtype: [(of) => [of.dtype, 'integer']],
  ...each('finfo iinfo', (of) => [of.dtype]),
  ...each('isscalar iterable ndim shape size isfortran', plane),
  ...each('mayShareMemory sharesMemory', (of) => [of([3, 4]), of([4], 2)]),
  ...each('array2string arrayRepr arrayStr', plane),
  baseRepr: [() => [10, 3]],
  binaryRepr: [() => [5]],
  ...each('formatFloatPositional formatFloatScientific', () => [1.5]),
  getPrintoptions: [() => []],
  printoptions: [() => [{ precision: 3 }, () => String(array([Math.PI]))]],
  setPrintoptions: [
    {
      args: () => [{ precision: 3 }],
      run: (set, args) => {
        const before = contig.getPrintoptions();
        set(...args);
        const text = String(array([Math.PI]));
        set(before);
        return text;
      },
    },
  ],
  dtype: [(of) => [of.dtype]],
  promoteTypes: [(of) => [of.dtype, 'u8']],
  scope: [
    (of) => {
      const a = of([3, 4]);
      return [() => a.copy()];
    },
  ],

  // Views and layout
  ...each('ascontiguousarray asfortranarray asarrayChkfinite require', cube),
  byteswap: [plane],
  reshape: [(of) => [of([3, 4]), [2, 6]]],
  ...each('ravel copy', cube),
  transpose: [(of) => [of([3, 4, 5]), [2, 0, 1]]],
  permuteDims: [(of) => [of([3, 4, 5]), [2, 0, 1]]],
  swapaxes: [(of) => [of([3, 4, 5]), 0, 2]],
  rollaxis: [(of) => [of([3, 4, 5]), 2]],
  moveaxis: [(of) => [of([3, 4, 5]), 0, 2]],
  matrixTranspose: [cube],
  squeeze: [(of) => [of([3, 1, 4]), 1]],
  expandDims: [(of) => [of([3, 4]), 1]],
  broadcastTo: [(of) => [of([1, 4]), [3, 4]]],
  broadcastShapes: [() => [[3, 1], [4]]],
  broadcastArrays: [(of) => [of([3, 1]), of([4], 2)]],
  astype: [(of) => [of([3, 4]), 'f32']],
  ...each('atleast1d atleast2d atleast3d', (of) => [of([4])]),
  asStrided: [(of) => [of([12]), { shape: [3, 4], strides: [4, 1] }]],
  slidingWindowView: [(of) => [of([3, 8]), 3, { axis: 1 }]],
  ...each('fliplr flipud', plane),
  flip: [(of) => [of([3, 4, 5]), 1]],
  roll: [(of) => [of([3, 4]), 2], (of) => [of([3, 4]), 1, 0]],
  rot90: [plane],

  // Joining, splitting, editing
  ...each(
    'concat concatenate',
    (of) => [[of([3, 4]), of([2, 4], 2)]],
    (of) => [[of([3, 4]), of([3, 2], 2)], 1],
  ),
  stack: [(of) => [[of([3, 4]), of([3, 4], 2)], 1]],
  ...each('vstack hstack dstack columnStack', (of) => [[of([3, 4]), of([3, 4], 2)]]),
  block: [(of) => [[[of([2, 3]), of([2, 1], 2)], [of([1, 4], 3)]]]],
  ...each('split arraySplit', (of) => [of([6, 4]), 3]),
  hsplit: [(of) => [of([3, 4]), 2]],
  vsplit: [(of) => [of([4, 3]), 2]],
  dsplit: [(of) => [of([2, 3, 4]), 2]],
  unstack: [(of) => [of([3, 4]), 1]],
  tile: [(of) => [of([3, 4]), [2, 3]]],
  repeat: [(of) => [of([3, 4]), 2, 1], (of) => [of([3, 4]), of.index([3], 3), 0]],
  resize: [(of) => [of([3, 4]), [5, 4]]],
  append: [(of) => [of([3, 4]), of([2, 4], 2), 0]],
  insert: [(of) => [of([3, 4]), [1, 3], of([2, 4], 2), 0]],
  ...each('remove delete', (of) => [of([3, 4]), [0, 2], 1]),
  trimZeros: [(of) => [of.of([0, 0, 1, 0, 1, 0], [6], of.dtype)]],
  pad: [
    (of) => [of([3, 4]), 2],
    (of) => [of([3, 4]), [1, 2], 'reflect'],
    (of) => [of([3, 4]), 1, 'linearRamp'],
    (of) => [of([3, 4]), 1, 'mean'],
    (of) => [of([3, 4]), 1, 'wrap'],
  ],
  copyto: [(of) => [of([3, 4]), of([4], 2), { where: of.mask([3, 4]) }], (of) => [of([3, 4]), of([4], 2)]],
  ...each('diag diagflat', (of) => [of([4]), 1]),
  diagonal: [(of) => [of([4, 5]), 1], (of) => [of([3, 4, 5]), { axis1: 0, axis2: 2 }]],
  trace: [plane, cube],
  ...each('tril triu', (of) => [of([4, 5]), 1]),
  packbits: [(of) => [of.mask([3, 11]), 1], plane],
  unpackbits: [(of) => [of([3, 4]), 1]],

  // Indexing
  take: [(of) => [of([3, 4]), of.index([2, 3], 4), { axis: 1 }], (of) => [of([3, 4]), of.index([5], 12)]],
  put: [(of) => [of([3, 4]), of.index([3], 12), of([3], 2)]],
  takeAlongAxis: [(of) => [of([3, 4]), of.index([3, 2], 4), 1]],
  putAlongAxis: [(of) => [of([3, 4]), of.of([1, 3, 0, 2, 2, 1], [3, 2], 'i64'), of([3, 2], 2), 1]],
  compress: [(of) => [of.mask([4]), of([3, 4]), { axis: 1 }]],
  extract: [(of) => [of.mask([3, 4]), of([3, 4])]],
  ...each('place putmask', (of) => [of([3, 4]), of.mask([3, 4]), of([2], 2)]),
  ...each('nonzero flatnonzero argwhere', plane),
  choose: [(of) => [of.index([3, 4], 2), [of([3, 4]), of([4], 2)]]],
  select: [
    (of) => [
      [of.mask([3, 4]), of.mask([3, 4], 2)],
      [of([3, 4]), of([3, 4], 2)],
    ],
  ],
  where: [(of) => [of.mask([3, 4]), of([3, 4]), of([4], 2)], (of) => [of.mask([3, 4])]],
  piecewise: [(of) => [of([3, 4]), [of.mask([3, 4]), of.mask([3, 4], 2)], [1, (x: NDArray) => x, 0]]],
  ...each('mgrid ogrid', () => ['0:3', '0:1:4j']),
  ndindex: [{ args: () => [[2, 3]], run: listed }],
  ndenumerate: [{ args: plane, run: listed }],
  diagIndices: [() => [3]],
  diagIndicesFrom: [(of) => [of([3, 3])]],
  fillDiagonal: [(of) => [of([4, 5]), of.positive([3])]],
  maskIndices: [() => [3, contig.triu]],
  ...each('trilIndices triuIndices', () => [3, { k: 1 }]),
  ...each('trilIndicesFrom triuIndicesFrom', (of) => [of([3, 4])]),
  ix_: [(of) => [of.index([2], 3), of.mask([4])]],
  ravelMultiIndex: [
    (of) => [
      [of.index([5], 3), of.index([5], 4, 2)],
      [3, 4],
    ],
  ],
  unravelIndex: [(of) => [of.index([5], 12), [3, 4]]],
};

function shapeOf(result: unknown): unknown {
  const { dtype, shape } = result as NDArray;
  return { dtype, shape };
}

function typedArray(type: DType): unknown {
  if (type === 'bool') throw new TypeError('wrap: there is no typed array of bools.');
  return array([1, 0, 1, 1, 0, 0], type).data.slice();
}
