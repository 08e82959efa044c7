/** The methods of ufuncs: reduce, accumulate, outer, at. What has kernels of its own uses them; the rest folds. */
import { type ArrayLike, toArray } from '../array/convert.js';
import {
  DTYPES,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  dtype,
  integerRange,
  type Scalar,
} from '../array/dtype.js';
import { normalizeAxis, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { loopType, scalarAs } from '../array/promotion.js';
import { copy } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { accumulate as accumulateAlong, foldLast, type Step } from '../loops/fold.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { assignWhere, checkOut } from './output.js';
import {
  asksForValue,
  asValue,
  axesOf,
  optionsOf,
  REDUCTION_OPTIONS,
  REDUCTIONS,
  type ReductionArgument,
  type ReductionName,
  type ReductionOptions,
  remaining,
  runReduction,
} from './reduction.js';
import { SCAN_OPTIONS, type ScanOptions, scanAlong, scannedType } from './scans.js';
import { apply, type Definition, type UfuncOptions } from './ufunc.js';

/** Ufuncs whose reduction has kernels of its own. */
const OWN_REDUCTION: Readonly<Record<string, ReductionName>> = {
  add: 'sum',
  multiply: 'prod',
  maximum: 'max',
  minimum: 'min',
  fmax: 'fmax',
  fmin: 'fmin',
  logicalAnd: 'all',
  logicalOr: 'any',
};

/** The kernel that folds, and its type, for an array of a type, or for the type that is asked for. */
function stepOf(def: Definition, method: string, own: DType, asked?: DTypeLike): Step & { type: DTypeInfo } {
  const name: DType = asked === undefined ? own : dtype(asked);
  const { row } = def;
  const logical = row.out === 'bool' && row.identity !== undefined;
  if ((row.out !== 'same' && !logical) || row.exponent !== undefined) {
    throw new TypeError(
      `${def.name}.${method}: its results are not of the type of its operands, so it cannot be folded.`,
    );
  }
  const type = logical ? 'bool' : (loopType(row.loops, name) ?? def.refuse(name));
  if (asked !== undefined && !logical && type !== name) {
    throw new TypeError(
      `${def.name}.${method}: has no loop that computes in ${name}; leave dtype out and use astype() on the result.`,
    );
  }
  const info = DTYPES[type];
  return { kernel: kernelNumber(row.kinds?.[info.kind] ?? row.kernel), type: info };
}

/** `ufunc.reduce`: folds an axis, the first unless said otherwise, or all with `axis: null`. */
export function reduce(
  def: Definition,
  value: ArrayLike,
  argument: ReductionArgument,
): NDArray | number | bigint | boolean {
  const a = toArray(def.name, value);
  const given = optionsOf<ReductionOptions>(argument);
  const axis = argument === null ? null : given.axis === undefined ? 0 : given.axis;
  const options: ReductionOptions = { ...given, axis };
  const own = OWN_REDUCTION[def.name];
  if (own !== undefined) {
    const result = runReduction(`${def.name}.reduce`, REDUCTIONS[own], a, options);
    if (result instanceof NDArray) return result;
    const element = options.dtype === undefined ? a.dtype : dtype(options.dtype);
    const output = own === 'all' || own === 'any' ? 'bool' : own === 'sum' || own === 'prod' ? 'i64' : element;
    return asValue(result, a.dtype, output);
  }
  return foldAny(def, a, options);
}

/** An identity in a type: that of bitwiseAnd, all bits set, is -1 only where there are signs. */
function identityAs(name: string, identity: number | boolean, type: DType): Scalar {
  const allBits = identity === -1 && DTYPES[type].kind === 'u';
  return scalarAs(name, allBits ? integerRange(type)![1] : identity, type);
}

function foldAny(def: Definition, a: NDArray, options: ReductionOptions): NDArray | number | bigint | boolean {
  const name = `${def.name}.reduce`;
  checkOptions(name, options, REDUCTION_OPTIONS);
  const axes = axesOf(name, options.axis, a.ndim);
  const step = stepOf(def, 'reduce', a.dtype, options.dtype);
  if (def.row.ordered && axes.length > 1) {
    throw new RangeError(`${name}: the order of operands matters, so only one axis can be reduced at a time.`);
  }
  const { kept, full } = remaining(a.shape, axes);
  const length = sizeOf(axes.map((axis) => a.shape[axis]));
  const { identity } = def.row;
  const { initial } = options;
  // With an identity the fold starts from it even where there is a first element: gcd(0, -4) is 4.
  const neutral = identity === undefined ? undefined : identityAs(name, identity, step.type.name);
  const start = initial === undefined ? neutral : scalarAs(name, initial, step.type.name);
  if (start === undefined && (length === 0 || options.where !== undefined) && sizeOf(kept) > 0) {
    throw new RangeError(`${name}: a ${def.name} of nothing is not defined; give an initial value.`);
  }
  let source = a;
  if (options.where !== undefined) {
    if (neutral === undefined) throw new TypeError(`${name}: where needs an operation with an identity.`);
    source = NDArray.allocate(step.type.name, a.shape);
    copy(a.shape, constant(0, neutral, step.type, a.ndim), source);
    assignWhere(name, options.where, a, source);
  }
  // Reduced axes last, and as one.
  const order = [...a.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)), ...axes];
  const rows = source.permuteDims(order).reshape([...kept, length]);
  const shape = options.keepdims ? full : kept;
  if (options.out !== undefined) checkOut(name, options.out, shape, step.type.name);
  const result = NDArray.allocate(step.type.name, kept);
  const first = start === undefined ? undefined : constant(0, start, step.type, kept.length);
  if (result.size > 0) foldLast(step, rows.shape, rows, result, first);
  if (options.out !== undefined) {
    copy(shape, result.reshape(shape), options.out);
    return options.out;
  }
  return asksForValue(options) ? result.item() : result.reshape(shape);
}

