/**
 * From a row of the table to a function: which types meet, which loop runs, where the result goes. The ways through are
 * three: packed operands of one type go straight to the kernel, all else through the planner, and `where` through a
 * full result that is then selected from.
 */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { DTYPES, type DType, type DTypeInfo, type DTypeLike, dtype } from '../array/dtype.js';
import { broadcast, packedStrides, type Shape, sameShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import {
  canCastSameKind,
  dtypeOfScalar,
  type LoopOf,
  loopType,
  type Promote,
  type PromoteWeak,
  promoteTypes,
  promoteWeak,
  scalarAs,
  type WeakScalar,
} from '../array/promotion.js';
import { isTraced, Parameter } from '../array/tracer.js';
import { tracing } from '../array/tracing.js';
import { callBinary, callUnary, copy, elementwise, type Family, type Loop } from '../loops/elementwise.js';
import { constant, replicate } from '../loops/fill.js';
import { type Operand, sharesMemory } from '../loops/operand.js';
import { isAscending, memoryOrder } from '../loops/space.js';
import { type KernelName, kernelNumber } from '../wasm/kernels.js';
import { assignWhere, checkOut, over } from './output.js';
import { record, refuseOptions, scalarOf } from './recording.js';
import { REDUCTIONS, runReduction } from './reduction.js';
import type { Row } from './table.js';

/** Options of a ufunc. */
export interface UfuncOptions<L extends DTypeLike = DTypeLike, Out extends NDArray = NDArray> {
  /** The array that receives the result; it is returned. Its type must be one that the result casts to within its kind. */
  out?: Out;
  /** Where true, the result is computed; elsewhere `out` keeps its value, or the result is 0. */
  where?: ArrayLike;
  /** The type in which to compute. */
  dtype?: L;
}

/** The type in which two arguments meet. */
export type Meet<A, B> = A extends WeakScalar
  ? B extends WeakScalar
    ? Promote<DTypeOf<A>, DTypeOf<B>>
    : PromoteWeak<DTypeOf<B>, A>
  : B extends WeakScalar
    ? PromoteWeak<DTypeOf<A>, B>
    : Promote<DTypeOf<A>, DTypeOf<B>>;

type Out<R extends Row, Result, D extends DType> = Result extends DType ? Result : LoopOf<R['loops'], D>;

/** The result of a row's ufunc on operands that meet in D. */
export type ResultOf<R extends Row, D extends DType> = NDArray<Out<R, R['out'], D>>;

/** Both results, of ufuncs that have two. */
export type PairOf<R extends Row, D extends DType> = [NDArray<Out<R, R['out'], D>>, NDArray<Out<R, R['second'], D>>];

/** The type in which the operands of a binary row meet: of the first alone where the second is an exponent. */
export type MeetOf<R extends Row, A, B> = R extends { exponent: DType }
  ? DTypeOf<A>
  : R['loops'] extends 'floating'
    ? Promote<LoopOf<'floating', Meet<A, A>>, LoopOf<'floating', Meet<B, B>>>
    : Meet<A, B>;

/** A row made ready for one loop type. */
interface Resolved {
  readonly loop: Loop;
  readonly type: DTypeInfo;
  readonly outputs: readonly DTypeInfo[];
}

/** A ufunc's row with its loops, each resolved when first used. */
export class Definition {
  private readonly resolved: (Resolved | undefined)[] = [];

  constructor(
    readonly name: string,
    readonly row: Row,
    readonly arity: 1 | 2,
  ) {}

  get results(): 1 | 2 {
    return this.row.second === undefined ? 1 : 2;
  }

  /** The loop that runs in a type. */
  resolve(type: DTypeInfo): Resolved {
    const known = this.resolved[type.code];
    if (known !== undefined) return known;
    const { row } = this;
    const kernel = row.kinds?.[type.kind] ?? row.kernel;
    const inputs = this.arity === 1 ? [type] : [type, row.exponent ? DTYPES[row.exponent] : type];
    const outputs = [row.out, ...(row.second ? [row.second] : [])].map((out) => (out === 'same' ? type : DTYPES[out]));
    const made = { type, outputs, loop: this.loopOf(kernel, type.code, inputs, outputs) };
    this.resolved[type.code] = made;
    return made;
  }

  loopOf(kernel: KernelName, code: number, inputs: readonly DTypeInfo[], outputs: readonly DTypeInfo[]): Loop {
    let family: Family = this.arity === 1 ? 'unary' : 'binary';
    if (outputs.length === 2) family = this.arity === 1 ? 'unaryPair' : 'binaryPair';
    if (kernel === 'cast') family = 'cast';
    return { kernel: kernelNumber(kernel), family, code, inputs, outputs };
  }

  /** The loop for arrays of a type as they are, or undefined when they must be converted first. */
  direct(type: DType): Resolved | undefined {
    const { exponent, checked, loops } = this.row;
    if (exponent !== undefined || (checked && DTYPES[type].kind === 'i')) return undefined;
    return loopType(loops, type) === type ? this.resolve(DTYPES[type]) : undefined;
  }

  refuse(type: DType): never {
    throw new TypeError(
      `${this.name}: not defined for ${type}; ${this.row.remedy ?? `it takes ${this.accepted().join(', ')}`}.`,
    );
  }

  private accepted(): string[] {
    return Object.keys(DTYPES).filter((name) => loopType(this.row.loops, name as DType) === name);
  }
}

/** What stands for the address of an array that has none, being in a host buffer. */
const NOWHERE = -1;

/** Both operands packed arrays of one type, or one of them a JS scalar; no options but a fitting `out`. */
function fast(def: Definition, a: unknown, b: unknown, options: UfuncOptions | undefined): NDArray | undefined {
  let like: NDArray;
  if (a instanceof NDArray) {
    like = a;
    if (b instanceof NDArray && (b.dtype !== a.dtype || !a.packed || !b.packed || !sameShape(a.shape, b.shape)))
      return undefined;
  } else if (b instanceof NDArray) like = b;
  else return undefined;
  if (!like.packed) return undefined;
  const found = def.direct(like.dtype);
  if (found === undefined) return undefined;
  const aStep = fastStep(a, like);
  const bStep = def.arity === 1 ? 1 : fastStep(b, like);
  if (aStep < 0 || bStep < 0) return undefined;
  const [output] = found.outputs;
  let out = options?.out;
  if (options !== undefined) {
    // Whatever else there is, known or not, goes the long way.
    for (const name in options) if (name !== 'out' && options[name as 'dtype'] !== undefined) return undefined;
    if (out !== undefined) {
      if (!out.packed || !out.writeable || out.dtype !== output.name || !sameShape(out.shape, like.shape))
        return undefined;
      // A result written into its operands' bytes must be written in place exactly, or through the planner.
      if (!apart(out, a) || !apart(out, b)) return undefined;
    }
  }
  const first = aStep === 1 ? addressOf(a as NDArray) : 0;
  const second = bStep === 1 && def.arity === 2 ? addressOf(b as NDArray) : 0;
  if (first === NOWHERE || second === NOWHERE) return undefined;
  out ??= NDArray.allocateLike(output, like);
  const target = addressOf(out);
  if (target === NOWHERE) return undefined;
  if (like.size === 0) return out;
  if (def.arity === 1) {
    callUnary(found.loop, first, target, like.size);
    return out;
  }
  const left = aStep === 1 ? first : scalarOperand(def, 0, a as WeakScalar, found.type);
  const right = bStep === 1 ? second : scalarOperand(def, 1, b as WeakScalar, found.type);
  if (def.row.swap) callBinary(found.loop, right, bStep, left, aStep, target, like.size);
  else callBinary(found.loop, left, aStep, right, bStep, target, like.size);
  return out;
}

/** 1 for an array, 0 for a scalar that the array's type holds, -1 for what goes the long way. */
function fastStep(value: unknown, like: NDArray): number {
  if (value instanceof NDArray) return 1;
  if (typeof value !== 'number') return -1;
  const { kind, itemsize } = DTYPES[like.dtype];
  if (kind === 'f') return 0;
  if (kind === 'b' || itemsize === 8 || !Number.isInteger(value)) return -1;
  const bits = itemsize * 8;
  const low = kind === 'u' ? 0 : -(2 ** (bits - 1));
  return value >= low && value < low + 2 ** bits ? 0 : -1;
}

/** Whether an output shares no bytes with an operand, or is that operand in place. */
function apart(out: NDArray, operand: unknown): boolean {
  if (!(operand instanceof NDArray) || !sharesMemory(operand.storage, out.storage)) return true;
  return addressOf(operand) === addressOf(out) && operand.itemsize === out.itemsize;
}

function addressOf(a: NDArray): number {
  const { storage } = a;
  return storage.host === null ? storage.ptr + a.byteOffset : NOWHERE;
}

function scalarOperand(def: Definition, slot: number, value: WeakScalar, type: DTypeInfo): number {
  return replicate(slot, constant(slot, scalarAs(def.name, value, type.name), type, 0));
}

/** A value of an operation: an array, or a JS scalar that follows it. */
type Argument = NDArray | WeakScalar;

function argumentOf(def: Definition, value: unknown): Argument {
  return isScalar(value) ? value : toArray(def.name, value);
}

/** What a scalar means to logic: whether it is not zero. NaN is not. */
function truth(arg: Argument): Argument {
  return arg instanceof NDArray ? arg : arg !== 0 && arg !== 0n && arg !== false;
}

/** The type in which the arguments meet. */
function meet(args: readonly Argument[]): DType {
  let type: DType | undefined;
  for (const arg of args) {
    if (arg instanceof NDArray) type = type === undefined ? arg.dtype : promoteTypes(type, arg.dtype);
  }
  if (type === undefined) return args.map((arg) => dtypeOfScalar(arg as WeakScalar)).reduce(promoteTypes);
  for (const arg of args) if (!(arg instanceof NDArray)) type = promoteWeak(type, arg);
  return type;
}

/** The floating type that holds every operand, which may be narrower than that of the type in which they meet. */
function floatingLoop(args: readonly Argument[]): DType {
  const arrays = args.filter((arg) => arg instanceof NDArray);
  if (arrays.length === 0) return loopType('floating', meet(args))!;
  const types = arrays.map((arg) => loopType('floating', arg.dtype)!);
  const type = types.reduce<DType>(promoteTypes, types[0]);
  // Scalars are weak beside arrays: they matter where they change the type in which the operands meet.
  const common = meet(arrays);
  return args.reduce<DType>((result, arg) => {
    const joint = arg instanceof NDArray ? common : meet([...arrays, arg]);
    return joint === common ? result : promoteTypes(result, loopType('floating', joint)!);
  }, type);
}

/** The loop for arguments, and the arguments as they enter it. */
function choose(def: Definition, args: Argument[], options: UfuncOptions): { resolved: Resolved; args: Argument[] } {
  const { row, name } = def;
  if (typeof row.identity === 'boolean') args = args.map(truth);
  const meeting = row.exponent === undefined ? args : args.slice(0, 1);
  if (options.dtype !== undefined) {
    const wanted: DType = dtype(options.dtype);
    const loop = row.out === 'bool' ? loopType(row.loops, meet(meeting)) : loopType(row.loops, wanted);
    if (loop === undefined || (row.out === 'bool' ? wanted !== 'bool' : loop !== wanted)) {
      throw new TypeError(
        `${name}: has no loop that computes in ${wanted}; leave dtype out and use astype() on the result.`,
      );
    }
    for (const arg of args) {
      const from = arg instanceof NDArray ? arg.dtype : promoteWeak(loop, arg);
      if (!canCastSameKind(from, loop)) {
        throw new TypeError(
          `${name}: an operand of ${from} does not cast to ${loop} within its kind; use astype() first.`,
        );
      }
    }
    if (row.checked) checkIntegerPower(args[1], DTYPES[loop]);
    return { resolved: def.resolve(DTYPES[loop]), args };
  }
  if (row.mixed) {
    const special = exactComparison(def, args);
    if (special) return special;
  }
  const type = meet(meeting);
  const loop = (row.loops === 'floating' ? floatingLoop(meeting) : loopType(row.loops, type)) ?? def.refuse(type);
  if (row.exponent !== undefined) checkExponent(def, args[1]);
  if (row.checked) checkIntegerPower(args[1], DTYPES[loop]);
  return { resolved: def.resolve(DTYPES[loop]), args };
}

/** Codes beyond the dtypes by which comparisons know a pair of signed and unsigned 64-bit operands. */
const I64_U64 = 11;
const U64_I64 = 12;

/** Comparisons whose operands meet in a type that cannot hold them all, which NumPy nevertheless answers exactly. */
function exactComparison(def: Definition, args: Argument[]): { resolved: Resolved; args: Argument[] } | undefined {
  const [a, b] = def.row.swap ? [args[1], args[0]] : args;
  if (a instanceof NDArray && b instanceof NDArray) {
    const signed = (x: NDArray) =>
      DTYPES[x.dtype].kind === 'i' ? DTYPES.i64 : DTYPES[x.dtype].kind === 'u' ? DTYPES.u64 : null;
    const types = [signed(a), signed(b)] as const;
    if (types[0] === null || types[1] === null || types[0] === types[1] || promoteTypes(a.dtype, b.dtype) !== 'f64')
      return undefined;
    const code = types[0] === DTYPES.i64 ? I64_U64 : U64_I64;
    const loop = def.loopOf(def.row.kernel, code, types as readonly DTypeInfo[], [DTYPES.bool]);
    return { resolved: { loop, type: DTYPES.i64, outputs: [DTYPES.bool] }, args };
  }
  // An integer beyond the array's type is beyond all of its elements, as infinity is.
  const at = args.findIndex((arg) => !(arg instanceof NDArray));
  const other = args[1 - at];
  if (at < 0 || !(other instanceof NDArray) || !'ui'.includes(DTYPES[other.dtype].kind)) return undefined;
  const scalar = args[at] as WeakScalar;
  if (typeof scalar === 'boolean' || (typeof scalar === 'number' && !Number.isInteger(scalar))) return undefined;
  try {
    scalarAs(def.name, scalar, other.dtype);
    return undefined;
  } catch {
    const beyond = [...args];
    beyond[at] = scalar > 0 ? Infinity : -Infinity;
    return { resolved: def.resolve(DTYPES.f64), args: beyond };
  }
}

function checkExponent(def: Definition, exponent: Argument): void {
  const type = exponent instanceof NDArray ? exponent.dtype : dtypeOfScalar(exponent);
  const whole = typeof exponent === 'number' && Number.isInteger(exponent);
  if (!whole && (DTYPES[type].kind === 'f' || type === 'u64')) {
    throw new TypeError(
      `${def.name}: the exponents are ${type}; they must be integers that i64 holds, use astype('i32').`,
    );
  }
}

function checkIntegerPower(exponent: Argument, loop: DTypeInfo): void {
  if (loop.kind !== 'i') return;
  const least =
    exponent instanceof NDArray
      ? exponent.size > 0 && (runReduction('power', REDUCTIONS.min, exponent, undefined) as number | bigint)
      : exponent;
  const negative = typeof least !== 'boolean' && least < 0;
  if (negative) {
    throw new RangeError(
      'power: integers to negative integer powers are not allowed; use floatPower or astype to f64.',
    );
  }
}

/** An argument as an operand over the shape of the call. */
function operandOf(def: Definition, arg: Argument, slot: number, type: DTypeInfo, shape: Shape): Operand {
  if (!(arg instanceof NDArray)) return constant(slot, scalarAs(def.name, arg, type.name), type, shape.length);
  return over(arg, shape);
}

/** A fresh array whose axes lie in memory in the order in which the operands' do (NumPy's order 'K'). */
export function allocateLike(type: DTypeInfo, shape: Shape, operands: readonly Operand[]): NDArray {
  if (shape.length < 2) return NDArray.allocate(type.name, shape);
  const order = memoryOrder(shape.length, operands);
  if (isAscending(order)) return NDArray.allocate(type.name, shape);
  const packed = packedStrides(
    order.map((axis) => shape[axis]),
    type.itemsize,
  );
  const strides = new Array<number>(shape.length);
  for (const [i, axis] of order.entries()) strides[axis] = packed[i];
  return NDArray.allocate(type.name, shape, strides);
}

const OPTIONS = ['out', 'where', 'dtype'];

/** Runs a ufunc and gives its results. */
export function apply(
  def: Definition,
  values: readonly unknown[],
  options: UfuncOptions = {},
  outs?: readonly NDArray[],
): NDArray[] {
  checkOptions(def.name, options, OPTIONS);
  if (tracing.on && isTraced(...values)) return [traced(def, values, outs === undefined ? options : { out: outs[0] })];
  const args = values.map((value) => argumentOf(def, value));
  try {
    return applied(def, args, options, outs);
  } finally {
    // Lists became arrays that nobody else has.
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      if (arg !== values[i] && arg instanceof NDArray) arg.dispose();
    }
  }
}

