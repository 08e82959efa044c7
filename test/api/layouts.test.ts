/** Every operation of the tables gives on a view what it gives on the view's packed copy. */
import { describe, expect, test } from 'vitest';
import { REDUCTIONS } from '../../src/api/reduction.js';
import { BINARY, BINARY_PAIR, UNARY, UNARY_PAIR } from '../../src/api/table.js';
import * as contig from '../../src/index.js';
import { type DType, NDArray } from '../../src/index.js';
import { agree, LAYOUTS, outcome, SHAPES, same, sample, TYPES } from '../support.js';

type Fn = (...args: unknown[]) => NDArray | NDArray[] | number | bigint | boolean;
const functions = contig as unknown as Record<string, Fn>;

/** Relative closeness for sums of floats, whose order of addition follows memory. */
function close(a: unknown, b: unknown, scale: number): boolean {
  if (a instanceof NDArray) {
    const [left, right] = [a.copy(), (b as NDArray).copy()];
    const x = left.data;
    const y = right.data;
    return Array.from(x as Float64Array).every((value, i) => close(value, y[i], scale));
  }
  if (Object.is(a, b) || typeof a !== 'number' || typeof b !== 'number') return Object.is(a, b);
  return Math.abs(a - b) <= scale * Math.max(Math.abs(a), Math.abs(b), 1);
}

const shapesOf = (name: string) => (name.includes('host') ? SHAPES.slice(0, 3) : SHAPES);

describe.each(Object.entries(LAYOUTS))('%s', (layoutName, layout) => {
  test.each([...Object.keys(UNARY), ...Object.keys(UNARY_PAIR)])('%s', (name) => {
    for (const type of TYPES) {
      for (const shape of shapesOf(layoutName)) {
        const packed = sample(type, shape);
        const view = layout(packed);
        expect(same(view, packed), `${layoutName} of ${type} ${shape}`).toBe(true);
        const [expected, got] = [packed, view].map((a) => outcome(() => functions[name](a)));
        expect(agree(got, expected), `${name} of ${type} ${shape}`).toBe(true);
      }
    }
  });

  test.each([...Object.keys(BINARY), ...Object.keys(BINARY_PAIR)])('%s', (name) => {
    for (const type of TYPES) {
      for (const shape of shapesOf(layoutName)) {
        const [a, b] = [sample(type, shape, 1), sample(type, shape, 2)];
        const operand =
          name === 'ldexp'
            ? b.astype('i32').mod(50)
            : name === 'power'
              ? b.abs().mod(4)
              : (outcome(() => b) as NDArray);
        const expected = outcome(() => functions[name](a, operand));
        expect(
          agree(
            outcome(() => functions[name](layout(a), layout(operand))),
            expected,
          ),
          `${name} of ${type} ${shape}`,
        ).toBe(true);
        expect(
          agree(
            outcome(() => functions[name](a, layout(operand))),
            expected,
          ),
          `${name} of ${type} ${shape}, right`,
        ).toBe(true);
      }
    }
  });

  const folds = [
    ...Object.keys(REDUCTIONS).filter((name) => !/^f(min|max)$/.test(name)),
    'nanmin',
    'nanmax',
    'mean',
    'var',
    'std',
    'median',
    'ptp',
  ];
  test.each([...folds, 'argmin', 'argmax', 'cumsum', 'cumprod'])('%s', (name) => {
    for (const type of ['bool', 'u8', 'i16', 'i64', 'f32', 'f64'] as DType[]) {
      for (const shape of shapesOf(layoutName)) {
        const packed = sample(type, shape);
        const finite =
          type === 'f32' || type === 'f64' ? contig.where(packed.isfinite(), packed, 3).astype(type) : packed;
        const limit = /prod/.test(name) ? 1.125 : 100;
        const scaled = /^[bu]/.test(type) ? finite : finite.clip(-limit, limit).astype(type);
        const view = layout(scaled);
        for (const options of [undefined, ...shape.map((_, axis) => axis)]) {
          const expected = outcome(() => functions[name](scaled, options));
          const got = outcome(() => functions[name](view, options));
          const exact = !type.startsWith('f') && !/^(var|std)$/.test(name);
          const fine = exact ? agree(got, expected) : close(got, expected, type === 'f32' ? 2e-4 : 1e-11);
          expect(fine, `${name} of ${type} ${shape} over ${options}`).toBe(true);
        }
      }
    }
  });
});

test('one operand broadcast along each axis gives what its repetition gives', () => {
  for (const name of Object.keys(BINARY)) {
    for (const type of ['u8', 'i32', 'f32', 'f64'] as DType[]) {
      for (const shape of [
        [3, 5, 7],
        [40, 90],
        [90, 40],
        [2, 3, 2200],
      ]) {
        for (let axis = 0; axis < shape.length; axis++) {
          const a = sample(type, shape, 1);
          const small = sample(
            type,
            shape.map((extent, i) => (i === axis ? 1 : extent)),
            2,
          );
          const b = name === 'ldexp' ? small.astype('i32').mod(50) : name === 'power' ? small.abs().mod(4) : small;
          const repeated = b.broadcastTo(shape).copy();
          const expected = outcome(() => functions[name](a, repeated));
          expect(
            agree(
              outcome(() => functions[name](a, b)),
              expected,
            ),
            `${name} ${type} ${shape} axis ${axis}`,
          ).toBe(true);
        }
      }
    }
  }
});
