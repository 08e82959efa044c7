/** Means, variances, medians and ranges, and the same where NaN is left out. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { isTraced, type Tiled } from '../array/tracer.js';
import { copy } from '../loops/elementwise.js';
import { medianLast } from '../loops/order.js';
import { reduce } from '../loops/reduce.js';
import { scope } from '../memory/scope.js';
import { kernelNumber } from '../wasm/kernels.js';
import { divide, square, subtract } from './arithmetic.js';
import { checkOut } from './output.js';
import { recordReduction } from './recording.js';
import {
  asksForValue,
  axesOf,
  deviationsOfFew,
  type Exact,
  optionsOf,
  outputOver,
  REDUCTIONS,
  type Reduced,
  type ReductionArgument,
  type ReductionOptions,
  remaining,
  runReduction,
} from './reduction.js';
import { countNonzero, inTiles, sum } from './reductions.js';
import { where } from './selection.js';
import { sqrt } from './transcendental.js';
import { isnan, logicalAnd, logicalNot } from './ufuncs.js';

/** Options of var and std. */
export interface VarianceOptions extends ReductionOptions {
  /** Delta degrees of freedom: the sum of squares is divided by `n - ddof`; 0 unless given. */
  ddof?: number;
}

/** Axes alone, or options. */
export type VarianceArgument = number | readonly number[] | VarianceOptions | null | undefined;

/** Means are of the type for floats, f64 for integers. */
export type MeanOf<D extends DType> = D extends 'f32' | 'f64' ? D : 'f64';
type Mean<A, O> = Reduced<number, MeanOf<DTypeOf<A>>, O>;

/** The type in which statistics of an array are computed: a type of floats. */
function floatType(name: string, a: NDArray, asked: DTypeLike | undefined): DType {
  const type: DType = asked === undefined ? (DTYPES[a.dtype].kind === 'f' ? a.dtype : 'f64') : dtype(asked);
  // Means of integers may be asked for in integers, which cut them; a variance has none, nor has NaN.
  const cut = name === 'mean' && type !== 'bool';
  if (DTYPES[type].kind !== 'f' && !cut) {
    throw new TypeError(`${name}: computes in floats, f32 or f64, not in ${type}; use astype() on the result.`);
  }
  return type;
}

const OPTIONS = ['axis', 'keepdims', 'dtype', 'where', 'out'];

/** How many elements each result is of: a number, or an array where `where` says so. */
function countOf(name: string, a: NDArray, options: ReductionOptions): number | NDArray {
  const axes = axesOf(name, options.axis, a.ndim);
  if (options.where === undefined) return sizeOf(axes.map((axis) => a.shape[axis]));
  const mask = toArray(name, options.where).broadcastTo(a.shape);
  return countNonzero(mask, { axis: options.axis ?? null, keepdims: options.keepdims }) as number | NDArray;
}

/** A quotient in the type of the result: JS numbers for JS numbers. */
function quotient(total: unknown, count: number | NDArray, type: DType, out: NDArray | undefined): NDArray | number {
  if (!(total instanceof NDArray)) {
    const value = Number(total) / (count as number);
    if (DTYPES[type].kind !== 'f') return Math.trunc(value);
    return type === 'f32' ? Math.fround(value) : value;
  }
  const divisor = count instanceof NDArray ? count.astype(type) : count;
  return divide(total, divisor, out ? { out } : undefined).astype(out?.dtype ?? type, { copy: false });
}

function meanOf(name: string, a: NDArray, options: ReductionOptions): NDArray | number {
  const { out, ...rest } = options;
  // Sums of floats are of a wider output's type, as in NumPy.
  const wide = out instanceof NDArray && out.dtype === 'f64' ? 'f64' : undefined;
  const type = floatType(name, a, options.dtype ?? wide);
  // Integers of up to 32 bits have exact sums; wider ones may overflow and are summed in floats, as in NumPy.
  const exact = options.dtype === undefined && DTYPES[a.dtype].kind !== 'f' && a.itemsize < 8;
  if (
    asksForValue(options) &&
    options.where === undefined &&
    options.dtype === undefined &&
    (exact || type === a.dtype)
  ) {
    return quotient(sum(a), a.size, type, undefined);
  }
  const count = countOf(name, a, options);
  if (out !== undefined) {
    const axis = axesOf(name, options.axis, a.ndim);
    const { kept, full } = remaining(a.shape, axis);
    checkOut(name, out, options.keepdims ? full : kept, type);
    const total = sum(a, { ...rest, axis, dtype: exact ? undefined : type } as ReductionOptions);
    return quotient(total, count, type, out);
  }
  return quotient(sum(a, exact ? rest : { ...rest, dtype: type }), count, type, undefined);
}