function applied(
  def: Definition,
  operands: Argument[],
  options: UfuncOptions,
  outs: readonly NDArray[] | undefined,
): NDArray[] {
  const { resolved, args } = choose(def, operands, options);
  const given = outs ?? (options.out === undefined ? [] : [options.out]);
  const shapes = args.map((arg) => (arg instanceof NDArray ? arg.shape : []));
  const where = options.where === undefined ? undefined : toArray(def.name, options.where);
  if (where !== undefined) shapes.push(where.shape);
  let shape = broadcast(def.name, shapes);
  if (given.length > 0 && given[0] instanceof NDArray && !sameShape(given[0].shape, shape)) {
    // An output may be larger than what the operands broadcast to, as in NumPy.
    const joint = broadcast(def.name, [shape, given[0].shape]);
    if (sameShape(joint, given[0].shape)) shape = joint;
  }
  for (const [i, out] of given.entries()) checkOut(def.name, out, shape, resolved.outputs[i].name);
  const inputs = args.map((arg, slot) => operandOf(def, arg, slot, resolved.loop.inputs[slot] as DTypeInfo, shape));
  const targets = resolved.outputs.map((type, i) =>
    given[i] === undefined || where !== undefined ? allocateLike(type, shape, inputs) : given[i],
  );
  elementwise(
    resolved.loop,
    shape,
    def.row.swap ? [inputs[1], inputs[0]] : inputs,
    targets.map((target) => over(target, shape)),
  );
  if (where === undefined) return targets;
  return targets.map((computed, i) => {
    const result = given[i] ?? NDArray.allocate(computed.dtype, shape);
    if (given[i] === undefined)
      copy(shape, constant(0, scalarAs(def.name, 0, computed.dtype), DTYPES[computed.dtype], shape.length), result);
    assignWhere(def.name, where, computed, result);
    computed.dispose();
    return result;
  });
}

/** Records a ufunc instead of running it. Numbers that are not known choose the types as their values at the trace do. */
function traced(def: Definition, values: readonly unknown[], options: UfuncOptions): NDArray {
  refuseOptions(def.name, options, ['dtype']);
  const known = values.map((value) => argumentOf(def, scalarOf(value)));
  const { resolved, args } = choose(def, known, options);
  // What a choice has replaced is the same for all numbers of a class; otherwise the number itself takes part.
  const operands = args.map((arg, i) => {
    const value = values[i];
    return value instanceof Parameter && Object.is(arg, known[i]) ? value : arg;
  });
  return record(def.name, resolved.loop, resolved.outputs, def.row.swap ? [operands[1], operands[0]] : operands);
}

/** Runs a ufunc of one result, by the shortest way there is. */
export function call(def: Definition, a: unknown, b: unknown, options?: UfuncOptions): NDArray {
  return fast(def, a, b, options) ?? apply(def, def.arity === 1 ? [a] : [a, b], options)[0];
}
