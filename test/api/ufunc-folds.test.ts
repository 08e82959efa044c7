/** Which axes a ufunc's own reduction folds. */
import { expect, test } from 'vitest';
import { add, array, bitwiseOr, hypot, logicalAnd, maximum, multiply } from '../../src/index.js';

const a = array([
  [3, 4],
  [0, 12],
]);

test.each([
  [add, 19, [3, 16]],
  [multiply, 0, [0, 48]],
  [maximum, 12, [3, 12]],
  [hypot, 13, [3, Math.hypot(4, 12)]],
  [logicalAnd, false, [false, true]],
] as const)('the first axis unless said otherwise, and everything for null', (ufunc, whole, columns) => {
  expect(ufunc.reduce(a).toArray()).toEqual(columns);
  expect(ufunc.reduce(a, null)).toBe(whole);
  expect(ufunc.reduce(a, { axis: null })).toBe(whole);
});

test('everything is a bigint for 64-bit integers', () => {
  expect(bitwiseOr.reduce(array([[1n, 2n], [4n, 8n]]), null)).toBe(15n); // biome-ignore format: a matrix
});
