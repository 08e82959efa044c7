/** The kernels' binaries as they come out of the package, and what the engine makes of them. */
import { PACKED, SIZES, UNPACKER } from './binaries.js';

/** How the kernels were compiled: without vectors, with 128-bit SIMD, with relaxed SIMD (fused multiply-add). */
export type Build = keyof typeof SIZES;

/** The builds, fastest first. */
export const BUILDS = Object.keys(SIZES) as readonly Build[];

/**
 * The smallest modules that need what a build needs: () => v128 of one instruction, i8x16.splat (0xfd 0x0f), or
 * i8x16.relaxed_swizzle (0xfd 0x80 0x02) of two vectors.
 */
const VECTOR_FUNCTION = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10];
const SPLAT = [0x41, 0, 0xfd, 0x0f];
const NEEDED: Record<Build, readonly number[]> = {
  relaxed: [...SPLAT, ...SPLAT, 0xfd, 0x80, 2],
  simd: SPLAT,
  scalar: [],
};

/** Whether this engine runs a build. */
export function accepts(build: Build): boolean {
  const body = NEEDED[build];
  if (body.length === 0) return true;
  const code = [body.length + 4, 1, body.length + 2, 0, ...body, 0x0b];
  return WebAssembly.validate(new Uint8Array([...VECTOR_FUNCTION, ...code]));
}

function decode(base64: string): Uint8Array {
  // Node's own way: the loop below takes as long as everything else here.
  if (globalThis.Buffer) return Buffer.from(base64, 'base64');
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

interface Unpacker {
  readonly memory: WebAssembly.Memory;
  reserved(): number;
  unpack(from: number, to: number, size: number): number;
}

/** The binary of a build. The ones before it in the package are unpacked on the way. */
export function unpack(build: Build): Uint8Array<ArrayBuffer> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decode(UNPACKER) as BufferSource));
  const unpacker = exports as unknown as Unpacker;
  const packed = decode(PACKED);
  const from = unpacker.reserved();
  const to = from + packed.length;
  const sizes = Object.values(SIZES).slice(0, BUILDS.indexOf(build) + 1);
  const end = to + sizes.reduce((sum, size) => sum + size, 0);
  unpacker.memory.grow(Math.ceil((end - unpacker.memory.buffer.byteLength) / 65536));
  new Uint8Array(unpacker.memory.buffer, from).set(packed);
  if (!unpacker.unpack(from, to, end - to)) throw new Error('contig: the package is damaged: reinstall it.');
  return new Uint8Array(unpacker.memory.buffer, end - SIZES[build], SIZES[build]) as Uint8Array<ArrayBuffer>;
}
