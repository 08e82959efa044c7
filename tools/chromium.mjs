/** Chromium: where it is, and starting it so that it can be ended whatever it does. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  // Tests of memory ask for a garbage collection.
  '--js-flags=--expose-gc',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of Chromium: what the environment's CHROMIUM says, the first of its names in PATH, or playwright's own.
 *
 * @returns {string}
 * @throws {Error} Where there is none, saying how to install it.
 */
export function findChromium() {
  const { CHROMIUM, PATH = '' } = process.env;
  if (CHROMIUM) {
    if (isExecutable(CHROMIUM)) return CHROMIUM;
    throw new Error(`CHROMIUM is '${CHROMIUM}', which is no program.`);
  }
  const folders = PATH.split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...candidates, chromium.executablePath()].find(isExecutable);
  if (found) return found;
  throw new Error(
    'There is no Chromium. Install it, as root: apt-get update && apt-get install -y --no-install-recommends chromium; ' +
      'or: npx playwright-core install chromium; or let CHROMIUM name the program.',
  );
}

/**
 * A running Chromium.
 *
 * @param {string} executablePath
 */
export async function launch(executablePath) {
  const server = await chromium.launchServer({ executablePath, args: ARGUMENTS });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, kill: () => server.kill() };
}
