/** Fields moved between records and columns, against the same fields copied one by one. */
import { afterEach, describe, expect, it } from 'vitest';
import { DTYPES } from '../../src/array/dtype.js';
import { type DType, fromBuffer, kernels, NDArray, zeros } from '../../src/index.js';
import { copy } from '../../src/loops/elementwise.js';
import { type FieldMove, moveFields } from '../../src/loops/interleave.js';
import { sequence } from '../support.js';

afterEach(() => kernels.use('simd'));

type Random = (below: number) => number;

/** Bytes that make no NaN, whose bits a conversion may change; in the heap or in a buffer. */
function bytes(length: number, host: boolean, random: Random): NDArray<'u8'> {
  const values = new Uint8Array(length);
  for (let i = 0; i < length; i++) values[i] = 1 + random(60);
  const array = fromBuffer(values, 'u8');
  return host ? array : array.copy();
}

const NAMES = Object.keys(DTYPES).filter((name) => name !== 'bool') as DType[];

interface Case {
  readonly count: number;
  /** All memory that there is. */
  readonly rooms: readonly NDArray[];
  readonly fields: readonly NDArray[];
  readonly columns: readonly NDArray[];
}

function view(room: NDArray, name: DType, shape: number[], byteStrides: number[], byteOffset: number, swapped = false) {
  return NDArray.over(room.storage, name, { shape, byteStrides, byteOffset }, swapped);
}

/** Records with fields at random places, and a column of some kind for each. */
function build(seed: number, count: number): Case {
  const next = sequence(seed);
  const random: Random = (below) => (next() >>> 4) % below;
  const plans: { name: DType; items: number; offset: number }[] = [];
  let size = random(3) === 0 ? random(5) : 0;
  // Runs of one type make neighbours, which kernels take together.
  for (let runs = 1 + random(3); runs > 0; runs--) {
    const name = NAMES[random(NAMES.length)];
    const items = random(4) === 0 ? 1 + random(5) : 1;
    for (let n = 1 + random(6); n > 0; n--) {
      plans.push({ name, items, offset: size });
      size += items * DTYPES[name].itemsize;
    }
    if (random(3) === 0) size += random(9);
  }
  const records = bytes(count * size, random(4) === 0, random);
  const swapped = random(3) === 0;
  const backwards = random(6) === 0;
  const [first, step] = backwards ? [(count - 1) * size, -size] : [0, size];
  const fields = plans.map(({ name, items, offset }) => {
    const { itemsize } = DTYPES[name];
    const [shape, strides] = items === 1 ? [[], []] : [[items], [itemsize]];
    return view(records, name, [count, ...shape], [step, ...strides], first + offset, swapped);
  });
  const plain = random(2) === 0;
  const rooms: NDArray[] = [records];
  const columns = plans.map(({ name: own, items }) => {
    const kind = plain ? '' : ['', 'f64', 'stepped', 'host', 'host reversed', 'items reversed', 'swapped'][random(7)];
    const name = kind === 'f64' ? 'f64' : own;
    const { itemsize } = DTYPES[name];
    const step = items * itemsize + (kind === 'stepped' ? 3 : 0);
    const room = bytes(count * step, kind.startsWith('host'), random);
    rooms.push(room);
    const across = kind === 'items reversed' ? -itemsize : itemsize;
    const along = kind === 'host reversed' ? -step : step;
    const start = (along < 0 ? (count - 1) * step : 0) + (across < 0 ? (items - 1) * itemsize : 0);
    const [shape, strides] = items === 1 ? [[], []] : [[items], [across]];
    return view(room, name, [count, ...shape], [along, ...strides], start, kind === 'swapped');
  });
  return { count, rooms, fields, columns };
}

function movesOf({ fields, columns }: Case, packs: boolean): FieldMove[] {
  return fields.map((field, i) => {
    const [source, target] = packs ? [columns[i], field] : [field, columns[i]];
    return { shape: field.shape.slice(1), source, target };
  });
}

