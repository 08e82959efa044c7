#!/usr/bin/env node
// @ts-check
// node bench/layout-guide.js: which container for which data. Prints, as a table in Markdown, what a million records of
// { x: f64, y: f64, id: u32 } take in each container (measured in a process of its own), how long a sum over one field and
// one over all fields last, and how long it takes to append ten million numbers one by one (alternating, medians).
// `--quick` has few rounds; `--measure CONTAINER` is such a process, and prints bytes as JSON.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as contig from 'contig';
import { compare } from './measure.js';

/** @typedef {{ x: number, y: number, id: number }} Particle */
/** @typedef {Record<'x' | 'y' | 'id', any>} Columns */
/**
 * A container: how `n` records are made, and what a sum of x and of all fields is. `use` says what it is good for.
 * @typedef {{ name: string, use: string, make: (n: number) => any, one: (held: any) => number, all: (held: any) => number }} Container
 */

const RECORDS = 1e6;
const APPENDED = 1e7;
/** Rows of the Struct's bytes: '<ddI'. */
const ITEM = 20;

const x = (/** @type {number} */ i) => i * 0.25 + 0.5;
const y = (/** @type {number} */ i) => 1 / (i + 1);

class Body {
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} id
   */
  constructor(x, y, id) {
    this.x = x;
    this.y = y;
    this.id = id;
  }
}

/** @type {<T>(n: number, each: (i: number) => T) => T[]} */
const list = (n, each) => Array.from({ length: n }, (_, i) => each(i));

/** @type {(of: (each: (i: number) => number, type: 'f64' | 'u32') => any) => Columns} */
const columns = (of) => ({ x: of(x, 'f64'), y: of(y, 'f64'), id: of((i) => i, 'u32') });

/** @type {(n: number) => Columns} */
const typed = (n) =>
  columns((each, type) => {
    const column = new (type === 'f64' ? Float64Array : Uint32Array)(n);
    for (let i = 0; i < n; i++) column[i] = each(i);
    return column;
  });

/** @type {(held: Columns) => number} */
const sums = ({ x, y, id }) => Number(x.sum()) + Number(y.sum()) + Number(id.sum());

/** @type {Container[]} */
const containers = [
  {
    name: 'array of objects',
    use: 'few records, fields of any kind, code that takes objects',
    make: (n) => list(n, (i) => ({ x: x(i), y: y(i), id: i })),
    one(held) {
      let total = 0;
      for (let i = 0; i < held.length; i++) total += held[i].x;
      return total;
    },
    all(held) {
      let total = 0;
      for (let i = 0; i < held.length; i++) total += held[i].x + held[i].y + held[i].id;
      return total;
    },
  },
  {
    name: 'array of class instances',
    use: 'the same with methods',
    make: (n) => list(n, (i) => new Body(x(i), y(i), i)),
    one(held) {
      let total = 0;
      for (let i = 0; i < held.length; i++) total += held[i].x;
      return total;
    },
    all(held) {
      let total = 0;
      for (let i = 0; i < held.length; i++) total += held[i].x + held[i].y + held[i].id;
      return total;
    },
  },
  {
    name: '`number[]` of each field',
    use: 'few numbers, or mixed with null and text',
    make: (n) => columns((each) => list(n, each)),
    one({ x }) {
      let total = 0;
      for (let i = 0; i < x.length; i++) total += x[i];
      return total;
    },
    all({ x, y, id }) {
      let total = 0;
      for (let i = 0; i < x.length; i++) total += x[i] + y[i] + id[i];
      return total;
    },
  },
  {
    name: 'typed array of each field',
    use: 'numbers of known length for code of your own, or for other libraries',
    make: typed,
    one({ x }) {
      let total = 0;
      for (let i = 0; i < x.length; i++) total += x[i];
      return total;
    },
    all({ x, y, id }) {
      let total = 0;
      for (let i = 0; i < x.length; i++) total += x[i] + y[i] + id[i];
      return total;
    },
  },
  {
    name: '`PackedArray` of each field',
    use: 'numbers that come one by one; `asNDArray()` computes with them',
    make: (n) =>
      columns((each, type) => {
        const column = new contig.PackedArray(type);
        for (let i = 0; i < n; i++) column.push(each(i));
        return column.shrink();
      }),
    one: ({ x }) => contig.scope(() => Number(x.asNDArray().sum())),
    all: (held) => contig.scope(() => sums({ x: held.x.asNDArray(), y: held.y.asNDArray(), id: held.id.asNDArray() })),
  },
  {
    name: '`NDArray` of each field',
    use: 'numbers to compute with, of any number of axes',
    make: (n) => {
      const held = typed(n);
      return { x: contig.array(held.x), y: contig.array(held.y), id: contig.array(held.id) };
    },
    one: ({ x }) => Number(x.sum()),
    all: sums,
  },
  {
    name: '`Struct` bytes, read by DataView',
    use: 'files and messages of a given layout; read records one by one, compute elsewhere',
    make: (n) => {
      const view = new DataView(new ArrayBuffer(n * ITEM));
      for (let i = 0; i < n; i++) {
        view.setFloat64(i * ITEM, x(i), true);
        view.setFloat64(i * ITEM + 8, y(i), true);
        view.setUint32(i * ITEM + 16, i, true);
      }
      return view;
    },
    one(view) {
      let total = 0;
      for (let at = 0; at < view.byteLength; at += ITEM) total += view.getFloat64(at, true);
      return total;
    },
    all(view) {
      let total = 0;
      for (let at = 0; at < view.byteLength; at += ITEM) {
        total += view.getFloat64(at, true) + view.getFloat64(at + 8, true) + view.getUint32(at + 16, true);
      }
      return total;
    },
  },
];

