/** Files in every form that NumPy writes or reads: byte orders, header versions, orders of elements, archives and text. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DType,
  formatNpy,
  formatText,
  load,
  loadtxt,
  type NDArray,
  parseNpy,
  parseNpz,
  parseText,
  save,
  savetxt,
  savez,
  savezCompressed,
} from '../../src/index.js';
import { LAYOUTS, same, sample, TYPES } from '../support.js';

interface Form {
  dtype: DType;
  shape: number[];
  layout: string;
  seed: number;
  version: 1 | 2 | 3;
  big: boolean;
}

const forms: fc.Arbitrary<Form> = fc.record({
  dtype: fc.constantFrom(...TYPES),
  shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
  layout: fc.constantFrom('packed', ...Object.keys(LAYOUTS)),
  seed: fc.nat(),
  version: fc.constantFrom(1 as const, 2 as const, 3 as const),
  big: fc.boolean(),
});

/** The array of a form; one without axes or elements lies as it lies. */
function arrayOf({ dtype, shape, layout, seed }: Form): NDArray {
  const packed = sample(dtype, shape, seed) as unknown as NDArray;
  return layout === 'packed' || packed.size === 0 || shape.length === 0 ? packed : LAYOUTS[layout](packed);
}

/** The bytes of a .npy file with the header of another version, whose length takes four bytes, and in another byte order. */
function inForm(file: Uint8Array, itemsize: number, { version, big }: Form): Uint8Array {
  const length = file[8] + 256 * file[9];
  const header = Buffer.from(file.subarray(10, 10 + length));
  const elements = file.slice(10 + length);
  if (big && itemsize > 1) {
    header[header.indexOf("'<") + 1] = '>'.charCodeAt(0);
    for (let at = 0; at < elements.length; at += itemsize) elements.subarray(at, at + itemsize).reverse();
  }
  const start = Buffer.alloc(version === 1 ? 10 : 12);
  start.set(file.subarray(0, 6));
  start[6] = version;
  if (version === 1) start.writeUInt16LE(length, 8);
  else start.writeUInt32LE(length, 8);
  return Buffer.concat([start, header, elements]);
}

describe('every version and byte order', () => {
  it('of .npy bytes gives the array, alone and in an archive', () => {
    fc.assert(
      fc.property(fc.array(forms, { minLength: 1, maxLength: 4 }), fc.boolean(), (list, deflated) => {
        const arrays = list.map(arrayOf);
        const files = arrays.map((array, i) => inForm(formatNpy(array), array.itemsize, list[i]));
        const entries = Object.fromEntries(files.map((file, i) => [`a${i}.npy`, file]));
        const archive = parseNpz(zipSync(entries, { level: deflated ? 6 : 0 }));
        return arrays.every((array, i) => same(parseNpy(files[i]), array) && same(archive[`a${i}`], array));
      }),
      { numRuns: 400 },
    );
  });

  it('of cut bytes is refused', () => {
    fc.assert(
      fc.property(forms, fc.nat(), (form, cut) => {
        const array = arrayOf(form);
        const file = inForm(formatNpy(array), array.itemsize, form);
        expect(() => parseNpy(file.slice(0, cut % file.length))).toThrow(RangeError);
      }),
      { numRuns: 300 },
    );
  });
});

it('text gives the array, whatever separates its numbers', () => {
  fc.assert(
    fc.property(
      forms,
      fc.constantFrom(' ', ',', ';', '\t', '::'),
      fc.constantFrom('\n', '\r\n'),
      fc.string({ unit: fc.constantFrom('a', ' ', '1', ',', '\n'), maxLength: 9 }),
      (form, delimiter, newline, header) => {
        const array = arrayOf({ ...form, shape: [1 + (form.shape[0] ?? 0), 1 + (form.shape[1] ?? 0)] });
        const fmt = form.dtype.startsWith('f') ? '%.17g' : '%d';
        const text = formatText(array, { fmt, delimiter, newline, header, footer: header });
        const read = parseText(text, { dtype: form.dtype, ndmin: 2, ...(delimiter !== ' ' && { delimiter }) });
        return same(read as unknown as NDArray, array);
      },
    ),
    { numRuns: 400 },
  );
});

const python = spawnSync('python3', ['-c', 'import numpy; print(numpy.__version__)'], { encoding: 'utf8' });
const hasNumPy = python.status === 0;
if (!hasNumPy) console.warn('Files are not exchanged with real NumPy: python3 has no NumPy.');

const NAMES: Record<DType, string> = {
  bool: 'bool',
  u8: 'uint8',
  i8: 'int8',
  u16: 'uint16',
  i16: 'int16',
  u32: 'uint32',
  i32: 'int32',
  u64: 'uint64',
  i64: 'int64',
  f32: 'float32',
  f64: 'float64',
};

