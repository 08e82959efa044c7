/** Roots, exponentials, logarithms, trigonometric and hyperbolic functions: f64 and f32, integers of up to 16 bits in f32 and wider
 * ones in f64. Each is within 2 ULP of the exact result; methods and bounds are in assembly/math. */
import { binary, unary } from './define.js';

/**
 * The square root; NaN for negative numbers. Correctly rounded. NumPy: `sqrt`.
 *
 * @example
 * sqrt([4, 2]); // 2, 1.414...
 */
export const sqrt = /* @__PURE__ */ unary('sqrt');

/**
 * The cube root. NumPy: `cbrt`.
 *
 * @example
 * cbrt([8, -27]); // 2, -3
 */
export const cbrt = /* @__PURE__ */ unary('cbrt');

/**
 * The hypotenuse `sqrt(a*a + b*b)` without undue overflow. NumPy: `hypot`.
 *
 * @example
 * hypot(3, 4); // 5
 */
export const hypot = /* @__PURE__ */ binary('hypot');

/** e to the power of the elements. NumPy: `exp`. */
export const exp = /* @__PURE__ */ unary('exp');

/** 2 to the power of the elements. NumPy: `exp2`. */
export const exp2 = /* @__PURE__ */ unary('exp2');

/** `exp(x) - 1`, precise near 0. NumPy: `expm1`. */
export const expm1 = /* @__PURE__ */ unary('expm1');

/** The natural logarithm; -Infinity for 0, NaN for negative numbers. NumPy: `log`. */
export const log = /* @__PURE__ */ unary('log');

/**
 * The logarithm to base 2. NumPy: `log2`.
 *
 * @example
 * log2([1, 8]); // 0, 3
 */
export const log2 = /* @__PURE__ */ unary('log2');

/**
 * The logarithm to base 10. NumPy: `log10`.
 *
 * @example
 * log10([1, 1000]); // 0, 3
 */
export const log10 = /* @__PURE__ */ unary('log10');

/** `log(1 + x)`, precise near 0. NumPy: `log1p`. */
export const log1p = /* @__PURE__ */ unary('log1p');

/** `log(exp(a) + exp(b))` without overflow. NumPy: `logaddexp`. */
export const logaddexp = /* @__PURE__ */ binary('logaddexp');

/** `log2(2**a + 2**b)` without overflow. NumPy: `logaddexp2`. */
export const logaddexp2 = /* @__PURE__ */ binary('logaddexp2');

/** The sine of angles in radians, of any size. NumPy: `sin`. */
export const sin = /* @__PURE__ */ unary('sin');

/** The cosine of angles in radians, of any size. NumPy: `cos`. */
export const cos = /* @__PURE__ */ unary('cos');

/** The tangent of angles in radians, of any size. NumPy: `tan`. */
export const tan = /* @__PURE__ */ unary('tan');

/** The angle in [-pi/2, pi/2] radians with the given sine; NaN outside [-1, 1]. NumPy: `arcsin`. */
export const arcsin = /* @__PURE__ */ unary('arcsin');

/** The angle in [0, pi] radians with the given cosine; NaN outside [-1, 1]. NumPy: `arccos`. */
export const arccos = /* @__PURE__ */ unary('arccos');

/** The angle in [-pi/2, pi/2] radians with the given tangent. NumPy: `arctan`. */
export const arctan = /* @__PURE__ */ unary('arctan');

/**
 * The angle of the point (b, a) in [-pi, pi] radians. NumPy: `arctan2`.
 *
 * @example
 * arctan2(1, -1); // 2.356...
 */
export const arctan2 = /* @__PURE__ */ binary('arctan2');

/** The hyperbolic sine. NumPy: `sinh`. */
export const sinh = /* @__PURE__ */ unary('sinh');

/** The hyperbolic cosine. NumPy: `cosh`. */
export const cosh = /* @__PURE__ */ unary('cosh');

/** The hyperbolic tangent. NumPy: `tanh`. */
export const tanh = /* @__PURE__ */ unary('tanh');

/** The inverse of sinh. NumPy: `arcsinh`. */
export const arcsinh = /* @__PURE__ */ unary('arcsinh');

/** The inverse of cosh; NaN below 1. NumPy: `arccosh`. */
export const arccosh = /* @__PURE__ */ unary('arccosh');

/** The inverse of tanh; NaN outside [-1, 1]. NumPy: `arctanh`. */
export const arctanh = /* @__PURE__ */ unary('arctanh');

/**
 * Radians as degrees. NumPy: `degrees`.
 *
 * @example
 * degrees(Math.PI); // 180
 */
export const degrees = /* @__PURE__ */ unary('degrees');

/** Degrees as radians. NumPy: `radians`. */
export const radians = /* @__PURE__ */ unary('radians');
