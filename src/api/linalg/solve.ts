/** Determinants, inverses and systems of equations, by triangular factorization with exchange of rows. */
import { type ArrayLike, type DTypeOf, toArray } from '../../array/convert.js';
import { DTYPES } from '../../array/dtype.js';
import { broadcast, showShape } from '../../array/layout.js';
import type { NDArray } from '../../array/ndarray.js';
import type { Promote } from '../../array/promotion.js';
import { at, packed } from '../../loops/columns.js';
import { place, unit, workspace } from '../../loops/direct.js';
import { determinants, factorLU, factorOne, solveLU, solveOne } from '../../loops/triangular.js';
import { scope } from '../../memory/scope.js';
import { memoryView } from '../../memory/scratch.js';
import { absolute, multiply, remainder, sign, subtract } from '../arithmetic.js';
import { arange } from '../creation.js';
import { diagonal } from '../diagonals.js';
import { isnan, ldexp } from '../floating.js';
import { equal, notEqual } from '../logic.js';
import { matmul } from '../products.js';
import { any, countNonzero, prod, sum } from '../reductions.js';
import { where } from '../selection.js';
import { eye } from '../spaces.js';
import { log } from '../transcendental.js';
import {
  columnsOf,
  countOf,
  LinAlgError,
  loadSmall,
  numberOrArray,
  type Real,
  realType,
  room,
  settled,
  smallSquare,
  smallVectors,
  squares,
  storeSmall,
} from './stacks.js';

/** The factors of each matrix of a stack: U on and above the diagonals, L below, column by column. */
interface Factors {
  readonly lu: NDArray<'f64'>;
  readonly pivots: NDArray<'u32'>;
  /** The diagonals of U. */
  readonly diagonal: NDArray;
}

function factored(operation: string, a: NDArray): Factors {
  const lu = columnsOf(operation, a);
  const n = a.shape.at(-1)!;
  const pivots = room(operation, a.shape.slice(0, -1), 'u32');
  factorLU(countOf(a), n, lu, pivots);
  return { lu, pivots, diagonal: diagonal(lu, { axis1: -2, axis2: -1 }) };
}

/** The signs of the exchanges of rows. */
function signsOf({ pivots }: Factors): NDArray {
  const exchanges = countNonzero(notEqual(pivots, arange(pivots.shape.at(-1)!, 'u32')), -1) as NDArray;
  return subtract(1, multiply(remainder(exchanges, 2n).astype('f64'), 2)) as NDArray;
}

/**
 * The determinant of a square matrix, or of each in a stack.
 *
 * @returns A number, for a stack a fresh array; 1 for a matrix of order 0. The product of the pivots, which neither
 *   overflows nor vanishes on the way. NumPy and Array API: `linalg.det`.
 * @throws LinAlgError when the matrices are not square.
 * @example
 * linalg.det([[1, 2], [3, 4]]); // -2
 */
export function det<A extends ArrayLike>(a: A): NDArray<Real<DTypeOf<A>>> | number {
  const small = smallSquare('det', a);
  const value = small === undefined ? Number.NaN : smallDet(small);
  if (!Number.isNaN(value)) return value;
  return scope(() => {
    const array = squares('det', a);
    const { lu, pivots } = factored('det', array);
    const shape = array.shape.slice(0, -2);
    const [mantissas, powers] = [room('det', shape), room('det', shape, 'i32')];
    determinants(countOf(array), array.shape.at(-1)!, at(lu), at(pivots), at(mantissas), at(powers));
    return numberOrArray(ldexp(mantissas, powers) as NDArray, realType(array));
  }) as NDArray<Real<DTypeOf<A>>> | number;
}

/** Powers of two below this, and their inverses, are normal numbers, and so are their products with numbers from 1 to 2. */
const LARGEST_POWER = 1000;

/** The determinant of a small matrix; NaN also where it leaves the range. */
function smallDet(a: NDArray): number {
  const n = a.shape[0];
  const mantissa = factorSmall(a, n);
  const power = memoryView().getInt32(workspace(2), true);
  if (Math.abs(power) >= LARGEST_POWER) return Number.NaN;
  const value = mantissa * 2 ** power;
  return a.dtype === 'f32' ? Math.fround(value) : value;
}

