// Tests the package as it is published: packs it, installs it into an empty project, and uses it in Node, in bundlers
// and in a browser.
//   npm run build && npm run test:package [words of the tests' names]
import { ok, strictEqual } from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, launch } from '../chromium.mjs';
import { ISOLATED, STRICT, serve } from '../serve.mjs';
import { bundled, PROGRAMS, sizes } from '../size.mjs';
import { Project, root, run, tool } from './project.mjs';
import { startVite } from './vite.mjs';

/** The most bytes, minified and gzipped, that all of contig with all builds of the kernels may take. */
const BUDGET = 260_000;
/** The longest that import may take in Node, in milliseconds: the best of several, as the machine may be busy. */
const IMPORT = 45;

/** What the program must see; with threads or a reason why there are none. */
function holds(seen, { build, threads }) {
  ok(!seen.error, seen.error);
  const { refused, ...rest } = seen;
  if (build !== undefined) strictEqual(rest.build, build);
  strictEqual(rest.sum, 499999.5);
  strictEqual(rest.product, 600);
  strictEqual(rest.size, 6);
  strictEqual(rest.last, 2);
  if (threads === true) {
    strictEqual(refused, '');
    strictEqual(rest.threads, 2);
    strictEqual(rest.shared, 1_000_000);
  } else {
    ok(threads.test(refused), `threads.start was refused with "${refused}"`);
  }
}

let chromium;

/** Opens a page, and compares what the program saw in it and in a worker. */
async function inPage(url, expected, { worker = true } = {}) {
  chromium ??= await launch(findChromium());
  const page = await chromium.browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  try {
    await page.goto(url);
    await page
      .waitForFunction(() => globalThis.seen, undefined, { timeout: 60_000 })
      .catch((error) => {
        throw new Error(`${error.message}\n${problems.join('\n')}`);
      });
    const seen = await page.evaluate(() => globalThis.seen);
    ok(!seen.error, `${seen.error}\n${problems.join('\n')}`);
    holds(seen.page, expected);
    if (worker) holds(seen.worker, expected);
  } finally {
    await page.close();
  }
}

async function served(folder, headers, expected, options) {
  const server = await serve(folder, headers);
  try {
    await inPage(`${server.origin}/`, expected, options);
  } finally {
    server.close();
  }
}

const NOT_ISOLATED = /cross-origin isolated; serve it with the headers Cross-Origin-Opener-Policy/;
const NO_WORKER = /contig-worker\.js/;
const node20 = Number.parseInt(process.versions.node, 10) < 22;

