/**
 * The planner of reductions. Results accumulate in a tile of scratch memory, so that an output of any type, layout or
 * residence is written like any other; the input is read in place where its rows or columns are packed, and through
 * gathered tiles otherwise.
 *
 * With the kept axes K and the reduced axes R, memory decides between two walks: rows (K..., R...), each row folded to
 * one value, where a reduced axis is innermost in memory; columns (R..., C) with C the innermost kept axis, all columns
 * folded at once, where a kept axis is.
 */
import { castTile, memoryView, partials, TILE, tile } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import type { Operand } from './operand.js';
import { coalesce, countOf, memoryOrder, reorder, type Space, straighten, visit, type Walk } from './space.js';

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
function begin(fold: Fold, address: number, count: number): void {
  const { itemsize, setter } = fold.accumulator;
  const source = tile(START);
  memoryView()[setter](source, fold.start as never, true);
  table[FILL](itemsize, source, address, count);
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

function foldRows(fold: Fold, kept: Space, reduced: Space, input: Operand, out: Operand): void {
  const { rows, accumulator } = fold;
  const { code, itemsize } = fold.input;
  const { shape, walk } = rowsOf(kept, reduced);
  const count = countOf(kept.shape);
  const length = countOf(reduced.shape);
  const source = new Access(input, fold.input, shape, walk, INPUT);
  const result = new Access(out, accumulator, kept.shape, kept.walks[1], RESULT);
  const centre = fold.centre && new Access(fold.centre, fold.input, kept.shape, kept.walks[2], CENTRE);
  const kernel = table[rows];
  // Squared deviations take the centres before the accumulators; other folds have none.
  const run = centre
    ? (p: number, stride: number, n: number, acc: number, at: number, m: number) =>
        kernel(code, p, stride, n, at, acc, m)
    : (p: number, stride: number, n: number, acc: number, _: number, m: number) => kernel(code, p, stride, n, acc, m);

  const packedRows =
    source.direct && reduced.shape.length === 1 && reduced.walks[0].strides[0] === itemsize && kept.shape.length <= 1;
  const rowStride = kept.shape.length === 1 ? kept.walks[0].strides[0] : 0;
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const acc = result.output(first);
    begin(fold, acc, chunk);
    const centres = centre ? centre.input(first, chunk) : 0;
    if (length === 0) {
      // Nothing to fold: the start is the result.
    } else if (packedRows) {
      run(source.address + first * rowStride, rowStride, length, acc, centres, chunk);
    } else if (length <= TILE) {
      const each = Math.floor(TILE / length);
      for (let row = 0; row < chunk; row += each) {
        const some = Math.min(each, chunk - row);
        const p = source.input((first + row) * length, some * length);
        run(p, length * itemsize, length, acc + row * accumulator.itemsize, centres + row * itemsize, some);
      }
    } else {
      for (let row = 0; row < chunk; row++) {
        const at = acc + row * accumulator.itemsize;
        longRow(fold, source, (first + row) * length, length, at, (p, n, partial) =>
          run(p, 0, n, partial, centres + row * itemsize, 1),
        );
      }
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
  let waiting = 0;
  const join = () => {
    table[fold.join.rows](fold.join.code, partials, 0, waiting, acc, 1);
    waiting = 0;
  };
  for (let done = 0; done < length; done += TILE) {
    const count = Math.min(TILE, length - done);
    const partial = partials + waiting++ * itemsize;
    begin({ ...fold, start: fold.join.start }, partial, 1);
    run(source.input(start + done, count), count, partial);
    if (waiting === TILE) join();
  }
  if (waiting > 0) join();
}

function foldColumns(fold: Fold, kept: Space, reduced: Space, input: Operand, out: Operand): void {
  const { code, itemsize } = fold.input;
  const inner = kept.shape.length - 1;
  const columns = kept.shape[inner];
  const length = countOf(reduced.shape);
  const kernel = table[fold.columns];
  const run = fold.centre
    ? (p: number, stride: number, n: number, acc: number, at: number, m: number) =>
        kernel(code, p, stride, n, at, acc, m)
    : (p: number, stride: number, n: number, acc: number, _: number, m: number) => kernel(code, p, stride, n, acc, m);
  const [own, result, centre] = kept.walks.map(({ strides }) => strides[inner]);
  const direct = input.storage.host === null && input.code === code && own === itemsize && reduced.shape.length === 1;
  const rowStride = reduced.walks[0].strides[reduced.shape.length - 1];
  // The reduced group's walk starts where the kept group's does; offsets of the visit are relative to it.
  visit(kept.shape, kept.walks, inner, ([offset, outOffset, centreOffset]) => {
    for (let first = 0; first < columns; first += TILE) {
      const chunk = Math.min(TILE, columns - first);
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
  });
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
  const best = castTile(START);
  const kernel = table[fold.rows];
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const index = result.output(first);
    const each = Math.max(1, Math.floor(TILE / length));
    for (let row = 0; row < chunk; row += each) {
      const some = Math.min(each, chunk - row);
      const start = (first + row) * length;
      if (length <= TILE || (source.direct && source.linear)) {
        kernel(code, source.input(start, some * length), length * itemsize, length, 0, best, index + row * 8, some);
        continue;
      }
      for (let done = 0; done < length; done += TILE) {
        const n = Math.min(TILE, length - done);
        kernel(code, source.input(start + done, n), 0, n, done, best, index + row * 8, 1);
      }
    }
    result.commit(first, chunk);
  }
}

/** Kernels of a running sum and its like. */
export interface Scan {
  readonly rows: number;
  readonly input: ElementType;
  readonly accumulator: Fold['accumulator'];
  readonly start: number | bigint;
}

/** The running fold along one axis, into an output of the input's shape. */
export function scan(kind: Scan, shape: readonly number[], axis: number, input: Operand, out: Operand): void {
  const { code, itemsize } = kind.input;
  const begun = castTile(START);
  const prepare = (count: number) =>
    begin({ ...kind, rows: 0, columns: 0, join: null } as unknown as Fold, begun, count);
  alongRows(shape, axis, kind.input, kind.accumulator, input, out, (p, q, n, rows, continued) => {
    if (!continued) prepare(rows);
    table[kind.rows](code, p, n * itemsize, n, q, n * kind.accumulator.itemsize, rows, begun);
  });
}

/**
 * Gives a function packed rows along one axis of the input, and where to write as many packed rows of the output. Rows
 * longer than a tile come in pieces, `continued` after the first.
 */
export function alongRows(
  shape: readonly number[],
  axis: number,
  inputType: ElementType,
  outputType: ElementType,
  input: Operand,
  out: Operand,
  each: (p: number, q: number, n: number, rows: number, continued: boolean) => void,
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
  for (let row = 0; row < count; row += some) {
    const rows = Math.min(some, count - row);
    const pieces = length <= TILE ? length : TILE;
    for (let done = 0; done < length; done += pieces) {
      const n = Math.min(pieces, length - done);
      const start = row * length + done;
      each(source.input(start, rows * n), result.output(start), n, rows, done > 0);
      result.commit(start, rows * n);
    }
  }
}
