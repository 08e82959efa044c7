import { program } from './program.js';

program().then(
  (seen) => postMessage(seen),
  (error) => postMessage({ error: `${error.stack}` }),
);
