/** Arrays of records: views, cursors, assignment, growth, conversion, and what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arange,
  array,
  fromBuffer,
  layout as layouts,
  memory,
  type NDArray,
  RecordArray,
  random,
  record,
  recordType,
  scope,
  TextArray,
  zeros,
} from '../../src/index.js';

const LAYOUTS = ['rows', 'columns'] as const;
const Particle = recordType({
  x: 'f32',
  y: '>f8',
  id: 'u32',
  alive: 'bool',
  name: 'U4',
  tag: 'S3',
  v: ['f4', [3]],
  pos: { a: 'u8', b: 'i64' },
});

function particles(layout: 'rows' | 'columns', count = 5) {
  return RecordArray.from(
    Array.from({ length: count }, (_, i) => ({
      x: i,
      y: i / 4,
      id: 10 * i,
      alive: i % 2 === 0,
      name: 'abcd'.slice(0, i % 5),
      tag: Uint8Array.of(...[1, 2, 3].slice(0, i % 4)),
      v: [i, -i, 2 * i],
      pos: { a: i, b: BigInt(-i) },
    })),
    { type: Particle, layout },
  );
}

describe.each(LAYOUTS)('records in %s', (layout) => {
  it('have columns that are views', () => {
    const p = particles(layout);
    p.x.iadd(p.y.mul(4));
    expect(p.x.toArray()).toEqual([0, 2, 4, 6, 8]);
    expect(p.at(3).x).toBe(6);
    p.y.set([], 1);
    expect(p.get(2).y).toBe(1);
    p.pos.b.imul(-2n);
    expect(p.at(4).pos.b).toBe(8n);
    p.v.get(':', 1).set([], 7);
    expect(p.get(1).v).toEqual([1, 7, 2]);
    expect(p.name).toBeInstanceOf(TextArray);
    expect(p.name.toArray()).toEqual(['', 'a', 'ab', 'abc', 'abcd']);
    p.name.set(0, 'é');
    expect(p.at(0).name).toBe('é');
    expect(p.field('x').sum()).toBe(p.x.sum());
  });

  it('have cursors that read and write in place', () => {
    const p = particles(layout);
    const cursor = p.at(1);
    cursor.x = 1.5;
    cursor.y += 1;
    cursor.alive = true;
    cursor.v = [1, 2, 3] as never;
    cursor.pos = { a: 9, b: 8n } as never;
    cursor.tag = Uint8Array.of(5);
    expect(p.get(1)).toEqual({
      x: 1.5,
      y: 1.25,
      id: 10,
      alive: true,
      name: 'a',
      tag: Uint8Array.of(5),
      v: [1, 2, 3],
      pos: { a: 9, b: 8n },
    });
    expect(cursor.moveTo(-1)).toBe(cursor);
    expect(cursor.id).toBe(40);
    expect(() => cursor.moveTo(5)).toThrow(RangeError);
    cursor.pos.a = 200;
    expect(p.pos.a.toArray()).toEqual([0, 9, 2, 3, 200]);
    expect(cursor.assign({ x: 3, id: 4 })).toBe(cursor);
    expect([p.x.item(4), p.id.item(4)]).toEqual([3, 4]);
  });

  it('give slices as views, and masks and lists as copies', () => {
    const p = particles(layout);
    const odd = p.get('1::2');
    expect(odd.id.toArray()).toEqual([10, 30]);
    odd.x.set([], -1);
    expect(p.x.toArray()).toEqual([0, -1, 2, -1, 4]);
    const large = p.get(p.x.gt(0));
    expect(large.id.toArray()).toEqual([20, 40]);
    expect(large.layout).toBe(layout);
    large.x.set([], 100);
    expect(p.x.max()).toBe(4);
    expect(p.take([3, -5, 3]).id.toArray()).toEqual([30, 0, 30]);
    expect(p.get('::-1').name.toArray()).toEqual(['abcd', 'abc', 'ab', 'a', '']);
    expect(p.slice(1, -1).length).toBe(3);
    expect(
      p
        .reverse()
        .copy()
        .equals(p.take([4, 3, 2, 1, 0])),
    ).toBe(true);
    expect(p.get(p.name.eq('ab')).id.toArray()).toEqual([20]);
    expect(p.name.eq('much too long').any()).toBe(false);
    expect(p.tag.eq(Uint8Array.of(1, 2)).toArray()).toEqual([false, false, true, false, false]);
  });

  it('are set all or not at all', () => {
    const p = particles(layout);
    p.set('...', { x: 1, name: 'z', v: [1, 2, 3] });
    expect(p.x.toArray()).toEqual([1, 1, 1, 1, 1]);
    expect(p.name.at(4)).toBe('z');
    p.set(p.alive, { x: [5, 6, 7], id: 1 });
    expect(p.x.toArray()).toEqual([5, 1, 6, 1, 7]);
    p.set([3, 1], { id: array([300, 100]).astype('u32') });
    expect(p.id.toArray()).toEqual([1, 100, 1, 300, 1]);
    const before = p.copy();
    for (const bad of [
      () => p.set(0, { x: 9, id: -1 }),
      () => p.set(0, { x: 9, nothing: 1 } as never),
      () => p.set('...', { x: 9, id: 2 ** 40 }),
      () => p.set('...', { x: 9, name: 'too long' }),
      () => p.set('...', { x: [1, 2] }),
      () => p.set(5, { x: 1 }),
      () => p.set([0, 9], { x: 1 }),
      () => p.push({ x: 1 } as never),
      () => p.push(p.get(0), { ...p.get(1), id: -1 }),
      () => p.push({ ...p.get(0), what: 1 } as never),
      () => p.extend([null] as never),
    ]) {
      expect(bad).toThrow(/^(set|push|extend)/);
      expect(p.equals(before)).toBe(true);
    }
  });

  it('grow, and cursors follow', () => {
    const p = new RecordArray(Particle, 0, { layout });
    const source = particles(layout);
    expect(p.push(source.get(1))).toBe(1);
    const cursor = p.at(0);
    for (let i = 0; i < 1000; i++) p.push(source.get(i % 5));
    expect(p.length).toBe(1001);
    expect(p.capacity).toBeLessThan(2000);
    cursor.x = 50;
    expect(p.x.item(0)).toBe(50);
    expect(p.pop()?.id).toBe(40);
    p.extend(source)
      .extend(source.toLayout(layout === 'rows' ? 'columns' : 'rows'))
      .extend(p.get(':2').copy());
    expect(p.length).toBe(1012);
    expect(p.get('1000:1005').equals(source)).toBe(true);
    expect(p.get('1005:1010').equals(source)).toBe(true);
    p.shrink();
    expect(p.capacity).toBe(1012);
    expect(p.reserve(5000).capacity).toBe(5000);
    expect(p.get('1000:1005').equals(source)).toBe(true);
    expect(() => p.get(':3').push(source.get(0))).toThrow(/copy\(\)/);
  });

  it('iterate by a cursor for each, or by one for all', () => {
    const p = particles(layout);
    expect([...p].map(({ id }) => id)).toEqual([0, 10, 20, 30, 40]);
    const seen = new Set<unknown>();
    let total = 0;
    for (const row of p.rows()) {
      seen.add(row);
      total += row.x;
    }
    expect([seen.size, total]).toEqual([1, 10]);
  });

  it('convert to the other layout and back, to bytes and objects', () => {
    const p = particles(layout, 70);
    const other = p.toLayout(layout === 'rows' ? 'columns' : 'rows');
    expect(other.layout).not.toBe(layout);
    expect(other.equals(p)).toBe(true);
    expect(other.toLayout(layout).equals(p)).toBe(true);
    expect(p.toLayout(layout)).toBe(p);
    expect(RecordArray.fromBytes(Particle, p.toBytes()).equals(p)).toBe(true);
    expect(RecordArray.from(p.toArray(), { type: Particle }).equals(p)).toBe(true);
    expect(p.concat(other, p.get('::-1')).length).toBe(210);
    const columns = {
      x: p.x,
      y: p.y,
      id: p.id,
      alive: p.alive,
      name: p.name.toArray() as string[],
      tag: p.tag,
      v: p.v,
      pos: p.pos,
    };
    expect(RecordArray.fromColumns(columns as never, { type: Particle, layout }).equals(p)).toBe(true);
  });

  it('sort by fields, equal ones in their order', () => {
    const p = particles(layout);
    p.set('...', { x: [1, 0, 1, 0, 1] });
    expect(p.sort('x').id.toArray()).toEqual([10, 30, 0, 20, 40]);
    expect(p.sort('x', { descending: true }).id.toArray()).toEqual([0, 20, 40, 10, 30]);
    expect(p.sort(['alive', 'name'], { descending: true }).id.toArray()).toEqual([40, 20, 0, 30, 10]);
    expect(p.sort('pos').id.toArray()).toEqual([0, 10, 20, 30, 40]);
    expect(() => p.sort('nothing')).toThrow(/no field 'nothing'/);
  });

  it('are freed by dispose and scopes', () => {
    const before = memory.stats().blocks;
    scope(() => {
      const p = particles(layout);
      p.sort('x').get('::2').copy();
      p.x.sum();
    });
    expect(memory.stats().blocks).toBe(before);
    const kept = scope(() => particles(layout));
    expect(kept.get(4).id).toBe(40);
    kept.dispose();
    kept.dispose();
    expect(() => kept.x).toThrow(/disposed/);
    expect(String(Object(kept)[Symbol.for('nodejs.util.inspect.custom')]())).toContain('disposed');
    expect(memory.stats().blocks).toBe(before);
  });

  it('print as a table', () => {
    const p = RecordArray.from(
      [
        { id: 1, name: 'Ada' },
        { id: 22, name: 'Grace' },
      ],
      { layout },
    );
    expect(String(p)).toBe(`RecordArray(2 records in ${layout}, 28 bytes each)\n   id  name\n0   1  Ada\n1  22  Grace`);
    expect(String(particles(layout, 100)).split('\n')).toHaveLength(13);
  });
});

describe('record arrays', () => {
  it('are found types for', () => {
    const p = RecordArray.from([{ n: 1, big: 2n, ok: true, text: 'é😀', list: [1, 2], in: { a: 1 } }]);
    expect(String(p.type)).toBe(
      "[('n', '<f8'), ('big', '<i8'), ('ok', '?'), ('text', '<U2'), ('list', '<f8', (2,)), ('in', [('a', '<f8')])]",
    );
    const q = RecordArray.fromColumns({ a: new Int16Array([1, 2]), b: zeros([2, 3], 'u8'), c: ['x', 'yz'] });
    expect(String(q.type)).toBe("[('a', '<i2'), ('b', 'u1', (3,)), ('c', '<U2')]");
    expect(() => RecordArray.from([])).toThrow(/tell no type/);
    expect(() => RecordArray.from([{ a: 1 }, { a: 'b' }] as never[])).toThrow(/holds number and string/);
    expect(() => RecordArray.from([{ a: 1 }, {}] as never[])).toThrow(/record 1 has no 'a'/);
    expect(() => RecordArray.fromColumns({ a: [1, 2], b: [1] })).toThrow(/'b' has 1 values/);
  });

  it('use bytes in place', () => {
    const bytes = new Uint8Array(26);
    const type = recordType({ a: '<u4', b: '>f8' });
    const p = RecordArray.fromBytes(type, bytes.subarray(1, 25), { copy: false });
    p.b.set([], [1, 2]);
    p.a.set([], [7, 8]);
    const view = new DataView(bytes.buffer);
    expect([view.getUint32(1, true), view.getFloat64(5), view.getUint32(13, true), view.getFloat64(17)]).toEqual([
      7, 1, 8, 2,
    ]);
    expect(bytes[0] + bytes[25]).toBe(0);
    expect(() => p.b.data).toThrow(/copy\(\)\.data/);
    expect(() => RecordArray.fromBytes(type, bytes)).toThrow(/26 bytes are no whole number of records of 12/);
    const bools = RecordArray.fromBytes(recordType({ f: 'bool' }), Uint8Array.of(0, 1, 2, 255), { copy: false });
    expect([...(bools.f.astype('u8').toArray() as number[])]).toEqual([0, 1, 1, 1]);
  });

  it('keep fields out of the way of methods', () => {
    const p = new RecordArray({ length: 'u8', push: 'f32', at: 'i16', moveTo: 'u8' }, 3);
    expect(p.length).toBe(3);
    p.field('length').set([], [1, 2, 3]);
    p.field('moveTo').set([], 9);
    expect(p.at(1).toObject()).toEqual({ length: 2, push: 0, at: 0, moveTo: 9 });
  });

  it('survive the growth of memory and a full heap', () => {
    const p = particles('rows');
    const cursor = p.at(2);
    const grown = arange(2e8, 'f64');
    expect(cursor.id).toBe(20);
    grown.dispose();
    const { limit } = memory;
    try {
      memory.limit = 0;
      const host = new RecordArray(Particle, 100_000, { layout: 'columns' });
      host.x.iadd(1);
      expect(host.at(99_999).x).toBe(1);
      const rows = host.copy('rows');
      expect(rows.x.sum()).toBe(100_000);
      rows.push(p.get(3));
      expect(rows.get(-1).name).toBe('abc');
    } finally {
      memory.limit = limit;
    }
  });

  it('hold what a list of objects holds, whatever is done to both', () => {
    const value = fc.record({
      a: fc.integer({ min: 0, max: 255 }),
      b: fc.double({ noNaN: true }),
      s: fc.string({ maxLength: 3, unit: 'grapheme-ascii' }),
    });
    const type = recordType({ a: 'u8', b: 'f64', s: 'U3' });
    const command = fc.oneof(
      fc.record({ kind: fc.constant('push' as const), value }),
      fc.record({ kind: fc.constant('pop' as const) }),
      fc.record({ kind: fc.constant('set' as const), at: fc.nat(), value }),
      fc.record({ kind: fc.constant('shrink' as const) }),
      fc.record({ kind: fc.constant('sort' as const) }),
      fc.record({ kind: fc.constant('double' as const) }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...LAYOUTS), fc.array(command, { maxLength: 30 }), (layout, commands) => {
        let records = new RecordArray(type, 0, { layout });
        let model: { a: number; b: number; s: string }[] = [];
        const trimmed = ({ s, ...rest }: { a: number; b: number; s: string }) => ({
          ...rest,
          s: s.replace(/\0+$/, ''),
        });
        for (const each of commands) {
          if (each.kind === 'push') {
            records.push(each.value);
            model.push(trimmed(each.value));
          } else if (each.kind === 'pop') expect(records.pop()).toEqual(model.pop());
          else if (each.kind === 'set' && model.length > 0) {
            records.set(each.at % model.length, each.value);
            model[each.at % model.length] = trimmed(each.value);
          } else if (each.kind === 'shrink') records.shrink();
          else if (each.kind === 'sort') {
            records = records.sort('a').copy();
            model = model.slice().sort((p, q) => p.a - q.a);
          } else if (each.kind === 'double' && model.length < 100) {
            records.extend(records.copy());
            model = [...model, ...model];
          }
          expect(records.toArray()).toEqual(model);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('take every layout of a column', () => {
    const wide = arange(12, 'f32').reshape(6, 2);
    const host = fromBuffer(Float64Array.of(1, 2, 3, 4, 5, 6).buffer, 'f64') as NDArray;
    const p = RecordArray.fromColumns({
      a: wide.get(':', 1),
      b: wide.T.get(0, '::-1'),
      c: host.get('::-1'),
    } as never) as never as {
      field(name: string): NDArray;
    };
    expect(p.field('a').toArray()).toEqual([1, 3, 5, 7, 9, 11]);
    expect(p.field('b').toArray()).toEqual([10, 8, 6, 4, 2, 0]);
    expect(p.field('c').toArray()).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('take their own columns, of nested records and text along several axes too', () => {
    const type = recordType({ n: [{ a: 'u8', t: ['U2', [2]] }, [2, 1]], s: ['S2', [3]] });
    const one = (i: number) => ({ a: i, t: [`${i}`, 'x'] });
    const bytes = (i: number) => [[i], [], [i, 2]].map((list) => Uint8Array.from(list));
    const list = [0, 1, 2].map((i) => ({ n: [[one(i)], [one(i + 5)]], s: bytes(i + 1) }));
    const records = RecordArray.from(list as never[], { type: type as never }) as RecordArray<never>;
    const columns = { n: records.field('n' as never), s: records.field('s' as never) };
    records.set('::-1', columns as never);
    expect(records.toArray()).toEqual(list.reverse());
  });
});

it('take as many objects and as long texts as memory holds', () => {
  const many = RecordArray.from(Array.from({ length: 200_000 }, () => ({ b: Uint8Array.of(1) })));
  expect([many.length, many.type.descr]).toEqual([200_000, "[('b', '|S1')]"]);
  const long = new RecordArray(recordType({ t: 'U200000' }), 1).set(0, { t: 'é'.repeat(200_000) });
  expect(long.get(0).t).toBe('é'.repeat(200_000));
});

it('that were disposed of are out of reach of their cursors', () => {
  for (const layout of LAYOUTS) {
    const records = particles(layout);
    const [cursor, nested] = [records.at(1), records.at(1).pos];
    const [row] = [...records.rows()];
    records.dispose();
    const others = zeros(1000, 'u8');
    expect(() => cursor.x).toThrow(/These records were disposed/);
    expect(() => row.x).toThrow(/These records were disposed/);
    expect(() => {
      cursor.x = 5;
    }).toThrow(/These records were disposed/);
    expect(() => cursor.assign({ id: 7 })).toThrow(/These records were disposed/);
    expect(() => cursor.toObject()).toThrow(/These records were disposed/);
    expect(others.any()).toBe(false);
    // A view keeps them.
    expect(nested.a).toBe(1);
  }
  const shrunk = RecordArray.from([{ a: 1 }, { a: 2 }]);
  const last = shrunk.at(1);
  shrunk.pop();
  shrunk.shrink();
  expect(() => last.a).toThrow(/^a: there is no record 1 among 1/);
  expect(() => {
    last.a = 3;
  }).toThrow(/^a: there is no record 1 among 1/);
});

it('say by name what is no record, no list and no columns', () => {
  const records = RecordArray.from([{ a: 1 }]);
  const calls: [() => unknown, RegExp][] = [
    [() => records.extend(5 as never), /^extend: 5 is no list of records/],
    [() => records.extend([{ b: 1 }] as never), /^extend: record 0 has 'b'/],
    [() => records.push({ b: 1 } as never), /^push: record 0 has 'b'/],
    [() => records.concat(5 as never), /^concat: 5 is no array of records/],
    [() => records.set('...', 5 as never), /^set: 5 is no object of fields such as \{ a: /],
    [() => RecordArray.from(undefined as never), /^RecordArray.from: undefined is no list of objects/],
    [() => RecordArray.from([{ a: [1] }, { a: [1, 2] }]), /^RecordArray.from: field 'a': /],
    [() => RecordArray.fromColumns(undefined as never), /^RecordArray.fromColumns: undefined is no object of columns/],
  ];
  for (const [call, message] of calls) expect(call).toThrow(message);
  expect(records.equals(5 as never)).toBe(false);
  expect(records.toArray()).toEqual([{ a: 1 }]);
});

it('are not made of what holds no bytes', () => {
  const type = recordType({ a: 'u2' });
  for (const bytes of [4, 'abcd', [1, 2, 3, 4], null]) {
    expect(() => RecordArray.fromBytes(type, bytes as never)).toThrow(/^RecordArray.fromBytes: the bytes are a typed/);
  }
});

it('refuse options that they do not have', () => {
  const type = recordType({ a: 'u2' });
  const calls: [() => unknown, string][] = [
    [() => recordType({ a: 'u2' }, { aligned: true } as never), 'recordType'],
    [() => new RecordArray(type, 1, { layuot: 'columns' } as never), 'RecordArray'],
    [() => RecordArray.from([{ a: 1 }], { tpye: type } as never), 'RecordArray.from'],
    [() => RecordArray.fromColumns({ a: [1] }, { tpye: type } as never), 'RecordArray.fromColumns'],
    [() => RecordArray.fromBytes(type, new Uint8Array(2), { kopy: true } as never), 'RecordArray.fromBytes'],
    [() => new RecordArray(type, 1).sort('a', { reverse: true } as never), 'sort'],
    [() => new RecordArray(type, 1).argsort('a', { reverse: true } as never), 'argsort'],
    [() => record('R', { a: 'u2' }, { forzen: true } as never), 'record'],
    [() => layouts.sizeof(type, { wrod: 4 } as never), 'sizeof'],
    [() => layouts.advise([1], { tol: 4 } as never), 'advise'],
    [() => random.defaultRng(1).random(3, { dtyp: 'f32' } as never), 'random'],
    [() => random.defaultRng(1).integers(3, { siez: 4 } as never), 'integers'],
    [() => random.defaultRng(1).choice(3, 1, { replacement: false } as never), 'choice'],
    [() => random.defaultRng(1).permuted([1], { axes: 0 } as never), 'permuted'],
    [() => random.defaultRng(1).standardGamma(1, 2, { type: 'f32' } as never), 'standardGamma'],
  ];
  for (const [call, name] of calls) expect(call).toThrow(new RegExp(`^${name}: there is no option '\\w+'; there are `));
});