/** Describes the arrays of files as NumPy reads them: type, shape, and the elements' bytes in C order. */
const READS = `
import json, sys, numpy as np
said = []
def say(a):
    plain = np.asarray(a, a.dtype.newbyteorder('<'), order='C')
    said.append([a.dtype.name, list(a.shape), plain.tobytes().hex()])
for path in json.load(sys.stdin):
    if path.endswith('.npz'):
        with np.load(path) as archive:
            for name in archive.files:
                say(archive[name])
    elif path.endswith('.npy'):
        say(np.load(path))
    else:
        name = path.split('.')[-2]
        say(np.loadtxt(path, dtype=name, delimiter=',', ndmin=2))
print(json.dumps(said))
`;

/** Writes the arrays whose elements it is given, each in the form asked for. */
const WRITES = `
import json, sys, warnings, numpy as np
warnings.simplefilter('ignore')
named = {}
for path, name, shape, raw, order, big, version in json.load(sys.stdin):
    a = np.frombuffer(bytes.fromhex(raw), np.dtype(name).newbyteorder('<')).reshape(shape)
    a = np.asarray(a, a.dtype.newbyteorder('>' if big else '<'), order=order)
    with open(path, 'wb') as file:
        np.lib.format.write_array(file, a, version=(version, 0))
    if a.ndim == 2 and a.size:
        # Bools as numbers: the format %d takes no words.
        np.savetxt(path + '.txt', a.astype('u1') if name == 'bool' else a, fmt='%.17g' if a.dtype.kind == 'f' else '%d')
    named[path.split('/')[-1]] = a
np.savez(sys.argv[1] + '/stored.npz', **named)
np.savez_compressed(sys.argv[1] + '/deflated.npz', **named)
`;

function run(script: string, input: unknown, ...args: string[]): string {
  const process = spawnSync('python3', ['-c', script, ...args], {
    encoding: 'utf8',
    input: JSON.stringify(input),
    maxBuffer: 2 ** 28,
  });
  expect(process.stderr).toBe('');
  return process.stdout;
}

describe.skipIf(!hasNumPy)('between contig and real NumPy', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'contig-numpy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  // One process for many random arrays: starting Python takes longer than all else.
  const seed = Date.now() % 2 ** 31;
  const drawn = fc.sample(forms, { numRuns: 150, seed });
  const hex = (array: NDArray) => Buffer.from(formatNpy(array.copy()).slice(-array.nbytes || Infinity)).toString('hex');
  const described = (array: NDArray) => [NAMES[array.dtype], [...array.shape], hex(array)];
  const note = `of seed ${seed}`;

  it('NumPy reads what contig writes', async () => {
    const arrays = drawn.map(arrayOf);
    const [paths, expected]: [string[], unknown[]] = [[], []];
    for (const [i, array] of arrays.entries()) {
      const path = join(folder, `own${i}.npy`);
      await save(path, array);
      paths.push(path);
      expected.push(described(array));
      if (array.ndim !== 2 || array.size === 0) continue;
      const text = join(folder, `own${i}.${NAMES[array.dtype]}.txt`);
      const whole = array.dtype === 'bool' ? array.astype('u8') : array;
      await savetxt(text, whole, { fmt: array.dtype.startsWith('f') ? '%.17g' : '%d', delimiter: ',' });
      paths.push(text);
      expected.push(described(array));
    }
    const named = Object.fromEntries(arrays.map((array, i) => [`name ${i}`, array]));
    for (const [file, write] of [
      ['a.npz', savez],
      ['b.npz', savezCompressed],
    ] as const) {
      await write(join(folder, file), named);
      paths.push(join(folder, file));
      expected.push(...arrays.map(described));
    }
    const said = JSON.parse(run(READS, paths)) as unknown[];
    expect(said.length).toBe(expected.length);
    for (const [i, item] of said.entries()) expect(item, `item ${i} ${note}`).toEqual(expected[i]);
  });

  it('contig reads what NumPy writes', async () => {
    const arrays = drawn.map(arrayOf);
    const asked = arrays.map((array, i) => {
      const { layout, big, version } = drawn[i];
      const order = layout.includes('transposed') ? 'F' : 'C';
      return [join(folder, `${i}.npy`), ...described(array), order, big, version] as const;
    });
    run(WRITES, asked, folder);
    const archives = await Promise.all(['stored.npz', 'deflated.npz'].map((file) => load(join(folder, file))));
    let texts = 0;
    for (const [i, array] of arrays.entries()) {
      const [path] = asked[i];
      const label = `${JSON.stringify(drawn[i])} ${note}`;
      expect(same((await load(path)) as NDArray, array), label).toBe(true);
      for (const archive of archives as unknown as Record<string, NDArray>[]) {
        expect(same(archive[`${i}.npy`], array), `${label} in an archive`).toBe(true);
      }
      if (array.ndim !== 2 || array.size === 0) continue;
      texts++;
      const text = await loadtxt(`${path}.txt`, { dtype: array.dtype, ndmin: 2 });
      expect(same(text as unknown as NDArray, array), `${label} as text`).toBe(true);
    }
    expect(texts).toBeGreaterThan(5);
  });
});
