// @ts-check
// Where a run is, on stderr: one line that changes on a terminal, a line for each row elsewhere.

/** @typedef {(done: number, total: number, name: string) => void} Progress */

const started = performance.now();

/** @type {Progress} */
export function showProgress(done, total, name) {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const line = `[${String(done).padStart(String(total).length)}/${total}] ${seconds.padStart(3)} s  ${name}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
  else process.stderr.write(`${line}\n`);
}

/** Leaves the line that changes. */
export function endProgress() {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
