/** Weighted means, and counts of small integers. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES } from '../array/dtype.js';
import { normalizeAxes, sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { promoteTypes } from '../array/promotion.js';
import { tallyAt } from '../loops/tally.js';
import { scope } from '../memory/scope.js';
import { checkHeap } from '../memory/storage.js';
import { divide, multiply } from './arithmetic.js';
import { zeros } from './creation.js';
import type { Axis, Reduced } from './reduction.js';
import { any, max, min, sum } from './reductions.js';
import { type MeanOf, mean } from './statistics.js';

/** Options of average. */
export interface AverageOptions {
  /** The axes to average over; all when left out or null. */
  axis?: Axis | null;
  /** A weight for each element, or for each place along the one axis. */
  weights?: ArrayLike;
  /** Leaves the axes in the result, with one element each. */
  keepdims?: boolean;
}

/**
 * The weighted mean: the sum of the elements times their weights, divided by the sum of the weights.
 *
 * @returns A number, or an array when an axis is given. NumPy: `average`.
 * @throws RangeError when the weights do not fit or sum to 0, TypeError when they need an axis that is not named.
 * @example
 * average([1, 2, 4], { weights: [1, 1, 2] }); // 2.75
 */
export function average<A extends ArrayLike, const O extends AverageOptions | undefined = undefined>(
  a: A,
  options?: O,
): Reduced<number, O extends { readonly weights: ArrayLike } ? 'f32' | 'f64' : MeanOf<DTypeOf<A>>, O>;
export function average(a: ArrayLike, options: AverageOptions = {}): number | NDArray {
  checkOptions('average', options, ['axis', 'weights', 'keepdims']);
  const { axis = null, keepdims = false } = options;
  if (options.weights === undefined) return mean(toArray('average', a), { axis, keepdims }) as number | NDArray;
  return scope(() => {
    const given = toArray('average', a);
    const asked = toArray('average', options.weights);
    // As NumPy has it: floats as they meet, in f64 where the values or the weights are integers that need it.
    const meeting = promoteTypes(given.dtype, asked.dtype);
    const type = DTYPES[given.dtype].kind === 'f' ? meeting : promoteTypes(meeting, 'f64');
    const values = given.astype(type, { copy: false }) as NDArray;
    const weights = spread(values, asked.astype(type, { copy: false }) as NDArray, axis);
    const total = sum(weights, { axis, keepdims }) as number | NDArray;
    if (total instanceof NDArray ? any(total.eq(0)) : total === 0) {
      throw new RangeError('average: the weights sum to zero; leave out what has no weight.');
    }
    const weighted = sum(multiply(values, weights), { axis, keepdims }) as number | NDArray;
    return weighted instanceof NDArray ? (divide(weighted, total as NDArray) as NDArray) : weighted / (total as number);
  });
}

/** Weights in the shape of the values: their own, or those of the named axes repeated over the others. */
function spread(values: NDArray, weights: NDArray, axis: Axis | null): NDArray {
  if (sameShape(values.shape, weights.shape)) return weights;
  if (axis === null) {
    throw new TypeError(
      `average: weights of shape ${showShape(weights.shape)} for an array of shape ${showShape(values.shape)}; name an axis.`,
    );
  }
  const axes = normalizeAxes('average', axis, values.ndim);
  if (
    !sameShape(
      weights.shape,
      axes.map((i) => values.shape[i]),
    )
  ) {
    throw new RangeError(
      `average: weights of shape ${showShape(weights.shape)} for axes ${axes} of shape ${showShape(values.shape)}.`,
    );
  }
  const order = axes.map((_, i) => i).sort((i, j) => axes[i] - axes[j]);
  const shape = values.shape.map((extent, i) => (axes.includes(i) ? extent : 1));
  return weights.permuteDims(order).reshape(shape).broadcastTo(values.shape);
}

/**
 * How often each integer from 0 up occurs, or the sum of its weights.
 *
 * @param options `weights`: one for each element; `minlength`: the least length of the result.
 * @returns An i64 array; f64 with weights. NumPy: `bincount`.
 * @throws TypeError for what is no integer, RangeError for negative ones and for weights that do not match.
 * @example
 * bincount(array([0, 1, 1, 3], 'i32')); // 1, 2, 0, 1
 */
export function bincount(x: ArrayLike, options: { weights?: ArrayLike; minlength?: number } = {}): NDArray {
  checkOptions('bincount', options, ['weights', 'minlength']);
  const { minlength = 0 } = options;
  if (!Number.isInteger(minlength) || minlength < 0) {
    throw new RangeError(`bincount: minlength ${minlength}; it is an integer >= 0.`);
  }
  return scope(() => {
    const given = toArray('bincount', x);
    const listed =
      !(x instanceof NDArray) && DTYPES[given.dtype].kind === 'f' && (given.eq(given.trunc()).all() as boolean);
    if (DTYPES[given.dtype].kind === 'f' && !listed) {
      throw new TypeError(`bincount: values of ${given.dtype}; they must be integers, use astype('i64').`);
    }
    const values = given.astype('i64', { copy: false });
    if (values.ndim !== 1)
      throw new RangeError(`bincount: values of shape ${showShape(values.shape)}; they must have one axis.`);
    if (values.size > 0 && min(values) < 0n)
      throw new RangeError(`bincount: ${min(values)} is negative; values are integers >= 0.`);
    const length = Math.max(minlength, values.size > 0 ? Number(max(values)) + 1 : 0);
    const weights = options.weights === undefined ? undefined : toArray('bincount', options.weights);
    if (weights && !sameShape(weights.shape, values.shape)) {
      throw new RangeError(`bincount: ${weights.size} weights for ${values.size} values; give one for each.`);
    }
    const result = zeros(length, weights ? 'f64' : 'i64') as NDArray;
    checkHeap('bincount', result.storage, length, 'counts');
    tallyAt(values.size, values, DTYPES.i64, weights, DTYPES.f64, result.storage.ptr);
    return result;
  });
}
