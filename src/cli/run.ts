/** The command's subcommands, and how it fails. */
import { runBench } from './bench.js';
import { runInfo } from './info.js';
import { runLayout } from './layout.js';
import { Failure, type Output } from './output.js';

const COMMANDS: Readonly<Record<string, (args: string[], output: Output) => Promise<void>>> = {
  bench: runBench,
  info: runInfo,
  layout: runLayout,
};

const HELP = `contig: packed arrays and records

  contig bench         how fast contig is here, beside plain loops and objects
  contig info          the kernels, threads and memory that contig has here
  contig layout FILE   what a file's data takes in memory, and what it could take

contig COMMAND --help tells more.`;

/**
 * Runs the command with its arguments.
 *
 * @returns The exit code: 0, or 2 where something is wrong with the arguments or the file, told in one line.
 */
export async function run([command, ...args]: string[], output: Output, errors: Output): Promise<number> {
  try {
    if (command === undefined || command === '--help' || command === '-h' || command === 'help') output(HELP);
    else if (Object.hasOwn(COMMANDS, command)) await COMMANDS[command](args, output);
    else throw new Failure(`contig: no command '${command}'; there is: ${Object.keys(COMMANDS).join(', ')}`);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    errors(error.message);
    return 2;
  }
}
