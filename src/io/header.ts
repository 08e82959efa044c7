/**
 * The header of a .npy file: magic, version, length, and a Python dict literal that says type, order and shape. It is
 * read by a parser that knows this one dict and nothing else of Python.
 *
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { DTYPES, type DType } from '../array/dtype.js';
import { type Shape, showShape } from '../array/layout.js';
import type { FieldLike } from '../records/field.js';
import { type FieldEntry, type FieldTable, type RecordType, recordType } from '../records/record-type.js';

/** What a header says. */
export interface Header {
  readonly dtype: DType;
  readonly bigEndian: boolean;
  /** The fields, where the elements are records; `dtype` is that of bytes then. */
  readonly record?: RecordType;
  /** Whether the first axis varies fastest. */
  readonly fortran: boolean;
  readonly shape: Shape;
  readonly size: number;
  /** Bytes before the elements, and of all elements. */
  readonly start: number;
  readonly nbytes: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** The start of every file: magic, version, and the length in its longer form. */
const PREFIX = 12;
/** NumPy's limit too; a header that it writes itself has 118 bytes, 64 axes take some 1,400. */
const LONGEST = 10_000;
const ALIGNMENT = 64;
/** As NumPy, leaves room to write a longer first extent in place. */
const EXTENT_DIGITS = 21;
const SPACE = 32;
const NEWLINE = 10;
const MOST_AXES = 64;
/** Records within records. */
const DEEPEST = 32;
/** More elements than any memory holds, of whatever size; their bytes still count exactly. */
const LARGEST = 2 ** 48;

/**
 * Reads the header at the start of a file's bytes.
 *
 * @param context What an error message begins with: the function and the source.
 * @returns The header, or undefined where more bytes must come first.
 * @throws RangeError for what is no header, TypeError for types that contig does not have.
 */
export function readHeader(context: string, bytes: Uint8Array): Header | undefined {
  if (!MAGIC.every((byte, i) => i >= bytes.length || bytes[i] === byte)) {
    throw new RangeError(`${context}: not a .npy file: it does not begin with \\x93NUMPY.`);
  }
  const [major, minor] = bytes.subarray(6, 8);
  if (bytes.length >= 8 && (major < 1 || major > 3 || minor !== 0)) {
    throw new RangeError(`${context}: .npy version ${major}.${minor} is unknown; versions 1.0, 2.0 and 3.0 are read.`);
  }
  if (bytes.length < PREFIX) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [length, begin] = major === 1 ? [view.getUint16(8, true), 10] : [view.getUint32(8, true), 12];
  if (length > LONGEST) {
    throw new RangeError(`${context}: the .npy header claims ${length} bytes; at most ${LONGEST} are read.`);
  }
  const start = begin + length;
  if (bytes.length < start) return undefined;
  return { ...new Parser(context, textOf(context, bytes.slice(begin, start), major), major < 3).header(), start };
}

function textOf(context: string, bytes: Uint8Array, major: number): string {
  try {
    return new TextDecoder(major < 3 ? 'latin1' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RangeError(`${context}: the .npy header is not UTF-8.`);
  }
}

/** What Python's repr writes in place of quotes, backslashes and what does not print. */
const ESCAPE = /\\(?:(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})|(.))/gsu;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', n: '\n', r: '\r', t: '\t' };

type Described = Omit<Header, 'start'>;
type ElementType = Pick<Header, 'dtype' | 'bigEndian' | 'record'>;

/** Reads `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }` from left to right. */
class Parser {
  private at = 0;

  constructor(
    private readonly context: string,
    private readonly text: string,
    /** Python 2 wrote extents as `3L`. */
    private readonly longs: boolean,
  ) {}

