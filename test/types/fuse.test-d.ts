/** The types that fused functions take and give. */
import { expectTypeOf, it } from 'vitest';
import { exp, fuse, type NDArray, sum, where, zeros } from '../../src/index.js';

const f32 = zeros(3, 'f32');

it('of parameters without a type are arrays', () => {
  const f = fuse((x, y) => x.mul(y).add(1).sqrt());
  expectTypeOf(f).toBeCallableWith(f32, [1, 2, 3]);
  expectTypeOf(f(f32, f32)).toExtend<NDArray>();
  expectTypeOf(f.into(f32, f32, 1)).toEqualTypeOf<NDArray<'f32'>>();
});

it('of results are those of the function', () => {
  const f = fuse((x: NDArray<'f32'>, y: NDArray<'f64'>) => exp(x).mul(y));
  expectTypeOf(f(f32, zeros(3))).toEqualTypeOf<NDArray<'f64'>>();
  const g = fuse((x: NDArray<'f32'>, s: number) => where(x.gt(s), x, 0));
  expectTypeOf(g(f32, 2)).toEqualTypeOf<NDArray<'f32'>>();
  expectTypeOf(fuse((x: NDArray<'f32'>) => sum(x.square()))(f32)).toEqualTypeOf<number>();
  expectTypeOf(fuse((x: NDArray<'i64'>) => x.square().max())(zeros(2, 'i64'))).toEqualTypeOf<bigint>();
});

it('of parameters are checked', () => {
  const g = fuse((x: NDArray, s: number) => x.mul(s));
  // @ts-expect-error a number is no text
  g(f32, 'x');
  // @ts-expect-error an argument is missing
  g(f32);
  // @ts-expect-error the output is no array
  g.into(2, f32, 1);
});
