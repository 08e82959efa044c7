/** What TypeScript infers of contig/numpy. The assertions are checked by the compiler, not when the test runs. */
import { expectTypeOf, test } from 'vitest';
import type { NDArray } from '../../src/index.js';
import * as np from '../../src/numpy/index.js';

const f32 = np.zeros(3, np.float32);

test('types by NumPy names', () => {
  expectTypeOf(np.float32).toEqualTypeOf<'f32'>();
  expectTypeOf(np.uint8).toEqualTypeOf<'u8'>();
  expectTypeOf(np.zeros(3)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(np.zeros(3, np.int_)).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(np.zeros([2, 3], { dtype: np.uint8 })).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(np.full(3, 1, { dtype: 'float32' })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.zeros_like(f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.ones_like(f32, { dtype: np.int8 })).toEqualTypeOf<NDArray<'i8'>>();
  expectTypeOf(np.array([1, 2], { dtype: np.bool })).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(np.arange(3, { dtype: np.float32 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.arange(0, 3, 1, { dtype: np.int32 })).toEqualTypeOf<NDArray<'i32'>>();
  // @ts-expect-error there is no such type
  np.zeros(3, { dtype: 'int7' });
  // @ts-expect-error there is no such parameter
  np.zeros(3, { dtype: 'f32', size: 3 });
});

test('functions are those of contig', () => {
  expectTypeOf(np.add(f32, np.zeros(3, np.int16))).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.greater_equal(f32, 1)).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(np.sum(f32)).toEqualTypeOf<number>();
  expectTypeOf(np.sum(f32, { axis: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.count_nonzero(f32)).toEqualTypeOf<number>();
  expectTypeOf(np.linalg.matrix_transpose(f32)).toEqualTypeOf<NDArray<'f32'>>();
});

test('parameters by name, by position and both', () => {
  expectTypeOf(np.clip(f32, 0, 1)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.clip(f32, { a_min: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.clip(f32, 0, { max: 1 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.expand_dims(f32, { axis: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.isclose(f32, 1, { equal_nan: true })).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(np.isclose(f32, 1, 1e-3, 0, { equal_nan: true })).toEqualTypeOf<NDArray<'bool'>>();
  expectTypeOf(np.allclose(f32, 1, { rtol: 1e-3 })).toEqualTypeOf<boolean>();
  np.quantile(f32, 0.5, { method: 'median_unbiased' });
  np.pad(f32, 1, 'linear_ramp', { end_values: 1 });
  np.concatenate([f32], { casting: 'same_kind' });
  // @ts-expect-error a bool is no tolerance
  np.isclose(f32, 1, { rtol: true });
  // @ts-expect-error there is no such method
  np.quantile(f32, 0.5, { method: 'median_biased' });
  // @ts-expect-error the value to fill with is missing
  np.full(3, { dtype: 'f32' });
});

test('parts asked for come in an object', () => {
  const { values, counts } = np.unique(f32, { return_counts: true });
  expectTypeOf(values).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(counts).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(np.unique(f32)).toEqualTypeOf<NDArray<'f32'>>();
  // @ts-expect-error the inverse was not asked for
  np.unique(f32, { return_counts: true }).inverse;
  expectTypeOf(np.intersect1d(f32, f32, { return_indices: true }).aIndices).toEqualTypeOf<NDArray<'i64'>>();
});

test('linear algebra', () => {
  expectTypeOf(np.linalg.svd(f32).vh).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.linalg.svd(f32, { full_matrices: false }).u).toExtend<NDArray>();
  expectTypeOf(np.linalg.svd(f32, { compute_uv: false })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(np.linalg.norm(f32)).toEqualTypeOf<number>();
  expectTypeOf(np.linalg.norm(f32, { axis: 0 })).toExtend<NDArray>();
});

test('random numbers', () => {
  const rng = np.random.default_rng(1);
  expectTypeOf(rng).toEqualTypeOf<np.random.Generator>();
  expectTypeOf(rng.standard_normal()).toEqualTypeOf<number>();
  expectTypeOf(rng.standard_normal(3)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.normal({ size: 3 })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.normal(0, { scale: 2, size: [2, 3] })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(rng.poisson({ lam: 2, size: 4 })).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(rng.integers(0, 6, { size: 3, dtype: np.uint8 })).toEqualTypeOf<NDArray<'u8'>>();
  expectTypeOf(rng.spawn(2)[0].standard_normal(3)).toEqualTypeOf<NDArray<'f64'>>();
  // @ts-expect-error the method is contig's, its parameter has another name
  rng.normal({ sigma: 1 });
});

test('methods', () => {
  expectTypeOf(f32.mT).toEqualTypeOf<NDArray>();
  expectTypeOf(np.array([true]).tobytes()).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
});