/** What contig exports may be more than this file was written with. */
const { RecordArray, recordType } = /** @type {Record<string, any>} */ (contig);
if (RecordArray !== undefined) {
  const uses = {
    rows: 'records read, written and stored whole',
    columns: 'records to compute with, field by field',
  };
  for (const [layout, use] of Object.entries(uses)) {
    containers.push({
      name: `\`RecordArray\` in ${layout}`,
      use,
      make: (n) => {
        const records = new RecordArray(recordType({ x: 'f64', y: 'f64', id: 'u32' }), n, { layout });
        const held = typed(n);
        for (const name of /** @type {const} */ (['x', 'y', 'id'])) {
          contig.copyto(records.field(name), contig.wrap(held[name]));
        }
        return records;
      },
      one: (records) => Number(records.field('x').sum()),
      all: (records) => sums({ x: records.field('x'), y: records.field('y'), id: records.field('id') }),
    });
  }
}

/** @type {Record<string, () => number>} */
const appends = {
  'JS array': () => {
    const values = [];
    for (let i = 0; i < APPENDED; i++) values.push(i + 0.5);
    return values[APPENDED - 1];
  },
  PackedArray: () => {
    const values = new contig.PackedArray('f64');
    for (let i = 0; i < APPENDED; i++) values.push(i + 0.5);
    const last = values.at(-1);
    values.dispose();
    return last;
  },
};

function used() {
  // The second collection frees what the first one's finalizers let go of.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers + contig.memory.stats().bytesInUse;
}

/** @param {string} name */
function measure(name) {
  const { make, one } = /** @type {Container} */ (containers.find((container) => container.name === name));
  // Twice before the measurement, so that the code that makes it is compiled already.
  for (let i = 0; i < 2; i++) make(RECORDS);
  const before = used();
  const held = make(RECORDS);
  const after = used();
  // What is measured must be reachable until now.
  if (Number.isNaN(one(held))) throw new Error(`${name} made no numbers`);
  return (after - before) / RECORDS;
}

/** @param {number} nanoseconds */
const ms = (nanoseconds) => `${Number((nanoseconds / 1e6).toPrecision(nanoseconds < 1e8 ? 2 : 3))} ms`;

/** @param {boolean} quick */
async function main(quick) {
  const self = fileURLToPath(import.meta.url);
  const effort = { sizes: [], rounds: quick ? 5 : 21, batch: 2, warmup: 50, budget: 0, total: 0 };
  const made = containers.map((container) => ({ ...container, held: container.make(RECORDS) }));
  /** @param {'one' | 'all'} pass */
  const timed = (pass) =>
    compare(
      made.map((each) => ({ id: each.name, run: () => each[pass](each.held) })),
      effort,
      1e-9,
    );
  const one = (await timed('one')).timings;
  const all = (await timed('all')).timings;
  console.log('| container | good for | bytes a record | sum of one field | of all three |');
  console.log('|---|---|--:|--:|--:|');
  for (const { name, use } of containers) {
    const bytes = Number(
      execFileSync(process.execPath, ['--expose-gc', self, '--measure', name], { encoding: 'utf8' }),
    );
    const cells = [name, use, bytes.toFixed(1), ms(one[name].median), ms(all[name].median)];
    console.log(`| ${cells.join(' | ')} |`);
  }
  const cases = Object.entries(appends).map(([id, run]) => ({ id, run }));
  // One call lasts longer than a batch; the compiler is warm after the first.
  for (const { run } of cases) run();
  const { timings } = await compare(cases, { ...effort, rounds: quick ? 3 : 9, batch: 1000 }, 0);
  for (const [id, { median, p25, p75 }] of Object.entries(timings)) {
    console.log(`\nAppending ten million numbers one by one, ${id}: ${ms(median)} (${ms(p25)} to ${ms(p75)})`);
  }
  console.log(`\nRatio: ${(timings['JS array'].median / timings.PackedArray.median).toFixed(1)}`);
}

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, measure: { type: 'string' } } });
if (values.measure !== undefined) console.log(measure(values.measure));
else await main(values.quick === true);
