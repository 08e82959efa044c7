/**
 * Sorting, selecting and searching. Their kernels want whole rows in the heap: rows that lie packed there are worked on
 * in place, others are brought to scratch memory, or to heap memory for the time of the call where they are longer.
 */
import { castTile, memoryView, TILE, tile } from '../memory/scratch.js';
import { checkHeap, Storage } from '../memory/storage.js';
import { threadCount } from '../threads/pool.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, cast, type ElementType } from './access.js';
import { isFloatCode, nativeType, type Operand } from './operand.js';
import { coalesce, countOf, type Space } from './space.js';
import { isWorthSharing, split } from './split.js';

const SORT = kernelNumber('sortRows');
const CAST = kernelNumber('cast');
const ARGSORT = kernelNumber('argsortRows');
const NTH = kernelNumber('nthElement');
const SEARCH = kernelNumber('searchSorted');
const MATCH = kernelNumber('matchSorted');
const FIRST = kernelNumber('firstOfRuns');
const MERGE = kernelNumber('matchMerged');

/** Nanoseconds to sort an element among a million, by its size; smaller ones are counted. */
const SORTING: Readonly<Record<number, number>> = { 4: 4.5, 8: 6.5 };
/** Elements in one call: WebAssembly replaces slow code by fast code between calls only. */
const RUN = 65536;
const TILE_BYTES = TILE * 8;
/** Slots of scratch memory behind those of the operands. */
const SCRATCH = tile(4);
const COUNTS = tile(5);

/** An operand whose rows a kernel reads, writes, or both. */
interface Rows {
  readonly operand: Operand;
  readonly read: boolean;
  readonly written: boolean;
}

/**
 * Gives a function the addresses of packed rows along an axis, one for each operand, and as many bytes of scratch memory
 * for each element of a row as it asks for.
 */
function wholeRows(
  operation: string,
  shape: readonly number[],
  axis: number,
  parties: readonly Rows[],
  scratchBytes: number,
  each: (addresses: readonly number[], rows: number, scratch: number) => void,
): void {
  if (countOf(shape) === 0) return;
  const length = shape[axis];
  const keptAxes = shape.map((_, i) => i).filter((i) => i !== axis);
  const kept: Space = {
    shape: keptAxes.map((i) => shape[i]),
    walks: parties.map(({ operand: { byteOffset, byteStrides } }) => ({
      offset: byteOffset,
      strides: keptAxes.map((i) => byteStrides[i]),
    })),
  };
  coalesce(kept);
  const all = [...kept.shape, length];
  const accesses = parties.map(({ operand }, slot) => {
    const { offset, strides } = kept.walks[slot];
    return new Access(
      operand,
      nativeType(operand),
      all,
      { offset, strides: [...strides, operand.byteStrides[axis]] },
      slot,
    );
  });
  const inPlace = accesses.map(({ direct, linear }) => direct && linear);
  const some = Math.max(1, Math.floor((inPlace.every(Boolean) ? RUN : TILE) / length));
  const temporaries: Storage[] = [];
  const room = (bytes: number, address: number) => {
    if (bytes <= TILE_BYTES) return address;
    const storage = Storage.allocate(bytes).retain();
    if (storage.host !== null) for (const other of temporaries) other.release();
    checkHeap(operation, storage, length);
    temporaries.push(storage);
    return storage.ptr;
  };
  const scratch = room(length * scratchBytes, SCRATCH);
  const buffers = parties.map(({ operand }, slot) =>
    inPlace[slot] ? 0 : room(some * length * operand.itemsize, tile(slot)),
  );
  const addresses = buffers.slice();
  const count = countOf(kept.shape);
  for (let row = 0; row < count; row += some) {
    const rows = Math.min(some, count - row);
    const start = row * length;
    for (let i = 0; i < parties.length; i++) {
      if (inPlace[i]) addresses[i] = accesses[i].address + start * parties[i].operand.itemsize;
      else if (parties[i].read) move(accesses[i], start, rows * length, buffers[i], false);
    }
    each(addresses, rows, scratch);
    for (let i = 0; i < parties.length; i++) {
      if (!inPlace[i] && parties[i].written) move(accesses[i], start, rows * length, buffers[i], true);
    }
  }
  for (const storage of temporaries) storage.release();
}

