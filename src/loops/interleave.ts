/**
 * The planner of records and columns: fields that lie side by side in records on one end, one array for each on the other.
 * Records are done in blocks that stay in the first-level cache, all fields of a block together; fields of equal width that
 * are neighbours go in and out in one kernel call. Columns that kernels cannot take as they are (in host buffers, of
 * another type or byte order, not packed) pass through scratch memory block by block, and so do records in host buffers.
 */
import { copyIn, copyOut } from '../memory/host.js';
import { OPERANDS, TILE, tile } from '../memory/scratch.js';
import { Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, isLinear } from './access.js';
import { copy } from './elementwise.js';
import { nativeCode, nativeType, type Operand, sharesMemory } from './operand.js';
import { countOf } from './space.js';

/** One field of all records: the elements of each, `shape` without the records' own axis, from one place to another. */
export interface FieldMove {
  readonly shape: readonly number[];
  readonly source: Operand;
  readonly target: Operand;
}

const INTERLEAVE = kernelNumber('interleave');
const MOVE = kernelNumber('moveItems');
const SWAP = kernelNumber('swapBytes');

/** Bytes of the records of a block, and the records it has at least. */
const BLOCK_BYTES = 2 ** 15;
const SHORTEST_BLOCK = 64;

/** Scratch memory for what is staged: the tiles of all operands but the first, which casts use. */
const ARENA = tile(1);
const ARENA_BYTES = (OPERANDS - 1) * 2 * TILE * 8;
const ALIGNMENT = 16;

/** How a column's items get where the kernels find them packed, or are taken from there. */
enum By {
  /** In place. */
  Nothing,
  /** Reversing the bytes of each element. */
  Swap,
  /** Whatever it takes: {@link Access}. */
  Access,
}

/** One field as the kernels see it: an item in each record, and the same items in a column. */
interface Lane {
  readonly shape: readonly number[];
  readonly field: Operand;
  readonly column: Operand;
  /** Elements and bytes of an item. */
  readonly elements: number;
  readonly bytes: number;
  readonly by: By;
  /** Where the items are in this block, and the bytes from one to the next. */
  address: number;
  step: number;
}

/**
 * Moves the fields of `count` records. The records lie along the first axis of every operand. What shares memory is moved
 * as if all sources were read first; bytes of the records between the fields stay as they are.
 */
export function moveFields(count: number, moves: readonly FieldMove[]): void {
  const given = moves.filter(({ shape }) => count * countOf(shape) > 0);
  if (given.length === 0) return;
  const separate = separated(count, given);
  const targets = spanOf(
    separate.map(({ target }) => target),
    separate,
  );
  const sources = spanOf(
    separate.map(({ source }) => source),
    separate,
  );
  const packs = targets !== null && (sources === null || Math.abs(targets.stride) >= Math.abs(sources.stride));
  const span = packs ? targets : sources;
  const records = span && Records.of(span, packs, count, separate);
  if (records) records.move();
  else for (const { shape, source, target } of separate) copy([count, ...shape], source, target);
  for (let i = 0; i < given.length; i++) if (separate[i] !== given[i]) separate[i].source.storage.release();
}

/** The moves, with copies of those sources that some target could overwrite before they are read. */
function separated(count: number, moves: readonly FieldMove[]): readonly FieldMove[] {
  return moves.map((move) => {
    const { shape, source } = move;
    if (!moves.some(({ target }) => sharesMemory(target.storage, source.storage))) return move;
    const { code, itemsize } = source;
    const extents = [count, ...shape];
    const byteStrides = extents.map((_, axis) => itemsize * countOf(extents.slice(axis + 1)));
    const storage = Storage.allocate(itemsize * countOf(extents)).retain();
    const packed: Operand = { storage, byteOffset: 0, byteStrides, code, itemsize };
    copy(extents, source, packed);
    return { ...move, source: packed };
  });
}

/** The bytes of a record that operands lie in: from `start`, in the first record, on. */
interface Span {
  readonly storage: Storage;
  readonly stride: number;
  readonly start: number;
  readonly bytes: number;
}

