// @ts-check
// What many ratios come to: geometric means by family, size and layout, and the worst rows of each rival.

import { sizeName } from '../data.js';
import { digits, time } from '../report.js';
import { rivals } from './contenders.js';

/** @typedef {import('./run.js').PeerRow} PeerRow */
/** @typedef {{ title: string, note?: string, head: string[], lines: string[][] }} Table */

/** How many of the worst rows are shown. */
const WORST = 10;

const { numpy, ...libraries } = rivals;
/**
 * Who contig is held against, in the order shown; NumPy a second time where contig has two threads.
 * @type {Record<string, string>}
 */
export const rivalColumns = { numpy, numpy2: 'NumPy (contig: 2 threads)', ...libraries };
/** @type {Record<string, string>} */
const columns = { ...rivalColumns, threads: 'gain of 2 threads' };

/** @type {[title: string, holds: (row: PeerRow) => boolean][]} */
export const kinds = [
  ['f32', ({ dtype }) => dtype === 'f32'],
  ['f64', ({ dtype }) => dtype === 'f64'],
  ['integers', ({ dtype }) => dtype === 'i32' || dtype === 'u8'],
];

/** Families whose size is the side of a matrix. */
const SIDED = ['products', 'linalg'];

/**
 * @param {number[]} values
 * @returns {number} NaN of nothing
 */
export const geometricMean = (values) =>
  Math.exp(values.reduce((total, value) => total + Math.log(value), 0) / values.length);

/**
 * @param {PeerRow[]} rows
 * @param {string} column
 */
export const ratiosIn = (rows, column) =>
  rows.filter(({ ratios }) => column in ratios).map(({ ratios }) => ratios[column]);

/** @param {PeerRow} row */
const place = ({ task, dtype, n, layout }) =>
  `${task} ${dtype} ${sizeName(n)}${layout === 'contiguous' ? '' : ` ${layout}`}`;

/**
 * Everything that is reported, as tables.
 * @param {PeerRow[]} rows
 * @returns {Table[]}
 */
export function summarise(rows) {
  const shown = Object.keys(columns).filter((column) => rows.some(({ ratios }) => column in ratios));
  /** @type {(title: string, first: string, groups: [string, PeerRow[]][]) => Table} */
  const means = (title, first, groups) => ({
    title,
    head: [first, ...shown.map((column) => columns[column])],
    lines: groups
      .filter(([, members]) => members.length > 0)
      .map(([name, members]) => [name, ...shown.map((column) => mean(ratiosIn(members, column)))]),
  });
  const families = [...new Set(rows.map(({ family }) => family))];
  const plain = rows.filter(({ family, task }) => !SIDED.includes(family) || task === 'dot');
  const sided = rows.filter((row) => !plain.includes(row));
  /** @type {(among: PeerRow[]) => [string, PeerRow[]][]} */
  const bySize = (among) =>
    [...new Set(among.map(({ n }) => n))]
      .sort((a, b) => a - b)
      .map((n) => [sizeName(n), among.filter((row) => row.n === n)]);
  return [
    means('All rows', 'type', [
      ['all', rows],
      ...kinds.map(([name, holds]) => /** @type {[string, PeerRow[]]} */ ([name, rows.filter(holds)])),
    ]),
    ...kinds.map(([kind, holds]) =>
      means(
        `Families, ${kind}`,
        'family',
        families.map((family) => [family, rows.filter((row) => row.family === family && holds(row))]),
      ),
    ),
    ...kinds.map(([kind, holds]) => means(`Sizes, ${kind}`, 'elements', bySize(plain.filter(holds)))),
    means('Sizes of matrices', 'side', bySize(sided)),
    means(
      'Layouts of arithmetic, vector math and the other rows by elements, sizes of 1e3 and more',
      'layout',
      [...new Set(plain.map(({ layout }) => layout))].map((layout) => [
        layout,
        plain.filter((row) => row.layout === layout && row.n >= 1e3),
      ]),
    ),
    ...shown.map((column) => worst(rows, column)),
    refusals(rows),
    everything(rows, shown),
  ].filter(({ lines }) => lines.length > 0);
}

/** @param {number[]} values */
const mean = (values) => (values.length === 0 ? '-' : `${digits(geometricMean(values))} (${values.length})`);

/**
 * @param {PeerRow[]} rows
 * @param {string} column
 * @returns {Table}
 */
function worst(rows, column) {
  const ranked = rows.filter(({ ratios }) => column in ratios).sort((a, b) => a.ratios[column] - b.ratios[column]);
  const base = column === 'threads' ? 'contig' : column === 'numpy2' ? 'numpy' : column;
  const against = column === 'threads' || column === 'numpy2' ? 'threads' : 'contig';
  return {
    title: `The ${WORST} worst rows: ${columns[column]}`,
    head: ['row', 'ratio', 'contig', base === 'contig' ? 'contig, one thread' : columns[base]],
    lines: ranked.slice(0, WORST).map((row) => {
      // The rivals who make their results are held against contig doing so.
      const own = row.timings[base].median / row.ratios[column];
      return [
        place(row),
        digits(row.ratios[column]),
        time(against === 'threads' ? row.timings.threads.median : own),
        time(row.timings[base].median),
      ];
    }),
  };
}

/**
 * What rivals could not do although they have the operation, and what they did wrong.
 * @param {PeerRow[]} rows
 * @returns {Table}
 */
function refusals(rows) {
  const lines = rows.flatMap((row) =>
    Object.entries(row.refused).map(([id, message]) => [
      place(row),
      columns[id] ?? id,
      message.split('\n')[0].slice(0, 120),
    ]),
  );
  return { title: 'Left out: wrong answers and errors', head: ['row', 'library', 'why'], lines };
}

/**
 * @param {PeerRow[]} rows
 * @param {string[]} shown
 * @returns {Table}
 */
function everything(rows, shown) {
  return {
    title: 'Every row',
    note: 'contig: one call with a reused result; made: with a fresh one.',
    head: ['row', 'contig', 'made', ...shown.map((column) => columns[column])],
    lines: rows.map((row) => [
      place(row),
      time(row.timings.contig.median),
      'made' in row.timings ? time(row.timings.made.median) : '-',
      ...shown.map((column) => (column in row.ratios ? digits(row.ratios[column]) : '-')),
    ]),
  };
}
