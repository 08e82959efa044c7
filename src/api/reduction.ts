/**
 * From a row of the table of reductions to a function: axes, types, where the result goes. Reductions over everything
 * give a JS value, reductions over an axis an array.
 */
import { type ArrayLike, toArray } from '../array/convert.js';
import {
  type Canonical,
  DTYPES,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  dtype,
  integerRange,
  type Scalar,
} from '../array/dtype.js';
import { normalizeAxes, type Shape, showShape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { type LoopFamily, type LoopOf, loopType, promoteTypes, scalarAs, type WeakScalar } from '../array/promotion.js';
import { cast } from '../loops/access.js';
import { copy } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { type Operand, sharesMemory } from '../loops/operand.js';
import { type Fold, reduce } from '../loops/reduce.js';
import { kernelArguments, memoryView, TILE, tile } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { type KernelName, kernelNumber, table } from '../wasm/kernels.js';
import { assignWhere, checkOut } from './output.js';

/** One axis, or several. */
export type Axis = number | readonly number[];

/** Options of a reduction; each function takes those that NumPy's does. */
export interface ReductionOptions {
  /** The axes to reduce; all of them when left out or null. */
  axis?: Axis | null;
  /** Leaves the reduced axes in the result, with one element each. */
  keepdims?: boolean;
  /** The type to accumulate in, and of the result. */
  dtype?: DTypeLike;
  /** The value to start from. */
  initial?: WeakScalar;
  /** Which elements count; broadcast to the array. */
  where?: ArrayLike;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** An axis alone, or options. */
export type ReductionArgument = Axis | ReductionOptions | null | undefined;

type Kept = { readonly axis: Axis } | { readonly keepdims: true } | { readonly out: NDArray };

/** The result: an array when axes are named, kept, or an `out` given; a JS value otherwise. */
export type Reduced<Value, D extends DType, O> = O extends { readonly out: infer Out extends NDArray }
  ? Out
  : O extends Axis | Kept
    ? NDArray<O extends { readonly dtype: infer L extends DTypeLike } ? Canonical<L> : D>
    : Value;

/** A number, or a bigint for arrays of 64-bit integers. */
export type Exact<D extends DType> = D extends 'u64' | 'i64' ? bigint : number;

export interface ReductionRow {
  readonly rows: KernelName;
  readonly columns: KernelName;
  /** The rows kernel that joins partial results; the fold's own unless given. */
  readonly join?: KernelName;
  /** The accumulator, by the type of the input. */
  readonly accumulator: LoopFamily | DType;
  /** The value from which nothing is reduced, in the accumulator's type; 'lowest' and 'highest' are no result by themselves. */
  readonly identity: number | boolean | 'lowest' | 'highest' | 'nan';
  /** The row for types that have no NaN, of reductions that ignore it. */
  readonly withoutNaN?: string;
}

const LEAST = 'highest';
const GREATEST = 'lowest';

export const REDUCTIONS = {
  sum: { rows: 'sumRows', columns: 'sumColumns', accumulator: 'sums', identity: 0 },
  prod: { rows: 'prodRows', columns: 'prodColumns', accumulator: 'sums', identity: 1 },
  nansum: {
    rows: 'nansumRows',
    columns: 'nansumColumns',
    join: 'sumRows',
    accumulator: 'sums',
    identity: 0,
    withoutNaN: 'sum',
  },
  nanprod: {
    rows: 'nanprodRows',
    columns: 'nanprodColumns',
    join: 'prodRows',
    accumulator: 'sums',
    identity: 1,
    withoutNaN: 'prod',
  },
  min: { rows: 'minimumRows', columns: 'minimumColumns', accumulator: 'all', identity: LEAST },
  max: { rows: 'maximumRows', columns: 'maximumColumns', accumulator: 'all', identity: GREATEST },
  fmin: {
    rows: 'fminRows',
    columns: 'fminColumns',
    accumulator: 'all',
    identity: 'nan',
    withoutNaN: 'min',
  },
  fmax: {
    rows: 'fmaxRows',
    columns: 'fmaxColumns',
    accumulator: 'all',
    identity: 'nan',
    withoutNaN: 'max',
  },
  any: { rows: 'anyRows', columns: 'anyColumns', accumulator: 'bool', identity: false },
  all: { rows: 'allRows', columns: 'allColumns', accumulator: 'bool', identity: true },
  countNonzero: {
    rows: 'countNonzeroRows',
    columns: 'countNonzeroColumns',
    join: 'sumRows',
    accumulator: 'i64',
    identity: 0,
  },
} as const satisfies Record<string, ReductionRow>;

export type ReductionName = keyof typeof REDUCTIONS;

/** The type of a reduction's array result. */
export type ReducedType<
  N extends ReductionName,
  D extends DType,
> = (typeof REDUCTIONS)[N]['accumulator'] extends infer F
  ? F extends LoopFamily
    ? F extends 'all'
      ? D
      : LoopOf<F, D>
    : Extract<F, DType>
  : never;

/** Options from an argument that may be an axis alone. */
export function optionsOf<O extends ReductionOptions>(argument: Axis | O | null | undefined): Partial<O> {
  if (argument === undefined || argument === null) return {};
  if (typeof argument === 'number' || Array.isArray(argument)) return { axis: argument } as Partial<O>;
  return argument as O;
}

/** The axes to reduce, in order; all when none is named. */
export function axesOf(operation: string, axis: Axis | null | undefined, ndim: number): number[] {
  if (axis === undefined || axis === null) {
    const all: number[] = [];
    for (let i = 0; i < ndim; i++) all.push(i);
    return all;
  }
  // As in NumPy, reductions take a 0-d array for one of a single axis.
  if (ndim === 0 && (axis === 0 || axis === -1)) return [];
  return normalizeAxes(operation, axis, ndim).sort((a, b) => a - b);
}

/** The shape that remains, with and without the reduced axes. */
export function remaining(shape: Shape, axes: readonly number[]): { kept: number[]; full: number[] } {
  return {
    kept: shape.filter((_, axis) => !axes.includes(axis)),
    full: shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)),
  };
}

