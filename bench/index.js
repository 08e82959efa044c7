#!/usr/bin/env node
// @ts-check
// `npm run bench`: measures contig against its rivals; prints a table, writes bench/results/latest.json and latest.svg.

import { existsSync } from 'node:fs';
import { help, matches, parseOptions } from './options.js';
import { runPlanned } from './plan.js';

/** @typedef {import('./options.js').Options} Options */

/**
 * The options, or null after help or an error was printed.
 * @returns {Options | null}
 */
function readOptions() {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options === null) console.log(help);
    return options;
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
    return null;
  }
}

/** @param {Options} options */
async function run({ quick, filter, results: directory, effort }) {
  // Loaded only now: help must work before a build, and loading contig compiles its kernels.
  const { fastBuild, labels } = await import('./contenders.js');
  const { labels: fusionLabels } = await import('./fusion.js');
  const { NumPy } = await import('./numpy.js');
  const { labels: recordLabels } = await import('./packing.js');
  const { report } = await import('./report.js');
  const { machine, save } = await import('./results.js');
  const sections = await Promise.all([
    import('./layout.js'),
    import('./compute.js'),
    import('./flights.js'),
    import('./sorting.js'),
    import('./fusion.js'),
    import('./memory.js'),
    import('./packing.js'),
  ]);

  const plans = await Promise.all(sections.map(({ plan }) => plan(effort.sizes)));
  const planned = plans.flat().filter(({ name }) => matches(name, filter));
  if (planned.length === 0) {
    console.error(`bench: no row's name contains all of "${filter}"; names are like "${plans.flat()[0].name}"`);
    process.exitCode = 2;
    return;
  }

  const numpy = await NumPy.start();
  if (numpy === null) console.error('no python3 with NumPy found: no native column');
  const narrow = planned.some(({ name }) => name.startsWith('sorting')) ? await NumPy.startNarrow() : null;
  const { rows, failures } = await runPlanned(planned, { numpy, narrow }, effort, { budget: 0 });
  numpy?.stop();
  narrow?.stop();

  const results = {
    date: new Date().toISOString(),
    build: fastBuild,
    numpy: numpy?.version ?? null,
    quick,
    filter,
    machine: machine(),
    labels: {
      ...labels,
      ...(numpy && { numpy: 'NumPy' }),
      ...(narrow && { narrow: 'NumPy without AVX' }),
      ...recordLabels,
      ...fusionLabels,
    },
    rows,
    failures,
  };
  console.log(report(results));
  for (const { name, message } of failures) console.error(`bench: ${name}: ${message}`);
  if (failures.length > 0) process.exitCode = 1;
  console.log(`\nwritten: ${(await save(results, directory)).join(', ')}`);
}

const options = readOptions();
if (options !== null) {
  if (!existsSync(new URL('../lib/index.js', import.meta.url))) {
    console.error('bench: contig is not built yet; run `npm run build` first');
    process.exitCode = 1;
  } else if (options.section === 'own') await run(options);
  else if (options.section === 'check') await (await import('./check.js')).runCheck(options);
  else if (existsSync(new URL('./peers/index.js', import.meta.url))) {
    await (await import('./peers/index.js')).runPeers(options);
  } else {
    console.error(
      'bench: the comparison with other libraries needs them installed: run it in a clone of the repository',
    );
    process.exitCode = 1;
  }
}
