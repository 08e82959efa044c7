/**
 * The planner of reductions. Results accumulate in a tile of scratch memory, so that an output of any type, layout or
 * residence is written like any other; the input is read in place where its rows or columns are packed, and through
 * gathered tiles otherwise.
 *
 * With the kept axes K and the reduced axes R, memory decides between two walks: rows (K..., R...), each row folded to
 * one value, where a reduced axis is innermost in memory; columns (R..., C) with C the innermost kept axis, all columns
 * folded at once, where a kept axis is.
 */
import { castTile, partials, storedScalar, TILE } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import { foldCost, scanCost } from './cost.js';
import { type Operand, sharesMemory } from './operand.js';
import { coalesce, countOf, memoryOrder, reorder, type Space, straighten, visit, type Walk } from './space.js';
import { isWorthSharing, split } from './split.js';

/** A reduction's kernels with the types they read and accumulate in. */
export interface Fold {
  readonly rows: number;
  readonly columns: number;
  /** Joins partial results: the rows kernel of the accumulator's type that continues this fold. */
  readonly join: { readonly rows: number; readonly code: number; readonly start: number | bigint };
  readonly input: ElementType;
  readonly accumulator: ElementType & { readonly setter: Extract<keyof DataView, `set${string}`> };
  /** Where every result starts. */
  readonly start: number | bigint;
  /** For squared deviations: the centre of each result, of the input's type. */
  readonly centre?: Operand;
}

const FILL = kernelNumber('fill');
/** Columns over fewer elements than this cost more in calls than in gathering rows. */
const FEWEST_IN_COLUMNS = 1024;

/** Fewer columns than this are scanned one by one. */
const FEWEST_COLUMNS = 8;

/** Columns in a piece of work are multiples of this. */
const COLUMN_UNIT = 256;

/** Slots of scratch memory: operands of the call by their place in this list. */
const RESULT = 0;
const INPUT = 1;
const CENTRE = 2;
const START = 3;

/** The axes of one group, in memory order and merged. */
function group(shape: readonly number[], axes: readonly number[], operands: readonly Operand[], free: boolean): Space {
  const walks = new Array<Walk>(operands.length);
  for (let k = 0; k < operands.length; k++) {
    const { byteOffset, byteStrides } = operands[k];
    walks[k] = { offset: byteOffset, strides: axes.map((axis) => byteStrides[axis]) };
  }
  const space: Space = { shape: axes.map((axis) => shape[axis]), walks };
  if (axes.length === 0) return space;
  if (free && axes.length > 1)
    reorder(
      space,
      memoryOrder(
        axes.length,
        walks.map(({ strides }) => ({ byteStrides: strides })),
      ),
    );
  if (free) straighten(space);
  coalesce(space);
  return space;
}

function lastStride(walk: Walk): number {
  return walk.strides.length === 0 ? Number.POSITIVE_INFINITY : Math.abs(walk.strides[walk.strides.length - 1]);
}

/** Copies the start value over `count` accumulators. */
export function begin(fold: Pick<Fold, 'accumulator' | 'start'>, address: number, count: number): void {
  const { itemsize, setter } = fold.accumulator;
  table[FILL](itemsize, storedScalar(START, setter, fold.start), address, count);
}

/**
 * Folds the given axes of the input into the output, whose strides are 0 along them.
 *
 * @param shape The input's shape. No kept axis is empty.
 */
export function reduce(
  fold: Fold,
  shape: readonly number[],
  axes: readonly number[],
  input: Operand,
  out: Operand,
): void {
  const keptAxes = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const keptOperands = [input, out, ...(fold.centre ? [fold.centre] : [])];
  const kept = group(shape, keptAxes, keptOperands, true);
  const reduced = group(shape, axes, [{ ...input, byteOffset: kept.walks[0].offset }], true);
  const inner = kept.shape.length - 1;
  const length = countOf(reduced.shape);
  const byColumns =
    inner >= 0 &&
    kept.shape[inner] > 1 &&
    lastStride(kept.walks[0]) < lastStride(reduced.walks[0]) &&
    (inner === 0 || kept.shape[inner] * length >= FEWEST_IN_COLUMNS);
  if (byColumns) foldColumns(fold, kept, reduced, input, out);
  else foldRows(fold, kept, reduced, input, out);
}

