/** What the compiler knows of records: it fails to compile where a type is not the one expected. */
import { expectTypeOf, test } from 'vitest';
import {
  type BytesArray,
  type NDArray,
  RecordArray,
  type RecordInstance,
  type RecordType,
  record,
  recordType,
  type TextArray,
} from '../../src/index.js';

test('record types know their fields', () => {
  const type = recordType({ x: 'f32', y: '>f8', id: '<u8', name: 'U4', tag: 'S3', v: ['f4', [3]], pos: { a: 'u8' } });
  const records = new RecordArray(type, 3);
  expectTypeOf(records.x).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(records.y).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(records.id).toEqualTypeOf<NDArray<'u64'>>();
  expectTypeOf(records.name).toEqualTypeOf<TextArray>();
  expectTypeOf(records.tag).toEqualTypeOf<BytesArray>();
  expectTypeOf(records.v).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(records.pos.a).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(records.field('y')).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(records.x.mul(records.y)).toEqualTypeOf<NDArray<'f64'>>();
  // @ts-expect-error there is no such field
  records.field('z');
  // @ts-expect-error columns are not replaced, but written to
  records.x = records.y;

  const row = records.at(0);
  expectTypeOf(row.x).toEqualTypeOf<number>();
  expectTypeOf(row.id).toEqualTypeOf<bigint>();
  expectTypeOf(row.name).toEqualTypeOf<string>();
  expectTypeOf(row.v).toEqualTypeOf<number[]>();
  expectTypeOf(row.pos.a).toEqualTypeOf<number>();
  row.x = 1;
  // @ts-expect-error a number is wanted
  row.x = 'a';
  expectTypeOf(records.get(0).id).toEqualTypeOf<bigint>();
  expectTypeOf(records.get('1:').x).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(records.sort('x').name).toEqualTypeOf<TextArray>();
  // @ts-expect-error fields are missing
  records.push({ x: 1 });
});

test("NumPy's list form too", () => {
  const type = recordType([
    ['x', '<f4'],
    ['id', 'u2'],
    ['v', 'f4', [3]],
  ]);
  expectTypeOf<RecordArrayOf<typeof type>['x']>().toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf<RecordArrayOf<typeof type>['id']>().toEqualTypeOf<NDArray<'u16'>>();
  expectTypeOf<RecordArrayOf<typeof type>['v']>().toEqualTypeOf<NDArray<'f32'>>();
});

type RecordArrayOf<T> = T extends RecordType<infer F> ? RecordArray<F> : never;

test('types are found from data', () => {
  const p = RecordArray.from([{ n: 1, big: 2n, ok: true, text: 'a' }]);
  expectTypeOf(p.n).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(p.big).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(p.ok).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(p.text).toEqualTypeOf<TextArray>();
  const q = RecordArray.fromColumns({ a: new Int16Array(2), b: [1, 2] });
  expectTypeOf(q.a).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(q.b).toEqualTypeOf<NDArray<'f64'>>();
});

test('record classes know theirs', () => {
  const Vec = record('Vec', { x: 'f64', y: { dtype: 'f64', default: 0 } });
  const Particle = record('Particle', { pos: Vec, id: { dtype: 'u64', default: 0n } });
  const v = new Vec({ x: 1 });
  expectTypeOf(v.x).toEqualTypeOf<number>();
  expectTypeOf(v.replace({ y: 2 })).toEqualTypeOf<RecordInstance<{ readonly x: 'f64'; readonly y: 'f64' }>>();
  const p = new Particle({ pos: v });
  expectTypeOf(p.id).toEqualTypeOf<bigint>();
  expectTypeOf(p.pos.x).toEqualTypeOf<number>();
  expectTypeOf(Particle.array(3).pos.x).toEqualTypeOf<NDArray<'f64'>>();
  const Named = Particle.extend('Named', { name: 'U8' });
  expectTypeOf(new Named({ pos: v, name: 'a' }).name).toEqualTypeOf<string>();
  // @ts-expect-error there is no such field
  new Vec({ z: 1 });
});
