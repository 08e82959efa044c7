/** The exchange protocol in both directions, against memory that the test lays out and reads itself. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { add, arange, array, asarray, matmul, mean, memory, NDArray, stack, zeros } from '../../src/index.js';
import { type Exchange, exchange } from '../../src/interop/index.js';
import { base, CASES, DTYPES, expected, grow } from './layouts.js';

const SYMBOL = Symbol.for('ndarray.exchange');
const READERS = {
  bool: ['Uint8', 1],
  uint8: ['Uint8', 1],
  int8: ['Int8', 1],
  uint16: ['Uint16', 2],
  int16: ['Int16', 2],
  uint32: ['Uint32', 4],
  int32: ['Int32', 4],
  uint64: ['BigUint64', 8],
  int64: ['BigInt64', 8],
  float32: ['Float32', 4],
  float64: ['Float64', 8],
} as const;
type Name = keyof typeof READERS;

/** Reads what is offered by its description alone. */
function read({ buffer, byteOffset, shape, strides, dtype }: Exchange): unknown {
  const view = new DataView(buffer as ArrayBuffer);
  const [reader] = READERS[dtype as Name];
  const level = (axis: number, at: number): unknown => {
    if (axis < shape.length) {
      return Array.from({ length: shape[axis] }, (_, i) => level(axis + 1, at + i * strides![axis]));
    }
    const value = (view[`get${reader}`] as (at: number, little: boolean) => unknown)(at, true);
    return dtype === 'bool' ? value === 1 : value;
  };
  return level(0, byteOffset);
}

/** What another library offers. */
function offer(description: Partial<Exchange>): { [exchange](): Exchange } {
  return {
    [exchange]: () => ({ version: 1, byteOffset: 0, shape: [2], dtype: 'float64', ...description }) as Exchange,
  };
}

describe('an array offers', () => {
  it.each(CASES)('its memory: $type, $name', ({ type, view, places }) => {
    const own = view(base(type));
    const offered = own[exchange]();
    expect(read(offered)).toEqual(expected(type, places));
    expect(offered.buffer.byteLength).toBe(memory.stats().heapBytes);
    expect(offered).toMatchObject({ version: 1, readonly: !own.writeable, shape: own.shape });
  });

  it('a registered symbol, its WebAssembly memory and the bytes themselves', () => {
    expect(exchange).toBe(SYMBOL);
    const a = arange(4, 'i32');
    const { buffer, byteOffset, memory: wasm } = a[exchange]();
    expect(wasm?.buffer).toBe(buffer);
    new Int32Array(buffer, byteOffset, 4)[2] = 70;
    expect(a.toArray()).toEqual([0, 1, 70, 3]);
    grow();
    expect(buffer.byteLength).toBe(0);
    expect(new Int32Array(wasm!.buffer, byteOffset, 4)[2]).toBe(70);
  });

  it('elements in the other byte order by a code, which is taken back', () => {
    const big = Uint8Array.of(0, 1, 2, 3);
    const swapped = asarray(offer({ buffer: big.buffer, dtype: '>u2' }));
    expect(swapped.toArray()).toEqual([1, 0x0203]);
    const offered = swapped[exchange]();
    expect(offered.dtype).toBe('>u2');
    expect(asarray({ [exchange]: () => offered }).toArray()).toEqual([1, 0x0203]);
  });

  it('not when it is disposed of', () => {
    const a = zeros(3);
    a.dispose();
    expect(() => a[exchange]()).toThrow(/disposed/);
  });
});

