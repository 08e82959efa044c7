/** Linear algebra where no vector reaches: hard spectra, extreme sizes of numbers, what is refused and in which words. */
import { expect, it } from 'vitest';
import {
  absolute,
  arange,
  array,
  diag,
  divide,
  eye,
  isnan,
  linalg,
  linspace,
  log,
  matmul,
  max,
  memory,
  multiply,
  type NDArray,
  ones,
  poly,
  polyadd,
  polydiv,
  polyfit,
  polyint,
  polyval,
  power,
  random,
  scope,
  subtract,
  sum,
  triu,
  vander,
  zeros,
} from '../../src/index.js';
import { onEveryBuild } from '../oracle/builds.js';

function distance(a: NDArray, b: NDArray): number {
  return Number(max(absolute(subtract(a, b)), { initial: 0 }));
}

/** Matrices of order n that make singular values hard. */
const HARD: Record<string, (n: number, rng: ReturnType<typeof random.defaultRng>) => NDArray> = {
  'columns from 1e-20 to 1e20': (n, rng) =>
    multiply(rng.normal(0, 1, [n + 2, n]), power(10, rng.uniform(-20, 20, [n]))),
  'columns down to 1e-300': (n, rng) => multiply(rng.normal(0, 1, [n, n]), power(10, rng.uniform(-300, 0, [n]))),
  'rows from 1e-20 to 1e20': (n, rng) =>
    multiply(rng.normal(0, 1, [n + 3, n]), power(10, rng.uniform(-20, 20, [n + 3, 1]))),
  'rank 1': (n) => multiply(arange(n + 1).reshape(n + 1, 1), arange(n)),
  'equal values': (n, rng) => linalg.qr(rng.normal(0, 1, [n + 1, n])).q,
  Hilbert: (n) => divide(1, arange(n).reshape(n, 1).add(arange(n)).add(1)),
  Kahan: (n) =>
    eye(n)
      .mul(2)
      .sub(triu(ones([n, n]))),
  'powers of places': (n, rng) => vander(rng.uniform(0, 1, [n]), { n }),
  zeros: (n) => zeros([n, n]),
  'near overflow': (n, rng) => rng.uniform(-8e307, 8e307, [n + 1, n]),
  'near nothing': (n, rng) => rng.normal(0, 1e-310, [n, n]),
};

onEveryBuild('hard matrices', () => {
  it.each(Object.keys(HARD))('svd: %s', (name) => {
    const rng = random.defaultRng(11);
    for (const n of [1, 2, 3, 7, 16, 33]) {
      scope(() => {
        // Halves, so that the check itself does not overflow.
        const a = HARD[name](n, rng).mul(0.5 / Math.sqrt(n)) as NDArray;
        const { u, s, vh } = linalg.svd(a);
        const k = s.size;
        const parts = matmul(multiply(u.get(':', `:${k}`) as NDArray, s), vh.get(`:${k}`, ':') as NDArray);
        expect(distance(parts, a)).toBeLessThanOrEqual(1e-14 * s.item(0) + 1e-321);
        for (const q of [u, vh]) expect(distance(matmul(q.T, q), eye(q.shape[0]))).toBeLessThan(2e-14);
        for (let i = 1; i < k; i++) expect(s.item(i)).toBeLessThanOrEqual(s.item(i - 1));
        expect(s.item(k - 1)).toBeGreaterThanOrEqual(0);
        expect(distance(linalg.svdvals(a), s)).toBeLessThanOrEqual(1e-14 * s.item(0) + 1e-321);
      });
    }
  });

  it('factorizations of matrices longer than one call', () => {
    const rng = random.defaultRng(12);
    const a = rng.normal(0, 1, [150, 150]);
    const b = rng.normal(0, 1, [150, 40]);
    expect(distance(matmul(a, linalg.solve(a, b)), b)).toBeLessThan(1e-10);
    expect(distance(matmul(a, linalg.inv(a)), eye(150))).toBeLessThan(1e-10);
    const { q, r } = linalg.qr(a, 'complete');
    expect(distance(matmul(q, r), a)).toBeLessThan(1e-13);
    expect(distance(matmul(q.T, q), eye(150))).toBeLessThan(1e-13);
    const gram = matmul(a, a.T);
    const l = linalg.cholesky(gram);
    expect(distance(matmul(l, l.T), gram)).toBeLessThan(1e-11);
    expect(distance(linalg.lstsq(a, b).x, linalg.solve(a, b))).toBeLessThan(1e-10);
  });
});

