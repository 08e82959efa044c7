/** The language of the page: what an expression may say, and how it is told when it may not. */
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../bench/web/expression/examples.js';
import { ExpressionError, placeOf, pointAt } from '../../bench/web/language/error.js';
import { evaluate } from '../../bench/web/language/evaluate.js';
import { namesOf } from '../../bench/web/language/names.js';
import { suggest } from '../../bench/web/language/suggest.js';
import * as contig from '../../src/index.js';

const names = namesOf(contig);
const run = (source: string) => evaluate(source, names);

function failure(source: string): ExpressionError {
  try {
    run(source);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${source} did not fail`);
}

describe('plain JavaScript', () => {
  // The values are what Node gives for the same source.
  test.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(-2) ** 2', 4],
    ['7 % 4 - ~1', 5],
    ['2n ** 70n', 2n ** 70n],
    ["'a' + 1", 'a1'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of an expression
    ['`x${1 + 1}y`', 'x2y'],
    ['1 < 2 && 2 >= 2', true],
    ['null ?? 5', 5],
    ['0 ?? 5', 0],
    ['0 || 5', 5],
    ["true ? 'yes' : no", 'yes'],
    ['typeof 1', 'number'],
    ['!0', true],
    ['[1, ...[2, 3], 4]', [1, 2, 3, 4]],
    ['({ a: 1, "b c": 2, ["d" + 1]: 3, ...{ e: 4 } })', { a: 1, 'b c': 2, d1: 3, e: 4 }],
    ['const a = 1, b = 2; const c = a + b\nc * 2', 6],
    [
      'const { x, y: [p, ...q], z = 9, ...rest } = { x: 1, y: [2, 3, 4], u: 5 }; [x, p, q, z, rest]',
      [1, 2, [3, 4], 9, { u: 5 }],
    ],
    ['((a, b = a + 1, ...c) => [a, b, c])(1, undefined, 3, 4)', [1, 2, [3, 4]]],
    ['((x) => { const y = x + 1; return y * 2; })(3)', 8],
    ['(() => { 1; })()', undefined],
    ['const f = (n) => n <= 1 ? 1 : n * f(n - 1); f(10)', 3628800],
    ['[3, 1, 2].map((x) => x * 2).toSorted === undefined ? 0 : [3, 1, 2].map((x, i) => x * i)', [0, 1, 4]],
    ['Array.from({ length: 3 }, (_, i) => i * i)', [0, 1, 4]],
    ['Math.max(...[1, 5, 3])', 5],
    ["'abc'.toUpperCase().length", 3],
    ['[1, 2][1]', 2],
    ['[1, 2][5]', undefined],
    ['null?.x.y.z', undefined],
    ['undefined?.(1)', undefined],
    ['({ f: null }).f?.(1).g', undefined],
    ['[...new Float32Array([1, 2])]', [1, 2]],
    ['1;;', 1],
    ['', undefined],
  ])('%s', (source, expected) => {
    expect(run(source)).toEqual(expected);
  });

  test('a function has as many parameters as it declares', () => {
    expect((run('(a, b) => a') as () => void).length).toBe(2);
    expect((run('(a, b = 1, c) => a') as () => void).length).toBe(1);
  });
});

describe('arrays', () => {
  // NumPy's values of the same expressions.
  test.each<[string, unknown]>([
    [
      'arange(12).reshape(3, 4).T.mul(2)',
      [
        [0, 8, 16],
        [2, 10, 18],
        [4, 12, 20],
        [6, 14, 22],
      ],
    ],
    [
      "const a = arange(6).reshape(2, 3)\na.get(':', '::-1')",
      [
        [2, 1, 0],
        [5, 4, 3],
      ],
    ],
    ['fuse((x) => x.square().add(1))([1, 2])', [2, 5]],
    ['ndarray.ones([2, 2]).sum(0)', [2, 2]],
    [
      'const { values, counts } = uniqueCounts([3, 1, 3]); stack([values, counts])',
      [
        [1, 3],
        [1, 2],
      ],
    ],
    ["wrap(new Int16Array([1, 2])).astype('f32')", [1, 2]],
  ])('%s', (source, expected) => {
    expect((run(source) as contig.NDArray).toArray()).toEqual(expected);
  });

  test.each(EXAMPLES)('the example "%s" has a value', (_, source) => {
    expect(run(source)).toBeTypeOf('object');
  });
});

describe('what is wrong is told with its place', () => {
  test.each<[string, string, string]>([
    ['aranje(3)', 'aranje', "there is no 'aranje'; did you mean 'arange'?"],
    ['zeros(3).transpse()', 'transpse', "an array has no 'transpse'; did you mean 'transpose'?"],
    ['zeros(3).add(ones(4))', 'zeros(3).add(ones(4))', 'add: shapes (3,) and (4,) do not broadcast'],
    ['zeros(2) + 1', 'zeros(2) + 1', "JavaScript has no '+' for an array; write a.add(b)"],
    ['1 - [2]', '1 - [2]', "JavaScript has no '-' for a list; write a.sub(b)"],
    ['-zeros(2)', '-zeros(2)', "JavaScript has no '-' for an array; write a.neg()"],
    ['1 == 1', '1 == 1', 'write === for plain values, a.eq(b) for arrays'],
    ['zeros(2)[0]', '0', 'elements of arrays are read by get: zeros(2).get(0)'],
    ['zeros(2).shape()', 'zeros(2).shape()', 'zeros(2).shape is a list, not a function'],
    ['const u = undefined\nu.x', 'x', "u is undefined and has no 'x'"],
    ['new 3()', 'new 3()', '3 is a number, not a class'],
    ['a = 1', 'a = 1', 'nothing is assigned here'],
    ['for (;;) {}', 'for (;;) {}', 'there are no loops here'],
    ['function f() {}', 'function f() {}', 'write a function as an arrow'],
    ['/x/', '/x/', 'no regular expressions'],
    ['await 1', 'await 1', 'nothing is awaited here'],
    ["import 'x'", "import 'x'", 'nothing is imported here'],
    ['async () => 1', 'async () => 1', 'nothing is awaited here'],
    ["load('x.npy')", "load('x.npy')", 'load works on files, which this page has not'],
    ["ndarray.load('x.npy')", "ndarray.load('x.npy')", 'load works on files'],
    ['threads.start()', 'threads.start()', 'threads.start is what the switch'],
    ['[...1]', '...1', 'not iterable'],
  ])('%s', (source, part, message) => {
    const { message: actual, start, end } = failure(source);
    expect(actual).toContain(message);
    expect(source.slice(start, end)).toBe(part);
  });

  test.each<[string, number, string]>([
    ['zeros(3', 7, 'the expression is not complete'],
    ['zeros(3))', 8, 'this cannot be read'],
    ['1 +\n* 2', 4, 'this cannot be read'],
  ])('syntax: %s', (source, position, message) => {
    const { message: actual, start } = failure(source);
    expect(actual).toContain(message);
    expect(actual).not.toMatch(/\(\d+:\d+\)/);
    expect(start).toBe(position);
  });

  test('an endless recursion is an error like others', () => {
    expect(failure('const f = (x) => f(x); f(1)').message).toMatch(/call stack/);
  });
});

/** Expressions come with links: none may reach the compiler, the page, or what everything inherits. */
describe('out of reach', () => {
  test.each([
    'arange.constructor',
    "arange(3)['constructor']",
    "''['const' + 'ructor']",
    '[].map.call',
    'Array.prototype',
    'Math.max.apply',
    '(() => 1).bind',
    '({}).__proto__',
    "({ ['__proto__']: 1 })",
    '({ constructor: 1 })',
    'const { constructor } = []',
    'const { constructor: c } = () => 1',
    "const { ['constructor']: c } = () => 1",
    '[].__lookupGetter__',
    'arange(3).storage',
    'const a = arange(3); a[["storage"]]',
    '[][Math]',
  ])('%s', (source) => {
    expect(() => run(source)).toThrow(ExpressionError);
  });

  test.each([
    'globalThis',
    'window',
    'self',
    'document',
    'Function',
    'eval',
    'fetch',
    'process',
    'Reflect',
    'Proxy',
    'setTimeout',
    'postMessage',
    'WebAssembly',
    'Symbol',
    'importScripts',
    'console',
    'this',
    'Object.prototype',
    'Object.assign',
    'Object.getPrototypeOf',
    "import('x')",
    'import.meta',
  ])('%s', (source) => {
    expect(() => run(source)).toThrow(ExpressionError);
  });
});

test('every call and member is told of, with the text that it came from', () => {
  const told: string[] = [];
  evaluate('arange(6).reshape(2, 3).T', names, (result, sources) => {
    if (result instanceof contig.NDArray) told.push(`${result.shape} of ${sources.map(({ text }) => text).join(' ')}`);
  });
  expect(told).toEqual(['6 of 6', '2,3 of arange(6) 2 3', '3,2 of arange(6).reshape(2, 3)']);
});

test('places and marks', () => {
  expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  expect(pointAt('one\nzeros(3).foo\nthree', 13, 16)).toBe('zeros(3).foo\n         ^^^');
  expect(pointAt('f(', 2, 3)).toBe('f(\n  ^');
  expect(pointAt('f(\n)', 0, 4)).toBe('f(\n^^');
});

test.each<[string, string | undefined]>([
  ['transpse', 'transpose'],
  ['AddTo', 'addTo'],
  ['quite different', undefined],
  ['x', undefined],
])('suggest %s', (name, expected) => {
  expect(suggest(name, ['transpose', 'addTo', 'mean'])).toBe(expected);
});
