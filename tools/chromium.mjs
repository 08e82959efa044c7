// Where a Chromium is, and how the tests start it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser's file: the variable CHROMIUM, or the first that is found on the path; undefined where there is none. */
export function chromiumFile() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** The browser, started without a window; without one installed, ends the process with a word on how to get it. */
export async function startChromium() {
  const executablePath = chromiumFile();
  if (executablePath === undefined) {
    console.error(
      'no Chromium found: install it (apt-get install chromium), or name its file in the variable CHROMIUM',
    );
    process.exit(1);
  }
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}
