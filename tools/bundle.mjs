// Build step: bundles what tsc made (dist/) into the files that Node loads (lib/): one per entry point and few shared
// ones, as loading hundreds of small modules takes most of an import's time. Bundlers read dist/, from which they leave
// out what a program does not use. Names stay as they are, for the sake of stack traces; white space goes: reading the
// source is the longest part of an import.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const { exports, bin, peerDependencies = {} } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** The file of dist/ behind each file of lib/. */
const input = { cli: `${root}dist/cli/index.js` };
for (const { node, default: from } of Object.values(exports).filter((target) => typeof target === 'object')) {
  if (existsSync(root + from)) input[node.match(/([^/]+)\.js$/)[1]] = root + from;
}
if (bin.contig !== './lib/cli.js') throw new Error(`The command is built as lib/cli.js, not ${bin.contig}.`);

const packages = Object.keys(peerDependencies);
const external = (id) => id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`));

async function build(options, output) {
  const bundle = await rolldown({ platform: 'browser', external, ...options });
  await bundle.write({ dir: `${root}lib`, format: 'esm', ...output });
  await bundle.close();
}

rmSync(`${root}lib`, { recursive: true, force: true });
const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
await build({ input }, { chunkFileNames: 'shared-[name].js', minify });
// A file by itself: programs that are bundled without it put it beside their bundle.
await build({ input: { 'contig-worker': `${root}dist/threads/contig-worker.js` } });
