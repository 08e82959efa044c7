/** Delimited text: `loadtxt`, `genfromtxt`, `savetxt`, and the text itself both ways. */
import { type ArrayLike, toArray } from '../array/convert.js';
import { type Canonical, DTYPES, type DType, type DTypeLike, dtype, integerRange } from '../array/dtype.js';
import { showShape } from '../array/layout.js';
import { NDArray } from '../array/ndarray.js';
import { checkOptions } from '../array/options.js';
import { scalarAs } from '../array/promotion.js';
import { scope } from '../memory/scope.js';
import { printf } from './printf.js';
import { read, type Source, write } from './source.js';

/** Options of {@link loadtxt} and {@link parseText}. */
export interface TextOptions<L extends DTypeLike = DTypeLike> {
  /** The element type, f64 unless given. */
  dtype?: L;
  /** What begins a comment, which ends with its line: `'#'` unless given; a list of several, or null for none. */
  comments?: string | readonly string[] | null;
  /** What stands between fields: white space unless given. */
  delimiter?: string;
  /** Lines to leave out at the start, comments and empty ones included. */
  skiprows?: number;
  /** The columns to read, counted from the end where negative. Without them all rows must be as long. */
  usecols?: number | readonly number[];
  /** Rows to read at most; empty lines and comments are none. */
  maxRows?: number;
  /** Gives columns instead of rows: the transpose. */
  unpack?: boolean;
  /** The fewest dimensions of the result, 0 unless given: a single row has one, a single number none. */
  ndmin?: 0 | 1 | 2;
}

/** Options of {@link genfromtxt}. */
export interface GenOptions<L extends DTypeLike = DTypeLike> extends Omit<TextOptions<L>, 'skiprows'> {
  /** Lines to leave out at the start. */
  skipHeader?: number;
  /** Rows to leave out at the end. */
  skipFooter?: number;
  /** What stands for fields that are missing or no number: NaN, -1 for integers, false for bools unless given. */
  fillingValues?: number | bigint | boolean;
}

/** Options of {@link savetxt} and {@link formatText}. */
export interface FormatTextOptions {
  /** C's format of a number, `'%.18e'` unless given, or one for each column. */
  fmt?: string | readonly string[];
  /** What stands between fields: a space unless given. */
  delimiter?: string;
  /** What stands behind rows: a line feed unless given. */
  newline?: string;
  /** Lines before the rows, each behind `comments`. */
  header?: string;
  /** Lines behind the rows, each behind `comments`. */
  footer?: string;
  /** What marks the lines before and behind: `'# '` unless given. */
  comments?: string;
}

type Element = number | bigint;
type Or<L> = [L] extends [DTypeLike] ? Canonical<L> : 'f64';

const TABLE_OPTIONS = ['dtype', 'comments', 'delimiter', 'usecols', 'maxRows', 'unpack', 'ndmin'];
const LOAD_OPTIONS = [...TABLE_OPTIONS, 'skiprows'];
const GEN_OPTIONS = [...TABLE_OPTIONS, 'skipHeader', 'skipFooter', 'fillingValues'];

/**
 * Checks what text is read by before anything is read.
 *
 * @throws TypeError for options that are none and for values of another type, RangeError for numbers that count nothing.
 */
function checkTextOptions(operation: string, options: TextOptions & GenOptions, known: readonly string[]): void {
  checkOptions(operation, options, known);
  const { skiprows, skipHeader, skipFooter, maxRows, delimiter, comments, usecols } = options;
  for (const [name, value] of Object.entries({ skiprows, skipHeader, skipFooter, maxRows })) {
    if (value === undefined || value === null || value === Number.POSITIVE_INFINITY) continue;
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(`${operation}: ${name} is ${String(value)}; it is an integer of at least 0.`);
    }
  }
  const isText = (value: unknown) => typeof value === 'string';
  if (delimiter !== undefined && delimiter !== null && !isText(delimiter)) {
    throw new TypeError(`${operation}: delimiter is ${String(delimiter)}; it is a string.`);
  }
  if (comments !== undefined && comments !== null && ![comments].flat().every(isText)) {
    throw new TypeError(`${operation}: comments is ${String(comments)}; it is a string, a list of them, or null.`);
  }
  if (usecols !== undefined && usecols !== null && ![usecols].flat().every(Number.isInteger)) {
    throw new TypeError(`${operation}: usecols is ${String(usecols)}; it is the number of a column or a list of them.`);
  }
}

