import type { Storage } from '../memory/storage.js';

/** Whether writing through one storage could change the other: they are the same, of one host buffer, or overlap in the heap. */
export function sharesMemory(a: Storage, b: Storage): boolean {
  if (a === b) return true;
  if (a.host !== null || b.host !== null) return a.host === b.host;
  return a.ptr < b.ptr + b.byteLength && b.ptr < a.ptr + a.byteLength;
}

/**
 * How far the elements of a view lie before its first one and behind it, in the unit of its steps: two numbers, the first
 * at most 0. For views that have elements.
 */
export function reach(shape: readonly number[], steps: readonly number[]): [number, number] {
  let before = 0;
  let behind = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const way = (shape[axis] - 1) * steps[axis];
    if (way < 0) before += way;
    else behind += way;
  }
  return [before, behind];
}

/** What a dtype code has besides when its elements lie in the opposite byte order; kernels never see it. */
export const SWAPPED = 16;

/** The codes of floats come last: see assembly/dtypes.ts. */
const FIRST_FLOAT = 9;
export function isFloatCode(code: number): boolean {
  return nativeCode(code) >= FIRST_FLOAT;
}

/** The dtype code of elements in this machine's byte order. */
export function nativeCode(code: number): number {
  return code & ~SWAPPED;
}

/** An operand as if its elements were in this machine's byte order: for moving their bytes as they are. */
export function asNative({ storage, byteOffset, byteStrides, code, itemsize }: Operand): Operand {
  return { storage, byteOffset, byteStrides, code: nativeCode(code), itemsize };
}

/** The type of an operand's elements once a kernel sees them. */
export function nativeType({ code, itemsize }: { readonly code: number; readonly itemsize: number }) {
  return { code: nativeCode(code), itemsize };
}

/**
 * What the planner knows of an array: where its elements are and how they are laid out. Strides are in bytes, one for
 * each axis of the iteration (0 along an axis that is repeated).
 */
export interface Operand {
  readonly storage: Storage;
  readonly byteOffset: number;
  readonly byteStrides: readonly number[];
  /** The dtype code, {@link SWAPPED} where the bytes are in the opposite order, and the bytes of an element. */
  readonly code: number;
  readonly itemsize: number;
}
