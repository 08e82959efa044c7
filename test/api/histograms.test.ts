/** What histograms and their neighbours say and do beyond NumPy's values: messages, outputs, memory, properties. */
import { describe, expect, it } from 'vitest';
import * as contig from '../../src/index.js';
import {
  applyOverAxes,
  array,
  cross,
  cumulativeProd,
  cumulativeSum,
  histogram,
  histogram2d,
  histogramBinEdges,
  histogramdd,
  i0,
  kaiser,
  linspace,
  matvec,
  memory,
  type NDArray,
  nanquantile,
  ones,
  quantile,
  random,
  rollaxis,
  scope,
  sinc,
  vecmat,
  zeros,
} from '../../src/index.js';

const NaNs = Number.NaN;
const list = (a: unknown) => (a as NDArray).toArray();

describe('histograms', () => {
  it('count every value within the outermost edges once, as searchsorted says', () => {
    const values = random.defaultRng(4).standardNormal(50_000) as NDArray;
    for (const bins of [1, 2, 17, 1000]) {
      const { hist, binEdges } = histogram(values, { bins });
      expect(Number(hist.sum())).toBe(values.size);
      const given = histogram(values, { bins: binEdges });
      expect(list(given.hist)).toEqual(list(hist));
      expect(given.binEdges).toBe(binEdges);
      expect(list(histogramBinEdges(values, { bins }))).toEqual(list(binEdges));
    }
  });

  it('of two dimensions sum up to those of one', () => {
    const generator = random.defaultRng(5);
    const [x, y] = [generator.random(20_000), generator.random(20_000)] as NDArray[];
    const range = [0, 1] as const;
    const { hist, xEdges, yEdges } = histogram2d(x, y, { bins: [7, 5], range: [range, range] });
    expect([xEdges.size, yEdges.size]).toEqual([8, 6]);
    const counts = list(histogram(x, { bins: 7, range }).hist) as bigint[];
    expect(list(hist.sum(1))).toEqual(counts.map(Number));
    expect(list(histogramdd([y], { bins: 5, range: [range] }).hist)).toEqual(list(hist.sum(0)));
  });

  it('keep 64-bit integers apart that f64 cannot', () => {
    const values = array([2n ** 53n, 2n ** 53n + 1n, 2n ** 53n + 2n]);
    expect(list(histogram(values, { bins: [2n ** 53n + 1n, 2n ** 53n + 2n] }).hist)).toEqual([2n]);
    expect(list(histogram(values, { bins: 1, range: [0n, 2n ** 53n] }).hist)).toEqual([1n]);
  });

  it('wrap integer weights as their type does', () => {
    const weights = array([200, 200], 'u8');
    expect(list(histogram([1, 2], { bins: 1, weights }).hist)).toEqual([144]);
    expect(list(histogram([1, 2], { bins: [0, 3], weights }).hist)).toEqual([144]);
  });

  it('give arrays of their own', () => {
    const { hist } = histogram([1, 2, 3], { bins: 2 });
    expect(hist.data.length).toBe(2);
  });

  it('take typed arrays, lists, and points in rows or by coordinate', () => {
    expect(list(histogram(new Float32Array([1, 2, 3]), { bins: 2 }).hist)).toEqual([1n, 2n]);
    const columns = [
      [0, 1, 1],
      [5, 5, 6],
    ];
    const byRow = histogramdd(array(columns).T, { bins: 2 });
    expect(list(histogramdd(columns, { bins: 2 }).hist)).toEqual(list(byRow.hist));
    expect(
      list(
        histogramdd(
          columns.map((column) => Int8Array.from(column)),
          { bins: 2 },
        ).hist,
      ),
    ).toEqual(list(byRow.hist));
  });

  it('free what they make on the way', () => {
    const values = linspace(0, 1, 1000);
    const before = memory.stats().blocks;
    for (const bins of [10, 'auto', 'stone', 'doane', [0, 0.5, 1]] as const) {
      const { hist, binEdges } = histogram(values, { bins, weights: typeof bins === 'string' ? null : values });
      hist.dispose();
      binEdges.dispose();
    }
    scope(() => void histogram2d(values, values, { density: true }));
    expect(memory.stats().blocks).toBe(before);
  });

  it.each<[string, () => unknown, typeof RangeError | typeof TypeError, RegExp]>([
    ['no bins', () => histogram([1], { bins: 0 }), RangeError, /^histogram: bins is 0; there is at least one/],
    ['half a bin', () => histogram([1], { bins: 2.5 }), TypeError, /^histogram: bins is 2.5; it is a number/],
    [
      'a rule',
      () => histogram([1], { bins: 'best' as 'fd' }),
      TypeError,
      /^histogram: there is no rule 'best'.*sturges/,
    ],
    ['weights for a rule', () => histogram([1], { bins: 'fd', weights: [1] }), TypeError, /'fd' takes no weights/],
    ['edges', () => histogramBinEdges([1], { bins: [2, 1] }), RangeError, /^histogramBinEdges: .*must not descend/],
    ['range', () => histogram([1], { range: [2, 1] }), RangeError, /range from 2 to 1 descends/],
    ['infinite', () => histogram([1], { range: [0, Infinity] }), RangeError, /0 to Infinity is not finite/],
    ['NaN', () => histogram([1, NaNs]), RangeError, /values range from NaN to NaN.*give a range/],
    ['wide', () => histogram([-1e308, 1e308], { bins: 1 }), RangeError, /wider than a number can say/],
    ['narrow', () => histogram([1e16], { bins: 10 }), RangeError, /10 bins from .* are too many/],
    [
      'weights',
      () => histogram([1, 2], { weights: [1] }),
      RangeError,
      /weights of shape \(1,\) for values of shape \(2,\)/,
    ],
    ['points', () => histogramdd(zeros([2, 2, 2])), RangeError, /^histogramdd: a sample of shape \(2,2,2\)/],
    ['lengths', () => histogram2d([1, 2], [1]), RangeError, /^histogram2d: coordinates of shapes \(2,\) and \(1,\)/],
    ['axes', () => histogramdd(zeros([3, 2]), { bins: [1] }), RangeError, /bins for 1 axes and a sample of 2/],
    ['ranges', () => histogramdd(zeros([3, 2]), { range: [null] }), RangeError, /ranges for 1 axes and a sample of 2/],
    ['no edges', () => histogramdd(zeros([3, 1]), { bins: [[]] }), RangeError, /bins\[0\] has no edges/],
    ['no axes', () => histogramdd(zeros([3, 0])), RangeError, /no coordinates/],
  ])('refuse %s', (_, call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

describe('quantiles without NaN', () => {
  it('are plain quantiles where there is none', () => {
    const values = random.defaultRng(6).random([3, 4, 5]) as NDArray;
    const q = [
      [0.1, 0.5],
      [0.75, 1],
    ];
    const options = { axis: [0, 2], keepdims: true } as const;
    const result = nanquantile(values, q, options) as NDArray;
    expect(result.shape).toEqual([2, 2, 1, 4, 1]);
    expect(list(result)).toEqual(list(quantile(values, q, options)));
  });

  it('write to out and refuse bools', () => {
    const out = zeros(2);
    expect(
      nanquantile(
        [
          [1, NaNs, 3],
          [NaNs, NaNs, NaNs],
        ],
        0.5,
        { axis: 1, out },
      ),
    ).toBe(out);
    expect(list(out)).toEqual([2, NaNs]);
    expect(() => nanquantile(array([true]), 0.5)).toThrow(/^nanquantile: not defined for bool/);
    expect(() => nanquantile([1], 2)).toThrow(/^nanquantile: 2 is not within 0 and 1/);
  });
});

describe('cross', () => {
  it('puts the vectors where it is told', () => {
    expect(cross(ones([3, 4]), ones([3, 4]), { axis: 0 }).shape).toEqual([3, 4]);
    expect(cross(ones([3, 4]), ones([4, 3]), { axisa: 0, axisc: 0 }).shape).toEqual([3, 4]);
  });

  it('refuses bools and vectors of other lengths', () => {
    expect(() => cross(array([true, false, true]), array([true, true, true]))).toThrow(/^cross: not defined for bools/);
    expect(() => cross([1, 2, 3, 4], [1, 2, 3])).toThrow(/^cross: vectors of 4 and 3 elements/);
    expect(() => cross(1, [1, 2, 3])).toThrow(RangeError);
  });
});

describe('special functions', () => {
  it('i0 has limits and options', () => {
    expect(list(i0([0, Infinity, -Infinity, NaNs, 714.5]))).toEqual([1, Infinity, Infinity, NaNs, Infinity]);
    const out = zeros(2, 'f32');
    expect(i0(array([0, 0], 'f32'), { out })).toBe(out);
    expect(list(out)).toEqual([1, 1]);
    expect(i0(array([1, 2], 'u8')).dtype).toBe('f64');
  });

  it('sinc is 1 at 0 and kaiser refuses fractions', () => {
    expect(list(sinc([0, -0]))).toEqual([1, 1]);
    expect(() => kaiser(2.5, 1)).toThrow(/^kaiser: 2.5 values/);
  });
});

describe('cumulative forms', () => {
  it('write to out, with what comes first', () => {
    const out = zeros([3, 2], 'i64');
    expect(
      cumulativeSum(
        [
          [1, 2],
          [3, 4],
        ],
        { axis: 0, includeInitial: true, out: zeros([3, 2]) },
      ).dtype,
    ).toBe('f64');
    expect(
      cumulativeSum(
        array(
          [
            [1, 2],
            [3, 4],
          ],
          'i32',
        ),
        { axis: 0, includeInitial: true, out },
      ),
    ).toBe(out);
    expect(list(out)).toEqual([
      [0n, 0n],
      [1n, 2n],
      [4n, 6n],
    ]);
  });

  it('refuse several axes without a name, and outputs that do not fit', () => {
    expect(() => cumulativeProd(ones([2, 2]))).toThrow(/^cumulativeProd: an array of shape \(2,2\) has several axes/);
    const out = zeros(3);
    expect(() => cumulativeSum(ones(3), { includeInitial: true, out })).toThrow(
      /out has shape \(3,\), the result \(4,\)/,
    );
    expect(list(out)).toEqual([0, 0, 0]);
  });
});

describe('products with vectors', () => {
  it('write to out, even to views of it and to an operand', () => {
    const out = zeros([2, 4]).get(':', '::2') as NDArray;
    expect(
      matvec(
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        [
          [1, 0],
          [0, 1],
        ],
        { out },
      ),
    ).toBe(out);
    expect(list(out)).toEqual([
      [1, 3],
      [2, 4],
    ]);
    const v = array([1, 10]);
    expect(
      list(
        vecmat(
          v,
          [
            [1, 2],
            [3, 4],
          ],
          { out: v },
        ),
      ),
    ).toEqual([31, 42]);
  });

  it('refuse what is neither', () => {
    expect(() => matvec([1, 2], [1, 2])).toThrow(/^matvec: shapes \(2,\) and \(2,\); matrices have at least two axes/);
    expect(() => vecmat(ones(3), ones([2, 3]))).toThrow(RangeError);
    expect(() => matvec(ones([2, 3]), ones(3), { out: zeros(3) })).toThrow(/^matvec: out has shape \(3,\)/);
  });
});

describe('axes', () => {
  it('applyOverAxes keeps the number of axes', () => {
    const a = contig.arange(24).reshape(2, 3, 4);
    const sum = applyOverAxes((x, axis) => x.sum(axis), a, [0, -1]);
    expect(sum.shape).toEqual([1, 3, 1]);
    expect(list(sum)).toEqual([[[60], [92], [124]]]);
    expect(list(applyOverAxes((x, axis) => x.sum({ axis, keepdims: true }), a, [0, 2]))).toEqual(list(sum));
    expect(applyOverAxes((x) => x, a, 1)).toBe(a);
    expect(() => applyOverAxes((x) => x.ravel(), a, 0)).toThrow(/^applyOverAxes: the function gave shape \(24,\)/);
    expect(() => applyOverAxes((x) => x, a, 3)).toThrow(/^applyOverAxes: axis 3 is out of bounds/);
  });

  it('rollaxis gives views', () => {
    const a = zeros([2, 3]);
    (rollaxis(a, 1) as NDArray).set([0, 1], 7);
    expect(a.item(1, 0)).toBe(7);
    expect(() => rollaxis(a, 0, 3)).toThrow(/^rollaxis: start 3 is out of bounds/);
  });
});
