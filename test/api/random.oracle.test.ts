/** Random numbers against NumPy's Generator: from the same seeds, call after call, the same numbers and the same state. */
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { arange, array, empty, memory, NDArray, random, scope, zeros } from '../../src/index.js';
import { onEveryBuild } from '../oracle/builds.js';
import { attempt, type Bounds, compareArray, compareError, differences, Report } from '../oracle/compare.js';
import { decode, type Encoded, elements, LAYOUTS, load, type Tensor } from '../oracle/load.js';
import { same, LAYOUTS as VIEWS } from '../support.js';

type Shown = string | string[];
type Numbers = [state: string, inc: string, hasUint32: number, uinteger: number];
type Options = Record<string, unknown>;

interface Step {
  name: string;
  args: unknown[];
  options: Options;
  /** Of long results the first and last twenty elements, and a checksum of all. */
  out: Encoded & { crc?: number };
  scalar: boolean;
  /** Units of the last place. */
  ulp: number;
}
interface Run {
  seed: Shown;
  steps: Step[];
  state: Numbers;
}
interface ArrayCase {
  name: string;
  in: Encoded;
  axis: number | null;
  size?: number | number[];
  options?: Options;
  out: Encoded;
  state: Numbers;
}

const { seeds, spawn, runs, arrays, errors } = load<{
  seeds: { seed: Shown; state: Numbers }[];
  spawn: { seed: Shown; states: Numbers[] }[];
  runs: Record<string, Run>;
  arrays: ArrayCase[];
  errors: { name: string; args: unknown[]; options: Options; error: string }[];
}>('random');

const seedOf = (seed: Shown) => (typeof seed === 'string' ? BigInt(seed) : seed.map(BigInt));

function stateOf(rng: random.Generator): Numbers {
  const { state, hasUint32, uinteger } = rng.state;
  return [String(state.state), String(state.inc), hasUint32, uinteger];
}

/** How many parameters stand before the size. */
const PARAMETERS: Record<string, number> = {
  random: 0,
  standardNormal: 0,
  standardExponential: 0,
  exponential: 1,
  poisson: 1,
  standardGamma: 1,
  choice: 1,
  uniform: 2,
  normal: 2,
  gamma: 2,
  beta: 2,
  binomial: 2,
  bytes: 1,
  lognormal: 2,
  laplace: 2,
  logistic: 2,
  gumbel: 2,
  rayleigh: 1,
  weibull: 1,
  pareto: 1,
  power: 1,
  triangular: 3,
  standardCauchy: 0,
  standardT: 1,
  chisquare: 1,
  f: 2,
  wald: 2,
  vonmises: 2,
  geometric: 1,
  negativeBinomial: 2,
  logseries: 1,
  zipf: 1,
  hypergeometric: 3,
  multinomial: 2,
  dirichlet: 1,
};

/** Calls a method with NumPy's arguments where contig has them. */
function call(rng: random.Generator, name: string, args: unknown[], options: Options): unknown {
  const method = (rng as unknown as Record<string, (...values: unknown[]) => unknown>)[name].bind(rng);
  const values = args.map((value) => (Array.isArray(value) && value[0] === 'bigint' ? BigInt(value[1]) : value));
  if (name === 'integers' || name === 'permuted') return method(...values, options);
  if (name === 'permutation') return method(...values, ...(options.axis === undefined ? [] : [options.axis]));
  const { size, ...rest } = options;
  const padded = Array.from({ length: PARAMETERS[name] }, (_, i) => values[i]);
  return method(...padded, size, ...(Object.keys(rest).length > 0 ? [rest] : []));
}

