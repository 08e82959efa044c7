/** Linear algebra against NumPy, on views and host arrays as on packed ones. */

import { absolute, eye, linalg, matmul, max, multiply, type NDArray, subtract } from '../../src/index.js';
import { type BoundedCall, testBounded } from '../oracle/bounded.js';
import { onEveryBuild } from '../oracle/builds.js';
import { compareArray } from '../oracle/compare.js';
import { load } from '../oracle/load.js';

const { calls } = load<{ calls: BoundedCall[] }>('linalg');

const transposed = (a: NDArray) => linalg.matrixTranspose(a);

/** The largest magnitude of a difference. */
function distance(a: NDArray, b: NDArray): number {
  return Number(max(absolute(subtract(a, b)), { initial: 0 }));
}

/** What a factorization of order n may be off by, for elements up to 1. */
function rounding(a: NDArray): number {
  return 16 * Math.max(4, ...a.shape) * (a.dtype === 'f32' ? 2 ** -23 : 2 ** -52);
}

/** Singular vectors have arbitrary signs: shapes and values are NumPy's, vectors are orthonormal, the product is a. */
function checkSvd({ out = [], atol = [] }: BoundedCall, args: unknown[], results: unknown[]): string[] | undefined {
  if (results.length === 1) return undefined;
  const [u, s, vh] = results as NDArray[];
  const a = args[0] as NDArray;
  const found = [u, s, vh].flatMap((item, i) =>
    item.dtype === out[i].dtype && String(item.shape) === String(out[i].shape)
      ? []
      : [`${item.dtype} [${item.shape}], expected ${out[i].dtype} [${out[i].shape}]`],
  );
  found.push(...compareArray(s, out[1], { atol: atol[1] }));
  if (a.size === 0) return found;
  const k = s.shape.at(-1);
  const left = u.get('...', `:${k}`) as NDArray;
  const right = vh.get('...', `:${k}`, ':') as NDArray;
  const bound = rounding(u) + rounding(vh);
  const parts = matmul(multiply(left, s.expandDims(-2)), right);
  const size = Number(max(absolute(a.astype('f64'))));
  if (distance(parts, a.astype('f64')) > bound * size)
    found.push(`U S V' is off by ${distance(parts, a.astype('f64'))}`);
  for (const [name, product] of [
    ["U'U", matmul(transposed(u), u)],
    ["VV'", matmul(vh, transposed(vh))],
  ] as const) {
    const far = distance(product, eye(product.shape.at(-1)!));
    if (far > bound) found.push(`${name} is off by ${far}`);
  }
  return found;
}

onEveryBuild('linalg', () => {
  testBounded(linalg, calls, { LinAlgError: linalg.LinAlgError }, { svd: checkSvd });
});
