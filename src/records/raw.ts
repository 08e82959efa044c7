/**
 * Records as arrays of plain bytes or words, field kinds forgotten: what picks, joins and reorders whole records works on
 * these with the operations that all arrays have.
 */
import { sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { moveFields } from '../loops/interleave.js';
import type { RecordLayout } from './field.js';
import { allocate, type Frame, isPlace, type Layout, leavesOf, type Place } from './frame.js';

const WORDS = { 1: 'u8', 2: 'u16', 4: 'u32', 8: 'u64' } as const;

/** Items of `bytes` bytes at a place: as words where there are words of that size, else with a last axis of bytes. */
function rawAt(
  { storage, byteOffset, byteStrides }: Place,
  shape: readonly number[],
  bytes: number,
  words: boolean,
): NDArray {
  const word = words ? WORDS[bytes as keyof typeof WORDS] : undefined;
  if (word !== undefined) {
    return NDArray.over(storage, word, { shape: shape.slice(), byteStrides: byteStrides.slice(), byteOffset });
  }
  return NDArray.over(storage, 'u8', { shape: [...shape, bytes], byteStrides: [...byteStrides, 1], byteOffset });
}

/** The same records after an operation on the axes of the records; `change` is given whole records, or one field at a time. */
export function mapRecords(
  type: RecordLayout,
  shape: readonly number[],
  frame: Frame,
  change: (raw: NDArray) => NDArray,
): Frame {
  const at = (place: Place, extents: readonly number[], bytes: number, words: boolean): Place => {
    const raw = rawAt(place, extents, bytes, words);
    const { storage, byteOffset, byteStrides } = change(raw);
    const hasUnits = raw.ndim > extents.length;
    return { storage, byteOffset, byteStrides: hasUnits ? byteStrides.slice(0, -1) : byteStrides };
  };
  if (isPlace(frame)) return at(frame, shape, type.itemsize, false);
  return type.fields.map(({ kind, shape: own, itemsize }, i) => {
    const extents = [...shape, ...own];
    if (kind.tag === 'record') return mapRecords(kind.type, extents, frame[i], change);
    return at(frame[i] as Place, extents, itemsize, kind.tag === 'element');
  });
}

/** The raw arrays of records: one of whole records, or one for each field. */
export function rawsOf(type: RecordLayout, shape: readonly number[], frame: Frame): NDArray[] {
  const raws: NDArray[] = [];
  mapRecords(type, shape, frame, (raw) => {
    raws.push(raw);
    return raw;
  });
  return raws;
}

/** Copies records between frames of the same type, of one layout or of both; `from` and `to` have the same shape. */
export function copyRecords(type: RecordLayout, shape: readonly number[], from: Frame, to: Frame): void {
  if (shape.length === 0 || sizeOf(shape) === 0) return;
  if (isPlace(from) && isPlace(to)) {
    const [source, target] = [rawsOf(type, shape, from)[0], rawsOf(type, shape, to)[0]];
    copy(source.shape, source, target);
    return;
  }
  const targets = leavesOf(type, to);
  const [count, ...rest] = shape;
  const moves = leavesOf(type, from).map(({ kind, itemsize, shape: own, place }, i) => {
    const extents = [...shape, ...own];
    const words = kind.tag === 'element';
    const source = rawAt(place, extents, itemsize, words);
    const target = rawAt(targets[i].place, extents, itemsize, words);
    return { shape: [...rest, ...source.shape.slice(shape.length)], source, target };
  });
  moveFields(count, moves);
}

/** A packed copy of records in a layout. */
export function copiedRecords(type: RecordLayout, shape: readonly number[], frame: Frame, layout: Layout): Frame {
  const result = allocate(type, shape, layout);
  copyRecords(type, shape, frame, result);
  return result;
}
