import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Writes lines to the terminal. */
export type Output = (text: string) => unknown;

/** What the user can put right: one line, without a stack. */
export class Failure extends Error {}

/** The first line of what an error says. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
}

/** Arguments by their options; those that are not understood are a failure of the command. */
export function parsedBy<C extends ParseArgsConfig>(command: string, config: C): ReturnType<typeof parseArgs<C>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Failure(`${command}: ${firstLine(error)}`);
  }
}
