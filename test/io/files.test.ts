/** Sources and targets of files, and bytes made to do harm: one clear error each, and nothing left behind. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  arange,
  formatNpy,
  formatNpz,
  load,
  memory,
  type NDArray,
  parseNpy,
  parseNpz,
  RecordArray,
  recordType,
  save,
  savez,
  savezCompressed,
  zeros,
} from '../../src/index.js';
import { same } from '../support.js';

const a = arange(12).reshape(3, 4) as NDArray;
const b = arange(5, 'i16') as NDArray;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contig-io-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function streamOf(bytes: Uint8Array, step: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, at + step));
      at += step;
    },
  });
}

it('names of fields are escaped and read as Python writes them', () => {
  // NumPy: np.dtype([(name, 'u1') for name in names]).descr
  const names = [
    "a'b",
    'c\\d',
    'e"f',
    '\n',
    '\x07',
    'q\'"w',
    '\u200b',
    'tab\t',
    'né',
    ' ',
    '\xa0',
    '\u2028',
    '\u{e0001}',
  ];
  const written = [`"a'b"`, `'c\\\\d'`, `'e"f'`, `'\\n'`, `'\\x07'`, `'q\\'"w'`, `'\\u200b'`, `'tab\\t'`, `'né'`, `' '`]
    .concat([`'\\xa0'`, `'\\u2028'`, `'\\U000e0001'`])
    .map((name) => `(${name}, '|u1')`);
  const bytes = formatNpy(new RecordArray(recordType(names.map((name) => [name, 'u1'] as const)), 2));
  const text = String.fromCharCode(...bytes);
  expect(text).toContain(`{'descr': [${written.join(', ')}], 'fortran_order'`);
  expect(parseNpy<RecordArray>(bytes).type.names).toEqual(names);
  const broken = Uint8Array.from(text.replace('x07', 'q07'), (character) => character.charCodeAt(0));
  expect(() => parseNpy(broken)).toThrow(/^parseNpy: the .npy header has the escape \\q in the string for the name/);
});

it('options that are none, or of another type, are refused', async () => {
  const npz = formatNpz({ a }, { compress: true });
  const calls: [() => unknown, RegExp][] = [
    [() => parseNpy(formatNpy(a), { cpoy: false } as never), /^parseNpy: there is no option 'cpoy'; there are copy/],
    [() => parseNpz(npz, { name: ['a'] } as never), /^parseNpz: there is no option 'name'/],
    [() => parseNpz(npz, { names: 'a' as never }), /^parseNpz: names is a; it is a list/],
    [() => parseNpz(npz, { maxBytes: Number.NaN }), /^parseNpz: maxBytes is NaN; it is a number of bytes/],
    [() => parseNpz(npz, { maxBytes: '10' as never }), /^parseNpz: maxBytes is 10/],
    [() => formatNpz({ a }, { compressed: true } as never), /^formatNpz: there is no option 'compressed'/],
    [() => formatNpz(a as never), /^formatNpz: takes arrays by their names, \{ a, b \}, or a list of arrays/],
  ];
  for (const [call, message] of calls) expect(call).toThrow(message);
  await expect(load(npz, { maxbytes: 1 } as never)).rejects.toThrow(/^load: there is no option 'maxbytes'/);
  expect(Object.keys(parseNpz(formatNpz([a, b])))).toEqual(['arr_0', 'arr_1']);
});

it.each([5, undefined, null, new Uint8Array(3)])('nothing is written to the path %j', async (path) => {
  await expect(save(path as never, a)).rejects.toThrow(/^save: the path is .*; give a string or a file URL/);
  await expect(savez(path as never, { a })).rejects.toThrow(/^savez: the path is /);
});

describe('load', () => {
  const npy = formatNpy(a);
  const npz = formatNpz({ a, b }, { compress: true });

  it('reads paths, file URLs, bytes, buffers, Blobs and streams', async () => {
    const path = join(folder, 'a.npy');
    writeFileSync(path, npy);
    const sources = [
      path,
      pathToFileURL(path),
      npy,
      npy.buffer,
      new Blob([npy]),
      new Blob([npy]).stream(),
      streamOf(npy, 1),
      streamOf(npy, 7),
      streamOf(npy, 1000),
    ];
    for (const source of sources) expect(same((await load(source)) as NDArray, a)).toBe(true);
  });

  it('tells archives by their content', async () => {
    const path = join(folder, 'both.npz');
    writeFileSync(path, npz);
    for (const source of [path, npz, new Blob([npz as Uint8Array<ArrayBuffer>]), streamOf(npz, 1), streamOf(npz, 50)]) {
      const read = (await load(source)) as Record<string, NDArray>;
      expect(Object.keys(read)).toEqual(['a', 'b']);
      expect(same(read.a, a) && same(read.b, b)).toBe(true);
    }
    expect(Object.keys(await load(path, { names: ['b'] }))).toEqual(['b']);
  });

  it('fetches URLs', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/a.npy' ? 200 : 404;
      response.end(npy);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(same((await load(new URL('/a.npy', base))) as NDArray, a)).toBe(true);
      await expect(load(new URL('/b.npy', base))).rejects.toThrow(
        `load: '${base}/b.npy': cannot be read: HTTP 404 Not Found`,
      );
    } finally {
      server.close();
    }
  });

  it('names the source in every error', async () => {
    const path = join(folder, 'bad.npy');
    await expect(load(path)).rejects.toThrow(`load: '${path}': cannot be read: ENOENT`);
    await expect(load(path)).rejects.toMatchObject({ cause: { code: 'ENOENT' } });
    writeFileSync(path, npy.subarray(0, 150));
    await expect(load(path)).rejects.toThrow(
      `load: '${path}': truncated: shape (3,4) of f64 takes 96 bytes, 22 follow`,
    );
    await expect(load(new Blob(['text']))).rejects.toThrow('load: the Blob: not a .npy file');
    await expect(load(new File(['text'], 'x.npy'))).rejects.toThrow("load: 'x.npy': not a .npy file");
    await expect(load(Buffer.alloc(0))).rejects.toThrow('load: the bytes: truncated: 0 bytes');
    await expect(load(5 as never)).rejects.toThrow('load: takes a Uint8Array or an ArrayBuffer, not Number.');
    await expect(load(new ReadableStream({ pull: () => Promise.reject(new Error('cut off')) }))).rejects.toThrow(
      'load: the stream: cannot be read: cut off',
    );
  });

  it('a path holds what its ending says', async () => {
    writeFileSync(join(folder, 'a.npz'), npy);
    writeFileSync(join(folder, 'a.npy'), npz);
    writeFileSync(join(folder, 'a.data'), npz);
    await expect(load(join(folder, 'a.npz'))).rejects.toThrow('not an .npz file');
    await expect(load(join(folder, 'a.npy'))).rejects.toThrow('not a .npy file');
    expect(Object.keys(await load(join(folder, 'a.data')))).toEqual(['a', 'b']);
  });

  it('leaves an endless stream as soon as it cannot be right', async () => {
    for (const [start, message] of [
      [npy, 'oversized'],
      [new Uint8Array(64), 'not a .npy file'],
    ] as const) {
      let pulled = 0;
      let cancelled = false;
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(pulled++ === 0 ? start : new Uint8Array(1024)),
        cancel: () => {
          cancelled = true;
        },
      });
      await expect(load(endless)).rejects.toThrow(message);
      expect(cancelled).toBe(true);
      expect(pulled).toBeLessThan(5);
    }
  });
});

describe('save', () => {
  it('appends endings and gives the bytes of format', async () => {
    await save(join(folder, 'a'), a);
    await save(pathToFileURL(join(folder, 'with space')), [1, 2, 3]);
    await savez(join(folder, 'named'), { a, b });
    await savezCompressed(join(folder, 'list.npz'), [a, [1, 2]]);
    expect(readdirSync(folder).sort()).toEqual(['a.npy', 'list.npz', 'named.npz', 'with space']);
    expect(readFileSync(join(folder, 'a.npy')).equals(formatNpy(a))).toBe(true);
    expect(readFileSync(join(folder, 'named.npz')).equals(formatNpz({ a, b }))).toBe(true);
    expect(Object.keys(await load(join(folder, 'list.npz')))).toEqual(['arr_0', 'arr_1']);
  });

  it('replaces a file, keeps its mode, and goes through a link', async () => {
    const path = join(folder, 'a.npy');
    writeFileSync(path, 'old', { mode: 0o600 });
    symlinkSync(path, join(folder, 'link.npy'));
    await save(join(folder, 'link.npy'), a);
    expect(readdirSync(folder).sort()).toEqual(['a.npy', 'link.npy']);
    expect(same(await load(path as 'a.npy'), a)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind where it fails', async () => {
    mkdirSync(join(folder, 'taken.npy'));
    await expect(save(join(folder, 'taken'), a)).rejects.toThrow(
      `save: '${join(folder, 'taken.npy')}': cannot be written: it is no regular file.`,
    );
    await expect(save(join(folder, 'none', 'a.npy'), a)).rejects.toThrow('cannot be written: ENOENT');
    await expect(save(new URL('http://localhost/a.npy'), a)).rejects.toThrow('only file: URLs can be written.');
    await expect(save(join(folder, 'a'), 'text' as never)).rejects.toThrow(TypeError);
    await expect(savez(join(folder, 'a'), a as never)).rejects.toThrow('savez: takes arrays by their names');
    await expect(savez(join(folder, 'a'), { a: 'text' as never })).rejects.toThrow(TypeError);
    expect(readdirSync(folder)).toEqual(['taken.npy']);
    expect(readdirSync(join(folder, 'taken.npy'))).toEqual([]);
  });

  it('writers of one file at the same time leave one whole file', async () => {
    const path = join(folder, 'a.npy');
    await Promise.all(Array.from({ length: 8 }, (_, i) => save(path, zeros(1000 + i))));
    expect(readdirSync(folder)).toEqual(['a.npy']);
    expect((await load(path as 'a.npy')).size).toBeGreaterThanOrEqual(1000);
  });
});

describe('parseNpy', () => {
  it('uses bytes in place where asked and possible', () => {
    const file = formatNpy(a);
    const view = parseNpy(file, { copy: false });
    file[128] = 0;
    new DataView(file.buffer).setFloat64(128, 42, true);
    expect(view.item(0)).toBe(42);
    expect(parseNpy(file).add(1).item(0)).toBe(43);
    const copy = parseNpy(file);
    new DataView(file.buffer).setFloat64(128, 7, true);
    expect(copy.item(0)).toBe(42);
  });

  it('never allocates by what a header claims', () => {
    const before = memory.stats().bytesInUse;
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (200000000,), }\n";
    const huge = Buffer.concat([
      Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]),
      Buffer.from(header),
    ]);
    expect(() => parseNpy(huge)).toThrow(
      'parseNpy: truncated: shape (200000000,) of f64 takes 1600000000 bytes, 0 follow the header.',
    );
    const long = Buffer.from([0x93, ...Buffer.from('NUMPY'), 2, 0, 255, 255, 255, 255]);
    expect(() => parseNpy(long)).toThrow('the .npy header claims 4294967295 bytes; at most 10000 are read.');
    expect(memory.stats().bytesInUse).toBe(before);
  });

  it.each([
    [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 4, 0, 0, 0, 0, 0], '.npy version 4.0 is unknown'],
    [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 1, 0, 0, 0, 0], '.npy version 1.1 is unknown'],
    [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 0, 0, 0, 0], "the .npy header lacks '{'"],
    [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 3, 0, 2, 0, 0, 0, 0xff, 0xfe], 'the .npy header is not UTF-8'],
    [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x60], 'not a .npy file'],
    [[0x80, 0x02, 0x5d, 0x2e], 'not a .npy file'],
  ])('refuses %j', (bytes, message) => {
    expect(() => parseNpy(Uint8Array.from(bytes))).toThrow(message);
  });

  it('any one byte of a header changed gives an array or an error of its own', () => {
    const file = formatNpy(a);
    let refused = 0;
    for (let at = 0; at < 128; at++) {
      for (const value of [0, 0x20, 0x27, 0x28, 0x2c, 0x2d, 0x30, 0x39, 0x4c, 0x7d, 0xff]) {
        const changed = file.slice();
        changed[at] = value;
        try {
          expect(parseNpy(changed).nbytes).toBe(96);
        } catch (error) {
          refused++;
          expect((error as Error).message).toMatch(/^parseNpy: /);
          expect([RangeError, TypeError]).toContain((error as Error).constructor);
        }
      }
    }
    expect(refused).toBeGreaterThan(500);
  });
});

/** An archive whose central directory claims another number at an offset within its first record. */
function tampered(archive: Uint8Array, offset: number, bytes: number[]): Uint8Array {
  const changed = archive.slice();
  const directory = Buffer.from(changed).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  changed.set(bytes, directory + offset);
  return changed;
}

