/**
 * The iteration space of a call: its axes in the order in which memory is best walked, merged where they can be. Order
 * and direction are free in elementwise work and in reductions, so a transposed or reversed array costs what its copy
 * would.
 */
import type { Operand } from './operand.js';

/** An operand's place in a space: the byte offset of the first element, and a stride for each axis. */
export interface Walk {
  offset: number;
  strides: number[];
}

export interface Space {
  shape: number[];
  /** One for each operand. */
  walks: Walk[];
}

export function spaceOf(shape: readonly number[], operands: readonly Operand[]): Space {
  const walks = new Array<Walk>(operands.length);
  for (let k = 0; k < operands.length; k++) {
    walks[k] = { offset: operands[k].byteOffset, strides: operands[k].byteStrides.slice() };
  }
  return { shape: shape.slice(), walks };
}

/** Walks an axis forwards where every operand that moves along it moves backwards. */
export function straighten({ shape, walks }: Space): void {
  for (let axis = 0; axis < shape.length; axis++) {
    let forwards = 0;
    let backwards = 0;
    for (let k = 0; k < walks.length; k++) {
      const stride = walks[k].strides[axis];
      if (stride > 0) forwards++;
      else if (stride < 0) backwards++;
    }
    if (backwards === 0 || forwards > 0) continue;
    for (const walk of walks) {
      walk.offset += (shape[axis] - 1) * walk.strides[axis];
      walk.strides[axis] = -walk.strides[axis];
    }
  }
}

/**
 * The order of axes, outermost first, that follows memory: by stride, largest first, where the earliest operand that
 * moves along both axes decides; axes that no operand tells apart keep C order. This is NumPy's order 'K'.
 */
export function memoryOrder(ndim: number, operands: readonly { readonly byteStrides: readonly number[] }[]): number[] {
  const order = new Array<number>(ndim);
  for (let axis = 0; axis < ndim; axis++) {
    let place = axis;
    for (; place > 0 && comesBefore(axis, order[place - 1], operands); place--) order[place] = order[place - 1];
    order[place] = axis;
  }
  return order;
}

function comesBefore(
  axis: number,
  other: number,
  operands: readonly { readonly byteStrides: readonly number[] }[],
): boolean {
  for (let k = 0; k < operands.length; k++) {
    const a = Math.abs(operands[k].byteStrides[axis]);
    const b = Math.abs(operands[k].byteStrides[other]);
    if (a !== 0 && b !== 0 && a !== b) return a > b;
  }
  return false;
}

/** Whether an order of axes is C order. */
export function isAscending(order: readonly number[]): boolean {
  for (let i = 0; i < order.length; i++) if (order[i] !== i) return false;
  return true;
}

/** Puts the axes in another order, in place. */
export function reorder({ shape, walks }: Space, order: readonly number[]): void {
  if (isAscending(order)) return;
  const extents = shape.slice();
  for (let i = 0; i < order.length; i++) shape[i] = extents[order[i]];
  for (const walk of walks) {
    const { strides } = walk;
    walk.strides = order.map((axis) => strides[axis]);
  }
}

/** Drops axes of one element and merges neighbours over which every operand moves evenly. In place; keeps one axis. */
export function coalesce({ shape, walks }: Space): void {
  let last = -1;
  for (let axis = 0; axis < shape.length; axis++) {
    const extent = shape[axis];
    if (extent === 1) continue;
    let even = last >= 0;
    for (let k = 0; even && k < walks.length; k++) {
      const { strides } = walks[k];
      even = strides[last] === strides[axis] * extent;
    }
    if (even) shape[last] *= extent;
    else shape[++last] = extent;
    for (let k = 0; k < walks.length; k++) walks[k].strides[last] = walks[k].strides[axis];
  }
  if (last < 0) {
    last = 0;
    shape[0] = 1;
    for (const { strides } of walks) strides[0] = 0;
  }
  // Setting a length costs 50 ns even where it stays.
  if (shape.length === last + 1) return;
  shape.length = last + 1;
  for (const { strides } of walks) strides.length = last + 1;
}

export function countOf(shape: readonly number[]): number {
  let count = 1;
  for (const extent of shape) count *= extent;
  return count;
}

/**
 * Visits positions of the given axes in C order, from one to before another, and gives each walk's byte offset there. The
 * offsets array is reused between visits.
 */
export function visit(
  shape: readonly number[],
  walks: readonly Walk[],
  axes: number,
  each: (offsets: readonly number[], position: number) => void,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): void {
  const offsets = walks.map(({ offset }) => offset);
  const index = new Array<number>(axes).fill(0);
  for (let axis = axes - 1, rest = start; rest > 0; axis--) {
    index[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
    for (let k = 0; k < walks.length; k++) offsets[k] += walks[k].strides[axis] * index[axis];
  }
  for (let position = start; position < end; position++) {
    each(offsets, position);
    let axis = axes - 1;
    for (; axis >= 0; axis--) {
      if (++index[axis] < shape[axis]) {
        for (let k = 0; k < walks.length; k++) offsets[k] += walks[k].strides[axis];
        break;
      }
      index[axis] = 0;
      for (let k = 0; k < walks.length; k++) offsets[k] -= walks[k].strides[axis] * (shape[axis] - 1);
    }
    if (axis < 0) return;
  }
}
