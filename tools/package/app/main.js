// In a page: the program here, then in a worker.
import { program } from './program.js';

async function inWorker() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`the worker failed: ${message}`));
  });
}

try {
  window.seen = { page: await program(), worker: await inWorker() };
} catch (error) {
  window.seen = { error: `${error.stack}` };
}
