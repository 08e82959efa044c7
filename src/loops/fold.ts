/**
 * Reductions and scans of any binary operation, by its elementwise kernel: with the output as first operand and step 0
 * the kernel folds from left to right, and with the output one element behind it accumulates.
 */
import { kernelArguments, TILE } from '../memory/scratch.js';
import { table } from '../wasm/kernels.js';
import { Access, cast, type ElementType } from './access.js';
import type { Operand } from './operand.js';
import { alongRows } from './reduce.js';
import { countOf } from './space.js';

/** A binary kernel whose operands and result are of one type. */
export interface Step {
  readonly kernel: number;
  readonly type: ElementType;
}

/**
 * Folds the last axis of the input.
 *
 * @param start The first operand, over the kept axes; the first element of each row when undefined.
 */
export function foldLast(
  step: Step,
  shape: readonly number[],
  input: Operand,
  out: Operand,
  start: Operand | undefined,
): void {
  const { code, itemsize } = step.type;
  const kept = shape.slice(0, -1);
  const length = shape[shape.length - 1];
  const keptStrides = (operand: Operand) => ({
    offset: operand.byteOffset,
    strides: operand.byteStrides.slice(0, kept.length),
  });
  const result = new Access(out, step.type, kept, keptStrides(out), 0);
  const source = new Access(
    input,
    step.type,
    shape,
    { offset: input.byteOffset, strides: input.byteStrides.slice() },
    1,
  );
  const first = start && new Access(start, step.type, kept, keptStrides(start), 2);
  const count = countOf(kept);
  const each = Math.max(1, Math.min(TILE, Math.floor(TILE / Math.max(1, length))));
  const kernel = table[step.kernel];
  for (let row = 0; row < count; row += each) {
    const rows = Math.min(each, count - row);
    const acc = result.output(row);
    if (first) cast(code, code, first.input(row, rows), 1, acc, rows);
    for (let done = 0; done < length; done += TILE) {
      const n = Math.min(TILE, length - done);
      let p = source.input(row * length + done, rows * n);
      for (let i = 0; i < rows; i++) {
        const at = acc + i * itemsize;
        const skip = done === 0 && !first ? 1 : 0;
        if (skip === 1) cast(code, code, p, 1, at, 1);
        kernel(code, at, 0, p + skip * itemsize, 1, at, 0, n - skip);
        p += n * itemsize;
      }
    }
    result.commit(row, rows);
  }
}

const CARRY = kernelArguments + 256;

/** The running fold along an axis, into an output of the input's shape. */
export function accumulate(step: Step, shape: readonly number[], axis: number, input: Operand, out: Operand): void {
  const { code, itemsize } = step.type;
  const kernel = table[step.kernel];
  alongRows(shape, axis, step.type, step.type, input, out, (p, q, n, rows, continued) => {
    for (let row = 0; row < rows; row++) {
      if (continued) kernel(code, CARRY, 0, p, 1, q, 1, 1);
      else cast(code, code, p, 1, q, 1);
      kernel(code, q, 1, p + itemsize, 1, q + itemsize, 1, n - 1);
      p += n * itemsize;
      q += n * itemsize;
    }
    cast(code, code, q - itemsize, 1, CARRY, 1);
  });
}
