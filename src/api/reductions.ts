/**
 * Sums, products, extrema, truth and counts. Over everything they give a JS value, over axes an array; axes, `keepdims`,
 * `initial`, `where` and `out` are NumPy's. Floats are summed pairwise; integers exactly, in 64 bits.
 */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { DTYPES, type DType } from '../array/dtype.js';
import { type Shape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { isTraced, type Tiled } from '../array/tracer.js';
import { tracing } from '../array/tracing.js';
import { copy } from '../loops/elementwise.js';
import { PIECE } from '../loops/fused.js';
import { argReduce } from '../loops/reduce.js';
import { scope } from '../memory/scope.js';
import { type KernelName, kernelNumber } from '../wasm/kernels.js';
import { losesNaN, replacedNaN } from './nan.js';
import { checkOut } from './output.js';
import { recordReduction } from './recording.js';
import {
  type Axis,
  asksForValue,
  asValue,
  axesOf,
  type Exact,
  foldOf,
  optionsOf,
  outputOver,
  positionInPacked,
  REDUCTIONS,
  type Reduced,
  type ReducedType,
  type ReductionArgument,
  type ReductionName,
  type ReductionOptions,
  type ReductionRow,
  readValue,
  remaining,
  runReduction,
  valueOutput,
} from './reduction.js';

/** A reduction as users call it. */
export type Reduction<N extends ReductionName, Value extends 'exact' | 'number' | 'boolean' | 'element'> = <
  A extends ArrayLike,
  const O extends ReductionArgument = undefined,
>(
  a: A,
  options?: O,
) => Reduced<ValueOf<Value, DTypeOf<A>>, ReducedType<N, DTypeOf<A>>, O>;

type ValueOf<V, D extends DType> = V extends 'number'
  ? number
  : V extends 'boolean'
    ? boolean
    : V extends 'exact'
      ? Exact<D>
      : D extends 'bool'
        ? boolean
        : Exact<D>;

function reduction<N extends ReductionName, V extends 'exact' | 'number' | 'boolean' | 'element'>(
  name: string,
  row: N,
  value: V,
): Reduction<N, V> {
  const run = (a: unknown, options: ReductionArgument): unknown => {
    if (tracing.on && isTraced(a)) return recordReduction(name, a, run, options, (input) => inTiles(row, value, input));
    const result = runNumbers(name, REDUCTIONS[row], a, options);
    if (result instanceof NDArray) return result;
    return valueAs(value, result, a instanceof NDArray ? a.dtype : toArray(name, a).dtype);
  };
  return run as Reduction<N, V>;
}

/** Runs a row; NaN is left out before floats are summed in a type that has none. */
function runNumbers(name: string, row: ReductionRow, value: unknown, argument: ReductionArgument) {
  if (row.withoutNaN !== undefined && row.accumulator === 'sums') {
    const a = toArray(name, value);
    if (losesNaN(a, optionsOf<ReductionOptions>(argument).dtype)) {
      const exact: ReductionRow = REDUCTIONS[row.withoutNaN as ReductionName];
      return scope(() => runReduction(name, exact, replacedNaN(name, a, Number(row.identity)), argument));
    }
  }
  return runReduction(name, row, value, argument);
}

type ValueKind = 'exact' | 'number' | 'boolean' | 'element';

function valueAs(kind: ValueKind, result: number | bigint | boolean, input: DType): number | bigint | boolean {
  if (kind === 'boolean') return Boolean(result);
  if (kind === 'number') return Number(result);
  return asValue(result, input, kind === 'element' ? input : 'i64');
}

/** How a reduction of what a fused function computes is done in tiles; undefined where NaN is left out. */
export function inTiles(name: ReductionName, kind: ValueKind, input: DType): Tiled | undefined {
  const row: ReductionRow = REDUCTIONS[name];
  if (row.withoutNaN !== undefined) return undefined;
  const unsure = kind === 'element' && DTYPES[input].kind === 'f';
  return {
    fold: foldOf(row, input, undefined, false),
    // Zeros of either sign are the same extremum, but not the same bits.
    finish: (value, count) => (unsure && value === 0 && count > PIECE ? undefined : valueAs(kind, value, input)),
  };
}

/**
 * The sum of elements.
 *
 * @returns A number (a bigint for 64-bit integers), or an array when an axis is given: of 64-bit integers for integers
 *   and bools. NumPy: `sum`; pairwise summation.
 * @example
 * sum([[1, 2], [3, 4]]);    // 10
 * sum([[1, 2], [3, 4]], 0); // [4, 6]
 */
export const sum = /* @__PURE__ */ reduction('sum', 'sum', 'exact');

/** The product of elements; 1 for none. NumPy: `prod`. */
export const prod = /* @__PURE__ */ reduction('prod', 'prod', 'exact');

/**
 * The smallest element; NaN if there is one.
 *
 * @throws RangeError when there are no elements and no `initial`. NumPy: `min`.
 */
export const min = /* @__PURE__ */ reduction('min', 'min', 'element');

/**
 * The largest element; NaN if there is one.
 *
 * @throws RangeError when there are no elements and no `initial`. NumPy: `max`.
 */
export const max = /* @__PURE__ */ reduction('max', 'max', 'element');

/** Whether some element is not zero; NaN is not zero. NumPy: `any`. */
export const any = /* @__PURE__ */ reduction('any', 'any', 'boolean');

/** Whether no element is zero. NumPy: `all`. */
export const all = /* @__PURE__ */ reduction('all', 'all', 'boolean');

/** How many elements are not zero. NumPy: `count_nonzero`. */
export const countNonzero = /* @__PURE__ */ reduction('countNonzero', 'countNonzero', 'number');

/** The sum of elements that are not NaN. NumPy: `nansum`. */
export const nansum = /* @__PURE__ */ reduction('nansum', 'nansum', 'exact');

/** The product of elements that are not NaN. NumPy: `nanprod`. */
export const nanprod = /* @__PURE__ */ reduction('nanprod', 'nanprod', 'exact');

/** The smallest element that is not NaN; NaN where all are. NumPy: `nanmin`. */
export const nanmin = /* @__PURE__ */ reduction('nanmin', 'fmin', 'element');

/** The largest element that is not NaN; NaN where all are. NumPy: `nanmax`. */
export const nanmax = /* @__PURE__ */ reduction('nanmax', 'fmax', 'element');

/** Options of argmin and its like. */
export interface ArgOptions {
  /** The axis to search along; all elements in C order when left out or null. */
  axis?: number | null;
  /** Leaves the reduced axes in the result, with one element each. */
  keepdims?: boolean;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** An axis alone, or options. */
export type ArgArgument = Axis | ArgOptions | null | undefined;

/** The result of argmin and its like: a position, or an array of positions. */
export type Position<O> = Reduced<number, 'i64', O>;

function argReduction(name: string, kernel: KernelName, ignoresNaN: boolean) {
  const number = kernelNumber(kernel);
  const run = <A extends ArrayLike, const O extends ArgArgument = undefined>(value: A, options?: O): Position<O> => {
    if (isTraced(value)) return recordReduction(name, value, run as never, options) as Position<O>;
    const a = toArray(name, value);
    if (options === undefined) {
      const position = positionInPacked(number, a);
      if (position !== undefined) {
        if (ignoresNaN && position < 0) refuseAllNaN(name);
        return position as Position<O>;
      }
    }
    const given = optionsOf<ArgOptions>(options as never);
    checkOptions(name, given, ['axis', 'keepdims', 'out']);
    const axes = axesOf(name, given.axis, a.ndim);
    if (given.axis !== undefined && given.axis !== null && axes.length !== 1 && a.ndim > 0) {
      throw new RangeError(`${name}: takes one axis or none, not ${axes.length}.`);
    }
    const { kept, full } = remaining(a.shape, axes);
    if (sizeOf(axes.map((axis) => a.shape[axis])) === 0 && sizeOf(kept) > 0) {
      throw new RangeError(
        `${name}: of an empty sequence; shape ${JSON.stringify(a.shape)} has no elements to choose from.`,
      );
    }
    const fold = { rows: number, input: DTYPES[a.dtype], index: DTYPES.i64 };
    if (asksForValue(given)) {
      argReduce(fold, a.shape, axes, a, valueOutput(DTYPES.i64, a.ndim));
      const position = Number(readValue(DTYPES.i64));
      if (ignoresNaN && position < 0) refuseAllNaN(name);
      return position as Position<O>;
    }
    const shape: Shape = given.keepdims ? full : kept;
    if (given.out !== undefined) checkOut(name, given.out, shape, 'i64');
    const result = NDArray.allocate('i64', shape);
    if (result.size > 0) argReduce(fold, a.shape, axes, a, outputOver(result, axes, a.ndim));
    if (ignoresNaN && result.size > 0 && min(result) < 0n) refuseAllNaN(name);
    if (given.out === undefined) return result as Position<O>;
    copy(shape, result, given.out);
    result.dispose();
    return given.out as Position<O>;
  };
  return run;
}

function refuseAllNaN(name: string): never {
  throw new RangeError(`${name}: all elements are NaN; test with isnan() first.`);
}

/**
 * The position of the smallest element, the first of equals; a NaN comes before all numbers.
 *
 * @returns A number counting in C order, or an i64 array of positions along an axis. NumPy: `argmin`.
 * @throws RangeError when there are no elements.
 */
export const argmin = /* @__PURE__ */ argReduction('argmin', 'argminRows', false);

/** The position of the largest element, the first of equals; a NaN comes before all numbers. NumPy: `argmax`. */
export const argmax = /* @__PURE__ */ argReduction('argmax', 'argmaxRows', false);

/** The position of the smallest element that is not NaN. NumPy: `nanargmin`. @throws RangeError when all are NaN. */
export const nanargmin = /* @__PURE__ */ argReduction('nanargmin', 'nanargminRows', true);

/** The position of the largest element that is not NaN. NumPy: `nanargmax`. @throws RangeError when all are NaN. */
export const nanargmax = /* @__PURE__ */ argReduction('nanargmax', 'nanargmaxRows', true);
