/** Whatever is written is read again: every type, layout and order, through bytes, files and real NumPy. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DType,
  formatNpy,
  formatNpz,
  load,
  memory,
  type NDArray,
  parseNpy,
  parseNpz,
  save,
  savez,
  savezCompressed,
  zeros,
} from '../../src/index.js';
import { LAYOUTS, SHAPES, same, sample, TYPES } from '../support.js';

const shapes = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 5 });
const dtypes = fc.constantFrom(...TYPES);

/** Arrays of any type, shape and layout; 0-d and empty ones lie as they lie. */
const arrays = fc
  .record({ dtype: dtypes, shape: shapes, layout: fc.constantFrom('packed', ...Object.keys(LAYOUTS)), seed: fc.nat() })
  .map(({ dtype, shape, layout, seed }) => {
    const packed = sample(dtype as DType, shape, seed) as unknown as NDArray;
    return layout === 'packed' || packed.size === 0 || shape.length === 0 ? packed : LAYOUTS[layout](packed);
  });

/** The bytes with those of each element reversed, and a header that says so. */
function bigEndian(file: Uint8Array, itemsize: number): Uint8Array {
  const swapped = file.slice();
  const start = 10 + file[8] + 256 * file[9];
  if (itemsize > 1) swapped[Buffer.from(file).indexOf("'<") + 1] = '>'.charCodeAt(0);
  for (let at = start; at < file.length; at += itemsize) swapped.subarray(at, at + itemsize).reverse();
  return swapped;
}

describe('written, then read', () => {
  it('.npy bytes give the array', () => {
    fc.assert(
      fc.property(arrays, fc.boolean(), (array, copy) => {
        const file = formatNpy(array);
        return same(parseNpy(file, { copy }), array) && same(parseNpy(bigEndian(file, array.itemsize)), array);
      }),
      { numRuns: 600 },
    );
  });

  it('a view is written as its copy, or in Fortran order', () => {
    fc.assert(
      fc.property(arrays, (array) => {
        const [view, copy] = [formatNpy(array), formatNpy(array.copy())].map((bytes) => Buffer.from(bytes));
        return view.equals(copy) || view.includes("'fortran_order': True");
      }),
      { numRuns: 300 },
    );
  });

  it.each(TYPES)('arrays of more than a tile, in every layout: %s', (dtype) => {
    for (const shape of SHAPES) {
      const packed = sample(dtype, shape) as unknown as NDArray;
      for (const [name, layout] of Object.entries(LAYOUTS)) {
        const array = layout(packed);
        const file = formatNpy(array);
        expect(same(parseNpy(file), packed), name).toBe(true);
        expect(same(parseNpy(bigEndian(file, array.itemsize)), packed), `${name}, big-endian`).toBe(true);
      }
    }
  });

  it('the heap being full, arrays are read into ordinary memory', () => {
    const files = TYPES.map((dtype) => formatNpy(sample(dtype, [130, 140])));
    const { limit } = memory;
    memory.limit = 0;
    // What other tests have freed is used up first.
    const held = [zeros(16, 'u8')];
    while (held.at(-1)!.storage.host === null) held.push(zeros(16_000, 'u8'));
    try {
      for (const [i, file] of files.entries()) {
        const read = parseNpy(bigEndian(file, parseNpy(file).itemsize));
        expect(read.storage.host, 'outside the heap').not.toBeNull();
        expect(same(read, sample(TYPES[i], [130, 140]) as unknown as NDArray)).toBe(true);
      }
    } finally {
      memory.limit = limit;
      for (const array of held) array.dispose();
    }
  });

  it('.npz bytes give the arrays', () => {
    const names = fc.string({ maxLength: 12 }).filter((name) => !name.endsWith('.npy'));
    fc.assert(
      fc.property(fc.dictionary(names, arrays, { maxKeys: 5 }), fc.boolean(), (given, compress) => {
        const read = parseNpz(formatNpz(given, { compress }));
        return (
          Object.keys(given).length === Object.keys(read).length &&
          Object.entries(given).every(([name, array]) => same(read[name], array))
        );
      }),
      { numRuns: 300 },
    );
  });
});

const python = spawnSync('python3', ['-c', 'import numpy; print(numpy.__version__)'], { encoding: 'utf8' });
const hasNumPy = python.status === 0;
if (!hasNumPy) console.warn('The round trips through real NumPy are skipped: python3 has no NumPy.');

/** Reads every file named in its arguments and writes it again beside, as NumPy would; big-endian ones too. */
const AGAIN = `
import sys, numpy as np
for path in sys.argv[1:]:
    loaded = np.load(path)
    if path.endswith('.npy'):
        np.save(path + '.again.npy', loaded)
        np.save(path + '.big.npy', loaded.astype(loaded.dtype.newbyteorder('>')))
    else:
        np.savez_compressed(path + '.again.npz', **loaded)
`;

describe.skipIf(!hasNumPy)('through real NumPy', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'contig-io-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('NumPy reads what contig writes, and writes the same bytes', async () => {
    const samples = TYPES.flatMap((dtype) =>
      [[], [0], [3], [3, 4], [2, 3, 5]].flatMap((shape) => {
        const packed = sample(dtype, shape) as unknown as NDArray;
        return shape.length > 1 ? [packed, packed.T, LAYOUTS['columns reversed'](packed)] : [packed];
      }),
    );
    const files = samples.map((_, i) => join(folder, `${i}.npy`));
    for (const [i, file] of files.entries()) await save(file, samples[i]);
    const named = Object.fromEntries(samples.map((array, i) => [`array ${i} é`, array]));
    const archives = [join(folder, 'stored.npz'), join(folder, 'deflated.npz')];
    await savez(archives[0], named);
    await savezCompressed(archives[1], named);
    const run = spawnSync('python3', ['-c', AGAIN, ...files, ...archives], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    for (const [i, file] of files.entries()) {
      expect(readFileSync(`${file}.again.npy`).equals(readFileSync(file)), file).toBe(true);
      expect(same((await load(`${file}.big.npy`)) as NDArray, samples[i]), file).toBe(true);
    }
    for (const archive of archives) {
      const again = await load(`${archive}.again.npz`);
      expect(Object.keys(again)).toEqual(Object.keys(named));
      for (const [name, array] of Object.entries(named)) expect(same(again[name], array), name).toBe(true);
    }
  });
});