/** Elements of an operand to packed memory, or back. */
function move(access: Access, start: number, total: number, address: number, back: boolean): void {
  for (let done = 0; done < total; done += TILE) {
    const count = Math.min(TILE, total - done);
    const at = address + done * access.type.itemsize;
    if (back) access.write(start + done, count, at);
    else access.read(start + done, count, at);
  }
}

/** Sorts the rows along an axis into an output, or where they are if that is the input. */
export function sortAlong(
  operation: string,
  shape: readonly number[],
  axis: number,
  input: Operand,
  out: Operand,
): void {
  const { code, itemsize } = nativeType(input);
  const length = shape[axis];
  const cost = length * (SORTING[itemsize] ?? 0);
  const sorts = ([p, q]: readonly number[], rows: number, scratch: number) => {
    if (rows === 1 && isWorthSharing(cost) && sortParts(code, itemsize, p, q ?? p, length, scratch, cost)) return;
    table[SORT](code, p, q ?? p, length, rows, scratch, COUNTS);
  };
  const parties =
    input === out
      ? [{ operand: input, read: true, written: true }]
      : [
          { operand: input, read: true, written: false },
          { operand: out, read: false, written: true },
        ];
  wholeRows(operation, shape, axis, parties, isWorthSharing(cost) ? 2 * itemsize : itemsize, sorts);
}

/**
 * Sorts a row by several threads: it is partitioned at its median, each part again until there are as many as threads, and
 * they are sorted side by side.
 *
 * @param scratch Room for two rows.
 * @returns False, with the row not sorted yet, where equal elements that differ, zeros or NaN, are at a border.
 */
function sortParts(
  code: number,
  itemsize: number,
  source: number,
  target: number,
  length: number,
  scratch: number,
  cost: number,
): boolean {
  const spare = scratch + length * itemsize;
  let borders = [0, length];
  for (let level = 0; borders.length - 1 < threadCount; level++) {
    const middles = borders.slice(1).map((end, i) => (borders[i] + end) >>> 1);
    split(middles.length, cost / 8, 1, false, (first, last) => {
      for (let i = first; i < last; i++) {
        const at = borders[i] * itemsize;
        const n = borders[i + 1] - borders[i];
        // A part is copied from elsewhere to its place.
        const from = level === 0 && source !== target ? source : spare;
        if (from === spare) table[CAST](code, code, target + at, 1, spare + at, n);
        table[NTH](code, from + at, target + at, n, middles[i] - borders[i], scratch + at, tile(5));
      }
    });
    if (isFloatCode(code) && middles.some((place) => isAmbiguous(target + place * itemsize, itemsize))) return false;
    borders = [...borders.slice(0, -1).flatMap((start, i) => [start, middles[i]]), length];
  }
  split(borders.length - 1, cost, 1, false, (first, last) => {
    for (let i = first; i < last; i++) {
      const at = borders[i] * itemsize;
      table[SORT](code, target + at, target + at, borders[i + 1] - borders[i], 1, scratch + at, tile(5));
    }
  });
  return true;
}

/** Whether a float has equals that are other bits. */
function isAmbiguous(address: number, itemsize: number): boolean {
  const value = itemsize === 4 ? memoryView().getFloat32(address, true) : memoryView().getFloat64(address, true);
  return value === 0 || Number.isNaN(value);
}

/**
 * The stable order of the rows along an axis, of elements of 4 or 8 bytes.
 *
 * @param order Receives indices along the axis; of 64-bit integers.
 * @param ordered Whether it holds indices already, whose order equal elements keep.
 */
export function argsortAlong(
  operation: string,
  shape: readonly number[],
  axis: number,
  data: Operand,
  order: Operand,
  ordered: boolean,
): void {
  const parties = [
    { operand: data, read: true, written: false },
    { operand: order, read: ordered, written: true },
  ];
  wholeRows(operation, shape, axis, parties, 8, ([p, q], rows, scratch) =>
    table[ARGSORT](nativeType(data).code, p, shape[axis], rows, q, scratch, COUNTS, Number(ordered)),
  );
}

