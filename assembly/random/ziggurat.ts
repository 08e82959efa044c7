/**
 * Standard normal and standard exponential numbers by the ziggurat method: 256 layers of equal area cover the density;
 * a point of a layer's part that lies wholly under the curve is accepted at once (99 %), one of its edge after a look at
 * the density, and one of the lowest layer's edge is replaced by one of the tail.
 *
 * G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", Journal of Statistical Software
 * 5 (2000); J. A. Doornik, "An Improved Ziggurat Method to Generate Normal Random Samples" (2005).
 *
 * `tables` points to those of the normal distribution, then those of the exponential one, which src/api/random/ziggurat.ts
 * derives. Each has, for 64 bits, the widths w (f64) of the layers in units of the random integer, the integers k (u64)
 * below which a point is accepted, and the density f (f64) at the layers' edges; then the same for 32 bits (f32, u32, f32).
 */
import { DType } from '../dtypes';
import { exp } from '../math/exp';
import { log1p } from '../math/log';
import { fill32, fill64, next32, next64, nextDouble, nextSingle } from './pcg64';

/** Where the lowest layer ends, and its inverse. */
const NORMAL_R: f64 = 3.654152885361009;
const NORMAL_INVERSE_R: f64 = 0.2736612373297583;
const EXPONENTIAL_R: f64 = 7.69711747013105;

/** Bytes of one distribution's tables. */
const TABLE_BYTES: usize = 9216;

abstract class Layers {
  @inline static width(table: usize, layer: usize): f64 {
    return load<f64>(table + (layer << 3));
  }
  @inline static inside(table: usize, layer: usize): u64 {
    return load<u64>(table + (layer << 3), 2048);
  }
  @inline static density(table: usize, layer: usize): f64 {
    return load<f64>(table + (layer << 3), 4096);
  }
  @inline static width32(table: usize, layer: usize): f32 {
    return load<f32>(table + (layer << 2), 6144);
  }
  @inline static inside32(table: usize, layer: usize): u32 {
    return load<u32>(table + (layer << 2), 7168);
  }
  @inline static density32(table: usize, layer: usize): f32 {
    return load<f32>(table + (layer << 2), 8192);
  }
  /** A height between the densities at a layer's two edges. */
  @inline static height(table: usize, layer: usize, state: usize): f64 {
    const low = Layers.density(table, layer);
    return (Layers.density(table, layer - 1) - low) * nextDouble(state) + low;
  }
  @inline static height32(table: usize, layer: usize, state: usize): f32 {
    const low = Layers.density32(table, layer);
    return (Layers.density32(table, layer - 1) - low) * nextSingle(state) + low;
  }
}

/** log1p of an f32, rounded to one. */
function log1pSingle(x: f32): f32 {
  return <f32>log1p(<f64>x);
}

/** The bits: 8 of the layer, 1 of the sign, 52 of the place; 3 are left over. */
@final
@unmanaged
class Normal64 {
  @inline place(bits: u64): u64 {
    return (bits >> 9) & 0x000fffffffffffff;
  }
  @inline signed(x: f64, bits: u64): f64 {
    return reinterpret<f64>(reinterpret<u64>(x) ^ ((bits << 55) & ((<u64>1) << 63)));
  }
  @inline fits(table: usize, bits: u64): bool {
    return this.place(bits) < Layers.inside(table, <usize>(bits & 0xff));
  }
  @inline value<T>(table: usize, bits: u64): T {
    return <T>this.signed(<f64>(<i64>this.place(bits)) * Layers.width(table, <usize>(bits & 0xff)), bits);
  }
  rest<T>(state: usize, table: usize, first: u64): T {
    let bits = first;
    while (!this.fits(table, bits)) {
      const layer = <usize>(bits & 0xff);
      if (layer == 0) {
        while (true) {
          const x = -NORMAL_INVERSE_R * log1p(-nextDouble(state));
          const y = -log1p(-nextDouble(state));
          if (y + y > x * x) return <T>((this.place(bits) >> 8) & 1 ? -(NORMAL_R + x) : NORMAL_R + x);
        }
      }
      const x = this.value<f64>(table, bits);
      if (Layers.height(table, layer, state) < exp(-0.5 * x * x)) return <T>x;
      bits = next64(state);
    }
    return this.value<T>(table, bits);
  }
}

