/** Rounding, and the parts of floating-point numbers. */
import { binary, unary, unaryPair } from './define.js';

/**
 * The largest integer not above each element, in its type. NumPy: `floor`.
 *
 * @example
 * floor([-1.5, 1.5]); // -2, 1
 */
export const floor = /* @__PURE__ */ unary('floor');

/**
 * The smallest integer not below each element, in its type. NumPy: `ceil`.
 *
 * @example
 * ceil([-1.5, 1.5]); // -1, 2
 */
export const ceil = /* @__PURE__ */ unary('ceil');

/**
 * The integer part of each element, in its type. NumPy: `trunc`.
 *
 * @example
 * trunc([-1.5, 1.5]); // -1, 1
 */
export const trunc = /* @__PURE__ */ unary('trunc');

/**
 * The nearest integer, ties to the even one; in floats. NumPy: `rint`.
 *
 * @example
 * rint([0.5, 1.5]); // 0, 2
 */
export const rint = /* @__PURE__ */ unary('rint');

/**
 * The fraction and the integer part, both with the sign of the element. NumPy: `modf`.
 *
 * @example
 * const [fraction, whole] = modf([1.5, -2.25]); // [0.5, -0.25], [1, -2]
 */
export const modf = /* @__PURE__ */ unaryPair('modf');

/**
 * Mantissa in [0.5, 1) and exponent, with `x = mantissa * 2**exponent`; the exponents are i32. NumPy: `frexp`.
 *
 * @example
 * const [mantissa, exponent] = frexp([8, 3]); // [0.5, 0.75], [4, 2]
 */
export const frexp = /* @__PURE__ */ unaryPair('frexp');

/**
 * `a * 2**b` for integers b. NumPy: `ldexp`.
 *
 * @throws TypeError when b is of floats.
 * @example
 * ldexp([1, 0.5], array([3, 4], 'i32')); // 8, 8
 */
export const ldexp = /* @__PURE__ */ binary('ldexp');

/**
 * The magnitude of a with the sign of b. NumPy: `copysign`.
 *
 * @example
 * copysign([1, 2], [-1, 1]); // -1, 2
 */
export const copysign = /* @__PURE__ */ binary('copysign');

/** The float next to a in the direction of b. NumPy: `nextafter`. */
export const nextafter = /* @__PURE__ */ binary('nextafter');

/**
 * The distance to the next float away from 0. NumPy: `spacing`.
 *
 * @example
 * spacing(1); // 2.220446049250313e-16
 */
export const spacing = /* @__PURE__ */ unary('spacing');

/**
 * Whether the sign bit is set: true for -0. NumPy: `signbit`.
 *
 * @example
 * signbit([-0, 0]); // true, false
 */
export const signbit = /* @__PURE__ */ unary('signbit');

/**
 * 0 for negative a, 1 for positive, b for 0. NumPy: `heaviside`.
 *
 * @example
 * heaviside([-1, 0, 2], 0.5); // 0, 0.5, 1
 */
export const heaviside = /* @__PURE__ */ binary('heaviside');

/**
 * Whether each element is NaN. NumPy: `isnan`.
 *
 * @example
 * isnan([1, NaN]); // false, true
 */
export const isnan = /* @__PURE__ */ unary('isnan');

/** Whether each element is infinite. NumPy: `isinf`. */
export const isinf = /* @__PURE__ */ unary('isinf');

/** Whether each element is neither infinite nor NaN. NumPy: `isfinite`. */
export const isfinite = /* @__PURE__ */ unary('isfinite');