  header(): Described {
    let type: ElementType | undefined;
    let fortran: boolean | undefined;
    let shape: number[] | undefined;
    this.expect('{');
    while (!this.accept('}')) {
      const key = this.string('a key');
      this.expect(':');
      if (key === 'descr' && type === undefined) type = this.type();
      else if (key === 'fortran_order' && fortran === undefined) fortran = this.boolean();
      else if (key === 'shape' && shape === undefined) shape = this.shape();
      else this.fail(`has the key '${key}' twice or besides 'descr', 'fortran_order' and 'shape'`);
      if (!this.accept(',')) {
        this.expect('}');
        break;
      }
    }
    if (this.take(/\S/y) !== undefined) this.fail('goes on after its end');
    if (type === undefined || fortran === undefined || shape === undefined) {
      return this.fail("lacks one of the keys 'descr', 'fortran_order' and 'shape'");
    }
    // Extents of 0 are left out, as NumPy does: (0, 2**60) is refused although it has no elements.
    const reach = shape.reduce((product, extent) => product * (extent || 1), 1);
    if (shape.length > MOST_AXES || !(reach <= LARGEST)) {
      throw new RangeError(`${this.context}: shape ${showShape(shape)} is too large.`);
    }
    const size = shape.includes(0) ? 0 : reach;
    const itemsize = type.record?.itemsize ?? DTYPES[type.dtype].itemsize;
    return { ...type, fortran, shape, size, nbytes: size * itemsize };
  }

  private type(): ElementType {
    if (this.take(/\[/y) !== undefined) return { dtype: 'u8', bigEndian: false, record: this.record(0) };
    if (this.take(/\(/y) !== undefined) this.unsupported('a subarray type');
    const name = this.string('a type');
    const [, mark, kind, bytes] = /^([<>|=]?)([?A-Za-z])(\d*)/.exec(name) ?? [];
    if (kind === 'O') this.unsupported(`'${name}', pickled Python objects, which are never unpickled`);
    const found = Object.values(DTYPES).find((info) => name === `${mark}${info.kind}${info.itemsize}`);
    if (kind === undefined || found === undefined) return this.unsupported(`'${name}'${bytes ? '' : ', no type code'}`);
    return { dtype: found.name, bigEndian: mark === '>' && found.itemsize > 1 };
  }

  /** The fields of a record behind the bracket that opens them: `('x', '<f4'), ('v', '<f4', (3,)), ('', '|V4')]`. */
  private record(depth: number): RecordType {
    const names: string[] = [];
    const formats: FieldLike[] = [];
    const offsets: number[] = [];
    let end = 0;
    if (depth > DEEPEST) this.fail(`has fields nested deeper than ${DEEPEST}`);
    while (this.take(/\]/y) === undefined) {
      this.expect('(');
      const name = this.string('the name of a field');
      this.expect(',');
      const type: FieldLike = this.take(/\[/y) === undefined ? this.fieldType() : this.record(depth + 1);
      const format: FieldLike = this.accept(',') && this.take(/(?=\))/y) === undefined ? [type, this.shape()] : type;
      this.expect(')');
      const [{ nbytes }] = this.made([['field', format]]).fields;
      // Without a name it is the padding between fields.
      if (name !== '') {
        names.push(name);
        formats.push(format);
        offsets.push(end);
      }
      end += nbytes;
      if (this.take(/,/y) === undefined) {
        if (this.take(/\]/y) === undefined) this.fail("lacks ']' behind the fields");
        break;
      }
    }
    if (names.length === 0) this.fail('has a record without fields');
    return this.made({ names, formats, offsets, itemsize: end });
  }

  private fieldType(): FieldLike {
    const name = this.string('the type of a field');
    const [, mark, kind, bytes] = /^([<>|=]?)([?A-Za-z])(\d*)$/.exec(name) ?? [];
    const isString = kind !== undefined && 'SUV'.includes(kind) && bytes !== '';
    if (!isString && !Object.values(DTYPES).some((info) => name === `${mark}${info.kind}${info.itemsize}`)) {
      this.unsupported(`'${name}' in a field`);
    }
    return name as FieldLike;
  }

  private made(fields: FieldTable | readonly FieldEntry[]): RecordType {
    try {
      return recordType(fields as never) as RecordType;
    } catch (error) {
      return this.fail(`names fields that cannot be (${(error as Error).message})`);
    }
  }

  private boolean(): boolean {
    return (this.take(/True|False/y) ?? this.fail("gives no True or False for 'fortran_order'")) === 'True';
  }

