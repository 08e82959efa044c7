/** One float of 16 bits (IEEE binary16) to and from its bits. */

const bits = new DataView(new ArrayBuffer(8));

/** The value of a half. */
export function halfValue(half: number): number {
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent < 31
        ? (1024 + fraction) * 2 ** (exponent - 25)
        : fraction === 0
          ? Number.POSITIVE_INFINITY
          : Number.NaN;
  return half & 0x8000 ? -size : size;
}

/** The bits of the nearest half, ties to even: infinity from 65520 on. */
export function halfBits(value: number): number {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const sign = (high >>> 16) & 0x8000;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) {
    // Multiples of 2^-24; adding and taking away 2^52 rounds to an integer, ties to even.
    return sign | (size * 2 ** 24 + 2 ** 52 - 2 ** 52);
  }
  const upper = high & 0x7fffffff;
  const kept = upper >>> 10;
  const rest = (upper & 0x3ff) * 2 + (bits.getUint32(4) === 0 ? 0 : 1);
  const up = rest > 0x400 || (rest === 0x400 && (kept & 1) === 1) ? 1 : 0;
  return sign | (kept + up - (1008 << 10));
}
