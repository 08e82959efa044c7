/** Choosing, limiting and rounding elements. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType, type DTypeInfo, integerRange } from '../array/dtype.js';
import { broadcast } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { dtypeOfScalar, promoteTypes, promoteWeak, scalarAs, type WeakScalar } from '../array/promotion.js';
import { isTraced, Parameter } from '../array/tracer.js';
import { elementwise, type Loop } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { scope } from '../memory/scope.js';
import { kernelNumber } from '../wasm/kernels.js';
import { divide, maximum, minimum, multiply, positive } from './arithmetic.js';
import { rint } from './floating.js';
import { notEqual } from './logic.js';
import { allNonzero } from './nonzero.js';
import { checkOut, outOf, over } from './output.js';
import { record, scalarOf } from './recording.js';
import type { Meet } from './ufunc.js';

/**
 * Elements of x where the condition is true, of y elsewhere; all three broadcast. With the condition alone, where it is
 * true.
 *
 * @returns A fresh array of the type in which x and y meet; of a condition alone an i64 array of positions for each of
 *   its axes, as of `nonzero`. NumPy: `where`.
 * @throws TypeError when one of x and y is given without the other, RangeError when the three do not broadcast.
 * @example
 * where(a.lt(0), 0, a);   // negative elements set to 0
 * where([true, false]);   // [[0]]
 */
export function where(condition: ArrayLike): NDArray<'i64'>[];
export function where<X extends ArrayLike, Y extends ArrayLike>(condition: ArrayLike, x: X, y: Y): NDArray<Meet<X, Y>>;
export function where(condition: ArrayLike, x?: ArrayLike, y?: ArrayLike): NDArray | NDArray<'i64'>[] {
  if (x === undefined && y === undefined) return allNonzero('where', condition);
  if (x === undefined || y === undefined) {
    throw new TypeError('where: takes a condition alone, or both x and y with it.');
  }
  if (isTraced(condition, x, y)) return tracedWhere(condition, x, y);
  const mask = maskOf(condition);
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
  elementwise(selecting(type), shape, [over(mask, shape), operand(a, 0), operand(b, 1)], [over(result, shape)]);
  return result;
}

function maskOf(condition: ArrayLike): NDArray {
  const given = toArray('where', condition);
  return given.dtype === 'bool' ? given : notEqual(given, 0);
}

function selecting(type: DTypeInfo): Loop {
  return {
    kernel: kernelNumber('select'),
    family: 'select',
    code: type.itemsize,
    inputs: [DTYPES.bool, type, type],
    outputs: [type],
  };
}

/** Records `where` instead of running it. */
function tracedWhere(condition: ArrayLike, x: ArrayLike, y: ArrayLike): NDArray {
  const mask = condition instanceof Parameter ? notEqual(condition, 0) : maskOf(condition);
  const [a, b] = [x, y].map((value) => {
    const known = scalarOf(value);
    return isScalar(known) ? (known as WeakScalar) : toArray('where', known);
  });
  const type = DTYPES[meet(a, b)];
  const operands = [mask, x instanceof Parameter ? x : a, y instanceof Parameter ? y : b];
  return record('where', selecting(type), [type], operands, true);
}

function meet(a: NDArray | WeakScalar, b: NDArray | WeakScalar): DType {
  if (a instanceof NDArray) return b instanceof NDArray ? promoteTypes(a.dtype, b.dtype) : promoteWeak(a.dtype, b);
  return b instanceof NDArray ? promoteWeak(b.dtype, a) : promoteTypes(dtypeOfScalar(a), dtypeOfScalar(b));
}

/** A whole number as a limit of an integer type: what the type cannot hold limits nothing beyond its own range. */
function limit(value: ArrayLike, name: DType): ArrayLike {
  const range = integerRange(name);
  if (value instanceof Parameter) return limitOf(value, name);
  if (range === undefined || !isScalar(value) || typeof value === 'boolean') return value;
  if (typeof value === 'number' && !Number.isInteger(value)) return value;
  const clamped = value < range[0] ? range[0] : value > range[1] ? range[1] : BigInt(value);
  return DTYPES[name].itemsize === 8 ? clamped : Number(clamped);
}

