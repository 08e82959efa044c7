/** The types that a generator gives. */
import { expectTypeOf, it } from 'vitest';
import { type NDArray, ndarray as nd, random } from '../../src/index.js';

const rng = random.defaultRng(1);

it('integers with bounds of their own are arrays', () => {
  expectTypeOf(rng.integers(5)).toEqualTypeOf<bigint>();
  expectTypeOf(rng.integers([5, 6])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(rng.integers([5, 6], { dtype: 'u8' })).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(rng.integers(0, nd.ones(3, 'i8'), { dtype: 'u8' })).toEqualTypeOf<NDArray<'u8'>>();
});

it('distributions', () => {
  expectTypeOf(rng.laplace()).toEqualTypeOf<number>();
  expectTypeOf(rng.laplace(0, 1, 5)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.laplace([0, 1])).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.standardCauchy(3)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.zipf(2, [2, 2])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(rng.hypergeometric(5, 5, 3)).toEqualTypeOf<number>();
  expectTypeOf(rng.multinomial(5, [0.5, 0.5])).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(rng.standardGamma(2, 3, { dtype: 'f32' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(rng.standardGamma(2, undefined, { out: nd.zeros(3, 'f32') })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(rng.bytes(3)).toExtend<Uint8Array>();
});
