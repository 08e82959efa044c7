/** From JS values to arrays: numbers, nested lists, typed arrays, iterables. */
import { received } from './adopt.js';
import { DTYPES, type DType, dtypeOfTypedArray, integerRange } from './dtype.js';
import { type Exchangeable, isExchangeable } from './exchange.js';
import { type Shape, showShape, sizeOf } from './layout.js';
import { NDArray } from './ndarray.js';
import type { WeakScalar } from './promotion.js';
import { Parameter } from './tracer.js';
import { tracing } from './tracing.js';

/** Numeric typed arrays; Float16Array is not among the element types. */
export type TypedArray =
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** A list of scalars, of arrays, or of lists. */
export interface NestedList extends ReadonlyArray<WeakScalar | NDArray | TypedArray | Exchangeable | NestedList> {}

/**
 * What is taken wherever an array is: arrays, JS scalars, nested lists, typed arrays, iterables of scalars, and arrays of
 * other libraries that offer their memory by the exchange protocol.
 */
export type ArrayLike = NDArray | WeakScalar | NestedList | TypedArray | Exchangeable | Iterable<WeakScalar>;

/** An array, told by its type alone: comparing whole arrays costs the compiler too much. */
interface Typed {
  readonly dtype: DType;
}

/** What a list holds; everything else is its own. */
type Item<A> = A extends Typed | TypedArray | WeakScalar
  ? A
  : A extends readonly (infer I)[]
    ? I
    : A extends Iterable<infer I extends WeakScalar>
      ? I
      : A;

type Leaf<A> = A extends { readonly dtype: infer D extends DType }
  ? D
  : A extends boolean
    ? 'bool'
    : A extends bigint
      ? 'i64'
      : A extends number
        ? 'f64'
        : A extends Float64Array
          ? 'f64'
          : A extends Float32Array
            ? 'f32'
            : A extends Int32Array
              ? 'i32'
              : A extends Uint32Array
                ? 'u32'
                : A extends Int16Array
                  ? 'i16'
                  : A extends Uint16Array
                    ? 'u16'
                    : A extends Int8Array
                      ? 'i8'
                      : A extends Uint8Array | Uint8ClampedArray
                        ? 'u8'
                        : A extends BigInt64Array
                          ? 'i64'
                          : A extends BigUint64Array
                            ? 'u64'
                            : DType;

/** The element type of what {@link ArrayLike} gives: a `number[]` is f64, bigints i64, booleans bool. Lists nest up to four deep. */
export type DTypeOf<A> = Leaf<Item<Item<Item<Item<A>>>>>;

export function isScalar(value: unknown): value is WeakScalar {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

/** Lists as they nest, with typed arrays, arrays and iterables turned into lists. */
type Listed = WeakScalar | Listed[];

function listed(operation: string, value: unknown): Listed {
  if (isScalar(value)) return value;
  if (value instanceof NDArray) return value.toArray();
  if (isExchangeable(value)) return received(operation, value).toArray();
  if (Array.isArray(value)) return value.map((item) => (isScalar(item) ? item : listed(operation, item)));
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
    return Array.from(value as Iterable<unknown>, (item) => listed(operation, item));
  }
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new TypeError(`${operation}: ${shown} is neither a number, bigint or boolean nor a list of them.`);
}

/** The shape of nested lists, by their first items. */
function shapeOf(value: Listed): number[] {
  const shape: number[] = [];
  for (let level: Listed = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (level.length === 0) break;
  }
  return shape;
}

/** All scalars in order. Throws where a list is not as long, or not as deep, as the first one beside it. */
function flatten(operation: string, value: Listed, shape: Shape): WeakScalar[] {
  const flat: WeakScalar[] = [];
  const descend = (item: Listed, depth: number): void => {
    if (!Array.isArray(item)) {
      if (depth !== shape.length) ragged(operation, shape, depth, 'a scalar');
      flat.push(item);
      return;
    }
    if (depth === shape.length || item.length !== shape[depth])
      ragged(operation, shape, depth, `a list of ${item.length}`);
    for (const inner of item) descend(inner, depth + 1);
  };
  descend(value, 0);
  return flat;
}

function ragged(operation: string, shape: Shape, depth: number, found: string): never {
  const expected = depth < shape.length ? `a list of ${shape[depth]}` : 'a scalar';
  throw new RangeError(
    `${operation}: the nested list is ragged: at depth ${depth} it has ${found} where its first items, shape ${showShape(shape)}, have ${expected}.`,
  );
}

/** bool for booleans alone, i64 for bigints (with booleans), f64 with any number. */
function commonType(flat: readonly WeakScalar[]): DType {
  let bigints = false;
  let numbers = flat.length === 0;
  for (const item of flat) {
    if (typeof item === 'number') numbers = true;
    else if (typeof item === 'bigint') bigints = true;
  }
  return numbers ? 'f64' : bigints ? 'i64' : 'bool';
}

/** Writes scalars as elements of the array's type. Fractions are cut for integers; what does not fit is refused. */
function write(operation: string, flat: readonly WeakScalar[], target: NDArray): void {
  const { kind, itemsize } = DTYPES[target.dtype];
  const range = integerRange(target.dtype);
  const data = target.data;
  for (let i = 0; i < flat.length; i++) {
    const item = flat[i];
    if (kind === 'f') data[i] = Number(item);
    else if (kind === 'b') data[i] = item ? 1 : 0;
    else {
      const whole = typeof item === 'number' ? Math.trunc(item) : typeof item === 'boolean' ? Number(item) : item;
      const fits = typeof whole !== 'number' || Number.isFinite(whole);
      if (!fits || whole < range![0] || whole > range![1]) {
        throw new RangeError(
          `${operation}: ${item} does not fit ${target.dtype} (${range![0]} to ${range![1]}); choose a wider type.`,
        );
      }
      data[i] = (itemsize === 8 ? BigInt(whole) : Number(whole)) as never;
    }
  }
}

/**
 * An array of what a caller gave. Arrays come back as they are, and the memory of those that other libraries offer is
 * used in place; everything else is copied into a fresh array.
 *
 * @throws RangeError for ragged lists and values that do not fit the type, TypeError for what is no number.
 */
export function toArray(operation: string, value: unknown, type?: DType): NDArray {
  if (tracing.on) {
    if (value instanceof Parameter) return value.toTracer();
    tracing.operation = operation;
  }
  if (value instanceof NDArray) return type === undefined || value.dtype === type ? value : value.astype(type);
  const native = dtypeOfTypedArray(value);
  if (native !== undefined) {
    const source = value as TypedArray;
    const copied = NDArray.allocate(native, [source.length]);
    copied.data.set(source as never);
    return type === undefined || type === native ? copied : copied.astype(type);
  }
  if (isExchangeable(value)) {
    const view = received(operation, value);
    return type === undefined || view.dtype === type ? view : view.astype(type);
  }
  const lists = listed(operation, value);
  const shape = shapeOf(lists);
  if (sizeOf(shape) === 0) {
    flatten(operation, lists, shape);
    return NDArray.allocate(type ?? 'f64', shape);
  }
  const flat = flatten(operation, lists, shape);
  const result = NDArray.allocate(type ?? commonType(flat), shape);
  write(operation, flat, result);
  return result;
}
