/** The indices of a shape one after the other, and the elements with them. */
import { type ArrayLike, type DTypeOf, toArray } from '../array/convert.js';
import type { DType, Scalar } from '../array/dtype.js';
import { checkShape } from '../array/layout.js';
import type { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';

/** Options of {@link ndindex} and {@link ndenumerate}. */
export interface IterationOptions {
  /** Gives one list each time, with other numbers in it: to be read before the next, and not to be kept or changed. */
  reuse?: boolean;
}

function reuses(operation: string, options: unknown): boolean {
  checkOptions(operation, options, ['reuse']);
  return (options as IterationOptions | undefined)?.reuse ?? false;
}

/**
 * Moves an index to the next position in C order.
 *
 * @returns The axis that was advanced, after which all start anew; -1 at the end.
 */
function advance(index: number[], shape: readonly number[]): number {
  let axis = shape.length - 1;
  for (; axis >= 0; axis--) {
    if (++index[axis] < shape[axis]) break;
    index[axis] = 0;
  }
  return axis;
}

function* indexes(shape: readonly number[], reuse: boolean): IterableIterator<number[]> {
  if (shape.includes(0)) return;
  const index = shape.map(() => 0);
  do yield reuse ? index : index.slice();
  while (advance(index, shape) >= 0);
}

type Extents = readonly number[];

/**
 * The indices of all elements of a shape, the last changing fastest.
 *
 * The extents come alone or in a list, options behind them.
 *
 * @returns An iterator of lists of integers, each a fresh one unless `reuse` is set. NumPy: `ndindex`.
 * @throws RangeError for extents that are negative or no integers.
 * @example
 * for (const [i, j] of ndindex(2, 3)) console.log(i, j);
 * for (const [i, j] of ndindex(a.shape, { reuse: true })) count += i * j; // makes no list for each
 */
export function ndindex(shape: number | Extents, options?: IterationOptions): IterableIterator<number[]>;
export function ndindex(...args: (number | IterationOptions)[]): IterableIterator<number[]>;
export function ndindex(...args: (number | Extents | IterationOptions | undefined)[]): IterableIterator<number[]> {
  const last = args.at(-1);
  const hasOptions = args.length > 0 && typeof last !== 'number' && !Array.isArray(last);
  const given = hasOptions ? args.slice(0, -1) : args;
  const extents = given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
  return indexes(checkShape('ndindex', extents as Extents), reuses('ndindex', hasOptions ? last : undefined));
}

function* enumerated<D extends DType>(a: NDArray<D>, reuse: boolean): IterableIterator<[number[], Scalar<D>]> {
  const { shape, byteStrides } = a;
  if (a.size === 0) return;
  const index = shape.map(() => 0);
  let at = a.byteOffset;
  for (;;) {
    yield [reuse ? index : index.slice(), a.element(at)];
    const axis = advance(index, shape);
    if (axis < 0) return;
    at += byteStrides[axis];
    for (let done = axis + 1; done < shape.length; done++) at -= (shape[done] - 1) * byteStrides[done];
  }
}

/**
 * The elements of an array with their indices, in C order.
 *
 * @returns An iterator of pairs: a list of integers, a fresh one unless `reuse` is set, and the element as a JS value, as
 *   it is when its turn comes. NumPy: `ndenumerate`.
 * @example
 * for (const [[i, j], value] of ndenumerate(a)) console.log(i, j, value);
 */
export function ndenumerate<A extends ArrayLike>(
  a: A,
  options?: IterationOptions,
): IterableIterator<[number[], Scalar<DTypeOf<A>>]> {
  return enumerated(toArray('ndenumerate', a) as NDArray as NDArray<DTypeOf<A>>, reuses('ndenumerate', options));
}
