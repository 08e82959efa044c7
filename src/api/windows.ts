/** Window functions of signal processing. */
import { NDArray } from '../array/ndarray.js';
import { ramp } from '../loops/fill.js';
import { scope } from '../memory/scope.js';
import { absolute, add, divide, multiply, square, subtract } from './arithmetic.js';
import { ones } from './creation.js';
import { i0 } from './special.js';
import { cos, sqrt } from './transcendental.js';

/** The places 1 - m, 3 - m, ..., m - 1 of a window of m values, or the windows of fewer than two. */
function places(operation: string, m: number): NDArray<'f64'> | undefined {
  if (!Number.isInteger(m)) throw new RangeError(`${operation}: ${m} values; their number is an integer.`);
  if (m < 2) return undefined;
  const n = NDArray.allocate('f64', [m]);
  ramp(n, m, 1 - m, 2);
  return n;
}

function shortWindow(m: number): NDArray<'f64'> {
  return m < 1 ? NDArray.allocate('f64', [0]) : ones(1);
}

/** A sum of cosines: weights[k] * cos(k * pi * n / (m - 1)). */
function cosines(operation: string, m: number, weights: readonly number[]): NDArray<'f64'> {
  return scope(() => {
    const n = places(operation, m);
    if (n === undefined) return shortWindow(m);
    let result = multiply(n, 0).add(weights[0]);
    for (let k = 1; k < weights.length; k++) {
      result = add(result, multiply(cos(divide(multiply(n, k * Math.PI), m - 1)), weights[k]));
    }
    return result as NDArray<'f64'>;
  });
}

/** The Hamming window of m values. NumPy: `hamming`. */
export function hamming(m: number): NDArray<'f64'> {
  return cosines('hamming', m, [0.54, 0.46]);
}

/** The Hann window of m values. NumPy: `hanning`. */
export function hanning(m: number): NDArray<'f64'> {
  return cosines('hanning', m, [0.5, 0.5]);
}

/** The Blackman window of m values. NumPy: `blackman`. */
export function blackman(m: number): NDArray<'f64'> {
  return cosines('blackman', m, [0.42, 0.5, 0.08]);
}

/** The Bartlett (triangular) window of m values. NumPy: `bartlett`. */
export function bartlett(m: number): NDArray<'f64'> {
  return scope(() => {
    const n = places('bartlett', m);
    if (n === undefined) return shortWindow(m);
    return subtract(1, divide(absolute(n), m - 1)) as NDArray<'f64'>;
  });
}

/**
 * The Kaiser window of m values.
 *
 * @param beta How narrow it is: 0 for a rectangle, 5 is like `hamming`, 6 like `hanning`, 8.6 like `blackman`.
 * @returns A fresh array; m below 1 gives an empty one. NumPy: `kaiser`.
 * @throws RangeError when m is no integer.
 * @example
 * kaiser(3, 14); // 7.7e-6, 1, 7.7e-6
 */
export function kaiser(m: number, beta: number): NDArray<'f64'> {
  return scope(() => {
    if (places('kaiser', m) === undefined) return shortWindow(m);
    const n = NDArray.allocate('f64', [m]);
    ramp(n, m, 0, 1);
    const middle = (m - 1) / 2;
    const inner = sqrt(subtract(1, square(divide(subtract(n, middle), middle))));
    return divide(i0(multiply(inner, beta)), i0(beta)) as NDArray<'f64'>;
  });
}
