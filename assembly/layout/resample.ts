import { Lanes } from '../lanes';

abstract class Pixels {
  @inline static mix(a: v128, b: v128, weight: v128): v128 {
    return Lanes.madd<f32>(v128.sub<f32>(b, a), weight, a);
  }

  /** One pixel between four. */
  @inline static between(
    a: usize,
    b: usize,
    c: usize,
    d: usize,
    along: f32,
    down: f32,
    bytes: usize,
    out: usize,
  ): void {
    let i: usize = 0;
    if (ASC_FEATURE_SIMD) {
      const x = f32x4.splat(along);
      const y = f32x4.splat(down);
      for (; i + 16 <= bytes; i += 16) {
        const top = Pixels.mix(v128.load(a + i), v128.load(b + i), x);
        const bottom = Pixels.mix(v128.load(c + i), v128.load(d + i), x);
        v128.store(out + i, Pixels.mix(top, bottom, y));
      }
    }
    for (; i < bytes; i += 4) {
      const top = load<f32>(a + i) + (load<f32>(b + i) - load<f32>(a + i)) * along;
      const bottom = load<f32>(c + i) + (load<f32>(d + i) - load<f32>(c + i)) * along;
      store<f32>(out + i, top + (bottom - top) * down);
    }
  }
}

/**
 * Images in another size, between their pixels: rows [first, last) of the output, counted through the images of a batch, of
 * f32 with adjacent channels. `rows` has two lines of the image for each row of the output and the weight of the second,
 * one list after the other (i32, i32, f32); `columns` the same for each column. Interpolates along the lines first.
 */
export function resample(
  image: usize,
  out: usize,
  first: usize,
  last: usize,
  height: usize,
  width: usize,
  channels: usize,
  outHeight: usize,
  outWidth: usize,
  rows: usize,
  columns: usize,
): void {
  const pixel = channels * sizeof<f32>();
  const line = width * pixel;
  let to = out + first * outWidth * pixel;
  for (let row = first; row < last; row++) {
    const batch = row / outHeight;
    const at = rows + (row - batch * outHeight) * 4;
    const start = image + batch * height * line;
    const upper = start + <usize>load<u32>(at) * line;
    const lower = start + <usize>load<u32>(at + outHeight * 4) * line;
    const down = load<f32>(at + outHeight * 8);
    for (let column: usize = 0; column < outWidth; column++) {
      const place = columns + column * 4;
      const left = <usize>load<u32>(place) * pixel;
      const right = <usize>load<u32>(place + outWidth * 4) * pixel;
      const along = load<f32>(place + outWidth * 8);
      Pixels.between(upper + left, upper + right, lower + left, lower + right, along, down, pixel, to);
      to += pixel;
    }
  }
}
