/** The page of bench/web: its own walk through the site, where the site is built. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.mjs';

/** Where `npm run web:build` puts the site, and the script that walks through it and saves pictures. */
const SITE = 'build/web';
const WALK = 'tools/page-shots.mjs';

/**
 * Walks through the page.
 *
 * @param {string} executable Chromium.
 * @returns {'passed' | 'failed' | 'skipped'} Skipped where the site is not built.
 */
export function walkThroughPage(executable) {
  if (!existsSync(join(ROOT, SITE, 'index.html')) || !existsSync(join(ROOT, WALK))) return 'skipped';
  const env = { ...process.env, CHROMIUM: executable };
  const { status } = spawnSync(process.execPath, [WALK, join(SITE, '..', 'page-shots'), '--no-build'], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  return status === 0 ? 'passed' : 'failed';
}
