/** What TypeScript infers of packed arrays. The assertions are checked by the compiler, not when the test runs. */
import { expectTypeOf, test } from 'vitest';
import { layout, type NDArray, PackedArray, zeros } from '../../src/index.js';

test('the element type follows from the name', () => {
  expectTypeOf(new PackedArray('f64')).toEqualTypeOf<PackedArray<'f64'>>();
  expectTypeOf(new PackedArray('d', [1, 2])).toEqualTypeOf<PackedArray<'f64'>>();
  expectTypeOf(new PackedArray('float32')).toEqualTypeOf<PackedArray<'f32'>>();
  expectTypeOf(new PackedArray('<u8')).toEqualTypeOf<PackedArray<'u64'>>();
  expectTypeOf(new PackedArray('l', zeros(3))).toEqualTypeOf<PackedArray<'i64'>>();
  // @ts-expect-error bool is none of its types
  expectTypeOf(() => new PackedArray('bool')).toBeFunction();
  // @ts-expect-error text is none either
  expectTypeOf(() => new PackedArray('u')).toBeFunction();
});

test('elements are numbers, or bigints of 64 bits', () => {
  const floats = new PackedArray('f32');
  const wide = new PackedArray('u64');
  expectTypeOf(floats.at(0)).toEqualTypeOf<number>();
  expectTypeOf(wide.pop()).toEqualTypeOf<bigint>();
  expectTypeOf(floats.get(0)).toEqualTypeOf<number>();
  expectTypeOf(floats.get('1:')).toEqualTypeOf<PackedArray<'f32'>>();
  expectTypeOf([...wide]).toEqualTypeOf<bigint[]>();
  expectTypeOf(floats.toArray()).toEqualTypeOf<number[]>();
  expectTypeOf(floats.asNDArray()).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(floats.concat(floats)).toEqualTypeOf<PackedArray<'f32'>>();
  // @ts-expect-error an array of another type
  floats.concat(wide);
  // @ts-expect-error text is no number
  floats.push('1');
  // A PackedArray of some type stands for any.
  expectTypeOf(floats).toExtend<PackedArray>();
});

test('reports', () => {
  expectTypeOf(layout.sizeof({}).bytes).toEqualTypeOf<number>();
  expectTypeOf(layout.advise([1]).container).toEqualTypeOf<'NDArray' | 'RecordArray' | 'JS array'>();
});