/** Kept then reduced axes, as one space of the input alone. */
function rowsOf(kept: Space, reduced: Space): { shape: number[]; walk: Walk } {
  return {
    shape: [...kept.shape, ...reduced.shape],
    walk: { offset: reduced.walks[0].offset, strides: [...kept.walks[0].strides, ...reduced.walks[0].strides] },
  };
}

/** A call of a fold's kernel. Squared deviations take the centres before the accumulators; other folds have none. */
function callOf(fold: Fold, kernel: number) {
  const { code } = fold.input;
  return fold.centre
    ? (p: number, stride: number, n: number, acc: number, centres: number, m: number) =>
        table[kernel](code, p, stride, n, centres, acc, m)
    : (p: number, stride: number, n: number, acc: number, _: number, m: number) =>
        table[kernel](code, p, stride, n, acc, m);
}

function foldRows(fold: Fold, kept: Space, reduced: Space, input: Operand, out: Operand): void {
  const { rows, accumulator } = fold;
  const { itemsize } = fold.input;
  const { shape, walk } = rowsOf(kept, reduced);
  const count = countOf(kept.shape);
  const length = countOf(reduced.shape);
  const source = new Access(input, fold.input, shape, walk, INPUT);
  const result = new Access(out, accumulator, kept.shape, kept.walks[1], RESULT);
  const centre = fold.centre && new Access(fold.centre, fold.input, kept.shape, kept.walks[2], CENTRE);
  const run = callOf(fold, rows);

  const packedRows =
    source.direct && reduced.shape.length === 1 && reduced.walks[0].strides[0] === itemsize && kept.shape.length <= 1;
  const rowStride = kept.shape.length === 1 ? kept.walks[0].strides[0] : 0;
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const acc = result.output(first);
    begin(fold, acc, chunk);
    const centres = centre ? centre.input(first, chunk) : 0;
    const each = Math.max(1, Math.floor(TILE / Math.max(1, length)));
    const piece = (start: number, end: number) => {
      for (let row = start; row < end; row += each) {
        const some = packedRows ? end - row : Math.min(each, end - row);
        const at = acc + row * accumulator.itemsize;
        const centresAt = centres + row * itemsize;
        if (packedRows) {
          run(source.address + (first + row) * rowStride, rowStride, length, at, centresAt, some);
          return;
        }
        if (length <= TILE) {
          run(source.input((first + row) * length, some * length), length * itemsize, length, at, centresAt, some);
        } else {
          longRow(fold, source, (first + row) * length, length, at, (p, n, partial) =>
            run(p, 0, n, partial, centresAt, 1),
          );
        }
      }
    };
    // Where there is nothing to fold, the start is the result.
    if (length > 0) {
      const cost = foldCost(itemsize, packedRows);
      if (!source.inHeap) piece(0, chunk);
      else if (chunk > 1) split(chunk, chunk * length * cost, packedRows ? 1 : each, false, piece);
      else if (!isWorthSharing(length * cost)) piece(0, 1);
      else if (packedRows) foldTree(fold, source.address + first * rowStride, length, acc, centres, run);
      else longRow(fold, source, first * length, length, acc, (p, n, partial) => run(p, 0, n, partial, centres, 1));
    }
    result.commit(first, chunk);
  }
}

