/** Extrema of floats whose sum is NaN although none of them is, and of such as are. */
import { afterAll, describe, expect, test } from 'vitest';
import { arange, argmax, argmin, array, kernels, max, min, nanmax } from '../../src/index.js';
import { FLOATS } from '../support.js';

afterAll(() => kernels.use('simd'));

describe.each(kernels.available)('%s', (build) => {
  test.each(FLOATS)('%s', (type) => {
    kernels.use(build);
    for (let length = 2; length <= 80; length++) {
      for (let place = 0; place < length; place++) {
        const values = new Array<number>(length).fill(1);
        values[place] = Infinity;
        values[(place + 5) % length] = -Infinity;
        const a = array(values, type);
        expect([max(a), min(a)]).toEqual([Math.max(...values), Math.min(...values)]);
        expect([argmax(a), argmin(a)]).toEqual([
          values.indexOf(Math.max(...values)),
          values.indexOf(Math.min(...values)),
        ]);
        values[place] = NaN;
        const b = array(values, type);
        expect([max(b), min(b)]).toEqual([NaN, NaN]);
        expect([argmax(b), argmin(b)]).toEqual([place, place]);
        expect(nanmax(b)).toBe(Math.max(...values.filter((x) => !Number.isNaN(x))));
      }
    }
  });

  test('a NaN of any bits is one', () => {
    kernels.use(build);
    for (const bits of [0x7f800001, 0xff800001, 0x7fc00000, 0xffc00000, 0xffffffff]) {
      const values = new Float32Array(100).fill(-3);
      new Uint32Array(values.buffer)[41] = bits;
      const a = array(values);
      expect([max(a), min(a), argmax(a), argmin(a), nanmax(a)]).toEqual([NaN, NaN, 41, 41, -3]);
    }
    for (const bits of [0x7ff0000000000001n, 0xfff0000000000001n, 0x7ff8000000000000n, 0xffffffffffffffffn]) {
      const values = new Float64Array(100).fill(-3);
      new BigUint64Array(values.buffer)[41] = bits;
      const a = array(values);
      expect([max(a), min(a), argmax(a), argmin(a), nanmax(a)]).toEqual([NaN, NaN, 41, 41, -3]);
    }
  });

  test.each(FLOATS)('%s: a NaN among infinities of both signs, in any of several blocks', (type) => {
    kernels.use(build);
    for (const place of [0, 1023, 1024, 2047, 2048, 4095, 4999]) {
      const values = Array.from({ length: 5000 }, (_, i) =>
        i % 700 === 5 ? Infinity : i % 900 === 7 ? -Infinity : i % 97,
      );
      const a = array(values, type);
      expect([max(a), min(a), nanmax(a)]).toEqual([Infinity, -Infinity, Infinity]);
      a.set(place, NaN);
      expect([max(a), min(a), nanmax(a)]).toEqual([NaN, NaN, Infinity]);
    }
  });

  test('beyond a block, the first of equals', () => {
    kernels.use(build);
    const a = arange(50000, 'f64').mod(100);
    expect([a.argmax(), a.argmin()]).toEqual([99, 0]);
    a.set(30000, 1000);
    a.set(30001, 1000);
    a.set(45000, -1);
    expect([a.argmax(), a.argmin(), a.max(), a.min()]).toEqual([30000, 45000, 1000, -1]);
    a.set(49999, NaN);
    expect([a.argmax(), a.argmin(), a.max(), a.min()]).toEqual([49999, 49999, NaN, NaN]);
  });
});
