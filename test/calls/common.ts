/** What the tables of sample calls are written with. */
import type { Arrays, Callable } from '../calling.js';

export type Args = (of: Arrays) => unknown[];
export type Run = (f: Callable, args: readonly unknown[]) => unknown;

export interface Call {
  readonly args: Args;
  /** How the function is used when it is not simply called, with a result that can be compared. */
  readonly run?: Run;
}

export type Calls = Readonly<Record<string, readonly (Args | Call)[]>>;

/** The same calls for several names. */
export const each = (names: string, ...calls: (Args | Call)[]) =>
  Object.fromEntries(names.split(' ').map((name) => [name, calls] as const));
export const keys = (table: object, ...calls: Args[]) => each(Object.keys(table).join(' '), ...calls);

export const axisArgs: Args[] = [(of) => [of([3, 4, 5])], (of) => [of([3, 4, 5]), { axis: 1 }]];
export const vectors: Args = (of) => [of([7]), of([5], 2)];
/** A matrix with an inverse, of bools too. */
export const regular = (of: Arrays) => of.of([1, 1, 0, 0, 1, 1, 1, 0, 0], [3, 3], of.dtype);
export const plane: Args = (of) => [of([4, 5])];
export const cube: Args = (of) => [of([3, 4, 5])];
