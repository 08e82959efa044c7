/** Struct by itself: bytes of every kind, what is refused, and columns as records one by one. */
import { describe, expect, it } from 'vitest';
import * as contig from '../../src/index.js';
import {
  array,
  calcsize,
  fromBuffer,
  kernels,
  type NDArray,
  pack,
  packInto,
  Struct,
  StructError,
  unpack,
  zeros,
} from '../../src/index.js';
import { load } from '../oracle/load.js';
import { LAYOUTS, sample, TYPES } from '../support.js';

describe('bytes', () => {
  const record = pack('<Hi', 513, -2);

  // CPython: s = struct.Struct('<bxh'); s.unpack(b'\\1\\2\\3\\0'); s.pack(1, 2) == b'\\1\\0\\2\\0'
  it('of padding are zero, whatever was unpacked or refused before', () => {
    for (const format of ['<bxh', 'bxxxi', `<b${'x'.repeat(60)}h`]) {
      const struct = new Struct(format);
      const dirty = new Uint8Array(struct.size).fill(255);
      struct.unpack(dirty);
      struct.unpackFrom(dirty);
      for (const _ of struct.iterUnpack(dirty));
      expect(() => struct.pack(1, 1e9 as never, 'x' as never)).toThrow(StructError);
      const packed = struct.pack(1, 2);
      expect([...packed].filter((byte) => byte !== 0)).toEqual([1, 2]);
      struct.packInto(dirty, 0, 1, 2);
      expect(dirty).toEqual(packed);
    }
  });

  it('of a buffer that was transferred are missed by name', () => {
    const buffer = new ArrayBuffer(6);
    structuredClone(buffer, { transfer: [buffer] });
    expect(() => unpack('<Hi', buffer)).toThrow(/^unpack: the buffer was transferred/);
    expect(() => new Struct('<Hi').unpackColumns(buffer)).toThrow(/^unpackColumns: the buffer was transferred/);
    expect(() => contig.RecordArray.fromBytes(contig.recordType({ a: 'u2' }), buffer)).toThrow(/fromBytes: the buffer/);
    expect(() => contig.parseNpy(buffer)).toThrow(/^parseNpy: the buffer was transferred/);
  });

  it('are wanted where options are misspelled', () => {
    expect(() => new Struct('b').packColumns([[1]], { uot: 1 } as never)).toThrow(
      /packColumns: there is no option 'uot'/,
    );
  });

  it('come in anything that has them, from its own first byte on', () => {
    const room = Uint8Array.of(9, 9, 9, ...record, 9);
    const shared = new Uint8Array(new SharedArrayBuffer(6));
    shared.set(record);
    const kinds = [
      record,
      record.buffer,
      shared,
      shared.buffer,
      Buffer.from(record),
      new DataView(room.buffer, 3, 6),
      room.subarray(3, 9),
      new Uint16Array(record.buffer),
      new Uint8ClampedArray(record),
    ];
    for (const bytes of kinds) expect(unpack('<Hi', bytes as Uint8Array)).toEqual([513, -2]);
  });

  it('are written where a view shows them', () => {
    const room = new Uint8Array(8).fill(7);
    packInto('<h', new DataView(room.buffer, 2, 4), 1, 258);
    packInto('>h', Buffer.from(room.buffer, 4), -2, 258);
    expect(Array.from(room)).toEqual([7, 7, 7, 2, 1, 7, 1, 2]);
  });

  it('that are unpacked are copies', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const [text] = unpack('3s', bytes);
    bytes.fill(0);
    expect(text).toEqual(Uint8Array.of(1, 2, 3));
    const s = new Struct('3s');
    const first = s.pack(Uint8Array.of(1, 2, 3));
    s.pack(Uint8Array.of(4, 5, 6));
    expect(first).toEqual(Uint8Array.of(1, 2, 3));
  });

  it.each([null, undefined, 5, 'abc', [1, 2], { byteLength: 2 }])('are not %j', (value) => {
    expect(() => unpack('h', value as never)).toThrow(TypeError);
    expect(() => packInto('h', value as never, 0, 1)).toThrow(TypeError);
    expect(() => new Struct('h').unpackColumns(value as never)).toThrow(TypeError);
  });

  it('of large records take the same ways', () => {
    const s = new Struct('<5000sI5000x');
    const text = new Uint8Array(5000).fill(65);
    const bytes = s.pack(text, 7);
    expect(bytes.length).toBe(10004);
    expect(s.unpack(bytes)).toEqual([text, 7]);
    const room = new Uint8Array(10010).fill(1);
    s.packInto(room, 3, text, 7);
    expect(room.subarray(3, 10007)).toEqual(bytes);
    expect([room[2], room[10007]]).toEqual([1, 1]);
    expect(() => s.packInto(room, 3, text, -1)).toThrow(StructError);
    expect(room.subarray(3, 10007)).toEqual(bytes);
  });
});

