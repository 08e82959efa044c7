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
  return {
    shape: shape.slice(),
    walks: operands.map(({ byteOffset, byteStrides }) => ({ offset: byteOffset, strides: byteStrides.slice() })),
  };
}

/** Walks an axis forwards where every operand that moves along it moves backwards. */
export function straighten({ shape, walks }: Space): void {
  for (let axis = 0; axis < shape.length; axis++) {
    if (walks.every(({ strides }) => strides[axis] <= 0) && walks.some(({ strides }) => strides[axis] < 0)) {
      for (const walk of walks) {
        walk.offset += (shape[axis] - 1) * walk.strides[axis];
        walk.strides[axis] = -walk.strides[axis];
      }
    }
  }
}

/**
 * The order of axes, outermost first, that follows memory: by stride, largest first, where the earliest operand that
 * moves along both axes decides; axes that no operand tells apart keep C order. This is NumPy's order 'K'.
 */
export function memoryOrder(ndim: number, strides: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  for (let axis = 0; axis < ndim; axis++) {
    let place = order.length;
    while (place > 0 && comesBefore(axis, order[place - 1], strides)) place--;
    order.splice(place, 0, axis);
  }
  return order;
}

function comesBefore(axis: number, other: number, strides: readonly (readonly number[])[]): boolean {
  for (const own of strides) {
    const a = Math.abs(own[axis]);
    const b = Math.abs(own[other]);
    if (a !== 0 && b !== 0 && a !== b) return a > b;
  }
  return false;
}

export function reorder({ shape, walks }: Space, order: readonly number[]): Space {
  return {
    shape: order.map((axis) => shape[axis]),
    walks: walks.map(({ offset, strides }) => ({ offset, strides: order.map((axis) => strides[axis]) })),
  };
}

/** Drops axes of one element and merges neighbours over which every operand moves evenly. In place; keeps one axis. */
export function coalesce(space: Space): void {
  const { shape, walks } = space;
  let last = -1;
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] === 1) continue;
    if (last >= 0 && walks.every(({ strides }) => strides[last] === strides[axis] * shape[axis])) {
      shape[last] *= shape[axis];
      for (const { strides } of walks) strides[last] = strides[axis];
    } else {
      last++;
      shape[last] = shape[axis];
      for (const { strides } of walks) strides[last] = strides[axis];
    }
  }
  if (last < 0) {
    shape[0] = 1;
    for (const { strides } of walks) strides[0] = 0;
    last = 0;
  }
  shape.length = last + 1;
  for (const { strides } of walks) strides.length = last + 1;
}

export function countOf(shape: readonly number[]): number {
  let count = 1;
  for (const extent of shape) count *= extent;
  return count;
}

/**
 * Visits every position of the given axes in C order and gives each walk's byte offset there. The offsets array is
 * reused between visits.
 */
export function visit(
  shape: readonly number[],
  walks: readonly Walk[],
  axes: number,
  each: (offsets: readonly number[], position: number) => void,
): void {
  const offsets = walks.map(({ offset }) => offset);
  const index = new Array<number>(axes).fill(0);
  for (let position = 0; ; position++) {
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