  private shape(): number[] {
    if (!this.accept('(')) this.fail("gives no tuple for 'shape'");
    const shape: number[] = [];
    let comma = true;
    while (!this.accept(')')) {
      const extent = this.take(this.longs ? /-?(?:0|[1-9]\d*)(?=L?)/y : /-?(?:0|[1-9]\d*)/y);
      if (!comma || extent === undefined) return this.fail("gives no tuple of integers for 'shape'");
      if (this.longs) this.take(/L/y);
      if (extent.startsWith('-')) this.fail(`has the negative extent ${shorten(extent)}`);
      if (!Number.isSafeInteger(Number(extent))) this.fail(`has the extent ${shorten(extent)}, which is too large`);
      shape.push(Number(extent));
      comma = this.accept(',');
    }
    // In Python (3) is a number; a tuple of one has a comma.
    if (shape.length === 1 && !comma) this.fail("gives no tuple for 'shape'");
    return shape;
  }

  private string(what: string): string {
    const quoted =
      this.take(/'(?:[^'\\\n]|\\[^\n])*'|"(?:[^"\\\n]|\\[^\n])*"/y) ?? this.fail(`has no string for ${what}`);
    return quoted.slice(1, -1).replace(ESCAPE, (escape, hex: string | undefined, other: string | undefined) => {
      const point = hex === undefined ? 0 : Number.parseInt(hex.slice(1), 16);
      if (hex !== undefined && point <= 0x10ffff) return String.fromCodePoint(point);
      return ESCAPED[other ?? ''] ?? this.fail(`has the escape ${escape} in the string for ${what}`);
    });
  }

  /** The text that matches here, behind white space. */
  private take(pattern: RegExp): string | undefined {
    while (' \t\r\n'.includes(this.text[this.at] ?? '.')) this.at++;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private accept(character: string): boolean {
    const found = this.take(/[{}(),:]/y);
    if (found === character) return true;
    if (found !== undefined) this.at--;
    return false;
  }

  private expect(character: string): void {
    if (!this.accept(character)) this.fail(`lacks '${character}'`);
  }

  private fail(problem: string): never {
    throw new RangeError(
      `${this.context}: the .npy header ${problem}, at character ${this.at} of ${JSON.stringify(shorten(this.text.trimEnd()))}.`,
    );
  }

  private unsupported(what: string): never {
    const known = Object.values(DTYPES).map(({ numpy }) => numpy);
    throw new TypeError(`${this.context}: the elements are ${shorten(what)}; the types read are ${known.join(', ')}.`);
  }
}

/** Text from a file, short enough for a message. */
function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

/**
 * The bytes of a header, as NumPy writes them: padded so that elements begin at a multiple of 64; version 1.0 where that
 * can hold it, 2.0 for one of more than 65,535 bytes, 3.0 for names beyond latin-1.
 *
 * @param descr The element type as a Python literal: `'<f8'` in quotes, or a list of fields.
 */
export function writeHeader(descr: string, shape: Shape, fortran: boolean): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': ${descr}, 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${tuple}, }`;
  const growing = shape.length === 0 ? '' : String(shape[fortran ? shape.length - 1 : 0]);
  const room = shape.length === 0 ? 0 : EXTENT_DIGITS - growing.length;
  const filled = dict + ' '.repeat(room);
  const isLatin = /^[\0-\xff]*$/.test(filled);
  const text = isLatin
    ? Uint8Array.from(filled, (character) => character.charCodeAt(0))
    : new TextEncoder().encode(filled);
  // NumPy adds a whole 64 where the header fits exactly.
  const paddedLength = (before: number) => (Math.floor((before + text.length + 1) / ALIGNMENT) + 1) * ALIGNMENT;
  const version = !isLatin ? 3 : paddedLength(10) - 10 > 65_535 ? 2 : 1;
  const before = version === 1 ? 10 : 12;
  const bytes = new Uint8Array(paddedLength(before)).fill(SPACE);
  bytes.set([...MAGIC, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, bytes.length - before, true);
  else view.setUint32(8, bytes.length - before, true);
  bytes.set(text, before);
  bytes[bytes.length - 1] = NEWLINE;
  return bytes;
}