/** The records that all operands are fields of, or null: each item in one piece, all of one record within its stride. */
function spanOf(operands: readonly Operand[], moves: readonly FieldMove[]): Span | null {
  if (operands.length === 0) return null;
  const { storage, byteStrides } = operands[0];
  const stride = byteStrides[0];
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let i = 0; i < operands.length; i++) {
    const { byteOffset, itemsize } = operands[i];
    const { shape } = moves[i];
    if (operands[i].storage !== storage || operands[i].byteStrides[0] !== stride) return null;
    if (!isLinear(shape, operands[i].byteStrides.slice(1), itemsize)) return null;
    start = Math.min(start, byteOffset);
    end = Math.max(end, byteOffset + itemsize * countOf(shape));
  }
  const bytes = end - start;
  return bytes <= Math.abs(stride) ? { storage, stride, start, bytes } : null;
}

/** One call: which fields go together, and the walk over the blocks. */
class Records {
  private constructor(
    private readonly span: Span,
    private readonly packs: boolean,
    private readonly count: number,
    /** By their place in the record; as given where they overlap. */
    private readonly lanes: readonly Lane[],
    private readonly groups: readonly (readonly Lane[])[],
    private readonly block: number,
    /** Whether the fields are all there is in a record. */
    private readonly full: boolean,
  ) {}

  /** Null where scratch memory does not hold a single record. */
  static of(span: Span, packs: boolean, count: number, moves: readonly FieldMove[]): Records | null {
    const given = moves.map((move) => laneOf(move, packs));
    const ordered = given.slice().sort((a, b) => a.field.byteOffset - b.field.byteOffset);
    const overlap = ordered.some(
      ({ field, bytes }, i) => i + 1 < ordered.length && field.byteOffset + bytes > ordered[i + 1].field.byteOffset,
    );
    const lanes = overlap ? given : ordered;
    const stride = Math.abs(span.stride);
    const full = !overlap && lanes.reduce((sum, { bytes }) => sum + bytes, 0) === stride;
    const staged = lanes.filter(({ by }) => by !== By.Nothing);
    const host = span.storage.host !== null;
    if (host && span.stride < 0) return null;
    const bytes = staged.reduce((sum, lane) => sum + lane.bytes, host ? stride : 0);
    const elements = staged.reduce((most, lane) => Math.max(most, lane.elements), 1);
    const room = ARENA_BYTES - ALIGNMENT * (staged.length + 1);
    const block = Math.min(
      Math.max(SHORTEST_BLOCK, Math.floor(BLOCK_BYTES / stride)),
      Math.floor(room / Math.max(1, bytes)),
      Math.floor(TILE / elements),
    );
    if (block === 0) return null;
    const groups = overlap ? lanes.map((lane) => [lane]) : grouped(lanes);
    return new Records(span, packs, count, lanes, groups, block, full);
  }

  /** Every block: what is staged is brought in before its records, or taken out after them. */
  move(): void {
    const { packs, lanes, groups, count, block, span } = this;
    for (let start = 0; start < count; start += block) {
      const n = Math.min(block, count - start);
      let free = ARENA;
      for (const lane of lanes) {
        if (lane.by === By.Nothing) continue;
        lane.address = free;
        free += Math.ceil((lane.bytes * n) / ALIGNMENT) * ALIGNMENT;
      }
      const records = this.enter(start, n, free);
      for (const lane of lanes) {
        const { by, column } = lane;
        if (by === By.Nothing) lane.address = placeOf(column, start);
        else if (packs) fetch(lane, start, n);
      }
      for (const group of groups) {
        const [{ field, bytes, address, step }] = group;
        const at = records + field.byteOffset - span.start;
        if (group.length > 1) zip(packs, group, at, span.stride, n);
        else if (packs) table[MOVE](bytes, address, step, at, span.stride, n);
        else table[MOVE](bytes, at, span.stride, address, step, n);
      }
      if (packs) this.leave(start, n, records);
      else for (const lane of lanes) if (lane.by !== By.Nothing) deliver(lane, start, n);
    }
  }

