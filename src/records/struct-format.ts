/** From a format string to fields: what stands where in the bytes. */
import { type Code, codeOf } from './struct-codes.js';
import { StructError } from './struct-error.js';

/** Values of one code, one after the other. */
export interface Field {
  readonly code: Code;
  /** The place of the first byte. */
  readonly offset: number;
  /** How many values there are, and the bytes of each: of text as many as the format's count says. */
  readonly count: number;
  readonly length: number;
}

export interface Layout {
  readonly size: number;
  /** Whether the first byte of a number is its lowest. */
  readonly little: boolean;
  /** Of all values. */
  readonly count: number;
  /** What has values, in order; padding has none. */
  readonly fields: readonly Field[];
}

/** Whether the machine's numbers, and so those of native mode, begin with their lowest byte: those of WebAssembly do. */
const NATIVE_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const MARKS = '@=<>!';
/** What C's isspace knows. */
const SPACES = ' \t\n\r\v\f';
const DIGITS = /\d*/y;

/**
 * The layout that a format stands for, as CPython has it: in native mode (`@` or no mark) each item is aligned to its size
 * and nothing follows the last one; in the others nothing is aligned.
 *
 * @throws StructError for a format that says nothing, or more bytes than can be counted.
 */
export function layoutOf(format: string): Layout {
  const bad = Array.from(format).find((char) => char === '\0' || char > '\x7f');
  if (bad)
    throw new StructError(`struct format ${JSON.stringify(format)} has ${JSON.stringify(bad)}; formats are ASCII`);
  const mark = MARKS.includes(format.charAt(0)) ? format.charAt(0) : '';
  const native = mark === '' || mark === '@';
  const little = mark === '<' || (mark !== '>' && mark !== '!' && NATIVE_LITTLE);
  const fields: Field[] = [];
  let size = 0;
  let values = 0;
  for (let at = mark.length; at < format.length; ) {
    if (SPACES.includes(format[at])) {
      at++;
      continue;
    }
    DIGITS.lastIndex = at;
    const digits = DIGITS.exec(format)![0];
    at += digits.length;
    if (at === format.length) {
      throw new StructError(
        `repeat count given without format specifier: ${digits} at the end of ${JSON.stringify(format)}`,
      );
    }
    const code = codeOf(format[at++], native, format);
    const repeat = digits === '' ? 1 : Number(digits);
    const offset = native ? Math.ceil(size / code.alignment) * code.alignment : size;
    size = offset + repeat * code.size;
    if (size > Number.MAX_SAFE_INTEGER) {
      throw new StructError(`total struct size too long: ${digits}${code.char} in ${JSON.stringify(format)}`);
    }
    const text = code.kind === 'text';
    const count = text ? 1 : repeat;
    if (code.kind === 'pad' || count === 0) continue;
    fields.push({ code, offset, count, length: text ? repeat : code.size });
    values += count;
  }
  return { size, little, count: values, fields };
}
