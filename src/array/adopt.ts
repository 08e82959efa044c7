/** Arrays over memory that others describe. Everything they say is checked: no element may lie outside the memory. */

import { reach } from '../loops/operand.js';
import { Storage } from '../memory/storage.js';
import type { DTypeInfo } from './dtype.js';
import { type Exchangeable, exchange, exchangeType } from './exchange.js';
import { checkShape, packedStrides, showShape, sizeOf } from './layout.js';
import { NDArray } from './ndarray.js';

/** Memory as a caller describes it; strides and offset are in bytes. */
export interface Description {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly shape: readonly number[];
  readonly strides?: readonly number[] | null;
  readonly readonly?: boolean;
  readonly memory?: WebAssembly.Memory | null;
}

/** Told by its tag: buffers of other realms are buffers too. */
export function isBuffer(value: unknown): value is ArrayBufferLike {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]';
}

/**
 * An array over described memory, which it shares.
 *
 * @param owner What the array keeps from being collected.
 * @param window The part of the buffer that may be used, as a typed array shows it; all of it unless given.
 * @throws TypeError for what is no description, RangeError where elements lie outside the buffer or it is detached.
 */
export function adopt(
  operation: string,
  { buffer: given, memory, byteOffset, shape, strides, readonly: fixed }: Description,
  { name, itemsize }: DTypeInfo,
  swapped: boolean,
  owner: unknown,
  window?: { readonly byteOffset: number; readonly byteLength: number },
): NDArray {
  const buffer: unknown = memory ? memory.buffer : given;
  if (!isBuffer(buffer)) {
    throw new TypeError(`${operation}: the memory is ${String(buffer)}, not an ArrayBuffer or SharedArrayBuffer.`);
  }
  if (!isList(shape) || (strides && !isList(strides))) {
    throw new TypeError(
      `${operation}: shape ${String(shape)} and strides ${String(strides)} must be lists of numbers.`,
    );
  }
  const extents = checkShape(operation, shape);
  const steps = strides ? Array.from(strides) : packedStrides(extents, itemsize);
  if (steps.length !== extents.length) {
    throw new RangeError(
      `${operation}: ${steps.length} strides for shape ${showShape(extents)}; give one for each axis.`,
    );
  }
  for (const value of [byteOffset, ...steps]) {
    if (!Number.isSafeInteger(value)) {
      throw new RangeError(
        `${operation}: byte offset ${byteOffset} and byte strides (${steps.join(', ')}) must be integers.`,
      );
    }
  }
  const [before, behind] = sizeOf(extents) > 0 ? reach(extents, steps) : [0, -itemsize];
  const low = byteOffset + before;
  const high = byteOffset + behind + itemsize;
  const { byteLength } = window ?? buffer;
  const first = window?.byteOffset ?? 0;
  if (low < first || high > first + byteLength) {
    const lost = byteLength === 0 ? ', which was detached: transferred, or left behind by a memory that grew' : '';
    throw new RangeError(
      `${operation}: shape ${showShape(extents)} from byte ${byteOffset - first} on, with byte strides (${steps.join(', ')}), ` +
        `spans bytes ${low - first} to ${high - first} of a memory of ${byteLength}${lost}.`,
    );
  }
  const storage = Storage.wrap(memory ?? buffer, low, high - low, owner);
  return NDArray.over(
    storage,
    name,
    { shape: extents, byteStrides: steps, byteOffset: byteOffset - low },
    swapped,
    !fixed,
  );
}

function isList(value: unknown): value is readonly number[] {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}

/**
 * An array over the memory that an object offers by the exchange protocol.
 *
 * @throws As {@link adopt}, and TypeError for another version of the protocol or an unknown element type.
 */
export function received(operation: string, source: Exchangeable): NDArray {
  const offered = source[exchange]();
  if (offered?.version !== 1) {
    throw new TypeError(
      `${operation}: the exchange protocol's version is ${String(offered?.version)}; contig understands version 1.`,
    );
  }
  const { info, swapped } = exchangeType(operation, offered.dtype);
  return adopt(operation, offered, info, swapped, [source, offered.owner]);
}