/** `ufunc.accumulate`: the running fold along an axis, the first unless said otherwise. */
export function accumulate(def: Definition, value: ArrayLike, argument?: number | ScanOptions): NDArray {
  const name = `${def.name}.accumulate`;
  const a = toArray(name, value);
  const options: ScanOptions = typeof argument === 'number' ? { axis: argument } : (argument ?? {});
  checkOptions(name, options, SCAN_OPTIONS);
  const axis = normalizeAxis(name, options.axis ?? 0, a.ndim);
  const sums = def.name === 'add' ? 'cumsum' : def.name === 'multiply' ? 'cumprod' : undefined;
  const asked = sums ? scannedType(a, options) : a.dtype;
  const step = sums ? undefined : stepOf(def, 'accumulate', a.dtype, options.dtype);
  const type = step?.type.name ?? (options.dtype === undefined ? loopType('sums', asked)! : asked);
  if (options.out !== undefined) {
    checkOut(name, options.out, a.shape, sums && options.dtype === undefined ? loopType('sums', a.dtype)! : type);
  }
  const result = NDArray.allocate(type, a.shape);
  if (a.size > 0) {
    if (step !== undefined) accumulateAlong(step, a.shape, axis, a, result);
    else if (sums) scanAlong(sums, a, axis, asked, def.name === 'add' ? 0 : 1, result);
  }
  if (options.out === undefined) return result;
  copy(a.shape, result, options.out);
  result.dispose();
  return options.out;
}

/** `ufunc.outer`: every element of one with every element of the other. */
export function outer(def: Definition, a: ArrayLike, b: ArrayLike, options?: UfuncOptions): NDArray {
  const left = toArray(def.name, a);
  const right = toArray(def.name, b);
  const spread = left.reshape([...left.shape, ...right.shape.map(() => 1)]);
  return apply(def, [spread, right], options)[0];
}

/** `ufunc.at`: in place at the given positions of the first axis, each in turn, so that repeated positions add up. */
export function at(def: Definition, a: NDArray, indices: ArrayLike, b?: ArrayLike): void {
  const name = `${def.name}.at`;
  if (!(a instanceof NDArray)) throw new TypeError(`${name}: works in place and needs an NDArray.`);
  if (!a.writeable) throw new TypeError(`${name}: the array is read-only (a broadcast view); use its copy().`);
  if (loopType(def.row.loops, a.dtype) === undefined) def.refuse(a.dtype);
  const extent = a.shape[normalizeAxis(name, 0, a.ndim)];
  const positions = toArray(name, indices);
  const flat = (positions.ravel().toArray() as unknown[]).map((value) => {
    const index = Number(value);
    if (!Number.isInteger(index) || typeof value === 'boolean')
      throw new TypeError(`${name}: index ${value} is no integer.`);
    if (index < -extent || index >= extent) {
      throw new RangeError(`${name}: index ${index} is out of bounds for axis 0 with size ${extent}.`);
    }
    return index < 0 ? index + extent : index;
  });
  const shape = [...positions.shape, ...a.shape.slice(1)];
  const item = a.shape.slice(1);
  const operand =
    b === undefined
      ? undefined
      : toArray(name, b)
          .broadcastTo(shape)
          .reshape([flat.length, ...item]);
  const own = loopType(def.row.loops, a.dtype) === a.dtype && def.row.out === 'same' && a.ndim === 1;
  if (
    operand &&
    own &&
    a.storage.host === null &&
    a.native &&
    def.row.exponent === undefined &&
    operand.dtype === a.dtype
  ) {
    const step = stepOf(def, 'at', a.dtype);
    const values = operand.copy();
    if (values.storage.host === null) {
      const { code, itemsize } = a;
      const base = a.storage.ptr + a.byteOffset;
      for (const [i, index] of flat.entries()) {
        const place = base + index * a.byteStrides[0];
        table[step.kernel](code, place, 0, values.storage.ptr + i * itemsize, 0, place, 0, 1);
      }
      values.dispose();
      return;
    }
  }
  for (const [i, index] of flat.entries()) {
    const target = a.get(index, '...') as NDArray;
    const args = operand ? [target, operand.get(i, '...')] : [target];
    apply(def, args, { out: target });
  }
}
