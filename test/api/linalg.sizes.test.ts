/** Factorizations at the edges of their leaves, halves and panels: what they make up is the matrix that was given. */
import { expect, it } from 'vitest';
import {
  absolute,
  eye,
  linalg,
  matmul,
  max,
  type NDArray,
  random,
  scope,
  subtract,
  tril,
  triu,
  zeros,
} from '../../src/index.js';
import { expectSameBits, onEveryBuild } from '../oracle/builds.js';
import { same } from '../support.js';

function distance(a: NDArray, b: NDArray): number {
  return Number(max(absolute(subtract(a, b)), { initial: 0 }));
}

function normal(seed: number, shape: readonly number[]): NDArray {
  return random.defaultRng(seed).normal(0, 1, shape);
}

/** A symmetric positive definite matrix with eigenvalues of at least 1. */
function definite(n: number): NDArray {
  const a = normal(n, [n, n]);
  return matmul(a, a.T).div(n).add(eye(n)) as NDArray;
}

// Leaves have 16 columns, matrices of less than 48 are not halved, panels have 32 reflections from 64 on, solutions of
// fewer than 4 columns go one by one.
const ORDERS = [1, 15, 16, 17, 31, 33, 47, 48, 49, 63, 64, 65, 80, 96, 97, 130, 200];

onEveryBuild('factorizations', () => {
  it('solve, inv and det', () => {
    for (const n of ORDERS) {
      scope(() => {
        // A little of the identity keeps the condition of random matrices within bounds.
        const a = normal(n, [n, n]).add(eye(n).mul(2 * Math.sqrt(n))) as NDArray;
        for (const columns of [1, 3, 4, 20, n]) {
          const b = normal(columns, [n, columns]);
          expect(distance(matmul(a, linalg.solve(a, b)), b), `solve ${n}, ${columns}`).toBeLessThan(1e-12);
        }
        expect(distance(matmul(a, linalg.inv(a)), eye(n)), `inv ${n}`).toBeLessThan(1e-12);
        const both = linalg.slogdet(matmul(a, a));
        const one = linalg.slogdet(a);
        expect(both.sign).toBe(1);
        expect(Number(both.logabsdet) - 2 * Number(one.logabsdet), `det ${n}`).toBeCloseTo(0, 8);
      });
    }
  });

  it('exchanges of rows', () => {
    for (const n of [20, 70, 150]) {
      scope(() => {
        const order = random.defaultRng(n).permutation(n);
        const p = eye(n).get(order) as NDArray;
        expect(distance(linalg.inv(p), p.T)).toBe(0);
        expect(Math.abs(Number(linalg.det(p)))).toBe(1);
        const b = normal(1, [n, 5]);
        expect(distance(linalg.solve(p, b), matmul(p.T, b))).toBe(0);
      });
    }
  });

  it('a matrix that is singular far behind its first columns', () => {
    for (const n of [60, 130]) {
      const a = normal(n, [n, n]);
      a.set([':', n - 3], 0);
      expect(Math.abs(Number(linalg.det(a)))).toBe(0);
      expect(() => linalg.inv(a)).toThrow(/^inv: the matrix, .* is singular/);
      expect(() => linalg.solve(a, a)).toThrow(/^solve: the matrix, .* is singular/);
    }
  });

  it('cholesky', () => {
    for (const n of ORDERS) {
      scope(() => {
        const a = definite(n);
        const l = linalg.cholesky(a);
        expect(distance(matmul(l, l.T), a), `${n}`).toBeLessThan(1e-13);
        expect(same(tril(l), l)).toBe(true);
        // The other triangle is not read, whatever it holds.
        for (const noise of [normal(1, [n, n]).mul(1e200), zeros([n, n]).add(Number.NaN)]) {
          const half = tril(a).add(triu(noise, 1)) as NDArray;
          expect(same(linalg.cholesky(half), l), `${n} lower alone`).toBe(true);
          expect(same(linalg.cholesky(half.T, { upper: true }), l.T.copy()), `${n} upper alone`).toBe(true);
        }
      });
    }
    const broken = definite(130);
    broken.set([100, 100], -1);
    expect(() => linalg.cholesky(broken)).toThrow(/^cholesky: the matrix, .* is not positive definite/);
  });

  it.each([
    [63, 63],
    [64, 64],
    [65, 65],
    [96, 96],
    [97, 97],
    [150, 150],
    [300, 70],
    [70, 300],
    [130, 64],
    [64, 70],
    [200, 5],
  ])('qr of %i x %i', (m, n) => {
    scope(() => {
      const k = Math.min(m, n);
      const a = normal(m + n, [m, n]);
      for (const [mode, width] of [
        ['reduced', k],
        ['complete', m],
      ] as const) {
        const { q, r } = linalg.qr(a, mode);
        expect([...q.shape, ...r.shape]).toEqual([m, width, width, n]);
        expect(distance(matmul(q, r), a)).toBeLessThan(2e-13);
        expect(distance(matmul(q.T, q), eye(width))).toBeLessThan(2e-13);
        expect(same(triu(r), r)).toBe(true);
        expect(same(r.get(`:${k}`, ':') as NDArray, linalg.qr(a, 'r'))).toBe(true);
      }
    });
  });

  it('qr of columns that depend on each other, or are zero', () => {
    const a = normal(1, [120, 100]);
    a.set([':', '10:20'], 0);
    a.set([':', 50], a.get(':', 40));
    a.set(['70:', ':'], 0);
    const { q, r } = linalg.qr(a);
    expect(distance(matmul(q, r), a)).toBeLessThan(1e-13);
    expect(distance(matmul(q.T, q), eye(100))).toBeLessThan(1e-13);
  });

  it('stacks give what their matrices give', () => {
    for (const n of [20, 70]) {
      scope(() => {
        const a = normal(n, [3, n, n]).add(eye(n).mul(n)) as NDArray;
        const b = normal(n + 1, [3, n, 6]);
        const gram = matmul(a, a.swapaxes(-1, -2));
        const all = [linalg.inv(a), linalg.solve(a, b), linalg.cholesky(gram), linalg.qr(a).q, linalg.qr(a).r];
        for (let i = 0; i < 3; i++) {
          const [x, y, g] = [a, b, gram].map((stack) => stack.get(i) as NDArray);
          const each = [linalg.inv(x), linalg.solve(x, y), linalg.cholesky(g), linalg.qr(x).q, linalg.qr(x).r];
          for (const [j, one] of each.entries()) expect(same(all[j].get(i) as NDArray, one), `${n} ${j}`).toBe(true);
        }
      });
    }
  });

  it('large decompositions', () => {
    const a = normal(5, [140, 80]);
    const { u, s, vh } = linalg.svd(a);
    expect(distance(matmul((u.get(':', ':80') as NDArray).mul(s) as NDArray, vh), a)).toBeLessThan(1e-12);
    expect(distance(matmul(u.T, u), eye(140))).toBeLessThan(1e-12);
    const b = normal(6, [140]);
    const { x } = linalg.lstsq(a, b);
    expect(distance(matmul(a.T, matmul(a, x)), matmul(a.T, b))).toBeLessThan(1e-11);
  });
});

it('the scalar and the SIMD kernels give the same bits', () => {
  expectSameBits(() =>
    [17, 48, 100, 130].flatMap((n): NDArray[] => {
      const a = normal(n, [n, n]);
      const { q, r } = linalg.qr(a);
      return [linalg.inv(a), linalg.solve(a, normal(1, [n, 1])), linalg.cholesky(definite(n)), q, r];
    }),
  );
});
