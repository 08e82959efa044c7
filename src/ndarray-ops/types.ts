/** The types of the drop-in for ndarray-ops: what its functions take, and the signature of each of the 150 names. */

/**
 * Elements by their position: a typed array, a plain array, or, in arrays of dtype `'generic'`, anything with `get` and
 * `set`.
 */
export type ScijsData =
  | {
      /** How many there are. */
      readonly length: number;
      [position: number]: unknown;
    }
  | {
      /** The element at a position. */
      get(position: number): unknown;
      /** Writes the element at a position. */
      set(position: number, value: never): unknown;
    };

/**
 * What the functions work on: an array of the `ndarray` package, or any object with these properties. Element (i, j, ...)
 * is `data[offset + i * stride[0] + j * stride[1] + ...]`; strides may be negative or 0. `data` may be a getter and is read
 * once in each call.
 */
export interface ScijsLike {
  /** The elements. */
  readonly data: ScijsData;
  /** The extent of each axis. */
  readonly shape: readonly number[];
  /** Steps in elements, not bytes. */
  readonly stride: readonly number[];
  /** The position of the first element. */
  readonly offset: number;
  /** Matters where it is `'generic'`: elements are then read by `data.get` and written by `data.set`. */
  readonly dtype?: string;
  /** The axes, the one with the smallest stride first. Taken from the strides where it is missing. */
  readonly order?: readonly number[];
}

/** A JS value beside arrays. */
export type ScijsScalar = number | bigint | boolean;

/** Operations of two operands, and the suffixes with which they come. */
export type Operator =
  | ('add' | 'sub' | 'mul' | 'div' | 'mod' | 'band' | 'bor' | 'bxor' | 'lshift' | 'rshift' | 'rrshift')
  | ('and' | 'or' | 'eq' | 'neq' | 'lt' | 'gt' | 'leq' | 'geq')
  | ('max' | 'min' | 'atan2' | 'pow');
type Swapped = 'atan2op' | 'powop';
export type Binary = Operator | Swapped;

/** Operations of one operand. */
export type Unary =
  | ('not' | 'bnot' | 'neg' | 'recip')
  | ('abs' | 'acos' | 'asin' | 'atan' | 'ceil' | 'cos' | 'exp' | 'floor' | 'log' | 'round' | 'sin' | 'sqrt' | 'tan');

/** Sums and their like, which give a number; and those that give a truth. */
export type Aggregate = 'sum' | 'prod' | 'norm1' | 'norm2' | 'norm2squared' | 'norminf' | 'inf' | 'sup';
export type Test = 'any' | 'all';
export type Search = 'argmin' | 'argmax';

type Dest = <A extends ScijsLike>(dest: A) => A;
type DestArray = <A extends ScijsLike>(dest: A, b: ScijsLike) => A;
type DestScalar = <A extends ScijsLike>(dest: A, s: ScijsScalar) => A;
type DestArrays = <A extends ScijsLike>(dest: A, a: ScijsLike, b: ScijsLike) => A;
type DestArrayScalar = <A extends ScijsLike>(dest: A, a: ScijsLike, s: ScijsScalar) => A;

/** The functions by their names. */
export type NdarrayOps = { readonly [N in Binary]: DestArrays } & { readonly [N in `${Binary}s`]: DestArrayScalar } & {
  readonly [N in `${Binary}eq`]: DestArray;
} & { readonly [N in `${Binary}seq`]: DestScalar } & { readonly [N in Unary]: DestArray } & {
  readonly [N in `${Unary}eq`]: Dest;
} & { readonly [N in Aggregate]: (a: ScijsLike) => number } & { readonly [N in Test]: (a: ScijsLike) => boolean } & {
  readonly [N in Search]: (a: ScijsLike) => number[];
} & {
  /** dest = b. */
  readonly assign: DestArray;
  /** dest = s everywhere. */
  readonly assigns: DestScalar;
  /** Numbers in [0, 1) everywhere. */
  readonly random: Dest;
  /** Whether all elements are equal. */
  readonly equals: (a: ScijsLike, b: ScijsLike) => boolean;
};
