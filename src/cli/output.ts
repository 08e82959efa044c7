/** Writes lines to the terminal. */
export type Output = (text: string) => unknown;

/** What the user can put right: one line, without a stack. */
export class Failure extends Error {}
