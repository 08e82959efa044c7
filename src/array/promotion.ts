/**
 * Which type two operands meet in, and the loop type of an operation. Both tables serve the compiler and the running
 * program alike: the types below index the very objects that the functions do.
 *
 * Source: NumPy's promotion table (NEP 50), with JS numbers as weak scalars.
 */
import { DTYPES, type DType, integerRange, type Scalar } from './dtype.js';
import { shown } from './layout.js';

// biome-ignore format: a table
export const PROMOTION = {
  bool: { bool: 'bool', u8: 'u8',  i8: 'i8',  u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
  u8:   { bool: 'u8',   u8: 'u8',  i8: 'i16', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
  i8:   { bool: 'i8',   u8: 'i16', i8: 'i8',  u16: 'i32', i16: 'i16', u32: 'i64', i32: 'i32', u64: 'f64', i64: 'i64', f32: 'f32', f64: 'f64' },
  u16:  { bool: 'u16',  u8: 'u16', i8: 'i32', u16: 'u16', i16: 'i32', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
  i16:  { bool: 'i16',  u8: 'i16', i8: 'i16', u16: 'i32', i16: 'i16', u32: 'i64', i32: 'i32', u64: 'f64', i64: 'i64', f32: 'f32', f64: 'f64' },
  u32:  { bool: 'u32',  u8: 'u32', i8: 'i64', u16: 'u32', i16: 'i64', u32: 'u32', i32: 'i64', u64: 'u64', i64: 'i64', f32: 'f64', f64: 'f64' },
  i32:  { bool: 'i32',  u8: 'i32', i8: 'i32', u16: 'i32', i16: 'i32', u32: 'i64', i32: 'i32', u64: 'f64', i64: 'i64', f32: 'f64', f64: 'f64' },
  u64:  { bool: 'u64',  u8: 'u64', i8: 'f64', u16: 'u64', i16: 'f64', u32: 'u64', i32: 'f64', u64: 'u64', i64: 'f64', f32: 'f64', f64: 'f64' },
  i64:  { bool: 'i64',  u8: 'i64', i8: 'i64', u16: 'i64', i16: 'i64', u32: 'i64', i32: 'i64', u64: 'f64', i64: 'i64', f32: 'f64', f64: 'f64' },
  f32:  { bool: 'f32',  u8: 'f32', i8: 'f32', u16: 'f32', i16: 'f32', u32: 'f64', i32: 'f64', u64: 'f64', i64: 'f64', f32: 'f32', f64: 'f64' },
  f64:  { bool: 'f64',  u8: 'f64', i8: 'f64', u16: 'f64', i16: 'f64', u32: 'f64', i32: 'f64', u64: 'f64', i64: 'f64', f32: 'f64', f64: 'f64' },
} as const satisfies Record<DType, Record<DType, DType>>;

/** The type in which elements of types A and B meet. */
export type Promote<A extends DType, B extends DType> = (typeof PROMOTION)[A][B];

/**
 * For a family of operations, the type in which its loop runs on elements of each type; a type left out is refused.
 * NumPy computes floating functions of 8-bit integers in float16, which contig does not have: here they run in f32.
 */
// biome-ignore format: a table
export const LOOPS = {
  /** add, maximum, comparisons: every type as it is. */
  all:      { bool: 'bool', u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
  /** subtract, negative: no bool. */
  numbers:  { u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
  /** remainder, power: bools count as small integers. */
  counting: { bool: 'i8', u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
  /** gcd. */
  whole:    { u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64' },
  /** Shifts. */
  integers: { bool: 'i8', u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64' },
  /** bitwiseAnd, invert. */
  bits:     { bool: 'bool', u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', u32: 'u32', i32: 'i32', u64: 'u64', i64: 'i64' },
  /** exp, sin, hypot. */
  floating: { bool: 'f32', u8: 'f32', i8: 'f32', u16: 'f32', i16: 'f32', u32: 'f64', i32: 'f64', u64: 'f64', i64: 'f64', f32: 'f32', f64: 'f64' },
  /** divide: integers meet in f64. */
  quotient: { bool: 'f64', u8: 'f64', i8: 'f64', u16: 'f64', i16: 'f64', u32: 'f64', i32: 'f64', u64: 'f64', i64: 'f64', f32: 'f32', f64: 'f64' },
  /** floatPower. */
  double:   { bool: 'f64', u8: 'f64', i8: 'f64', u16: 'f64', i16: 'f64', u32: 'f64', i32: 'f64', u64: 'f64', i64: 'f64', f32: 'f64', f64: 'f64' },
  /** sum, prod and their scans: integers accumulate in 64 bits. */
  sums:     { bool: 'i64', u8: 'u64', i8: 'i64', u16: 'u64', i16: 'i64', u32: 'u64', i32: 'i64', u64: 'u64', i64: 'i64', f32: 'f32', f64: 'f64' },
} as const satisfies Record<string, Partial<Record<DType, DType>>>;

/** A family of operations by the types of its loops. */
export type LoopFamily = keyof typeof LOOPS;

/** The type in which a family's loop runs on elements of type D; never where the family refuses D. */
export type LoopOf<F extends LoopFamily, D extends DType> = D extends keyof (typeof LOOPS)[F]
  ? Extract<(typeof LOOPS)[F][D], DType>
  : never;

/** A JS scalar beside an array: it takes the array's type where its kind allows (NEP 50). */
export type WeakScalar = number | bigint | boolean;

type IsFraction<N extends number> = `${N}` extends `${bigint}` ? false : number extends N ? boolean : true;
type IsFloat<D extends DType> = D extends 'f32' | 'f64' ? true : false;

/** The type in which an array of D meets a JS scalar; `number` could be a fraction, so integers answer with both. */
export type PromoteWeak<D extends DType, S> = S extends boolean
  ? D
  : S extends bigint
    ? D extends 'bool'
      ? 'i64'
      : D
    : S extends number
      ? IsFloat<D> extends true
        ? D
        : D extends 'bool'
          ? 'f64'
          : IsFraction<S> extends false
            ? D
            : IsFraction<S> extends true
              ? 'f64'
              : D | 'f64'
      : never;

/** Whether every value of one type is a value of the other (for integers to floats, as NumPy counts it). */
export function canCastSafely(from: DType, to: DType): boolean {
  return PROMOTION[from][to] === to;
}

const RANK = { b: 0, u: 1, i: 2, f: 3 } as const;

/** NumPy's 'same_kind' rule, which outputs must satisfy: not from floats to integers, nor from numbers to bool. */
export function canCastSameKind(from: DType, to: DType): boolean {
  if (canCastSafely(from, to)) return true;
  const a = DTYPES[from].kind;
  const b = DTYPES[to].kind;
  return RANK[a] <= RANK[b] && a !== 'b';
}

/**
 * The type in which values of the given types meet.
 *
 * @returns The short name, as NumPy's `result_type` for arrays.
 * @example
 * promoteTypes('u8', 'i8'); // 'i16'
 */
export function promoteTypes<A extends DType, B extends DType>(a: A, b: B): Promote<A, B> {
  return PROMOTION[a][b];
}

/** The type of a JS scalar with no array beside it. */
export function dtypeOfScalar(value: WeakScalar): DType {
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' ? 'i64' : 'f64';
}

/** The type in which an array of the given type meets a JS scalar, whatever the scalar's size. */
export function promoteWeak(name: DType, value: WeakScalar): DType {
  if (typeof value === 'boolean') return name;
  const { kind } = DTYPES[name];
  if (kind === 'f') return name;
  if (typeof value === 'bigint') return kind === 'b' ? 'i64' : name;
  if (kind === 'b') return 'f64';
  return Number.isInteger(value) ? name : 'f64';
}

/** The scalar that a 0-d array holds, where one is given for a scalar. */
export function primitive(operation: string, value: unknown): WeakScalar {
  const own: unknown = typeof value === 'object' && value !== null ? value.valueOf() : value;
  if (typeof own === 'number' || typeof own === 'bigint' || typeof own === 'boolean') return own;
  throw new TypeError(`${operation}: takes a number, bigint or boolean, not ${shown(own)}.`);
}

/**
 * A JS scalar as an element of a type.
 *
 * @throws RangeError when an integer type cannot hold it, naming the operation.
 */
export function scalarAs<D extends DType>(operation: string, value: WeakScalar, name: D): Scalar<D> {
  if (typeof value === 'object' || typeof value === 'string' || value === undefined) {
    return scalarAs(operation, primitive(operation, value), name);
  }
  const { kind, itemsize } = DTYPES[name];
  if (kind === 'b') return Boolean(value) as Scalar<D>;
  if (kind === 'f') return Number(value) as Scalar<D>;
  if (typeof value === 'number' && !Number.isInteger(value)) {
    throw new RangeError(
      `${operation}: ${value} is no integer, and the type is ${name}; use astype('f64') or round it.`,
    );
  }
  if (itemsize < 8 && typeof value === 'number') {
    const bits = itemsize * 8;
    const low = kind === 'u' ? 0 : -(2 ** (bits - 1));
    const high = kind === 'u' ? 2 ** bits - 1 : 2 ** (bits - 1) - 1;
    if (value < low || value > high) throw outOfRange(operation, value, name);
    return value as Scalar<D>;
  }
  const exact = BigInt(value);
  const [low, high] = integerRange(name)!;
  if (exact < low || exact > high) throw outOfRange(operation, value, name);
  return (itemsize === 8 ? exact : Number(exact)) as Scalar<D>;
}

function outOfRange(operation: string, value: WeakScalar, name: DType): RangeError {
  const [low, high] = integerRange(name)!;
  return new RangeError(
    `${operation}: ${value} does not fit ${name} (${low} to ${high}); give the array a wider type with astype().`,
  );
}

/** The loop type of a family for operands that meet in `name`, or undefined where the family refuses it. */
export function loopType(family: LoopFamily, name: DType): DType | undefined {
  return (LOOPS[family] as Partial<Record<DType, DType>>)[name];
}
