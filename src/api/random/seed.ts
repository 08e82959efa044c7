/** From seeds to well-mixed bits. M. E. O'Neill, "Developing a seed_seq Alternative" (2015), as NumPy uses it. */

const POOL = 4;
const MASK32 = 0xffffffffn;

/** What a generator can be seeded with. */
export type Seed = number | bigint | readonly (number | bigint)[];

/** A hash of words whose constant changes with each of them. */
function hasher(start: number, factor: number): (value: number) => number {
  let constant = start;
  return (value) => {
    const mixed = value ^ constant;
    constant = Math.imul(constant, factor);
    const product = Math.imul(mixed, constant);
    return (product ^ (product >>> 16)) >>> 0;
  };
}

function mix(x: number, y: number): number {
  const result = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y);
  return (result ^ (result >>> 16)) >>> 0;
}

/** The 32-bit words of a non-negative integer, lowest first; 0 has one. */
function wordsOf(value: number | bigint): number[] {
  if ((typeof value !== 'number' && typeof value !== 'bigint') || !(value >= 0) || Number(value) % 1 !== 0) {
    throw new RangeError(`SeedSequence: ${String(value)} is no seed; seeds are integers >= 0, or lists of them.`);
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError(`SeedSequence: ${value} is beyond 2^53, where numbers lose digits; use a bigint.`);
  }
  let rest = BigInt(value);
  const words: number[] = [];
  do {
    words.push(Number(rest & MASK32));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}

/**
 * The source of a generator's first state: mixes a seed of any length into a pool of 128 bits. Sequences spawned from one
 * are independent of it and of each other. NumPy: `SeedSequence`.
 *
 * @example
 * const [a, b] = new SeedSequence(42).spawn(2);
 * random.defaultRng(a);
 */
export class SeedSequence {
  /** The seed, or the random bits that stand for it. */
  readonly entropy: Seed;
  /** The places of the sequence and its ancestors among their siblings. */
  readonly spawnKey: readonly number[];
  private readonly pool: readonly number[];
  private children = 0;

  /** @throws RangeError for seeds that are no integers >= 0. */
  constructor(entropy?: Seed | null, options: { spawnKey?: readonly number[] } = {}) {
    this.entropy = entropy ?? randomBits();
    this.spawnKey = options.spawnKey ?? [];
    const seeds = typeof this.entropy === 'object' ? Array.from(this.entropy) : [this.entropy];
    const words = seeds.flatMap(wordsOf);
    const key = this.spawnKey.flatMap(wordsOf);
    // Without the zeros a key could pass for the end of a longer seed.
    while (key.length > 0 && words.length < POOL) words.push(0);
    this.pool = pooled([...words, ...key]);
  }

  /** @internal `count` words of 32 bits. */
  generateState(count: number): Uint32Array {
    const hash = hasher(0x8b51f9dd, 0x58f38ded);
    return Uint32Array.from({ length: count }, (_, i) => hash(this.pool[i % POOL]));
  }

  /**
   * New sequences, other ones with every call.
   *
   * @throws RangeError when the number is no integer >= 0.
   */
  spawn(count: number): SeedSequence[] {
    if (!Number.isInteger(count) || count < 0) {
      throw new RangeError(`spawn: ${count} sequences; their number is an integer >= 0.`);
    }
    return Array.from(
      { length: count },
      () => new SeedSequence(this.entropy, { spawnKey: [...this.spawnKey, this.children++] }),
    );
  }
}

function pooled(words: readonly number[]): number[] {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = Array.from({ length: POOL }, (_, i) => hash(words[i] ?? 0));
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
  }
  for (const word of words.slice(POOL)) {
    for (let to = 0; to < POOL; to++) pool[to] = mix(pool[to], hash(word));
  }
  return pool;
}

/** 128 bits that no one can foresee. */
function randomBits(): bigint {
  const words = crypto.getRandomValues(new BigUint64Array(2));
  return (words[0] << 64n) | words[1];
}
