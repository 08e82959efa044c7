/** layout.advise: types that keep every value, what it says is lost or missing, and bytes before and after. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arange, array, layout, type NDArray, PackedArray, zeros } from '../../src/index.js';

const repeat = <T>(...values: T[]): T[] => Array.from({ length: 600 }, (_, i) => values[i % values.length]);

describe('types of numbers', () => {
  const cases: [values: unknown[], dtype: string | null, note?: RegExp][] = [
    [[0, 255], 'u8', /integers from 0 to 255/],
    [[0, 256], 'u16'],
    [[-1, 127], 'i8'],
    [[-1, 128], 'i16'],
    [[-1, 65_535], 'i32'],
    [[0, 65_536], 'u32'],
    [[0, 2 ** 32 - 1], 'u32'],
    [[-1, 2 ** 31], 'f64', /beyond 32 bits: f64 holds integers up to 2\^53 exactly, i64 gives bigints/],
    [[2 ** 53 + 2, 0], 'f64', /beyond 2\^53, where numbers are exact no more/],
    [[0.5, -0.25], 'f32', /f32 holds every value exactly/],
    [[0.1, 1], 'f64', /would round: relative error up to 1\.5e-8, at 0\.1/],
    [[1e300, 0.5], 'f64', /1e\+300 is beyond its range/],
    [[1, Number.NaN], 'f32', /300 are NaN/],
    [[1, Number.POSITIVE_INFINITY], 'f32', /300 are infinite/],
    [[1, null], 'f32', /300 of 600 are null[\s\S]*NaN stands for none/],
    [[2 ** 24 + 1, undefined], 'f64', /300 of 600 are missing/],
    [[-0, 1], 'u8', /300 are -0, which integers keep as 0/],
    [[true, false], 'bool', /true and false/],
    [[true, null], 'i8', /bool has no null/],
    [[true, 300], 'u16', /mixed: 300 numbers, 300 booleans/],
    [[1n, 2n], 'u8', /\(bigint\) from 1 to 2[\s\S]*come back as numbers/],
    [[1n, 2n ** 63n], 'u64'],
    [[-1n, 2n ** 62n], 'i64'],
    [[-1n, 2n ** 64n], null, /beyond 64 bits/],
    [[1n, 0.5], 'f64', /bigints among floats/],
    [[1, 'a'], null, /300 numbers, 300 strings\n- mixed: give each kind a field/],
    [[1, new Date(0)], null, /300 instances of Date/],
    [[null], null, /nothing/],
    [['ab', 'c'], null, /text up to 2 bytes, 2 different/],
  ];
  test.each(cases)('%o', (values, dtype, note) => {
    const advice = layout.advise(repeat(...values), { word: 8 });
    expect(advice.dtype).toBe(dtype);
    if (note !== undefined) expect(String(advice)).toMatch(note);
    // Eight bytes for eight are no gain.
    const gains = dtype !== null && dtype !== 'f64' && dtype !== 'u64';
    if (gains) expect(advice.container).toBe('NDArray');
    else if (dtype === null) expect([advice.container, advice.after]).toEqual(['JS array', advice.before]);
  });

  test('within a tolerance', () => {
    const values = repeat(0.1, 1 / 3);
    expect(layout.advise(values, { tolerance: 1e-6 }).dtype).toBe('f32');
    expect(layout.advise(values, { tolerance: 1e-9 }).dtype).toBe('f64');
    expect(String(layout.advise(values, { tolerance: 1e-6 }))).toMatch(/f32 rounds: relative error up to/);
    expect(() => layout.advise(values, { tolerance: -1 })).toThrow(RangeError);
  });

  test('the advised type keeps every value', () => {
    const integers = fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constant(2 ** 32)), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.oneof(integers, fc.array(fc.double(), { minLength: 1 }), fc.array(fc.float(), { minLength: 1 })),
        (list) => {
          const { dtype } = layout.advise(list);
          const values = list.map((value) => (Object.is(value, -0) ? 0 : value));
          expect(array(values, dtype as 'f64').toArray()).toEqual(values);
        },
      ),
      { seed: 4 },
    );
  });
});

describe('collections', () => {
  test('packed ones in place', () => {
    for (const sample of [arange(5000), new Float64Array(5000).fill(7), new PackedArray('f64', arange(5000))]) {
      const advice = layout.advise(sample);
      expect([advice.items, advice.container]).toEqual([5000, 'NDArray']);
      expect(advice.before.bytes / advice.after.bytes).toBeGreaterThan(3);
    }
    expect(layout.advise(arange(200, 'u8')).notes.at(-1)).toMatch(/nothing is gained/);
    expect(layout.advise(zeros(3000, 'bool')).dtype).toBe('bool');
    expect(layout.advise(arange(4000, 'i64').reshape(1000, 4)).notes).toContain('shape (1000,4)');
  });

  test('nested rows', () => {
    const rows = layout.advise(Array.from({ length: 1000 }, (_, i) => [i, -i, 0.5]));
    expect([rows.kind, rows.dtype, rows.items]).toEqual(['nested numbers', 'f32', 1000]);
    expect(rows.after.bytes - 12_000).toBeLessThan(1000);
    const ragged = layout.advise(Array.from({ length: 1000 }, (_, i) => new Array(i % 4).fill(i)));
    expect([ragged.kind, ragged.dtype]).toEqual(['nested numbers', 'u16']);
    expect(ragged.notes[1]).toMatch(/rows of several lengths: all end to end/);
    expect(layout.advise([[1], 2, [3, 4]]).kind).toBe('mixed');
    expect(layout.advise([[], ['a']]).kind).toBe('mixed');
  });

  test('what stays as it is', () => {
    expect(layout.advise([])).toMatchObject({ kind: 'nothing', container: 'JS array', items: 0 });
    expect(layout.advise([1, 2, 3])).toMatchObject({ container: 'JS array', dtype: 'u8' });
    expect(String(layout.advise([1, 2, 3]))).toMatch(/nothing is gained over what it is now: too few items/);
    expect(layout.advise(repeat(new Map())).container).toBe('JS array');
    expect(layout.advise(repeat<unknown>({ a: 1 }, 5)).notes).toEqual(['300 of 600 items are no objects']);
    for (const wrong of [5, 'text', null, undefined, {}, new Map()]) {
      expect(() => layout.advise(wrong)).toThrow(/^advise: takes an array/);
    }
  });
});

describe('records', () => {
  const sample = Array.from({ length: 1000 }, (_, i) => ({
    id: i,
    at: { x: i + 0.5, y: i / 3 },
    rgb: [i % 256, 0, 255],
    kind: i % 2 ? 'odd' : 'even',
    code: `${i}`,
    story: `once upon a time, ${'very '.repeat(i % 10)}long ago: ${i}`,
    ...(i % 10 ? { weight: i } : {}),
    gone: null,
  }));
  const advice = layout.advise(sample, { word: 8 });
  const field = (name: string) => advice.fields.find((each) => each.name === name);

  test('have a type for every field', () => {
    expect(advice.container).toBe('RecordArray');
    expect(advice.fields.map(({ name, dtype, itemsize, shape }) => [name, dtype, itemsize, shape])).toEqual([
      ['id', 'u16', 2, []],
      ['at.x', 'f32', 4, []],
      ['at.y', 'f64', 8, []],
      ['rgb', 'u8', 3, [3]],
      ['kind', 'u8', 1, []],
      ['code', 'S3', 3, []],
      ['story', null, 0, []],
      ['gone', null, 0, []],
      ['weight', 'f32', 4, []],
    ]);
    expect(field('weight')?.notes[0]).toBe('100 of 1,000 are missing');
    expect(field('kind')?.notes[0]).toBe('as the place of each in a list of the 2 texts');
    expect(field('gone')?.notes[0]).toBe('1,000 of 1,000 are null');
  });

  test('take the bytes of their fields and of what stays', () => {
    const stories = layout.sizeof(
      sample.map(({ story }) => story),
      { word: 8 },
    ).bytes;
    const nulls = layout.sizeof(
      sample.map(() => null),
      { word: 8 },
    ).bytes;
    const packed = advice.after.bytes - stories - nulls;
    expect(packed).toBeGreaterThan(1000 * 25);
    expect(packed).toBeLessThan(1000 * 25 + 10 * 500);
    expect(advice.before).toEqual({
      bytes: layout.sizeof(sample, { word: 8 }).bytes,
      perItem: layout.sizeof(sample, { word: 8 }).bytes / 1000,
    });
    expect(advice.notes[1]).toBe('story, gone stay in JS arrays beside it');
  });

  test('print as a table', () => {
    const text = String(advice);
    expect(text).toMatch(
      /^1,000 items, records: RecordArray\nnow {3}\d+ kB, \d+ bytes an item \(\d\.\d times as many\)\nthen/,
    );
    expect(text).toMatch(/\nrgb +u8 \(3,\) +3 +integers from 0 to 255\n/);
    expect(text).toMatch(
      /\nstory +JS +text up to \d+ bytes, more than 256 different +text of many lengths stays in a JS array\n/,
    );
  });

  test('arrays of several lengths stay', () => {
    const ragged = layout.advise(Array.from({ length: 500 }, (_, i) => ({ id: i, list: new Array(i % 3).fill(1) })));
    expect(ragged.fields[1]).toMatchObject({ name: 'list', dtype: null });
    expect(ragged.fields[1].notes.at(-1)).toBe('arrays of several lengths');
    const arrays = layout.advise(Array.from({ length: 500 }, () => ({ a: zeros(3) as NDArray })));
    expect(arrays.fields[0]).toMatchObject({ dtype: null, found: 'instances of NDArray' });
  });
});
