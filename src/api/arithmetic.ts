/** Arithmetic, element by element. Integers wrap; types meet as in NumPy; a number beside an array takes its type. */
import { binary, binaryPair, unary } from './define.js';

/**
 * The sum of two arrays; for bools, whether either is true. NumPy: `add`.
 *
 * @example
 * add([1, 2], 10); // 11, 12
 */
export const add = /* @__PURE__ */ binary('add');

/**
 * The difference of two arrays. NumPy: `subtract`.
 *
 * @throws TypeError for bools.
 * @example
 * subtract([3, 4], 1); // 2, 3
 */
export const subtract = /* @__PURE__ */ binary('subtract');

/**
 * The product of two arrays; for bools, whether both are true. NumPy: `multiply`.
 *
 * @example
 * multiply([1, 2], [3, 4]); // 3, 8
 */
export const multiply = /* @__PURE__ */ binary('multiply');

/**
 * The quotient in floats: f64 for integers. NumPy: `divide`.
 *
 * @example
 * divide(array([1, 2], 'i32'), 4); // 0.25, 0.5
 */
export const divide = /* @__PURE__ */ binary('divide');

/**
 * The quotient rounded down; 0 for an integer divided by 0. NumPy: `floor_divide`.
 *
 * @example
 * floorDivide([7, -7], 2); // 3, -4
 */
export const floorDivide = /* @__PURE__ */ binary('floorDivide');

/**
 * The remainder with the divisor's sign, as Python's `%`; 0 for an integer divided by 0. NumPy: `remainder`.
 *
 * @example
 * remainder([7, -7], 3); // 1, 2
 */
export const remainder = /* @__PURE__ */ binary('remainder');

/**
 * The remainder with the dividend's sign, as C's `fmod` and JS's `%`. NumPy: `fmod`.
 *
 * @example
 * fmod([7, -7], 3); // 1, -1
 */
export const fmod = /* @__PURE__ */ binary('fmod');

/**
 * The quotient rounded down and the remainder, as a pair. NumPy: `divmod`.
 *
 * @example
 * const [quotient, rest] = divmod([7, -7], 3); // [2, -3], [1, 2]
 */
export const divmod = /* @__PURE__ */ binaryPair('divmod');

/**
 * The first operand to the power of the second. NumPy: `power`.
 *
 * @throws RangeError for integers to negative integer powers.
 * @example
 * power([1, 2, 3], 2); // 1, 4, 9
 */
export const power = /* @__PURE__ */ binary('power');

/**
 * The power computed in f64, whatever the types. NumPy: `float_power`.
 *
 * @example
 * floatPower(array([2], 'i32'), -1); // 0.5
 */
export const floatPower = /* @__PURE__ */ binary('floatPower');

/**
 * The negated elements. NumPy: `negative`.
 *
 * @throws TypeError for bools.
 */
export const negative = /* @__PURE__ */ unary('negative');

/**
 * A copy of the elements. NumPy: `positive`.
 *
 * @throws TypeError for bools.
 */
export const positive = /* @__PURE__ */ unary('positive');

/**
 * The complex conjugate, which of real numbers is a copy; bools become i8. NumPy: `conjugate`.
 *
 * @example
 * conjugate([1, -2]); // 1, -2
 */
export const conjugate = /* @__PURE__ */ unary('conjugate');

/**
 * The magnitude; the smallest integer of a signed type stays as it is. NumPy: `absolute`.
 *
 * @example
 * absolute([-1, 2]); // 1, 2
 */
export const absolute = /* @__PURE__ */ unary('absolute');

/** The magnitude in floats. NumPy: `fabs`. */
export const fabs = /* @__PURE__ */ unary('fabs');

/**
 * -1, 0 or 1; NaN for NaN. NumPy: `sign`.
 *
 * @throws TypeError for bools.
 * @example
 * sign([-2.5, 0, 3]); // -1, 0, 1
 */
export const sign = /* @__PURE__ */ unary('sign');

/**
 * 1 divided by the elements; truncated for integers. NumPy: `reciprocal`.
 *
 * @example
 * reciprocal([2, 4]); // 0.5, 0.25
 */
export const reciprocal = /* @__PURE__ */ unary('reciprocal');

/**
 * The elements multiplied by themselves. NumPy: `square`.
 *
 * @example
 * square([2, 3]); // 4, 9
 */
export const square = /* @__PURE__ */ unary('square');

/**
 * The larger of two elements; NaN if either is. NumPy: `maximum`.
 *
 * @example
 * maximum([1, 5], 3); // 3, 5
 */
export const maximum = /* @__PURE__ */ binary('maximum');

/**
 * The smaller of two elements; NaN if either is. NumPy: `minimum`.
 *
 * @example
 * minimum([1, 5], 3); // 1, 3
 */
export const minimum = /* @__PURE__ */ binary('minimum');

/** The larger of two elements; a number if either is. NumPy: `fmax`. */
export const fmax = /* @__PURE__ */ binary('fmax');

/** The smaller of two elements; a number if either is. NumPy: `fmin`. */
export const fmin = /* @__PURE__ */ binary('fmin');

/**
 * The greatest common divisor of integers. NumPy: `gcd`.
 *
 * @example
 * gcd(array([12, 18], 'i32'), 8); // 4, 2
 */
export const gcd = /* @__PURE__ */ binary('gcd');

/**
 * The least common multiple of integers. NumPy: `lcm`.
 *
 * @example
 * lcm(array([4, 6], 'i32'), 10); // 20, 30
 */
export const lcm = /* @__PURE__ */ binary('lcm');