describe('contig takes', () => {
  it('arrays of another copy of itself in place, also after that one’s memory grew', async () => {
    vi.resetModules();
    const other = await import('../../src/index.js');
    expect(other.NDArray).not.toBe(NDArray);
    const theirs = other.arange(6, 'f32').reshape(2, 3);
    const ours = asarray(theirs.T);
    expect(ours.dtype).toBe('f32');
    ours.iadd(1);
    (await import('../../src/wasm/kernels.js')).wasmMemory.grow(1);
    ours.iadd(1);
    expect(theirs.toArray()).toEqual([
      [2, 3, 4],
      [5, 6, 7],
    ]);
    expect(ours.data.length).toBeGreaterThan(0);
  });

  it('them wherever it takes arrays, and copies them in array() alone', () => {
    const data = Float64Array.of(1, 2, 3, 4);
    const theirs = offer({ buffer: data.buffer, shape: [2, 2], strides: [8, 16] });
    expect(add(theirs, 1).toArray()).toEqual([
      [2, 4],
      [3, 5],
    ]);
    expect(matmul(theirs, [1, 0]).toArray()).toEqual([1, 2]);
    expect(mean(theirs)).toBe(2.5);
    expect(zeros([2, 2]).add(theirs).sum()).toBe(10);
    expect(stack([theirs, theirs]).shape).toEqual([2, 2, 2]);
    expect(array([theirs, theirs]).get(1, '...').toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
    array(theirs).iadd(1);
    array(theirs, 'f64').iadd(1);
    expect([...data]).toEqual([1, 2, 3, 4]);
    expect(asarray(theirs, 'i8').dtype).toBe('i8');
    asarray(theirs).set([0, 1], 30);
    expect([...data]).toEqual([1, 2, 30, 4]);
  });

  it('read-only memory as such', () => {
    const fixed = asarray(offer({ buffer: new ArrayBuffer(16), readonly: true }));
    expect(fixed.writeable).toBe(false);
    expect(() => fixed.iadd(1)).toThrow(/read-only/);
  });

  it('shared memory, memory without strides, and no elements', () => {
    expect(asarray(offer({ buffer: new SharedArrayBuffer(16) })).toArray()).toEqual([0, 0]);
    expect(asarray(offer({ buffer: new ArrayBuffer(0), shape: [0, 3], strides: [-8, 1000] })).shape).toEqual([0, 3]);
    expect(asarray(offer({ buffer: new ArrayBuffer(8), shape: [] })).item()).toBe(0);
  });

  it('WebAssembly memory that grows', () => {
    const wasm = new WebAssembly.Memory({ initial: 1, maximum: 3 });
    new Float64Array(wasm.buffer, 8, 2).set([5, 6]);
    const view = asarray(offer({ buffer: wasm.buffer, byteOffset: 8, memory: wasm }));
    wasm.grow(1);
    expect(view.add(1).toArray()).toEqual([6, 7]);
    view.iadd(1);
    expect([...new Float64Array(wasm.buffer, 8, 2)]).toEqual([6, 7]);
    expect(view[exchange]().buffer).toBe(wasm.buffer);
  });

  it('its own heap as such, so that growth does not matter and overlap is seen', () => {
    const a = arange(5);
    const { buffer, byteOffset } = a[exchange]();
    const back = asarray(offer({ buffer, byteOffset, shape: [5], strides: [8] }));
    const reversed = asarray(offer({ buffer, byteOffset: byteOffset + 32, shape: [5], strides: [-8] }));
    grow();
    expect(back.toArray()).toEqual([0, 1, 2, 3, 4]);
    add(back, reversed, { out: a });
    expect(a.toArray()).toEqual([4, 4, 4, 4, 4]);
    const square = arange(4).reshape(2, 2);
    const own = square[exchange]();
    const same = asarray(offer({ buffer: own.buffer, byteOffset: own.byteOffset, shape: [2, 2] }));
    matmul(same, same, { out: square });
    expect(square.toArray()).toEqual([
      [2, 3],
      [6, 11],
    ]);
    const list = arange(6);
    const memoryOfList = list[exchange]();
    const shifted = asarray(
      offer({ buffer: memoryOfList.buffer, byteOffset: memoryOfList.byteOffset + 8, shape: [5] }),
    );
    add(list.get(':5'), 0, { out: shifted });
    expect(list.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
  });
});

describe('wrong descriptions are refused:', () => {
  const buffer = new ArrayBuffer(32);
  const gone = new ArrayBuffer(32);
  structuredClone(gone, { transfer: [gone] });
  it.each<[string, Partial<Record<keyof Exchange, unknown>>, RegExp]>([
    [
      'another version',
      { buffer, version: 2 },
      /^asarray: the exchange protocol's version is 2; contig understands version 1/,
    ],
    ['no memory', { buffer: 5 }, /^asarray: the memory is 5, not an ArrayBuffer/],
    ['detached memory', { buffer: gone }, /bytes 0 to 16 of a memory of 0, which was detached: transferred/],
    ['an ambiguous type', { buffer, dtype: 'u8' }, /no element type "u8".*uint8.*'<f4'/],
    ['an unknown type', { buffer, dtype: 'complex64' }, /no element type "complex64"/],
    ['a code of a missing type', { buffer, dtype: '<f2' }, /no element type "<f2"/],
    [
      'elements behind the end',
      { buffer, shape: [5] },
      /shape \(5,\) from byte 0 on.*spans bytes 0 to 40 of a memory of 32/,
    ],
    ['elements before the start', { buffer, strides: [-8] }, /byte strides \(-8\), spans bytes -8 to 8/],
    ['a last element cut off', { buffer, byteOffset: 17 }, /spans bytes 17 to 33/],
    ['an offset outside', { buffer, byteOffset: 33, shape: [0] }, /spans bytes 33 to 33/],
    ['a stride too few', { buffer, shape: [1, 1], strides: [8] }, /1 strides for shape \(1,1\)/],
    ['a fractional stride', { buffer, strides: [0.5] }, /byte strides \(0.5\) must be integers/],
    ['a fractional offset', { buffer, byteOffset: 0.5 }, /byte offset 0.5/],
    ['a negative extent', { buffer, shape: [-1] }, /extent -1/],
    ['no shape', { buffer, shape: null }, /shape null and strides undefined must be lists/],
  ])('%s', (_, description, message) => {
    expect(() => asarray(offer(description as Partial<Exchange>))).toThrow(message);
  });

  it('a growing memory’s old buffer without the memory', () => {
    const a = arange(3);
    const offered = a[exchange]();
    grow();
    expect(() => asarray(offer({ ...offered, memory: null }))).toThrow(/detached/);
    expect(asarray(offer(offered)).toArray()).toEqual([0, 1, 2]);
  });
});

describe('for all layouts', () => {
  const layout = fc.record({
    name: fc.constantFrom(...(Object.keys(READERS) as Name[])),
    axes: fc.array(fc.record({ extent: fc.nat(4), step: fc.integer({ min: -20, max: 20 }) }), { maxLength: 4 }),
    aligned: fc.boolean(),
    lead: fc.nat(9),
    host: fc.boolean(),
    seed: fc.nat(255),
  });

  it('memory is read as the protocol says, and offered on as it was', () => {
    fc.assert(
      fc.property(layout, ({ name, axes, aligned, lead, host, seed }) => {
        const [, itemsize] = READERS[name];
        const unit = aligned ? itemsize : 1;
        const shape = axes.map(({ extent }) => extent);
        const strides = axes.map(({ step }) => step * unit);
        const reach = axes.map(({ extent, step }) => (Math.max(extent, 1) - 1) * step * unit);
        const byteOffset = lead * unit - reach.reduce((low, step) => low + Math.min(step, 0), 0);
        const bytes = byteOffset + reach.reduce((high, step) => high + Math.max(step, 0), 0) + itemsize;
        const inHeap = zeros(bytes, 'u8')[exchange]();
        const place = host ? 0 : inHeap.byteOffset;
        const buffer = host ? new ArrayBuffer(bytes) : inHeap.buffer;
        const fill = new Uint8Array(buffer, place, bytes);
        for (let i = 0; i < bytes; i++) fill[i] = name === 'bool' ? (i * 7 + seed) % 2 : (i * 37 + seed) % 251;
        const description = {
          version: 1,
          buffer,
          byteOffset: place + byteOffset,
          shape,
          strides,
          dtype: name,
        } as const;
        const taken = asarray(offer({ ...description, memory: host ? null : inHeap.memory, owner: inHeap.owner }));
        const empty = shape.includes(0);
        expect(taken.shape).toEqual(shape);
        expect(taken.toArray()).toEqual(read(description));
        const again = taken[exchange]();
        if (!empty) {
          expect(again).toMatchObject({ buffer, byteOffset: place + byteOffset, shape, strides, dtype: name });
        }
        expect(read(again)).toEqual(read(description));
        expect(taken.T.copy().T.toArray()).toEqual(read(description));
      }),
      { numRuns: 300 },
    );
  });

  it('no byte beyond those addressed is needed, and one less is refused', () => {
    fc.assert(
      fc.property(layout, ({ name, axes }) => {
        const shape = axes.map(({ extent }) => extent + 1);
        const strides = axes.map(({ step }) => step);
        const reach = shape.map((extent, axis) => (extent - 1) * strides[axis]);
        const low = reach.reduce((sum, step) => sum + Math.min(step, 0), 0);
        const bytes = reach.reduce((sum, step) => sum + Math.max(step, 0), 0) - low + READERS[name][1];
        const description = { byteOffset: -low, shape, strides, dtype: name };
        expect(asarray(offer({ ...description, buffer: new ArrayBuffer(bytes) })).shape).toEqual(shape);
        expect(() => asarray(offer({ ...description, buffer: new ArrayBuffer(bytes - 1) }))).toThrow(RangeError);
      }),
      { numRuns: 100 },
    );
  });
});

it('every element type has its name', () => {
  expect(DTYPES.map((type) => zeros(1, type)[exchange]().dtype)).toEqual(Object.keys(READERS));
});
