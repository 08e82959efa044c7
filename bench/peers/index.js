// @ts-check
// The comparison with peers from the plan to the files: results/peers.json, peers.md and peers.svg.

import { mkdirSync, writeFileSync } from 'node:fs';
import * as contig from 'contig';
import { fastBuild } from '../contenders.js';
import { matches } from '../options.js';
import { runPlanned } from '../plan.js';
import { machine } from '../results.js';
import { chart } from './chart.js';
import { Visitor } from './guests.js';
import { markdown, text } from './report.js';
import { plan } from './run.js';
import { summarise } from './summary.js';

/**
 * @typedef {object} PeerResults
 * @property {string} date
 * @property {string} build
 * @property {string | null} numpy
 * @property {boolean} threads whether contig was measured with two
 * @property {boolean} quick
 * @property {string} filter
 * @property {ReturnType<typeof machine>} machine
 * @property {import('./run.js').PeerRow[]} rows
 * @property {{ name: string, message: string }[]} failures
 */

const folder = new URL('../results/', import.meta.url);

/** @type {Record<'full' | 'quick', import('../options.js').Effort>} */
const efforts = {
  full: { sizes: [], rounds: 11, batch: 1, warmup: 30, budget: 0, total: 680e3 },
  quick: { sizes: [], rounds: 5, batch: 0.5, warmup: 8, budget: 0, total: 110e3 },
};
/** What rows have to do with while the run is behind its schedule. */
const hurried = { rounds: 3, warmup: 5 };

/**
 * @param {import('../options.js').Options} options
 */
export async function runPeers({ quick, filter, picture: wanted }) {
  const everything = plan(quick);
  const planned = everything.filter(({ name }) => matches(name, filter));
  if (planned.length === 0) {
    console.error(`bench: no row's name contains all of "${filter}"; names are like "${everything[0].name}"`);
    process.exitCode = 2;
    return;
  }
  const numpy = await Visitor.numpy();
  if (numpy === null) console.error('no python3 with NumPy found: no native column');
  const threads = await Visitor.threads();
  if (threads === null && 'threads' in contig) console.error('contig did not start with two threads: no such column');
  const visitors = [numpy, threads].filter((visitor) => visitor !== null);
  const effort = efforts[quick ? 'quick' : 'full'];
  // The first row would pay for what the engine compiles for all.
  await planned[0].run({ visitors, effort });
  const { rows, failures } = await runPlanned(planned, { visitors }, effort, hurried);
  for (const visitor of visitors) visitor.stop();

  /** @type {PeerResults} */
  const results = {
    date: new Date().toISOString(),
    build: fastBuild,
    numpy: numpy?.hello.version ?? null,
    threads: threads !== null,
    quick,
    filter,
    machine: machine(),
    rows,
    failures,
  };
  const tables = summarise(rows);
  console.log(text(results, tables));
  for (const { name, message } of failures) console.error(`bench: ${name}: ${message}`);
  if (failures.length > 0) process.exitCode = 1;

  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('peers.json', folder), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL('peers.md', folder), `${markdown(results, tables)}\n`);
  const picture = await chart(results);
  if (picture !== null) writeFileSync(new URL('peers.svg', folder), picture);
  if (picture !== null && wanted) writeFileSync(new URL('../peers.svg', import.meta.url), picture);
  console.log(`\nwritten: bench/results/peers.json, peers.md${picture === null ? '' : ', peers.svg'}`);
}
