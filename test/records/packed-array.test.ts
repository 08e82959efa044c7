/** PackedArray beside a JS array: random operations, memory that moves or is full, exports, conversions and errors. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DTYPES } from '../../src/array/dtype.js';
import {
  arange,
  array,
  memory,
  type NDArray,
  PackedArray,
  type PackedType,
  type PackedValue,
  scope,
  zeros,
} from '../../src/index.js';
import { heap } from '../../src/memory/storage.js';
import { wasmMemory } from '../../src/wasm/kernels.js';

const NAMES = Object.keys(DTYPES).filter((name) => name !== 'bool') as PackedType[];

afterEach(() => {
  vi.restoreAllMocks();
});

/** Small integers, so that searches find them, as elements of the type. */
function valuesOf(type: PackedType, count = { maxLength: 40 }) {
  const wide = DTYPES[type].itemsize === 8 && DTYPES[type].kind !== 'f';
  return fc.array(
    fc.integer({ min: 0, max: 9 }).map((value) => (wide ? BigInt(value) : value)),
    count,
  );
}

type Item = number | bigint;
type Operation = { name: string; run: (a: PackedArray, model: Item[]) => void };

/** An operation on both, whose results are compared. */
function operations(type: PackedType): fc.Arbitrary<Operation> {
  const at = fc.integer({ min: 0, max: 50 });
  const one = valuesOf(type).filter((values) => values.length > 0);
  const Typed = DTYPES[type].view as unknown as { from(values: Item[]): Uint8Array };
  const compared = (name: string, on: (a: PackedArray) => unknown, model: (m: Item[]) => unknown): Operation => ({
    name,
    run: (a, m) => expect(on(a), name).toEqual(model(m)),
  });
  return fc.oneof(
    one.map(([value]) =>
      compared(
        `push ${value}`,
        (a) => a.push(value),
        (m) => m.push(value),
      ),
    ),
    valuesOf(type).map((values) =>
      compared(
        `extend ${values}`,
        (a) => a.extend(values).length,
        (m) => m.push(...values),
      ),
    ),
    valuesOf(type).map((values) =>
      compared(
        `extend typed ${values}`,
        (a) => a.extend(Typed.from(values)).length,
        (m) => m.push(...values),
      ),
    ),
    valuesOf(type).map((values) =>
      compared(
        `extend iterator ${values}`,
        (a) => a.extend(new Set(values)).length,
        (m) => m.push(...new Set(values)),
      ),
    ),
    fc.tuple(at, one).map(([place, [value]]) =>
      compared(
        `insert ${place}`,
        (a) => void a.insert(place, value),
        (m) => void m.splice(place, 0, value),
      ),
    ),
    at.map((place) =>
      compared(
        `pop ${place}`,
        (a) => (place < a.length ? a.pop(place) : undefined),
        (m) => (place < m.length ? m.splice(place, 1)[0] : undefined),
      ),
    ),
    one.map(([value]) =>
      compared(
        `count ${value}`,
        (a) => a.count(value),
        (m) => m.filter((each) => each === value).length,
      ),
    ),
    one.map(([value]) =>
      compared(
        `index ${value}`,
        (a) => (a.includes(value) ? a.index(value) : -1),
        (m) => m.indexOf(value),
      ),
    ),
    fc.tuple(at, at).map(([from, to]) =>
      compared(
        `slice ${from}:${to}`,
        (a) => a.get(`${from}:${to}`).toArray(),
        (m) => m.slice(from, to),
      ),
    ),
    fc.tuple(at, at, valuesOf(type)).map(([from, to, values]) =>
      compared(
        `set ${from}:${to} ${values}`,
        (a) => void a.set(`${from}:${to}`, values),
        (m) => void m.splice(from, Math.max(to - from, 0), ...values),
      ),
    ),
    fc.tuple(at, fc.integer({ min: 1, max: 4 })).map(([from, step]) =>
      compared(
        `delete ${from}::${step}`,
        (a) => void a.delete(`${from}::${step}`),
        (m) => m.splice(0, m.length, ...m.filter((_, i) => i < from || (i - from) % step !== 0)) && undefined,
      ),
    ),
    fc.constant(
      compared(
        'reverse',
        (a) => void a.reverse(),
        (m) => void m.reverse(),
      ),
    ),
    fc.constant(
      compared(
        'shrink',
        (a) => a.shrink().capacity === a.length,
        () => true,
      ),
    ),
    fc.constant(
      compared(
        'iterate',
        (a) => [...a],
        (m) => m,
      ),
    ),
    fc.constant({ name: 'memory moves', run: () => void wasmMemory.grow(1) }),
    fc.constant({
      name: 'write through an export',
      run: (a: PackedArray, m: Item[]) => {
        using view = a.asNDArray();
        if (a.length === 0) return;
        view.set([0], m[m.length - 1]);
        m[0] = m[m.length - 1];
      },
    }),
  );
}

