/** Arguments that no function has or takes: refused by name, with what there is instead. */
import { describe, expect, it } from 'vitest';
import { array, type NDArray, ndarray as nd, promoteTypes, RecordArray, recordType } from '../../src/index.js';
import * as np from '../../src/numpy/index.js';
import { arraysOf, type Callable, functionAt } from '../calling.js';
import { CALLED, type Call, callsOf } from '../calls.js';

type Loose = Record<string, (...args: unknown[]) => unknown>;
const main = nd as unknown as Loose;
const numpy = np as unknown as Loose;
const a = () => nd.arange(6).reshape(2, 3);

describe('options that there are none of', () => {
  it.each([
    ['add', [1, 2, { casting: 'no' }], 'out, where, dtype'],
    ['sqrt', [2, { dtyp: 'f32' }], 'out, where, dtype'],
    ['sum', [[1], { axs: 0 }], 'axis, keepdims, dtype, initial, where, out'],
    ['max', [[1], { key: 0 }], 'axis, keepdims, dtype, initial, where, out'],
    ['argmax', [[1], { initial: 0 }], 'axis, keepdims, out'],
    ['mean', [[1], { initial: 0 }], 'axis, keepdims, dtype, where, out'],
    ['var', [[1], { correction: 1 }], 'axis, keepdims, dtype, where, out, ddof'],
    ['median', [[1], { where: true }], 'axis, keepdims, out'],
    ['cumsum', [[1], { initial: 0 }], 'axis, dtype, out'],
    ['cumulativeSum', [[1], { initial: 0 }], 'axis, dtype, out, includeInitial'],
    ['average', [[1], { returned: true }], 'axis, weights, keepdims'],
    ['quantile', [[1], 0.5, { weights: [1] }], 'axis, method, keepdims, out'],
    ['unique', [[1], { return_counts: true }], 'index, inverse, counts, axis, equalNan'],
    ['diff', [[1], { N: 1 }], 'n, axis, prepend, append'],
    ['linspace', [0, 1, 5, { endpont: false }], 'endpoint, dtype'],
    ['isclose', [1, 1, { equal_nan: true }], 'rtol, atol, equalNan'],
    ['cov', [[1, 2], { dtype: 'f32' }], 'y, rowvar, bias, ddof, fweights, aweights'],
    ['unravelIndex', [1, [2], { mode: 'F' }], 'order'],
  ])('%s', (name, args, known) => {
    const option = Object.keys(args.at(-1) as object)[0];
    expect(() => main[name](...args)).toThrow(
      new TypeError(`${name}: there is no option '${option}'; there are ${known}.`),
    );
  });

  it.each([
    ['concatenate', [[[1], [2]], { axes: 0 }], 'arrays, axis, out, dtype, casting'],
    ['trace', [[[1]], { ofset: 1 }], 'a, offset, axis1, axis2, dtype, out'],
    ['linspace', [0, 1, { retstep: true }], 'start, stop, num, endpoint, dtype'],
    ['zeros', [2, { order: 'F' }], 'shape, dtype'],
    ['quantile', [[1], { q: 0.5, weights: [1] }], 'a, q, axis, out, method, keepdims'],
  ])('numpy.%s', (name, args, known) => {
    const wrong = Object.keys(args.at(-1) as object).at(-1);
    const message = `${name}: there is no parameter '${wrong}'; there are ${known}.`;
    expect(() => numpy[name](...args)).toThrow(new TypeError(message));
  });

  it('an output by position, as NumPy takes it, is refused and not overlooked', () => {
    const out = nd.zeros(2);
    expect(() => main.add([1, 2], [3, 4], out)).toThrow('add: options come in an object: { out, where, dtype }.');
    expect(() => main.sum([1, 2], 'all')).toThrow('sum: options come in an object');
    expect(out.toArray()).toEqual([0, 0]);
  });

  it("NumPy's kinds of sorting are known, and each is stable", () => {
    for (const kind of ['quicksort', 'heapsort', 'mergesort', 'stable', null]) {
      expect((numpy.argsort([1, 0, 1, 0], { kind }) as NDArray).toArray()).toEqual([1n, 3n, 0n, 2n]);
    }
    expect((nd.sort([2, 1], { axis: 0, stable: true }) as NDArray).toArray()).toEqual([1, 2]);
    expect(() => main.sort([1], { kind: 'bubble' })).toThrow('sort: there is no kind "bubble"; there are quicksort');
    expect(() => main.argsort([1], { stable: 1 })).toThrow('argsort: stable is 1; it is true or false.');
  });

  it('functions may be given to Array.map, whose second argument is a position', () => {
    expect([nd.full([1], 4), nd.full([1], 9)].map(nd.sqrt as never).map((r) => (r as NDArray).item())).toEqual([2, 3]);
  });

  it('an option that is undefined is none', () => {
    expect(nd.sum(a(), { axis: 0, out: undefined, where: undefined }).toArray()).toEqual([3, 5, 7]);
    expect(nd.var([1, 2, 3], { ddof: undefined, dtype: undefined })).toBeCloseTo(2 / 3);
  });
});

