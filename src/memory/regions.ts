/**
 * Which part of the heap is taken and which is free: a two-level segregated fit with immediate coalescing, after
 * M. Masmano, I. Ripoll, A. Crespo, J. Real, "TLSF: a New Dynamic Memory Allocator for Real-Time Systems" (ECRTS 2004).
 *
 * The heap is a row of regions without gaps, from the base up to `top`; what lies above was never touched. Everything is
 * counted in units (the heap's granularity, at most 2^26 of them), so that every number here stays a small integer of the
 * engine's even where addresses pass 2^31.
 *
 * A region is a record of six integers in one table, and its name is the index of the first. The records lie outside the heap
 * because a header in it would cost a whole aligned unit per block, where a stray kernel can overwrite it. They are recycled:
 * there are as many as there ever were regions at one time.
 */

// The record: where the region is, how long, its neighbours in memory, and its neighbours in the list of free ones.
const RECORD = 6;
const START = 0;
const SIZE = 1;
const BELOW = 2;
const ABOVE = 3;
const OLDER = 4;
const NEWER = 5;
/** In NEWER: the region is not free. */
const TAKEN = -1;

// The free lists: sizes below 64 units have one each; above, every power of two is cut into 32 classes.
const COLUMN_BITS = 5;
const COLUMNS = 32;
const ROWS = 23;

export class Regions {
  /** One past the last unit ever taken. */
  top: number;
  /** How many records there are, spare ones and the ring's own included. */
  records = 1;

  private table = new Int32Array(RECORD * 64);
  /** The first record without a region; they are linked by OLDER. */
  private spare = 0;

  /** The newest free region of each class; a bit for each class that has any; a bit for each row of classes with such a bit. */
  private readonly newest = new Int32Array(ROWS * COLUMNS);
  private readonly columns = new Int32Array(ROWS);
  private rows = 0;

  constructor(base: number) {
    this.top = base;
    // Record 0 closes the row into a ring: ABOVE it lies the lowest region, BELOW it the highest, and it is never free.
    this.table[START] = base;
    this.table[NEWER] = TAKEN;
  }

  start(region: number): number {
    return this.table[region + START]!;
  }

  size(region: number): number {
    return this.table[region + SIZE]!;
  }

  /** A link that the owner of a taken region may use as it likes. */
  link(region: number): number {
    return this.table[region + OLDER]!;
  }

  setLink(region: number, to: number): void {
    this.table[region + OLDER] = to;
  }

  /** Where the region that `extend` lengthens starts: below `top` when the highest region is free. */
  get tail(): number {
    const last = this.table[BELOW]!;
    return this.table[last + NEWER] === TAKEN ? this.top : this.table[last + START]!;
  }

  /** The size of the largest free region, found by a walk through its class. */
  get largest(): number {
    if (this.rows === 0) return 0;
    const row = highestBit(this.rows);
    const column = highestBit(this.columns[row]!);
    let largest = 0;
    for (let region = this.newest[row * COLUMNS + column]!; region !== 0; region = this.link(region)) {
      largest = Math.max(largest, this.size(region));
    }
    return largest;
  }

  /** Takes `units` out of a free region: the newest of the best fitting class. 0 when none was found. */
  take(units: number, probes: number): number {
    const region = this.find(units, probes);
    return region === 0 ? 0 : this.carve(region, units);
  }

  /** Moves `top` up until the free region below it, made if there is none, holds `size` units, and takes `units` of them. */
  extend(units: number, size: number): number {
    let last = this.table[BELOW]!;
    if (this.table[last + NEWER] === TAKEN) {
      const region = this.record();
      this.place(region, this.top, size, last, 0);
      last = region;
    } else {
      this.unlist(last);
      this.table[last + SIZE] = Math.max(size, this.size(last));
    }
    this.top = this.start(last) + this.size(last);
    this.list(last);
    return this.carve(last, units);
  }

  /** Frees a taken region and merges it with its free neighbours. */
  give(region: number): void {
    const table = this.table;
    const above = table[region + ABOVE]!;
    if (table[above + NEWER] !== TAKEN) {
      this.unlist(above);
      this.absorb(region, above);
    }
    const below = table[region + BELOW]!;
    if (table[below + NEWER] === TAKEN) {
      this.list(region);
    } else {
      this.unlist(below);
      this.absorb(below, region);
      this.list(below);
    }
  }

