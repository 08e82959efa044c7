/** Polynomials given by their coefficients, the highest power first. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { type Promote, promoteTypes } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { add, divide, multiply, negative, subtract } from './arithmetic.js';
import { convolve } from './correlation.js';
import { arange, zeros } from './creation.js';
import { trimZeros } from './editing.js';
import { concat } from './joining.js';
import { over } from './output.js';
import { asFloats } from './parts.js';

/** Coefficients as an array of one axis; a scalar is a constant. */
function coefficients(operation: string, value: ArrayLike): NDArray {
  const array = toArray(operation, value);
  if (array.ndim > 1) {
    throw new RangeError(
      `${operation}: coefficients of shape ${showShape(array.shape)}; a polynomial has them along one axis.`,
    );
  }
  return array.reshape(array.size);
}

/** How often to integrate or differentiate. */
function checkTimes(operation: string, m: number): void {
  if (!Number.isInteger(m) || m < 0) throw new RangeError(`${operation}: m is ${m}; it is an integer >= 0.`);
}

/** The powers n, n - 1, ..., 1. */
function powers(n: number): NDArray {
  return arange(n, 0, -1, 'i64');
}

/**
 * The values of a polynomial, by Horner's rule.
 *
 * @param p Its coefficients, the highest power first.
 * @param x Where, of any shape.
 * @returns A fresh array of the shape of x, in the type in which x and p meet; integers wrap. NumPy: `polyval`.
 * @throws RangeError when p has more than one axis.
 * @example
 * polyval([3, 0, 1], [0, 5]); // 1, 76
 */
export function polyval<P extends ArrayLike, X extends ArrayLike>(
  p: P,
  x: X,
): NDArray<Promote<DTypeOf<P>, DTypeOf<X>>> {
  return scope(() => {
    const factors = coefficients('polyval', p);
    const given = toArray('polyval', x);
    const type: DType = factors.size === 0 ? given.dtype : promoteTypes(given.dtype, factors.dtype);
    const places = given.astype(type, { copy: false }) as NDArray;
    const result = zeros(given.shape, type) as NDArray;
    for (let i = 0; i < factors.size; i++) {
      multiply(result, places, { out: result });
      add(result, factors.pick('polyval', [i]), { out: result });
    }
    return result;
  }) as NDArray as NDArray<Promote<DTypeOf<P>, DTypeOf<X>>>;
}

/** Both coefficient lists as long as the longer, zeros in front. */
function aligned(operation: string, a: ArrayLike, b: ArrayLike): [NDArray, NDArray] {
  const both = [coefficients(operation, a), coefficients(operation, b)];
  const n = Math.max(both[0].size, both[1].size);
  return both.map((p) => {
    return p.size === n ? p : (concat([zeros(n - p.size, p.dtype) as NDArray, p]) as NDArray);
  }) as [NDArray, NDArray];
}

/**
 * The sum of two polynomials.
 *
 * @returns A fresh array of the coefficients, as long as the longer of the two. NumPy: `polyadd`.
 * @throws RangeError when one has more than one axis.
 * @example
 * polyadd([1, 2], [9, 5, 4]); // 9, 6, 6
 */
export function polyadd<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>> {
  return scope(() => add(...aligned('polyadd', a, b))) as NDArray as NDArray<Promote<DTypeOf<A>, DTypeOf<B>>>;
}

/**
 * The difference of two polynomials.
 *
 * @returns A fresh array of the coefficients, as long as the longer of the two. NumPy: `polysub`.
 * @throws RangeError when one has more than one axis, TypeError when both are bool.
 * @example
 * polysub([2, 10, -2], [3, 10, -4]); // -1, 0, 2
 */
export function polysub<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>> {
  return scope(() => {
    const [p, q] = aligned('polysub', a, b);
    if (p.dtype === 'bool' && q.dtype === 'bool') {
      throw new TypeError('polysub: both polynomials are bool; use astype() to a number type.');
    }
    return subtract(p, q);
  }) as NDArray as NDArray<Promote<DTypeOf<A>, DTypeOf<B>>>;
}

/**
 * The product of two polynomials: the convolution of their coefficients, leading zeros left out first.
 *
 * @returns A fresh array of the coefficients. NumPy: `polymul`.
 * @throws RangeError when one has more than one axis.
 * @example
 * polymul([1, 2, 3], [9, 5, 1]); // 9, 23, 38, 17, 3
 */
