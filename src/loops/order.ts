/** Order statistics of rows: the kernel brings each row, in order enough, to scratch memory or the heap. */
import { castTile, memoryView, TILE, tile } from '../memory/scratch.js';
import { checkHeap, Storage } from '../memory/storage.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access } from './access.js';
import type { ScalarType } from './fill.js';
import type { Operand } from './operand.js';
import { countOf } from './space.js';

/** A type whose values can be written and read singly. */
export interface ValueType extends ScalarType {
  readonly getter: Extract<keyof DataView, `get${string}`>;
}

const NTH = kernelNumber('nthElement');
const MAXIMUM = kernelNumber('maximumRows');
const EQUAL = kernelNumber('equal');
const COUNT = kernelNumber('countNonzeroRows');

/** One element each, behind the tiles of the operands. */
const VALUE = tile(3);
const ROW = tile(4);
const ORDERED = castTile(4);
const COUNTS = tile(5);
const SCRATCH = castTile(5);

/**
 * The median of each row along the last axis, in a floating-point type: NaN where a row holds NaN, or, when NaN is
 * ignored, where it holds nothing else.
 */
export function medianLast(
  type: ValueType,
  shape: readonly number[],
  input: Operand,
  out: Operand,
  ignoreNaN: boolean,
): void {
  const kept = shape.slice(0, -1);
  const length = shape[shape.length - 1];
  const { code, itemsize, getter, setter } = type;
  const source = new Access(input, type, shape, { offset: input.byteOffset, strides: input.byteStrides.slice() }, 1);
  const result = new Access(
    out,
    type,
    kept,
    { offset: out.byteOffset, strides: out.byteStrides.slice(0, kept.length) },
    0,
  );
  const inPlace = source.direct && source.linear;
  const temporary = length > TILE ? Storage.allocate((inPlace ? 2 : 3) * length * itemsize).retain() : undefined;
  if (temporary) checkHeap('median', temporary, length);
  const ordered = temporary?.ptr ?? ORDERED;
  const scratch = temporary ? ordered + length * itemsize : SCRATCH;
  const copied = temporary ? scratch + length * itemsize : ROW;
  const count = countOf(kept);
  const value = (at: number) => memoryView()[getter](at, true) as number;
  const greatest = (row: number, n: number) => {
    memoryView()[setter](VALUE, -Infinity as never, true);
    table[MAXIMUM](code, row, 0, n, VALUE, 1);
    return value(VALUE);
  };
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const target = result.output(first);
    for (let i = 0; i < chunk; i++) {
      const start = (first + i) * length;
      const row = inPlace ? source.address + start * itemsize : copied;
      for (let done = 0; !inPlace && done < length; done += TILE) {
        source.read(start + done, Math.min(TILE, length - done), row + done * itemsize);
      }
      const n = ignoreNaN ? numbers(code, itemsize, row, length) : length;
      let median = Number.NaN;
      if (n > 0 && (ignoreNaN || !Number.isNaN(greatest(row, length)))) {
        const half = n >>> 1;
        table[NTH](code, row, ordered, length, half, scratch, COUNTS);
        median = value(ordered + half * itemsize);
        if (n % 2 === 0) {
          const round = itemsize === 4 ? Math.fround : Number;
          median = round(round(greatest(ordered, half) + median) / 2);
        }
      }
      memoryView()[setter](target + i * itemsize, median as never, true);
    }
    result.commit(first, chunk);
  }
  temporary?.release();
}

/** How many elements of a row are not NaN. */
function numbers(code: number, itemsize: number, row: number, length: number): number {
  const flags = castTile(4);
  let count = 0;
  for (let done = 0; done < length; done += TILE) {
    const n = Math.min(TILE, length - done);
    table[EQUAL](code, row + done * itemsize, 1, row + done * itemsize, 1, flags, 1, n);
    memoryView().setBigInt64(VALUE, 0n, true);
    table[COUNT](0, flags, 0, n, VALUE, 1);
    count += Number(memoryView().getBigInt64(VALUE, true));
  }
  return count;
}
