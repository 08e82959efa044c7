/** A server of files for tests in a browser. */

import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** No text becomes code, nothing comes from elsewhere; WebAssembly may be compiled. */
export const STRICT = {
  'Content-Security-Policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' blob:",
};

/** Lets pages share memory with their workers. */
export const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder on a free port of this machine.
 *
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} [headers] What every answer has besides.
 * @param {Readonly<Record<string, string>>} [others] Other folders by the first part of the path.
 * @returns {Promise<{ origin: string, close(): void }>}
 */
export async function serve(folder, headers = {}, others = {}) {
  const server = createServer(({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const first = path.split('/')[1];
    const wanted = Object.hasOwn(others, first)
      ? join(others[first], path.slice(1 + first.length))
      : join(folder, path);
    const file = wanted.endsWith('/') ? `${wanted}index.html` : wanted;
    const found = statSync(file, { throwIfNoEntry: false })?.isFile();
    response.writeHead(found ? 200 : 404, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'max-age=3600',
      ...headers,
    });
    if (found) createReadStream(file).pipe(response);
    else response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
