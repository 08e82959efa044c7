/** The plug-in of mathjs: expected values are what mathjs computes with its own matrices. */
import { all, create, type Matrix } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { array, NDArray } from '../../src/index.js';
import { mathjsPlugin } from '../../src/interop/index.js';

const plain = create(all);
const math = mathjsPlugin(create(all));

const X = [
  [2, -1, 0.5],
  [0.25, 3, 1],
  [1, 4, -2],
];
const Y = [
  [1, 2, 3],
  [0.5, -1, 2],
  [2, 2, 7],
];
const V = [1, -2, 0.5];
/** In the domain of every function. */
const U = [
  [0.25, 0.5],
  [0.75, 0.125],
];

/** A result as nested lists, rounded so that the last digits do not matter. */
function listed(value: unknown): unknown {
  const list = value instanceof NDArray ? value.toArray() : ((value as Matrix)?.toArray?.() ?? value);
  const rounded = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(rounded);
    return typeof item === 'number' ? Number(item.toPrecision(12)) + 0 : item;
  };
  return rounded(list);
}

const EXPRESSIONS = [
  'x + y',
  'x - y',
  'x * y',
  'x .* y',
  'x ./ y',
  'x / y',
  'x / 2',
  '2 / x',
  'x + 1',
  '1 - x',
  '3 * x',
  'x * 3',
  '-x',
  '+x',
  'x * v',
  'v * x',
  'v * v',
  'u .^ 2',
  '2 .^ u',
  'x ^ 2',
  'x ^ 0',
  'x % 2',
  'mod(x, 3)',

  "x'",
  'transpose(x * y)',
  'x > y',
  'x >= 1',
  'x < y',
  'x <= 1',
  'x == y',
  'x != 1',
  'not x',
  'x and y',
  'x or y',
  'xor(x, y)',
  'sum(x)',
  'sum(x, 1)',
  'sum(x, 2)',
  'mean(x)',
  'mean(x, 1)',
  'max(x)',
  'max(x, 2)',
  'min(x)',
  'min(x, 1)',
  'prod(x)',
  'median(x)',
  'std(x)',
  'std(x, "uncorrected")',
  'variance(x, "biased")',
  'variance(x, 1)',
  'std(x, 1, "biased")',

  'cumsum(v)',
  'cumsum(x, 1)',
  'det(x)',
  'inv(x)',
  'trace(x)',
  'norm(v)',
  'norm(x)',
  'diag(v)',
  'diag(x)',
  'dot(v, v)',
  'cross(v, [1, 2, 3])',
  'kron(u, x)',
  'flatten(x)',
  'squeeze(x)',
  'size(x)',
  'reshape(x, [9])',
  'abs(x)',
  'ceil(x)',
  'floor(x)',
  'fix(x)',
  'round(x)',
  'round(x * 5)',
  'sign(x)',

  'log10(u)',
  'log2(u)',
  'log1p(u)',
  'atan2(x, y)',
  'hypot(3, 4)',

  'x[2, 3]',
  'x[1:2, 2]',
  'x[3, 1:3]',
  'x[1:2, 2:3]',
  'x[3:-1:1, 1:3]',
  'x[[1, 3], [2, 3]]',
  'x[[3, 1], 1:2]',
  'v[2]',
  'v[2:3]',
  'v[[3, 1]]',
  'x + [1, 2, 3]',
  '[1, 2, 3] .* v',
  'x * [1; 2; 3]',
  'true + v',
  'f(a) = a * 2; f(x)',
  'unit(5, "cm") == unit(50, "mm")',
];

/** Functions that mathjs applies to numbers alone, and maps over matrices. */
const ELEMENTWISE: [ours: string, theirs: string][] = [
  ...['sqrt', 'exp', 'asin', 'acos', 'atanh'].map((name): [string, string] => [`${name}(u)`, `map(u, ${name})`]),
  ...['cbrt', 'square', 'cube', 'exp', 'expm1', 'sin', 'cos', 'tan', 'atan', 'sinh', 'cosh', 'tanh', 'asinh'].map(
    (name): [string, string] => [`${name}(x)`, `map(x, ${name})`],
  ),
  ['acosh(y .* y + 1)', 'map(y .* y + 1, acosh)'],
  ['log(u)', 'map(u, f(t) = log(t))'],
  ['log(u, 3)', 'map(u, f(t) = log(t, 3))'],
  ['x * y + sin(x)', 'x * y + map(x, sin)'],
];

