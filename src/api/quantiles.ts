/**
 * Quantiles and percentiles by NumPy's thirteen methods (Hyndman and Fan, Sample Quantiles in Statistical Packages,
 * 1996, and four that only pick an element): a method says at which place of the sorted elements a quantile lies.
 */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { add, multiply, subtract } from './arithmetic.js';
import { full } from './creation.js';
import { isnan } from './floating.js';
import { logicalNot } from './logic.js';
import { checkOut } from './output.js';
import { take, takeAlongAxis } from './picking.js';
import { type Axis, axesOf, type Reduced, remaining } from './reduction.js';
import { countNonzero } from './reductions.js';
import { where } from './selection.js';
import { uniqueInverse } from './sets.js';
import { sort } from './sorting.js';

/** Where a quantile lies among n sorted elements: between two places, at a fraction of the way. */
interface Place {
  readonly before: number;
  readonly after: number;
  readonly fraction: number;
}

type Method = (n: number, q: number) => Place;

/** A place on the line between elements, within the ends. */
function between(at: number, n: number, fraction: (gamma: number, floor: number) => number = (gamma) => gamma): Place {
  const floor = Math.floor(at);
  if (at >= n - 1) return { before: n - 1, after: n - 1, fraction: 0 };
  if (at < 0) return { before: 0, after: 0, fraction: 0 };
  return { before: floor, after: floor + 1, fraction: fraction(at - floor, floor) };
}

/** Hyndman and Fan's family: `n q + (alpha + q (1 - alpha - beta)) - 1`. */
function fan(alpha: number, beta: number): Method {
  return (n, q) => between(n * q + (alpha + q * (1 - alpha - beta)) - 1, n);
}

/** One element: the one before `at` where the condition holds, else the next. */
function pick(at: number, n: number, condition: (gamma: number, at: number) => boolean): Place {
  const floor = Math.floor(at);
  const place = Math.min(Math.max(condition(at - floor, at) ? floor : floor + 1, 0), n - 1);
  return { before: place, after: place, fraction: 0 };
}

function one(place: number): Place {
  return { before: place, after: place, fraction: 0 };
}

