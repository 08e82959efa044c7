// @ts-check
// A fast wrong answer is no result: every contender's answer is compared with the first one's.

/** @typedef {number | ArrayLike<number>} Answer */

/**
 * What differs between two answers, or null. Values may differ by `tolerance * max(1, |expected|)`.
 * With `step` only every step-th element is looked at.
 * @param {Answer} expected
 * @param {Answer} actual
 * @param {number} tolerance
 * @param {number} [step]
 * @returns {string | null}
 */
export function difference(expected, actual, tolerance, step = 1) {
  if (typeof expected === 'number' || typeof actual === 'number') {
    if (typeof expected !== typeof actual) return `${kind(actual)} where ${kind(expected)} was expected`;
    return near(Number(expected), Number(actual), tolerance) ? null : `${actual} where ${expected} was expected`;
  }
  if (expected.length !== actual.length) return `${actual.length} elements where ${expected.length} were expected`;
  for (let i = 0; i < expected.length; i += step) {
    if (!near(expected[i], actual[i], tolerance)) return `${actual[i]} at [${i}] where ${expected[i]} was expected`;
  }
  return null;
}

/**
 * @param {number} expected
 * @param {number} actual
 * @param {number} tolerance
 */
function near(expected, actual, tolerance) {
  return Object.is(expected, actual) || Math.abs(expected - actual) <= tolerance * Math.max(1, Math.abs(expected));
}

/** @param {Answer} answer */
const kind = (answer) => (typeof answer === 'number' ? 'a number' : 'an array');
