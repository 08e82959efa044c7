/** Delimited text against NumPy's: written to the same characters, read to the same arrays. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  array,
  type DType,
  formatText,
  type GenOptions,
  genfromtxt,
  loadtxt,
  type NDArray,
  parseText,
  savetxt,
  type TextOptions,
} from '../../src/index.js';
import { attempt, compareArray, compareError, Report } from '../oracle/compare.js';
import { type Encoded, LAYOUTS, load } from '../oracle/load.js';
import { same, sample, TYPES } from '../support.js';

interface Read {
  text: string;
  options: Record<string, unknown>;
  out?: Encoded;
  error?: string;
}
interface Written {
  array: Encoded;
  options: Record<string, unknown>;
  text?: string;
  error?: string;
}

const vectors = load<{ savetxt: Written[]; loadtxt: Read[]; genfromtxt: Read[] }>('files');

/** What a promise gives, as a call that gives it or throws. */
async function settled(promise: Promise<unknown>): Promise<() => unknown> {
  try {
    const value = await promise;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

describe('savetxt', () => {
  it('formatText writes what NumPy writes, in every layout', () => {
    const report = new Report();
    for (const { array: encoded, options, text, error } of vectors.savetxt) {
      for (const [layout, make] of Object.entries(LAYOUTS)) {
        if (encoded.shape.length === 0 && layout !== 'packed') continue;
        const run = () => formatText(make(encoded) as unknown as NDArray, options);
        const label = `${encoded.dtype} (${encoded.shape}) ${JSON.stringify(options)} ${layout}`;
        if (error) report.add(label, compareError(run, error, 'formatText'));
        else {
          report.add(
            label,
            attempt(() => (run() === text ? [] : [`${JSON.stringify(run())}, not ${JSON.stringify(text)}`])),
          );
        }
      }
    }
    report.done();
  });

  it.each(['%', '%d %d', 'text', '%s', '%x', '%.99f', '%5', '%d %', ''])('refuses the format %j', (fmt) => {
    expect(() => formatText([1], { fmt })).toThrow(/^formatText: the format .* is none for one number/);
  });

  it.each([{ fmt: 5 }, { fmt: ['%d', 5] }, { delimiter: 5 }, { newline: null }, { header: 1 }, { format: '%d' }])(
    'refuses the options %j',
    async (options) => {
      expect(() => formatText([[1, 2]], options as never)).toThrow(/^formatText: /);
      await expect(savetxt('nowhere/a.txt', [[1, 2]], options as never)).rejects.toThrow(/^savetxt: (?!'nowhere)/);
    },
  );

  it('writes files that loadtxt reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contig-io-'));
    try {
      const path = join(folder, 'a.csv');
      const a = array([
        [1.5, -2],
        [Number.NaN, 1e300],
      ]);
      await savetxt(path, a, { delimiter: ',', header: 'x,y' });
      expect(readFileSync(path, 'utf8')).toBe(formatText(a, { delimiter: ',', header: 'x,y' }));
      expect(same((await loadtxt(path, { delimiter: ',' })) as NDArray, a as NDArray)).toBe(true);
      await expect(savetxt(join(folder, 'none', 'a.csv'), a)).rejects.toThrow('cannot be written: ENOENT');
      await expect(loadtxt(join(folder, 'none.csv'))).rejects.toThrow(/^loadtxt: .* cannot be read: ENOENT/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('loadtxt', () => {
  it('reads what NumPy reads, from text and from sources', async () => {
    const report = new Report();
    for (const { text, options, out, error } of vectors.loadtxt) {
      const runs = {
        parseText: () => parseText(text, options as TextOptions),
        loadtxt: await settled(loadtxt(Buffer.from(text), options as TextOptions)),
      };
      for (const [name, run] of Object.entries(runs)) {
        const problems = error ? compareError(run, error, name) : attempt(() => compareArray(run(), out!));
        report.add(`${name}(${JSON.stringify(text)}, ${JSON.stringify(options)})`, problems);
      }
    }
    report.done();
  });

  it('reads streams and Blobs', async () => {
    for (const source of [new Blob(['1 2\n3 4']), new Blob(['1 2\n3 4']).stream()]) {
      expect((await loadtxt(source)).toArray()).toEqual([
        [1, 2],
        [3, 4],
      ]);
    }
  });

  // NumPy: np.loadtxt(io.StringIO(''), usecols=[1, 0]).shape == (0, 2), with unpack (2, 0), without usecols (0,)
  it('has the columns that were asked for where there are no rows', () => {
    expect(parseText('', { usecols: [1, 0] }).shape).toEqual([0, 2]);
    expect(parseText('# a\n', { usecols: [1, 0], unpack: true }).shape).toEqual([2, 0]);
    expect(parseText('', { usecols: [1] }).shape).toEqual([0]);
    expect(parseText('').shape).toEqual([0]);
  });

  it.each<[object, RegExp]>([
    [{ skiprows: -1 }, /skiprows is -1; it is an integer of at least 0/],
    [{ skiprows: 1.5 }, /skiprows is 1.5/],
    [{ maxRows: -1 }, /maxRows is -1/],
    [{ maxRows: Number.NaN }, /maxRows is NaN/],
    [{ usecols: '1' }, /usecols is 1; it is the number of a column or a list of them/],
    [{ usecols: [0.5] }, /usecols is 0.5/],
    [{ delimiter: 5 }, /delimiter is 5; it is a string/],
    [{ comments: 5 }, /comments is 5; it is a string, a list of them, or null/],
    [{ sep: ',' }, /there is no option 'sep'; there are dtype, comments, delimiter, /],
    [{ skipHeader: 1 }, /there is no option 'skipHeader'/],
  ])('refuses the options %j', async (options, message) => {
    expect(() => parseText('1 2', options)).toThrow(message);
    expect(() => parseText('1 2', options)).toThrow(/^parseText: /);
    await expect(loadtxt(new Uint8Array(), options)).rejects.toThrow(/^loadtxt: /);
    if (!('skipHeader' in options))
      await expect(genfromtxt(new Uint8Array(), options)).rejects.toThrow(/^genfromtxt: /);
  });

  it('names the line, the row and the field of an error', () => {
    expect(() => parseText('# x\n1 2\n3 4 5')).toThrow('parseText: line 3 has 3 columns, the lines before it 2');
    expect(() => parseText('1 2\n3 x')).toThrow('parseText: "x" in row 1, column 1 of the numbers is no f64');
    expect(() => parseText('1 2', { usecols: [5] })).toThrow('parseText: line 1 has 2 columns, none at 5.');
    expect(() => parseText('1', { delimiter: '' })).toThrow('parseText: a delimiter');
    expect(() => parseText('1', { ndmin: 3 as never })).toThrow('parseText: ndmin is 3');
    expect(() => parseText(5 as never)).toThrow(TypeError);
  });

  it.each(TYPES)('reads what formatText wrote: %s', (dtype) => {
    const fmt = dtype.startsWith('f') ? '%.17g' : '%d';
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat(), (rows, columns, seed) => {
        const a = sample(dtype as DType, [rows, columns], seed) as unknown as NDArray;
        const text = formatText(a, { fmt, delimiter: ';' });
        return same(parseText(text, { dtype, delimiter: ';', ndmin: 2 }) as unknown as NDArray, a);
      }),
      { numRuns: 40 },
    );
  });
});

describe('genfromtxt', () => {
  it('reads what NumPy reads', async () => {
    const report = new Report();
    for (const { text, options, out, error } of vectors.genfromtxt) {
      const run = await settled(genfromtxt(Buffer.from(text), options as GenOptions));
      const problems = error ? compareError(run, error, 'genfromtxt') : attempt(() => compareArray(run(), out!));
      report.add(`genfromtxt(${JSON.stringify(text)}, ${JSON.stringify(options)})`, problems);
    }
    report.done();
  });

  it('asks filling values to fit only where they are needed', async () => {
    expect((await genfromtxt(Buffer.from('1 2'), { dtype: 'u8' })).toArray()).toEqual([1, 2]);
    await expect(genfromtxt(Buffer.from('1 x'), { dtype: 'u8' })).rejects.toThrow(/^genfromtxt: the bytes: .*-1/);
  });
});
