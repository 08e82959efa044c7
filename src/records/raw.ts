/**
 * Records as arrays of plain bytes or words, field kinds forgotten: what picks, joins and reorders whole records works on
 * these with the operations that all arrays have.
 */
import { DTYPES } from '../array/dtype.js';
import { sizeOf } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { copy } from '../loops/elementwise.js';
import { constant } from '../loops/fill.js';
import { moveFields } from '../loops/interleave.js';
import type { Operand } from '../loops/operand.js';
import type { RecordLayout } from './field.js';
import { allocate, type Frame, isPlace, type Layout, leavesOf, type Place } from './frame.js';

const WORDS = { 1: 'u8', 2: 'u16', 4: 'u32', 8: 'u64' } as const;

/** Plain bytes or words at a place. They do not count as users of its storage, which whoever asked for them holds. */
export interface Raw extends Operand {
  readonly word: (typeof WORDS)[keyof typeof WORDS];
  readonly shape: readonly number[];
}

/** Items of `bytes` bytes at a place: as words where there are words of that size, else with a last axis of bytes. */
function rawAt(
  { storage, byteOffset, byteStrides }: Place,
  shape: readonly number[],
  bytes: number,
  words: boolean,
): Raw {
  const word = words ? WORDS[bytes as keyof typeof WORDS] : undefined;
  const { code, itemsize } = DTYPES[word ?? 'u8'];
  if (word !== undefined) return { word, shape, storage, byteOffset, byteStrides, code, itemsize };
  const units = { shape: [...shape, bytes], byteStrides: [...byteStrides, 1] };
  return { word: 'u8', ...units, storage, byteOffset, code, itemsize };
}

/** Raw bytes or words as an array, which counts as a user of their storage until it is disposed of. */
export function rawArray({ word, shape, byteStrides, byteOffset, storage }: Raw): NDArray {
  return NDArray.over(storage, word, { shape: shape.slice(), byteStrides: byteStrides.slice(), byteOffset });
}

/** The same records after an operation on the axes of the records; `change` is given whole records, or one field at a time. */
export function mapRecords(
  type: RecordLayout,
  shape: readonly number[],
  frame: Frame,
  change: (raw: Raw) => NDArray | Raw,
): Frame {
  const at = (place: Place, extents: readonly number[], bytes: number, words: boolean): Place => {
    const raw = rawAt(place, extents, bytes, words);
    const { storage, byteOffset, byteStrides } = change(raw);
    const hasUnits = raw.shape.length > extents.length;
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
export function rawsOf(type: RecordLayout, shape: readonly number[], frame: Frame): Raw[] {
  const raws: Raw[] = [];
  mapRecords(type, shape, frame, (raw) => {
    raws.push(raw);
    return raw;
  });
  return raws;
}

/** The raw arrays of all leaves, wherever they are nested. */
export function leafRaws(type: RecordLayout, shape: readonly number[], frame: Frame): Raw[] {
  return leavesOf(type, frame).map(({ kind, itemsize, shape: own, place }) =>
    rawAt(place, [...shape, ...own], itemsize, kind.tag === 'element'),
  );
}

/** Copies records between frames of the same type, of one layout or of both; `from` and `to` have the same shape. */
export function copyRecords(type: RecordLayout, shape: readonly number[], from: Frame, to: Frame): void {
  if (shape.length === 0 || sizeOf(shape) === 0) return;
  if (isPlace(from) && isPlace(to)) {
    const [source, target] = [rawsOf(type, shape, from)[0], rawsOf(type, shape, to)[0]];
    copy(source.shape, source, target);
    return;
  }
  const targets = leafRaws(type, shape, to);
  const moves = leafRaws(type, shape, from).map((source, i) => ({
    shape: source.shape.slice(1),
    source,
    target: targets[i],
  }));
  moveFields(shape[0], moves);
}

/** Room for records, their padding 0 and their fields too where asked for; else those are whatever the memory held. */
export function freshFrame(type: RecordLayout, shape: readonly number[], layout: Layout, zeroed = false): Frame {
  const frame = allocate(type, shape, layout);
  if (zeroed || (layout === 'rows' && hasPadding(type))) {
    for (const raw of rawsOf(type, shape, frame)) {
      const zero = raw.word === 'u64' ? 0n : 0;
      copy(raw.shape, constant(0, zero, DTYPES[raw.word], raw.shape.length), raw);
    }
  }
  return frame;
}

function hasPadding({ fields, itemsize }: RecordLayout): boolean {
  const used = fields.reduce((total, { nbytes }) => total + nbytes, 0);
  return used !== itemsize || fields.some(({ kind }) => kind.tag === 'record' && hasPadding(kind.type));
}

/** A packed copy of records in a layout. */
export function copiedRecords(type: RecordLayout, shape: readonly number[], frame: Frame, layout: Layout): Frame {
  const result = freshFrame(type, shape, layout);
  copyRecords(type, shape, frame, result);
  return result;
}
