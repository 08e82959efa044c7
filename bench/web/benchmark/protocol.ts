/** What the page and the worker that measures say to each other. */
import type { Dtype } from '../../data.js';
import type { Effort } from '../../options.js';
import type { Comparison } from '../../rows.js';

export interface Order {
  readonly effort: Effort;
  readonly dtypes: Dtype[];
  readonly threads: boolean;
}

/** Asks the worker to end its threads, before it is ended itself: those that sleep do not notice that it is gone. */
export const END = 'end';

export interface Failed {
  readonly name: string;
  readonly message: string;
}

export type News =
  | {
      readonly news: 'ready';
      readonly build: string;
      readonly threads: number;
      readonly labels: Record<string, string>;
    }
  | { readonly news: 'started'; readonly done: number; readonly total: number; readonly name: string }
  | { readonly news: 'found'; readonly rows: Comparison[] }
  | { readonly news: 'ended' }
  | { readonly news: 'over'; readonly failures: Failed[] }
  | { readonly news: 'broken'; readonly message: string };