export function polymul<A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>> {
  return scope(() => {
    const [p, q] = [a, b].map((value) => {
      const trimmed = trimZeros(coefficients('polymul', value), 'f') as NDArray;
      return trimmed.size > 0 ? trimmed : (zeros(1, trimmed.dtype) as NDArray);
    });
    return convolve(p, q);
  }) as NDArray as NDArray<Promote<DTypeOf<A>, DTypeOf<B>>>;
}

/** The type of a quotient: integers divide in f64. */
type Quotient<D extends DType> = D extends 'f32' ? 'f32' : 'f64';

/**
 * The quotient of two polynomials and what remains, by long division: u = quotient * v + remainder.
 *
 * @returns `{ quotient, remainder }`, fresh arrays of coefficients, f32 when both are, otherwise f64; the remainder without
 *   leading coefficients within 1e-8 of 0. NumPy: `polydiv`.
 * @throws RangeError when one has no coefficients or more than one axis.
 * @example
 * polydiv([3, 5, 2], [2, 1]); // { quotient: 1.5, 1.75; remainder: 0.25 }
 */
export function polydiv<A extends ArrayLike, B extends ArrayLike>(
  u: A,
  v: B,
): {
  /** Its coefficients, the highest power first. */
  quotient: NDArray<Quotient<Promote<DTypeOf<A>, DTypeOf<B>>>>;
  /** What is left of u, of a lower degree than v. */
  remainder: NDArray<Quotient<Promote<DTypeOf<A>, DTypeOf<B>>>>;
} {
  return scope((): object => {
    const [dividend, divisor] = [u, v].map((value) => asFloats('polydiv', coefficients('polydiv', value)));
    if (dividend.size === 0 || divisor.size === 0) {
      throw new RangeError(`polydiv: ${dividend.size} and ${divisor.size} coefficients; both take at least one.`);
    }
    const type = promoteTypes(dividend.dtype, divisor.dtype) as 'f32' | 'f64';
    const n = divisor.size;
    const steps = dividend.size - n + 1;
    const quotient = zeros(Math.max(steps, 1), type);
    const rest = dividend.astype(type);
    const scale = divide(1, divisor.pick('polydiv', [0]));
    for (let k = 0; k < steps; k++) {
      const factor = multiply(scale, rest.pick('polydiv', [k]), { out: quotient.pick('polydiv', [k]) });
      const part = rest.pick('polydiv', [`${k}:${k + n}`]);
      subtract(part, multiply(divisor, factor), { out: part });
    }
    let first = 0;
    while (first < rest.size - 1 && Math.abs(rest.item(first)) <= NEGLIGIBLE) first++;
    return { quotient, remainder: rest.pick('polydiv', [`${first}:`]).copy() };
  }) as ReturnType<typeof polydiv<A, B>>;
}

/** Leading coefficients of a remainder up to this are rounding errors, as NumPy's `allclose` has it. */
const NEGLIGIBLE = 1e-8;

/** The type of coefficients times powers, which are 64-bit integers. */
type Derived<D extends DType> = Promote<D, 'i64'>;

/**
 * The derivative of a polynomial.
 *
 * @param m How many times to differentiate, once unless given.
 * @returns A fresh array of the coefficients: i64 for integers, otherwise f64; of no elements for a constant. NumPy: `polyder`.
 * @throws RangeError when m is negative or p has more than one axis.
 * @example
 * polyder([1, 1, 1, 1]); // 3, 2, 1
 */
export function polyder<P extends ArrayLike>(p: P, m = 1): NDArray<DTypeOf<P> | Derived<DTypeOf<P>>> {
  checkTimes('polyder', m);
  return scope(() => {
    let result = coefficients('polyder', p).copy();
    // What has no coefficients left stays so, however often it is differentiated.
    for (let k = 0; k < m && (k === 0 || result.size > 0); k++) {
      const n = Math.max(result.size - 1, 0);
      result = multiply(result.pick('polyder', [`:${n}`]), powers(n)) as NDArray;
    }
    return result;
  }) as NDArray as NDArray<DTypeOf<P> | Derived<DTypeOf<P>>>;
}

