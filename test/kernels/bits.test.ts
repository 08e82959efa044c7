/** Bits packed and unpacked in every build, at every length, along every axis of large arrays and on every layout. */
import { afterEach, describe, expect, it } from 'vitest';
import { type DType, kernels, type NDArray, ndarray as nd } from '../../src/index.js';
import { bytesOf, LAYOUTS, sample } from '../support.js';

afterEach(() => kernels.use('simd'));

type BitOrder = 'big' | 'little';

/** The place of element i of a byte. */
const bit = (i: number, order: BitOrder) => (order === 'big' ? 7 - (i % 8) : i % 8);

/** The same in JS, for rows of n elements. */
function packed(flags: ArrayLike<number>, n: number, order: BitOrder): Buffer {
  const width = Math.ceil(n / 8);
  const rows = n === 0 ? 0 : flags.length / n;
  const bytes = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i++) {
      if (flags[row * n + i] !== 0) bytes[row * width + Math.floor(i / 8)] |= 1 << bit(i, order);
    }
  }
  return bytes;
}

function nonzero(a: NDArray): Uint8Array {
  return bytesOf(a.ne(0));
}

describe.each(kernels.available)('the %s build', (build) => {
  it.each(['big', 'little'] as const)('every length, %s', (bitorder) => {
    kernels.use(build);
    for (let length = 0; length <= 200; length++) {
      const a = sample(length % 2 ? 'u8' : 'bool', [3, length], length) as unknown as NDArray;
      const bits = nd.packbits(a, { axis: 1, bitorder });
      expect(packed(nonzero(a), length, bitorder).equals(bytesOf(bits)), `${length} elements`).toBe(true);
      const back = nd.unpackbits(bits, { axis: 1, bitorder, count: length });
      expect(Buffer.from(nonzero(a)).equals(bytesOf(back)), `${length} elements back`).toBe(true);
    }
  });

  it('every byte', () => {
    kernels.use(build);
    const bytes = nd.arange(256, 'u8');
    for (const bitorder of ['big', 'little'] as const) {
      const flags = nd.unpackbits(bytes, { bitorder });
      expect(packed(flags.data, 8, bitorder).equals(bytesOf(bytes as NDArray))).toBe(true);
      expect(nd.packbits(flags.mul(200), { bitorder }).eq(bytes).all()).toBe(true);
    }
  });
});

describe.each(Object.entries(LAYOUTS))('%s', (_, layout) => {
  it.each<[DType, number[]]>([
    ['bool', [2, 140001]],
    ['u8', [3, 16390]],
    ['i32', [1, 20011]],
    ['i8', [600, 37]],
    ['u64', [260, 70]],
  ])('%s (%s)', (dtype, shape) => {
    const a = sample(dtype, shape) as unknown as NDArray;
    const view = layout(a);
    for (const axis of [0, 1]) {
      const lines = (axis === 1 ? a : a.T).copy();
      for (const bitorder of ['big', 'little'] as const) {
        const expected = packed(nonzero(lines), shape[axis], bitorder);
        const bits = nd.packbits(view, { axis, bitorder });
        expect(expected.equals(bytesOf(axis === 1 ? bits : bits.T))).toBe(true);
        const back = nd.unpackbits(layout(bits as NDArray), { axis, bitorder, count: shape[axis] });
        expect(back.eq(a.ne(0)).all()).toBe(true);
      }
    }
  });
});
