// @ts-check
// The containers whose bytes are counted, and how each is made.

/** @typedef {typeof import('contig')} Contig */

/**
 * How each container of `n` elements is made, which are numbers unless it `holds` records. contig is passed in, so that only
 * a process that measures it loads it.
 * @type {Record<string, { usesContig?: boolean, holds?: 'records', make: (n: number, contig: Contig) => unknown }>}
 */
export const containers = {
  'contig f32': { usesContig: true, make: (n, { zeros }) => zeros(n, 'f32') },
  'contig f64': { usesContig: true, make: (n, { zeros }) => zeros(n, 'f64') },
  'contig u8': { usesContig: true, make: (n, { zeros }) => zeros(n, 'u8') },
  'PackedArray f64, pushed': {
    usesContig: true,
    make(n, { PackedArray }) {
      const values = new PackedArray('f64');
      for (let i = 0; i < n; i++) values.push(i + 0.5);
      return values;
    },
  },
  Float32Array: { make: (n) => new Float32Array(n) },
  Float64Array: { make: (n) => new Float64Array(n) },
  Uint8Array: { make: (n) => new Uint8Array(n) },
  'number array, integers': { make: (n) => Array.from({ length: n }, (_, i) => i) },
  'number array, fractions': { make: (n) => Array.from({ length: n }, (_, i) => i + 0.5) },
  'number array, pushed': { make: pushed },
  'array of {x, y}, integers': {
    holds: 'records',
    make: (n) => Array.from({ length: n }, (_, i) => ({ x: i, y: -i })),
  },
  'array of {x, y}, fractions': {
    holds: 'records',
    make: (n) => Array.from({ length: n }, (_, i) => ({ x: i + 0.5, y: i + 0.25 })),
  },
  'RecordArray {x, y: f64}': {
    usesContig: true,
    holds: 'records',
    make: (n, { RecordArray, recordType }) => new RecordArray(recordType({ x: 'f64', y: 'f64' }), n),
  },
  'RecordArray {x, y: f32}': {
    usesContig: true,
    holds: 'records',
    make: (n, { RecordArray, recordType }) => new RecordArray(recordType({ x: 'f32', y: 'f32' }), n),
  },
};

/**
 * An array that grew: V8 keeps room to grow further.
 * @param {number} n
 */
function pushed(n) {
  const values = [];
  for (let i = 0; i < n; i++) values.push(i + 0.5);
  return values;
}
