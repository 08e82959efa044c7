/** Which arrays of an evaluation are views, and of what; and the memory of all of them. */
import type { NDArray } from 'contig';
import type { Source } from '../language/evaluate.js';

type Library = Pick<typeof import('contig'), 'NDArray' | 'mayShareMemory'>;

export class Lineage {
  private readonly bases = new Map<NDArray, string>();
  private readonly seen = new Set<NDArray>();

  constructor(private readonly library: Library) {}

  /** Told of every call and member read of an evaluation. */
  readonly watch = (result: unknown, sources: readonly Source[]): void => {
    for (const array of itemsOf(result)) {
      if (!this.isArray(array) || this.seen.has(array)) continue;
      this.seen.add(array);
      const source = sources.find(({ value }) => this.shares(array, value));
      if (source !== undefined) this.bases.set(array, this.baseOf(source));
    }
  };

  /** The text of the array that an array is a view of; null where its memory is its own. */
  viewOf(array: NDArray): string | null {
    return this.bases.get(array) ?? null;
  }

  /** Frees the memory of all arrays seen. */
  dispose(): void {
    for (const array of this.seen) array.dispose();
    this.seen.clear();
    this.bases.clear();
  }

  /** A view of a view is one of the first array. */
  private baseOf({ value, text }: Source): string {
    return (this.isArray(value) && this.bases.get(value)) || text;
  }

  /** Not what stands for an array while fuse looks at a function: that has no memory. */
  private isArray(value: unknown): value is NDArray {
    const { NDArray } = this.library;
    return value instanceof NDArray && Object.getPrototypeOf(value) === NDArray.prototype;
  }

  private shares(array: NDArray, other: unknown): boolean {
    if (other === array || typeof other !== 'object' || other === null) return false;
    if (this.isArray(other)) return this.library.mayShareMemory(array, other);
    // The fields of records, and arrays over a typed array.
    if ('field' in other || 'asNDArray' in other) return true;
    return ArrayBuffer.isView(other) && array.aligned && array.native && array.data.buffer === other.buffer;
  }
}

/** A result itself, or what is in it where a function has several. */
function itemsOf(result: unknown): unknown[] {
  if (Array.isArray(result)) return result;
  if (typeof result !== 'object' || result === null || Object.getPrototypeOf(result) !== Object.prototype)
    return [result];
  return Object.values(result);
}
