/** Comparisons, logic and bits. Comparisons and logic give bools; comparing integers is exact whatever their types. */
import { binary, unary } from './define.js';

/**
 * Whether a and b are equal. NumPy: `equal`.
 *
 * @example
 * equal([1, 2], 2); // false, true
 */
export const equal = /* @__PURE__ */ binary('equal');

/** Whether a and b differ; true for NaN. NumPy: `not_equal`. */
export const notEqual = /* @__PURE__ */ binary('notEqual');

/**
 * Whether a is less than b. NumPy: `less`.
 *
 * @example
 * less([1, 2, 3], 2); // true, false, false
 */
export const less = /* @__PURE__ */ binary('less');

/** Whether a is at most b. NumPy: `less_equal`. */
export const lessEqual = /* @__PURE__ */ binary('lessEqual');

/** Whether a is greater than b. NumPy: `greater`. */
export const greater = /* @__PURE__ */ binary('greater');

/** Whether a is at least b. NumPy: `greater_equal`. */
export const greaterEqual = /* @__PURE__ */ binary('greaterEqual');

/**
 * Whether both are not zero. NumPy: `logical_and`.
 *
 * @example
 * logicalAnd([1, 0], [2, 2]); // true, false
 */
export const logicalAnd = /* @__PURE__ */ binary('logicalAnd');

/** Whether either is not zero. NumPy: `logical_or`. */
export const logicalOr = /* @__PURE__ */ binary('logicalOr');

/** Whether exactly one is not zero. NumPy: `logical_xor`. */
export const logicalXor = /* @__PURE__ */ binary('logicalXor');

/** Whether each element is zero. NumPy: `logical_not`. */
export const logicalNot = /* @__PURE__ */ unary('logicalNot');

/**
 * The bits that both integers have. NumPy: `bitwise_and`.
 *
 * @example
 * bitwiseAnd(array([6], 'u8'), 3); // 2
 */
export const bitwiseAnd = /* @__PURE__ */ binary('bitwiseAnd');

/** The bits that either integer has. NumPy: `bitwise_or`. */
export const bitwiseOr = /* @__PURE__ */ binary('bitwiseOr');

/** The bits that one of the integers has. NumPy: `bitwise_xor`. */
export const bitwiseXor = /* @__PURE__ */ binary('bitwiseXor');

/**
 * All bits flipped; for bools, the opposite. NumPy: `invert`.
 *
 * @example
 * invert(array([0, 1], 'u8')); // 255, 254
 */
export const invert = /* @__PURE__ */ unary('invert');

/**
 * Bits moved up; 0 for shifts by the width or more. NumPy: `left_shift`.
 *
 * @example
 * leftShift(array([1], 'i32'), 4); // 16
 */
export const leftShift = /* @__PURE__ */ binary('leftShift');

/**
 * Bits moved down, with the sign kept. NumPy: `right_shift`.
 *
 * @example
 * rightShift(array([-16], 'i32'), 2); // -4
 */
export const rightShift = /* @__PURE__ */ binary('rightShift');

/**
 * The number of one bits in the magnitude, as u8. NumPy: `bitwise_count`.
 *
 * @example
 * bitwiseCount(array([7, 8], 'i32')); // 3, 1
 */
export const bitwiseCount = /* @__PURE__ */ unary('bitwiseCount');
