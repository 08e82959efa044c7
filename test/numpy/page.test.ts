/** A page of NumPy code (test/oracle/make_page.py) ported to contig/numpy line by line; each line gives what it gives in NumPy. */
import { expect, test } from 'vitest';
import * as np from '../../src/numpy/index.js';
import { compareArray } from '../oracle/compare.js';
import { type Encoded, load, type Tensor } from '../oracle/load.js';

type Value = { array: Encoded } | { list: Value[] } | { plain: unknown } | null;
const { lines } = load<{ lines: { line: string; value: Value }[] }>('page');

const f64 = { dtype: np.float64 } as const;
const a = np.arange(12, f64).reshape([3, 4]);
const b = np.zeros_like(a);
const c = np.full([3, 1], 2.5, { dtype: np.float32 });
const rng = np.random.default_rng(42);

/** Lines of Python and what they become; objects of several results are listed in NumPy's order. */
const PAGE: readonly (readonly [python: string, ported: () => unknown])[] = [
  ['a = np.arange(12, dtype=np.float64).reshape(3, 4)', () => a],
  ['b = np.zeros_like(a)', () => b],
  ['c = np.full((3, 1), 2.5, dtype=np.float32)', () => c],
  ['np.broadcast_to(c, (3, 4))', () => np.broadcast_to(c, [3, 4])],
  ['a + c', () => a.add(c)],
  ['np.linalg.multi_dot([a, a.T])', () => np.linalg.multi_dot([a, a.T])],
  ['np.linalg.norm(a, 2, 1)', () => np.linalg.norm(a, 2, 1)],
  ['np.linalg.norm(a, axis=0, keepdims=True)', () => np.linalg.norm(a, { axis: 0, keepdims: true })],
  ['np.linalg.svd(a, compute_uv=False)[:2]', () => np.linalg.svd(a, { compute_uv: false }).get(':2')],
  ['np.vander(np.array([1.0, 2.0, 3.0]), N=2)', () => np.vander(np.array([1, 2, 3]), { N: 2 })],
  ['np.concatenate([a, b], axis=1)', () => np.concatenate([a, b], { axis: 1 })],
  ['np.expand_dims(a, axis=0).shape', () => np.expand_dims(a, { axis: 0 }).shape],
  [
    'np.take_along_axis(a, np.argsort(-a, axis=1), axis=1)',
    () => np.take_along_axis(a, np.argsort(a.neg(), { axis: 1 }), { axis: 1 }),
  ],
  ['np.clip(a, 2, 7)', () => np.clip(a, 2, 7)],
  ['np.clip(a, a_min=2, a_max=7)', () => np.clip(a, { a_min: 2, a_max: 7 })],
  ['np.std(a, axis=0, ddof=1)', () => np.std(a, { axis: 0, ddof: 1 })],
  ['np.std(a, axis=0, correction=1)', () => np.std(a, { axis: 0, correction: 1 })],
  ['np.sum(a, axis=1, keepdims=True)', () => np.sum(a, { axis: 1, keepdims: true })],
  ['np.count_nonzero(a > 4)', () => np.count_nonzero(a.gt(4))],
  [
    'np.nan_to_num(np.array([np.nan, np.inf, 1.0]), nan=0.5, posinf=9.0)',
    () => np.nan_to_num(np.array([np.nan, np.inf, 1]), { nan: 0.5, posinf: 9 }),
  ],
  [
    'np.isclose(np.array([np.nan, 1.0]), np.array([np.nan, 1.0 + 1e-9]), equal_nan=True)',
    () => np.isclose(np.array([np.nan, 1]), np.array([np.nan, 1 + 1e-9]), { equal_nan: true }),
  ],
  [
    'np.allclose(np.array([1.0, 2.0]), np.array([1.0, 2.1]), 0.1)',
    () => np.allclose(np.array([1, 2]), np.array([1, 2.1]), 0.1),
  ],
  [
    'np.array_equal(np.array([np.nan]), np.array([np.nan]), equal_nan=True)',
    () => np.array_equal(np.array([np.nan]), np.array([np.nan]), { equal_nan: true }),
  ],
  ['np.linspace(0, 1, num=5, endpoint=False)', () => np.linspace(0, 1, { num: 5, endpoint: false })],
  ['np.eye(3, 4, k=1)', () => np.eye(3, 4, { k: 1 })],
  ['np.tri(3, M=4, dtype=np.int8)', () => np.tri(3, { M: 4, dtype: np.int8 })],
  ['np.diff(np.array([1.0, 4.0, 9.0, 16.0]), 2)', () => np.diff(np.array([1, 4, 9, 16]), 2)],
  [
    'np.trapezoid(np.array([1.0, 2.0, 3.0]), np.array([0.0, 2.0, 3.0]))',
    () => np.trapezoid(np.array([1, 2, 3]), np.array([0, 2, 3])),
  ],
  ['np.gradient(np.array([1.0, 4.0, 9.0]), edge_order=2)', () => np.gradient(np.array([1, 4, 9]), { edge_order: 2 })],
  [
    "np.quantile(a, 0.4, axis=1, method='median_unbiased')",
    () => np.quantile(a, 0.4, { axis: 1, method: 'median_unbiased' }),
  ],
  [
    "np.percentile(a, np.array([25.0, 75.0]), method='inverted_cdf')",
    () => np.percentile(a, np.array([25, 75]), { method: 'inverted_cdf' }),
  ],
  [
    "np.pad(np.array([1.0, 2.0, 3.0]), 2, 'linear_ramp', end_values=5)",
    () => np.pad(np.array([1, 2, 3]), 2, 'linear_ramp', { end_values: 5 }),
  ],
  [
    "np.pad(np.array([1.0, 2.0, 3.0]), (1, 2), mode='constant', constant_values=(4, 6))",
    () => np.pad(np.array([1, 2, 3]), [1, 2], { mode: 'constant', constant_values: [4, 6] }),
  ],
  [
    'np.unique(np.array([3, 1, 3], dtype=np.uint8), return_counts=True)',
    () => {
      const { values, counts } = np.unique(np.array([3, 1, 3], { dtype: np.uint8 }), { return_counts: true });
      return [values, counts];
    },
  ],
  [
    'np.intersect1d(np.array([1.0, 3.0, 4.0]), np.array([3.0, 1.0, 5.0]), return_indices=True)',
    () => {
      const { values, aIndices, bIndices } = np.intersect1d(np.array([1, 3, 4]), np.array([3, 1, 5]), {
        return_indices: true,
      });
      return [values, aIndices, bIndices];
    },
  ],
  [
    'np.isin(np.array([1.0, 2.0]), np.array([2.0, 5.0]), assume_unique=True, invert=True)',
    () => np.isin(np.array([1, 2]), np.array([2, 5]), { assume_unique: true, invert: true }),
  ],
  [
    'np.ediff1d(np.array([1.0, 2.0, 4.0]), to_begin=np.array([0.0]), to_end=np.array([9.0, 9.0]))',
    () => np.ediff1d(np.array([1, 2, 4]), { to_begin: np.array([0]), to_end: np.array([9, 9]) }),
  ],
  ['np.logical_and(a > 1, a < 5)', () => np.logical_and(a.gt(1), a.lt(5))],
  ['np.floor_divide(a, 4)', () => np.floor_divide(a, 4)],
  ['np.where(a > 5, a, -1.0)', () => np.where(a.gt(5), a, -1)],
  [
    'np.ravel_multi_index((np.array([2, 1]), np.array([3, 0])), (3, 4))',
    () => np.ravel_multi_index([np.array([2, 1], np.int64), np.array([3, 0], np.int64)], [3, 4]),
  ],
  [
    'np.bitwise_xor(np.array([1, 2], dtype=np.uint16), np.uint16(3))',
    () => np.bitwise_xor(np.array([1, 2], { dtype: np.uint16 }), np.array(3, { dtype: np.uint16 })),
  ],
  ['np.rot90(a, k=1, axes=(0, 1))', () => np.rot90(a, { k: 1, axes: [0, 1] })],
  ['np.transpose(a, axes=(1, 0))', () => np.transpose(a, { axes: [1, 0] })],
  ['np.stack([a, b], axis=-1).astype(np.int32)', () => np.stack([a, b], { axis: -1 }).astype(np.int32)],
  [
    "np.concatenate([a, b], dtype=np.float32, casting='same_kind')",
    () => np.concatenate([a, b], { dtype: np.float32, casting: 'same_kind' }),
  ],
  ['a[1:, ::-1][..., np.newaxis].mT.shape', () => a.get('1:', '::-1').get('...', np.newaxis).mT.shape],
  ['a[:, 0].tolist()', () => (a.get(':', 0) as typeof a).tolist()],
  ['np.cov(a, rowvar=False, ddof=0)', () => np.cov(a, { rowvar: false, ddof: 0 })],
  [
    'np.average(a, axis=0, weights=np.array([1.0, 2.0, 1.0]))',
    () => np.average(a, { axis: 0, weights: np.array([1, 2, 1]) }),
  ],
  [
    "np.searchsorted(np.array([1.0, 2.0, 3.0]), np.array([2.0]), side='right')",
    () => np.searchsorted(np.array([1, 2, 3]), np.array([2]), { side: 'right' }),
  ],
  [
    'np.interp(np.array([0.5, 9.0]), np.array([0.0, 1.0]), np.array([0.0, 10.0]), right=-1.0)',
    () => np.interp(np.array([0.5, 9]), np.array([0, 1]), np.array([0, 10]), { right: -1 }),
  ],
  ['rng = np.random.default_rng(42)', () => rng],
  ['rng.standard_normal(3)', () => rng.standard_normal(3)],
  ['rng.normal(size=3)', () => rng.normal({ size: 3 })],
  ['rng.normal(10, scale=2, size=(2, 2))', () => rng.normal(10, { scale: 2, size: [2, 2] })],
  ['rng.integers(10, size=5)', () => rng.integers(10, { size: 5 })],
  [
    'rng.integers(0, 10, 5, dtype=np.uint8, endpoint=True)',
    () => rng.integers(0, 10, 5, { dtype: np.uint8, endpoint: true }),
  ],
  ['rng.uniform(-1, 1, size=2)', () => rng.uniform(-1, 1, { size: 2 })],
  [
    'rng.uniform(np.array([-100], dtype=np.int8), np.array([100], dtype=np.int8))',
    () => rng.uniform(np.array([-100], np.int8), np.array([100], np.int8)),
  ],
  ['rng.choice(a, size=2, replace=False, axis=1)', () => rng.choice(a, { size: 2, replace: false, axis: 1 })],
  ['rng.permutation(np.arange(5, dtype=np.float64))', () => rng.permutation(np.arange(5, f64))],
  ['rng.spawn(1)[0].standard_exponential(2)', () => rng.spawn(1)[0].standard_exponential(2)],
  ['np.pi * np.e', () => np.pi * np.e],
];

