#!/usr/bin/env node
/** The command `contig`. */
import { run } from './run.js';

// A reader that has seen enough, such as head, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`contig: the output cannot be written: ${error.message}\n`);
  process.exit(2);
});
// Nobody is left to tell; the exit code still does.
process.stderr.on('error', () => {});

process.exitCode = await run(
  process.argv.slice(2),
  (text) => process.stdout.write(`${text}\n`),
  (text) => process.stderr.write(`${text}\n`),
);
