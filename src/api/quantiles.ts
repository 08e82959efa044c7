/**
 * Quantiles and percentiles by NumPy's thirteen methods (Hyndman and Fan, Sample Quantiles in Statistical Packages,
 * 1996, and four that only pick an element): a method says at which place of the sorted elements a quantile lies.
 */
import { type ArrayLike, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { add, multiply, subtract } from './arithmetic.js';
import { full } from './creation.js';
import { isnan } from './floating.js';
import { checkOut } from './output.js';
import { type Axis, axesOf, remaining } from './reduction.js';
import { where } from './selection.js';
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
  keepdims?: boolean;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** The line from a to b at t, from the nearer end, so that it is exact at both. */
function lerp(a: NDArray, b: NDArray, t: number): NDArray {
  const span = subtract(b, a);
  return (t < 0.5 ? add(a, multiply(span, t)) : subtract(b, multiply(span, 1 - t))) as NDArray;
}

function quantiles(
  operation: string,
  a: ArrayLike,
  q: ArrayLike,
  scale: number,
  options: QuantileOptions,
): NDArray | number {
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
  if (n === 0) copy(result.shape, full([], Number.NaN).broadcastTo(result.shape), result);
  else {
    const sorted = sort(rows);
    const at = (place: number) => {
      const element = sorted.pick(operation, ['...', place]);
      return floating || picking ? element : element.astype('f64');
    };
    const spoiled = floating ? isnan(at(n - 1)) : undefined;
    for (const [i, x] of list.entries()) {
      const { before, after, fraction } = (METHODS[method] as Method)(n, x);
      const wide = (element: NDArray) => (picking ? element : element.astype(type, { copy: false }));
      const value = picking || before === after ? wide(at(before)) : lerp(wide(at(before)), wide(at(after)), fraction);
      result.pick(operation, [i]).set([], spoiled ? where(spoiled, Number.NaN, value) : value);
    }
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
export function quantile(a: ArrayLike, q: ArrayLike, options: QuantileOptions = {}): NDArray | number {
  return scope(() => quantiles('quantile', a, q, 1, options));
}

/**
 * The values below which given percentages of the elements lie: {@link quantile} with q in [0, 100].
 *
 * @example
 * percentile([1, 2, 3, 4], 25, { method: 'lower' }); // 1
 */
export function percentile(a: ArrayLike, q: ArrayLike, options: QuantileOptions = {}): NDArray | number {
  return scope(() => quantiles('percentile', a, q, 100, options));
}
