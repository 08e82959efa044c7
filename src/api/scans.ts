/** Running sums and products, along an axis or over all elements in C order. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { type Canonical, DTYPES, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { normalizeAxis, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { LOOPS, type LoopOf, promoteTypes, scalarAs } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { sharesMemory } from '../loops/operand.js';
import { scan } from '../loops/reduce.js';
import { scope } from '../memory/scope.js';
import { kernelNumber } from '../wasm/kernels.js';
import { losesNaN, replacedNaN } from './nan.js';
import { checkOut } from './output.js';

/** The names of the options of scans. */
export const SCAN_OPTIONS = ['axis', 'dtype', 'out'];

/** Options of a scan. */
export interface ScanOptions {
  /** The axis to run along; all elements in C order, in one axis, when left out. */
  axis?: number | null;
  /** The type to accumulate in, and of the result. */
  dtype?: DTypeLike;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** An axis alone, or options. */
export type ScanArgument = number | ScanOptions | null | undefined;

/** The result of a scan. */
export type Scanned<D extends DType, O> = O extends { readonly out: infer Out extends NDArray }
  ? Out
  : NDArray<O extends { readonly dtype: infer L extends DTypeLike } ? Canonical<L> : LoopOf<'sums', D>>;

/** What scans are made of: kernels for rows and for columns. */
type ScanKernel = 'cumsum' | 'cumprod' | 'nancumsum' | 'nancumprod';

/** A scan along one axis of an array, in the given type. */
export function scanAlong(
  kernel: ScanKernel,
  a: NDArray,
  axis: number,
  type: DType,
  start: number,
  out: NDArray,
): void {
  const accumulator = DTYPES[LOOPS.sums[type]];
  const first = accumulator.itemsize === 8 && accumulator.kind !== 'f' ? BigInt(start) : start;
  // A running sum starts from -0, which leaves a leading -0 as it is.
  const begin = first === 0 ? -0 : first;
  const rows = kernelNumber(`${kernel}Rows`);
  const columns = kernelNumber(`${kernel}Columns`);
  if (a.size > 0) scan({ rows, columns, input: DTYPES[type], accumulator, start: begin }, a.shape, axis, a, out);
}

/** A scan as users call it: of an array-like, along an axis alone or with options. */
export type ScanFunction = <A extends ArrayLike, const O extends ScanArgument = undefined>(
  a: A,
  options?: O,
) => Scanned<DTypeOf<A>, O>;

/** The type in which a scan adds up: that asked for; that of a wider output, as in NumPy; that of the elements. */
export function scannedType(a: NDArray, { dtype: asked, out }: ScanOptions): DType {
  if (asked !== undefined) return dtype(asked);
  if (!(out instanceof NDArray)) return a.dtype;
  return promoteTypes(LOOPS.sums[a.dtype], out.dtype) === out.dtype ? out.dtype : a.dtype;
}

function scanner(name: string, kernel: ScanKernel, exact: ScanKernel, start: number): ScanFunction {
  const run = (value: ArrayLike, options?: number | ScanOptions | null): NDArray => {
    const given: ScanOptions = typeof options === 'number' ? { axis: options } : (options ?? {});
    checkOptions(name, given, SCAN_OPTIONS);
    let a = toArray(name, value);
    const type = scannedType(a, given);
    // NaN is left out before floats are added up in a type that has none.
    if (kernel !== exact && losesNaN(a, given.dtype)) a = replacedNaN(name, a, start);
    if (given.axis === undefined || given.axis === null || a.ndim === 0) a = a.ravel();
    const axis = normalizeAxis(name, given.axis ?? 0, a.ndim);
    const resultType: DType = given.dtype === undefined ? LOOPS.sums[type] : type;
    if (given.out !== undefined) {
      checkOut(name, given.out, a.shape, given.dtype === undefined ? LOOPS.sums[a.dtype] : resultType);
    }
    const { out } = given;
    const direct = out !== undefined && out.dtype === resultType && !sharesMemory(out.storage, a.storage);
    const result = direct ? out : NDArray.allocate(resultType, a.shape);
    scanAlong(DTYPES[type].kind === 'f' ? kernel : exact, a, axis, type, start, result);
    if (given.out === undefined || direct) return result;
    copy(a.shape, result, given.out);
    result.dispose();
    return given.out;
  };
  return run as ScanFunction;
}

/** Options of {@link cumulativeSum} and {@link cumulativeProd}. */
export interface CumulativeOptions extends ScanOptions {
  /** The axis to run along; of arrays of several axes it is to be named. */
  axis?: number | null;
  /** Whether the result begins with the sum or product of nothing, and is longer by one. */
  includeInitial?: boolean;
}

/** A scan as the Array API has it. */
export type CumulativeFunction = <A extends ArrayLike, const O extends CumulativeOptions | undefined = undefined>(
  a: A,
  options?: O,
) => Scanned<DTypeOf<A>, O>;

function cumulative(name: string, kernel: ScanKernel, start: number): CumulativeFunction {
  const run = (value: ArrayLike, options: CumulativeOptions = {}): NDArray =>
    scope(() => {
      checkOptions(name, options, [...SCAN_OPTIONS, 'includeInitial']);
      const { axis, dtype: asked, out, includeInitial } = options;
      const given = toArray(name, value);
      const a = given.ndim === 0 ? given.reshape(1) : given;
      if ((axis === undefined || axis === null) && a.ndim > 1) {
        throw new RangeError(`${name}: an array of shape ${showShape(a.shape)} has several axes; name one.`);
      }
      const along = normalizeAxis(name, axis ?? 0, a.ndim);
      const type = scannedType(a, options);
      const resultType: DType = asked === undefined ? LOOPS.sums[type] : type;
      const first = includeInitial ? 1 : 0;
      const shape = a.shape.map((extent, i) => (i === along ? extent + first : extent));
      if (out !== undefined) checkOut(name, out, shape, asked === undefined ? LOOPS.sums[a.dtype] : resultType);
      const result = NDArray.allocate(resultType, shape);
      const part = (slice: string) => result.pick(name, [...new Array<string>(along).fill(':'), slice]);
      if (first === 1) {
        const initial = constant(0, scalarAs(name, start, resultType), DTYPES[resultType], a.ndim);
        const head = part(':1');
        if (head.size > 0) copy(head.shape, initial, head);
      }
      scanAlong(kernel, a, along, type, start, first === 1 ? part('1:') : result);
      if (out === undefined) return result;
      copy(shape, result, out);
      return out;
    });
  return run as CumulativeFunction;
}

/**
 * The running sum along an axis, which is to be named where there are several: {@link cumsum} as the Array API has it.
 *
 * @param options `axis`; `dtype`: the type to add in; `includeInitial`: begins with 0, the sum of nothing, so that the
 *   result is longer by one; `out`: receives the result.
 * @returns A fresh array, of 64-bit integers for integers and bools, or `out`. NumPy and Array API: `cumulative_sum`.
 * @throws RangeError when there are several axes and none is named, or no such axis.
 * @example
 * cumulativeSum([1, 2, 3], { includeInitial: true }); // 0, 1, 3, 6
 */
export const cumulativeSum = /* @__PURE__ */ cumulative('cumulativeSum', 'cumsum', 0);

/**
 * The running product along an axis, which is to be named where there are several: {@link cumprod} as the Array API has
 * it.
 *
 * @param options As of {@link cumulativeSum}; `includeInitial` begins with 1, the product of nothing.
 * @returns A fresh array, of 64-bit integers for integers and bools, or `out`. NumPy and Array API: `cumulative_prod`.
 * @throws RangeError when there are several axes and none is named, or no such axis.
 * @example
 * cumulativeProd([1, 2, 3], { includeInitial: true }); // 1, 1, 2, 6
 */
export const cumulativeProd = /* @__PURE__ */ cumulative('cumulativeProd', 'cumprod', 1);

/**
 * The running sum: element i is the sum of elements 0 to i, added in order.
 *
 * @returns A fresh array, of 64-bit integers for integers and bools. NumPy: `cumsum`.
 * @example
 * cumsum([1, 2, 3]); // 1, 3, 6
 */
export const cumsum = /* @__PURE__ */ scanner('cumsum', 'cumsum', 'cumsum', 0);

/** The running product. NumPy: `cumprod`. */
export const cumprod = /* @__PURE__ */ scanner('cumprod', 'cumprod', 'cumprod', 1);

/** The running sum in which NaN counts as 0. NumPy: `nancumsum`. */
export const nancumsum = /* @__PURE__ */ scanner('nancumsum', 'nancumsum', 'cumsum', 0);

/** The running product in which NaN counts as 1. NumPy: `nancumprod`. */
export const nancumprod = /* @__PURE__ */ scanner('nancumprod', 'nancumprod', 'cumprod', 1);
