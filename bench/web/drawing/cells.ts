/** Which places of memory hold which elements of an array: what the drawing shows. */
import type { ArrayLayout } from '../engine/protocol.js';

/** A run of bytes: an item of the storage, or a gap between elements that are not at multiples of their size. */
export interface Cell {
  readonly byte: number;
  readonly bytes: number;
  readonly text: string;
  /** The positions, in C order, of the elements that lie here: none in a view's gaps, several where it repeats. */
  readonly positions: readonly number[];
}

/** The cells of an array's storage in the order of memory; null for arrays that are not drawn. */
export function memoryCells({ elements, storage, itemsize }: ArrayLayout): Cell[] | null {
  if (elements === null) return null;
  const places = new Map<number, number[]>();
  elements.forEach(({ byte }, position) => {
    const here = places.get(byte);
    if (here === undefined) places.set(byte, [position]);
    else here.push(position);
  });
  if (storage !== null) {
    return storage.map((text, i) => {
      const byte = i * itemsize;
      return { byte, bytes: itemsize, text, positions: places.get(byte) ?? [] };
    });
  }
  const cells: Cell[] = [];
  let end = 0;
  for (const [byte, positions] of [...places].sort(([a], [b]) => a - b)) {
    if (byte > end) cells.push({ byte: end, bytes: byte - end, text: '', positions: [] });
    cells.push({ byte, bytes: itemsize, text: elements[positions[0]].text, positions });
    end = byte + itemsize;
  }
  return cells;
}

/** The index of an element by its position in C order. */
export function indexOf(position: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = position;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}

/** The rows of a drawing of the array in its own order: the last axis in a row, with the number of its colour. */
export interface Row {
  readonly label: string;
  readonly positions: readonly number[];
  readonly colour: number;
}

/** So many colours tell rows apart; then they begin anew. */
export const COLOURS = 6;

export function logicalRows(shape: readonly number[]): Row[] {
  const length = shape.length === 0 ? 1 : shape[shape.length - 1];
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (length === 0) return [];
  return Array.from({ length: size / length }, (_, row) => {
    const index = indexOf(row * length, shape).slice(0, -1);
    return {
      label: shape.length < 2 ? '' : `[${[...index, ':'].join(', ')}]`,
      positions: Array.from({ length }, (_, i) => row * length + i),
      colour: row % COLOURS,
    };
  });
}
