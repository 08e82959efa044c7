/** Packages whose arrays are a typed array with strides: scijs, @stdlib, zarrita, and typed arrays themselves. */
import BooleanArray from '@stdlib/array/bool/lib/index.js';
import ndarraylike2object from '@stdlib/ndarray/base/ndarraylike2object';
import stdlibArray from '@stdlib/ndarray/ctor/lib/index.js';
import scijs from 'ndarray';
import ops from 'ndarray-ops';
import { describe, expect, it } from 'vitest';
import * as zarr from 'zarrita';
import { arange, array, type NDArray, RecordArray, recordType, zeros } from '../../src/index.js';
import {
  fromScijs,
  fromStdlib,
  fromTypedArray,
  fromZarrita,
  toScijs,
  toStdlib,
  toTypedArray,
  toZarrita,
} from '../../src/interop/index.js';
import { base, CASES, expected, grow } from './layouts.js';

const plain = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);
const numbers = (rows: unknown[][]) => rows.map((row) => row.map(plain));

/** What a peer's `get` reads of two axes. */
function readAll(shape: readonly number[], get: (i: number, j: number) => unknown): unknown[][] {
  return Array.from({ length: shape[0] }, (_, i) => Array.from({ length: shape[1] }, (_, j) => get(i, j)));
}

/** A field between the bytes of another, so that its elements are not aligned. */
function misaligned(): NDArray<'f64'> {
  const records = RecordArray.from(
    [
      { a: 1, b: 1.5 },
      { a: 2, b: 2.5 },
    ],
    { type: recordType({ a: 'u8', b: 'f64' }) },
  );
  return records.b as NDArray<'f64'>;
}

describe('scijs ndarrays', () => {
  it.each(CASES)('are views both ways: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const theirs = toScijs<ReturnType<typeof scijs>>(own, { ndarray: scijs });
    expect(readAll(theirs.shape, (i, j) => theirs.get(i, j))).toEqual(numbers(expected(type, places)));
    const back = fromScijs(theirs);
    expect(numbers(back.toArray() as unknown[][])).toEqual(numbers(expected(type, places)));
    expect(back.strides).toEqual(own.strides);
    if (own.size > 0 && own.writeable) {
      theirs.set(0, 0, type.endsWith('64') && type !== 'f64' ? 1n : 1);
      expect(Number(own.get(0, 0))).toBe(1);
      back.set([0, 0], 0);
      expect(Number(own.get(0, 0))).toBe(0);
    }
  });

  it('of their own making are read in every layout', () => {
    const theirs = scijs(
      Float32Array.from({ length: 24 }, (_, i) => i),
      [4, 6],
    );
    for (const view of [theirs, theirs.transpose(1, 0), theirs.step(-2, 3), theirs.lo(1, 2).hi(2, 2)]) {
      expect(fromScijs(view).toArray()).toEqual(readAll(view.shape, (i, j) => view.get(i, j)));
    }
    fromScijs(theirs).iadd(1);
    expect(theirs.get(0, 0)).toBe(1);
    expect(fromScijs(theirs, { copy: true }).iadd(1).get(0, 0)).toBe(2);
    expect(theirs.get(0, 0)).toBe(1);
    expect(fromScijs(theirs.pick(1, null)).shape).toEqual([6]);
    expect(fromScijs(scijs(new Uint8ClampedArray(2))).dtype).toBe('u8');
    expect(fromScijs(scijs([1, 2, 3, 4], [2, 2]).transpose(1, 0)).toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(fromScijs(scijs(new Float64Array(0), [0, 3])).shape).toEqual([0, 3]);
    expect(fromScijs(scijs(Float64Array.of(7), [])).item()).toBe(7);
  });

  it('are taken by ndarray-ops, without the class too, and after the heap grew', () => {
    const a = arange(6).reshape(2, 3);
    const b = arange(6).reshape(3, 2);
    const left = toScijs(a);
    expect(left).toMatchObject({ dtype: 'float64', order: [1, 0], size: 6, dimension: 2 });
    ops.addeq(left, toScijs(b.T));
    expect(a.toArray()).toEqual([
      [0, 3, 6],
      [4, 7, 10],
    ]);
    const classy = toScijs<{ get(i: number, j: number): number }>(a, { ndarray: scijs });
    grow();
    ops.mulseq(left, 2);
    expect(classy.get(1, 2)).toBe(20);
    expect(ops.sum(toScijs(a.get('::-1', '::2')))).toBe(0 + 12 + 8 + 20);
  });

  it('copy elements that are not aligned', () => {
    const copied = toScijs(misaligned());
    expect(ops.sum(copied)).toBe(4);
    expect(() => toScijs(misaligned(), { copy: false })).toThrow(
      /^toScijs: this f64 array of shape \(2,\), strides \(1\.125,\), is not laid out as needed/,
    );
    const a = zeros(2);
    (toScijs(a, { copy: true }).data as Float64Array)[0] = 5;
    expect(a.get(0)).toBe(0);
  });

  it('refuse what they cannot read', () => {
    const generic = scijs({ get: () => 1, set: () => 1, length: 2 }, [2]);
    expect(() => fromScijs(generic)).toThrow(/^fromScijs: elements in Object, which contig does not hold/);
    expect(() => fromScijs({ data: new Float64Array(4), shape: [2, 2], stride: [3, 1], offset: 0 })).toThrow(
      /spans bytes 0 to 40 of a memory of 32/,
    );
    expect(() => fromScijs(scijs([1, 2]), { copy: false })).toThrow(/list of numbers is always copied/);
  });
});

