/** The commands `contig info` and `contig bench`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { kernels, memory } from '../../src/index.js';
import { contig } from './command.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

test('info tells the version, the builds, threads and the heap', async () => {
  const { code, out } = await contig('info');
  expect(code).toBe(0);
  expect(out).toContain(`contig     ${version}\n`);
  expect(out).toContain(`kernels    ${kernels.build} (runs here: ${kernels.available.join(', ')})`);
  expect(out).toMatch(/^heap +\d\.\d\d GiB reserved, grows to \d\.\d\d GiB$/m);
  const facts = JSON.parse((await contig('info', '--json')).out);
  expect(facts).toMatchObject({
    version,
    build: kernels.build,
    cores: availableParallelism(),
    heapLimit: memory.limit,
  });
  expect(Object.keys(facts.missing)).toEqual(['relaxed', 'simd'].filter((name) => !facts.available.includes(name)));
});

test('info refuses what it does not know, in one line', async () => {
  expect(await contig('info', '--wat')).toMatchObject({ code: 2, err: expect.stringMatching(/^contig info: .*--wat/) });
});

test('bench runs from another folder and leaves its results there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contig-bench-'));
  try {
    const command = fileURLToPath(new URL('../../lib/cli.js', import.meta.url));
    const args = [command, 'bench', '--quick', '--filter', 'compute add f32 1e3'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect([status, stderr.includes('Error')]).toEqual([0, false]);
    expect(stdout).toMatch(/written: .*latest\.json/);
    expect(existsSync(join(folder, 'contig-bench/latest.json'))).toBe(true);
    const refused = spawnSync(process.execPath, [command, 'bench', '--wat'], { cwd: folder, encoding: 'utf8' });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("'--wat'");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
