/** What vectors cannot show of pieces, diagonals, grids and bytes: memory, callbacks, refusals that leave all as it was. */
import { describe, expect, it } from 'vitest';
import { memory, NDArray, ndarray as nd } from '../../src/index.js';
import { LAYOUTS, same, sample } from '../support.js';

describe('where', () => {
  it('of a condition alone gives positions', () => {
    expect(nd.where([0, 2, 3]).map(String)).toEqual(['[1 2]']);
    expect(nd.where(true, 1, 2).item()).toBe(1);
    expect(() => nd.where(true)).toThrow(/^where: a 0-d array/);
    expect(() => nd.where([true], 1, undefined as never)).toThrow(/^where: takes a condition alone, or both/);
    expect(() => nd.where([true], undefined as never, 1)).toThrow(TypeError);
  });
});

describe('piecewise', () => {
  const x = nd.linspace(-2, 2, 5);

  it('calls functions once, with the elements there, and never for none', () => {
    const seen: unknown[] = [];
    const note = (v: NDArray) => {
      seen.push(v.toArray());
      return v;
    };
    nd.piecewise(x, [x.lt(0), x.gt(9)], [note, note, note]);
    expect(seen).toEqual([
      [-2, -1],
      [0, 1, 2],
    ]);
  });

  it('takes lists, typed arrays, numbers and bigints', () => {
    expect(nd.piecewise([1, 2, 3], [[true, false, false]], [9]).toArray()).toEqual([9, 0, 0]);
    expect(nd.piecewise(new Int8Array([1, 2]), new Uint8Array([0, 1]), [5, 6]).toArray()).toEqual([6, 5]);
    expect(nd.piecewise([1n, 2n], [[0, 1]], [() => 7n, (v) => v.mul(10n)]).toArray()).toEqual([10n, 7n]);
    expect(nd.piecewise(3, [true], [(v) => v.mul(2)]).item()).toBe(6);
  });

  it('refuses pieces and conditions that do not match', () => {
    expect(() => nd.piecewise(x, [x.lt(0)], [1, 2, 3])).toThrow(/^piecewise: 3 functions for 1 conditions/);
    expect(() => nd.piecewise(x, [x.lt(0), [true]], [1, 2])).toThrow(/^piecewise: conditions of shapes/);
    expect(() => nd.piecewise(x, [[true, false]], [1])).toThrow(/^piecewise: a mask of shape \(2,\)/);
    expect(() => nd.piecewise(x, [], [1])).toThrow(/^piecewise: there is no condition/);
    expect(() => nd.piecewise(x, [x.lt(0)], 5 as never)).toThrow(TypeError);
    expect(() => nd.piecewise(nd.zeros(2, 'u8'), [[true, true]], [300])).toThrow(/^piecewise: 300 does not fit u8/);
  });
});

describe('fillDiagonal', () => {
  it('reads values before it writes', () => {
    for (const layout of [(a: NDArray) => a, ...Object.values(LAYOUTS)]) {
      const a = layout(nd.arange(9).reshape(3, 3));
      nd.fillDiagonal(a, a.get(':', 2) as NDArray);
      expect(a.toArray()).toEqual([[2, 1, 2], [3, 5, 5], [6, 7, 8]]); // biome-ignore format: a matrix
    }
  });

  it('refuses what it cannot do, and writes nothing', () => {
    const a = nd.zeros([2, 2], 'u8') as NDArray;
    expect(() => nd.fillDiagonal(a, 300)).toThrow(/^fillDiagonal: 300 does not fit u8/);
    expect(() => nd.fillDiagonal(a, [1, 300])).toThrow(RangeError);
    expect(() => nd.fillDiagonal(a.broadcastTo([2, 2]), 1)).toThrow(/^fillDiagonal: .* read-only/);
    expect(() => nd.fillDiagonal([[1]] as never, 1)).toThrow(TypeError);
    expect(() => nd.fillDiagonal(nd.zeros(3), 1)).toThrow(/^fillDiagonal: shape \(3,\)/);
    expect(() => nd.fillDiagonal(nd.zeros([2, 2, 3]), 1)).toThrow(/^fillDiagonal: the axes of shape \(2,2,3\)/);
    expect(a.toArray()).toEqual([[0, 0], [0, 0]]); // biome-ignore format: a matrix
  });
});