/**
 * Brings the elements of each row along an axis to an output so that those at the given places are where sorting would put
 * them, with none greater before them and none less after them. Small elements are sorted.
 *
 * @param places Ascending.
 */
export function partitionAlong(
  operation: string,
  shape: readonly number[],
  axis: number,
  input: Operand,
  out: Operand,
  places: readonly number[],
): void {
  const { code, itemsize } = nativeType(input);
  if (itemsize < 4 || places.length === 0) {
    sortAlong(operation, shape, axis, input, out);
    return;
  }
  const length = shape[axis];
  const parties = [
    { operand: input, read: true, written: false },
    { operand: out, read: false, written: true },
  ];
  // What is after a place is copied before it is partitioned in turn.
  const scratchBytes = places.length > 1 ? 2 * itemsize : itemsize;
  wholeRows(operation, shape, axis, parties, scratchBytes, ([p, q], rows, scratch) => {
    for (let row = 0; row < rows; row++) {
      let source = p + row * length * itemsize;
      let target = q + row * length * itemsize;
      let first = 0;
      for (const place of places) {
        const rest = length - first;
        if (first > 0) {
          source = scratch + length * itemsize;
          cast(code, code, target, 1, source, rest);
        }
        table[NTH](code, source, target, rest, place - first, scratch, COUNTS);
        target += (place + 1 - first) * itemsize;
        first = place + 1;
      }
    }
  });
}

/** Packed sorted elements in the heap; to be searched, they have 4 or 8 bytes. */
export interface Sorted {
  readonly type: ElementType;
  readonly address: number;
  readonly length: number;
}

/** Leaves of packed sorted elements in the heap one of each run of equal ones, at the front; returns how many. */
export function dropRepeated({ type, address, length }: Sorted, equalNaN: boolean): number {
  table[FIRST](type.code, address, length, address, Number(equalNaN), SCRATCH);
  return memoryView().getUint32(SCRATCH, true);
}

/** Whether packed sorted elements in the heap are among others of their type: bools, at an address. */
export function matchMerged({ type, address, length }: Sorted, among: Sorted, out: number): void {
  table[MERGE](type.code, address, length, among.address, among.length, out);
}

/** An operand's elements tile by tile, in the type of the sorted ones. */
function eachTile(
  { type }: Sorted,
  shape: readonly number[],
  values: Operand,
  out: Operand,
  each: (p: number, q: number, count: number) => void,
): void {
  const source = new Access(values, type, shape, { offset: values.byteOffset, strides: values.byteStrides.slice() }, 1);
  const result = new Access(
    out,
    nativeType(out),
    shape,
    { offset: out.byteOffset, strides: out.byteStrides.slice() },
    0,
  );
  const total = countOf(shape);
  for (let start = 0; start < total; start += TILE) {
    const count = Math.min(TILE, total - start);
    each(source.input(start, count), result.output(start), count);
    result.commit(start, count);
  }
}

/** Where values belong among sorted elements: before those equal to them, or after. The output is of 64-bit integers. */
export function searchAll(
  sorted: Sorted,
  shape: readonly number[],
  values: Operand,
  out: Operand,
  isRight: boolean,
): void {
  const { type, address, length } = sorted;
  eachTile(sorted, shape, values, out, (p, q, count) =>
    table[SEARCH](type.code, address, length, p, q, count, Number(isRight)),
  );
}

/** Whether values are among sorted elements. The output is of bools. */
export function matchAll(sorted: Sorted, shape: readonly number[], values: Operand, out: Operand): void {
  const { type, address, length } = sorted;
  const places = castTile(4);
  eachTile(sorted, shape, values, out, (p, q, count) => {
    table[SEARCH](type.code, address, length, p, places, count, 0);
    table[MATCH](type.code, address, length, p, places, q, count);
  });
}
