/** Singular values and vectors: to full relative accuracy where a bidiagonal gives them, and where halves have trouble. */
import { expect, it } from 'vitest';
import {
  absolute,
  array,
  eye,
  linalg,
  matmul,
  max,
  multiply,
  type NDArray,
  ones,
  random,
  scope,
  subtract,
  zeros,
} from '../../src/index.js';
import { expectSameBits, onEveryBuild } from '../oracle/builds.js';
import { build, type Encoded, load } from '../oracle/load.js';
import { same } from '../support.js';

interface Known {
  name: string;
  a: Encoded;
  s: Encoded;
}

const { bidiagonals, matrices } = load<{ bidiagonals: Known[]; matrices: Known[] }>('singular');
const array2 = (encoded: Encoded) => build(encoded) as unknown as NDArray;

function distance(a: NDArray, b: NDArray): number {
  return Number(max(absolute(subtract(a, b)), { initial: 0 }));
}

/** A product of orthonormal columns and of the singular values that are expected, within so many units of rounding. */
function check(a: NDArray, expected: NDArray, units: number): void {
  const size = Number(max(absolute(a.astype('f64')), { initial: 0 }));
  const bound = units * 2 ** -52 * Math.max(...a.shape);
  const largest = Number(expected.item(0));
  for (const fullMatrices of [false, true]) {
    const { u, s, vh } = linalg.svd(a, { fullMatrices });
    const k = s.size;
    expect([u.shape, vh.shape]).toEqual(
      fullMatrices
        ? [
            [a.shape[0], a.shape[0]],
            [a.shape[1], a.shape[1]],
          ]
        : [
            [a.shape[0], k],
            [k, a.shape[1]],
          ],
    );
    const parts = matmul(multiply(u.get(':', `:${k}`) as NDArray, s), vh.get(`:${k}`, ':') as NDArray);
    expect(distance(parts, a.astype('f64'))).toBeLessThanOrEqual(bound * Math.max(size, largest));
    expect(distance(matmul(u.T, u), eye(u.shape[1]))).toBeLessThanOrEqual(bound);
    expect(distance(matmul(vh, vh.T), eye(vh.shape[0]))).toBeLessThanOrEqual(bound);
    expect(distance(s, expected)).toBeLessThanOrEqual(bound * largest);
    for (let i = 1; i < k; i++) expect(s.item(i)).toBeLessThanOrEqual(s.item(i - 1) as number);
    expect(s.item(k - 1)).toBeGreaterThanOrEqual(0);
  }
  expect(distance(linalg.svdvals(a), expected)).toBeLessThanOrEqual(bound * largest);
}

/** Singular values of order n, descending, that leave vectors free or nearly so, or that are far apart. */
const SPECTRA: Record<string, (n: number) => number[]> = {
  'all equal': (n) => Array.from({ length: n }, () => 1),
  'two values': (n) => Array.from({ length: n }, (_, i) => (i < n / 3 ? 2 : 1)),
  'pairs an ulp apart': (n) => Array.from({ length: n }, (_, i) => (n - (i >> 1)) * (i % 2 === 0 ? 1 + 2 ** -52 : 1)),
  'far apart': (n) => Array.from({ length: n }, (_, i) => 10 ** (-(200 * i) / n)),
  'half of them zero': (n) => Array.from({ length: n }, (_, i) => (i < n / 2 ? n - i : 0)),
  'one large': (n) => Array.from({ length: n }, (_, i) => (i === 0 ? 1e10 : 1)),
  'one small': (n) => Array.from({ length: n }, (_, i) => (i === n - 1 ? 1e-13 : 1 + (n - i) / n)),
};

