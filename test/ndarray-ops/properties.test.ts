/** Every function beside the original on the same arrays: types, 0 to 4 axes, strides of either sign and 0, few and many. */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { array, type NDArray } from '../../src/index.js';
import ops from '../../src/ndarray-ops/index.js';

const require = createRequire(import.meta.url);
const ndarray = require('ndarray');
const original = require('ndarray-ops');

const TYPES = [
  Float64Array,
  Float32Array,
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Uint8ClampedArray,
] as const;

/** Where types, roundings and signs change, and where a step is one too far. */
const EDGES = [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.49999999999999994, 0.1, 3, 7, 31, 33, 127, 128, -128, -129]
  .concat([
    255,
    256,
    65535,
    65536,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32 - 1,
    3e9,
    1e10,
    2 ** 63,
    2 ** 65 + 2 ** 20,
  ])
  .concat([-(2 ** 64), 1e20, 1e300, 1e-320, Number.NaN, Infinity, -Infinity]);
const number = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...EDGES) }, fc.double(), fc.integer());

/** Kernels of these differ from Math in the last bits: compared in floats, within a few ULP. */
const APPROXIMATE = /^(acos|asin|atan|cos|exp|log|sin|tan|atan2|pow)/;
const SUMS = /^(sum|norm1|norm2|norm2squared)$/;

interface Layout {
  View: (typeof TYPES)[number];
  fill: number[];
  /** Of each axis the step in units of what lies within, negative or 0; and whether axes are reversed. */
  steps: number[];
  transposed: boolean;
  offset: number;
  /** Whether contig's array lies in its heap. */
  inHeap: boolean;
}

/** Arrays whose memory a run uses. */
let kept: NDArray[] = [];

function inHeap(data: InstanceType<Layout['View']>): InstanceType<Layout['View']> {
  const bytes = array(new Uint8Array(data.buffer as ArrayBuffer));
  kept.push(bytes);
  return new (data.constructor as Layout['View'])(bytes.data.buffer as ArrayBuffer, bytes.data.byteOffset, data.length);
}

const layout = (ndim: number, floats: boolean): fc.Arbitrary<Layout> =>
  fc.record({
    View: fc.constantFrom(...(floats ? TYPES.slice(0, 2) : TYPES)),
    fill: fc.array(number, { minLength: 1, maxLength: 40 }),
    steps: fc.array(fc.constantFrom(1, 1, 1, 2, -1, -2, 0), { minLength: ndim, maxLength: ndim }),
    transposed: fc.boolean(),
    offset: fc.nat(3),
    inHeap: fc.boolean(),
  });

/** An array of a layout; a destination may not repeat its elements. */
function make(own: Layout, shape: number[], isDest: boolean, isOurs: boolean) {
  const { View, fill, steps, transposed, offset } = own;
  const stride = new Array<number>(shape.length);
  let [step, start] = [1, offset];
  const axes = shape.map((_, axis) => (transposed ? axis : shape.length - 1 - axis));
  for (const axis of axes) {
    const times = isDest && steps[axis] === 0 ? 1 : steps[axis];
    stride[axis] = times * step;
    if (times < 0) start -= (shape[axis] - 1) * stride[axis];
    step *= Math.max(1, shape[axis] * Math.abs(times));
  }
  const data = new View(step + 8);
  for (let i = 0; i < data.length; i++) data[i] = fill[(i * 7) % fill.length];
  return ndarray(isOurs && own.inHeap ? inHeap(data) : data, shape, stride, start);
}

const shapes: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
  fc.constantFrom<number[][]>([33], [70], [300], [9, 31], [5, 4, 20], [3, 4, 5, 6]),
);

const cases = (floats: boolean) =>
  shapes.chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      layouts: fc.tuple(layout(shape.length, floats), layout(shape.length, floats), layout(shape.length, floats)),
      sameType: fc.boolean(),
      scalar: number,
    }),
  );

/** What a name takes: arrays, then whether a number follows. */
function signature(name: string): [number, boolean] {
  if (name === 'assign' || name === 'equals') return [2, false];
  if (name === 'assigns') return [1, true];
  if (/^(any|all|sum|prod|norm.*|sup|inf|argmin|argmax)$/.test(name)) return [1, false];
  const unary = /^(not|bnot|neg|recip|abs|acos|asin|atan|ceil|cos|exp|floor|log|round|sin|sqrt|tan)(eq)?$/.exec(name);
  if (unary) return [unary[2] ? 1 : 2, false];
  if (name.endsWith('seq')) return [1, true];
  if (name.endsWith('eq') && name !== 'eq' && name !== 'neq' && name !== 'leq' && name !== 'geq') return [2, false];
  return name.endsWith('s') ? [2, true] : [3, false];
}

function close(a: number, b: number, tolerance: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(b), 1e-300);
}

describe.each(Object.keys(original).filter((name) => name !== 'random'))('%s', (name) => {
  test('gives what the original gives', () => {
    const [count, scalar] = signature(name);
    const approximate = APPROXIMATE.test(name);
    fc.assert(
      fc.property(cases(approximate), ({ shape, layouts, sameType, scalar: s }) => {
        kept = [];
        const build = (isOurs: boolean) => [
          ...layouts
            .slice(0, count)
            .map((own, i) => make(sameType ? { ...own, View: layouts[0].View } : own, shape, i === 0, isOurs)),
          ...(scalar ? [s] : []),
        ];
        const [theirs, ours] = [build(false), build(true)];
        const expected = original[name](...theirs);
        const result = (ops as unknown as Record<string, (...args: unknown[]) => unknown>)[name](...ours);
        if (expected !== theirs[0]) {
          // Where a sum overflows depends on its order.
          const largest = original.norminf(theirs[0]);
          if (SUMS.test(name) && largest > 1e140 && largest < Infinity) return;
          if (SUMS.test(name) && typeof result === 'number' && Number.isFinite(expected)) {
            // The error of a sum is measured by its magnitudes, which do not cancel.
            const scale = name === 'sum' ? original.norm1(theirs[0]) : expected;
            expect(Math.abs(result - expected)).toBeLessThanOrEqual(1e-13 * scale);
          } else expect(result).toEqual(expected);
          return;
        }
        expect(result).toBe(ours[0]);
        const [got, wanted] = [ours[0].data, theirs[0].data];
        if (!approximate) {
          expect(got).toEqual(wanted);
          return;
        }
        const tolerance = wanted instanceof Float32Array ? 2 ** -23 : 2 ** -50;
        for (let i = 0; i < wanted.length; i++) {
          if (!close(got[i], wanted[i], tolerance)) expect(got).toEqual(wanted);
        }
      }),
      { numRuns: 60 },
    );
  });
});
