import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DType, Scalar } from '../../src/array/dtype.js';
import { formatArray, formatRepr, type Printable, type PrintOptions } from '../../src/array/format.js';
import { shortestDecimal } from '../../src/array/format-number.js';

interface Case {
  shape: number[];
  dtype: DType;
  /** Elements separated by spaces, repeated until the shape is full. */
  data: string;
  options: PrintOptions;
  str: string;
  repr: string;
}

/** Made by test/oracle/format.py. */
const cases: Case[] = JSON.parse(readFileSync(new URL('../oracle/vectors/format.json', import.meta.url), 'utf8'));

function parse(text: string, dtype: DType): Scalar {
  if (dtype === 'bool') return text === '1';
  if (dtype === 'u64' || dtype === 'i64') return BigInt(text);
  return Number(text.replace('nan', 'NaN').replace('inf', 'Infinity'));
}

function printable(shape: readonly number[], dtype: DType, elements: readonly Scalar[]): Printable {
  return {
    shape,
    dtype,
    element(index) {
      const flat = shape.reduce((position, length, axis) => {
        const i = index[axis];
        if (!(i >= 0 && i < length)) throw new RangeError(`index ${index} of shape ${shape}`);
        return position * length + i;
      }, 0);
      return elements[flat % elements.length];
    },
  };
}

function fromCase({ shape, dtype, data }: Case): Printable {
  const elements = data === '' ? [] : data.split(' ').map((text) => parse(text, dtype));
  return printable(shape, dtype, elements);
}

const title = ({ shape, dtype, data, options }: Case) =>
  `${dtype} (${shape}) ${data.slice(0, 40)} ${JSON.stringify(options)}`;

describe('as NumPy prints', () => {
  test.each(cases.map((c) => [title(c), c] as const))('%s', (_, c) => {
    const a = fromCase(c);
    expect(formatArray(a, c.options)).toBe(c.str);
    expect(formatRepr(a, c.options)).toBe(c.repr);
  });
});

describe('elements that are not printed', () => {
  test.each([
    ['one axis', [2 ** 40], 6],
    ['two axes', [1e6, 1e6], 36],
    ['a short axis', [1e6, 4], 24],
    ['three axes', [100, 2, 100], 72],
  ] as const)('are not read: %s', (_, shape, count) => {
    const read: string[] = [];
    const a: Printable = {
      shape,
      dtype: 'f64',
      element(index) {
        read.push(index.join());
        return 1;
      },
    };
    formatArray(a);
    expect(read.length).toBe(count);
    expect(new Set(read).size).toBe(count);
    read.length = 0;
    formatRepr(a);
    expect(read.length).toBe(count);
  });

  test('with edgeitems 0 the last one is all that is read', () => {
    expect(formatArray(printable([5], 'i32', [1000, 2, 3, 4, 5]), { threshold: 1, edgeitems: 0 })).toBe('[... 5]');
  });
});

describe('options', () => {
  const a = printable([2], 'f64', [0.5, 1.25]);

  test('undefined means the default', () => {
    const options = { precision: undefined, threshold: undefined, linewidth: undefined, sign: undefined };
    expect(formatArray(a, options)).toBe(formatArray(a));
  });

  test('Infinity lifts the limits', () => {
    const long = printable([2000], 'u8', [7]);
    const text = formatArray(long, { threshold: Infinity, linewidth: Infinity });
    expect(text).toBe(`[${Array(2000).fill('7').join(' ')}]`);
  });

  test.each([
    [{ precision: -1 }, 'precision'],
    [{ precision: 1.5 }, 'precision'],
    [{ edgeitems: -1 }, 'edgeitems'],
    [{ edgeitems: Infinity }, 'edgeitems'],
    [{ threshold: Number.NaN }, 'threshold'],
    [{ linewidth: Number.NaN }, 'linewidth'],
    [{ floatmode: 'short' }, 'floatmode'],
    [{ sign: 'x' }, 'sign'],
  ])('%o throws and names it', (options, name) => {
    const given = options as PrintOptions;
    expect(() => formatArray(a, given)).toThrow(RangeError);
    expect(() => formatRepr(a, given)).toThrow(name);
  });
});

describe('shortest digits', () => {
  const value = (digits: string, exponent: number) => Number(`${digits[0]}.${digits.slice(1)}e${exponent}`);

  test('of an f32 read back as that f32, and a digit fewer does not', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const size = Math.abs(x);
        const { digits, exponent } = shortestDecimal(x, 'f32');
        expect(Math.fround(value(digits, exponent))).toBe(size);
        expect(digits.length).toBeLessThanOrEqual(9);
        if (digits.length > 1) {
          const fewer = digits.slice(0, -1);
          const next = (BigInt(fewer) + 1n).toString();
          expect(Math.fround(value(fewer, exponent))).not.toBe(size);
          expect(Math.fround(value(next, exponent + next.length - fewer.length))).not.toBe(size);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('of an f64 read back as that f64', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const { digits, exponent } = shortestDecimal(x, 'f64');
        expect(value(digits, exponent)).toBe(Math.abs(x));
      }),
      { numRuns: 5000 },
    );
  });
});
