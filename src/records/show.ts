/** Records as text: a table of the first and last ones. */
import type { RecordType } from './record-type.js';

const MOST = 20;
const EDGE = 5;
const WIDEST = 40;

interface Records {
  readonly type: RecordType;
  readonly layout: string;
  readonly shape: readonly number[];
  readonly length: number;
  get(index: number): Readonly<Record<string, unknown>>;
}

function cell(value: unknown): string {
  const text =
    typeof value === 'string'
      ? value
      : value instanceof Uint8Array
        ? new TextDecoder('latin1').decode(value)
        : typeof value === 'object'
          ? JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item))
          : String(value);
  const line = text.replace(/\p{Cc}/gu, '.');
  return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}

/** A table with a head of names and types. */
export function formatRecords(records: Records): string {
  const { type, length, layout, shape } = records;
  const head = `RecordArray(${shape.join(' x ')} records in ${layout}, ${type.itemsize} bytes each)`;
  if (shape.length !== 1) return `${head} of ${type}`;
  const gap = length > MOST;
  const rows = Array.from({ length: gap ? 2 * EDGE : length }, (_, i) =>
    gap && i >= EDGE ? length - 2 * EDGE + i : i,
  );
  const isNumber = type.fields.map(({ kind, shape: own }) => kind.tag === 'element' && own.length === 0);
  const table = [
    ['', ...type.names],
    ...rows.map((row) => {
      const values = records.get(row);
      return [String(row), ...type.names.map((name) => cell(values[name]))];
    }),
  ];
  if (gap)
    table.splice(
      EDGE + 1,
      0,
      table[0].map((_, i) => (i === 0 ? '...' : '')),
    );
  const widths = table[0].map((_, i) => Math.max(...table.map((line) => line[i].length)));
  const lines = table.map((line) =>
    line
      .map((text, i) => (i === 0 || isNumber[i - 1] ? text.padStart(widths[i]) : text.padEnd(widths[i])))
      .join('  ')
      .trimEnd(),
  );
  return [head, ...lines].join('\n');
}
