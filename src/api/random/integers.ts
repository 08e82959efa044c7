/** Random integers whose bounds are arrays. */
import { type ArrayLike, isScalar, toArray } from '../../array/convert.js';
import { DTYPES, type DType, type DTypeLike } from '../../array/dtype.js';
import { NDArray } from '../../array/ndarray.js';
import type { WeakScalar } from '../../array/promotion.js';
import { constant } from '../../loops/fill.js';
import { generate, integerRange } from '../../loops/random.js';
import { kernelNumber } from '../../wasm/kernels.js';
import { subtract } from '../arithmetic.js';
import { trunc } from '../floating.js';
import { greater, greaterEqual, notEqual } from '../logic.js';
import { over } from '../output.js';
import { any, max, min } from '../reductions.js';
import { type Size, shapeOf } from './parameters.js';

/** Options of `integers`. */
export interface IntegerOptions<L extends DTypeLike = DTypeLike> {
  /** The shape of the result; a single number unless given. */
  size?: Size;
  /** An integer type or bool, i64 unless given. */
  dtype?: L;
  /** Whether `high` itself is one of the integers; false unless given. */
  endpoint?: boolean;
}

/** Whether an argument is an object of options rather than a bound. */
export function isOptions(value: unknown): value is IntegerOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** @throws RangeError for what is no integer. */
export function whole(value: WeakScalar): bigint {
  if (typeof value === 'bigint' || Number.isInteger(value)) return BigInt(value);
  throw new RangeError(`integers: ${String(value)} is no integer; low and high are.`);
}

/** Bounds as a bigint or an array of integers. */
function boundsOf(given: ArrayLike): bigint | NDArray {
  if (isScalar(given)) return whole(given as WeakScalar);
  const values = toArray('integers', given);
  if (DTYPES[values.dtype].kind === 'b') return values.astype('i64');
  if (DTYPES[values.dtype].kind !== 'f') return values;
  if (any(notEqual(values, trunc(values)))) throw new RangeError('integers: bounds have fractions; round() them.');
  // NaN, infinities and what is beyond 64 bits: all are refused where the bounds are compared with the type.
  const beyond = values.size > 0 && !(Number(min(values)) >= -(2 ** 63) && Number(max(values)) < 2 ** 64);
  if (beyond) throw new RangeError('integers: bounds are no integers of 64 bits; use bigints.');
  return values.astype(values.size > 0 && Number(max(values)) >= 2 ** 63 ? 'u64' : 'i64');
}

function least(bounds: bigint | NDArray): bigint {
  return typeof bounds === 'bigint' ? bounds : BigInt(min(bounds) as number | bigint);
}

function greatest(bounds: bigint | NDArray): bigint {
  return typeof bounds === 'bigint' ? bounds : BigInt(max(bounds) as number | bigint);
}

/** Integers of a type, each within its own bounds, of which at least one is an array. */
export function integersBetween(
  words: Uint32Array,
  start: ArrayLike,
  end: ArrayLike,
  name: DType,
  [lowest, highest]: readonly [bigint, bigint],
  options: IntegerOptions,
): NDArray {
  const low = boundsOf(start);
  const high = boundsOf(end);
  const arrays = [low, high].filter((bounds) => typeof bounds !== 'bigint');
  const shape = shapeOf('integers', options.size, arrays)!;
  const result = NDArray.allocate(name, shape) as NDArray;
  if (arrays.some(({ size }) => size === 0)) return result;
  const beyond = options.endpoint ? 0n : 1n;
  if (least(low) < lowest || greatest(high) - beyond > highest) {
    throw new RangeError(
      `integers: from ${least(low)} to ${greatest(high) - beyond}, but ${name} holds ${lowest} to ${highest}; choose a wider type.`,
    );
  }
  if (any((options.endpoint ? greater : greaterEqual)(low, high))) {
    throw new RangeError('integers: there is none where low is not below high.');
  }
  // In 64 bits that wrap, the last one is right even where high itself is beyond the type.
  const type = DTYPES[name === 'u64' ? 'u64' : 'i64'];
  const wide = [low, high].map((bounds, i) => {
    if (typeof bounds === 'bigint') return i === 0 ? bounds : bounds - beyond;
    const values = bounds.astype(type.name) as NDArray;
    return i === 0 || beyond === 0n ? values : subtract(values, beyond, { out: values });
  });
  // Scalars come last: they stand where the subtraction has its own.
  const parameters = wide.map((bounds, slot) =>
    bounds instanceof NDArray
      ? { operand: over(bounds, shape), type }
      : { operand: constant(slot, bounds, type, shape.length), type },
  );
  const source = { kernel: kernelNumber('randomIntegersEach'), type: DTYPES[name], lookup: integerRange(0n, 0n) };
  generate(words, source, shape, result, parameters);
  return result;
}
