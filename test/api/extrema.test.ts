/** Extrema of floats whose sum is NaN although none of them is, and of such as are. */
import { afterAll, describe, expect, test } from 'vitest';
import { argmax, argmin, array, kernels, max, min, nanmax } from '../../src/index.js';
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
});
