/** What an expression may refer to: the library without what reaches files, and a little of JavaScript. */

/** Functions that read or write files. */
const FILES = ['load', 'save', 'savez', 'savezCompressed', 'loadtxt', 'genfromtxt', 'savetxt'];

const SWITCH = 'is what the switch at the top of the page does';

/** Stands for a function that is left out; a call of it says why. */
function absent(name: string, reason: string): () => never {
  return () => {
    throw new TypeError(`${name} ${reason}`);
  };
}

const JAVASCRIPT: Readonly<Record<string, unknown>> = {
  undefined,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  Math,
  Array,
  Number,
  String,
  Boolean,
  BigInt,
  JSON: { parse: JSON.parse, stringify: JSON.stringify },
  Object: { keys: Object.keys, values: Object.values, entries: Object.entries, fromEntries: Object.fromEntries },
  ArrayBuffer,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
};

/**
 * The names for {@link evaluate}.
 *
 * @param library What contig exports.
 */
export function namesOf(library: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const left = Object.fromEntries(FILES.map((name) => [name, absent(name, 'works on files, which this page has not')]));
  const threads = { start: absent('threads.start', SWITCH), stop: absent('threads.stop', SWITCH) };
  const own = { ...library, ...left, threads, ndarray: { ...(library.ndarray as object), ...left } };
  return new Map([...Object.entries(JAVASCRIPT), ...Object.entries(own)]);
}