function compare(actual: unknown, { out, scalar, ulp, options }: Step): string[] {
  const bounds: Bounds = ulp > 0 ? { rtol: ulp * (out.dtype === 'f32' ? 2 ** -24 : 2 ** -53) } : {};
  if (scalar && !Array.isArray(options.size)) {
    if (typeof actual === 'object') return [`gave ${String(actual)}, expected a scalar`];
    const [wanted] = decode(out);
    const type = out.dtype === 'f32' || out.dtype === 'f64' ? out.dtype : 'f64';
    return differences(Float64Array.of(Number(actual)), Float64Array.of(Number(wanted)), type, bounds);
  }
  if (actual instanceof Uint8Array) return compareArray(array(actual), out);
  if (out.crc === undefined) return compareArray(actual, out, bounds);
  const result = actual as Tensor;
  if (result.dtype !== out.dtype || String(result.shape) !== String(out.shape)) {
    return [`${result.dtype} [${result.shape}], expected ${out.dtype} [${out.shape}]`];
  }
  const flat = elements(result);
  const ends = flat.slice(0, 20);
  const expected = decode(out);
  const found = differences(ends, expected.subarray(0, 20) as typeof ends, out.dtype);
  if (found.length > 0) return found;
  const last = differences(flat.slice(-20), expected.subarray(20) as typeof ends, out.dtype);
  if (last.length > 0) return ['at the end:', ...last];
  return crc32(new Uint8Array(flat.buffer)) === out.crc ? [] : ['the checksum differs'];
}

describe('seeds', () => {
  it.each(seeds)('$seed', ({ seed, state }) => {
    expect(stateOf(random.defaultRng(seedOf(seed)))).toEqual(state);
  });

  it('numbers and bigints are the same seeds', () => {
    expect(stateOf(random.defaultRng(42))).toEqual(stateOf(random.defaultRng(42n)));
    expect(stateOf(random.defaultRng([1, 2]))).toEqual(stateOf(random.defaultRng([1n, 2])));
  });

  it('without a seed every generator is another', () => {
    const states = [undefined, null, undefined].map((seed) => String(stateOf(random.defaultRng(seed))));
    expect(new Set(states).size).toBe(3);
  });

  it('a generator is given back, a sequence seeds one', () => {
    const rng = random.defaultRng(1);
    expect(random.defaultRng(rng)).toBe(rng);
    expect(stateOf(random.defaultRng(new random.SeedSequence(1)))).toEqual(stateOf(random.defaultRng(1)));
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 60, 'seed', [1, -2], -5n])('%s is refused', (seed) => {
    expect(() => random.defaultRng(seed as never)).toThrow(/^SeedSequence: .*(>= 0|bigint)/);
  });

  it.each(spawn)('spawned from $seed', ({ seed, states }) => {
    const root = random.defaultRng(seedOf(seed));
    const [first, second] = root.spawn(2);
    const [third] = root.spawn(1);
    const [inner] = second.spawn(1);
    expect([first, second, third, inner].map(stateOf)).toEqual(states);
    expect(() => root.spawn(-1)).toThrow(/^spawn: -1/);
  });
});

describe('state', () => {
  it('brings numbers back, halves included', () => {
    const rng = random.defaultRng(5);
    rng.random(3, { dtype: 'f32' });
    const before = rng.state;
    expect(before.hasUint32).toBe(1);
    const [a, b] = [rng.random(7, { dtype: 'f32' }), rng.standardNormal(5)];
    rng.state = before;
    expect(same(rng.random(7, { dtype: 'f32' }) as NDArray, a as NDArray)).toBe(true);
    expect(same(rng.standardNormal(5) as NDArray, b as NDArray)).toBe(true);
    const other = random.defaultRng(6);
    other.state = rng.state;
    expect(other.random()).toBe(rng.random());
  });

  it('is refused unless it has 128 bits', () => {
    const rng = random.defaultRng(5);
    const { state } = rng;
    for (const wrong of [-1n, 1n << 128n, 5]) {
      const next = { ...state, state: { ...state.state, state: wrong } } as random.GeneratorState;
      expect(() => {
        rng.state = next;
      }).toThrow(/^state: state is/);
    }
    expect(rng.state).toEqual(state);
  });
});

