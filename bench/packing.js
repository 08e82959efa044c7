// @ts-check
// Records of two floats and an integer, packed from columns and unpacked into them, against what one would write without
// contig: a loop over objects with a DataView, the same with a Node Buffer's methods, and CPython's struct module.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { array, kernels, Struct, scope, zeros } from 'contig';
import { fastBuild } from './contenders.js';
import { sizeName } from './data.js';
import { compare } from './measure.js';
import { comparison } from './rows.js';

/** @typedef {{ x: number, y: number, id: number }} Point */
/** @typedef {import('./measure.js').Case} Case */
/** @typedef {import('./measure.js').Timing} Timing */

const script = fileURLToPath(new URL('./struct_rival.py', import.meta.url));
const record = new Struct('<ffI');

/** Records in a row; fewer where only the ways of calling are warmed up. */
const RECORDS = 1e6;

/** What tables call the contenders of these rows, in the order shown. */
export const labels = {
  contig: `contig (${fastBuild})`,
  scalar: 'contig (scalar)',
  view: 'DataView, objects',
  buffer: 'Buffer, objects',
  python: 'CPython',
};

/** @type {(i: number) => Point} */
const point = (i) => ({ x: (i % 1000) * 0.5, y: (i % 777) - 100.25, id: i });

/** @param {number} n */
function operands(n) {
  const points = Array.from({ length: n }, (_, i) => point(i));
  const columns = [
    array(
      points.map(({ x }) => x),
      'f32',
    ),
    array(
      points.map(({ y }) => y),
      'f32',
    ),
    array(
      points.map(({ id }) => id),
      'u32',
    ),
  ];
  return { points, columns, bytes: zeros(12 * n, 'u8'), buffer: Buffer.alloc(12 * n) };
}

/**
 * @param {Point[]} points
 * @param {DataView} view
 */
function pack(points, view) {
  for (let i = 0, at = 0; i < points.length; i++, at += 12) {
    const { x, y, id } = points[i];
    view.setFloat32(at, x, true);
    view.setFloat32(at + 4, y, true);
    view.setUint32(at + 8, id, true);
  }
}