/** Whether a call asks for a JS value: over everything, nothing kept, no output given. */
export function asksForValue({ axis, keepdims, out }: ReductionOptions): boolean {
  return (axis === undefined || axis === null) && !keepdims && out === undefined;
}

/** The type that a row accumulates in, for an input of a type. */
export function accumulatorOf(row: ReductionRow, name: DType): DTypeInfo {
  const { accumulator } = row;
  return DTYPES[accumulator in DTYPES ? (accumulator as DType) : loopType(accumulator as LoopFamily, name)!];
}

/** The start of a fold in the accumulator's type. */
function identityOf(row: ReductionRow, type: DTypeInfo, nothing: boolean): number | bigint {
  const { identity } = row;
  if (identity === 'nan') return Number.NaN;
  if (identity === 'lowest' || identity === 'highest') {
    if (type.kind === 'f') return identity === 'lowest' ? -Infinity : Infinity;
    if (type.kind === 'b') return identity === 'lowest' ? 0 : 1;
    const bound = integerRange(type.name)![identity === 'lowest' ? 0 : 1];
    return type.itemsize === 8 ? bound : Number(bound);
  }
  // A sum starts from -0, which leaves even a lone -0 as it is; a sum of nothing is +0.
  if (type.kind === 'f' && identity === 0) return nothing ? 0 : -0;
  return type.itemsize === 8 && type.kind !== 'f' ? BigInt(identity) : Number(identity);
}

function hasIdentity(row: ReductionRow): boolean {
  return typeof row.identity !== 'string';
}

/** The fold of a row over an input of a type. */
export function foldOf(row: ReductionRow, type: DType, start: number | bigint | undefined, nothing: boolean): Fold {
  const accumulator = accumulatorOf(row, type);
  const identity = identityOf(row, accumulator, nothing);
  return {
    rows: kernelNumber(row.rows),
    columns: kernelNumber(row.columns),
    join: { rows: kernelNumber(row.join ?? row.rows), code: accumulator.code, start: identity },
    input: DTYPES[type],
    accumulator,
    start: start ?? identity,
  };
}

const VALUE_OFFSET = 128;
const SQUARED_DEVIATIONS = kernelNumber('squaredDeviationsRows');

