/** NumPy's further names of functions: each is the very function that the first name gives. */
export {
  absolute as abs,
  conjugate as conj,
  divide as trueDivide,
  power as pow,
} from './arithmetic.js';
export { asarray as asanyarray } from './creation.js';
export { trunc as fix } from './floating.js';
export {
  invert as bitwiseInvert,
  invert as bitwiseNot,
  leftShift as bitwiseLeftShift,
  rightShift as bitwiseRightShift,
} from './logic.js';
export { max as amax, min as amin } from './reductions.js';
export { round as around } from './selection.js';
export {
  arccos as acos,
  arccosh as acosh,
  arcsin as asin,
  arcsinh as asinh,
  arctan as atan,
  arctan2 as atan2,
  arctanh as atanh,
  degrees as rad2deg,
  radians as deg2rad,
} from './transcendental.js';
