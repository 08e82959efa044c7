/** Shapes and strides: sizes, C order, broadcasting. Strides here are in bytes. */

export type Shape = readonly number[];

/** The number of elements of a shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

/** The byte strides of a packed array in C order (last axis fastest). */
export function packedStrides(shape: Shape, itemsize: number): number[] {
  const strides = new Array<number>(shape.length);
  let step = itemsize;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

/** Whether a shape with these strides lies packed in C order. Axes of one element, and empty arrays, do not matter. */
export function isPacked(shape: Shape, strides: readonly number[], itemsize: number): boolean {
  if (shape.includes(0)) return true;
  let step = itemsize;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1) {
      if (strides[axis] !== step) return false;
      step *= shape[axis];
    }
  }
  return true;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A shape as NumPy writes it: `(3,4)`, `(5,)`, `()`. */
export function showShape(shape: Shape): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}

/**
 * The shape that several shapes broadcast to: aligned at their last axes, where each axis is equal or 1.
 *
 * @throws RangeError naming the axis that does not fit.
 */
export function broadcast(operation: string, shapes: readonly Shape[]): Shape {
  let result = shapes[0];
  for (let k = 1; k < shapes.length; k++) {
    const next = shapes[k];
    if (sameShape(result, next)) continue;
    const ndim = Math.max(result.length, next.length);
    const joint = new Array<number>(ndim);
    for (let axis = 0; axis < ndim; axis++) {
      const a = result[axis - ndim + result.length] ?? 1;
      const b = next[axis - ndim + next.length] ?? 1;
      if (a !== b && a !== 1 && b !== 1) {
        const all = shapes.map(showShape);
        throw new RangeError(
          `${operation}: shapes ${all.slice(0, -1).join(', ')} and ${all.at(-1)} do not broadcast: axis ${axis} is ${a} and ${b}.`,
        );
      }
      joint[axis] = a === 1 ? b : a;
    }
    result = joint;
  }
  return result;
}

/** The strides that present an array of one shape as another that it broadcasts to: 0 along repeated axes. */
export function broadcastStrides(shape: Shape, strides: readonly number[], to: Shape): readonly number[] {
  if (sameShape(shape, to)) return strides;
  const lead = to.length - shape.length;
  return to.map((extent, axis) => {
    const own = axis - lead;
    return own < 0 || (shape[own] === 1 && extent !== 1) ? 0 : strides[own];
  });
}

/** What a caller gave in place of a number, in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/**
 * An axis as a non-negative number.
 *
 * @throws RangeError when the array has no such axis, TypeError for what is no number.
 */
export function normalizeAxis(operation: string, axis: number, ndim: number): number {
  if (typeof axis !== 'number')
    throw new TypeError(`${operation}: an axis is a number, an integer, not ${shown(axis)}.`);
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim) {
    const range = ndim === 0 ? 'a 0-d array has no axes' : `axes are ${-ndim} to ${ndim - 1}`;
    throw new RangeError(`${operation}: axis ${axis} is out of bounds for an array of ${ndim} dimensions; ${range}.`);
  }
  return axis < 0 ? axis + ndim : axis;
}

/** Several axes, each non-negative and given once. */
export function normalizeAxes(operation: string, axes: number | readonly number[], ndim: number): number[] {
  const given: readonly number[] = Array.isArray(axes) ? axes : [axes as number];
  const list = given.map((axis) => normalizeAxis(operation, axis, ndim));
  if (list.length > 1 && new Set(list).size !== list.length) {
    throw new RangeError(`${operation}: axes ${JSON.stringify(axes)} name the same axis more than once.`);
  }
  return list;
}

/** More elements than any memory holds, of whatever size; their bytes still count exactly. */
const LARGEST = 2 ** 48;

/**
 * A shape from what a caller gives: one extent or a list.
 *
 * @throws RangeError for negative or fractional extents, and for more elements than can be addressed; TypeError for what
 *   is no shape.
 */
export function checkShape(operation: string, shape: number | readonly number[]): number[] {
  if (typeof shape !== 'number' && (typeof shape !== 'object' || shape === null || !(Symbol.iterator in shape))) {
    throw new TypeError(`${operation}: a shape is a number or a list of numbers, not ${shown(shape)}.`);
  }
  const list: number[] = typeof shape === 'number' ? [shape] : Array.from(shape);
  for (const extent of list) {
    if (typeof extent !== 'number') {
      throw new TypeError(`${operation}: a shape has the extent ${shown(extent)}; extents are numbers, integers >= 0.`);
    }
    if (!Number.isInteger(extent) || extent < 0) {
      throw new RangeError(
        `${operation}: shape ${showShape(list)} has the extent ${extent}; extents are integers >= 0.`,
      );
    }
  }
  if (list.length > 64) throw new RangeError(`${operation}: ${list.length} dimensions; at most 64 are supported.`);
  if (sizeOf(list) > LARGEST) throw new RangeError(`${operation}: shape ${showShape(list)} is too large.`);
  return list;
}
