/**
 * Where a PCG64 generator is after many draws, without drawing: F. B. Brown, "Random Number Generation with Arbitrary
 * Strides" (Transactions of the American Nuclear Society 71, 1994).
 */

/** See assembly/random/pcg64.ts. */
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const BITS = 128;

/** A state of so many draws later, of the words of a generator: state and increment, 128 bits each, low words first. */
export function jumped(words: Uint32Array, draws: number): Uint32Array {
  const increment = read(words, 4);
  let state = read(words, 0);
  // A draw is x -> m x + c; so is any number of them, and twice as many are m^2 x + (m + 1) c.
  let [m, c] = [MULTIPLIER, increment];
  for (let rest = draws; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) state = BigInt.asUintN(BITS, m * state + c);
    c = BigInt.asUintN(BITS, (m + 1n) * c);
    m = BigInt.asUintN(BITS, m * m);
  }
  const later = words.slice();
  for (let i = 0; i < 4; i++) later[i] = Number((state >> BigInt(32 * i)) & 0xffffffffn);
  return later;
}

function read(words: Uint32Array, first: number): bigint {
  let value = 0n;
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(words[first + i]);
  return value;
}
