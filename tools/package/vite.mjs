// Vite's development server, as `vite` starts it in a project without a configuration.
import { createServer } from 'vite';

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function startVite(root, headers) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'warn',
    cacheDir: `${root}/node_modules/.vite`,
    server: { port: 0, host: '127.0.0.1', headers },
  });
  await server.listen();
  return { url: `http://127.0.0.1:${server.httpServer.address().port}/`, close: () => server.close() };
}
