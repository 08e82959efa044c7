// @ts-check
// Runs the rows that are planned, one after the other, and keeps to the schedule.

import { kernels } from 'contig';
import { endProgress, showProgress } from './progress.js';

/**
 * Who is told of the run.
 * @template R
 * @typedef {{ started: (done: number, total: number, name: string) => void, found?: (rows: R[]) => void, ended?: () => void }} Watcher
 */

/** @type {Watcher<unknown>} */
const terminal = { started: showProgress, ended: endProgress };

/**
 * A row that fails is reported and does not stop the others.
 * @template R, C
 * @param {{ name: string, run: (context: C & { effort: import('./options.js').Effort }) => Promise<R[]> }[]} planned
 * @param {C} context
 * @param {import('./options.js').Effort} effort
 * @param {Partial<import('./options.js').Effort>} hurried what changes for rows while the run is behind its schedule
 * @param {Watcher<R>} [watcher] by default the terminal
 */
export async function runPlanned(planned, context, effort, hurried, watcher = terminal) {
  /** @type {R[]} */
  const rows = [];
  /** @type {{ name: string, message: string }[]} */
  const failures = [];
  const start = performance.now();
  const { build } = kernels;
  for (const [done, { name, run }] of planned.entries()) {
    watcher.started(done + 1, planned.length, name);
    // A row may have ended with a turn of another build.
    kernels.use(build);
    const behind = performance.now() - start > (effort.total * done) / planned.length;
    try {
      const found = await run({ ...context, effort: behind ? { ...effort, ...hurried } : effort });
      rows.push(...found);
      watcher.found?.(found);
    } catch (error) {
      failures.push({ name, message: error instanceof Error ? error.message : String(error) });
    }
  }
  watcher.ended?.();
  return { rows, failures };
}