/** A number that is not known: itself, or for all numbers of its class the same bound of the type. */
function limitOf(value: Parameter, name: DType): ArrayLike {
  const limited = limit(value.value, name);
  return Number(limited) === Number(value.value) ? (value as unknown as ArrayLike) : limited;
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
  options?: { out?: NDArray },
): NDArray<DTypeOf<A>> {
  const out = outOf('clip', options);
  return scope(() => clipped(toArray('clip', a), low ?? undefined, high ?? undefined, out)) as NDArray<DTypeOf<A>>;
}

function clipped(
  values: NDArray,
  low: ArrayLike | undefined,
  high: ArrayLike | undefined,
  out: NDArray | undefined,
): NDArray {
  const name = values.dtype;
  const target = out ? { out } : undefined;
  if (high === undefined) return low === undefined ? copied(values, target) : maximum(values, limit(low, name), target);
  if (low !== undefined && isBetween(values, low, high))
    return between(values, limit(low, name), limit(high, name), out);
  const raised = low === undefined ? values : maximum(values, limit(low, name));
  return minimum(raised, limit(high, name), target);
}

/** Whether both limits are single values of the array's own type, and the call is not recorded. */
function isBetween(values: NDArray, low: ArrayLike, high: ArrayLike): boolean {
  const name = values.dtype;
  if (name === 'bool' || isTraced(values, low, high) || !isNumber(low) || !isNumber(high)) return false;
  return promoteWeak(name, low) === name && promoteWeak(name, high) === name;
}

function isNumber(value: ArrayLike): value is number | bigint {
  return isScalar(value) && typeof value !== 'boolean';
}

/** Both limits in one pass. */
function between(values: NDArray, low: ArrayLike, high: ArrayLike, out: NDArray | undefined): NDArray {
  const type = DTYPES[values.dtype];
  const { shape } = values;
  if (out) checkOut('clip', out, shape, type.name);
  const result = out ?? NDArray.allocate(type.name, shape);
  const single = (value: ArrayLike, slot: number) =>
    constant(slot, scalarAs('clip', value as WeakScalar, type.name), type, shape.length);
  const loop: Loop = {
    kernel: kernelNumber('clip'),
    family: 'select',
    code: type.code,
    inputs: [type, type, type],
    outputs: [type],
  };
  elementwise(loop, shape, [values, single(low, 0), single(high, 1)], [result]);
  return result;
}

function copied(values: NDArray, target: { out: NDArray } | undefined): NDArray {
  return target ? maximum(values, values, target) : values.copy();
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
export function round<A extends ArrayLike>(a: A, decimals = 0, options?: { out?: NDArray }): NDArray<DTypeOf<A>> {
  if (!Number.isInteger(decimals)) throw new RangeError(`round: ${decimals} decimals; their number is an integer.`);
  const out = outOf('round', options);
  return scope(() => rounded(toArray('round', a), decimals, out)) as NDArray as NDArray<DTypeOf<A>>;
}

function rounded(values: NDArray, decimals: number, out: NDArray | undefined): NDArray {
  const { kind } = DTYPES[values.dtype];
  const target = { out: out ?? NDArray.allocate(values.dtype, values.shape) };
  if (kind === 'u' || kind === 'i') {
    const whole = decimals >= 0 ? values : scaled(values.astype('f64'), decimals).astype(values.dtype);
    return positive(whole, target);
  }
  if (decimals === 0) return out ? rint(values, { out }) : rint(values);
  const result = scaled(values, decimals);
  return out ? positive(result, target) : result;
}

function scaled(values: NDArray, decimals: number): NDArray {
  const factor = 10 ** Math.abs(decimals);
  const [up, down] = decimals > 0 ? [multiply, divide] : [divide, multiply];
  const result = up(values, factor, undefined);
  rint(result, { out: result });
  return down(result, factor, { out: result });
}
