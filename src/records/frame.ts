/**
 * Where the values of records lie: side by side in rows, or each field in memory of its own. A frame says it for records
 * along some axes; parts of records have frames too, so that nested records and sub-arrays need no rules of their own.
 */
import { packedStrides, sizeOf } from '../array/layout.js';
import { Storage } from '../memory/storage.js';
import type { Field, FieldKind, RecordLayout } from './field.js';

/** Fields side by side (`rows`, array of structures) or each on its own (`columns`, structure of arrays). */
export type Layout = 'rows' | 'columns';

/** Bytes along the axes of the records, and behind those along the axes of a sub-array. */
export interface Place {
  readonly storage: Storage;
  readonly byteOffset: number;
  readonly byteStrides: readonly number[];
}

/** A place for all of a record, or a frame for each of its fields. */
export type Frame = Place | readonly Frame[];

export function isPlace(frame: Frame): frame is Place {
  return !Array.isArray(frame);
}

/** The frame of one field of records. */
export function partOf(frame: Frame, field: Field, index: number): Frame {
  if (!isPlace(frame)) return frame[index];
  return {
    storage: frame.storage,
    byteOffset: frame.byteOffset + field.offset,
    byteStrides: [...frame.byteStrides, ...packedStrides(field.shape, field.itemsize)],
  };
}

/** Every place of a frame, changed. */
export function mapPlaces(frame: Frame, change: (place: Place) => Place): Frame {
  return isPlace(frame) ? change(frame) : frame.map((part) => mapPlaces(part, change));
}

/** The storages of a frame, each once. */
export function storagesOf(frame: Frame, found = new Set<Storage>()): Set<Storage> {
  if (isPlace(frame)) found.add(frame.storage);
  else for (const part of frame) storagesOf(part, found);
  return found;
}

function place(shape: readonly number[], itemsize: number): Place {
  const storage = Storage.allocate(sizeOf(shape) * itemsize);
  return { storage, byteOffset: 0, byteStrides: packedStrides(shape, itemsize) };
}

/** Room for records; its bytes are whatever the memory held. */
export function allocate({ fields, itemsize }: RecordLayout, shape: readonly number[], layout: Layout): Frame {
  if (layout === 'rows') return place(shape, itemsize);
  return fields.map((field) => {
    const extents = [...shape, ...field.shape];
    return field.kind.tag === 'record' ? allocate(field.kind.type, extents, layout) : place(extents, field.itemsize);
  });
}

/** A field that is no record, wherever it is nested, with its axes behind those of the records. */
export interface Leaf {
  readonly kind: Exclude<FieldKind, { tag: 'record' }>;
  readonly itemsize: number;
  /** The axes of all sub-arrays it is within. */
  readonly shape: readonly number[];
  readonly place: Place;
}

/** The leaves of records in the order of their fields. */
export function leavesOf({ fields }: RecordLayout, frame: Frame, outer: readonly number[] = []): Leaf[] {
  return fields.flatMap((field, i) => {
    const part = partOf(frame, field, i);
    const shape = [...outer, ...field.shape];
    const { kind, itemsize } = field;
    if (kind.tag === 'record') return leavesOf(kind.type, part, shape);
    return [{ kind, itemsize, shape, place: part as Place }];
  });
}
