/** Shorter ways through memory against the longer ones that they stand for, in every build. */
import { afterAll, describe, expect, test } from 'vitest';
import {
  any,
  array,
  clip,
  cumprod,
  cumsum,
  floorDivide,
  fmod,
  kernels,
  max,
  maximum,
  min,
  minimum,
  type NDArray,
  nancumsum,
  remainder,
  sum,
  zeros,
} from '../../src/index.js';
import { FLOATS, same, sample } from '../support.js';

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -2.5,
  3,
  7,
  1e-310,
  -1e-40,
  5e-324,
  1e300,
  -1e30,
  2 ** 53,
  Infinity,
  -Infinity,
  NaN,
];

afterAll(() => kernels.use('simd'));

/** NumPy's npy_divmod, in steps that `round` rounds to the type. */
function divmod(a: number, b: number, round: (x: number) => number): [number, number] {
  let r = a % b;
  if (b === 0) return [round(a / b), r];
  let q = round(round(a - r) / b);
  if (r !== 0) {
    if (b < 0 !== r < 0) {
      r = round(r + b);
      q = round(q - 1);
    }
  } else r = b < 0 || Object.is(b, -0) ? -0 : 0;
  if (q === 0) return [a / b < 0 || Object.is(a / b, -0) ? -0 : 0, r];
  const floor = Math.floor(q);
  return [q - floor > 0.5 ? floor + 1 : floor, r];
}

describe.each(kernels.available)('%s', (build) => {
  test.each(['u8', 'i32', 'i64', 'f32', 'f64'] as const)('scans down the columns of %s', (type) => {
    kernels.use(build);
    for (const columns of [8, 9, 17, 40]) {
      const a = sample(type, [13, columns], columns);
      for (const scan of [cumsum, cumprod, nancumsum]) {
        const expected = scan(a.T.copy(), 1).T as NDArray;
        expect(same(scan(a, 0), expected)).toBe(true);
        expect(same(scan(a.get('::-1') as NDArray, 0), scan((a.get('::-1') as NDArray).T.copy(), 1).T)).toBe(true);
        const deep = a.reshape(1, 13, columns).broadcastTo([3, 13, columns]);
        expect(same(scan(deep, 1).get(2) as NDArray, expected)).toBe(true);
      }
    }
  });

  test.each(FLOATS)('limits of %s', (type) => {
    kernels.use(build);
    const a = array([...SPECIAL, ...SPECIAL, ...SPECIAL, ...SPECIAL], type);
    for (const low of SPECIAL) {
      for (const high of [2, -3, 0, -0, NaN, Infinity]) {
        expect(same(clip(a, low, high), minimum(maximum(a, low), high))).toBe(true);
      }
    }
  });

  test.each(['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64'] as const)('limits of %s', (type) => {
    kernels.use(build);
    for (let length = 0; length <= 67; length++) {
      const a = sample(type, [length], length);
      expect(same(clip(a, 2, 90), minimum(maximum(a, 2), 90))).toBe(true);
      // A limit that the type does not hold does not limit.
      const raised = ['i16', 'i32', 'i64'].includes(type) ? maximum(a, -1000) : a;
      expect(same(clip(a, -1000, 5), minimum(raised, 5))).toBe(true);
    }
    const out = zeros(67, type);
    const a = sample(type, [67], 1);
    expect(clip(a, 3, 2, { out })).toBe(out);
    expect(same(out, minimum(maximum(a, 3), 2))).toBe(true);
  });

  test.each(FLOATS)('division of %s with a remainder', (type) => {
    kernels.use(build);
    const round = type === 'f32' ? Math.fround : (x: number) => x;
    const values = [...SPECIAL];
    let state = 1;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    for (let i = 0; i < 200; i++) values.push((next() - 0.5) * 2 ** Math.round(next() * 80 - 20));
    for (let i = 0; i < 40; i++) values.push(Math.round(next() * 100) - 50);
    const x = array(values, type);
    for (const divisor of values.slice(0, 120)) {
      const b = round(divisor);
      const pairs = (x.toArray() as number[]).map((a) => divmod(a, b, round));
      const y = array([b], type);
      const name = `by ${b}`;
      expect(fmod(x, y).toArray(), name).toEqual((x.toArray() as number[]).map((a) => a % b));
      expect(remainder(x, y).toArray(), name).toEqual(pairs.map(([, r]) => r));
      expect(floorDivide(x, y).toArray(), name).toEqual(pairs.map(([q]) => q));
    }
  });

  test('columns of a matrix that no cache holds', () => {
    kernels.use(build);
    const a = sample('f32', [4501, 1003], 1);
    const part = a.get(':', ':-3') as NDArray;
    // Columns fold alike whatever is beside them.
    for (const fold of [sum, max, min, any]) {
      expect(same((fold(a, 0) as NDArray).get(':-3') as NDArray, fold(part, 0) as NDArray)).toBe(true);
    }
    a.set('...', 1);
    a.set([4099, 7], NaN);
    a.set([4500, 1002], NaN);
    const found = max(a, 0).toArray() as number[];
    expect(found.flatMap((x, i) => (Number.isNaN(x) ? [i] : []))).toEqual([7, 1002]);
    a.set('...', 0);
    a.set([4499, 1000], 2);
    a.set([0, 5], -1);
    expect((any(a, 0).toArray() as boolean[]).flatMap((x, i) => (x ? [i] : []))).toEqual([5, 1000]);
  });
});