/** @param {Uint8Array} bytes */
const words = ({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length / 4);

/**
 * Into bytes that are there already.
 * @param {ReturnType<typeof operands>} operands
 */
function packing({ points, columns, bytes, buffer }) {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const inside = () => bytes.data.subarray(bytes.offset, bytes.offset + bytes.size);
  /** @type {Case[]} */
  const cases = [
    {
      id: 'view',
      run: () => pack(points, view),
      read: () => words(buffer),
      clear: () => buffer.fill(0),
    },
    {
      id: 'buffer',
      run() {
        for (let i = 0, at = 0; i < points.length; i++, at += 12) {
          const { x, y, id } = points[i];
          buffer.writeFloatLE(x, at);
          buffer.writeFloatLE(y, at + 4);
          buffer.writeUInt32LE(id, at + 8);
        }
      },
      read: () => words(buffer),
      clear: () => buffer.fill(0),
    },
    {
      id: 'contig',
      run: () => record.packColumns(columns, { out: bytes }),
      enter: () => kernels.use(fastBuild),
      read: () => words(inside()),
      clear: () => inside().fill(0),
    },
    {
      id: 'scalar',
      run: () => record.packColumns(columns, { out: bytes }),
      enter: () => kernels.use('scalar'),
      read: () => words(inside()),
      clear: () => inside().fill(0),
    },
  ];
  return cases;
}

/**
 * Each call makes its result, and the collector takes it away: a row of its own, for that disturbs what runs beside it.
 * @param {ReturnType<typeof operands>} operands
 */
function packingAnew({ points, columns }) {
  const read = (/** @type {any} */ result) => words(result);
  const made = () => {
    const result = new Uint8Array(12 * points.length);
    pack(points, new DataView(result.buffer));
    return result;
  };
  /** @type {Case[]} */
  const cases = [
    { id: 'view', run: made, read },
    { id: 'contig', run: () => record.packColumns(columns), enter: () => kernels.use(fastBuild), read },
    { id: 'scalar', run: () => record.packColumns(columns), enter: () => kernels.use('scalar'), read },
  ];
  return cases;
}

/** Values looked at in an answer: every so many. */
const STEP = 61;

/** @param {ReturnType<typeof operands>} operands */
function unpacking({ points, columns, bytes, buffer }) {
  record.packColumns(columns, { out: bytes });
  record.packColumns(columns, { out: buffer });
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  const some = () => points.filter((_, i) => i % STEP === 0).flatMap(({ x, y, id }) => [x, y, id]);
  const clear = () => {
    for (const each of points) each.x = each.y = each.id = 0;
  };
  /** @type {(result: any) => number[]} */
  const read = ([x, y, id]) => {
    const answer = [];
    for (let i = 0; i < points.length; i += STEP) answer.push(x.item(i), y.item(i), id.item(i));
    return answer;
  };
  let made = /** @type {import('contig').NDArray[]} */ ([]);
  const unpack = () => {
    // A loop that lets go of the last result gets the same memory again.
    for (const column of made) column.dispose();
    made = record.unpackColumns(bytes);
    return made;
  };
  /** @type {Case[]} */
  const cases = [
    {
      id: 'view',
      run() {
        for (let i = 0, at = 0; i < points.length; i++, at += 12) {
          const each = points[i];
          each.x = view.getFloat32(at, true);
          each.y = view.getFloat32(at + 4, true);
          each.id = view.getUint32(at + 8, true);
        }
      },
      read: some,
      clear,
    },
    {
      id: 'buffer',
      run() {
        for (let i = 0, at = 0; i < points.length; i++, at += 12) {
          const each = points[i];
          each.x = buffer.readFloatLE(at);
          each.y = buffer.readFloatLE(at + 4);
          each.id = buffer.readUInt32LE(at + 8);
        }
      },
      read: some,
      clear,
    },
    { id: 'contig', run: unpack, enter: () => kernels.use(fastBuild), read },
    { id: 'scalar', run: unpack, enter: () => kernels.use('scalar'), read },
  ];
  return cases;
}

const tasks = { pack: packing, 'pack, result made': packingAnew, unpack: unpacking };

/** What CPython has too. */
const PYTHON = ['pack', 'unpack'];

/** @returns {import('./rows.js').Planned[]} */
export function plan() {
  return /** @type {(keyof typeof tasks)[]} */ (Object.keys(tasks)).map((task) => ({
    name: `records: columns ffI ${sizeName(RECORDS)}, ${task}`,
    async run({ effort }) {
      scope(() => {
        for (const { run, enter } of tasks[task](operands(64))) {
          enter?.();
          for (let i = 0; i < 5000; i++) run();
        }
      });
      const all = operands(RECORDS);
      const { timings } = await compare(tasks[task](all), effort, 0);
      const packed = record.packColumns(all.columns);
      const hash = createHash('md5').update(packed).digest('hex');
      const native = PYTHON.includes(task) ? await python(task, effort.budget / 3, hash) : null;
      kernels.use(fastBuild);
      const head = { section: /** @type {const} */ ('records'), task, dtype: '', n: RECORDS };
      return [comparison({ ...head, bytes: 24 * RECORDS }, native ? { ...timings, python: native } : timings)];
    },
  }));
}

/**
 * CPython's time, or null where there is no python3.
 * @param {string} task
 * @param {number} ms
 * @param {string} expected MD5 of the packed records
 * @returns {Promise<Timing | null>}
 */
async function python(task, ms, expected) {
  let answer;
  try {
    answer = await promisify(execFile)('python3', [script, task, String(RECORDS), String(ms)]);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
  const { hash, python: _version, ...timing } = JSON.parse(answer.stdout);
  if (hash !== expected) throw new Error(`CPython packs other bytes for ${task}`);
  return timing;
}
