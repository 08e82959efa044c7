/**
 * Real and imaginary parts, and where infinities are. All element types are real: the functions are here so that code
 * written for real and complex numbers alike runs, with the answers that NumPy gives for real types.
 */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { broadcast } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import type { LoopOf } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { multiply } from './arithmetic.js';
import { full, zeros } from './creation.js';
import { equal } from './logic.js';
import { checkOut, outOf } from './output.js';
import { arctan2 } from './transcendental.js';

/**
 * The real parts of the elements: the elements themselves.
 *
 * @returns The array itself, or a fresh one of what is none. NumPy: `real`.
 * @example
 * real(a) === a; // true
 */
export function real<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  return toArray('real', a) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * The imaginary parts of the elements: zeros of the array's type.
 *
 * @returns A read-only array. NumPy: `imag`.
 * @example
 * imag([1, 2]); // 0, 0
 */
export function imag<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  return scope(() => {
    const values = toArray('imag', a);
    return zeros([], values.dtype).broadcastTo(values.shape);
  }) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * Whether each element is real: all are.
 *
 * @returns A fresh bool array. NumPy: `isreal`.
 */
export function isreal(a: ArrayLike): NDArray<'bool'> {
  return scope(() => full(toArray('isreal', a).shape, true));
}

/**
 * Whether each element has an imaginary part: none has.
 *
 * @returns A fresh bool array. NumPy: `iscomplex`.
 */
export function iscomplex(a: ArrayLike): NDArray<'bool'> {
  return scope(() => full(toArray('iscomplex', a).shape, false));
}

/**
 * Whether the element type is real: every type is. NumPy: `isrealobj`.
 *
 * @throws TypeError for what is no array, number or list.
 */
export function isrealobj(a: ArrayLike): boolean {
  return scope(() => {
    toArray('isrealobj', a);
    return true;
  });
}

/**
 * Whether the element type is complex: none is. NumPy: `iscomplexobj`.
 *
 * @throws TypeError for what is no array, number or list.
 */
export function iscomplexobj(a: ArrayLike): boolean {
  return scope(() => {
    toArray('iscomplexobj', a);
    return false;
  });
}

/**
 * The array, whose elements are real already. NumPy: `real_if_close`, whose tolerance only complex numbers have use for.
 *
 * @returns The array itself, or a fresh one of what is none.
 */
export function realIfClose<A extends ArrayLike>(a: A): NDArray<DTypeOf<A>> {
  return toArray('realIfClose', a) as NDArray as NDArray<DTypeOf<A>>;
}

/** The type of {@link angle}: bools count as the integers that NumPy's 0 makes of them. */
type AngleOf<D extends DType> = D extends 'bool' ? 'f64' : LoopOf<'floating', D>;

/**
 * The angle of each element in the complex plane: 0 for positive numbers and 0, pi for negative ones and -0.
 *
 * @param options `deg`: in degrees instead of radians.
 * @returns A fresh array of floats. NumPy: `angle`.
 * @example
 * angle([1, -1], { deg: true }); // 0, 180
 */
export function angle<A extends ArrayLike>(a: A, options: { deg?: boolean } = {}): NDArray<AngleOf<DTypeOf<A>>> {
  checkOptions('angle', options, ['deg']);
  return scope(() => {
    const result = arctan2(0, toArray('angle', a)) as NDArray;
    return options.deg ? multiply(result, 180 / Math.PI, { out: result }) : result;
  }) as NDArray as NDArray<AngleOf<DTypeOf<A>>>;
}

function equalTo(operation: string, a: ArrayLike, value: number, out: NDArray | undefined): NDArray {
  return scope(() => {
    const values = toArray(operation, a);
    if (out === undefined) return equal(values, value);
    checkOut(operation, out, broadcast(operation, [values.shape, out.shape]), 'bool');
    return equal(values, value, { out });
  });
}

/**
 * Whether each element is positive infinity.
 *
 * @returns A fresh bool array, or the array given as `out`, which receives the answers. NumPy: `isposinf`.
 * @example
 * isposinf([-Infinity, 0, Infinity]); // false, false, true
 */
export function isposinf(a: ArrayLike): NDArray<'bool'>;
export function isposinf<O extends NDArray>(a: ArrayLike, options: { out: O }): O;
export function isposinf(a: ArrayLike, options?: { out?: NDArray }): NDArray {
  return equalTo('isposinf', a, Infinity, outOf('isposinf', options));
}

/**
 * Whether each element is negative infinity.
 *
 * @returns A fresh bool array, or the array given as `out`, which receives the answers. NumPy: `isneginf`.
 * @example
 * isneginf([-Infinity, 0, Infinity]); // true, false, false
 */
export function isneginf(a: ArrayLike): NDArray<'bool'>;
export function isneginf<O extends NDArray>(a: ArrayLike, options: { out: O }): O;
export function isneginf(a: ArrayLike, options?: { out?: NDArray }): NDArray {
  return equalTo('isneginf', a, -Infinity, outOf('isneginf', options));
}