/** Ties to the even place. */
function nearest(at: number): number {
  const floor = Math.floor(at);
  if (at - floor === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return Math.round(at);
}

const METHODS = {
  invertedCdf: (n, q) => pick(n * q - 1, n, (gamma) => gamma === 0),
  averagedInvertedCdf: (n, q) => between(n * q - 1, n, (gamma) => (gamma === 0 ? 0.5 : 1)),
  closestObservation: (n, q) =>
    pick(n * q - 1 - 0.5, n, (gamma, at) => gamma === 0 && Math.abs(Math.floor(at) % 2) === 1),
  interpolatedInvertedCdf: fan(0, 1),
  hazen: fan(0.5, 0.5),
  weibull: fan(0, 0),
  linear: (n, q) => between((n - 1) * q, n),
  medianUnbiased: fan(1 / 3, 1 / 3),
  normalUnbiased: fan(3 / 8, 3 / 8),
  lower: (n, q) => one(Math.floor((n - 1) * q)),
  higher: (n, q) => one(Math.ceil((n - 1) * q)),
  midpoint: (n, q) => between(0.5 * (Math.floor((n - 1) * q) + Math.ceil((n - 1) * q)), n),
  nearest: (n, q) => one(nearest((n - 1) * q)),
} as const satisfies Record<string, Method>;

/** How to place a quantile: NumPy's methods in camelCase. */
export type QuantileMethod = keyof typeof METHODS;

/** Methods whose result is always an element, of the elements' type. */
const PICKING: readonly string[] = ['invertedCdf', 'closestObservation', 'lower', 'higher', 'nearest'];

/** Options of quantile and percentile. */
export interface QuantileOptions {
  /** The axes to reduce; all of them when left out or null. */
  axis?: Axis | null;
  /** 'linear' unless given. */
  method?: QuantileMethod;
  /** Leaves the reduced axes in the result, with one element each. */
  keepdims?: boolean;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** The type of quantiles: methods that only pick keep integers, the others interpolate; several fractions are f64. */
type QuantileOf<D extends DType, Q, O> =
  | (O extends { readonly method: QuantileMethod } ? D : never)
  | (D extends 'f32' ? (Q extends number ? 'f32' : 'f32' | 'f64') : 'f64');

/** One quantile of everything is a number; of several fractions or along axes there is an array. */
export type Quantiles<A, Q, O> = Q extends number
  ? Reduced<number, QuantileOf<DTypeOf<A>, Q, O>, O>
  : O extends { readonly out: infer Out extends NDArray }
    ? Out
    : NDArray<QuantileOf<DTypeOf<A>, Q, O>>;

/** The line from a to b at t, from the nearer end, so that it is exact at both; in a type that may be wider than a's. */
function lerp(a: NDArray, b: NDArray, t: number, type: DType): NDArray {
  const span = subtract(b, a).astype(type, { copy: false });
  return (t < 0.5 ? add(a, multiply(span, t)) : subtract(b, multiply(span, 1 - t))) as NDArray;
}

/** The same where each row has a t of its own. */
function lerpEach(a: NDArray, b: NDArray, t: NDArray, type: DType): NDArray {
  const span = subtract(b, a).astype(type, { copy: false });
  const [there, back] = [t, subtract(1, t)].map((part) => part.astype(type, { copy: false }));
  return where(t.lt(0.5), add(a, multiply(span, there)), subtract(b, multiply(span, back))) as NDArray;
}

/** A quantile of each row. */
type RowQuantile = (q: number) => NDArray;

/** Quantiles of whole rows, sorted: NaN where there is one, which is then the last. */
function ofWhole(operation: string, sorted: NDArray, method: Method, picks: boolean, type: DType): RowQuantile {
  const n = sorted.shape[sorted.ndim - 1];
  const floating = DTYPES[sorted.dtype].kind === 'f';
  const at = (place: number) => {
    const element = sorted.pick(operation, ['...', place]);
    return floating || picks ? element : element.astype('f64');
  };
  const spoiled = floating ? isnan(at(n - 1)) : undefined;
  return (q) => {
    const { before, after, fraction } = method(n, q);
    const value = before === after ? at(before) : lerp(at(before), at(after), fraction, type);
    return spoiled ? (where(spoiled, Number.NaN, value) as NDArray) : value;
  };
}

/** Quantiles of the numbers in sorted rows, which NaN follows; NaN where there are none. */
function ofNumbers(operation: string, sorted: NDArray, method: Method, picks: boolean, type: DType): RowQuantile {
  const counts = countNonzero(logicalNot(isnan(sorted)), -1);
  // Rows of as many numbers have the quantile at the same place.
  const { values, inverseIndices } = uniqueInverse(counts);
  const lengths = values.toArray() as bigint[];
  const perRow = (list: number[], name: DType) => take(toArray(operation, list, name), inverseIndices);
  const at = (list: number[]) => {
    const places = perRow(list, 'i64').expandDims(-1);
    return takeAlongAxis(sorted, places, -1).squeeze(-1) as NDArray;
  };
  return (q) => {
    const places = lengths.map((n) => (n === 0n ? one(0) : method(Number(n), q)));
    const low = at(places.map(({ before }) => before));
    if (picks) return low;
    const high = at(places.map(({ after }) => after));
    const fractions = perRow(
      places.map(({ fraction }) => fraction),
      'f64',
    );
    const alone = perRow(
      places.map(({ before, after }) => Number(before === after)),
      'bool',
    );
    return where(alone, low, lerpEach(low, high, fractions, type)) as NDArray;
  };
}

function quantiles(
  operation: string,
  a: ArrayLike,
  q: ArrayLike,
  scale: number,
  options: QuantileOptions,
  ignoreNaN = false,
): NDArray | number {
  checkOptions(operation, options, ['axis', 'method', 'keepdims', 'out']);
  const { method = 'linear', out } = options;
  if (!Object.hasOwn(METHODS, method)) {
    throw new TypeError(
      `${operation}: there is no method '${method}'; the methods are ${Object.keys(METHODS).join(', ')}.`,
    );
  }
  const values = toArray(operation, a);
  if (values.dtype === 'bool') throw new TypeError(`${operation}: not defined for bool; use mean(), or astype('u8').`);
  const fractions = toArray(operation, q);
  // A single fraction is weak beside f32 elements; an array of them is f64.
  const weak = isScalar(q) && values.dtype === 'f32';
  const list = (fractions.astype('f64').ravel().toArray() as number[]).map((x) => x / scale);
  for (const x of list) {
    if (!(x >= 0 && x <= 1)) throw new RangeError(`${operation}: ${x * scale} is not within 0 and ${scale}.`);
  }
  const axes = axesOf(operation, options.axis, values.ndim);
  const { kept, full: all } = remaining(values.shape, axes);
  const n = sizeOf(axes.map((axis) => values.shape[axis]));
  const order = [...values.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)), ...axes];
  const rows = values.permuteDims(order).reshape([...kept, n]);
  const floating = DTYPES[values.dtype].kind === 'f';
  const picking = PICKING.includes(method);
  const type: DType = picking ? values.dtype : weak ? 'f32' : 'f64';
  const shape = [...fractions.shape, ...(options.keepdims ? all : kept)];
  if (out !== undefined) checkOut(operation, out, shape, type);
  const result = NDArray.allocate(type, [list.length, ...kept]);
  if (n === 0 && result.size > 0 && DTYPES[type].kind !== 'f') {
    throw new RangeError(
      `${operation}: the axes to reduce, of shape ${showShape(values.shape)}, are empty, and ${type} has no NaN to say so; use another method, or astype('f64').`,
    );
  }
  if (n === 0) copy(result.shape, full([], Number.NaN).broadcastTo(result.shape), result);
  else {
    const each = ignoreNaN && floating ? ofNumbers : ofWhole;
    const quantileOf = each(operation, sort(rows), METHODS[method], picking, type);
    for (const [i, x] of list.entries()) result.pick(operation, [i]).set([], quantileOf(x));
  }
  if (out !== undefined) {
    copy(shape, result.reshape(shape), out);
    return out;
  }
  const everything = (options.axis === undefined || options.axis === null) && !options.keepdims && isScalar(q);
  return everything ? Number(result.item()) : result.reshape(shape);
}

