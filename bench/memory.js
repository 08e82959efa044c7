// @ts-check
// Bytes an element costs in each container, measured in a process of its own (memory-child.js) around the making of it.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** @typedef {typeof import('contig')} Contig */

const execute = promisify(execFile);
const child = fileURLToPath(new URL('./memory-child.js', import.meta.url));

/** Enough that a process's other few hundred bytes to kilobytes do not show. */
const ELEMENTS = 1e6;

/**
 * How each container of `n` elements is made. contig is passed in, so that only a process that measures it loads it.
 * @type {Record<string, { usesContig?: boolean, make: (n: number, contig: Contig) => unknown }>}
 */
export const containers = {
  'contig f32': { usesContig: true, make: (n, { zeros }) => zeros(n, 'f32') },
  'contig f64': { usesContig: true, make: (n, { zeros }) => zeros(n, 'f64') },
  'contig u8': { usesContig: true, make: (n, { zeros }) => zeros(n, 'u8') },
  Float32Array: { make: (n) => new Float32Array(n) },
  Float64Array: { make: (n) => new Float64Array(n) },
  Uint8Array: { make: (n) => new Uint8Array(n) },
  'number array, integers': { make: (n) => Array.from({ length: n }, (_, i) => i) },
  'number array, fractions': { make: (n) => Array.from({ length: n }, (_, i) => i + 0.5) },
  'number array, pushed': { make: pushed },
  'array of {x, y}, integers': { make: (n) => Array.from({ length: n }, (_, i) => ({ x: i, y: -i })) },
  'array of {x, y}, fractions': { make: (n) => Array.from({ length: n }, (_, i) => ({ x: i + 0.5, y: i + 0.25 })) },
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

/** @returns {import('./rows.js').Planned[]} */
export function plan() {
  return Object.keys(containers).map((container) => ({
    name: `memory ${container}`,
    async run() {
      const { stdout } = await execute(process.execPath, ['--expose-gc', child, container, String(ELEMENTS)]);
      const { heap, buffers, contig } = /** @type {Record<'heap' | 'buffers' | 'contig', number>} */ (
        JSON.parse(stdout)
      );
      const each = { heap: heap / ELEMENTS, buffers: buffers / ELEMENTS, contig: contig / ELEMENTS };
      return [{ section: 'memory', container, n: ELEMENTS, ...each, total: each.heap + each.buffers + each.contig }];
    },
  }));
}
