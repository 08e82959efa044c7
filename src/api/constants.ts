/** Numbers with names. */

/** The ratio of a circle's circumference to its diameter. NumPy: `pi`. */
export const pi: number = Math.PI;

/** The base of natural logarithms. NumPy: `e`. */
export const e: number = Math.E;

/** The limit of `1 + 1/2 + ... + 1/n - log(n)`. NumPy: `euler_gamma`. */
export const eulerGamma = 0.5772156649015329;

/** Infinity. NumPy: `inf`. */
export const inf: number = Infinity;

/** Not a number. NumPy: `nan`. */
export const nan: number = Number.NaN;

/**
 * In an index, a new axis of one element. NumPy: `newaxis`.
 *
 * @example
 * array([1, 2, 3]).get(':', newaxis).shape; // [3, 1]
 */
export const newaxis = null;
