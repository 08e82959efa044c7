/**
 * The checksum of zip archives, CRC-32 with the reflected polynomial 0xEDB88320, eight bytes at a time: table k says what
 * a byte does that k more bytes follow.
 */

/** Writes the eight tables of 256 words to `tables`. */
export function crcTables(tables: usize): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((0 - (crc & 1)) & 0xedb88320);
    store<u32>(tables + ((<usize>byte) << 2), crc);
  }
  for (let at: usize = 0; at < 7 * 1024; at += 4) {
    const crc = load<u32>(tables + at);
    store<u32>(tables + at + 1024, (crc >>> 8) ^ load<u32>(tables + ((<usize>(crc & 255)) << 2)));
  }
}

abstract class Table {
  @inline static of(tables: usize, k: usize, byte: u32): u32 {
    return load<u32>(tables + k * 1024 + ((<usize>(byte & 255)) << 2));
  }
}

/** Takes `n` bytes into the running remainder at `state`, which begins and ends inverted. */
export function crc32(tables: usize, state: usize, src: usize, n: usize): void {
  let crc = load<u32>(state);
  for (; n >= 8; n -= 8) {
    const a = load<u32>(src) ^ crc;
    const b = load<u32>(src, 4);
    crc =
      Table.of(tables, 7, a) ^
      Table.of(tables, 6, a >>> 8) ^
      Table.of(tables, 5, a >>> 16) ^
      Table.of(tables, 4, a >>> 24) ^
      Table.of(tables, 3, b) ^
      Table.of(tables, 2, b >>> 8) ^
      Table.of(tables, 1, b >>> 16) ^
      Table.of(tables, 0, b >>> 24);
    src += 8;
  }
  for (; n; n--) crc = (crc >>> 8) ^ Table.of(tables, 0, crc ^ load<u8>(src++));
  store<u32>(state, crc);
}
