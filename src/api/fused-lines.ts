/** Reductions along axes at the end of a fused function: those that fold the rows or the columns of a matrix. */
import type { DTypeInfo } from '../array/dtype.js';
import { type Shape, sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import type { Tiled } from '../array/tracer.js';
import { LONGEST_ROW, MOST_COLUMNS } from '../loops/fused.js';
import { axesOf, optionsOf, type ReductionArgument, type ReductionOptions, remaining } from './reduction.js';

/**
 * Reduces the first axes or the last ones of what `fold` computes and folds.
 *
 * @param fold Is given the columns of the matrix, whether its rows are folded into one, and where the results go.
 * @returns Undefined where the elements have to be computed first, as an array.
 */
export function foldAlong(
  name: string,
  { fold: kernels, finishEach }: Tiled,
  argument: unknown,
  shape: Shape,
  fold: (columns: number, first: boolean, target: number) => void,
): NDArray | undefined {
  const { axis, keepdims, ...others } = optionsOf<ReductionOptions>(argument as ReductionArgument);
  if (Object.values(others).some((option) => option !== undefined)) return undefined;
  const axes = axesOf(name, axis, shape.length);
  const { kept, full } = remaining(shape, axes);
  const length = sizeOf(axes.map((reduced) => shape[reduced]));
  const count = sizeOf(kept);
  if (length < 2 || count < 2) return undefined;
  const first = axes.every((reduced, i) => reduced === i);
  const last = axes.every((reduced, i) => reduced === shape.length - axes.length + i);
  if (!(first ? count <= MOST_COLUMNS : last && length <= LONGEST_ROW)) return undefined;
  const { name: type } = kernels.accumulator as DTypeInfo;
  const result = NDArray.allocate(type, keepdims ? full : kept);
  if (result.storage.host !== null) return undefined;
  fold(first ? count : length, first, result.storage.ptr);
  const finished = finishEach?.(result, length) ?? result;
  if (finished !== result) result.dispose();
  return finished;
}
