/** Special functions. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import type { LoopOf } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { divide, multiply } from './arithmetic.js';
import { where } from './selection.js';
import { sin } from './transcendental.js';
import { call, Definition, type UfuncOptions } from './ufunc.js';

/** Floats as they are, everything else in f64. */
type Floated<A> = NDArray<LoopOf<'quotient', DTypeOf<A>>>;

const I0 = /* @__PURE__ */ new Definition('i0', { kernel: 'i0', loops: 'quotient', out: 'same' }, 1);

/**
 * The modified Bessel function of the first kind of order 0, within 2 ULP of the exact result.
 *
 * @param options As of every ufunc: `out`, `where`, `dtype`.
 * @returns A fresh array, or `out`: f32 for f32, f64 for everything else. NumPy: `i0`; where its e^x overflows, and at
 *   infinity, it gives infinity and NaN instead.
 * @example
 * i0([0, 1, 2]); // 1, 1.266..., 2.279...
 */
export function i0<A extends ArrayLike>(x: A, options?: UfuncOptions): Floated<A> {
  return call(I0, x, undefined, options) as NDArray as Floated<A>;
}

const EPSILON: Partial<Record<DType, number>> = { f32: 2 ** -23, f64: 2 ** -52 };

/**
 * sin(pi x) / (pi x), and 1 for 0.
 *
 * @returns A fresh array: f32 for f32, f64 for everything else. NumPy: `sinc`; as there, pi x is rounded before its sine
 *   is taken, so that integers give values near 0 but not 0.
 * @example
 * sinc([0, 0.5, 1]); // 1, 0.636..., 3.89e-17
 */
export function sinc<A extends ArrayLike>(x: A): Floated<A> {
  return scope(() => {
    const given = toArray('sinc', x);
    const angles = multiply(DTYPES[given.dtype].kind === 'f' ? given : given.astype('f64'), Math.PI) as NDArray;
    const apart = where(angles.eq(0), EPSILON[angles.dtype] as number, angles);
    return divide(sin(apart), apart);
  }) as NDArray as Floated<A>;
}
