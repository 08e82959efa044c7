// @ts-check
// Bytes an element costs in each container, measured in a process of its own (memory-child.js) around the making of it.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { containers } from './containers.js';

const execute = promisify(execFile);
const child = fileURLToPath(new URL('./memory-child.js', import.meta.url));

/** Enough that a process's other few hundred bytes to kilobytes do not show. */
const ELEMENTS = 1e6;

/** @returns {{ name: string, run: () => Promise<import('./rows.js').Footprint[]> }[]} */
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
