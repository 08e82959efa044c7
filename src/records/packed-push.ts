/**
 * Appending one element, the path that must take a nanosecond or two. V8 keeps what it learns about a store into a typed
 * array with the text of the function, and forgets it beyond four kinds of typed array (1.4 ns an element become 38), so
 * there are four texts. Each takes a number as it is when it comes back from memory unchanged; all else (no room, memory
 * that moved, an exported array, values to convert or refuse) goes the slow way.
 */
import type { PackedItem, PackedType, PackedValue } from './packed-values.js';

/** What of a PackedArray the fast path touches. */
export interface Pushable {
  /** @internal */
  used: number;
  /** @internal The elements with all their room; of length 0 when the memory has moved or the size must not change. */
  open: { readonly length: number; [place: number]: unknown };
  /** @internal */
  pushSlowly(value: PackedValue): number;
}

export type Push<D extends PackedType = PackedType> = (value: PackedItem<D> | PackedValue) => number;

function pushFloat(this: Pushable, value: PackedValue): number {
  const { used, open } = this;
  if (typeof value !== 'number' || used >= open.length) return this.pushSlowly(value);
  open[used] = value;
  this.used = used + 1;
  return used + 1;
}

function pushByte(this: Pushable, value: PackedValue): number {
  const { used, open } = this;
  if (typeof value !== 'number' || used >= open.length) return this.pushSlowly(value);
  open[used] = value;
  if (open[used] !== value) return this.pushSlowly(value);
  this.used = used + 1;
  return used + 1;
}

function pushWord(this: Pushable, value: PackedValue): number {
  const { used, open } = this;
  if (typeof value !== 'number' || used >= open.length) return this.pushSlowly(value);
  open[used] = value;
  if (open[used] !== value) return this.pushSlowly(value);
  this.used = used + 1;
  return used + 1;
}

function pushLong(this: Pushable, value: PackedValue): number {
  const { used, open } = this;
  if (typeof value !== 'bigint' || used >= open.length) return this.pushSlowly(value);
  open[used] = value;
  if (open[used] !== value) return this.pushSlowly(value);
  this.used = used + 1;
  return used + 1;
}

export const PUSH: Readonly<Record<PackedType, (this: Pushable, value: PackedValue) => number>> = {
  u8: pushByte,
  i8: pushByte,
  u16: pushByte,
  i16: pushByte,
  u32: pushWord,
  i32: pushWord,
  u64: pushLong,
  i64: pushLong,
  f32: pushFloat,
  f64: pushFloat,
};