describe('values', () => {
  it('of text may be strings, as UTF-8, cut and filled up as bytes are', () => {
    expect(pack('4s3s4pc', 'añb', 'añb', 'ñx', 'z')).toEqual(
      Uint8Array.of(97, 195, 177, 98, 97, 195, 177, 3, 195, 177, 120, 122),
    );
    expect(() => pack('4s', '\ud800')).toThrow(/surrogate/);
    expect(() => pack('c', 'ñ')).toThrow("'c' format requires one byte, not 2");
  });

  it('of 64 bits are bigints, and go in as safe integers too', () => {
    expect(unpack('<qQ', pack('<qQ', -1, 2n ** 64n - 1n))).toEqual([-1n, 2n ** 64n - 1n]);
    expect(() => pack('<q', 2 ** 53)).toThrow('pass a bigint');
    expect(() => pack('<Q', -1)).toThrow("'Q' format requires 0 <= number <= 18446744073709551615, not -1");
    expect(pack('P', -1)).toEqual(new Uint8Array(8).fill(255));
  });

  it('that do not fit are named with the code and its range', () => {
    expect(() => pack('<bH', 0, 70000)).toThrow("'H' format requires 0 <= number <= 65535, not 70000");
    expect(() => pack('h', 1.5)).toThrow('required argument is not an integer: 1.5');
    expect(() => pack('h', '1' as never)).toThrow('required argument is not an integer: "1"');
    expect(() => pack('d', '1' as never)).toThrow('required argument is not a float: "1"');
    expect(() => pack('<f', -1e39)).toThrow('float too large to pack with f format: -1e+39');
    expect(() => pack('e', 65520)).toThrow('float too large to pack with e format: 65520');
    expect(() => pack('s', 65 as never)).toThrow("argument for 's' must be bytes");
    expect(() => pack('3i', 1, 2, ...([] as unknown as [number]))).toThrow('pack expected 3 items for packing (got 2)');
  });

  it('that fail leave a buffer as it is', () => {
    const room = new Uint8Array(12).fill(7);
    expect(() => packInto('<3i', room, 0, 1, 2, 2 ** 31)).toThrow(StructError);
    expect(Array.from(room)).toEqual(new Array(12).fill(7));
  });

  it('are true as in JavaScript, and NaN is too, as in Python', () => {
    const truths = [true, 1, -1n, 'a', {}, Number.NaN, false, 0, 0n, '', null, undefined, -0];
    expect(Array.from(pack('13?', ...(truths as never[])))).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(unpack('3?', Uint8Array.of(0, 1, 200))).toEqual([false, true, true]);
  });
});

describe('formats', () => {
  it.each([
    ['3F', /complex numbers are of CPython 3.14/],
    ['<n', /native mode only/],
    ['i3', /repeat count given without format specifier/],
    ['3 i', /bad char in struct format: ' '/],
    ['é', /formats are ASCII/],
    ['9007199254740992x', /total struct size too long/],
  ])('%s is refused', (format, message) => {
    expect(() => new Struct(format)).toThrow(StructError);
    expect(() => calcsize(format)).toThrow(message);
  });

  it('are strings', () => {
    expect(() => new Struct(5 as never)).toThrow(TypeError);
  });

  it('of many values are not written out', () => {
    expect(calcsize('1000000000000d')).toBe(8e12);
  });

  it('are remembered, and forgotten when there are many', () => {
    for (let i = 0; i < 300; i++) expect(calcsize(`${i}x`)).toBe(i);
    expect(calcsize('7x')).toBe(7);
  });
});

/** Records with the same bytes. */
function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i++) all.set(bytes, i * bytes.length);
  return all;
}

interface Packed {
  format: string;
  out?: string;
}

