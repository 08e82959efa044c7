/** Spaced values and unit matrices. */
import { type Canonical, DTYPES, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { primitive } from '../array/promotion.js';
import { ramp } from '../loops/fill.js';
import { add, divide, multiply, negative, power } from './arithmetic.js';
import { zeros } from './creation.js';
import { floor } from './floating.js';

/** Options of {@link linspace} and its like. */
export interface SpaceOptions<L extends DTypeLike = DTypeLike> {
  /** Whether the last value is `stop` itself; true unless given. */
  endpoint?: boolean;
  /** The element type, f64 unless given; for integers values are rounded down. */
  dtype?: L;
}

const SPACE_OPTIONS = ['endpoint', 'dtype'];

function line(operation: string, first: number, last: number, num: number, endpoint = true): NDArray<'f64'> {
  const [start, stop] = [first, last].map((value) => Number(primitive(operation, value)));
  if (!Number.isInteger(num) || num < 0) {
    throw new RangeError(`${operation}: ${num} values; their number is an integer >= 0.`);
  }
  const result = NDArray.allocate('f64', [num]);
  const intervals = endpoint ? num - 1 : num;
  const step = intervals > 0 ? (stop - start) / intervals : 0;
  ramp(result, num, step === 0 ? 0 : start, step === 0 ? 1 : step);
  if (step === 0) {
    // The step underflows, or there is none: divide last, as NumPy does.
    divide(result, Math.max(intervals, 1), { out: result });
    multiply(result, stop - start, { out: result });
    add(result, start, { out: result });
  }
  if (endpoint && num > 1) result.data[num - 1] = stop;
  return result;
}

function typed<L extends DTypeLike>(values: NDArray<'f64'>, type: L | undefined): NDArray<Canonical<L>> {
  const name: DType = type === undefined ? 'f64' : dtype(type);
  const whole = DTYPES[name].kind === 'u' || DTYPES[name].kind === 'i' ? floor(values, { out: values }) : values;
  return whole.astype(name, { copy: false }) as unknown as NDArray<Canonical<L>>;
}

/**
 * Evenly spaced values from `start` to `stop`.
 *
 * @param num How many values.
 * @returns A fresh one-dimensional array. NumPy: `linspace`.
 * @example
 * linspace(0, 1, 5); // 0, 0.25, 0.5, 0.75, 1
 */
export function linspace<L extends DTypeLike = 'f64'>(
  start: number,
  stop: number,
  num = 50,
  options: SpaceOptions<L> = {},
): NDArray<Canonical<L>> {
  checkOptions('linspace', options, SPACE_OPTIONS);
  return typed(line('linspace', start, stop, num, options.endpoint), options.dtype);
}

/**
 * Powers of a base whose exponents are evenly spaced from `start` to `stop`.
 *
 * @returns A fresh one-dimensional array. NumPy: `logspace`.
 * @example
 * logspace(0, 3, 4); // 1, 10, 100, 1000
 */
export function logspace<L extends DTypeLike = 'f64'>(
  start: number,
  stop: number,
  num = 50,
  options: SpaceOptions<L> & { base?: number } = {},
): NDArray<Canonical<L>> {
  checkOptions('logspace', options, [...SPACE_OPTIONS, 'base']);
  const exponents = line('logspace', start, stop, num, options.endpoint);
  return typed(power(options.base ?? 10, exponents, { out: exponents }), options.dtype);
}

/**
 * Values from `start` to `stop`, each the same factor times the one before.
 *
 * @returns A fresh one-dimensional array. NumPy: `geomspace`.
 * @throws RangeError when an end is 0 or the signs differ.
 * @example
 * geomspace(1, 1000, 4); // 1, 10, 100, 1000
 */
export function geomspace<L extends DTypeLike = 'f64'>(
  start: number,
  stop: number,
  num = 50,
  options: SpaceOptions<L> = {},
): NDArray<Canonical<L>> {
  checkOptions('geomspace', options, SPACE_OPTIONS);
  if (!(start * stop > 0) && !(start !== 0 && stop !== 0 && Math.sign(start) === Math.sign(stop))) {
    throw new RangeError(`geomspace: from ${start} to ${stop}; the ends must not be 0 and must have the same sign.`);
  }
  const sign = Math.sign(start);
  const values = line('geomspace', Math.log10(start * sign), Math.log10(stop * sign), num, options.endpoint);
  power(10, values, { out: values });
  if (num > 0) values.data[0] = start * sign;
  if (num > 1 && (options.endpoint ?? true)) values.data[num - 1] = stop * sign;
  return typed(sign < 0 ? negative(values, { out: values }) : values, options.dtype);
}

/**
 * A matrix with ones on a diagonal and zeros elsewhere.
 *
 * @param rows Its rows; `options.columns` its columns, as many unless given.
 * @param options `k`: the diagonal, 0 the main one, above it positive, below it negative.
 * @returns A fresh two-dimensional array, f64 unless a type is given. NumPy: `eye`.
 * @example
 * eye(2);             // [[1, 0], [0, 1]]
 * eye(2, { k: 1 });   // [[0, 1], [0, 0]]
 */
export function eye<L extends DTypeLike = 'f64'>(
  rows: number,
  options: { columns?: number; k?: number; dtype?: L } = {},
): NDArray<Canonical<L>> {
  checkOptions('eye', options, ['columns', 'k', 'dtype']);
  const { columns = rows, k = 0 } = options;
  if (!Number.isInteger(k)) throw new RangeError(`eye: diagonal ${k}; it is an integer.`);
  const name: DType = options.dtype === undefined ? 'f64' : dtype(options.dtype);
  const result = zeros([rows, columns], name);
  const first = k >= 0 ? k : -k * columns;
  const length = Math.min(rows + Math.min(k, 0), columns - Math.max(k, 0));
  if (length > 0) {
    // The diagonal steps by a row and a column.
    const stretch = (length - 1) * (columns + 1) + 1;
    const diagonal = result.ravel().get(`${first}:${first + stretch}:${columns + 1}`);
    diagonal.set([], 1);
  }
  return result as unknown as NDArray<Canonical<L>>;
}

/** The square matrix with ones on its main diagonal, f64 unless a type is given. NumPy: `identity`. */
export function identity<L extends DTypeLike = 'f64'>(n: number, type?: L): NDArray<Canonical<L>> {
  return eye(n, { dtype: type });
}
