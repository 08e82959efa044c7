/** The checksum of zip archives, in every build, at every length. */
import { afterEach, describe, expect, it } from 'vitest';
import { kernels } from '../../src/index.js';
import { crc32 } from '../../src/loops/crc.js';
import { Storage } from '../../src/memory/storage.js';
import { sequence } from '../support.js';

afterEach(() => kernels.use('simd'));

/** Bit by bit, as the polynomial defines it. */
function bitwise(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function of(bytes: Uint8Array<ArrayBuffer>): number {
  return crc32(Storage.wrap(bytes.buffer, bytes.byteOffset, bytes.length));
}

describe.each(kernels.available)('the %s build', (build) => {
  it('gives the check value of the definition', () => {
    kernels.use(build);
    expect(of(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('agrees with the definition at every length and place', () => {
    kernels.use(build);
    const next = sequence();
    const bytes = Uint8Array.from({ length: 300_000 }, () => next());
    for (let length = 0; length <= 67; length++) {
      const part = bytes.subarray(length, 2 * length);
      expect(of(part), `${length} bytes`).toBe(bitwise(part));
    }
    for (const part of [bytes, bytes.subarray(3, 131_075), bytes.subarray(1, 131_076)]) {
      expect(of(part)).toBe(bitwise(part));
    }
  });
});
