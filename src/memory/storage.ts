/**
 * Where an array's bytes live: in the WebAssembly heap, or in an ordinary ArrayBuffer (host) when the heap is full or
 * the bytes are a caller's own. A storage is shared by an array and its views and counts them; the last one to be
 * disposed frees the block at once, and the garbage collector frees it when the storage is merely forgotten.
 */
import { STATIC_END, wasmMemory } from '../wasm/kernels.js';
import { Heap } from './heap.js';
import { kernelArguments, SCRATCH_BYTES } from './scratch.js';
import { Tickets } from './tickets.js';

const GIB = 2 ** 30;

export const heap = new Heap(wasmMemory, STATIC_END + SCRATCH_BYTES, 2 * GIB);

/** The places of live storages in the heap. */
const tickets = new Tickets();

/** Frees the place of a storage that was collected; one disposed of earlier has none any more. */
const forgotten = new FinalizationRegistry<number>((ticket) => {
  const region = tickets.redeem(ticket);
  if (region >= 0) heap.give(region);
  tickets.recycle(ticket);
});

/** Bytes of host buffers made because the heap was full; wrapped buffers are the caller's. */
let hostBytes = 0;
const forgottenHost = new FinalizationRegistry<number>((bytes) => {
  hostBytes -= bytes;
});

type ViewConstructor<V> = new (buffer: ArrayBufferLike, byteOffset?: number, length?: number) => V;

export class Storage {
  /** Arrays and views that use these bytes and were not disposed. */
  references = 0;
  /** Whose bytes these are, where they were lent. */
  private lender: Storage | null = null;
  /** What keeps bytes alive that another lent; undefined for bytes of its own. */
  owner: unknown;
  private cached: ArrayBufferView | null = null;

  private constructor(
    /** What stands for its place in the heap, or -1 where it has none of its own. */
    readonly ticket: number,
    /** The host buffer, or null for heap storage. */
    readonly host: ArrayBufferLike | null,
    /** The address in WebAssembly memory; for host storage the byte offset into the buffer. */
    readonly ptr: number,
    readonly byteLength: number,
  ) {}

  /** Fresh bytes, dirty in the heap: whoever allocates also fills. Host bytes when the heap is full. */
  static allocate(byteLength: number): Storage {
    const region = heap.claim(byteLength);
    if (region >= 0) {
      const ticket = tickets.issue(region);
      const storage = new Storage(ticket, null, heap.address(region), byteLength);
      forgotten.register(storage, ticket);
      return storage;
    }
    let buffer: ArrayBuffer;
    try {
      buffer = new ArrayBuffer(byteLength);
    } catch {
      throw new RangeError(
        `memory: ${byteLength} bytes fit neither the heap (limit ${heap.limit} bytes, ${heap.stats().inUse} in use) nor an ` +
          'ArrayBuffer; dispose of arrays no longer needed, use scope(), or raise memory.limit.',
      );
    }
    const storage = new Storage(-1, buffer, 0, byteLength);
    hostBytes += byteLength;
    forgottenHost.register(storage, byteLength);
    return storage;
  }

  /** Scratch memory as a storage, for values that live no longer than a call. */
  static readonly scratch = new Storage(-1, null, kernelArguments, 0);

  /** The whole heap from address 0, for views that others hold of it: two of them are known to share memory. */
  static readonly heap = new Storage(-1, null, 0, 0);

  /**
   * A caller's bytes, used in place: of a buffer, or of another WebAssembly memory, which has a new buffer after growing.
   * Bytes of the heap are taken as such, so that kernels reach them and growth does not detach them.
   *
   * @param owner What must not be collected as long as the bytes are used.
   */
  static wrap(
    source: ArrayBufferLike | WebAssembly.Memory,
    byteOffset: number,
    byteLength: number,
    owner?: unknown,
  ): Storage {
    const memory = 'grow' in source && 'buffer' in source ? source : null;
    const buffer = memory?.buffer ?? (source as ArrayBufferLike);
    const own = buffer === wasmMemory.buffer;
    const storage = new Storage(-1, own ? null : buffer, byteOffset, byteLength);
    storage.owner = owner;
    if (memory !== null && !own) Object.defineProperty(storage, 'host', { get: () => memory.buffer });
    return storage;
  }

