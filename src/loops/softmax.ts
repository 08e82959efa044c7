/** The planner of rows as distributions. */
import { kernelNumber, table } from '../wasm/kernels.js';
import { split } from './split.js';

const SOFTMAX = kernelNumber('softmaxRows');

/** Nanoseconds of an element, and elements in one call. */
const ELEMENT = 0.8;
const CALL = 131072;

/** The powers of e of each row of packed f32 in the heap, divided by their sum. The output may be the input. */
export function softmax(rows: number, columns: number, x: number, out: number): void {
  const each = Math.max(1, Math.floor(CALL / columns));
  split(rows, rows * columns * ELEMENT, 1, x !== out, (start, end) => {
    for (let row = start; row < end; row += each) {
      const offset = row * columns * 4;
      table[SOFTMAX](x + offset, out + offset, columns, Math.min(each, end - row));
    }
  });
}
