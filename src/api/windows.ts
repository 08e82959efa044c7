/** Window functions of signal processing. */
import { NDArray } from '../array/ndarray.js';
import { ramp } from '../loops/fill.js';
import { scope } from '../memory/scope.js';
import { absolute, add, divide, multiply, subtract } from './arithmetic.js';
import { ones } from './creation.js';
import { cos } from './transcendental.js';

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
