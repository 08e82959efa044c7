/**
 * Arrays as text, exactly as NumPy 2.4's str() and repr() print them. Only the elements that appear are read, so that
 * printing a large array, or a view of one, costs no more than a small one.
 */
import { DTYPES, type DType, type Scalar } from './dtype.js';
import { formatCells, formatScalar, type NumberOptions } from './format-number.js';

/** What is needed of an array to print it. */
export interface Printable {
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** The element at `index`. It is asked for printed elements only, and the same index array serves all the calls. */
  element(index: readonly number[]): Scalar;
}

/** NumPy's print options, with NumPy's defaults. */
export interface PrintOptions extends Partial<NumberOptions> {
  /** Arrays of more elements than this are summarised (1000). */
  readonly threshold?: number;
  /** How many items a summary shows at either end of an axis (3). */
  readonly edgeitems?: number;
  /** The length at which lines break (75). */
  readonly linewidth?: number;
  /** Functions that write elements in place of the other options: none unless given. */
  readonly formatter?: Formatter | null;
}

type Write<S> = ((value: S) => string) | null;

/** Functions from an element to its text, for a type of elements, for the types of a kind, or for all. */
export interface Formatter {
  /** For bools. */
  readonly bool?: Write<boolean>;
  /** For integers. */
  readonly int?: Write<number | bigint>;
  /** For integers too: NumPy's name of the kind. */
  readonly intKind?: Write<number | bigint>;
  /** For floats. */
  readonly float?: Write<number>;
  /** For floats too: NumPy's name of the kind. */
  readonly floatKind?: Write<number>;
  /** For all types. */
  readonly all?: Write<Scalar>;
}

/** Every print option with its value. */
export type CompleteOptions = Required<PrintOptions>;

const DEFAULTS: CompleteOptions = Object.freeze({
  precision: 8,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 75,
  suppress: false,
  floatmode: 'maxprec',
  sign: '-',
  nanstr: 'nan',
  infstr: 'inf',
  formatter: null,
});

/** The options that hold where none are given. */
let current = DEFAULTS;

/** The print options in force. */
export function printOptions(): CompleteOptions {
  return current;
}

/** Puts print options in force, those not given staying as they are; the ones that were. */
export function usePrintOptions(operation: string, options: PrintOptions): CompleteOptions {
  const before = current;
  current = Object.freeze(resolve(options, operation));
  return before;
}

/** The dtypes that NumPy's repr() leaves unsaid, being those that the elements imply. */
const IMPLIED: readonly DType[] = ['bool', 'i64', 'f64'];

const FLOAT_MODES: readonly string[] = ['fixed', 'unique', 'maxprec', 'maxprec_equal'];
const SIGNS: readonly string[] = ['-', '+', ' '];

function resolve(options: PrintOptions, operation = 'print options'): CompleteOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const unknown = given.find(([name]) => !Object.hasOwn(DEFAULTS, name));
  if (unknown !== undefined) {
    const known = Object.keys(DEFAULTS).join(', ');
    throw new TypeError(`${operation}: there is no option '${unknown[0]}'; there are ${known}.`);
  }
  const complete: CompleteOptions = { ...current, ...Object.fromEntries(given) };
  const { precision, threshold, edgeitems, linewidth, floatmode, sign, nanstr, infstr, formatter } = complete;
  for (const [name, value] of Object.entries({ precision, edgeitems })) {
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(`${operation}: ${name} must be an integer of at least 0, not ${value}`);
    }
  }
  for (const [name, value] of Object.entries({ threshold, linewidth })) {
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new RangeError(`${operation}: ${name} must be a number (Infinity for no limit), not ${value}`);
    }
  }
  for (const [name, value] of Object.entries({ nanstr, infstr })) {
    if (typeof value !== 'string') throw new TypeError(`${operation}: ${name} must be a string, not ${value}`);
  }
  if (!FLOAT_MODES.includes(floatmode)) {
    throw new RangeError(`${operation}: floatmode must be one of ${FLOAT_MODES.join(', ')}, not ${floatmode}`);
  }
  if (!SIGNS.includes(sign)) throw new RangeError(`${operation}: sign must be '-', '+' or ' ', not '${sign}'`);
  for (const [name, write] of Object.entries(formatter ?? {})) {
    const isKnown = ['bool', 'int', 'intKind', 'float', 'floatKind', 'all'].includes(name);
    if (!isKnown) throw new RangeError(`${operation}: formatter has no ${name}; it has bool, int, float, ...Kind, all`);
    if (write != null && typeof write !== 'function') {
      throw new TypeError(`${operation}: formatter's ${name} must be a function`);
    }
  }
  return complete;
}

/** The function of a formatter for a type: that of the type itself before that of its kind and that of all. */
function writerOf(formatter: Formatter | null, dtype: DType): ((value: Scalar) => string) | undefined {
  if (formatter === null) return undefined;
  const { kind } = DTYPES[dtype];
  const { bool, int, intKind, float, floatKind, all } = formatter;
  const own = kind === 'b' ? bool : kind === 'f' ? (float ?? floatKind) : (int ?? intKind);
  return (own ?? all ?? undefined) as ((value: Scalar) => string) | undefined;
}

