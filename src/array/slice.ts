/** Index expressions: integers, slice strings, null for a new axis, '...' for all axes not named. */
import { type Shape, showShape } from './layout.js';

/** One index of an array: an integer, a slice such as `'1:-1:2'`, `null` (a new axis), or `'...'` (all other axes). */
export type Index = number | string | null;

interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

const SLICE = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/;

/** Slices by their text: programs use few, again and again, and a lookup takes a fifth of the time. */
const parsed = new Map<string, Slice>();
const MOST_PARSED = 256;

function sliceOf(operation: string, text: string): Slice {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const slice = parse(operation, text);
  if (parsed.size === MOST_PARSED) parsed.clear();
  parsed.set(text, slice);
  return slice;
}

function parse(operation: string, text: string): Slice {
  const parts = SLICE.exec(text);
  if (!parts) {
    throw new TypeError(
      `${operation}: ${JSON.stringify(text)} is no index; use a number, a slice like '1:-1:2', null for a new axis, or '...'.`,
    );
  }
  const [, start, stop, step] = parts;
  if (step !== undefined && Number(step) === 0)
    throw new RangeError(`${operation}: the step of slice '${text}' is zero.`);
  return {
    start: start === undefined ? null : Number(start),
    stop: stop === undefined ? null : Number(stop),
    step: step === undefined ? 1 : Number(step),
  };
}

/** An index that a slice names, brought between what comes before its first one and after its last. */
function clamp(at: number, extent: number, step: number): number {
  const low = step < 0 ? -1 : 0;
  const high = step < 0 ? extent - 1 : extent;
  return Math.min(Math.max(at < 0 ? at + extent : at, low), high);
}

/** The first index of a slice over an axis, as Python's `slice.indices`. */
function firstOf({ start, step }: Slice, extent: number): number {
  if (start !== null) return clamp(start, extent, step);
  return step < 0 ? extent - 1 : 0;
}

/** How many indices there are from the first. */
function countFrom(first: number, { stop, step }: Slice, extent: number): number {
  const end = stop !== null ? clamp(stop, extent, step) : step < 0 ? -1 : extent;
  return Math.max(0, Math.ceil((end - first) / step));
}

/** A view of a strided array: what basic indexing gives. */
export interface View {
  shape: number[];
  byteStrides: number[];
  byteOffset: number;
}

/**
 * The view that an index expression selects.
 *
 * @throws RangeError for an integer out of range or too many indices; TypeError for what is no index.
 */
export function select(
  operation: string,
  index: readonly Index[],
  shape: Shape,
  byteStrides: readonly number[],
  byteOffset: number,
): View {
  let named = 0;
  let dots = 0;
  for (let i = 0; i < index.length; i++) {
    if (index[i] === '...') dots++;
    else if (index[i] !== null) named++;
  }
  if (dots > 1) throw new RangeError(`${operation}: an index holds '...' more than once.`);
  if (named > shape.length) {
    throw new RangeError(
      `${operation}: ${named} indices for an array of ${shape.length} dimensions, shape ${showShape(shape)}.`,
    );
  }
  const view: View = { shape: [], byteStrides: [], byteOffset };
  let axis = 0;
  for (let i = 0; i < index.length; i++) {
    const item = index[i];
    if (item === null) {
      view.shape.push(1);
      view.byteStrides.push(0);
    } else if (item === '...') {
      for (let rest = shape.length - named; rest > 0; rest--, axis++) {
        view.shape.push(shape[axis]);
        view.byteStrides.push(byteStrides[axis]);
      }
    } else if (typeof item === 'number') {
      const extent = shape[axis];
      if (!Number.isInteger(item)) {
        throw new TypeError(`${operation}: index ${item} for axis ${axis} is no integer.`);
      }
      if (item < -extent || item >= extent) {
        throw new RangeError(`${operation}: index ${item} is out of bounds for axis ${axis} with size ${extent}.`);
      }
      view.byteOffset += (item < 0 ? item + extent : item) * byteStrides[axis];
      axis++;
    } else if (typeof item === 'string') {
      const slice = sliceOf(operation, item);
      const first = firstOf(slice, shape[axis]);
      const count = countFrom(first, slice, shape[axis]);
      view.shape.push(count);
      view.byteStrides.push(byteStrides[axis] * slice.step);
      if (count > 0) view.byteOffset += first * byteStrides[axis];
      axis++;
    } else {
      throw new TypeError(
        `${operation}: ${String(item)} is no index; use a number, a slice like '1:-1:2', null for a new axis, or '...'.`,
      );
    }
  }
  for (; axis < shape.length; axis++) {
    view.shape.push(shape[axis]);
    view.byteStrides.push(byteStrides[axis]);
  }
  return view;
}

/**
 * The strides that present a strided array in another shape without a copy, or null where a copy is needed: every group
 * of old axes that a group of new axes replaces must be walked evenly.
 */
export function reshapeStrides(
  shape: Shape,
  strides: readonly number[],
  next: Shape,
  itemsize: number,
): number[] | null {
  const old: [extent: number, stride: number][] = [];
  for (let axis = 0; axis < shape.length; axis++) if (shape[axis] !== 1) old.push([shape[axis], strides[axis]]);
  const result = new Array<number>(next.length);
  let from = 0;
  let to = 0;
  while (to < next.length && from < old.length) {
    let fromEnd = from + 1;
    let toEnd = to + 1;
    let had = old[from][0];
    let wanted = next[to];
    while (had !== wanted) {
      if (wanted < had) wanted *= next[toEnd++];
      else had *= old[fromEnd++][0];
    }
    for (let axis = from; axis < fromEnd - 1; axis++) {
      if (old[axis][1] !== old[axis + 1][0] * old[axis + 1][1]) return null;
    }
    let step = old[fromEnd - 1][1];
    for (let axis = toEnd - 1; axis >= to; axis--) {
      result[axis] = step;
      step *= next[axis];
    }
    from = fromEnd;
    to = toEnd;
  }
  // What is left are axes of one element.
  for (let axis = to; axis < next.length; axis++) result[axis] = itemsize;
  return result;
}

/** The indices that a slice such as `'1:-1:2'` selects of an axis: the first, where it would begin, their number and step. */
export function sliceIndices(
  operation: string,
  text: string,
  extent: number,
): { first: number; count: number; step: number } {
  const slice = sliceOf(operation, text);
  const first = firstOf(slice, extent);
  return { first, count: countFrom(first, slice, extent), step: slice.step };
}
