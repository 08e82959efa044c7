/** The elementary functions against correctly rounded values, in units of the last place. */
import { expect, it } from 'vitest';
import { array, full, linspace, power } from '../../src/index.js';
import { onEveryBuild } from '../oracle/builds.js';
import { Report, ulps } from '../oracle/compare.js';
import { api, build, decode, type Encoded, elements, load, type Tensor } from '../oracle/load.js';

interface Table {
  in: Encoded[];
  out: Encoded;
}

/**
 * The largest distance from the correctly rounded value, in both types: one place for powers of e and 2, logarithms and
 * roots, two for the others. Results that are floating-point numbers themselves (`exact`) are met.
 */
const CLOSE = new Set(['exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'cbrt', 'hypot']);
const bounds = (name: string, kind: string) => (kind === 'exact' ? 0n : CLOSE.has(name) ? 1n : 2n);

const { functions } = load<{ functions: Record<string, Record<string, Table>> }>('math-ulp');

function distance(actual: number, expected: number, dtype: string): bigint | undefined {
  if (Object.is(actual, expected)) return 0n;
  if (Number.isNaN(actual) || Number.isNaN(expected) || (actual === 0 && expected === 0)) return undefined;
  return ulps(actual, expected, dtype);
}

function problem(actual: number, expected: number, dtype: string, bound: bigint): string[] {
  const found = distance(actual, expected, dtype);
  if (found !== undefined && found <= bound) return [];
  const text = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
  return [`${text(actual)}, expected ${text(expected)}${found === undefined ? '' : ` (${found} ULP)`}`];
}

onEveryBuild('math', () => {
  for (const [name, tables] of Object.entries(functions)) {
    for (const [kind, table] of Object.entries(tables)) {
      const bound = bounds(name, kind);
      it(`${name}: ${kind} points within ${bound} ULP`, () => {
        const { dtype } = table.out;
        const operands = table.in.map(build);
        const result = api(name)(...operands) as Tensor;
        const report = new Report();
        report.add('dtype', result.dtype === dtype ? [] : [`${result.dtype}, expected ${dtype}`]);
        const actual = elements(result);
        const given = table.in.map(decode);
        decode(table.out).forEach((expected: number | bigint, i: number) => {
          const label = `${name}(${given.map((values) => values[i]).join(', ')})`;
          report.add(label, problem(Number(actual[i]), Number(expected), dtype, bound));
        });
        report.done();
      });
    }
  }

  it('power: powers that are floating-point numbers are met in f32 too', () => {
    const bases: number[] = [];
    const exponents: number[] = [];
    const expected: number[] = [];
    for (let base = 2; base < 256; base++) {
      for (let exponent = 1, product = base; product < 2 ** 24; exponent++, product *= base) {
        bases.push(base, -base, product);
        exponents.push(exponent, exponent, 1);
        expected.push(product, exponent % 2 ? -product : product, product);
      }
    }
    const actual = power(array(bases, 'f32'), array(exponents, 'f32'));
    expect(actual.dtype).toBe('f32');
    expect(actual.toArray()).toEqual(expected);
  });

  it('power: NaN of any bits stays NaN beside other exponents', () => {
    const bits = new BigUint64Array([
      0x7ff8_0000_0000_0fffn,
      0xfff8_0000_0000_0801n,
      0x7ff0_0000_0000_0001n,
      0x4008_0000_0000_0000n,
    ]);
    const exponents = array(new Float64Array(bits.buffer));
    expect(power(array([1.5, 3, 7, 2], 'f64'), exponents).toArray()).toEqual([NaN, NaN, NaN, 8]);
    expect(power(exponents, array([1.5, 3, -7, 2], 'f64')).toArray()).toEqual([NaN, NaN, NaN, 9]);
  });

  it('power: squares are products, of one exponent and of many', () => {
    for (const dtype of ['f32', 'f64'] as const) {
      const x = linspace(-3, 3, 1001, { dtype });
      const product = x.mul(x).data;
      expect(power(x, 2).data).toEqual(product);
      expect(power(x, full(1001, 2, dtype)).data).toEqual(product);
    }
  });
});