function check(actual: unknown, expected: Value, line: string): void {
  if (expected === null) return;
  if ('plain' in expected)
    expect(actual instanceof np.ndarray && actual.ndim === 0 ? actual.item() : actual, line).toEqual(expected.plain);
  else if ('array' in expected) {
    // Sums run in another order than NumPy's: the last bits of means and products may differ.
    expect(compareArray(actual as Tensor, expected.array, { rtol: 4e-15 }), line).toEqual([]);
  } else {
    const items = actual as unknown[];
    expect(items.length, line).toBe(expected.list.length);
    for (const [i, item] of expected.list.entries()) check(items[i], item, line);
  }
}

test('the page has the same lines', () => {
  expect(PAGE.map(([python]) => python)).toEqual(lines.map(({ line }) => line));
});

// In order: the lines with random numbers follow each other.
test.each(PAGE)('%s', (python, ported) => {
  check(ported(), lines.find(({ line }) => line === python)!.value, python);
});

test('arrays have the methods that NumPy has', () => {
  const x = np.array(
    [
      [1, 2],
      [3, 4],
    ],
    np.uint16,
  );
  expect(x.tolist()).toEqual([
    [1, 2],
    [3, 4],
  ]); // prettier
  expect([...x.T.tobytes()]).toEqual([1, 0, 3, 0, 2, 0, 4, 0]);
  expect(x.mT.tolist()).toEqual([
    [1, 3],
    [2, 4],
  ]);
  (x.get(0) as typeof x).fill(7);
  expect(x.tolist()).toEqual([
    [7, 7],
    [3, 4],
  ]);
  expect(() => np.zeros(3).mT).toThrow(RangeError);
  expect(() => np.broadcast_to(x, [2, 2, 2]).fill(0)).toThrow(TypeError);
});

test('generators are of one class, with what they spawn, and share their stream with contig', () => {
  const first = np.random.default_rng(7);
  expect(np.random.default_rng(first)).toBe(first);
  expect(first).toBeInstanceOf(np.random.Generator);
  expect(first.spawn(2)[1]).toBeInstanceOf(np.random.Generator);
  const sequence = new np.random.SeedSequence(7);
  expect(np.random.default_rng(sequence).random({ size: 3, dtype: np.float32 }).tolist()).toEqual(
    first.random(3, np.float32).tolist(),
  );
});

test('what a function cannot take is refused by name', () => {
  const wrong = np as unknown as Record<string, (...args: unknown[]) => unknown>;
  expect(() => wrong.zeros(3, { order: 'F' })).toThrow(/^zeros: there is no parameter 'order'/);
  expect(() => wrong.gradient([1, 2, 4], 2)).toThrow(/^gradient: 2 arguments by position/);
});
