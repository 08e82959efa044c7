#!/usr/bin/env node
/** The command `contig`. */
import { run } from './run.js';

process.exitCode = await run(
  process.argv.slice(2),
  (text) => process.stdout.write(`${text}\n`),
  (text) => process.stderr.write(`${text}\n`),
);