describe('behaves as a JS array does', () => {
  for (const type of NAMES) {
    for (const place of ['heap', 'host'] as const) {
      test(`${type}, ${place}`, () => {
        if (place === 'host') vi.spyOn(heap, 'allocate').mockReturnValue(null);
        fc.assert(
          fc.property(valuesOf(type), fc.array(operations(type), { maxLength: 20 }), (initial, steps) => {
            const a = new PackedArray(type, initial) as PackedArray;
            const model: Item[] = [...initial];
            for (const { run } of steps) run(a, model);
            expect(a.toArray()).toEqual(model);
            expect(a.length).toBe(model.length);
            expect(a.capacity).toBeGreaterThanOrEqual(model.length);
            a.dispose();
          }),
          { numRuns: 60, seed: 4 },
        );
      });
    }
  }
});

test('every type code and name makes its type', () => {
  const types = Object.fromEntries([...'bBhHiIlLqQfd'].map((code) => [code, new PackedArray(code as 'b').dtype]));
  expect(types).toEqual({
    b: 'i8',
    B: 'u8',
    h: 'i16',
    H: 'u16',
    i: 'i32',
    I: 'u32',
    l: 'i64',
    L: 'u64',
    q: 'i64',
    Q: 'u64',
    f: 'f32',
    d: 'f64',
  });
  expect(new PackedArray('float32').typecode).toBe('f');
  expect(new PackedArray('<u8').typecode).toBe('Q');
  for (const wrong of ['u', 'w', 'bool', '?', 'z', '', 5, undefined]) {
    expect(() => new PackedArray(wrong as 'd')).toThrow(TypeError);
  }
});

