/** Which type casts to which, and in which type values meet. */
import { type DTypeOf, isScalar, type TypedArray } from '../array/convert.js';
import {
  type Canonical,
  DTYPES,
  type DType,
  type DTypeLike,
  dtype,
  dtypeOfTypedArray,
  integerRange,
} from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import {
  canCastSafely,
  canCastSameKind,
  dtypeOfScalar,
  type Promote,
  type PromoteWeak,
  promoteTypes as promote,
  promoteWeak,
  type WeakScalar,
} from '../array/promotion.js';

/** What has an element type: an array, a typed array, or the type's name. */
export type Typed = NDArray | TypedArray | DTypeLike;

/** The element type of what is {@link Typed}. */
export type TypeOf<T> = T extends DTypeLike ? Canonical<T> : DTypeOf<T>;

/** @internal @throws TypeError for what has no element type. */
export function typeOf(operation: string, value: unknown): DType {
  if (value instanceof NDArray) return value.dtype;
  const native = dtypeOfTypedArray(value);
  if (native !== undefined) return native;
  if (typeof value === 'string') return dtype(value as DTypeLike);
  throw new TypeError(
    `${operation}: ${shown(value)} has no element type; give an array, a typed array or a type's name such as 'f32'.`,
  );
}

function shown(value: unknown): string {
  return Array.isArray(value) ? 'a list' : String(value);
}

/**
 * How much a cast may change: `'no'` and `'equiv'` nothing, `'safe'` no value of the type, `'sameKind'` also narrows
 * within a kind (f64 to f32, i64 to i8), `'unsafe'` anything.
 */
export type Casting = 'no' | 'equiv' | 'safe' | 'sameKind' | 'unsafe';

const RULES: Record<Casting, (from: DType, to: DType) => boolean> = {
  no: (from, to) => from === to,
  equiv: (from, to) => from === to,
  safe: canCastSafely,
  sameKind: canCastSameKind,
  unsafe: () => true,
};

/**
 * Whether elements of one type may be cast to another under a rule.
 *
 * @param from A type's name, or an array for its type.
 * @param casting See {@link Casting}; `'safe'` unless given.
 * @throws TypeError for JS numbers, whose type depends on what stands beside them; RangeError for another rule.
 *   NumPy: `can_cast`.
 * @example
 * canCast('i32', 'f64');             // true
 * canCast('f64', 'f32');             // false
 * canCast('f64', 'f32', 'sameKind'); // true
 */
export function canCast(from: Typed, to: DTypeLike, casting: Casting = 'safe'): boolean {
  if (!Object.hasOwn(RULES, casting)) {
    throw new RangeError(`canCast: casting is '${String(casting)}'; it is one of ${Object.keys(RULES).join(', ')}.`);
  }
  return RULES[casting](typeOf('canCast', from), typeOf('canCast', to));
}

/**
 * The type in which arrays of two types meet.
 *
 * @throws TypeError for what names no type. NumPy: `promote_types`.
 * @example
 * promoteTypes('u8', 'i8');      // 'i16'
 * promoteTypes('float32', '<i4'); // 'f64'
 */
export function promoteTypes<A extends DTypeLike, B extends DTypeLike>(
  a: A,
  b: B,
): Promote<Canonical<A>, Canonical<B>> {
  const [first, second] = [a, b].map((type): DType => dtype(type));
  return promote(first, second) as Promote<Canonical<A>, Canonical<B>>;
}

/** The type in which the typed ones of several meet; never when there are none. */
type Meeting<A, T extends DType = never> = A extends readonly [infer First, ...infer Rest]
  ? First extends WeakScalar
    ? Meeting<Rest, T>
    : Meeting<Rest, [T] extends [never] ? TypeOf<First> : Promote<T, TypeOf<First>>>
  : T;

/** The same with the scalars beside them. */
type Weakened<A, T extends DType> = A extends readonly [infer First, ...infer Rest]
  ? Weakened<Rest, First extends WeakScalar ? PromoteWeak<T, First> : T>
  : T;

/** The type in which scalars alone meet. */
type Scalars<A, T extends DType = 'bool'> = A extends readonly [infer First, ...infer Rest]
  ? Scalars<Rest, Promote<T, DTypeOf<First>>>
  : T;

