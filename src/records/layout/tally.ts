/** Bytes by kind of part, and as a table. */

/** Why bytes are an estimate. */
const ASSUMPTIONS = {
  objects: 'as literals, JSON.parse and classes make them; fields added later or deleted take more',
  dictionaries: 'hashed, with the room that their number of fields gives them',
  arrays: 'without room to grow, which push leaves: up to half as much again',
  strings: 'equal strings up to 10 characters are one, longer ones each their own, as JSON.parse makes them',
  bigints: 'each counted, though equal ones may be the same',
  functions: 'without their code and the variables they hold on to',
  others: 'kinds of objects without a model of their own, or with fields of their own',
} as const;

/** What is known exactly wherever the engine is the model's. */
type Known =
  | 'boxed numbers'
  | 'maps and sets'
  | 'dates'
  | 'typed arrays'
  | 'buffers'
  | "contig's memory"
  | 'symbols'
  | 'patterns';

/** The kinds of parts that values are made of in memory. */
export type PartName = keyof typeof ASSUMPTIONS | Known;

/** The bytes of all parts of one kind. */
export interface LayoutPart {
  /** What the parts are. */
  readonly part: PartName;
  /** How many there are. */
  readonly count: number;
  /** Bytes of all of them. */
  readonly bytes: number;
  /** What is assumed where the bytes are an estimate, null where they follow from what is seen. */
  readonly estimated: string | null;
}

/** What a value takes. */
export interface SizeReport {
  /** Bytes in all. */
  readonly bytes: number;
  /** The parts, largest first. */
  readonly parts: readonly LayoutPart[];
  /** How many of the bytes are in parts that rest on an assumption. */
  readonly estimated: number;
  /** A table of the parts. */
  toString(): string;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes for people: `8.0 MB`, in powers of 1000. */
export function showBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 && Number.isInteger(value) ? 0 : value < 99.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** A whole number with its thousands apart. */
export function showCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Rows of text in columns; those named by `right` are numbers, aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (right.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export class Tally {
  private readonly sums = new Map<PartName, { count: number; bytes: number }>();

  add(part: PartName, bytes: number, count = 1): void {
    const sum = this.sums.get(part);
    if (sum === undefined) this.sums.set(part, { count, bytes });
    else {
      sum.count += count;
      sum.bytes += bytes;
    }
  }

  report(): SizeReport {
    const parts: LayoutPart[] = Array.from(this.sums, ([part, { count, bytes }]) => ({
      part,
      count,
      bytes,
      estimated: part in ASSUMPTIONS ? ASSUMPTIONS[part as keyof typeof ASSUMPTIONS] : null,
    })).sort((a, b) => b.bytes - a.bytes);
    const total = (some: readonly LayoutPart[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
    const bytes = total(parts);
    const estimated = total(parts.filter((part) => part.estimated !== null));
    return { bytes, parts, estimated, toString: () => show(bytes, parts) };
  }
}

function show(bytes: number, parts: readonly LayoutPart[]): string {
  const rows = parts.map(({ part, count, bytes, estimated }) => [
    part,
    showCount(count),
    showBytes(bytes),
    estimated === null ? '' : `estimate: ${estimated}`,
  ]);
  return table(['part', 'count', 'bytes', ''], [...rows, ['in all', '', showBytes(bytes), '']], [1, 2]);
}
