/** What a run found, and its forms that leave the page. */
import { sizeName } from '../../data.js';
import { digits, time } from '../../report.js';
import type { Comparison } from '../../rows.js';
import type { Failed } from './protocol.js';

export interface Results {
  readonly date: string;
  readonly build: string;
  /** The browser and what it runs on, in words. */
  readonly place: string;
  readonly quick: boolean;
  /** Whether it ran to its end. */
  complete: boolean;
  readonly labels: Record<string, string>;
  readonly rows: Comparison[];
  readonly failures: Failed[];
}

/** The rows of one element type and size. */
export interface Group {
  readonly dtype: string;
  readonly n: number;
  readonly rows: Comparison[];
}

export function groupsOf(rows: readonly Comparison[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { dtype, n } = row;
    const key = `${dtype} ${n}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { dtype, n, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}

/** The contenders that any row has, in the order shown. */
export function contendersOf({ rows, labels }: Pick<Results, 'rows' | 'labels'>): string[] {
  return Object.keys(labels).filter((id) => rows.some(({ timings }) => id in timings));
}

const isRatio = (ratio: number | undefined): ratio is number => ratio !== undefined && ratio > 0 && ratio < Infinity;

/** A contender's median, and how many times contig's that is; null where it was left out. */
export function cellOf({ timings, ratios }: Comparison, id: string): { time: string; ratio: string | null } | null {
  if (!(id in timings)) return null;
  // A clock too coarse for a turn says 0, of which nothing is a multiple.
  const ratio = isRatio(ratios[id]) ? `${digits(ratios[id])}×` : null;
  return { time: time(timings[id].median).trim(), ratio };
}

/** What is typical: the median over rows of how many times longer a contender took than contig. */
export function typicalRatio(rows: readonly Comparison[], id: string): number | null {
  const ratios = rows
    .map(({ ratios: own }) => own[id])
    .filter(isRatio)
    .sort((a, b) => a - b);
  if (ratios.length === 0) return null;
  const middle = ratios.length >> 1;
  return ratios.length % 2 === 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
}

/** The results as tables in Markdown. */
export function toMarkdown(results: Results): string {
  const { place, build, labels, rows, failures, date, complete } = results;
  const ids = contendersOf(results);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    `contig ${build} build. ${place} ${date.slice(0, 10)}${complete ? '' : ', stopped before its end'}.`,
    '',
    "Median time of a call, and how many times contig's that is.",
    '',
    line(['task', 'dtype', 'n', ...ids.map((id) => labels[id])]),
    line(['---', '---', '--:', ...ids.map(() => '--:')]),
    ...rows.map((row) =>
      line([
        row.task,
        row.dtype,
        sizeName(row.n),
        ...ids.map((id) => {
          const cell = cellOf(row, id);
          return cell === null ? '-' : [cell.time, cell.ratio].filter(Boolean).join(' ');
        }),
      ]),
    ),
    ...failures.map(({ name, message }) => `\n${name}: ${message}`),
  ];
  return lines.join('\n');
}

export function toJSON(results: Results): string {
  return JSON.stringify(results, null, 2);
}
