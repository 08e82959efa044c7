/** Printing with options, floats and integers as text, against NumPy; and the options in force. */
import { describe, expect, it } from 'vitest';
import * as contig from '../../src/index.js';
import { array, zeros } from '../../src/index.js';
import { attempt, compareError, Report } from '../oracle/compare.js';
import { build, type Encoded, LAYOUTS, load } from '../oracle/load.js';

type Options = Record<string, unknown>;
type Answer = { name: string; text?: string; error?: string };
type Print = (...values: unknown[]) => string;

const { arrays, floats, integers } = load<{
  arrays: (Answer & { array: Encoded; options: Options })[];
  floats: (Answer & { x: Encoded; options: Options })[];
  integers: (Answer & { args: [string, ...unknown[]] })[];
}>('printing');

const functions = contig as unknown as Record<string, Print>;

function check<C extends Answer>(cases: readonly C[], name: string, given: (c: C) => unknown[]): void {
  const report = new Report();
  for (const c of cases.filter((one) => one.name === name)) {
    const args = given(c);
    const problems =
      c.error !== undefined
        ? compareError(() => functions[name](...args), c.error, name)
        : attempt(() => {
            const text = functions[name](...args);
            return text === c.text ? [] : [`${JSON.stringify(text)}, expected ${JSON.stringify(c.text)}`];
          });
    const { text: _, error: __, ...shown } = c;
    report.add(JSON.stringify(shown), problems);
  }
  report.done();
}

describe.each(Object.entries(LAYOUTS))('%s', (_, layout) => {
  it.each(['array2string', 'arrayRepr', 'arrayStr'])('%s', (name) => {
    // Without dimensions there is one layout.
    check(arrays, name, (c) => [(c.array.shape.length === 0 ? build : layout)(c.array), c.options]);
  });
});

describe('numbers', () => {
  it.each(['formatFloatPositional', 'formatFloatScientific'])('%s', (name) => {
    check(floats, name, (c) => [build(c.x), c.options]);
  });

  it.each(['baseRepr', 'binaryRepr'])('%s', (name) => {
    check(integers, name, ({ args: [value, ...rest] }) => [BigInt(value), ...rest.map((item) => item ?? undefined)]);
  });

  it('may be numbers, and no others', () => {
    expect(contig.formatFloatPositional(Math.fround(0.1))).toBe('0.10000000149011612');
    expect(contig.formatFloatPositional(array(0.1, 'f32'))).toBe('0.1');
    expect(contig.formatFloatPositional(5n)).toBe('5.');
    expect(contig.baseRepr(-255, 16)).toBe('-FF');
    expect(contig.binaryRepr(-3, 5)).toBe('11101');
    expect(() => contig.formatFloatPositional('1' as never)).toThrow(/^formatFloatPositional: 1 is no number/);
    expect(() => contig.formatFloatScientific(zeros(2))).toThrow(/^formatFloatScientific: an array of 2/);
    expect(() => contig.formatFloatScientific(1, { padLeft: -1 })).toThrow(/^formatFloatScientific: padLeft is -1/);
    expect(() => contig.formatFloatScientific(1, { trim: 'x' as never })).toThrow(
      /^formatFloatScientific: trim is 'x'/,
    );
    expect(() => contig.baseRepr(1.5)).toThrow(/^baseRepr: 1.5 is no integer/);
    expect(() => contig.binaryRepr(1.5)).toThrow(/^binaryRepr: 1.5 is no integer/);
    expect(() => contig.binaryRepr(1, 1.5)).toThrow(/^binaryRepr: width is 1.5/);
  });
});