  /** The whole storage as a typed array. Derived anew when the heap has grown and detached the last one. */
  view<V extends ArrayBufferView>(View: ViewConstructor<V> & { readonly BYTES_PER_ELEMENT: number }): V {
    const buffer = this.host ?? wasmMemory.buffer;
    const cached = this.cached;
    if (cached !== null && cached.buffer === buffer && cached.constructor === View) return cached as V;
    try {
      const view = new View(buffer, this.ptr, Math.floor(this.byteLength / View.BYTES_PER_ELEMENT));
      this.cached = view;
      return view;
    } catch (error) {
      return this.gone(error);
    }
  }

  /** The whole storage for reads and writes at any byte; detached when the heap grows. */
  dataView(): DataView {
    try {
      return new DataView(this.host ?? wasmMemory.buffer, this.ptr, this.byteLength);
    } catch (error) {
      return this.gone(error);
    }
  }

  /** Only bytes of others can be: the heap's never shrink, and are looked up anew. */
  private gone(cause: unknown): never {
    throw new TypeError(
      `memory: the ${this.byteLength} bytes of an ArrayBuffer that an array uses in place are gone: it was transferred or ` +
        'made shorter, or is that of a WebAssembly memory that grew; make the array anew, or copy() it before.',
      { cause },
    );
  }

  /**
   * Another handle on the same bytes that counts its own users, so that their owner can tell them from himself. It keeps
   * this storage as long as it is reachable, and at its last release, releases it. Users of both must not meet in one
   * call: the planner takes two handles for two places.
   */
  lend(): Storage {
    const lent = new Storage(-1, this.host, this.ptr, this.byteLength);
    lent.lender = this.retain();
    return lent;
  }

  retain(): this {
    this.references++;
    return this;
  }

  /** One user less; the last one frees the heap block. */
  release(): void {
    if (--this.references !== 0) return;
    if (this.ticket >= 0) {
      const region = tickets.redeem(this.ticket);
      if (region >= 0) heap.give(region);
    }
    this.lender?.release();
  }
}

/**
 * Refuses storage that kernels cannot reach.
 *
 * @param what What it holds `count` of.
 * @throws RangeError when it went to an ArrayBuffer because the heap is full.
 */
export function checkHeap(operation: string, storage: Storage, count: number, what = 'elements'): void {
  if (storage.host === null) return;
  throw new RangeError(`${operation}: ${count} ${what} do not fit the heap; dispose of arrays or raise memory.limit.`);
}

/** What memory holds now. */
export interface MemoryStats {
  /** Bytes of live heap blocks. */
  readonly bytesInUse: number;
  /** The most bytes that live heap blocks have taken. */
  readonly peakBytes: number;
  /** Bytes that the WebAssembly memory spans. */
  readonly heapBytes: number;
  /** Live heap blocks. */
  readonly blocks: number;
  /** Bytes of arrays that live in ArrayBuffers because the heap was full. */
  readonly hostBytes: number;
}

/**
 * The memory that arrays live in.
 *
 * @example
 * memory.limit = 4 * 2 ** 30; // let the heap grow to 4 GiB
 * memory.stats().bytesInUse;
 */
export const memory = {
  /** The most bytes that the heap may grow to, 2 GiB at first, 4 GiB at most. Beyond it arrays go to ArrayBuffers. */
  get limit(): number {
    return heap.limit;
  },

  /** Sets the limit; arrays that are there stay. */
  set limit(bytes: number) {
    if (!Number.isInteger(bytes) || bytes < 0 || bytes > 4 * GIB) {
      throw new RangeError(`memory.limit: ${bytes}; it takes an integer number of bytes from 0 to ${4 * GIB} (4 GiB).`);
    }
    heap.limit = bytes;
  },

  /** What memory holds now, in bytes. */
  stats(): MemoryStats {
    const { inUse, peak, blocks } = heap.stats();
    return { bytesInUse: inUse, peakBytes: peak, heapBytes: wasmMemory.buffer.byteLength, blocks, hostBytes };
  },
};