  /** The address of a block's records, brought to `free` memory where they are out of reach. */
  private enter(start: number, n: number, free: number): number {
    const { storage, stride, start: first, bytes } = this.span;
    const offset = first + start * stride;
    if (storage.host === null) return storage.ptr + offset;
    if (!this.packs || !this.full) copyIn(storage, offset, free, (n - 1) * stride + bytes);
    return free;
  }

  /** Brings records that were made in scratch memory to their place. */
  private leave(start: number, n: number, at: number): void {
    const { storage, stride, start: first, bytes } = this.span;
    if (storage.host !== null) copyOut(at, storage, first + start * stride, (n - 1) * stride + bytes);
  }
}

function laneOf({ shape, source, target }: FieldMove, packs: boolean): Lane {
  const [field, column] = packs ? [target, source] : [source, target];
  const elements = countOf(shape);
  const bytes = elements * field.itemsize;
  const same = nativeCode(field.code) === nativeCode(column.code);
  const inPlace = same && column.storage.host === null && isLinear(shape, column.byteStrides.slice(1), column.itemsize);
  const step = column.byteStrides[0];
  let by = By.Access;
  if (inPlace && field.code === column.code) by = By.Nothing;
  else if (inPlace && step === bytes) by = By.Swap;
  return { shape, field, column, elements, bytes, by, address: 0, step: by === By.Nothing ? step : bytes };
}

/** The fields of each kernel call, in order. */
function grouped(lanes: readonly Lane[]): Lane[][] {
  const groups: Lane[][] = [];
  for (let i = 0; i < lanes.length; ) {
    let run = 1;
    while (run < 4 && i + run < lanes.length && neighbours(lanes[i + run - 1], lanes[i + run])) run++;
    const take = together(lanes[i].bytes, run);
    groups.push(lanes.slice(i, i + take));
    i += take;
  }
  return groups;
}

/** Whether two fields of one width, each packed in its column, lie side by side. */
function neighbours(a: Lane, b: Lane): boolean {
  const packed = a.step === a.bytes && b.step === b.bytes;
  return packed && a.bytes === b.bytes && a.field.byteOffset + a.bytes === b.field.byteOffset;
}

/** How many of up to four neighbours of a width one call of the kernel takes. */
function together(width: number, run: number): number {
  if (width === 4) return run;
  if (run === 4 && width <= 2) return 4;
  return run >= 2 && (width === 2 || width === 8) ? 2 : 1;
}

function zip(packs: boolean, group: readonly Lane[], records: number, stride: number, n: number): void {
  const [a, b] = group;
  const c = group.length > 2 ? group[2] : a;
  const d = group.length > 3 ? group[3] : a;
  table[INTERLEAVE](
    Number(packs),
    a.bytes,
    group.length,
    a.address,
    b.address,
    c.address,
    d.address,
    records,
    stride,
    n,
  );
}

function placeOf({ storage, byteOffset, byteStrides }: Operand, start: number): number {
  return storage.ptr + byteOffset + start * byteStrides[0];
}

/** The items of a column, packed at the lane's address as the records want them. */
function fetch(lane: Lane, start: number, n: number): void {
  const { field, column, elements, address } = lane;
  const { itemsize } = field;
  if (lane.by === By.Swap) table[SWAP](itemsize, placeOf(column, start), 1, address, n * elements);
  else {
    accessOf(lane, start, n).read(0, n * elements, address);
    if (field.code !== nativeCode(field.code)) table[SWAP](itemsize, address, 1, address, n * elements);
  }
}

/** The items at the lane's address to their column. */
function deliver(lane: Lane, start: number, n: number): void {
  const { field, column, elements, address } = lane;
  const { itemsize } = field;
  if (lane.by === By.Swap) table[SWAP](itemsize, address, 1, placeOf(column, start), n * elements);
  else {
    if (field.code !== nativeCode(field.code)) table[SWAP](itemsize, address, 1, address, n * elements);
    accessOf(lane, start, n).write(0, n * elements, address);
  }
}

/** Elements of a column, for this block only: descriptions of views share scratch memory. */
function accessOf({ shape, field, column }: Lane, start: number, n: number): Access {
  const walk = { offset: column.byteOffset + start * column.byteStrides[0], strides: column.byteStrides.slice() };
  return new Access(column, nativeType(field), [n, ...shape], walk, 0);
}