describe('columns', () => {
  const cases = load<{ packs: Packed[] }>('struct').packs.filter(({ out }) => out !== undefined && out !== '');

  it.each(kernels.available)(`of ${cases.length} formats are the values of records one by one (%s build)`, (build) => {
    kernels.use(build);
    for (const [i, { format, out }] of cases.entries()) {
      const s = new Struct(format);
      const record = Uint8Array.from(Buffer.from(out!, 'hex'));
      const count = 1 + (i % 40);
      const bytes = repeated(record, count);
      const columns = s.unpackColumns(i % 3 === 0 ? fromBuffer(bytes, 'u8').copy() : bytes);
      const values = s.unpack(record);
      expect(columns.length, format).toBe(values.length);
      if (values.length === 0) continue;
      columns.forEach((column, k) => {
        const value = values[k];
        // Of a Pascal string the column has the counting byte, and what lies behind the text.
        const found = plain(column.get(count - 1));
        if (value instanceof Uint8Array) expect([found].flat().join(), format).toContain(value.join());
        else expect(found, `${format}, value ${k}`).toEqual(value);
      });
      const target = fromBuffer(repeated(Uint8Array.of(255), bytes.length), 'u8');
      const made = i % 2 === 0 ? s.packColumns(columns) : s.packColumns(columns, { out: target }).data;
      expect(Buffer.compare(made, bytes), format).toBe(0);
      const lists = values.map((value) => new Array(count).fill(value));
      expect(Buffer.compare(s.packColumns(lists as never), bytes), format).toBe(0);
      if (values.some((value) => value instanceof Uint8Array)) continue;
      const singles = s.packColumns([...values.slice(0, -1), ...lists.slice(-1)] as never);
      expect(Buffer.compare(singles, bytes), format).toBe(0);
    }
    kernels.use('simd');
  });

  const codes = Array.from('bB?hHiIqQPefd');

  it.each(codes)('of any type are checked and converted as by pack: %s', (code) => {
    for (const mark of code === 'P' ? ['@'] : ['@', '<', '>']) {
      const format = mark + code;
      const s = new Struct(format);
      for (const type of TYPES) {
        const varied = sample(type, [40], 3) as unknown as NDArray;
        const small = zeros(40, type) as unknown as NDArray;
        small.set('1::2', type === 'bool' ? true : 100);
        const halves = type === 'f32' || type === 'f64' ? [(varied as NDArray<'f64'>).mul(0.001) as NDArray] : [];
        for (const column of [varied, small, ...halves]) {
          for (const layout of [
            (a: NDArray) => a,
            LAYOUTS['columns reversed'],
            LAYOUTS['host stepped'],
            LAYOUTS['big-endian'],
          ]) {
            const array = layout(column);
            expect(
              outcome(() => s.packColumns([array])),
              `${format} of ${type}`,
            ).toEqual(outcome(() => oneByOne(s, array)));
          }
        }
      }
    }
  });

  it('name the place of what does not fit, and write nothing', () => {
    const s = new Struct('<Hf');
    const out = new Uint8Array(18).fill(5);
    const calls: [unknown[], string][] = [
      [
        [
          [1, 2, 70000],
          [0, 0, 0],
        ],
        "'H' format requires 0 <= number <= 65535, not 70000 (column 0, record 2)",
      ],
      [[array([1, -2, 3]), [0, 0, 0]], "'H' format requires 0 <= number <= 65535, not -2 (column 0, record 1)"],
      [[array([1, 2, 3.5]), [0, 0, 0]], 'required argument is not an integer: 3.5 (column 0, record 2)'],
      [[array([1, Number.NaN, 3]), [0, 0, 0]], 'required argument is not an integer: NaN (column 0, record 1)'],
      [[[1, 2, 3], array([0, 1e39, 0])], 'float too large to pack with f format: 1e+39 (column 1, record 1)'],
      [[[1, 2, 3]], 'packColumns expected 2 columns, one for each value (got 1)'],
      [
        [
          [1, 2, 3],
          [1, 2],
        ],
        'column 1 has 2 items and column 0 has 3',
      ],
      [
        [
          [1, 2],
          [1, 2],
        ],
        'out has 18 bytes; 2 records of 6 are 12',
      ],
      [[array([[1, 2, 3]]), [1, 2, 3]], "column 0 is f64 of shape (1,3); 'H' takes arrays of shape (n,)"],
    ];
    for (const [columns, message] of calls) {
      expect(() => s.packColumns(columns as never, { out })).toThrow(message);
      expect(() => s.packColumns(columns as never, { out })).toThrow(StructError);
    }
    expect(out).toEqual(new Uint8Array(18).fill(5));
    expect(() => new Struct('<Q').packColumns([array([2 ** 60])])).toThrow('pass a bigint');
    expect(() => new Struct('2s').packColumns([array([[1, 2]])])).toThrow("'s' takes u8 arrays of shape (n, 2)");
    expect(() => new Struct('c').packColumns([array([1, 2], 'i8')])).toThrow("'c' takes u8 arrays");
    expect(() => s.packColumns(5 as never)).toThrow(TypeError);
    expect(() => s.packColumns([{}, 1] as never)).toThrow(TypeError);
    expect(() => s.packColumns([[1], [2]], { out: zeros(6, 'f32') })).toThrow(TypeError);
    expect(() => s.unpackColumns(zeros(6, 'f32'))).toThrow(TypeError);
    expect(() => s.unpackColumns(new Uint8Array(7))).toThrow('multiple of 6 bytes, not 7');
    expect(() => new Struct('').unpackColumns(new Uint8Array(0))).toThrow('length 0');
  });

  it('of text are rows of bytes, cut or filled up', () => {
    const s = new Struct('3s3p');
    const text = array(
      [
        [65, 66],
        [67, 68],
      ],
      'u8',
    );
    const counted = array(
      [
        [1, 70, 0, 9],
        [2, 71, 72, 9],
      ],
      'u8',
    );
    const bytes = s.packColumns([text, counted]);
    expect(Array.from(bytes)).toEqual([65, 66, 0, 1, 70, 0, 67, 68, 0, 2, 71, 72]);
    expect([...s.iterUnpack(bytes)].flat().map((part) => Buffer.from(part).toString())).toEqual([
      'AB\0',
      'F',
      'CD\0',
      'GH',
    ]);
    expect(
      s.packColumns([
        ['AB', Uint8Array.of(67, 68)],
        ['F', 'GH'],
      ]),
    ).toEqual(bytes);
    expect(new Struct('s').packColumns([Uint8Array.of(1, 2)])).toEqual(Uint8Array.of(1, 2));
  });

  it('may be single values, iterables, and none', () => {
    const s = new Struct('<Hb');
    expect(s.packColumns([new Set([1, 2]), -1])).toEqual(Uint8Array.of(1, 0, 255, 2, 0, 255));
    expect(s.packColumns([array(7, 'u16'), 1])).toEqual(Uint8Array.of(7, 0, 1));
    expect(s.packColumns([[], []])).toEqual(new Uint8Array(0));
    expect(s.unpackColumns(new Uint8Array(0)).map(({ shape }) => shape)).toEqual([[0], [0]]);
    expect(new Struct('3x').packColumns([])).toEqual(new Uint8Array(0));
  });

  it('may lie in the memory that they are packed into', () => {
    const out = zeros(60, 'u8') as unknown as NDArray<'u8'>;
    out.set(
      [],
      array(
        Array.from({ length: 60 }, (_, i) => i),
        'u8',
      ),
    );
    const [a, b] = [out.get('0:20'), out.get('20:40')] as NDArray[];
    const expected = new Struct('BxB').packColumns([a.copy(), b.copy()]);
    expect(new Struct('BxB').packColumns([a, b], { out })).toBe(out);
    expect(out.data.subarray(out.offset, out.offset + 60)).toEqual(expected);
  });

  it('leave no memory behind', () => {
    const s = new Struct('>eHq3s');
    const columns = s.unpackColumns(new Uint8Array(15 * 1000));
    const before = contig.memory.stats().bytesInUse;
    s.packColumns([columns[0].astype('f64'), array(new Array(1000).fill(1)), columns[2], columns[3]]);
    s.packColumns(columns);
    expect(contig.memory.stats().bytesInUse - before).toBeLessThan(25000);
  });
});

function plain(item: unknown): unknown {
  return item instanceof contig.NDArray ? item.toArray() : item;
}

/** What a call gives, or that it fails; that is all that messages with a place in them have in common with those without. */
function outcome(run: () => Uint8Array): unknown {
  try {
    return Array.from(run());
  } catch (error) {
    expect(error).toBeInstanceOf(StructError);
    return (error as Error).message.replace(/ not [^ ]*$| \(column.*| float too.*/, '').slice(0, 30);
  }
}

function oneByOne(s: Struct, column: NDArray): Uint8Array {
  const parts = (column.toArray() as number[]).map((value) => s.pack(value));
  return Uint8Array.from(Buffer.concat(parts));
}