it('determinants do not overflow on the way, however many pivots there are', () => {
  const values = linspace(0.5, 1.9, 1100);
  const logarithm = sum(log(values));
  const a = diag(values);
  expect(Number(linalg.det(a)) / Math.exp(logarithm)).toBeCloseTo(1, 10);
  expect(linalg.slogdet(a).logabsdet).toBeCloseTo(logarithm, 10);
  expect(linalg.det(diag([1e300, 1e300, 1e-300, 1e-300]))).toBeCloseTo(1, 10);
});

it('factors of matrices whose squares leave the range', () => {
  for (const size of [1e300, 1e-300]) {
    const a = array([
      [3, 1],
      [4, 2],
    ]).mul(size);
    const { q, r } = linalg.qr(a);
    expect(
      distance(
        r.div(size),
        array([
          [-5, -2.2],
          [0, 0.4],
        ]),
      ),
    ).toBeLessThan(1e-14);
    expect(distance(matmul(q, r.div(size)), a.div(size))).toBeLessThan(1e-14);
    const { h, tau } = linalg.qr(a, 'raw');
    expect(
      distance(
        h,
        array([
          [-5 * size, 0.5],
          [-2.2 * size, 0.4 * size],
        ]),
      ),
    ).toBeLessThan(1e-14 * Math.max(size, 1));
    expect(distance(tau, array([1.6, 0]))).toBeLessThan(1e-14);
  }
});

it('NaN stays', () => {
  const a = [
    [Number.NaN, 1],
    [2, 3],
  ];
  expect(linalg.det(a)).toBeNaN();
  expect(isnan(linalg.inv(a)).any()).toBe(true);
  expect(isnan(linalg.solve(a, [1, 2])).any()).toBe(true);
  expect(isnan(linalg.qr(a).r).any()).toBe(true);
  expect(linalg.norm(a)).toBeNaN();
});

it('results are fresh and packed, and nothing else stays in memory', () => {
  const a = random.defaultRng(13).normal(0, 1, [20, 6]);
  const before = memory.stats().bytesInUse;
  const { u, s, vh } = linalg.svd(a, { fullMatrices: false });
  expect([u, s, vh].every(({ packed, writeable }) => packed && writeable)).toBe(true);
  const own = [u, s, vh].reduce((bytes, { nbytes }) => bytes + Math.ceil(nbytes / 64) * 64, 0);
  expect(memory.stats().bytesInUse - before).toBeLessThanOrEqual(own + 3 * 64);
  for (const made of [u, s, vh]) made.dispose();
  expect(memory.stats().bytesInUse).toBe(before);
});

it('a full heap is refused', () => {
  const { limit } = memory;
  const a = ones([1500, 1500]);
  try {
    memory.limit = 0;
    for (const call of [() => linalg.svd(a), () => linalg.inv(a), () => linalg.qr(a), () => linalg.cholesky(a)]) {
      expect(call).toThrow(/do not fit the heap; dispose of arrays or raise memory.limit/);
    }
  } finally {
    memory.limit = limit;
  }
});