/**
 * The integral of a polynomial.
 *
 * @param options `m`: how many times to integrate, once unless given; `k`: the constants of each time, or one for all, 0
 *   unless given.
 * @returns A fresh array of the coefficients in f64. NumPy: `polyint`.
 * @throws RangeError when m is negative, there are fewer constants than that, or p has more than one axis.
 * @example
 * polyint([1, 1, 1]);           // 0.33333333, 0.5, 1, 0
 * polyint([6], { m: 2, k: 3 }); // 3, 3, 3
 */
export function polyint(p: ArrayLike, options: { m?: number; k?: ArrayLike } = {}): NDArray {
  checkOptions('polyint', options, ['m', 'k']);
  const { m = 1, k = 0 } = options;
  checkTimes('polyint', m);
  return scope(() => {
    let result = coefficients('polyint', p).copy();
    const constants = coefficients('polyint', k);
    if (constants.size < m && constants.size !== 1) {
      throw new RangeError(
        `polyint: ${constants.size} constants for ${m} integrals; give one for each, or one for all.`,
      );
    }
    for (let i = 0; i < m; i++) {
      const constant = constants.pick('polyint', [constants.size === 1 ? 0 : i]).reshape(1);
      result = concat([divide(result, powers(result.size)) as NDArray, constant]) as NDArray;
    }
    return result;
  });
}

/**
 * The polynomial with given roots and 1 as its highest coefficient.
 *
 * @param roots Numbers; the roots of a matrix's characteristic polynomial, its eigenvalues, are not computed.
 * @returns A fresh array of coefficients, one more than there are roots: f32 for f32, otherwise f64; for no roots 1, 0-d.
 *   NumPy: `poly`.
 * @throws RangeError for more than one axis.
 * @example
 * poly([2, 3]); // 1, -5, 6
 */
export function poly<A extends ArrayLike>(roots: A): NDArray<Quotient<DTypeOf<A>>> {
  return scope(() => {
    const given = toArray('poly', roots);
    if (given.ndim > 1) {
      const matrix = given.ndim === 2 && given.shape[0] === given.shape[1] && given.size > 0;
      throw new RangeError(
        `poly: shape ${showShape(given.shape)}; it takes roots along one axis${matrix ? ', and the eigenvalues of a matrix are not computed' : ''}.`,
      );
    }
    if (given.size === 0) return toArray('poly', 1);
    const opposite = negative(asFloats('poly', given).reshape(given.size)) as NDArray;
    const one = toArray('poly', [1]).astype(opposite.dtype) as NDArray;
    let result = one;
    for (let i = 0; i < opposite.size; i++) {
      result = convolve(result, concat([one, opposite.pick('poly', [`${i}:${i + 1}`])]) as NDArray);
    }
    return result;
  }) as NDArray as NDArray<Quotient<DTypeOf<A>>>;
}

/**
 * The powers of each element of a vector, a row for each (a Vandermonde matrix): the highest first, the last column 1.
 *
 * @param options `n`: how many columns, as many as elements unless given; `increasing`: the lowest power first.
 * @returns A fresh matrix, i64 for integers, otherwise f64. Each power is the one before times the element. NumPy: `vander`.
 * @throws RangeError when x has not one axis or n is negative.
 * @example
 * vander([1, 2, 3], { n: 3 }); // [[1, 1, 1], [4, 2, 1], [9, 3, 1]]
 */
export function vander<X extends ArrayLike>(
  x: X,
  options: { n?: number; increasing?: boolean } = {},
): NDArray<Derived<DTypeOf<X>>> {
  checkOptions('vander', options, ['n', 'increasing']);
  return scope(() => {
    const array = toArray('vander', x);
    if (array.ndim !== 1) throw new RangeError(`vander: shape ${showShape(array.shape)}; it takes one axis.`);
    const { n = array.size, increasing = false } = options;
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`vander: n is ${n}; it is an integer >= 0.`);
    const result = NDArray.allocate(promoteTypes(array.dtype, 'i64'), [array.size, n]);
    const column = (power: number) => result.pick('vander', [':', increasing ? power : n - 1 - power]);
    if (n > 0) column(0).set([], 1);
    if (n > 1) copy(array.shape, array, over(column(1), array.shape));
    for (let power = 2; power < n; power++) multiply(column(power - 1), column(1), { out: column(power) });
    return result;
  }) as NDArray as NDArray<Derived<DTypeOf<X>>>;
}
