/** The planner of what follows products and convolutions: a bias for each column, and limits. */
import { kernelNumber, table } from '../wasm/kernels.js';
import { split } from './split.js';

const BIAS = kernelNumber('biasClamp');

/** Nanoseconds of an element, and elements in one call. */
const ELEMENT = 0.1;
const CALL = 1048576;

/** Adds a bias to each column of packed rows of f32 in the heap, and limits them to [low, high], in place. */
export function biasClamp(
  rows: number,
  columns: number,
  out: number,
  bias: number,
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
): void {
  const each = Math.max(1, Math.floor(CALL / columns));
  split(rows, rows * columns * ELEMENT, 1, false, (start, end) => {
    for (let row = start; row < end; row += each) {
      table[BIAS](out + row * columns * 4, bias, columns, Math.min(each, end - row), low, high);
    }
  });
}
