/** Values for the parts of a record that are arrays or records: checked first, written when all fit. */
import { toArray } from '../array/convert.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { type CursorSource, cursorAt, stageRecord } from './cursor.js';
import { FixedColumn } from './strings.js';

/** A column of nested records. */
interface Records extends CursorSource {
  readonly shape: readonly number[];
  get(...index: unknown[]): unknown;
}

/** Checks a value for one record's part of a column, and gives what writes it. */
export function stagePart(
  column: NDArray | FixedColumn | Records,
  index: number,
  context: string,
  value: unknown,
): () => void {
  if (column instanceof NDArray) return stageArray(column.pick(context, [index]), context, value);
  if (column instanceof FixedColumn) return stageStrings(column, [index], context, value);
  if (column.shape.length === 1) {
    const writes = stageRecord(cursorAt(column, index), context, value);
    return () => runAll(writes);
  }
  const row = column.get(index, '...') as Records;
  const list = listOf(context, value, row.shape[0]);
  const writes = list.map((item, i) => stagePart(row, i, context, item));
  return () => runAll(writes);
}

function runAll(writes: readonly (() => void)[]): void {
  for (const write of writes) write();
}

function stageArray(target: NDArray, context: string, value: unknown): () => void {
  const source = toArray(context, value, target.dtype);
  const lead = target.ndim - source.ndim;
  if (lead < 0 || source.shape.some((extent, axis) => extent !== 1 && extent !== target.shape[axis + lead])) {
    throw new RangeError(
      `${context}: a value of shape ${showShape(source.shape)} does not broadcast to ${showShape(target.shape)}.`,
    );
  }
  return () => {
    target.set([], source);
  };
}

function stageStrings(column: FixedColumn, index: readonly number[], context: string, value: unknown): () => void {
  if (index.length === column.shape.length) return column.stage(index, context, value);
  const writes = listOf(context, value, column.shape[index.length]).map((item, i) =>
    stageStrings(column, [...index, i], context, item),
  );
  return () => runAll(writes);
}

function listOf(context: string, value: unknown, length: number): unknown[] {
  if (!Array.isArray(value) || value.length !== length) {
    throw new RangeError(
      `${context}: ${Array.isArray(value) ? `${value.length} values` : String(value)}; give a list of ${length}.`,
    );
  }
  return value;
}
