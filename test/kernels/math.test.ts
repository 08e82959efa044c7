/** The elementary functions against correctly rounded values, in units of the last place. */
import { it } from 'vitest';
import { onEveryBuild } from '../oracle/builds.js';
import { Report, ulps } from '../oracle/compare.js';
import { api, build, decode, type Encoded, elements, load, type Tensor } from '../oracle/load.js';

interface Table {
  in: Encoded[];
  out: Encoded;
}

/**
 * The largest distance from the correctly rounded value. An error below one ULP leaves the neighbours of that value. In
 * f32 the result is an f64 rounded once: off only where that f64 lies next to the middle between two f32, one in 2^28.
 */
const BOUNDS = { f64: 1n, f32: 0n, exact: 0n };

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
      const bound = BOUNDS[kind as keyof typeof BOUNDS];
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
});
