/** What the functions of a generator are given: shapes, types, and parameters that may be arrays. */
import { type ArrayLike, isScalar, toArray } from '../../array/convert.js';
import { DTYPES, type DType, type DTypeInfo, type DTypeLike, dtype } from '../../array/dtype.js';
import { broadcast, checkShape, type Shape, sameShape, showShape } from '../../array/layout.js';
import type { NDArray } from '../../array/ndarray.js';
import { constant } from '../../loops/fill.js';
import type { Parameter } from '../../loops/random.js';
import { checkOut, over } from '../output.js';
import { max, min } from '../reductions.js';

/** The extents of a result, or its one extent. */
export type Size = number | readonly number[];

/** A number without a size, an array with one. */
export type Drawn<S extends Size | undefined, D extends DType, N = number> = S extends Size ? NDArray<D> : N;

/** The floating-point types in which numbers are made. */
export type FloatName = 'f32' | 'f64';

/** @throws TypeError for other types. */
export function floatType(operation: string, type: DTypeLike | undefined): (typeof DTYPES)[FloatName] {
  const name = type === undefined ? 'f64' : dtype(type);
  if (name === 'f32' || name === 'f64') return DTYPES[name];
  throw new TypeError(`${operation}: dtype ${name}; random numbers are f64 or f32, use astype() for others.`);
}

/** Which values a parameter may have. NaN is refused only where `notNaN` says so. */
export interface Limits {
  readonly low?: number;
  /** Whether `low` itself is refused. */
  readonly above?: boolean;
  readonly high?: number;
  /** Whether `high` itself is refused. */
  readonly below?: boolean;
  readonly notNaN?: boolean;
}

function show({ low, above, high, below }: Limits): string {
  const parts = [
    low === undefined ? '' : `${above ? '>' : '>='} ${low}`,
    high === undefined ? '' : `${below ? '<' : '<='} ${high}`,
  ];
  return parts.filter(Boolean).join(' and ');
}

/** A parameter as a number or an array of at least one dimension. */
export type Value = number | NDArray;

/** @throws RangeError for values outside the limits. */
export function valueOf(operation: string, name: string, given: ArrayLike, limits: Limits): Value {
  const value: Value = isScalar(given) ? Number(given) : toArray(operation, given);
  const check = (least: number, greatest: number) => {
    const { low = -Infinity, above = false, high = Infinity, below = false, notNaN = false } = limits;
    const over = greatest > high || (below && greatest >= high);
    const bad = least < low || (above && least <= low) || over || (notNaN && Number.isNaN(least));
    if (bad) {
      const worst = over ? greatest : least;
      throw new RangeError(`${operation}: ${name} is ${worst}; it must be ${show(limits)}.`);
    }
  };
  if (typeof value === 'number') check(value, value);
  else if (value.size > 0) check(Number(min(value)), Number(max(value)));
  return value;
}

/**
 * The shape of a result: the one asked for, or that of the parameters, undefined for a single number.
 *
 * @throws RangeError when the parameters do not broadcast to the size.
 */
export function shapeOf(operation: string, size: Size | undefined, values: readonly Value[]): Shape | undefined {
  const asked = size === undefined ? undefined : checkShape(operation, size);
  const shapes = values.flatMap((value) => (typeof value === 'number' ? [] : [value.shape]));
  if (shapes.length === 0) return asked;
  const shape = broadcast(operation, shapes);
  if (asked === undefined) return shape;
  if (!sameShape(broadcast(operation, [asked, shape]), asked)) {
    throw new RangeError(
      `${operation}: the parameters have shape ${showShape(shape)} and do not broadcast to size ${showShape(asked)}.`,
    );
  }
  return asked;
}

/** A parameter as kernels read it. `slot` is its place among those of the call. */
export function parameter(value: Value, type: DTypeInfo, shape: Shape, slot: number): Parameter {
  if (typeof value !== 'number') return { operand: over(value, shape), type };
  return {
    operand: constant(slot, type.itemsize === 8 && type.kind === 'i' ? BigInt(value) : value, type, shape.length),
    type,
  };
}

/** Checks that an array can receive numbers: they are not converted, so its type must be theirs. */
export function checkFloatOut(operation: string, out: NDArray, shape: Shape, name: FloatName): void {
  checkOut(operation, out, shape, name);
  if (out.dtype === name) return;
  throw new TypeError(`${operation}: out is ${out.dtype}, the numbers are ${name}; give dtype or astype().`);
}
