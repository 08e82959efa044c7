// Prints what programs that use contig ship: bundled, minified and gzipped, with the kernels' part apart.
//   npm run build && npm run size
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const dist = (file) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));
const ENTRIES = { contig: dist('index.js'), 'contig/numpy': dist('numpy/index.js') };

const PROGRAMS = {
  'zeros and add by name': "import { add, zeros } from 'contig'; console.log(add(zeros(3), 1));",
  'zeros and add of ndarray': "import { ndarray } from 'contig'; console.log(ndarray.add(ndarray.zeros(3), 1));",
  'zeros and add of contig/numpy': "import * as np from 'contig/numpy'; console.log(np.add(np.zeros(3), 1));",
  'contig, everything': "import * as contig from 'contig'; console.log(contig);",
  'contig/numpy, everything': "import * as np from 'contig/numpy'; console.log(np);",
};

/** A program in a bundle: minified code; without the kernels' binaries on demand. */
async function bundled(code, withKernels) {
  const build = await rolldown({
    input: 'program',
    platform: 'neutral',
    external: /^node:/,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? '\0program' : ENTRIES[id]),
        load: (id) => (id === '\0program' ? code : undefined),
        transform(text, id) {
          if (withKernels || !id.endsWith('/wasm/binaries.js')) return undefined;
          return text.replace(/: '[^']*'/g, ": ''");
        },
      },
    ],
    resolve: { mainFields: ['module', 'main'], conditionNames: ['import', 'default'] },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false });
  await build.close();
  const modules = Object.entries(output[0].modules)
    .map(([id, { renderedLength }]) => [id.slice(dist('').length), renderedLength])
    .filter(([, length]) => length > 0);
  return { code: output[0].code, modules };
}

const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
const sizes = (code) => [Buffer.byteLength(code), gzipSync(code, { level: 9 }).length];

console.log('kB, minified and gzipped             code            kernels         together');
for (const [title, code] of Object.entries(PROGRAMS)) {
  const whole = sizes((await bundled(code, true)).code);
  const { code: without, modules } = await bundled(code, false);
  const rest = sizes(without);
  const figures = [rest, whole.map((size, i) => size - rest[i]), whole].map((pair) => pair.map(kB).join(''));
  console.log(title.padEnd(30), ...figures);
  if (process.argv.includes('--modules')) {
    const largest = modules.sort(([, a], [, b]) => b - a).filter(([id]) => !id.endsWith('binaries.js'));
    for (const [id, length] of largest) console.log('   ', kB(length), id);
  }
}
