/** Variances of everything: of arrays small enough for direct kernel calls, and of all others. */
import { expect, test } from 'vitest';
import { arange, array, std, variance } from '../../src/index.js';

const VALUES = [1, 2, 4, 8, 17, 0, 3];

/** By NumPy 2.4: var(), and std(ddof=1). */
test.each([
  ['f32', 29.714284896850586, 5.887840747833252],
  ['f64', 29.714285714285715, 5.887840577551898],
  ['u8', 29.714285714285715, 5.887840577551898],
  ['i16', 29.714285714285715, 5.887840577551898],
  ['bool', 0.12244897959183675, 0.37796447300922725],
] as const)('%s', (type, squared, root) => {
  const a = array(VALUES, type);
  expect(variance(a)).toBe(squared);
  expect(std(a, { ddof: 1 })).toBe(root);
  expect(variance(a.reshape([7, 1]), { axis: null })).toBe(squared);
  expect(variance(a, { where: true })).toBe(squared);
});

/** Of 0 to n - 1: (n^2 - 1) / 12, in sums that floats hold exactly. */
test.each([1, 2, 3, 1000, 16383, 16384, 16385, 40001])('of %i elements', (n) => {
  const expected = (n * n - 1) / 12;
  for (const a of [
    arange(n, 'f64'),
    arange(n, 'i32'),
    arange(n, 'i64'),
    arange(2 * n, 'f64').get(`:${n}`),
    arange(n, 'f64').get('::-1'),
  ]) {
    expect(variance(a)).toBe(expected);
    expect(std(a)).toBe(Math.sqrt(expected));
  }
});

test('no degrees of freedom, no elements, no numbers', () => {
  expect(variance(array([5.5], 'f64'))).toBe(0);
  expect(variance(array([5.5], 'f64'), { ddof: 1 })).toBeNaN();
  expect(variance(array([1, 2], 'f64'), { ddof: 2 })).toBe(Infinity);
  expect(variance(array([], 'f64'))).toBeNaN();
  expect(variance(array([1, Infinity], 'f32'))).toBeNaN();
  expect(std(array([1, NaN], 'f32'))).toBeNaN();
});