/** One element of scratch memory as an output, and its value after the call. */
export function valueOutput(type: DTypeInfo, ndim: number): Operand {
  const byteStrides = new Array<number>(ndim).fill(0);
  return { storage: Storage.scratch, byteOffset: VALUE_OFFSET, byteStrides, code: type.code, itemsize: type.itemsize };
}

export function readValue(type: DTypeInfo): number | bigint {
  return memoryView()[type.getter](kernelArguments + VALUE_OFFSET, true);
}

/** An output array of the remaining axes as an operand over all axes: it stands still along the reduced ones. */
export function outputOver(out: NDArray, axes: readonly number[], ndim: number): Operand {
  const { storage, byteOffset, code, itemsize } = out;
  const own = out.ndim === ndim ? out.byteStrides : undefined;
  let next = 0;
  const byteStrides: number[] = [];
  for (let axis = 0; axis < ndim; axis++) {
    if (axes.includes(axis)) byteStrides.push(0);
    else byteStrides.push(own ? own[axis] : out.byteStrides[next++]);
  }
  return { storage, byteOffset, byteStrides, code, itemsize };
}

/** A value that stands for what `where` leaves out: the identity, over the array's shape. */
function masked(operation: string, a: NDArray, where: ArrayLike, neutral: number | bigint): NDArray {
  const result = NDArray.allocate(a.dtype, a.shape);
  copy(a.shape, constant(0, neutral, DTYPES[a.dtype], a.ndim), result);
  assignWhere(operation, where, a, result);
  return result;
}

/** The elements that count, where the rest is neutral. */
export function selected(operation: string, row: ReductionRow, a: NDArray, options: ReductionOptions): NDArray {
  if (options.where === undefined) return a;
  if (!hasIdentity(row) && options.initial === undefined) {
    throw new TypeError(
      `${operation}: where needs an initial value, because a ${operation} of nothing is not defined.`,
    );
  }
  // The neutral value is that of the input's own type, in which the fold reads.
  const neutral = identityOf(row, DTYPES[a.dtype], true);
  return masked(operation, a, options.where, neutral);
}

/** The names of the options of reductions. */
export const REDUCTION_OPTIONS = ['axis', 'keepdims', 'dtype', 'initial', 'where', 'out'];

/** The type in which elements are folded: that asked for; that of a wider output of sums, as in NumPy; their own. */
function foldedType(name: string, row: ReductionRow, a: NDArray, options: ReductionOptions): DType {
  const { dtype: asked, out } = options;
  if (asked !== undefined) {
    const type: DType = dtype(asked);
    if (row.withoutNaN !== undefined && DTYPES[type].kind !== 'f') {
      throw new TypeError(`${name}: ${type} has no NaN to leave out; use astype() on the result.`);
    }
    return type;
  }
  if (row.accumulator !== 'sums' || !(out instanceof NDArray)) return a.dtype;
  return promoteTypes(accumulatorOf(row, a.dtype).name, out.dtype) === out.dtype ? out.dtype : a.dtype;
}