/** Fields of one line, or none where there is nothing but a comment. */
type Split = (line: string) => string[];

function splitter(
  context: string,
  { comments = '#', delimiter }: Pick<TextOptions, 'comments' | 'delimiter'>,
  strip: boolean,
): Split {
  const marks = comments === null ? [] : typeof comments === 'string' ? [comments] : comments;
  if (marks.includes('') || delimiter === '') {
    throw new RangeError(
      `${context}: a delimiter or a mark of comments is empty; leave it out, or give null for none.`,
    );
  }
  return (line) => {
    let end = line.length;
    for (const mark of marks) {
      const at = line.indexOf(mark);
      if (at >= 0) end = Math.min(end, at);
    }
    const rest = line.slice(0, end);
    if (delimiter === undefined || delimiter === null) return rest.trim() === '' ? [] : rest.trim().split(/\s+/);
    const text = strip ? rest.replace(/^ +| +$/g, '') : rest;
    return text === '' ? [] : text.split(delimiter);
  };
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const SPECIAL = /^([+-]?)(?:(nan)|inf(?:inity)?)$/i;
const WHOLE = /^[+-]?\d+$/;

/** A field as a number of the type, or undefined where it is none; integers out of range too. */
function parser(name: DType): (field: string) => Element | undefined {
  const { kind, itemsize } = DTYPES[name];
  if (kind === 'f') {
    return (field) => {
      const text = field.trim();
      if (DECIMAL.test(text)) return Number(text);
      const special = SPECIAL.exec(text);
      if (special === null) return undefined;
      return special[2] ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
    };
  }
  const [low, high] = integerRange(name) ?? integerRange('i64')!;
  return (field) => {
    const text = field.trim();
    if (!WHOLE.test(text)) return undefined;
    const value = BigInt(text.replace(/^\+/, ''));
    if (value < low || value > high) return undefined;
    if (kind === 'b') return value === 0n ? 0 : 1;
    return itemsize === 8 ? value : Number(value);
  };
}

/** Rows of fields, of which each is as long as the first, or has the columns asked for. */
function rowsOf(
  context: string,
  text: string,
  split: Split,
  skip: number,
  most: number,
  usecols: TextOptions['usecols'],
): string[][] {
  const rows: string[][] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|[\r\n]/);
  const columns = typeof usecols === 'number' ? [usecols] : usecols;
  for (let i = skip; i < lines.length && rows.length < most; i++) {
    const fields = split(lines[i]);
    if (fields.length === 0) continue;
    const length = columns?.length ?? rows[0]?.length ?? fields.length;
    const chosen = columns?.map((column) => {
      const field = fields.at(column);
      if (field === undefined || !Number.isInteger(column)) {
        throw new RangeError(`${context}: line ${i + 1} has ${fields.length} columns, none at ${column}.`);
      }
      return field;
    });
    if (chosen === undefined && fields.length !== length) {
      throw new RangeError(
        `${context}: line ${i + 1} has ${fields.length} columns, the lines before it ${length}; choose some by usecols.`,
      );
    }
    rows.push(chosen ?? fields);
  }
  return rows;
}

/** The array of all fields, shaped as asked. */
function arrange(
  context: string,
  rows: readonly string[][],
  name: DType,
  { unpack = false, ndmin = 0 }: Pick<TextOptions, 'unpack' | 'ndmin'>,
  valueOf: (field: string, row: number, column: number) => Element,
  /** How many columns there are where there are no rows. */
  fewest = 1,
): NDArray {
  if (ndmin !== 0 && ndmin !== 1 && ndmin !== 2) throw new RangeError(`${context}: ndmin is ${ndmin}, not 0, 1 or 2.`);
  const columns = rows[0]?.length ?? fewest;
  const flat = rows.flatMap((fields, row) => fields.map((field, column) => valueOf(field, row, column)));
  return scope(() => {
    const table = NDArray.allocate(name, [rows.length, columns]);
    table.data.set(flat as never);
    const shape = table.shape.filter((extent) => extent !== 1);
    const shaped = ndmin === 2 ? table : table.reshape(shape.length === 0 && ndmin === 1 ? [1] : shape);
    return unpack ? shaped.transpose() : shaped;
  });
}

