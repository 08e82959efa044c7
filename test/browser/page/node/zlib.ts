/** Decompression by fflate, and the CRC of zip files, bit by bit. */
import { gunzipSync as inflate } from 'fflate';
import { Buffer } from '../buffer.js';

export const gunzipSync = (bytes: Uint8Array) => Buffer.from(inflate(bytes).buffer as ArrayBuffer);

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  return rest;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = REMAINDERS[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}
