// @ts-check
// The results as text: aligned tables with units a person reads.

import { sizeName } from './data.js';

/** @typedef {import('./rows.js').Comparison} Comparison */
/** @typedef {import('./results.js').Results} Results */

/**
 * @param {Results} results
 * @returns {string}
 */
export function report(results) {
  const { rows, labels } = results;
  const comparisons = /** @type {Comparison[]} */ (
    rows.filter(({ section }) => section === 'compute' || section === 'flights')
  );
  const sorting = /** @type {Comparison[]} */ (rows.filter(({ section }) => section === 'sorting'));
  const fusion = /** @type {Comparison[]} */ (rows.filter(({ section }) => section === 'fusion'));
  const records = /** @type {Comparison[]} */ (rows.filter(({ section }) => section === 'records'));
  const claims = rows.filter((row) => row.section === 'layout');
  const footprints = rows.filter((row) => row.section === 'memory');
  const parts = [heading(results)];
  const tables = [comparisons, sorting, fusion, records].filter((table) => table.length > 0);
  if (tables.length > 0) {
    parts.push(`Median time of one call, and how many times contig's that is (below 1: faster than contig).`);
    parts.push(...tables.map((table) => comparisonTable(table, labelsOf(table, labels))));
  }
  if (claims.length > 0) {
    parts.push(
      table(
        ['contig on its own', 'measured', 'wanted', ''],
        claims.map(({ claim, value, unit, atLeast, atMost, met }) => {
          const wanted =
            atLeast === undefined ? `at most ${quantity(atMost ?? 0, unit)}` : `at least ${quantity(atLeast, unit)}`;
          return [claim, quantity(value, unit), wanted, met ? 'met' : 'MISSED'];
        }),
      ),
    );
  }
  if (footprints.length > 0) {
    parts.push(
      table(
        ['bytes an element', 'in all', 'JS heap', 'array buffers', 'contig memory'],
        footprints.map(({ container, total, heap, buffers, contig }) => [
          container,
          ...[total, heap, buffers, contig].map((bytes) => bytes.toFixed(2)),
        ]),
      ),
    );
  }
  return parts.join('\n\n');
}

/** @param {Results} results */
function heading({ machine, build, numpy, quick }) {
  const rival = numpy === null ? 'no NumPy here' : `NumPy ${numpy}`;
  return `contig ${build} build, Node ${machine.node}, ${rival}, ${machine.cpu} x ${machine.cores}${quick ? ', quick run' : ''}`;
}

/**
 * What the contenders are called in a table: contig is the fused function where there are others.
 * @param {Comparison[]} rows
 * @param {Record<string, string>} labels
 */
const labelsOf = ([{ section }], { fused, ...labels }) =>
  section === 'fusion' ? { ...labels, contig: fused } : labels;

/**
 * @param {Comparison[]} rows
 * @param {Record<string, string>} labels
 */
function comparisonTable(rows, labels) {
  const rivals = Object.keys(labels).filter((id) => id !== 'contig' && rows.some(({ timings }) => id in timings));
  const head = ['task', 'dtype', 'n', labels.contig, ...rivals.map((id) => labels[id])];
  const lines = rows.map(({ task, dtype, n, timings, ratios }) => [
    task,
    dtype,
    sizeName(n),
    `${time(timings.contig.median)} ${spread(timings.contig)}`,
    ...rivals.map((id) => (id in timings ? `${time(timings[id].median)} ${times(ratios[id])}` : '-')),
  ]);
  return table(head, lines, (line, before) => line[1] !== before[1] || line[2] !== before[2]);
}

/**
 * First column to the left, the others to the right; a blank line where `parts` says that a group begins.
 * @param {string[]} head
 * @param {string[][]} lines
 * @param {(line: string[], before: string[]) => boolean} [parts]
 */
export function table(head, lines, parts = () => false) {
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)));
  const format = (/** @type {string[]} */ line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd();
  const body = lines.map((line, i) => (i > 0 && parts(line, lines[i - 1]) ? `\n${format(line)}` : format(line)));
  return [format(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body].join('\n');
}

/**
 * Nanoseconds in a unit that leaves three digits: 412 ns, 5.12 µs, 61.4 ms.
 * @param {number} ns
 */
export function time(ns) {
  const [unit, scale] = ns < 999.5 ? ['ns', 1] : ns < 999.5e3 ? ['µs', 1e3] : ns < 999.5e6 ? ['ms', 1e6] : ['s', 1e9];
  return `${digits(ns / scale)} ${unit.padEnd(2)}`;
}

/**
 * Half the distance between the quartiles, in percent of the median.
 * @param {import('./rows.js').Timing} timing
 */
const spread = ({ median, p25, p75 }) => `±${(((p75 - p25) / 2 / median) * 100).toFixed(0)}%`.padStart(5);

/** @param {number} ratio */
const times = (ratio) => `${digits(ratio)}x`.padStart(6);

/**
 * @param {number} value
 * @param {'x' | 'ns'} unit
 */
const quantity = (value, unit) => (unit === 'x' ? `${digits(value)}x` : time(value));

/**
 * Three digits, without an exponent.
 * @param {number} value
 */
export function digits(value) {
  const places = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.0995 ? 2 : 3;
  return value.toFixed(places);
}
