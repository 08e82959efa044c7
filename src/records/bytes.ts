/** Bytes in whatever they come: a typed array, a DataView, a Node Buffer, or a whole buffer. */

/** What is taken as bytes; those of a view are the ones that it shows. */
export type BufferLike = ArrayBufferLike | ArrayBufferView;

/** The same bytes as a Uint8Array, not a copy; undefined for what has none. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (isBuffer(value)) return new Uint8Array(value);
  return undefined;
}

/** Told by its tag: buffers of other realms are buffers too. */
export function isBuffer(value: unknown): value is ArrayBufferLike {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]';
}
