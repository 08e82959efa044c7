// @ts-check
// What a run found and where, and the files it leaves: results/latest.json, results/latest.svg and results/fusion.svg.

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { chart } from './chart.js';
import { fusionChart } from './fusion-chart.js';

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

const folder = new URL('./results/', import.meta.url);

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

/**
 * Writes the results; returns the names of the files.
 * @param {Results} results
 */
export async function save(results) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('latest.json', folder), `${JSON.stringify(results, null, 2)}\n`);
  const files = ['bench/results/latest.json'];
  const pictures = { 'latest.svg': await chart(results), 'fusion.svg': await fusionChart(results) };
  for (const [name, picture] of Object.entries(pictures)) {
    if (picture === null) continue;
    writeFileSync(new URL(name, folder), picture);
    files.push(`bench/results/${name}`);
  }
  return files;
}
