/**
 * The allocator of the one WebAssembly memory. It lives on the JavaScript side because the kernels allocate nothing: an allocator
 * inside the module would have its roots once per instance, and breaks as soon as several instances share the memory.
 */
import { Regions } from './regions.js';

const UNIT_BITS = 6;
const UNIT = 64;
const PAGE = 65536;
const MAX_BYTES = 2 ** 32;
/** All of 4 GiB but the last unit, so that the address one past a block is never 2^32, which a kernel would read as 0. */
const MAX_UNITS = MAX_BYTES / UNIT - 1;
/** Up to 4 KiB, freed blocks wait in quick lists. */
const QUICK_UNITS = 64;
/** Untouched memory is opened 256 KiB at a time, or every small request of a new size would have the quick lists merged. */
const CHUNK_UNITS = 4096;
/**
 * A request of 64 KiB or more has the quick lists merged at once: no cost beside filling as much (2 us), and less fragmentation
 * (memory touched for sizes from 1 B to 1 MiB, log-uniform: 1.41 instead of 1.53 times the live peak).
 */
const LARGE_UNITS = 1024;
/** How many regions of a request's own class are tried: every time, and before the memory grows or the request fails. */
const PROBES = 4;
const LAST_PROBES = 128;

/**
 * The handle of one allocation. Every allocation gets a fresh one, so that a second free of it, however late (a finalizer
 * after `dispose()`), is recognised by `live` even when the bytes belong to somebody else by then.
 */
export class Block {
  /** The address, a multiple of 64. */
  readonly ptr: number;
  /** The bytes asked for. */
  readonly size: number;
  /** The heap's own name for the place. */
  readonly region: number;
  live: boolean;

  constructor(ptr: number, size: number, region: number) {
    this.ptr = ptr;
    this.size = size;
    this.region = region;
    this.live = true;
  }
}

/** In bytes, but for `blocks`. `inUse + free` is what is reserved above the base. */
export interface HeapStats {
  /** What live blocks take: their sizes, each rounded up to a multiple of 64. */
  inUse: number;
  /** The highest `inUse` so far. */
  peak: number;
  /** What the memory has, from address 0. */
  reserved: number;
  /** The number of live blocks, zero-sized ones included. */
  blocks: number;
  free: number;
  /** The largest block to be had without growing the memory. */
  largestFree: number;
}

/**
 * Hands out the memory from `base` up. A request is served, in this order, from
 *
 * 1. the quick list of its exact size (small sizes only): blocks lately freed and not merged with their neighbours;
 * 2. the free regions, newest of the best fitting class first;
 * 3. the same after the quick lists were merged into them (first of all for a large request);
 * 4. the memory above all that was ever taken: late, because the first touch of a page costs six times its reuse;
 * 5. the same after growing the memory, which detaches every view of an unshared one.
 *
 * Reused memory is dirty: whoever allocates also fills.
 */
export class Heap {
  private memory: WebAssembly.Memory;
  private readonly regions: Regions;
  private readonly base: number;
  private limitBytes = 0;
  /** The unit at which the memory ends, or the limit: as of the last look at them. */
  private end = 0;

  /** In units. */
  private used = 0;
  private peak = 0;
  private blocks = 0;

  /** By size in units: the region last freed, which links to the one freed before it, and so on. */
  private readonly quick = new Int32Array(QUICK_UNITS + 1);
  /** How many regions are in quick lists. */
  private waiting = 0;

  constructor(memory: WebAssembly.Memory, base: number, limit: number) {
    checkBytes('Heap: base', base, MAX_BYTES);
    this.memory = memory;
    this.base = Math.ceil(base / UNIT);
    this.regions = new Regions(this.base);
    this.limit = limit;
  }

  /** Bytes that the whole memory may have, up to 4 GiB. Lowered below what is in use, it frees nothing and only stops growth. */
  get limit(): number {
    return this.limitBytes;
  }

  set limit(bytes: number) {
    checkBytes('Heap: limit', bytes, MAX_BYTES);
    this.limitBytes = bytes;
    this.look();
  }

  /** One past the last byte ever handed out. */
  get extent(): number {
    return this.regions.top * UNIT;
  }

  /** Goes on in another memory, to which all up to `extent` was copied. */
  move(memory: WebAssembly.Memory): void {
    this.memory = memory;
    this.look();
  }

  /** A block of `bytes`, or null when the limit or the engine does not allow it. A block of 0 bytes takes no memory. */
  allocate(bytes: number): Block | null {
    const region = this.claim(bytes);
    return region < 0 ? null : new Block(this.address(region), bytes, region);
  }

