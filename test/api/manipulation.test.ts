/** What vectors cannot show of manipulation: memory shared or not, outputs, large arrays, callbacks, JS values. */
import { describe, expect, it } from 'vitest';
import { type DType, memory, type NDArray, ndarray } from '../../src/index.js';
import { LAYOUTS, same, sample, wrapped } from '../support.js';

const nd = ndarray;

/** Whether writing to `a` through its memory is seen in `b`. */
function shares(a: NDArray, b: NDArray): boolean {
  return a.data.buffer === b.data.buffer && a.data.byteOffset === b.data.byteOffset;
}

describe('views and copies', () => {
  const a = nd.arange(24).reshape(2, 3, 4);

  it.each<[string, NDArray[]]>([
    ['split', nd.split(a, 2, 2)],
    ['unstack', nd.unstack(a, 1)],
    ['flip', [nd.flip(a), nd.flip(a, 1), nd.fliplr(a), nd.flipud(a)]],
    ['rot90', [-1, 0, 1, 2, 3].map((k) => nd.rot90(a, k))],
    ['trimZeros', [nd.trimZeros(a)]],
    ['atleast', [nd.atleast1d(a), nd.atleast3d(nd.atleast2d(a))]],
  ])('%s gives writeable views', (_, views) => {
    for (const view of views) {
      expect(shares(view, a)).toBe(true);
      expect(view.writeable).toBe(true);
    }
  });

  it.each<[string, NDArray[]]>([
    ['broadcastArrays', nd.broadcastArrays(a, [[1]]).slice(0, 1)],
    ['slidingWindowView', [nd.slidingWindowView(a, 2, 2)]],
    ['asStrided', [nd.asStrided(a)]],
    ['diagonal', [nd.diagonal(a), nd.diag(nd.unstack(a)[0])]],
  ])('%s gives read-only views', (_, views) => {
    for (const view of views) {
      expect(shares(view, a)).toBe(true);
      expect(() => view.set([], 0)).toThrow(TypeError);
    }
  });

  it('gives writeable windows when asked, but none of a read-only array', () => {
    const line = nd.zeros(4);
    nd.slidingWindowView(line, 2, { writeable: true }).set(1, 7);
    expect(line.toArray()).toEqual([0, 7, 7, 0]);
    nd.asStrided(line, { shape: [2], strides: [3], writeable: true }).set([], 5);
    expect(line.toArray()).toEqual([5, 7, 7, 5]);
    const fixed = line.broadcastTo([2, 4]);
    expect(nd.asStrided(fixed, { writeable: true }).writeable).toBe(false);
    expect(nd.slidingWindowView(fixed, 2, { axis: 1, writeable: true }).writeable).toBe(false);
  });

  it.each<[string, NDArray[]]>([
    ['concat', [nd.concat([a])]],
    ['stack', [nd.stack([a])]],
    ['block', [nd.block(a)]],
    ['tile', [nd.tile(a, 1)]],
    ['repeat', [nd.repeat(a, 1, 0)]],
    ['roll', [nd.roll(a, 0), nd.roll(a, 0, 0)]],
    ['pad', [nd.pad(a, 0)]],
    ['resize', [nd.resize(a, [2, 3, 4])]],
    ['edits', [nd.insert(a, [], 0, 0), nd.remove(a, [], 0), nd.append(a, [])]],
    ['meshgrid', nd.meshgrid(nd.unstack(a)[0])],
  ])('%s gives copies', (_, copies) => {
    const before = a.copy();
    for (const copy of copies) {
      copy.set([], -1);
      expect(same(a, before)).toBe(true);
    }
  });
});