/** One row longer than a tile: in place if packed, else tile by tile into partial results that are joined at the end. */
function longRow(
  fold: Fold,
  source: Access,
  start: number,
  length: number,
  acc: number,
  run: (p: number, n: number, partial: number) => void,
): void {
  if (source.direct && source.linear) {
    run(source.input(start, length), length, acc);
    return;
  }
  const { itemsize } = fold.accumulator;
  const fresh = { ...fold, start: fold.join.start };
  // As many tiles at a time as there is room for their results.
  for (let first = 0; first < length; first += TILE * TILE) {
    const some = Math.min(TILE * TILE, length - first);
    const tiles = Math.ceil(some / TILE);
    const results = partials();
    const piece = (from: number, to: number) => {
      for (let i = from; i < to; i++) {
        const count = Math.min(TILE, some - i * TILE);
        begin(fresh, results + i * itemsize, 1);
        run(source.input(start + first + i * TILE, count), count, results + i * itemsize);
      }
    };
    if (source.inHeap) split(tiles, some * foldCost(fold.input.itemsize, false), 1, true, piece);
    else piece(0, tiles);
    table[fold.join.rows](fold.join.code, results, 0, tiles, acc, 1);
  }
}

/** Vectors in a leaf of the tree of additions in assembly/reduce/run.ts, and the fewest worth a piece. */
const LEAF = 256;
const FEWEST_VECTORS = 8192;

/**
 * One packed row, by several threads: the kernel's own tree of additions, of which threads take the branches, so that the
 * result is the same to the last bit.
 */
function foldTree(
  fold: Fold,
  address: number,
  length: number,
  acc: number,
  centres: number,
  run: ReturnType<typeof callOf>,
): void {
  const { itemsize } = fold.input;
  const lanes = 16 / itemsize;
  const vectors = Math.floor(length / lanes);
  const most = Math.max(FEWEST_VECTORS, Math.ceil(vectors / 4096));
  const results = partials();
  const at = (i: number) => results + i * fold.accumulator.itemsize;
  /** Branches, by their first vectors; and which are joined, in order. */
  const starts: number[] = [];
  const joins: [number, number][] = [];
  const grow = (start: number, count: number): number => {
    if (count <= most) return starts.push(start) - 1;
    const half = Math.ceil(count / (2 * LEAF)) * LEAF;
    const left = grow(start, half);
    joins.push([left, grow(start + half, count - half)]);
    return left;
  };
  grow(0, vectors);
  const fresh = { ...fold, start: fold.join.start };
  split(starts.length, length * foldCost(itemsize, true), 1, true, (from, to) => {
    for (let i = from; i < to; i++) {
      const end = i + 1 < starts.length ? starts[i + 1] : vectors;
      begin(fresh, at(i), 1);
      run(address + starts[i] * 16, 0, (end - starts[i]) * lanes, at(i), centres, 1);
    }
  });
  const join = (from: number, to: number) => table[fold.join.rows](fold.join.code, from, 0, 1, to, 1);
  for (const [left, right] of joins) join(at(right), at(left));
  for (let i = vectors * lanes; i < length; i++) run(address + i * itemsize, 0, 1, at(0), centres, 1);
  join(at(0), acc);
}

