/**
 * The tests as a bundler ships them: one module for each test file, and the package, as built in dist/ and minified,
 * in a chunk of its own with the threads' worker beside it.
 */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from 'rolldown/utils';
import { build } from 'vite';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the server has the repository's files. */
export const SOURCES = 'sources';
const PACKAGE = 'contig';
const PAGE = fileURLToPath(new URL('page/', import.meta.url));

/** What the tests import of src/ is taken from dist/: the package as it is published, and one instance of it. */
function packageAsBuilt() {
  const [src, dist] = [join(ROOT, 'src/'), join(ROOT, 'dist/')];
  return {
    name: 'package-as-built',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.')) return undefined;
      const path = resolve(dirname(importer), source);
      if (!path.startsWith(src)) return undefined;
      const built = join(dist, relative(src, path)).replace(/\.ts$/, '.js');
      if (!existsSync(built)) throw new Error(`${relative(ROOT, built)} is not there: npm run build:package`);
      return built;
    },
  };
}

/**
 * Modules of Node: those of which the tests need a little are in page/node, all others are empty.
 *
 * @param {Map<string, Set<string>>} missing Is told which files import the others.
 */
function nodeModules(missing) {
  return {
    name: 'node-modules',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.startsWith('node:')) return undefined;
      const own = join(PAGE, 'node', `${source.slice(5).replace('/', '-')}.ts`);
      if (existsSync(own)) return own;
      const file = relative(ROOT, importer);
      missing.set(file, (missing.get(file) ?? new Set()).add(source));
      return `\0${source}`;
    },
    load: (id) => (id.startsWith('\0node:') ? 'export default undefined;' : undefined),
  };
}

/**
 * The package is minified, as a bundler does by default; the tests are not: some are about names of classes.
 *
 * @param {(name: string) => boolean} isPackage Whether a chunk is of the package, by its name.
 */
function minified(isPackage) {
  return {
    name: 'minified-package',
    renderChunk(code, { name, fileName }) {
      if (!isPackage(name)) return undefined;
      const { code: small, errors } = minifySync(fileName, code, { module: true });
      if (errors.length > 0) throw errors[0];
      return { code: small, map: null };
    },
  };
}

/** Test files: package.json calls them free of side effects, and they ask where they are. */
function testFiles() {
  return {
    name: 'test-files',
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(join(ROOT, 'test/'))) return undefined;
      // Files beside the tests are served under their own paths.
      const url = `\`\${location.origin}/${SOURCES}/${relative(ROOT, id)}\``;
      return { code: code.replaceAll('import.meta.url', url), moduleSideEffects: true };
    },
  };
}

/**
 * Bundles test files, with the page that runs them.
 *
 * @param {readonly string[]} files
 * @param {string} outDir
 * @returns {Promise<Map<string, Set<string>>>} Modules of Node that files import and no browser has.
 */
export async function buildTests(files, outDir) {
  const missing = new Map();
  await build({
    configFile: false,
    root: ROOT,
    base: './',
    publicDir: join(PAGE, 'static'),
    logLevel: 'error',
    resolve: { alias: { vitest: join(PAGE, 'vitest.ts') } },
    plugins: [packageAsBuilt(), nodeModules(missing), testFiles(), minified((name) => name === PACKAGE)],
    worker: { format: 'es', plugins: () => [minified(() => true)] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1e5,
      rolldownOptions: {
        input: {
          run: join(PAGE, 'run.ts'),
          ...Object.fromEntries(files.map((file) => [file, join(ROOT, file)])),
        },
        shimMissingExports: true,
        preserveEntrySignatures: 'exports-only',
        output: {
          entryFileNames: '[name].js',
          codeSplitting: { groups: [{ name: PACKAGE, test: (id) => id.startsWith(join(ROOT, 'dist/')) }] },
        },
      },
    },
  });
  return missing;
}