/** The type of {@link resultType}. */
export type ResultType<A extends readonly unknown[]> = number extends A['length']
  ? DType
  : [Meeting<A>] extends [never]
    ? Scalars<A>
    : Weakened<A, Meeting<A>>;

/**
 * The type in which arrays, types and JS scalars meet. Scalars take the type of what stands beside them where its kind
 * allows.
 *
 * @returns The short name. NumPy: `result_type`.
 * @throws TypeError when there is nothing, or a list: give `array(list)`.
 * @example
 * resultType('u8', 'i8'); // 'i16'
 * resultType('f32', 2.5); // 'f32'
 * resultType('u8', 2.5);  // 'f64'
 */
export function resultType<const A extends readonly (Typed | WeakScalar)[]>(...values: A): ResultType<A> {
  if (values.length === 0) throw new TypeError('resultType: there is nothing; give arrays, types or scalars.');
  const scalars = values.filter(isScalar) as WeakScalar[];
  const types = values.filter((value) => !isScalar(value)).map((value) => typeOf('resultType', value));
  const result =
    types.length === 0
      ? scalars.map(dtypeOfScalar).reduce<DType>(promote, 'bool')
      : scalars.reduce<DType>(promoteWeak, types.reduce<DType>(promote, types[0]));
  return result as ResultType<A>;
}

/** From here on NumPy counts a float as f64. */
const SINGLE_LIMIT = 3.4e38;

/**
 * The smallest type that holds a value: unsigned before signed for integers >= 0, and f32 for floats that do not
 * overflow it, whatever their digits. A JS number without a fraction is an integer, where NumPy tells 3.0 from 3.
 *
 * @param value A JS scalar, or an array: of several elements or dimensions it gives its own type.
 * @returns The short name. NumPy: `min_scalar_type`, with f32 where it has float16.
 * @throws RangeError for bigints that no type holds.
 * @example
 * minScalarType(255); // 'u8'
 * minScalarType(-1);  // 'i8'
 * minScalarType(0.1); // 'f32'
 */
export function minScalarType(value: WeakScalar | NDArray): DType {
  if (value instanceof NDArray) {
    if (value.ndim > 0) return value.dtype;
    return DTYPES[value.dtype].kind === 'f' ? floatFor(Number(value.item())) : minScalarType(value.item());
  }
  if (!isScalar(value)) {
    throw new TypeError(`minScalarType: ${shown(value)} is neither a number, bigint or boolean nor an array.`);
  }
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number' && !Number.isInteger(value)) return floatFor(value);
  const kind = value < 0 ? 'i' : 'u';
  const whole = BigInt(value);
  for (const { name } of Object.values(DTYPES)) {
    const range = DTYPES[name].kind === kind ? integerRange(name) : undefined;
    if (range !== undefined && whole >= range[0] && whole <= range[1]) return name;
  }
  if (typeof value === 'number') return floatFor(value);
  throw new RangeError(`minScalarType: ${value} is beyond 64 bits; no integer type holds it.`);
}

function floatFor(value: number): DType {
  return Math.abs(value) < SINGLE_LIMIT || !Number.isFinite(value) ? 'f32' : 'f64';
}

/** The type of {@link commonType}: f32 when all arrays are. */
export type CommonType<A extends readonly NDArray[]> = number extends A['length']
  ? 'f32' | 'f64'
  : [A[number]['dtype']] extends ['f32']
    ? 'f32'
    : 'f64';

/**
 * The floating type that arrays have in common: f32 when all are f32, otherwise f64.
 *
 * @returns The short name. NumPy: `common_type`.
 * @throws TypeError for bools, what is no array, and when there is none.
 * @example
 * commonType(zeros(2, 'f32'), zeros(2, 'u8')); // 'f64'
 */
export function commonType<const A extends readonly NDArray[]>(...arrays: A): CommonType<A> {
  if (arrays.length === 0) throw new TypeError('commonType: there is no array; give at least one.');
  for (const array of arrays) {
    if (!(array instanceof NDArray)) throw new TypeError(`commonType: ${shown(array)} is no array; use array().`);
    if (array.dtype === 'bool') throw new TypeError('commonType: bools are no numbers; use astype().');
  }
  return (arrays.every((array) => array.dtype === 'f32') ? 'f32' : 'f64') as CommonType<A>;
}