/** The texts of the elements that are printed. */
function cellsOf(elements: readonly Scalar[], a: Printable, options: CompleteOptions): string[] {
  const write = writerOf(options.formatter, a.dtype);
  if (write !== undefined) {
    return elements.map((element) => {
      const text = write(element);
      if (typeof text === 'string') return text;
      throw new TypeError(`print options: a formatter gave ${String(text)} for ${String(element)}; it gives strings`);
    });
  }
  // ' True' lines up with 'False', but a 0-d array has nothing to line up with.
  if (a.shape.length === 0 && a.dtype === 'bool') return [formatScalar(elements[0], 'bool')];
  return formatCells(elements, a.dtype, options);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** The places of one axis that are printed; null stands for the ellipsis. */
function printedPlaces(length: number, edgeitems: number): (number | null)[] {
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  if (length <= 2 * edgeitems) return range(0, length);
  // NumPy shows the last item even with edgeitems 0.
  return [...range(0, edgeitems), null, ...range(length - Math.max(edgeitems, 1), length)];
}

function printedElements(a: Printable, axes: readonly (readonly (number | null)[])[]): Scalar[] {
  const elements: Scalar[] = [];
  const index: number[] = [];
  const visit = (axis: number): void => {
    const places = axes[axis];
    if (!places) {
      elements.push(a.element(index));
      return;
    }
    for (const place of places) {
      if (place === null) continue;
      index[axis] = place;
      visit(axis + 1);
    }
  };
  visit(0);
  return elements;
}

/** Words with separators, broken into lines of at most `width` characters; all but the first line are indented. */
function fillLines(words: readonly string[], separator: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  words.forEach((word, i) => {
    const rows = word.split('\n');
    const length = Math.max(...rows.map((row) => row.length));
    // A word too long for any line gets a line of its own, not an empty line before it.
    if (line.length + length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    // The lines of a word of several, which only a formatter makes, stand below each other.
    const left = ' '.repeat(line.length);
    line += rows[0];
    for (const row of rows.slice(1)) {
      lines.push(line.trimEnd());
      line = left + row;
    }
    if (rows.length > 1) line += ' '.repeat(length - rows[rows.length - 1].length);
    if (i < words.length - 1) line += separator;
  });
  lines.push(line);
  return lines.join('\n').slice(indent.length);
}

/** The elements in nested brackets. `topIndent` is what stands left of the first element in the lines that follow. */
function bracketed(
  a: Printable,
  options: CompleteOptions,
  separator: string,
  topIndent: string,
  topWidth: number,
): string {
  const { shape } = a;
  const size = sizeOf(shape);
  if (size === 0) return '[]';
  const edgeitems = size > options.threshold ? options.edgeitems : Infinity;
  const axes = shape.map((length) => printedPlaces(length, edgeitems));
  const elements = printedElements(a, axes);
  const cells = cellsOf(elements, a, options);

  let next = 0;
  const nest = (axis: number, indent: string, width: number): string => {
    const places = axes[axis];
    if (!places) return cells[next++];
    // Each level of brackets takes a column on the left, and one on the right.
    const items = places.map((place) => (place === null ? '...' : nest(axis + 1, `${indent} `, width - 1)));
    const inner = axes.length - 1 - axis;
    const body =
      inner === 0
        ? fillLines(items, separator, indent, width - Math.max(separator.trimEnd().length, 1))
        : items.join(separator.trimEnd() + '\n'.repeat(inner) + indent);
    return `[${body}]`;
  };
  return nest(0, topIndent, topWidth);
}

/** A shape as Python prints a tuple. */
function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/**
 * The text of NumPy's str(a): elements in nested brackets, in columns, summarised with `...` beyond `threshold`
 * elements. An array without axes prints as its element does, whatever the options.
 *
 * `[[1. 2.]\n [3. 4.]]`
 */
export function formatArray(a: Printable, options: PrintOptions = {}): string {
  const resolved = resolve(options);
  if (a.shape.length === 0) return formatScalar(a.element([]), a.dtype);
  return bracketed(a, resolved, ' ', ' ', resolved.linewidth);
}

/** What surrounds the text of an array. */
export interface Surroundings {
  /** Between elements, a space unless given. */
  readonly separator?: string;
  /** What will stand left of the text, so that lines are indented below it. */
  readonly prefix?: string;
  /** What will stand right of the last line. */
  readonly suffix?: string;
}

/** The text of NumPy's array2string(a): as `formatArray` gives it, of arrays without axes too. */
export function formatWithin(
  a: Printable,
  options: PrintOptions,
  { separator = ' ', prefix = '', suffix = '' }: Surroundings,
): string {
  const resolved = resolve(options, 'array2string');
  return bracketed(a, resolved, separator, ' '.repeat(prefix.length + 1), resolved.linewidth - suffix.length);
}

/**
 * The text of NumPy's repr(a) with contig's dtype names. The dtype is left out where the elements imply it (bool, i64,
 * f64); the shape is said where the elements do not show it.
 *
 * `array([[1., 2.],\n       [3., 4.]], dtype=f32)`
 */
export function formatRepr(a: Printable, options: PrintOptions = {}): string {
  const resolved = resolve(options);
  const { linewidth, threshold } = resolved;
  const { shape, dtype } = a;
  const size = sizeOf(shape);
  const prefix = 'array(';
  const indent = ' '.repeat(prefix.length);
  const body = prefix + bracketed(a, resolved, ', ', `${indent} `, linewidth - 1);

  const extras: string[] = [];
  if ((size === 0 && !(shape.length === 1 && shape[0] === 0)) || size > threshold) extras.push(`shape=${tuple(shape)}`);
  if (size === 0 || !IMPLIED.includes(dtype)) extras.push(`dtype=${dtype}`);
  if (extras.length === 0) return `${body})`;

  const tail = `${extras.join(', ')})`;
  const lastLine = body.length + 1 - (body.lastIndexOf('\n') + 1);
  return `${body},${lastLine + tail.length + 1 > linewidth ? `\n${indent}` : ' '}${tail}`;
}
