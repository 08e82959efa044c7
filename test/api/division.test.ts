/** Integer division in vectors, over arrays and by one divisor, against exact integer arithmetic, in every build. */
import { afterAll, describe, expect, test } from 'vitest';
import { type DType, floorDivide, fromBuffer, kernels, type NDArray, remainder } from '../../src/index.js';
import { sequence } from '../support.js';

const NARROW = { u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i16: Int16Array } as const;
const ALL = { ...NARROW, u32: Uint32Array, i32: Int32Array } as const;
type Name = keyof typeof ALL;
const NAMES = Object.keys(ALL) as Name[];

afterAll(() => kernels.use('simd'));

const bitsOf = (type: Name) => Number(type.slice(1));
const lowest = (type: Name) => (type[0] === 'u' ? 0 : -(2 ** (bitsOf(type) - 1)));
const highest = (type: Name) => lowest(type) + 2 ** bitsOf(type) - 1;
const every = (type: Name) => Array.from({ length: 2 ** bitsOf(type) }, (_, i) => lowest(type) + i);
const made = (type: Name, values: readonly number[]): NDArray =>
  fromBuffer(ALL[type].from(values), type as DType).copy();

/** Numbers near the bounds, zero and powers of two, and some between. */
function edges(type: Name, count = 40): number[] {
  const next = sequence(7);
  const values = [0, 1, 2, 3, 5, 7, 10, 100, 127, lowest(type), highest(type)];
  for (let bit = 1; bit < bitsOf(type); bit++)
    values.push(2 ** bit - 1, 2 ** bit, 2 ** bit + 1, -(2 ** bit), 1 - 2 ** bit);
  for (let i = 0; i < count; i++) values.push(lowest(type) + ((next() * 256 + (next() % 256)) % 2 ** bitsOf(type)));
  return [...new Set(values)].filter((x) => x >= lowest(type) && x <= highest(type));
}

/** Floor division and remainder as NumPy has them; the typed array that receives the quotient wraps it. */
function quotient(a: number, b: number): number {
  if (b === 0) return 0;
  const [x, y] = [BigInt(a), BigInt(b)];
  const q = x / y;
  return Number(q * y !== x && x < 0n !== y < 0n ? q - 1n : q);
}
const rest = (a: number, b: number) => (b === 0 ? 0 : Number(BigInt(a) - BigInt(quotient(a, b)) * BigInt(b)));

function check(type: Name, a: readonly number[], b: readonly number[] | number): void {
  const at = (i: number) => (typeof b === 'number' ? b : b[i]);
  const left = made(type, a);
  const right = typeof b === 'number' ? b : made(type, b);
  const quotients = ALL[type].from(a.map((x, i) => quotient(x, at(i))));
  const rests = ALL[type].from(a.map((x, i) => rest(x, at(i))));
  expect(floorDivide(left, right).toArray(), `${type} // ${typeof b === 'number' ? b : ''}`).toEqual([...quotients]);
  expect(remainder(left, right).toArray(), `${type} % ${typeof b === 'number' ? b : ''}`).toEqual([...rests]);
}

describe.each(kernels.available)('%s', (build) => {
  test.each(NAMES)('%s by one divisor', (type) => {
    kernels.use(build);
    const values = type.endsWith('8') ? every(type) : edges(type);
    for (const divisor of type.endsWith('8') ? values : edges(type, 10)) check(type, values, divisor);
  });

  test.each(NAMES)('%s by an array', (type) => {
    kernels.use(build);
    const values = edges(type, 10);
    const pairs = values.flatMap((a) => values.map((b) => [a, b] as const));
    check(
      type,
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    );
  });

  test.each(['u16', 'i16'] as const)('every %s', (type) => {
    kernels.use(build);
    const values = every(type);
    for (const divisor of [3, 7, 641, 32767]) check(type, values, divisor);
  });
});

test('a quotient in place', () => {
  const a = made('i32', [7, -7, 8, -8, 9, -9, 2 ** 31 - 1, -(2 ** 31), 1]);
  expect(floorDivide(a, -2, { out: a }).toArray()).toEqual([-4, 3, -4, 4, -5, 4, -(2 ** 30), 2 ** 30, -1]);
});
