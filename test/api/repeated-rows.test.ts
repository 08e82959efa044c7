/** Operands repeated along the outermost axis, which go through a tile of whole periods, against their copies. */
import { describe, expect, test } from 'vitest';
import { add, less, type NDArray, where, zeros } from '../../src/index.js';
import { same, sample } from '../support.js';

/** Row lengths below, at and above what is repeated, none of which divides a tile but 64. */
const LENGTHS = [1, 2, 3, 10, 64, 1000, 2047, 2049];

describe.each(['u8', 'i32', 'f32', 'f64'] as const)('%s', (type) => {
  test.each(LENGTHS)('rows of %i', (length) => {
    const rows = Math.ceil(50_000 / length);
    const matrix = sample(type, [rows, length], 1);
    const row = sample(type, [length], 2);
    const whole = row.broadcastTo([rows, length]).copy();
    expect(same(add(matrix, row), add(matrix, whole))).toBe(true);
    expect(same(less(row, matrix), less(whole, matrix))).toBe(true);
    const reversed = row.get('::-1') as NDArray;
    const copied = reversed.broadcastTo([rows, length]).copy();
    expect(same(add(reversed, matrix), add(copied, matrix))).toBe(true);
    expect(same(where(matrix.gt(1), row, reversed), where(matrix.gt(1), whole, copied))).toBe(true);
    const out = zeros([rows, length], type);
    expect(same(add(row, reversed, { out }) as NDArray, add(whole, copied))).toBe(true);
    // An operand of another type is cast on its way to the tile.
    const other = sample(type === 'f64' ? 'i32' : 'f64', [length], 3);
    expect(same(add(matrix, other), add(matrix, other.broadcastTo([rows, length]).copy()))).toBe(true);
  });
});
