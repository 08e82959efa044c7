/** Bytes in whatever they come: a typed array, a DataView, a Node Buffer, or a whole buffer. */
import { isBuffer } from '../array/adopt.js';

/** What is taken as bytes; those of a view are the ones that it shows. */
export type BufferLike = ArrayBufferLike | ArrayBufferView;

/**
 * The same bytes as a Uint8Array, not a copy; undefined for what has none.
 *
 * @throws TypeError for a buffer that was transferred.
 */
export function bytesOf(operation: string, value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (isBuffer(value)) return new Uint8Array(value);
  } catch (cause) {
    throw new TypeError(
      `${operation}: the buffer was transferred and has no bytes any more; take them from where it went.`,
      { cause },
    );
  }
  return undefined;
}