describe('@stdlib ndarrays', () => {
  it.each(CASES)('are views both ways: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    // biome-ignore lint/suspicious/noExplicitAny: the package's own types are not those of this entry
    const theirs = toStdlib<any>(own, { ndarray: stdlibArray, BooleanArray });
    expect(readAll(theirs.shape, (i, j) => theirs.get(i, j))).toEqual(expected(type, places));
    const back = fromStdlib(theirs);
    expect(back.dtype).toBe(type);
    expect(back.toArray()).toEqual(expected(type, places));
    if (own.size > 0 && own.writeable) {
      const one = type === 'bool' ? true : type === 'i64' || type === 'u64' ? 1n : 1;
      theirs.set(0, 0, one);
      expect(own.get(0, 0)).toBe(one);
    }
  });

  it('of their own making are read in every order', () => {
    const theirs = stdlibArray('float64', Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3], [1, 2], 0, 'column-major');
    expect(fromStdlib(theirs).toArray()).toEqual(readAll([2, 3], (i, j) => theirs.get(i, j)));
    expect(fromStdlib(stdlibArray('float64', Float64Array.of(3), [], [0], 0, 'row-major')).item()).toBe(3);
    expect(fromStdlib(stdlibArray('generic', [1, 2], [2], [-1], 1, 'row-major')).toArray()).toEqual([2, 1]);
    const bools = new BooleanArray([true, false]);
    expect(fromStdlib(stdlibArray('bool', bools, [2], [1], 0, 'row-major')).toArray()).toEqual([true, false]);
    const complex = {
      buffer: new ArrayBuffer(16),
      BYTES_PER_ELEMENT: 8,
      length: 2,
      constructor: { name: 'Complex64Array' },
    };
    expect(() => fromStdlib({ data: complex, dtype: 'complex64', shape: [2], strides: [1], offset: 0 })).toThrow(
      /^fromStdlib: elements in Complex64Array/,
    );
  });

  it('are objects with their members without the class, also after the heap grew', () => {
    const own = arange(6, 'f32').reshape(2, 3);
    const like = toStdlib(own.T);
    expect(like).toMatchObject({ dtype: 'float32', shape: [3, 2], strides: [1, 3], offset: 0, order: 'column-major' });
    expect(like).toMatchObject({ ndims: 2, length: 6 });
    grow();
    like.set(2, 1, 50);
    const read = ndarraylike2object(like);
    expect(read.data[5]).toBe(50);
    expect(like.get(2, 1)).toBe(50);
    expect(toStdlib(base('bool')).dtype).toBe('uint8');
    expect(toStdlib(arange(1).reshape([])).strides).toEqual([0]);
  });
});