function foldColumns(fold: Fold, kept: Space, reduced: Space, input: Operand, out: Operand): void {
  const { code, itemsize } = fold.input;
  const inner = kept.shape.length - 1;
  const columns = kept.shape[inner];
  const length = countOf(reduced.shape);
  const run = callOf(fold, fold.columns);
  const [own, result, centre] = kept.walks.map(({ strides }) => strides[inner]);
  const direct = input.storage.host === null && input.code === code && own === itemsize && reduced.shape.length === 1;
  const rowStride = reduced.walks[0].strides[reduced.shape.length - 1];
  // The reduced group's walk starts where the kept group's does; offsets of the visit are relative to it.
  const strip = ([offset, outOffset, centreOffset]: readonly number[], from: number, to: number) => {
    for (let first = from; first < to; first += TILE) {
      const chunk = Math.min(TILE, to - first);
      const target = new Access(
        out,
        fold.accumulator,
        [chunk],
        { offset: outOffset + first * result, strides: [result] },
        RESULT,
      );
      const acc = target.output(0);
      begin(fold, acc, chunk);
      const centres = fold.centre
        ? new Access(
            fold.centre,
            fold.input,
            [chunk],
            { offset: centreOffset + first * centre, strides: [centre] },
            CENTRE,
          ).input(0, chunk)
        : 0;
      const start = offset - kept.walks[0].offset + reduced.walks[0].offset + first * own;
      if (direct) run(input.storage.ptr + start, rowStride, length, acc, centres, chunk);
      else {
        const walk = { offset: start, strides: [...reduced.walks[0].strides, own] };
        const source = new Access(input, fold.input, [...reduced.shape, chunk], walk, INPUT);
        const each = Math.floor(TILE / chunk);
        for (let row = 0; row < length; row += each) {
          const some = Math.min(each, length - row);
          run(source.input(row * chunk, some * chunk), chunk * itemsize, some, acc, centres, chunk);
        }
      }
      target.commit(0, chunk);
    }
  };
  const positions = countOf(kept.shape.slice(0, inner));
  const cost = positions * columns * length * foldCost(itemsize, direct);
  const all = (from: number, to: number) =>
    visit(kept.shape, kept.walks, inner, (offsets) => strip(offsets, 0, columns), from, to);
  const inHeap = [input, out, fold.centre].every((operand) => !operand?.storage.host);
  if (!inHeap) all(0, positions);
  else if (positions > 1) split(positions, cost, 1, false, all);
  else if (!direct) all(0, 1);
  else {
    const offsets = kept.walks.map(({ offset }) => offset);
    split(columns, cost, COLUMN_UNIT, false, (from, to) => strip(offsets, from, to));
  }
}

/** Kernels of argmin and its like. */
export interface ArgFold {
  readonly rows: number;
  readonly input: ElementType;
  readonly index: ElementType;
}

/** The position, in C order over the given axes, of each row's extremum. The output is of 64-bit integers or casts from them. */
export function argReduce(
  fold: ArgFold,
  shape: readonly number[],
  axes: readonly number[],
  input: Operand,
  out: Operand,
): void {
  const keptAxes = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const kept = group(shape, keptAxes, [input, out], true);
  const reduced = group(shape, axes, [{ ...input, byteOffset: kept.walks[0].offset }], false);
  const { shape: all, walk } = rowsOf(kept, reduced);
  const { code, itemsize } = fold.input;
  const count = countOf(kept.shape);
  const length = countOf(reduced.shape);
  const source = new Access(input, fold.input, all, walk, INPUT);
  const result = new Access(out, fold.index, kept.shape, kept.walks[1], RESULT);
  const each = Math.max(1, Math.floor(TILE / length));
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const index = result.output(first);
    const piece = (from: number, to: number) => {
      const best = castTile(START);
      for (let row = from; row < to; row += each) {
        const some = Math.min(each, to - row);
        const start = (first + row) * length;
        const at = index + row * 8;
        if (length <= TILE || (source.direct && source.linear)) {
          const p = source.input(start, some * length);
          table[fold.rows](code, p, length * itemsize, length, 0, best, at, some);
          continue;
        }
        for (let done = 0; done < length; done += TILE) {
          const n = Math.min(TILE, length - done);
          table[fold.rows](code, source.input(start + done, n), 0, n, done, best, at, 1);
        }
      }
    };
    if (source.inHeap) split(chunk, chunk * length * foldCost(itemsize, source.linear), each, true, piece);
    else piece(0, chunk);
    result.commit(first, chunk);
  }
}

/** Kernels of a running sum and its like. */
export interface Scan {
  readonly rows: number;
  readonly columns: number;
  readonly input: ElementType;
  readonly accumulator: Fold['accumulator'];
  readonly start: number | bigint;
}

/** The running fold along one axis, into an output of the input's shape. */
export function scan(kind: Scan, shape: readonly number[], axis: number, input: Operand, out: Operand): void {
  if (scanColumns(kind, shape, axis, input, out)) return;
  const { code, itemsize } = kind.input;
  const each = (p: number, q: number, n: number, rows: number, continued: boolean) => {
    const begun = castTile(START);
    if (!continued) begin(kind, begun, rows);
    table[kind.rows](code, p, n * itemsize, n, q, n * kind.accumulator.itemsize, rows, begun);
  };
  alongRows(shape, axis, kind.input, kind.accumulator, input, out, each, scanCost(itemsize));
}

