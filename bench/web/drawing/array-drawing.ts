/** An array drawn twice: its elements in their own order, and the memory they lie in. Rows have one colour in both. */
import { svg } from '../dom.js';
import type { ArrayLayout } from '../engine/protocol.js';
import { type Cell, indexOf, logicalRows, memoryCells } from './cells.js';

const HEIGHT = 34;
const GAP = 3;
/** A cell is between these. */
const NARROWEST = 30;
const WIDEST = 54;
const CAPTION = 20;

/** Where the cells of a part of the drawing go: so many in a line, each so wide, right of the labels. */
interface Grid {
  readonly perLine: number;
  readonly width: number;
  readonly left: number;
}

/** Lines of one length, of as many cells as fit, where it can be a multiple of four. */
function grid(count: number, width: number, left: number, widest = WIDEST): Grid {
  const room = width - left;
  const fitting = Math.max(1, Math.floor(room / (Math.min(widest, 44) + GAP)));
  const even = Math.ceil(count / Math.ceil(count / fitting));
  const round = 4 * Math.ceil(even / 4);
  const perLine = count <= fitting ? count : round <= fitting ? round : fitting > 4 ? fitting - (fitting % 4) : fitting;
  return { perLine, width: Math.min(widest, Math.floor(room / perLine) - GAP), left };
}

function box(x: number, y: number, width: number, colour: number | null, key: string, value: string, note: string) {
  const room = Math.max(2, Math.floor(width / 7.6));
  const shown = value.length > room ? `${value.slice(0, room - 1)}…` : value;
  return svg(
    'g',
    { class: colour === null ? 'cell unused' : `cell colour-${colour}`, 'data-key': key },
    svg('rect', { x, y, width, height: HEIGHT, rx: 3 }),
    svg('text', { x: x + width / 2, y: y + (note === '' ? 21 : 15), class: 'value' }, shown),
    note !== '' && svg('text', { x: x + width / 2, y: y + 28, class: 'note' }, note),
  );
}

/** A drawing's part, and how far down it goes. */
interface Part {
  readonly nodes: SVGElement[];
  readonly bottom: number;
}

/** The array as one indexes it. */
function logical({ elements, shape }: ArrayLayout, width: number, top: number): Part {
  const rows = logicalRows(shape);
  const left = rows[0]?.label ? Math.max(...rows.map(({ label }) => label.length)) * 6.6 + 8 : 0;
  const columns = rows[0]?.positions.length ?? 0;
  const room = Math.floor((width - left) / columns) - GAP;
  // A table keeps its columns where they fit at all; one long row is broken.
  const { perLine, width: cellWidth } =
    room >= NARROWEST ? { perLine: columns, width: Math.min(WIDEST, room) } : grid(columns, width, left);
  const nodes: SVGElement[] = [];
  let y = top;
  for (const { label, positions, colour } of rows) {
    const index = indexOf(positions[0], shape);
    // A little room between the tables of arrays of three axes and more.
    if (y > top && index.length > 2 && index[index.length - 2] === 0) y += 8;
    if (label !== '') nodes.push(svg('text', { x: 0, y: y + 21, class: 'label' }, label));
    positions.forEach((position, i) => {
      const { byte, text } = elements![position];
      const line = Math.floor(i / perLine);
      const x = left + (i % perLine) * (cellWidth + GAP);
      nodes.push(box(x, y + line * (HEIGHT + GAP), cellWidth, colour, String(byte), text, ''));
    });
    y += Math.ceil(positions.length / perLine) * (HEIGHT + GAP);
  }
  return { nodes, bottom: y };
}

/** What stands in a cell of memory below its value: the index of the element there. */
function noteOf({ positions }: Cell, shape: readonly number[]): string {
  if (positions.length === 0 || shape.length === 0) return '';
  if (positions.length > 1) return `×${positions.length}`;
  return indexOf(positions[0], shape).join(',');
}

/** The memory, byte after byte. */
function memory(cells: readonly Cell[], { shape, itemsize }: ArrayLayout, width: number, top: number): Part {
  const last = cells[cells.length - 1];
  const left = String(last.byte).length * 6.6 + 10;
  const { perLine, width: cellWidth } = grid(cells.length, width, left);
  const length = shape.length === 0 ? 1 : shape[shape.length - 1];
  const rows = logicalRows(shape);
  const nodes: SVGElement[] = [];
  cells.forEach((cell, i) => {
    const y = top + Math.floor(i / perLine) * (HEIGHT + GAP);
    const x = left + (i % perLine) * (cellWidth + GAP);
    if (i % perLine === 0) nodes.push(svg('text', { x: 0, y: y + 21, class: 'label' }, String(cell.byte)));
    const colour = cell.positions.length === 0 ? null : rows[Math.floor(cell.positions[0] / length)].colour;
    const isGap = cell.bytes !== itemsize || (cell.positions.length === 0 && cell.text === '');
    nodes.push(
      box(x, y, cellWidth, colour, String(cell.byte), isGap ? `${cell.bytes} B` : cell.text, noteOf(cell, shape)),
    );
  });
  return { nodes, bottom: top + Math.ceil(cells.length / perLine) * (HEIGHT + GAP) };
}

/**
 * The drawing, as wide as it may be; null of arrays too large for one.
 *
 * @param width Pixels.
 */
export function drawArray(layout: ArrayLayout, width: number): SVGSVGElement | null {
  const cells = memoryCells(layout);
  if (cells === null || cells.length === 0) return null;
  const upper = logical(layout, width, CAPTION);
  const start = upper.bottom + 18;
  const lower = memory(cells, layout, width, start + CAPTION);
  const height = lower.bottom;
  const unused = cells.filter(({ positions }) => positions.length === 0).length;
  const drawing = svg(
    'svg',
    { class: 'drawing', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': inWords(layout) },
    svg('text', { x: 0, y: 12, class: 'caption' }, 'The array, as it is indexed'),
    ...upper.nodes,
    svg(
      'text',
      { x: 0, y: start + 12, class: 'caption' },
      `Memory, by byte${unused > 0 ? '; grey cells are no part of the array' : ''}`,
    ),
    ...lower.nodes,
  );
  highlight(drawing);
  return drawing;
}

function inWords({ shape, strides, offset, size, itemsize }: ArrayLayout): string {
  const steps = strides.map((stride, axis) => `${stride} bytes along axis ${axis}`).join(', ');
  const walk = shape.length === 0 ? '' : ` A step is ${steps}.`;
  return `${size} elements of ${itemsize} bytes, the first at byte ${offset} of its memory.${walk}`;
}

/** Shows an element's place in the other part while the pointer is on it. */
function highlight(drawing: SVGSVGElement): void {
  const mark = (key: string | undefined) => {
    for (const cell of drawing.querySelectorAll<SVGGElement>('.cell')) {
      cell.classList.toggle('marked', key !== undefined && cell.dataset.key === key);
    }
  };
  drawing.addEventListener('pointerover', ({ target }) => {
    mark((target as Element).closest<SVGGElement>('.cell')?.dataset.key);
  });
  drawing.addEventListener('pointerleave', () => mark(undefined));
}
