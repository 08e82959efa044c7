/** Matrices of ml-matrix. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { matmul, scope } from '../index.js';
import { type CopyOptions, checkObject, fromElements, lendable, lendPart } from './memory.js';

/** What is read of a matrix. */
export interface MlMatrix {
  /** The number of rows. */
  readonly rows: number;
  /** The number of columns. */
  readonly columns: number;
  /** The elements in nested lists: a copy. */
  to2DArray(): number[][];
}

/** The `Matrix` class of ml-matrix. */
export type MatrixConstructor<M> = new (rows: number, columns: number) => M;

/** The rows, if they lie in one buffer at equal distances. */
function steps(rows: readonly Float64Array[]): number | undefined {
  const step = rows.length > 1 ? rows[1].byteOffset - rows[0].byteOffset : 0;
  const even = rows.every(
    ({ buffer, byteOffset }, i) => buffer === rows[0].buffer && byteOffset === rows[0].byteOffset + i * step,
  );
  return even ? step / 8 : undefined;
}

/**
 * A matrix, a view of one (`transposeView()`), or what ml-matrix's `wrap` gives, as an f64 array of two axes.
 *
 * @returns A view where the rows lie in one block, as those of {@link toMatrix} do; a copy of other matrices, whose rows
 *   each have a typed array of their own, or with `copy: true`.
 * @throws TypeError for what is no matrix, and with `copy: false` where it has to be copied.
 * @example
 * fromMatrix(new EVD(matrix).eigenvectorMatrix).T;
 */
export function fromMatrix(matrix: MlMatrix, { copy }: CopyOptions = {}): NDArray<'f64'> {
  checkObject('fromMatrix', matrix, 'matrix of ml-matrix');
  const { rows, columns } = matrix;
  const { data } = matrix as { data?: unknown };
  const isRows = Array.isArray(data) && data.every((row) => row instanceof Float64Array);
  const step = isRows && rows > 0 ? steps(data) : undefined;
  if (step !== undefined && isRows) {
    const { buffer } = data[0];
    const whole = new Float64Array(buffer, 0, Math.floor(buffer.byteLength / 8));
    const elements = { data: whole, shape: [rows, columns], strides: [step, 1], offset: data[0].byteOffset / 8 };
    return fromElements('fromMatrix', elements, { copy }) as NDArray<'f64'>;
  }
  if (copy === false) {
    throw new TypeError(
      'fromMatrix: the rows of this matrix do not lie in one block, so it is copied; leave copy: false out.',
    );
  }
  if (!isRows && typeof matrix.to2DArray !== 'function') throw new TypeError('fromMatrix: this is no matrix.');
  const result = NDArray.allocate('f64', [rows, columns]);
  const list = isRows ? data : matrix.to2DArray();
  list.forEach((row, i) => {
    result.data.set(row, i * columns);
  });
  return result;
}

/**
 * An array of two axes as a matrix; one of one axis as a column vector.
 *
 * @param Matrix ml-matrix's class.
 * @returns Of f64 arrays with contiguous rows a matrix over their memory, valid until the array is disposed of or the heap
 *   grows; of others, and with `copy: true`, a copy, whose rows lie in one block too.
 * @throws RangeError for arrays of more axes.
 * @example
 * new SVD(toMatrix(a, Matrix)).diagonal;
 */
export function toMatrix<M extends { rows: number; columns: number }>(
  a: ArrayLike,
  Matrix: MatrixConstructor<M>,
  options?: CopyOptions,
): M {
  const given = toArray('toMatrix', a);
  if (given.ndim !== 1 && given.ndim !== 2) {
    throw new RangeError(`toMatrix: shape ${showShape(given.shape)} is no matrix, which has two axes; use reshape.`);
  }
  const flat = given.ndim === 1 ? given.expandDims(1) : given;
  const array = lendable('toMatrix', flat, options, ({ strides, shape }) => strides[1] === 1 || shape[1] <= 1, 'f64');
  const [rows, columns] = array.shape;
  const data = Array.from({ length: rows }, (_, i) => {
    const start = array.offset + i * array.strides[0];
    return lendPart(array, start, start + columns);
  });
  return Object.assign(new Matrix(0, 0), { data, rows, columns });
}

/** What is used of the ml-matrix module. */
export interface MlMatrixModule {
  /** The class whose products become faster. */
  readonly AbstractMatrix: unknown;
  /** The class of results. */
  readonly Matrix: unknown;
}

/** Products of fewer multiplications are left to ml-matrix: they take it less than the way here and back. */
const FEWEST = 20 ** 3;

type Multiply = (this: MlMatrix, other: MlMatrix) => MlMatrix;

/**
 * Lets `mmul` of all of ml-matrix's matrices multiply by contig's kernels, where that is faster.
 *
 * @param ml The module. Its class is changed, for everyone who uses it.
 * @returns A function that gives ml-matrix its own `mmul` back.
 * @example
 * const restore = accelerate(ml);
 */
export function accelerate(ml: MlMatrixModule): () => void {
  const Matrix = ml.Matrix as MatrixConstructor<MlMatrix> & { checkMatrix(value: unknown): MlMatrix };
  const { prototype } = ml.AbstractMatrix as { prototype: { mmul: Multiply } };
  const { mmul } = prototype;
  prototype.mmul = function (other) {
    const right = Matrix.checkMatrix(other);
    if (this.columns !== right.rows || this.rows * this.columns * right.columns < FEWEST) return mmul.call(this, right);
    return scope(() => toMatrix(matmul(fromMatrix(this), fromMatrix(right)), Matrix, { copy: true }));
  };
  return () => {
    prototype.mmul = mmul;
  };
}
