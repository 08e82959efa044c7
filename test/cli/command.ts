/** The command as tests call it. */
import { run } from '../../src/cli/run.js';

/** Runs `contig` with arguments: its exit code and what it printed. */
export async function contig(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(
    args,
    (text) => out.push(text),
    (text) => err.push(text),
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}
