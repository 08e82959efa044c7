/** Several arrays made into one: along an axis that they have, along a new one, or in blocks. */
import { type ArrayLike, type DTypeOf, isScalar, toArray } from '../array/convert.js';
import { type Canonical, type DType, type DTypeLike, dtype } from '../array/dtype.js';
import { normalizeAxis, sameShape, showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions, optionsOf } from '../array/options.js';
import { copy } from '../loops/elementwise.js';
import { sharesMemory } from '../loops/operand.js';
import { scope } from '../memory/scope.js';
import { checkOut } from './output.js';
import { arraysOf, type Casting, checkCast, from, promoteAll, replaced } from './parts.js';
import { atLeast } from './strided.js';

/** Options of functions that join arrays. */
export interface JoinOptions<L extends DTypeLike = DTypeLike> {
  /** The element type of the result; the type in which all arrays meet unless given. */
  dtype?: L;
  /** Which conversions to that type, or to `out`, are allowed: `'sameKind'` unless given. */
  casting?: Casting;
}

/** Options of {@link concat}. */
export interface ConcatOptions<L extends DTypeLike = DTypeLike> extends JoinOptions<L> {
  /** The axis to join along, 0 unless given; null joins the raveled arrays. */
  axis?: number | null;
  /** The array that receives the result; it is returned. */
  out?: NDArray;
}

/** Arrays to be joined: a list of them, or an array whose first axis lists them. */
export type Arrays = readonly ArrayLike[] | NDArray;

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;
type Member<L> = L extends { readonly dtype: infer D extends DType }
  ? D
  : L extends readonly (infer I)[]
    ? DTypeOf<I>
    : DType;
type Common<D extends DType> = true extends IsUnion<D> ? DType : D;

/** The type of joined arrays: the asked one, or that of all of them where they have the same. */
export type Joined<L, O> = NDArray<
  O extends { readonly dtype: infer T extends DTypeLike } ? Canonical<T> : Common<Member<L>>
>;

const JOIN_OPTIONS = ['dtype', 'casting'] as const;

/** Options of functions that join along any axis. */
function settings(operation: string, options: unknown): ConcatOptions {
  return optionsOf<ConcatOptions>(operation, options, ['axis', 'out', ...JOIN_OPTIONS]);
}

/** Joins arrays that have the axis and agree in all others. */
function join(operation: string, arrays: readonly NDArray[], along: number, options: ConcatOptions): NDArray {
  if (arrays.length === 0) throw new RangeError(`${operation}: no arrays to join; give at least one.`);
  const [first] = arrays;
  if (first.ndim === 0) {
    throw new RangeError(`${operation}: 0-d arrays have no axis to join along; use stack(), or reshape them to [1].`);
  }
  const axis = normalizeAxis(operation, along, first.ndim);
  let total = 0;
  for (const [i, { shape }] of arrays.entries()) {
    if (!sameShape(replaced(shape, axis, 0), replaced(first.shape, axis, 0))) {
      throw new RangeError(
        `${operation}: array ${i} of shape ${showShape(shape)} does not join one of shape ${showShape(first.shape)} along axis ${axis}; all other axes must be as long.`,
      );
    }
    total += shape[axis];
  }
  const { out, casting } = options;
  if (out !== undefined && options.dtype !== undefined) {
    throw new TypeError(`${operation}: takes out or dtype, not both; out has a type.`);
  }
  const type: DType = options.dtype === undefined ? promoteAll(arrays.map((a) => a.dtype)) : dtype(options.dtype);
  const shape = replaced(first.shape, axis, total);
  if (out !== undefined) {
    // The casting rule is asked below, and may allow more than an output does of itself.
    checkOut(operation, out, shape, out instanceof NDArray ? out.dtype : type);
  }
  const to = out?.dtype ?? type;
  for (const a of arrays) checkCast(operation, a.dtype, to, casting);
  const direct = out !== undefined && !arrays.some((a) => sharesMemory(a.storage, out.storage));
  const result = direct ? out : NDArray.allocate(to, shape);
  let place = 0;
  for (const a of arrays) {
    copy(a.shape, a, from(result, axis, place));
    place += a.shape[axis];
  }
  if (out === undefined || direct) return result;
  copy(shape, result, out);
  result.dispose();
  return out;
}