/** All bytes that a case can change. */
function content({ rooms }: Case): Buffer {
  return Buffer.concat(rooms.map(({ storage }) => storage.view(Uint8Array)));
}

const COUNTS = [1, 2, 3, 4, 7, 8, 15, 16, 17, 63, 64, 65, 100, 700, 3001];

describe.each(kernels.available)('the %s build', (build_) => {
  it.each(['columns to records', 'records to columns'])('%s, as copies one by one', (direction) => {
    kernels.use(build_);
    const packs = direction.startsWith('columns');
    for (let seed = 0; seed < 300; seed++) {
      const count = COUNTS[seed % COUNTS.length];
      const [expected, actual] = [build(seed, count), build(seed, count)];
      for (const { shape, source, target } of movesOf(expected, packs)) copy([count, ...shape], source, target);
      moveFields(count, movesOf(actual, packs));
      expect(Buffer.compare(content(expected), content(actual)), `seed ${seed}, ${count} records`).toBe(0);
    }
  });
});

describe('moveFields', () => {
  it('reads everything first where source and target share memory', () => {
    const pairs = fromBuffer(
      Uint32Array.from({ length: 2000 }, (_, i) => i),
      'u32',
    )
      .copy()
      .reshape(1000, 2);
    const expected = (pairs.get(':', '::-1') as NDArray).toArray();
    const [a, b] = [0, 1].map((k) => pairs.get(':', k) as NDArray);
    moveFields(1000, [
      { shape: [], source: a, target: b },
      { shape: [], source: b, target: a },
    ]);
    expect(pairs.toArray()).toEqual(expected);
  });

  it('takes records in buffers of which scratch memory does not hold a single one', () => {
    const size = 3_000_000;
    const records = fromBuffer(new Uint8Array(2 * size), 'u8');
    const column = fromBuffer(Uint16Array.of(258, 772), 'u16').copy();
    const field = view(records, 'u16', [2], [size], 5);
    moveFields(2, [{ shape: [], source: column, target: field }]);
    expect(field.toArray()).toEqual([258, 772]);
    const back = zeros(2, 'u16');
    moveFields(2, [{ shape: [], source: field, target: back }]);
    expect(back.toArray()).toEqual([258, 772]);
  });

  it('lets later fields overwrite those that they overlap', () => {
    const records = zeros(80, 'u8');
    const words = fromBuffer(new Uint32Array(20).fill(0x04030201), 'u32');
    const nines = fromBuffer(new Uint8Array(20).fill(9), 'u8');
    moveFields(20, [
      { shape: [], source: words, target: view(records, 'u32', [20], [4], 0) },
      { shape: [], source: nines, target: view(records, 'u8', [20], [4], 2) },
    ]);
    expect(Array.from(records.data.subarray(0, 8))).toEqual([1, 2, 9, 4, 1, 2, 9, 4]);
    moveFields(20, [
      { shape: [], source: nines, target: view(records, 'u8', [20], [4], 1) },
      { shape: [], source: words, target: view(records, 'u32', [20], [4], 0) },
    ]);
    expect(Array.from(records.data.subarray(0, 8))).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });

  it('repeats a single item in every record', () => {
    const records = zeros(30, 'u8');
    const item = fromBuffer(Uint8Array.of(1, 2), 'u8');
    const source = { ...item, storage: item.storage, byteStrides: [0, 1] };
    moveFields(10, [{ shape: [2], source, target: view(records, 'u8', [10, 2], [3, 1], 0) }]);
    expect(Array.from(records.data.subarray(0, 6))).toEqual([1, 2, 0, 1, 2, 0]);
  });

  it('does nothing for no records and for items of no elements', () => {
    const records = zeros(4, 'u8');
    const none = zeros([4, 0], 'u8');
    moveFields(4, [{ shape: [0], source: none, target: view(records, 'u8', [4, 0], [1, 1], 0) }]);
    moveFields(0, [{ shape: [], source: zeros(0, 'u8'), target: records }]);
    expect(records.toArray()).toEqual([0, 0, 0, 0]);
  });
});
