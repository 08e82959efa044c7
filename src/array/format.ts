/**
 * Arrays as text, exactly as NumPy 2.4's str() and repr() print them. Only the elements that appear are read, so that
 * printing a large array, or a view of one, costs no more than a small one.
 */
import type { DType, Scalar } from './dtype.js';
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
}

type CompleteOptions = Required<PrintOptions>;

/** The dtypes that NumPy's repr() leaves unsaid, being those that the elements imply. */
const IMPLIED: readonly DType[] = ['bool', 'i64', 'f64'];

const FLOAT_MODES: readonly string[] = ['fixed', 'unique', 'maxprec', 'maxprec_equal'];
const SIGNS: readonly string[] = ['-', '+', ' '];

function resolve(options: PrintOptions): CompleteOptions {
  const {
    precision = 8,
    threshold = 1000,
    edgeitems = 3,
    linewidth = 75,
    suppress = false,
    floatmode = 'maxprec',
    sign = '-',
  } = options;
  for (const [name, value] of Object.entries({ precision, edgeitems })) {
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(`print options: ${name} must be an integer of at least 0, not ${value}`);
    }
  }
  for (const [name, value] of Object.entries({ threshold, linewidth })) {
    if (typeof value !== 'number' || Number.isNaN(value)) {
      throw new RangeError(`print options: ${name} must be a number (Infinity for no limit), not ${value}`);
    }
  }
  if (!FLOAT_MODES.includes(floatmode)) {
    throw new RangeError(`print options: floatmode must be one of ${FLOAT_MODES.join(', ')}, not ${floatmode}`);
  }
  if (!SIGNS.includes(sign)) throw new RangeError(`print options: sign must be '-', '+' or ' ', not '${sign}'`);
  return { precision, threshold, edgeitems, linewidth, suppress, floatmode, sign };
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
    // A word too long for any line gets a line of its own, not an empty line before it.
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += i < words.length - 1 ? word + separator : word;
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
  // ' True' lines up with 'False', but a 0-d array has nothing to line up with.
  if (shape.length === 0 && a.dtype === 'bool') return formatScalar(elements[0], 'bool');
  const cells = formatCells(elements, a.dtype, options);

  let next = 0;
  const nest = (axis: number, indent: string, width: number): string => {
    const places = axes[axis];
    if (!places) return cells[next++];
    // Each level of brackets takes a column on the left, and one on the right.
    const items = places.map((place) => (place === null ? '...' : nest(axis + 1, `${indent} `, width - 1)));
    const inner = axes.length - 1 - axis;
    const body =
      inner === 0
        ? fillLines(items, separator, indent, width - 1)
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
