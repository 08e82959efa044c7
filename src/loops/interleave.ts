/**
 * The planner of records and columns: fields that lie side by side on one end, one array for each on the other. Several
 * moves are done together, block by block, so that the cache lines that the fields share are brought in once.
 */
import { copy } from './elementwise.js';
import type { Operand } from './operand.js';

/** One field of all records: the elements of each, `shape` without the records' own axis, from one place to another. */
export interface FieldMove {
  readonly shape: readonly number[];
  readonly source: Operand;
  readonly target: Operand;
}

/** Records of a block take about half of a second-level cache. */
const BLOCK_BYTES = 2 ** 18;

/** Moves the fields of `count` records. The records lie along the first axis of every operand. */
export function moveFields(count: number, moves: readonly FieldMove[]): void {
  let widest = 1;
  for (const { source, target } of moves) {
    widest = Math.max(widest, Math.abs(source.byteStrides[0]), Math.abs(target.byteStrides[0]));
  }
  const block = Math.max(1024, Math.floor(BLOCK_BYTES / widest));
  for (let start = 0; start < count; start += block) {
    const some = Math.min(block, count - start);
    for (const { shape, source, target } of moves) {
      copy([some, ...shape], recordsFrom(source, start), recordsFrom(target, start));
    }
  }
}

function recordsFrom(operand: Operand, start: number): Operand {
  if (start === 0) return operand;
  const { storage, byteOffset, byteStrides, code, itemsize } = operand;
  return { storage, byteOffset: byteOffset + start * byteStrides[0], byteStrides, code, itemsize };
}