/** How the mean of what a fused function computes is done in tiles. */
function meanInTiles(input: DType): Tiled | undefined {
  const isFloat = DTYPES[input].kind === 'f';
  const total = isFloat || DTYPES[input].itemsize < 8 ? inTiles('sum', 'exact', input) : undefined;
  const type = isFloat ? input : 'f64';
  return (
    total && {
      fold: total.fold,
      finish: (value, count) => quotient(value, count, type, undefined),
      finishEach: (values, count) => quotient(values, count, type, undefined) as NDArray,
    }
  );
}

/**
 * The arithmetic mean.
 *
 * @returns A number, or an array when an axis is given: of the type for floats, f64 for integers; NaN for no elements.
 *   NumPy: `mean`.
 * @example
 * mean([[1, 2], [3, 4]], 0); // [2, 3]
 */
export function mean<A extends ArrayLike, const O extends ReductionArgument = undefined>(
  a: A,
  options?: O,
): Mean<A, O> {
  if (isTraced(a)) return recordReduction('mean', a, mean as never, options, meanInTiles) as Mean<A, O>;
  const values = toArray('mean', a);
  const given = optionsOf<ReductionOptions>(options);
  checkOptions('mean', given, OPTIONS);
  if (given.where === undefined) return meanOf('mean', values, given) as Mean<A, O>;
  return scope(() => meanOf('mean', values, given)) as Mean<A, O>;
}

/** What a sum of squares is divided by. No degrees of freedom give no variance where NaN is left out, and infinity else. */
function freedom(count: number | NDArray, ddof: number, ignoreNaN: boolean): number | NDArray {
  const least = ignoreNaN ? Number.NaN : 0;
  if (!(count instanceof NDArray)) return count - ddof > 0 ? count - ddof : least;
  const degrees = subtract(count.astype('f64'), ddof);
  return where(degrees.gt(0), degrees, least);
}

/** Sums of squared deviations from the mean, and the divisor. */
function deviations(
  name: string,
  a: NDArray,
  options: VarianceOptions,
): { total: NDArray | number; divisor: number | NDArray } {
  const { out: _, ddof = 0, ...rest } = options;
  const type = floatType(name, a, options.dtype);
  const axes = axesOf(name, options.axis, a.ndim);
  const count = countOf(name, a, options);
  const divisor = freedom(count, ddof, name.startsWith('nan') && DTYPES[a.dtype].kind === 'f');
  const centre = meanOf(name, a, { ...rest, axis: axes, keepdims: true, dtype: type }) as NDArray;
  if (options.where !== undefined) {
    const squares = square(subtract(a.astype(type, { copy: false }), centre));
    return { total: sum(squares, asksForValue(options) ? rest : { ...rest, axis: axes }) as NDArray | number, divisor };
  }
  const info = DTYPES[type];
  const { kept, full } = remaining(a.shape, axes);
  const total = NDArray.allocate(type, options.keepdims ? full : kept);
  const fold = {
    rows: kernelNumber('squaredDeviationsRows'),
    columns: kernelNumber('squaredDeviationsColumns'),
    join: { rows: kernelNumber('sumRows'), code: info.code, start: 0 },
    input: info,
    accumulator: info,
    start: 0,
    centre: outputOver(centre, axes, a.ndim),
  };
  if (total.size > 0) reduce(fold, a.shape, axes, a, outputOver(total, axes, a.ndim));
  return { total: asksForValue(options) ? Number(total.item()) : total, divisor };
}