describe('values', () => {
  const cases: [type: PackedType, value: unknown, expected: unknown][] = [
    ['i8', 127, 127],
    ['i8', 128, RangeError],
    ['u8', -1, RangeError],
    ['u8', 1.5, TypeError],
    ['u8', Number.NaN, TypeError],
    ['u8', '7', TypeError],
    ['u8', 7n, 7],
    ['u8', true, 1],
    ['i32', 2 ** 31, RangeError],
    ['u32', 2 ** 32 - 1, 2 ** 32 - 1],
    ['i64', 5, 5n],
    ['i64', 2n ** 63n, RangeError],
    ['i64', 2 ** 63, RangeError],
    ['i64', -(2n ** 63n), -(2n ** 63n)],
    ['u64', -1n, RangeError],
    ['u64', 2 ** 63, 2n ** 63n],
    ['f32', 0.1, Math.fround(0.1)],
    ['f32', 1e300, Number.POSITIVE_INFINITY],
    ['f64', 3n, 3],
    ['f64', 2n ** 2000n, RangeError],
    ['f64', null, TypeError],
    ['f64', undefined, TypeError],
  ];
  test.each(cases)('%s takes or refuses %s', (type, value, expected) => {
    const a = new PackedArray(type, [1]) as PackedArray;
    const put: [string, () => unknown][] = [
      ['push', () => a.push(value as PackedValue)],
      ['extend', () => a.extend([1, value as PackedValue])],
      ['insert', () => a.insert(1, value as PackedValue)],
      ['set', () => a.extend([1]).set(-1, value as PackedValue)],
      ['set a slice', () => a.set(`${a.length}:`, [value as PackedValue])],
    ];
    for (const [name, run] of put) {
      const before = a.length;
      if (typeof expected === 'function') {
        expect(run, name).toThrow(expected as ErrorConstructor);
        if (name !== 'set') expect(a.length, name).toBe(before);
      } else {
        run();
        expect(a.at(name === 'insert' ? 1 : -1), name).toBe(expected);
      }
    }
  });

  const arrays: [type: PackedType, source: () => NDArray | Uint8Array, expected: unknown][] = [
    ['i32', () => array([1, 2, 3]), [1, 2, 3]],
    ['i32', () => array([1, 2.5, 3]), TypeError],
    ['i32', () => array([1, Number.POSITIVE_INFINITY]), TypeError],
    ['i32', () => array([1, 2 ** 31]), RangeError],
    ['u8', () => array([1n, 300n]), RangeError],
    ['u64', () => array([-1, 3], 'i8'), RangeError],
    ['f32', () => array([0.1, 1]), [Math.fround(0.1), 1]],
    ['f64', () => arange(10).get('::-3') as NDArray, [9, 6, 3, 0]],
    ['u8', () => array([true, false]), [1, 0]],
    ['i16', () => Uint8Array.of(1, 255), [1, 255]],
    ['i64', () => Uint8Array.of(1, 255), [1n, 255n]],
    ['i8', () => Uint8Array.of(1, 255), RangeError],
    ['f64', () => zeros([2, 2]), RangeError],
  ];
  test.each(arrays)('%s is extended by an array', (type, source, expected) => {
    const a = new PackedArray(type) as PackedArray;
    if (typeof expected === 'function') expect(() => a.extend(source())).toThrow(expected as ErrorConstructor);
    else expect(a.extend(source()).toArray()).toEqual(expected);
    if (typeof expected === 'function') expect(a.length).toBe(0);
  });

  test('64-bit integers and floats are compared exactly', () => {
    const wide = new PackedArray('i64', [2n ** 53n + 1n, 2n ** 63n - 1n]);
    expect(wide.equals(new PackedArray('f64', [2 ** 53, 2 ** 63]))).toBe(false);
    expect(wide.get('1:').compare(new PackedArray('f64', [2 ** 63]))).toBe(-1);
    expect(wide.get('1:').equals(new PackedArray('f64', [2 ** 63]))).toBe(false);
    expect(new PackedArray('f64', [2 ** 62, 0.5]).equals(new PackedArray('u64', [2n ** 62n, 0n]))).toBe(false);
    expect(new PackedArray('f64', [2 ** 62]).equals(new PackedArray('u64', [2n ** 62n]))).toBe(true);
    expect(new PackedArray('f32', [0.1]).includes(0.1)).toBe(false);
    expect(new PackedArray('f64', [Number.NaN]).includes(Number.NaN)).toBe(false);
    expect(new PackedArray('f64', [Number.NaN]).compare(new PackedArray('f64', [1]))).toBeNaN();
    expect(wide.count(2 ** 53)).toBe(0);
  });

  test('a search looks beyond its first run', () => {
    const a = new PackedArray('u32', arange(100_000, 'u32'));
    expect([a.index(99_999), a.index(50_000, 16_000), a.count(70_000)]).toEqual([99_999, 50_000, 1]);
    expect(() => a.index(3, 4)).toThrow(/^index: 3 is not in the 99996 elements/);
    expect(a.compare(a.copy().set(99_999, 0))).toBe(1);
  });
});