/**
 * The values below which given fractions of the elements lie.
 *
 * @param q A fraction in [0, 1], or an array of them.
 * @returns A number for one fraction of everything; otherwise an array: a place for each fraction, then the axes that
 *   remain. NaN where there is a NaN. NumPy: `quantile`.
 * @throws RangeError for fractions outside [0, 1], TypeError for an unknown method or bools.
 * @example
 * quantile([1, 2, 3, 4], 0.5);                        // 2.5
 * quantile([[1, 2], [3, 4]], [0, 1], { axis: 0 });    // [[1, 2], [3, 4]]
 */
export function quantile<
  A extends ArrayLike,
  Q extends ArrayLike,
  const O extends QuantileOptions | undefined = undefined,
>(a: A, q: Q, options?: O): Quantiles<A, Q, O> {
  return scope(() => quantiles('quantile', a, q, 1, options ?? {})) as never;
}

/**
 * The values below which given percentages of the elements lie: {@link quantile} with q in [0, 100].
 *
 * @example
 * percentile([1, 2, 3, 4], 25, { method: 'lower' }); // 1
 */
export function percentile<
  A extends ArrayLike,
  Q extends ArrayLike,
  const O extends QuantileOptions | undefined = undefined,
>(a: A, q: Q, options?: O): Quantiles<A, Q, O> {
  return scope(() => quantiles('percentile', a, q, 100, options ?? {})) as never;
}

/**
 * {@link quantile} of the elements that are not NaN.
 *
 * @returns A number for one fraction of everything; otherwise an array: a place for each fraction, then the axes that
 *   remain. NaN where all elements are. NumPy: `nanquantile`.
 * @throws RangeError for fractions outside [0, 1], TypeError for an unknown method or bools.
 * @example
 * nanquantile([1, NaN, 3], 0.5); // 2
 */
export function nanquantile<
  A extends ArrayLike,
  Q extends ArrayLike,
  const O extends QuantileOptions | undefined = undefined,
>(a: A, q: Q, options?: O): Quantiles<A, Q, O> {
  return scope(() => quantiles('nanquantile', a, q, 1, options ?? {}, true)) as never;
}

/**
 * {@link percentile} of the elements that are not NaN. NumPy: `nanpercentile`.
 *
 * @returns As {@link nanquantile}.
 * @throws RangeError for percentages outside [0, 100], TypeError for an unknown method or bools.
 * @example
 * nanpercentile([1, NaN, 3], 100); // 3
 */
export function nanpercentile<
  A extends ArrayLike,
  Q extends ArrayLike,
  const O extends QuantileOptions | undefined = undefined,
>(a: A, q: Q, options?: O): Quantiles<A, Q, O> {
  return scope(() => quantiles('nanpercentile', a, q, 100, options ?? {}, true)) as never;
}