/**
 * The numbers in delimited text, one row a line.
 *
 * @param options See {@link TextOptions}.
 * @returns A fresh array, two-dimensional but for single rows and columns (`ndmin: 2` keeps those). NumPy: `loadtxt` of
 *   the lines.
 * @throws RangeError where a field is no number of the type, and where rows differ in length.
 * @example
 * parseText('1, 2\n3, 4', { delimiter: ',' });
 */
export function parseText<L extends DTypeLike = 'f64'>(text: string, options: TextOptions<L> = {}): NDArray<Or<L>> {
  if (typeof text !== 'string')
    throw new TypeError(`parseText: ${String(text)} is no string; loadtxt reads files and bytes.`);
  checkTextOptions('parseText', options, LOAD_OPTIONS);
  return readText('parseText', text, options) as NDArray as NDArray<Or<L>>;
}

function readText(context: string, text: string, options: TextOptions): NDArray {
  const name: DType = options.dtype === undefined ? 'f64' : dtype(options.dtype);
  const split = splitter(context, options, false);
  const rows = rowsOf(context, text, split, options.skiprows ?? 0, options.maxRows ?? Infinity, options.usecols);
  const parse = parser(name);
  const valueOf = (field: string, row: number, column: number) => {
    const value = parse(field);
    if (value === undefined) {
      throw new RangeError(
        `${context}: ${JSON.stringify(field.slice(0, 50))} in row ${row}, column ${column} of the numbers is no ${name}; genfromtxt reads what is missing as NaN.`,
      );
    }
    return value;
  };
  return arrange(context, rows, name, options, valueOf, Array.isArray(options.usecols) ? options.usecols.length : 1);
}

/**
 * Reads delimited text, one row a line.
 *
 * @param source A path, URL, bytes, Blob or stream, as for {@link load}; UTF-8. For text itself there is {@link parseText}.
 * @param options See {@link TextOptions}.
 * @returns A fresh array, two-dimensional but for single rows and columns. NumPy: `loadtxt`.
 * @throws RangeError where a field is no number of the type, and where rows differ in length; Error when the source
 *   cannot be read.
 * @example
 * const [time, value] = await loadtxt('log.csv', { delimiter: ',', skiprows: 1, unpack: true });
 */