describe('the size', () => {
  const changes: Record<string, (a: PackedArray) => unknown> = {
    push: (a) => a.push(1),
    append: (a) => a.append(1),
    extend: (a) => a.extend([1]),
    'extend typed': (a) => a.extend(Float64Array.of(1)),
    insert: (a) => a.insert(0, 1),
    pop: (a) => a.pop(),
    remove: (a) => a.remove(1),
    clear: (a) => a.clear(),
    delete: (a) => a.delete(0),
    'delete in steps': (a) => a.delete('::2'),
    'set a slice': (a) => a.set('1:2', [1, 2]),
    fromBytes: (a) => a.fromBytes(new Uint8Array(8)),
    reserve: (a) => a.reserve(1000),
    shrink: (a) => a.shrink(),
  };
  test.each(Object.entries(changes))('is not changed by %s while exported', (_, change) => {
    const a = new PackedArray('f64', [1, 2, 3]) as PackedArray;
    a.reserve(50);
    {
      using view = a.asNDArray();
      using part = view.get('1:') as NDArray;
      expect(() => change(a)).toThrow(
        /^\w+: the size cannot change while an NDArray from asNDArray\(\) .* dispose\(\)/,
      );
      view.dispose();
      expect(() => change(a)).toThrow(TypeError);
      expect(part.toArray()).toEqual([2, 3]);
      expect(a.toArray()).toEqual([1, 2, 3]);
    }
    change(a);
    expect(scope(() => a.asNDArray().sum())).toBe(a.toArray().reduce((total, x) => Number(total) + Number(x), 0));
    change(a.extend([1, 2, 3]));
  });

  test('may change once exports are forgotten', async () => {
    const a = new PackedArray('i32', [1]);
    (() => a.asNDArray().imul(3))();
    expect(() => a.push(1)).toThrow(TypeError);
    await nextTurn();
    globalThis.gc?.();
    a.push(1);
    expect(a.toArray()).toEqual([3, 1]);
  });

  test('elements are written on both sides', () => {
    const a = new PackedArray('i16', [1, 2, 3, 4]);
    using view = a.asNDArray();
    view.imul(10);
    a.set(0, 7).reverse().set('::2', [5, 6]).byteswap().byteswap();
    expect(view.toArray()).toEqual([5, 30, 6, 7]);
    a.set('1:3', view.get('2:') as NDArray<'i16'>);
    expect(a.toArray()).toEqual([5, 6, 7, 7]);
  });

  test('the memory outlives the array while exported', () => {
    const a = new PackedArray('f64', [1, 2]);
    const view = a.asNDArray();
    a.dispose();
    zeros(2).set([], 9);
    expect(view.toArray()).toEqual([1, 2]);
    const before = memory.stats().blocks;
    view.dispose();
    expect(memory.stats().blocks).toBe(before - 1);
  });

  test('takes the bytes of the elements, and the room to grow until shrunk', () => {
    const before = memory.stats().bytesInUse;
    const a = new PackedArray('f64');
    for (let i = 0; i < 100_000; i++) a.push(i);
    expect(a.capacity).toBeLessThan(150_000);
    expect(memory.stats().bytesInUse - before).toBeLessThan(8 * 150_000 + 64);
    a.shrink();
    expect(memory.stats().bytesInUse - before).toBe(800_000);
    expect(a.capacity).toBe(100_000);
    a.dispose();
    expect(memory.stats().bytesInUse).toBe(before);
    expect(new PackedArray('u8').reserve(1000).capacity).toBe(1000);
    expect(new PackedArray('u8', new Uint8Array(7)).copy().shrink().capacity).toBe(7);
  });

  test('belongs to the scope it is made in', () => {
    const before = memory.stats().blocks;
    const kept = scope(() => {
      new PackedArray('f64', [1, 2, 3]);
      return new PackedArray('f64', [4]);
    });
    expect(memory.stats().blocks).toBe(before + 1);
    expect(kept.toArray()).toEqual([4]);
  });
});

test('sources in the memory that moves', () => {
  const numbers = arange(1000, 'f64');
  const a = new PackedArray('f64');
  const before = wasmMemory.buffer;
  vi.spyOn(heap, 'claim').mockImplementationOnce((bytes) => {
    wasmMemory.grow(1);
    vi.mocked(heap.claim).mockRestore();
    return heap.claim(bytes);
  });
  a.extend(numbers.data);
  expect(wasmMemory.buffer).not.toBe(before);
  expect(a.length).toBe(1000);
  expect(a.at(-1)).toBe(999);
});

test('extends by itself and sets slices of itself', () => {
  const a = new PackedArray('i32', [1, 2, 3]);
  expect(a.extend(a).toArray()).toEqual([1, 2, 3, 1, 2, 3]);
  expect(a.set('1:2', a).toArray()).toEqual([1, 1, 2, 3, 1, 2, 3, 3, 1, 2, 3]);
  expect(a.set('::-1', a).toArray()).toEqual([3, 2, 1, 3, 3, 2, 1, 3, 2, 1, 1]);
});