onEveryBuild('singular values', () => {
  it.each(bidiagonals.map((known) => [known.name, known] as const))('of a bidiagonal: %s', (_, { a, s }) => {
    const [matrix, expected] = [array2(a), array2(s)];
    const found = linalg.svdvals(matrix);
    for (let i = 0; i < expected.size; i++) {
      const value = Number(expected.item(i));
      expect(Math.abs(Number(found.item(i)) - value), `${i}: ${value}`).toBeLessThanOrEqual(1e-14 * value);
    }
    check(matrix, expected, 16);
  });

  it.each(matrices.map((known) => [known.name, known] as const))('%s', (_, { a, s }) => {
    scope(() => check(array2(a), array2(s), 16));
  });

  it.each(Object.keys(SPECTRA))('that are %s', (name) => {
    // Up to 20 rows are not halved; 41 are halved once, 83 and 130 twice and three times.
    for (const n of [19, 20, 21, 22, 41, 83, 130]) {
      scope(() => {
        const rng = random.defaultRng(n);
        const s = array(SPECTRA[name](n));
        const left = linalg.qr(rng.normal(0, 1, [n + 3, n])).q;
        const right = linalg.qr(rng.normal(0, 1, [n, n])).q;
        check(matmul(multiply(left, s), right), s, 16);
      });
    }
  });

  it.each([
    [100, 20],
    [100, 59],
    [100, 58],
    [20, 100],
    [200, 1],
    [1, 200],
    [33, 2],
    [2, 33],
  ])('of %i x %i, of which a triangle may come first', (m, n) => {
    scope(() => {
      const rng = random.defaultRng(m);
      const k = Math.min(m, n);
      const s = array(Array.from({ length: k }, (_, i) => 3 * (k - i)));
      const left = linalg.qr(rng.normal(0, 1, [m, k])).q;
      const right = linalg.qr(rng.normal(0, 1, [n, k])).q;
      check(matmul(multiply(left, s), right.T), s, 16);
    });
  });

  it('in stacks are those of each matrix, vectors too', () => {
    for (const shape of [
      [3, 5],
      [30, 18],
      [40, 40],
      [20, 70],
    ]) {
      scope(() => {
        const stack = random.defaultRng(7).normal(0, 1, [3, ...shape]);
        const all = linalg.svd(stack);
        for (let i = 0; i < 3; i++) {
          const one = linalg.svd(stack.get(i) as NDArray);
          for (const part of ['u', 's', 'vh'] as const) {
            expect(same(all[part].get(i) as NDArray, one[part]), `${shape} ${part}`).toBe(true);
          }
        }
      });
    }
  });

  it('of very large and very small matrices', () => {
    for (const n of [5, 30, 60]) {
      const a = random.defaultRng(n).normal(0, 1, [n + 1, n]);
      const s = linalg.svdvals(a);
      for (const scale of [2 ** 1000, 2 ** -1000, 2 ** 290, 2 ** -290]) {
        const scaled = linalg.svd(a.mul(scale));
        expect(distance(scaled.s.div(scale), s)).toBeLessThanOrEqual(1e-14 * Number(s.item(0)));
        const parts = matmul(multiply(scaled.u.get(':', `:${n}`) as NDArray, scaled.s.div(scale)), scaled.vh);
        expect(distance(parts, a)).toBeLessThanOrEqual(1e-14 * Number(s.item(0)));
      }
    }
  });
});

it('nothing has no singular values, and zeros have none but zero', () => {
  expect(linalg.svdvals(zeros([0, 5])).shape).toEqual([0]);
  for (const n of [1, 8, 32, 33, 70]) {
    expect(Number(max(linalg.svd(zeros([n, n])).s))).toBe(0);
    expect(Number(max(linalg.svdvals(zeros([n, 3])), { initial: 0 }))).toBe(0);
    expect(linalg.matrixRank(ones([n, n]))).toBe(1);
  }
});

it('the scalar and the SIMD kernels give the same bits', () => {
  expectSameBits(() =>
    [9, 20, 45, 110].flatMap((n): NDArray[] => {
      const { u, s, vh } = linalg.svd(random.defaultRng(n).normal(0, 1, [n + 5, n]));
      return [u, s, vh];
    }),
  );
});
