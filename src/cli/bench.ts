/** `contig bench`: the package's benchmark, in a process of its own. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure, type Output } from './output.js';

/** Runs it with the arguments as they are; it prints by itself. Results go to the working directory unless told otherwise. */
export async function runBench(args: string[], _output: Output): Promise<void> {
  const home = dirname(createRequire(import.meta.url).resolve('contig/package.json'));
  const given = args.some((argument) => argument === '--results' || argument.startsWith('--results='));
  const place = given ? [] : ['--results', 'contig-bench'];
  const child = spawn(process.execPath, [...process.execArgv, join(home, 'bench/index.js'), ...args, ...place], {
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Failure(`contig bench: ended with code ${code}`);
}
