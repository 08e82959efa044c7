// Unpacks LZMA (Igor Pavlov, LZMA specification, 2015; public domain): the form in which the kernels' binaries travel.
// A module of its own, with a memory of its own, that the package runs once when it is imported. The names are the
// specification's. Streams are trusted (they were made with this package): the one check is that the literal and
// position parameters are the usual ones, lc = 3, lp = 0, pb = 2.

/** Where the probabilities lie; the caller puts the stream behind them. */
const PROBABILITIES: usize = 0;

const STATES: usize = 12;
const POSITION_STATES: usize = 16;
const MATCH: usize = 0;
const REP: usize = MATCH + STATES * POSITION_STATES;
const REP_G0: usize = REP + STATES;
const REP_G1: usize = REP_G0 + STATES;
const REP_G2: usize = REP_G1 + STATES;
const REP0_LONG: usize = REP_G2 + STATES;
const SLOTS: usize = REP0_LONG + STATES * POSITION_STATES;
const POSITIONS: usize = SLOTS + 4 * 64;
const ALIGN: usize = POSITIONS + 128;
/** A length: two choices, then 16 trees of three bits, 16 more, and one of eight bits. */
const LENGTH: usize = ALIGN + 16;
const LENGTH_LOW: usize = 2;
const LENGTH_MIDDLE: usize = LENGTH_LOW + 16 * 8;
const LENGTH_HIGH: usize = LENGTH_MIDDLE + 16 * 8;
const LENGTH_SIZE: usize = LENGTH_HIGH + 256;
const REP_LENGTH: usize = LENGTH + LENGTH_SIZE;
const LITERALS: usize = REP_LENGTH + LENGTH_SIZE;
const LITERAL_CONTEXTS: usize = 8;
const COUNT: usize = LITERALS + LITERAL_CONTEXTS * 0x300;

let range: u32 = 0;
let code: u32 = 0;
let source: usize = 0;

/** One bit, with the probability at an index, which learns from it. */
function bit(index: usize): u32 {
  const at = PROBABILITIES + (index << 1);
  const probability = <u32>load<u16>(at);
  const bound = (range >>> 11) * probability;
  let value: u32;
  if (code < bound) {
    range = bound;
    store<u16>(at, probability + ((2048 - probability) >>> 5));
    value = 0;
  } else {
    range -= bound;
    code -= bound;
    store<u16>(at, probability - (probability >>> 5));
    value = 1;
  }
  normalize();
  return value;
}

function normalize(): void {
  if (range < 1 << 24) {
    range <<= 8;
    code = (code << 8) | load<u8>(source++);
  }
}

/** Bits of equal probability, highest first. */
function direct(bits: u32): u32 {
  let value: u32 = 0;
  while (bits--) {
    range >>>= 1;
    const high = code >= range;
    if (high) code -= range;
    value = (value << 1) | u32(high);
    normalize();
  }
  return value;
}

/** A number of some bits from a tree of probabilities, highest bit first. */
function tree(index: usize, bits: u32): u32 {
  let node: u32 = 1;
  for (let i: u32 = 0; i < bits; i++) node = (node << 1) | bit(index + node);
  return node - (1 << bits);
}

/** The same, lowest bit first. */
function reverseTree(index: usize, bits: u32): u32 {
  let node: u32 = 1;
  let value: u32 = 0;
  for (let i: u32 = 0; i < bits; i++) {
    const next = bit(index + node);
    node = (node << 1) | next;
    value |= next << i;
  }
  return value;
}

/** The length of a match, less 2. */
function length(index: usize, position: usize): u32 {
  if (!bit(index)) return tree(index + LENGTH_LOW + (position << 3), 3);
  if (!bit(index + 1)) return 8 + tree(index + LENGTH_MIDDLE + (position << 3), 3);
  return 16 + tree(index + LENGTH_HIGH, 8);
}

/** A byte; after a match, in the light of the byte that the last distance would have given. */
function literal(state: u32, previous: u32, matched: u32): u32 {
  const index = LITERALS + 0x300 * (<usize>previous >>> 5);
  let symbol: u32 = 1;
  if (state >= 7) {
    while (symbol < 0x100) {
      const expected = (matched >>> 7) & 1;
      matched <<= 1;
      const next = bit(index + ((1 + expected) << 8) + symbol);
      symbol = (symbol << 1) | next;
      if (expected != next) break;
    }
  }
  while (symbol < 0x100) symbol = (symbol << 1) | bit(index + symbol);
  return symbol & 0xff;
}

function distance(length: u32): u32 {
  const slot = tree(SLOTS + ((<usize>min(length, 3)) << 6), 6);
  if (slot < 4) return slot;
  const bits = (slot >>> 1) - 1;
  const high = (2 | (slot & 1)) << bits;
  if (slot < 14) return high + reverseTree(POSITIONS + high - slot, bits);
  return high + (direct(bits - 4) << 4) + reverseTree(ALIGN, 4);
}

/** The bytes that the probabilities take, from address 0. */
export function reserved(): usize {
  return COUNT << 1;
}

/**
 * Unpacks the first bytes of a stream.
 *
 * @param from The stream: a byte of parameters, the dictionary's size in four bytes, the size in eight, the data.
 * @param to Where the result begins.
 * @param size How many bytes of the result are wanted.
 * @returns 1, or 0 for other parameters than lc = 3, lp = 0, pb = 2.
 */
export function unpack(from: usize, to: usize, size: usize): i32 {
  if (load<u8>(from) != 93) return 0;
  for (let i: usize = 0; i < COUNT; i++) store<u16>(PROBABILITIES + (i << 1), 1024);
  source = from + 14;
  range = 0xffffffff;
  code = 0;
  for (let i = 0; i < 4; i++) code = (code << 8) | load<u8>(source++);

  let state: u32 = 0;
  let rep0: u32 = 0;
  let rep1: u32 = 0;
  let rep2: u32 = 0;
  let rep3: u32 = 0;
  let at = to;
  const end = to + size;
  while (at < end) {
    const position = (at - to) & 3;
    const context = ((<usize>state) << 4) + position;
    if (!bit(MATCH + context)) {
      const previous: u32 = at > to ? load<u8>(at - 1) : 0;
      const matched: u32 = at - to > rep0 ? load<u8>(at - rep0 - 1) : 0;
      store<u8>(at++, literal(state, previous, matched));
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count: u32;
    if (bit(REP + state)) {
      if (!bit(REP_G0 + state)) {
        if (!bit(REP0_LONG + context)) {
          state = state < 7 ? 9 : 11;
          store<u8>(at, load<u8>(at - rep0 - 1));
          at++;
          continue;
        }
      } else {
        let again: u32;
        if (!bit(REP_G1 + state)) again = rep1;
        else {
          if (!bit(REP_G2 + state)) again = rep2;
          else {
            again = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = again;
      }
      count = length(REP_LENGTH, position);
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      count = length(LENGTH, position);
      state = state < 7 ? 7 : 10;
      rep0 = distance(count);
    }
    const stop = min(at + count + 2, end);
    for (; at < stop; at++) store<u8>(at, load<u8>(at - rep0 - 1));
  }
  return 1;
}