onEveryBuild('distributions', () => {
  it.each(Object.entries(runs))('%s', (_, { seed, steps, state }) => {
    const rng = random.defaultRng(seedOf(seed));
    const report = new Report();
    for (const step of steps) {
      const { name, args, options } = step;
      const label = `${name}(${JSON.stringify(args)}, ${JSON.stringify(options)})`;
      report.add(
        label,
        attempt(() => compare(call(rng, name, args, options), step)),
      );
    }
    report.done();
    expect(stateOf(rng)).toEqual(state);
  });

  it('orders and choices of arrays, in every layout', () => {
    const report = new Report();
    for (const test of arrays) {
      const { name, axis, size, options } = test;
      for (const [layout, make] of Object.entries(LAYOUTS)) {
        const array = make(test.in) as unknown as NDArray;
        const rng = random.defaultRng(name === 'choice' ? 5 : 99);
        if (name !== 'choice') rng.random(undefined, { dtype: 'f32' });
        const run = () => {
          if (name === 'shuffle') rng.shuffle(array, axis!);
          else if (name === 'permutation') return rng.permutation(array, axis!);
          else if (name === 'permuted') return rng.permuted(array, { axis: axis ?? undefined });
          else return rng.choice(array, size!, { axis: axis!, ...options });
          return array;
        };
        const problems = attempt(() => compareArray(run(), test.out));
        if (String(stateOf(rng)) !== String(test.state)) problems.push('the state differs');
        if (name !== 'shuffle') problems.push(...attempt(() => compareArray(array, test.in)));
        report.add(`${name}(${test.in.dtype} [${test.in.shape}] ${layout}, axis ${axis}, ${size})`, problems);
      }
    }
    report.done();
  });
});

describe('out', () => {
  it.each(['f32', 'f64'] as const)('%s of any layout receives the numbers in C order', (dtype) => {
    const shape = [130, 140];
    for (const name of ['random', 'standardNormal', 'standardExponential'] as const) {
      const expected = random.defaultRng(8)[name](shape, { dtype });
      for (const [layout, make] of Object.entries(VIEWS)) {
        const out = make(zeros(shape, dtype) as NDArray);
        const rng = random.defaultRng(8);
        expect(rng[name](undefined, { out }), layout).toBe(out);
        expect(same(out, expected as NDArray), `${name} ${layout}`).toBe(true);
      }
    }
  });

  it.each(['f32', 'f64'] as const)('%s of any layout receives gamma numbers', (dtype) => {
    const shapes = [0.5, 1, 7, 30];
    const expected = random.defaultRng(8).standardGamma(shapes, [50, 4], { dtype });
    for (const [layout, make] of Object.entries(VIEWS)) {
      const out = make(zeros([50, 4], dtype) as NDArray);
      const rng = random.defaultRng(8);
      expect(rng.standardGamma(shapes, undefined, { out }), layout).toBe(out);
      expect(same(out, expected as NDArray), layout).toBe(true);
    }
    const both = array(shapes, dtype);
    random.defaultRng(8).standardGamma(both.get('::-1') as NDArray, undefined, { out: both });
    expect(same(both, random.defaultRng(8).standardGamma([30, 7, 1, 0.5], undefined, { dtype }))).toBe(true);
    const rng = random.defaultRng(8);
    const before = rng.state;
    expect(() => rng.standardGamma(2, 3, { out: zeros(4) })).toThrow(/^standardGamma: out has shape \(4,\)/);
    expect(() => rng.standardGamma(2, 4, { out: zeros(4), dtype: 'f32' })).toThrow(/^standardGamma: out is f64/);
    expect(() => rng.standardGamma([1, 2], undefined, { out: zeros(4) })).toThrow(
      /^standardGamma: shapes \(4,\) and \(2,\)/,
    );
    expect(rng.state).toEqual(before);
  });

  it('bytes and bounds that cannot be are refused', () => {
    const rng = random.defaultRng(1);
    const before = rng.state;
    expect(() => rng.bytes(-1)).toThrow(/^bytes: -1 bytes/);
    expect(() => rng.bytes(1.5)).toThrow(/^bytes: 1.5 bytes/);
    expect(() => rng.integers([1.5, 2])).toThrow(/^integers: bounds have fractions/);
    expect(() => rng.integers([Infinity, 2])).toThrow(/^integers: bounds are no integers/);
    expect(() => rng.integers([Number.NaN, 2])).toThrow(/^integers: bounds/);
    expect(() => rng.integers(array([2n ** 63n - 1n]), { endpoint: true, dtype: 'i32' })).toThrow(/^integers: from/);
    expect(rng.state).toEqual(before);
    const whole = rng.integers(array([0n, 5n]), array([2n ** 63n, 6n], 'u64'), { size: [9, 2] });
    expect(whole.get(':', 1).toArray()).toEqual(new Array(9).fill(5n));
    expect(
      same(
        random.defaultRng(3).integers(array([1n, 7n]), 2n ** 63n),
        random.defaultRng(3).integers(array([1n, 7n]), array([2n ** 63n], 'u64')),
      ),
    ).toBe(true);
  });

  it('permuted writes to it', () => {
    const a = arange(12).reshape(3, 4);
    const out = empty([4, 3]).T;
    expect(random.defaultRng(1).permuted(a, { axis: 1, out })).toBe(out);
    expect(same(out as NDArray, random.defaultRng(1).permuted(a, { axis: 1 }) as NDArray)).toBe(true);
  });

  it('is refused, and left alone, when it does not fit', () => {
    const rng = random.defaultRng(1);
    const before = rng.state;
    expect(() => rng.random(3, { out: zeros(4) })).toThrow(/^random: out has shape \(4,\)/);
    expect(() => rng.random(4, { out: zeros(4), dtype: 'f32' })).toThrow(/^random: out is f64/);
    expect(() => rng.random(undefined, { out: zeros(4, 'i32') })).toThrow(/^random: dtype i32/);
    expect(() => rng.random([2, 3], { out: zeros(3).broadcastTo([2, 3]) })).toThrow(/^random: out is read-only/);
    expect(() => rng.shuffle(zeros(3).broadcastTo([2, 3]))).toThrow(/^shuffle: .* read-only/);
    expect(() => rng.shuffle([1, 2] as never)).toThrow(/^shuffle: .* permutation/);
    expect(rng.state).toEqual(before);
  });
});

