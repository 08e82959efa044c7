/**
 * Floats of 16 bits (IEEE binary16), which are no element type: they are read as f32, which holds each of them, and
 * written from f64, so that a value is rounded once.
 */

const SIGN: u32 = 0x8000;
const INFINITY: u32 = 0x7c00;
const QUIET_NAN: u32 = 0x7e00;

abstract class Half {
  /** f32 has the same layout with 13 bits more of fraction and an exponent larger by 112, subnormals included. */
  @inline static read(half: u32): f32 {
    const size = half & ~SIGN;
    let bits = reinterpret<u32>(reinterpret<f32>(size << 13) * reinterpret<f32>((<u32>(127 + 112)) << 23));
    if (size >= INFINITY) bits |= 0x7f800000;
    return reinterpret<f32>(bits | ((half & SIGN) << 16));
  }

  /** The nearest half, ties to even; infinity from 65520 on. */
  @inline static of(x: f64): u32 {
    const bits = reinterpret<u64>(x);
    const sign = <u32>(bits >> 48) & SIGN;
    const size = abs(x);
    if (size >= 65520) return sign | INFINITY;
    if (size != size) return sign | QUIET_NAN;
    // Below the normal numbers halves are multiples of 2^-24, and 1024 of them are the smallest normal number.
    if (size < 0.00006103515625) return sign | <u32>nearest(size * 16777216);
    // 10 of 52 bits of fraction stay; a carry goes on into the exponent, whose bias is smaller by 1008.
    const rounded = ((bits << 1) >> 1) + 0x1ffffffffff + ((bits >> 42) & 1);
    return sign | (<u32>(rounded >> 42) - (1008 << 10));
  }
}

/** out[i] = a[i], u16 bits of halves to f32. */
export function readHalves(_code: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  const step = (<usize>aStep) << 1;
  for (const end = out + ((<usize>n) << 2); out != end; out += 4) {
    store<f32>(out, Half.read(load<u16>(a)));
    a += step;
  }
}

/** out[i] = a[i], f64 to u16 bits of halves. */
export function writeHalves(_code: i32, a: usize, aStep: i32, out: usize, n: i32): void {
  const step = (<usize>aStep) << 3;
  for (const end = out + ((<usize>n) << 1); out != end; out += 2) {
    store<u16>(out, <u16>Half.of(load<f64>(a)));
    a += step;
  }
}