  /** False, and nothing done, when the block was freed before. */
  free(block: Block): boolean {
    if (!block.live) return false;
    block.live = false;
    this.give(block.region);
    return true;
  }

  /** As {@link Heap.allocate}, without a handle: the place alone, or -1. It is the caller who frees it once and not twice. */
  claim(bytes: number): number {
    const { regions } = this;
    let region = 0;
    if ((bytes | 0) === bytes && bytes >= 0 && bytes <= QUICK_UNITS * UNIT) {
      const units = (bytes + UNIT - 1) >>> UNIT_BITS;
      region = this.quick[units]!;
      if (region !== 0) {
        this.quick[units] = regions.link(region);
        this.waiting--;
      }
    }
    if (region === 0) {
      checkBytes('allocate: size', bytes, Number.MAX_SAFE_INTEGER);
      // Region 0 is the zero-sized one at the base.
      region = this.find(Math.ceil(bytes / UNIT));
      if (region === 0 && bytes !== 0) return -1;
    }
    const used = this.used + regions.size(region);
    this.used = used;
    if (used > this.peak) this.peak = used;
    this.blocks++;
    return region;
  }

  /** Where a claimed place is. */
  address(region: number): number {
    return this.regions.start(region) * UNIT;
  }

  /** Frees a claimed place. */
  give(region: number): void {
    const { regions } = this;
    const units = regions.size(region);
    this.used -= units;
    this.blocks--;
    if (units > QUICK_UNITS) {
      regions.give(region);
    } else if (units > 0) {
      regions.setLink(region, this.quick[units]!);
      this.quick[units] = region;
      this.waiting++;
    }
  }

  /** Merges the quick lists first, so that `largestFree` is what a single request can get. */
  stats(): HeapStats {
    const { regions } = this;
    this.merge();
    this.look();
    const reserved = this.memory.buffer.byteLength;
    return {
      inUse: this.used * UNIT,
      peak: this.peak * UNIT,
      reserved,
      blocks: this.blocks,
      free: Math.max(0, reserved - (this.base + this.used) * UNIT),
      largestFree: Math.max(regions.largest, this.end - regions.tail) * UNIT,
    };
  }

  private find(units: number): number {
    if (units === 0 || units > MAX_UNITS) return 0;
    const { regions } = this;
    if (units >= LARGE_UNITS) this.merge();
    let region = regions.take(units, PROBES);
    if (region === 0 && this.waiting > 0) {
      this.merge();
      region = regions.take(units, PROBES);
    }
    if (region !== 0) return region;
    if (regions.tail + units > this.end) {
      region = regions.take(units, LAST_PROBES);
      if (region !== 0) return region;
      if (!this.reach(regions.tail + units)) return 0;
    }
    return regions.extend(units, Math.max(units, Math.min(CHUNK_UNITS, this.end - regions.tail)));
  }

  private merge(): void {
    if (this.waiting === 0) return;
    const { quick, regions } = this;
    for (let units = 1; units <= QUICK_UNITS; units++) {
      let region = quick[units]!;
      quick[units] = 0;
      while (region !== 0) {
        const next = regions.link(region);
        regions.give(region);
        region = next;
      }
    }
    this.waiting = 0;
  }

  private look(): void {
    this.end = Math.min(Math.floor(Math.min(this.memory.buffer.byteLength, this.limitBytes) / UNIT), MAX_UNITS);
  }

  /** Whether the memory reaches unit `end`, if need be after growing: by half of what it has, or else to what is needed. */
  private reach(end: number): boolean {
    this.look();
    if (end <= this.end) return true;
    const pages = this.memory.buffer.byteLength / PAGE;
    const most = Math.floor(this.limitBytes / PAGE);
    const needed = Math.ceil((end * UNIT) / PAGE);
    if (end > MAX_UNITS || needed > most || needed <= pages) return false;
    const generous = Math.min(most, Math.max(needed, Math.ceil(1.5 * pages)));
    const grown = grow(this.memory, generous - pages) || (generous > needed && grow(this.memory, needed - pages));
    this.look();
    return grown;
  }
}

function grow(memory: WebAssembly.Memory, pages: number): boolean {
  try {
    memory.grow(pages);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function checkBytes(what: string, bytes: number, most: number): void {
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > most) {
    throw new RangeError(`${what} is ${bytes}: a whole number of bytes from 0 to ${most} is needed`);
  }
}