describe('asStrided', () => {
  const base = nd.arange(12, 'i32');
  const a = base.get('2:10') as NDArray;

  it('walks memory by strides in elements, also backwards and beyond the view within its base', () => {
    expect(nd.asStrided(a, { shape: [3, 2], strides: [2, 1] }).toArray()).toEqual([[2, 3], [4, 5], [6, 7]]); // biome-ignore format: a row
    expect(nd.asStrided(a, { shape: 3, strides: [-1] }).toArray()).toEqual([2, 1, 0]);
    expect(nd.asStrided(a, { shape: 10, strides: [1] }).toArray()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(nd.asStrided(a, { shape: [2, 3], strides: [0, 0] }).toArray()).toEqual([[2, 2, 2], [2, 2, 2]]); // biome-ignore format: a row
    expect(nd.asStrided(a, { shape: [0, 3], strides: [999, 1] }).shape).toEqual([0, 3]);
  });

  it('refuses what lies outside', () => {
    expect(() => nd.asStrided(a, { shape: 11, strides: [1] })).toThrow(/asStrided: .* 2 to 12 .* 0 to 11/);
    expect(() => nd.asStrided(a, { shape: 4, strides: [-1] })).toThrow(RangeError);
    expect(() => nd.asStrided(a, { shape: [2, 2], strides: [1] })).toThrow(RangeError);
    expect(() => nd.asStrided(a, { strides: [0.5] })).toThrow(RangeError);
    expect(() => nd.asStrided(wrapped(base), { shape: 13, strides: [1] })).toThrow(RangeError);
  });
});

describe('outputs', () => {
  it('go where they are asked for, in its type', () => {
    const out = nd.zeros([4], 'f32');
    expect(nd.concat([[1, 2], nd.array([3, 4], 'i16')], { out })).toBe(out);
    expect(out.toArray()).toEqual([1, 2, 3, 4]);
    const stepped = nd.zeros([2, 4]);
    nd.stack([[1, 2], [3, 4]], { axis: 1, out: stepped.get(':', '::2') as NDArray }); // biome-ignore format: a row
    expect(stepped.toArray()).toEqual([[1, 0, 3, 0], [2, 0, 4, 0]]); // biome-ignore format: a row
  });

  it('that overlap the arrays get what these held before', () => {
    const a = nd.arange(6);
    nd.concat([a.get('3:'), a.get(':3')] as NDArray[], { out: a });
    expect(a.toArray()).toEqual([3, 4, 5, 0, 1, 2]);
    const host = wrapped(nd.arange(6));
    nd.concat([host.get('3:'), host.get(':3')] as NDArray[], { out: host });
    expect(host.toArray()).toEqual([3, 4, 5, 0, 1, 2]);
  });

  it('of another shape or kind are refused and left alone', () => {
    const out = nd.zeros(3, 'i32');
    expect(() =>
      nd.concat(
        [
          [1, 2],
          [3, 4],
        ],
        { out },
      ),
    ).toThrow(/concat: out has shape \(3,\), the result \(4,\)/);
    expect(() => nd.concat([[1], [2, 3]], { out })).toThrow(/concat: f64 does not cast to i32/);
    expect(out.toArray()).toEqual([0, 0, 0]);
    expect(nd.concat([[1], [2, 3]], { out, casting: 'unsafe' }).toArray()).toEqual([1, 2, 3]);
    expect(() => nd.concat([[1]], { out: nd.zeros(1), dtype: 'f64' })).toThrow(TypeError);
    expect(() => nd.concat([[1]], { casting: 'any' as never })).toThrow(/casting 'any'/);
    expect(() => nd.concat([[1]], { out: nd.zeros([]).broadcastTo(1) })).toThrow(/read-only/);
  });
});

describe('copyto', () => {
  it('returns its target, takes numbers as weak scalars and refuses what is read-only', () => {
    const a = nd.arange(4, 'u8');
    expect(nd.copyto(a, 9, { where: a.gt(1) })).toBe(a);
    expect(a.toArray()).toEqual([0, 1, 9, 9]);
    expect(() => nd.copyto(a, 300)).toThrow(RangeError);
    expect(() => nd.copyto(a, 1.5)).toThrow(/copyto: f64 does not cast to u8/);
    expect(() => nd.copyto(a.broadcastTo([2, 4]), 1)).toThrow(/copyto: .* read-only/);
    expect(() => nd.copyto([1, 2] as never, 1)).toThrow(TypeError);
    expect(a.toArray()).toEqual([0, 1, 9, 9]);
  });

  it('reads all before it writes', () => {
    const a = nd.arange(5);
    nd.copyto(a.get('1:') as NDArray, a.get(':-1') as NDArray);
    expect(a.toArray()).toEqual([0, 0, 1, 2, 3]);
  });
});

describe('arrays of more than a tile', () => {
  const shape = [150, 230];
  const [rows, columns] = shape;
  const types: DType[] = ['i16', 'f64'];

  /** Checks every element of a result against the place that it comes from. */
  function check(result: NDArray, source: NDArray, from: (i: number, j: number) => [number, number]): void {
    const values = result.copy();
    const [data, origin] = [values.data, source.data];
    const [n, m] = [result.shape[1], source.shape[1]];
    for (let i = 0; i < result.shape[0]; i++) {
      for (let j = 0; j < n; j++) {
        const [p, q] = from(i, j);
        const [found, wanted] = [data[values.offset + i * n + j], origin[source.offset + p * m + q]];
        if (!Object.is(found, wanted)) throw new Error(`(${i}, ${j}) is ${found}, not ${wanted} of (${p}, ${q})`);
      }
    }
    expect(values.size).toBeGreaterThan(16384);
  }
  /** The mirror image of a place outside [0, n). */
  const mirror = (i: number, n: number) => (i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i);

  it.each(types.flatMap((type) => Object.keys(LAYOUTS).map((layout) => [type, layout] as const)))(
    '%s %s',
    (type, layout) => {
      const a = sample(type, shape);
      const b = LAYOUTS[layout](a);
      check(nd.concat([b, b], 1), a, (i, j) => [i, j % columns]);
      check(nd.roll(b, [-7, 300], [0, 1]), a, (i, j) => [(i + 7) % rows, (j + 2 * columns - 300) % columns]);
      check(nd.tile(b, [2, 2]), a, (i, j) => [i % rows, j % columns]);
      check(nd.repeat(b, 3, 1), a, (i, j) => [i, Math.floor(j / 3)]);
      check(
        nd.pad(
          b,
          [
            [3, 100],
            [0, 20],
          ],
          'reflect',
        ),
        a,
        (i, j) => [mirror(i - 3, rows), mirror(j, columns)],
      );
      check(
        nd.pad(
          b,
          [
            [0, 400],
            [500, 0],
          ],
          'wrap',
        ),
        a,
        (i, j) => [i % rows, (j - 500 + 3 * columns) % columns],
      );
      check(nd.remove(b, '10:20', 0), a, (i, j) => [i < 10 ? i : i + 10, j]);
      check(nd.rot90(b), a, (i, j) => [j, columns - 1 - i]);
      check(nd.resize(b, [2 * rows, columns]), a, (i, j) => [i % rows, j]);
      check(nd.unpackbits(nd.packbits(b.ne(0), 1), { axis: 1, count: columns }), b.ne(0).astype('u8'), (i, j) => [
        i,
        j,
      ]);
    },
  );
});

describe('JS values', () => {
  it('are taken for arrays', () => {
    expect(nd.concat([[1, 2], new Float64Array([3])]).toArray()).toEqual([1, 2, 3]);
    expect(nd.concat([nd.array([1], 'u8'), new Uint8Array([3])]).dtype).toBe('u8');
    expect(nd.stack([1n, true]).dtype).toBe('i64');
    expect(nd.append(nd.array([1, 2], 'i16'), 3).dtype).toBe('i16');
    expect(nd.append(nd.array([1, 2], 'i16'), 3.5).dtype).toBe('f64');
    expect(nd.insert(nd.array([1, 2], 'u8'), 1, 7).toArray()).toEqual([1, 7, 2]);
    const blocks = [[nd.eye(2), nd.ones([2, 1])], [nd.zeros([1, 2]), 5]]; // biome-ignore format: a matrix
    expect(nd.block(blocks).toArray()).toEqual([[1, 0, 1], [0, 1, 1], [0, 0, 5]]); // biome-ignore format: a matrix
    expect(nd.roll([1, 2, 3], 1n).toArray()).toEqual([3, 1, 2]);
    expect(nd.repeat([1, 2], nd.array([2, 1], 'i64')).toArray()).toEqual([1, 1, 2]);
    expect(nd.remove([1, 2, 3], nd.array([true, false, true])).toArray()).toEqual([2]);
    expect(nd.delete).toBe(nd.remove);
    expect(nd.split([1, 2, 3], nd.array([1], 'u8')).map(String)).toEqual(['[1.]', '[2. 3.]']);
  });

  it('that are no arrays, axes or counts are refused', () => {
    expect(() => nd.concat(5 as never)).toThrow(/concat: takes a list of arrays/);
    expect(() => nd.concat(nd.zeros([]))).toThrow(/concat: takes a list of arrays/);
    expect(() => nd.roll([1], 0.5)).toThrow(/roll: 0.5 is no integer/);
    expect(() => nd.roll([1], [true] as never)).toThrow(TypeError);
    expect(() => nd.tile([1], [[1]] as never)).toThrow(/tile: repetitions come in one dimension/);
    expect(() => nd.rot90([[1]], 0.5)).toThrow(RangeError);
    expect(() => nd.diag([[1]], 0.5)).toThrow(RangeError);
    expect(() => nd.remove([1, 2], 'x')).toThrow(/delete: "x" is no index/);
    expect(() => nd.insert(nd.zeros(2, 'u8'), 0, 300)).toThrow(/insert: 300 does not fit u8/);
    expect(() => nd.repeat([1, 2], 2 ** 49)).toThrow(RangeError);
    expect(() => nd.pad([1, 2], 2 ** 49)).toThrow(RangeError);
  });
});

describe('pad', () => {
  it('takes a function that writes the padding of each line', () => {
    const result = nd.pad(nd.array([[1, 2]], 'i32'), 1, (line, [before, after], axis) => {
      line.set(`:${before}`, axis + 7);
      line.set(`-${after}:`, -axis);
    });
    expect(result.toArray()).toEqual([
      [8, 8, 8, 8].map((x, j) => (j === 0 ? 8 : j === 3 ? -1 : x - 1)),
      [8, 1, 2, -1],
      [8, 0, 0, -1],
    ]);
  });

  it('leaves the padding open on request', () => {
    const result = nd.pad([[1, 2], [3, 4]], [[1, 0], [0, 2]], 'empty'); // biome-ignore format: a matrix
    expect(result.shape).toEqual([3, 4]);
    expect((result.get('1:', ':2') as NDArray).toArray()).toEqual([[1, 2], [3, 4]]); // biome-ignore format: a matrix
    expect(nd.pad(nd.zeros([0, 2]), 1, 'empty').shape).toEqual([2, 4]);
  });

  it('refuses constants that the type cannot hold, and writes none', () => {
    expect(() => nd.pad(nd.zeros(2, 'u8'), 1, { constantValues: 300 })).toThrow(/pad: 300 does not fit u8/);
    expect(nd.pad(nd.zeros(1, 'i64'), 1, { constantValues: 2n ** 60n }).toArray()).toEqual([2n ** 60n, 0n, 2n ** 60n]);
    expect(() => nd.pad([1], { 1: 2 })).toThrow(/pad: axis 1 is out of bounds/);
  });
});

describe("a caller's own functions", () => {
  it('apply along an axis; results have one shape', () => {
    expect(nd.applyAlongAxis((row) => row.sum(), 1, [[1, 2], [3, 4]]).toArray()).toEqual([3, 7]); // biome-ignore format: a row
    let calls = 0;
    expect(() => nd.applyAlongAxis(() => nd.zeros(++calls), 0, nd.zeros([2, 2]))).toThrow(
      /applyAlongAxis: the function gave shape \(2,\) after \(1,\)/,
    );
  });

  it('of scalars become functions of arrays that broadcast', () => {
    const larger = nd.vectorize((a: number, b: number) => Math.max(a, b));
    expect((larger([[1], [5]], [2, 3, 9]) as NDArray).toArray()).toEqual([[2, 3, 9], [5, 5, 9]]); // biome-ignore format: a row
    const both = nd.vectorize((a: number) => [a > 1, a * 2], { otypes: ['bool', 'i16'] });
    const [flags, doubled] = both(nd.flip([1, 2])) as NDArray[];
    expect([flags.dtype, doubled.dtype]).toEqual(['bool', 'i16']);
    expect([flags.toArray(), doubled.toArray()]).toEqual([[true, false], [4, 2]]); // biome-ignore format: a row
    expect((nd.vectorize((flag: boolean) => !flag)([true, false]) as NDArray).toArray()).toEqual([false, true]);
    expect((nd.vectorize((x: bigint) => x + 1n)(nd.array([1n])) as NDArray).dtype).toBe('i64');
    expect((nd.vectorize((x: number) => nd.ones(1000).sum() + x)(nd.arange(2000)) as NDArray).sum()).toBe(3999000);
    expect((nd.vectorize((x: number) => x, { otypes: 'u8' })([]) as NDArray).dtype).toBe('u8');
    expect(() => nd.vectorize((x: number) => x)([])).toThrow(/vectorize: no elements/);
    expect(() => nd.vectorize((x: number) => (x > 1 ? [x, x] : x))([1, 2])).toThrow(TypeError);
    expect(() => nd.vectorize(() => 'text')([1])).toThrow(TypeError);
    expect(() => larger([1, 2], [1, 2, 3])).toThrow(/vectorize: shapes \(2,\) and \(3,\)|vectorize: shapes/);
  });

  it('of indices make arrays', () => {
    expect(nd.fromfunction((i, j) => i.mul(10).add(j), [2, 3]).toArray()).toEqual([[0, 1, 2], [10, 11, 12]]); // biome-ignore format: a row
    expect(nd.fromfunction((i) => i, 2, { dtype: 'i32' }).dtype).toBe('i32');
  });

  it('give values one after the other', () => {
    function* count() {
      for (let i = 0; ; i++) yield i;
    }
    expect(nd.fromiter(count(), 'u8', { count: 3 }).toArray()).toEqual([0, 1, 2]);
    expect(nd.fromiter(count(), 'u8', { count: 0 }).shape).toEqual([0]);
    expect(nd.fromiter(new Set([3, 1])).dtype).toBe('f64');
    expect(() => nd.fromiter([1, 2], 'f32', { count: 3 })).toThrow(/fromiter: .* 2 values, fewer than the count of 3/);
    expect(() => nd.fromiter([[1]] as never)).toThrow(TypeError);
    expect(() => nd.fromiter([300], 'u8')).toThrow(RangeError);
  });
});

it('frees all that it makes besides the result', () => {
  const a = nd.arange(24, 'i32').reshape(4, 6).get(':', '::-1') as NDArray;
  const blocks = memory.stats().blocks;
  const calls: (() => NDArray | NDArray[])[] = [
    () => nd.concat([a, [[1, 2, 3, 4, 5, 6]]]),
    () => nd.concat([a, a], null),
    () => nd.block([[a, a], [a, a]]), // biome-ignore format: a row
    () => nd.dstack([a, a]),
    () => nd.roll(a, 5),
    () => nd.tile(a, 2),
    () => nd.repeat(a, 2),
    () => nd.resize(a, [5, 5]),
    () => nd.append(a, 5),
    () => nd.insert(a, [1, 2], 7, 1),
    () => nd.remove(a, [1, 2]),
    () => nd.pad(a, 3, 'mean'),
    () => nd.pad(a, 3, 'linearRamp'),
    () => nd.pad(a, 9, { mode: 'reflect', reflectType: 'odd' }),
    () => nd.packbits(a),
    () => nd.tril(a),
    () => nd.diagflat(a),
    () => nd.meshgrid([1, 2], [3, 4]),
    () => nd.indices([2, 3]),
  ];
  for (const call of calls) {
    const result = call();
    for (const made of Array.isArray(result) ? result : [result]) made.dispose();
    expect(memory.stats().blocks, String(call)).toBe(blocks);
  }
});