export async function loadtxt<L extends DTypeLike = 'f64'>(
  source: Source,
  options: TextOptions<L> = {},
): Promise<NDArray<Or<L>>> {
  checkTextOptions('loadtxt', options, LOAD_OPTIONS);
  const { context, bytes } = await read('loadtxt', source, 'text');
  return readText(context, decoded(bytes), options) as NDArray as NDArray<Or<L>>;
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/**
 * Reads delimited text in which fields may be missing or no numbers. For integers a field with a fraction is none either,
 * where NumPy cuts it for types of less than 64 bits; for bools only `true` and `false` are something.
 *
 * @param source A path, URL, bytes, Blob or stream, as for {@link load}; UTF-8.
 * @param options See {@link GenOptions}.
 * @returns A fresh array, two-dimensional but for single rows and columns. NumPy: `genfromtxt`, without fields, names and
 *   converters.
 * @throws RangeError where rows differ in length, and where a number or filling value does not fit the type; Error when
 *   the source cannot be read.
 * @example
 * await genfromtxt('survey.csv', { delimiter: ',', skipHeader: 1 }); // NaN where nothing is said
 */
export async function genfromtxt<L extends DTypeLike = 'f64'>(
  source: Source,
  options: GenOptions<L> = {},
): Promise<NDArray<Or<L>>> {
  checkTextOptions('genfromtxt', options, GEN_OPTIONS);
  const { context, bytes } = await read('genfromtxt', source, 'text');
  const name: DType = options.dtype === undefined ? 'f64' : dtype(options.dtype);
  const { kind } = DTYPES[name];
  const footer = options.skipFooter ?? 0;
  if (footer > 0 && options.maxRows !== undefined) {
    throw new RangeError(`${context}: skipFooter and maxRows exclude each other.`);
  }
  const split = splitter(context, options, true);
  const { skipHeader = 0, maxRows = Infinity, usecols } = options;
  const text = withoutFooter(decoded(bytes), split, skipHeader, footer);
  const rows = rowsOf(context, text, split, skipHeader, maxRows, usecols);
  const parse = parser(name);
  const given = options.fillingValues ?? (kind === 'f' ? Number.NaN : kind === 'b' ? false : -1);
  // Only where a field is missing must the value fit the type.
  const filling = () => asElement(scalarAs(context, given, name));
  const array = arrange(context, rows, name, options, (field) => {
    // Bools are words here.
    if (kind === 'b') return /^true$/i.test(field.trim()) ? 1 : /^false$/i.test(field.trim()) ? 0 : filling();
    const value = parse(field);
    if (value === undefined && kind !== 'f' && WHOLE.test(field.trim())) {
      throw new RangeError(`${context}: ${field.trim()} does not fit ${name}; choose a wider type.`);
    }
    return value ?? filling();
  });
  return array as NDArray as NDArray<Or<L>>;
}

function asElement(value: Element | boolean): Element {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The text without its last rows; lines that are none do not count. */
function withoutFooter(text: string, split: Split, header: number, count: number): string {
  if (count <= 0) return text;
  const lines = text.split(/\r\n|[\r\n]/);
  let left = count;
  while (left > 0 && lines.length > header) if (split(lines.pop()!).length > 0) left--;
  return lines.join('\n');
}

/**
 * An array as delimited text, one row a line.
 *
 * @param options See {@link FormatTextOptions}.
 * @returns The text; a one-dimensional array is a column. NumPy: what `savetxt` writes.
 * @throws RangeError for other than one or two dimensions, a wrong number of formats, or a format that is none.
 * @example
 * formatText([[1, 2], [3, 4]], { fmt: '%d', delimiter: ',' }); // '1,2\n3,4\n'
 */
export function formatText<A extends ArrayLike>(array: A, options: FormatTextOptions = {}): string {
  return writeText('formatText', array, options);
}

/** The text of what a caller gave; its rows are read from a packed copy. */
function writeText(operation: string, given: ArrayLike, options: FormatTextOptions): string {
  return scope(() => textOf(operation, toArray(operation, given).copy(), options));
}

function textOf(operation: string, array: NDArray, options: FormatTextOptions): string {
  checkOptions(operation, options, ['fmt', 'delimiter', 'newline', 'header', 'footer', 'comments']);
  const { fmt = '%.18e', delimiter = ' ', newline = '\n', header = '', footer = '', comments = '# ' } = options;
  if (array.ndim !== 1 && array.ndim !== 2) {
    throw new RangeError(`${operation}: shape ${showShape(array.shape)}; text has one or two dimensions.`);
  }
  const [rows, columns] = array.ndim === 1 ? [array.size, 1] : array.shape;
  for (const [name, value] of Object.entries({ delimiter, newline, header, footer, comments })) {
    if (typeof value !== 'string') throw new TypeError(`${operation}: ${name} is ${String(value)}; it is a string.`);
  }
  if (typeof fmt !== 'string' && !(Array.isArray(fmt) && fmt.every((format) => typeof format === 'string'))) {
    throw new TypeError(
      `${operation}: fmt is ${String(fmt)}; it is a format such as '%.3f', or a list of one for each column.`,
    );
  }
  const formats = typeof fmt === 'string' ? new Array<string>(columns).fill(fmt) : fmt;
  if (formats.length !== columns) {
    throw new RangeError(`${operation}: ${formats.length} formats for ${columns} columns; give one, or one for each.`);
  }
  const writers = formats.map((format, i) => (i > 0 && format === formats[0] ? undefined : printf(operation, format)));
  const { data } = array;
  const lines: string[] = [];
  const note = (text: string) => {
    if (text !== '') lines.push(comments + text.replaceAll('\n', `\n${comments}`));
  };
  note(header);
  for (let row = 0; row < rows; row++) {
    lines.push(writers.map((writer, i) => (writer ?? writers[0]!)(data[row * columns + i])).join(delimiter));
  }
  note(footer);
  return lines.map((line) => line + newline).join('');
}

/**
 * Writes an array to a text file (Node), one row a line. A file there is replaced all at once.
 *
 * @param path A path, taken as it is, or a file URL.
 * @param options See {@link FormatTextOptions}.
 * @returns When the file is on disk. NumPy: `savetxt`; in UTF-8.
 * @throws As {@link formatText}; TypeError outside Node; Error when it cannot be written.
 * @example
 * await savetxt('a.csv', a, { fmt: '%.3f', delimiter: ',' });
 */
export async function savetxt<A extends ArrayLike>(
  path: string | URL,
  array: A,
  options: FormatTextOptions = {},
): Promise<void> {
  await write('savetxt', path, new TextEncoder().encode(writeText('savetxt', array, options)));
}
