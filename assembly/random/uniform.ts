/** Numbers in [0, 1): 53 of 64 bits for f64, 24 of 32 bits for f32. */
import { DType } from '../dtypes';
import { fill32, fill64, Pcg } from './pcg64';

@final
@unmanaged
class Double {
  @inline fits(_: usize, __: u64): bool {
    return true;
  }
  @inline value<T>(_: usize, bits: u64): T {
    return <T>Pcg.double(bits);
  }
  @inline rest<T>(_: usize, __: usize, bits: u64): T {
    return <T>Pcg.double(bits);
  }
}

@final
@unmanaged
class Single {
  @inline fits(_: usize, __: u32): bool {
    return true;
  }
  @inline value<T>(_: usize, bits: u32): T {
    return <T>Pcg.single(bits);
  }
  @inline rest<T>(_: usize, __: usize, bits: u32): T {
    return <T>Pcg.single(bits);
  }
}

/** Fills `n` elements of f32 or f64. */
export function randomUniform(t: i32, state: usize, _: usize, out: usize, n: usize): void {
  if (t == DType.F32) fill32<Single, f32>(state, 0, out, n);
  else fill64<Double, f64>(state, 0, out, n);
}
