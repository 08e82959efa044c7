/** Arrays as other code needs them: in an order of memory, writeable, finite. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import { type Canonical, DTYPES, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { isfinite } from './floating.js';
import { copyFirst, packedFirst } from './inspecting.js';
import { all } from './reductions.js';

type Or<L, Default extends DType> = [L] extends [DTypeLike] ? Canonical<L> : Default;
type Result<A, L> = NDArray<Or<L, DTypeOf<A>>>;

function given(operation: string, a: ArrayLike, type: DTypeLike | undefined): NDArray {
  return toArray(operation, a, type === undefined ? undefined : dtype(type));
}

/** An array of at least one dimension. */
function atLeastOne(a: NDArray): NDArray {
  return a.ndim === 0 ? a.reshape(1) : a;
}

function inOrder(a: NDArray, order: 'C' | 'F' | undefined): NDArray {
  if (order === 'C') return a.packed ? a : (a.copy() as NDArray);
  return order === undefined || packedFirst(a) ? a : copyFirst(a);
}

/**
 * An array of at least one dimension that lies packed in C's order, the last axis fastest.
 *
 * @param type The element type, the values' own unless given.
 * @returns The array itself where it is so, otherwise a copy. NumPy: `ascontiguousarray`.
 * @throws As `array`.
 * @example
 * ascontiguousarray(a.T).packed; // true
 */
export function ascontiguousarray<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  a: A,
  type?: L,
): Result<A, L> {
  return inOrder(atLeastOne(given('ascontiguousarray', a, type)), 'C') as NDArray as Result<A, L>;
}

/**
 * An array of at least one dimension that lies packed in Fortran's order, the first axis fastest.
 *
 * @param type The element type, the values' own unless given.
 * @returns The array itself where it is so, otherwise a copy. NumPy: `asfortranarray`.
 * @throws As `array`.
 * @example
 * asfortranarray(zeros([2, 3])).strides; // [1, 2]
 */
export function asfortranarray<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  a: A,
  type?: L,
): Result<A, L> {
  return inOrder(atLeastOne(given('asfortranarray', a, type)), 'F') as NDArray as Result<A, L>;
}

/**
 * An array whose elements are finite numbers.
 *
 * @param type The element type, the values' own unless given.
 * @param options `order`: `'C'` or `'F'` for packed memory in this order.
 * @returns The array itself where it is so already, otherwise a copy. NumPy: `asarray_chkfinite`.
 * @throws RangeError where an element is NaN or infinite; as `array`.
 */
export function asarrayChkfinite<A extends ArrayLike, L extends DTypeLike | undefined = undefined>(
  a: A,
  type?: L,
  options: { order?: 'C' | 'F' } = {},
): Result<A, L> {
  checkOptions('asarrayChkfinite', options, ['order']);
  const result = inOrder(given('asarrayChkfinite', a, type), checkedOrder('asarrayChkfinite', options.order));
  if (DTYPES[result.dtype].kind === 'f') {
    const finite = isfinite(result);
    const clean = all(finite);
    finite.dispose();
    if (!clean) throw new RangeError('asarrayChkfinite: there is NaN or infinity; nanToNum() replaces them.');
  }
  return result as NDArray as Result<A, L>;
}

function checkedOrder(operation: string, order: 'C' | 'F' | undefined): 'C' | 'F' | undefined {
  if (order === undefined || order === 'C' || order === 'F') return order;
  throw new RangeError(`${operation}: order is '${String(order)}'; it is 'C' or 'F'.`);
}

/** NumPy's names of requirements. Elements are always aligned, and arrays always plain. */
const REQUIREMENTS = {
  C: 'C',
  C_CONTIGUOUS: 'C',
  CONTIGUOUS: 'C',
  F: 'F',
  F_CONTIGUOUS: 'F',
  FORTRAN: 'F',
  W: 'W',
  WRITEABLE: 'W',
  A: 'A',
  ALIGNED: 'A',
  E: 'E',
  ENSUREARRAY: 'E',
} as const;

/** What {@link require} can ask for. */
export type Requirement = keyof typeof REQUIREMENTS;

/**
 * An array that meets requirements: `'C'` or `'F'`, packed in C's or Fortran's order; `'W'`, writeable; `'A'`, aligned,
 * and `'E'`, a plain array, which all are. NumPy's longer names serve too.
 *
 * @param type The element type, the values' own unless given or null.
 * @param requirements One or a list.
 * @returns The array itself where it meets them, otherwise a copy. NumPy: `require`, without `'O'`: `copy()` gives an
 *   array with memory of its own.
 * @throws RangeError for other requirements, and for both orders.
 * @example
 * require(a.T, 'f32', ['C', 'W']);
 */
export function require<A extends ArrayLike, L extends DTypeLike | null | undefined = undefined>(
  a: A,
  type?: L,
  requirements: Requirement | readonly Requirement[] = [],
): Result<A, L> {
  const list = typeof requirements === 'string' ? [requirements] : requirements;
  const wanted = new Set(
    list.map((name) => {
      const upper = String(name).toUpperCase();
      if (Object.hasOwn(REQUIREMENTS, upper)) return REQUIREMENTS[upper as Requirement];
      const remedy = upper === 'O' || upper === 'OWNDATA' ? 'copy() gives an array of its own memory' : 'C, F, W, A, E';
      throw new RangeError(`require: '${String(name)}' is no requirement that can be met here; ${remedy}.`);
    }),
  );
  if (wanted.has('C') && wanted.has('F')) {
    throw new RangeError("require: both 'C' and 'F'; an array is packed in one order.");
  }
  const order = wanted.has('C') ? 'C' : wanted.has('F') ? 'F' : undefined;
  const result = inOrder(given('require', a, type ?? undefined), order);
  if (!wanted.has('W') || result.writeable) return result as NDArray as Result<A, L>;
  return (order === 'F' ? copyFirst(result) : result.copy()) as NDArray as Result<A, L>;
}
