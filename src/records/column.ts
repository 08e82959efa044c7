/** What the fields of records are as columns. */
import type { DType } from '../array/dtype.js';
import { NDArray } from '../array/ndarray.js';
import type { Field, Sub } from './field.js';
import type { Place } from './frame.js';
import { type BytesArray, stringColumn, type TextArray } from './strings.js';

/** The column of a field of numbers, bytes or text: a view of the records' memory. */
export function leafColumn(
  { kind, shape }: Field,
  outer: readonly number[],
  place: Place,
): NDArray | TextArray | BytesArray {
  const extents = [...outer, ...shape];
  if (kind.tag === 'record') throw new TypeError('a field of records is no column of values');
  if (kind.tag !== 'element') return stringColumn(kind, extents, place);
  const { storage, byteOffset, byteStrides } = place;
  return NDArray.over(
    storage,
    kind.dtype,
    { shape: extents, byteStrides: byteStrides.slice(), byteOffset },
    kind.swapped,
  );
}

/** The column of a field that is no record, as the compiler knows it. */
export type LeafColumn<K> = K extends DType
  ? NDArray<K>
  : K extends 'bytes'
    ? BytesArray
    : K extends 'text'
      ? TextArray
      : K extends Sub<infer M>
        ? LeafColumn<M>
        : never;