test('bytes', () => {
  const a = new PackedArray('u16', [1, 0x0203]);
  expect(a.toBytes()).toEqual(Uint8Array.of(1, 0, 3, 2));
  const bytes = a.byteswap().toBytes();
  expect(a.toArray()).toEqual([256, 0x0302]);
  for (const holder of [bytes, bytes.buffer, Buffer.from(bytes), new DataView(bytes.buffer)]) {
    expect(new PackedArray('u16').fromBytes(holder).equals(a)).toBe(true);
  }
  expect(new PackedArray('u16', bytes.buffer).equals(a)).toBe(true);
  expect(new PackedArray('u16', bytes).toArray()).toEqual([0, 1, 2, 3]);
  expect(() => a.fromBytes(new Uint8Array(3))).toThrow(
    /^fromBytes: 3 bytes are no whole number of u16 elements, 2 bytes/,
  );
  expect(() => a.fromBytes('ab' as never)).toThrow(TypeError);
  expect(() => a.extend(bytes.buffer as never)).toThrow(/fromBytes takes bytes/);
  expect(() => a.extend('12' as never)).toThrow(TypeError);
  expect(a.extend({ length: 2, 0: 5, 1: 6 }).toArray()).toEqual([256, 0x0302, 5, 6]);
});

test('an iterable that fails halfway appends nothing', () => {
  const a = new PackedArray('u8', [1]);
  const failing = function* () {
    yield 2;
    throw new Error('no more');
  };
  expect(() => a.extend(failing())).toThrow('no more');
  expect(() => a.extend([3, 4, 256])).toThrow(RangeError);
  expect(() => new PackedArray('u8', [256])).toThrow(/^PackedArray: 256 does not fit u8 \(0 to 255\)/);
  expect(a.toArray()).toEqual([1]);
});

test('iteration sees what is added, and the memory moving', () => {
  const a = new PackedArray('f64', [1, 2]);
  const seen: number[] = [];
  for (const value of a) {
    seen.push(value);
    wasmMemory.grow(1);
    if (a.length < 5) a.push(value * 10);
  }
  expect(seen).toEqual([1, 2, 10, 20, 100]);
});

test('text', () => {
  const a = new PackedArray('f64', [1, -0, 1e16, 1e-5, 0.0001, Number.NaN, Number.NEGATIVE_INFINITY]);
  expect(String(a)).toBe("PackedArray('f64', [1.0, -0.0, 1e+16, 1e-05, 0.0001, nan, -inf])");
  expect(inspect(new PackedArray('i64', [5n]))).toBe("PackedArray('i64', [5])");
  expect(String(new PackedArray('u8'))).toBe("PackedArray('u8')");
  const long = new PackedArray('u8', new Uint8Array(1000));
  expect(inspect(long)).toMatch(/^PackedArray\('u8', \[0, .*0, \.\.\., 0, .*\], length=1000\)$/);
  expect(JSON.stringify(new PackedArray('i64', [5n, 2n ** 60n + 1n]))).toBe('[5,"1152921504606846977"]');
  a.dispose();
  expect(inspect(a)).toBe("PackedArray('f64', disposed)");
});

test('after dispose() every use is an error', () => {
  const uses: ((a: PackedArray<'f64'>) => unknown)[] = [
    (a) => a.push(1),
    (a) => a.at(0),
    (a) => a.get(0),
    (a) => a.get(':'),
    (a) => a.pop(),
    (a) => a.extend([1]),
    (a) => a.extend([]).toArray(),
    (a) => a.asNDArray(),
    (a) => a.toBytes(),
    (a) => String(a),
    (a) => [...a],
    (a) => a.reserve(5),
    (a) => a.capacity,
  ];
  for (const use of uses) {
    const a = new PackedArray('f64', [1, 2]);
    a.dispose();
    expect(() => use(a), String(use)).toThrow(/PackedArray of f64 was disposed/);
  }
});
