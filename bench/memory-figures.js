#!/usr/bin/env node
// @ts-check
// node bench/memory-figures.js: measures what a number or record takes in each container, and writes it to
// bench/web/memory/node.json for the page, which shows it beside what the visitor's browser measures.

import { writeFileSync } from 'node:fs';
import { plan } from './memory.js';

/** @type {Record<string, number>} */
const bytes = {};
for (const { name, run } of plan()) {
  const runs = [await run(), await run(), await run()].flat();
  const [, median] = runs.map(({ total }) => total).sort((a, b) => a - b);
  bytes[name.replace('memory ', '')] = Number(median.toFixed(2));
}
const figures = { node: process.versions.node, bytes };
writeFileSync(new URL('./web/memory/node.json', import.meta.url), `${JSON.stringify(figures, null, 2)}\n`);
