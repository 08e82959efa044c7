/**
 * What values take in V8's heap, in bytes: the objects' layouts as of V8 11 to 13, which test/records/layout-measure.js
 * measures anew. A word is 8 bytes in Node and 4 in Chrome, whose pointers are compressed. Other engines differ.
 *
 * The hidden classes and the code that objects share are not counted, nor what the process keeps outside of V8's heap
 * beside the contents of buffers.
 */

export interface Model {
  /** Bytes of a pointer and of a small integer. */
  readonly word: 4 | 8;
  /** A number that is no small integer, where it cannot lie in place. */
  readonly boxedNumber: number;
  /** Whether a number is a small integer, which takes no more than the place that refers to it. */
  isSmall(value: number): boolean;
  /** An object with so many fields. */
  object(fields: number): number;
  /** The table of an object whose fields come and go: hashed, with room to grow. */
  dictionary(fields: number): number;
  /** Fields that were added to an object of another kind. */
  addedFields(fields: number): number;
  /** An array as it is when made at its length: numbers in place (`packed`), or references. */
  array(length: number, packed: boolean): number;
  /** A string of its own. */
  string(length: number, wide: boolean): number;
  bigint(bits: number): number;
  /** A Map (two words an entry) or Set (one). */
  table(entries: number, words: 1 | 2): number;
  /** An ArrayBuffer, a typed array and a DataView, without the bytes of the buffer. */
  readonly buffer: number;
  readonly typedArray: number;
  readonly dataView: number;
  /** What lies in V8's heap of a typed array so small that its elements are there too. */
  smallElements(bytes: number): number;
  readonly date: number;
  readonly regExp: number;
  readonly boxed: number;
  readonly function: number;
  readonly symbol: number;
}

/** Typed arrays up to so many bytes have their elements in V8's heap. */
export const SMALL_TYPED_ARRAY = 64;
/** What `{}` has room for. */
const EMPTY_FIELDS = 4;

function modelOf(word: 4 | 8): Model {
  const aligned = (bytes: number) => Math.ceil(bytes / word) * word;
  const small = word === 8 ? 2 ** 31 : 2 ** 30;
  const header = 3 * word;
  const list = 2 * word;
  const boxedNumber = word + 8;
  const powerOfTwo = (least: number) => Math.max(4, 2 ** Math.ceil(Math.log2(least)));
  return {
    word,
    boxedNumber,
    isSmall: (value) => Number.isInteger(value) && value >= -small && value < small && !Object.is(value, -0),
    object: (fields) => header + fields * word,
    dictionary: (fields) => list + 6 * word + 3 * word * powerOfTwo(fields + Math.floor(fields / 2)),
    addedFields: (fields) => (fields === 0 ? 0 : list + Math.ceil(fields / 3) * 3 * word),
    array: (length, packed) => 4 * word + (length === 0 ? 0 : list + aligned(length * (packed ? 8 : word))),
    string: (length, wide) => aligned(word + 8 + (wide ? 2 : 1) * length),
    bigint: (bits) => 2 * word + 8 * Math.ceil(bits / 64),
    table(entries, words) {
      const room = powerOfTwo(Math.max(entries, 1));
      return 4 * word + list + 3 * word + (room / 2) * word + room * (words + 1) * word;
    },
    buffer: word === 8 ? 88 : 68,
    typedArray: word === 8 ? 96 : 72,
    dataView: word === 8 ? 80 : 60,
    smallElements: (bytes) => list + aligned(bytes),
    date: 12 * word + boxedNumber,
    regExp: 7 * word,
    boxed: 4 * word,
    function: 8 * word,
    symbol: 3 * word,
  };
}

const MODELS = { 4: modelOf(4), 8: modelOf(8) };

/** The fields that an object made with none has room for: an empty literal more than an instance of a class. */
export function roomOf(fields: number, literal: boolean): number {
  return fields === 0 && literal ? EMPTY_FIELDS : fields;
}

/** The model of the engine that runs, or of one with words of the given bytes. */
export function model(word: 4 | 8 | undefined): Model {
  if (word !== undefined && word !== 4 && word !== 8) {
    throw new RangeError(`sizeof: a word of ${word} bytes; it has 8 in Node, 4 in Chrome.`);
  }
  return MODELS[word ?? (compressed() ? 4 : 8)];
}

function compressed(): boolean {
  if (typeof process === 'undefined' || process.versions?.node === undefined) return true;
  const variables = process.config?.variables as Record<string, unknown> | undefined;
  return Number(variables?.v8_enable_pointer_compression ?? 0) !== 0;
}