/** @type {Record<string, (project: Project) => Promise<string | void>>} */
const TESTS = {
  publint: async ({ tarball }) => void (await run(tool('publint'), ['run', '--strict', tarball])),

  'are the types wrong': async ({ tarball }) =>
    void (await run(tool('attw'), ['--profile', 'esm-only', '--format', 'ascii', tarball])),

  'size of everything': async () => {
    const [, whole] = sizes(await bundled(PROGRAMS['contig, everything']));
    ok(whole <= BUDGET, `${whole} bytes, minified and gzipped; at most ${BUDGET}`);
    return `${(whole / 1000).toFixed(1)} kB minified and gzipped`;
  },

  'Node, this version': async (project) => inNode(project, undefined, node20 ? 'simd' : 'relaxed'),
  'Node 22': async (project) => inNode(project, '22', 'relaxed'),
  'Node 24': async (project) => inNode(project, '24', 'relaxed'),

  'contig/tfjs': async (project) => {
    const { devDependencies: has } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const packages = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'];
    await project.install(...packages.map((name) => `${name}@${has[name]}`));
    strictEqual((await project.run(process.execPath, ['tensors.js'])).trim(), 'contig: 1,3,6');
  },

  'import time': async (project) => {
    project.write(
      'import.js',
      "const t = performance.now(); await import('contig'); console.log(performance.now() - t);",
    );
    const times = [];
    for (let i = 0; i < 15; i++) times.push(Number(await project.run(process.execPath, ['import.js'])));
    const [best, median] = [Math.min(...times), times.sort((a, b) => a - b)[7]];
    ok(best <= IMPORT, `${best.toFixed(1)} ms at best; at most ${IMPORT}`);
    return `${best.toFixed(1)} ms at best, ${median.toFixed(1)} in the middle`;
  },

  'npx contig info': async (project) => {
    const facts = JSON.parse(await project.run('npx', ['contig', 'info', '--json']));
    strictEqual(facts.node, process.versions.node);
  },

  'npx contig layout': async (project) => {
    project.write('rows.json', JSON.stringify(Array.from({ length: 1000 }, (_, i) => ({ id: i, x: i / 8 }))));
    ok(/id +u16/.test(await project.run('npx', ['contig', 'layout', 'rows.json'])));
  },

  'npx contig bench': async (project) => {
    const out = await project.run('npx', ['contig', 'bench', '--quick', '--filter', 'compute add f32 1e3']);
    ok(/written: contig-bench\/latest\.json/.test(out), out);
  },

  'Vite, development': async (project) => {
    for (const [headers, threads] of [
      [{}, NOT_ISOLATED],
      [ISOLATED, true],
    ]) {
      const server = await startVite(project.folder, headers);
      try {
        await inPage(server.url, { threads });
      } finally {
        await server.close();
      }
    }
  },

  'Vite, built': async (project) => {
    await project.run(tool('vite'), ['build', '--base', './', '--outDir', 'out/vite']);
    await served(join(project.folder, 'out/vite'), { ...ISOLATED, ...STRICT }, { threads: true });
    await served(join(project.folder, 'out/vite'), STRICT, { threads: NOT_ISOLATED });
  },

  webpack: async (project) => {
    await project.run(tool('webpack'), [
      '--mode',
      'production',
      '--entry',
      './main.js',
      '--output-path',
      'out/webpack',
    ]);
    project.write('out/webpack/index.html', '<!doctype html><script src="main.js"></script>');
    await served(join(project.folder, 'out/webpack'), { ...ISOLATED, ...STRICT }, { threads: true });
  },

  esbuild: async (project) => {
    const bundle = ['main.js', 'worker.js', '--bundle', '--minify', '--format=esm', '--outdir=out/esbuild'];
    await project.run(tool('esbuild'), bundle);
    const folder = join(project.folder, 'out/esbuild');
    cpSync(join(project.folder, 'index.html'), join(folder, 'index.html'));
    await served(folder, ISOLATED, { threads: true });
    await served(folder, { ...ISOLATED, ...STRICT }, { threads: NO_WORKER });
    cpSync(join(project.folder, 'node_modules/contig/lib/contig-worker.js'), join(folder, 'contig-worker.js'));
    await served(folder, { ...ISOLATED, ...STRICT }, { threads: true });
  },

  'esbuild for Node': async (project) => {
    const bundle = ['node.js', '--bundle', '--platform=node', '--format=esm', '--outfile=out/node/bundle.mjs'];
    await project.run(tool('esbuild'), bundle);
    holds(JSON.parse(await project.run(process.execPath, ['out/node/bundle.mjs'])), { threads: true });
  },
};

async function inNode(project, version, build) {
  const node = await project.node(version);
  holds(JSON.parse(await project.run(node, ['node.js'])), { build, threads: true });
  return (await project.run(node, ['--version'])).trim();
}

const words = process.argv.slice(2);
const chosen = Object.entries(TESTS).filter(([name]) => words.every((word) => name.toLowerCase().includes(word)));
if (chosen.length === 0) {
  console.error(
    `test:package: no test's name contains "${words.join(' ')}"; there are: ${Object.keys(TESTS).join(', ')}`,
  );
  process.exit(2);
}
console.log('packing and installing');
const project = await Project.create();
let failed = 0;
try {
  for (const [name, test] of chosen) {
    const start = performance.now();
    try {
      const remark = await test(project);
      console.log(`ok    ${name}${remark ? `: ${remark}` : ''} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}: ${error.message}`);
    }
  }
} finally {
  await chromium?.browser.close();
  chromium?.kill();
  project.remove();
}
console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
