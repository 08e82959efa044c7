/** `npm run test:browser`: the tests in Chromium, on the package as a bundler ships it. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from '../../tools/chromium.mjs';
import { ISOLATED, STRICT, serve } from '../../tools/serve.mjs';
import { buildTests, ROOT, SOURCES } from './build.mjs';
import { CONFIGURATIONS, filesOf } from './configurations.mjs';
import { walkThroughPage } from './flows.mjs';
import { Lane } from './lane.mjs';
import { LEFT_OUT, leftOutOf } from './left-out.mjs';
import { Reporter } from './report.mjs';

const USAGE = `npm run test:browser -- [options]

  --filter <text>         only test files whose paths contain this
  --test <text>           only tests whose full names contain this
  --configuration <text>  only configurations whose names contain this: ${CONFIGURATIONS.map(({ name }) => name).join('; ')}
  --full                  all files in every configuration
  --seed <n>              where fast-check begins, as a failed run says
  --patience <seconds>    how long a page may be silent
  --lanes <n>             how many Chromiums work side by side`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      filter: { type: 'string', default: '' },
      test: { type: 'string', default: '' },
      configuration: { type: 'string', default: '' },
      full: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      patience: { type: 'string', default: '60' },
      lanes: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
  });
  const numbers = Object.fromEntries(['seed', 'patience', 'lanes'].map((name) => [name, Number(values[name])]));
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < (name === 'seed' ? 0 : 1)) {
      throw new Error(`--${name} ${values[name]}: it takes a positive integer.`);
    }
  }
  return { ...values, ...numbers };
}

/** Tests that only a browser can run. */
const OWN = ['test/browser/page/conditions.ts'];
const SETUP = 'test/setup.ts';

function findTests() {
  const entries = readdirSync(join(ROOT, 'test'), { recursive: true }).map((path) => `test/${path}`);
  return [...OWN, ...entries.filter((path) => path.endsWith('.test.ts')).sort()];
}

/** Runs tasks side by side, as many as there are lanes. */
async function runAll(tasks, origins, lanes, reporter, names) {
  const running = new Set();
  const timer = setInterval(() => reporter.progress([...running]), 200);
  const work = async (lane) => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const { configuration, file, ...rest } = task;
      const { name, where, isolated } = configuration;
      const label = `${file} (${name})`;
      running.add(label);
      const outcome = await lane.run(origins[Number(isolated)], { file, where, isolated, ...rest });
      running.delete(label);
      for (const test of outcome.collected) names.get(file).add(test);
      reporter.add(name, file, outcome);
    }
  };
  try {
    await Promise.all(lanes.map(work));
  } finally {
    clearInterval(timer);
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

/** Rows of the list of what is left out that name nothing. */
function stale(all, names) {
  return LEFT_OUT.flatMap(({ file, tests = [] }) => {
    if (!all.includes(file)) return [`${file}: there is no such file`];
    const known = [...(names.get(file) ?? [])];
    if (known.length === 0) return [];
    const unknown = tests.filter((start) => !known.some((name) => name.startsWith(start)));
    return unknown.map((start) => `${file}: there is no test "${start}"`);
  }).map((text) => `test/browser/left-out.mjs, ${text}`);
}

async function main() {
  const options = readOptions();
  if (options.help) {
    console.log(USAGE);
    return true;
  }
  const executable = findChromium();
  const all = findTests();
  const files = all.filter((file) => leftOutOf(file, { isolated: true }) !== 'all' && file.includes(options.filter));
  const { seed } = options;
  const reporter = new Reporter();
  const tasks = CONFIGURATIONS.filter(({ name }) => name.includes(options.configuration)).flatMap((configuration) => {
    const possible = files.filter((file) => leftOutOf(file, configuration) !== 'all');
    const chosen = filesOf(configuration, possible, options.full || options.filter !== '');
    reporter.expect(configuration.name, chosen.length);
    return chosen.map((file) => ({
      configuration,
      file,
      without: leftOutOf(file, configuration),
      only: options.test,
      seed,
    }));
  });
  if (tasks.length === 0) throw new Error('No test file is chosen by these options.');

  const folder = mkdtempSync(join(tmpdir(), 'contig-browser-'));
  const servers = [];
  try {
    const missing = await buildTests([SETUP, ...files], folder);
    reporter.say(`${executable}; ${files.length} test files bundled; fast-check begins at --seed ${seed}`);
    for (const headers of [STRICT, { ...STRICT, ...ISOLATED }]) {
      servers.push(await serve(folder, headers, { [SOURCES]: ROOT }));
    }
    const origins = servers.map(({ origin }) => origin);
    const lanes = Array.from({ length: options.lanes }, () => new Lane(executable, options.patience));
    const names = new Map(files.map((file) => [file, new Set()]));
    await runAll(tasks, origins, lanes, reporter, names);
    for (const text of stale(all, names)) reporter.fail(text);
    for (const [file, modules] of missing) {
      if (!reporter.failedIn(file)) continue;
      reporter.say(`${file} imports ${[...modules].join(', ')}: no browser has that. See test/browser/left-out.mjs.`);
    }
  } finally {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  }
  if (options.filter === '' && options.configuration === '') {
    const page = walkThroughPage(executable);
    if (page === 'failed') reporter.fail('bench/web: the walk through the page');
    else reporter.say(`bench/web: ${page}${page === 'skipped' ? ', npm run web:build makes the site' : ''}`);
  }
  return reporter.end();
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
