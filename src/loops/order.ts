/** Order statistics of rows: each row is copied to scratch memory, or the heap, where the kernel may reorder it. */
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
  const temporary = length > TILE ? Storage.allocate(length * itemsize).retain() : undefined;
  if (temporary) checkHeap('median', temporary, length);
  const row = temporary?.ptr ?? ROW;
  const count = countOf(kept);
  const value = (at: number) => memoryView()[getter](at, true) as number;
  const greatest = (n: number) => {
    memoryView()[setter](VALUE, -Infinity as never, true);
    table[MAXIMUM](code, row, 0, n, VALUE, 1);
    return value(VALUE);
  };
  for (let first = 0; first < count; first += TILE) {
    const chunk = Math.min(TILE, count - first);
    const target = result.output(first);
    for (let i = 0; i < chunk; i++) {
      for (let done = 0; done < length; done += TILE) {
        source.read((first + i) * length + done, Math.min(TILE, length - done), row + done * itemsize);
      }
      const n = ignoreNaN ? numbers(code, itemsize, row, length) : length;
      let median = Number.NaN;
      if (n > 0 && (ignoreNaN || !Number.isNaN(greatest(length)))) {
        const half = n >>> 1;
        table[NTH](code, row, length, half);
        median = value(row + half * itemsize);
        if (n % 2 === 0) {
          const round = itemsize === 4 ? Math.fround : Number;
          median = round(round(greatest(half) + median) / 2);
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
