/** Whether arrays are equal or nearly so, and numbers for what is none. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { sameShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { scope } from '../memory/scope.js';
import { absolute, add, multiply, subtract } from './arithmetic.js';
import { isfinite, isinf, isnan } from './floating.js';
import { equal, lessEqual, logicalAnd, logicalOr } from './logic.js';
import { all } from './reductions.js';
import { where } from './selection.js';

/** How near is near enough. */
export interface Tolerance {
  /** Relative to the second array; 1e-5 unless given. */
  rtol?: number;
  /** Absolute; 1e-8 unless given. */
  atol?: number;
  /** Whether two NaN are equal. */
  equalNan?: boolean;
}

/**
 * Where two arrays are nearly equal: `|a - b| <= atol + rtol * |b|`.
 *
 * @returns A fresh bool array. NumPy: `isclose`.
 * @example
 * isclose([1, 2], [1.000001, 2.1]); // true, false
 */
export function isclose(a: ArrayLike, b: ArrayLike, options: Tolerance = {}): NDArray<'bool'> {
  checkOptions('isclose', options, ['rtol', 'atol', 'equalNan']);
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  return scope(() => {
    const x = toArray('isclose', a);
    const given = toArray('isclose', b);
    const y = DTYPES[given.dtype].kind === 'f' ? given : given.astype('f64');
    const near = lessEqual(absolute(subtract(x, y)), add(multiply(absolute(y), rtol), atol));
    const close = logicalOr(logicalAnd(near, isfinite(y)), equal(x, y));
    return equalNan ? logicalOr(close, logicalAnd(isnan(x), isnan(y))) : close;
  });
}

/** Whether all elements of two arrays are nearly equal. NumPy: `allclose`. */
export function allclose(a: ArrayLike, b: ArrayLike, options: Tolerance = {}): boolean {
  return scope(() => all(isclose(a, b, options)) as boolean);
}

/** Whether two arrays have the same shape and elements. NumPy: `array_equal`. */
export function arrayEqual(a: ArrayLike, b: ArrayLike, options: { equalNan?: boolean } = {}): boolean {
  checkOptions('arrayEqual', options, ['equalNan']);
  return scope(() => {
    const x = toArray('arrayEqual', a);
    const y = toArray('arrayEqual', b);
    if (!sameShape(x.shape, y.shape)) return false;
    const same = equal(x, y);
    return all(options.equalNan ? logicalOr(same, logicalAnd(isnan(x), isnan(y))) : same) as boolean;
  });
}

/** Whether two arrays broadcast to the same elements. NumPy: `array_equiv`. */
export function arrayEquiv(a: ArrayLike, b: ArrayLike): boolean {
  return scope(() => {
    const x = toArray('arrayEquiv', a);
    const y = toArray('arrayEquiv', b);
    const lead = Math.max(x.ndim, y.ndim);
    const extent = (z: NDArray, axis: number) => z.shape[axis - lead + z.ndim] ?? 1;
    for (let axis = 0; axis < lead; axis++) {
      const [p, q] = [extent(x, axis), extent(y, axis)];
      if (p !== q && p !== 1 && q !== 1) return false;
    }
    return all(equal(x, y)) as boolean;
  });
}

/**
 * NaN replaced by a number, and infinities by large ones.
 *
 * @param options `nan`: 0 unless given; `posinf`, `neginf`: the largest and smallest finite value of the type.
 * @returns A fresh array of the same type. NumPy: `nan_to_num`.
 * @example
 * nanToNum([1, NaN]); // 1, 0
 */
export function nanToNum<A extends ArrayLike>(
  a: A,
  options: { nan?: number; posinf?: number; neginf?: number } = {},
): NDArray<DTypeOf<A>> {
  checkOptions('nanToNum', options, ['nan', 'posinf', 'neginf']);
  return scope(() => {
    const values = toArray('nanToNum', a);
    if (DTYPES[values.dtype].kind !== 'f') return values.copy();
    const largest = values.dtype === 'f32' ? 3.4028234663852886e38 : Number.MAX_VALUE;
    const numbers = where(isnan(values), options.nan ?? 0, values);
    const infinite = isinf(values);
    const bounded = where(logicalAnd(infinite, values.gt(0)), options.posinf ?? largest, numbers);
    return where(logicalAnd(infinite, values.lt(0)), options.neginf ?? -largest, bounded) as NDArray;
  }) as NDArray<DTypeOf<A>>;
}