/**
 * The same where another axis is packed in both and nothing needs a conversion: row after row, all columns at once. Answers
 * whether it was done.
 */
function scanColumns(kind: Scan, shape: readonly number[], axis: number, input: Operand, out: Operand): boolean {
  const { code, itemsize } = kind.input;
  const { accumulator } = kind;
  if (input.code !== code || out.code !== accumulator.code || input.storage.host || out.storage.host) return false;
  const kept = group(
    shape,
    shape.map((_, i) => i).filter((i) => i !== axis),
    [input, out],
    true,
  );
  const inner = kept.shape.length - 1;
  if (inner < 0) return false;
  const columns = kept.shape[inner];
  const [from, to] = kept.walks.map(({ strides }) => strides[inner]);
  if (from !== itemsize || to !== accumulator.itemsize || columns < FEWEST_COLUMNS) return false;
  const length = shape[axis];
  const strip = ([p, q]: readonly number[], start: number, end: number) => {
    for (let first = start; first < end; first += TILE) {
      const chunk = Math.min(TILE, end - first);
      const begun = castTile(START);
      begin(kind, begun, chunk);
      const [source, target] = [input.storage.ptr + p + first * from, out.storage.ptr + q + first * to];
      const [stride, step] = [input.byteStrides[axis], out.byteStrides[axis]];
      table[kind.columns](code, source, stride, length, target, step, chunk, begun);
    }
  };
  const positions = countOf(kept.shape.slice(0, inner));
  const cost = positions * columns * length * scanCost(itemsize);
  const all = (start: number, end: number) =>
    visit(kept.shape, kept.walks, inner, (offsets) => strip(offsets, 0, columns), start, end);
  const repeatable = !sharesMemory(input.storage, out.storage);
  if (positions > 1) split(positions, cost, 1, repeatable, all);
  else {
    const offsets = kept.walks.map(({ offset }) => offset);
    split(columns, cost, COLUMN_UNIT, repeatable, (start, end) => strip(offsets, start, end));
  }
  return true;
}

/**
 * Gives a function packed rows along one axis of the input, and where to write as many packed rows of the output. Rows
 * longer than a tile come in pieces, `continued` after the first.
 *
 * @param cost Nanoseconds for an element, where the function makes kernel calls and nothing else, so that threads may
 *   share the rows.
 */
export function alongRows(
  shape: readonly number[],
  axis: number,
  inputType: ElementType,
  outputType: ElementType,
  input: Operand,
  out: Operand,
  each: (p: number, q: number, n: number, rows: number, continued: boolean) => void,
  cost = 0,
): void {
  const keptAxes = shape.map((_, i) => i).filter((i) => i !== axis);
  const kept = group(shape, keptAxes, [input, out], true);
  const length = shape[axis];
  const all = [...kept.shape, length];
  const walks = [input, out].map((operand, i) => ({
    offset: kept.walks[i].offset,
    strides: [...kept.walks[i].strides, operand.byteStrides[axis]],
  }));
  const source = new Access(input, inputType, all, walks[0], INPUT);
  const result = new Access(out, outputType, all, walks[1], RESULT);
  const count = countOf(kept.shape);
  const some = Math.max(1, Math.floor(TILE / length));
  const piece = (from: number, to: number) => {
    for (let row = from; row < to; row += some) {
      const rows = Math.min(some, to - row);
      const pieces = length <= TILE ? length : TILE;
      for (let done = 0; done < length; done += pieces) {
        const n = Math.min(pieces, length - done);
        const start = row * length + done;
        each(source.input(start, rows * n), result.output(start), n, rows, done > 0);
        result.commit(start, rows * n);
      }
    }
  };
  if (cost > 0 && source.inHeap && result.inHeap) {
    split(count, count * length * cost, some, !sharesMemory(input.storage, out.storage), piece);
  } else piece(0, count);
}
