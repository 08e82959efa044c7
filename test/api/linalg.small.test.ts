/** Single small matrices, which go through scratch memory, give what the same matrices in a stack give, to the last bit. */
import { expect, it } from 'vitest';
import { array, eye, linalg, matmul, memory, type NDArray, random, scope } from '../../src/index.js';
import { onEveryBuild } from '../oracle/builds.js';
import { same } from '../support.js';

// Sizes around those of solutions by leaves (16), halves (48), panels (64) and of small matrices (128).
const SIZES = [1, 2, 3, 7, 16, 17, 32, 33, 48, 65, 128, 129];

/** The layouts of a matrix in the heap, each of its own strides, and what it is as a stack of one, packed and in f64. */
const LAYOUTS: Record<string, (a: NDArray) => NDArray> = {
  packed: (a) => a.copy(),
  transposed: (a) => a.T.copy().T,
  reversed: (a) => (a.get('::-1', '::-1') as NDArray).copy().get('::-1', '::-1') as NDArray,
  'in the middle': (a) => {
    const around = random
      .defaultRng(1)
      .normal(0, 1, [a.shape[0] + 2, 2 * a.shape[1] + 1])
      .astype(a.dtype);
    const view = around.get('1:-1', '1::2') as NDArray;
    view.set([], a);
    return view;
  },
  f32: (a) => a.astype('f32'),
};

function stackOf(a: NDArray): NDArray {
  return a.astype('f64').expandDims(0);
}

/** Results of one matrix as those of a stack: in f64, without its axis. */
function first(result: NDArray | number, like: NDArray | number): NDArray | number {
  const one = (result as NDArray).get(0) as NDArray | number;
  if (typeof like === 'number') return typeof one === 'number' ? one : Number(one.item());
  return (one as NDArray).astype(like.dtype);
}

function expectSame(found: NDArray | number, expected: NDArray | number, title: string): void {
  if (typeof found === 'number') expect(found, title).toBe(expected);
  else expect(found.packed && found.writeable && same(found, expected as NDArray), title).toBe(true);
}

onEveryBuild('small matrices', () => {
  it.each(Object.keys(LAYOUTS))('%s', (layout) => {
    for (const n of SIZES) {
      scope(() => {
        const rng = random.defaultRng(n);
        const a = LAYOUTS[layout](rng.normal(0, 1, [n, n]));
        const definite = LAYOUTS[layout](matmul(a, a.T).add(eye(n).mul(n)) as NDArray);
        const b = LAYOUTS[layout](rng.normal(0, 1, [n, 3]));
        const vector = b.get(':', 1) as NDArray;
        const both = (call: (a: NDArray, b: NDArray, vector: NDArray) => NDArray | number) => {
          const found = call(a, b, vector);
          // A vector is the right side of every matrix of a stack, but only without others beside it.
          const stacked = call(stackOf(a), stackOf(b), vector.astype('f64'));
          const expected = first(stacked, found);
          expectSame(
            found,
            typeof found === 'number' && a.dtype === 'f32' ? Math.fround(expected as number) : expected,
            `${call} ${n}`,
          );
        };
        both((x) => linalg.inv(x));
        both((x) => linalg.det(x));
        both((x, y) => linalg.solve(x, y));
        both((x, _, z) => linalg.solve(x, z));
        for (const upper of [false, true]) {
          const found = linalg.cholesky(definite, { upper });
          expectSame(found, first(linalg.cholesky(stackOf(definite), { upper }), found), `cholesky ${n} ${upper}`);
        }
      });
    }
  });

  it.each(Object.keys(LAYOUTS))('qr and svd, %s', (layout) => {
    for (const m of SIZES) {
      for (const n of [1, 2, 6, 17, 33, 70, 129]) {
        scope(() => {
          const a = LAYOUTS[layout](random.defaultRng(m).normal(0, 1, [m, n]));
          for (const mode of ['reduced', 'complete', 'r'] as const) {
            const [one, all] = [a, stackOf(a)].map((x) => linalg.qr(x, mode) as unknown as Record<string, NDArray>);
            if (mode === 'r') expectSame(one as never, first(all as never, one as never), `r ${m} ${n}`);
            else
              for (const part of ['q', 'r'])
                expectSame(one[part], first(all[part], one[part]), `${mode} ${part} ${m} ${n}`);
          }
          for (const fullMatrices of [false, true]) {
            const [one, all] = [a, stackOf(a)].map((x) => linalg.svd(x, { fullMatrices }));
            for (const part of ['u', 's', 'vh'] as const)
              expectSame(one[part], first(all[part], one[part]), `svd ${part} ${m} ${n}`);
          }
          const values = linalg.svdvals(a);
          expectSame(values, first(linalg.svdvals(stackOf(a)), values), `svdvals ${m} ${n}`);
        });
      }
    }
  });
});

it('leave nothing in memory but their results', () => {
  const a = random.defaultRng(2).normal(0, 1, [9, 9]);
  const b = random.defaultRng(3).normal(0, 1, [9]);
  const spd = matmul(a, a.T);
  const before = memory.stats();
  const { q, r } = linalg.qr(a);
  const { u, s, vh } = linalg.svd(a);
  const results = [q, r, u, s, vh, linalg.inv(a), linalg.solve(a, b), linalg.cholesky(spd)];
  linalg.det(a);
  expect(memory.stats().blocks - before.blocks).toBe(results.length);
  for (const result of results) result.dispose();
  expect(memory.stats().bytesInUse).toBe(before.bytesInUse);
});

it('are scaled, refused or answered with NaN as larger ones are', () => {
  expect(
    linalg.det(
      array([
        [1e300, 0],
        [0, 1e300],
      ]),
    ),
  ).toBe(Infinity);
  expect(
    linalg.det(
      array([
        [2 ** -600, 0],
        [0, 2 ** -474],
      ]),
    ),
  ).toBe(2 ** -1074);
  expect(
    linalg.det(
      array([
        [0, 1],
        [1, 0],
      ]),
    ),
  ).toBe(-1);
  expect(
    linalg.det(
      array([
        [5e-324, 0],
        [0, 2 ** 1000],
      ]),
    ),
  ).toBe(2 ** -74);
  expect(() =>
    linalg.inv(
      array([
        [1, 2],
        [2, 4],
      ]),
    ),
  ).toThrow(/^inv: the matrix, shape \(2,2\), is singular/);
  expect(() => linalg.solve(array([[0]]), array([1]))).toThrow(/^solve: the matrix, shape \(1,1\), is singular/);
  expect(() => linalg.solve(eye(2), array([1, 2, 3]))).toThrow(/^solve: shapes \(2,2\) and \(3,\)/);
  expect(() =>
    linalg.cholesky(
      array([
        [4, 0],
        [0, -1],
      ]),
    ),
  ).toThrow(/^cholesky: .* not positive definite/);
  expect(() => linalg.cholesky(array([[1, 2, 3]]))).toThrow(/^cholesky: .* must be square/);
  expect(() => linalg.svd(array([[1, Infinity]]))).toThrow(/^svd: .*NaN or infinity/);
  expect(() => linalg.svdvals(array([[1, Number.NaN]]))).toThrow(/^svdvals: .*NaN or infinity/);
  expect(linalg.inv(array([[Number.NaN]])).item()).toBeNaN();
});
