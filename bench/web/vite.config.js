// @ts-check
// How the page is served and built. What it runs is the built package, dist/, so that it shows what ships.

import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = `${root}dist/index.js`;
if (!existsSync(entry)) throw new Error('contig is not built yet; run `npm run build` first');

/** Nothing is compiled from text but WebAssembly, here and on any site that the page is put on. */
const SCRIPTS = "script-src 'self' 'wasm-unsafe-eval'";
const POLICY = `default-src 'self'; ${SCRIPTS}; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'`;

/** With these a page may share memory between threads. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': SCRIPTS,
};

/** @type {import('vite').UserConfig} */
const config = {
  // Relative addresses: the site works from any path.
  base: './',
  cacheDir: `${root}build/vite`,
  resolve: { alias: { contig: entry } },
  server: { headers, fs: { allow: [root, realpathSync(`${root}node_modules`)] } },
  preview: { headers: { ...headers, 'Content-Security-Policy': POLICY } },
  // What an expression prints of functions and classes is their names.
  worker: { format: 'es', rolldownOptions: { output: { keepNames: true } } },
  build: { outDir: `${root}build/web`, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
  // Found before the page asks for them: what is found later reloads it, in the middle of a measurement.
  optimizeDeps: { include: ['acorn', 'fflate', 'tinybench', 'vega', 'vega-interpreter', 'vega-lite'] },
  plugins: [
    {
      name: 'content-security-policy',
      apply: 'build',
      transformIndexHtml: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
      ],
    },
  ],
};

export default config;
