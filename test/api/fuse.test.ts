/** A fused function gives what the function itself gives, bit for bit, in the scalar and in the SIMD build. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BINARY, UNARY } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { type Build, type DType, fuse, kernels, NDArray } from '../../src/index.js';
import { LAYOUTS, same, sample, TYPES } from '../support.js';

type Value = NDArray | number | bigint | boolean;
type Fn = (...args: Value[]) => Value;
const functions = contig as unknown as Record<string, Fn>;

const BUILDS: readonly Build[] = ['scalar', 'simd'];
const LENGTHS = [...Array.from({ length: 71 }, (_, i) => i), 1023, 1024, 1025, 2047, 2049];
/** Around the tiles of stages, of the planner and of reductions, and around whole blocks of them. */
const LONG = [16383, 16384, 16385, 16387, 24575, 32768, 32771, 49157, 65535, 65536, 65537, 131079, 200003];

afterAll(() => kernels.use('simd'));

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

function agree(a: unknown, b: unknown): boolean {
  return a instanceof NDArray && b instanceof NDArray ? same(a, b) : Object.is(a, b);
}

const show = (value: unknown) => (value instanceof NDArray ? `${value.dtype} ${value}` : String(value));

/** Runs a function and its fused form on the same arguments. */
function compare(fn: Fn, fused: Fn, args: readonly Value[], label: string): void {
  const expected = outcome(() => fn(...args));
  const actual = outcome(() => fused(...args));
  if (!agree(actual, expected)) expect.fail(`${label}: ${show(actual)}, expected ${show(expected)}`);
}

const fused = (fn: Fn): Fn => fuse(fn as never) as Fn;

describe.each(BUILDS)('%s', (build) => {
  beforeEach(() => kernels.use(build));
  afterEach(() => kernels.use('simd'));

  const singles = Object.keys(UNARY);
  test.each(singles)('%s', (name) => {
    for (const type of TYPES) {
      const whole = sample(type, [2049], 5);
      // The second step is in registers where the first may be a call.
      for (const [label, fn] of Object.entries<Fn>({
        alone: (x) => functions[name](x),
        after: (x) => functions[name](functions.maximum(x, x)),
        before: (x) => functions.equal(functions[name](x), x),
      })) {
        const f = fused(fn);
        for (const length of LENGTHS) compare(fn, f, [part(whole, length)], `${name} ${type} ${label} ${length}`);
      }
    }
  });

  const pairs = Object.keys(BINARY).filter((name) => name !== 'power');
  test.each(pairs)('%s', (name) => {
    for (const type of TYPES) {
      const [a, b] = [sample(type, [2049], 5), sample(type, [2049], 6)];
      const second = name === 'ldexp' ? b.astype('i32').mod(50) : b;
      const scalar = name === 'ldexp' ? 3 : type === 'bool' ? true : 3;
      const both: Fn = (x, y) => functions[name](x, y);
      const constant: Fn = (x) => functions[name](x, scalar);
      const reversed: Fn = (x) => functions[name](scalar, x);
      const [f, g, h] = [fused(both), fused(constant), fused(reversed)];
      for (const length of LENGTHS) {
        const [x, y] = [part(a, length), part(second, length)];
        compare(both, f, [x, y], `${name} ${type} ${length}`);
        compare(both, f, [x, scalar], `${name} ${type} ${length} with a number`);
        compare(constant, g, [x], `${name} ${type} ${length} with a constant`);
        if (name !== 'ldexp') compare(reversed, h, [x], `${name} ${type} ${length} of a constant`);
      }
    }
  });

  test('casts between all types', () => {
    for (const from of TYPES) {
      const whole = sample(from, [2049], 7);
      for (const to of TYPES) {
        const alone: Fn = (x) => (x as NDArray).astype(to);
        const inside: Fn = (x) => functions.equal((x as NDArray).astype(to), 1);
        const [f, g] = [fused(alone), fused(inside)];
        for (const length of LENGTHS) {
          compare(alone, f, [part(whole, length)], `${from} to ${to}, ${length}`);
          compare(inside, g, [part(whole, length)], `${from} to ${to} inside, ${length}`);
        }
      }
    }
  });

  test('where, with conditions and values of all types', () => {
    for (const type of TYPES) {
      const [a, b] = [sample(type, [2049], 8), sample(type, [2049], 9)];
      for (const other of ['bool', 'u8', 'i16', 'f32', 'f64'] as DType[]) {
        const c = sample(other, [2049], 10);
        for (const fn of [
          (x, y, z) => functions.where(functions.greater(z, 0), x, y),
          (x, y, z) => functions.where(z, x, y),
          (x, _, z) => functions.where(z, x, 1),
          (x, y, z) => functions.where(functions.logicalOr(functions.less(x, y), z), z, x),
        ] as Fn[]) {
          const f = fused(fn);
          for (const length of LENGTHS) {
            compare(fn, f, [part(a, length), part(b, length), part(c, length)], `${type} ${other} ${length}`);
          }
        }
      }
    }
  });

  test('lengths around tiles and calls, of stages of several kinds', () => {
    const fns: Fn[] = [
      (x, y) => functions.multiply(functions.exp(functions.minimum(x, 2)), functions.add(y, x)),
      (x, y) => functions.where(functions.less(x, y), (x as NDArray).astype('i16'), functions.cbrt(y)),
      (x, y) => functions.logicalXor(functions.isnan(x), functions.greater((y as NDArray).astype('u8'), 3)),
    ];
    const [a, b] = [sample('f32', [200003], 5), sample('f64', [200003], 6)];
    for (const fn of fns) {
      const f = fused(fn);
      for (const n of LONG) {
        const [x, y] = [a.get(`:${n}`), b.get(`:${n}`)] as NDArray[];
        compare(fn, f, [x, y], `packed ${n}`);
        compare(fn, f, [x, b.get(`${n - 1}::-1`) as NDArray], `reversed ${n}`);
      }
    }
  });

  test('shifts by any count', () => {
    for (const type of ['u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64'] as DType[]) {
      const a = sample(type, [70], 3);
      for (const name of ['leftShift', 'rightShift']) {
        const fn: Fn = (x, n) => functions[name](x, n);
        const f = fused(fn);
        for (const count of [0, 1, 7, 8, 15, 31, 32, 63, 64, 100, -1])
          compare(fn, f, [a, count], `${name} ${type} ${count}`);
      }
    }
  });
});

