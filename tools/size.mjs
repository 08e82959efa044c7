// Prints what programs that use contig ship: bundled, minified and gzipped, with the kernels' part apart.
//   npm run build && npm run size
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Programs by what they do. They import the package by its name, as it is shipped. */
export const PROGRAMS = {
  'zeros and add by name': "import { add, zeros } from 'contig'; console.log(add(zeros(3), 1));",
  'zeros and add of ndarray': "import { ndarray } from 'contig'; console.log(ndarray.add(ndarray.zeros(3), 1));",
  'zeros and add of contig/numpy': "import * as np from 'contig/numpy'; console.log(np.add(np.zeros(3), 1));",
  'contig, everything': "import * as contig from 'contig'; console.log(contig);",
  'contig/numpy, everything': "import * as np from 'contig/numpy'; console.log(np);",
};

/** The kernels' binaries in the package. */
const PACKED = /(PACKED\s*=\s*)'[^']*'/;

/** A program in a bundle: minified code; without the kernels' binaries on demand. */
export async function bundled(code, withKernels = true) {
  const build = await rolldown({
    input: 'program',
    cwd: root,
    platform: 'browser',
    external: /^(node:|@tensorflow)/,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? `${root}program.js` : undefined),
        load: (id) => (id === `${root}program.js` ? code : undefined),
        transform: (text, id) =>
          withKernels || !id.endsWith('/wasm/binaries.js') ? undefined : text.replace(PACKED, "$1''"),
      },
    ],
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false });
  await build.close();
  return output[0].code;
}

/** Bytes as they are and gzipped. */
export function sizes(code) {
  return [Buffer.byteLength(code), gzipSync(code, { level: 9 }).length];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
  console.log('kB, minified and gzipped             code            kernels         together');
  for (const [title, code] of Object.entries(PROGRAMS)) {
    const whole = sizes(await bundled(code));
    const rest = sizes(await bundled(code, false));
    const figures = [rest, whole.map((size, i) => size - rest[i]), whole].map((pair) => pair.map(kB).join(''));
    console.log(title.padEnd(30), ...figures);
  }
}
