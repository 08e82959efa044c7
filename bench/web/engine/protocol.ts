/** What the page and the worker that computes say to each other: plain data. */
import type { Build, MemoryStats } from 'contig';

/** One element: where it lies in its storage, and its text. */
export interface Element {
  readonly byte: number;
  readonly text: string;
}

/** How an array lies in memory. Offsets and strides are bytes; `storageBytes` is all that the array keeps alive. */
export interface ArrayLayout {
  readonly kind: 'array';
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly itemsize: number;
  readonly strides: readonly number[];
  readonly offset: number;
  readonly nbytes: number;
  readonly storageBytes: number | null;
  readonly order: string;
  readonly writeable: boolean;
  readonly aligned: boolean;
  readonly native: boolean;
  /** The text of the array whose memory this is a view of; null for an array with memory of its own. */
  readonly viewOf: string | null;
  /** The elements in logical order, and all items of the storage by their place, of arrays small enough to be drawn. */
  readonly elements: readonly Element[] | null;
  readonly storage: readonly string[] | null;
}

export interface FieldLayout {
  readonly name: string;
  readonly type: string;
  readonly offset: number;
  readonly nbytes: number;
}

/** How records lie in memory; `length` is null of a record type by itself. */
export interface RecordLayout {
  readonly kind: 'records';
  readonly name: string;
  readonly fields: readonly FieldLayout[];
  readonly itemsize: number;
  readonly padding: number;
  readonly length: number | null;
  readonly layout: 'rows' | 'columns';
}

export type Layout = ArrayLayout | RecordLayout;

/** A value as the page shows it. */
export interface Description {
  readonly printed: string;
  readonly layouts: readonly Layout[];
  /** How many arrays of the value have no layout here. */
  readonly more: number;
  /** What a plain JavaScript value takes in memory, and what would be smaller: contig's own report. */
  readonly report: string | null;
}

export interface Status {
  readonly build: Build;
  readonly available: readonly Build[];
  readonly isolated: boolean;
  readonly cores: number;
  readonly threads: number;
  readonly memory: MemoryStats;
}

export type Request =
  | { readonly task: 'evaluate'; readonly source: string }
  | { readonly task: 'threads'; readonly on: boolean }
  | { readonly task: 'weigh' }
  | { readonly task: 'status' };

export interface Failure {
  readonly message: string;
  /** The part of the source that it is about; null where it is about none. */
  readonly part: readonly [start: number, end: number] | null;
}

/** The answer to a request: every one tells the status anew. */
export interface Reply {
  readonly id: number;
  readonly status: Status;
  readonly value: { readonly description: Description; readonly milliseconds: number } | null;
  readonly failure: Failure | null;
  /** Bytes an element of every container, computed for Chrome. */
  readonly weights: readonly (readonly [container: string, bytes: number])[] | null;
}
