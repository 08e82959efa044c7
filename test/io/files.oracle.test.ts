/** .npy and .npz files that NumPy wrote: read to the same arrays, and written to the same bytes. */
import { describe, expect, it } from 'vitest';
import { formatNpy, type NDArray, parseNpy, parseNpz } from '../../src/index.js';
import { attempt, compareArray, compareError, Report } from '../oracle/compare.js';
import { build, type Encoded, load } from '../oracle/load.js';

interface File {
  file: string;
  out: Encoded;
  order?: 'C' | 'F';
  canonical?: boolean;
}
interface Refused {
  file: string;
  error: string;
  why: string;
}

const vectors = load<{
  layouts: File[];
  byteOrders: File[];
  versions: File[];
  foreign: File[];
  refused: Refused[];
  archives: { file: string; out: Record<string, Encoded> }[];
}>('files');

function bytesOf(file: string): Uint8Array {
  return Uint8Array.from(Buffer.from(file, 'base64'));
}

/** The bytes behind `shift` others, so that elements are not aligned. */
function shifted(bytes: Uint8Array, shift: number): Uint8Array {
  const room = new Uint8Array(bytes.length + shift);
  room.set(bytes, shift);
  return room.subarray(shift);
}

describe('.npy', () => {
  it.each(['layouts', 'byteOrders', 'versions', 'foreign'] as const)('%s', (group) => {
    const report = new Report();
    for (const { file, out, order } of vectors[group]) {
      const bytes = bytesOf(file);
      const label = `${order} ${out.dtype} (${out.shape})`;
      report.add(
        label,
        attempt(() => compareArray(parseNpy(bytes), out)),
      );
      report.add(
        `${label}, from an ArrayBuffer`,
        attempt(() => compareArray(parseNpy(bytes.buffer as ArrayBuffer), out)),
      );
      report.add(
        `${label}, unaligned`,
        attempt(() => compareArray(parseNpy(shifted(bytes, 3)), out)),
      );
      for (const shift of [0, 1]) {
        report.add(
          `${label}, in place, shifted by ${shift}`,
          attempt(() => compareArray(parseNpy(shifted(bytes, shift), { copy: false }), out)),
        );
      }
    }
    report.done();
  });

  it('is written as NumPy writes it, byte for byte', () => {
    const report = new Report();
    for (const { file, out, order } of vectors.layouts.filter(({ canonical }) => canonical)) {
      const array = build(out) as unknown as NDArray;
      const laid = order === 'F' ? array.T.copy().T : array;
      const written = Buffer.from(formatNpy(laid));
      const expected = Buffer.from(file, 'base64');
      report.add(
        `${order} ${out.dtype} (${out.shape})`,
        written.equals(expected)
          ? []
          : [
              `${JSON.stringify(written.toString('latin1', 0, 192))}, not ${JSON.stringify(expected.toString('latin1', 0, 192))}`,
            ],
      );
    }
    report.done();
  });

  it('every file cut short anywhere, or one byte longer, is refused', () => {
    const report = new Report();
    for (const { file } of [...vectors.versions, ...vectors.foreign]) {
      const bytes = bytesOf(file);
      for (let length = 0; length < bytes.length; length++) {
        report.add(
          `${length} of ${bytes.length} bytes`,
          compareError(() => parseNpy(bytes.subarray(0, length)), 'ValueError', 'parseNpy: truncated'),
        );
      }
      const longer = Buffer.concat([bytes, Buffer.of(0)]);
      report.add(
        'one byte more',
        compareError(() => parseNpy(longer), 'ValueError', 'parseNpy: oversized'),
      );
    }
    report.done();
  });

  it('what NumPy refuses, and types that contig lacks, are refused', () => {
    const report = new Report();
    for (const { file, error, why } of vectors.refused) {
      report.add(
        why,
        compareError(() => parseNpy(bytesOf(file)), error, 'parseNpy'),
      );
    }
    report.done();
  });
});

describe('.npz', () => {
  it('gives the arrays by name', () => {
    const report = new Report();
    for (const { file, out } of vectors.archives) {
      const arrays = parseNpz(bytesOf(file));
      expect(Object.keys(arrays)).toEqual(Object.keys(out));
      for (const [name, expected] of Object.entries(out)) {
        report.add(name, compareArray(arrays[name], expected));
        report.add(
          `${name} alone`,
          attempt(() => compareArray(parseNpz(bytesOf(file), { names: [name] })[name], expected)),
        );
      }
    }
    report.done();
  });
});
