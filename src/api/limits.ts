/** What the element types can hold. */
import { isScalar } from '../array/convert.js';
import { DTYPES, type DType, type DTypeLike, integerRange, type Scalar } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { dtypeOfScalar, type WeakScalar } from '../array/promotion.js';
import { type Typed, type TypeOf, typeOf } from './casting.js';

/** A floating-point type in numbers; those of f32 are exactly f32. */
export interface FloatInfo {
  /** The type's name. */
  readonly dtype: 'f32' | 'f64';
  /** Bits of an element. */
  readonly bits: number;
  /** Bits of its exponent. */
  readonly nexp: number;
  /** Bits of its exponent, under NumPy's other name. */
  readonly iexp: number;
  /** Bits of its fraction. */
  readonly nmant: number;
  /** From 1 to the next number above. */
  readonly eps: number;
  /** From 1 to the next number below. */
  readonly epsneg: number;
  /** The binary exponent of `eps`. */
  readonly machep: number;
  /** The binary exponent of `epsneg`. */
  readonly negep: number;
  /** The largest number. */
  readonly max: number;
  /** The least number: `-max`. */
  readonly min: number;
  /** The exponent of the least power of two that overflows. */
  readonly maxexp: number;
  /** The least positive number of full precision. */
  readonly smallestNormal: number;
  /** The same, under NumPy's older name. */
  readonly tiny: number;
  /** The binary exponent of `smallestNormal`. */
  readonly minexp: number;
  /** The least positive number. */
  readonly smallestSubnormal: number;
  /** Decimal digits that are sure to be kept. */
  readonly precision: number;
  /** Ten to minus `precision`. */
  readonly resolution: number;
}

/** An integer type in numbers: bigints for types of 64 bits. */
export interface IntegerInfo<D extends DType = DType> {
  /** The type's name. */
  readonly dtype: D;
  /** Whether it is signed, `'i'`, or unsigned, `'u'`. */
  readonly kind: 'i' | 'u';
  /** Bits of an element. */
  readonly bits: number;
  /** The least value. */
  readonly min: Scalar<D>;
  /** The largest value. */
  readonly max: Scalar<D>;
}

function floatInfo(name: 'f32' | 'f64', nexp: number, nmant: number, precision: number, resolution: number): FloatInfo {
  const maxexp = 2 ** (nexp - 1);
  const max = (2 - 2 ** -nmant) * 2 ** (maxexp - 1);
  const smallestNormal = 2 ** (2 - maxexp);
  return Object.freeze({
    dtype: name,
    bits: 1 + nexp + nmant,
    nexp,
    iexp: nexp,
    nmant,
    eps: 2 ** -nmant,
    epsneg: 2 ** (-nmant - 1),
    machep: -nmant,
    negep: -nmant - 1,
    max,
    min: -max,
    maxexp,
    smallestNormal,
    tiny: smallestNormal,
    minexp: 2 - maxexp,
    smallestSubnormal: 2 ** (2 - maxexp - nmant),
    precision,
    resolution,
  });
}

const FLOATS = {
  f32: floatInfo('f32', 8, 23, 6, Math.fround(1e-6)),
  f64: floatInfo('f64', 11, 52, 15, 1e-15),
};

function named(operation: string, value: unknown): DType {
  return isScalar(value) ? dtypeOfScalar(value as WeakScalar) : typeOf(operation, value);
}

/**
 * The limits of a floating-point type.
 *
 * @param type A type's name, an array for its type, or a number for f64.
 * @returns A frozen object, see {@link FloatInfo}. NumPy: `finfo`.
 * @throws TypeError for other types.
 * @example
 * finfo('f32').eps; // 1.1920928955078125e-7
 */
export function finfo(type: DTypeLike | NDArray | number): FloatInfo {
  const name = named('finfo', type);
  if (name === 'f32' || name === 'f64') return FLOATS[name];
  throw new TypeError(`finfo: ${name} is no floating-point type; iinfo() tells of integers.`);
}

type NamedType<T> = T extends bigint ? 'i64' : TypeOf<T>;

/**
 * The limits of an integer type.
 *
 * @param type A type's name, an array for its type, or a bigint for i64.
 * @returns A frozen object, see {@link IntegerInfo}. NumPy: `iinfo`.
 * @throws TypeError for other types.
 * @example
 * iinfo('u8').max;  // 255
 * iinfo('i64').max; // 9223372036854775807n
 */
export function iinfo<const T extends Typed | bigint>(type: T): IntegerInfo<NamedType<T>> {
  const name = named('iinfo', type);
  const { kind, itemsize } = DTYPES[name];
  const range = integerRange(name);
  if (range === undefined) {
    throw new TypeError(`iinfo: ${name} is no integer type${kind === 'f' ? '; finfo() tells of floats' : ''}.`);
  }
  const [min, max] = itemsize === 8 ? range : range.map(Number);
  return Object.freeze({ dtype: name, kind, bits: itemsize * 8, min, max }) as IntegerInfo as IntegerInfo<NamedType<T>>;
}
