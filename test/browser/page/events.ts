/** What the page tells the command that drives it: one event after another, in order. */

export type Report =
  | { readonly kind: 'collected'; readonly tests: readonly string[] }
  | { readonly kind: 'start'; readonly test: string }
  | {
      readonly kind: 'end';
      readonly test: string;
      readonly state: 'passed' | 'failed' | 'skipped';
      readonly errors: readonly string[];
    }
  /** Something went wrong outside of a test: the file cannot be imported, a hook failed, an error nobody caught. */
  | { readonly kind: 'trouble'; readonly where: string; readonly errors: readonly string[] }
  | { readonly kind: 'done' };

/** Which tests to run, and where; the query of the page's address. */
export interface Task {
  readonly file: string;
  /** Beginnings of the full names of tests to leave out. */
  readonly without: readonly string[];
  /** Only tests whose full names contain this. */
  readonly only: string;
  readonly where: 'page' | 'worker';
  readonly isolated: boolean;
  /** Where fast-check begins. */
  readonly seed: number;
}
