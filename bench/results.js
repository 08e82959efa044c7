// @ts-check
// What a run found and where, and the files it leaves: results/latest.json, results/latest.svg and results/fusion.svg.

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `labels` names the contenders in the order they are shown. Times are nanoseconds.
 * @typedef {object} Results
 * @property {string} date
 * @property {string} build
 * @property {string | null} numpy
 * @property {boolean} quick
 * @property {string} filter
 * @property {ReturnType<typeof machine>} machine
 * @property {Record<string, string>} labels
 * @property {import('./rows.js').Row[]} rows
 * @property {{ name: string, message: string }[]} failures rows that gave wrong answers or threw
 */

/** Where results go unless the command line says otherwise. */
const FOLDER = fileURLToPath(new URL('./results', import.meta.url));

/** The machine a run was on: figures mean little without it. */
export function machine() {
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: totalmem(),
  };
}

/** The charts by their files' names; none where the packages that draw them are not installed, as beside an installed contig. */
async function charts() {
  try {
    const [{ chart }, { fusionChart }] = await Promise.all([import('./chart.js'), import('./fusion-chart.js')]);
    return { 'latest.svg': chart, 'fusion.svg': fusionChart };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error('no charts are drawn: they need the packages vega and vega-lite (npm install vega vega-lite)');
    return {};
  }
}

/**
 * Writes the results; returns the names of the files.
 * @param {Results} results
 * @param {string} directory as the command line gives it; empty for bench/results
 */
export async function save(results, directory) {
  const folder = directory === '' ? FOLDER : resolve(directory);
  mkdirSync(folder, { recursive: true });
  /** @type {string[]} */
  const files = [];
  const write = (/** @type {string} */ name, /** @type {string} */ content) => {
    writeFileSync(resolve(folder, name), content);
    files.push(relative('', resolve(folder, name)));
  };
  write('latest.json', `${JSON.stringify(results, null, 2)}\n`);
  for (const [name, draw] of Object.entries(await charts())) {
    const picture = await draw(results);
    if (picture !== null) write(name, picture);
  }
  return files;
}