function varianceOf(name: string, value: ArrayLike, argument: VarianceArgument): NDArray | number {
  const a = toArray(name, value);
  const options = optionsOf<VarianceOptions>(argument);
  checkOptions(name, options, [...OPTIONS, 'ddof']);
  const type = floatType(name, a, options.dtype);
  const { out } = options;
  if (out !== undefined) {
    const { kept, full } = remaining(a.shape, axesOf(name, options.axis, a.ndim));
    checkOut(name, out, options.keepdims ? full : kept, type);
  }
  const { total, divisor } = deviations(name, a, options);
  if (!(total instanceof NDArray)) return quotient(total, divisor, type, undefined);
  return quotient(total, divisor, type, options.out);
}

/** The variance of everything in a small packed array, without a temporary; undefined where that is not what is asked. */
function varianceOfFew(a: unknown, argument: VarianceArgument): number | undefined {
  if (!(a instanceof NDArray)) return undefined;
  const options = optionsOf<VarianceOptions>(argument);
  if (!asksForValue(options) || options.where !== undefined || options.dtype !== undefined) return undefined;
  for (const name in options) if (name !== 'ddof' && name !== 'axis' && name !== 'keepdims') return undefined;
  const info = DTYPES[a.dtype as DType];
  // The sum of wide integers may overflow.
  if (info.kind !== 'f' && info.itemsize === 8) return undefined;
  const type = floatType('var', a, undefined);
  const total = deviationsOfFew(a, DTYPES[type], (few) => quotient(sum(few), few.size, type, undefined) as number);
  if (total === undefined) return undefined;
  return quotient(total, freedom(a.size, options.ddof ?? 0, false), type, undefined) as number;
}

/**
 * The variance: the mean squared deviation from the mean, computed in two passes.
 *
 * @param options `ddof`: divides by `n - ddof` instead of n.
 * @returns A number, or an array when an axis is given. NumPy: `var`.
 * @example
 * variance([1, 2, 3, 4], { ddof: 1 }); // 1.666...
 */
export function variance<A extends ArrayLike, const O extends VarianceArgument = undefined>(
  a: A,
  options?: O,
): Mean<A, O> {
  if (isTraced(a)) return recordReduction('var', a, variance as never, options) as Mean<A, O>;
  return (varianceOfFew(a, options) ?? scope(() => varianceOf('var', a, options))) as Mean<A, O>;
}

/** The square root of what a variance gave, in its place. */
function root(result: NDArray | number, type: DType): NDArray | number {
  if (result instanceof NDArray) return sqrt(result, { out: result });
  return type === 'f32' ? Math.fround(Math.sqrt(result)) : Math.sqrt(result);
}

/** The standard deviation: the square root of the variance. NumPy: `std`. */
export function std<A extends ArrayLike, const O extends VarianceArgument = undefined>(a: A, options?: O): Mean<A, O> {
  if (isTraced(a)) return recordReduction('std', a, std as never, options) as Mean<A, O>;
  const few = varianceOfFew(a, options);
  if (few !== undefined) return root(few, (a as unknown as NDArray).dtype) as Mean<A, O>;
  const values = toArray('std', a);
  const type = floatType('std', values, optionsOf<VarianceOptions>(options).dtype);
  return scope(() => root(varianceOf('std', values, options), type)) as Mean<A, O>;
}

/** The elements that are numbers, as a mask to be joined with `where`. */
function present(a: NDArray, where: ArrayLike | undefined): NDArray {
  const numbers = logicalNot(isnan(a));
  return where === undefined ? numbers : logicalAnd(numbers, where);
}

/** The mean of elements that are not NaN; NaN where all are. NumPy: `nanmean`. */
export function nanmean<A extends ArrayLike, const O extends ReductionArgument = undefined>(
  a: A,
  options?: O,
): Mean<A, O> {
  const values = toArray('nanmean', a);
  const given = optionsOf<ReductionOptions>(options);
  checkOptions('nanmean', given, OPTIONS);
  if (DTYPES[values.dtype].kind !== 'f') return meanOf('nanmean', values, given) as Mean<A, O>;
  return scope(() => meanOf('nanmean', values, { ...given, where: present(values, given.where) })) as Mean<A, O>;
}

function nanVarianceOf(name: string, values: NDArray, options: Partial<VarianceOptions>): NDArray | number {
  if (DTYPES[values.dtype].kind !== 'f') return varianceOf(name, values, options);
  return varianceOf(name, values, { ...options, where: present(values, options.where) });
}

