/** The builds of the kernels, and which of them an engine runs. */
import { SIZES } from './binaries.js';

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
