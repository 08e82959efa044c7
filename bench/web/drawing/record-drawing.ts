/** Records drawn as runs of bytes: fields and padding, one record after the other in rows, field after field in columns. */
import { svg } from '../dom.js';
import type { FieldLayout, RecordLayout } from '../engine/protocol.js';
import { COLOURS } from './cells.js';

const HEIGHT = 34;
const CAPTION = 20;
const LINE = HEIGHT + 10;
/** Pixels a byte. */
const WIDEST = 22;
/** Values of a column that are drawn. */
const COLUMN = 6;

/** A run of bytes: a field, or padding, whose field is null. */
export interface Run {
  readonly field: FieldLayout | null;
  readonly offset: number;
  readonly bytes: number;
  readonly colour: number;
}

/** The bytes of one record in order, none left out. Fields that overlap earlier ones are left to the table. */
export function runsOf({ fields, itemsize }: RecordLayout): Run[] {
  const runs: Run[] = [];
  let end = 0;
  const pad = (to: number) => {
    if (to > end) runs.push({ field: null, offset: end, bytes: to - end, colour: 0 });
  };
  const ordered = fields
    .map((field, i) => ({ field, colour: i % COLOURS }))
    .sort((a, b) => a.field.offset - b.field.offset);
  for (const { field, colour } of ordered) {
    if (field.offset < end || field.nbytes === 0) continue;
    pad(field.offset);
    runs.push({ field, offset: field.offset, bytes: field.nbytes, colour });
    end = field.offset + field.nbytes;
  }
  pad(itemsize);
  return runs;
}

function box(x: number, y: number, width: number, kind: string, text: string, note: string) {
  const room = Math.floor((width - 4) / 7.2);
  const fits = (words: string) => (words.length <= room ? words : room > 1 ? `${words.slice(0, room - 1)}…` : '');
  return svg(
    'g',
    { class: `cell ${kind}` },
    svg('title', {}, `${text} ${note}`),
    svg('rect', { x, y, width: Math.max(1, width - 2), height: HEIGHT, rx: 3 }),
    svg('text', { x: x + (width - 2) / 2, y: y + 15, class: 'value' }, fits(text)),
    svg('text', { x: x + (width - 2) / 2, y: y + 28, class: 'note' }, fits(note)),
  );
}

const plural = (bytes: number) => `${bytes} B`;

/** One record, and where there is room the next one behind it. */
function rows(layout: RecordLayout, width: number): { nodes: SVGElement[]; height: number } {
  const { itemsize, length } = layout;
  const unit = Math.min(WIDEST, width / itemsize);
  const count = Math.max(1, Math.min(length ?? 1, Math.floor(width / (itemsize * unit)), 3));
  const nodes: SVGElement[] = [];
  for (let record = 0; record < count; record++) {
    const left = record * itemsize * unit;
    for (const { field, offset, bytes, colour } of runsOf(layout)) {
      const kind = field === null ? 'unused' : `colour-${colour}`;
      nodes.push(box(left + offset * unit, CAPTION, bytes * unit, kind, field?.name ?? 'padding', plural(bytes)));
    }
    nodes.push(svg('text', { x: left, y: CAPTION + HEIGHT + 14, class: 'label' }, `byte ${record * itemsize}`));
  }
  return { nodes, height: CAPTION + HEIGHT + 20 };
}

/** A line for each field, of its values in the first records. */
function columns({ fields, length }: RecordLayout, width: number): { nodes: SVGElement[]; height: number } {
  const count = Math.min(length ?? 1, COLUMN);
  const left = Math.min(90, Math.max(...fields.map(({ name }) => name.length)) * 7.2 + 10);
  const widest = Math.max(...fields.map(({ nbytes }) => nbytes));
  const unit = Math.min(WIDEST, (width - left) / (widest * Math.max(1, count)));
  const nodes: SVGElement[] = [];
  fields.forEach(({ name, nbytes }, line) => {
    const y = CAPTION + line * LINE;
    nodes.push(svg('text', { x: 0, y: y + 21, class: 'label' }, name));
    for (let record = 0; record < count; record++) {
      const x = left + record * nbytes * unit;
      nodes.push(box(x, y, nbytes * unit, `colour-${line % COLOURS}`, `[${record}]`, plural(nbytes)));
    }
  });
  return { nodes, height: CAPTION + fields.length * LINE };
}

/** The drawing; null of records without a field. */
export function drawRecords(layout: RecordLayout, width: number): SVGSVGElement | null {
  const { fields, itemsize, padding, length } = layout;
  if (fields.length === 0 || itemsize === 0) return null;
  const isRows = layout.layout === 'rows' || length === null;
  const { nodes, height } = isRows ? rows(layout, width) : columns(layout, width);
  const caption = isRows ? 'One record after the other, by byte' : 'Each field by itself, by byte';
  const words = `${itemsize} bytes a record, ${padding} of them padding: ${fields
    .map(({ name, type, offset }) => `${name}, ${type}, at ${offset}`)
    .join('; ')}`;
  return svg(
    'svg',
    { class: 'drawing', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': words },
    svg('text', { x: 0, y: 12, class: 'caption' }, caption),
    ...nodes,
  );
}
