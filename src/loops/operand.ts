import type { Storage } from '../memory/storage.js';

/** Whether writing through one storage could change the other: they are the same, or of one host buffer. */
export function sharesMemory(a: Storage, b: Storage): boolean {
  return a === b || (a.host !== null && a.host === b.host);
}

/**
 * What the planner knows of an array: where its elements are and how they are laid out. Strides are in bytes, one for
 * each axis of the iteration (0 along an axis that is repeated).
 */
export interface Operand {
  readonly storage: Storage;
  readonly byteOffset: number;
  readonly byteStrides: readonly number[];
  /** The dtype code and the bytes of an element. */
  readonly code: number;
  readonly itemsize: number;
}
