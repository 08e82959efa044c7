// @ts-check
// The tables as text for the terminal and as Markdown.

import { table } from '../report.js';

/** @typedef {import('./summary.js').Table} Table */
/** @typedef {import('./index.js').PeerResults} PeerResults */

const MEANING =
  "Geometric means of a time over contig's in the same run (above 1: contig is faster), in brackets the number of rows. NumPy and ndarray-ops write to a reused result, as contig does against them; the others make theirs, and so does contig.";

/** @param {PeerResults} results */
const heading = ({ machine, build, numpy, threads, quick }) =>
  [
    `contig ${build} build`,
    `Node ${machine.node}`,
    numpy === null ? 'no NumPy here' : `NumPy ${numpy} with one thread`,
    ...(threads ? [] : ['no threads in this contig']),
    `${machine.cpu} x ${machine.cores}`,
    ...(quick ? ['quick run'] : []),
  ].join(', ');

/**
 * @param {PeerResults} results
 * @param {Table[]} tables
 */
export const text = (results, tables) =>
  [
    heading(results),
    MEANING,
    ...tables.map(({ title, note, head, lines }) =>
      [title, ...(note ? [note] : []), '', table(head, lines)].join('\n'),
    ),
  ].join('\n\n');

/**
 * @param {PeerResults} results
 * @param {Table[]} tables
 */
export const markdown = (results, tables) =>
  [
    '# contig and its peers',
    `${heading(results)}; ${results.date.slice(0, 10)}.`,
    MEANING,
    ...tables.map(({ title, note, head, lines }) =>
      [
        `## ${title}`,
        ...(note ? ['', note] : []),
        '',
        pipes(head),
        pipes(head.map((_, i) => (i === 0 ? '---' : '--:'))),
        ...lines.map(pipes),
      ].join('\n'),
    ),
  ].join('\n\n');

/** @param {string[]} cells */
const pipes = (cells) => `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|')).join(' | ')} |`;
