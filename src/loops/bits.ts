/**
 * The planner of flags and bits: rows of elements along an axis on one side, rows of bytes with eight of them each on
 * the other.
 */
import { TILE } from '../memory/scratch.js';
import { kernelNumber, table } from '../wasm/kernels.js';
import { Access, type ElementType } from './access.js';
import type { Operand } from './operand.js';
import { coalesce, countOf, type Space } from './space.js';

const PACK = kernelNumber('packBits');
const UNPACK = kernelNumber('unpackBits');

/** Elements in one call where nothing goes through tiles: WebAssembly replaces slow code by fast code between calls only. */
const RUN = 131072;
/** Elements of rows that do not lie packed go in pieces of this many, so that a tile spans cache lines of other axes. */
const PIECE = 256;

/** The axis with the elements and the bytes, over all other axes. */
interface Sides {
  readonly shape: readonly number[];
  readonly axis: number;
  readonly elements: Operand;
  readonly element: ElementType;
  readonly bytes: Operand;
}

/** An operand from another place along an axis on. */
function moved(operand: Operand, axis: number, start: number): Operand {
  const { storage, byteStrides, code, itemsize } = operand;
  return { storage, byteStrides, code, itemsize, byteOffset: operand.byteOffset + start * byteStrides[axis] };
}

/** Calls a kernel for as many rows as a tile holds, with the elements' and the bytes' addresses. */
function alongBits(sides: Sides, packs: boolean, kernel: number, little: boolean): void {
  const { shape, axis, elements, element, bytes } = sides;
  const length = shape[axis];
  const strided = elements.byteStrides[axis] !== elements.itemsize || bytes.byteStrides[axis] !== 1;
  if (strided && length > PIECE) {
    for (let start = 0; start < length; start += PIECE) {
      const part = shape.slice();
      part[axis] = Math.min(PIECE, length - start);
      alongBits(
        {
          shape: part,
          axis,
          elements: moved(elements, axis, start),
          element,
          bytes: moved(bytes, axis, start / 8),
        },
        packs,
        kernel,
        little,
      );
    }
    return;
  }
  const others = shape.map((_, i) => i).filter((i) => i !== axis);
  const kept: Space = {
    shape: others.map((i) => shape[i]),
    walks: [elements, bytes].map(({ byteOffset, byteStrides }) => ({
      offset: byteOffset,
      strides: others.map((i) => byteStrides[i]),
    })),
  };
  coalesce(kept);
  const width = Math.ceil(length / 8);
  const access = (side: number, operand: Operand, type: ElementType, extent: number) => {
    const { offset, strides } = kept.walks[side];
    const walk = { offset, strides: [...strides, operand.byteStrides[axis]] };
    return new Access(operand, type, [...kept.shape, extent], walk, side);
  };
  const flags = access(0, elements, element, length);
  const packed = access(1, bytes, bytes, width);
  const [source, target] = packs ? [flags, packed] : [packed, flags];
  const count = countOf(kept.shape);
  const room = flags.direct && flags.linear && packed.direct && packed.linear ? RUN : TILE;
  const some = Math.max(1, Math.floor(room / length));
  for (let row = 0; row < count; row += some) {
    const rows = Math.min(some, count - row);
    for (let done = 0; done < length; done += room) {
      const n = Math.min(room, length - done);
      const m = Math.ceil(n / 8);
      const at = row * length + done;
      const byte = row * width + done / 8;
      const [from, fromCount, to, toCount] = packs ? [at, rows * n, byte, rows * m] : [byte, rows * m, at, rows * n];
      table[kernel](source.input(from, fromCount), n, rows, target.output(to), Number(little));
      target.commit(to, toCount);
    }
  }
}

/**
 * Packs the elements along an axis, 0 or not, to bits.
 *
 * @param shape The elements'.
 * @param element One byte wide: the type in which elements are read.
 * @param bytes An eighth as many along the axis, rounded up.
 */
export function packAlong(
  shape: readonly number[],
  axis: number,
  elements: Operand,
  element: ElementType,
  bytes: Operand,
  little: boolean,
): void {
  if (countOf(shape) > 0) alongBits({ shape, axis, elements, element, bytes }, true, PACK, little);
}

/** The reverse: bits along an axis, as bytes of 0 or 1 in the given shape. */
export function unpackAlong(
  shape: readonly number[],
  axis: number,
  bytes: Operand,
  elements: Operand,
  little: boolean,
): void {
  if (countOf(shape) > 0) alongBits({ shape, axis, elements, element: elements, bytes }, false, UNPACK, little);
}