function part(a: NDArray, length: number): NDArray {
  return a.get(`${length % 5}:${(length % 5) + length}`) as NDArray;
}

/** A random expression: a function of up to three arrays and a number. */
interface Drawn {
  readonly fn: Fn;
  readonly text: string;
}

const leaf: fc.Arbitrary<Drawn> = fc.oneof(
  fc.nat(2).map((i) => ({ fn: (...args: Value[]) => args[i], text: 'xyz'[i] })),
  fc.constantFrom(0, 1, 3, 0.5, -2, 200).map((value) => ({ fn: () => value, text: String(value) })),
  fc.constant({ fn: (...args: Value[]) => args[3], text: 's' }),
);

const NAMES = {
  one: Object.keys(UNARY),
  two: Object.keys(BINARY).filter((name) => !['power', 'ldexp', 'floatPower'].includes(name)),
};

const { expression } = fc.letrec<{ expression: Drawn }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...NAMES.one), tie('expression')).map(([name, a]) => called(name, a)),
    fc
      .tuple(fc.constantFrom(...NAMES.two), tie('expression'), tie('expression'))
      .map(([name, a, b]) => called(name, a, b)),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map((three) => called('where', ...three)),
    fc.tuple(fc.constantFrom(...TYPES), tie('expression')).map(([type, a]) => ({
      fn: (...args: Value[]) => asArray(a.fn(...args)).astype(type),
      text: `${type}(${a.text})`,
    })),
    tie('expression').map((a) => ({
      fn: (...args: Value[]) => functions.clip(a.fn(...args) as Value, 1 as Value, 40 as Value),
      text: `clip(${a.text})`,
    })),
  ),
}));

/** Scalars have no methods; as the sum with 0 they are arrays, fused or not. */
function asArray(value: unknown): NDArray {
  return (value instanceof NDArray ? value : functions.add(value as Value, 0)) as NDArray;
}

function called(name: string, ...operands: readonly Drawn[]): Drawn {
  return {
    fn: (...args) => functions[name](...operands.map(({ fn }) => fn(...args) as Value)),
    text: `${name}(${operands.map(({ text }) => text).join(', ')})`,
  };
}

const REDUCED = ['sum', 'prod', 'min', 'max', 'mean', 'any', 'all', 'countNonzero', 'argmax', 'std'];

describe('random expressions', () => {
  const layouts = fc.constantFrom('packed', ...Object.keys(LAYOUTS));
  const placed = (a: NDArray, layout: string) => (layout === 'packed' || a.size === 0 ? a : LAYOUTS[layout](a));
  const shapes = fc.oneof(
    fc.nat(70).map((n) => [n]),
    fc.constantFrom([1023], [1025], [2050], [3, 5, 7], [5, 70], [70, 5], [1, 9], [130, 140], [17000]),
  );
  const end = fc.option(fc.constantFrom(...REDUCED), { nil: undefined });

  test('give what the unfused function gives', () => {
    fc.assert(
      fc.property(
        expression,
        fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom(...TYPES), fc.constantFrom(...TYPES)),
        shapes,
        fc.tuple(layouts, layouts, layouts),
        fc.constantFrom(2, 0.25, -1, 300),
        end,
        fc.option(fc.constantFrom(0, -1), { nil: undefined }),
        fc.constantFrom(...BUILDS),
        fc.boolean(),
        ({ fn, text }, types, shape, places, scalar, reduced, axis, build, repeats) => {
          // What does not depend on the arguments is refused.
          fc.pre(/\b[xyzs]\b/.test(text));
          kernels.use(build);
          const arrays = types.map((type, i) => {
            const own = repeats && i === 1 ? shape.map((extent, k) => (k === 0 ? 1 : extent)) : shape;
            return placed(sample(type, own, i + 2), places[i]);
          });
          const whole: Fn = (...args) => {
            const result = fn(...args);
            if (reduced === undefined) return asArray(result);
            return functions[reduced](asArray(result), ...((axis === undefined ? [] : [axis]) as Value[]));
          };
          const label = `${build} ${reduced ?? ''} ${text} of ${types} ${places} ${JSON.stringify(shape)}`;
          const f = fused(whole);
          compare(whole, f, [...arrays, scalar], label);
          compare(whole, f, [...arrays, scalar], `${label}, again`);
        },
      ),
      { numRuns: 600, seed: 20 },
    );
    kernels.use('simd');
  });
});
