/** Integers to floats, rounded once and to even, and to their low bytes. Expected are JavaScript's own conversions. */
import { afterAll, describe, expect, test } from 'vitest';
import { array, type DType, kernels, type NDArray } from '../../src/index.js';

const TYPES: readonly [DType, bigint, bigint][] = [
  ['u8', 0n, 2n ** 8n - 1n],
  ['i8', -(2n ** 7n), 2n ** 7n - 1n],
  ['u16', 0n, 2n ** 16n - 1n],
  ['i16', -(2n ** 15n), 2n ** 15n - 1n],
  ['u32', 0n, 2n ** 32n - 1n],
  ['i32', -(2n ** 31n), 2n ** 31n - 1n],
  ['u64', 0n, 2n ** 64n - 1n],
  ['i64', -(2n ** 63n), 2n ** 63n - 1n],
];

/** Zero, bounds, powers of two and their neighbours, halfway between two floats and beside that. */
function values(least: bigint, greatest: bigint): bigint[] {
  const near = [0n, least, greatest];
  for (let bit = 0n; bit < 65n; bit++) {
    const power = 1n << bit;
    near.push(
      power,
      3n * power,
      power + (power >> 24n),
      power + (power >> 53n),
      3n * (power >> 24n) + power,
      power - 1n,
    );
  }
  const all = near.flatMap((x) => [x - 1n, x, x + 1n, -x - 1n, -x, 1n - x]);
  return all.filter((x) => x >= least && x <= greatest);
}

/** Of a number with more bits than an f64, the nearest f32: odd bits that f64 would round away are kept as a sticky one. */
function nearestF32(x: bigint): number {
  const size = x < 0n ? -x : x;
  const drop = BigInt(Math.max(0, size.toString(2).length - 50));
  const kept = ((size >> drop) << drop) | (size & ((1n << drop) - 1n) ? 1n << drop : 0n);
  return Math.fround(Number(x < 0n ? -kept : kept));
}

afterAll(() => kernels.use('simd'));

describe.each(kernels.available)('%s', (build) => {
  test.each(TYPES)('%s', (type, least, greatest) => {
    kernels.use(build);
    const all = values(least, greatest);
    const wide = type.endsWith('64');
    const source = array(wide ? all : all.map(Number), type) as NDArray;
    expect(source.astype('f64').toArray()).toEqual(all.map((x) => Number(x)));
    expect(source.astype('f32').toArray()).toEqual(all.map(nearestF32));
    expect(source.astype('u8').toArray()).toEqual(all.map((x) => Number(BigInt.asUintN(8, x))));
    for (let length = 0; length < 40; length++) {
      const start = length % 7;
      const part = source.get(`${start}:${start + length}`) as NDArray;
      const numbers = all.slice(start, start + length);
      expect(part.astype('f64').toArray()).toEqual(numbers.map((x) => Number(x)));
      expect(part.astype('f32').toArray()).toEqual(numbers.map(nearestF32));
      expect(part.astype('i8').toArray()).toEqual(numbers.map((x) => Number(BigInt.asIntN(8, x))));
    }
  });
});