/** 8 bits of the layer, 1 of the sign, 23 of the place. */
@final
@unmanaged
class Normal32 {
  @inline signed(x: f32, bits: u32): f32 {
    return reinterpret<f32>(reinterpret<u32>(x) ^ ((bits << 23) & 0x80000000));
  }
  @inline fits(table: usize, bits: u32): bool {
    return bits >> 9 < Layers.inside32(table, <usize>(bits & 0xff));
  }
  @inline value<T>(table: usize, bits: u32): T {
    return <T>this.signed(<f32>(<i32>(bits >> 9)) * Layers.width32(table, <usize>(bits & 0xff)), bits);
  }
  rest<T>(state: usize, table: usize, first: u32): T {
    let bits = first;
    while (!this.fits(table, bits)) {
      const layer = <usize>(bits & 0xff);
      if (layer == 0) {
        while (true) {
          const x = -(<f32>NORMAL_INVERSE_R) * log1pSingle(-nextSingle(state));
          const y = -log1pSingle(-nextSingle(state));
          if (y + y > x * x) {
            const far = <f32>NORMAL_R + x;
            return <T>((bits >> 17) & 1 ? -far : far);
          }
        }
      }
      const x = this.value<f32>(table, bits);
      if (<f64>Layers.height32(table, layer, state) < exp(-0.5 * <f64>x * <f64>x)) return <T>x;
      bits = next32(state);
    }
    return this.value<T>(table, bits);
  }
}

/** 3 bits left over, 8 of the layer, 53 of the place. */
@final
@unmanaged
class Exponential64 {
  @inline layer(bits: u64): usize {
    return <usize>((bits >> 3) & 0xff);
  }
  @inline fits(table: usize, bits: u64): bool {
    return bits >> 11 < Layers.inside(table, this.layer(bits));
  }
  @inline value<T>(table: usize, bits: u64): T {
    return <T>(<f64>(<i64>(bits >> 11)) * Layers.width(table, this.layer(bits)));
  }
  rest<T>(state: usize, table: usize, first: u64): T {
    let bits = first;
    while (!this.fits(table, bits)) {
      const layer = this.layer(bits);
      if (layer == 0) return <T>(EXPONENTIAL_R - log1p(-nextDouble(state)));
      const x = this.value<f64>(table, bits);
      if (Layers.height(table, layer, state) < exp(-x)) return <T>x;
      bits = next64(state);
    }
    return this.value<T>(table, bits);
  }
}

/** 1 bit left over, 8 of the layer, 23 of the place. */
@final
@unmanaged
class Exponential32 {
  @inline layer(bits: u32): usize {
    return <usize>((bits >> 1) & 0xff);
  }
  @inline fits(table: usize, bits: u32): bool {
    return bits >> 9 < Layers.inside32(table, this.layer(bits));
  }
  @inline value<T>(table: usize, bits: u32): T {
    return <T>(<f32>(<i32>(bits >> 9)) * Layers.width32(table, this.layer(bits)));
  }
  rest<T>(state: usize, table: usize, first: u32): T {
    let bits = first;
    while (!this.fits(table, bits)) {
      const layer = this.layer(bits);
      if (layer == 0) return <T>(<f32>EXPONENTIAL_R - log1pSingle(-nextSingle(state)));
      const x = this.value<f32>(table, bits);
      if (Layers.height32(table, layer, state) < <f32>exp(-(<f64>x))) return <T>x;
      bits = next32(state);
    }
    return this.value<T>(table, bits);
  }
}

/** One value, for distributions made of these. */
export function standardNormal(state: usize, tables: usize): f64 {
  return changetype<Normal64>(0).rest<f64>(state, tables, next64(state));
}
export function standardNormalSingle(state: usize, tables: usize): f32 {
  return changetype<Normal32>(0).rest<f32>(state, tables, next32(state));
}
export function standardExponential(state: usize, tables: usize): f64 {
  return changetype<Exponential64>(0).rest<f64>(state, tables + TABLE_BYTES, next64(state));
}
export function standardExponentialSingle(state: usize, tables: usize): f32 {
  return changetype<Exponential32>(0).rest<f32>(state, tables + TABLE_BYTES, next32(state));
}

/** Fills `n` elements of f32 or f64 with standard normal numbers. */
export function randomNormal(t: i32, state: usize, tables: usize, out: usize, n: usize): void {
  if (t == DType.F32) fill32<Normal32, f32>(state, tables, out, n);
  else fill64<Normal64, f64>(state, tables, out, n);
}

/** Fills `n` elements of f32 or f64 with standard exponential numbers. */
export function randomExponential(t: i32, state: usize, tables: usize, out: usize, n: usize): void {
  if (t == DType.F32) fill32<Exponential32, f32>(state, tables + TABLE_BYTES, out, n);
  else fill64<Exponential64, f64>(state, tables + TABLE_BYTES, out, n);
}
