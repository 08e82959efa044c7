/**
 * Constants that several families share. One f64 of a constant is not enough where its error would reach the result:
 * then UPPER and REST split it into 26 bits, exact times another 26, and what is left; HIGH has 42 bits, exact times an
 * integer below 2^11; TAIL is what the nearest f64 leaves. Digits: test/oracle/minimax.py.
 */
// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math would be NativeMath here
export const LN2: f64 = 0.6931471805599453;
export const LN2_TAIL: f64 = 2.3190468138462996e-17;
export const LN2_HIGH: f64 = 0.6931471805598903;
export const LN2_LOW: f64 = 5.497923018708371e-14;
export const LN2_UPPER: f64 = 0.6931471675634384;
export const LN2_REST: f64 = 1.2996506893889889e-8;

/** 1 / ln 2. */
export const LOG2_E: f64 = 1.4426950408889634;
export const LOG2_E_UPPER: f64 = 1.4426950216293335;
export const LOG2_E_REST: f64 = 1.9259629911266175e-8;

export const PI: f64 = 3.141592653589793;
export const HALF_PI: f64 = 1.5707963267948966;
export const HALF_PI_TAIL: f64 = 6.123233995736766e-17;
export const QUARTER_PI: f64 = 0.7853981633974483;
export const TWO_OVER_PI: f64 = 0.6366197723675814;
export const SQRT_HALF: f64 = 0.7071067811865476;
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the end of them

/** The least normal number, and powers of two that bring denormal or extreme values to the middle of the range. */
export const NORMAL: f64 = 2.2250738585072014e-308;
export const TWO_54: f64 = 18014398509481984.0;
export const TWO_630: f64 = 4.455508415646675e189;
export const TWO_MINUS_630: f64 = 2.2444127733846047e-190;
