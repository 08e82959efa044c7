/** What records are sorted by: the numbers, bytes and code points of their fields, the most significant first. */
import { NDArray } from '../array/ndarray.js';
import { FixedColumn } from './strings.js';

/** A column of nested records. */
interface Records {
  readonly type: { readonly names: readonly string[] };
  field(name: string): unknown;
}

/** The keys of a column, one for each number that a record has in it. */
export function sortKeys(column: unknown): NDArray[] {
  if (column instanceof FixedColumn) return sortKeys(column.units);
  if (!(column instanceof NDArray)) {
    const records = column as Records;
    return records.type.names.flatMap((name) => sortKeys(records.field(name)));
  }
  if (column.ndim === 1) return [column];
  const flat = column.reshape(column.shape[0], column.size / Math.max(1, column.shape[0]));
  return Array.from({ length: flat.shape[1] }, (_, i) => flat.pick('sort', [':', i]));
}
