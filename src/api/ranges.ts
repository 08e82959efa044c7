/** Grids of points along ranges, written as slices. */
import { DTYPES, type DType } from '../array/dtype.js';
import { checkShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { scope } from '../memory/scope.js';
import { add, multiply } from './arithmetic.js';
import { arange } from './creation.js';
import { over } from './output.js';

/** A range as a slice says it. */
interface Range {
  readonly text: string;
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** The number of points, where the step is one, with its fraction. */
  readonly points?: number;
  /** Whether all that is given are integers. */
  readonly whole: boolean;
}

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function refuse(operation: string, text: unknown): never {
  throw new TypeError(
    `${operation}: ${JSON.stringify(text) ?? String(text)} is no range; write '0:5', '0:1:0.25' or, for 5 points, '-1:1:5j'.`,
  );
}

function parse(operation: string, text: unknown): Range {
  if (typeof text !== 'string') return refuse(operation, text);
  const [start = '', stop = '', step = '', ...more] = text.split(':').map((part) => part.trim());
  const counted = /j$/i.test(step);
  const given = [start || '0', stop, counted ? step.slice(0, -1) : step || '1'];
  if (more.length > 0 || !given.every((part) => NUMBER.test(part))) return refuse(operation, text);
  const [first, last, by] = given.map(Number);
  if (!given.every((part) => Number.isFinite(Number(part)))) return refuse(operation, text);
  if (by === 0 && !counted) throw new RangeError(`${operation}: the step of '${text}' is 0.`);
  const whole = !counted && given.every((part) => INTEGER.test(part));
  if (whole && ![first, last, by].every(Number.isSafeInteger)) {
    throw new RangeError(`${operation}: '${text}' has integers beyond 2^53; use arange with bigints.`);
  }
  return { text, start: first, stop: last, step: by, whole, ...(counted && { points: Math.abs(by) }) };
}

/** How many points a range has; negative for one that runs the wrong way. */
function lengthOf({ start, stop, step, points }: Range): number {
  return points === undefined ? Math.ceil((stop - start) / step) : Math.trunc(points);
}

/** The step from point to point. */
function stepOf({ start, stop, step, points }: Range): number {
  if (points === undefined) return step;
  const count = Math.trunc(points);
  return count === 1 ? 1 : (stop - start) / (count - 1);
}

/** The points of a range: i * step + start, in the type. */
function pointsOf(range: Range, type: DType): NDArray {
  const length = Math.max(0, lengthOf(range));
  const step = stepOf(range);
  if (DTYPES[type].kind === 'i') {
    const [first, by] = [BigInt(range.start), BigInt(step)];
    return arange(first, first + by * BigInt(length), by);
  }
  const result = arange(length);
  multiply(result, step, { out: result });
  return add(result, range.start, { out: result }) as NDArray;
}

/** The points of a range that stands alone, which are those of arange. */
function alone(range: Range): NDArray {
  const { start, stop, step, whole, points } = range;
  if (points !== undefined) return pointsOf(range, 'f64');
  return whole ? arange(BigInt(start), BigInt(stop), BigInt(step)) : arange(start, stop, step);
}

type Ranges = readonly string[] | readonly [readonly string[]];

/** The ranges, and whether it is one that stands alone. */
function rangesOf(operation: string, args: Ranges): { ranges: Range[]; single: boolean; type: 'i64' | 'f64' } {
  const list = (Array.isArray(args[0]) ? args[0] : args) as readonly string[];
  const ranges = list.map((text) => parse(operation, text));
  const type = ranges.every(({ whole }) => whole) ? 'i64' : 'f64';
  return { ranges, single: ranges.length === 1 && !Array.isArray(args[0]), type };
}

/** The points along an axis of its own. */
function opened(range: Range, type: DType, axis: number, ndim: number): NDArray {
  const points = pointsOf(range, type);
  return points.reshape(Array.from({ length: ndim }, (_, other) => (other === axis ? points.size : 1)));
}

/**
 * The coordinates of all points of a grid, each along its own range: along the first axis of the result come those of
 * each range.
 *
 * @param ranges Slices `'start:stop:step'` of numbers; `'start:stop:nj'` gives n points, the stop among them. One range
 *   alone gives its points, a list of one a grid of one axis.
 * @returns A fresh array, of i64 where all numbers are written as integers, else of f64. NumPy: `mgrid`.
 * @throws TypeError for what is no range; RangeError for a step of 0, and in grids of several axes for a range that runs
 *   the wrong way.
 * @example
 * mgrid('0:2', '0:2');   // [[[0, 0], [1, 1]], [[0, 1], [0, 1]]]
 * mgrid('-1:1:5j');      // -1, -0.5, 0, 0.5, 1
 */
export function mgrid(...ranges: string[] | [readonly string[]]): NDArray<'i64'> | NDArray<'f64'> {
  return scope((): NDArray => {
    const { ranges: list, single, type } = rangesOf('mgrid', ranges);
    if (single) return alone(list[0]);
    const lengths = list.map(lengthOf);
    const backwards = list.find((_, axis) => lengths[axis] < 0);
    if (backwards !== undefined) {
      throw new RangeError(`mgrid: '${backwards.text}' runs the wrong way; a grid has no negative extents.`);
    }
    const shape = checkShape('mgrid', lengths);
    const result: NDArray = NDArray.allocate(type, [shape.length, ...shape]);
    for (const [axis, range] of list.entries()) {
      copy(shape, over(opened(range, type, axis, shape.length), shape), result.pick('mgrid', [axis]));
    }
    return result;
  }) as NDArray<'i64'> | NDArray<'f64'>;
}

/**
 * The coordinates along each axis of a grid, each with as many axes, to be broadcast; ranges are those of {@link mgrid}.
 *
 * @returns A list with a fresh array for each range, all of i64 or all of f64; of one range alone its points. NumPy:
 *   `ogrid`.
 * @throws TypeError for what is no range, RangeError for a step of 0.
 * @example
 * const [y, x] = ogrid('0:3', '0:4'); // (3,1) and (1,4)
 */
export function ogrid(range: string): NDArray<'i64'> | NDArray<'f64'>;
export function ogrid(...ranges: string[] | [readonly string[]]): (NDArray<'i64'> | NDArray<'f64'>)[];
export function ogrid(...ranges: string[] | [readonly string[]]): NDArray | NDArray[] {
  return scope(() => {
    const { ranges: list, single, type } = rangesOf('ogrid', ranges);
    if (single) return alone(list[0]);
    return list.map((range, axis) => opened(range, type, axis, list.length));
  });
}
