/**
 * Flags to bits and back: eight elements of a byte each to one byte. In big order the first element is the highest bit,
 * in little order the lowest. Each row begins with a byte of its own; the last byte of a row is filled with zeros.
 */

/** The bits of bytes in little and in big order, and ones: constants written in a loop are made anew at each turn. */
// biome-ignore format: a table
const TABLE = memory.data<u8>([
  1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
  128, 64, 32, 16, 8, 4, 2, 1, 128, 64, 32, 16, 8, 4, 2, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
], 16);

/** A word by its halves: linters that take numbers for doubles refuse longer literals. */
abstract class Word {
  @inline static of(high: u32, low: u32): u64 {
    return ((<u64>high) << 32) | low;
  }
}

abstract class Bits {
  /** Bytes that are not zero as ones: 0x7f added to the low seven bits carries into the highest. */
  @inline static ones(x: u64): u64 {
    return (
      ((((x & Word.of(0x7f7f7f7f, 0x7f7f7f7f)) + Word.of(0x7f7f7f7f, 0x7f7f7f7f)) | x) >> 7) &
      Word.of(0x01010101, 0x01010101)
    );
  }

  /** Eight bytes of 0 or 1 as the bits of one. All partial products fall on bits of their own, so nothing carries. */
  @inline static join(x: u64, little: bool): u8 {
    return <u8>((x * (little ? Word.of(0x01020408, 0x10204080) : Word.of(0x80402010, 0x08040201))) >> 56);
  }

  /** The bits of a byte as eight bytes of 0 or 1: bit k is kept in one byte, where adding 2^7 - 2^k moves it to the top. */
  @inline static split(byte: u8, little: bool): u64 {
    const all: u64 = <u64>byte * Word.of(0x01010101, 0x01010101);
    if (little)
      return (
        (((all & Word.of(0x80402010, 0x08040201)) + Word.of(0x00406070, 0x787c7e7f)) >> 7) &
        Word.of(0x01010101, 0x01010101)
      );
    return (
      (((all & Word.of(0x01020408, 0x10204080)) + Word.of(0x7f7e7c78, 0x70604000)) >> 7) &
      Word.of(0x01010101, 0x01010101)
    );
  }

  /** 16 bits: which bytes are zero, the first lowest. */
  @inline static zeros(p: usize): u64 {
    return <u64>(<u32>i8x16.bitmask(v128.eq<u8>(v128.load(p), i64x2.splat(0))));
  }

  /** The bits of each byte in the opposite order: cheaper than reversing the 64 elements that they come from. */
  @inline static reverse(x: u64): u64 {
    x = ((x >> 1) & Word.of(0x55555555, 0x55555555)) | ((x & Word.of(0x55555555, 0x55555555)) << 1);
    x = ((x >> 2) & Word.of(0x33333333, 0x33333333)) | ((x & Word.of(0x33333333, 0x33333333)) << 2);
    return ((x >> 4) & Word.of(0x0f0f0f0f, 0x0f0f0f0f)) | ((x & Word.of(0x0f0f0f0f, 0x0f0f0f0f)) << 4);
  }

  /** 16 bytes of 0 or 1 from a vector in which each byte stands eight times. */
  @inline static flags(out: usize, x: v128, mask: v128, one: v128): void {
    v128.store(out, v128.min<u8>(v128.and(x, mask), one));
  }
}

function packRow(p: usize, n: usize, out: usize, little: bool): void {
  if (ASC_FEATURE_SIMD) {
    for (; n >= 64; n -= 64) {
      const low = Bits.zeros(p) | (Bits.zeros(p + 16) << 16);
      const bits = ~(low | (Bits.zeros(p + 32) << 32) | (Bits.zeros(p + 48) << 48));
      store<u64>(out, little ? bits : Bits.reverse(bits));
      p += 64;
      out += 8;
    }
  }
  for (; n >= 8; n -= 8) {
    store<u8>(out, Bits.join(Bits.ones(load<u64>(p)), little));
    p += 8;
    out++;
  }
  if (n == 0) return;
  let last: u64 = 0;
  for (let i: usize = 0; i < n; i++) last |= (<u64>load<u8>(p + i)) << (i << 3);
  store<u8>(out, Bits.join(Bits.ones(last), little));
}

/** Packs each of the packed rows of n elements of one byte, 0 or not, to (n + 7) / 8 bytes. */
export function packBits(src: usize, n: usize, rows: usize, out: usize, little: bool): void {
  for (; rows; rows--) {
    if (little) packRow(src, n, out, true);
    else packRow(src, n, out, false);
    src += n;
    out += (n + 7) >> 3;
  }
}

function unpackRow(p: usize, n: usize, out: usize, little: bool): void {
  if (ASC_FEATURE_SIMD) {
    const mask = v128.load(TABLE + (little ? 0 : 16));
    const one = v128.load(TABLE + 32);
    for (; n >= 64; n -= 64) {
      const x = v128.load64_zero(p);
      Bits.flags(out, v128.shuffle<u8>(x, x, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1), mask, one);
      Bits.flags(out + 16, v128.shuffle<u8>(x, x, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3), mask, one);
      Bits.flags(out + 32, v128.shuffle<u8>(x, x, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5), mask, one);
      Bits.flags(out + 48, v128.shuffle<u8>(x, x, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7), mask, one);
      p += 8;
      out += 64;
    }
  }
  for (; n >= 8; n -= 8) {
    store<u64>(out, Bits.split(load<u8>(p), little));
    p++;
    out += 8;
  }
  if (n == 0) return;
  let last = Bits.split(load<u8>(p), little);
  for (; n; n--) {
    store<u8>(out, <u8>last);
    last >>= 8;
    out++;
  }
}

/** The first n bits of each of the packed rows of (n + 7) / 8 bytes, as bytes of 0 or 1. */
export function unpackBits(src: usize, n: usize, rows: usize, out: usize, little: bool): void {
  for (; rows; rows--) {
    if (little) unpackRow(src, n, out, true);
    else unpackRow(src, n, out, false);
    src += (n + 7) >> 3;
    out += n;
  }
}
