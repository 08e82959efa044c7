/** What TypeScript reads in a format. The assertions are checked by the compiler (`npm run check`), not when the test runs. */
import { expectTypeOf, test } from 'vitest';
import { iterUnpack, pack, Struct, type StructValue, unpack, zeros } from '../../src/index.js';

const bytes = new Uint8Array(64);

test('values of a format', () => {
  expectTypeOf(unpack('<ffI', bytes)).toEqualTypeOf<[number, number, number]>();
  expectTypeOf(unpack('>2h?x5sq', bytes)).toEqualTypeOf<[number, number, boolean, Uint8Array, bigint]>();
  expectTypeOf(unpack(' 3B c', bytes)).toEqualTypeOf<[number, number, number, Uint8Array]>();
  expectTypeOf(unpack('0i2xp', bytes)).toEqualTypeOf<[Uint8Array]>();
  expectTypeOf(unpack('', bytes)).toEqualTypeOf<[]>();
});

test('64-bit integers in native mode only', () => {
  expectTypeOf(unpack('lP', bytes)).toEqualTypeOf<[bigint, bigint]>();
  expectTypeOf(unpack('@l', bytes)).toEqualTypeOf<[bigint]>();
  expectTypeOf(unpack('=lQ', bytes)).toEqualTypeOf<[number, bigint]>();
});

test('formats that are not told apart', () => {
  expectTypeOf(unpack('12f', bytes)).toEqualTypeOf<StructValue[]>();
  expectTypeOf(unpack(String('f'), bytes)).toEqualTypeOf<StructValue[]>();
  expectTypeOf(new Struct(String('f')).pack).toBeCallableWith(1, 2n, 'text', true);
});

test('methods and functions alike', () => {
  const point = new Struct('<2dH');
  expectTypeOf(point.format).toEqualTypeOf<'<2dH'>();
  expectTypeOf(point.unpackFrom(bytes, 3)).toEqualTypeOf<[number, number, number]>();
  for (const [x, , n] of iterUnpack('<2dH', bytes)) expectTypeOf(x + n).toEqualTypeOf<number>();
  expectTypeOf(point.pack).toBeCallableWith(1, 2n, 3);
  // @ts-expect-error three values
  expectTypeOf(point.pack).toBeCallableWith(1, 2);
  // @ts-expect-error no text here
  expectTypeOf(point.pack).toBeCallableWith(1, 2, 'x');
  expectTypeOf(pack<'3s?'>).toBeCallableWith('3s?', 'abc', {});
});

test('outputs', () => {
  const s = new Struct('<f');
  expectTypeOf(s.packColumns([[1]])).toEqualTypeOf<Uint8Array>();
  expectTypeOf(s.packColumns([[1]], { out: Buffer.alloc(4) })).toExtend<Buffer>();
  expectTypeOf(s.packColumns([[1]], { out: zeros(4, 'u8') }).dtype).toEqualTypeOf<'u8'>();
});