describe('zarrita chunks', () => {
  it.each(CASES)('are views both ways: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const chunk = toZarrita(own, { BoolArray: zarr.BoolArray });
    const back = fromZarrita(chunk);
    expect(back.toArray()).toEqual(expected(type, places));
    expect(back.dtype).toBe(type);
    const shares = own.strides.every((stride) => stride >= 0);
    if (own.size > 0 && own.writeable) {
      const before = own.get(0, 0);
      back.set([0, 0], type === 'i64' || type === 'u64' ? 9n : type === 'bool' ? !before : 9);
      expect(own.get(0, 0) === before).toBe(!shares);
    }
  });

  it('are what zarrita writes and reads', async () => {
    const store = zarr.root(new Map());
    const options = { shape: [4, 6], chunkShape: [3, 4], dtype: 'int32' as const };
    const target = await zarr.create(store.resolve('/x'), options);
    const own = arange(24, 'i32').reshape(6, 4);
    await zarr.set(target, null, toZarrita(own.T));
    const read = await zarr.get(target);
    expect(fromZarrita(read as never).toArray()).toEqual(own.T.toArray());
    const part = await zarr.get(target, [zarr.slice(1, 3), 2]);
    expect(fromZarrita(part as never).toArray()).toEqual([9, 10]);
    const flags = await zarr.create(store.resolve('/b'), { ...options, dtype: 'bool' as const });
    const mask = own.T.gt(10);
    await zarr.set(flags, null, toZarrita(mask, { BoolArray: zarr.BoolArray }));
    expect(fromZarrita((await zarr.get(flags)) as never).toArray()).toEqual(mask.toArray());
  });

  it('follow the heap, and refuse text', () => {
    const chunk = toZarrita(arange(4).get('1:'));
    grow();
    expect([...(chunk.data as Float64Array)]).toEqual([1, 2, 3]);
    const text = { data: new zarr.ByteStringArray(2, 3), shape: [3], stride: [1] };
    expect(() => fromZarrita(text)).toThrow(/^fromZarrita: elements in ByteStringArray/);
    expect(() => toZarrita(arange(4).get('::-1'), { copy: false })).toThrow(/strides \(-1,\), is not laid out/);
  });
});

describe('typed arrays', () => {
  it.each(CASES)('hold the elements: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const values = expected(type, places).flat().map(plain);
    expect([...toTypedArray(own)]).toEqual(values);
    const copied = toTypedArray(own, { copy: true });
    expect([...copied]).toEqual(values);
    expect(copied.buffer.byteLength).toBe(own.nbytes);
    const shape = own.shape;
    const again =
      type === 'bool' ? fromTypedArray(copied, { shape, dtype: 'bool' }) : fromTypedArray(copied, { shape });
    expect(again.toArray()).toEqual(expected(type, places));
    expect(again.dtype).toBe(type);
  });

  it('are viewed both ways, from buffers and in any layout', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    const view = fromTypedArray(data, { shape: [2, 3], strides: [1, 2] });
    expect(view.toArray()).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
    view.imul(2);
    expect([...data]).toEqual([2, 4, 6, 8, 10, 12]);
    fromTypedArray(data, { copy: true }).imul(2);
    expect(data[0]).toBe(2);
    expect(fromTypedArray(data, { shape: [3], strides: [-2], offset: 5 }).toArray()).toEqual([12, 8, 4]);
    expect(fromTypedArray(data.subarray(2), { dtype: 'u32' }).size).toBe(4);
    expect(fromTypedArray(new ArrayBuffer(16), { dtype: 'int32' }).shape).toEqual([4]);
    expect(fromTypedArray(new ArrayBuffer(3)).dtype).toBe('u8');
    const own = arange(3);
    toTypedArray(own)[1] = 9;
    expect(own.toArray()).toEqual([0, 9, 2]);
    expect([...toTypedArray([1n, 2n])]).toEqual([1n, 2n]);
  });

  it('are detached by growth unless copied', () => {
    const own = array([1, 2, 3]);
    const [view, copied] = [toTypedArray(own), toTypedArray(own, { copy: true })];
    grow();
    expect([view.length, copied.length]).toEqual([0, 3]);
    expect(() => fromTypedArray(view, { shape: 3 })).toThrow(
      /^fromTypedArray: .* of a memory of 0, which was detached/,
    );
  });

  it('of other sizes and kinds are refused', () => {
    const data = new Float64Array(8).subarray(2, 6);
    expect(() => fromTypedArray(data, { shape: [5] })).toThrow(/spans bytes 0 to 40 of a memory of 32/);
    expect(() => fromTypedArray(data, { offset: -1, shape: 1 })).toThrow(/spans bytes -8 to 0/);
    expect(() => toTypedArray(base('f64').T, { copy: false })).toThrow(
      /^toTypedArray: this f64 array of shape \(6,4\)/,
    );
  });
});

it('typed arrays that were handed out keep their memory', async () => {
  const view = toTypedArray(arange(1000, 'i32'));
  for (let i = 0; i < 5; i++) {
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    array(new Int32Array(1000));
  }
  expect(view[999]).toBe(999);
});