describe('expressions give what mathjs gives with matrices', () => {
  it.each([...EXPRESSIONS.map((both) => [both, both]), ...ELEMENTWISE])('%s', (expression, plainly) => {
    const own = math.evaluate(expression, { x: array(X), y: array(Y), v: array(V), u: array(U) });
    const theirs = plain.evaluate(plainly, {
      x: plain.matrix(X),
      y: plain.matrix(Y),
      v: plain.matrix(V),
      u: plain.matrix(U),
    });
    const [got, want] = [own, theirs].map((value) => listed(value?.entries ? value.entries[0] : value));
    expect(got).toEqual(want);
  });
});

describe('the plug-in', () => {
  it('computes with arrays of contig', () => {
    const x = array(X, 'f32');
    expect(math.evaluate('x .* x', { x })).toBeInstanceOf(NDArray);
    expect(math.evaluate('x .* x', { x }).dtype).toBe('f32');
    expect(math.add(x as never, x as never) as unknown).toBeInstanceOf(NDArray);
    expect(math.sum(x as never, 0) as unknown).toBeInstanceOf(NDArray);
    expect((math.multiply(plain.matrix(X), x as never) as unknown as NDArray).shape).toEqual([3, 3]);
    expect(Number.isNaN(math.evaluate('sqrt(x)', { x }).get(0, 1))).toBe(true);
    expect(math.evaluate('x[1, 1:3]', { x }).storage).toBe(x.storage);
    expect(math.evaluate("x'", { x }).storage).toBe(x.storage);
  });

  it('writes elements as mathjs does', () => {
    for (const assignment of [
      'x[2, 3] = 9',
      'x[1:2, 1] = [7, 8]',
      'x[[1, 3], [1, 3]] = [1, 2; 3, 4]',
      'x[2, 1:3] = [4, 5, 6]',
    ]) {
      const scope = { x: array(X) };
      const other = { x: plain.matrix(X) };
      math.evaluate(assignment, scope);
      plain.evaluate(assignment, other);
      expect(scope.x.toArray()).toEqual(other.x.toArray());
    }
    const x = array(V);
    const changed = math.subset(x as never, math.index(1), 5) as unknown as NDArray;
    expect([x.toArray(), changed.toArray()]).toEqual([V, [1, 5, 0.5]]);
  });

  it('leaves mathjs’s own types to mathjs', () => {
    for (const expression of [
      'sum([1, 2; 3, 4], 1)',
      'max([1, 5; 3, 4], 2)',
      'false and missing',
      'true or missing',
      '[1, 2, 3][2:end]',
      'std([1, 2, 3])',
      'concat([1], [2])',
      '0.1 + 0.2 == 0.3',
    ]) {
      expect(listed(math.evaluate(expression))).toEqual(listed(plain.evaluate(expression)));
    }
    expect(math.evaluate('0 and x', { x: array(V) })).toBe(false);
    expect(mathjsPlugin(math)).toBe(math);
  });

  it('says what is wrong', () => {
    const scope = { x: array(X) };
    expect(() => math.evaluate('x[4, 1]', scope)).toThrow(RangeError);
    expect(() => math.evaluate('x[1:4, 1]', scope)).toThrow(
      /^subset: place 3 \(counted from 0\) lies outside axis 0, which has 3 elements/,
    );
    expect(() => math.evaluate('x[0, 1]', scope)).toThrow(/^subset: place -1/);
    expect(() => math.evaluate('x[1]', scope)).toThrow(/^subset: an index of 1 dimensions for an array of 2/);
    expect(() => math.evaluate('x[:, 1]', scope)).toThrow(/end/);
    expect(() => math.evaluate('std(x, "other")', scope)).toThrow(/^std: 'other' is no normalization/);
    expect(() => math.evaluate('x + [1, 2]', scope)).toThrow(/^add: shapes \(3,3\) and \(2,\) do not broadcast/);
    expect(() => math.evaluate('gamma(x)', scope)).toThrow(TypeError);
  });
});
