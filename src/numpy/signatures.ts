/** Calls by NumPy's names whose result depends on an argument given by name. */
import type { SetOptions } from '../api/sets.js';
import type { ArrayLike, DTypeOf } from '../array/convert.js';
import type { Canonical, DTypeLike } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import type { Promote, WeakScalar } from '../array/promotion.js';

type ShapeLike = number | readonly number[];
type Typed<L> = { dtype: L };

/** `zeros(shape, { dtype })` and its like. */
export type Shaped = <L extends DTypeLike>(shape: ShapeLike, options: Typed<L>) => NDArray<Canonical<L>>;
export type Filled = <L extends DTypeLike>(
  shape: ShapeLike,
  fillValue: WeakScalar,
  options: Typed<L>,
) => NDArray<Canonical<L>>;
export type Like = <L extends DTypeLike>(a: NDArray, options: Typed<L>) => NDArray<Canonical<L>>;
export type FilledLike = <L extends DTypeLike>(
  a: NDArray,
  fillValue: WeakScalar,
  options: Typed<L>,
) => NDArray<Canonical<L>>;
export type FromValues = <L extends DTypeLike>(values: ArrayLike, options: Typed<L>) => NDArray<Canonical<L>>;

export interface Ranged {
  <L extends DTypeLike>(stop: number | bigint, options: Typed<L>): NDArray<Canonical<L>>;
  <L extends DTypeLike>(start: number | bigint, stop: number | bigint, options: Typed<L>): NDArray<Canonical<L>>;
  <L extends DTypeLike>(
    start: number | bigint,
    stop: number | bigint,
    step: number | bigint,
    options: Typed<L>,
  ): NDArray<Canonical<L>>;
}

type Flag<O, N extends string, Key extends string> = O extends { readonly [K in N]: true }
  ? { readonly [K in Key]: NDArray<'i64'> }
  : unknown;

type UniqueAsked =
  | { readonly return_index: true }
  | { readonly return_inverse: true }
  | { readonly return_counts: true };

/** `unique` with the parts asked for by NumPy's names; they come in an object. */
export type UniqueParts = <
  A extends ArrayLike,
  const O extends UniqueAsked & {
    return_index?: boolean;
    return_inverse?: boolean;
    return_counts?: boolean;
    equal_nan?: boolean;
  },
>(
  a: A,
  options: O,
) => { readonly values: NDArray<DTypeOf<A>> } & Flag<O, 'return_index', 'index'> &
  Flag<O, 'return_inverse', 'inverse'> &
  Flag<O, 'return_counts', 'counts'>;

/** `intersect1d` with the positions asked for. */
export type IntersectionParts = <A extends ArrayLike, B extends ArrayLike>(
  a: A,
  b: B,
  options: SetOptions & { assume_unique?: boolean; return_indices: true },
) => {
  readonly values: NDArray<Promote<DTypeOf<A>, DTypeOf<B>>>;
  readonly aIndices: NDArray<'i64'>;
  readonly bIndices: NDArray<'i64'>;
};

/** `linalg.svd` for the singular values alone. */
export type SingularValues = <A extends ArrayLike>(
  a: A,
  options: { full_matrices?: boolean; compute_uv: false },
) => NDArray<DTypeOf<A> extends 'f32' ? 'f32' : 'f64'>;