it.each(errors)('$name($args, $options) is a $error', ({ name, args, options, error }) => {
  const rng = random.defaultRng(1);
  const before = rng.state;
  expect(compareError(() => call(rng, name, args, options), error, name)).toEqual([]);
  expect(rng.state).toEqual(before);
});

it('leaves no temporaries behind', () => {
  const rng = random.defaultRng(1);
  rng.standardNormal();
  const a = arange(5000).reshape(50, 100);
  const { blocks } = memory.stats();
  scope(() => {
    rng.normal([0, 1, 2], [[1], [2]]);
    rng.permuted(a, { axis: 0 });
    rng.permutation(a, 1);
    rng.choice(6, 4, { p: [0.1, 0.2, 0, 0.3, 0.35, 0.05], replace: false });
    rng.choice(a, [2, 2], { axis: 1, replace: false });
    return undefined;
  });
  rng.shuffle(a.T);
  rng.uniform([0, 1], 3).dispose();
  rng.binomial([5, 6], [[0.5], [0.25]]).dispose();
  rng.choice(100000, 60000, { replace: false }).dispose();
  expect(memory.stats().blocks).toBe(blocks);
});

it('scalars have the type of their dtype', () => {
  const rng = random.defaultRng(1);
  expect(typeof rng.integers(5)).toBe('bigint');
  expect(typeof rng.integers(5, { dtype: 'u8' })).toBe('number');
  expect(typeof rng.integers(0, 2, { dtype: 'bool' })).toBe('boolean');
  expect(typeof rng.poisson(3)).toBe('number');
  expect(typeof rng.choice(5)).toBe('bigint');
  expect(rng.random([])).toBeInstanceOf(NDArray);
});
