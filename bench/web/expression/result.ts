/** What comes of an expression: its value as text, or what is wrong with it, and the layouts of its arrays. */
import { html } from '../dom.js';
import { drawArray } from '../drawing/array-drawing.js';
import { drawRecords } from '../drawing/record-drawing.js';
import type { ArrayLayout, Description, Failure, Layout, RecordLayout } from '../engine/protocol.js';
import { placeOf, pointAt } from '../language/error.js';

const count = (value: number) => value.toLocaleString('en');

/** The text of a value, and how long it took. */
export function showValue({ printed }: Description, milliseconds: number): HTMLElement {
  const time = milliseconds < 0.05 ? 'under 0.1 ms' : `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
  return html(
    'div',
    {},
    html('pre', { class: 'printed', tabindex: 0, 'aria-label': 'Result' }, printed),
    html('p', { class: 'help' }, `Evaluated in ${time}.`),
  );
}

/** What is wrong, in words, and the place in the source. */
export function showFailure({ message, part }: Failure, source: string): HTMLElement {
  if (part === null) return html('div', { class: 'failure' }, html('p', {}, message));
  const { line, column } = placeOf(source, part[0]);
  return html(
    'div',
    { class: 'failure' },
    html('p', {}, html('strong', {}, `Line ${line}, column ${column}: `), message),
    html('pre', { tabindex: 0, 'aria-label': 'Where' }, pointAt(source, part[0], part[1])),
  );
}

function facts(entries: readonly (readonly [name: string, value: string])[]): HTMLElement {
  return html(
    'dl',
    { class: 'facts' },
    ...entries.map(([name, value]) => html('div', {}, html('dt', {}, name), html('dd', {}, value))),
  );
}

function arrayFacts(layout: ArrayLayout): HTMLElement {
  const { shape, dtype, itemsize, strides, offset, nbytes, storageBytes, order, viewOf, size } = layout;
  const tupleOf = (list: readonly string[]) => `(${list.join(', ')}${list.length === 1 ? ',' : ''})`;
  const tuple = (list: readonly number[]) => tupleOf(list.map(count));
  const places = (bytes: number) => (Number.isInteger(bytes / itemsize) ? count(bytes / itemsize) : 'no whole number');
  const plural = (number: string, thing: string) => `${number} ${thing}${number === '1' ? '' : 's'}`;
  const notes = [
    layout.writeable ? '' : 'read-only',
    layout.aligned ? '' : 'not aligned',
    layout.native ? '' : 'in the other byte order',
  ].filter(Boolean);
  return facts([
    ['shape', tuple(shape)],
    ['dtype', `${dtype}, ${plural(count(itemsize), 'byte')}`],
    ['elements', count(size)],
    ['strides', shape.length === 0 ? 'none' : `${tuple(strides)} bytes = ${tupleOf(strides.map(places))} elements`],
    ['offset', `${plural(count(offset), 'byte')} = ${plural(places(offset), 'element')}`],
    ['order', [order, ...notes].join(', ')],
    ['memory', viewOf === null ? 'its own' : `a view of ${viewOf}`],
    [
      'bytes',
      storageBytes === null || storageBytes === nbytes
        ? count(nbytes)
        : `${count(nbytes)} of elements, in ${count(storageBytes)} of memory`,
    ],
  ]);
}

function recordFacts({ fields, itemsize, padding, length, layout }: RecordLayout): HTMLElement {
  const table = html(
    'table',
    { class: 'fields' },
    html('thead', {}, html('tr', {}, ...['field', 'type', 'at byte', 'bytes'].map((name) => html('th', {}, name)))),
    html(
      'tbody',
      {},
      ...fields.map(({ name, type, offset, nbytes }) =>
        html('tr', {}, ...[name, type, String(offset), String(nbytes)].map((text) => html('td', {}, text))),
      ),
    ),
  );
  const known: [string, string][] = [
    ['a record', `${itemsize} bytes, ${padding} of them padding`],
    ...(length === null
      ? []
      : ([
          ['records', `${count(length)} in ${layout}`],
          ['bytes', count(length * itemsize)],
        ] as [string, string][])),
  ];
  return html('div', {}, facts(known), table);
}

/** A card for a layout, with its drawing where it is small enough. */
function showLayout(layout: Layout, width: number): HTMLElement {
  const title = layout.name === '' ? 'Layout' : `Layout of ${layout.name}`;
  const drawing = layout.kind === 'array' ? drawArray(layout, width) : drawRecords(layout, width);
  const isLarge = layout.kind === 'array' && layout.elements === null && layout.size > 0;
  return html(
    'section',
    { class: 'layout' },
    html('h3', {}, title),
    layout.kind === 'array' ? arrayFacts(layout) : recordFacts(layout),
    drawing,
    isLarge && html('p', { class: 'help' }, 'Arrays of up to 64 elements, in a memory of up to 128, are drawn here.'),
  );
}

/** All that is known of where a value lies, for a place so many pixels wide. */
export function showLayouts({ layouts, more, report }: Description, width: number): HTMLElement[] {
  const cards = layouts.map((layout) => showLayout(layout, width));
  if (more > 0) cards.push(html('p', { class: 'help' }, `${more} more arrays are not shown.`));
  if (report !== null) {
    cards.push(
      html(
        'section',
        { class: 'layout' },
        html('h3', {}, 'What it takes as JavaScript values'),
        html('pre', { tabindex: 0, 'aria-label': 'Report' }, report),
      ),
    );
  }
  return cards;
}