/** Factors a small matrix in the first place, its pivots in the first workspace; the determinant without its power of two. */
function factorSmall(a: NDArray, n: number): number {
  loadSmall(a, place(0));
  factorOne(DTYPES.f64, n, packed(place(0), n), workspace(0));
  determinants(1, n, place(0), workspace(0), workspace(1), workspace(2));
  return memoryView().getFloat64(workspace(1), true);
}

/** What a small matrix and columns in the second place make; undefined where a pivot may be 0. */
function solveSmall(operation: string, a: NDArray, type: 'f32' | 'f64', shape: readonly number[]): NDArray | undefined {
  const n = a.shape[0];
  const columns = shape.length === 1 ? 1 : shape[1];
  const mantissa = factorSmall(a, n);
  if (mantissa === 0 || Number.isNaN(mantissa)) return undefined;
  const right = packed(place(1), n);
  solveOne(DTYPES.f64, n, columns, packed(place(0), n), workspace(0), right);
  return storeSmall(operation, type, shape, n, columns, right);
}

/**
 * The sign of the determinant and the logarithm of its magnitude, which do not overflow where it would.
 *
 * @returns `{ sign, logabsdet }`: numbers, for a stack fresh arrays; 0 and -Infinity for singular matrices. NumPy and
 *   Array API: `linalg.slogdet`.
 * @throws LinAlgError when the matrices are not square.
 * @example
 * linalg.slogdet([[1, 2], [3, 4]]); // { sign: -1, logabsdet: 0.6931471805599453 }
 */
export function slogdet<A extends ArrayLike>(
  a: A,
): {
  /** 1, -1, or 0 where the determinant is 0. */
  sign: NDArray<Real<DTypeOf<A>>> | number;
  /** The natural logarithm of the determinant's absolute value. */
  logabsdet: NDArray<Real<DTypeOf<A>>> | number;
} {
  return scope(() => {
    const array = squares('slogdet', a);
    const factors = factored('slogdet', array);
    const type = realType(array) as Real<DTypeOf<A>>;
    // A pivot of NaN counts as positive, as NumPy has it.
    const each = where(isnan(factors.diagonal), 1, sign(factors.diagonal));
    const signs = multiply(signsOf(factors), prod(each, -1)) as NDArray;
    const logarithms = sum(log(absolute(factors.diagonal)), -1) as NDArray;
    return { sign: numberOrArray(signs, type), logabsdet: numberOrArray(logarithms, type) };
  });
}

/** Refuses a matrix, or a stack, of which a pivot is exactly 0. */
function singularity(operation: string, a: NDArray, remedy: string): LinAlgError {
  const which = a.ndim === 2 ? 'the matrix' : 'a matrix of the stack';
  return new LinAlgError(`${operation}: ${which}, shape ${showShape(a.shape)}, is singular; use ${remedy}.`);
}

/** Solutions as columns, in f64, from the factors of a stack of the same shape. */
function solutions(operation: string, { lu, pivots }: Factors, b: NDArray): NDArray<'f64'> {
  const columns = columnsOf(operation, b);
  const [k, n] = columns.shape.slice(-2);
  solveLU(countOf(columns), n, k, lu, pivots, columns);
  return columns;
}

/**
 * The solution x of a x = b for a square matrix, or for each in a stack.
 *
 * @param b A vector, which every matrix of the stack is solved for; or a matrix, or a stack that broadcasts with a's.
 * @returns A fresh array of shape (..., n) or (..., n, k); f32 when a and b are, otherwise f64. NumPy and Array API:
 *   `linalg.solve`.
 * @throws LinAlgError when a matrix is not square or is singular; RangeError when b does not fit.
 * @example
 * linalg.solve([[1, 2], [3, 5]], [1, 2]); // -1, 1
 */