/** The functions that take no options; all others refuse those that they do not have. */
const WITHOUT_OPTIONS = `
  uniqueAll uniqueCounts uniqueInverse uniqueValues union1d convolve correlate arrayEquiv sinc real imag isreal
  iscomplex isrealobj iscomplexobj realIfClose vdot tensordot kron einsum multiDot polyval polyadd polysub polymul
  polydiv polyder poly linalg.cond linalg.det linalg.inv linalg.slogdet linalg.matrixPower linalg.qr linalg.svdvals
  linalg.outer linalg.solve applyAlongAxis applyOverAxes fuse zeros ones empty emptyLike zerosLike onesLike full
  fullLike array asarray wrap arange identity bartlett blackman hamming hanning kaiser canCast commonType
  minScalarType resultType isdtype issubdtype finfo iinfo isscalar iterable ndim shape size isfortran mayShareMemory
  baseRepr binaryRepr getPrintoptions dtype promoteTypes scope ascontiguousarray asfortranarray require reshape
  ravel copy transpose permuteDims swapaxes rollaxis moveaxis matrixTranspose squeeze expandDims broadcastTo
  broadcastShapes broadcastArrays astype atleast1d atleast2d atleast3d fliplr flipud columnStack block hsplit vsplit
  dsplit tile resize diag diagflat tril triu takeAlongAxis putAlongAxis extract place putmask nonzero flatnonzero
  argwhere select where piecewise mgrid ogrid diagIndices diagIndicesFrom maskIndices trilIndicesFrom
  triuIndicesFrom ix_ save savez savezCompressed formatNpy random.defaultRng Generator.bytes Generator.lognormal
  Generator.laplace Generator.logistic Generator.gumbel Generator.f Generator.wald Generator.vonmises
  Generator.rayleigh Generator.weibull Generator.pareto Generator.power Generator.standardT Generator.chisquare
  Generator.triangular Generator.standardCauchy Generator.geometric Generator.logseries Generator.negativeBinomial
  Generator.zipf Generator.hypergeometric Generator.multinomial Generator.dirichlet Generator.uniform
  Generator.normal Generator.gamma Generator.beta Generator.exponential Generator.poisson Generator.binomial
  Generator.shuffle Generator.permutation Generator.spawn
`;

const isOptions = (value: unknown) => Object.getPrototypeOf(Object(value)) === Object.prototype;

/** Whether a function names an option that it does not have, in whichever place options stand, beside others or alone. */
async function refuses(f: Callable, { args, run = (g, given) => g(...given) }: Call): Promise<boolean> {
  for (const type of ['f64', 'u8'] as const) {
    const count = args(arraysOf(type)).length;
    // One argument that has a default may lie between those of the sample and the options.
    for (let place = 0; place <= count + 1; place++) {
      const given = args(arraysOf(type));
      given[place] = { ...(isOptions(given[place]) && (given[place] as object)), misspelt: 1 };
      try {
        await run(f, given);
      } catch (error) {
        if (error instanceof TypeError && error.message.includes(": there is no option 'misspelt'; ")) return true;
      }
    }
  }
  return false;
}

describe('a misspelt option', () => {
  it('is refused by all functions that take options', async () => {
    const silent: string[] = [];
    for (const path of CALLED) {
      const refused = callsOf(path)?.map((call) => refuses(functionAt(path) as Callable, call));
      if (!(await Promise.all(refused ?? [])).includes(true)) silent.push(path);
    }
    expect(silent.sort()).toEqual(WITHOUT_OPTIONS.trim().split(/\s+/).sort());
  });
});