/**
 * Arrays joined along an axis that they have.
 *
 * @param options `axis` (0 unless given; null ravels the arrays first), `dtype`, `casting`, `out`; or the axis alone.
 * @returns A fresh array of the type in which all meet, or `out`. NumPy: `concatenate`; Array API: `concat`.
 * @throws RangeError when there are no arrays, a 0-d one, or their other axes differ; TypeError when the casting rule
 *   forbids a conversion.
 * @example
 * concat([[1, 2], [3]]);                   // 1, 2, 3
 * concat([[[1], [2]], [[3], [4]]], 1);     // [[1, 3], [2, 4]]
 * concat([a, b], { axis: 0, dtype: 'f32' });
 */
export function concat<L extends Arrays, const O extends number | null | ConcatOptions | undefined = undefined>(
  arrays: L,
  options?: O,
): Joined<L, O> {
  return concatenated('concat', arrays, options) as Joined<L, O>;
}

/** {@link concat} under NumPy's older name. NumPy: `concatenate`. */
export function concatenate<L extends Arrays, const O extends number | null | ConcatOptions | undefined = undefined>(
  arrays: L,
  options?: O,
): Joined<L, O> {
  return concatenated('concatenate', arrays, options) as Joined<L, O>;
}

function concatenated(operation: string, arrays: Arrays, argument: number | null | ConcatOptions | undefined): NDArray {
  const options = settings(operation, argument);
  return scope(() => {
    const list = arraysOf(operation, arrays);
    if (options.axis !== null) return join(operation, list, options.axis ?? 0, options);
    const flat = list.map((a) => a.ravel());
    return join(operation, flat, 0, options);
  });
}

/**
 * Arrays of one shape joined along a new axis.
 *
 * @param options `axis` of the result (0 unless given), `dtype`, `casting`, `out`; or the axis alone.
 * @returns A fresh array with one axis more, or `out`. NumPy: `stack`.
 * @throws RangeError when there are no arrays or their shapes differ.
 * @example
 * stack([[1, 2], [3, 4]]);    // [[1, 2], [3, 4]]
 * stack([[1, 2], [3, 4]], 1); // [[1, 3], [2, 4]]
 */
export function stack<
  L extends Arrays,
  const O extends number | (ConcatOptions & { axis?: number }) | undefined = undefined,
>(arrays: L, options?: O): Joined<L, O> {
  const given = settings('stack', options);
  return scope(() => {
    const list = arraysOf('stack', arrays);
    if (list.length === 0) throw new RangeError('stack: no arrays to stack; give at least one.');
    const other = list.find(({ shape }) => !sameShape(shape, list[0].shape));
    if (other !== undefined) {
      throw new RangeError(
        `stack: shapes ${showShape(list[0].shape)} and ${showShape(other.shape)} differ; stacked arrays have one shape.`,
      );
    }
    const axis = normalizeAxis('stack', given.axis ?? 0, list[0].ndim + 1);
    return join(
      'stack',
      list.map((a) => a.expandDims(axis)),
      axis,
      given,
    );
  }) as Joined<L, O>;
}

/**
 * Arrays joined as rows: along the first axis, one-dimensional ones as a row each.
 *
 * @returns A fresh array of at least two dimensions. NumPy: `vstack`.
 * @throws RangeError when there are no arrays or they do not fit.
 * @example
 * vstack([[1, 2], [3, 4]]); // [[1, 2], [3, 4]]
 */
export function vstack<L extends Arrays, const O extends JoinOptions | undefined = undefined>(
  arrays: L,
  options?: O,
): Joined<L, O> {
  checkOptions('vstack', options, JOIN_OPTIONS);
  return scope(() => {
    const rows = arraysOf('vstack', arrays).map((a) => atLeast(a, 2));
    return join('vstack', rows, 0, options ?? {});
  }) as Joined<L, O>;
}

/**
 * Arrays joined side by side: along the second axis, one-dimensional ones along their only one.
 *
 * @returns A fresh array. NumPy: `hstack`.
 * @throws RangeError when there are no arrays or they do not fit.
 * @example
 * hstack([[1, 2], [3]]); // 1, 2, 3
 */