/** Runs a row of the table over an array. The array result, or the value when the call asks for one. */
export function runReduction(
  name: string,
  asked: ReductionRow,
  value: unknown,
  argument: ReductionArgument,
): NDArray | number | bigint | boolean {
  const a = toArray(name, value);
  const exact = asked.withoutNaN !== undefined && DTYPES[a.dtype].kind !== 'f';
  const row: ReductionRow = exact ? REDUCTIONS[asked.withoutNaN as ReductionName] : asked;
  if (argument === undefined && isDirect(a)) return foldPacked(row, a);
  const options = optionsOf<ReductionOptions>(argument);
  checkOptions(name, options, REDUCTION_OPTIONS);
  const type = foldedType(name, row, a, options);
  const axes = axesOf(name, options.axis, a.ndim);
  const { kept, full } = remaining(a.shape, axes);
  const length = sizeOf(axes.map((axis) => a.shape[axis]));
  if (length === 0 && !hasIdentity(row) && options.initial === undefined && sizeOf(kept) > 0) {
    throw new RangeError(
      `${name}: the axes to reduce, of shape ${showShape(a.shape)}, are empty and a ${name} of nothing is not defined; give an initial value.`,
    );
  }
  const accumulator = accumulatorOf(row, type);
  const start =
    options.initial === undefined
      ? undefined
      : Number.isNaN(options.initial)
        ? Number.NaN
        : plain(scalarAs(name, options.initial, accumulator.name));
  const input = selected(name, row, a, options);
  const fold = foldOf(row, type, start, length === 0);
  const resultType = options.dtype !== undefined && row.accumulator === 'sums' ? DTYPES[type] : accumulator;

  if (asksForValue(options)) {
    const out = valueOutput(resultType, a.ndim);
    reduce(fold, a.shape, axes, input, out);
    if (input !== a) input.dispose();
    const result = readValue(resultType);
    return resultType.kind === 'b' ? Boolean(result) : result;
  }
  const shape = options.keepdims ? full : kept;
  if (options.out !== undefined) {
    const own = options.dtype === undefined ? accumulatorOf(row, a.dtype) : resultType;
    checkOut(name, options.out, shape, own.name);
  }
  // A result of a narrower type than the accumulator's is cut to it before it becomes one of the output's.
  const direct =
    options.out !== undefined && resultType === accumulator && !sharesMemory(options.out.storage, a.storage);
  const result = direct ? options.out! : NDArray.allocate(resultType.name, shape);
  if (result.size > 0) reduce(fold, a.shape, axes, input, outputOver(result, axes, a.ndim));
  if (input !== a) input.dispose();
  if (options.out === undefined || direct) return result;
  copy(shape, result, options.out);
  result.dispose();
  return options.out;
}

/** Everything of a packed array in the heap: one kernel call. */
function foldPacked(row: ReductionRow, a: NDArray): number | bigint {
  const accumulator = accumulatorOf(row, a.dtype);
  const address = kernelArguments + VALUE_OFFSET;
  memoryView()[accumulator.setter](address, identityOf(row, accumulator, false) as never, true);
  table[kernelNumber(row.rows)](a.code, a.storage.ptr + a.byteOffset, 0, a.size, address, 1);
  return readValue(accumulator);
}

/** Whether an array is packed in the heap, with something in it: kernels may take it as it is. */
function isDirect(value: unknown): value is NDArray {
  return value instanceof NDArray && value.size > 0 && value.packed && value.storage.host === null;
}

/** The position of an extremum of a packed array in the heap by one kernel call; undefined for all others. */
export function positionInPacked(kernel: number, a: NDArray): number | undefined {
  if (!isDirect(a)) return undefined;
  const address = kernelArguments + VALUE_OFFSET;
  table[kernel](a.code, a.storage.ptr + a.byteOffset, 0, a.size, 0, address + 8, address, 1);
  return Number(readValue(DTYPES.i64));
}

/**
 * The sum of the squared deviations from `centre` of at most a tile of elements, packed and in the heap, by two kernel
 * calls; undefined for all others. The same to the last bit as by `reduce`.
 *
 * @param type A type of floats: what is computed in.
 * @param centre Called when the array is one of those.
 */
export function deviationsOfFew(value: unknown, type: DTypeInfo, centre: (a: NDArray) => number): number | undefined {
  if (!isDirect(value) || value.size > TILE) return undefined;
  const { code, size } = value;
  const address = kernelArguments + VALUE_OFFSET;
  const middle = centre(value);
  const view = memoryView();
  view[type.setter](address, 0 as never, true);
  view[type.setter](address + 8, middle as never, true);
  let source = value.storage.ptr + value.byteOffset;
  if (code !== type.code) {
    cast(code, type.code, source, 1, tile(0), size);
    source = tile(0);
  }
  table[SQUARED_DEVIATIONS](type.code, source, 0, size, address + 8, address, 1);
  return Number(readValue(type));
}

function plain(value: Scalar): number | bigint {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** A value as the reductions give it: a bigint only for 64-bit input, a boolean where the result is one. */
export function asValue(result: number | bigint | boolean, input: DType, output: DType): number | bigint | boolean {
  if (output === 'bool') return Boolean(result);
  return typeof result === 'bigint' && !(input === 'i64' || input === 'u64') ? Number(result) : result;
}