describe('arguments of another type', () => {
  it.each<[string, () => unknown, string]>([
    ['an axis of text', () => main.sum(a(), { axis: '0' }), 'sum: an axis is a number, an integer, not "0".'],
    ['a bigint axis', () => main.flip(a(), 0n), 'flip: an axis is a number, an integer, not 0n.'],
    ['no axis at all', () => main.sum(a(), { axis: true }), 'sum: an axis is a number, an integer, not true.'],
    ['no shape', () => main.zeros(), 'zeros: a shape is a number or a list of numbers, not undefined.'],
    ['a bigint shape', () => main.ones(3n), 'a shape is a number or a list of numbers, not 3n.'],
    ['a nested shape', () => main.zeros([[2, 3]]), 'zeros: a shape has the extent a list; extents are numbers'],
    ['a shape of options', () => nd.random.defaultRng(1).choice(3, { p: [1] } as never), 'not an object'],
    ['text to fill with', () => main.full(2, 'abc'), 'full: takes a number, bigint or boolean, not "abc".'],
    [
      'a list to fill with',
      () => main.full(2, array([1, 2])),
      'full: takes a number, bigint or boolean, not an object.',
    ],
    [
      'text to start from',
      () => main.sum([1], { initial: 'abc' }),
      'sum: takes a number, bigint or boolean, not "abc".',
    ],
    ['text as an end', () => main.linspace('a', 1), 'linspace: takes a number, bigint or boolean, not "a".'],
    ['text as a start', () => main.arange('x', 5), 'arange: "x" is no number'],
    ['no list of choices', () => main.choose([0, 1], undefined), 'choose: takes a list of arrays, not undefined.'],
    ['no list of conditions', () => main.select(undefined, [1]), 'select: conditions come in a list, not undefined.'],
    ['no list of keys', () => main.lexsort(), 'lexsort: keys come in a list, not undefined.'],
    [
      'no list of indices',
      () => main.ravelMultiIndex(),
      'ravelMultiIndex: index arrays come in a list, not undefined.',
    ],
    [
      'no list of operands',
      () => nd.linalg.multiDot(undefined as never),
      'multiDot: operands come in a list, not undefined.',
    ],
    ['no function', () => main.applyAlongAxis(5, 0, [1]), 'applyAlongAxis: 5 is no function of a line.'],
    ['nothing to iterate over', () => main.fromiter(5), 'fromiter: 5 is nothing to iterate over'],
    ['no buffer', () => main.fromBuffer(undefined), 'fromBuffer: takes an ArrayBuffer'],
    ['no type', () => promoteTypes('f32', 'real' as never), 'dtype: "real" names no element type'],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });

  it('0-d arrays stand for their scalars', () => {
    expect(nd.full([2], nd.sqrt(4) as never).toArray()).toEqual([2, 2]);
    expect(nd.linspace(0, nd.sqrt(4) as never, 3).toArray()).toEqual([0, 1, 2]);
    expect(nd.sum([1, 2], { initial: nd.sqrt(4) as never })).toBe(5);
  });

  it('a view of a buffer is not read before its start', () => {
    const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).subarray(4);
    expect(nd.fromBuffer(bytes, 'u8', { offset: 1 }).toArray()).toEqual([6, 7, 8]);
    for (const offset of [-4, Number.NaN, 0.5]) {
      expect(() => nd.fromBuffer(bytes, 'u8', { offset })).toThrow(
        /^fromBuffer: an offset of .*; it is an integer >= 0/,
      );
    }
  });

  it('names of NumPy serve promoteTypes too', () => {
    expect(promoteTypes('float32', '<i4')).toBe('f64');
    expect(np.promote_types('uint8', 'int8')).toBe('i16');
  });

  it('a polynomial differentiated beyond its degree is empty at once', () => {
    expect(nd.polyder([1, 2, 3], 1e15).shape).toEqual([0]);
  });

  it('isfortran is about the order alone, not the alignment', () => {
    const { x } = new RecordArray(recordType({ byte: 'u8', x: 'f64' }), 3);
    expect(x.aligned).toBe(false);
    expect([nd.isfortran(x), nd.isfortran(x.get(':1')), nd.isfortran(a().T)]).toEqual([false, false, true]);
  });
});

/** Stated by NumPy 2.4: np.gcd.reduce([-4]) is 4, np.hypot.reduce([-12]) is 12, and so on. */
describe('ufunc methods', () => {
  it('start from the identity', () => {
    expect(nd.gcd.reduce(array([-4], 'i32'), { axis: null })).toBe(4);
    expect(nd.hypot.reduce(array([-12]), { axis: null })).toBe(12);
  });

  it('where leaves out what the identity of unsigned and of wider types stands for', () => {
    const bits = array(
      [
        [12, 10],
        [7, 6],
      ],
      'u16',
    );
    const mask = array([
      [true, false],
      [true, false],
    ]);
    expect(nd.bitwiseAnd.reduce(bits, { where: mask }).toArray()).toEqual([4, 65535]);
    expect(nd.bitwiseAnd.reduce(bits, { where: mask, dtype: 'i32' }).toArray()).toEqual([4, -1]);
    expect(nd.logaddexp.reduce(array([3, 5], 'u16'), { axis: null, where: array([true, false]) })).toBe(3);
  });

  it('refuse a type that there is no loop for', () => {
    expect(() => nd.hypot.accumulate(array([3, 4]), { dtype: 'u32' })).toThrow(
      'hypot.accumulate: has no loop that computes in u32',
    );
    expect(() => nd.divide.reduce(array([3, 4]), { dtype: 'i64' })).toThrow(
      'divide.reduce: has no loop that computes in i64',
    );
  });

  it('give booleans where the result is one', () => {
    expect(nd.sum([0, 2], { dtype: 'bool' })).toBe(true);
    expect(nd.multiply.reduce(array([0, 2]), { axis: null, dtype: 'bool' })).toBe(false);
  });
});
