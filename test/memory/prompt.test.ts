/** What a call makes for itself it frees before it returns, so that loops that dispose of results do not fill the heap. */
import { describe, expect, test } from 'vitest';
import {
  add,
  array,
  formatNpy,
  formatNpz,
  formatText,
  fuse,
  layout as layouts,
  memory,
  type NDArray,
  parseNpy,
  parseNpz,
  parseText,
  RecordArray,
  record,
  recordType,
  scope,
  type TextArray,
  zeros,
} from '../../src/index.js';

const TIMES = 20;

/** Blocks of the heap that repeated calls leave in use, their results disposed of. */
function left(call: () => unknown): number {
  call();
  const { blocks } = memory.stats();
  for (let i = 0; i < TIMES; i++) call();
  return memory.stats().blocks - blocks;
}

const refused = (call: () => unknown) => expect(call).toThrow();

const table = array([
  [1, 2],
  [3, 4],
]);
const sum = fuse((x: NDArray, y: NDArray) => x.add(y));
const npy = formatNpy(table);
const transposed = formatNpy(table.T as NDArray);
const npz = formatNpz({ table }, { compress: true });

describe('array functions', () => {
  test.each<[string, () => unknown]>([
    ['of lists', () => add(table, [1, 2]).dispose()],
    ['of lists that do not broadcast', () => refused(() => add(table, [1, 2, 3]))],
    ['that write a number', () => table.set([0, 0], 1)],
    ['that write a list', () => table.set([0], [1, 2])],
    ['that write a list that does not fit', () => refused(() => table.set([0], [1, 2, 3]))],
    ['that are fused', () => sum(table, [1, 2]).dispose()],
    ['that are fused, of lists that do not broadcast', () => refused(() => sum(table, [1, 2, 3]))],
  ])('%s', (_, call) => expect(left(call)).toBe(0));
});

describe('files', () => {
  test.each<[string, () => unknown]>([
    ['reading .npy', () => parseNpy(npy).dispose()],
    ['reading .npy in Fortran order', () => parseNpy(transposed).dispose()],
    ['reading .npz', () => parseNpz(npz).table.dispose()],
    ['reading text', () => parseText('1 2\n3 4', { unpack: true }).dispose()],
    ['writing .npy', () => formatNpy([1, 2])],
    ['writing .npz', () => formatNpz({ a: [1, 2] })],
    ['writing text', () => formatText([1, 2])],
    ['refusing to write text', () => refused(() => formatText([1, Number.NaN], { fmt: '%d' }))],
  ])('%s', (_, call) => expect(left(call)).toBe(0));
});

const Thing = recordType({ a: 'i32', v: ['f32', [3]], n: { x: 'f64', s: 'S3' }, t: 'U2', b: 'bool' });
const things = [
  { a: 1, v: [1, 2, 3], n: { x: 1, s: 'ab' }, t: 'é', b: true },
  { a: 2, v: [4, 5, 6], n: { x: 2, s: 'c' }, t: 'zz', b: false },
];

describe.each(['rows', 'columns'] as const)('records in %s', (layout) => {
  const make = () => RecordArray.from(things, { type: Thing, layout });
  const bytes = make().toBytes();
  type Things = ReturnType<typeof make>;

  test.each<[string, (records: Things) => unknown]>([
    ['made from objects', () => {}],
    ['copied', (r) => r.copy(layout === 'rows' ? 'columns' : 'rows').dispose()],
    ['sliced', (r) => r.get('::-1').dispose()],
    ['selected', (r) => r.get([true, false]).dispose()],
    ['selected in vain', (r) => refused(() => r.get([7]))],
    ['sorted', (r) => r.sort('t').dispose()],
    ['joined', (r) => r.concat(r).dispose()],
    ['pushed and taken away', (r) => r.push(things[0]) && r.pop()],
    ['refused', (r) => refused(() => r.push({ ...things[0], v: [1] as never }))],
    ['extended and shrunk', (r) => r.extend(r).extend(things).shrink()],
    ['written one by one', (r) => r.set(0, things[1])],
    ['written in parts', (r) => r.set('...', { v: [1, 2, 3], t: ['a', 'b'] } as never)],
    ['written through cursors', (r) => Object.assign(r.at(0), { v: [1, 2, 3], t: 'x', a: 1 })],
    ['read as objects', (r) => r.toArray()],
    ['read as objects along two axes', (r) => scope(() => r.reshape(1, 2).toArray())],
    ['read as bytes', (r) => r.toBytes()],
    ['read by text', (r) => scope(() => [r.t.at(0), r.t.toArray(), r.t.eq('a').sum()].length)],
    ['read by views of a part', (r) => (r.at(1).v as unknown as NDArray).dispose()],
    ['compared', (r) => r.equals(r)],
    ['printed', (r) => String(r)],
    ['saved', (r) => formatNpy(r)],
    ['advised on', (r) => layouts.advise(r)],
  ])('%s', (_, use) => {
    const call = () => {
      const records = make();
      use(records);
      records.dispose();
    };
    expect(left(call)).toBe(0);
  });

  test('zeroed, of bytes, of columns and of a class', () => {
    const Kind = record('Kind', { x: 'f64', v: ['f32', [2]] });
    expect(left(() => new RecordArray(Thing, 3, { layout }).dispose())).toBe(0);
    expect(left(() => RecordArray.fromBytes(Thing, bytes).dispose())).toBe(0);
    expect(left(() => RecordArray.fromColumns({ x: [1, 2], s: ['a', 'b'] }, { layout }).dispose())).toBe(0);
    expect(left(() => Kind.array(3, { layout }).dispose())).toBe(0);
  });
});

test('a column of text outlives the scope that returns it, and lets go of the records when disposed of', () => {
  const { blocks } = memory.stats();
  const column = scope(() => RecordArray.from(things, { type: Thing }).t) as TextArray;
  expect(column.toArray()).toEqual(['é', 'zz']);
  column.dispose();
  expect(memory.stats().blocks).toBe(blocks);
  expect(() => column.at(0)).toThrow(/was disposed/);
});

test('advice on arrays leaves nothing', () => {
  const a = zeros(100);
  expect(left(() => layouts.advise(a))).toBe(0);
});
