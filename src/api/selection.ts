/** Choosing, limiting and rounding elements. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType, integerRange } from '../array/dtype.js';
import { broadcast } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { dtypeOfScalar, promoteTypes, promoteWeak, scalarAs, type WeakScalar } from '../array/promotion.js';
import { elementwise } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { kernelNumber } from '../wasm/kernels.js';
import { divide, maximum, minimum, multiply } from './arithmetic.js';
import { rint } from './floating.js';
import { notEqual } from './logic.js';
import { over } from './output.js';
import type { Meet } from './ufunc.js';

/**
 * Elements of x where the condition is true, of y elsewhere; all three broadcast.
 *
 * @returns A fresh array of the type in which x and y meet. NumPy: `where` with three arguments.
 * @example
 * where(a.lt(0), 0, a); // negative elements set to 0
 */
export function where<X extends ArrayLike, Y extends ArrayLike>(condition: ArrayLike, x: X, y: Y): NDArray<Meet<X, Y>> {
  const given = toArray('where', condition);
  const mask = given.dtype === 'bool' ? given : notEqual(given, 0);
  const [a, b] = [x, y].map((value) => (isScalar(value) ? (value as WeakScalar) : toArray('where', value)));
  const type = DTYPES[meet(a, b)];
  const shape = broadcast(
    'where',
    [mask, a, b].map((value) => (value instanceof NDArray ? value.shape : [])),
  );
  const result = NDArray.allocate(type.name, shape);
  const operand = (value: NDArray | WeakScalar, slot: number) =>
    value instanceof NDArray
      ? over(value, shape)
      : constant(slot, scalarAs('where', value, type.name), type, shape.length);
  elementwise(
    {
      kernel: kernelNumber('select'),
      family: 'select',
      code: type.itemsize,
      inputs: [DTYPES.bool, type, type],
      outputs: [type],
    },
    shape,
    [over(mask, shape), operand(a, 0), operand(b, 1)],
    [over(result, shape)],
  );
  return result as unknown as NDArray<Meet<X, Y>>;
}

function meet(a: NDArray | WeakScalar, b: NDArray | WeakScalar): DType {
  if (a instanceof NDArray) return b instanceof NDArray ? promoteTypes(a.dtype, b.dtype) : promoteWeak(a.dtype, b);
  return b instanceof NDArray ? promoteWeak(b.dtype, a) : promoteTypes(dtypeOfScalar(a), dtypeOfScalar(b));
}

/** A whole number as a limit of an integer type: what the type cannot hold limits nothing beyond its own range. */
function limit(value: ArrayLike, name: DType): ArrayLike {
  const range = integerRange(name);
  if (range === undefined || !isScalar(value) || typeof value === 'boolean') return value;
  if (typeof value === 'number' && !Number.isInteger(value)) return value;
  const clamped = value < range[0] ? range[0] : value > range[1] ? range[1] : BigInt(value);
  return DTYPES[name].itemsize === 8 ? clamped : Number(clamped);
}

/**
 * Elements limited to [low, high]; a limit that is null or left out does not limit.
 *
 * @returns A fresh array, or `out`; NaN stays NaN. NumPy: `clip`.
 * @example
 * clip([-5, 2, 9], 0, 5); // 0, 2, 5
 */
export function clip<A extends ArrayLike>(
  a: A,
  low?: ArrayLike | null,
  high?: ArrayLike | null,
  options: { out?: NDArray } = {},
): NDArray<DTypeOf<A>> {
  let result = toArray('clip', a);
  const name = result.dtype;
  if (low !== undefined && low !== null) result = maximum(result, limit(low, name)) as NDArray;
  if (high !== undefined && high !== null) {
    result = (
      options.out ? minimum(result, limit(high, name), { out: options.out }) : minimum(result, limit(high, name))
    ) as NDArray;
  } else if (options.out) result = maximum(result, result, { out: options.out });
  return ((result as unknown) === a ? result.copy() : result) as NDArray as NDArray<DTypeOf<A>>;
}

/**
 * Elements rounded to a number of decimals, ties to the even digit; negative decimals round to tens, hundreds and so on.
 *
 * @returns A fresh array, or `out`, of the same type. NumPy: `round`; like it, a multiplication by the power of ten, so
 *   that the last digit of a float may differ from correct decimal rounding.
 * @example
 * round([1.25, 2.5]);     // 1, 2
 * round([1.25, 2.75], 1); // 1.2, 2.8
 */
export function round<A extends ArrayLike>(a: A, decimals = 0, options: { out?: NDArray } = {}): NDArray<DTypeOf<A>> {
  if (!Number.isInteger(decimals)) throw new RangeError(`round: ${decimals} decimals; their number is an integer.`);
  const values = toArray('round', a);
  const { kind } = DTYPES[values.dtype];
  const { out } = options;
  let result: NDArray;
  if (kind === 'u' || kind === 'i') {
    const rounded = decimals >= 0 ? values : scaled(values.astype('f64'), decimals).astype(values.dtype);
    result = maximum(rounded, rounded, { out: out ?? NDArray.allocate(values.dtype, values.shape) });
  } else if (decimals === 0) result = out ? rint(values, { out }) : rint(values);
  else {
    const rounded = scaled(values, decimals);
    result = out ? maximum(rounded, rounded, { out }) : rounded;
  }
  return result as NDArray as NDArray<DTypeOf<A>>;
}

function scaled(values: NDArray, decimals: number): NDArray {
  const factor = 10 ** Math.abs(decimals);
  const [up, down] = decimals > 0 ? [multiply, divide] : [divide, multiply];
  const result = up(values, factor, undefined);
  rint(result, { out: result });
  return down(result, factor, { out: result });
}