describe('indices of triangles', () => {
  it('index', () => {
    const a = nd.arange(9).reshape(3, 3);
    expect((a.get(...nd.trilIndices(3, { k: -1 })) as NDArray).toArray()).toEqual([3, 6, 7]);
    expect((a.get(...nd.triuIndicesFrom(a, 1)) as NDArray).toArray()).toEqual([1, 2, 5]);
    a.set(nd.diagIndicesFrom(a), [-1, -2, -3]);
    expect(nd.diagonal(a).toArray()).toEqual([-1, -2, -3]);
    expect((a.get(...nd.maskIndices(3, (m, k) => nd.tril(m, k), -1)) as NDArray).toArray()).toEqual([3, 6, 7]);
  });

  it('refuse extents, diagonals and masks that are none', () => {
    expect(() => nd.trilIndices(-1)).toThrow(/^trilIndices: /);
    expect(() => nd.triuIndices(2, { k: 0.5 })).toThrow(/^triuIndices: diagonal 0.5/);
    expect(() => nd.diagIndices(1.5)).toThrow(/^diagIndices: /);
    expect(() => nd.maskIndices(2, 3 as never)).toThrow(TypeError);
    expect(() => nd.maskIndices(2, () => 1)).toThrow(/^maskIndices: the function returned a scalar/);
  });
});

describe('mgrid and ogrid', () => {
  it.each(['', '5', ':', '3:', 'a:b', '0:1:2:3', '0:0x5', '0:1:j', '1j:2', '0:Infinity', '0:1e999', '0:1_0'])(
    'refuse %j',
    (text) => {
      expect(() => nd.mgrid(text)).toThrow(/^mgrid: .* is no range/);
      expect(() => nd.ogrid(text, '0:3')).toThrow(TypeError);
    },
  );

  it('refuse what is no text, steps of 0, grids that run backwards and integers beyond 2^53', () => {
    expect(() => nd.mgrid(5 as never)).toThrow(/^mgrid: 5 is no range/);
    expect(() => nd.mgrid(undefined as never)).toThrow(TypeError);
    expect(() => nd.ogrid('0:3:0')).toThrow(/^ogrid: the step of '0:3:0' is 0/);
    expect(() => nd.mgrid('0:3', '3:0')).toThrow(/^mgrid: '3:0' runs the wrong way/);
    expect(() => nd.mgrid('0:9007199254740993')).toThrow(/beyond 2\^53/);
    expect(() => nd.mgrid('0:1:1e9j', '0:1:1e9j')).toThrow(RangeError);
  });
});

describe('iterators', () => {
  it('give lists of their own, or one list when asked', () => {
    const [first, second] = [...nd.ndindex(1, 2)];
    expect(first).not.toBe(second);
    const lists = [...nd.ndindex([1, 2], { reuse: true })];
    expect(lists[0]).toBe(lists[1]);
    expect([...nd.ndindex(2, { reuse: true })].length).toBe(2);
    const pairs = [...nd.ndenumerate([5, 6], { reuse: true })];
    expect(pairs[0][0]).toBe(pairs[1][0]);
    expect(pairs.map(([, value]) => value)).toEqual([5, 6]);
  });

  it('refuse extents at once', () => {
    expect(() => nd.ndindex(-1)).toThrow(/^ndindex: /);
    expect(() => nd.ndindex(2, 0.5)).toThrow(RangeError);
    expect(() => nd.ndenumerate('a' as never)).toThrow(/^ndenumerate: /);
  });

  it('read elements when their turn comes, while other arrays come and go', () => {
    const a = nd.array([true, false, true]);
    const seen: unknown[] = [];
    for (const [[i], value] of nd.ndenumerate(a)) {
      if (i === 0) a.set(1, true);
      const held = nd.zeros(1000);
      seen.push(value);
      held.dispose();
    }
    expect(seen).toEqual([true, true, true]);
    expect([...nd.ndenumerate(nd.array([2n ** 60n]))]).toEqual([[[0], 2n ** 60n]]);
  });
});