describe('parseNpz', () => {
  const stored = formatNpz({ a });
  const deflated = formatNpz({ a: zeros(5000) }, { compress: true });
  const npy = formatNpy(a);
  const METHOD = 10;
  const CRC = 16;
  const SIZE = 20;
  const ORIGINAL = 24;
  const OFFSET = 42;

  it.each([
    ['text', strToU8('no archive at all, just some text'), 'not an .npz file'],
    ['nothing', new Uint8Array(0), 'not an .npz file'],
    ['four bytes', stored.subarray(0, 4), 'a damaged or truncated zip archive'],
    ['a member that is no array', zipSync({ 'a.txt': strToU8('text') }), 'member "a.txt": not a .npy file'],
    ['a truncated array', zipSync({ 'a.npy': npy.subarray(0, 200) }), 'member "a.npy": truncated'],
    ['two arrays of one name', zipSync({ a: npy, 'a.npy': npy }), 'two members are called "a"'],
    ['another checksum', tampered(stored, CRC, [1, 2, 3, 4]), 'member "a.npy": damaged: its checksum'],
    ['another method', tampered(stored, METHOD, [12]), 'packed by zip method 12'],
    ['stored, with two sizes', tampered(stored, ORIGINAL, [255, 255, 255, 127]), 'cannot unpack to 2147483647'],
    ['a bomb', tampered(deflated, ORIGINAL, [255, 255, 255, 127]), 'cannot unpack to 2147483647'],
    ['too few bytes promised', tampered(deflated, ORIGINAL, [200, 0, 0, 0]), 'member "a.npy"'],
    ['more bytes promised', tampered(deflated, ORIGINAL, [200, 157, 0, 0]), 'damaged'],
    ['more bytes than the archive', tampered(deflated, SIZE, [255, 255, 255, 127]), 'damaged'],
    ['a member beyond the end', tampered(stored, OFFSET, [255, 255, 255, 127]), 'damaged'],
  ])('refuses %s', (_, bytes, message) => {
    const before = memory.stats().bytesInUse;
    let thrown: unknown;
    try {
      parseNpz(bytes);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RangeError);
    expect((thrown as Error).message).toMatch(/^parseNpz: /);
    expect((thrown as Error).message).toContain(message);
    expect(memory.stats().bytesInUse).toBeLessThanOrEqual(before);
  });

  it('a changed bit is noticed', () => {
    const { a: expected } = parseNpz(stored);
    // Behind the local header and the .npy header lie the elements.
    for (let bit = 0; bit < 96 * 8; bit += 5) {
      const changed = stored.slice();
      changed[35 + 128 + (bit >> 3)] ^= 1 << (bit & 7);
      expect(() => parseNpz(changed)).toThrow('member "a.npy": damaged: its checksum');
    }
    expect(same(expected, a)).toBe(true);
  });

  it('every archive cut short is refused', () => {
    for (const archive of [stored, deflated]) {
      for (let length = 0; length < archive.length; length++) {
        expect(() => parseNpz(archive.subarray(0, length)), `${length} bytes`).toThrow(/^parseNpz: /);
      }
    }
  });

  it('inflates no more than is allowed', () => {
    expect(() => parseNpz(deflated, { maxBytes: 40_000 })).toThrow(
      'parseNpz: the arrays inflate to 40128 bytes, more than the 40000 allowed; raise maxBytes',
    );
    expect(parseNpz(deflated, { maxBytes: 40_128 }).a.size).toBe(5000);
    expect(parseNpz(stored, { maxBytes: 0 }).a.size).toBe(12);
  });

  it('names what is there where an array is missing', () => {
    expect(() => parseNpz(stored, { names: ['x'] })).toThrow('parseNpz: no array is called "x"; there are "a".');
  });

  it('an array may be called what it likes', () => {
    const names = ['__proto__', 'constructor', 'toString', '', '0', 'a.npy', '../up', 'ä/ö', '\u{1F600}'];
    const given = Object.fromEntries(names.map((name, i) => [name, arange(i + 1)]));
    const read = parseNpz(formatNpz(given));
    expect(Object.keys(read).sort()).toEqual([...names].sort());
    for (const [i, name] of names.entries()) {
      expect(Object.getOwnPropertyDescriptor(read, name)?.value.size).toBe(i + 1);
    }
  });
});