/** The variance of elements that are not NaN; NaN where too few are left. NumPy: `nanvar`. */
export function nanvar<A extends ArrayLike, const O extends VarianceArgument = undefined>(
  a: A,
  options?: O,
): Mean<A, O> {
  return scope(() => nanVarianceOf('nanvar', toArray('nanvar', a), optionsOf<VarianceOptions>(options))) as Mean<A, O>;
}

/** The standard deviation of elements that are not NaN. NumPy: `nanstd`. */
export function nanstd<A extends ArrayLike, const O extends VarianceArgument = undefined>(
  a: A,
  options?: O,
): Mean<A, O> {
  const values = toArray('nanstd', a);
  const given = optionsOf<VarianceOptions>(options);
  return scope(() => root(nanVarianceOf('nanstd', values, given), floatType('nanstd', values, given.dtype))) as Mean<
    A,
    O
  >;
}

/** Options of median. */
export interface MedianOptions {
  /** The axes to reduce; all of them when left out or null. */
  axis?: number | readonly number[] | null;
  /** Leaves the reduced axes in the result, with one element each. */
  keepdims?: boolean;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** Axes alone, or options. */
export type MedianArgument = number | readonly number[] | MedianOptions | null | undefined;

function medianOf(name: string, value: ArrayLike, argument: MedianArgument, ignoreNaN: boolean): NDArray | number {
  const a = toArray(name, value);
  const options = optionsOf<MedianOptions>(argument);
  checkOptions(name, options, ['axis', 'keepdims', 'out']);
  const type = floatType(name, a, undefined);
  const axes = axesOf(name, options.axis, a.ndim);
  const { kept, full } = remaining(a.shape, axes);
  const shape = options.keepdims ? full : kept;
  if (options.out !== undefined) checkOut(name, options.out, shape, type);
  const order = [...a.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)), ...axes];
  const rows = a.permuteDims(order).reshape([...kept, sizeOf(axes.map((axis) => a.shape[axis]))]);
  const result = NDArray.allocate(type as 'f64', kept);
  medianLast(DTYPES[type], rows.shape, rows, result, ignoreNaN);
  if (options.out !== undefined) {
    copy(shape, result.reshape(shape), options.out);
    return options.out;
  }
  return asksForValue(options) ? result.item() : result.reshape(shape);
}

/**
 * The median: the middle element in order, or the mean of the middle two; NaN if there is a NaN or nothing at all.
 *
 * @returns A number, or an array when an axis is given. NumPy: `median`; by selection from a sample.
 * @example
 * median([3, 1, 2, 10]); // 2.5
 */
export function median<A extends ArrayLike, const O extends MedianArgument = undefined>(a: A, options?: O): Mean<A, O> {
  return scope(() => medianOf('median', a, options, false)) as Mean<A, O>;
}

/** The median of elements that are not NaN. NumPy: `nanmedian`. */
export function nanmedian<A extends ArrayLike, const O extends MedianArgument = undefined>(
  a: A,
  options?: O,
): Mean<A, O> {
  return scope(() => medianOf('nanmedian', a, options, true)) as Mean<A, O>;
}

/** The difference between the largest and the smallest element. NumPy: `ptp`. */
export function ptp<A extends ArrayLike, const O extends ReductionArgument = undefined>(
  a: A,
  options?: O,
): Reduced<Exact<DTypeOf<A>>, DTypeOf<A>, O> {
  const values = toArray('ptp', a);
  if (values.dtype === 'bool')
    throw new TypeError("ptp: bools have no difference; use any() and all(), or astype('u8').");
  const { out, ...rest } = optionsOf<ReductionOptions>(options);
  const high = runReduction('ptp', REDUCTIONS.max, values, rest);
  const low = runReduction('ptp', REDUCTIONS.min, values, rest);
  // In the type of the elements, in which the difference of integers may wrap.
  const [top, bottom] = [high, low].map((value) => toArray('ptp', value, values.dtype));
  const difference = subtract(top, bottom, out ? { out } : undefined);
  return (high instanceof NDArray || out !== undefined ? difference : difference.item()) as never;
}
