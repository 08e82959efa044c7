// Runs the test suite that @tensorflow/tfjs-core publishes on a back end and counts: `npm run test:tfjs`, or
//   node test/tfjs/suite.mjs contig wasm cpu
//   node test/tfjs/suite.mjs contig --filter "conv2d "     only specs whose names contain the text
//   node test/tfjs/suite.mjs contig --build scalar         on another build of the kernels
//   node test/tfjs/suite.mjs contig --threads              with a helper thread, over shared memory
// The suite is written for bundlers, so it is bundled with the back end, and runs in a process of its own.
import { fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where the packages are, links followed, so that no file is found under two names. */
const modules = join(realpathSync(join(root, 'node_modules')), '/');

/**
 * @typedef {object} Counts
 * @property {number} specs Those that the suite began.
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {{ name: string, message: string }[]} failures
 */

/**
 * What registers each back end.
 * @type {Record<string, string>}
 */
const BACKENDS = {
  contig: `import { kernels, threads } from ${JSON.stringify(join(root, 'src/index.ts'))};
    import ${JSON.stringify(join(root, 'src/tfjs/index.ts'))};
    if (process.env.CONTIG_BUILD) kernels.use(process.env.CONTIG_BUILD);
    if (process.env.CONTIG_THREADS) await threads.start(1);`,
  cpu: "import '@tensorflow/tfjs-backend-cpu';",
  wasm: `import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
    setWasmPaths(${JSON.stringify(join(modules, '@tensorflow/tfjs-backend-wasm/wasm-out/'))});`,
};

/** @param {string} backend */
const entry = (backend) => `
  import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
  import '@tensorflow/tfjs-core/dist/register_all_gradients';
  import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
  ${BACKENDS[backend]}
  const jasmine = require('jasmine-core').boot();
  setTestEnvs([{ name: ${JSON.stringify(backend)}, backendName: ${JSON.stringify(backend)}, isDataSync: true }]);
  require('@tensorflow/tfjs-core/dist/tests');

  const result = { specs: 0, passed: 0, failed: 0, skipped: 0, failures: [] };
  const env = jasmine.getEnv();
  const filter = process.env.SPEC_FILTER;
  env.configure({ random: false, ...(filter && { specFilter: (spec) => spec.getFullName().includes(filter) }) });
  env.addReporter({
    specDone({ status, fullName, failedExpectations }) {
      if (status === 'excluded') return;
      result.specs++;
      if (status === 'passed') result.passed++;
      else if (status === 'failed') {
        result.failed++;
        result.failures.push({ name: fullName, message: failedExpectations.map(({ message, stack }) =>
          message + (process.env.STACKS ? stack : '')).join('; ') });
      } else result.skipped++;
    },
    jasmineDone: () => process.send(result, () => process.exit()),
  });
  for (const method of ['log', 'warn']) console[method] = () => {};
  env.execute();
`;

/**
 * The suite finds one copy of tfjs-core, whose files name each other without extensions.
 * @type {import('esbuild').Plugin}
 */
const oneCore = {
  name: 'one copy of tfjs-core',
  setup(plugins) {
    plugins.onResolve({ filter: /^@tensorflow\/tfjs-(core|backend-cpu|backend-wasm)(\/dist\/.*)?$/ }, ({ path }) => {
      const [, name, file] = /** @type {string[]} */ (path.match(/^@tensorflow\/([^/]+)(\/dist\/.*)?$/));
      return { path: join(modules, '@tensorflow', name, file === undefined ? 'dist/index.js' : `${file}.js`) };
    });
  },
};

/**
 * Runs the suite on a back end.
 *
 * @param {string} backend 'contig', 'wasm' or 'cpu'.
 * @param {{ filter?: string, kernels?: string, threads?: boolean, stacks?: boolean }} [options]
 * @returns {Promise<Counts>}
 */
export async function runSuite(backend, { filter = '', kernels = '', threads = false, stacks = false } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'contig-tfjs-'));
  const outfile = join(directory, 'suite.mjs');
  try {
    await build({
      stdin: { contents: entry(backend), resolveDir: root },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      ignoreAnnotations: true,
      logLevel: 'error',
      external: ['jasmine*'],
      plugins: [oneCore],
      // What is required, rather than imported, is found from the repository; so is the back end's own binary.
      banner: {
        js: `import { createRequire as requireFrom } from 'node:module';
          const require = requireFrom(${JSON.stringify(join(root, 'package.json'))});
          const __filename = ${JSON.stringify(outfile)}, __dirname = ${JSON.stringify(directory)};`,
      },
    });
    const flag = (/** @type {boolean} */ on) => (on ? '1' : '');
    const variables = {
      SPEC_FILTER: filter,
      CONTIG_BUILD: kernels,
      CONTIG_THREADS: flag(threads),
      STACKS: flag(stacks),
    };
    return await inChild(outfile, variables);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/**
 * Runs a bundle in a process of its own and gives what it sends.
 *
 * @param {string} file
 * @param {Record<string, string>} variables
 * @returns {Promise<Counts>}
 */
function inChild(file, variables) {
  const execArgv = Number.parseInt(process.versions.node, 10) < 22 ? ['--experimental-wasm-relaxed-simd'] : [];
  return new Promise((resolve, reject) => {
    /** @type {Counts | undefined} */
    let result;
    const child = fork(file, [], { execArgv, env: { ...process.env, ...variables } });
    child.on('message', (message) => {
      result = /** @type {Counts} */ (message);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result === undefined) reject(new Error(`the suite ended with code ${code} and no result`));
      else resolve(result);
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      filter: { type: 'string' },
      build: { type: 'string' },
      threads: { type: 'boolean' },
      stacks: { type: 'boolean' },
    },
  });
  const backends = positionals.length > 0 ? positionals : ['contig'];
  for (const backend of backends) {
    const start = performance.now();
    const { specs, passed, failed, skipped, failures } = await runSuite(backend, {
      filter: values.filter,
      kernels: values.build,
      threads: values.threads,
      stacks: values.stacks,
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${backend}: ${specs} specs, ${passed} passed, ${failed} failed, ${skipped} skipped, ${seconds} s`);
    if (backend !== 'contig' && backends.length > 1) continue;
    for (const { name, message } of failures) console.log(`  ${name}\n    ${message}`);
    if (failed > 0) process.exitCode = 1;
  }
}
