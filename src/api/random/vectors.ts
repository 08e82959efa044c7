/** Random vectors: counts of outcomes, and proportions that add up to 1. */
import { type ArrayLike, toArray } from '../../array/convert.js';
import { checkShape, type Shape, showShape, sizeOf } from '../../array/layout.js';
import { NDArray } from '../../array/ndarray.js';
import { dirichlet, heapAddress, multinomial } from '../../loops/random.js';
import { max, sum } from '../reductions.js';
import { cumsum } from '../scans.js';
import { type Size, shapeOf, type Value, valueOf } from './parameters.js';
import { zigguratTables } from './ziggurat.js';

/** A parameter in memory of its own, over a shape. */
function packed(value: Value, shape: Shape, name: 'i64' | 'f64'): NDArray {
  const result = NDArray.allocate(name, shape) as NDArray;
  return result.set([], typeof value === 'number' && name === 'i64' ? BigInt(Math.trunc(value)) : value);
}

/** Counts of outcomes in trials: see `Generator.multinomial`. */
export function counts(words: Uint32Array, n: ArrayLike, pvals: ArrayLike, size: Size | undefined): NDArray<'i64'> {
  const trials = valueOf('multinomial', 'n', n, { low: 0, high: Number.MAX_SAFE_INTEGER, notNaN: true });
  const chances = toArray('multinomial', pvals, 'f64');
  const outcomes = chances.shape.at(-1) ?? 0;
  if (outcomes === 0) {
    throw new RangeError(`multinomial: pvals have shape ${showShape(chances.shape)}; the last axis has the outcomes.`);
  }
  valueOf('multinomial', 'pvals', chances, { low: 0, high: 1, notNaN: true });
  const others = chances.get('...', ':-1') as NDArray;
  const total = others.size === 0 ? 0 : Number(max(sum(others, { axis: -1, keepdims: true })));
  if (total > 1 + 1e-12) {
    throw new RangeError(`multinomial: pvals but the last add up to ${total}; they are probabilities, at most 1.`);
  }
  const heads = chances.get('...', 0) as NDArray;
  const values: Value[] = [trials, ...(heads.ndim > 0 ? [heads] : [])];
  const shape = shapeOf('multinomial', size, values) ?? [];
  const numbers = packed(trials, shape, 'i64');
  const wide = heads.ndim > 0 ? packed(chances, [...shape, outcomes], 'f64') : packed(chances, [outcomes], 'f64');
  const result = NDArray.allocate('i64', [...shape, outcomes]);
  const address = (array: NDArray) => heapAddress('multinomial', array);
  multinomial(words, address(result), sizeOf(shape), outcomes, address(numbers), address(wide), heads.ndim > 0);
  return result;
}

/** Vectors of the Dirichlet distribution: see `Generator.dirichlet`. */
export function proportions(words: Uint32Array, alpha: ArrayLike, size: Size | undefined): NDArray<'f64'> {
  const given = toArray('dirichlet', alpha, 'f64');
  if (given.ndim !== 1) {
    throw new RangeError(`dirichlet: alpha has shape ${showShape(given.shape)}; it has one dimension.`);
  }
  valueOf('dirichlet', 'alpha', given, { low: 0 });
  const shape = size === undefined ? [] : checkShape('dirichlet', size);
  const values = given.copy();
  const result = NDArray.allocate('f64', [...shape, values.size]);
  if (result.size === 0) return result;
  const small = Number(max(values)) < 0.1;
  const sums = small ? (cumsum(values.get('::-1') as NDArray).get('::-1') as NDArray).copy() : undefined;
  // Gamma numbers of parameters that are all 0 add up to 0, and sticks are not even broken then.
  if (sums !== undefined && Number(sums.item(0)) === 0) return result.set([], 0);
  const address = (array: NDArray) => heapAddress('dirichlet', array);
  const addresses = [address(values), sums === undefined ? 0 : address(sums)] as const;
  dirichlet(words, zigguratTables(), address(result), sizeOf(shape), values.size, ...addresses);
  return result;
}
