/** What an array is, and what it refuses. Values of views are compared with NumPy's in indexing.oracle.test.ts. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  arange,
  array,
  asarray,
  contigNames,
  dtype,
  emptyLike,
  fromBuffer,
  fullLike,
  type NDArray,
  ones,
  onesLike,
  zeros,
  zerosLike,
} from './subject.js';

describe('fields', () => {
  test('of a fresh array', () => {
    const a = zeros([2, 3], 'f32');
    expect(a).toMatchObject({
      dtype: 'f32',
      shape: [2, 3],
      ndim: 2,
      size: 6,
      itemsize: 4,
      nbytes: 24,
      strides: [3, 1],
      offset: 0,
    });
    expect(a.data).toBeInstanceOf(Float32Array);
    expect(a.data.length).toBe(6);
    expect(a.T.shape).toEqual([3, 2]);
    expect(a.T.strides).toEqual([1, 3]);
  });

  test('of a view, whose elements are where strides and offset say', () => {
    const a = arange(24).reshape(2, 3, 4).get(1, '::-1', '1::2') as NDArray<'f64'>;
    expect(a.shape).toEqual([3, 2]);
    expect(a.strides).toEqual([-4, 2]);
    expect(a.data[a.offset + 2 * a.strides[0] + 1 * a.strides[1]]).toBe(a.get(2, 1));
  });
});

describe('values', () => {
  test('item, toArray, iteration and JSON', () => {
    const a = array([
      [1, 2],
      [3, 4],
    ]);
    expect(a.item(1, 0)).toBe(3);
    expect(a.item(3)).toBe(4);
    expect(a.item(-1)).toBe(4);
    expect(a.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(Array.from(a, (row) => (row as NDArray).toArray())).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect([...arange(3)]).toEqual([0, 1, 2]);
    expect(JSON.stringify({ a })).toBe('{"a":[[1,2],[3,4]]}');
    expect(JSON.stringify(array([1n, 2n ** 60n]))).toBe('[1,"1152921504606846976"]');
    expect(array([true, false]).toArray()).toEqual([true, false]);
    expect(array(5).toArray()).toBe(5);
    expect(Number(array([7]))).toBe(7);
    expect(structuredClone(a.toArray())).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('printing', () => {
    expect(
      String(
        array([
          [1, 2.5],
          [3, 4],
        ]),
      ),
    ).toBe('[[1.  2.5]\n [3.  4. ]]');
    expect(inspect(array([1, 2], 'f32'))).toBe('array([1., 2.], dtype=f32)');
    const gone = zeros(3);
    gone.dispose();
    expect(inspect(gone)).toMatch(/disposed/);
  });
});

describe('from values', () => {
  test.each([
    [[1, 2], 'f64'],
    [[1n, 2n], 'i64'],
    [[true, false], 'bool'],
    [[1, true, 2n], 'f64'],
    [[], 'f64'],
    [new Set([1, 2]), 'f64'],
    [Float32Array.of(1), 'f32'],
    [[Float32Array.of(1), [2]], 'f64'],
    [new Uint8ClampedArray(2), 'u8'],
  ] as const)('%o is %s', (values, type) => {
    expect(array(values as never).dtype).toBe(type);
  });

  test('of a type: fractions are cut, what does not fit is refused', () => {
    expect(array([1.7, -1.7], 'i32').toArray()).toEqual([1, -1]);
    expect(() => array([300], 'u8')).toThrow(/array: 300 does not fit u8 \(0 to 255\)/);
    expect(() => array([Number.NaN], 'i32')).toThrow(/NaN does not fit i32/);
    expect(array([2n ** 63n], 'u64').get(0)).toBe(2n ** 63n);
  });

  test.each([[[[1, 2], [3]]], [[[1], 2]], [[1, [2]]], [[[[1]], [[2, 3]]]], [[[], [1]]]])('%j is ragged', (values) => {
    expect(() => array(values as never)).toThrow(/array: the nested list is ragged/);
  });

  test.each([['text'], [{}], [null], [[1, 'two']], [undefined]])('%j is no array', (value) => {
    expect(() => array(value as never)).toThrow(TypeError);
  });

  test('asarray keeps arrays, array copies them', () => {
    const a = ones(3);
    expect(asarray(a)).toBe(a);
    expect(array(a)).not.toBe(a);
    expect(asarray(a, 'f32').dtype).toBe('f32');
  });

  test('in the shape and type of another array', () => {
    const like = arange(6).reshape(2, 3).astype('i16').T;
    for (const [made, value] of [
      [zerosLike(like), 0],
      [onesLike(like), 1],
      [fullLike(like, -7), -7],
    ] as const) {
      expect([made.dtype, made.shape]).toEqual(['i16', [3, 2]]);
      expect(made.eq(value).all()).toBe(true);
    }
    expect([emptyLike(like).dtype, emptyLike(like).shape]).toEqual(['i16', [3, 2]]);
    expect(zerosLike(like, 'f32').dtype).toBe('f32');
    expect(fullLike(like, 0.5, 'f64').get(0, 0)).toBe(0.5);
    expect(() => fullLike(like, 40_000)).toThrow(/40000 does not fit i16/);
    expect(
      String(
        zerosLike([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe('[[0. 0.]\n [0. 0.]]');
    expect(fullLike(new Int16Array(3), 7).dtype).toBe('i16');
  });

  test('fromBuffer reads in place', () => {
    const bytes = new Uint8Array(16);
    const a = fromBuffer(bytes, 'u16', { offset: 4, count: 3 });
    a.set(0, 258);
    expect(Array.from(bytes.slice(4, 6))).toEqual([2, 1]);
    expect(() => fromBuffer(bytes, 'f32', { offset: 3 })).toThrow(/fromBuffer/);
    expect(() => fromBuffer(bytes, 'f64', { count: 3 })).toThrow(/16 bytes/);
    expect(() => fromBuffer(bytes.subarray(1, 9), 'f64')).toThrow(/not a multiple of 8/);
  });
});

describe('errors name the operation and the remedy', () => {
  const a = arange(12).reshape(3, 4);
  test.each<[() => unknown, RegExp]>([
    [() => a.add([1, 2, 3, 4, 5]), /add: shapes \(3,4\) and \(5,\) do not broadcast: axis 1 is 4 and 5/],
    [() => a.reshape(5, -1), /reshape: an array of 12 elements, shape \(3,4\), does not fill shape \(5,-1\)/],
    [() => a.get(3), /get: index 3 is out of bounds for axis 0 with size 3/],
    [() => a.get(0, 0, 0), /3 indices for an array of 2 dimensions/],
    [() => a.get('1:2:0'), /step .* zero/],
    [() => a.get('one'), /"one" is no index/],
    [() => a.get(1.5), /1.5 .* no integer/],
    [() => a.transpose(0, 0), /same axis more than once/],
    [() => a.squeeze(0), /squeeze: axis 0 .* has 3 elements/],
    [() => a.sum(2), /sum: axis 2 is out of bounds for an array of 2 dimensions/],
    [() => a.broadcastTo([3, 5]), /broadcastTo: shape \(3,4\) does not broadcast to \(3,5\)/],
    [() => zeros([1, -1]), /zeros: .* extent -1/],
    [() => zeros([2], 'float16' as never), /names no element type/],
    [() => dtype('>f4' as never), /big-endian/],
    [() => a.broadcastTo([2, 3, 4]).iadd(1), /read-only/],
    [() => a.add(1, { out: zeros(3) }), /out has shape|do not broadcast/],
    [() => a.add(0.5, { out: zeros([3, 4], 'i32') }), /does not cast to out's i32/],
    [() => array([true]).sub(true), /subtract: not defined for bool/],
    [() => array([1], 'u8').add(300), /add: 300 does not fit u8/],
    [() => array([2], 'i32').pow(-1), /negative integer powers/],
    [() => zeros([0, 3]).max(0), /max: .* empty/],
    [() => a.set([0], [1, 2, 3]), /set: a value of shape \(3,\) does not broadcast to \(4,\)/],
  ])('%s', (run, message) => {
    expect(run).toThrow(message);
  });

  test('a failed call leaves its operands untouched', () => {
    const target = arange(4);
    expect(() => target.set('1:', [1, 2])).toThrow();
    expect(() => target.iadd([1, 2])).toThrow();
    expect(target.toArray()).toEqual([0, 1, 2, 3]);
  });
});

test('ndarray is a namespace of every function', () => {
  expect(contigNames().missing).toEqual([]);
});