const refusals: [string, () => unknown, new (message: string) => Error, RegExp][] = [
  ['a vector', () => linalg.svd([1, 2]), linalg.LinAlgError, /^svd: shape \(2,\) has 1 dimensions/],
  ['NaN', () => linalg.svdvals([[Number.NaN]]), linalg.LinAlgError, /^svdvals: .*NaN or infinity/],
  ['infinity', () => linalg.pinv([[Infinity]]), linalg.LinAlgError, /^pinv: .*NaN or infinity/],
  ['not square', () => linalg.det(zeros([2, 3])), linalg.LinAlgError, /^det: shape \(2,3\).* must be square/],
  ['singular', () => linalg.inv(zeros([2, 2])), linalg.LinAlgError, /^inv: the matrix, shape \(2,2\), is singular/],
  ['a singular one', () => linalg.solve(zeros([3, 2, 2]), [1, 2]), linalg.LinAlgError, /^solve: a matrix of the stack/],
  ['rows', () => linalg.solve(eye(2), [1, 2, 3]), RangeError, /^solve: shapes \(2,2\) and \(3,\).* 2 rows/],
  ['stacks', () => linalg.solve(ones([2, 2, 2]), ones([3, 2, 2])), RangeError, /^solve: shapes \(2,\) and \(3,\)/],
  [
    'not definite',
    () =>
      linalg.cholesky([
        [1, 2],
        [2, 1],
      ]),
    linalg.LinAlgError,
    /^cholesky: .* not positive definite/,
  ],
  ['rows of b', () => linalg.lstsq(ones([3, 2]), [1, 2]), linalg.LinAlgError, /^lstsq: shapes \(3,2\) and \(2,\)/],
  ['NaN in b', () => linalg.lstsq(eye(2), [1, Number.NaN]), linalg.LinAlgError, /^lstsq: the right side/],
  ['order of vectors', () => linalg.norm([1, 2], { ord: 'nuc', axis: 0 }), RangeError, /^norm: order 'nuc'/],
  ['order of matrices', () => linalg.norm([[1, 2]], 3), RangeError, /^norm: order 3/],
  ['axes', () => linalg.norm(zeros([2, 2, 2]), 2), RangeError, /^norm: shape \(2,2,2\) with 3 axes/],
  ['mode', () => linalg.qr(eye(2), 'full' as 'r'), RangeError, /^qr: mode 'full'/],
  ['power', () => linalg.matrixPower(eye(2), 0.5), TypeError, /^matrixPower: the power 0.5/],
  ['empty', () => linalg.cond(zeros([0, 0])), linalg.LinAlgError, /^cond: shape \(0,0\) is empty/],
  ['two bounds', () => linalg.matrixRank(eye(2), { tol: 1, rtol: 1 }), RangeError, /^matrixRank: both/],
  ['a matrix', () => poly(eye(2)), RangeError, /^poly: shape \(2,2\); .*eigenvalues of a matrix are not computed/],
  ['two axes', () => polyval(eye(2), 1), RangeError, /^polyval: coefficients of shape \(2,2\)/],
  ['two axes', () => polyadd([1], eye(2)), RangeError, /^polyadd: coefficients of shape \(2,2\)/],
  ['nothing', () => polydiv([1], []), RangeError, /^polydiv: 1 and 0 coefficients/],
  ['constants', () => polyint([1], { m: 3, k: [1, 2] }), RangeError, /^polyint: 2 constants for 3 integrals/],
  ['degree', () => polyfit([1], [1], 0.5), RangeError, /^polyfit: degree 0.5/],
  [
    'weights',
    () => polyfit([1, 2], [1, 2], 1, { w: [1] }),
    TypeError,
    /^polyfit: weights of shape \(1,\) for 2 points/,
  ],
  ['points', () => polyfit([1, 2], [1, 2], 1, { cov: true }), RangeError, /^polyfit: 2 points for 2 coefficients/],
  ['rank', () => polyfit([1, 1, 1], [1, 2, 3], 1, { cov: true }), RangeError, /^polyfit: rank 1 for 2 coefficients/],
];

it.each(refusals)('refuses %s: %s', (_, call, kind, message) => {
  expect(call).toThrow(kind);
  expect(call).toThrow(message);
});

it('LinAlgError is a RangeError of its own name', () => {
  const error = new linalg.LinAlgError('x');
  expect(error).toBeInstanceOf(RangeError);
  expect(String(error)).toBe('LinAlgError: x');
});
