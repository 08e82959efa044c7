// Takes the place of src/wasm/unpack.ts in lib/, which Node alone loads: there Brotli is part of the engine, and several
// times faster than the small LZMA decoder that browsers are sent.
import { brotliDecompressSync } from 'node:zlib';

/** By build, Brotli in base64: what tools/bundle.mjs puts here. */
const PACKED = '%PACKED%';

export function unpack(build) {
  return new Uint8Array(brotliDecompressSync(Buffer.from(PACKED[build], 'base64')));
}