describe('byteswap', () => {
  it('gives a copy, or changes the array and what shares its memory', () => {
    const base = nd.arange(6, 'i16');
    const view = base.get('::2') as NDArray;
    const swapped = view.byteswap();
    expect(swapped.toArray()).toEqual([0, 512, 1024]);
    expect(base.toArray()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(nd.byteswap(view, { inplace: true })).toBe(view);
    expect(base.toArray()).toEqual([0, 1, 512, 3, 1024, 5]);
    const small = nd.arange(3, 'u8');
    expect(small.byteswap()).not.toBe(small);
    expect(same(small.byteswap() as NDArray, small as NDArray)).toBe(true);
  });

  it('refuses to change what is no array or read-only', () => {
    expect(() => nd.byteswap([1, 2], { inplace: true })).toThrow(/^byteswap: works in place/);
    expect(() => nd.zeros(2).broadcastTo([2, 2]).byteswap({ inplace: true })).toThrow(/read-only/);
  });
});

describe('large arrays', () => {
  const shape = [150, 230];

  it.each(Object.entries(LAYOUTS))('%s', (_, layout) => {
    for (const type of ['i16', 'f64'] as const) {
      const a = sample(type, shape) as unknown as NDArray;
      const view = layout(a);
      const counts = nd.arange(BigInt(shape[0])).mod(3n);
      const rows = Array.from({ length: shape[0] }, (_, i) => new Array<number>(i % 3).fill(i)).flat();
      expect(same(nd.repeat(view, counts as NDArray, 0), a.get(rows) as NDArray)).toBe(true);
      expect(same(nd.byteswap(nd.byteswap(view)) as NDArray, a)).toBe(true);
      const whole = nd.isfinite(a);
      const [list, columns] = nd.where(nd.isfinite(view));
      expect(list.size).toBe(whole.countNonzero());
      expect((whole.get(list, columns) as NDArray).all()).toBe(true);
    }
  });

  it('different rows', () => {
    const kinds = nd.array(sample('f32', [20, 40])).get('...') as NDArray;
    nd.copyto(kinds, 0, { where: nd.isnan(kinds) });
    const which = nd.random.defaultRng(5).integers(0, 20, { size: 5000 });
    const rows = kinds.get(which) as NDArray;
    const { values, inverse, counts, index } = nd.unique(rows, { axis: 0, inverse: true, counts: true, index: true });
    expect(values.shape).toEqual([20, 40]);
    expect((values.get(inverse) as NDArray).eq(rows).all()).toBe(true);
    expect(same(rows.get(index) as NDArray, values as NDArray)).toBe(true);
    expect(counts.sum()).toBe(5000n);
  });
});

it('refuses counts and axes, and names the function', () => {
  expect(() => nd.repeat([1, 2], [1, -1])).toThrow(/^repeat: a count of -1/);
  expect(() => nd.repeat([1, 2], 0.5)).toThrow(/^repeat: .* integers/);
  expect(() => nd.repeat([1, 2], nd.array([1, 2]))).toThrow(TypeError);
  expect(() => nd.repeat([1, 2], [1, 2, 3])).toThrow(/^repeat: 3 counts for an axis of 2/);
  expect(() => nd.unique([[1]], { axis: 2 })).toThrow(/^unique: axis 2/);
});

/** The arrays in a result: itself, those of a list, or those of an object. */
function arraysIn(result: unknown): NDArray[] {
  if (result instanceof NDArray) return [result];
  return typeof result === 'object' && result !== null ? Object.values(result) : [];
}

it('frees all that it makes besides the result', () => {
  const a = sample('i32', [20, 30]) as unknown as NDArray;
  const [mask, counts, bytes] = [a.gt(0), nd.arange(20n).copy(), nd.arange(9, 'u8')];
  const calls = [
    () => nd.piecewise(a, [mask], [(v) => v.neg(), 3]),
    () => nd.fillDiagonal(a, [1, 2]),
    () => nd.trilIndices(30),
    () => nd.triuIndicesFrom([[1, 2], [3, 4]]), // biome-ignore format: a row
    () => nd.diagIndices(4, 3),
    () => nd.maskIndices(9, nd.triu),
    () => nd.mgrid('0:3', '0:1:5j'),
    () => nd.mgrid('0:1:5j'),
    () => nd.ogrid('0:3', '0:9'),
    () => nd.where([[0, 1]]),
    () => nd.unique(a, { axis: 1, inverse: true }),
    () => nd.repeat(a, counts, 0),
    () => nd.packbits(a, 0),
    () => nd.unpackbits(bytes, { count: 90 }),
    () => nd.byteswap([[1, 2]]),
  ];
  for (const [i, call] of calls.entries()) {
    const before = memory.stats().bytesInUse;
    for (const array of arraysIn(call())) array.dispose();
    expect(memory.stats().bytesInUse - before, `call ${i}`).toBe(0);
  }
});