export function hstack<L extends Arrays, const O extends JoinOptions | undefined = undefined>(
  arrays: L,
  options?: O,
): Joined<L, O> {
  checkOptions('hstack', options, JOIN_OPTIONS);
  return scope(() => {
    const columns = arraysOf('hstack', arrays).map((a) => atLeast(a, 1));
    return join('hstack', columns, columns[0]?.ndim === 1 ? 0 : 1, options ?? {});
  }) as Joined<L, O>;
}

/**
 * Arrays joined in depth: along the third axis, which those of fewer dimensions get first.
 *
 * @returns A fresh array of at least three dimensions. NumPy: `dstack`.
 * @throws RangeError when there are no arrays or they do not fit.
 * @example
 * dstack([[1, 2], [3, 4]]); // [[[1, 3], [2, 4]]]
 */
export function dstack<L extends Arrays, const O extends JoinOptions | undefined = undefined>(
  arrays: L,
  options?: O,
): Joined<L, O> {
  checkOptions('dstack', options, JOIN_OPTIONS);
  return scope(() => {
    const planes = arraysOf('dstack', arrays).map((a) => atLeast(a, 3));
    return join('dstack', planes, 2, options ?? {});
  }) as Joined<L, O>;
}

/**
 * One-dimensional arrays as the columns of a matrix; matrices are joined side by side.
 *
 * @returns A fresh array of two dimensions. NumPy: `column_stack`.
 * @throws RangeError when there are no arrays or their lengths differ.
 * @example
 * columnStack([[1, 2], [3, 4]]); // [[1, 3], [2, 4]]
 */
export function columnStack<L extends Arrays>(arrays: L): Joined<L, undefined> {
  return scope(() => {
    const columns = arraysOf('columnStack', arrays).map((a) => (a.ndim < 2 ? atLeast(a, 2).T : a));
    return join('columnStack', columns, 1, {});
  }) as Joined<L, undefined>;
}

/** Lists of blocks, as deep as axes are joined; what is no list is a block. */
export type Blocks = ArrayLike | readonly Blocks[];

/** How deep lists nest, the same everywhere. */
function depthOf(blocks: Blocks): number {
  if (!Array.isArray(blocks)) return 0;
  if (blocks.length === 0) throw new RangeError('block: a list of blocks is empty; each holds at least one.');
  const depths = new Set((blocks as Blocks[]).map(depthOf));
  if (depths.size > 1) {
    throw new RangeError(
      `block: lists nest ${[...depths].join(' and ')} deep beside each other; all blocks must be as deep.`,
    );
  }
  return 1 + [...depths][0];
}

/**
 * An array assembled of blocks: the innermost lists are joined along the last axis, the lists of those along the one
 * before, and so on.
 *
 * @returns A fresh array; blocks of fewer dimensions get leading axes of one element. NumPy: `block`.
 * @throws RangeError when lists are empty or not as deep as those beside them, or blocks do not fit.
 * @example
 * block([[eye(2), zeros([2, 1])], [ones([1, 2]), 5]]); // 3 rows, 3 columns
 */
export function block(blocks: Blocks): NDArray {
  const depth = depthOf(blocks);
  return scope(() => {
    const leaves: NDArray[] = [];
    const read = (item: Blocks): void => {
      if (Array.isArray(item)) for (const inner of item) read(inner);
      else leaves.push(isScalar(item) ? toArray('block', item) : toArray('block', item as ArrayLike));
    };
    read(blocks);
    const ndim = Math.max(depth, ...leaves.map((a) => a.ndim));
    const options = { dtype: promoteAll(leaves.map((a) => a.dtype)) };
    let next = 0;
    const assemble = (item: Blocks, level: number): NDArray => {
      if (!Array.isArray(item)) {
        const leaf = leaves[next++];
        return leaf.reshape([...new Array<number>(ndim - leaf.ndim).fill(1), ...leaf.shape]);
      }
      const parts = (item as Blocks[]).map((inner) => assemble(inner, level + 1));
      return join('block', parts, ndim - depth + level, options);
    };
    const result = assemble(blocks, 0);
    return depth === 0 ? result.copy() : result;
  });
}