  /**
   * In the class of `units` itself a region may be too small: the newest `probes` of them are tried, so that what was freed
   * is found by the next request of its size. In every higher class, any region fits.
   */
  private find(units: number, probes: number): number {
    const own = classOf(units);
    let region = this.newest[own]!;
    for (let probe = 0; region !== 0 && probe < probes; probe++) {
      if (this.size(region) >= units) return region;
      region = this.link(region);
    }
    // -2 << i has the bits above bit i, and none for i = 31.
    let row = own >>> COLUMN_BITS;
    let columns = this.columns[row]! & (-2 << (own & (COLUMNS - 1)));
    if (columns === 0) {
      const rows = this.rows & (-2 << row);
      if (rows === 0) return 0;
      row = lowestBit(rows);
      columns = this.columns[row]!;
    }
    return this.newest[row * COLUMNS + lowestBit(columns)]!;
  }

  /** Takes the low `units` of a free region; what remains keeps the record, and its place in the list if the class is the same. */
  private carve(region: number, units: number): number {
    const size = this.size(region);
    const rest = size - units;
    if (rest === 0) {
      this.unlist(region);
      return region;
    }
    const piece = this.record();
    const table = this.table;
    const start = table[region + START]!;
    this.place(piece, start, units, table[region + BELOW]!, region);
    table[region + START] = start + units;
    if (classOf(rest) === classOf(size)) {
      table[region + SIZE] = rest;
    } else {
      this.unlist(region);
      table[region + SIZE] = rest;
      this.list(region);
    }
    return piece;
  }

  /** Writes a taken region into the row, between two neighbours. */
  private place(region: number, start: number, units: number, below: number, above: number): void {
    const table = this.table;
    table[region + START] = start;
    table[region + SIZE] = units;
    table[region + BELOW] = below;
    table[region + ABOVE] = above;
    table[region + NEWER] = TAKEN;
    table[below + ABOVE] = region;
    table[above + BELOW] = region;
  }

  /** `region` takes over the units of its neighbour `above`, whose record becomes spare. */
  private absorb(region: number, above: number): void {
    const table = this.table;
    const next = table[above + ABOVE]!;
    table[region + SIZE]! += table[above + SIZE]!;
    table[region + ABOVE] = next;
    table[next + BELOW] = region;
    table[above + OLDER] = this.spare;
    this.spare = above;
  }

  /** Puts a region at the head of the free list of its class. */
  private list(region: number): void {
    const table = this.table;
    const own = classOf(table[region + SIZE]!);
    const older = this.newest[own]!;
    table[region + OLDER] = older;
    table[region + NEWER] = 0;
    this.newest[own] = region;
    if (older !== 0) {
      table[older + NEWER] = region;
      return;
    }
    const row = own >>> COLUMN_BITS;
    this.columns[row]! |= 1 << (own & (COLUMNS - 1));
    this.rows |= 1 << row;
  }

  /** Takes a free region out of its list. */
  private unlist(region: number): void {
    const table = this.table;
    const older = table[region + OLDER]!;
    const newer = table[region + NEWER]!;
    table[region + NEWER] = TAKEN;
    if (older !== 0) table[older + NEWER] = newer;
    if (newer !== 0) {
      table[newer + OLDER] = older;
      return;
    }
    const own = classOf(table[region + SIZE]!);
    this.newest[own] = older;
    if (older !== 0) return;
    const row = own >>> COLUMN_BITS;
    this.columns[row]! &= ~(1 << (own & (COLUMNS - 1)));
    if (this.columns[row] === 0) this.rows &= ~(1 << row);
  }

  private record(): number {
    const spare = this.spare;
    if (spare !== 0) {
      this.spare = this.table[spare + OLDER]!;
      return spare;
    }
    const record = RECORD * this.records;
    if (record === this.table.length) {
      const table = new Int32Array(2 * record);
      table.set(this.table);
      this.table = table;
    }
    this.records++;
    return record;
  }
}

function classOf(units: number): number {
  const shift = Math.max(0, 26 - Math.clz32(units));
  return (shift << COLUMN_BITS) + (units >>> shift);
}

function highestBit(bits: number): number {
  return 31 - Math.clz32(bits);
}

function lowestBit(bits: number): number {
  return highestBit(bits & -bits);
}
