/** The command `contig layout`: what it prints for files, and how it fails. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { arange, save } from '../../src/index.js';
import { contig } from './command.js';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'contig-layout-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const rows = JSON.stringify(Array.from({ length: 1000 }, (_, i) => ({ id: i, x: i / 3, name: 'n' })));

test('the package names a file that is run by Node', () => {
  const root = new URL('../../', import.meta.url);
  const { bin } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const source = new URL(bin.contig.replace('lib/cli.js', 'src/cli/index.ts'), root);
  expect(existsSync(source)).toBe(true);
  expect(readFileSync(source, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

describe('prints', () => {
  test('records of a JSON file', async () => {
    const { code, out, err } = await contig('layout', fileOf('rows.json', rows));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/rows\.json: \d+ bytes of JSON\n/);
    expect(out).toMatch(/\nobjects +1,000 +48\.0 kB +estimate/);
    expect(out).toMatch(/\n1,000 items, records: RecordArray\nnow +\d+\.\d kB/);
    expect(out).toMatch(/\nid +u16 +2 +integers from 0 to 999\n/);
    expect(out).toMatch(/\nx +f64 +8 +numbers from 0 to 333 +f32, half the bytes, would round: relative error/);
  });

  test('with a tolerance, and as JSON', async () => {
    const { out } = await contig('layout', fileOf('rows.json', rows), '--tolerance=1e-6', '--json', '--word', '4');
    const { size, advice } = JSON.parse(out);
    expect(advice[0].fields.map(({ name, dtype }: { name: string; dtype: string }) => [name, dtype])).toEqual([
      ['id', 'u16'],
      ['x', 'f32'],
      ['name', 'u8'],
    ]);
    expect(size.parts.find(({ part }: { part: string }) => part === 'objects').bytes).toBe(24_000);
    expect(advice[0].before.bytes).toBe(size.bytes);
  });

  test('the lists of a JSON object', async () => {
    const content = JSON.stringify({ title: 'two', a: Array(500).fill(7), b: Array(500).fill([0.5, 1]), none: [] });
    const { code, out } = await contig('layout', fileOf('columns.json', `\uFEFF${content}`));
    expect(code).toBe(0);
    expect(out).toMatch(/\na: 500 items, numbers: NDArray of u8\n/);
    expect(out).toMatch(/\nb: 500 items, nested numbers: NDArray of f32\n/);
    expect(out).not.toContain('none:');
  });

  test('an array of a .npy file', async () => {
    const path = join(directory, 'a.npy');
    await save(path, arange(1000));
    const { code, out } = await contig('layout', path);
    expect(code).toBe(0);
    expect(out).toMatch(/a\.npy: f64 of shape \(1000\)\n/);
    expect(out).toMatch(/\ncontig's memory +1 +8\.0 kB\n/);
    expect(out).toMatch(/\n1,000 items, numbers: NDArray of u16\n/);
  });

  test('the columns of an .arrow file, through the apache-arrow of the current directory', async () => {
    const project = join(directory, 'project');
    const library = join(project, 'node_modules', 'apache-arrow');
    mkdirSync(library, { recursive: true });
    writeFileSync(join(library, 'package.json'), '{ "name": "apache-arrow", "main": "index.cjs" }');
    // A stand-in with apache-arrow's names, which takes JSON for Arrow.
    writeFileSync(
      join(library, 'index.cjs'),
      `exports.tableFromIPC = (bytes) => {
        const columns = Object.entries(JSON.parse(Buffer.from(bytes).toString()));
        return {
          numRows: columns[0][1].length,
          schema: { fields: columns.map(([name]) => ({ name, type: 'Float64' })) },
          getChildAt: (i) => Object.assign(columns[i][1], { nullCount: 1, byteLength: 8 * columns[i][1].length }),
        };
      };`,
    );
    vi.spyOn(process, 'cwd').mockReturnValue(project);
    try {
      const content = JSON.stringify({ x: Array.from({ length: 300 }, (_, i) => (i === 5 ? null : i)) });
      const { code, out, err } = await contig('layout', fileOf('t.arrow', content));
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/t\.arrow: 300 rows in columns\n {2}x: Float64, 1 null, 2400 bytes\n/);
      expect(out).toMatch(/\nx: 300 items, numbers: NDArray of f32\n[\s\S]*1 of 300 are null/);
    } finally {
      vi.restoreAllMocks();
    }
  });

  test('help', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      expect((await contig(...args)).out).toContain('contig layout FILE ');
    }
    const { code, out } = await contig('layout', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--tolerance E');
  });
});

describe('fails in one line with exit code 2', () => {
  const installed = (() => {
    try {
      return createRequire(import.meta.url).resolve('apache-arrow') !== '';
    } catch {
      return false;
    }
  })();
  const cases: [name: string, args: () => string[], message: RegExp][] = [
    ['an unknown command', () => ['bogus'], /^contig: no command 'bogus'; there is: bench, info, layout$/],
    ['an inherited name', () => ['toString'], /^contig: no command 'toString'/],
    ['an unknown option', () => ['layout', '--bogus', 'a.json'], /^contig layout: Unknown option '--bogus'/],
    ['no file', () => ['layout'], /^contig layout: takes one file, not 0; --help tells more$/],
    ['two files', () => ['layout', 'a.json', 'b.json'], /takes one file, not 2/],
    ['a file that is not there', () => ['layout', join(directory, 'no.json')], /no\.json' cannot be read: ENOENT/],
    ['a directory', () => ['layout', directory], /' is none of \.json, \.npy, \.arrow$/],
    ['another kind of file', () => ['layout', 'a.csv'], /'a\.csv' is none of \.json, \.npy, \.arrow$/],
    ['broken JSON', () => ['layout', fileOf('bad.json', '{"a": ')], /bad\.json' cannot be understood: /],
    ['a broken .npy file', () => ['layout', fileOf('bad.npy', 'NUMPY')], /bad\.npy' cannot be understood: /],
    ['a bad tolerance', () => ['layout', 'a.json', '--tolerance', 'x'], /--tolerance takes a number from 0, not 'x'$/],
    [
      'a negative tolerance',
      () => ['layout', 'a.json', '--tolerance=-1'],
      /--tolerance takes a number from 0, not '-1'$/,
    ],
    ['a bad word', () => ['layout', 'a.json', '--word', '5'], /--word takes 4 or 8, not '5'$/],
    [
      'an empty .arrow file',
      () => ['layout', fileOf('empty.arrow', '')],
      installed ? /empty\.arrow' cannot be understood: there are no columns in it$/ : /need the package apache-arrow/,
    ],
    [
      'an .arrow file of zeros',
      () => ['layout', fileOf('zeros.arrow', new Uint8Array(50))],
      installed ? /zeros\.arrow' cannot be understood: there are no columns in it$/ : /need the package apache-arrow/,
    ],
    [
      'an .arrow file that cannot be read',
      () => ['layout', fileOf('bad.arrow', 'no arrow')],
      installed
        ? /bad\.arrow' cannot be understood: it is damaged, truncated or no Arrow file /
        : /\.arrow files need the package apache-arrow: npm install/,
    ],
  ];
  test.each(cases)('%s', async (_, args, message) => {
    const { code, out, err } = await contig(...args());
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).not.toContain('\n');
  });
});
