/** Coordinates: of the points of a grid, and of the elements of an array. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { type Canonical, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { broadcast, checkShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { arange } from './creation.js';
import { over } from './output.js';

/** Options of {@link meshgrid}. */
export interface MeshgridOptions {
  /** `'xy'`, unless given: the first coordinate runs along the second axis; `'ij'`: along the first. */
  indexing?: 'xy' | 'ij';
  /** Leaves all other axes with one element, to be broadcast. */
  sparse?: boolean;
  /** Whether the results are copies, as they are unless this is false; otherwise read-only views. */
  copy?: boolean;
}

function isOptions(value: unknown): value is MeshgridOptions {
  return typeof value === 'object' && value !== null && !(value instanceof NDArray) && !(Symbol.iterator in value);
}

/**
 * The coordinates of all points of a grid, from those along each of its axes.
 *
 * @param args The coordinates along each axis, then options.
 * @returns A list of arrays, one for each coordinate. NumPy: `meshgrid`.
 * @throws RangeError when `indexing` is neither 'xy' nor 'ij'.
 * @example
 * const [x, y] = meshgrid([1, 2, 3], [4, 5]); // both (2,3)
 * meshgrid(a, b, { indexing: 'ij', sparse: true });
 */
export function meshgrid(...args: (ArrayLike | MeshgridOptions)[]): NDArray[] {
  const last = args.at(-1);
  const options = isOptions(last) ? last : {};
  const lists = (isOptions(last) ? args.slice(0, -1) : args) as ArrayLike[];
  checkOptions('meshgrid', options, ['indexing', 'sparse', 'copy']);
  const { indexing = 'xy', sparse = false, copy: copied = true } = options;
  if (indexing !== 'xy' && indexing !== 'ij') {
    throw new RangeError(`meshgrid: indexing '${indexing}'; it is 'xy' or 'ij'.`);
  }
  return scope(() => {
    const ndim = lists.length;
    const open = lists.map((list, i) => {
      const values = toArray('meshgrid', list);
      const axis = indexing === 'xy' && ndim > 1 && i < 2 ? 1 - i : i;
      const shape = new Array<number>(ndim).fill(1);
      shape[axis] = values.size;
      return values.reshape(shape);
    });
    const shape = broadcast('meshgrid', [[], ...open.map((a) => a.shape)]);
    const full = sparse ? open : open.map((a) => a.broadcastTo(shape));
    return copied ? full.map((a) => a.copy()) : full;
  });
}

/** Options of {@link indices}. */
export interface IndicesOptions<L extends DTypeLike = DTypeLike> {
  /** The element type, i64 unless given. */
  dtype?: L;
}

/** The index along one axis as an array of as many dimensions. */
function indexAlong(shape: readonly number[], axis: number, name: DType): NDArray {
  return arange(shape[axis], name).reshape(shape.map((extent, other) => (other === axis ? extent : 1)));
}

/**
 * The indices of all elements of a shape: along the first axis of the result come those along each axis.
 *
 * @param options `dtype`: i64 unless given; `sparse`: gives a list of open arrays, to be broadcast.
 * @returns A fresh array of one dimension more, or the list. NumPy: `indices`.
 * @throws RangeError for negative extents.
 * @example
 * indices([2, 2]); // [[[0, 0], [1, 1]], [[0, 1], [0, 1]]]
 */
export function indices<L extends DTypeLike = 'i64'>(
  shape: number | readonly number[],
  options: IndicesOptions<L> & { sparse: true },
): NDArray<Canonical<L>>[];
export function indices<L extends DTypeLike = 'i64'>(
  shape: number | readonly number[],
  options?: IndicesOptions<L> & { sparse?: false },
): NDArray<Canonical<L>>;
export function indices(
  shape: number | readonly number[],
  options: IndicesOptions & { sparse?: boolean } = {},
): NDArray | NDArray[] {
  checkOptions('indices', options, ['dtype', 'sparse']);
  const extents = checkShape('indices', shape);
  const name: DType = options.dtype === undefined ? 'i64' : dtype(options.dtype);
  return scope(() => {
    const open = extents.map((_, axis) => indexAlong(extents, axis, name));
    if (options.sparse) return open;
    const result = NDArray.allocate(name, [extents.length, ...extents]);
    for (const [axis, index] of open.entries()) {
      copy(extents, over(index, extents), result.pick('indices', [axis]));
    }
    return result;
  });
}

/**
 * What a function gives for the indices of a shape: it is called once, with an array of indices for each axis.
 *
 * @param options `dtype`: of the indices, f64 unless given.
 * @returns What the function returns. NumPy: `fromfunction`.
 * @example
 * fromfunction((i, j) => i.add(j), [2, 2]); // [[0, 1], [1, 2]]
 */
export function fromfunction<R>(
  f: (...indices: NDArray[]) => R,
  shape: number | readonly number[],
  options: { dtype?: DTypeLike } = {},
): R {
  checkOptions('fromfunction', options, ['dtype']);
  const extents = checkShape('fromfunction', shape);
  const all = indices(extents, { dtype: options.dtype ?? 'f64' }) as NDArray;
  return f(...extents.map((_, axis) => all.pick('fromfunction', [axis])));
}
