/** Struct against CPython's struct module: the same bytes, the same values, and an error where there is one. */
import { describe, expect, it } from 'vitest';
import { calcsize, iterUnpack, pack, packInto, StructError, unpack, unpackFrom } from '../../src/index.js';
import { load } from '../oracle/load.js';

type Encoded = [kind: string, text: string];
type Answer<T> = { out: T; error?: undefined } | { out?: undefined; error: string };
interface Vectors {
  formats: ({ format: string } & Answer<number>)[];
  packs: ({ format: string; values: Encoded[]; back?: Encoded[] } & Answer<string>)[];
  unpacks: ({ format: string; bytes: string } & Answer<Encoded[]>)[];
  places: {
    format: string;
    bytes: string;
    offset: number;
    values: Encoded[];
    into: Answer<string>;
    from: Answer<Encoded[]>;
  }[];
  iterations: ({ format: string; bytes: string } & Answer<Encoded[][]>)[];
  halves: ({ value: string } & Answer<string>)[];
  'half values': string;
}

const vectors = load<Vectors>('struct');

function float(text: string): number {
  return text === 'nan' ? Number.NaN : Buffer.from(text, 'hex').readDoubleBE();
}

/** A value as Python has it; integers as numbers where these are exact and `bigints` does not say otherwise. */
function decode([kind, text]: Encoded, bigints = false): unknown {
  if (kind === 'bool') return text === 'true';
  if (kind === 'float') return float(text);
  if (kind === 'bytes') return Uint8Array.from(Buffer.from(text, 'hex'));
  if (kind === 'none') return undefined;
  const whole = BigInt(text);
  return !bigints && Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

/** What Struct gives for a value of Python's: 64-bit integers are bigints, which vectors do not tell from others. */
function expectValues(actual: readonly unknown[], expected: readonly Encoded[], what: string): void {
  const plain = actual.map((value) => (typeof value === 'bigint' ? Number(value) : value));
  const wanted = expected.map(([kind, text]) => (kind === 'int' ? Number(text) : decode([kind, text])));
  expect(plain, what).toEqual(wanted);
  for (let i = 0; i < actual.length; i++) {
    if (typeof actual[i] === 'bigint') expect(String(actual[i]), what).toBe(expected[i][1]);
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

/** Python's message with our names in it. */
function ours(message: string): string {
  return message.replace(/(iter|un)?_?(pack)(_into|_from)?/g, (name) =>
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
}

/** Runs what should give `answer`; where that is an error, expects a StructError. */
function outcome<T>(run: () => T, answer: { error?: string }, what: string): T | undefined {
  if (answer.error === undefined) return run();
  expect(run, `${what} gives ${answer.error}`).toThrow(StructError);
  return undefined;
}

describe('Struct against CPython', () => {
  it(`reads ${vectors.formats.length} formats`, () => {
    for (const { format, ...answer } of vectors.formats) {
      const what = JSON.stringify(format);
      expect(
        outcome(() => calcsize(format), answer, what),
        what,
      ).toBe(answer.out);
    }
  });

  it(`packs and unpacks ${vectors.packs.length} records`, () => {
    for (const { format, values, back, ...answer } of vectors.packs) {
      const what = `${JSON.stringify(format)} of ${JSON.stringify(values)}`;
      for (const bigints of [false, true]) {
        const given = values.map((value) => decode(value, bigints));
        const packed = outcome(() => pack(format, ...given), answer, what);
        if (packed === undefined) continue;
        expect(hex(packed), what).toBe(answer.out);
        expectValues(unpack(format, packed), back!, what);
      }
    }
  });

  it(`unpacks ${vectors.unpacks.length} times any bytes`, () => {
    for (const { format, bytes, ...answer } of vectors.unpacks) {
      const what = `${JSON.stringify(format)} from ${bytes}`;
      const values = outcome(() => unpack(format, bytesOf(bytes)), answer, what);
      if (values) expectValues(values, answer.out!, what);
    }
  });

  it(`packs into and unpacks from ${vectors.places.length} buffers`, () => {
    for (const { format, bytes, offset, values, into, from } of vectors.places) {
      const what = `${JSON.stringify(format)} at ${offset} of ${bytes}`;
      const buffer = bytesOf(bytes);
      const write = () => packInto(format, buffer, offset, ...values.map((value) => decode(value)));
      outcome(write, into, what);
      expect(hex(buffer), what).toBe(into.out ?? bytes);
      if (into.error) expect(write, what).toThrow(ours(into.error));
      const read = () => unpackFrom(format, bytesOf(bytes), offset);
      const found = outcome(read, from, what);
      if (found) expectValues(found, from.out!, what);
      else expect(read, what).toThrow(ours(from.error!));
    }
  });

  it(`iterates over ${vectors.iterations.length} buffers`, () => {
    for (const { format, bytes, ...answer } of vectors.iterations) {
      const what = `${JSON.stringify(format)} over ${bytes}`;
      const records = outcome(() => [...iterUnpack(format, bytesOf(bytes))], answer, what);
      if (!records) continue;
      expect(records.length, what).toBe(answer.out!.length);
      records.forEach((values, i) => {
        expectValues(values, answer.out![i], what);
      });
    }
  });

  it(`rounds ${vectors.halves.length} numbers to halves`, () => {
    for (const { value, ...answer } of vectors.halves) {
      const packed = outcome(() => pack('<e', float(value)), answer, value);
      if (packed) expect(hex(packed), value).toBe(answer.out);
    }
  });

  it('reads every half', () => {
    const expected = Buffer.from(vectors['half values'], 'hex');
    const read = unpack(
      '<65536e',
      Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits),
    ) as number[];
    expect(read).toEqual(Array.from({ length: 2 ** 16 }, (_, bits) => expected.readDoubleBE(8 * bits)));
  });
});
