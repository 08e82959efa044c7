/** Products of several matrices. */
import { type ArrayLike, toArray } from '../array/convert.js';
import type { DType } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkList } from '../array/options.js';
import { promoteTypes } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { product, productShape } from './contraction.js';

/**
 * The matrix product of several matrices, in the order of multiplication that costs least. The first may be a vector, a
 * row; the last too, a column.
 *
 * @returns A fresh array, 0-d when both the first and the last are vectors. NumPy: `linalg.multi_dot`.
 * @throws RangeError for fewer than two operands, operands of other dimensions, and extents that do not fit.
 * @example
 * multiDot([zeros([10, 1000]), zeros([1000, 2]), zeros([2, 500])]).shape; // [10, 500]
 */
export function multiDot(arrays: readonly ArrayLike[]): NDArray {
  checkList('multiDot', arrays, 'operands');
  if (arrays.length < 2) throw new RangeError(`multiDot: ${arrays.length} operands; it takes at least two.`);
  return scope(() => {
    const chain = arrays.map((array) => toArray('multiDot', array));
    for (const [i, { shape }] of chain.entries()) {
      const end = i === 0 || i === chain.length - 1;
      if (shape.length === 2 || (end && shape.length === 1)) continue;
      throw new RangeError(
        `multiDot: operand ${i} has shape ${showShape(shape)}; operands are matrices, the first and the last may be vectors.`,
      );
    }
    for (let i = 1; i < chain.length; i++) productShape('multiDot', chain[i - 1].shape, chain[i].shape);
    // Only the first can be a row and only the last a column; the extents between operands are the same either way.
    const rows = chain[0].ndim > 1 ? chain[0].shape[0] : 1;
    const extents = [rows, ...chain.map(({ ndim, shape }, i) => shape[i === 0 ? ndim - 1 : 1] ?? 1)];
    const type = chain.map(({ dtype }): DType => dtype).reduce((x, y) => promoteTypes(x, y));
    const multiplied = (from: number, to: number): NDArray => {
      if (from === to) return chain[from].astype(type, { copy: false }) as NDArray;
      const split = splits[from][to];
      return product('multiDot', multiplied(from, split), multiplied(split + 1, to), undefined);
    };
    const splits = cheapest(extents);
    return multiplied(0, chain.length - 1);
  });
}

/** Where to split each run of a chain of matrices, extents[i] x extents[i + 1], for the fewest multiplications. */
function cheapest(extents: readonly number[]): number[][] {
  const n = extents.length - 1;
  const costs = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const splits = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let length = 1; length < n; length++) {
    for (let from = 0; from + length < n; from++) {
      const to = from + length;
      costs[from][to] = Infinity;
      for (let split = from; split < to; split++) {
        const here = extents[from] * extents[split + 1] * extents[to + 1];
        const cost = costs[from][split] + costs[split + 1][to] + here;
        if (cost >= costs[from][to]) continue;
        costs[from][to] = cost;
        splits[from][to] = split;
      }
    }
  }
  return splits;
}
