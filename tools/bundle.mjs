// Build step: bundles what tsc made (dist/) into the files that Node loads (lib/): one per entry point and few shared
// ones, as loading hundreds of small modules takes most of an import's time. Bundlers read dist/, by the condition
// "module" when they bundle for Node, from which they leave out what a program does not use. The names of functions stay,
// for the sake of stack traces; white space and the names of local variables go: reading the source is the longest part
// of an import. It is plain ASCII, as a single other character makes the engine hold and read all of it in two bytes each.
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { BUILDS } from '../dist/wasm/builds.js';

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

/** Kernels are files of their own. */
const unpacking = {
  name: 'unpacking',
  load: (id) => (id === `${root}dist/wasm/unpack.js` ? readFileSync(`${root}tools/unpack-node.mjs`, 'utf8') : null),
};

/** fflate makes tables when it is loaded, 4 ms: here when it is first used, for .npz files. */
const later = {
  name: 'later',
  async load(id) {
    if (!id.includes('/fflate/')) return null;
    const names = ['unzipSync', 'zipSync'];
    const bundle = await rolldown({
      input: 'zip',
      platform: 'browser',
      plugins: [
        {
          name: 'zip',
          resolveId: (name) => (name === 'zip' ? '\0zip' : undefined),
          load: (name) => (name === '\0zip' ? `export { ${names.join(', ')} } from '${id}';` : undefined),
        },
      ],
    });
    const { output } = await bundle.generate({ format: 'cjs' });
    await bundle.close();
    return [
      'let made;',
      `const load = () => (made ??= ((exports) => { ${output[0].code}\nreturn exports; })({}));`,
      ...names.map((name) => `export const ${name} = (...values) => load().${name}(...values);`),
    ].join('\n');
  },
};

async function build(options, output) {
  const bundle = await rolldown({ platform: 'browser', external, plugins: [unpacking, later], ...options });
  await bundle.write({ dir: `${root}lib`, format: 'esm', ...output });
  await bundle.close();
}

rmSync(`${root}lib`, { recursive: true, force: true });
const minify = {
  compress: true,
  mangle: { toplevel: false },
  codegen: { removeWhitespace: true, asciiOnly: true },
};
// One file for all that the main entry point needs, as each costs a millisecond; the other entry points share it.
const groups = [{ name: 'contig', test: /\/(dist\/(?!cli|interop|ndarray-ops|numpy|tfjs)|node_modules\/)/ }];
await build({ input }, { chunkFileNames: 'shared-[name].js', minify, codeSplitting: { groups } });
for (const build of BUILDS) copyFileSync(`${root}build/${build}.wasm`, `${root}lib/contig-${build}.wasm`);
// A file by itself: programs that are bundled without it put it beside their bundle.
await build({ input: { 'contig-worker': `${root}dist/threads/contig-worker.js` } });