describe('formatter', () => {
  const a = array([
    [1, 2.5],
    [-3, 4],
  ]);

  it('is that of the type, its kind or all, in this order', () => {
    const named = (name: string) => () => name;
    expect(contig.array2string(a, { formatter: { float: (x) => x.toFixed(2) } })).toBe('[[1.00 2.50]\n [-3.00 4.00]]');
    expect(contig.array2string([1], { formatter: { floatKind: named('kind'), all: named('all') } })).toBe('[kind]');
    expect(contig.array2string([1], { formatter: { float: null, all: named('all') } })).toBe('[all]');
    expect(contig.array2string([1n], { formatter: { int: (x) => `${x}!`, intKind: named('kind') } })).toBe('[1!]');
    expect(contig.array2string([true], { formatter: { int: named('int') } })).toBe('[ True]');
    expect(contig.array2string(true, { formatter: { bool: (x) => (x ? 'yes' : 'no') } })).toBe('yes');
  });

  it('may write several lines, as NumPy lays them out', () => {
    const below = (text: string) => ({ formatter: { float: (x: number) => `${x}\n${text}` } });
    expect(contig.array2string([10, 2.5, 3], { ...below('--'), separator: ', ' })).toBe(
      '[10\n --, 2.5\n     -- , 3\n          --]',
    );
    const square = [[1, 2.5], [3, 4]]; // biome-ignore format: a matrix
    expect(contig.array2string(square, below('---'))).toBe('[[1\n  --- 2.5\n      ---]\n [3\n  --- 4\n      ---]]');
    expect(contig.array2string([1, 222222, 3, 4], { ...below('--'), maxLineWidth: 12 })).toBe(
      '[1\n -- 222222\n    --\n 3\n -- 4\n    --]',
    );
  });

  it('writes strings, and is made of functions', () => {
    const wrong = { formatter: { float: () => 5 } } as never;
    expect(() => contig.array2string(a, wrong)).toThrow(/a formatter gave 5 for 1; it gives strings/);
    expect(() => contig.setPrintoptions({ formatter: { double: String } as never })).toThrow(/no double/);
    expect(() => contig.setPrintoptions({ formatter: { float: 5 as never } })).toThrow(/float must be a function/);
  });
});

describe('options in force', () => {
  const a = array([1 / 3, Number.NaN]);
  const plain = '[0.33333333        nan]';

  it('hold until a function returns or throws', () => {
    expect(contig.printoptions({ precision: 2, nanstr: '?' }, () => String(a))).toBe('[0.33    ?]');
    expect(String(a)).toBe(plain);
    const fail = () => {
      throw new Error('inside');
    };
    expect(() => contig.printoptions({ precision: 2 }, fail)).toThrow('inside');
    expect(() => contig.printoptions({ precision: 2 }, async () => 1)).toThrow(/^printoptions: .*asynchronous/);
    expect(String(a)).toBe(plain);
    const nested = contig.printoptions({ precision: 2 }, () =>
      contig.printoptions({ nanstr: 'none' }, () => [String(a), contig.getPrintoptions().precision]),
    );
    expect(nested).toEqual(['[0.33 none]', 2]);
  });

  it('hold until others are set, for str, repr and the functions', () => {
    const before = contig.getPrintoptions();
    expect(before).toEqual({
      precision: 8,
      threshold: 1000,
      edgeitems: 3,
      linewidth: 75,
      suppress: false,
      floatmode: 'maxprec',
      sign: '-',
      nanstr: 'nan',
      infstr: 'inf',
      formatter: null,
    });
    expect(Object.isFrozen(before)).toBe(true);
    try {
      contig.setPrintoptions({ precision: 1, threshold: 1, edgeitems: 1, sign: undefined });
      expect(String(contig.arange(5))).toBe('[0. ... 4.]');
      expect(contig.arrayRepr(contig.arange(5))).toBe('array([0., ..., 4.], shape=(5,))');
      expect(contig.array2string(a, { precision: 3 })).toBe('[0.333   nan]');
    } finally {
      contig.setPrintoptions(before);
    }
    expect(contig.getPrintoptions()).toEqual(before);
    expect(String(a)).toBe(plain);
  });

  it.each([
    [{ precision: -1 }, RangeError, /^setPrintoptions: precision/],
    [{ nanstr: 5 }, TypeError, /^setPrintoptions: nanstr/],
    [{ floatmode: 'short' }, RangeError, /^setPrintoptions: floatmode/],
    [{ legacy: '1.13' }, TypeError, /^setPrintoptions: there is no option 'legacy'/],
  ])('%o cannot be', (options, kind, message) => {
    const before = contig.getPrintoptions();
    expect(() => contig.setPrintoptions(options as never)).toThrow(kind);
    expect(() => contig.setPrintoptions(options as never)).toThrow(message);
    expect(contig.getPrintoptions()).toBe(before);
  });
});