export function solve<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
): NDArray<Real<Promote<DTypeOf<A>, DTypeOf<B>>>> {
  const small = smallSquare('solve', a);
  const done = small === undefined ? undefined : smallSolution(small, b);
  if (done !== undefined) return done as NDArray as NDArray<Real<Promote<DTypeOf<A>, DTypeOf<B>>>>;
  return scope(() => {
    const left = squares('solve', a);
    const given = toArray('solve', b);
    const n = left.shape.at(-1)!;
    const right = given.ndim === 1 ? given.expandDims(-1) : given;
    if (right.ndim < 2 || right.shape.at(-2) !== n) {
      throw new RangeError(
        `solve: shapes ${showShape(left.shape)} and ${showShape(given.shape)}; the right side must have ${n} rows.`,
      );
    }
    const batch = broadcast('solve', [left.shape.slice(0, -2), right.shape.slice(0, -2)]);
    const stack = left.broadcastTo([...batch, n, n]);
    const factors = factored('solve', stack);
    if (any(equal(factors.diagonal, 0))) throw singularity('solve', left, 'lstsq()');
    const x = solutions('solve', factors, right.broadcastTo([...batch, n, right.shape.at(-1)!])).swapaxes(-1, -2);
    return settled(given.ndim === 1 ? x.squeeze(-1) : x, realType(left, given));
  }) as NDArray as NDArray<Real<Promote<DTypeOf<A>, DTypeOf<B>>>>;
}

/** The solution for a small matrix and a right side that is small too. */
function smallSolution(a: NDArray, b: unknown): NDArray | undefined {
  const right = smallVectors('solve', b, a.shape[0]);
  if (right === undefined) return undefined;
  loadSmall(right, place(1));
  return solveSmall('solve', a, realType(a, right), right.shape);
}

/** The inverses of square matrices, in f64, and which of them are singular and have none. */
export function inverse(operation: string, a: NDArray): { result: NDArray; singular: NDArray } {
  const factors = factored(operation, a);
  const unit = eye(a.shape.at(-1)!).broadcastTo(a.shape);
  const singular = equal(factors.diagonal, 0).any({ axis: -1 }) as NDArray;
  return { result: solutions(operation, factors, unit).swapaxes(-1, -2), singular };
}

/**
 * The inverse of a square matrix, or of each in a stack. To solve equations, `solve` is faster and more exact.
 *
 * @returns A fresh array of the shape of a. NumPy and Array API: `linalg.inv`.
 * @throws LinAlgError when a matrix is not square or is singular.
 * @example
 * linalg.inv([[1, 2], [3, 4]]); // [[-2, 1], [1.5, -0.5]]
 */
export function inv<A extends ArrayLike>(a: A): NDArray<Real<DTypeOf<A>>> {
  const small = smallSquare('inv', a);
  const done = small === undefined ? undefined : smallInverse(small);
  if (done !== undefined) return done as NDArray as NDArray<Real<DTypeOf<A>>>;
  return scope(() => inverted('inv', squares('inv', a))) as NDArray as NDArray<Real<DTypeOf<A>>>;
}

function smallInverse(a: NDArray): NDArray | undefined {
  const n = a.shape[0];
  unit(n, n, place(1));
  return solveSmall('inv', a, realType(a), a.shape);
}

function inverted(operation: string, a: NDArray): NDArray {
  const { result, singular } = inverse(operation, a);
  if (any(singular)) throw singularity(operation, a, 'pinv()');
  return settled(result, realType(a));
}

/**
 * A square matrix, or each in a stack, to a whole power, by repeated squaring; negative powers are those of the inverse.
 *
 * @returns A fresh array, of the type of a (integers wrap) unless the power is negative. NumPy: `linalg.matrix_power`.
 * @throws LinAlgError when a matrix is not square, or is singular and the power negative; TypeError when the power is not
 *   an integer.
 * @example
 * linalg.matrixPower([[1, 1], [1, 0]], 10); // [[89, 55], [55, 34]]
 */
export function matrixPower<A extends ArrayLike>(a: A, n: number): NDArray<DTypeOf<A> | Real<DTypeOf<A>>> {
  return scope(() => {
    const array = squares('matrixPower', a);
    if (!Number.isSafeInteger(n)) throw new TypeError(`matrixPower: the power ${n}; it is an integer.`);
    if (n === 0) {
      const result = array.copy();
      result.set([], eye(array.shape.at(-1)!).astype(array.dtype));
      return result;
    }
    let factor = n < 0 ? inverted('matrixPower', array) : array.copy();
    let result: NDArray | undefined;
    for (let rest = Math.abs(n); ; factor = matmul(factor, factor) as NDArray) {
      if (rest % 2 === 1) result = result === undefined ? factor : (matmul(result, factor) as NDArray);
      rest = Math.floor(rest / 2);
      if (rest === 0) return result;
    }
  }) as NDArray as NDArray<DTypeOf<A> | Real<DTypeOf<A>>>;
}
