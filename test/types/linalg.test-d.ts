/** What TypeScript infers for linear algebra and polynomials. Checked by the compiler. */
import { expectTypeOf, test } from 'vitest';
import {
  linalg,
  type NDArray,
  poly,
  polyadd,
  polyder,
  polydiv,
  polyfit,
  polyval,
  vander,
  zeros,
} from '../../src/index.js';

const f32 = zeros([2, 2], 'f32');
const f64 = zeros([2, 2]);
const i32 = zeros([2, 2], 'i32');

test('factorizations', () => {
  expectTypeOf(linalg.svd(f32).u).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(linalg.svd(i32, { fullMatrices: false }).s).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(linalg.svd(f32, { computeUv: false })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(linalg.qr(f64)).toEqualTypeOf<{ q: NDArray<'f64'>; r: NDArray<'f64'> }>();
  expectTypeOf(linalg.qr(f32, 'r')).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(linalg.qr(f32, 'raw').tau).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(linalg.pinv([[1, 2]])).toEqualTypeOf<NDArray<'f64'>>();
});

test('equations', () => {
  expectTypeOf(linalg.solve(f32, f32)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(linalg.solve(f32, i32)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(linalg.lstsq(f32, f64).x).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(linalg.lstsq(f32, f32).rank).toEqualTypeOf<number>();
  expectTypeOf(linalg.det(f32)).toEqualTypeOf<NDArray<'f32'> | number>();
  expectTypeOf(linalg.matrixPower(i32, 2)).toEqualTypeOf<NDArray<'i32' | 'f64'>>();
});

test('norms', () => {
  expectTypeOf(linalg.norm(f32)).toEqualTypeOf<number>();
  expectTypeOf(linalg.norm(f32, 'fro')).toEqualTypeOf<number>();
  expectTypeOf(linalg.norm(f32, { axis: 0 })).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(linalg.norm(i32, { ord: 1, keepdims: true })).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(linalg.vectorNorm(i32, 3)).toEqualTypeOf<number>();
});

test('polynomials', () => {
  expectTypeOf(polyval([1, 2], f32)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(polyval(f32, i32)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(polyadd(zeros(2, 'u8'), zeros(2, 'i8'))).toEqualTypeOf<NDArray<'i16'>>();
  expectTypeOf(polydiv(zeros(2, 'f32'), zeros(2, 'f32')).quotient).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(polyder(zeros(2, 'f64'))).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(poly(zeros(2, 'i32'))).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(vander(zeros(2, 'u8'))).toEqualTypeOf<NDArray<'i64'>>();
  expectTypeOf(polyfit([1], [1], 0)).toEqualTypeOf<NDArray<'f64'>>();
  expectTypeOf(polyfit([1], [1], 0, { full: true }).rank).toEqualTypeOf<number>();
  expectTypeOf(polyfit([1], [1], 0, { cov: 'unscaled' }).covariance).toEqualTypeOf<NDArray<'f64'>>();
});
